/* From the rows of a spreadsheet to records. */
#include "frame/rows.h"

static void put(void *sink, const struct sheet *sheet, struct record *record) {
    struct job *job = sink;
    (void)sheet;
    if (record)
        write_record(job, record);
    arena_reset(job->each);
}

void rows_write(struct job *job, void (*read)(const struct sheet_file *), struct str encoding) {
    read(&(struct sheet_file){.keep = job->keep,
                              .each = job->each,
                              .name = job->input,
                              .bytes = job_read_all(job),
                              .encoding = encoding,
                              .limit = job->limits.input,
                              .put = put,
                              .sink = job});
}
