/* The table of a spreadsheet: what each column says, and what is read from it. */
#include "formats/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "formats/pieces.h"
#include "ground/utf8.h"
#include "knowledge/citekeys.h"
#include "knowledge/dates.h"
#include "knowledge/identifiers.h"

/* Control characters as blanks, all line ends as LF: what both CSV and XML keep. */
static struct str tidy(struct arena *arena, struct str text) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n')
            continue;
        bool control = (unsigned char)c < ' ';
        buf_char(&out, c == '\r' ? '\n' : control && c != '\t' && c != '\n' ? ' ' : c);
    }
    return buf_text(&out);
}

static struct str write_text(struct arena *arena, const struct value *value) {
    (void)arena;
    return value->text;
}

static const char *read_text(struct arena *arena, struct str text, struct value *value) {
    (void)arena;
    value->text = text;
    size_t power = str_find(text, S("E+"), 0);
    if (power == STR_NONE || str_trim_set(text, "0123456789.,E+").len)
        return NULL;
    return "was a number too long for the spreadsheet, and is rounded";
}

/* The type that Zotero has a word for; any other word as it is. */
static struct str type_of_words(struct str words) {
#define TYPE(csl, ris, bibtex, biblatex, zotero)                                                   \
    if (str_equal(words, S(zotero)))                                                               \
        return S(csl);
    if (str_equal(words, S("document")))
        return words;
#include "formats/types.def"
    return words;
}

static struct str write_type(struct arena *arena, const struct value *value) {
    (void)arena;
    struct str csl = value->text;
    const struct type *type = piece_type(csl);
    return type && str_equal(type_of_words(str_of(type->zotero)), csl) ? str_of(type->zotero) : csl;
}

static const char *read_type(struct arena *arena, struct str text, struct value *value) {
    /* Types of CSL that no other format has a word for. */
    const struct str others = S("classic collection document entry event musical_score "
                                "performance periodical review review-book");
    (void)arena;
    value->text = type_of_words(str_trim(text));
    return piece_type(value->text) || str_has_word(others, value->text)
               ? NULL
               : "is no item type that refmill knows";
}

static bool is_unclear(struct str name) {
    return name.len && (strchr("\"(", name.at[0]) || str_find_char(name, ',', 0) != STR_NONE ||
                        str_find_char(name, ';', 0) != STR_NONE);
}

static void put_part(struct buf *out, const char *before, struct str part, const char *after) {
    if (part.len)
        buf_format(out, "%s%.*s%s", before, STR_ARGS(part), after);
}

/* "(van der) Berg, Els (de), Jr."; "Plato," is a person too, "Plato" an organisation. */
static void put_name(struct buf *out, const struct name *name) {
    const char *quote = is_unclear(name->literal) ? "\"" : "";
    put_part(out, quote, name->literal, quote);
    if (piece_is_organisation(name))
        return;
    put_part(out, "(", name->non_dropping_particle, ") ");
    buf_put(out, name->family);
    buf_char(out, ',');
    put_part(out, " ", name->given, "");
    put_part(out, " (", name->dropping_particle, ")");
    put_part(out, ", ", name->suffix, "");
}

static struct str write_names(struct arena *arena, const struct value *value) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < value->names.count; i++) {
        buf_puts(&out, i ? "; " : "");
        put_name(&out, &value->names.at[i]);
    }
    return buf_text(&out);
}

/* Takes a particle in brackets off: small letters, so that "(Bill)" stays a part of the name. */
static void take_particle(struct str *name, bool first, struct str *particle) {
    size_t open = first ? 0 : str_find_char(*name, '(', 0);
    size_t close = str_find_char(*name, ')', 0);
    if (close == STR_NONE || open >= close || name->at[open] != '(' ||
        (!first && close + 1 < name->len) || !is_alpha(name->at[open + 1]) ||
        is_upper(name->at[open + 1]))
        return;
    *particle = str_part(*name, open + 1, close);
    *name = str_trim(first ? str_from(*name, close + 1) : str_part(*name, 0, open));
}

