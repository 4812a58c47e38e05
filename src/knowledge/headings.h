/* Which lines of a page are headings: by their element, by their weight, or by how they stand. */
#pragma once

#include "knowledge/lines.h"

/* Levels below h1 to h6: of strong lines, of strong lines that begin an item of a list, and of a
 * few plain words in a paragraph of their own. */
enum { HEADING_STRONG = 7, HEADING_ITEM = 8, HEADING_PLAIN = 9 };

/* The level of a line as a heading by its element or its weight, 0 for none. */
int heading_level(const struct page_line *line);

/* True for a few plain words in a paragraph of their own, with another one behind them. */
bool heading_is_plain(const struct page_lines *lines, size_t line);

/* True for a strong line that, with strong lines beside it and nothing else, is all that a row
 * holds: the heads of columns. */
bool heading_is_of_columns(const struct page_lines *lines, size_t line);

/* True where the text is the title of the page, or the part of it before or behind a dash or the
 * like. */
bool heading_names_page(struct str title, struct str text);
