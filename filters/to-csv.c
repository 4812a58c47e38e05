/* Writes records as a table of comma-separated values (RFC 4180), for spreadsheets. */
#include <string.h>

#include "formats/pieces.h"
#include "frame/filter.h"

/* What stands in one row, and what its columns are made of. */
struct sheet {
    struct arena *each;
    struct record *record;
    struct str source; /* of all rows from here on */
};

static struct str value_of(struct sheet *sheet, enum field field) {
    return piece_value(sheet->each, sheet->record, field);
}

static struct str type_of(struct sheet *sheet, enum field field) {
    const struct type *type = piece_type(record_take(sheet->record, field));
    return type ? str_of(type->zotero) : S("document");
}

/* The first year of the date alone, for sorting. */
static struct str year_of(struct sheet *sheet, enum field field) {
    struct date date = record_take_date(sheet->record, field);
    if (!date.count)
        return S("");
    return str_format(sheet->each, "%d", date.part[0][0]);
}

static struct str tags_of(struct sheet *sheet, enum field field) {
    (void)field;
    struct buf out = buf_in(sheet->each);
    struct tags tags = piece_tags(sheet->each, sheet->record);
    for (size_t i = 0; i < tags.count; i++)
        piece_note(&out, NULL, piece_unsplit(sheet->each, tags.at[i], ";"));
    return buf_text(&out);
}

static struct str extra_of(struct sheet *sheet, enum field field) {
    (void)field;
    static const struct {
        enum field field;
        const char *label;
    } extras[] = {
#define EXTRA(field, label) {FIELD_##field, label},
#include "formats/csv-extra.def"
    };
    struct buf out = buf_in(sheet->each);
    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        if (!record_has(sheet->record, extras[i].field))
            continue;
        buf_format(&out, "%s%s: ", out.len ? "; " : "", extras[i].label);
        buf_put(&out, value_of(sheet, extras[i].field));
    }
    return buf_text(&out);
}

static struct str source_of(struct sheet *sheet, enum field field) {
    (void)field;
    return sheet->source;
}

static struct str line_of(struct sheet *sheet, enum field field) {
    (void)field;
    size_t line = record_place(sheet->record)->line;
    return line ? str_format(sheet->each, "%zu", line) : S("");
}

static const struct {
    const char *head;
    enum field field;
    struct str (*value)(struct sheet *sheet, enum field field);
} columns[] = {
#define COLUMN(...) {__VA_ARGS__},
#include "formats/csv-columns.def"
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* One cell, quoted. A spreadsheet would run what begins like a formula; an apostrophe makes it text
 * (CWE-1236). */
static void put_cell(struct buf *out, size_t column, struct str value) {
    buf_puts(out, column ? ",\"" : "\"");
    if (value.len && strchr("=+-@\t\r", value.at[0]))
        buf_char(out, '\'');
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '"')
            buf_char(out, '"');
        buf_char(out, value.at[i]);
    }
    buf_puts(out, column + 1 < COLUMNS ? "\"" : "\"\r\n");
}

static void put_head(struct job *job) {
    if (!job_has(job, "--no-bom")) /* without it Excel takes UTF-8 for another encoding */
        buf_rune(job->out, 0xFEFF);
    for (size_t i = 0; i < COLUMNS; i++)
        put_cell(job->out, i, str_of(columns[i].head));
}

/* The page's address, else its title, for the rows of all its records. */
static struct str source_words(struct job *job, const struct source *source) {
    struct str words = source->url.len ? source->url : source->title;
    return str_copy(job->keep, piece_line(job->each, words));
}

static void run(struct job *job) {
    struct record record;
    struct sheet sheet = {.each = job->each, .record = &record};
    put_head(job);
    while (read_record(job, &record)) {
        if (record_source(&record))
            sheet.source = source_words(job, record_source(&record));
        for (size_t i = 0; i < COLUMNS; i++)
            put_cell(job->out, i, columns[i].value(&sheet, columns[i].field));
    }
}

static const struct card card = {
    .name = "to-csv",
    .purpose = "write records as a table of comma-separated values, for spreadsheets",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".csv",
    .media_type = "text/csv",
    .unasked = true,
    .for_program = "a spreadsheet (Excel, LibreOffice)",
    .click = "open it by double click",
    .options = {{"--no-bom", NULL, "leave out the byte order mark that Excel needs"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
