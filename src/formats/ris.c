/* A record as lines of RIS. To be read from the bottom: the tables say which field goes where. */
#include "formats/ris.h"

#include "formats/pieces.h"
#include "ground/arena.h"

/* A record as far as it is written. */
struct draft {
    struct arena *each;
    struct buf *out;
    struct record *record;
    const char *type; /* "JOUR" */
    struct buf used;  /* the tags written so far, a blank between them */
    struct buf note;  /* all that goes into the one N1 */
};

static const char entities[] =
#include "formats/ris-entities.def"
    ;

/* True where `text`, which follows an "&", would be decoded with it. Zotero reads values
 * as HTML: "?id=1&section=2" would become "?id=1§ion=2". */
static bool is_entity(struct str text) {
    size_t len = 0;
    if (str_starts(text, S("#")))
        return text.len > 1 && (is_digit(text.at[1]) || to_lower(text.at[1]) == 'x');
    while (len < text.len && is_alnum(text.at[len]))
        len++;
    if (len > 1 && len < text.len && text.at[len] == ';')
        return true;
    struct str name, names = str_of(entities);
    while (str_next(&names, ' ', &name))
        if (str_starts(text, name))
            return true;
    return false;
}

/* True where a "<" before `text` would start a tag. */
static bool is_markup(struct str text) {
    return text.len && (is_alpha(text.at[0]) || str_find_char(S("/!?"), text.at[0], 0) != STR_NONE);
}

/* Text that comes through as it is: where `html`, a blank breaks what a reader of HTML would
 * decode; where "*" is forbidden, U+2217 looks alike. */
static struct str guard_text(struct arena *arena, struct str text, bool html, bool forbidden) {
    struct buf out = buf_in(arena);
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c != '*' && c != '<' && c != '&')
            continue;
        struct str rest = str_from(text, i + 1);
        bool broken = html && ((c == '<' && is_markup(rest)) || (c == '&' && is_entity(rest)));
        if (!broken && !(c == '*' && forbidden))
            continue;
        buf_put(&out, str_part(text, from, i + broken));
        buf_puts(&out, broken ? " " : "\xe2\x88\x97");
        from = i + 1;
    }
    if (!from)
        return text;
    buf_put(&out, str_from(text, from));
    return buf_text(&out);
}

/* An address that a reader of HTML leaves as it is: "&%73ection=2" means what "&section=2" does. */
static struct str guard_address(struct arena *arena, struct str url) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < url.len; i++) {
        buf_char(&out, url.at[i]);
        if (url.at[i] != '&' || !is_entity(str_from(url, i + 1)))
            continue;
        if (url.at[i + 1] == '#')
            buf_char(&out, url.at[++i]);
        buf_format(&out, "%%%02X", (unsigned char)url.at[++i]);
    }
    return buf_text(&out);
}

/* One physical line: "TI  - Women at risk". An empty value gives none. */
static void put_line(struct draft *draft, const char *tag, struct str value) {
    if (!value.len)
        return;
    /* "*" is forbidden in names, keywords and the titles of journals. */
    value = guard_text(draft->each, value, !str_has_word(S("AB UR"), str_of(tag)),
                       str_has_word(S("AU A2 A3 A4 KW T2 J2"), str_of(tag)));
    buf_puts(draft->out, tag);
    buf_puts(draft->out, "  - ");
    buf_put(draft->out, value);
    buf_puts(draft->out, "\r\n");
    buf_join(&draft->used, " ", str_of(tag));
}

static bool is_written(const struct draft *draft, const char *tag) {
    return str_has_word(buf_text(&draft->used), str_of(tag));
}

static bool is_type(const struct draft *draft, const char *type) {
    return str_equal(str_of(draft->type), str_of(type));
}

static struct str value_of(const struct draft *draft, enum field field) {
    return piece_value(draft->each, draft->record, field);
}

/* One line a name. */
static void put_names(struct draft *draft, enum field field, const char *tag) {
    struct names names = record_take_names(draft->record, field);
    for (size_t i = 0; i < names.count; i++)
        put_line(draft, tag, piece_inverted(draft->each, draft->record, &names.at[i]));
}

/* A conference's proceedings are C3; most readers want T2, which is the conference's own title. */
static void put_container(struct draft *draft, enum field field, const char *tag) {
    struct str title = value_of(draft, field);
    bool conference = is_type(draft, "CONF");
    if (!conference || !record_has(draft->record, FIELD_EVENT_TITLE))
        put_line(draft, tag, title);
    if (conference)
        put_line(draft, "C3", title);
}

/* "2008/04/05/", "2008/04//" */
static struct str slashed(struct arena *arena, const int part[3]) {
    return str_format(arena, part[2] ? "%04d/%02d/%02d/" : "%04d/%02d//", part[0], part[1],
                      part[2]);
}

