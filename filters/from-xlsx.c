/* Reads records from a workbook (ECMA-376, Office Open XML), also as spreadsheets save it again. */
#include <stdlib.h>

#include "formats/sheet.h"
#include "frame/filter.h"
#include "ground/arena.h"
#include "wrappers/pack_read.h"
#include "wrappers/page_xml.h"

enum format { FORMAT_NUMBER, FORMAT_DAY, FORMAT_MONTH };

/* What the cells of a workbook refer to. */
struct book {
    struct job *job;
    struct str bytes;
    struct str *strings; /* shared by cells */
    enum format *styles;
    size_t string_count, string_room, style_count, style_room;
    long first_day; /* which day number 0 is, counted from 1 January 1970 */
};

static void say_damaged(struct job *job, const char *name) {
    diag(MSG_DAMAGED_FILE, &(struct place){job->input, 0},
         "%s of the workbook is damaged; what stands behind the damage is missing", name);
}

/* Opens a part of the workbook; NULL where it has none, or it cannot be read, which is said. */
static struct xml *open_part(struct book *book, struct str name) {
    struct job *job = book->job;
    struct str bytes;
    switch (unpack(job->keep, book->bytes, name, job->limits.input, &bytes)) {
    case UNPACKED:
        return xml_open(job->keep, bytes);
    case UNPACKED_NONE:
        break;
    case UNPACKED_DAMAGED:
        say_damaged(job, name.at);
        break;
    case UNPACKED_TOO_LONG:
        diag(MSG_LIMIT, &(struct place){job->input, 0},
             "%s of the workbook is longer than %zu bytes and was not read (--max-input)", name.at,
             job->limits.input);
    }
    return NULL;
}

/* "_x000D_" as the character that it stands for (22.9.2.19). */
static struct str unescaped(struct arena *arena, struct str text) {
    struct buf out = buf_in(arena);
    size_t from = 0, at = 0;
    while ((at = str_find(text, S("_x"), at)) != STR_NONE) {
        unsigned c = 0;
        int digits = 0;
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
        say_damaged(book->job, "a part");
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

/* Formats of their own stand before the styles that use them. */
static void read_styles(struct book *book) {
    enum { OWN = 164 };
    struct arena *keep = book->job->keep;
    struct xml *xml = open_part(book, S("xl/styles.xml"));
    struct str what;
    enum xml_piece piece;
    enum format *own = NULL;
    size_t count = 0, room = 0;
    bool cells = false;
    while (xml && (piece = xml_next(xml, &what)) < PIECE_LAST) {
        if (str_equal(what, S("cellXfs")))
            cells = piece == PIECE_START;
        long number = piece == PIECE_START ? str_number(xml_attribute(keep, xml, "numFmtId")) : -1;
        if (piece != PIECE_START || number > 9999)
            continue;
        if (str_equal(what, S("numFmt")) && number >= 0) {
            for (long known = (long)count; known <= number; known++)
                *arena_push(keep, own, count, &room) = format_of_number(known);
            own[number] = format_of_code(xml_attribute(keep, xml, "formatCode"));
        } else if (str_equal(what, S("xf")) && cells) {
            bool named = number >= 0 && (size_t)number < count;
            *arena_push(keep, book->styles, book->style_count, &book->style_room) =
                named ? own[number] : format_of_number(number);
        }
    }
}

static void read_strings(struct book *book) {
    struct xml *xml = open_part(book, S("xl/sharedStrings.xml"));
    while (xml && next_element(book, xml, "si"))
        *arena_push(book->job->keep, book->strings, book->string_count, &book->string_room) =
            read_texts(book->job->keep, xml, S("si"));
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
    struct arena *each = book->job->each;
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
    struct arena *each = book->job->each;
    struct str type = xml_attribute(each, xml, "t"), style = xml_attribute(each, xml, "s");
    struct cell cell = {.text = read_texts(each, xml, S("c"))};
    if (str_equal(type, S("s"))) {
        size_t index = (size_t)str_number(cell.text);
        cell.text = index < book->string_count ? book->strings[index] : S("");
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
    struct arena *arena = book->job->each;
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

/* The name of the part that holds the first sheet. */
static struct str find_sheet(struct book *book) {
    enum { FROM_1900 = -25569, FROM_1904 = -24107 };
    struct arena *keep = book->job->keep;
    struct str what, id = S("");
    enum xml_piece piece;
    struct xml *xml = open_part(book, S("xl/workbook.xml"));
    book->first_day = FROM_1900;
    while (xml && !id.len && (piece = xml_next(xml, &what)) < PIECE_LAST) {
        if (piece != PIECE_START)
            continue;
        struct str from_1904 = xml_attribute(keep, xml, "date1904");
        if (str_equal(from_1904, S("1")) || str_equal(from_1904, S("true")))
            book->first_day = FROM_1904;
        if (str_equal(what, S("sheet")))
            id = xml_attribute(keep, xml, "id");
    }
    xml = id.len ? open_part(book, S("xl/_rels/workbook.xml.rels")) : NULL;
    while (xml && next_element(book, xml, "Relationship"))
        if (str_equal(xml_attribute(keep, xml, "Id"), id)) {
            struct str target = xml_attribute(keep, xml, "Target");
            bool whole = str_starts(target, S("/"));
            return str_format(keep, whole ? "%.*s" : "xl/%.*s", STR_ARGS(str_from(target, whole)));
        }
    return S("");
}

/* The headings stay for the run; every other row goes with its record. */
static struct row kept(struct arena *keep, struct row row) {
    struct cell *at = arena_make(keep, struct cell, row.count);
    for (size_t i = 0; i < row.count; i++)
        at[i] = (struct cell){str_copy(keep, row.at[i].text), row.at[i].kind};
    row.at = at;
    return row;
}

static void read_sheet(struct book *book, struct xml *xml) {
    struct job *job = book->job;
    struct sheet sheet = {.keep = job->keep, .input = job->input};
    struct record record;
    struct row row = {0};
    while (next_element(book, xml, "row")) {
        arena_reset(job->each);
        row = read_row(book, xml, row.number);
        if (!sheet.heads.count && row.count) {
            row = kept(job->keep, row);
            if (!sheet_open(&sheet, &row))
                return;
        } else if (sheet_read(&sheet, job->each, &row, &record)) {
            write_record(job, &record);
        }
    }
    sheet_close(&sheet);
}

static void run(struct job *job) {
    struct book book = {.job = job, .bytes = job_read_all(job)};
    if (!str_trim(book.bytes).len)
        return;
    struct str name = find_sheet(&book);
    if (!name.len) {
        diag(MSG_DAMAGED_FILE, &(struct place){job->input, 0},
             "no sheet of a workbook was found: save the table as an Excel workbook (.xlsx)");
        return;
    }
    read_styles(&book);
    read_strings(&book);
    struct xml *xml = open_part(&book, name);
    if (xml)
        read_sheet(&book, xml);
}

static const struct card card = {
    .name = "from-xlsx",
    .purpose = "read records from an Excel workbook, as to-xlsx writes it",
    .reads = FLOW_FORMAT,
    .writes = FLOW_RECORDS,
    .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
