/* Properties of machine-readable data, whatever their vocabulary, as fields. */
#include "knowledge/stated.h"

#include "ground/utf8.h"
#include "knowledge/address.h"
#include "knowledge/bibentry.h"
#include "knowledge/dates.h"
#include "knowledge/identifiers.h"
#include "knowledge/names.h"
#include "wrappers/pattern.h"

enum part {
    PART_FIELD,
#define KNOWN(part) PART_##part,
#include "knowledge/stated.def"
    PART_COUNT
};

static const struct {
    const char *property;
    enum part part;
    enum field field;
} properties[] = {
#define STATES(property, field) {property, PART_FIELD, FIELD_##field},
#define PART(property, part) {property, PART_##part, FIELD_COUNT},
#include "knowledge/stated.def"
};

static const struct {
    const char *word, *type;
} types[] = {
#define IS(word, type) {word, type},
#include "knowledge/stated.def"
};

struct stating {
    struct arena *arena;
    struct record *record;
    size_t room[FIELD_COUNT];    /* of lists of names */
    struct str part[PART_COUNT]; /* the first value of each part */
};

static void add_name(struct stating *stating, enum field field, struct name name) {
    struct names *names = &stating->record->field[field].names;
    for (size_t i = 0; i < names->count; i++)
        if (name_equal(&names->at[i], &name))
            return;
    *arena_push(stating->arena, names->at, names->count, &stating->room[field]) = name;
}

/* "Doe, Jane", "Doe, Jr., Jane", "Jane Doe", several of them, or an organisation. */
static void state_names(struct stating *stating, enum field field, struct str value) {
    static struct pattern inverted =
        PATTERN("^([^,;]+?) ?, (?:((?:Jr|Sr|I{2,3}|IV)\\.?), )?([^,;]+)$");
    struct match match;
    if (pattern_find(&inverted, value, 0, &match) && !names_have_organisation(value)) {
        add_name(stating, field,
                 (struct name){
                     .family = match.group[1], .suffix = match.group[2], .given = match.group[3]});
        return;
    }
    struct byline byline = names_read(
        stating->arena, value, names_have_organisation(value) ? ORDER_INVERTED : ORDER_STRAIGHT);
    for (size_t i = 0; i < byline.names.count; i++)
        add_name(stating, field, byline.names.at[i]);
    if (!byline.names.count)
        add_name(stating, field, (struct name){.literal = value});
}

/* "2008-11-05" with what time of day may follow, else a date as people write it. */
static void state_date(struct stating *stating, enum field field, struct str value) {
    static struct pattern iso = PATTERN("^(\\d{4})(?:[-/](\\d\\d?)(?:[-/](\\d\\d?))?)?(?:$|[T ])");
    struct date *date = &stating->record->field[field].date;
    struct match match;
    struct found_date found;
    if (pattern_find(&iso, value, 0, &match)) {
        *date = (struct date){.count = 1};
        for (int i = 0; i < 3 && match.group[i + 1].at; i++)
            date->part[0][i] = (int)str_number(match.group[i + 1]);
    } else if (date_find(value, 0, &found)) {
        *date = found.date;
    }
}

/* An address, "info:doi/10…", "PMID: 1234567" or a bare DOI. */
static void state_identifier(struct stating *stating, struct str value) {
    static struct pattern pubmed = PATTERN_FOLD("(?:info:pmid/|^pmid:? ?)(\\d{4,9})$"),
                          central = PATTERN("(?:^|/)(PMC\\d{4,9})/?$");
    struct value *field = stating->record->field;
    struct found_identifier found;
    value = str_trim(value);
    if (str_starts_fold(value, S("info:doi/")))
        value = str_from(value, sizeof "info:doi/" - 1);
    if (identifier_find(IDENTIFIER_DOI, value, 0, &found) && !field[FIELD_DOI].text.len)
        field[FIELD_DOI].text = found.value;
    field[FIELD_PMID].text = pattern_group(&pubmed, value, field[FIELD_PMID].text);
    field[FIELD_PMCID].text = pattern_group(&central, value, field[FIELD_PMCID].text);
    static struct pattern web = PATTERN_FOLD("^(?:https?:)?//");
    if (pattern_in(&web, value) && !field[FIELD_URL].text.len)
        field[FIELD_URL].text = value;
}

