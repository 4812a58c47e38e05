/* Reading entries. */
#include "knowledge/reading.h"

#include "ground/arena.h"
#include "ground/utf8.h"
#include "knowledge/address.h"
#include "knowledge/citation.h"
#include "knowledge/identifiers.h"
#include "knowledge/kinds.h"
#include "knowledge/labels.h"
#include "knowledge/parting.h"
#include "wrappers/pattern.h"

/* One entry being read. */
struct reading {
    struct arena *arena;
    const struct page_style *style;
    const struct entry *whole; /* as it stands on the page */
    struct entry parted;       /* its lines, one for each role */
    const struct entry *entry; /* the one of both that is read */
    size_t pieces;             /* how many lines of `parted` stand on one line of the page */
    enum line_role *roles;
    const struct record *previous; /* of the entry before, or NULL */
    struct record *record;
    struct noticed *noticed;
    struct json *evidence;
    struct buf note;                    /* words for the field note */
    const struct entry_link *main_link; /* the one that became the URL */
};

/* Writes down which characters of the page a field was read from. */
static void add_evidence(struct reading *reading, enum field field, struct str slice,
                         const char *rule, double confidence) {
    struct arena *arena = reading->arena;
    for (size_t i = 0; i < reading->whole->line_count; i++) {
        struct str text = reading->whole->lines[i].text;
        if (slice.at < text.at || slice.at + slice.len > text.at + text.len)
            continue;
        struct str before = {text.at, (size_t)(slice.at - text.at)};
        size_t from = utf8_count(before), to = from + utf8_count(slice);
        struct json *object = json_new_object(arena);
        json_put(object, S("line"), json_new_integer(arena, (long)i));
        json_put(object, S("from"), json_new_integer(arena, (long)from));
        json_put(object, S("to"), json_new_integer(arena, (long)to));
        json_put(object, S("rule"), json_new_text(arena, str_of(rule)));
        json_put(object, S("confidence"), json_new_number(arena, confidence, 2));
        struct json *list = json_get(reading->evidence, field_key(field));
        if (!list) {
            list = json_new_array(arena);
            json_put(reading->evidence, str_of(field_key(field)), list);
        }
        json_append(list, object);
        return;
    }
}

/* Sets a text field to a slice of the entry's text. */
static void set_text(struct reading *reading, enum field field, struct str slice, const char *rule,
                     double confidence) {
    if (!slice.len || record_has(reading->record, field))
        return;
    reading->record->field[field].text = slice;
    add_evidence(reading, field, slice, rule, confidence);
}

static void add_note(struct reading *reading, struct str words, const char *rule) {
    if (!words.len)
        return;
    if (reading->note.len)
        buf_puts(&reading->note, "; ");
    buf_put(&reading->note, words);
    add_evidence(reading, FIELD_NOTE, words, rule, 0.9);
}

static struct str without_quotes(struct str title) {
    static const struct {
        struct str open, close;
    } quotes[] = {{S("\""), S("\"")}, {S("“"), S("”")}, {S("„"), S("“")},
                  {S("«"), S("»")},   {S("‘"), S("’")}, {S("'"), S("'")}};
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
        struct str open = quotes[i].open, close = quotes[i].close;
        if (title.len <= open.len + close.len || !str_starts(title, open) ||
            !str_ends(title, close))
            continue;
        struct str inside = str_part(title, open.len, title.len - close.len);
        if (str_find(inside, close, 0) == STR_NONE)
            return inside;
    }
    return title;
}

/* Words at the end of a title that say in what form it comes: "[abstract]", "(PDF, 2 MB)", "new!".
 */
static struct str cut_title_marker(struct reading *reading, struct str title) {
    static struct pattern marker = PATTERN_FOLD(
        "\\s*(?:\\[((?!review "
        "of)[^\\[\\]]{1,60})\\]|\\(((?:pdf|html|doc|word|ppt|powerpoint|mp3|video|audio)\\b"
        "[^()]{0,30})\\)|(?<=\\s)new!)\\s*$");
    struct match match;
    while (pattern_find(&marker, title, 0, &match) && match.from) {
        struct str words = match.group[1].at ? match.group[1] : match.group[2];
        if (words.at && label_is_access(words))
            add_note(reading, words, "marker");
        title = str_part(title, 0, match.from);
    }
    return title;
}

