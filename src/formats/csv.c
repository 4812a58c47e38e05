/* Cells of comma-separated values. */
#include "formats/csv.h"

#include "ground/buf.h"

bool csv_take_cell(struct arena *arena, struct csv *csv, struct str *cell) {
    struct str text = csv->rest;
    struct buf out = buf_in(arena);
    bool quoted = str_starts(text, S("\""));
    size_t i = quoted;
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (!quoted && (c == csv->separator || c == '\n'))
            break;
        if (!quoted || c != '"')
            buf_char(&out, c);
        else if (i + 1 < text.len && text.at[i + 1] == '"')
            buf_char(&out, text.at[i++]);
        else
            quoted = false;
    }
    csv->unclosed = quoted;
    *cell = buf_text(&out);
    csv->rest = str_from(text, i + 1);
    return i < text.len && text.at[i] == csv->separator;
}
