/* Writes records as a table of comma-separated values (RFC 4180), for spreadsheets. */
#include "formats/pieces.h"
#include "formats/sheet.h"
#include "frame/filter.h"

/* One cell, quoted. A spreadsheet would run what begins like a formula; an apostrophe makes it text
 * (CWE-1236). */
static void put_cell(struct job *job, size_t column, struct str value) {
    struct buf *out = job->out;
    buf_puts(out, column ? ",\"" : "\"");
    buf_puts(out, sheet_is_formula(value) ? "'" : "");
    buf_put(out, piece_replaced(job->each, value, "\"", "\"\""));
    buf_puts(out, column + 1 < SHEET_COLUMNS ? "\"" : "\"\r\n");
}

static void run(struct job *job) {
    struct sheet sheet = {.keep = job->keep};
    struct record record;
    if (!job_has(job, "--no-bom")) /* without it Excel takes UTF-8 for another encoding */
        buf_rune(job->out, 0xFEFF);
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        put_cell(job, i, str_of(sheet_columns[i].head));
    while (read_record(job, &record)) {
        sheet_carry_source(&sheet, job->each, &record);
        for (size_t i = 0; i < SHEET_COLUMNS; i++)
            put_cell(job, i, sheet_cell(job->each, &record, i));
    }
}

static const struct card card = {
    .name = "to-csv",
    .purpose = "write records as a table of comma-separated values, for spreadsheets",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".csv",
    .media_type = "text/csv",
    .unasked = true,
    .for_program = "a program that takes no .xlsx",
    .click = "import it as CSV, in UTF-8 and with every column as text",
    .options = {{"--no-bom", NULL, "leave out the byte order mark that Excel needs"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
