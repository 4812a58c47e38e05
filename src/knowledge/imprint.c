/* Taking the imprint of a citation apart. */
#include "knowledge/imprint.h"

#include <string.h>

#include "knowledge/citation.h"
#include "knowledge/identifiers.h"
#include "knowledge/patterns.def"

enum { USED = '\x01' };

void imprint_begin(struct arena *arena, struct imprint *imprint, struct str text,
                   const struct line *line, struct citation *citation) {
    *imprint = (struct imprint){.arena = arena, .text = text, .line = line, .citation = citation};
    imprint->left = str_zero_ended(arena, text);
}

void imprint_use(struct imprint *imprint, size_t from, size_t to) {
    if (to > imprint->text.len)
        to = imprint->text.len;
    if (from < to)
        memset(imprint->left + from, USED, to - from);
}

size_t imprint_at(const struct imprint *imprint, struct str words) {
    return (size_t)(words.at - imprint->text.at);
}

struct str imprint_left(const struct imprint *imprint) {
    return (struct str){imprint->left, imprint->text.len};
}

/* The words of the text where a match in `left` found something. */
static struct str words_at(const struct imprint *imprint, struct str in_left) {
    if (!in_left.at)
        return S("");
    size_t from = (size_t)(in_left.at - imprint->left);
    return str_part(imprint->text, from, from + in_left.len);
}

static void set(struct imprint *imprint, enum field field, struct str words) {
    struct str *slot = &imprint->citation->field[field];
    if (!slot->len)
        *slot = str_trim_set(words, " ,;:");
}

static void take_identifier(struct imprint *imprint, enum identifier kind) {
    struct found_identifier found;
    if (!identifier_find(kind, imprint_left(imprint), 0, &found))
        return;
    set(imprint, identifier_field(kind), words_at(imprint, found.value));
    imprint_use(imprint, found.from, found.to);
}

/* Takes the first match of a pattern; its group is the field. */
static void take_form(struct imprint *imprint, struct pattern *form, size_t from,
                      enum field field) {
    struct match match;
    if (!pattern_find(form, imprint_left(imprint), from, &match))
        return;
    set(imprint, field, words_at(imprint, match.group[1]));
    imprint_use(imprint, match.from, match.to);
}

void imprint_take_forms(struct imprint *imprint) {
    static struct pattern pages =
        PATTERN_FOLD("(?<![\\p{L}\\d])(\\d{2,4}) ?(?:pp?|pages|S|Seiten|с|стр)\\.?(?![\\p{L}\\d])");
    take_identifier(imprint, IDENTIFIER_PMID);
    take_identifier(imprint, IDENTIFIER_PMCID);
    take_form(imprint, &pages, 0, FIELD_NUMBER_OF_PAGES);
}

void imprint_take_identifiers(struct imprint *imprint) {
    static struct pattern arxiv = PATTERN_FOLD(ARXIV_NUMBER);
    static struct pattern address = PATTERN_FOLD(WRITTEN_ADDRESS);
    struct match match;
    for (enum identifier kind = IDENTIFIER_DOI; kind <= IDENTIFIER_ISSN; kind++)
        take_identifier(imprint, kind);
    take_form(imprint, &arxiv, 0, FIELD_NOTE);
    while (pattern_find(&address, imprint_left(imprint), 0, &match))
        imprint_use(imprint, match.from, match.to);
}

bool imprint_access(struct str text, size_t from, size_t *start, struct found_date *date) {
    static struct pattern lead = PATTERN_FOLD(BEFORE_ACCESS);
    struct match match;
    if (!pattern_find(&lead, text, from, &match) || !date_find(text, match.to, date) ||
        date->from > match.to + 3)
        return false;
    *start = match.from;
    return true;
}

/* Of several years the last that stands free: those in brackets may belong to a title, if there is
 * another. */