static struct name read_name(struct str text) {
    struct name name = {0};
    struct str part;
    if (text.len > 1 && text.at[0] == '"' && text.at[text.len - 1] == '"') {
        name.literal = str_part(text, 1, text.len - 1);
    } else if (str_find_char(text, ',', 0) == STR_NONE) {
        name.literal = text;
    } else {
        str_next(&text, ',', &part);
        name.family = str_trim(part);
        if (str_next(&text, ',', &part))
            name.given = str_trim(part);
        name.suffix = str_trim(text);
        take_particle(&name.family, true, &name.non_dropping_particle);
        take_particle(&name.given, false, &name.dropping_particle);
    }
    return name;
}

static const char *read_names(struct arena *arena, struct str text, struct value *value) {
    size_t room = 0;
    while ((text = str_trim(text)).len) {
        size_t quoted = text.at[0] == '"' ? str_find(text, S("\";"), 1) : STR_NONE;
        size_t end = quoted != STR_NONE ? quoted + 1
                     : text.at[0] == '"' && text.at[text.len - 1] == '"'
                         ? text.len
                         : str_find_char(text, ';', 0);
        struct str name = str_trim(str_part(text, 0, end));
        text = end == STR_NONE ? S("") : str_from(text, end + 1);
        if (name.len)
            *arena_push(arena, value->names.at, value->names.count, &room) = read_name(name);
    }
    return NULL;
}

/* The first year alone, for sorting. */
static struct str write_year(struct arena *arena, const struct value *value) {
    return value->date.count ? str_format(arena, "%d", value->date.part[0][0]) : S("");
}

static struct str write_date(struct arena *arena, const struct value *value) {
    return piece_date(arena, &value->date);
}

/* A day as piece_day writes it. */
static bool read_day(struct str text, int part[3]) {
    static const int most[] = {9999, 12, 31};
    struct str number;
    for (int i = 0; i < 3 && str_next(&text, '-', &number); i++) {
        part[i] = number.len == (i ? 2 : 4) ? (int)str_number(number) : -1;
        if (part[i] < 1 || part[i] > most[i])
            return false;
    }
    return part[0] && !text.len;
}

/* A day, or two for a range, as piece_date writes them. */
static bool read_days(struct str text, struct date *date) {
    struct str day;
    *date = (struct date){.circa = str_starts(text, S("c. "))};
    text = str_from(text, date->circa ? S("c. ").len : 0);
    while (date->count < 2 && str_next(&text, '/', &day)) {
        if (!read_day(day, date->part[date->count++]))
            return false;
    }
    return date->count && !text.len;
}

/* The one doubt in which the date itself is clear. */
static const char other_year[] = "is of another year than the column of the year says";

static const char *read_date(struct arena *arena, struct str text, struct value *value) {
    (void)arena;
    struct date date, year = value->date;
    text = str_trim(text);
    if (!read_days(text, &date)) {
        date = date_of_text(text);
        date = date.count ? date : (struct date){.literal = text};
    }
    if (!date.count && year.count)
        return "is no date that can be told: only the year, from its own column, was taken";
    value->date = date;
    if (year.count && year.part[0][0] != date.part[0][0])
        return other_year;
    if (!date.count && !str_trim_set(text, "0123456789./- ").len)
        return "can be read as more than one date: write it as 2003-04-05";
    return NULL;
}

static const char *read_year(struct arena *arena, struct str text, struct value *value) {
    struct str digits = str_trim(text);
    bool before = str_starts(digits, S("-"));
    long year = str_number(str_from(digits, before));
    if (year < 1 || year > 9999)
        return read_date(arena, text, value);
    value->date = (struct date){.count = 1, .part = {{(int)(before ? -year : year)}}};
    return NULL;
}

/* "Diagram: [see here] https://example.org/d": the words before, the link's own, the address. */
static struct str write_links(struct arena *arena, const struct value *value) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < value->links.count; i++) {
        const struct record_link *link = &value->links.at[i];
        buf_puts(&out, i ? "; " : "");
        put_part(&out, "", link->lead, " ");
        buf_format(&out, "[%.*s]", STR_ARGS(link->label));
        put_part(&out, " ", link->href, "");
    }
    return buf_text(&out);
}

/* Where the bracket that opens at `open` is closed, with those inside it. */
static size_t closing(struct str text, size_t open) {
    int depth = 0;
    for (size_t i = open; i < text.len; i++) {
        depth += (text.at[i] == '[') - (text.at[i] == ']');
        if (!depth)
            return i;
    }
    return STR_NONE;
}

