/* What the evidence leaves over. */
#include "knowledge/unread.h"

#include <string.h>

#include "ground/utf8.h"
#include "knowledge/labels.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

/* Marks the bytes of line number `line` that fields were read from. */
static void mark_read(const struct json *evidence, size_t line, struct str text, bool *read) {
    for (struct json_member m = json_first(evidence); m.value; m = json_next(m))
        for (size_t i = 0; i < json_length(m.value); i++) {
            const struct json *one = json_at(m.value, i);
            if (!json_get(one, "line") || json_size(json_get(one, "line")) != line)
                continue;
            size_t from = utf8_offset(text, json_size(json_get(one, "from")));
            size_t to = utf8_offset(text, json_size(json_get(one, "to")));
            memset(read + from, true, to > from ? to - from : 0);
        }
}

/* The labels of further links are kept with them. */
static void mark_links(const struct links *links, struct str text, bool *read) {
    for (size_t i = 0; i < links->count; i++) {
        struct str label = links->at[i].label;
        size_t at = label.len ? str_find(text, label, 0) : STR_NONE;
        if (at != STR_NONE)
            memset(read + at, true, label.len);
    }
}

/* The longest stretch of unread words of a line, and how many they are. */
static struct str longest(struct str text, const bool *read, size_t *words) {
    static struct pattern word =
        PATTERN("((?:https?://|www\\.|10\\.\\d{4,}/)\\S+)|\\p{L}{2,}|\\p{N}+");
    struct str best = S("");
    struct match match;
    size_t count = 0, start = 0;
    *words = 0;
    for (size_t at = 0; pattern_find(&word, text, at, &match); at = match.to) {
        bool address = match.group[1].at != NULL;
        start = count ? start : match.from;
        count = read[match.from] ? 0 : count + !address;
        if (count <= *words)
            continue;
        *words = count;
        best = str_part(text, start, match.to);
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
    const struct json *lines = record->field[FIELD_TEXT].json;
    struct str found = S("");
    size_t most = LEAST - 1, words;
    for (size_t i = 0; i < json_length(lines) && evidence; i++) {
        struct str text = json_text(json_at(lines, i));
        bool *read = arena_make(arena, bool, text.len + 1);
        mark_read(evidence, i, text, read);
        mark_links(&record->field[FIELD_LINKS].links, text, read);
        struct str stretch = longest(text, read, &words);
        if (words <= most || is_aside(stretch))
            continue;
        most = words;
        found = stretch;
    }
    return record_has(record, FIELD_CORRECTED) || record_has(record, FIELD_DATA) ? S("") : found;
}
