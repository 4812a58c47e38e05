/* Writes the review page: records beside the words of the page that they were read from, to be
 * compared and corrected in a browser. */
#include "formats/review.h"
#include "frame/filter.h"
#include "ground/utf8.h"
#include "knowledge/findings.h"

/* Takes the part of the page up to a mark off, with the mark. */
static struct str take_part(struct str *rest, struct str mark) {
    size_t end = str_find(*rest, mark, 0);
    struct str part = str_part(*rest, 0, end);
    *rest = str_from(*rest, end + mark.len);
    return part;
}

/* True for what no element of HTML may hold as it is, or what could end a script, begin another
 * line in one, or turn the line around for whoever reads it. */
static bool is_escaped(uint32_t c) {
    return c == '<' || c == '>' || c == '&' || (c >= 0x7F && c <= 0x9F) || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFFFE || c == 0xFFFF;
}

/* JSON inside a <script>, from which it cannot break out (HTML, 4.12.1.3). */
static void put_data(struct buf *out, struct arena *arena, const struct json *value) {
    struct buf data = buf_in(arena);
    json_write(&data, value);
    struct str text = buf_text(&data);
    for (size_t at = 0, width; at < text.len; at += width) {
        uint32_t c = utf8_decode(text, at, &width);
        if (is_escaped(c))
            buf_format(out, "\\u%04x", (unsigned)c);
        else
            buf_put(out, str_part(text, at, at + width));
    }
}

static void run(struct job *job) {
    struct str rest = {(const char *)review_page, review_page_len};
    struct findings *findings = findings_start(job->keep, job_moment(job));
    struct record record;
    size_t count;
    buf_put(job->out, take_part(&rest, S("@RECORDS@")));
    while (read_record(job, &record)) {
        findings_see(findings, job->each, &record, job->count);
        buf_puts(job->out, job->count > 1 ? ",\n" : "");
        put_data(job->out, job->each, record_take_all(job->each, &record));
    }
    buf_put(job->out, take_part(&rest, S("@FINDINGS@")));
    const struct finding *found = findings_end(findings, &count);
    for (size_t i = 0; i < count; i++) {
        buf_puts(job->out, i ? ",\n" : "");
        put_data(job->out, job->each, finding_json(job->each, &found[i]));
        arena_reset(job->each);
    }
    buf_put(job->out, rest);
}

static const struct card card = {
    .name = "to-review",
    .purpose = "write a page on which the records can be checked and corrected in a browser",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".review.html",
    .media_type = "text/html",
    .unasked = true,
    .for_program = "checking and correcting, in any browser",
    .click = "open it, compare, press Save corrections, put the file beside it, run convert again",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
