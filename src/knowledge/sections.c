/* Sections: a stack of headings, each good for the element that it heads. */
#include "knowledge/sections.h"

#include <stdint.h>

#include "ground/arena.h"
#include "ground/buf.h"
#include "knowledge/labels.h"

enum {
    DEEPEST = 8,
    STRONG_LEVEL = 7, /* of a strong line that is no h1 to h6 */
    HEADING_WORDS = 20,
    PROSE_WORDS = 8,
    LONGEST_INTRODUCTION = 4000,
};

struct heading {
    struct str text;
    int level;
    size_t until; /* the line where what it heads ends */
};

struct stack {
    struct heading at[DEEPEST];
    size_t count;
};

static bool in_furniture(const struct node *node) {
    for (; node; node = node->parent)
        if (node_is_furniture(node))
            return true;
    return false;
}

/* The level of a line as a heading, 0 for none. */
static int level_of(const struct page_line *line) {
    if (label_is_furniture(line->line.text) || label_is_generic(line->line.text) ||
        line->words > HEADING_WORDS || !line->words)
        return 0;
    if (line->heading)
        return line->heading;
    return line->line.marks & MARK_STRONG ? STRONG_LEVEL : 0;
}

/* Where the element ends that the heading on this line stands over: the smallest one around that
 * holds more lines than the heading. */
static size_t end_of_scope(const struct page_lines *lines, size_t line) {
    const struct node *node = lines->at[line].block;
    while (node && lines->range[node->mark].to <= line + 1)
        node = node->parent;
    return node ? lines->range[node->mark].to : SIZE_MAX;
}

static size_t count_h1(const struct page_lines *lines) {
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        count += lines->at[i].heading == 1;
    return count;
}

static void push(struct stack *stack, struct heading heading) {
    while (stack->count && stack->at[stack->count - 1].level >= heading.level)
        stack->count--;
    if (stack->count < DEEPEST)
        stack->at[stack->count++] = heading;
}

static struct section_path path_of(struct arena *arena, struct stack *stack, size_t line) {
    struct section_path path = {.heading = arena_make(arena, struct str, DEEPEST)};
    while (stack->count && stack->at[stack->count - 1].until <= line)
        stack->count--;
    for (size_t i = 0; i < stack->count; i++)
        if (stack->at[i].until > line)
            path.heading[path.count++] = stack->at[i].text;
    return path;
}

struct section_path *sections_find(struct arena *arena, const struct page_lines *lines,
                                   const struct line_runs *runs, struct str title) {
    struct section_path *paths = arena_make(arena, struct section_path, runs->count);
    struct stack stack = {0};
    bool one_h1 = count_h1(lines) == 1;
    size_t line = 0;
    for (size_t i = 0; i < runs->count; i++) {
        for (; line < runs->at[i].from; line++) {
            const struct page_line *here = &lines->at[line];
            int level = level_of(here);
            if (!level || (level == 1 && one_h1) || str_equal_fold(here->line.text, title) ||
                in_furniture(here->block))
                continue;
            push(&stack, (struct heading){here->line.text, level, end_of_scope(lines, line)});
        }
        paths[i] = path_of(arena, &stack, runs->at[i].from);
        line = runs->at[i].to;
    }
    return paths;
}

struct str introduction_find(struct arena *arena, const struct page_lines *lines,
                             const struct line_runs *runs) {
    struct buf text = buf_in(arena);
    size_t end = runs->count ? runs->at[0].from : 0, from = 0;
    for (size_t i = 0; i < end; i++)
        if (lines->at[i].heading == 1)
            from = i + 1;
    for (size_t i = from; i < end && text.len < LONGEST_INTRODUCTION; i++) {
        const struct page_line *here = &lines->at[i];
        if (here->words < PROSE_WORDS || 2 * here->linked > here->length || level_of(here) ||
            label_is_furniture(here->line.text) || in_furniture(here->block))
            continue;
        if (text.len)
            buf_puts(&text, "\n\n");
        buf_put(&text, here->line.text);
    }
    return buf_text(&text);
}
