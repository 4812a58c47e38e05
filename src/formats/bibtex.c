/* A record as an entry of BibTeX or BibLaTeX. To be read from the bottom: the tables say which
 * field goes where. */
#include "formats/bibtex.h"

#include "formats/bibtex_text.h"
#include "formats/pieces.h"
#include "ground/arena.h"
#include "knowledge/identifiers.h"

/* A record as far as it is written. */
struct draft {
    struct arena *each;
    struct buf *out;
    struct record *record;
    bool biblatex;
    bool cut_short;   /* a list of names ends with "and others" */
    struct str type;  /* "article" */
    struct str takes; /* the fields that its readers know for this type */
    struct buf used;  /* the fields written so far, a blank between them */
    struct buf note;  /* all that goes into the one note */
};

static const struct entry_type {
    struct str type, takes;
} entry_types[] = {
#define ENTRY(type, takes) {S(type), S(takes)},
#include "formats/bibtex-types.def"
};
static const struct str for_all =
    S("title shorttitle shortjournal langid abstract doi url urldate date origdate year");
static const struct str for_biblatex = S("pubstate eprint");

/* Fields that are written under other names: in BibTeX, in BibLaTeX. */
static const struct renamed {
    struct str name, bibtex, biblatex;
} renamed[] = {
    {S("issue"), S("number"), S("number")},
    {S("journaltitle"), S("journal"), S("journaltitle")},
    {S("location"), S("address"), S("location")},
    {S("series-number"), S("number"), S("number")},
};

static const char languages[] =
#include "formats/bibtex-languages.def"
    ;

static struct str written_name(const struct draft *draft, struct str name) {
    if (!draft->biblatex && str_ends(draft->type, S("thesis")) && str_equal(name, S("institution")))
        return S("school");
    const struct renamed *row = STR_ROW(name, renamed);
    return !row ? name : draft->biblatex ? row->biblatex : row->bibtex;
}

static bool is_written(const struct draft *draft, struct str name) {
    return str_has_word(buf_text(&draft->used), written_name(draft, name));
}

/* True for a field that the styles of BibTeX drop, with a warning, because of another one. */
static bool is_dropped(const struct draft *draft, struct str name) {
    bool volume = record_has(draft->record, FIELD_VOLUME);
    return !draft->biblatex &&
           ((str_equal(name, S("editor")) && str_equal(draft->type, S("book")) &&
             record_has(draft->record, FIELD_AUTHOR)) ||
            (str_equal(name, S("series-number")) && volume) ||
            (str_equal(name, S("issue")) && volume && !is_written(draft, S("volume"))));
}

/* The first of the fields `names` that this type of entry has and that is not written yet. */
static struct str free_field(const struct draft *draft, const char *names) {
    struct str name, rest = str_of(names);
    while (str_next(&rest, ' ', &name))
        if (!is_dropped(draft, name) &&
            (str_has_word(draft->takes, name) || str_has_word(for_all, name) ||
             (draft->biblatex && str_has_word(for_biblatex, name))) &&
            !is_written(draft, name))
            return name;
    return S("");
}

static void open_field(struct draft *draft, struct str name) {
    struct str written = written_name(draft, name);
    buf_puts(draft->out, "  ");
    buf_put(draft->out, written);
    buf_puts(draft->out, " = {");
    buf_join(&draft->used, " ", written);
}

/* One line: "  title = {Women at risk},". An empty value gives none. */
static void put_line(struct draft *draft, struct str name, struct str value) {
    struct buf *out = draft->out;
    if (!value.len)
        return;
    open_field(draft, name);
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
    buf_puts(draft->out, "},\n");
}

/* The same in the first free field of `names`, or in the note. */
static void put_words(struct draft *draft, const char *names, const char *label, struct str value) {
    struct str name = free_field(draft, names);
    /* Zotero leaves out a shorter word there. */
    if (name.len && !(value.len < 7 && str_equal(name, S("howpublished"))))
        put_line(draft, name, value);
    else
        piece_note(&draft->note, label, value);
}

struct row {
    const char *names;              /* where the field may go, best first */
    const char *label;              /* before the value in the note, where no name is free */
    bool (*fits)(struct str value); /* where it is false, the value goes into the note */
    void (*put)(struct draft *draft, enum field field, const struct row *row);
};

static struct str value_of(const struct draft *draft, enum field field) {
    return piece_value(draft->each, draft->record, field);
}

