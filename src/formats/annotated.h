/* An annotated entry as XHTML: all that a reader wants to know of a record. */
#ifndef REFMILL_ANNOTATED_H
#define REFMILL_ANNOTATED_H

#include "flows/record.h"

/* Appends what stands below an entry's heading: byline, annotation, links, the other fields and
 * `reference` (XHTML). Takes from the record what it prints. False where there is no address. */
bool annotated_put(struct buf *out, struct record *record, struct str reference);

#endif
