/* References as a file of RIS, BibTeX, CSV or CSL-JSON lists them, whoever made it. */
#pragma once

#include "ground/str.h"

/* What a field holds, and so what of a page can prove it. */
enum proof {
    PROOF_WORDS,
    PROOF_PERSON,   /* one name */
    PROOF_DATE,     /* months by number or by name */
    PROOF_PAGES,    /* "123-29" may stand for 123 to 129 */
    PROOF_NUMBER,   /* an identifier, however its parts are spaced */
    PROOF_ADDRESS,  /* may begin as the page's own address does */
    PROOF_HEADING,  /* stands above the entry or around it */
    PROOF_LANGUAGE, /* a code, or a name that stands for one */
    PROOF_NOTE,     /* words, beside labels that the format needs */
    PROOF_NONE      /* the format's own: keys, types */
};

struct reference_field {
    struct str name; /* as the file calls it */
    enum proof proof;
    struct str text; /* escapes, entities and labels of the format undone */
};

struct reference {
    struct str key; /* or its title, where it has none */
    size_t line;    /* of the file */
    struct reference_field *at;
    size_t count, room;
};

struct references {
    struct reference *at;
    size_t count, room;
    size_t bad_line; /* where the first piece stands that could not be read, or 0 */
};

/* Reads all references of a file (valid UTF-8), by the format in which it begins: RIS, BibTeX, CSV
 * with its headings, CSL-JSON as an array or an item a line. False where it is none of these. In
 * the arena. */
bool references_read(struct arena *arena, struct str text, struct references *references);
