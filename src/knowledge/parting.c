/* Parting lines at the bounds of marks and at words that introduce a creator. */
#include "knowledge/parting.h"

#include "ground/utf8.h"
#include "knowledge/address.h"
#include "knowledge/labels.h"
#include "knowledge/patterns.def"
#include "knowledge/roles.h"
#include "wrappers/pattern.h"

enum { NEAR_START = 5, MOST_PIECES = 4, MOST_JOINTS = 16 };

struct pieces {
    struct line at[MOST_PIECES];
    size_t count;
};

static size_t characters_to(const struct line *line, size_t byte) {
    return utf8_count(str_part(line->text, 0, byte));
}

struct line line_part(struct arena *arena, const struct line *line, size_t from, size_t to) {
    struct line piece = {
        .text = str_part(line->text, from, to), .marks = line->marks, .at = line->at};
    size_t first = characters_to(line, from), last = characters_to(line, to), room = 0;
    for (size_t i = 0; i < line->link_count; i++) {
        struct entry_link link = line->links[i];
        if (link.from < first || link.to > last || (link.from == last && to < line->text.len))
            continue;
        link.from -= first;
        link.to -= first;
        *arena_push(arena, piece.links, piece.link_count, &room) = link;
    }
    room = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        struct span span = line->spans[i];
        if (span.from >= last || span.to <= first)
            continue;
        span.from = span.from > first ? span.from - first : 0;
        span.to = (span.to < last ? span.to : last) - first;
        if (span.from == 0 && span.to >= last - first)
            piece.marks |= span.marks;
        else
            *arena_push(arena, piece.spans, piece.span_count, &room) = span;
    }
    return piece;
}

/* Bytes of a number or bullet at the start. */
static size_t bullet_length(struct str text) {
    static struct pattern bullet = PATTERN(BULLET);
    return pattern_end(&bullet, text, 0);
}

static struct pattern words = PATTERN("\\p{L}{2}|\\d{4}");

/* The byte where strong or linked words at the start of the line end, 0 where there are none. */
static size_t marked_end(const struct line *line) {
    size_t end = 0;
    for (size_t i = 0; i < line->span_count; i++)
        if (line->spans[i].from <= NEAR_START &&
            line->spans[i].marks & (MARK_STRONG | MARK_UNDERLINE) && line->spans[i].to > end)
            end = line->spans[i].to;
    for (size_t i = 0; i < line->link_count; i++)
        if (line->links[i].from <= NEAR_START && line->links[i].to > end &&
            !label_is_generic(line->links[i].label) && !address_is_useless(line->links[i].href))
            end = line->links[i].to;
    end = utf8_offset(line->text, end);
    return pattern_in(&words, str_part(line->text, bullet_length(line->text), end)) ? end : 0;
}

bool line_begins_marked(const struct line *line) {
    size_t end = marked_end(line);
    return end && end < line->text.len && pattern_in(&words, str_from(line->text, end));
}

/* Skips what parts a title from the words behind it. */
static size_t behind_separator(struct str text, size_t at) {
    static struct pattern separator = PATTERN("\\G[\\s,;:.~|»›–—-]*");
    return pattern_end(&separator, text, at);
}

static size_t before_separator(struct str text, size_t end) {
    static struct pattern separator = PATTERN("[\\s,;:~|–—-]+$");
    struct match match;
    return pattern_find(&separator, str_part(text, 0, end), 0, &match) ? match.from : end;
}

/* In a line that is strong all through, slanted words at its end are the creators. */
static size_t slanted_end(const struct line *line) {
    const struct span *last = line->span_count ? &line->spans[line->span_count - 1] : NULL;
    bool ends = last && last->marks & MARK_EMPHASIS && last->from > NEAR_START &&
                last->to + 1 >= utf8_count(line->text);
    return ends && line->marks & (MARK_STRONG | MARK_HEADING) ? utf8_offset(line->text, last->from)
                                                              : 0;
}

static bool names_creators(struct arena *arena, struct str text, enum name_order order,
                           double least) {
    struct byline_parts parts = byline_split(text);
    struct byline byline = names_read(arena, parts.creators, order);
    bool person = byline_names_person(&byline);
    return (person && byline.quality >= least) ||
           (byline.quality >= 0.5 && parts.dated && parts.date.bracketed);
}

/* "Title - Jane Doe (2008)" and "Title by Jane Doe": the byte where the creators begin, or 0. */
static size_t creators_start(struct arena *arena, struct str text, enum name_order order) {
    static struct pattern joint = PATTERN(JOINT_OF_PARTS);
    struct match match;
    size_t found = 0, at = 1;
    for (int i = 0; i < MOST_JOINTS && pattern_find(&joint, text, at, &match); i++) {
        bool by = match.group[0].len < 3 && !str_find(match.group[0], S("-"), 0);
        if (names_creators(arena, str_from(text, match.to), order, by ? 0.5 : 0.8))
            found = match.to;
        at = match.to + (match.to == at);
    }
    return found;
}

/* Where the creators at the start of `text` end, when an annotation follows on the same line: 0
 * where none does. */
