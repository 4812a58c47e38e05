/* Roles: which line of an annotated entry is its title, its creators, its annotation, its links. */
#pragma once

#include "knowledge/cited_ways.h"
#include "knowledge/dates.h"

enum line_role { LINE_TITLE, LINE_BYLINE, LINE_ANNOTATION, LINE_LINK, LINE_ROLE_COUNT };

/* The role of words that only join lines whose roles are given. */
#define GIVEN_JOINT GIVEN_COUNT

/* What the entries of one page have in common; zero is a page that nothing is known of yet. */
struct page_style {
    size_t entries;
    size_t marked_titles;      /* entries whose title is all strong, a heading or a term */
    size_t linked_titles;      /* entries whose title is all a link */
    size_t cited;              /* entries whose first line is a citation */
    size_t bylines;            /* entries with a line of creators behind the title */
    size_t bylines_first;      /* and with one before it */
    size_t sure_bylines;       /* lines of creators with a person or a date */
    size_t persons, dates;     /* entries under a person's name, under a date */
    size_t inverted, straight; /* how they write persons */
    struct cited_ways ways;    /* of its citations */
};

/* How persons are written on the page, by what most entries do. */
enum name_order style_order(const struct page_style *style);

/* How the page's citations are written. */
struct cited_habit style_habit(const struct page_style *style);

/* True where most entries of the page are citations. */
bool style_cites(const struct page_style *style);

/* The parts of a line that names creators: "Hague, G. et al. (2002) Journal [abstract]". Slices of
 * the line; empty where absent. */
struct byline_parts {
    struct str creators, container, marker; /* marker without its brackets */
    struct found_date date;
    bool dated;
};
struct byline_parts byline_split(struct str text);

/* True where a line of the entry is given this role. */
bool entry_gives(const struct entry *entry, enum given role);

/* The entry itself where no role is given in it, else a copy in which what only joins given lines
 * ("by", a comma, a number before all) has the role GIVEN_JOINT. In the arena. */
const struct entry *entry_with_joints(struct arena *arena, const struct entry *entry);

/* The first `pieces` lines of the entry are one line of the page that was parted.
 * The roles of the entry's lines, found together as the sequence that the clues speak for most; a
 * role that is given is kept, and GIVEN_JOINT has none (LINE_ROLE_COUNT). In the arena. */
enum line_role *roles_find(struct arena *arena, const struct entry *entry, size_t pieces,
                           const struct page_style *style);

/* Adds what an entry with these roles shows of its page's style. */
void style_learn(struct arena *arena, struct page_style *style, const struct entry *entry,
                 const enum line_role *roles);
