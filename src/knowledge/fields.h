/* The entry that is being read, and how its fields are set: for the files that read entries. */
#pragma once

#include "knowledge/citation.h"
#include "knowledge/reading.h"
#include "knowledge/stated.h"

/* One entry being read. */
struct reading {
    struct arena *arena;
    const struct page_style *style;
    const struct entry *printed; /* as it stands on the page */
    const struct entry *whole;   /* the same without BibTeX that the page shows */
    struct entry parted;         /* its lines, one for each role */
    const struct entry *entry;   /* the one of both that is read */
    size_t pieces;               /* how many lines of `parted` stand on one line of the page */
    enum line_role *roles;
    const struct record *previous; /* of the entry before, or NULL */
    struct record *record;
    struct noticed *noticed;
    struct json *evidence;
    bool given;                         /* a line is read whose role is given */
    struct buf note;                    /* words for the field note */
    struct json *data;                  /* machine-readable data as evidence, or NULL */
    struct str type;                    /* that they state */
    const struct entry_link *main_link; /* the one that became the URL */
};

/* Writes down which characters of the page a field was read from. */
void read_evidence(struct reading *reading, enum field field, struct str slice, const char *rule,
                   double confidence);
/* The same for a value that stands in machine-readable data only: in number `datum` of them. */
void read_data_evidence(struct reading *reading, enum field field, size_t datum, const char *rule,
                        double confidence);
/* Sets a text field to a slice of the entry's text, unless it is set already. */
void read_text(struct reading *reading, enum field field, struct str slice, const char *rule,
               double confidence);
/* Adds words to the field note. */
void read_note(struct reading *reading, struct str words, const char *rule);
/* A title without what only marks it: quotation marks, "[PDF]", a final stop. Words about access go
 * into the note. */
struct str read_clean_title(struct reading *reading, struct str title);
/* Sets the creators, by their role, and "et al."; `text` is where they stand. Lines whose role is
 * given may name them one by one. */
void read_names(struct reading *reading, struct str text, const struct byline *byline);
/* Sets the date of issue, or the status that stands for it. */
void read_date(struct reading *reading, const struct found_date *found);

/* Reads the first line as a citation, if it is one, and gives its lines their roles
 * (reading_cited.c). */
bool read_cited(struct reading *reading);
/* Reads a line below a title that cites the work but for its title ("Doe, J. London: Faber,
 * 1998."); false where it is none. */
bool read_cited_below(struct reading *reading, const struct line *line);
/* The same for a line that begins with the publisher and the year. */
bool read_imprint_below(struct reading *reading, const struct line *line);
/* True where one of the lines from number `from` up to `to` names the creators. */
bool read_has_byline(const struct reading *reading, size_t from, size_t to);
/* True where a citation says more than creators, date and title. */
bool read_has_imprint(const struct citation *citation);

/* Parts the entry that a page shows in BibTeX from the lines around it, if there is one; true then.
 */
bool read_bibtex(struct arena *arena, const struct entry *entry, struct entry *rest,
                 struct stated *stated);
/* Sets fields from machine-readable data, which go before what was read from the lines, and notices
 * where the two differ; `bibtex` may be NULL (reading_stated.c). */
void read_stated(struct reading *reading, const struct stated *bibtex);
/* Reads the lines whose role is given but for titles and annotations, which are read in their order
 * with the others, and takes the link that is given as the main one (reading_given.c). */
void read_given(struct reading *reading);
/* What labels say of the words behind them, but for lines of a role. */
struct labelled {
    struct labelled_value {
        enum field field;
        struct str words;
    } * at;
    size_t count;
};
/* The entry itself, or where it names its parts ("Author: Jane Doe") a copy with a line for each
 * and without the labels, in the arena: a line has the role that is named, or GIVEN_JOINT where
 * `values` has its words (reading_labelled.c). */
const struct entry *entry_labelled(struct arena *arena, const struct entry *entry,
                                   struct labelled *values);
void read_labelled(struct reading *reading, const struct labelled *values);
/* A line of creators, as in read_given; false where it says nothing that is not known already. */
bool read_byline(struct reading *reading, const struct line *line);

/* Sets the main and the further links, and identifiers in links and lines (reading_links.c). */
void read_links(struct reading *reading);
void read_identifiers(struct reading *reading);