/* Takes a link off; one that has no brackets is an address or words alone. */
static struct record_link take_link(struct str *rest) {
    struct record_link link = {0};
    size_t open = str_find_char(*rest, '[', 0), end = str_find(*rest, S("; "), 0);
    size_t close = open == STR_NONE ? STR_NONE : closing(*rest, open);
    if (close != STR_NONE) {
        link.lead = str_trim(str_part(*rest, 0, open));
        link.label = str_part(*rest, open + 1, close);
        end = str_find(*rest, S("; "), close);
        link.href = str_trim(str_part(*rest, close + 1, end));
    } else {
        struct str words = str_trim(str_part(*rest, 0, end));
        *(piece_is_address(words) ? &link.href : &link.label) = words;
    }
    *rest = end == STR_NONE ? S("") : str_from(*rest, end + 2);
    return link;
}

static const char *read_links(struct arena *arena, struct str text, struct value *value) {
    size_t room = 0;
    while (str_trim(text).len)
        *arena_push(arena, value->links.at, value->links.count, &room) = take_link(&text);
    return NULL;
}

static struct str write_flag(struct arena *arena, const struct value *value) {
    (void)arena;
    return value->flag ? S("yes") : S("");
}

static const char *read_flag(struct arena *arena, struct str text, struct value *value) {
    (void)arena;
    text = str_trim(text);
    value->flag = str_equal_fold(text, S("yes"));
    return value->flag || str_equal_fold(text, S("no")) ? NULL : "is neither yes nor no";
}

/* The page's address, else its title. */
static struct str write_source(struct arena *arena, const struct value *value) {
    (void)arena;
    const struct source *source = value->source;
    return !source ? S("") : source->url.len ? source->url : source->title;
}

static const char *read_source(struct arena *arena, struct str text, struct value *value) {
    value->source = arena_make(arena, struct source, 1);
    *(piece_is_address(text) ? &value->source->url : &value->source->title) = text;
    return NULL;
}

static struct str write_place(struct arena *arena, const struct value *value) {
    const struct place *place = &value->place;
    return place->line ? str_format(arena, "%.*s:%zu", STR_ARGS(place->page), place->line) : S("");
}

static const char *read_place(struct arena *arena, struct str text, struct value *value) {
    (void)arena;
    size_t colon = text.len;
    while (colon && text.at[colon - 1] != ':')
        colon--;
    long line = colon ? str_number(str_from(text, colon)) : -1;
    if (line < 1)
        return "is no file with the number of a line behind a colon";
    value->place = (struct place){str_part(text, 0, colon - 1), (size_t)line};
    return NULL;
}

const struct sheet_column sheet_columns[] = {
#define COLUMN(head, field, form, width) {head, width, FIELD_##field},
#include "formats/sheet-columns.def"
};

static const struct {
    struct str (*write)(struct arena *arena, const struct value *value);
    /* Sets the value as well as can be; gives what is wrong, a constant, or NULL. */
    const char *(*read)(struct arena *arena, struct str text, struct value *value);
} columns[] = {
#define COLUMN(head, field, form, width) {write_##form, read_##form},
#include "formats/sheet-columns.def"
};

/* True where a cell's words have a form of their own, so that JSON may stand in their place. */
static bool has_form(enum field field) {
    enum field_kind kind = field_kind(field);
    return kind == KIND_NAMES || kind == KIND_DATE || kind == KIND_LINKS;
}

static struct str json_of(struct arena *arena, enum field field, const struct value *value) {
    struct record alone = {0};
    struct buf out = buf_in(arena);
    alone.field[field] = *value;
    record_write(arena, &alone, &out);
    return str_trim(buf_text(&out));
}

static bool read_json(struct arena *arena, enum field field, struct str text, struct value *value) {
    enum { DEPTH = 8 };
    struct record alone;
    const char *why;
    size_t at;
    const struct json *json = json_read(arena, text, DEPTH, &why, &at);
    if (!json || !record_read(arena, json, &alone, &why) || !record_has(&alone, field))
        return false;
    *value = alone.field[field];
    return true;
}

/* True for figures that are an ISBN with one zero or two before them. */
static bool lacks_zeros(struct arena *arena, struct str text) {
    struct found_identifier found;
    if (text.len < 8 || text.len > 9 || str_trim_set(text, "0123456789").len)
        return false;
    text = str_format(arena, "ISBN %s%.*s", text.len < 9 ? "00" : "0", STR_ARGS(text));
    return identifier_find(IDENTIFIER_ISBN, text, 0, &found);
}

