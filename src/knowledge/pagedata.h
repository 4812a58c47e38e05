/* Machine-readable data on a page: which there are, and on which lines what they describe stands.
 */
#pragma once

#include "knowledge/lines.h"

/* One description of a work, as refmill-entry(5) has it, and the lines that it stands on. */
struct page_datum {
    const char *kind; /* "COinS" …: equal kinds are equal pointers */
    struct json *json;
    struct line_range range;
    size_t found; /* which one it was in the order of the page's source */
};

struct page_data {
    struct page_datum *at; /* in the order of their first lines */
    size_t count;
    const char *usual; /* the kind that most of them are of */
};

/* Finds COinS (class "Z3988"), microdata, RDFa and hCite where they stand on the page, and looks
 * for the lines that bear the titles which JSON-LD and meta elements ("citation_reference") give;
 * those that no line bears are left out. In the arena. */
struct page_data page_data_find(struct arena *arena, const struct page *page,
                                const struct page_lines *lines);

/* Those that lie inside the lines from `from` up to `to`, as a JSON array; NULL where none does. */
struct json *page_data_of(struct arena *arena, const struct page_data *data, size_t from,
                          size_t to);
