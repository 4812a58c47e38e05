/* Clues and their weights. */
#include "knowledge/likeness.h"

#include <stdlib.h>

#include "ground/utf8.h"
#include "knowledge/address.h"
#include "knowledge/bibentry.h"
#include "knowledge/dates.h"
#include "knowledge/headings.h"
#include "knowledge/labelled.h"
#include "knowledge/labels.h"
#include "knowledge/names.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

/* In words, but for links and lines of prose. */
enum { FEW_WORDS = 4, PROSE_WORDS = 12, TITLE_WORDS = 40, BARE_WORDS = 12 };
enum { PARAGRAPH_WORDS = 60, LONG_ENTRY = 450, MANY_LINKS = 10, MOST_PROSE = 3 };

const struct clue_row clue_rows[CLUE_COUNT] = {
#define WEIGHT(clue, weight, words) [CLUE_##clue] = {weight, words},
#include "knowledge/weights.def"
};

struct facts {
    const struct page_lines *lines;
    unsigned (*sum)[FACT_COUNT]; /* sum[i]: of all lines before line i */
};

static unsigned count_all(struct pattern *pattern, struct str text) {
    unsigned count = 0;
    struct match match;
    for (size_t at = 0; pattern_find(pattern, text, at, &match) && match.to > at; at = match.to)
        count++;
    return count;
}

static bool begins_small(struct str text) {
    return utf8_starts_lower(text) && !str_starts(text, S("http")) && !str_starts(text, S("www"));
}

static bool is_title(const struct page_line *l) {
    return l->heading || (l->line.marks & (MARK_STRONG | MARK_TERM) && l->words <= TITLE_WORDS);
}

static bool begins_with(const struct page_line *l, unsigned marks) {
    if (l->line.marks & marks)
        return true;
    for (size_t i = 0; i < l->line.span_count; i++)
        if (l->line.spans[i].from <= 4 && l->line.spans[i].marks & marks)
            return true;
    return false;
}

static bool begins_linked(const struct page_line *l) {
    return l->line.link_count && l->line.links[0].from <= 4 &&
           !address_is_useless(l->line.links[0].href) && !label_is_generic(l->line.links[0].label);
}

/* One link over a line break: the second line begins nothing. */
static bool goes_on(const struct page_line *before, const struct page_line *l) {
    if (l->gap != GAP_BREAK || !before->line.link_count || !l->line.link_count)
        return false;
    const struct entry_link *last = &before->line.links[before->line.link_count - 1];
    const struct entry_link *first = &l->line.links[0];
    return first->from == 0 && last->to == before->length && str_equal(last->href, first->href);
}

static unsigned useful_links(const struct page_line *l) {
    unsigned count = 0;
    for (size_t i = 0; i < l->line.link_count; i++)
        count += !address_is_useless(l->line.links[i].href);
    return count;
}

/* The words that remain of a line when its lead ("Diagram:") is taken off. */
static struct str without_lead(struct str text) {
    size_t colon = str_find_char(text, ':', 0);
    enum { LONGEST_LEAD = 40 };
    return colon == STR_NONE || colon > LONGEST_LEAD ? text : str_trim(str_from(text, colon + 1));
}

/* "Web: http://…": what the lines before it describe is there. */
static bool says_address(const struct page_line *l) {
    static struct pattern address = PATTERN_FOLD(ADDRESS_ALONE);
    struct str rest = without_lead(l->line.text);
    return rest.at != l->line.text.at && !str_starts(rest, S("//")) && l->line.link_count == 1 &&
           l->linked + 4 >= utf8_count(rest) && pattern_in(&address, rest);
}

static bool says_label(const struct page_line *l) {
    struct str text = l->line.text;
    if (l->words > FEW_WORDS * 3)
        return false;
    return label_is_generic(text) || label_is_access(text) ||
           label_is_generic(without_lead(text)) || says_address(l);
}

