/* Reading entries. */
#include "knowledge/reading.h"

#include "ground/utf8.h"
#include "knowledge/address.h"
#include "knowledge/fields.h"
#include "knowledge/kinds.h"
#include "knowledge/labels.h"
#include "knowledge/parting.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

/* Joins the lines of a title: those that look alike were one title broken over lines, one that
 * looks different is a subtitle. */
static void read_title(struct reading *reading) {
    struct buf title = buf_in(reading->arena);
    unsigned first_marks = 0;
    bool colon = false;
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (reading->roles[i] != LINE_TITLE)
            continue;
        struct str text = read_clean_title(reading, line->text);
        unsigned marks = line->marks & (MARK_STRONG | MARK_HEADING | MARK_TERM | MARK_EMPHASIS);
        if (!text.len)
            continue;
        read_evidence(reading, FIELD_TITLE, text, "title line", title.len ? 0.8 : 0.95);
        bool stopped = str_ends(buf_text(&title), S("?")) || str_ends(buf_text(&title), S("!"));
        first_marks = title.len ? first_marks : marks;
        reading->noticed->title_joined = title.len;
        buf_join(&title, (marks == first_marks || stopped) && !colon ? " " : ": ", text);
        colon = str_ends(line->text, S(":"));
    }
    reading->record->field[FIELD_TITLE].text = buf_text(&title);
}

/* A line that looks like creators although they are known: a dated container, a publisher, or none
 * of it. */
static bool read_second_byline(struct reading *reading, const struct byline_parts *parts) {
    bool bracketed = parts->dated && parts->date.bracketed;
    if (!bracketed && names_have_organisation(parts->creators) &&
        !record_has(reading->record, FIELD_PUBLISHER)) {
        /* "Springer Verlag | new edition, 2004": who published the work, and when. */
        struct str publisher = str_part(parts->creators, 0, str_find_char(parts->creators, '|', 0));
        read_text(reading, FIELD_PUBLISHER, str_trim_set(publisher, " ,;:"), "behind the title",
                  0.7);
        if (parts->dated)
            read_date(reading, &parts->date);
        return true;
    }
    if (!bracketed || record_has(reading->record, FIELD_ISSUED) ||
        record_has(reading->record, FIELD_CONTAINER_TITLE))
        return false;
    read_text(reading, FIELD_CONTAINER_TITLE, parts->creators, "before the date", 0.7);
    read_date(reading, &parts->date);
    read_note(reading, parts->marker, "marker");
    return true;
}

/* "Jane Doe (1943-2005)": the years of a life, not of a work. */
static bool is_life(const struct found_date *found) {
    enum { SHORTEST_LIFE = 20 };
    const struct date *date = &found->date;
    return found->bracketed && date->count == 2 &&
           date->part[1][0] - date->part[0][0] >= SHORTEST_LIFE;
}

/* Reads a line of creators; false where it gives nothing that is not known already. */
bool read_byline(struct reading *reading, const struct line *line) {
    struct byline_parts parts = byline_split(line->text);
    if (parts.creators.len && record_has(reading->record, FIELD_AUTHOR) && !reading->given)
        return read_second_byline(reading, &parts);
    static struct pattern others = PATTERN_FOLD(OTHERS_BEHIND_CREATORS);
    struct match match;
    if (pattern_find(&others, parts.creators, 1, &match)) {
        read_note(reading, match.group[1], "further persons");
        parts.creators = str_part(parts.creators, 0, match.from);
    }
    struct byline byline = names_read(reading->arena, parts.creators, style_order(reading->style));
    if (reading->given && !byline.names.count && parts.creators.len)
        byline = names_literal(reading->arena, parts.creators);
    if (byline.quality > 0 || reading->given)
        read_names(reading, parts.creators, &byline);
    else
        read_text(reading, FIELD_PUBLISHER, parts.creators, "byline", 0.4);
    if (parts.dated && !is_life(&parts.date))
        read_date(reading, &parts.date);
    if (parts.container.len)
        read_text(reading, FIELD_CONTAINER_TITLE, parts.container, "behind the date", 0.8);
    read_note(reading, parts.marker, "marker");
    return true;
}

/* The line without a link at its end that only says "click here" or "read more". */
static struct str without_label(const struct line *line) {
    if (!line->link_count)
        return line->text;
    const struct entry_link *last = &line->links[line->link_count - 1];
    size_t from = utf8_offset(line->text, last->from), to = utf8_offset(line->text, last->to);
    static struct pattern before = PATTERN(BEFORE_A_PART), after = PATTERN("^[\\s.)\\]»›>]*$");
    if (from == to || !label_is_generic(last->label) ||
        !pattern_in(&after, str_from(line->text, to)))
        return line->text;
    struct str kept = str_part(line->text, 0, from);
    if (!pattern_in(&before, kept))
        return line->text;
    static struct pattern tail = PATTERN("[\\s\\[(»›–-]+$");
    struct match match;
    return pattern_find(&tail, kept, 0, &match) ? str_part(kept, 0, match.from) : kept;
}

