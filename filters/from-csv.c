/* Reads records from a table of comma-separated values, also as spreadsheets save it again. */
#include "frame/rows.h"

static void run(struct job *job) {
    rows_write(job, sheet_file_csv, job_option(job, "--encoding"));
}

static const struct card card = {
    .name = "from-csv",
    .purpose = "read records from a table of comma-separated values, as to-csv writes it",
    .reads = FLOW_FORMAT,
    .writes = FLOW_RECORDS,
    .options = {{"--encoding", "NAME", "the encoding of a table that is not in Unicode"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