static const char *read_value(struct arena *arena, size_t column, struct str text,
                              struct value *value) {
    enum field field = sheet_columns[column].field;
    bool json = has_form(field) && str_starts(text, S("{"));
    if (json && read_json(arena, field, text, value))
        return NULL;
    const char *fault = columns[column].read(arena, text, value);
    if (field == FIELD_ISBN && lacks_zeros(arena, str_trim(text)))
        return "would be an ISBN with zeros before it, which spreadsheets take off: write them "
               "again";
    return json ? "begins like JSON, but is none that fits" : fault;
}

void sheet_carry_source(struct sheet *sheet, struct arena *arena, struct record *record) {
    struct source *source = arena_make(arena, struct source, 1);
    if (record_source(record))
        sheet->source = str_copy(sheet->keep, write_source(arena, &record->field[FIELD_SOURCE]));
    source->title = sheet->source;
    record->field[FIELD_SOURCE].source = source;
}

struct str sheet_cell(struct arena *arena, struct record *record, size_t column) {
    enum field field = sheet_columns[column].field;
    record_take(record, field);
    struct str words = tidy(arena, columns[column].write(arena, &record->field[field]));
    if (!has_form(field) || columns[column].write == write_year || !record_has(record, field))
        return words;
    struct value back = {0};
    struct str json = json_of(arena, field, &record->field[field]);
    if (!read_value(arena, column, words, &back) && str_equal(json_of(arena, field, &back), json))
        return words;
    return json;
}

bool sheet_is_formula(struct str text) {
    struct str bare = str_trim_start(text, "'");
    return bare.len && bare.at[0] && strchr("=+-@\t\r\n", bare.at[0]);
}

/* The byte order mark of UTF-8 as a spreadsheet shows it that takes the table for windows-1252. */
static const struct str misread_mark = {"\u00ef\u00bb\u00bf", 6};

static size_t find_column(struct str head) {
    size_t i = 0;
    bool misread = str_starts(head, misread_mark);
    head = str_trim_set(str_from(head, misread ? misread_mark.len : 0), " \"");
    while (i < SHEET_COLUMNS && !str_equal_fold(head, str_of(sheet_columns[i].head)))
        i++;
    return i;
}

size_t sheet_heads_known(const struct row *row) {
    size_t known = 0;
    for (size_t i = 0; i < row->count; i++)
        known += find_column(row->at[i].text) < SHEET_COLUMNS;
    return known;
}

static void say(const struct sheet *sheet, enum message message, size_t row, struct str head,
                struct str text, const char *fault) {
    enum { SHOWN = 80 };
    bool cut = utf8_count(text) > SHOWN;
    text = piece_line(sheet->keep, str_part(text, 0, utf8_offset(text, SHOWN)));
    diag(message, &(struct place){sheet->input, row}, "column \"%.*s\" of row %zu: \"%.*s%s\" %s",
         STR_ARGS(head), row, STR_ARGS(text), cut ? "\u2026" : "", fault);
}

/* Takes the row of headings; names what is none, and what stands there twice. */
static void read_heads(struct sheet *sheet, const struct row *row) {
    struct place place = {sheet->input, row->number};
    sheet->headed = arena_make(sheet->keep, bool, row->count);
    sheet->head_count = row->count;
    sheet->useless = !sheet_heads_known(row);
    if (sheet->useless) {
        diag(MSG_NO_HEADINGS, &place,
             "no heading of refmill's tables stands in the first row, so nothing was read");
        return;
    }
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        sheet->place[i] = STR_NONE;
    for (size_t i = 0; i < row->count; i++) {
        struct str head = str_trim(row->at[i].text);
        size_t column = find_column(head);
        bool known = column < SHEET_COLUMNS, first = known && sheet->place[column] == STR_NONE;
        sheet->headed[i] = head.len;
        if (str_starts(head, misread_mark))
            say(sheet, MSG_DOUBTFUL_CELL, row->number, head, head,
                "shows that a spreadsheet did not take the table for UTF-8: accents are wrong");
        if (first)
            sheet->place[column] = i;
        else if (head.len)
            diag(MSG_UNKNOWN_COLUMN, &place, "the column \"%.*s\" was left out: %s", STR_ARGS(head),
                 known ? "there is one of that name before it"
                       : "refmill's tables have none so called");
    }
}