/* The name of a property or a type without the prefix or the address of its vocabulary. */
static struct str bare(struct str name) {
    for (size_t i = name.len; i > 0; i--)
        if (name.at[i - 1] == '/' || name.at[i - 1] == ':' || name.at[i - 1] == '#' ||
            name.at[i - 1] == '@')
            return str_from(name, i);
    return name;
}

static void state_kind(struct stating *stating, struct str value) {
    struct str word = utf8_fold(stating->arena, bare(str_trim(value)));
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_equal(word, str_of(types[i].word)))
            stating->record->field[FIELD_TYPE].text = str_of(types[i].type);
}

static void state_field(struct stating *stating, enum field field, struct str value) {
    value = str_squeeze(stating->arena, value);
    if (field_kind(field) == KIND_NAMES)
        state_names(stating, field, value);
    else if (record_has(stating->record, field))
        return;
    else if (field_kind(field) == KIND_DATE)
        state_date(stating, field, value);
    else
        stating->record->field[field].text = value;
}

static void state(struct stating *stating, struct str property, struct str value) {
    property = str_lower(stating->arena, property);
    value = str_trim(value);
    for (size_t i = 0; value.len && i < sizeof properties / sizeof properties[0]; i++) {
        if (!str_equal(property, str_of(properties[i].property)))
            continue;
        enum part part = properties[i].part;
        if (part == PART_FIELD)
            state_field(stating, properties[i].field, value);
        else if (part == PART_IDENTIFIER)
            state_identifier(stating, value);
        else if (part == PART_KIND)
            state_kind(stating, value);
        else if (!stating->part[part].len)
            stating->part[part] = str_squeeze(stating->arena, value);
    }
}

/* The first author, where family and given names are properties of their own. */
static void finish_names(struct stating *stating) {
    const struct str *part = stating->part;
    struct names *authors = &stating->record->field[FIELD_AUTHOR].names;
    struct name first = {.family = part[PART_FAMILY],
                         .given = part[part[PART_GIVEN].len ? PART_GIVEN : PART_INITIALS],
                         .suffix = part[PART_SUFFIX]};
    if (!first.family.len)
        return;
    /* The list of all may begin with the same person. */
    bool listed = authors->count && (str_equal(authors->at[0].family, first.family) ||
                                     str_starts(authors->at[0].literal, first.family));
    struct names others = {authors->count - listed, authors->at + listed};
    *authors = names_joined(stating->arena, (struct names){1, &first}, others);
}

static void finish_pages(struct stating *stating) {
    struct str first = stating->part[PART_FIRST_PAGE], last = stating->part[PART_LAST_PAGE];
    if (record_has(stating->record, FIELD_PAGE) || !first.len)
        return;
    stating->record->field[FIELD_PAGE].text =
        last.len && !str_equal(first, last)
            ? str_format(stating->arena, "%.*s-%.*s", STR_ARGS(first), STR_ARGS(last))
            : first;
}

static void finish_date(struct stating *stating) {
    struct str year = stating->part[PART_YEAR], month = stating->part[PART_MONTH];
    if (record_has(stating->record, FIELD_ISSUED) || !year.len)
        return;
    state_date(stating, FIELD_ISSUED,
               str_format(stating->arena, "%.*s %.*s", STR_ARGS(month), STR_ARGS(year)));
    if (!record_has(stating->record, FIELD_ISSUED))
        state_date(stating, FIELD_ISSUED, year);
}