static struct str clean_title(struct reading *reading, struct str title) {
    title = cut_title_marker(reading, str_trim(title));
    return without_quotes(str_trim_end(without_quotes(title), " .,:;"));
}

/* Joins the lines of a title: those that look alike were one title broken over lines, one that
 * looks different is a subtitle. */
static void read_title(struct reading *reading) {
    struct buf title = buf_in(reading->arena);
    struct str first = S("");
    unsigned first_marks = 0;
    size_t parts = 0;
    bool colon = false;
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (reading->roles[i] != LINE_TITLE)
            continue;
        struct str text = clean_title(reading, line->text);
        unsigned marks = line->marks & (MARK_STRONG | MARK_HEADING | MARK_TERM | MARK_EMPHASIS);
        if (!text.len)
            continue;
        if (parts++) {
            bool stopped = str_ends(buf_text(&title), S("?")) || str_ends(buf_text(&title), S("!"));
            bool same = (marks == first_marks || stopped) && !colon;
            buf_puts(&title, same ? " " : ": ");
            reading->noticed->title_joined = true;
        } else {
            first = text;
            first_marks = marks;
        }
        colon = str_ends(line->text, S(":"));
        buf_put(&title, text);
        add_evidence(reading, FIELD_TITLE, text, "title line", parts > 1 ? 0.8 : 0.95);
    }
    reading->record->field[FIELD_TITLE].text = parts > 1 ? buf_text(&title) : first;
}

static void set_names(struct reading *reading, struct str text, const struct byline *byline) {
    static const enum field fields[] = {[ROLE_AUTHOR] = FIELD_AUTHOR,
                                        [ROLE_EDITOR] = FIELD_EDITOR,
                                        [ROLE_TRANSLATOR] = FIELD_TRANSLATOR};
    enum field field = fields[byline->role];
    if (!byline->names.count || record_has(reading->record, field))
        return;
    reading->record->field[field].names = byline->names;
    reading->record->field[FIELD_ET_AL].flag |= byline->et_al;
    reading->noticed->doubtful |= byline->quality < 0.45;
    add_evidence(reading, field, text, byline->order ? "names" : "organisation", byline->quality);
}

static void set_date(struct reading *reading, const struct found_date *found) {
    if (record_has(reading->record, FIELD_ISSUED))
        return;
    if (found->date.count) {
        reading->record->field[FIELD_ISSUED].date = found->date;
        add_evidence(reading, FIELD_ISSUED, found->slice, "date", found->bracketed ? 0.95 : 0.8);
    }
    set_text(reading, FIELD_STATUS, found->status, "date", 0.9);
}

/* A line that looks like creators although they are known: a dated container, or none of it. */
static bool read_second_byline(struct reading *reading, const struct byline_parts *parts) {
    if (!parts->dated || !parts->date.bracketed || record_has(reading->record, FIELD_ISSUED) ||
        record_has(reading->record, FIELD_CONTAINER_TITLE))
        return false;
    set_text(reading, FIELD_CONTAINER_TITLE, parts->creators, "before the date", 0.7);
    set_date(reading, &parts->date);
    add_note(reading, parts->marker, "marker");
    return true;
}

/* Reads a line of creators; false where it gives nothing that is not known already. */
static bool read_byline(struct reading *reading, const struct line *line) {
    struct byline_parts parts = byline_split(line->text);
    if (parts.creators.len && record_has(reading->record, FIELD_AUTHOR))
        return read_second_byline(reading, &parts);
    struct byline byline = names_read(reading->arena, parts.creators, style_order(reading->style));
    if (byline.quality > 0)
        set_names(reading, parts.creators, &byline);
    else
        set_text(reading, FIELD_PUBLISHER, parts.creators, "byline", 0.4);
    if (parts.dated)
        set_date(reading, &parts.date);
    if (parts.container.len)
        set_text(reading, FIELD_CONTAINER_TITLE, parts.container, "behind the date", 0.8);
    add_note(reading, parts.marker, "marker");
    return true;
}

