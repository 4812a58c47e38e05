/* correct: records with a person's corrections; or the corrections that a spreadsheet holds. */
#include <stdlib.h>

#include "formats/sheet_file.h"
#include "frame/filter.h"
#include "knowledge/corrections.h"

struct records {
    struct record *at;
    size_t count, room;
};

/* A row of the spreadsheet, and the record that it was made of. */
struct edited {
    struct record record;
    struct sheet sheet; /* with what its cells say */
    struct record *old; /* NULL for a new one */
};

struct table {
    struct job *job;
    struct edited *rows;
    size_t count, room;
};

static struct records read_all(struct job *job) {
    struct records records = {0};
    struct record record;
    while (keep_record(job, &record))
        *arena_push(job->keep, records.at, records.count, &records.room) = record;
    return records;
}

static void keep_row(void *sink, const struct sheet *sheet, struct record *record) {
    struct table *table = sink;
    if (record)
        *arena_push(table->job->keep, table->rows, table->count, &table->room) =
            (struct edited){*record, *sheet, NULL};
}

static struct str said(const struct edited *row, enum field field) {
    size_t column = 0;
    while (sheet_columns[column].field != field)
        column++;
    return str_trim(row->sheet.said[column].text);
}

/* What a record or a row has in a column, and which it is. */
struct tie {
    struct str text;
    size_t number;
};

