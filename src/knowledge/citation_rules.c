/* Reading citations that the learned reader is not sure of: the marks that nothing else can be
 * (identifiers, pages, volumes, years) are taken first, then creators, title and container by where
 * they stand. */
#include "knowledge/citation.h"

#include "knowledge/imprint.h"
#include "knowledge/patterns.def"

/* The byte behind the sentence that begins at `from`: its stop, or the end of the text. */
static size_t sentence_end(struct str text, size_t from) {
    static struct pattern stop = PATTERN(STOP_OR_SLASH);
    size_t end = sentence_stop(&stop, text, from);
    return end == STR_NONE ? text.len : end;
}

/* Takes the creators that begin at `from`; gives the byte where the words behind them begin, or
 * `from` where there are none. */
static size_t read_creators(struct imprint *imprint, size_t from, enum name_order order) {
    size_t skipped = (size_t)(imprint->text.at - imprint->line->text.at);
    struct creators found = creators_leading(imprint->arena, str_from(imprint->text, from),
                                             imprint->line, skipped + from, order);
    if (!found.to)
        return from;
    imprint->citation->authors = found.byline;
    imprint->citation->creators = found.words;
    return from + found.next;
}

/* "Title, Doe, J., Publisher, 1999" without any mark: the creators are what can be nothing else.
 * Gives the byte where they begin and sets `*end`; 0 where there are none. */
static size_t find_inner_creators(struct imprint *imprint, size_t *end) {
    static struct pattern inner = PATTERN(INNER_CREATORS);
    struct match match;
    if (!pattern_find(&inner, imprint->text, 0, &match))
        return 0;
    struct str words = match.group[1].at ? match.group[1] : match.group[2];
    struct byline byline = names_read(imprint->arena, words, ORDER_UNKNOWN);
    if (byline.quality < 0.7)
        return 0;
    imprint->citation->authors = byline;
    imprint->citation->creators = str_trim_end(words, " ,");
    *end = match.to;
    return match.from;
}

static size_t skip_marks(struct str text, size_t at) {
    static struct pattern marks = PATTERN("\\G[\\s.,:;)\\]–—-]*");
    return pattern_end(&marks, text, at);
}

/* A title in quotation marks at `at`: sets it and gives the byte behind, or 0. */
static size_t quoted_title(struct str text, size_t at, struct str *title) {
    static struct pattern quoted = PATTERN(QUOTED_TITLE);
    struct match match;
    if (!pattern_find(&quoted, text, at, &match))
        return 0;
    for (int g = 1; g <= 5; g++)
        if (match.group[g].at)
            *title = match.group[g];
    /* Words in quotation marks that others follow only begin the title. */
    static struct pattern more = PATTERN("^:? ?\\p{Ll}|^: |^ [\\p{L}\\d]+ [\\p{L}\\d]+ ");
    static struct pattern stopped = PATTERN("[.,?!…]$");
    bool goes_on = pattern_in(&more, str_from(text, match.to));
    return goes_on && !pattern_in(&stopped, *title) ? 0 : match.to;
}

/* True where a mark begins at a byte, one more or less. */
static bool begins_at(size_t from, size_t at) {
    return from <= at + 1 && from + 1 >= at;
}

/* A span of marked text that begins at `at`: the byte where it ends, or 0. */
static size_t span_end(const struct imprint *imprint, size_t at) {
    const struct line *line = imprint->line;
    size_t skipped = (size_t)(imprint->text.at - line->text.at);
    for (size_t i = 0; i < line->span_count; i++)
        if (begins_at(line->spans[i].from, skipped + at) && line->spans[i].to > skipped + at)
            return line->spans[i].to - skipped;
    for (size_t i = 0; i < line->link_count; i++)
        if (begins_at(line->links[i].from, skipped + at) && line->links[i].to > skipped + at + 8)
            return line->links[i].to - skipped;
    return 0;
}

/* Where a title of several sentences ends, when only a place and the year come behind it ("Title.
 * Subtitle. Berlin 1904."), or "In:": the byte, or 0 where it is not so. */
