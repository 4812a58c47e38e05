/* Looking at records one by one, and at all of them together. */
#include "knowledge/findings.h"

#include <stdlib.h>
#include <string.h>

#include "ground/utf8.h"
#include "knowledge/identifiers.h"
#include "knowledge/names.h"
#include "knowledge/patterns.def"
#include "knowledge/unread.h"
#include "wrappers/pattern.h"

enum kind {
#define FINDING(id, level, name, advice) FOUND_##id,
#include "knowledge/findings.def"
};

static const struct {
    enum level level;
    const char *name, *advice;
} kinds[] = {
#define FINDING(id, level, name, advice) [FOUND_##id] = {LEVEL_##level, name, advice},
#include "knowledge/findings.def"
};

static struct {
    enum kind kind;
    enum field field;
    struct pattern pattern;
    const char *what;
} rules[] = {
#define FOUND_BY(kind, field, pattern, what)                                                       \
    {FOUND_##kind, FIELD_##field, PATTERN_FOLD(pattern), what},
#include "knowledge/findings.def"
};

static const enum field parts[] = {
#define PART(field) FIELD_##field,
#include "knowledge/findings.def"
};

/* What is kept of a record. */
struct seen {
    size_t number;
    struct place place;
    long printed;  /* the number that the page prints before it, or -1 */
    size_t before; /* an earlier record that may be the same work, or the record itself */
    unsigned ways; /* by which it may be */
};

/* What a record may have in common with another. */
enum way { BY_DOI, BY_ADDRESS, BY_TITLE, BY_NAME };
static const char *const way_words[] = {"DOI", "address", "title, year and creators"};
struct sign {
    enum way way;
    struct str text;  /* of a name the family's letters, without case and accents */
    struct str parts; /* figures that must not differ where both have them; the given name */
    size_t of;
    struct str shown;
    enum field field;
};

struct findings {
    struct arena *keep;
    struct finding *at;
    struct seen *seen;
    struct sign *signs;
    size_t count, seen_count, sign_count;
    size_t room, seen_room, sign_room;
    int latest, otherwise; /* last year that can have been printed; where the page tells none */
    size_t undated, nameless;
};

struct findings *findings_start(struct arena *keep, struct str today) {
    enum { LATEST_YEAR = 2100 }; /* surely none yet */
    struct findings *findings = arena_make(keep, struct findings, 1);
    long year = str_number(str_part(today, 0, 4));
    findings->keep = keep;
    findings->latest = findings->otherwise = year > 0 ? (int)year : LATEST_YEAR;
    return findings;
}

/* A finding about record `of` of those seen; the sentence lives in the arena. */
static struct finding *add(struct findings *findings, enum kind kind, size_t of, enum field field,
                           struct str sentence) {
    const struct seen *seen = &findings->seen[of];
    struct finding *finding =
        arena_push(findings->keep, findings->at, findings->count, &findings->room);
    *finding = (struct finding){.name = kinds[kind].name,
                                .level = kinds[kind].level,
                                .record = seen->number,
                                .field = field,
                                .place = seen->place,
                                .sentence = sentence,
                                .advice = kinds[kind].advice};
    return finding;
}

/* A finding about a field of the last record: what is wrong, and the part of its value from a
 * little before byte `at`. */
static void doubt(struct findings *findings, enum kind kind, enum field field, const char *what,
                  struct str value, size_t at) {
    enum { BEFORE = 40, LONGEST = 80 };
    size_t from = at > BEFORE ? at - BEFORE : 0;
    while (from && from < at && value.at[from] != ' ')
        from++;
    struct str shown = str_squeeze(findings->keep, str_from(value, from));
    size_t end = utf8_offset(shown, LONGEST);
    add(findings, kind, findings->seen_count - 1, field,
        value.len ? str_format(findings->keep, "%s: \"%s%.*s%s\"", what, from ? "…" : "", (int)end,
                               shown.at, end < shown.len ? "…" : "")
                  : str_of(what));
}

bool page_runs_backwards(struct str page) {
    size_t dash = str_find_char(page, '-', 0);
    if (dash == STR_NONE)
        return false;
    struct str first = str_part(page, 0, dash), last = str_from(page, dash + 1);
    long from = str_number(first), to = str_number(last), unit = 1;
    if (from < 0 || to < 0)
        return false;
    for (size_t i = 0; i < last.len; i++)
        unit *= 10;
    if (last.len < first.len)
        to += from / unit * unit;
    return to < from;
}

static void see_texts(struct findings *findings, const struct record *record) {
    struct match match;
    struct str page = record->field[FIELD_PAGE].text;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct str text = record->field[rules[i].field].text;
        if (pattern_find(&rules[i].pattern, text, 0, &match))
            doubt(findings, rules[i].kind, rules[i].field, rules[i].what, text, match.from);
    }
    if (page_runs_backwards(page))
        doubt(findings, FOUND_PAGE_RANGE, FIELD_PAGE, "the page range runs backwards", page, 0);
}

