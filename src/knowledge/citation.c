/* Reading citation strings: identifiers are taken out, what was learned tells the other parts
 * apart, and where it is not sure rules do (citation_rules.c). */
#include "knowledge/citation.h"

#include <math.h>

#include "knowledge/cited_ways.h"
#include "knowledge/imprint.h"
#include "knowledge/patterns.def"

static struct str cut_number(struct str text) {
    static struct pattern number = PATTERN(NUMBER_OF_CITATION);
    struct match match;
    while (pattern_find(&number, text, 0, &match) && match.to && match.to < text.len)
        text = str_from(text, match.to);
    return text;
}

static void weigh(struct citation *citation) {
    double quality = 0.4 * citation->authors.quality;
    bool person = byline_names_person(&citation->authors);
    quality += citation->dated ? 0.25 : 0;
    quality += person ? 0.1 : 0;
    quality += citation->field[FIELD_PAGE].len || citation->field[FIELD_VOLUME].len ? 0.15 : 0;
    quality += citation->field[FIELD_PUBLISHER].len || citation->field[FIELD_CONTAINER_TITLE].len
                   ? 0.1
                   : 0;
    bool cited = citation->authors.quality >= 0.5 || citation->dated ||
                 citation->field[FIELD_PAGE].len || citation->field[FIELD_DOI].len;
    citation->quality = cited ? quality : 0;
}

/* The text of the citation without what is taken by its form alone: that is blotted out in `left`.
 */
static void begin(struct arena *arena, struct imprint *imprint, const struct line *line,
                  struct citation *citation) {
    static struct pattern dash = PATTERN_FOLD(DASH_FOR_CREATORS);
    struct str text = cut_number(line->text);
    size_t behind_dash = pattern_end(&dash, text, 0);
    citation->repeated = behind_dash;
    imprint_begin(arena, imprint, str_from(text, behind_dash), line, citation);
    imprint_take_identifiers(imprint);
}

/* The tokens of what is left of the text. */
static struct tokens tokens_left(const struct imprint *imprint) {
    return tokens_of(imprint->arena, imprint_left(imprint), imprint->line,
                     (size_t)(imprint->text.at - imprint->line->text.at));
}

struct tokens citation_tokens(struct arena *arena, const struct line *line, struct str *text) {
    struct citation citation = {0};
    struct imprint imprint;
    begin(arena, &imprint, line_in_bytes(arena, line), &citation);
    *text = imprint.text;
    return tokens_left(&imprint);
}

/* The text field that a part is, FIELD_COUNT where it is none. */
static const enum field fields[CITED_PARTS] = {
#define CITED_PART(part, name, field) FIELD_##field,
#include "knowledge/cited_parts.def"
};

/* "2nd" is edition 2. */
static struct str edition_number(struct str words) {
    static struct pattern ordinal = PATTERN_FOLD("^(\\d{1,2})(?:st|nd|rd|th|\\.|ª|e|ème)?$");
    return pattern_group(&ordinal, words, words);
}

/* A number without words before it: "vol. 12", "pp. 3-9". */
static struct str bare_number(struct str words) {
    static struct pattern number = PATTERN("(?<![\\p{L}])(\\p{L}{0,3}\\d[^()]*|[ivxlcIVXLC]+\\b)");
    return pattern_group(&number, words, words);
}

static void take_date(struct imprint *imprint, struct str words) {
    struct citation *citation = imprint->citation;
    struct found_date found;
    if (!citation->dated) {
        citation->dated = date_find(words, 0, &citation->date);
        return;
    }
    /* The month and day stand apart from the year. */
    int year = citation->date.date.part[0][0];
    struct str whole = str_format(imprint->arena, "%.*s, %d", STR_ARGS(words), year);
    if (!citation->date.date.part[0][1] && year && date_find(whole, 0, &found) &&
        found.date.part[0][0] == year && found.date.part[0][1])
        citation->date.date = found.date;
}

/* Names with the stop that belongs to their last initial, but not where other initials have none.
 */
static struct str with_stop(const struct imprint *imprint, struct str words) {
    static struct pattern initial = PATTERN("(?<![\\p{L}])\\p{Lu}$"),
                          unstopped = PATTERN("(?<![\\p{L}])\\p{Lu}{1,3}(?:,| and | & |;)");
    size_t end = imprint_at(imprint, words) + words.len;
    if (end < imprint->text.len && imprint->text.at[end] == '.' && pattern_in(&initial, words) &&
        !pattern_in(&unstopped, words))
        words.len++;
    return words;
}

