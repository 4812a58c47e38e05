/* What machine-readable data state of a work: COinS, references in meta elements, JSON-LD,
 * microdata, RDFa, hCite and BibTeX, all as the fields of a record. */
#pragma once

#include "flows/record.h"

struct stated {
    const char *kind;     /* of data: "COinS", "BibTeX" … */
    struct record record; /* the fields that are stated, as they are stated */
};

/* Reads one element of an entry's member "data", as refmill-entry(5) describes it; false where it
 * states nothing. Texts live in the arena. */
bool stated_read(struct arena *arena, const struct json *datum, struct stated *stated);

/* Reads what a text shows of an entry of BibTeX: `text` begins with its "@". Words of TeX become
 * the letters that they stand for. Gives the byte behind its closing brace, 0 where it is none. */
size_t stated_read_bibtex(struct arena *arena, struct str text, struct stated *stated);
