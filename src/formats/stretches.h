/* Where on a page the references of a file stand: for each a stretch of blocks, none in two. */
#pragma once

#include "formats/printed.h"
#include "formats/reference.h"

/* A word of a reference. */
struct need {
    const struct reference_field *field;
    struct str text; /* as the file has it */
    struct str folded;
    size_t word; /* its number on the page, or 0 */
};

/* A reference of the file that stands on the page from block `from` up to, not including, block
 * `to`; both are 0 where it does not. */
struct claim {
    const struct reference *reference;
    struct need *needs;
    size_t count, room;
    size_t anchor; /* the block that it fits best */
    size_t order, from, to;
    const struct claim *before; /* the claim before it on the page, or NULL */
};

struct stretches {
    struct claim *claims; /* in the order of the file */
    size_t count;
    struct claim **found; /* those that stand on the page, in its order */
    size_t found_count;
};

/* Places the references by the rarity of their words. Two that lie beside each other share the
 * blocks between them as both are proven best; with `early` what fits both as well is the later
 * one's. */
struct stretches stretches_find(const struct printed *printed, const struct references *references,
                                bool early);
