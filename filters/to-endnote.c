/* Writes records as EndNote XML. */
#include "formats/endnote.h"
#include "formats/xhtml.h"
#include "frame/filter.h"

static const struct {
    struct str around; /* "titles/" */
    const char *name;  /* "title" */
} elements[] = {
#define SLOT(id, around, name, tag) {S(around), name},
#include "formats/endnote-slots.def"
};

/* With how many bytes both paths begin, up to the end of an element. */
static size_t shared(struct str path, struct str other) {
    size_t same = 0;
    for (size_t i = 0; i < path.len && i < other.len && path.at[i] == other.at[i]; i++)
        if (path.at[i] == '/')
            same = i + 1;
    return same;
}

/* Begins the elements of a path, the outermost first, or ends them, the innermost first. */
static void put_path(struct buf *out, struct str path, bool begins) {
    struct str name;
    if (!str_next(&path, '/', &name))
        return;
    if (begins)
        buf_format(out, "<%.*s>", STR_ARGS(name));
    put_path(out, path, begins);
    if (!begins)
        buf_format(out, "</%.*s>", STR_ARGS(name));
}

/* Ends the elements of `open` that are not in `path`, and begins those of it that are not open. */
static void go_to(struct buf *out, struct str open, struct str path) {
    size_t kept = shared(open, path);
    put_path(out, str_from(open, kept), false);
    put_path(out, str_from(path, kept), true);
}

/* A line end is the character that EndNote has for it; the blank is for readers that drop it. */
static void put_value(struct buf *out, const char *name, struct str value) {
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
    struct str open = S("");
    buf_format(job->out, "<record><ref-type name=\"%s\">%d</ref-type>", reference.type,
               reference.number);
    for (enum endnote_slot slot = 0; slot < ENDNOTE_SLOTS; slot++) {
        struct endnote_values values = reference.slot[slot];
        if (!values.count)
            continue;
        go_to(job->out, open, elements[slot].around);
        open = elements[slot].around;
        for (size_t i = 0; i < values.count; i++)
            put_value(job->out, elements[slot].name, values.at[i]);
    }
    go_to(job->out, open, S(""));
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