/* Creators whose place says that they are some: "Doe, Jane" is a person then. */
static struct byline creators_of(const struct imprint *imprint, struct str words,
                                 enum name_order order) {
    static struct pattern inverted = PATTERN("^[^,]+, [^,]+$");
    struct byline byline = names_read(imprint->arena, words, order);
    if (byline.quality >= 0.8 || !pattern_in(&inverted, words))
        return byline;
    struct byline person = names_read(imprint->arena, words, ORDER_INVERTED);
    return person.names.count == 1 && byline_names_person(&person) ? person : byline;
}

/* Names without "in" and words for editors around them; true where it had such words. */
static bool cut_role(struct str *words) {
    static struct pattern role = PATTERN_FOLD(ROLE_AROUND_NAMES);
    struct match match;
    if (!pattern_find(&role, *words, 0, &match))
        return false;
    *words = match.group[2];
    return match.group[1].len || match.group[3].len;
}

/* False where the citation has such a part already. */
static bool take_stretch(struct imprint *imprint, struct str words, enum cited_part part,
                         enum name_order order) {
    struct citation *citation = imprint->citation;
    struct found_date date;
    words = str_trim_set(words, part == CITED_AUTHOR || part == CITED_EDITOR ? " ,;:(" : " ,;:");
    if (part == CITED_AUTHOR && !citation->creators.len) {
        bool edited = cut_role(&words);
        citation->creators = with_stop(imprint, words);
        citation->authors = creators_of(imprint, citation->creators, order);
        citation->authors.role = edited ? ROLE_EDITOR : citation->authors.role;
    } else if (part == CITED_EDITOR && !citation->editor_words.len) {
        cut_role(&words);
        citation->editor_words = with_stop(imprint, words);
        citation->editors = names_read(imprint->arena, citation->editor_words, ORDER_UNKNOWN);
    } else if (part == CITED_ISSUED) {
        take_date(imprint, words);
    } else if (part == CITED_ACCESSED && date_find(words, 0, &date)) {
        citation->accessed = date;
        citation->was_accessed = date.date.count;
    } else if (fields[part] != FIELD_COUNT && !citation->field[fields[part]].len) {
        bool number = part == CITED_VOLUME || part == CITED_ISSUE || part == CITED_PAGE ||
                      part == CITED_SERIES_NUMBER || part == CITED_NUMBER;
        citation->field[fields[part]] = part == CITED_EDITION ? edition_number(words)
                                        : number              ? bare_number(words)
                                                              : words;
    } else {
        return false;
    }
    return true;
}

/* "eds." behind the first names or "edited by" before them: they are editors. */
static void tell_role(struct imprint *imprint) {
    static struct pattern behind = PATTERN_FOLD("^[\\s,(\\[]*(?:" EDITOR_WORDS ")(?!\\p{L})"),
                          before = PATTERN_FOLD("(?:" EDITED_BY ") $");
    struct citation *citation = imprint->citation;
    size_t from = imprint_at(imprint, citation->creators);
    size_t end = from + citation->creators.len;
    if (citation->creators.len && (pattern_in(&behind, str_from(imprint->text, end)) ||
                                   pattern_in(&before, str_part(imprint->text, 0, from))))
        citation->authors.role = ROLE_EDITOR;
}

/* The words of a stretch, with the first page of a range or the closing quotation mark that it
 * lacks and without words that lead to a date of access. */
static struct str words_of(const struct imprint *imprint, size_t from, size_t to) {
    static struct pattern range = PATTERN("\\d[-–—]+$"), digit = PATTERN("^\\d"),
                          opened = PATTERN("(?<![\\p{L}])['‘][^'’]+$"), closing = PATTERN("^['’]"),
                          access = PATTERN_FOLD("[.,;]? " BEFORE_ACCESS "$");
    struct str text = imprint->text, words = str_part(text, from, to);
    struct match match;
    if (pattern_in(&digit, words) && pattern_in(&range, str_part(text, 0, from)))
        while (from && !is_space(text.at[from - 1]))
            from--;
    if (pattern_in(&opened, words) && pattern_find(&closing, str_from(text, to), 0, &match))
        to += match.to;
    words = str_trim_start(str_part(text, from, to), " .,;:");
    return pattern_find(&access, words, 0, &match) ? str_part(words, 0, match.from) : words;
}

