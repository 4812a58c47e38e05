/* Entries whose first line cites the work. */
#include "knowledge/fields.h"

#include "ground/arena.h"
#include "ground/utf8.h"
#include "knowledge/imprint.h"
#include "knowledge/parting.h"
#include "wrappers/pattern.h"

/* A title in a citation: without the stop and the quotation marks around it. */
static void set_cited_title(struct reading *reading, struct str title) {
    read_text(reading, FIELD_TITLE, read_clean_title(reading, title), "citation", 0.8);
}

/* What a dash stands for: the creators of the entry before, or its first one with those who follow
 * the dash ("---, and Doe, J."). */
static struct names repeated_names(struct arena *arena, const struct names *before,
                                   const struct names *more) {
    struct names names = {.count = more->count ? 1 + more->count : before->count};
    names.at = arena_make(arena, struct name, names.count);
    for (size_t i = 0; i < names.count; i++)
        names.at[i] = more->count && i ? more->at[i - 1] : before->at[i];
    return names;
}

static void set_authors(struct reading *reading, const struct citation *citation) {
    const struct record *previous = reading->previous;
    enum field field = citation->authors.role == ROLE_EDITOR ? FIELD_EDITOR : FIELD_AUTHOR;
    enum field before =
        previous && record_has(previous, FIELD_AUTHOR) ? FIELD_AUTHOR : FIELD_EDITOR;
    if (citation->repeated && previous && record_has(previous, before) &&
        !record_has(reading->record, field)) {
        reading->record->field[field].names = repeated_names(
            reading->arena, &previous->field[before].names, &citation->authors.names);
        read_evidence(reading, field, citation->creators, "repeated", 0.8);
        return;
    }
    struct byline authors = citation->authors;
    if (authors.quality > 0)
        read_names(reading, citation->creators, &authors);
    struct byline editors = citation->editors;
    editors.role = ROLE_EDITOR;
    if (editors.quality > 0)
        read_names(reading, citation->editor_words, &editors);
}

static void take_citation(struct reading *reading, const struct citation *citation) {
    set_cited_title(reading, citation->field[FIELD_TITLE]);
    set_authors(reading, citation);
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (f != FIELD_TITLE)
            read_text(reading, f, citation->field[f], "citation", 0.7);
    static struct pattern prose =
        PATTERN("\\s\\p{Ll}{2,}\\b(?:.*\\s\\p{Ll}{2,}\\b.*|[^,\\d]*)[.!?…)”\"]+$");
    if (pattern_in(&prose, citation->behind))
        read_text(reading, FIELD_ABSTRACT, citation->behind, "behind the citation", 0.6);
    else
        read_note(reading, citation->behind, "behind the citation");
    if (citation->dated)
        read_date(reading, &citation->date);
    if (citation->was_accessed) {
        reading->record->field[FIELD_ACCESSED].date = citation->accessed.date;
        read_evidence(reading, FIELD_ACCESSED, citation->accessed.slice, "date of access", 0.9);
    }
}

/* Lines behind a citation are its annotation or its links. */
static void set_roles_behind(struct reading *reading) {
    reading->roles[0] = LINE_TITLE;
    for (size_t i = 1; i < reading->entry->line_count; i++)
        if (reading->roles[i] != LINE_LINK && !reading->entry->lines[i].role)
            reading->roles[i] = LINE_ANNOTATION;
}

/* True where one of the lines from number `from` on names the creators. */
bool read_has_byline(const struct reading *reading, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (reading->roles[i] == LINE_BYLINE)
            return true;
    return false;
}

bool read_has_imprint(const struct citation *citation) {
    return citation->field[FIELD_CONTAINER_TITLE].len || citation->field[FIELD_PAGE].len ||
           citation->field[FIELD_PUBLISHER].len || citation->field[FIELD_VOLUME].len;
}

/* How sure a citation must be to be read as one: less on a page that cites, more where marks part
 * the title from the rest. */
static double least_quality(const struct reading *reading, const struct line *first) {
    static const double alone = 0.3, before_others = 0.5, marked = 0.55, habit = 0.2;
    bool is_marked = first->marks & (MARK_STRONG | MARK_HEADING) || line_begins_marked(first);
    bool is_quoted = str_starts(first->text, S("\"")) || str_starts(first->text, S("“"));
    double least = is_marked ? marked : is_quoted ? alone : before_others;
    if (reading->whole->line_count == 1 && !is_marked)
        least = alone;
    return style_cites(reading->style) && least > alone ? least - habit : least;
}

/* True where the first line by itself cites the work; it is read then. */
bool read_cited(struct reading *reading) {
    const struct line *first = &reading->whole->lines[0];
    if (first->role || entry_gives(reading->whole, GIVEN_TITLE))
        return false;
    if (read_has_byline(reading, reading->pieces, reading->entry->line_count))
        return false;
    struct citation citation = citation_read(reading->arena, first, style_order(reading->style));
    if (citation.quality < least_quality(reading, first) || !citation.field[FIELD_TITLE].len)
        return false;
    /* "<b>Canary</b> (2003). Directed by": one marked word or name leads as a title. */
    if (line_begins_marked(first) && citation.dated && citation.date.bracketed &&
        citation.authors.names.count == 1 && !byline_names_person(&citation.authors))
        return false;
    /* A title and its creators on one line need no citation to be read. */
    if (read_has_byline(reading, 1, reading->pieces) && !read_has_imprint(&citation))
        return false;
    reading->entry = reading->whole;
    reading->roles = roles_find(reading->arena, reading->whole, 1, reading->style);
    set_roles_behind(reading);
    take_citation(reading, &citation);
    return true;
}