static void see_dates(struct findings *findings, const struct record *record) {
    for (enum field f = FIELD_ISSUED; f <= FIELD_ACCESSED; f++)
        for (int i = 0; i < 2; i++)
            if (record->field[f].date.part[i][0] > findings->latest)
                doubt(findings, FOUND_FUTURE_YEAR, f, "this year lies in the future",
                      str_format(findings->keep, "%d", record->field[f].date.part[i][0]), 0);
    findings->undated += !record_has(record, FIELD_ISSUED) && !record_has(record, FIELD_STATUS);
}

/* A field may hold several numbers, and the entry's own words one that was not taken for one. */
static void see_number(struct findings *findings, const struct record *record, enum kind kind,
                       enum identifier identifier, enum field field) {
    static const char what[] = "the check digit of this number does not fit the others";
    struct str rest = record->field[field].text, one;
    struct found_identifier wrong;
    while (str_next(&rest, ',', &one))
        if (!identifier_is_right(identifier, one))
            doubt(findings, kind, field, what, one, 0);
    const struct json *text = record->field[FIELD_TEXT].json;
    for (size_t i = 0; i < json_length(text); i++)
        if (identifier_find_wrong(identifier, json_text(json_at(text, i)), &wrong) &&
            str_find(record->field[field].text, wrong.value, 0) == STR_NONE)
            doubt(findings, kind, field, what, wrong.value, 0);
}

static bool is_person(struct arena *each, const struct name *name) {
    static struct pattern initials = PATTERN("^(?:\\p{Lu}\\p{Ll}?\\.|\\p{Lu}{1,3}$)");
    struct str first = str_part(name->given, 0, str_find_char(name->given, ' ', 0));
    return pattern_in(&initials, first) || names_is_given(each, first);
}

static void see_name(struct findings *findings, struct arena *each, enum field field,
                     const struct name *name) {
    struct str whole = str_format(each, "%.*s %.*s", STR_ARGS(name->given), STR_ARGS(name->family));
    if (name->family.len && name->given.len && names_have_organisation(whole) &&
        !is_person(each, name))
        doubt(findings, FOUND_ORGANISATION_AS_PERSON, field,
              "this person looks like an organisation", whole, 0);
    if (!name->literal.len || names_have_organisation(name->literal))
        return;
    struct byline read = names_read(each, name->literal, ORDER_UNKNOWN);
    if (read.names.count == 1 && read.names.at[0].given.len && is_person(each, &read.names.at[0]))
        doubt(findings, FOUND_PERSON_AS_ORGANISATION, field,
              "this organisation looks like a person", name->literal, 0);
}

/* The letters and figures of a text without case and accents, or its figures alone. */
static struct str folded(struct arena *arena, struct str text, bool figures_alone) {
    struct buf out = buf_in(arena);
    struct str fold = utf8_fold(arena, text);
    for (size_t i = 0, width; i < fold.len; i += width) {
        uint32_t c = utf8_decode(fold, i, &width);
        if ((c < 128 && is_digit((char)c)) || (!figures_alone && utf8_is_letter(c)))
            buf_put(&out, str_part(fold, i, i + width));
    }
    return buf_text(&out);
}

static void add_sign(struct findings *findings, struct sign sign) {
    sign.text = str_copy(findings->keep, sign.text);
    sign.parts = str_copy(findings->keep, sign.parts);
    sign.of = findings->seen_count - 1;
    if (sign.text.len)
        *arena_push(findings->keep, findings->signs, findings->sign_count, &findings->sign_room) =
            sign;
}

