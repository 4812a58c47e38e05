/* Sorting the messages of programs that ran beside each other. */
#include "frame/said.h"

#include <stdlib.h>

struct said {
    struct str line;
    enum level level;
    size_t number; /* the order in which it would stand without sorting */
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

/* A line without the program that says it: two that find the same say it once. */
static struct str told(const struct said *said) {
    size_t at = str_find(said->line, S(": "), 0);
    return at == STR_NONE ? said->line : str_from(said->line, at);
}

static int by_text(const void *a, const void *b) {
    const struct said *one = a, *other = b;
    int order = str_compare(told(one), told(other));
    return order ? order : (one->number > other->number) - (one->number < other->number);
}

static int by_level(const void *a, const void *b) {
    const struct said *one = a, *other = b;
    int order = (one->level < other->level) - (one->level > other->level);
    return order ? order : (one->number > other->number) - (one->number < other->number);
}

/* Each line once, the first of its like; gives how many are left, sorted by their text. */
static size_t drop_doubles(struct said *said, size_t count) {
    size_t kept = 0;
    qsort(said, count, sizeof *said, by_text);
    for (size_t i = 0; i < count; i++)
        if (!kept || !str_equal(told(&said[kept - 1]), told(&said[i])))
            said[kept++] = said[i];
    return kept;
}

/* What a stage said, with a last line that says that there was more. */
static struct str all_of(struct arena *arena, const struct stage *stage) {
    struct str text = buf_text(&stage->said);
    struct buf said = buf_in(arena);
    if (!stage->said_more)
        return text;
    buf_put(&said, text);
    buf_format(&said, "%srefmill: %s said more than is shown here",
               text.len && !str_ends(text, S("\n")) ? "\n" : "", stage->name);
    return buf_text(&said);
}

void said_write(struct arena *arena, const struct stage *stages, size_t count, struct buf *out) {
    struct said *said = NULL;
    size_t lines = 0, room = 0;
    for (size_t i = 0; i < count; i++) {
        struct str rest = all_of(arena, &stages[i]), line;
        while (str_next(&rest, '\n', &line)) {
            size_t number = lines;
            *arena_push(arena, said, lines, &room) = (struct said){line, level_of(line), number};
        }
    }
    if (!lines)
        return;
    lines = drop_doubles(said, lines);
    qsort(said, lines, sizeof *said, by_level);
    for (size_t i = 0; i < lines; i++) {
        buf_put(out, said[i].line);
        buf_char(out, '\n');
    }
}
