/* Entries whose first line cites the work. */
#include "knowledge/fields.h"

#include "knowledge/imprint.h"
#include "knowledge/parting.h"
#include "knowledge/patterns.def"

static void set_authors(struct reading *reading, const struct citation *citation) {
    const struct record *previous = reading->previous;
    enum field field = citation->authors.role == ROLE_EDITOR ? FIELD_EDITOR : FIELD_AUTHOR;
    enum field before =
        previous && record_has(previous, FIELD_AUTHOR) ? FIELD_AUTHOR : FIELD_EDITOR;
    if (citation->repeated && previous && record_has(previous, before) &&
        !record_has(reading->record, field)) {
        /* A dash is the creators of the entry before; in "---, and Doe, J." its first one. */
        struct names more = citation->authors.names, names = previous->field[before].names;
        names.count = more.count ? 1 : names.count;
        reading->record->field[field].names = names_joined(reading->arena, names, more);
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

/* Words behind a citation are its annotation where they are sentences, else a note. */
static void read_behind(struct reading *reading, struct str words) {
    static struct pattern prose = PATTERN(PROSE_BEHIND_CITATION);
    if (pattern_in(&prose, words))
        read_text(reading, FIELD_ABSTRACT, words, "behind the citation", 0.6);
    else
        read_note(reading, words, "behind the citation");
}

static void take_citation(struct reading *reading, const struct citation *citation) {
    static const double by_rules = 0.7;
    set_authors(reading, citation);
    for (enum field f = 0; f < FIELD_COUNT; f++) {
        struct str words = citation->field[f];
        bool learned = citation->sure[f] > 0;
        if (f == FIELD_NOTE)
            read_note(reading, words, "citation");
        else
            read_text(reading, f, f == FIELD_TITLE ? read_clean_title(reading, words) : words,
                      learned ? "citation" : "citation, by rules",
                      learned ? citation->sure[f] : by_rules);
    }
    read_behind(reading, citation->behind);
    if (citation->dated)
        read_date(reading, &citation->date);
    if (citation->was_accessed) {
        reading->record->field[FIELD_ACCESSED].date = citation->accessed.date;
        read_evidence(reading, FIELD_ACCESSED, citation->accessed.slice, "date of access", 0.9);
    }
}

/* Lines behind a citation are its annotation or its links. */
static void set_roles_behind(struct reading *reading) {
    reading->entry = reading->whole;
    reading->roles = roles_find(reading->arena, reading->whole, 1, reading->style);
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

/* "The Quiet Hive (Heron House, 2004)": a title with its publisher or its creator, and the year. */
static bool read_bracketed(struct reading *reading) {
    static struct pattern bracketed = PATTERN_FOLD(TITLE_AND_BRACKETS);
    const struct line *first = &reading->whole->lines[0];
    struct match match;
    struct found_date date;
    if (!pattern_find(&bracketed, first->text, 0, &match) ||
        names_person(reading->arena, match.group[1]).names.count ||
        !date_find(first->text, (size_t)(match.group[3].at - first->text.at), &date))
        return false;
    struct byline creator = names_person(reading->arena, match.group[2]);
    read_text(reading, FIELD_TITLE, read_clean_title(reading, match.group[1]), "before brackets",
              0.8);
    if (creator.names.count)
        read_names(reading, match.group[2], &creator);
    else
        read_text(reading, FIELD_PUBLISHER, match.group[2], "in brackets", 0.7);
    read_date(reading, &date);
    return true;
}

/* True where the first line by itself cites the work; it is read then. */
bool read_cited(struct reading *reading) {
    const struct line *first = &reading->whole->lines[0];
    if (first->role || entry_gives(reading->whole, GIVEN_TITLE) ||
        read_has_byline(reading, reading->pieces, reading->entry->line_count))
        return false;
    if (read_bracketed(reading)) {
        set_roles_behind(reading);
        return true;
    }
    struct cited_habit habit = style_habit(reading->style);
    struct citation citation = citation_read(reading->arena, first, &habit);
    if (citation.quality < least_quality(reading, first) || !citation.field[FIELD_TITLE].len)
        return false;
    /* "<b>Canary</b> (2003). Directed by": one marked word or name leads as a title. */
    if (line_begins_marked(first) && citation.dated && citation.date.bracketed &&
        citation.authors.names.count == 1 && !byline_names_person(&citation.authors))
        return false;
    /* A title and its creators on one line need no citation to be read. */
    if (read_has_byline(reading, 1, reading->pieces) && !read_has_imprint(&citation))
        return false;
    take_citation(reading, &citation);
    set_roles_behind(reading);
    return true;
}

bool read_imprint_below(struct reading *reading, const struct line *line) {
    static struct pattern imprint = PATTERN(IMPRINT_ALONE);
    struct match match;
    struct found_date date;
    if (record_has(reading->record, FIELD_ISSUED) || record_has(reading->record, FIELD_PUBLISHER) ||
        !pattern_find(&imprint, line->text, 0, &match) || !date_find(line->text, match.to, &date))
        return false;
    read_text(reading, FIELD_PUBLISHER_PLACE, match.group[1], "imprint", 0.8);
    read_text(reading, FIELD_PUBLISHER, match.group[2], "imprint", 0.8);
    read_date(reading, &date);
    read_behind(reading, str_trim_start(str_from(line->text, date.to), " ."));
    return true;
}

bool read_cited_below(struct reading *reading, const struct line *line) {
    struct cited_habit habit = style_habit(reading->style);
    habit.untitled = true;
    if (byline_split(line->text).marker.len)
        return false;
    if (read_imprint_below(reading, line))
        return true;
    struct citation citation = citation_read(reading->arena, line, &habit);
    bool first = citation.creators.at == line->text.at || citation.authors.role == ROLE_EDITOR;
    if (!first || citation.authors.quality < 0.7 || !byline_names_person(&citation.authors) ||
        !read_has_imprint(&citation) ||
        (!citation.dated && !citation.field[FIELD_PAGE].len && !citation.field[FIELD_VOLUME].len))
        return false;
    take_citation(reading, &citation);
    return true;
}
