/* Which lines of a page are headings: by their element, by their weight, or by how they stand. */
#include "knowledge/headings.h"

#include "knowledge/labels.h"
#include "wrappers/pattern.h"

enum { MOST_WORDS = 20, PLAIN_WORDS = 6, MOST_OUTSIDE = 6 };

int heading_level(const struct page_line *line) {
    static struct pattern bracketed = PATTERN("^\\(.*\\)$");
    if (label_is_furniture(line->line.text) || label_is_generic(line->line.text) ||
        line->words > MOST_WORDS || (!line->words && !line->heading) ||
        pattern_in(&bracketed, line->line.text))
        return 0;
    /* A sentence with a link in it. */
    if (line->line.link_count &&
        line->words * (line->length - line->linked) > MOST_OUTSIDE * line->length)
        return 0;
    if (line->heading)
        return line->heading;
    /* Strong words, unless a link lies over all of them. */
    if (!(line->line.marks & MARK_STRONG) ||
        (line->line.link_count && line->linked + 2 >= line->length))
        return 0;
    return line->line.marks & MARK_ITEM ? HEADING_ITEM : HEADING_STRONG;
}

/* True where the line is a cell beside the one that holds the next line. */
static bool is_cell_beside(const struct page_lines *lines, size_t line) {
    const struct node *node = lines->at[line].block;
    while (node && !node_is(node, "td") && !node_is(node, "th"))
        node = node->parent;
    return node && lines->range[node->mark].to == line + 1 && node->parent &&
           lines->range[node->parent->mark].to > line + 1;
}

bool heading_is_of_columns(const struct page_lines *lines, size_t line) {
    enum { MOST_COLUMNS = 8 };
    const struct node *row = lines->at[line].block;
    while (row && lines->range[row->mark].to - lines->range[row->mark].from < 2)
        row = row->parent;
    if (!row || row == lines->at[line].block)
        return false;
    struct line_range range = lines->range[row->mark];
    if (range.to - range.from > MOST_COLUMNS)
        return false;
    for (size_t i = range.from; i < range.to; i++)
        if (lines->at[i].heading || !(lines->at[i].line.marks & MARK_STRONG) ||
            lines->at[i].words > MOST_WORDS ||
            (i > range.from && lines->at[i].block == lines->at[i - 1].block))
            return false;
    return true;
}

/* The words below a heading in a box that holds nothing else. */
static bool is_subtitle(const struct page_lines *lines, size_t line) {
    const struct node *block = lines->at[line].block;
    if (!block || !block->parent)
        return false;
    struct line_range box = lines->range[block->parent->mark];
    return box.to == line + 1 && box.from < line && lines->at[box.from].heading;
}

bool heading_is_plain(const struct page_lines *lines, size_t line) {
    static struct pattern shape =
        PATTERN("^[*»•\"“„\\[]*[\\p{Lu}\\p{Lo}\\p{N}][^@=|]*[\\p{L}\\p{N})\\]\"”!:]$");
    const struct page_line *here = &lines->at[line];
    if (line + 1 >= lines->count || here[1].gap < GAP_BLOCK || here->gap < GAP_BLOCK)
        return false;
    return here->words && here->words <= PLAIN_WORDS && !here->line.link_count &&
           !(here->line.marks & MARK_ITEM) && !is_cell_beside(lines, line) &&
           !is_subtitle(lines, line) && pattern_in(&shape, here->line.text) &&
           !label_is_furniture(here->line.text);
}

bool heading_names_page(struct str title, struct str text) {
    static struct pattern mark = PATTERN("^\\s*[-–—|:»·].*$|^.*[-–—|:»·]\\s*$");
    size_t at = str_find_fold(title, text, 0);
    if (at == STR_NONE || !text.len)
        return false;
    struct str before = str_part(title, 0, at), after = str_from(title, at + text.len);
    return (!before.len || pattern_in(&mark, before)) && (!after.len || pattern_in(&mark, after)) &&
           !(before.len && after.len);
}
