/* Reads records from a workbook, also as spreadsheets save it again. */
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
                              .limit = job->limits.input,
                              .put = put,
                              .sink = job};
    sheet_file_xlsx(&file);
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
