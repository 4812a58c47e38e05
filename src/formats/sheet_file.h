/* Reading the rows of a table from a file: comma-separated values, or a workbook. */
#pragma once

#include "formats/sheet.h"

/* A file, and who gets what is read of it. */
struct sheet_file {
    struct arena *keep, *each; /* rows are made in `each`, which only `put` empties */
    struct str name, bytes;    /* the name is for diagnostics */
    struct str encoding;       /* stated for a CSV that is not in Unicode, or empty */
    size_t limit;              /* of the bytes that a part of a workbook may unpack to */
    void (*put)(void *sink, const struct sheet *sheet, struct record *record);
    void *sink;
};

/* Call put for each row, with NULL for one that holds no record. What cannot be read is named. */
void sheet_file_csv(const struct sheet_file *file);
void sheet_file_xlsx(const struct sheet_file *file);