static bool is_furniture_label(struct str text) {
    return label_is_generic(text) && !label_is_access(text);
}

/* The line without a link at its end that only says "click here" or "read more". */
static struct str without_label(const struct line *line) {
    if (!line->link_count)
        return line->text;
    const struct entry_link *last = &line->links[line->link_count - 1];
    size_t from = utf8_offset(line->text, last->from), to = utf8_offset(line->text, last->to);
    static struct pattern before = PATTERN("(?:^|[.!?…:)\"”»\\]])\\s*[\\[(»›–-]*\\s*$"),
                          after = PATTERN("^[\\s.)\\]»›>]*$");
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

/* "DOI: 10.1000/182", "PMID: 1234567": a line that only names an identifier. */
static bool is_identifier(struct str text) {
    static struct pattern identifier =
        PATTERN_FOLD("^(?:(?:doi|isbn(?:-1[03])?|issn|pmid|pmcid|arxiv)\\s?[:·]?\\s?(?:(?:https?://"
                     ")?(?:dx\\.)?doi\\.org/)?[\\w./()-]+[\\s·,;]*)+$");
    return pattern_in(&identifier, text);
}

/* Words all in one pair of brackets behind a title, without it. */
static struct str without_brackets(struct str text) {
    static struct pattern bracketed = PATTERN("^\\(([^()]+)\\)$");
    struct match match;
    return pattern_find(&bracketed, text, 0, &match) ? match.group[1] : text;
}

static void read_annotation(struct reading *reading) {
    struct buf text = buf_in(reading->arena);
    struct str first = S("");
    size_t parts = 0;
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        struct str line = without_brackets(without_label(&reading->entry->lines[i]));
        if (reading->roles[i] != LINE_ANNOTATION || !line.len || is_furniture_label(line) ||
            is_identifier(line))
            continue;
        if (parts++)
            buf_puts(&text, "\n\n");
        else
            first = line;
        buf_put(&text, line);
        add_evidence(reading, FIELD_ABSTRACT, line, "annotation line", 0.9);
    }
    if (parts)
        reading->record->field[FIELD_ABSTRACT].text = parts > 1 ? buf_text(&text) : first;
}

/* Every link of the entry in order, with the role of its line. */
struct link_walk {
    size_t line, link;
};

static const struct entry_link *next_link(const struct reading *reading, struct link_walk *walk,
                                          enum line_role *role) {
    for (; walk->line < reading->entry->line_count; walk->line++, walk->link = 0)
        while (walk->link < reading->entry->lines[walk->line].link_count) {
            const struct entry_link *link = &reading->entry->lines[walk->line].links[walk->link++];
            *role = reading->roles[walk->line];
            if (!address_is_useless(link->href))
                return link;
        }
    return NULL;
}

/* The DOI in an address of doi.org, empty where it is none. */
static struct str doi_of(struct str href) {
    static struct pattern doi =
        PATTERN_FOLD("^(?:https?:)?//(?:dx\\.)?doi\\.org/(?:doi:)?(10\\.\\d{4,9}/\\S+)$");
    struct match match;
    return pattern_find(&doi, href, 0, &match) ? match.group[1] : S("");
}

static bool is_doi(struct str href) {
    return doi_of(href).len;
}

