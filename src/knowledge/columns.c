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

static struct parts_named named_by(struct arena *arena, const struct node *cell) {
    return parts_named(&(struct line){.text = words_of(arena, cell), .marks = MARK_CELL});
}

static bool names_parts(struct arena *arena, const struct node *row) {
    struct parts_named all = {0};
    for (struct node *cell = cell_from(row->first); cell; cell = cell_from(cell->next)) {
        struct parts_named parts = named_by(arena, cell);
        all.worth += parts.worth;
        all.title = all.title || parts.title;
    }
    return all.title && all.worth >= PARTS_OF_WORK;
}

/* Puts the heading's words before the cell, as a term. */
static void put_before(struct arena *arena, struct node *cell, const struct node *heading) {
    struct node *name = arena_make(arena, struct node, 2);
    name[0] = (struct node){.kind = NODE_ELEMENT,
                            .name = S("dt"),
                            .line = cell->line,
                            .parent = cell->parent,
                            .previous = cell->previous,
                            .next = cell,
                            .first = &name[1],
                            .last = &name[1]};
    name[1] = (struct node){
        .kind = NODE_TEXT, .text = words_of(arena, heading), .line = cell->line, .parent = name};
    *(cell->previous ? &cell->previous->next : &cell->parent->first) = name;
    cell->previous = name;
}

static void name_cells(struct arena *arena, const struct node *headings, struct node *row) {
    struct node *heading = cell_from(headings->first), *cell = cell_from(row->first);
    /* Words over all columns head what follows. */
    bool named = cell && cell_from(cell->next);
    while (named && heading && cell && !node_has(cell, "colspan")) {
        if (named_by(arena, heading).alone)
            put_before(arena, cell, heading);
        heading = cell_from(heading->next);
        cell = cell_from(cell->next);
    }
}

void columns_name(struct arena *arena, struct page *page) {
    for (struct node *table = page->root; table; table = node_next(table, page->root)) {
        struct node *headings = NULL, *next;
        for (struct node *n = node_is(table, "table") ? table->first : NULL; n; n = next) {
            bool row = node_is(n, "tr");
            next = row ? node_after(n, table) : node_next(n, table);
            if (row && names_parts(arena, n)) {
                headings = n;
                n->given |= GIVEN_SKIP;
            } else if (row && headings) {
                name_cells(arena, headings, n);
            }
        }
    }
}