/* "Berlin 1904": the year that nothing took, behind the place or the publisher or at the end of one
 * of them. */
static void take_year_left(struct imprint *imprint) {
    static const enum field before[] = {FIELD_PUBLISHER, FIELD_PUBLISHER_PLACE,
                                        FIELD_CONTAINER_TITLE};
    struct citation *citation = imprint->citation;
    for (size_t i = 0; !citation->dated && i < sizeof before / sizeof before[0]; i++) {
        struct str *words = &citation->field[before[i]];
        size_t from = words->len ? imprint_at(imprint, *words) : imprint->text.len;
        struct found_date date;
        if (!date_find(imprint->text, from, &date) || date.to < from + words->len ||
            date.from > from + words->len + 2)
            continue;
        citation->date = date;
        citation->dated = true;
        imprint_use(imprint, date.from, date.to);
        if (date.from < from + words->len)
            *words = str_trim_set(str_part(imprint->text, from, date.from), " ,;:");
    }
}

/* Reads the parts that the learned reader tells apart. */
static void read_learned(struct imprint *imprint, struct tokens tokens,
                         const struct cited_habit *habit) {
    struct citation *citation = imprint->citation;
    struct cited_stretches parts = cited_parts(imprint->arena, &tokens, habit);
    citation->tokens = tokens;
    citation->parts = parts;
    citation->confidence = 1;
    for (size_t i = 0; i < parts.count; i++) {
        const struct cited_stretch *part = &parts.at[i];
        if (part->part == CITED_AUTHOR || part->part == CITED_TITLE)
            citation->confidence = fmin(citation->confidence, part->confidence);
        size_t from = tokens.at[part->from].from, to = tokens.at[part->to - 1].to;
        if (!take_stretch(imprint, words_of(imprint, from, to), part->part, habit->order))
            continue;
        imprint_use(imprint, from, to);
        if (fields[part->part] != FIELD_COUNT)
            citation->sure[fields[part->part]] = fmin(part->confidence, 0.99);
    }
    imprint_part_place(imprint);
    take_year_left(imprint);
    struct str title = citation->field[FIELD_TITLE];
    if (title.len)
        imprint_take_responsibility(imprint, imprint_at(imprint, title) + title.len);
    imprint_take_forms(imprint);
    tell_role(imprint);
}

/* The tokens of some words of the text. */
static struct cited_stretch stretch_of(const struct imprint *imprint, const struct tokens *tokens,
                                       struct str words, enum cited_part part) {
    size_t from = imprint_at(imprint, words), i = 0;
    while (i < tokens->count && tokens->at[i].from < from)
        i++;
    struct cited_stretch stretch = {part, i, i, 0};
    while (stretch.to < tokens->count && tokens->at[stretch.to].to <= from + words.len)
        stretch.to++;
    return stretch;
}

/* True where a date says the month or the day too. */
static bool fuller(const struct date *date, const struct date *other) {
    return date->part[0][0] == other->part[0][0] &&
           (date->part[0][1] > 0) + (date->part[0][2] > 0) >
               (other->part[0][1] > 0) + (other->part[0][2] > 0);
}

/* Reads anew what was not learned well: rules say what the creators and the title are. */
static void read_by_rules(struct imprint *imprint, const struct cited_habit *habit) {
    struct citation *citation = imprint->citation, learned = *citation;
    *citation = (struct citation){0};
    begin(imprint->arena, imprint, imprint->line, citation);
    citation_read_by_rules(imprint, habit->order);
    struct citation ruled = *citation;
    struct str title = ruled.field[FIELD_TITLE];
    const struct cited_stretch given[] = {
        stretch_of(imprint, &learned.tokens, title, CITED_TITLE),
        stretch_of(imprint, &learned.tokens, ruled.creators, CITED_AUTHOR),
    };
    struct cited_habit known = *habit;
    known.given = given;
    known.given_count = 2;
    *citation = (struct citation){0};
    begin(imprint->arena, imprint, imprint->line, citation);
    read_learned(imprint, learned.tokens, &known);
    citation->field[FIELD_TITLE] = title;
    citation->sure[FIELD_TITLE] = 0;
    citation->parts = learned.parts;
    citation->confidence = learned.confidence;
    if (!citation->dated || fuller(&ruled.date.date, &citation->date.date)) {
        citation->dated = ruled.dated;
        citation->date = ruled.date;
    }
    citation->creators = ruled.creators;
    citation->authors = ruled.authors;
    imprint_use_words(imprint, title);
    imprint_use_words(imprint, ruled.creators);
}

