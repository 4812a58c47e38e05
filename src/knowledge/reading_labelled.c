/* Entries whose parts the page names: "Author: Jane Doe", "Publication Date: 2004". */
#include "knowledge/fields.h"

#include "ground/utf8.h"
#include "knowledge/labelled.h"
#include "knowledge/parting.h"
#include "wrappers/pattern.h"

/* What a label says of the words behind it. */
static struct {
    struct pattern pattern;
    enum given given;
    enum field field;
    unsigned worth;
} labels[] = {
#define LABELLED(worth, meaning, words)                                                            \
    {PATTERN_FOLD("(?:^|(?<=[\\s|;,.(\\[]))(?:" words ")\\s*$"), meaning, worth},
#include "knowledge/labelled.def"
};

enum { LABELS = sizeof labels / sizeof labels[0], LONGEST_LABEL = 40, MOST_LABELS = 24 };

/* A label in a line: from its first byte to the first behind its colon. */
struct label {
    size_t from, to, kind;
};

/* True where nothing is to be read from the words behind labels of a kind. */
static bool is_left(size_t kind) {
    return !labels[kind].given && labels[kind].field == FIELD_COUNT;
}

/* The label that ends at a byte; inside a line it begins with no small letter. */
static bool label_before(struct str text, size_t end, struct label *label) {
    size_t start = end > LONGEST_LABEL ? end - LONGEST_LABEL : 0;
    while (start && (text.at[start] & 0xC0) == 0x80)
        start++;
    struct match match;
    for (size_t kind = 0; kind < LABELS; kind++)
        if (pattern_find(&labels[kind].pattern, str_part(text, start, end), 0, &match) &&
            (!(start + match.from) || !utf8_starts_lower(str_from(text, start + match.from)))) {
            *label = (struct label){start + match.from, end, kind};
            return true;
        }
    return false;
}

/* The labels of a line: one at its start, or several; a term or a cell needs no colon. */
static size_t labels_of(const struct line *line, struct label *found) {
    struct str text = line->text;
    size_t count = 0;
    for (size_t at = 0; (at = str_find_char(text, ':', at)) != STR_NONE && count < MOST_LABELS;
         at++) {
        bool ends = at + 1 == text.len || is_space(text.at[at + 1]);
        if (ends && label_before(text, at, &found[count]))
            found[count++].to = at + 1;
    }
    if (!count && line->marks & (MARK_TERM | MARK_CELL) && label_before(text, text.len, found))
        count = 1;
    return count == 1 && found[0].from ? 0 : count;
}

struct parts_named parts_named(const struct line *line) {
    struct parts_named parts = {0};
    struct label found[MOST_LABELS];
    for (size_t count = labels_of(line, found), k = 0; k < count; k++) {
        size_t kind = found[k].kind;
        enum given given = labels[kind].given;
        parts.kinds |= is_left(kind) ? 0 : 1u << kind;
        parts.worth += labels[kind].worth;
        parts.title = parts.title || given == GIVEN_TITLE;
        parts.lead = k ? parts.lead : given;
        parts.alone = found[k].to == line->text.len;
    }
    return parts;
}

static bool is_labelled(const struct entry *entry) {
    unsigned kinds = 0;
    for (size_t i = 0; i < entry->line_count; i++) {
        if (entry->lines[i].role)
            return false;
        kinds |= parts_named(&entry->lines[i]).kinds;
    }
    return kinds & (kinds - 1); /* two at least */
}

/* The entry being parted at its labels. */
struct parting {
    struct arena *arena;
    struct entry *entry;
    struct labelled *values;
    size_t room, value_room;
    const struct label *open; /* a label whose words stand on the next line */
};

