/* Citation strings: one running text that names a work, in any of the usual styles. */
#pragma once

#include "knowledge/cited_parts.h"
#include "knowledge/dates.h"

/* What was read: slices of the text, empty where it does not say. */
struct citation {
    struct str field[FIELD_COUNT]; /* the text fields: title, container, volume, page … */
    double sure[FIELD_COUNT];      /* how sure each is, 0 to 1; 0 where rules read it */
    struct str creators;           /* the words that name the authors */
    struct byline authors;
    struct str editor_words;
    struct byline editors;
    struct found_date date, accessed;
    bool dated, was_accessed;
    struct str behind; /* words behind all that was read */
    bool repeated;     /* a dash stands for the authors of the entry before */
    /* How sure it is that the text is a citation of a work by somebody: 0 to 1. */
    double quality;
    double confidence; /* that its creators and its title are what they are meant to be, 0 to 1 */
    struct tokens tokens;
    struct cited_stretches parts; /* of the tokens, as they were learned */
};

/* The tokens of a line as they are looked at, and in `*text` the part of the line's text that they
 * are of. */
struct tokens citation_tokens(struct arena *arena, const struct line *line, struct str *text);

/* Reads a line (its spans help: slanted is a container or a title, quoted is a title). */
struct citation citation_read(struct arena *arena, const struct line *line,
                              const struct cited_habit *habit);
