/* Workbooks (ECMA-376, Office Open XML), also as spreadsheets save them again. */
#include "formats/sheet_file.h"

#include <stdlib.h>

#include "ground/diag.h"
#include "wrappers/pack_read.h"
#include "wrappers/page_xml.h"

enum format { FORMAT_NUMBER, FORMAT_DAY, FORMAT_MONTH };

/* What the cells of a workbook refer to. */
struct book {
    const struct sheet_file *file;
    struct str bytes;
    struct str *strings; /* shared by cells */
    enum format *styles;
    size_t string_count, string_room, style_count, style_room;
    long first_day; /* which day number 0 is, counted from 1 January 1970 */
};

static void say_damaged(const struct sheet_file *file, const char *name) {
    diag(MSG_DAMAGED_FILE, &(struct place){file->name, 0},
         "%s is damaged or not there, and what it holds is missing: save the table as an Excel "
         "workbook (.xlsx) again",
         name);
}

/* Opens a part of the workbook; NULL where it cannot be read, which is said, or where it has none,
 * which is said if it must have one. */
static struct xml *open_part(struct book *book, struct str name, bool must) {
    const struct sheet_file *file = book->file;
    struct str bytes;
    enum unpacked done = unpack(file->keep, book->bytes, name, file->limit, &bytes);
    if (done == UNPACKED)
        return xml_open(file->keep, bytes);
    if (done == UNPACKED_TOO_LONG)
        diag(MSG_LIMIT, &(struct place){file->name, 0},
             "%s in the workbook is longer than %zu bytes and was not read (--max-input)", name.at,
             file->limit);
    else if (done == UNPACKED_DAMAGED || must)
        say_damaged(file, name.at);
    return NULL;
}

/* "_x000D_" as the character that it stands for (22.9.2.19). */
static struct str unescaped(struct arena *arena, struct str text) {
    struct buf out = buf_in(arena);
    size_t from = 0, at = 0;
    while ((at = str_find(text, S("_x"), at)) != STR_NONE) {
        unsigned c = 0;
        size_t digits = 0;
        for (; digits < 4 && at + 6 < text.len && hex_digit(text.at[at + 2 + digits]) >= 0;
             digits++)
            c = c * 16 + (unsigned)hex_digit(text.at[at + 2 + digits]);
        if (digits < 4 || text.at[at + 6] != '_' || !c || (c >= 0xD800 && c < 0xE000)) {
            at += 2;
            continue;
        }
        buf_put(&out, str_part(text, from, at));
        buf_rune(&out, c);
        from = at += 7;
    }
    if (!from)
        return str_copy(arena, text);
    buf_put(&out, str_from(text, from));
    return buf_text(&out);
}

/* The texts inside the element `end`, up to its end, without formulas and phonetic signs. */
static struct str read_texts(struct arena *arena, struct xml *xml, struct str end) {
    struct buf out = buf_in(arena);
    struct str what;
    enum xml_piece piece;
    bool inside = false, phonetic = false;
    while ((piece = xml_next(xml, &what)) < PIECE_LAST) {
        if (piece == PIECE_TEXT && inside)
            buf_put(&out, what);
        if (piece == PIECE_TEXT)
            continue;
        if (piece == PIECE_END && str_equal(what, end))
            break;
        if (str_equal(what, S("rPh")))
            phonetic = piece == PIECE_START;
        if (str_equal(what, S("t")) || str_equal(what, S("v")))
            inside = piece == PIECE_START && !phonetic;
    }
    return unescaped(arena, buf_text(&out));
}

/* Goes on to the start of the next element of that name; false at the end of the part. */
static bool next_element(struct book *book, struct xml *xml, const char *name) {
    struct str what;
    enum xml_piece piece;
    while ((piece = xml_next(xml, &what)) < PIECE_LAST)
        if (piece == PIECE_START && str_equal(what, str_of(name)))
            return true;
    if (piece == PIECE_DAMAGED)
        say_damaged(book->file, "a part of the workbook");
    return false;
}

/* A date where the code of a format has a year or a day outside of quotes and brackets (18.8.31);
 * a month alone where it has no day. */
