/* Cells of comma-separated values (RFC 4180), whatever character parts them. */
#pragma once

#include <stdbool.h>

#include "ground/str.h"

/* What is not read yet of a table. */
struct csv {
    struct str rest; /* with LF for all line ends */
    char separator;
    bool unclosed; /* the last cell has a quotation mark that nothing closes */
};

/* Takes the next cell off with what ends it. True where more cells follow in its row. The text of
 * the cell lives in the arena. */
bool csv_take_cell(struct arena *arena, struct csv *csv, struct str *cell);