/* Identifiers that stand in an address or in any line. */
static void read_identifiers(struct reading *reading) {
    struct link_walk walk = {0};
    enum line_role role;
    const struct entry_link *link;
    while ((link = next_link(reading, &walk, &role)))
        if (is_doi(link->href) && !record_has(reading->record, FIELD_DOI)) {
            reading->record->field[FIELD_DOI].text =
                address_decoded(reading->arena, doi_of(link->href));
            add_evidence(reading, FIELD_DOI, link->label, "link", 0.9);
        }
    static const enum field fields[] = {[IDENTIFIER_DOI] = FIELD_DOI,
                                        [IDENTIFIER_ISBN] = FIELD_ISBN,
                                        [IDENTIFIER_ISSN] = FIELD_ISSN};
    static struct pattern pmid = PATTERN_FOLD("\\bpmid:? ?(\\d{4,9})\\b"),
                          pmcid = PATTERN("\\b(PMC\\d{4,9})\\b");
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        struct match match;
        struct str text = reading->entry->lines[i].text;
        if (pattern_find(&pmid, text, 0, &match))
            set_text(reading, FIELD_PMID, match.group[1], "identifier", 0.95);
        if (pattern_find(&pmcid, text, 0, &match))
            set_text(reading, FIELD_PMCID, match.group[1], "identifier", 0.95);
        for (enum identifier kind = IDENTIFIER_DOI; kind <= IDENTIFIER_ISSN; kind++) {
            struct found_identifier found;
            if (identifier_find(kind, reading->entry->lines[i].text, 0, &found))
                set_text(reading, fields[kind], found.value, "identifier", 0.95);
        }
    }
}

/* How much a link is the entry's main one: the title's own, then "click here", then any other. */
static int rank_of(const struct entry_link *link, enum line_role role) {
    static struct pattern aside = PATTERN_FOLD(
        "^\\W*(?:bib(?:tex)?(?: "
        "entry)?|doi|abstract|summary|errata|code|data|slides|talk|poster|show abstract)\\W*$");
    if (pattern_in(&aside, link->label) || is_doi(link->href))
        return 1;
    if (role == LINE_TITLE)
        return label_is_generic(link->label) ? 3 : 4;
    if (role == LINE_LINK)
        return link->lead.len ? 2 : 3;
    if (label_is_generic(link->label))
        return 3;
    /* A link within the site in running text only refers to something. */
    bool refers = role == LINE_ANNOTATION && !address_is_whole(link->href) &&
                  str_find_char(link->href, '#', 0) != STR_NONE;
    return refers ? -1 : role == LINE_ANNOTATION;
}

/* A link's label and lead as slices of its line, so that they can be pointed at: an entry that was
 * read from JSON has copies of them. */
static struct entry_link in_its_line(const struct reading *reading, const struct entry_link *link) {
    struct entry_link found = *link;
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (link < line->links || link >= line->links + line->link_count)
            continue;
        size_t from = utf8_offset(line->text, link->from), to = utf8_offset(line->text, link->to);
        struct str label = str_part(line->text, from, to);
        struct str before = str_trim(str_part(line->text, 0, from));
        if (str_equal(label, link->label))
            found.label = label;
        if (str_ends(before, link->lead))
            found.lead = str_from(before, before.len - link->lead.len);
    }
    return found;
}

static void choose_main_link(struct reading *reading) {
    struct link_walk walk = {0};
    enum line_role role;
    const struct entry_link *link;
    int best = -1;
    bool known = reading->main_link;
    while (!known && (link = next_link(reading, &walk, &role)))
        if (rank_of(link, role) > best) {
            best = rank_of(link, role);
            reading->main_link = link;
        }
    if (!reading->main_link)
        return;
    reading->record->field[FIELD_URL].text = reading->main_link->href;
    struct entry_link main_link = in_its_line(reading, reading->main_link);
    add_evidence(reading, FIELD_URL, main_link.label, "link", 0.9);
    if (best == 2)
        set_text(reading, FIELD_LEAD, main_link.lead, "link", 0.9);
}

static void add_link(struct reading *reading, size_t *room, struct record_link link) {
    struct links *links = &reading->record->field[FIELD_LINKS].links;
    *arena_push(reading->arena, links->at, links->count, room) = link;
}

