/* The words and marks of a citation, each with what speaks for the part of it that it belongs to.
 */
#ifndef REFMILL_CITED_TOKENS_H
#define REFMILL_CITED_TOKENS_H

#include <stddef.h>
#include <stdint.h>

#include "flows/entry.h"
#include "ground/str.h"

struct arena;

/* A word, a number, a mark, or a stretch of the byte 1, which stands for what was taken already. */
struct token {
    size_t from, to; /* bytes */
    uint16_t shape, cue;
    uint16_t state; /* in quotation marks, in brackets, marked … as a set of bits */
};

struct tokens {
    struct token *at;
    size_t count;
};

/* The tokens of `text`, which is `line` from its byte `skipped` on; in the arena. */
struct tokens tokens_of(struct arena *arena, struct str text, const struct line *line,
                        size_t skipped);

enum { FEATURES = 32 };

/* What is seen of a token and of those around it, as numbers of which each stands for one feature
 * and what it was (32 bits of a hash); how many there are. */
size_t token_features(const struct tokens *tokens, size_t i, uint32_t feature[FEATURES]);

#endif
