/* correct: records with a person's corrections; or the corrections that a spreadsheet holds. */
#include "frame/filter.h"
#include "knowledge/corrections.h"

struct records {
    struct record *at;
    size_t count, room;
};

static struct records read_all(struct job *job) {
    struct records records = {0};
    struct record record;
    while (keep_record(job, &record))
        *arena_push(job->keep, records.at, records.count, &records.room) = record;
    return records;
}

static void run(struct job *job) {
    struct records records = read_all(job);
    struct str file, bytes;
    if (job_option_file(job, "--with", &file, &bytes))
        records.at = corrections_apply(job->keep, file, bytes, (int)job->limits.json, records.at,
                                       &records.count);
    for (size_t i = 0; i < records.count; i++) {
        arena_reset(job->each);
        write_record(job, &records.at[i]);
    }
}

static const struct card card = {
    .name = "correct",
    .purpose = "apply the corrections of a file to records, or make such a file of a spreadsheet",
    .reads = FLOW_RECORDS,
    .writes = FLOW_RECORDS,
    .options = {{"--with", "FILE", "apply the corrections of this file"},
                {"--from-csv", "FILE",
                 "write the corrections that were made in this table (from to-csv)"},
                {"--from-xlsx", "FILE",
                 "write the corrections that were made in this workbook (from to-xlsx)"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