static void look_at(const struct page_line *l, bool navigation, const struct page_words *page,
                    unsigned fact[FACT_COUNT]) {
    static struct pattern sign = PATTERN_FOLD(CITATION_SIGN);
    static struct pattern name = PATTERN(NAME_SHAPE);
    static struct pattern year = PATTERN("(?<![\\d.,/-])(?:1[5-9]|20)\\d\\d(?![\\d/]|-\\d\\d-)");
    struct str text = l->line.text;
    size_t outside = l->length ? l->words * (l->length - l->linked) / l->length : 0;
    bool label = says_label(l) && (page->pasted || l->line.link_count);
    bool only_useless = l->line.link_count && !useful_links(l) && outside < FEW_WORDS;
    fact[FACT_OUTSIDE] = (unsigned)outside;
    fact[FACT_WORDS] = (unsigned)l->words;
    fact[FACT_LINKS] = useful_links(l) + (page->pasted && label);
    for (size_t i = 0; i < l->line.link_count; i++) {
        struct str host = address_host(l->line.links[i].href);
        fact[FACT_EXTERNAL] += host.len && !str_equal_fold(host, address_host(page->address));
    }
    fact[FACT_YEARS] = count_all(&year, text);
    fact[FACT_NAMES] = count_all(&name, text);
    fact[FACT_CITATION] = count_all(&sign, text);
    fact[FACT_CITED] = fact[FACT_NAMES] && fact[FACT_YEARS] && fact[FACT_CITATION];
    fact[FACT_PROSE] = outside >= PROSE_WORDS;
    fact[FACT_LABELS] = label;
    fact[FACT_FURNITURE] = label_is_furniture(text) || only_useless;
    fact[FACT_NAVIGATION] = navigation;
    fact[FACT_TITLE] = is_title(l) && !label;
    fact[FACT_LED] = begins_linked(l);
    fact[FACT_MARKED] =
        begins_with(l, MARK_STRONG | MARK_EMPHASIS | MARK_TERM | MARK_HEADING) || begins_linked(l);
    fact[FACT_FRAGMENT] = (begins_small(text) && !(l->line.marks & MARK_ITEM)) || label;
    fact[FACT_HEADLINE] = page->title.len && heading_names_page(page->title, text);
}

static int by_text(const void *a, const void *b) {
    const struct page_line *x = *(struct page_line *const *)a, *y = *(struct page_line *const *)b;
    return str_compare(x->line.text, y->line.text);
}

/* Which lines name a part of the entry they stand in, "Summary:": a few words, the same in entry
 * after entry. */
static bool *part_names(struct arena *arena, const struct page_lines *lines) {
    enum { MOST_WORDS = 3, LEAST_TIMES = 3, LEAST_WITHOUT_COLON = 5 };
    struct page_line **sorted = arena_make(arena, struct page_line *, lines->count);
    bool *names = arena_make(arena, bool, lines->count);
    size_t count = 0, end;
    for (size_t i = 0; i < lines->count; i++) {
        struct page_line *l = &lines->at[i];
        if (l->words && l->words <= MOST_WORDS && !l->line.link_count)
            sorted[count++] = l;
    }
    if (count)
        qsort(sorted, count, sizeof *sorted, by_text);
    for (size_t i = 0; i < count; i = end) {
        for (end = i + 1; end < count && !by_text(&sorted[i], &sorted[end]);)
            end++;
        bool colon = str_ends(sorted[i]->line.text, S(":"));
        for (size_t k = i; k < end && end - i >= (colon ? LEAST_TIMES : LEAST_WITHOUT_COLON); k++)
            names[sorted[k] - lines->at] = true;
    }
    return names;
}

/* Which lines begin a work that machine-readable data describe, by the kind of data that the page
 * has most of; data about the whole page aside. BibTeX is data that the page shows. */
static bool *data_starts(struct arena *arena, const struct page_lines *lines,
                         const struct page_data *data) {
    enum { MOST_LINES = 40 };
    bool *starts = arena_make(arena, bool, lines->count);
    for (size_t i = 0; data && i < data->count; i++) {
        const struct page_datum *datum = &data->at[i];
        if (datum->kind == data->usual && datum->range.to - datum->range.from <= MOST_LINES)
            starts[datum->range.from] = true;
    }
    for (size_t i = 0; (!data || !data->count) && i < lines->count; i++)
        starts[i] = bib_begins(lines->at[i].line.text);
    return starts;
}