/* PY holds four digits and nothing else; what more is known of the date goes into N1. */
static void put_issued(struct draft *draft, enum field field, const char *tag) {
    struct date date = record_take_date(draft->record, field);
    struct str year = piece_year(draft->each, &date);
    put_line(draft, tag, year);
    if (year.len && date.part[0][1])
        put_line(draft, "DA", slashed(draft->each, date.part[0]));
    if (!year.len || !piece_is_one_day(&date))
        piece_note(&draft->note, "Date", piece_date(draft->each, &date));
}

/* Without PY some readers take Y2 for the year of publication. */
static void put_accessed(struct draft *draft, enum field field, const char *tag) {
    struct date date = record_take_date(draft->record, field);
    const int *day = date.part[0];
    if (is_written(draft, "PY") && day[2] && piece_is_one_day(&date))
        put_line(draft, tag, str_format(draft->each, "%04d/%02d/%02d", day[0], day[1], day[2]));
    else
        piece_note(&draft->note, "Accessed", piece_date(draft->each, &date));
}

/* "12-30" is SP 12 and EP 30; any other form stays whole. */
static void put_pages(struct draft *draft, enum field field, const char *tag) {
    static const struct str dashes[] = {{"-", 1}, {"–", sizeof "–" - 1}};
    struct str pages = value_of(draft, field);
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t at = str_find(pages, dashes[i], 0);
        struct str from = str_trim(str_part(pages, 0, at));
        struct str to = at == STR_NONE ? S("") : str_trim(str_from(pages, at + dashes[i].len));
        if (!from.len || !to.len || str_find(to, dashes[i], 0) != STR_NONE ||
            str_find_char(pages, ',', 0) != STR_NONE || str_find_char(pages, ';', 0) != STR_NONE)
            continue;
        put_line(draft, tag, from);
        put_line(draft, "EP", to);
        return;
    }
    put_line(draft, tag, pages);
}

/* UR takes one address that works anywhere; other links of the entry go into N1. */
static void put_address(struct draft *draft, enum field field, const char *tag) {
    struct str url = guard_address(draft->each, value_of(draft, field));
    if (piece_is_address(url))
        put_line(draft, tag, url);
    else
        piece_note(&draft->note, "Link", url);
}

static void put_links(struct draft *draft, enum field field, const char *tag) {
    (void)field, (void)tag;
    struct links links = record_take_links(draft->record);
    for (size_t i = 0; i < links.count; i++) {
        struct record_link link = links.at[i];
        link.href = guard_address(draft->each, piece_address(draft->each, link.href));
        piece_note(&draft->note, "Link", piece_link(draft->each, &link));
    }
}

static const struct {
    const char *tag, *label;
    void (*put)(struct draft *draft, enum field field, const char *tag);
} fields[FIELD_COUNT] = {
#define FIELD(id, ...) [FIELD_##id] = {__VA_ARGS__},
#include "formats/ris-fields.def"
};

static const struct {
    const char *types;
    enum field field;
    const char *tag;
} elsewhere[] = {
#define ELSEWHERE(types, field, tag) {types, FIELD_##field, tag},
#include "formats/ris-elsewhere.def"
};

static const char *tag_of(const struct draft *draft, enum field field) {
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++)
        if (elsewhere[i].field == field &&
            str_has_word(str_of(elsewhere[i].types), str_of(draft->type)))
            return elsewhere[i].tag;
    return fields[field].tag;
}

static void put_field(struct draft *draft, enum field field) {
    const char *tag = tag_of(draft, field);
    if (fields[field].put && (tag || !fields[field].label)) {
        fields[field].put(draft, field, tag);
    } else if (fields[field].label) {
        struct str value = value_of(draft, field);
        if (tag && !is_written(draft, tag))
            put_line(draft, tag, value);
        else
            piece_note(&draft->note, fields[field].label, value);
    }
}

/* Zotero splits keywords at ";", and at "," where a record has but one. */
static void put_tags(struct draft *draft) {
    struct tags tags = piece_tags(draft->each, draft->record);
    const char *split = tags.count == 1 ? ",;" : ";";
    for (size_t i = 0; i < tags.count; i++)
        put_line(draft, "KW", piece_unsplit(draft->each, tags.at[i], split));
}

static const char *type_of(struct record *record) {
    const struct type *type = piece_type(record_take(record, FIELD_TYPE));
    if (type)
        return type->ris;
    return piece_is_address(record_take(record, FIELD_URL)) ? "ELEC" : "GEN";
}

void ris_put(struct arena *each, struct buf *out, struct record *record) {
    struct draft draft = {.each = each,
                          .out = out,
                          .record = record,
                          .type = type_of(record),
                          .used = buf_in(each),
                          .note = buf_in(each)};
    put_line(&draft, "TY", str_of(draft.type));
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (record_has(record, field))
            put_field(&draft, field);
    put_tags(&draft);
    if (is_type(&draft, "GEN")) /* Zotero would make it a journal article */
        put_line(&draft, "M2", S("type: document"));
    put_line(&draft, "N1", buf_text(&draft.note));
    buf_puts(out, "ER  - \r\n\r\n");
}
