/* Corrections that a person made of records, applied to the records of a later run.
 * refmill-corrections(5) is their specification. */
#pragma once

#include "knowledge/identity.h"

struct corrections;

/* Sets the fields of a record that was corrected to what was read from the page, by what it says of
 * its corrections. */
void corrections_undo(struct arena *arena, struct record *record);

/* Starts to apply corrections. What must be kept lives in the first arena, the other is emptied.
 * JSON nested deeper than `depth` is refused. */
struct corrections *corrections_start(struct arena *keep, struct arena *each, int depth);
/* Takes the next record of the run, which is not needed any more afterwards. */
void corrections_see(struct corrections *run, const struct record *record);
/* Applies the corrections that `bytes` hold, of the file of that name, and writes the records. What
 * cannot be read, no longer applies or contradicts another line is named with its line, and how
 * many were applied is said. */
void corrections_apply(struct corrections *run, struct str file, struct str bytes, struct buf *out);
