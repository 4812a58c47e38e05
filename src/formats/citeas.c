/* A record in a sentence. */
#include "formats/citeas.h"

#include <stdlib.h>

#include "formats/href.h"
#include "formats/xhtml.h"
#include "ground/utf8.h"

static bool has_month(const int part[3]) {
    return part[1] >= 1 && part[1] <= 12;
}

static void put_month(struct buf *out, const struct words *words, const int part[3]) {
    enum word first = part[2] ? WORD_DAY_JANUARY : WORD_JANUARY;
    if (part[2])
        buf_format(out, "%d%s", part[2], words_get(words, WORD_AFTER_DAY));
    words_put(out, words, first + (enum word)part[1] - 1);
}

static void put_year(struct buf *out, const struct words *words, int year) {
    struct str digits = str_format(out->arena, "%d", abs(year));
    if (year < 0)
        words_put_filled(out, words, WORD_BC, digits);
    else
        buf_put(out, digits);
}

static void put_point(struct buf *out, const struct words *words, const int part[3], bool year) {
    if (has_month(part)) {
        put_month(out, words, part);
        buf_puts(out, year ? words_get(words, WORD_AFTER_MONTH) : "");
    }
    if (year)
        put_year(out, words, part[0]);
}

/* "12 March 2013", "2001–2003", "12–14 March 2013", "30 March – 2 April 2013" without the years. */
static void put_points(struct buf *out, const struct words *words, struct date date, bool year) {
    const int *from = date.part[0], *to = date.part[1];
    bool range = date.count > 1 && (year || has_month(to)), month = has_month(from);
    if (range && month && from[0] == to[0] && from[1] == to[1] && from[2] && to[2])
        buf_format(out, "%d%s", from[2], *words_get(words, WORD_AFTER_DAY) == '.' ? ".–" : "–");
    else {
        put_point(out, words, from, year);
        buf_puts(out, !range ? "" : month ? " – " : "–");
    }
    if (range)
        put_point(out, words, to, year);
}

static bool put_season(struct buf *out, const struct words *words, struct date date) {
    bool known = date.season >= 1 && date.season <= 4;
    if (known)
        words_put(out, words, WORD_SPRING + (enum word)date.season - 1);
    return known;
}

bool citeas_date(struct buf *out, const struct words *words, struct date date) {
    if (!date.count) {
        xhtml_text(out, date.literal);
        return date.literal.len > 0;
    }
    if (date.circa)
        words_put(out, words, WORD_CIRCA);
    if (put_season(out, words, date))
        buf_puts(out, words_get(words, WORD_AFTER_MONTH));
    put_points(out, words, date, true);
    return true;
}

/* The years alone; in their place what the page says of the state of the work, or "no date". */
static void put_years(struct buf *out, const struct words *words, struct record *r) {
    struct date date = record_take_date(r, FIELD_ISSUED);
    date.season = 0;
    for (int i = 0; i < 2; i++)
        date.part[i][1] = date.part[i][2] = 0;
    if (date.count > 1 && date.part[0][0] == date.part[1][0])
        date.count = 1;
    if (citeas_date(out, words, date))
        return;
    struct str status = record_take(r, FIELD_STATUS);
    xhtml_text(out, status);
    if (!status.len)
        words_put(out, words, WORD_NO_DATE);
}

static void put_word(struct buf *out, struct str word) {
    if (!word.len)
        return;
    if (out->len && out->at[out->len - 1] != ' ' && !str_ends(buf_text(out), S("’")))
        buf_char(out, ' ');
    buf_put(out, word);
}

/* A name as it is spoken, with `given` for its given names. */
static struct str spoken(struct arena *arena, const struct name *name, struct str given) {
    if (name->literal.len)
        return name->literal;
    struct buf out = buf_in(arena);
    put_word(&out, given);
    put_word(&out, name->dropping_particle);
    put_word(&out, name->non_dropping_particle);
    put_word(&out, name->family);
    put_word(&out, name->suffix);
    return buf_text(&out);
}

static struct str printed_name(struct arena *arena, const struct name *name) {
    return spoken(arena, name, name->given);
}

