/* Writes records as EndNote XML. */
#include <string.h>

#include "formats/endnote.h"
#include "formats/xhtml.h"
#include "frame/filter.h"

static const char *const paths[] = {
#define SLOT(id, path, tag) path,
#include "formats/endnote-slots.def"
};

/* How much of `path` is the elements around the last one, those of `other` as well: both begin
 * with that many bytes, and a "/" is the last of them. */
static size_t shared(const char *path, const char *other) {
    size_t same = 0;
    for (size_t i = 0; path[i] && path[i] == other[i]; i++)
        if (path[i] == '/')
            same = i + 1;
    return same;
}

/* Ends the elements around the last of `path`, all but the first `kept` bytes. */
static void close_path(struct buf *out, const char *path, size_t kept) {
    const char *end = strrchr(path, '/');
    while (end && end >= path + kept) {
        const char *start = end;
        while (start > path && start[-1] != '/')
            start--;
        buf_format(out, "</%.*s>", (int)(end - start), start);
        end = start > path ? start - 1 : NULL;
    }
}

static void open_path(struct buf *out, const char *path, size_t kept) {
    const char *end;
    for (path += kept; (end = strchr(path, '/')); path = end + 1)
        buf_format(out, "<%.*s>", (int)(end - path), path);
}

/* A line end is the character that EndNote has for it; the blank is for readers that drop it. */
static void put_value(struct buf *out, const char *path, struct str value) {
    const char *last = strrchr(path, '/'), *name = last ? last + 1 : path;
    struct str line;
    bool first = true;
    buf_format(out, "<%s>", name);
    value = str_trim(value);
    while (str_next(&value, '\n', &line)) {
        buf_puts(out, first ? "" : " &#xD;");
        xhtml_text(out, str_trim(line));
        first = false;
    }
    buf_format(out, "</%s>", name);
}

static void put(struct job *job, struct record *record) {
    struct endnote reference = endnote_of(job->each, record, false);
    const char *open = "";
    buf_format(job->out, "<record><ref-type name=\"%s\">%d</ref-type>", reference.type,
               reference.number);
    for (enum endnote_slot slot = 0; slot < ENDNOTE_SLOTS; slot++) {
        struct endnote_values values = reference.slot[slot];
        if (!values.count)
            continue;
        size_t kept = shared(paths[slot], open);
        close_path(job->out, open, kept);
        open_path(job->out, open = paths[slot], kept);
        for (size_t i = 0; i < values.count; i++)
            put_value(job->out, open, values.at[i]);
    }
    close_path(job->out, open, 0);
    buf_puts(job->out, "</record>\n");
}

static void run(struct job *job) {
    struct record record;
    buf_puts(job->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n");
    while (read_record(job, &record))
        put(job, &record);
    buf_puts(job->out, "</records></xml>\n");
}

static const struct card card = {
    .name = "to-endnote",
    .purpose = "write records as EndNote XML",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".endnote.xml",
    .media_type = "application/xml",
    .for_program = "EndNote",
    .click = "File > Import > File, Import Option \"EndNote generated XML\", Text Translation "
             "\"Unicode (UTF-8)\"",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
