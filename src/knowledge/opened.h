/* A page opened: what it says of itself, its lines, and the lists of entries among them. */
#pragma once

#include "knowledge/lists.h"
#include "knowledge/pagefacts.h"
#include "knowledge/saved.h"

struct opened {
    const struct saved *saved; /* the file that it was kept in */
    struct str text;
    bool pasted;      /* it is plain text */
    struct page page; /* empty for plain text */
    struct page_facts facts;
    struct page_lines lines; /* each with its line of the file */
    struct page_data data;
};

/* Opens the decoded text of a saved page, a web archive's copy as the page that it is of. Text
 * without tags is plain, and any where `plain` is set. `url` is the page's address as the user says
 * it, elements nested deeper than `depth` are no elements. In the arena. */
struct opened page_open(struct arena *arena, const struct saved *saved, struct str text, bool plain,
                        struct str url, size_t depth);

/* Makes its lines and finds the data on them; with `columns`, cells are named by the row above them
 * (columns_name). In the arena. */
void opened_lines(struct arena *arena, struct opened *opened, bool columns);

/* The entries of the lists that it holds, as lists_find gives them. */
struct line_runs opened_entries(struct arena *arena, const struct opened *opened,
                                struct buf *explain);
