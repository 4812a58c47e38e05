/* BibTeX and BibLaTeX, as LaTeX and its tools read them. */
#pragma once

#include "flows/record.h"

/* Appends a record as an entry and an empty line, behind a comment with the address of its page
 * where it is that page's first; takes what it writes. `each` holds what is needed on the way. */
void bibtex_put(struct arena *each, struct buf *out, struct record *record, bool biblatex);
