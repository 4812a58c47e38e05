/* Sorting the messages of programs that ran beside each other. */
#include "frame/said.h"

#include <stdlib.h>
#include <string.h>

struct said {
    struct str line;
    enum level level;
    size_t at;     /* where the word for the level stands, or STR_NONE */
    size_t number; /* the order in which it would stand without sorting */
};

static struct said said_in(struct str line, size_t number) {
    static const struct str words[] = {S(": note: "), S(": warning: "), S(": error: ")};
    struct said said = {line, LEVEL_ERROR, STR_NONE, number};
    for (enum level l = LEVEL_NOTE; l <= LEVEL_ERROR; l++) {
        size_t at = str_find(line, words[l], 0);
        if (at < said.at) {
            said.at = at;
            said.level = l;
        }
    }
    return said;
}

static void put_said(struct buf *out, const struct said *said) {
    struct str rest = said->line;
    if (said->at != STR_NONE) {
        const char *word = level_word(said->level), *colour = level_colour(said->level);
        buf_put(out, str_part(rest, 0, said->at));
        buf_format(out, ": %s%s%s", colour, word, colour_end(colour));
        rest = str_from(rest, said->at + strlen(word) + 2);
    }
    buf_put(out, rest);
    buf_char(out, '\n');
}

/* A line without the program that says it: two that find the same say it once. */
static struct str told(const struct said *said) {
    size_t at = str_find(said->line, S(": "), 0);
    return at == STR_NONE ? said->line : str_from(said->line, at);
}

static int by_text(const void *a, const void *b) {
    const struct said *one = a, *other = b;
    int order = str_compare(told(one), told(other));
    return order ? order : number_compare(one->number, other->number);
}

static int by_level(const void *a, const void *b) {
    const struct said *one = a, *other = b;
    int order = (one->level < other->level) - (one->level > other->level);
    return order ? order : number_compare(one->number, other->number);
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
            *arena_push(arena, said, lines, &room) = said_in(line, number);
        }
    }
    if (!lines)
        return;
    lines = drop_doubles(said, lines);
    qsort(said, lines, sizeof *said, by_level);
    for (size_t i = 0; i < lines; i++)
        put_said(out, &said[i]);
}
