/* An annotated entry as XHTML: all that a reader wants to know of a record. */
#pragma once

#include "flows/record.h"
#include "formats/words.h"

/* What a link shows: its address, to be read and typed, or the page's words for it. */
enum annotated_links { LINKED_ADDRESSES, LINKED_WORDS };

/* Appends what stands below an entry's heading: byline, annotation, links, the other fields and
 * `reference` (XHTML). Takes from the record what it prints. With LINKED_WORDS the main address
 * is left to the heading, where it can be linked. False where there is no address. */
bool annotated_put(struct buf *out, const struct words *words, struct record *record,
                   struct str reference, enum annotated_links links);
