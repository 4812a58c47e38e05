/* Headings over entries, and the words that introduce a list. */
#pragma once

#include "knowledge/lists.h"

struct section_path {
    struct str *heading; /* outermost first */
    size_t count;
};

/* The headings above each run (as many as there are runs), in the arena. The heading that is the
 * title of the whole page is not among them. A heading counts for what follows it in the element
 * that it heads, and a line that is all strong counts as one where it stands outside the runs. */
struct section_path *sections_find(struct arena *arena, const struct page_lines *lines,
                                   const struct line_runs *runs, struct str title);

/* The running text between the page's title and its first run, its paragraphs parted by an empty
 * line; empty where there is none. In the arena. */
struct str introduction_find(struct arena *arena, const struct page_lines *lines,
                             const struct line_runs *runs);
