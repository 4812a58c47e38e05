/* Citation strings: one running text that names a work, in any of the usual styles. */
#ifndef REFMILL_CITATION_H
#define REFMILL_CITATION_H

#include <stdbool.h>
#include <stddef.h>

#include "flows/entry.h"
#include "flows/record.h"
#include "knowledge/dates.h"
#include "knowledge/names.h"

struct arena;

/* What was read: slices of the text, empty where it does not say. */
struct citation {
    struct str field[FIELD_COUNT]; /* the text fields: title, container, volume, page … */
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
};

/* How the citations of a page begin; votes for each, see citation_read. */
enum citation_order { CITED_NAMES_FIRST, CITED_TITLE_FIRST, CITED_ORDER_COUNT };

/* Reads a line (its spans help: slanted is a container or a title, quoted is a title). `order` is
 * how persons are usually written on the page. */
struct citation citation_read(struct arena *arena, const struct line *line, enum name_order order);

#endif