static size_t creators_end(struct arena *arena, struct str text, enum name_order order) {
    static struct pattern lead = PATTERN_FOLD("^(?:edited by|written by|by|von|par|por|di) ");
    static struct pattern end =
        PATTERN("\\s(?=\\((?!\\d{4}))|(?<!\\b\\p{Lu})[.:;]\\s+(?=\\p{Lu})|\\s[-–—~]\\s");
    struct match match;
    if (!pattern_find(&lead, text, 0, &match) || names_creators(arena, text, order, 0.8))
        return 0;
    size_t at = match.to;
    for (int i = 0; i < MOST_JOINTS && pattern_find(&end, text, at, &match); i++, at = match.to)
        if (names_creators(arena, str_part(text, 0, match.from), order, 0.5))
            return match.from + (text.at[match.from] == '.');
    return 0;
}

static void add(struct arena *arena, struct pieces *pieces, const struct line *line, size_t from,
                size_t to) {
    while (to > from && is_space(line->text.at[to - 1]))
        to--;
    if (from < to && pieces->count < MOST_PIECES)
        pieces->at[pieces->count++] = line_part(arena, line, from, to);
}

/* Parts what stands behind a title: creators, then the rest. */
static void add_rest(struct arena *arena, struct pieces *pieces, const struct line *line,
                     size_t from, enum name_order order) {
    size_t end = creators_end(arena, str_from(line->text, from), order);
    if (end) {
        add(arena, pieces, line, from, from + end);
        from = behind_separator(line->text, from + end);
    }
    add(arena, pieces, line, from, line->text.len);
}

/* "Jane Doe's <a>Title</a>": the byte where the possessor ends, or 0. */
static size_t owned_link(struct arena *arena, const struct line *line, enum name_order order) {
    static struct pattern owner = PATTERN("^(.{3,40})['’]s?\\s*$");
    struct match match;
    if (!line->link_count || label_is_generic(line->links[0].label))
        return 0;
    struct str before = line_words(line, 0, line->links[0].from);
    if (!pattern_find(&owner, before, 0, &match))
        return 0;
    struct byline byline = names_read(arena, match.group[1], order);
    bool person = byline.names.count == 1 && byline.names.at[0].given.len;
    return person && byline.quality >= 0.4 ? str_trim(before).len : 0;
}

static struct pieces part_first(struct arena *arena, const struct line *line,
                                enum name_order order) {
    static struct pattern marker = PATTERN("^\\W*[\\[(][^\\[\\]()]{1,60}[\\])]\\W*$");
    struct pieces pieces = {0};
    struct str text = line->text;
    size_t start = bullet_length(text), end = marked_end(line), slanted = slanted_end(line);
    if (end > start && end < text.len && pattern_in(&words, str_from(text, end)) &&
        !pattern_in(&marker, str_from(text, end))) {
        add(arena, &pieces, line, start, end);
        add_rest(arena, &pieces, line, behind_separator(text, end), order);
        return pieces;
    }
    size_t owned = owned_link(arena, line, order);
    if (owned) {
        size_t link_end = utf8_offset(text, line->links[0].to);
        add(arena, &pieces, line, utf8_offset(text, line->links[0].from), link_end);
        add(arena, &pieces, line, start, owned);
        add_rest(arena, &pieces, line, behind_separator(text, link_end), order);
        return pieces;
    }
    size_t creators = slanted ? slanted : creators_start(arena, text, order);
    if (creators > start) {
        add(arena, &pieces, line, start, before_separator(text, creators));
        add_rest(arena, &pieces, line, creators, order);
        return pieces;
    }
    add(arena, &pieces, line, start, text.len);
    return pieces;
}

/* A line; where it goes on behind one whose role is given, without what parts it from that. */
static struct line line_behind(struct arena *arena, const struct entry *entry, size_t i) {
    const struct line *line = &entry->lines[i];
    if (line->role || !entry->lines[i - 1].role || line->marks & MARK_GAP)
        return *line;
    return line_part(arena, line, behind_separator(line->text, 0), line->text.len);
}

struct entry entry_parted(struct arena *arena, const struct entry *entry, enum name_order order,
                          size_t *count) {
    struct entry parted = *entry;
    struct pieces pieces = {0};
    if (!entry->lines[0].role)
        pieces = part_first(arena, &entry->lines[0], order);
    if (!pieces.count)
        pieces = (struct pieces){{entry->lines[0]}, 1};
    *count = pieces.count;
    parted.line_count = entry->line_count - 1 + pieces.count;
    parted.lines = arena_make(arena, struct line, parted.line_count);
    for (size_t i = 0; i < pieces.count; i++) {
        parted.lines[i] = pieces.at[i];
        /* What marks the line as a whole marks its title. */
        if (i)
            parted.lines[i].marks &= ~(unsigned)(MARK_STRONG | MARK_HEADING | MARK_TERM);
    }
    for (size_t i = 1; i < entry->line_count; i++)
        parted.lines[pieces.count + i - 1] = line_behind(arena, entry, i);
    return parted;
}
