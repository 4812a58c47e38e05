/* Creators at the beginning of a citation. */
#ifndef REFMILL_CREATORS_H
#define REFMILL_CREATORS_H

#include "knowledge/names.h"

/* True for the stop at byte `stop` where it ends an abbreviation or an initial, not a sentence. */
bool stop_is_short(struct str text, size_t stop);

/* Creators that a text begins with: they end at byte `to`, 0 where it begins with none, and the
 * words behind begin at `next`. */
struct creators {
    size_t to, next;
    struct str words; /* that name them */
    struct byline byline;
};

/* The likeliest creators at the beginning of `text`, which is `line` from its byte `skipped` on,
 * where persons are usually written in this order. */
struct creators creators_leading(struct arena *arena, struct str text, const struct line *line,
                                 size_t skipped, enum name_order order);

#endif
