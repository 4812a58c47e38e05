/* Reads records from a table of comma-separated values, also as spreadsheets save it again. */
#include "formats/sheet_file.h"
#include "frame/filter.h"

static void put(void *sink, const struct sheet *sheet, struct record *record) {
    struct job *job = sink;
    (void)sheet;
    if (record)
        write_record(job, record);
    arena_reset(job->each);
}

static void run(struct job *job) {
    struct sheet_file file = {.keep = job->keep,
                              .each = job->each,
                              .name = job->input,
                              .bytes = job_read_all(job),
                              .encoding = job_option(job, "--encoding"),
                              .put = put,
                              .sink = job};
    sheet_file_csv(&file);
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
