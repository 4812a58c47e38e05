/* Arenas: a list of growing blocks, and a list of what to call when they are given back. */
#include "ground/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ground/diag.h"

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
    struct block *older;
    size_t size, used;
    max_align_t bytes[];
};

struct deferred {
    struct deferred *older;
    void (*fn)(void *);
    void *what;
};

struct arena {
    struct block *newest;
    struct deferred *deferred;
};

struct arena *arena_new(void) {
    return needed(calloc(1, sizeof(struct arena)));
}

void arena_reset(struct arena *arena) {
    for (struct deferred *d = arena->deferred; d; d = d->older)
        d->fn(d->what);
    arena->deferred = NULL;
    struct block *keep = arena->newest;
    if (!keep)
        return;
    while (keep->older) {
        struct block *gone = keep->older;
        keep->older = gone->older;
        free(gone);
    }
    memset(keep->bytes, 0, keep->used);
    keep->used = 0;
}

void arena_free(struct arena *arena) {
    if (!arena)
        return;
    arena_reset(arena);
    free(arena->newest);
    free(arena);
}

static struct block *add_block(struct arena *arena, size_t least) {
    size_t size = arena->newest ? arena->newest->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < least)
        size = least;
    struct block *b = needed(calloc(1, sizeof *b + size));
    b->size = size;
    b->older = arena->newest;
    return arena->newest = b;
}

void *arena_alloc(struct arena *arena, size_t size) {
    if (size > SIZE_MAX / 2)
        die_machine("not enough memory");
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    struct block *b = arena->newest;
    if (!b || b->size - b->used < size)
        b = add_block(arena, size);
    void *at = (char *)b->bytes + b->used;
    b->used += size;
    return at;
}

void *arena_alloc_array(struct arena *arena, size_t size, size_t count) {
    if (size && count > SIZE_MAX / 2 / size)
        die_machine("not enough memory");
    return arena_alloc(arena, size * count);
}

void *arena_grow(struct arena *arena, void *old, size_t size, size_t count, size_t *room) {
    if (count < *room)
        return old;
    *room = *room ? *room * 2 : 8;
    void *larger = arena_alloc_array(arena, size, *room);
    if (count)
        memcpy(larger, old, size * count);
    return larger;
}

void arena_defer(struct arena *arena, void (*fn)(void *), void *what) {
    struct deferred *d = arena_alloc(arena, sizeof *d);
    *d = (struct deferred){.older = arena->deferred, .fn = fn, .what = what};
    arena->deferred = d;
}
