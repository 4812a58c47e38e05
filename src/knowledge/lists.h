/* Finding the entries of a page: which runs of its lines form its lists of resources. */
#pragma once

#include "knowledge/likeness.h"

struct buf;

/* The lines from `from` up to, not including, `to` are one entry. */
struct line_run {
    size_t from, to;
    double likeness; /* how much they look like one: about 1 for a full entry */
};

struct line_runs {
    struct line_run *at;
    size_t count;
};

/* The entries in page order, none overlapping; empty where the page holds no list. Each way to cut
 * the page into runs (at items, rows, terms, headings, strong lines, empty lines, after "click
 * here" …) is weighed, and the one whose runs look most like entries wins; other lists that look
 * alike are taken too. In the arena. With `explain` it is told there in words.
 */
struct line_runs lists_find(struct arena *arena, const struct page_lines *lines,
                            const struct page_words *page, struct buf *explain);
