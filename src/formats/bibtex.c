/* A record as an entry of BibTeX or BibLaTeX. To be read from the bottom: the tables say which
 * field goes where. */
#include "formats/bibtex.h"

#include "formats/bibtex_text.h"
#include "formats/pieces.h"
#include "ground/arena.h"
#include "knowledge/identifiers.h"

/* One record on its way out. */
struct sheet {
    struct arena *each;
    struct buf *out;
    struct record *record;
    bool biblatex;
    bool cut_short;    /* a list of names ends with "and others" */
    const char *type;  /* "article" */
    const char *takes; /* the fields that its readers know for this type */
    struct buf used;   /* the fields written so far, a blank between them */
    struct buf note;   /* all that goes into the one note */
};

static const struct entry_type {
    struct str type;
    const char *takes;
} entry_types[] = {
#define ENTRY(type, takes) {S(type), takes},
#include "formats/bibtex-types.def"
};
static const char for_all[] =
    " title shorttitle shortjournal langid abstract doi url urldate date origdate year ";
static const char for_biblatex[] = "pubstate eprint";

/* Fields that are written under other names: in BibTeX, in BibLaTeX. */
static const struct {
    const char *name, *bibtex, *biblatex;
} renamed[] = {
    {"issue", "number", "number"},
    {"journaltitle", "journal", "journaltitle"},
    {"location", "address", "location"},
    {"series-number", "number", "number"},
};

static const char languages[] =
#include "formats/bibtex-languages.def"
    ;

static struct str written_name(const struct sheet *sheet, struct str name) {
    if (!sheet->biblatex && str_ends(str_of(sheet->type), S("thesis")) &&
        str_equal(name, S("institution")))
        return S("school");
    for (size_t i = 0; i < sizeof renamed / sizeof renamed[0]; i++)
        if (str_equal(name, str_of(renamed[i].name)))
            return str_of(sheet->biblatex ? renamed[i].biblatex : renamed[i].bibtex);
    return name;
}

static bool is_written(const struct sheet *sheet, struct str name) {
    return str_has_word(buf_text(&sheet->used), written_name(sheet, name));
}

/* True for a field that the styles of BibTeX drop, with a warning, because of another one. */
static bool is_dropped(const struct sheet *sheet, struct str name) {
    bool volume = record_has(sheet->record, FIELD_VOLUME);
    return !sheet->biblatex &&
           ((str_equal(name, S("editor")) && str_equal(str_of(sheet->type), S("book")) &&
             record_has(sheet->record, FIELD_AUTHOR)) ||
            (str_equal(name, S("series-number")) && volume) ||
            (str_equal(name, S("issue")) && volume && !is_written(sheet, S("volume"))));
}

/* The first of the fields `names` that this type of entry has and that is not written yet. */
static struct str free_field(const struct sheet *sheet, const char *names) {
    struct str name, rest = str_of(names);
    while (str_next(&rest, ' ', &name))
        if (!is_dropped(sheet, name) &&
            (str_has_word(str_of(sheet->takes), name) || str_has_word(str_of(for_all), name) ||
             (sheet->biblatex && str_has_word(str_of(for_biblatex), name))) &&
            !is_written(sheet, name))
            return name;
    return S("");
}

static void open_field(struct sheet *sheet, struct str name) {
    struct str written = written_name(sheet, name);
    buf_puts(sheet->out, "  ");
    buf_put(sheet->out, written);
    buf_puts(sheet->out, " = {");
    buf_join(&sheet->used, " ", written);
}

/* One line: "  title = {Women at risk},". An empty value gives none. */
static void put_line(struct sheet *sheet, struct str name, struct str value) {
    struct buf *out = sheet->out;
    if (!value.len)
        return;
    open_field(sheet, name);
    if (str_has_word(S("title shorttitle booktitle"), name))
        bibtex_title(out, value);
    else if (str_has_word(S("date doi eprint eventdate origdate url urldate"), name))
        bibtex_raw(out, value);
    else if (str_has_word(S("publisher institution organization location address language"), name))
        bibtex_unparted(out, value, "");
    else if (str_has_word(S("pages"), name))
        bibtex_pages(out, value);
    else
        bibtex_prose(out, value);
    buf_puts(sheet->out, "},\n");
}

