/* Writes records as CSL-JSON: one array of items, valid by its schema. */
#include "formats/csljson.h"
#include "frame/filter.h"

static void run(struct job *job) {
    struct record record;
    const char *before = "[\n";
    while (read_record(job, &record)) {
        buf_puts(job->out, before);
        json_write(job->out, csljson_item(job->each, &record, job->count));
        before = ",\n";
    }
    buf_puts(job->out, job->count ? "\n]\n" : "[]\n");
}

static const struct card card = {
    .name = "to-csljson",
    .purpose = "write records as CSL-JSON, one array, for pandoc and citation processors",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".csl.json",
    .media_type = "application/vnd.citationstyles.csl+json",
    .for_program = "pandoc and other citation processors",
    .click = "write \"bibliography: page.csl.json\" at the head of the text and run pandoc -C",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