/* "Little Heron, 2006. Ages 3-6.": capital words and a year. */
static bool begins_with_imprint(struct str text) {
    static struct pattern imprint =
        PATTERN("^(?:\\p{Lu}[\\p{L} -]{2,30}: )?\\p{Lu}[\\p{L}'’-]+\\.?(?: "
                "(?:[&\\p{Lu}][\\p{L}'’-]*\\.?|of|and|der|de)){0,5}"
                ", (?:1[5-9]|20)\\d\\d\\.(?: |$)");
    return pattern_in(&imprint, text);
}

/* Where the creators end that a line begins with: the byte behind them, 0 where the line names
 * editors, or STR_NONE where it names nobody. */
static size_t creators_end(const struct reading *reading, struct str text) {
    static struct pattern stop = PATTERN("\\.\\s(?=[\\p{Lu}\\d(“\"])");
    static struct pattern inverted = PATTERN(", (?:\\p{Lu}\\p{Ll}?\\.[ -]?)*\\p{Lu}\\p{Ll}?$");
    static struct pattern edited = PATTERN_FOLD("^(?:edited by|ed\\. by|hrsg\\. von|éd\\. par) ");
    enum { LONGEST_CREATORS = 300 };
    if (pattern_in(&edited, text))
        return 0;
    size_t end = STR_NONE;
    struct match match;
    for (size_t from = 0; pattern_find(&stop, text, from, &match) && match.from <= LONGEST_CREATORS;
         from = match.to) {
        struct byline byline =
            names_read(reading->arena, str_part(text, 0, match.from), style_order(reading->style));
        /* "Jane R. Doe" goes on behind its initial. */
        bool goes_on = stop_is_short(text, match.from) &&
                       !pattern_in(&inverted, str_part(text, 0, match.from));
        if (byline.quality >= 0.8 && byline_names_person(&byline) && !goes_on)
            end = match.to;
    }
    return end;
}

/* A slice of a line into which words were put, as one of the line without them. */
static void cut_out(struct str *slice, struct str with, struct str without, size_t at, size_t len) {
    if (slice->at < with.at || slice->at >= with.at + with.len)
        return;
    size_t from = (size_t)(slice->at - with.at);
    slice->at = without.at + from - (from >= at ? len : 0);
}

/* Reads a line as one citation with words put in at byte `at`: `known` stands for what the lines
 * above say, in a form that reads without doubt. Where it names creators, they are not set. */
static bool read_with(struct reading *reading, const struct line *line, size_t at, struct str known,
                      bool names_creators) {
    static const double least = 0.5;
    size_t len = known.len;
    if (byline_split(line->text).marker.len)
        return false;
    struct buf text = buf_in(reading->arena);
    buf_put(&text, str_part(line->text, 0, at));
    buf_put(&text, known);
    buf_put(&text, str_from(line->text, at));
    struct line whole = *line;
    whole.text = buf_text(&text);
    whole.link_count = 0;
    whole.spans = arena_make(reading->arena, struct span, line->span_count);
    size_t chars = utf8_count(str_part(line->text, 0, at));
    for (size_t i = 0; i < line->span_count; i++) {
        struct span span = line->spans[i];
        size_t behind = span.from >= chars ? utf8_count(known) : 0;
        whole.spans[i] = (struct span){span.marks, span.from + behind, span.to + behind};
    }
    struct citation citation = citation_read(reading->arena, &whole, style_order(reading->style));
    if (citation.quality < least || !read_has_imprint(&citation) ||
        !str_equal(citation.field[FIELD_TITLE], S("Title.")))
        return false;
    citation.field[FIELD_TITLE] = S("");
    if (names_creators) {
        citation.creators = S("");
        citation.authors = (struct byline){0};
    }
    struct str *slices[] = {&citation.creators, &citation.editor_words, &citation.behind,
                            &citation.date.slice, &citation.accessed.slice};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
        cut_out(slices[i], whole.text, line->text, at, len);
    for (enum field f = 0; f < FIELD_COUNT; f++)
        cut_out(&citation.field[f], whole.text, line->text, at, len);
    take_citation(reading, &citation);
    return true;
}

bool read_imprint_below(struct reading *reading, const struct line *line) {
    return !record_has(reading->record, FIELD_ISSUED) &&
           !record_has(reading->record, FIELD_PUBLISHER) && begins_with_imprint(line->text) &&
           read_with(reading, line, 0, S("Doe, J. “Title.” "), true);
}

bool read_cited_below(struct reading *reading, const struct line *line) {
    if (begins_with_imprint(line->text))
        return read_with(reading, line, 0, S("Doe, J. “Title.” "), true);
    size_t at = creators_end(reading, line->text);
    return at != STR_NONE && at < line->text.len &&
           read_with(reading, line, at, S("“Title.” "), false);
}