/* The same in the first free field of `names`, or in the note. */
static void put_words(struct sheet *sheet, const char *names, const char *label, struct str value) {
    struct str name = free_field(sheet, names);
    /* Zotero leaves out a shorter word there. */
    if (name.len && !(value.len < 7 && str_equal(name, S("howpublished"))))
        put_line(sheet, name, value);
    else
        piece_note(&sheet->note, label, value);
}

struct row {
    const char *names;              /* where the field may go, best first */
    const char *label;              /* before the value in the note, where no name is free */
    bool (*fits)(struct str value); /* where it is false, the value goes into the note */
    void (*put)(struct sheet *sheet, enum field field, const struct row *row);
};

/* "and others" is how a list says that it is cut short. */
static void put_names(struct sheet *sheet, enum field field, const struct row *row) {
    struct str name = free_field(sheet, row->names);
    bool printed = sheet->biblatex || field != FIELD_TRANSLATOR;
    if (!name.len || !printed) {
        piece_note(&sheet->note, row->label, piece_value(sheet->each, sheet->record, field));
        return;
    }
    struct names names = record_take_names(sheet->record, field);
    bool main = field == FIELD_AUTHOR || !record_has(sheet->record, FIELD_AUTHOR);
    struct buf list = buf_in(sheet->each);
    for (size_t i = 0; i < names.count; i++) {
        if (!piece_name(sheet->each, &names.at[i]).len)
            continue;
        buf_puts(&list, list.len ? " and " : "");
        bibtex_name(sheet->each, &list, &names.at[i]);
    }
    open_field(sheet, name);
    (sheet->biblatex ? buf_put : bibtex_accents)(sheet->out, buf_text(&list));
    if (main && record_take_flag(sheet->record, FIELD_ET_AL)) {
        buf_puts(sheet->out, " and others");
        sheet->cut_short = true;
    }
    buf_puts(sheet->out, "},\n");
}

static void put_et_al(struct sheet *sheet, enum field field, const struct row *row) {
    if (!sheet->cut_short)
        piece_note(&sheet->note, row->label, piece_value(sheet->each, sheet->record, field));
}

/* "2003-04~/2005" (EDTF, ISO 8601-2), or nothing where the date cannot be said so. */
static struct str edtf(struct arena *arena, const struct date *date) {
    struct buf out = buf_in(arena);
    for (int i = 0; i < date->count; i++) {
        int year = date->part[i][0];
        if (year < -9999 || year > 9999)
            return S("");
        buf_puts(&out, i ? "/" : "");
        buf_put(&out, piece_day(arena, date->part[i]));
        if (date->season && !date->part[i][1])
            buf_format(&out, "-%d", 20 + date->season);
        buf_puts(&out, date->circa ? "~" : "");
    }
    return buf_text(&out);
}

static void put_date(struct sheet *sheet, enum field field, const struct row *row) {
    struct date date = record_take_date(sheet->record, field);
    struct str name = free_field(sheet, row->names), said = edtf(sheet->each, &date);
    if (name.len && said.len)
        put_line(sheet, name, said);
    else
        piece_note(&sheet->note, row->label, piece_date(sheet->each, &date));
}

/* BibTeX has a year and a month, which is a bare word that the style translates. */
static void put_issued(struct sheet *sheet, enum field field, const struct row *row) {
    if (sheet->biblatex) {
        put_date(sheet, field, row);
        return;
    }
    struct date date = record_take_date(sheet->record, field);
    const int *day = date.part[0];
    bool has_year = date.count && day[0] > 0 && day[0] <= 9999;
    if (has_year)
        put_line(sheet, S("year"), str_format(sheet->each, "%04d", day[0]));
    if (has_year && day[1] >= 1 && day[1] <= 12)
        buf_format(sheet->out, "  month = %.*s,\n",
                   STR_ARGS(str_lower(sheet->each, str_part(str_of(piece_month(day[1])), 0, 3))));
    if (has_year && day[2])
        put_line(sheet, S("day"), str_format(sheet->each, "%d", day[2]));
    if (!has_year || !piece_is_one_day(&date))
        piece_note(&sheet->note, row->label, piece_date(sheet->each, &date));
}

