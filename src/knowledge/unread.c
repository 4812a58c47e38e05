/* What the evidence leaves over. */
#include "knowledge/unread.h"

#include <string.h>

#include "ground/utf8.h"
#include "knowledge/labels.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

/* A line of the entry, and which bytes of it fields were read from. */
struct looked {
    struct str text;
    bool *read;
};

static void mark_read(const struct json *evidence, struct looked *lines, size_t count) {
    for (struct json_member m = json_first(evidence); m.value; m = json_next(m))
        for (size_t i = 0; i < json_length(m.value); i++) {
            const struct json *one = json_at(m.value, i), *number = json_get(one, "line");
            if (!number || json_size(number) >= count)
                continue;
            struct looked *line = &lines[json_size(number)];
            size_t from = utf8_offset(line->text, json_size(json_get(one, "from")));
            size_t to = utf8_offset(line->text, json_size(json_get(one, "to")));
            memset(line->read + from, true, to > from ? to - from : 0);
        }
}

/* The labels of further links are kept with them. */
static void mark_links(const struct links *links, struct looked *line) {
    for (size_t i = 0; i < links->count; i++) {
        struct str label = links->at[i].label;
        size_t at = label.len ? str_find(line->text, label, 0) : STR_NONE;
        if (at != STR_NONE)
            memset(line->read + at, true, label.len);
    }
}

/* The longest stretch of unread words of a line, and how many they are. */
static struct str longest(const struct looked *line, size_t *words) {
    static struct pattern word =
        PATTERN("((?:https?://|www\\.|10\\.\\d{4,}/)\\S+)|\\p{L}{2,}|\\p{N}+");
    struct str best = S("");
    struct match match;
    size_t count = 0, start = 0;
    *words = 0;
    for (size_t at = 0; pattern_find(&word, line->text, at, &match); at = match.to) {
        bool address = match.group[1].at != NULL;
        start = count ? start : match.from;
        count = line->read[match.from] ? 0 : count + !address;
        if (count <= *words)
            continue;
        *words = count;
        best = str_part(line->text, start, match.to);
    }
    return best;
}

/* Labels of links that lead nowhere by themselves: "show abstract hide abstract". */
static bool is_aside(struct str words) {
    static struct pattern aside = PATTERN_FOLD("^(?:(?:" ASIDE_LABELS ")[\\W_]*)+$");
    return pattern_in(&aside, words) || label_is_generic(words) || label_is_access(words);
}

struct str unread_words(struct arena *arena, const struct record *record) {
    enum { LEAST = 4 };
    const struct json *evidence = record->field[FIELD_EVIDENCE].json;
    const struct json *texts = record->field[FIELD_TEXT].json;
    struct str found = S("");
    size_t most = LEAST - 1, count = json_length(texts), words;
    if (!evidence || record_has(record, FIELD_CORRECTED) || record_has(record, FIELD_DATA))
        return found;
    struct looked *lines = arena_make(arena, struct looked, count);
    for (size_t i = 0; i < count; i++) {
        struct str text = json_text(json_at(texts, i));
        lines[i] = (struct looked){text, arena_make(arena, bool, text.len + 1)};
    }
    mark_read(evidence, lines, count);
    for (size_t i = 0; i < count; i++) {
        longest(&lines[i], &words);
        if (words <= most)
            continue;
        mark_links(&record->field[FIELD_LINKS].links, &lines[i]);
        struct str stretch = longest(&lines[i], &words);
        if (words > most && !is_aside(stretch)) {
            most = words;
            found = stretch;
        }
    }
    return found;
}