/* "and others" is how a list says that it is cut short. */
static void put_names(struct draft *draft, enum field field, const struct row *row) {
    struct str name = free_field(draft, row->names);
    bool printed = draft->biblatex || field != FIELD_TRANSLATOR;
    if (!name.len || !printed) {
        piece_note(&draft->note, row->label, value_of(draft, field));
        return;
    }
    struct names names = record_take_names(draft->record, field);
    bool main = field == FIELD_AUTHOR || !record_has(draft->record, FIELD_AUTHOR);
    struct buf list = buf_in(draft->each);
    for (size_t i = 0; i < names.count; i++) {
        if (!piece_name(draft->each, &names.at[i]).len)
            continue;
        buf_puts(&list, list.len ? " and " : "");
        bibtex_name(draft->each, &list, &names.at[i]);
    }
    open_field(draft, name);
    (draft->biblatex ? buf_put : bibtex_accents)(draft->out, buf_text(&list));
    if (main && record_take_flag(draft->record, FIELD_ET_AL)) {
        buf_puts(draft->out, " and others");
        draft->cut_short = true;
    }
    buf_puts(draft->out, "},\n");
}

static void put_et_al(struct draft *draft, enum field field, const struct row *row) {
    if (!draft->cut_short)
        piece_note(&draft->note, row->label, value_of(draft, field));
}

/* "2003-04~/2005" (EDTF, ISO 8601-2), or nothing where the date cannot be said so. */
static struct str edtf(struct arena *arena, const struct date *date) {
    struct buf out = buf_in(arena);
    for (int i = 0; i < date->count; i++) {
        int year = date->part[i][0];
        if (year < -9999 || year > 9999)
            return S("");
        buf_join(&out, "/", piece_day(arena, date->part[i]));
        if (date->season && !date->part[i][1])
            buf_format(&out, "-%d", 20 + date->season);
        buf_puts(&out, date->circa ? "~" : "");
    }
    return buf_text(&out);
}

static void put_date(struct draft *draft, enum field field, const struct row *row) {
    struct date date = record_take_date(draft->record, field);
    struct str name = free_field(draft, row->names), said = edtf(draft->each, &date);
    if (name.len && said.len)
        put_line(draft, name, said);
    else
        piece_note(&draft->note, row->label, piece_date(draft->each, &date));
}

/* BibTeX has a year and a month, which is a bare word that the style translates. */
static void put_issued(struct draft *draft, enum field field, const struct row *row) {
    if (draft->biblatex) {
        put_date(draft, field, row);
        return;
    }
    struct date date = record_take_date(draft->record, field);
    const int *day = date.part[0];
    struct str year = piece_year(draft->each, &date);
    put_line(draft, S("year"), year);
    if (year.len && day[1] >= 1 && day[1] <= 12)
        buf_format(draft->out, "  month = %.*s,\n",
                   STR_ARGS(str_lower(draft->each, str_part(str_of(piece_month(day[1])), 0, 3))));
    if (year.len && day[2])
        put_line(draft, S("day"), str_format(draft->each, "%d", day[2]));
    if (!year.len || !piece_is_one_day(&date))
        piece_note(&draft->note, row->label, piece_date(draft->each, &date));
}

/* BibLaTeX would print urldate as the year of an entry that has none. */
static void put_accessed(struct draft *draft, enum field field, const struct row *row) {
    if (!draft->biblatex || is_written(draft, S("date"))) {
        put_date(draft, field, row);
        return;
    }
    struct date date = record_take_date(draft->record, field);
    const int *day = date.part[0];
    if (day[2] && day[1] >= 1 && day[1] <= 12 && piece_is_one_day(&date))
        piece_note(
            &draft->note, NULL,
            str_format(draft->each, "Accessed %d %s %04d", day[2], piece_month(day[1]), day[0]));
    else
        piece_note(&draft->note, row->label, piece_date(draft->each, &date));
}

/* The data model allows whole numbers only. */
static bool is_whole_number(struct str text) {
    return str_number(text) >= 0;
}

/* The data model allows correct numbers only; what the page prints is not corrected. */
static bool is_standard_number(struct str text) {
    return identifier_is_right(IDENTIFIER_ISBN, text) || identifier_is_right(IDENTIFIER_ISSN, text);
}

static void put_links(struct draft *draft, enum field field, const struct row *row) {
    (void)field;
    piece_note_links(&draft->note, row->label, draft->record);
}

/* A website is the organisation to BibLaTeX, if no publisher is. */
static void put_container(struct draft *draft, enum field field, const struct row *row) {
    bool online = str_equal(draft->type, S("online"));
    bool published = online && record_has(draft->record, FIELD_PUBLISHER);
    struct str title = value_of(draft, field);
    put_words(draft, published ? "" : row->names, row->label, title);
}

/* BibLaTeX wants babel's name of the language, and prints its own where it is not the document's.
 */
