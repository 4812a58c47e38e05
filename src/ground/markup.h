/* The marks of an HTML page, one after the other: text, tags, comments (HTML, 13.2.5). */
#pragma once

#include "ground/str.h"

enum markup_kind {
    MARKUP_TEXT,    /* text with references still in it */
    MARKUP_START,   /* <name attributes> */
    MARKUP_END,     /* </name> */
    MARKUP_COMMENT, /* <!--text--> */
    MARKUP_OTHER    /* <!DOCTYPE…>, <![if…]>, <?…>, </>: nothing that a reader sees */
};

/* How what is inside an element is read: INSIDE_TEXT knows no tags, INSIDE_RAW no references
 * either, and INSIDE_SCRIPT is nothing that a reader sees. */
enum markup_inside { INSIDE_MARKUP, INSIDE_TEXT, INSIDE_RAW, INSIDE_SCRIPT };

struct mark {
    enum markup_kind kind;
    struct str whole;          /* all of it, as it stands on the page */
    struct str name;           /* of a tag, as it stands on the page */
    struct str attributes;     /* of a start tag, for markup_attribute */
    struct str text;           /* of a text or a comment */
    enum markup_inside inside; /* of a text; of a start tag: what its element holds */
    bool closes;               /* of a start tag: it ends in "/>", or its raw text has no end */
};

/* Where reading stands. Start it as {.text = page}. */
struct markup {
    struct str text;
    size_t at;
    enum markup_inside inside; /* of the text that comes next */
    size_t inside_end;         /* where that text ends */
    size_t last_close;         /* where the last '>' of the page stands */
    unsigned endless;          /* kinds of raw text of which no further end stands on the page */
    bool comments_endless;     /* no further "-->" stands on the page */
};

/* Takes the next mark off; false at the end. All marks together are the page, byte for byte. Where
 * a page forgets an end, nothing that can be read is swallowed: a comment ends at its first '>' and
 * a script at its start tag. The time for a page is linear in its length. */
bool markup_next(struct markup *markup, struct mark *mark);

/* Takes the next attribute off those of a start tag; false when none is left. The value has its
 * references still in it and is empty where there is none. */
bool markup_attribute(struct str *attributes, struct str *name, struct str *value);

/* How many line ends `text` holds. */
size_t markup_lines(struct str text);
