/* Reads records from a workbook, also as spreadsheets save it again. */
#include "frame/rows.h"

static void run(struct job *job) {
    rows_write(job, sheet_file_xlsx, S(""));
}

static const struct card card = {
    .name = "from-xlsx",
    .purpose = "read records from an Excel workbook, as to-xlsx writes it",
    .reads = FLOW_FORMAT,
    .writes = FLOW_RECORDS,
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