/* BibLaTeX would print urldate as the year of an entry that has none. */
static void put_accessed(struct sheet *sheet, enum field field, const struct row *row) {
    if (!sheet->biblatex || is_written(sheet, S("date"))) {
        put_date(sheet, field, row);
        return;
    }
    struct date date = record_take_date(sheet->record, field);
    const int *day = date.part[0];
    if (day[2] && day[1] >= 1 && day[1] <= 12 && piece_is_one_day(&date))
        piece_note(
            &sheet->note, NULL,
            str_format(sheet->each, "Accessed %d %s %04d", day[2], piece_month(day[1]), day[0]));
    else
        piece_note(&sheet->note, row->label, piece_date(sheet->each, &date));
}

/* The data model allows whole numbers only. */
static bool is_whole_number(struct str text) {
    return str_number(text) >= 0;
}

/* The data model allows correct numbers only; what the page prints is not corrected. */
static bool is_standard_number(struct str text) {
    return identifier_is_right(IDENTIFIER_ISBN, text) || identifier_is_right(IDENTIFIER_ISSN, text);
}

static void put_links(struct sheet *sheet, enum field field, const struct row *row) {
    (void)field;
    piece_note_links(&sheet->note, row->label, sheet->record);
}

/* A website is the organisation to BibLaTeX, if no publisher is. */
static void put_container(struct sheet *sheet, enum field field, const struct row *row) {
    bool online = str_equal(str_of(sheet->type), S("online"));
    bool published = online && record_has(sheet->record, FIELD_PUBLISHER);
    struct str title = piece_value(sheet->each, sheet->record, field);
    put_words(sheet, published ? "" : row->names, row->label, title);
}

/* BibLaTeX wants babel's name of the language, and prints its own where it is not the document's.
 */
static void put_language(struct sheet *sheet, enum field field, const struct row *row) {
    struct str language = piece_value(sheet->each, sheet->record, field), code, babel, printed;
    struct str wanted =
        str_lower(sheet->each, str_part(language, 0, str_find_char(language, '-', 0)));
    struct str rest = sheet->biblatex ? str_of(languages) : S("");
    while (str_next(&rest, ' ', &code) && str_next(&rest, ' ', &babel) &&
           str_next(&rest, ' ', &printed))
        if (str_equal(code, wanted)) {
            put_line(sheet, S("langid"), babel);
            language = free_field(sheet, row->names).len ? printed : language;
        }
    put_words(sheet, row->names, row->label, language);
}

/* BibLaTeX has one place for a number in an archive. */
static void put_archive(struct sheet *sheet, enum field field, const struct row *row) {
    struct str number = piece_value(sheet->each, sheet->record, field);
    bool here = number.len && free_field(sheet, row->names).len;
    put_words(sheet, row->names, row->label, number);
    if (here)
        put_line(sheet, S("eprinttype"), field == FIELD_PMID ? S("pubmed") : S("pmc"));
}

static const struct row fields[FIELD_COUNT] = {
#define FIELD(id, ...) [FIELD_##id] = {__VA_ARGS__},
#include "formats/bibtex-fields.def"
};

static void put_field(struct sheet *sheet, enum field field) {
    const struct row *row = &fields[field];
    if (row->put) {
        row->put(sheet, field, row);
    } else if (row->names) {
        struct str value = piece_value(sheet->each, sheet->record, field);
        bool fits = !row->fits || row->fits(value);
        put_words(sheet, fits ? row->names : "", row->label, value);
    }
}

/* What a style would otherwise say or leave out: that a thesis is a doctoral one; that a report
 * comes from the office that wrote it. */
