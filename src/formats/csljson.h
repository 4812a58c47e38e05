/* Items of CSL-JSON as csl-data 1.0.2 allows them, from records and back. */
#pragma once

#include "flows/record.h"

/* Takes a record whole as an item that is valid by the schema. What the schema does not allow at
 * the top stands under custom.other. `number` names an item without a key. */
struct json *csljson_item(struct arena *arena, struct record *record, size_t number);

/* The item, with the members of custom.other at the top again, as a record is written: a key and a
 * type are there, and dates are objects. For record_read. */
struct json *csljson_record(struct arena *arena, const struct json *item, size_t number);