/* True where anything but its kind is stated. */
static bool finish(struct stating *stating) {
    struct value *field = stating->record->field;
    struct str book = stating->part[PART_BOOK], number = stating->part[PART_NUMBER];
    if (!field[FIELD_TITLE].text.len)
        field[FIELD_TITLE].text = book;
    else if (!field[FIELD_CONTAINER_TITLE].text.len)
        field[FIELD_CONTAINER_TITLE].text = book;
    bool in_journal = field[FIELD_CONTAINER_TITLE].text.len && !book.len;
    field[in_journal ? FIELD_ISSUE : FIELD_NUMBER].text =
        number.len ? number : field[in_journal ? FIELD_ISSUE : FIELD_NUMBER].text;
    /* "article" is said of anything that is no book. */
    if (str_equal(field[FIELD_TYPE].text, S("article-journal")) && !in_journal)
        field[FIELD_TYPE].text = S("");
    finish_names(stating);
    finish_pages(stating);
    finish_date(stating);
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (f != FIELD_TYPE && record_has(stating->record, f))
            return true;
    return false;
}

/* "a=1;b=2" with `between` for the semicolon; COinS writes both sides as addresses do. */
static void state_pairs(struct stating *stating, struct str text, char between, bool encoded) {
    struct str pair;
    while (str_next(&text, between, &pair)) {
        size_t equals = str_find_char(pair, '=', 0);
        if (equals == STR_NONE)
            continue;
        struct str value = str_from(pair, equals + 1);
        if (encoded) {
            char *blanks = str_zero_ended(stating->arena, value);
            for (char *c = blanks; *c; c++)
                *c = *c == '+' ? ' ' : *c;
            value = address_decoded(stating->arena, (struct str){blanks, value.len});
        }
        state(stating, str_trim(str_part(pair, 0, equals)), value);
    }
}

static void state_value(struct stating *stating, struct str around, struct str name,
                        const struct json *value) {
    for (size_t i = 0; i < json_length(value); i++)
        state_value(stating, around, name, json_at(value, i));
    for (struct json_member m = json_first(value); m.value; m = json_next(m))
        state_value(stating, name, bare(m.name), m.value);
    struct str property =
        around.len ? str_format(stating->arena, "%.*s.%.*s", STR_ARGS(around), STR_ARGS(name))
                   : name;
    state(stating, property, json_text_or_number(stating->arena, value));
}

bool stated_read(struct arena *arena, const struct json *datum, struct stated *stated) {
    static const struct str kinds[] = {
#define DATA_KIND(kind, name) S(name),
#include "knowledge/data_kinds.def"
    };
    const struct str *kind = STR_ROW(json_text(json_get(datum, "kind")), kinds);
    const struct json *value = json_get(datum, "value");
    if (!kind)
        return false;
    *stated = (struct stated){.kind = kind->at};
    struct stating stating = {.arena = arena, .record = &stated->record};
    bool coins = str_equal(*kind, S("COinS"));
    state_pairs(&stating, json_text(value), coins ? '&' : ';', coins);
    for (struct json_member m = json_first(value); m.value; m = json_next(m))
        state_value(&stating, S(""), bare(m.name), m.value);
    return finish(&stating);
}

size_t stated_read_bibtex(struct arena *arena, struct str text, struct stated *stated) {
    *stated = (struct stated){.kind = "BibTeX"};
    struct stating stating = {.arena = arena, .record = &stated->record};
    struct bib_entry entry;
    if (!bib_read(arena, text, &entry))
        return 0;
    state_kind(&stating, entry.kind);
    for (size_t i = 0; i < entry.count; i++) {
        const struct bib_field *field = &entry.fields[i];
        if (field->braced && str_equal_fold(field->name, S("author")))
            add_name(&stating, FIELD_AUTHOR, (struct name){.literal = field->value});
        else
            state(&stating, field->name, field->value);
    }
    return finish(&stating) ? entry.end : 0;
}
