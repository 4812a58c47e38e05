/* Telling the parts of a citation by learned weights: a linear-chain conditional random field. */
#ifndef REFMILL_CITED_PARTS_H
#define REFMILL_CITED_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "knowledge/cited_tokens.h"
#include "knowledge/names.h"

struct arena;

enum cited_part {
#define CITED_PART(part, name, field) CITED_##part,
#include "knowledge/cited_parts.def"
    CITED_PARTS
};

/* A part of a citation: the tokens from `from` up to `to`. */
struct cited_stretch {
    enum cited_part part;
    size_t from, to;
    double confidence; /* of all its tokens being of that part, 0 to 1 */
};

/* How the citations of a page are written, as far as it is known. */
struct cited_habit {
    enum name_order order; /* of persons' names */
    double title_first;    /* logarithm of how much likelier titles are to come before creators */
    bool untitled;         /* the title stands elsewhere */
};

struct cited_stretches {
    struct cited_stretch *at;
    size_t count;
    double title_first; /* as in struct cited_habit, by this citation alone */
};

/* The stretches of the likeliest reading of all tokens, one behind the other; in the arena. A
 * reading has a title, with the creators before or behind it, unless that stands elsewhere. */
struct cited_stretches cited_parts(struct arena *arena, const struct tokens *tokens,
                                   const struct cited_habit *habit);

#endif
