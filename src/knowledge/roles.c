/* Roles of lines: clues weighed by roles.def, and the best way through all lines. */
#include "knowledge/roles.h"

#include "ground/utf8.h"
#include "knowledge/labels.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

enum clue {
#define CLUE(clue, title, byline, annotation, link) CLUE_##clue,
#include "knowledge/roles.def"
    CLUE_COUNT
};

static const double weights[CLUE_COUNT][LINE_ROLE_COUNT] = {
#define CLUE(clue, title, byline, annotation, link)                                                \
    [CLUE_##clue] = {title, byline, annotation, link},
#include "knowledge/roles.def"
};

enum state {
#define STATE(state, role, start, ...) state,
#include "knowledge/states.def"
    STATE_COUNT
};

static const struct {
    enum line_role role;
    double start, step[STATE_COUNT];
} states[] = {
#define STATE(state, role, start, ...) {LINE_##role, start, {__VA_ARGS__}},
#include "knowledge/states.def"
};

/* What no clue makes good again. */
static const double NEVER = -100;

/* What a given role is among these; the rest of a joint's line says nothing. */
static const enum line_role given_roles[] = {
#define ROLE(role, name, line_role) [GIVEN_##role] = LINE_##line_role,
#include "flows/given.def"
    [GIVEN_JOINT] = LINE_ROLE_COUNT};

enum { MOST_LINES = 200, PROSE_WORDS = 12, LONG_WORDS = 34, MOST_BYLINE_WORDS = 600 };

enum name_order style_order(const struct page_style *style) {
    if (style->inverted > 2 * style->straight)
        return ORDER_INVERTED;
    return style->straight > 2 * style->inverted ? ORDER_STRAIGHT : ORDER_UNKNOWN;
}

static bool most(size_t part, size_t all) {
    return all >= 2 && 5 * part >= 3 * all;
}

struct cited_habit style_habit(const struct page_style *style) {
    return (struct cited_habit){.order = style_order(style), .ways = &style->ways};
}

bool style_cites(const struct page_style *style) {
    return most(style->cited, style->entries);
}

static size_t words_in(struct str text) {
    size_t words = 0;
    struct str word;
    while (str_next(&text, ' ', &word))
        words += word.len > 0;
    return words;
}

/* Cuts "[abstract]" and the like off the end. */
static struct str cut_marker(struct str *text) {
    static struct pattern marker = PATTERN("\\s*\\[([^\\[\\]]{1,60})\\]\\W*$");
    struct match match;
    if (!pattern_find(&marker, *text, 0, &match))
        return S("");
    *text = str_part(*text, 0, match.from);
    return match.group[1];
}

struct byline_parts byline_split(struct str text) {
    struct byline_parts parts = {.marker = cut_marker(&text)};
    struct found_date date;
    for (size_t at = 0; date_find(text, at, &date); at = date.to) {
        parts.date = date;
        parts.dated = true;
        if (date.bracketed)
            break;
    }
    struct str before = parts.dated ? str_part(text, 0, parts.date.from) : text;
    struct str after = parts.dated ? str_from(text, parts.date.to) : S("");
    /* "Jane Doe / Paperback / 1999": what stands behind a slash is no creator. */
    size_t slash = str_find(before, S(" / "), 0);
    parts.creators = str_trim_set(str_part(before, 0, slash), " ,;:(");
    if (slash != STR_NONE && !parts.marker.len)
        parts.marker = str_trim_set(str_from(before, slash), " /,;:(");
    parts.container = str_trim_set(after, " ,;:.)-");
    return parts;
}

static bool is_label(const struct line *line) {
    struct str text = line->text;
    size_t colon = str_find_char(text, ':', 0);
    if (label_is_generic(text) || label_is_access(text) || (!text.len && line->link_count))
        return true;
    return colon != STR_NONE && colon < 40 && label_is_generic(str_trim(str_from(text, colon + 1)));
}

static bool is_linked(const struct line *line) {
    size_t linked = 0;
    for (size_t i = 0; i < line->link_count; i++)
        linked += line->links[i].to - line->links[i].from;
    return linked && 10 * linked >= 9 * utf8_count(line->text);
}

/* True for the first line that holds words. */
static bool is_first_text(const struct entry *entry, size_t line) {
    for (size_t i = 0; i < line; i++)
        if (entry->lines[i].text.len)
            return false;
    return entry->lines[line].text.len;
}

static void look_at_names(struct arena *arena, struct str text, const struct page_style *style,
                          bool *clue) {
    struct byline_parts parts = byline_split(text);
    clue[CLUE_DATED] = parts.dated && (parts.date.bracketed || !parts.container.len);
    struct byline byline = names_read(arena, parts.creators, style_order(style));
    bool persons = byline_names_person(&byline);
    clue[CLUE_DATE] = parts.dated && !parts.creators.len && !parts.container.len;
    static struct pattern said = PATTERN_FOLD(SAID_OF_NAMES);
    clue[CLUE_SAID] = byline.quality >= 0.5 && pattern_in(&said, text);
    clue[CLUE_PERSONS] = byline.quality >= 0.8 && persons;
    /* On a page that names no persons and no dates, a few capital words are hardly creators. */
    bool named = !style->entries || 5 * style->sure_bylines >= style->entries ||
                 names_have_organisation(text);
    clue[CLUE_BODY] = byline.quality >= 0.4 && !clue[CLUE_PERSONS] && named;
}

static void look_at(struct arena *arena, const struct entry *entry, size_t i,
                    const struct page_style *style, bool *clue) {
    static struct pattern address = PATTERN_FOLD(ADDRESS_LINE);
    const struct line *line = &entry->lines[i];
    size_t words = words_in(line->text);
    bool marked = line->marks & (MARK_STRONG | MARK_HEADING | MARK_TERM);
    bool label = is_label(line);
    struct str text = line->text;
    clue[CLUE_FIRST] = is_first_text(entry, i);
    clue[CLUE_MARKED] = marked;
    clue[CLUE_UNMARKED] = (!marked && most(style->marked_titles, style->entries)) ||
                          (!is_linked(line) && most(style->linked_titles, style->entries));
    clue[CLUE_STYLED] = (marked && most(style->marked_titles, style->entries)) ||
                        (is_linked(line) && !label && most(style->linked_titles, style->entries));
    clue[CLUE_SLANTED] = line->marks & MARK_EMPHASIS;
    clue[CLUE_LABEL] = label;
    clue[CLUE_LINKED] = is_linked(line) && !label;
    clue[CLUE_UNLINKED] = !line->link_count && !label;
    clue[CLUE_ADDRESS] = pattern_in(&address, text);
    clue[CLUE_PROSE] = words >= PROSE_WORDS;
    clue[CLUE_LONG] = words >= LONG_WORDS;
    clue[CLUE_STOPPED] = str_ends(text, S(".")) || str_ends(text, S("!"));
    clue[CLUE_SMALL] = utf8_starts_lower(text);
    clue[CLUE_QUOTED] = str_starts(text, S("\"")) || str_starts(text, S("“")) ||
                        str_starts(text, S("„")) || str_starts(text, S("«"));
    if (words <= MOST_BYLINE_WORDS && !label)
        look_at_names(arena, text, style, clue);
    clue[CLUE_NOBODY] = !clue[CLUE_PERSONS] && !clue[CLUE_BODY] && !clue[CLUE_DATED] &&
                        !clue[CLUE_DATE] && !clue[CLUE_SAID];
    /* A long list of names is no running text. */
    if (clue[CLUE_PERSONS])
        clue[CLUE_PROSE] = clue[CLUE_LONG] = false;
}

/* What the page's other entries say of a step. */
static double habit(const struct page_style *style, enum state from, enum state to) {
    bool counts = from == TITLE && most(style->bylines, style->entries);
    return counts && to == TITLE ? -0.2 : counts && to == BYLINE ? 0.4 : 0;
}

bool entry_gives(const struct entry *entry, enum given role) {
    for (size_t i = 0; i < entry->line_count; i++)
        if (entry->lines[i].role == role)
            return true;
    return false;
}

/* Words between given lines that say nothing by themselves, and a number before the first. */
static bool is_joint(const struct entry *entry, size_t i) {
    static struct pattern joint = PATTERN_FOLD("^[\\W_]*(?:" JOINING_WORDS ")?[\\W_]*$"),
                          number = PATTERN("^[\\W_]*\\d{1,3}[\\W_]*$");
    const struct line *line = &entry->lines[i];
    return !line->role && line->text.len && !line->link_count &&
           (pattern_in(&joint, line->text) || (!i && pattern_in(&number, line->text)));
}

const struct entry *entry_with_joints(struct arena *arena, const struct entry *entry) {
    bool given = false;
    for (size_t i = 0; i < entry->line_count; i++)
        given = given || entry->lines[i].role;
    if (!given)
        return entry;
    struct entry *copy = arena_make(arena, struct entry, 1);
    *copy = *entry;
    copy->lines = arena_make(arena, struct line, entry->line_count);
    for (size_t i = 0; i < entry->line_count; i++) {
        copy->lines[i] = entry->lines[i];
        if (is_joint(entry, i))
            copy->lines[i].role = GIVEN_JOINT;
    }
    return copy;
}

/* What a state is worth for a line by itself. */
static double own_worth(const struct line *line, enum state state, const bool *clue,
                        bool title_given) {
    double worth = 0;
    if (line->role == GIVEN_JOINT)
        return 0;
    if (line->role)
        return states[state].role == given_roles[line->role] ? 0 : 2 * NEVER;
    if (title_given && state == TITLE)
        return 2 * NEVER;
    for (int c = 0; c < CLUE_COUNT; c++)
        worth += clue[c] ? weights[c][states[state].role] : 0;
    return worth;
}

/* How well one state follows another before line `i`; beside a given line any may. */
static double step_worth(const struct entry *entry, size_t i, enum state from, enum state to) {
    static const double odd = -1.0;
    bool given = entry->lines[i].role || entry->lines[i - 1].role;
    return given && states[from].step[to] < odd ? odd : states[from].step[to];
}

enum line_role *roles_find(struct arena *arena, const struct entry *entry, size_t pieces,
                           const struct page_style *style) {
    size_t count = entry->line_count < MOST_LINES ? entry->line_count : MOST_LINES;
    enum line_role *roles = arena_make(arena, enum line_role, entry->line_count);
    static const double behind_piece = 2.0;
    bool title_given = entry_gives(entry, GIVEN_TITLE);
    double best[MOST_LINES][STATE_COUNT];
    enum state came[MOST_LINES][STATE_COUNT];
    for (size_t i = 0; i < count; i++) {
        bool clue[CLUE_COUNT] = {false};
        look_at(arena, entry, i, style, clue);
        clue[CLUE_PIECE] = i && i < pieces;
        for (enum state s = 0; s < STATE_COUNT; s++) {
            double own = own_worth(&entry->lines[i], s, clue, title_given);
            bool usual = s == EARLY_BYLINE && most(style->bylines_first, style->entries);
            double lead = i ? 2 * NEVER : states[s].start + (usual ? 0.9 : 0);
            came[i][s] = s;
            for (enum state p = 0; i && p < STATE_COUNT; p++) {
                double score = best[i - 1][p] + step_worth(entry, i, p, s) + habit(style, p, s);
                /* Words behind the title on its own line come before anything else. */
                if (i <= pieces && p == ANNOTATION && s == BYLINE)
                    score += behind_piece;
                if (score > lead) {
                    lead = score;
                    came[i][s] = p;
                }
            }
            best[i][s] = own + lead;
        }
    }
    enum state state = 0;
    for (enum state s = 1; count && s < STATE_COUNT; s++)
        if (best[count - 1][s] > best[count - 1][state])
            state = s;
    for (size_t i = entry->line_count; i-- > 0;) {
        enum given given = entry->lines[i].role;
        roles[i] = given ? given_roles[given] : i < count ? states[state].role : LINE_ANNOTATION;
        if (i < count)
            state = came[i][state];
    }
    return roles;
}

void style_learn(struct arena *arena, struct page_style *style, const struct entry *entry,
                 const enum line_role *roles) {
    bool title_seen = false;
    style->entries++;
    for (size_t i = 0; i < entry->line_count; i++) {
        const struct line *line = &entry->lines[i];
        if (roles[i] == LINE_TITLE && !title_seen) {
            title_seen = true;
            style->marked_titles += (line->marks & (MARK_STRONG | MARK_HEADING | MARK_TERM)) != 0;
            style->linked_titles += is_linked(line);
        }
        if (roles[i] != LINE_BYLINE)
            continue;
        struct byline byline = names_read(arena, byline_split(line->text).creators, ORDER_UNKNOWN);
        bool person = byline_names_person(&byline) && byline.quality >= 0.8;
        bool sure = person || byline_split(line->text).dated;
        style->sure_bylines += sure;
        style->bylines += sure && title_seen;
        style->bylines_first += sure && !title_seen;
        style->inverted += byline.order == ORDER_INVERTED && byline.quality >= 0.8;
        style->straight += byline.order == ORDER_STRAIGHT && byline.quality >= 0.8;
    }
}