/* One word of a given name: "Ellen" as "E.", "R" as "R.", "MB" as it is; so is a word in a script
 * without capitals. */
static void put_initial(struct buf *out, struct str word) {
    size_t letters = 0, capitals = 0, width;
    for (size_t i = 0; i < word.len; i += width) {
        uint32_t c = utf8_decode(word, i, &width);
        letters += utf8_is_letter(c);
        capitals += utf8_is_upper(c);
    }
    bool whole = !capitals || (capitals == letters && letters > 1) ||
                 !utf8_is_letter(utf8_decode(word, 0, &width));
    buf_put(out, whole ? word : str_part(word, 0, width));
    buf_puts(out, whole ? "" : ".");
}

/* "Mary Ann" as "M.A.", "Jean-Paul" as "J.-P.". */
static void put_initials(struct buf *out, struct str given) {
    struct str word, half;
    size_t start = out->len;
    while (str_next(&given, ' ', &word)) {
        if (out->len > start && out->at[out->len - 1] != '.')
            buf_char(out, ' ');
        for (size_t n = 0; str_next(&word, '-', &half); n++) {
            buf_puts(out, n ? "-" : "");
            if (half.len)
                put_initial(out, half);
        }
    }
}

static struct str initialed_name(struct arena *arena, const struct name *name) {
    struct buf given = buf_in(arena);
    put_initials(&given, name->given);
    return spoken(arena, name, buf_text(&given));
}

static struct str listed_name(struct arena *arena, const struct name *name) {
    if (name->literal.len || !name->family.len)
        return printed_name(arena, name);
    struct buf out = buf_in(arena);
    put_word(&out, name->non_dropping_particle);
    put_word(&out, name->family);
    if (name->given.len) {
        buf_puts(&out, ", ");
        put_initials(&out, name->given);
    }
    put_word(&out, name->dropping_particle);
    buf_puts(&out, name->suffix.len ? "," : "");
    put_word(&out, name->suffix);
    return buf_text(&out);
}

typedef struct str naming(struct arena *arena, const struct name *name);

/* Joins names with commas and a last "and"; an open list ("et al.") has no "and". */
static void put_names(struct buf *out, const struct words *words, struct names names, naming *say,
                      bool open) {
    for (size_t i = 0; i < names.count; i++) {
        bool last = i && i + 1 == names.count && !open;
        buf_puts(out, last ? " " : i ? ", " : "");
        if (last)
            words_put(out, words, WORD_AND);
        xhtml_isolated(out, say(out->arena, &names.at[i]));
    }
}

void citeas_names(struct buf *out, const struct words *words, struct names names) {
    put_names(out, words, names, printed_name, false);
}

static void put_editors(struct buf *out, const struct words *words, struct names names, naming *say,
                        bool open) {
    put_names(out, words, names, say, open);
    buf_puts(out, open ? " et al. " : " ");
    words_put(out, words, names.count > 1 || open ? WORD_SOME_EDITORS : WORD_ONE_EDITOR);
}

/* Authors, or else editors; false where there is neither. */
static bool put_creators(struct buf *out, const struct words *words, struct record *r,
                         naming *say) {
    struct names authors = record_take_names(r, FIELD_AUTHOR);
    bool open = record_take_flag(r, FIELD_ET_AL);
    if (authors.count) {
        put_names(out, words, authors, say, open);
        buf_puts(out, open ? " et al." : "");
        return true;
    }
    struct names editors = record_take_names(r, FIELD_EDITOR);
    if (editors.count)
        put_editors(out, words, editors, say, open);
    return editors.count;
}

void citeas_byline(struct buf *out, const struct words *words, struct record *record) {
    if (put_creators(out, words, record, printed_name))
        buf_puts(out, ", ");
    struct date issued = record_take_date(record, FIELD_ISSUED);
    if (!citeas_date(out, words, issued))
        put_years(out, words, record);
    struct str container = record_take(record, FIELD_CONTAINER_TITLE);
    if (container.len)
        xhtml_element(out, ". <cite>", container, "</cite>");
}

