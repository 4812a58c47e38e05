/* Sections: a stack of headings, each good for the element that it heads. */
#include "knowledge/sections.h"

#include <stdint.h>

#include "knowledge/headings.h"
#include "knowledge/labels.h"
#include "wrappers/pattern.h"

enum { DEEPEST = 8, PROSE_WORDS = 8, LONGEST_INTRODUCTION = 4000 };

struct heading {
    struct str text;
    int level;
    size_t until; /* the line where what it heads ends */
};

struct stack {
    struct heading at[DEEPEST];
    size_t count;
};

/* What is known while the headings of a page are gone through. */
struct walk {
    struct arena *arena;
    const struct page_lines *lines;
    struct str title;
    int title_level; /* the level of the one heading over the whole page, 0 for none */
    bool begun;      /* something other than links was passed: plain words head no page now */
    struct stack stack;
};

/* True for the second line of a heading, behind a br. */
static bool goes_on(const struct page_lines *lines, size_t line) {
    return line && lines->at[line].heading && lines->at[line].gap == GAP_BREAK &&
           lines->at[line].block == lines->at[line - 1].block;
}

/* True where the element holds the heading and a few words without links: a box at the head of
 * what the heading stands over. */
static bool is_box(const struct page_lines *lines, const struct node *node, size_t line) {
    enum { MOST_LINES = 2, LEAST_WORDS = 3 };
    const struct page_line *here = &lines->at[line];
    size_t to = lines->range[node->mark].to;
    if (!here->heading || here->block->parent != node || here[1].words < LEAST_WORDS)
        return false;
    for (size_t i = line + 1; i < to && i <= line + MOST_LINES; i++)
        if (lines->at[i].line.link_count)
            return false;
    return to <= line + 1 + MOST_LINES;
}

/* Where the element ends that the heading on this line stands over: the smallest one around that
 * holds more lines than the heading. */
static size_t end_of_scope(const struct page_lines *lines, size_t line) {
    const struct node *node = lines->at[line].block;
    while (line + 1 < lines->count && goes_on(lines, line + 1))
        line++;
    while (node && lines->range[node->mark].to <= line + 1)
        node = node->parent;
    if (node && node->parent && is_box(lines, node, line))
        node = node->parent;
    return node ? lines->range[node->mark].to : SIZE_MAX;
}

/* The level at which one heading alone stands over the page: the only h1, or, on a page without
 * one, what comes before all other headings and above them. */
static int level_of_title(const struct page_lines *lines) {
    size_t count[7] = {0};
    int first = 0, top;
    for (size_t i = 0; i < lines->count; i++) {
        int level = lines->at[i].heading;
        if (!level || goes_on(lines, i) || lines_in_furniture(lines, lines->at[i].block))
            continue;
        first = first ? first : level;
        count[level]++;
    }
    for (top = 1; top < 7 && !count[top];)
        top++;
    size_t others = 0;
    for (int level = top + 1; level < 7; level++)
        others += count[level];
    return top < 7 && count[top] == 1 && (top == 1 || (first == top && others)) ? top : 0;
}

/* The words of the heading that begins on this line: all its lines, without "[edit]". */
static struct str words_of(struct walk *walk, size_t line) {
    static struct pattern tool = PATTERN("^(.*\\S)\\s*\\[[^\\]]*\\]$");
    const struct page_line *here = &walk->lines->at[line];
    struct match match;
    if (here->line.link_count && here->linked < here->length &&
        pattern_find(&tool, here->line.text, 0, &match))
        return match.group[1];
    struct buf text = buf_in(walk->arena);
    buf_put(&text, here->line.text);
    while (++line < walk->lines->count && goes_on(walk->lines, line))
        buf_join(&text, " ", walk->lines->at[line].line.text);
    return buf_text(&text);
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

/* A line outside the entries, the next of which begins at `entry`. */
static void pass(struct walk *walk, size_t line, size_t entry) {
    const struct page_line *here = &walk->lines->at[line];
    int level = heading_level(here);
    /* Plain words head what follows right behind them: an entry or another heading. */
    if (!level && walk->begun && (line + 1 == entry || heading_level(here + 1)) &&
        heading_is_plain(walk->lines, line))
        level = HEADING_PLAIN;
    if (lines_in_furniture(walk->lines, here->block))
        return;
    walk->begun = walk->begun || (here->words && !here->line.link_count);
    if (!level || level == walk->title_level || goes_on(walk->lines, line) ||
        heading_is_of_columns(walk->lines, line))
        return;
    struct str text = words_of(walk, line);
    if (!heading_names_page(walk->title, text))
        push(&walk->stack, (struct heading){text, level, end_of_scope(walk->lines, line)});
}

struct section_path *sections_find(struct arena *arena, const struct page_lines *lines,
                                   const struct line_runs *runs, struct str title) {
    struct section_path *paths = arena_make(arena, struct section_path, runs->count);
    struct walk walk = {arena, lines, title, level_of_title(lines), false, {.count = 0}};
    size_t line = 0;
    for (size_t i = 0; i < runs->count; i++) {
        walk.begun = walk.begun || i;
        for (; line < runs->at[i].from; line++)
            pass(&walk, line, runs->at[i].from);
        paths[i] = path_of(arena, &walk.stack, runs->at[i].from);
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
        if (here->words < PROSE_WORDS || 2 * here->linked > here->length || heading_level(here) ||
            label_is_furniture(here->line.text) || lines_in_furniture(lines, here->block))
            continue;
        buf_join(&text, "\n\n", here->line.text);
    }
    return buf_text(&text);
}