/* A title without creators and a year says enough only where it is long. */
static void add_title(struct findings *findings, struct arena *each, const struct record *record) {
    enum { TELLING = 24 };
    struct buf text = buf_in(each), figures = buf_in(each);
    int year = record->field[FIELD_ISSUED].date.part[0][0];
    struct str title = folded(each, record->field[FIELD_TITLE].text, false);
    bool telling = year || title.len > TELLING;
    buf_format(&text, "%.*s %d", STR_ARGS(title), year);
    for (enum field f = FIELD_AUTHOR; f <= FIELD_EDITOR; f++)
        for (size_t i = 0; i < record->field[f].names.count; i++, telling = true) {
            const struct name *name = &record->field[f].names.at[i];
            buf_join(&text, " ", folded(each, name->family, false));
            buf_put(&text, folded(each, name->literal, false));
        }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buf_join(&figures, " ", folded(each, record->field[parts[i]].text, true));
    if (telling && title.len)
        add_sign(findings, (struct sign){.way = BY_TITLE,
                                         .text = buf_text(&text),
                                         .parts = str_trim(buf_text(&figures))});
}

/* Without the scheme, "www." and a last slash, the host in small letters. */
static struct str plain_address(struct arena *each, struct str address) {
    size_t scheme = str_find(address, S("://"), 0);
    address = str_from(address, scheme == STR_NONE ? 0 : scheme + 3);
    address = str_trim_end(str_from(address, str_starts_fold(address, S("www.")) ? 4 : 0), "/");
    size_t host = str_find_char(address, '/', 0);
    return str_format(each, "%.*s%.*s", STR_ARGS(str_lower(each, str_part(address, 0, host))),
                      STR_ARGS(str_from(address, host)));
}

static void see_creators(struct findings *findings, struct arena *each,
                         const struct record *record) {
    for (enum field f = FIELD_AUTHOR; f <= FIELD_TRANSLATOR; f++)
        for (size_t i = 0; i < record->field[f].names.count; i++) {
            const struct name *name = &record->field[f].names.at[i];
            see_name(findings, each, f, name);
            add_sign(findings, (struct sign){.way = BY_NAME,
                                             .text = folded(each, name->family, false),
                                             .parts = folded(each, name->given, false),
                                             .shown = str_format(findings->keep, "%.*s, %.*s",
                                                                 STR_ARGS(name->family),
                                                                 STR_ARGS(name->given)),
                                             .field = f});
        }
    findings->nameless += !record_has(record, FIELD_AUTHOR) && !record_has(record, FIELD_EDITOR);
}

static long printed_number(const struct record *record) {
    static struct pattern number = PATTERN(PRINTED_NUMBER);
    struct match match;
    struct str first = json_text(json_at(record->field[FIELD_TEXT].json, 0));
    return pattern_find(&number, first, 0, &match) ? str_number(match.group[1]) : -1;
}

void findings_see(struct findings *findings, struct arena *each, const struct record *record,
                  size_t number) {
    size_t of = findings->seen_count;
    struct place place = *record_place(record);
    const struct source *source = record_source(record);
    long read = source ? str_number(str_part(source->read, 0, 4)) : -1;
    if (source)
        findings->latest = read > 0 ? (int)read : findings->otherwise;
    bool known = of && str_equal(findings->seen[of - 1].place.page, place.page);
    place.page = known ? findings->seen[of - 1].place.page : str_copy(findings->keep, place.page);
    *arena_push(findings->keep, findings->seen, findings->seen_count, &findings->seen_room) =
        (struct seen){number, place, printed_number(record), of, 0};
    struct str unread = unread_words(each, record);
    if (unread.len)
        doubt(findings, FOUND_UNREAD, FIELD_COUNT, "these words of the page are in no field",
              unread, 0);
    see_texts(findings, record);
    see_creators(findings, each, record);
    see_dates(findings, record);
    see_number(findings, record, FOUND_BAD_ISBN, IDENTIFIER_ISBN, FIELD_ISBN);
    see_number(findings, record, FOUND_BAD_ISSN, IDENTIFIER_ISSN, FIELD_ISSN);
    add_sign(findings,
             (struct sign){.way = BY_DOI, .text = str_lower(each, record->field[FIELD_DOI].text)});
    if (!record_has(record, FIELD_PAGE)) /* parts of a whole may share its address */
        add_sign(findings,
                 (struct sign){.way = BY_ADDRESS,
                               .text = plain_address(each, record->field[FIELD_URL].text)});
    add_title(findings, each, record);
}

/* Where most entries have a number that is one more than that of the entry before, the page counts
 * them; it may begin anew. */