static void read_links(struct reading *reading) {
    struct link_walk walk = {0};
    enum line_role role;
    const struct entry_link *link;
    size_t room = 0;
    choose_main_link(reading);
    while ((link = next_link(reading, &walk, &role))) {
        if (label_is_access(link->label))
            add_note(reading, in_its_line(reading, link).label, "access");
        if (link == reading->main_link || is_doi(link->href) ||
            (reading->main_link && str_equal(link->href, reading->main_link->href)))
            continue;
        add_link(reading, &room,
                 (struct record_link){.label = link->label,
                                      .href = link->href,
                                      .lead = role == LINE_LINK ? link->lead : S("")});
    }
    /* Pasted text keeps the words of a link and has lost its address. */
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (reading->roles[i] != LINE_LINK || line->link_count)
            continue;
        add_link(reading, &room, (struct record_link){.label = line->text});
        if (label_is_access(line->text))
            add_note(reading, line->text, "access");
    }
}

static void read_section(struct reading *reading) {
    struct buf path = buf_in(reading->arena);
    for (size_t i = 0; i < reading->entry->section_count; i++) {
        if (i)
            buf_puts(&path, " > ");
        buf_put(&path, reading->entry->section[i]);
    }
    reading->record->field[FIELD_SECTION].text = buf_text(&path);
}

static void set_origin(struct reading *reading) {
    struct arena *arena = reading->arena;
    struct value *field = reading->record->field;
    struct json *lines = json_new_array(arena);
    for (size_t i = 0; i < reading->whole->line_count; i++)
        json_append(lines, json_new_text(arena, reading->whole->lines[i].text));
    field[FIELD_TEXT].json = lines;
    field[FIELD_EVIDENCE].json = reading->evidence;
    field[FIELD_PLACE].place = reading->whole->place;
    field[FIELD_SOURCE].source = reading->whole->source;
    field[FIELD_SCHEMA].text = S(RECORD_SCHEMA);
    field[FIELD_NOTE].text = buf_text(&reading->note);
}

/* An entry in which no line is a title: the link that names something, else the first line. */
static void find_title_elsewhere(struct reading *reading) {
    if (record_has(reading->record, FIELD_TITLE) || !reading->entry->line_count)
        return;
    const struct line *line = &reading->entry->lines[0];
    reading->noticed->lines_as_text = true;
    set_text(reading, FIELD_TITLE, clean_title(reading, line->text), "first line", 0.3);
}

/* A title in a citation: without the stop and the quotation marks around it. */
static void set_cited_title(struct reading *reading, struct str title) {
    set_text(reading, FIELD_TITLE, clean_title(reading, title), "citation", 0.8);
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
    if (citation->repeated && previous && record_has(previous, FIELD_AUTHOR)) {
        reading->record->field[FIELD_AUTHOR].names = repeated_names(
            reading->arena, &previous->field[FIELD_AUTHOR].names, &citation->authors.names);
        add_evidence(reading, FIELD_AUTHOR, citation->creators, "repeated", 0.8);
        return;
    }
    struct byline authors = citation->authors;
    if (authors.quality > 0)
        set_names(reading, citation->creators, &authors);
    struct byline editors = citation->editors;
    editors.role = ROLE_EDITOR;
    if (editors.quality > 0)
        set_names(reading, citation->editor_words, &editors);
}

static void take_citation(struct reading *reading, const struct citation *citation) {
    set_cited_title(reading, citation->field[FIELD_TITLE]);
    set_authors(reading, citation);
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (f != FIELD_TITLE)
            set_text(reading, f, citation->field[f], "citation", 0.7);
    if (citation->dated)
        set_date(reading, &citation->date);
    if (citation->was_accessed) {
        reading->record->field[FIELD_ACCESSED].date = citation->accessed.date;
        add_evidence(reading, FIELD_ACCESSED, citation->accessed.slice, "date of access", 0.9);
    }
}

/* Lines behind a citation are its annotation or its links. */
static void set_roles_behind(struct reading *reading) {
    reading->roles[0] = LINE_TITLE;
    for (size_t i = 1; i < reading->entry->line_count; i++)
        if (reading->roles[i] != LINE_LINK)
            reading->roles[i] = LINE_ANNOTATION;
}

