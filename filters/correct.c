/* correct: records with a person's corrections; or the corrections that a spreadsheet holds. */
#include <stdlib.h>

#include "formats/sheet_file.h"
#include "frame/filter.h"
#include "knowledge/corrections.h"
#include "knowledge/strangers.h"

/* By what rows are tied to records, the surest first. */
static const enum field ways[] = {FIELD_ID, FIELD_TITLE, FIELD_URL};
enum { WAYS = sizeof ways / sizeof *ways };

/* What is held of a record: its line, and what ties it to a row. */
struct held {
    struct str line, by[WAYS];
    bool tied;
};

/* A row of the spreadsheet, and the record that it was made of. */
struct edited {
    struct str line; /* the record that it says */
    struct said said[SHEET_COLUMNS];
    struct held *old; /* NULL for a new one */
};

struct table {
    struct job *job;
    size_t place[SHEET_COLUMNS]; /* which cell of a row, or STR_NONE */
    struct edited *rows;
    struct held *records;
    size_t count, room, record_count, record_room;
};

static struct str hold(struct job *job, const struct record *record) {
    struct buf line = buf_in(job->each);
    record_write(job->each, record, &line);
    return str_copy(job->keep, buf_text(&line));
}

/* The record of a line that was held, until the arena `each` is emptied. */
static struct record again(struct job *job, struct str line) {
    struct record record;
    const char *why;
    size_t at;
    record_read(job->each, json_read(job->each, line, (int)job->limits.json, &why, &at), &record,
                &why);
    return record;
}

static void hold_records(struct table *table) {
    struct job *job = table->job;
    struct record record;
    while (read_record(job, &record)) {
        struct held *held =
            arena_push(job->keep, table->records, table->record_count, &table->record_room);
        held->line = hold(job, &record);
        for (size_t i = 0; i < WAYS; i++)
            held->by[i] = str_copy(job->keep, str_trim(record.field[ways[i]].text));
    }
}

static void keep_row(void *sink, const struct sheet *sheet, struct record *record) {
    struct table *table = sink;
    struct job *job = table->job;
    if (record) {
        struct edited *row = arena_push(job->keep, table->rows, table->count, &table->room);
        row->line = hold(job, record);
        for (size_t i = 0; i < SHEET_COLUMNS; i++) {
            table->place[i] = sheet->place[i];
            row->said[i] = sheet->said[i];
            row->said[i].text = str_copy(job->keep, sheet->said[i].text);
        }
    }
    arena_reset(job->each);
}

static struct str said(const struct edited *row, enum field field) {
    size_t column = 0;
    while (sheet_columns[column].field != field)
        column++;
    return str_trim(row->said[column].text);
}

/* What a record or a row has in a column, and which it is. */
struct tie {
    struct str text;
    size_t number;
};

static int by_text(const void *a, const void *b) {
    const struct tie *x = a, *y = b;
    int order = str_compare(x->text, y->text);
    return order ? order : number_compare(x->number, y->number);
}

/* Ties the rows to the records that have the same in one column; like ones go in their order. */
static void tie_by(struct table *table, size_t way) {
    struct tie *old = arena_make(table->job->keep, struct tie, table->record_count + 1);
    struct tie *new = arena_make(table->job->keep, struct tie, table->count + 1);
    size_t olds = 0, news = 0;
    for (size_t i = 0; i < table->record_count; i++)
        if (!table->records[i].tied)
            old[olds++] = (struct tie){table->records[i].by[way], i};
    for (size_t i = 0; i < table->count; i++)
        if (!table->rows[i].old)
            new[news++] = (struct tie){said(&table->rows[i], ways[way]), i};
    qsort(old, olds, sizeof *old, by_text);
    qsort(new, news, sizeof *new, by_text);
    for (size_t i = 0, k = 0; i < olds && k < news;) {
        int order = str_compare(old[i].text, new[k].text);
        if (!order && old[i].text.len) {
            table->records[old[i].number].tied = true;
            table->rows[new[k].number].old = &table->records[old[i].number];
        }
        i += order <= 0;
        k += order >= 0;
    }
}

/* True where a spreadsheet may have made one of the other: a number written otherwise, or a text
 * cut to what fits into a cell. */