/* Adds a part of a line that stands behind a label, or before all (NULL). */
static void add(struct parting *parting, const struct line *line, const struct label *label,
                size_t from, size_t to) {
    struct str text = line->text;
    size_t kept = label && labels[label->kind].field == FIELD_NOTE && label != parting->open
                      ? label->from
                      : from;
    struct str words = str_trim_set(str_part(text, kept, to), " ,;|");
    parting->open = label && !str_trim(str_part(text, from, to)).len ? label : NULL;
    if (!words.len || parting->open)
        return;
    size_t start = (size_t)(words.at - text.at);
    struct line *part = arena_push(parting->arena, parting->entry->lines,
                                   parting->entry->line_count, &parting->room);
    *part = line_part(parting->arena, line, start, start + words.len);
    if (!label || is_left(label->kind))
        return;
    part->role = labels[label->kind].given ? labels[label->kind].given : GIVEN_JOINT;
    if (!labels[label->kind].given)
        *arena_push(parting->arena, parting->values->at, parting->values->count,
                    &parting->value_room) =
            (struct labelled_value){labels[label->kind].field, words};
}

const struct entry *entry_labelled(struct arena *arena, const struct entry *entry,
                                   struct labelled *values) {
    *values = (struct labelled){0};
    if (!is_labelled(entry))
        return entry;
    struct entry *labelled = arena_make(arena, struct entry, 1);
    *labelled = *entry;
    labelled->lines = NULL;
    labelled->line_count = 0;
    struct parting parting = {.arena = arena, .entry = labelled, .values = values};
    for (size_t i = 0; i < entry->line_count; i++) {
        const struct line *line = &entry->lines[i];
        struct label *found = arena_make(arena, struct label, MOST_LABELS);
        size_t count = labels_of(line, found);
        /* "Type", "Journal", "Title": in a cell what it says may stand where words are due. */
        bool ends = i + 1 == entry->line_count || parts_named(line + 1).alone;
        if (parting.open && ends && !(line->marks & MARK_TERM) && count &&
            found->to == line->text.len)
            count = 0;
        add(&parting, line, parting.open, 0, count ? found[0].from : line->text.len);
        for (size_t k = 0; k < count; k++)
            add(&parting, line, &found[k], is_left(found[k].kind) ? found[k].from : found[k].to,
                k + 1 < count ? found[k + 1].from : line->text.len);
    }
    return labelled;
}

static void read_persons(struct reading *reading, const struct labelled_value *value) {
    struct byline byline = names_read(reading->arena, value->words, style_order(reading->style));
    if (!byline.names.count)
        byline = names_literal(reading->arena, value->words);
    byline.role = value->field == FIELD_EDITOR ? ROLE_EDITOR : ROLE_TRANSLATOR;
    read_names(reading, value->words, &byline);
}

/* "Heron House, 2004" is a publisher and a date, "12-34" pages, "32 pp." their number. */
static void read_labelled_text(struct reading *reading, enum field field, struct str words) {
    static struct pattern range = PATTERN("\\d\\s*[-–]\\s*\\d"), number = PATTERN("^(\\d+)");
    struct found_date date;
    if (field == FIELD_PUBLISHER && date_find(words, 0, &date) && date.to == words.len) {
        read_date(reading, &date);
        words = str_trim_set(str_part(words, 0, date.from), " ,;");
    }
    if (field == FIELD_NUMBER_OF_PAGES && pattern_in(&range, words))
        field = FIELD_PAGE;
    else if (field == FIELD_NUMBER_OF_PAGES)
        words = pattern_group(&number, words, words);
    read_text(reading, field, words, "label", 0.95);
}

void read_labelled(struct reading *reading, const struct labelled *values) {
    for (size_t i = 0; i < values->count; i++) {
        const struct labelled_value *value = &values->at[i];
        if (value->field == FIELD_EDITOR || value->field == FIELD_TRANSLATOR)
            read_persons(reading, value);
        else if (value->field == FIELD_NOTE || record_has(reading->record, value->field))
            read_note(reading, value->words, "label");
        else
            read_labelled_text(reading, value->field, value->words);
    }
}