/* True where one of the lines from number `from` on names the creators. */
static bool has_byline(const struct reading *reading, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (reading->roles[i] == LINE_BYLINE)
            return true;
    return false;
}

static bool has_imprint(const struct citation *citation) {
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
static bool read_cited(struct reading *reading) {
    const struct line *first = &reading->whole->lines[0];
    if (has_byline(reading, reading->pieces, reading->entry->line_count))
        return false;
    struct citation citation = citation_read(reading->arena, first, style_order(reading->style));
    if (citation.quality < least_quality(reading, first) || !citation.field[FIELD_TITLE].len)
        return false;
    /* A title and its creators on one line need no citation to be read. */
    if (has_byline(reading, 1, reading->pieces) && !has_imprint(&citation))
        return false;
    reading->entry = reading->whole;
    reading->roles = roles_find(reading->arena, reading->whole, 1, reading->style);
    set_roles_behind(reading);
    take_citation(reading, &citation);
    return true;
}

/* "Example scripts at <a>Name</a>": in a running sentence the link names the resource, and all of
 * it is the annotation. */
static bool read_sentence(struct reading *reading) {
    const struct line *line = &reading->entry->lines[0];
    if (reading->pieces > 1 || reading->roles[0] != LINE_TITLE ||
        line->marks & (MARK_STRONG | MARK_HEADING | MARK_TERM) ||
        has_byline(reading, 1, reading->entry->line_count))
        return false;
    for (size_t i = 0; i < line->link_count; i++) {
        const struct entry_link *link = &line->links[i];
        size_t from = utf8_offset(line->text, link->from), to = utf8_offset(line->text, link->to);
        if (address_is_useless(link->href) || label_is_generic(link->label) || from == to ||
            10 * (to - from) > 8 * line->text.len)
            continue;
        struct str label = str_part(line->text, from, to);
        set_text(reading, FIELD_TITLE, clean_title(reading, label), "link in a sentence", 0.6);
        reading->roles[0] = LINE_ANNOTATION;
        reading->main_link = link;
        return true;
    }
    return false;
}

static void read_annotated(struct reading *reading) {
    read_title(reading);
    for (size_t i = 0; i < reading->entry->line_count; i++)
        if (reading->roles[i] == LINE_BYLINE && !read_byline(reading, &reading->entry->lines[i]))
            reading->roles[i] = LINE_ANNOTATION;
}

void reading_learn(struct arena *arena, struct page_style *style, const struct entry *entry) {
    static const double sure = 0.6;
    struct page_style nothing = {0};
    size_t pieces;
    struct entry parted = entry_parted(arena, entry, ORDER_UNKNOWN, &pieces);
    style_learn(arena, style, &parted, roles_find(arena, &parted, pieces, &nothing));
    struct citation citation = citation_read(arena, &entry->lines[0], ORDER_UNKNOWN);
    style->cited += citation.quality >= sure && has_imprint(&citation);
}

void reading_read(struct arena *arena, const struct page_style *style, const struct entry *entry,
                  const struct record *previous, struct record *record, struct noticed *noticed) {
    *record = (struct record){0};
    *noticed = (struct noticed){0};
    struct reading reading = {
        .arena = arena,
        .style = style,
        .whole = entry,
        .previous = previous,
        .record = record,
        .noticed = noticed,
        .evidence = json_new_object(arena),
        .note = buf_in(arena),
    };
    reading.parted = entry_parted(arena, entry, style_order(style), &reading.pieces);
    reading.entry = &reading.parted;
    reading.roles = roles_find(arena, reading.entry, reading.pieces, style);
    if (!read_cited(&reading) && !read_sentence(&reading))
        read_annotated(&reading);
    read_annotation(&reading);
    read_links(&reading);
    read_identifiers(&reading);
    find_title_elsewhere(&reading);
    read_section(&reading);
    struct kind kind = kind_of(record);
    record->field[FIELD_TYPE].text = kind.type;
    set_origin(&reading);
}