static bool is_reformatted(struct arena *arena, struct str before, struct str now) {
    char *before_end, *now_end;
    bool same = strtod(str_zero_ended(arena, before), &before_end) ==
                strtod(str_zero_ended(arena, now), &now_end);
    return str_equal(before, now) ||
           (now.len >= SHEET_LONGEST_CELL / 2 && str_starts(before, now)) ||
           (before.len && now.len && same && !*before_end && !*now_end);
}

/* A row beside the record that it was made of. */
struct pair {
    struct record old, new;
    struct said *said;
    const size_t *place;
};

/* The value that a cell gives the field, or NULL where it stays as it was. */
static struct json *new_value(struct arena *arena, struct pair *pair, size_t column, bool *same) {
    enum field field = sheet_columns[column].field;
    struct said *said = &pair->said[column];
    struct str before = sheet_cell(arena, &pair->old, column);
    *same = pair->place[column] == STR_NONE || field_is_own(field) || said->doubtful ||
            is_reformatted(arena, str_trim(before), str_trim(said->text)) ||
            str_equal(before, sheet_cell(arena, &pair->new, column));
    return *same ? NULL : record_field(arena, &pair->new, field);
}

/* The entry is known by the key that it had on the page. */
static struct json *line_for(struct job *job, const char *member, const struct held *entry) {
    struct json *line = json_new_object(job->each), *identity = json_null();
    if (entry) {
        struct record record = again(job, entry->line);
        const struct json *corrected = record.field[FIELD_CORRECTED].json;
        identity = identity_json(job->each, &record);
        json_put_text(job->each, identity, S("id"),
                      json_text(json_get(json_get(corrected, "was"), "id")));
    }
    json_put(line, str_of(member), identity);
    return line;
}

/* A year that was changed where there is no more of the date counts, though its own cell still says
 * the old one. */
static void take_year(struct arena *arena, struct pair *pair) {
    size_t year = 0, date = 0;
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        if (sheet_columns[i].field == FIELD_ISSUED) {
            year = year ? year : i;
            date = i;
        }
    struct said *said = pair->said;
    struct str before = sheet_cell(arena, &pair->old, date);
    long number = str_number(str_trim(said[year].text));
    if (number < 1 || number > 9999 || !str_equal(before, sheet_cell(arena, &pair->old, year)) ||
        !str_equal(before, str_trim(said[date].text)))
        return;
    said[date] = said[year];
    pair->new.field[FIELD_ISSUED].date = (struct date){.count = 1, .part = {{(int)number}}};
}

static void put_edit(struct table *table, struct edited *row) {
    struct job *job = table->job;
    struct arena *arena = job->each;
    struct pair pair = {again(job, row->old->line), again(job, row->line), row->said, table->place};
    struct json *line = line_for(job, "entry", row->old);
    struct json *was = json_new_object(arena), *set = json_new_object(arena);
    take_year(arena, &pair);
    for (size_t i = 0; i < SHEET_COLUMNS; i++) {
        enum field field = sheet_columns[i].field;
        bool same, always = field == FIELD_ID || field == FIELD_TYPE;
        struct json *value = new_value(arena, &pair, i, &same);
        if (same || (always && !said(row, field).len))
            continue;
        struct json *old = record_field(arena, &pair.old, field);
        json_put(was, field_name(arena, field), old ? old : json_null());
        json_put(set, field_name(arena, field), value ? value : json_null());
    }
    json_put(line, S("was"), was);
    json_put(line, S("set"), set);
    if (json_first(set).value)
        json_write_line(job->out, line);
}

/* A row without a record. A key that it has from the row that it was copied from is not its own. */
static void put_add(struct table *table, const struct edited *row, const struct held *before) {
    struct job *job = table->job;
    struct arena *arena = job->each;
    struct record new = again(job, row->line);
    struct json *line = line_for(job, "after", before), *fields = json_new_object(arena);
    bool own_key = said(row, FIELD_ID).len;
    for (size_t i = 0; own_key && i < table->record_count; i++)
        own_key = !str_equal(table->records[i].by[0], said(row, FIELD_ID));
    for (enum field f = own_key ? FIELD_ID : FIELD_TYPE; f < FIELD_COUNT; f++) {
        struct json *value = record_field(arena, &new, f);
        if (value && !field_is_own(f))
            json_put(fields, field_name(arena, f), value);
    }
    json_put(line, S("add"), fields);
    json_write_line(job->out, line);
}

