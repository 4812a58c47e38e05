/* The records of a book as files for other programs, which travel inside it. */
#pragma once

#include "flows/record.h"
#include "formats/epub.h"

/* Begins the files: RIS, BibTeX and CSL-JSON. */
void epub_data_start(struct epub_book *book);
/* Appends a record to each file, where there are files; `number` names one without a key. One of
 * them holds it whole, so that nothing of it is lost. */
void epub_data_put(struct epub_book *book, struct arena *each, struct record *record,
                   size_t number);
/* Ends the files and appends the XHTML that tells of them; false where there are none. */
bool epub_data_end(struct epub_book *book, struct buf *out);