static void see_numbering(struct findings *findings) {
    enum { LEAST = 3 };
    const struct seen *seen = findings->seen;
    size_t rising = 0;
    for (size_t i = 1; i < findings->seen_count; i++)
        rising += seen[i - 1].printed >= 0 && seen[i].printed == seen[i - 1].printed + 1;
    if (rising < LEAST - 1 || 2 * rising < findings->seen_count)
        return;
    for (size_t i = 0; i < findings->seen_count; i++) {
        bool first = !i || !str_equal(seen[i].place.page, seen[i - 1].place.page);
        long now = seen[i].printed, before = first ? 0 : seen[i - 1].printed;
        if (now < 0 || (before >= 0 && now != before + 1 && now != 1))
            add(findings, FOUND_NUMBERING, i, FIELD_COUNT,
                str_format(findings->keep,
                           now < 0  ? "this entry has no number, and others of the page have one"
                           : before ? "the page numbers this entry %ld, and the one before it %ld"
                                    : "the page gives its first entry the number %ld",
                           now, before));
    }
}

/* A finding about a record and an earlier one: the words before and behind the place of that. */
static void add_pair(struct findings *findings, enum kind kind, size_t of, size_t other,
                     enum field field, struct str before, struct str behind) {
    const struct seen *one = &findings->seen[of], *earlier = &findings->seen[other];
    struct buf sentence = buf_in(findings->keep);
    buf_put(&sentence, before);
    if (!str_equal(one->place.page, earlier->place.page))
        buf_format(&sentence, "%.*s, ", STR_ARGS(earlier->place.page));
    buf_format(&sentence, earlier->place.line ? "line %zu" : "record %zu",
               earlier->place.line ? earlier->place.line : earlier->number);
    buf_put(&sentence, behind);
    add(findings, kind, of, field, buf_text(&sentence))->other = earlier->number;
}

/* True where one letter more, less or another makes one of the other. */
static bool one_letter_apart(struct str a, struct str b) {
    size_t same = 0, width, other;
    while (same < a.len && same < b.len &&
           utf8_decode(a, same, &width) == utf8_decode(b, same, &other))
        same += width;
    a = str_from(a, same);
    b = str_from(b, same);
    struct str a_rest = str_from(a, utf8_offset(a, 1)), b_rest = str_from(b, utf8_offset(b, 1));
    return (a.len || b.len) &&
           (str_equal(a_rest, b_rest) || str_equal(a_rest, b) || str_equal(a, b_rest));
}

static int by_sign(const void *a, const void *b) {
    const struct sign *x = a, *y = b;
    int order = (int)x->way - (int)y->way;
    if (!order)
        order = str_compare(x->text, y->text);
    if (!order)
        order = str_compare(x->parts, y->parts);
    return order ? order : number_compare(x->of, y->of);
}

/* The first record of those that may be one work with record `of`. */
static size_t first_of(struct seen *seen, size_t of) {
    while (seen[of].before != of)
        of = seen[of].before = seen[seen[of].before].before;
    return of;
}

static void join(struct seen *seen, size_t a, size_t b, enum way way) {
    size_t one = first_of(seen, a), other = first_of(seen, b);
    seen[one > other ? one : other].before = one < other ? one : other;
    seen[a].ways |= 1u << way;
    seen[b].ways |= 1u << way;
}

/* An address that many records have is where works are to be had, not one of them. */
static bool too_common(const struct sign *sign, size_t count) {
    bool home_page = str_find_char(sign->text, '/', 0) == STR_NONE;
    return sign->way == BY_ADDRESS && count > (home_page ? 2 : 3);
}

static void see_duplicates(struct findings *findings) {
    struct seen *seen = findings->seen;
    for (size_t i = 0; i < findings->seen_count; i++) {
        size_t first = first_of(seen, i);
        struct buf same = buf_in(findings->keep);
        for (enum way way = BY_DOI; way < BY_NAME; way++)
            if (seen[i].ways & 1u << way)
                buf_join(&same, ", ", str_of(way_words[way]));
        if (first != i)
            add_pair(findings, FOUND_DUPLICATES, i, first, FIELD_COUNT,
                     S("this entry may be the same work as that on "),
                     str_format(findings->keep, " (same %.*s)", STR_ARGS(buf_text(&same))));
    }
}

/* "J." may be "Jane", "Jane" may be "Jane M."; "Jane" is not "John". Creators of one work are two
 * persons. */
