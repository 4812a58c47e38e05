/* An entry of BibTeX as a page shows it. */
#pragma once

#include "ground/str.h"

/* Of names, each of those that "and" parts is a field; `braced` where all of the value stands in
 * braces of its own, as an organisation's name does. */
struct bib_field {
    struct str name, value; /* letters that TeX writes as commands as themselves, no braces */
    bool braced;
};

struct bib_entry {
    struct str kind; /* "article" */
    struct bib_field *fields;
    size_t count;
    size_t end; /* the byte behind it */
};

/* True for a line with which an entry begins. */
bool bib_begins(struct str line);

/* Reads the entry that begins with the "@" at the start of `text`; false where it is none. Its last
 * brace may be missing. In the arena. (BibTeXing, Oren Patashnik, 1988; strings and "#" are left as
 * they stand.) */
bool bib_read(struct arena *arena, struct str text, struct bib_entry *entry);