static void put_kind(struct sheet *sheet) {
    const struct names *authors = &sheet->record->field[FIELD_AUTHOR].names;
    bool by_office = authors->count && piece_is_organisation(&authors->at[0]);
    if (str_equal(str_of(sheet->type), S("phdthesis")) && !is_written(sheet, S("type")))
        put_line(sheet, S("type"), S("Thesis"));
    if (str_has_word(S("report techreport"), str_of(sheet->type)) && by_office &&
        !is_written(sheet, S("institution")))
        put_line(sheet, S("institution"), piece_name(sheet->each, &authors->at[0]));
}

static void put_tags(struct sheet *sheet) {
    struct tags tags = piece_tags(sheet->each, sheet->record);
    struct buf all = buf_in(sheet->each);
    for (size_t i = 0; i < tags.count; i++) {
        buf_puts(&all, i ? ", " : "");
        buf_put(&all, piece_unsplit(sheet->each, tags.at[i], ",;"));
    }
    put_line(sheet, S("keywords"), buf_text(&all));
}

/* "MA thesis", "M.Phil.", "Master's thesis" */
static bool is_masters(struct str genre) {
    bool letters = genre.len > 1 && genre.at[0] == 'M' &&
                   (is_upper(genre.at[1]) || genre.at[1] == '.' || genre.at[1] == 'S');
    return letters || str_find_fold(genre, S("master"), 0) != STR_NONE;
}

/* What the types table says, but for what a type of entry must have. */
static const char *type_of(struct record *record, bool biblatex) {
    const struct type *row = piece_type(record_take(record, FIELD_TYPE));
    bool edited = record_has(record, FIELD_EDITOR);
    if (!row)
        return biblatex && piece_is_address(record_take(record, FIELD_URL)) ? "online" : "misc";
    const char *type = biblatex ? row->biblatex : row->bibtex;
    struct str name = str_of(type);
    if (str_equal(name, S("phdthesis")) && is_masters(record->field[FIELD_GENRE].text))
        return "mastersthesis";
    if (biblatex && str_equal(name, S("book")) && edited && !record_has(record, FIELD_AUTHOR))
        return "collection";
    if (biblatex && str_has_word(S("incollection inreference"), name) && !edited)
        return "inbook";
    return type;
}

/* The citation key; some signs would end it, or the entry. */
static void put_key(struct buf *out, struct str id) {
    for (size_t i = 0; i < id.len; i++)
        buf_char(out, is_alnum(id.at[i]) || str_find_char(S("-_:.+/"), id.at[i], 0) != STR_NONE
                          ? id.at[i]
                          : '-');
}

/* Where the records come from. An "@" begins an entry even in a comment. */
static void put_source(struct arena *each, struct buf *out, const struct source *source) {
    struct str title = piece_line(each, source->title);
    struct str url = piece_address(each, source->url);
    struct str line = str_format(each, "%% Source: %.*s%s%.*s\n\n", STR_ARGS(title),
                                 title.len && url.len ? ", " : "", STR_ARGS(url));
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] == '@')
            buf_puts(out, "(at)");
        else
            buf_char(out, line.at[i]);
}

void bibtex_put(struct arena *each, struct buf *out, struct record *record, bool biblatex) {
    struct sheet sheet = {.each = each,
                          .out = out,
                          .record = record,
                          .biblatex = biblatex,
                          .type = type_of(record, biblatex),
                          .used = buf_in(each),
                          .note = buf_in(each)};
    const struct entry_type *entry_type = STR_ROW(str_of(sheet.type), entry_types);
    sheet.takes = entry_type->takes;
    if (record_source(record))
        put_source(each, out, record_source(record));
    buf_format(out, "@%s{", sheet.type);
    put_key(out, record_take(record, FIELD_ID));
    buf_puts(out, ",\n");
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (record_has(record, field))
            put_field(&sheet, field);
    put_kind(&sheet);
    put_tags(&sheet);
    put_line(&sheet, S("note"), buf_text(&sheet.note));
    buf_puts(out, "}\n\n");
}