/* Words all in one pair of brackets behind a title, without it. */
static struct str without_brackets(struct str text) {
    static struct pattern bracketed = PATTERN("^\\(([^()]+)\\)$");
    return pattern_group(&bracketed, text, text);
}

/* "(1986). Follows six men": the words behind a year that stands right behind the title. */
static struct str without_year(struct reading *reading, struct str text) {
    static struct pattern year = PATTERN("^\\((?:1[5-9]|20)\\d\\d\\)[.,:;]?\\s*");
    struct match match;
    struct found_date date;
    if (record_has(reading->record, FIELD_ISSUED) || !pattern_find(&year, text, 0, &match) ||
        !date_find(match.group[0], 0, &date))
        return text;
    read_date(reading, &date);
    return str_from(text, match.to);
}

/* The words of a line that annotate the work: all where that is given, or none. */
static struct str annotation_of(struct reading *reading, const struct line *line) {
    /* "DOI: 10.1000/182", "PMID: 1234567" */
    static struct pattern identifier = PATTERN_FOLD(IDENTIFIERS_ALONE);
    if (line->role)
        return line->text;
    struct str text = without_year(reading, without_brackets(without_label(line)));
    bool access = label_is_access(text) && !pattern_in(&identifier, text);
    if (access)
        read_note(reading, text, "access");
    return access || label_is_generic(text) || pattern_in(&identifier, text) ? S("") : text;
}

static void read_annotation(struct reading *reading) {
    struct buf text = buf_in(reading->arena);
    buf_put(&text, reading->record->field[FIELD_ABSTRACT].text);
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        if (reading->roles[i] != LINE_ANNOTATION)
            continue;
        struct str line = annotation_of(reading, &reading->entry->lines[i]);
        if (!line.len)
            continue;
        buf_join(&text, "\n\n", line);
        read_evidence(reading, FIELD_ABSTRACT, line, "annotation line", 0.9);
    }
    reading->record->field[FIELD_ABSTRACT].text = buf_text(&text);
}

static void read_section(struct reading *reading) {
    struct buf path = buf_in(reading->arena);
    for (size_t i = 0; i < reading->printed->section_count; i++)
        buf_join(&path, " > ", reading->printed->section[i]);
    reading->record->field[FIELD_SECTION].text = buf_text(&path);
}

/* The innermost heading over the entry. */
static struct str heading_of(const struct entry *entry) {
    return entry->section_count ? entry->section[entry->section_count - 1] : S("");
}

/* "Martha Penrose" over a list of her books, "2004" over what came out then, where most headings
 * of the page are such. */
static void read_heading(struct reading *reading) {
    static const double by_heading = 0.6;
    const struct page_style *style = reading->style;
    struct record *record = reading->record;
    struct str section = record->field[FIELD_SECTION].text;
    struct str heading = str_from(section, section.len - heading_of(reading->printed).len);
    struct date date = date_of_text(heading);
    if (5 * style->dates >= 3 * style->entries && date.count == 1 &&
        !record_has(record, FIELD_ISSUED) && !record_has(record, FIELD_STATUS)) {
        record->field[FIELD_ISSUED].date = date;
        read_evidence(reading, FIELD_ISSUED, heading, "heading", by_heading);
    }
    /* What is not said to have come out may be about the person. */
    if (5 * style->persons < 3 * style->entries || !record_has(record, FIELD_ISSUED) ||
        record_has(record, FIELD_AUTHOR) || record_has(record, FIELD_EDITOR))
        return;
    struct names person = names_person(reading->arena, heading).names;
    record->field[FIELD_AUTHOR].names = person;
    if (person.count)
        read_evidence(reading, FIELD_AUTHOR, heading, "heading", by_heading);
}

static void set_origin(struct reading *reading) {
    struct arena *arena = reading->arena;
    struct value *field = reading->record->field;
    struct json *lines = json_new_array(arena);
    for (size_t i = 0; i < reading->printed->line_count; i++)
        json_append(lines, json_new_text(arena, reading->printed->lines[i].text));
    field[FIELD_TEXT].json = lines;
    field[FIELD_EVIDENCE].json = reading->evidence;
    field[FIELD_DATA].json = reading->data;
    field[FIELD_PLACE].place = reading->printed->place;
    field[FIELD_SOURCE].source = reading->printed->source;
    field[FIELD_SCHEMA].text = S(RECORD_SCHEMA);
    field[FIELD_NOTE].text = buf_text(&reading->note);
}

/* An entry in which no line is a title: its first line with words, or the words that stand for the
 * picture in its link. */
static void find_title_elsewhere(struct reading *reading) {
    const struct entry *entry = reading->entry;
    for (size_t i = 0; i < entry->line_count; i++)
        if (entry->lines[i].text.len && !entry->lines[i].role) {
            reading->noticed->lines_as_text = true;
            read_text(reading, FIELD_TITLE, read_clean_title(reading, entry->lines[i].text),
                      "first line", 0.3);
            return;
        }
    for (size_t i = 0; i < entry->lines[0].link_count; i++)
        read_text(reading, FIELD_TITLE, entry->lines[0].links[i].label, "picture", 0.5);
}

