/* What people give by mistake instead of a page with a list, and what they should give. */
#pragma once

#include "knowledge/lines.h"
#include "knowledge/saved.h"

struct stranger {
    const char *what, *advice; /* "a PDF document"; a sentence on what to give instead */
};

/* What a file is instead of a page or a text, told by its bytes; NULL where nothing speaks against
 * that. */
const struct stranger *stranger_of(const struct saved *saved);

/* What a file is instead of lines of JSON (entries, records, corrections), told by its first line;
 * NULL where nothing speaks against them. */
const struct stranger *stranger_to_lines(struct str text);

/* Why no list could be found on a page, in words for the user. */
struct listless {
    const char *why;  /* what the page is, and what to give instead */
    struct str named; /* the files or the address with which the words end; empty where none do */
    size_t line;      /* of the page, 0 for all of it */
};

/* What is the matter with a page in which no list was found; it has these lines. The page is empty
 * where the input was pasted text. In the arena. */
struct listless listless_page(struct arena *arena, const struct page *page,
                              const struct page_lines *lines);
