/* Mending an HTML page so that libxml2's parser loses nothing of it. */
#pragma once

#include "ground/str.h"

/* What is ended by start tags although other elements stand open in it. */
enum { PARAGRAPH = 1, ITEM = 2, TERM = 4, OPTION = 8, CELL = 16, ROW = 32, PART = 64, LINK = 128 };
enum { BLOCK = ITEM | TERM | LINK, ALL = 255 };

/* What an element may hold, where it is not anything. */
enum holds { EMPTY = 1, RAW };

struct element {
    struct str name;
    unsigned ends, is, keeps;
    unsigned holds;
};

/* What is known of an element of that name (small letters), all zero where nothing is. */
const struct element *element_of(struct str name);

/* From byte `at` of the mended text on, `lines` more lines of the page than are in it. */
struct skip {
    size_t at, lines;
};

struct mended {
    struct str text;
    struct skip *skips; /* in order */
    size_t skip_count;
};

/* A page (valid UTF-8) as tags, comments and text that any HTML parser reads alike: every tag is
 * whole and on one line, an attribute's value in quotes, an element that is empty has its end tag,
 * a reference is the character itself; no doctype, no `<![…]>`, no `<?…>`. In the arena. */
struct mended mend(struct arena *arena, struct str page);
