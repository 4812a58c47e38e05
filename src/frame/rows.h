/* What all programs do that read records from the rows of a spreadsheet. */
#pragma once

#include "formats/sheet_file.h"
#include "frame/filter.h"

/* Writes the records of the job's input, which `read` reads; `encoding` as sheet_file has it. */
void rows_write(struct job *job, void (*read)(const struct sheet_file *), struct str encoding);
