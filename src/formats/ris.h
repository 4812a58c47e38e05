/* RIS, as Zotero and EndNote read it. */
#pragma once

#include "flows/record.h"

/* Appends a record, from TY to ER and an empty line, and takes what it writes; `each` holds what is
 * needed on the way. */
void ris_put(struct arena *each, struct buf *out, struct record *record);