/* The head, and the corrections that were applied to the records before. */
static void put_head(struct table *table) {
    struct job *job = table->job;
    struct record first = {.rest = NULL};
    struct json *head = json_new_object(job->each);
    if (table->record_count)
        first = again(job, table->records->line);
    const struct json *lines = first.field[FIELD_CORRECTIONS].json;
    json_put_text(job->each, head, S("refmill"), S("corrections"));
    json_put_size(job->each, head, S("version"), 1);
    json_put_text(job->each, head, S("page"), record_place(&first)->page);
    json_write_line(job->out, head);
    for (size_t i = 0; i < json_length(lines); i++) {
        json_remove(json_at(lines, i), "applied");
        json_remove(json_at(lines, i), "line");
        json_write_line(job->out, json_at(lines, i));
    }
}

/* A row that is missing is a correction only where the whole table could be read. */
static void put_corrections(struct table *table, bool whole) {
    struct job *job = table->job;
    const struct held *before = NULL;
    for (size_t i = 0; i < WAYS; i++)
        tie_by(table, i);
    put_head(table);
    for (size_t i = 0; i < table->count; i++, arena_reset(job->each)) {
        if (table->rows[i].old)
            put_edit(table, &table->rows[i]);
        else
            put_add(table, &table->rows[i], before);
        before = table->rows[i].old ? table->rows[i].old : before;
    }
    for (size_t i = 0; whole && i < table->record_count; i++, arena_reset(job->each)) {
        if (table->records[i].tied)
            continue;
        struct json *line = line_for(job, "entry", &table->records[i]);
        json_put(line, S("drop"), json_new_true(job->each));
        json_write_line(job->out, line);
    }
}

/* False where no spreadsheet was named. */
static bool compare(struct job *job) {
    struct table table = {.job = job};
    struct sheet_file file = {.keep = job->keep,
                              .each = job->each,
                              .encoding = job_option(job, "--encoding"),
                              .limit = job->limits.input,
                              .put = keep_row,
                              .sink = &table};
    bool csv = job_option_file(job, "--from-csv", &file.name, &file.bytes);
    if (!csv && !job_option_file(job, "--from-xlsx", &file.name, &file.bytes))
        return false;
    hold_records(&table);
    size_t before = diag_errors();
    (csv ? sheet_file_csv : sheet_file_xlsx)(&file);
    if (!table.count && table.record_count)
        diag(MSG_NO_HEADINGS, &(struct place){file.name, 0},
             "the table has no rows, so there is nothing to compare");
    put_corrections(&table, diag_errors() == before);
    return true;
}

static void correct(struct job *job, struct str file, struct str bytes) {
    const struct stranger *stranger = stranger_to_lines(bytes);
    if (stranger) {
        diag(
            MSG_BAD_JSON, &(struct place){file, 0},
            "this is %s, not the corrections that a review page saves, so none was applied. Give a "
            "corrected table with --from-csv, a workbook with --from-xlsx",
            stranger->what);
        bytes = S("");
    }
    struct corrections *run = corrections_start(job->keep, job->each, (int)job->limits.json);
    struct record record;
    while (read_record(job, &record))
        corrections_see(run, &record);
    corrections_apply(run, file, bytes, job->out);
}

static void run(struct job *job) {
    struct str file, bytes;
    struct record record;
    if (job_option_file(job, "--with", &file, &bytes))
        correct(job, file, bytes);
    else if (!compare(job))
        while (read_record(job, &record))
            write_record(job, &record);
}

static const struct card card = {
    .name = "correct",
    .purpose = "apply the corrections of a file to records, or make such a file of a spreadsheet",
    .reads = FLOW_RECORDS,
    .writes = FLOW_RECORDS,
    .options = {{"--with", "FILE", "apply the corrections of this file"},
                {"--from-csv", "FILE", "write the corrections that were made in this table"},
                {"--from-xlsx", "FILE", "write the corrections that were made in this workbook"},
                {"--encoding", "NAME", "the encoding of a table that is not in Unicode"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
