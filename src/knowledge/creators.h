/* Creators at the beginning of a citation. */
#pragma once

#include "knowledge/names.h"
#include "wrappers/pattern.h"

/* The byte of the first match of `stop` at or after `from` that ends a sentence, where it is a
 * stop, and not an abbreviation or an initial; STR_NONE where there is none. */
size_t sentence_stop(struct pattern *stop, struct str text, size_t from);

/* Creators that a text begins with: they end at byte `to`, 0 where it begins with none, and the
 * words behind begin at `next`. */
struct creators {
    size_t to, next;
    struct str words; /* that name them */
    struct byline byline;
};

/* The likeliest creators at the beginning of `text`, which is `line` (in bytes) from its byte
 * `skipped` on, where persons are usually written in this order. */
struct creators creators_leading(struct arena *arena, struct str text, const struct line *line,
                                 size_t skipped, enum name_order order);