/* A reference as far as it is written. */
struct reference {
    struct buf *out;
    const struct words *words;
    struct record *r;
    size_t fresh;      /* how long it was behind the year: no mark stands there */
    bool editors_said; /* the editors are named already */
};

/* True where a sentence ends already: behind "?", "!", an abbreviation. */
static bool is_ended(const struct reference *ref) {
    struct str text = buf_text(ref->out), close = str_of(words_get(ref->words, WORD_CLOSE));
    while (text.len && text.at[text.len - 1] == '>') {
        while (text.at[text.len - 1] != '<')
            text.len--;
        text.len--;
    }
    if (str_ends(text, close))
        text.len -= close.len;
    return str_ends(text, S(".")) || str_ends(text, S("?")) || str_ends(text, S("!")) ||
           str_ends(text, S("…"));
}

static void go_on(struct reference *ref) {
    buf_puts(ref->out, ref->out->len == ref->fresh ? " " : ", ");
}

static void begin_sentence(struct reference *ref) {
    bool ended = ref->out->len == ref->fresh || is_ended(ref);
    buf_puts(ref->out, ended ? " " : ". ");
}

static void put_cited(struct reference *ref, struct str title) {
    buf_puts(ref->out, "<cite>");
    xhtml_isolated(ref->out, title);
    buf_puts(ref->out, "</cite>");
}

/* A number with the word for what it counts; a text of several words has its own. */
static void put_labelled(struct reference *ref, enum word word, struct str number) {
    if (!number.len)
        return;
    go_on(ref);
    if (str_find_char(number, ' ', 0) == STR_NONE)
        words_put_filled(ref->out, ref->words, word, number);
    else
        xhtml_isolated(ref->out, number);
}

static void put_brackets(struct reference *ref, struct str genre, struct str medium) {
    struct buf both = buf_in(ref->out->arena);
    buf_put(&both, genre);
    if (medium.len)
        buf_join(&both, ", ", medium);
    if (both.len)
        xhtml_element(ref->out, " [", buf_text(&both), "]");
}

static void put_medium(struct reference *ref) {
    put_brackets(ref, S(""), record_take(ref->r, FIELD_MEDIUM));
}

static void put_form(struct reference *ref) {
    put_brackets(ref, record_take(ref->r, FIELD_GENRE), record_take(ref->r, FIELD_MEDIUM));
}

static void put_edition(struct reference *ref) {
    struct str text = record_take(ref->r, FIELD_EDITION), digits = text;
    if (!text.len)
        return;
    if (text.len > 2 && str_has_word(S("st nd rd th"), str_from(text, text.len - 2)))
        digits.len -= 2;
    long n = str_number(digits), last = n % 100 / 10 == 1 || n % 10 > 3 ? 0 : n % 10;
    begin_sentence(ref);
    if (n > 0)
        words_put_filled(ref->out, ref->words, WORD_EDITION + (enum word)last, digits);
    else
        xhtml_isolated(ref->out, text);
}

static void put_container(struct reference *ref) {
    struct str title = record_take(ref->r, FIELD_CONTAINER_TITLE);
    if (!title.len)
        return;
    go_on(ref);
    put_cited(ref, title);
}

static void put_inside(struct reference *ref) {
    struct str title = record_take(ref->r, FIELD_CONTAINER_TITLE);
    struct names editors = record_take_names(ref->r, FIELD_EDITOR);
    bool edited = editors.count && !ref->editors_said;
    if (!title.len && !edited)
        return;
    go_on(ref);
    words_element(ref->out, "", ref->words, WORD_IN, " ");
    if (edited)
        put_editors(ref->out, ref->words, editors, initialed_name, false);
    ref->editors_said = true;
    buf_puts(ref->out, edited && title.len ? " " : "");
    if (title.len)
        put_cited(ref, title);
}

static void put_issue(struct reference *ref) {
    struct str volume = record_take(ref->r, FIELD_VOLUME), issue = record_take(ref->r, FIELD_ISSUE);
    if (!volume.len) {
        put_labelled(ref, WORD_ISSUE, issue);
        return;
    }
    go_on(ref);
    xhtml_isolated(ref->out, volume);
    if (issue.len)
        xhtml_element(ref->out, "(", issue, ")");
}

