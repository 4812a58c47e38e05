/* Tables of comma-separated values, also as spreadsheets save them again. */
#include "formats/sheet_file.h"

#include <string.h>

#include "ground/diag.h"
#include "ground/encoding.h"

/* What is not read yet of a table. */
struct table {
    struct str rest;
    char separator;
    size_t row;    /* number of the row read last */
    bool unclosed; /* its last cell has a quotation mark that nothing closes */
};

/* Takes a cell off with what ends it. True where more cells follow in its row. */
static bool take_cell(struct arena *arena, struct table *table, struct str *cell) {
    struct str text = table->rest;
    struct buf out = buf_in(arena);
    bool quoted = str_starts(text, S("\""));
    size_t i = quoted;
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (!quoted && (c == table->separator || c == '\n'))
            break;
        if (!quoted || c != '"')
            buf_char(&out, c);
        else if (i + 1 < text.len && text.at[i + 1] == '"')
            buf_char(&out, text.at[i++]);
        else
            quoted = false;
    }
    table->unclosed = quoted;
    *cell = buf_text(&out);
    table->rest = str_from(text, i + 1);
    return i < text.len && text.at[i] == table->separator;
}

static bool take_row(struct arena *arena, struct table *table, struct row *row) {
    size_t room = 0;
    bool more = table->rest.len;
    *row = (struct row){.number = ++table->row};
    while (more && row->count < SHEET_MOST_CELLS)
        more = take_cell(arena, table, &arena_push(arena, row->at, row->count, &room)->text);
    return row->count > 0;
}

/* The separator with which the first row has most headings: Excel takes what the country's
 * numbers leave free. */
static char separator_of(struct arena *arena, struct str text) {
    static const char separators[] = ",;\t|";
    size_t most = 0, known;
    char best = ',';
    for (const char *s = separators; *s; s++) {
        struct table table = {.rest = text, .separator = *s};
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
    if (table->unclosed)
        diag(MSG_BAD_CELL, &(struct place){file->name, row->number},
             "cell %zu of row %zu begins with a quotation mark that is never closed: all that "
             "follows was taken for its text",
             row->count, row->number);
    bool read = sheet_read(sheet, file->each, row, &record);
    file->put(file->sink, sheet, read ? &record : NULL);
}

void sheet_file_csv(const struct sheet_file *file) {
    struct sheet sheet = {.keep = file->keep, .input = file->name};
    struct table table = {.rest = decode(file)};
    struct row row;
    table.separator = separator_of(file->each, str_trim_start(table.rest, " \n"));
    while (take_row(file->each, &table, &row))
        put_row(file, &sheet, &table, &row);
    sheet_close(&sheet);
}
