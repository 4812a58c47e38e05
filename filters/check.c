/* check: records -> findings, a line each: what looks wrong in them, and what to do about it. */
#include "formats/pieces.h"
#include "frame/filter.h"
#include "knowledge/findings.h"

/* "page.html:412: warning: SENTENCE. ADVICE [name]"; where a record names no page, its number. */
static void put_line(struct job *job, const struct finding *finding) {
    const struct place *place = &finding->place;
    if (place->page.len && place->line)
        buf_format(job->out, "%.*s:%zu: ", STR_ARGS(piece_line(job->each, place->page)),
                   place->line);
    else if (place->page.len || !finding->record)
        buf_format(job->out, "%.*s: ",
                   STR_ARGS(place->page.len ? piece_line(job->each, place->page) : job->input));
    else
        buf_format(job->out, "%.*s: record %zu: ", STR_ARGS(job->input), finding->record);
    buf_format(job->out, "%s: %.*s. %s [%s]\n", level_word(finding->level),
               STR_ARGS(piece_line(job->each, finding->sentence)), finding->advice, finding->name);
}

static void run(struct job *job) {
    struct findings *findings = findings_start(job->keep, job_moment(job));
    struct record record;
    size_t count;
    while (read_record(job, &record))
        findings_see(findings, job->each, &record, job->count);
    const struct finding *found = findings_end(findings, &count);
    for (size_t i = 0; i < count; i++) {
        if (job_has(job, "--json"))
            json_write_line(job->out, finding_json(job->each, &found[i]));
        else
            put_line(job, &found[i]);
        arena_reset(job->each);
    }
}

static const struct card card = {
    .name = "check",
    .purpose = "say what looks wrong in records, where, and what to do about it",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FINDINGS,
    .options = {{"--json", NULL, "write each finding as a JSON object, one a line"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