static void take_date(struct imprint *imprint) {
    struct citation *citation = imprint->citation;
    struct found_date date;
    for (size_t at = 0; date_find(imprint_left(imprint), at, &date); at = date.to) {
        if (citation->dated && date.bracketed && !citation->date.bracketed)
            continue;
        if (!date.date.count && citation->dated)
            continue;
        citation->date = date;
        citation->date.slice = words_at(imprint, date.slice);
        citation->date.status = words_at(imprint, date.status);
        citation->dated = true;
    }
    if (citation->dated)
        imprint_use(imprint, citation->date.from, citation->date.to);
}

void imprint_take_marks(struct imprint *imprint, size_t from) {
    struct found_date early, access;
    size_t start;
    if (imprint_access(imprint_left(imprint), from, &start, &access)) {
        bool closed = access.to < imprint->text.len && strchr(")].,", imprint->left[access.to]);
        imprint_use(imprint, start, access.to + closed);
    }
    /* A year that ends the creators was blotted out with them: look for it there first. */
    if (from && date_find(str_part(imprint->text, 0, from), 0, &early)) {
        imprint->citation->date = early;
        imprint->citation->dated = true;
    } else {
        take_date(imprint);
    }
}

void imprint_use_words(struct imprint *imprint, struct str words) {
    imprint_use(imprint, imprint_at(imprint, words), imprint_at(imprint, words) + words.len);
}

size_t imprint_place(const struct imprint *imprint, size_t at) {
    static struct pattern place = PATTERN(STOP_BEFORE_PLACE);
    size_t stop = sentence_stop(&place, imprint_left(imprint), at);
    return stop == STR_NONE || memchr(imprint->left + at, USED, stop - at) ? 0 : stop;
}

void imprint_part_place(struct imprint *imprint) {
    static struct pattern cities = PATTERN(CITIES), regions = PATTERN(REGIONS),
                          house = PATTERN_FOLD(HOUSE_WORDS),
                          year = PATTERN("^(.{3,}), (?:1[5-9]|20)\\d\\d$");
    struct str *field = imprint->citation->field, words = field[FIELD_PUBLISHER_PLACE];
    size_t first = str_find_char(words, ',', 0), last = words.len;
    if (field[FIELD_PUBLISHER].len || first == STR_NONE)
        return;
    while (words.at[last - 1] != ',')
        last--;
    struct str start = str_part(words, 0, first), rest = str_trim(str_from(words, first + 1));
    struct str before = str_part(words, 0, last - 1), after = str_trim(str_from(words, last));
    struct str place = words, publisher = S("");
    if (pattern_in(&cities, start) && !pattern_in(&regions, rest)) {
        place = start;
        publisher = rest;
    } else if (pattern_in(&cities, after) || pattern_in(&house, before)) {
        place = after;
        publisher = before;
    } else if (pattern_in(&house, after)) {
        place = before;
        publisher = after;
    }
    field[FIELD_PUBLISHER_PLACE] = str_trim_set(place, " ,;:");
    field[FIELD_PUBLISHER] = str_trim_set(pattern_group(&year, publisher, publisher), " ,;:");
}

void imprint_take_responsibility(struct imprint *imprint, size_t from) {
    static struct pattern slash = PATTERN("\\G[.\\s]*/ ([^\\x01/]{3,}?)\\s*(?=[.,]? ?[–—-] |//|$)");
    take_form(imprint, &slash, from, FIELD_NOTE);
}

struct str imprint_behind(const struct imprint *imprint) {
    static struct pattern sentence = PATTERN("(?:^\\s*|[.)] )(?=[“\"‘(]?[\\p{Lu}\\d])");
    static struct pattern word = PATTERN("\\p{L}{2}");
    size_t at = imprint->text.len;
    while (at && imprint->left[at - 1] != USED)
        at--;
    struct str tail = str_from(imprint->text, at);
    struct match match;
    if (!at || !pattern_find(&sentence, tail, 0, &match))
        return S("");
    tail = str_from(tail, match.to);
    return pattern_in(&word, tail) ? tail : S("");
}