static int by_text(const void *a, const void *b) {
    const struct tie *x = a, *y = b;
    int order = str_compare(x->text, y->text);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* Ties the rows to the records that have the same in one column; like ones go in their order. */
static void tie_by(struct table *table, const struct records *records, bool *tied,
                   enum field field) {
    struct tie *old = arena_make(table->job->keep, struct tie, records->count + 1);
    struct tie *new = arena_make(table->job->keep, struct tie, table->count + 1);
    size_t olds = 0, news = 0;
    for (size_t i = 0; i < records->count; i++)
        if (!tied[i])
            old[olds++] = (struct tie){str_trim(records->at[i].field[field].text), i};
    for (size_t i = 0; i < table->count; i++)
        if (!table->rows[i].old)
            new[news++] = (struct tie){said(&table->rows[i], field), i};
    qsort(old, olds, sizeof *old, by_text);
    qsort(new, news, sizeof *new, by_text);
    for (size_t i = 0, k = 0; i < olds && k < news;) {
        int order = str_compare(old[i].text, new[k].text);
        if (!order && old[i].text.len) {
            tied[old[i].number] = true;
            table->rows[new[k].number].old = &records->at[old[i].number];
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

/* The value that a cell gives the field, or NULL where it stays as it was. */
static struct json *new_value(struct arena *arena, struct edited *row, size_t column, bool *same) {
    enum field field = sheet_columns[column].field;
    struct record old = *row->old, new = row->record;
    struct said *said = &row->sheet.said[column];
    struct str before = sheet_cell(arena, &old, column);
    bool has = row->sheet.place[column] != STR_NONE;
    *same = !has || field_is_own(field) || said->doubtful ||
            is_reformatted(arena, str_trim(before), str_trim(said->text)) ||
            str_equal(before, sheet_cell(arena, &new, column));
    return *same ? NULL : record_field(arena, &new, field);
}

static void put_line(struct job *job, const struct json *line) {
    json_write(job->out, line);
    buf_char(job->out, '\n');
}

/* The entry is known by the key that it had on the page. */
static struct json *line_for(struct arena *arena, const char *member, const struct record *entry) {
    struct json *line = json_new_object(arena);
    const struct json *corrected = entry ? entry->field[FIELD_CORRECTED].json : NULL;
    struct str id = json_text(json_get(json_get(corrected, "was"), "id"));
    struct json *identity = entry ? identity_json(arena, entry) : json_null();
    if (id.len)
        json_put(identity, S("id"), json_new_text(arena, id));
    json_put(line, str_of(member), identity);
    return line;
}

/* A year that was changed where there is no more of the date counts, though its own cell still says
 * the old one. */
static void take_year(struct arena *arena, struct edited *row) {
    size_t year = 0, date = 0;
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        if (sheet_columns[i].field == FIELD_ISSUED) {
            year = year ? year : i;
            date = i;
        }
    struct record old = *row->old;
    struct said *said = row->sheet.said;
    struct str before = sheet_cell(arena, &old, date);
    long number = str_number(str_trim(said[year].text));
    if (number < 1 || number > 9999 || !str_equal(before, sheet_cell(arena, &old, year)) ||
        !str_equal(before, str_trim(said[date].text)))
        return;
    said[date] = said[year];
    row->record.field[FIELD_ISSUED].date = (struct date){.count = 1, .part = {{(int)number}}};
}

static void put_edit(struct job *job, struct edited *row) {
    struct arena *arena = job->each;
    struct json *line = line_for(arena, "entry", row->old);
    struct json *was = json_new_object(arena), *set = json_new_object(arena);
    take_year(arena, row);
    for (size_t i = 0; i < SHEET_COLUMNS; i++) {
        enum field field = sheet_columns[i].field;
        bool same, always = field == FIELD_ID || field == FIELD_TYPE;
        struct json *value = new_value(arena, row, i, &same);
        if (same || (always && !said(row, field).len))
            continue;
        struct json *old = record_field(arena, row->old, field);
        json_put(was, field_name(arena, field), old ? old : json_null());
        json_put(set, field_name(arena, field), value ? value : json_null());
    }
    json_put(line, S("was"), was);
    json_put(line, S("set"), set);
    if (json_first(set).value)
        put_line(job, line);
}

/* A row without a record. A key that it has from the row that it was copied from is not its own. */
static void put_add(struct job *job, const struct records *records, const struct edited *row,
                    const struct record *before) {
    struct arena *arena = job->each;
    struct json *line = line_for(arena, "after", before), *fields = json_new_object(arena);
    bool own_key = said(row, FIELD_ID).len;
    for (size_t i = 0; own_key && i < records->count; i++)
        own_key = !str_equal(records->at[i].field[FIELD_ID].text, said(row, FIELD_ID));
    for (enum field f = own_key ? FIELD_ID : FIELD_TYPE; f < FIELD_COUNT; f++) {
        struct json *value = record_field(arena, &row->record, f);
        if (value && !field_is_own(f))
            json_put(fields, field_name(arena, f), value);
    }
    json_put(line, S("add"), fields);
    put_line(job, line);
}

/* The head, and the corrections that were applied to the records before. */
static void put_head(struct job *job, const struct record *first) {
    struct json *head = json_new_object(job->each);
    const struct json *lines = first ? first->field[FIELD_CORRECTIONS].json : NULL;
    json_put_text(job->each, head, S("refmill"), S("corrections"));
    json_put_size(job->each, head, S("version"), 1);
    if (first)
        json_put_text(job->each, head, S("page"), record_place(first)->page);
    put_line(job, head);
    for (size_t i = 0; i < json_length(lines); i++) {
        json_remove(json_at(lines, i), "applied");
        json_remove(json_at(lines, i), "line");
        put_line(job, json_at(lines, i));
    }
}

/* A row that is missing is a correction only where the whole table could be read. */
static void put_corrections(struct job *job, const struct records *records, struct table *table,
                            bool whole) {
    static const enum field ways[] = {FIELD_ID, FIELD_TITLE, FIELD_URL};
    bool *tied = arena_make(job->keep, bool, records->count);
    const struct record *before = NULL;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        tie_by(table, records, tied, ways[i]);
    put_head(job, records->count ? records->at : NULL);
    for (size_t i = 0; i < table->count; i++, arena_reset(job->each)) {
        if (table->rows[i].old)
            put_edit(job, &table->rows[i]);
        else
            put_add(job, records, &table->rows[i], before);
        before = table->rows[i].old ? table->rows[i].old : before;
    }
    for (size_t i = 0; whole && i < records->count; i++, arena_reset(job->each)) {
        struct json *line = line_for(job->each, "entry", &records->at[i]);
        json_put(line, S("drop"), json_new_true(job->each));
        if (!tied[i])
            put_line(job, line);
    }
}

/* False where no spreadsheet was named. */
static bool compare(struct job *job) {
    struct table table = {.job = job};
    struct sheet_file file = {.keep = job->keep,
                              .each = job->keep,
                              .encoding = job_option(job, "--encoding"),
                              .limit = job->limits.input,
                              .put = keep_row,
                              .sink = &table};
    bool csv = job_option_file(job, "--from-csv", &file.name, &file.bytes);
    if (!csv && !job_option_file(job, "--from-xlsx", &file.name, &file.bytes))
        return false;
    struct records records = read_all(job);
    size_t before = diag_errors();
    (csv ? sheet_file_csv : sheet_file_xlsx)(&file);
    if (!table.count && records.count)
        diag(MSG_NO_HEADINGS, &(struct place){file.name, 0},
             "the table has no rows, so there is nothing to compare");
    put_corrections(job, &records, &table, diag_errors() == before);
    return true;
}

static void correct(struct job *job, struct str file, struct str bytes) {
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