struct facts *facts_of(struct arena *arena, const struct page_lines *lines,
                       const struct page_words *page) {
    struct facts *facts = arena_make(arena, struct facts, 1);
    facts->lines = lines;
    facts->sum = arena_alloc_array(arena, sizeof *facts->sum, lines->count + 1);
    const struct node *block = NULL;
    const bool *names = part_names(arena, lines);
    const bool *data = data_starts(arena, lines, page->data);
    enum given lead = GIVEN_NOTHING; /* of the part with which descriptions begin */
    bool person = false;             /* the heading above is a person's name */
    struct date date = {0};          /* and the date that it is */
    bool navigation = false, was_label = false, was_title = false, ended = false;
    for (size_t i = 0; i < lines->count; i++) {
        unsigned fact[FACT_COUNT] = {0};
        if (lines->at[i].block != block)
            navigation = lines_in_furniture(lines, block = lines->at[i].block);
        look_at(&lines->at[i], navigation, page, fact);
        struct parts_named parts = parts_named(&lines->at[i].line);
        if (!lead && !navigation && (parts.lead == GIVEN_TITLE || parts.lead == GIVEN_CREATORS))
            lead = parts.lead;
        if (lines->at[i].heading) {
            person = names_person(arena, lines->at[i].line.text).names.count;
            date = date_of_text(lines->at[i].line.text);
        }
        if (lines->at[i].line.marks & MARK_ITEM) {
            fact[FACT_NAMED] = person;
            fact[FACT_DATED] = (fact[FACT_CITATION] || fact[FACT_NAMES]) && date.count == 1;
        }
        fact[FACT_PARTS] = parts.worth;
        fact[FACT_PART_TITLE] = parts.title;
        fact[FACT_PART_FIRST] = lead && parts.lead == lead;
        if (names[i] || parts.alone || (lines->at[i].heading && date.count))
            fact[FACT_TITLE] = 0;
        fact[FACT_DATA] = data[i];
        if (i && goes_on(&lines->at[i - 1], &lines->at[i]))
            fact[FACT_LED] = fact[FACT_MARKED] = 0;
        fact[FACT_AFTER] = was_label && !fact[FACT_LABELS] && !fact[FACT_FURNITURE];
        fact[FACT_TITLES] = fact[FACT_TITLE] && !was_title;
        fact[FACT_TRAILING] = ended && !fact[FACT_LABELS] && !fact[FACT_PROSE] &&
                              !fact[FACT_TITLE] && (fact[FACT_NAMES] || fact[FACT_YEARS]);
        ended = fact[FACT_LABELS] || fact[FACT_PROSE];
        was_label = fact[FACT_LABELS];
        was_title = fact[FACT_TITLE];
        for (int f = 0; f < FACT_COUNT; f++)
            facts->sum[i + 1][f] = facts->sum[i][f] + fact[f];
    }
    return facts;
}

bool line_has(const struct facts *facts, size_t line, enum fact fact) {
    return facts->sum[line + 1][fact] > facts->sum[line][fact];
}

static int of_run(const struct facts *facts, size_t from, size_t to, enum fact fact) {
    return from < to ? (int)(facts->sum[to][fact] - facts->sum[from][fact]) : 0;
}

static int at_most(int number, int most) {
    return number < most ? number : most;
}

static int at_least_zero(int number) {
    return number < 0 ? 0 : number;
}

/* How many entries beyond the first seem to stand in the run. */
static int merged(const struct facts *facts, size_t from, size_t to) {
    /* A line of creators may stand over the title. */
    static const enum fact once[] = {FACT_TITLES,     FACT_DATA,  FACT_CITED,
                                     FACT_PART_FIRST, FACT_NAMED, FACT_DATED};
    int by_links = at_least_zero(of_run(facts, from + 1, to, FACT_LED) - 1);
    /* Below a title "Web: …" may stand before the description. */
    int most = line_has(facts, from, FACT_TITLE) ? 0 : of_run(facts, from + 1, to, FACT_AFTER);
    most = most > by_links ? most : by_links;
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++)
        if (of_run(facts, from, to, once[i]) - 1 > most)
            most = of_run(facts, from, to, once[i]) - 1;
    return most;
}

