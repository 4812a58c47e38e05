/* Parting lines: "Title - Author (2008)" on one line of the page becomes a line for each role. */
#pragma once

#include "knowledge/names.h"

/* The entry with its first lines parted where marks, links, dashes or "by" part a title from what
 * follows it; numbers and bullets before the title are left out. The pieces are slices of the
 * entry's text, with the marks, spans and links that lie in them. Lines that hold one role, or are
 * given one, stay as they are. In the arena. `*pieces`
 * is how many lines the first one became. */
struct entry entry_parted(struct arena *arena, const struct entry *entry, enum name_order order,
                          size_t *pieces);

/* The part of a line from byte `from` up to byte `to`, with the marks, spans and links that lie in
 * it. */
struct line line_part(struct arena *arena, const struct line *line, size_t from, size_t to);

/* True where the line begins with a link or strong words that are not the whole of it. */
bool line_begins_marked(const struct line *line);
