/* Sorting the messages of programs that ran beside each other. */
#include "frame/said.h"

#include <stdlib.h>

#include "ground/arena.h"

struct said {
    struct str line;
    enum level level;
    size_t number; /* the order in which it would stand without sorting */
};

struct heap {
    struct said *at;
    size_t count, room;
};

static enum level level_of(struct str line) {
    static const struct str words[] = {S(": note: "), S(": warning: "), S(": error: ")};
    size_t first = STR_NONE;
    enum level level = LEVEL_ERROR;
    for (enum level l = LEVEL_NOTE; l <= LEVEL_ERROR; l++) {
        size_t at = str_find(line, words[l], 0);
        if (at < first) {
            first = at;
            level = l;
        }
    }
    return level;
}

static int by_text(const void *a, const void *b) {
    const struct said *one = a, *other = b;
    int order = str_compare(one->line, other->line);
    return order ? order : (one->number > other->number) - (one->number < other->number);
}

static int by_level(const void *a, const void *b) {
    const struct said *one = a, *other = b;
    if (one->level != other->level)
        return one->level > other->level ? -1 : 1;
    return (one->number > other->number) - (one->number < other->number);
}

static void add(struct arena *arena, struct heap *heap, struct str line) {
    size_t number = heap->count;
    *arena_push(arena, heap->at, heap->count, &heap->room) =
        (struct said){.line = line, .level = level_of(line), .number = number};
}

static void drop_doubles(struct heap *heap) {
    size_t kept = 0;
    qsort(heap->at, heap->count, sizeof *heap->at, by_text);
    for (size_t i = 0; i < heap->count; i++)
        if (!kept || !str_equal(heap->at[kept - 1].line, heap->at[i].line))
            heap->at[kept++] = heap->at[i];
    heap->count = kept;
}

void said_write(struct arena *arena, const struct stage *stages, size_t count, struct buf *out) {
    struct heap heap = {0};
    for (size_t i = 0; i < count; i++) {
        struct str rest = buf_text(&stages[i].said), line;
        while (str_next(&rest, '\n', &line))
            add(arena, &heap, line);
        if (stages[i].said_more)
            add(arena, &heap,
                str_format(arena, "refmill: %s said more than is shown here", stages[i].name));
    }
    if (!heap.count)
        return;
    drop_doubles(&heap);
    qsort(heap.at, heap.count, sizeof *heap.at, by_level);
    for (size_t i = 0; i < heap.count; i++) {
        buf_put(out, heap.at[i].line);
        buf_char(out, '\n');
    }
}
