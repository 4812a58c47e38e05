/* What the programs of a chain said, put in order for the reader. */
#pragma once

#include "frame/process.h"

/* Appends the lines that the stages said, as they are and each once: errors, then warnings, then
 * notes; within these in the order of the stages. A line without a level counts as an error. */
void said_write(struct arena *arena, const struct stage *stages, size_t count, struct buf *out);