static void put_language(struct draft *draft, enum field field, const struct row *row) {
    struct str language = value_of(draft, field), code, babel, printed;
    struct str wanted =
        str_lower(draft->each, str_part(language, 0, str_find_char(language, '-', 0)));
    struct str rest = draft->biblatex ? str_of(languages) : S("");
    while (str_next(&rest, ' ', &code) && str_next(&rest, ' ', &babel) &&
           str_next(&rest, ' ', &printed))
        if (str_equal(code, wanted)) {
            put_line(draft, S("langid"), babel);
            language = free_field(draft, row->names).len ? printed : language;
        }
    put_words(draft, row->names, row->label, language);
}

/* BibLaTeX has one place for a number in an archive. */
static void put_archive(struct draft *draft, enum field field, const struct row *row) {
    struct str number = value_of(draft, field);
    bool here = number.len && free_field(draft, row->names).len;
    put_words(draft, row->names, row->label, number);
    if (here)
        put_line(draft, S("eprinttype"), field == FIELD_PMID ? S("pubmed") : S("pmc"));
}

static const struct row fields[FIELD_COUNT] = {
#define FIELD(id, ...) [FIELD_##id] = {__VA_ARGS__},
#include "formats/bibtex-fields.def"
};

static void put_field(struct draft *draft, enum field field) {
    const struct row *row = &fields[field];
    if (row->put) {
        row->put(draft, field, row);
    } else if (row->names) {
        struct str value = value_of(draft, field);
        bool fits = !row->fits || row->fits(value);
        put_words(draft, fits ? row->names : "", row->label, value);
    }
}

/* What a style would otherwise say or leave out: that a thesis is a doctoral one; that a report
 * comes from the office that wrote it. */
static void put_kind(struct draft *draft) {
    const struct names *authors = &draft->record->field[FIELD_AUTHOR].names;
    bool by_office = authors->count && piece_is_organisation(&authors->at[0]);
    if (str_equal(draft->type, S("phdthesis")) && !is_written(draft, S("type")))
        put_line(draft, S("type"), S("Thesis"));
    if (str_has_word(S("report techreport"), draft->type) && by_office &&
        !is_written(draft, S("institution")))
        put_line(draft, S("institution"), piece_name(draft->each, &authors->at[0]));
}

static void put_tags(struct draft *draft) {
    struct tags tags = piece_tags(draft->each, draft->record);
    struct buf all = buf_in(draft->each);
    for (size_t i = 0; i < tags.count; i++)
        buf_join(&all, ", ", piece_unsplit(draft->each, tags.at[i], ",;"));
    put_line(draft, S("keywords"), buf_text(&all));
}

/* "MA thesis", "M.Phil.", "Master's thesis" */
static bool is_masters(struct str genre) {
    bool letters = genre.len > 1 && genre.at[0] == 'M' &&
                   (is_upper(genre.at[1]) || genre.at[1] == '.' || genre.at[1] == 'S');
    return letters || str_find_fold(genre, S("master"), 0) != STR_NONE;
}

/* What the types table says, but for what a type of entry must have. */
static struct str type_of(struct record *record, bool biblatex) {
    const struct type *row = piece_type(record_take(record, FIELD_TYPE));
    bool edited = record_has(record, FIELD_EDITOR);
    if (!row)
        return biblatex && piece_is_address(record_take(record, FIELD_URL)) ? S("online")
                                                                            : S("misc");
    struct str type = str_of(biblatex ? row->biblatex : row->bibtex);
    if (str_equal(type, S("phdthesis")) && is_masters(record->field[FIELD_GENRE].text))
        return S("mastersthesis");
    if (biblatex && str_equal(type, S("book")) && edited && !record_has(record, FIELD_AUTHOR))
        return S("collection");
    if (biblatex && str_has_word(S("incollection inreference"), type) && !edited)
        return S("inbook");
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
    buf_put(out, piece_replaced(each, line, "@", "(at)"));
}

void bibtex_put(struct arena *each, struct buf *out, struct record *record, bool biblatex) {
    struct draft draft = {.each = each,
                          .out = out,
                          .record = record,
                          .biblatex = biblatex,
                          .type = type_of(record, biblatex),
                          .used = buf_in(each),
                          .note = buf_in(each)};
    const struct entry_type *entry_type = STR_ROW(draft.type, entry_types);
    draft.takes = entry_type->takes;
    if (record_source(record))
        put_source(each, out, record_source(record));
    buf_format(out, "@%.*s{", STR_ARGS(draft.type));
    put_key(out, record_take(record, FIELD_ID));
    buf_puts(out, ",\n");
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (record_has(record, field))
            put_field(&draft, field);
    put_kind(&draft);
    put_tags(&draft);
    put_line(&draft, S("note"), buf_text(&draft.note));
    buf_puts(out, "}\n\n");
}
