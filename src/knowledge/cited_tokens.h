/* The words and marks of a citation, each with what speaks for the part of it that it belongs to.
 */
#pragma once

#include <stdint.h>

#include "flows/entry.h"

/* A word, a number, a mark, or a stretch of the byte 1, which stands for what was taken already. */
struct token {
    size_t from, to; /* bytes */
    uint16_t shape, cue;
    uint16_t state;   /* in quotation marks, in brackets, marked … as a set of bits */
    uint16_t clause;  /* that it belongs to, or that it ends */
    uint16_t leading; /* whether it is in, or behind, what reads as creators at the beginning */
};

/* Words from one mark to the next. */
struct clause {
    uint16_t look, cue, mark; /* how its words look, the first word that tells something, its end */
};

struct tokens {
    struct token *at;
    size_t count;
    struct clause *clauses;
    size_t clause_count;
};

/* The tokens of `text`, which is `line` (in bytes) from its byte `skipped` on; in the arena. */
struct tokens tokens_of(struct arena *arena, struct str text, const struct line *line,
                        size_t skipped);

enum { TOKEN_FORMS = 16, TOKEN_MARKS = 50 };

/* How a word stands out (0: not at all), and which mark a token is (0: none). */
size_t token_form(const struct token *token);
size_t token_mark(const struct token *token);

enum { FEATURES = 40 };

/* What is seen of a token and of those around it, as numbers of which each stands for one feature
 * and what it was (32 bits of a hash); how many there are. */
size_t token_features(const struct tokens *tokens, size_t i, uint32_t feature[FEATURES]);
