/* Names of columns, written before the cells below them. */
#include "knowledge/columns.h"

#include "knowledge/labelled.h"
#include "knowledge/lines.h"

static struct node *cell_from(struct node *node) {
    while (node && !node_is(node, "td") && !node_is(node, "th"))
        node = node->next;
    return node;
}

/* The words of a cell that holds little else, or none. */
static struct str words_of(struct arena *arena, const struct node *cell) {
    enum { MOST_NODES = 8 };
    size_t count = 0;
    for (const struct node *n = cell; n; n = node_next(n, cell))
        if (++count > MOST_NODES)
            return S("");
    return str_squeeze(arena, node_text(arena, cell));
}

/* What stands over each column; empty where that names no part of a work. */
struct headings {
    struct str *at;
    size_t count, room;
};

/* True for a row that names parts of works. */
static bool read_headings(struct arena *arena, const struct node *row, struct headings *found) {
    unsigned worth = 0;
    bool title = false;
    *found = (struct headings){0};
    for (struct node *cell = cell_from(row->first); cell; cell = cell_from(cell->next)) {
        struct str words = words_of(arena, cell);
        struct parts_named parts = parts_named(&(struct line){.text = words, .marks = MARK_CELL});
        *arena_push(arena, found->at, found->count, &found->room) = parts.alone ? words : S("");
        worth += parts.worth;
        title |= parts.title;
    }
    return title && worth >= PARTS_OF_WORK;
}

/* Puts the heading's words before the cell, as a term. */
static void put_before(struct arena *arena, struct node *cell, struct str heading) {
    struct node *name = arena_make(arena, struct node, 2);
    name[0] = (struct node){.kind = NODE_ELEMENT,
                            .name = S("dt"),
                            .line = cell->line,
                            .parent = cell->parent,
                            .previous = cell->previous,
                            .next = cell,
                            .first = &name[1],
                            .last = &name[1]};
    name[1] = (struct node){.kind = NODE_TEXT, .text = heading, .line = cell->line, .parent = name};
    *(cell->previous ? &cell->previous->next : &cell->parent->first) = name;
    cell->previous = name;
}

static void name_cells(struct arena *arena, const struct headings *headings, struct node *row) {
    struct node *cell = cell_from(row->first);
    /* Words over all columns head what follows. */
    bool named = cell && cell_from(cell->next);
    for (size_t i = 0; named && i < headings->count && cell && !node_has(cell, "colspan"); i++) {
        if (headings->at[i].len)
            put_before(arena, cell, headings->at[i]);
        cell = cell_from(cell->next);
    }
}

void columns_name(struct arena *arena, struct page *page) {
    for (struct node *table = page->root; table; table = node_next(table, page->root)) {
        struct headings headings = {0}, row;
        struct node *next;
        for (struct node *n = node_is(table, "table") ? table->first : NULL; n; n = next) {
            bool is_row = node_is(n, "tr");
            next = is_row ? node_after(n, table) : node_next(n, table);
            if (is_row && read_headings(arena, n, &row)) {
                headings = row;
                n->given |= GIVEN_SKIP;
            } else if (is_row) {
                name_cells(arena, &headings, n);
            }
        }
    }
}