/* A line of creators over a title. */
static bool has_title_second(const struct facts *facts, size_t from, size_t to) {
    return from + 1 < to && line_has(facts, from + 1, FACT_TITLE) &&
           !line_has(facts, from, FACT_PROSE) && !line_has(facts, from, FACT_TITLE);
}

struct clues clues_of(const struct facts *facts, size_t from, size_t to) {
    struct clues clues = {0};
    int *count = clues.of;
    int words = of_run(facts, from, to, FACT_WORDS), links = of_run(facts, from, to, FACT_LINKS);
    int outside = of_run(facts, from, to, FACT_OUTSIDE);
    int lines = (int)(to - from), few = line_has(facts, from, FACT_NAMED) ? 1 : FEW_WORDS;
    count[CLUE_ANY] = 1;
    count[CLUE_LINK] = links > 0;
    count[CLUE_EXTERNAL] = of_run(facts, from, to, FACT_EXTERNAL) > 0;
    count[CLUE_CHAPTER] = at_least_zero(of_run(facts, from, to, FACT_PROSE) - MOST_PROSE);
    count[CLUE_WORDS] = outside >= few;
    count[CLUE_YEAR] = of_run(facts, from, to, FACT_YEARS) || line_has(facts, from, FACT_DATED);
    count[CLUE_NAMES] = of_run(facts, from, to, FACT_NAMES) || line_has(facts, from, FACT_NAMED);
    bool marked = line_has(facts, from, FACT_MARKED) || has_title_second(facts, from, to);
    count[CLUE_MARKED] = marked;
    count[CLUE_LABEL] = of_run(facts, from, to, FACT_LABELS) > 0;
    count[CLUE_PROSE] = of_run(facts, from, to, FACT_PROSE) > 0;
    count[CLUE_CITATION] = at_most(of_run(facts, from, to, FACT_CITATION), 2);
    count[CLUE_PARAGRAPH] = marked || count[CLUE_LABEL] ? 0 : at_most(words / PARAGRAPH_WORDS, 2);
    count[CLUE_NAVIGATION] = 2 * of_run(facts, from, to, FACT_NAVIGATION) >= lines;
    count[CLUE_FURNITURE] = 2 * of_run(facts, from, to, FACT_FURNITURE) >= lines;
    count[CLUE_MERGED] = merged(facts, from, to);
    count[CLUE_LONG] = words / LONG_ENTRY;
    count[CLUE_MANY_LINKS] = links / MANY_LINKS;
    count[CLUE_FRAGMENT] = line_has(facts, from, FACT_FRAGMENT);
    count[CLUE_BARE] = outside < few && words <= BARE_WORDS && !count[CLUE_EXTERNAL];
    count[CLUE_TRAILING] = lines > 2 && line_has(facts, to - 1, FACT_TRAILING);
    count[CLUE_DATA] = of_run(facts, from, to, FACT_DATA) > 0;
    count[CLUE_PARTS] = of_run(facts, from, to, FACT_PART_TITLE) > 0 &&
                        of_run(facts, from, to, FACT_PARTS) >= PARTS_OF_WORK;
    count[CLUE_HEADLINE] = line_has(facts, from, FACT_HEADLINE);
    return clues;
}

double clues_weigh(const struct clues *clues) {
    double sum = 0;
    for (int c = 0; c < CLUE_COUNT; c++)
        sum += clue_rows[c].weight * clues->of[c];
    return sum;
}

bool line_has_names(const struct facts *facts, size_t line) {
    return of_run(facts, line, line + 1, FACT_NAMES) > 1;
}

bool line_is_remark(const struct facts *facts, size_t line) {
    return line_has(facts, line, FACT_PROSE) && !line_has(facts, line, FACT_NAMES) &&
           !line_has(facts, line, FACT_YEARS);
}

bool line_is_byline(const struct facts *facts, size_t line) {
    return (line_has(facts, line, FACT_NAMES) || line_has(facts, line, FACT_YEARS)) &&
           !line_has(facts, line, FACT_TITLE) && !line_has(facts, line, FACT_PROSE);
}
