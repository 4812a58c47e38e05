/* Corrections that a person made of records, applied to the records of a later run.
 * refmill-corrections(5) is their specification. */
#pragma once

#include "knowledge/identity.h"

/* Sets the fields of a record that was corrected to what was read from the page, by what it says of
 * its corrections. */
void corrections_undo(struct arena *arena, struct record *record);

/* Applies the corrections that `bytes` hold, of the file of that name, to the records of a run.
 * Gives the corrected records, `*count` in number, in the arena. What cannot be read, no longer
 * applies or contradicts another line is named with its line, and how many were applied is said.
 * JSON nested deeper than `depth` is refused. */
struct record *corrections_apply(struct arena *arena, struct str file, struct str bytes, int depth,
                                 const struct record *records, size_t *count);