static size_t long_title_end(const struct imprint *imprint, size_t at) {
    static struct pattern in = PATTERN("[.,?!]?\\s(?=In:\\s)|[.?!]\\s(?=(?:In|Dans|En) \\p{Lu})");
    struct match match;
    if (pattern_find(&in, imprint_left(imprint), at, &match))
        return match.from;
    return imprint_place(imprint, at);
}

/* Reads the title that begins at `at`; gives the byte behind it. */
static size_t read_title(struct imprint *imprint, size_t at) {
    struct str title = S("");
    size_t end = quoted_title(imprint->text, at, &title);
    if (!end) {
        static struct pattern comma_in = PATTERN(",? [Ii]n:? (?=\\p{Lu})");
        size_t span = span_end(imprint, at), sentence = sentence_end(imprint->text, at);
        struct match match;
        end = sentence;
        if (pattern_find(&comma_in, str_part(imprint->text, 0, sentence), at, &match) && !span &&
            str_starts(str_trim_start(match.group[0], ", "), S("In")))
            end = match.from;
        size_t whole = long_title_end(imprint, at);
        /* A slash behind the title leads to those who answer for it (GOST 7.1). */
        if (whole > end && !str_starts(str_trim(str_from(imprint->text, end)), S("/")))
            end = whole;
        if (span)
            end = span;
        title = str_part(imprint->text, at, end);
    }
    imprint->citation->field[FIELD_TITLE] = str_trim_set(title, " ,;:");
    imprint_use(imprint, at, end);
    return end;
}

static bool begins_with_title(const struct imprint *imprint) {
    struct str quoted;
    size_t span = span_end(imprint, 0);
    return quoted_title(imprint->text, 0, &quoted) || (span > 8 && span < imprint->text.len);
}

/* Creators, then the title. */
static void read_names_first(struct imprint *imprint, enum name_order order) {
    struct citation *citation = imprint->citation;
    struct str text = imprint->text;
    size_t at = 0;
    if (!citation->repeated)
        at = read_creators(imprint, 0, order);
    else if (str_starts_fold(text, S("and ")))
        at = read_creators(imprint, 4, order);
    /* "Alan Turing: The Enigma" begins with a title as likely as with a creator. */
    bool titled = at > 1 && text.at[at - 2] == ':' && citation->authors.order == ORDER_STRAIGHT;
    bool sure =
        !titled && citation->authors.quality >= 0.8 && byline_names_person(&citation->authors);
    size_t inner_end = 0, inner = 0;
    if (!sure && !citation->repeated)
        inner = find_inner_creators(imprint, &inner_end);
    if (inner)
        at = 0;
    imprint_use(imprint, 0, at);
    imprint_use(imprint, inner, inner_end);
    imprint_take_marks(imprint, at);
    if (inner) {
        citation->field[FIELD_TITLE] = str_trim_set(str_part(text, 0, inner), " ,;:.");
        return;
    }
    /* The year right behind the creators is no part of the title. */
    at = skip_marks(text, at);
    if (citation->dated && citation->date.from <= at + 1 && citation->date.to > at)
        at = skip_marks(text, citation->date.to);
    read_title(imprint, at);
}

static void read_title_first(struct imprint *imprint, enum name_order order) {
    struct citation *citation = imprint->citation;
    size_t end = skip_marks(imprint->text, read_title(imprint, 0));
    size_t next = read_creators(imprint, end, order);
    if (byline_names_person(&citation->authors)) {
        imprint_use(imprint, end, next);
    } else {
        citation->authors = (struct byline){0};
        citation->creators = S("");
    }
    imprint_take_marks(imprint, end);
}

void citation_read_by_rules(struct imprint *imprint, enum name_order order) {
    bool title_first = !imprint->citation->repeated && begins_with_title(imprint);
    if (title_first)
        read_title_first(imprint, order);
    else
        read_names_first(imprint, order);
}
