/* Pieces of text that the formats write alike: names, dates, addresses, tags and notes. */
#pragma once

#include "flows/record.h"

/* All results live in the arena or are parts of the record; none holds a line end. */

/* `text` as one physical line: white space squeezed, paragraphs folded, control characters gone. */
struct str piece_line(struct arena *arena, struct str text);

/* "Family, Given, Suffix" with the particles where they belong; an organisation's name as it is. */
struct str piece_name(struct arena *arena, const struct name *name);
/* The family name with the particle before it, "van der Berg"; the given name with the particle
 * that stands behind it, "Jean de". */
struct str piece_family(struct arena *arena, const struct name *name);
struct str piece_given(struct arena *arena, const struct name *name);
/* The same with a comma behind an organisation, which keeps programs from reading it as a person;
 * one that they may split at its own comma is named. */
struct str piece_inverted(struct arena *arena, const struct record *record,
                          const struct name *name);
/* True for an organisation, or anybody else whose name has no parts. */
bool piece_is_organisation(const struct name *name);

/* Year, month and day as far as they are stated: "2003", "2003-04", "2003-04-05" (ISO 8601). */
struct str piece_day(struct arena *arena, const int part[3]);
/* A whole date in words: "2003-04-05", "2001/2003", "c. 2003", "spring 2003", or as printed. */
struct str piece_date(struct arena *arena, const struct date *date);
/* Its first year in four digits; empty where that is none from 1 to 9999. */
struct str piece_year(struct arena *arena, const struct date *date);
/* True where nothing about the date would be lost if only the first day were written. */
bool piece_is_one_day(const struct date *date);

/* True for an address that works anywhere: http or https, absolute. */
bool piece_is_address(struct str url);
/* The address with blanks, controls and { } \ ^ | " < > percent-encoded (RFC 3986, section 2.1);
 * any other text as it is. */
struct str piece_address(struct arena *arena, struct str url);
/* "LEAD LABEL - ADDRESS" of a further link. */
struct str piece_link(struct arena *arena, const struct record_link *link);

/* What each format calls an item type. */
struct type {
    const char *csl, *ris, *bibtex, *biblatex, *zotero;
};
/* The row of types.def for an item type of CSL, or NULL for an unknown one. */
const struct type *piece_type(struct str csl);
/* "January", in English, for a month from 1 to 12. */
const char *piece_month(int month);

/* Takes the keywords and the headings of the section, outermost first, each once. */
struct tags {
    size_t count;
    struct str *at;
};
struct tags piece_tags(struct arena *arena, struct record *record);
/* `text` with other text in the place of each of the characters `set`. */
struct str piece_replaced(struct arena *arena, struct str text, const char *set, const char *with);
/* `tag` with each of the characters `set`, which would split it, as a dash: "violence – domestic".
 */
struct str piece_unsplit(struct arena *arena, struct str tag, const char *set);

/* Takes a field of any kind and says it in one line; several names or links are parted by "; ", the
 * main address is as piece_address gives it, a list that is cut short is said in words. */
struct str piece_value(struct arena *arena, struct record *record, enum field field);
/* Appends "LABEL - VALUE", or VALUE where the label is NULL, to a note, behind "; " where it is not
 * the first. */
void piece_note(struct buf *note, const char *label, struct str value);
/* Takes the further links and appends each as piece_link gives it, with the label. */
void piece_note_links(struct buf *note, const char *label, struct record *record);