static void put_volume(struct reference *ref) {
    put_labelled(ref, WORD_VOLUME, record_take(ref->r, FIELD_VOLUME));
    put_labelled(ref, WORD_ISSUE, record_take(ref->r, FIELD_ISSUE));
}

/* The date without its year. */
static void put_day(struct reference *ref) {
    struct date date = record_take_date(ref->r, FIELD_ISSUED);
    if (!date.count || !(has_month(date.part[0]) || date.season))
        return;
    go_on(ref);
    if (!put_season(ref->out, ref->words, date))
        put_points(ref->out, ref->words, date, false);
}

static void put_issue_or_day(struct reference *ref) {
    if (record_has(ref->r, FIELD_VOLUME) || record_has(ref->r, FIELD_ISSUE))
        put_issue(ref);
    else
        put_day(ref);
}

static void put_pages(struct reference *ref) {
    struct str text = record_take(ref->r, FIELD_PAGE);
    struct buf shown = buf_in(ref->out->arena);
    bool several = false;
    for (size_t i = 0; i < text.len; i++) {
        several |= str_find_char(S("-,;&+ "), text.at[i], 0) != STR_NONE ||
                   (unsigned char)text.at[i] > 127;
        bool range = text.at[i] == '-' && i && i + 1 < text.len && is_alnum(text.at[i - 1]) &&
                     is_alnum(text.at[i + 1]);
        buf_put(&shown, range ? S("–") : str_part(text, i, i + 1));
    }
    if (!text.len)
        return;
    go_on(ref);
    words_put_filled(ref->out, ref->words, several ? WORD_PAGES : WORD_PAGE, buf_text(&shown));
}

/* A text that begins a sentence or stands there behind `between`. */
static void put_sentence(struct reference *ref, bool *begun, const char *between, struct str text) {
    if (!text.len)
        return;
    if (*begun)
        buf_puts(ref->out, between);
    else
        begin_sentence(ref);
    xhtml_isolated(ref->out, text);
    *begun = true;
}

/* What kind of work it is, with its number: "PhD thesis", "Research report 12". */
static void put_kind(struct reference *ref) {
    struct str genre = record_take(ref->r, FIELD_GENRE), number = record_take(ref->r, FIELD_NUMBER);
    bool begun = false;
    put_sentence(ref, &begun, "", genre);
    if (begun)
        put_sentence(ref, &begun, " ", number);
    else
        put_labelled(ref, WORD_ISSUE, number);
}

static void put_makers(struct reference *ref, enum word word, enum field field) {
    struct names names = record_take_names(ref->r, field);
    if (!names.count)
        return;
    begin_sentence(ref);
    words_element(ref->out, "", ref->words, word, " ");
    put_names(ref->out, ref->words, names, initialed_name, false);
}

/* Who else made the work. */
static void put_others(struct reference *ref) {
    if (!ref->editors_said)
        put_makers(ref, WORD_EDITOR, FIELD_EDITOR);
    put_makers(ref, WORD_TRANSLATOR, FIELD_TRANSLATOR);
}

static void put_event(struct reference *ref) {
    struct str title = record_take(ref->r, FIELD_EVENT_TITLE);
    struct str place = record_take(ref->r, FIELD_EVENT_PLACE);
    struct date date = record_take_date(ref->r, FIELD_EVENT_DATE);
    if (!title.len && !place.len && !date.count && !date.literal.len)
        return;
    begin_sentence(ref);
    if (title.len)
        put_cited(ref, title);
    buf_puts(ref->out, title.len && place.len ? ", " : "");
    xhtml_isolated(ref->out, place);
    if (date.count || date.literal.len) {
        buf_puts(ref->out, title.len || place.len ? ", " : "");
        citeas_date(ref->out, ref->words, date);
    }
}

