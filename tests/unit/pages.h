/* Small pages for unit tests: from HTML or pasted text to lines, runs and sections. */
#pragma once

#include "knowledge/columns.h"
#include "knowledge/lists.h"
#include "knowledge/pagefacts.h"
#include "knowledge/saved.h"
#include "unit.h"
#include "wrappers/page.h"

struct read_page {
    struct page_facts facts;
    struct page_lines lines;
    struct line_runs runs;
};

static inline struct read_page read_html(struct arena *arena, struct str html) {
    struct page page = page_read(arena, html, 256);
    struct read_page read = {.facts =
                                 page_facts(arena, &page, S(""), &(struct saved){.bytes = S("")})};
    columns_name(arena, &page);
    read.lines = lines_of_page(arena, &page);
    struct page_words words = {.title = read.facts.source.title, .address = read.facts.base};
    read.runs = lists_find(arena, &read.lines, &words, NULL);
    return read;
}

static inline struct read_page read_pasted(struct arena *arena, struct str text) {
    struct read_page read = {.lines = lines_of_text(arena, text)};
    struct page_words words = {.pasted = true};
    read.runs = lists_find(arena, &read.lines, &words, NULL);
    return read;
}

/* The first lines of the runs, a bar between, each with how many lines the run has: "Tides 3|…". */
static inline struct str shown_runs(struct arena *arena, const struct read_page *read) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < read->runs.count; i++) {
        struct line_run run = read->runs.at[i];
        assert_true(run.from < run.to && run.to <= read->lines.count);
        assert_true(!i || read->runs.at[i - 1].to <= run.from);
        if (i)
            buf_char(&out, '|');
        buf_put(&out, read->lines.at[run.from].line.text);
        buf_put(&out, str_format(arena, " %zu", run.to - run.from));
    }
    return buf_text(&out);
}
