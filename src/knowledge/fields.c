/* Setting the fields of a record, each with its evidence. */
#include "knowledge/fields.h"

#include "ground/utf8.h"
#include "knowledge/labels.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

static void add_evidence(struct reading *reading, enum field field, struct json *object,
                         const char *rule, double confidence) {
    struct arena *arena = reading->arena;
    json_put(object, S("rule"), json_new_text(arena, str_of(rule)));
    json_put(object, S("confidence"), json_new_number(arena, confidence, 2));
    struct json *list = json_get(reading->evidence, field_key(field));
    if (!list) {
        list = json_new_array(arena);
        json_put(reading->evidence, str_of(field_key(field)), list);
    }
    json_append(list, object);
}

static bool is_in(struct str text, struct str slice) {
    return slice.at >= text.at && slice.at + slice.len <= text.at + text.len;
}

void read_evidence(struct reading *reading, enum field field, struct str slice, const char *rule,
                   double confidence) {
    const struct entry *printed = reading->printed;
    struct json *object = json_new_object(reading->arena);
    struct str text = reading->record->field[FIELD_SECTION].text;
    size_t i = 0;
    while (i < printed->line_count && !is_in(printed->lines[i].text, slice))
        i++;
    if (i < printed->line_count) {
        text = printed->lines[i].text;
        rule = printed->lines[i].role ? "given" : rule;
        json_put_size(reading->arena, object, S("line"), i);
    } else if (text.len && is_in(text, slice)) {
        json_put(object, S("section"), json_new_bool(reading->arena, true));
    } else {
        return;
    }
    size_t from = utf8_count((struct str){text.at, (size_t)(slice.at - text.at)});
    json_put_size(reading->arena, object, S("from"), from);
    json_put_size(reading->arena, object, S("to"), from + utf8_count(slice));
    add_evidence(reading, field, object, rule, confidence);
}

void read_data_evidence(struct reading *reading, enum field field, size_t datum, const char *rule,
                        double confidence) {
    struct json *object = json_new_object(reading->arena);
    json_put_size(reading->arena, object, S("data"), datum);
    add_evidence(reading, field, object, rule, confidence);
}

/* Sets a text field to a slice of the entry's text. */
void read_text(struct reading *reading, enum field field, struct str slice, const char *rule,
               double confidence) {
    if (!slice.len || record_has(reading->record, field))
        return;
    reading->record->field[field].text = slice;
    read_evidence(reading, field, slice, rule, confidence);
}

void read_note(struct reading *reading, struct str words, const char *rule) {
    if (!words.len)
        return;
    buf_join(&reading->note, "; ", words);
    read_evidence(reading, FIELD_NOTE, words, rule, 0.9);
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
    static struct pattern marker = PATTERN_FOLD(MARKER_BEHIND_TITLE);
    struct match match;
    while (pattern_find(&marker, title, 0, &match) && match.from) {
        struct str words = match.group[1].at ? match.group[1] : match.group[2];
        if (words.at && label_is_access(words))
            read_note(reading, words, "marker");
        title = str_part(title, 0, match.from);
    }
    return title;
}

struct str read_clean_title(struct reading *reading, struct str title) {
    title = cut_title_marker(reading, str_trim(title));
    return without_quotes(str_trim_end(without_quotes(title), " .,:;"));
}

void read_names(struct reading *reading, struct str text, const struct byline *byline) {
    static const enum field fields[] = {[ROLE_AUTHOR] = FIELD_AUTHOR,
                                        [ROLE_EDITOR] = FIELD_EDITOR,
                                        [ROLE_TRANSLATOR] = FIELD_TRANSLATOR};
    enum field field = fields[byline->role];
    if (!byline->names.count || (record_has(reading->record, field) && !reading->given))
        return;
    struct names *names = &reading->record->field[field].names;
    *names = names_joined(reading->arena, *names, byline->names);
    reading->record->field[FIELD_ET_AL].flag |= byline->et_al;
    reading->noticed->doubtful |= byline->quality < 0.45;
    read_evidence(reading, field, text, byline->order ? "names" : "organisation", byline->quality);
}

void read_date(struct reading *reading, const struct found_date *found) {
    if (record_has(reading->record, FIELD_ISSUED))
        return;
    if (found->date.count) {
        reading->record->field[FIELD_ISSUED].date = found->date;
        read_evidence(reading, FIELD_ISSUED, found->slice, "date", found->bracketed ? 0.95 : 0.8);
    }
    read_text(reading, FIELD_STATUS, found->status, "date", 0.9);
}
