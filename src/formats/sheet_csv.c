/* Tables of comma-separated values, also as spreadsheets save them again. */
#include "formats/sheet_file.h"

#include <string.h>

#include "formats/csv.h"
#include "ground/diag.h"
#include "ground/encoding.h"

struct table {
    struct csv csv;
    size_t row; /* number of the row read last */
};

static bool take_row(struct arena *arena, struct table *table, struct row *row) {
    size_t room = 0;
    bool more = table->csv.rest.len;
    *row = (struct row){.number = ++table->row};
    while (more && row->count < SHEET_MOST_CELLS)
        more =
            csv_take_cell(arena, &table->csv, &arena_push(arena, row->at, row->count, &room)->text);
    return row->count > 0;
}

/* The separator with which the first row has most headings: Excel takes what the country's
 * numbers leave free. */
static char separator_of(struct arena *arena, struct str text) {
    static const char separators[] = ",;\t|";
    size_t most = 0, known;
    char best = ',';
    for (const char *s = separators; *s; s++) {
        struct table table = {.csv = {.rest = text, .separator = *s}};
        struct row row;
        if (take_row(arena, &table, &row) && (known = sheet_heads_known(&row)) > most) {
            most = known;
            best = *s;
        }
    }
    return best;
}

static struct str decode(const struct sheet_file *file) {
    struct decoded decoded = encoding_decode(file->keep, file->bytes, file->encoding, false);
    struct place place = {file->name, decoded.bad_line};
    say_bad_bytes(&place, decoded.bad);
    place.line = 0;
    if (decoded.unknown.len)
        diag(MSG_UNKNOWN_ENCODING, &place, "the encoding \"%.*s\" is not known; %s was taken",
             STR_ARGS(decoded.unknown), decoded.encoding);
    else if (!file->encoding.len && strncmp(decoded.encoding, "UTF", 3) != 0)
        diag(MSG_GUESSED_ENCODING, &place,
             "the table is not in Unicode and was read as %s: look "
             "for wrong letters, and save it as \"CSV UTF-8\" if there are any",
             decoded.encoding);
    return decoded.text;
}

static void put_row(const struct sheet_file *file, struct sheet *sheet, const struct table *table,
                    const struct row *row) {
    struct record record;
    if (table->csv.unclosed)
        diag(MSG_BAD_CELL, &(struct place){file->name, row->number},
             "cell %zu of row %zu begins with a quotation mark that is never closed: all that "
             "follows was taken for its text",
             row->count, row->number);
    bool read = sheet_read(sheet, file->each, row, &record);
    file->put(file->sink, sheet, read ? &record : NULL);
}

void sheet_file_csv(const struct sheet_file *file) {
    struct sheet sheet = {.keep = file->keep, .input = file->name};
    struct table table = {.csv = {.rest = decode(file)}};
    struct row row;
    table.csv.separator = separator_of(file->each, str_trim_start(table.csv.rest, " \n"));
    while (take_row(file->each, &table, &row))
        put_row(file, &sheet, &table, &row);
    sheet_close(&sheet);
}
