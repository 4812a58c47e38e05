/* Telling the parts of a citation by learned weights: a linear-chain conditional random field. */
#ifndef REFMILL_CITED_PARTS_H
#define REFMILL_CITED_PARTS_H

#include <stddef.h>

#include "knowledge/cited_tokens.h"

struct arena;

enum cited_part {
#define CITED_PART(part, name) CITED_##part,
#include "knowledge/cited_parts.def"
#undef CITED_PART
    CITED_PARTS
};

/* A part of a citation: the tokens from `from` up to `to`. */
struct cited_stretch {
    enum cited_part part;
    size_t from, to;
    double confidence; /* of all its tokens being of that part, 0 to 1 */
};

struct cited_stretches {
    struct cited_stretch *at;
    size_t count;
    double score; /* logarithm of how likely the reading is, up to a constant of the tokens */
};

/* What a reading must hold: its title, with the creators before it (or none) or behind it; or no
 * title, where that stands elsewhere. */
enum cited_order { CITED_NAMES_FIRST, CITED_TITLE_FIRST, CITED_UNTITLED };

/* The stretches of the likeliest reading of all tokens, one behind the other; in the arena. */
struct cited_stretches cited_parts(struct arena *arena, const struct tokens *tokens,
                                   enum cited_order order);

#endif
