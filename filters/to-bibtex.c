/* Writes records as BibTeX or BibLaTeX, for LaTeX. */
#include "formats/bibtex.h"
#include "frame/filter.h"

static void run(struct job *job) {
    struct record record;
    bool biblatex = job_has(job, "--biblatex");
    while (read_record(job, &record))
        bibtex_put(job->each, job->out, &record, biblatex);
    if (job->count)
        buf_format(job->out, "%% %zu record%s\n", job->count, job->count == 1 ? "" : "s");
}

static const struct card card = {
    .name = "to-bibtex",
    .purpose = "write records as BibTeX, or as BibLaTeX, for LaTeX",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".bib",
    .media_type = "application/x-bibtex",
    .unasked = true,
    .for_program = "LaTeX",
    .click = "name it in \\bibliography{…} (BibTeX) or \\addbibresource{…} (BibLaTeX)",
    .options = {{"--biblatex", NULL, "write for BibLaTeX and biber instead of BibTeX"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
