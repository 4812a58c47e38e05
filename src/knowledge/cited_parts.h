/* Telling the parts of a citation by learned weights: a linear-chain conditional random field. */
#pragma once

#include "knowledge/cited_tokens.h"
#include "knowledge/names.h"

struct cited_ways;

enum cited_part {
#define CITED_PART(part, name, field) CITED_##part,
#include "knowledge/cited_parts.def"
    CITED_PARTS
};

/* What the reading knows at a token: its part, or for OTHER the part that stood before it,
 * CITED_PARTS + that; 0, OTHER by itself, is the beginning. */
enum { CITED_STATES = 2 * CITED_PARTS };

/* The state of a token of a part behind one of a state. */
static inline size_t cited_next(size_t state, size_t part) {
    return part != CITED_OTHER ? part : state < CITED_PARTS ? CITED_PARTS + state : state;
}

/* The part of a token of a state. */
static inline enum cited_part cited_part_of(size_t state) {
    return state < CITED_PARTS ? (enum cited_part)state : CITED_OTHER;
}

/* A part of a citation: the tokens from `from` up to `to`. */
struct cited_stretch {
    enum cited_part part;
    size_t from, to;
    double confidence; /* of all its tokens being of that part, 0 to 1 */
};

/* How the citations of a page are written, as far as it is known. */
struct cited_habit {
    enum name_order order;             /* of persons' names */
    bool untitled;                     /* the title stands elsewhere */
    const struct cited_ways *ways;     /* settled; NULL where nothing is known */
    const struct cited_stretch *given; /* parts that are known, which stand nowhere else */
    size_t given_count;
};

struct cited_stretches {
    struct cited_stretch *at;
    size_t count;
    /* Logarithm of how much likelier the title is to come before the creators, by this citation
     * alone. */
    double title_first;
};

/* The stretches of the likeliest reading of all tokens, one behind the other; in the arena. A
 * reading has a title, with the creators before or behind it, unless that stands elsewhere. */
struct cited_stretches cited_parts(struct arena *arena, const struct tokens *tokens,
                                   const struct cited_habit *habit);
