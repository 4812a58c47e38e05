/* An entry: what stands on the page, nothing understood yet. refmill-entry(5) is its specification.
 */
#pragma once

#include "flows/origin.h"

/* What the page's markup says of a line or a part of it. */
enum mark {
    MARK_STRONG = 1 << 0,
    MARK_EMPHASIS = 1 << 1,
    MARK_UNDERLINE = 1 << 2,
    MARK_HEADING = 1 << 3, /* h1 to h6 */
    MARK_TERM = 1 << 4,    /* dt */
    MARK_CELL = 1 << 5,    /* td or th: the line begins a new cell */
    MARK_ITEM = 1 << 6,    /* li: the line begins a list item */
    MARK_GAP = 1 << 7,     /* an empty line or a new paragraph stands before the line */
};
enum { MARK_COUNT = 8 };

/* What the user's own rules say a line is; only they do. */
enum given {
    GIVEN_NOTHING,
#define ROLE(role, name, line_role) GIVEN_##role,
#include "flows/given.def"
    GIVEN_COUNT
};

struct entry_link {
    struct str label, lead, href; /* lead: the words before it on its line, "Diagram:" */
    size_t from, to;              /* where the label stands in the line, in characters */
    bool given;                   /* a rule of the user names it */
};

/* A part of a line with marks that the whole line does not have. */
struct span {
    unsigned marks;
    size_t from, to; /* in characters */
};

struct line {
    struct str text; /* white space squeezed, never empty */
    unsigned marks;
    enum given role;
    size_t at; /* line of the page */
    struct entry_link *links;
    size_t link_count;
    struct span *spans;
    size_t span_count;
};

struct entry {
    struct place place;
    struct str *section; /* headings above, outermost first */
    size_t section_count;
    struct line *lines;
    size_t line_count;
    struct json *data;     /* machine-readable data found inside, an array, or NULL */
    struct source *source; /* of the page's first entry, else NULL */
};

/* Reads an entry from a JSON object; false with a constant reason in `*why` where it is none. */
bool entry_read(struct arena *arena, const struct json *object, struct entry *entry,
                const char **why);
/* Writes it as one line of JSON with its line end. */
void entry_write(struct arena *arena, const struct entry *entry, struct buf *out);

/* The words of a line from one of its characters up to another, as those that a link names. */
struct str line_words(const struct line *line, size_t from, size_t to);

/* A copy of the line, in the arena, in which its links and spans have bytes for characters. */
const struct line *line_in_bytes(struct arena *arena, const struct line *line);

/* The name of a given role in JSON and in rules; NULL for none. */
const char *given_name(enum given role);