static void put_publisher(struct reference *ref) {
    struct str series = record_take(ref->r, FIELD_COLLECTION_TITLE);
    struct str number = record_take(ref->r, FIELD_COLLECTION_NUMBER);
    bool begun = false;
    put_sentence(ref, &begun, "", record_take(ref->r, FIELD_PUBLISHER_PLACE));
    put_sentence(ref, &begun, ": ", record_take(ref->r, FIELD_PUBLISHER));
    bool bracketed = begun && (series.len || number.len);
    put_sentence(ref, &begun, " (", series);
    put_sentence(ref, &begun, series.len ? ", " : " (", number);
    buf_puts(ref->out, bracketed ? ")" : "");
}

/* How the title stands. */
enum manner { PART, WORK, LAW };

static const struct cited {
    struct str type;
    enum manner manner;
    void (*parts[10])(struct reference *);
} rows[] = {
#define CITED(type, manner, ...) {S(type), manner, {__VA_ARGS__}},
#include "formats/citeas-types.def"
};

static void put_title(struct reference *ref, enum manner manner) {
    struct str title = xhtml_line(ref->out->arena, record_take(ref->r, FIELD_TITLE));
    bool whole = manner == LAW || (manner == WORK && !record_has(ref->r, FIELD_CONTAINER_TITLE));
    if (!title.len) {
        words_put(ref->out, ref->words, WORD_NO_TITLE);
    } else if (whole) {
        put_cited(ref, title);
    } else {
        buf_puts(ref->out, words_get(ref->words, WORD_OPEN));
        xhtml_isolated(ref->out, title);
        buf_puts(ref->out, words_get(ref->words, WORD_CLOSE));
    }
}

void citeas_reference(struct buf *out, const struct words *words, struct record *record) {
    struct reference ref = {.out = out, .words = words, .r = record, .fresh = STR_NONE};
    const struct cited *row = STR_ROW(record_take(record, FIELD_TYPE), rows);
    row = row ? row : rows;
    bool named = put_creators(out, words, record, listed_name);
    ref.editors_said = !record->field[FIELD_AUTHOR].names.count;
    if (!named)
        put_title(&ref, row->manner);
    buf_puts(out, " (");
    put_years(out, words, record);
    buf_puts(out, named ? ") " : ")");
    if (named)
        put_title(&ref, row->manner);
    else
        ref.fresh = out->len;
    for (size_t i = 0; i < sizeof row->parts / sizeof *row->parts && row->parts[i]; i++)
        row->parts[i](&ref);
    buf_puts(out, is_ended(&ref) ? "" : ".");
}

void citeas_address(struct buf *out, const struct words *words, const struct record *record) {
    struct str doi = record->field[FIELD_DOI].text, address = record->field[FIELD_URL].text;
    struct date seen = record->field[FIELD_ACCESSED].date;
    bool lasting = str_starts(doi, S("10."));
    if (lasting)
        address = href_of_doi(out->arena, doi);
    if (!address.len)
        return;
    buf_char(out, ' ');
    words_label(out, words, WORD_AVAILABLE_AT);
    xhtml_link(out, address, S(""));
    if (lasting || (!seen.count && !seen.literal.len))
        return;
    buf_puts(out, " (");
    words_label(out, words, WORD_ACCESSED_ON);
    citeas_date(out, words, seen);
    buf_puts(out, ").");
}

struct str citeas_order(struct arena *arena, const struct record *record) {
    const struct value *field = record->field;
    struct names names = field[FIELD_AUTHOR].names;
    if (!names.count)
        names = field[FIELD_EDITOR].names;
    struct str title = utf8_fold(arena, xhtml_line(arena, field[FIELD_TITLE].text));
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < names.count; i++) {
        const struct name *n = &names.at[i];
        struct str family = n->literal.len ? n->literal : n->family;
        buf_put(&out, utf8_fold(arena, family));
        buf_char(&out, ' ');
        buf_put(&out, utf8_fold(arena, n->given));
        buf_char(&out, '\1');
    }
    if (!names.count)
        buf_put(&out, title);
    buf_format(&out, "\1%06d\1", field[FIELD_ISSUED].date.part[0][0]);
    buf_put(&out, title);
    return buf_text(&out);
}