static bool lies_inside(size_t byte, size_t from, size_t to) {
    return byte > from && byte < to;
}

/* True where a mark or a link of the line begins or ends inside some words of it. */
static bool is_parted(const struct line *line, struct str words) {
    size_t from = (size_t)(words.at - line->text.at), to = from + words.len;
    for (size_t i = 0; i < line->span_count; i++)
        if (lies_inside(line->spans[i].from, from, to) || lies_inside(line->spans[i].to, from, to))
            return true;
    for (size_t i = 0; i < line->link_count; i++)
        if (lies_inside(line->links[i].from, from, to) || lies_inside(line->links[i].to, from, to))
            return true;
    return false;
}

/* "Title. Subtitle. Place 2003": what only a place or a publisher and a year follow, and what
 * nothing parts from the title but a stop, is no container. */
static void join_subtitle(const struct imprint *imprint) {
    static struct pattern between = PATTERN("^[.,:] $");
    struct citation *citation = imprint->citation;
    struct str *title = &citation->field[FIELD_TITLE],
               *container = &citation->field[FIELD_CONTAINER_TITLE];
    bool book = citation->field[FIELD_PUBLISHER_PLACE].len || citation->field[FIELD_PUBLISHER].len;
    if (!book || citation->field[FIELD_VOLUME].len || citation->field[FIELD_ISSUE].len ||
        citation->field[FIELD_PAGE].len || citation->editor_words.len ||
        citation->date.date.part[0][1] || !title->len || container->at < title->at + title->len)
        return;
    struct str behind = {title->at + title->len, (size_t)(container->at - title->at) - title->len};
    struct str both = {title->at, (size_t)(container->at - title->at) + container->len};
    if (!pattern_in(&between, behind) || is_parted(imprint->line, both))
        return;
    *title = both;
    *container = S("");
}

/* "letzter Abruf 3.1.2023" says when the page was read, whatever else was made of its words. */
static void part_access(const struct imprint *imprint) {
    struct citation *citation = imprint->citation;
    struct found_date date;
    size_t start;
    if (!imprint_access(imprint->text, 0, &start, &date))
        return;
    const char *from = imprint->text.at + start, *to = imprint->text.at + date.to;
    for (enum field f = 0; f < FIELD_COUNT; f++) {
        struct str *words = &citation->field[f];
        if (words->len && words->at < to && words->at + words->len > from)
            *words = str_trim_set(
                str_part(*words, 0, words->at < from ? (size_t)(from - words->at) : 0), " ,.;:([");
    }
    if (citation->dated && citation->date.slice.at >= from && citation->date.slice.at < to)
        citation->dated = false;
    citation->accessed = date;
    citation->was_accessed = date.date.count;
}

struct citation citation_read(struct arena *arena, const struct line *line,
                              const struct cited_habit *habit) {
    /* Where most of a page is sure, the rest is likelier to be right too. */
    static const double most = 0.89, sure_of_most = 0.55, sure_alone = 0.85;
    double sure = habit->ways && habit->ways->confidence > most ? sure_of_most : sure_alone;
    enum { LONGEST = 8000 };
    struct citation citation = {0};
    if (line->text.len > LONGEST)
        return citation;
    struct imprint imprint;
    begin(arena, &imprint, line_in_bytes(arena, line), &citation);
    read_learned(&imprint, tokens_left(&imprint), habit);
    if (!habit->untitled && (citation.confidence < sure || !citation.field[FIELD_TITLE].len))
        read_by_rules(&imprint, habit);
    if (citation.repeated) {
        struct str names = citation.creators.len ? citation.creators : str_part(imprint.text, 0, 0);
        size_t end = (size_t)(names.at - line->text.at) + names.len;
        citation.creators = str_trim_set(str_part(line->text, 0, end), " ,.;:");
    }
    static struct pattern marker = PATTERN("^\\(\\p{L}{2,8}\\)[.,]? (?=.{3})"); /* "(PDF). " */
    struct str *container = &citation.field[FIELD_CONTAINER_TITLE];
    *container = str_from(*container, pattern_end(&marker, *container, 0));
    part_access(&imprint);
    join_subtitle(&imprint);
    citation.behind = imprint_behind(&imprint);
    weigh(&citation);
    return citation;
}