static bool may_be_one(const struct sign *a, const struct sign *b) {
    enum { LEAST_LETTERS = 5 };
    return a->of != b->of && a->parts.len && b->parts.len && utf8_count(a->text) >= LEAST_LETTERS &&
           utf8_count(b->text) >= LEAST_LETTERS &&
           (str_starts(a->parts, b->parts) || str_starts(b->parts, a->parts)) &&
           one_letter_apart(a->text, b->text);
}

/* Names are compared with those that begin alike, and with so many of these at most. */
static void see_persons(struct findings *findings, struct sign *names, size_t all) {
    enum { SAME_START = 2, MOST_COMPARED = 200 };
    size_t count = 0;
    for (size_t i = 0; i < all; i++)
        if (!count || !str_equal(names[count - 1].text, names[i].text) ||
            !str_equal(names[count - 1].parts, names[i].parts))
            names[count++] = names[i];
    for (size_t i = 0; i < count; i++) {
        struct str start = str_part(names[i].text, 0, utf8_offset(names[i].text, SAME_START));
        for (size_t k = i + 1; k < count && k <= i + MOST_COMPARED; k++) {
            const struct sign *one = &names[names[i].of > names[k].of ? i : k];
            const struct sign *other = &names[names[i].of > names[k].of ? k : i];
            if (!str_starts(names[k].text, start))
                break;
            if (may_be_one(one, other))
                add_pair(findings, FOUND_NAMES_DIFFER, one->of, other->of, one->field,
                         str_format(findings->keep,
                                    "the name \"%.*s\" differs by one letter from \"%.*s\" on ",
                                    STR_ARGS(one->shown), STR_ARGS(other->shown)),
                         S(""));
        }
    }
}

static void see_signs(struct findings *findings) {
    struct sign *signs = findings->signs;
    size_t i = 0, end, count = findings->sign_count;
    if (count)
        qsort(signs, count, sizeof *signs, by_sign);
    for (; i < count && signs[i].way != BY_NAME; i = end) {
        for (end = i + 1; end < count && signs[end].way == signs[i].way &&
                          str_equal(signs[end].text, signs[i].text);
             end++)
            ;
        for (size_t k = i + 1; k < end && !too_common(&signs[i], end - i); k++)
            if (!signs[k - 1].parts.len || str_equal(signs[k].parts, signs[k - 1].parts))
                join(findings->seen, signs[k - 1].of, signs[k].of, signs[k].way);
    }
    see_duplicates(findings);
    see_persons(findings, signs + i, count - i);
}

/* A fact of many entries, told once. */
static void sum_up(struct findings *findings, enum kind kind, enum field field, size_t count,
                   const char *what) {
    if (count) {
        struct finding *sum = add(
            findings, kind, 0, field,
            str_format(findings->keep, "%zu of %zu entries %s", count, findings->seen_count, what));
        sum->record = sum->place.line = 0;
        if (!str_equal(sum->place.page, findings->seen[findings->seen_count - 1].place.page))
            sum->place.page = S("");
    }
}

static int by_record(const void *a, const void *b) {
    const struct finding *x = a, *y = b;
    int order = number_compare(x->record - 1, y->record - 1); /* 0 becomes the last */
    if (!order)
        order = (int)x->field - (int)y->field;
    if (!order)
        order = strcmp(x->name, y->name);
    return order ? order : str_compare(x->sentence, y->sentence);
}

struct finding *findings_end(struct findings *findings, size_t *count) {
    see_numbering(findings);
    see_signs(findings);
    sum_up(findings, FOUND_NO_CREATOR, FIELD_AUTHOR, findings->nameless, "name no creator");
    sum_up(findings, FOUND_NO_DATE, FIELD_ISSUED, findings->undated, "have no date");
    if (findings->count)
        qsort(findings->at, findings->count, sizeof *findings->at, by_record);
    *count = findings->count;
    return findings->at;
}

struct json *finding_json(struct arena *arena, const struct finding *finding) {
    struct json *object = json_new_object(arena);
    json_put_text(arena, object, S("name"), str_of(finding->name));
    json_put_text(arena, object, S("level"), str_of(level_word(finding->level)));
    if (finding->record)
        json_put_size(arena, object, S("record"), finding->record);
    if (finding->other)
        json_put_size(arena, object, S("other"), finding->other);
    if (finding->field != FIELD_COUNT)
        json_put_text(arena, object, S("field"), str_of(field_key(finding->field)));
    json_put(object, S("place"), place_json(arena, &finding->place));
    json_put_text(arena, object, S("sentence"), finding->sentence);
    json_put_text(arena, object, S("advice"), str_of(finding->advice));
    return object;
}