static enum format format_of_code(struct str code) {
    bool year = false, day = false;
    for (size_t i = 0; i < code.len; i++) {
        char c = to_lower(code.at[i]);
        size_t end = c == '"'    ? str_find_char(code, '"', i + 1)
                     : c == '['  ? str_find_char(code, ']', i)
                     : c == '\\' ? i + 1
                                 : i;
        i = end == STR_NONE ? code.len : end;
        year |= c == 'y';
        day |= c == 'd';
    }
    return day ? FORMAT_DAY : year ? FORMAT_MONTH : FORMAT_NUMBER;
}

/* The formats that every spreadsheet knows by their number (18.8.30). */
static enum format format_of_number(long number) {
    enum { MONTH_AND_YEAR = 17 };
    bool day = (number >= 14 && number <= 16) || number == 22 || (number >= 27 && number <= 31) ||
               number == 36 || (number >= 50 && number <= 58);
    return number == MONTH_AND_YEAR ? FORMAT_MONTH : day ? FORMAT_DAY : FORMAT_NUMBER;
}

/* Formats of the workbook's own stand before the styles that use them. */
static void read_styles(struct book *book) {
    enum { FORMATS = 10000 };
    struct arena *keep = book->file->keep;
    enum format *formats = arena_make(keep, enum format, FORMATS);
    struct xml *xml = open_part(book, S("xl/styles.xml"), false);
    struct str what;
    enum xml_piece piece = PIECE_LAST;
    bool cells = false;
    for (long i = 0; i < FORMATS; i++)
        formats[i] = format_of_number(i);
    while (xml && (piece = xml_next(xml, &what)) < PIECE_LAST) {
        if (str_equal(what, S("cellXfs")))
            cells = piece == PIECE_START;
        if (piece != PIECE_START)
            continue;
        long number = str_number(xml_attribute(keep, xml, "numFmtId"));
        number = number < 0 || number >= FORMATS ? 0 : number;
        if (str_equal(what, S("numFmt")))
            formats[number] = format_of_code(xml_attribute(keep, xml, "formatCode"));
        else if (str_equal(what, S("xf")) && cells)
            *arena_push(keep, book->styles, book->style_count, &book->style_room) = formats[number];
    }
    if (piece == PIECE_DAMAGED)
        say_damaged(book->file, "xl/styles.xml");
}

static void read_strings(struct book *book) {
    struct xml *xml = open_part(book, S("xl/sharedStrings.xml"), false);
    while (xml && next_element(book, xml, "si"))
        *arena_push(book->file->keep, book->strings, book->string_count, &book->string_room) =
            read_texts(book->file->keep, xml, S("si"));
}

/* A day, counted from 1 January 1970, as a date: Howard Hinnant's civil_from_days. */
static struct str date_text(struct arena *arena, long days, enum format format) {
    enum { TO_MARCH_0000 = 719468, ERA = 146097 };
    days += TO_MARCH_0000;
    long era = days / ERA, of_era = days % ERA;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / (ERA - 1)) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long part = (5 * of_year + 2) / 153, day = of_year - (153 * part + 2) / 5 + 1;
    long month = part < 10 ? part + 3 : part - 9;
    year += era * 400 + (month <= 2);
    return format == FORMAT_DAY ? str_format(arena, "%04ld-%02ld-%02ld", year, month, day)
                                : str_format(arena, "%04ld-%02ld", year, month);
}

/* A number as people write it, or the date that its format makes of it. */
static void read_number(const struct book *book, struct str style, struct cell *cell) {
    enum { LAST_DAY = 2958465 }; /* of the year 9999 */
    struct arena *each = book->file->each;
    char *end;
    double number = strtod(str_zero_ended(each, cell->text), &end);
    size_t index = style.len ? (size_t)str_number(style) : 0;
    enum format format = index < book->style_count ? book->styles[index] : FORMAT_NUMBER;
    if (!cell->text.len || *end)
        return;
    if (format != FORMAT_NUMBER && number >= 1 && number <= LAST_DAY) {
        cell->text = date_text(each, (long)number + book->first_day, format);
        cell->kind = CELL_DATE;
    } else {
        cell->text = str_format(each, "%.15G", number);
    }
}

