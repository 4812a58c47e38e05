/* Writes records as a workbook of Excel (ECMA-376, Office Open XML), every cell a text. */
#include "formats/sheet.h"
#include "frame/filter.h"
#include "ground/utf8.h"
#include "wrappers/pack.h"

enum { MOST_ROWS = 1048576 };

static const char sheet_start[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews>"
    "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
    "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>";

/* True where Excel would read "_x0041_" as an escape (ECMA-376, part 1, 22.9.2.19). */
static bool is_escape(struct str text) {
    for (size_t i = 2; i < 6; i++)
        if (text.len < 7 || hex_digit(text.at[i]) < 0)
            return false;
    return str_starts(text, S("_x")) && text.at[6] == '_';
}

/* Appends text up to the longest that fits into a cell; false where it is longer. */
static bool put_text(struct buf *out, struct str text) {
    size_t units = 0;
    for (size_t i = 0, width; i < text.len; i += width) {
        uint32_t c = utf8_decode(text, i, &width);
        units += c > 0xFFFF ? 2 : 1;
        if (units > SHEET_LONGEST_CELL)
            return false;
        if (c == '&' || c == '<' || c == '>')
            buf_puts(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
        else if ((c == '_' && is_escape(str_from(text, i))) || c == 0xFFFE || c == 0xFFFF)
            buf_format(out, "_x%04X_", (unsigned)c);
        else
            buf_put(out, str_part(text, i, i + width));
    }
    return true;
}

/* "A1", "AB12". */
static void put_place(struct buf *out, size_t column, size_t row) {
    if (column >= 26)
        buf_char(out, (char)('A' + column / 26 - 1));
    buf_format(out, "%c%zu", (int)('A' + column % 26), row);
}

static bool put_cell(struct buf *out, size_t column, size_t row, struct str value) {
    buf_puts(out, "<c r=\"");
    put_place(out, column, row);
    buf_format(out, "\" s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", row > 1 ? 1 : 2);
    /* A text is never run, but from-xlsx takes an apostrophe before a formula off. */
    if (str_starts(value, S("'")) && sheet_is_formula(value))
        buf_char(out, '\'');
    bool whole = put_text(out, value);
    buf_puts(out, "</t></is></c>");
    return whole;
}

static void put_head(struct buf *out) {
    buf_puts(out, sheet_start);
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        buf_format(out, "<col min=\"%zu\" max=\"%zu\" width=\"%u\" style=\"1\" customWidth=\"1\"/>",
                   i + 1, i + 1, sheet_columns[i].width);
    buf_puts(out, "</cols><sheetData><row r=\"1\">");
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        put_cell(out, i, 1, str_of(sheet_columns[i].head));
    buf_puts(out, "</row>");
}

static void put_row(struct job *job, struct record *record, struct buf *out) {
    size_t row = job->count + 1;
    buf_format(out, "\n<row r=\"%zu\">", row);
    for (size_t i = 0; i < SHEET_COLUMNS; i++) {
        struct str value = sheet_cell(job->each, record, i);
        if (value.len && !put_cell(out, i, row, value))
            diag(MSG_CELL_CUT, record_place(record),
                 "row %zu, column \"%s\": only the first %d characters fit into a cell", row,
                 sheet_columns[i].head, SHEET_LONGEST_CELL);
    }
    buf_puts(out, "</row>");
}

static void run(struct job *job) {
    struct sheet sheet = {.keep = job->keep};
    struct pack *pack = pack_new(job->keep, job->out);
    struct pack_file *rows = pack_begin(pack);
    struct buf head = buf_in(job->keep);
    struct record record;
    size_t beyond = 0;
#define PART(name, text) pack_add(pack, S(name), S(text));
#include "formats/xlsx-parts.def"
    put_head(&head);
    pack_write(rows, buf_text(&head));
    while (read_record(job, &record)) {
        struct buf row = buf_in(job->each);
        sheet_carry_source(&sheet, job->each, &record);
        if (job->count < MOST_ROWS)
            put_row(job, &record, &row);
        else
            beyond++;
        pack_write(rows, buf_text(&row));
    }
    if (beyond)
        diag(MSG_LIMIT, &(struct place){job->input, 0},
             "a sheet holds %d rows, so the last %zu of %zu records are missing: make several "
             "workbooks of them",
             MOST_ROWS, beyond, job->count);
    pack_write(rows, S("</sheetData></worksheet>\n"));
    pack_place(pack, S("xl/worksheets/sheet1.xml"), rows);
    pack_finish(pack);
}

static const struct card card = {
    .name = "to-xlsx",
    .purpose = "write records as an Excel workbook that keeps every value as it is",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".xlsx",
    .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    .unasked = true,
    .for_program = "a spreadsheet (Excel, LibreOffice)",
    .click = "open it by double click",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
