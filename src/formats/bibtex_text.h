/* How text is written in BibTeX and BibLaTeX files: escapes, capitals, names. */
#pragma once

#include "flows/record.h"

/* Each writes the inside of a field's braces; the text has no line ends. What is written always has
 * as many closing as opening braces. */

/* Prose, with what LaTeX or a reader would take for something else escaped. */
void bibtex_prose(struct buf *out, struct str text);
/* A title, with braces around the words that must keep their capitals when a style makes the others
 * small: {UK}, {eBook}, "Plan {B}", and in a sentence "shelves in {London}". */
void bibtex_title(struct buf *out, struct str title);
/* An address or identifier, which is read as it stands: only what would end the field or begin
 * mathematics is encoded. */
void bibtex_raw(struct buf *out, struct str text);
/* "12-30" as "12--30". */
void bibtex_pages(struct buf *out, struct str pages);
/* Prose in braces of its own where an "and", or one of the characters `marks`, would part it. */
void bibtex_unparted(struct buf *out, struct str text, const char *marks);
/* "van der Berg, Jr., Ann"; a name without parts whole, in braces. */
void bibtex_name(struct arena *each, struct buf *out, const struct name *name);
/* Names as they were written, with the accented letters of Latin as commands of TeX, "{\\'E}mile":
 * BibTeX takes bytes for letters, and would cut others in two for an initial or a label. */
void bibtex_accents(struct buf *out, struct str text);