/* Takes the apostrophe off that keeps a formula from being run. */
static struct str unguarded(struct str text) {
    bool guarded = str_starts(text, S("'")) && sheet_is_formula(text);
    return str_from(text, guarded);
}

static void read_cell(struct sheet *sheet, struct arena *arena, const struct row *row,
                      size_t column, struct record *record) {
    const struct cell *cell = &row->at[sheet->place[column]];
    struct str head = str_of(sheet_columns[column].head);
    enum field field = sheet_columns[column].field;
    struct said *said = &sheet->said[column];
    *said = (struct said){unguarded(tidy(arena, cell->text)), true};
    if (cell->kind == CELL_FAULT) {
        say(sheet, MSG_BAD_CELL, row->number, head, cell->text, "is an error of the spreadsheet");
        return;
    }
    const char *fault = read_value(arena, column, said->text, &record->field[field]);
    if (cell->kind == CELL_DATE && field_kind(field) != KIND_DATE)
        fault = "is a date now: the spreadsheet has changed what stood there";
    said->doubtful = fault && fault != other_year;
    if (fault)
        say(sheet, MSG_DOUBTFUL_CELL, row->number, head, cell->text, fault);
}

/* What stands below no heading belongs to no field. */
static void name_strays(const struct sheet *sheet, const struct row *row) {
    for (size_t i = 0; i < row->count; i++)
        if (row->at[i].text.len && (i >= sheet->head_count || !sheet->headed[i]))
            say(sheet, MSG_BAD_CELL, row->number, S(""), row->at[i].text,
                "stands in a column without a heading and was left out");
}

static bool is_empty(const struct row *row) {
    size_t i = 0;
    while (i < row->count && !str_trim(row->at[i].text).len)
        i++;
    return i == row->count;
}

/* The key, a new one where the row has none; and the source where it is not that of the row before.
 */
static void complete(struct sheet *sheet, struct arena *arena, size_t row, struct record *record) {
    struct str source = write_source(arena, &record->field[FIELD_SOURCE]);
    if (str_equal(source, sheet->source))
        record->field[FIELD_SOURCE].source = NULL;
    else
        sheet->source = str_copy(sheet->keep, source);
    if (!record_has(record, FIELD_TYPE))
        record->field[FIELD_TYPE].text = S("document");
    if (!record_has(record, FIELD_ID))
        citekeys_give(arena, record, 1, NULL, 0);
    record->field[FIELD_SCHEMA].text = S(RECORD_SCHEMA);
    *arena_push(sheet->keep, sheet->keys, sheet->key_count, &sheet->key_room) = (struct sheet_key){
        str_lower(sheet->keep, str_copy(sheet->keep, record->field[FIELD_ID].text)), row};
}

bool sheet_read(struct sheet *sheet, struct arena *arena, const struct row *row,
                struct record *record) {
    *record = (struct record){0};
    memset(sheet->said, 0, sizeof sheet->said);
    if (is_empty(row) || sheet->useless)
        return false;
    if (!sheet->headed) {
        read_heads(sheet, row);
        return false;
    }
    name_strays(sheet, row);
    for (size_t i = 0; i < SHEET_COLUMNS; i++)
        if (sheet->place[i] < row->count && row->at[sheet->place[i]].text.len)
            read_cell(sheet, arena, row, i, record);
    complete(sheet, arena, row->number, record);
    return true;
}

static int by_key(const void *a, const void *b) {
    const struct sheet_key *one = a, *other = b;
    int order = str_compare(one->key, other->key);
    return order ? order : number_compare(one->row, other->row);
}

void sheet_close(struct sheet *sheet) {
    if (sheet->key_count)
        qsort(sheet->keys, sheet->key_count, sizeof *sheet->keys, by_key);
    for (size_t i = 1; i < sheet->key_count; i++)
        if (str_equal(sheet->keys[i].key, sheet->keys[i - 1].key))
            say(sheet, MSG_DOUBTFUL_CELL, sheet->keys[i].row, S("Key"), sheet->keys[i].key,
                "is the key of a row above too: give each row its own");
}
