/* Opening a page, in the order in which its parts need each other. */
#include "knowledge/opened.h"

#include "knowledge/archives.h"
#include "knowledge/columns.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

struct opened page_open(struct arena *arena, const struct saved *saved, struct str text, bool plain,
                        struct str url, size_t depth) {
    static struct pattern tag = PATTERN_FOLD(HTML_TAG);
    struct opened opened = {.saved = saved, .text = text};
    opened.pasted = plain || !pattern_in(&tag, text);
    if (!opened.pasted)
        opened.page = page_read(arena, text, depth);
    opened.facts = page_facts(arena, &opened.page, url, saved);
    if (opened.facts.archived)
        archive_undo(arena, &opened.page);
    return opened;
}

void opened_lines(struct arena *arena, struct opened *opened, bool columns) {
    struct page_lines *lines = &opened->lines;
    if (columns)
        columns_name(arena, &opened->page);
    *lines =
        opened->pasted ? lines_of_text(arena, opened->text) : lines_of_page(arena, &opened->page);
    opened->data = page_data_find(arena, &opened->page, lines);
    for (size_t i = 0; i < lines->count; i++)
        lines->at[i].line.at = saved_line(opened->saved, lines->at[i].line.at);
}

struct line_runs opened_entries(struct arena *arena, const struct opened *opened,
                                struct buf *explain) {
    struct page_words words = {.title = opened->facts.source.title,
                               .address = opened->facts.base,
                               .pasted = opened->pasted,
                               .data = &opened->data};
    return lists_find(arena, &opened->lines, &words, explain);
}