/* The cell whose start was read last (18.3.1.4). */
static struct cell read_cell(const struct book *book, struct xml *xml) {
    struct arena *each = book->file->each;
    struct str type = xml_attribute(each, xml, "t"), style = xml_attribute(each, xml, "s");
    struct cell cell = {.text = read_texts(each, xml, S("c"))};
    if (str_equal(type, S("s"))) {
        size_t index = (size_t)str_number(cell.text);
        cell = index < book->string_count ? (struct cell){.text = book->strings[index]}
                                          : (struct cell){cell.text, CELL_FAULT};
    } else if (str_equal(type, S("b"))) {
        cell.text = str_equal(cell.text, S("1")) ? S("yes") : S("no");
    } else if (str_equal(type, S("e"))) {
        cell.kind = CELL_FAULT;
    } else if (str_equal(type, S("d"))) {
        cell = (struct cell){str_part(cell.text, 0, 10), CELL_DATE};
    } else if (!type.len || str_equal(type, S("n"))) {
        read_number(book, style, &cell);
    }
    return cell;
}

/* The column of "AB12", counted from 0; `next` where the cell does not say. */
static size_t column_of(struct str place, size_t next) {
    size_t column = 0;
    for (size_t i = 0; i < place.len && is_upper(place.at[i]) && column < SHEET_MOST_CELLS; i++)
        column = column * 26 + (size_t)(place.at[i] - 'A') + 1;
    return !column ? next : column < SHEET_MOST_CELLS ? column - 1 : SHEET_MOST_CELLS - 1;
}

/* The row whose start was read last. */
static struct row read_row(const struct book *book, struct xml *xml, size_t last) {
    struct arena *arena = book->file->each;
    long number = str_number(xml_attribute(arena, xml, "r"));
    struct row row = {.number = number > 0 ? (size_t)number : last + 1};
    struct str what;
    enum xml_piece piece;
    size_t room = 0;
    while ((piece = xml_next(xml, &what)) < PIECE_LAST) {
        if (piece == PIECE_END && str_equal(what, S("row")))
            break;
        if (piece != PIECE_START || !str_equal(what, S("c")))
            continue;
        size_t column = column_of(xml_attribute(arena, xml, "r"), row.count);
        struct cell cell = read_cell(book, xml);
        while (row.count <= column && row.count < SHEET_MOST_CELLS)
            *arena_push(arena, row.at, row.count, &room) = (struct cell){.text = S("")};
        if (column < row.count)
            row.at[column] = cell;
    }
    return row;
}

/* Which calendar the numbers of days are of (18.2.28). False, and said, where there is no workbook.
 */
static bool read_calendar(struct book *book) {
    enum { FROM_1900 = -25569, FROM_1904 = -24107 };
    struct xml *xml = open_part(book, S("xl/workbook.xml"), true);
    if (!xml)
        return false;
    struct str from_1904 = next_element(book, xml, "workbookPr")
                               ? xml_attribute(book->file->keep, xml, "date1904")
                               : S("");
    bool late = str_equal(from_1904, S("1")) || str_equal(from_1904, S("true"));
    book->first_day = late ? FROM_1904 : FROM_1900;
    return true;
}

static void read_sheet(struct book *book, struct xml *xml) {
    const struct sheet_file *file = book->file;
    struct sheet sheet = {.keep = file->keep, .input = file->name};
    struct record record;
    struct row row = {0};
    while (next_element(book, xml, "row")) {
        row = read_row(book, xml, row.number);
        bool read = sheet_read(&sheet, file->each, &row, &record);
        file->put(file->sink, &sheet, read ? &record : NULL);
    }
    sheet_close(&sheet);
}

void sheet_file_xlsx(const struct sheet_file *file) {
    struct book book = {.file = file, .bytes = file->bytes};
    if (!str_trim(book.bytes).len || !read_calendar(&book))
        return;
    read_styles(&book);
    read_strings(&book);
    /* Spreadsheets number the parts by the order of the sheets. */
    struct xml *xml = open_part(&book, S("xl/worksheets/sheet1.xml"), true);
    if (xml)
        read_sheet(&book, xml);
    if (unpack(file->keep, book.bytes, S("xl/worksheets/sheet2.xml"), 0, &book.bytes) !=
        UNPACKED_NONE)
        diag(MSG_OTHER_SHEETS, &(struct place){file->name, 0},
             "the workbook has further sheets; only the first one was read");
}
