/* Writes records as tagged references of EndNote, which a double click imports. */
#include "formats/endnote.h"
#include "frame/filter.h"

static const char tags[] = {
#define SLOT(id, around, name, tag) tag,
#include "formats/endnote-slots.def"
};

/* Keywords stand on a line each below the first; a "%" there would be a tag. */
static void put_value(struct buf *out, struct str value, bool first, char tag) {
    if (first)
        buf_format(out, "%%%c ", tag);
    else if (str_starts(value, S("%")))
        buf_puts(out, "- ");
    buf_put(out, value);
    buf_puts(out, "\r\n");
}

static void put(struct job *job, struct record *record) {
    struct endnote reference = endnote_of(job->each, record, true);
    buf_format(job->out, "%%0 %s\r\n", reference.type);
    for (enum endnote_slot slot = 0; slot < ENDNOTE_SLOTS; slot++)
        for (size_t i = 0; i < reference.slot[slot].count; i++)
            put_value(job->out, reference.slot[slot].at[i], !i || slot != ENDNOTE_KEYWORDS,
                      tags[slot]);
    buf_puts(job->out, "\r\n");
}

static void run(struct job *job) {
    struct record record;
    while (read_record(job, &record))
        put(job, &record);
}

static const struct card card = {
    .name = "to-enw",
    .purpose = "write records as a tagged file of EndNote, which opens by double click",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".enw",
    .media_type = "application/x-endnote-refer",
    .for_program = "EndNote",
    .click = "open it by double click, or File > Import > File, Import Option \"EndNote Import\", "
             "Text Translation \"Unicode (UTF-8)\"",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
