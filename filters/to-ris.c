/* Writes records as RIS, the format that Zotero, EndNote and nearly all others import. */
#include "formats/ris.h"
#include "frame/filter.h"

static void run(struct job *job) {
    struct record record;
    while (read_record(job, &record))
        ris_put(job->each, job->out, &record);
}

static const struct card card = {
    .name = "to-ris",
    .purpose = "write records as RIS, for Zotero, EndNote and most other reference managers",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".ris",
    .media_type = "application/x-research-info-systems",
    .unasked = true,
    .for_program = "Zotero and EndNote",
    .click = "Zotero: File > Import. EndNote: File > Import > File, Import Option \"Reference "
             "Manager (RIS)\", Text Translation \"Unicode (UTF-8)\"",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