/* "Example scripts at <a>Name</a>": in a running sentence the link names the resource, and all of
 * it is the annotation. */
static bool read_sentence(struct reading *reading) {
    const struct line *line = &reading->entry->lines[0];
    if (reading->pieces > 1 || reading->roles[0] != LINE_TITLE || line->role ||
        line->marks & (MARK_STRONG | MARK_HEADING | MARK_TERM) ||
        read_has_byline(reading, 1, reading->entry->line_count))
        return false;
    for (size_t i = 0; i < line->link_count; i++) {
        const struct entry_link *link = &line->links[i];
        struct str label = line_words(line, link->from, link->to);
        if (address_is_useless(link->href) || label_is_generic(link->label) || !label.len ||
            10 * label.len > 8 * line->text.len)
            continue;
        read_text(reading, FIELD_TITLE, read_clean_title(reading, label), "link in a sentence",
                  0.6);
        reading->roles[0] = LINE_ANNOTATION;
        if (!reading->main_link)
            reading->main_link = link;
        return true;
    }
    return false;
}

static void read_annotated(struct reading *reading) {
    read_title(reading);
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (line->role)
            continue;
        if (reading->roles[i] == LINE_ANNOTATION && read_imprint_below(reading, line))
            reading->roles[i] = LINE_BYLINE;
        else if (reading->roles[i] != LINE_BYLINE ||
                 (!record_has(reading->record, FIELD_AUTHOR) && read_cited_below(reading, line)))
            continue;
        else if (!read_byline(reading, line))
            reading->roles[i] = LINE_ANNOTATION;
    }
}

void reading_learn(struct arena *arena, struct page_style *style, const struct entry *printed) {
    static const double sure = 0.6;
    static const struct page_style nothing;
    struct stated bibtex;
    struct entry entry;
    size_t pieces;
    read_bibtex(arena, printed, &entry, &bibtex);
    style->dates += date_of_text(heading_of(printed)).count == 1;
    style->persons += names_person(arena, heading_of(printed)).names.count;
    if (!entry.line_count)
        return;
    struct labelled values;
    const struct entry *joined = entry_with_joints(arena, entry_labelled(arena, &entry, &values));
    struct entry parted = entry_parted(arena, joined, ORDER_UNKNOWN, &pieces);
    style_learn(arena, style, &parted, roles_find(arena, &parted, pieces, &nothing));
    if (joined->lines[0].role)
        return;
    struct citation citation = citation_read(arena, &joined->lines[0], &(struct cited_habit){0});
    bool cited = citation.quality >= sure && read_has_imprint(&citation);
    style->cited += cited;
    if (cited)
        cited_ways_learn(&style->ways, &citation.tokens, &citation.parts, citation.confidence);
    style->inverted += cited && citation.authors.order == ORDER_INVERTED;
    style->straight += cited && citation.authors.order == ORDER_STRAIGHT;
}

void reading_learned(struct page_style *style) {
    cited_ways_settle(&style->ways);
}

/* Reads what the entry's lines say to a reader. */
static void read_lines(struct reading *reading, const struct labelled *values) {
    reading->parted =
        entry_parted(reading->arena, reading->whole, style_order(reading->style), &reading->pieces);
    reading->entry = &reading->parted;
    reading->roles = roles_find(reading->arena, reading->entry, reading->pieces, reading->style);
    read_given(reading);
    read_labelled(reading, values);
    if (!read_cited(reading) && !read_sentence(reading))
        read_annotated(reading);
    read_annotation(reading);
    read_links(reading);
    read_identifiers(reading);
}

void reading_read(struct arena *arena, const struct page_style *style, const struct entry *entry,
                  const struct record *previous, struct record *record, struct noticed *noticed) {
    *record = (struct record){0};
    *noticed = (struct noticed){0};
    struct entry whole;
    struct labelled values;
    struct stated bibtex;
    bool shows_bibtex = read_bibtex(arena, entry, &whole, &bibtex);
    struct reading reading = {
        .arena = arena,
        .style = style,
        .printed = entry,
        .whole = entry_with_joints(arena, entry_labelled(arena, &whole, &values)),
        .previous = previous,
        .record = record,
        .noticed = noticed,
        .evidence = json_new_object(arena),
        .note = buf_in(arena),
    };
    read_section(&reading);
    if (whole.line_count)
        read_lines(&reading, &values);
    read_stated(&reading, shows_bibtex ? &bibtex : NULL);
    if (!record_has(record, FIELD_TITLE) && whole.line_count)
        find_title_elsewhere(&reading);
    read_heading(&reading);
    record->field[FIELD_TYPE].text = reading.type.len ? reading.type : kind_of(record);
    set_origin(&reading);
}
