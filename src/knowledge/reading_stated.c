/* Entries with machine-readable data: what these state goes before what was read from the lines. */
#include "knowledge/fields.h"

#include "ground/utf8.h"
#include "knowledge/bibentry.h"

static const double SURE = 0.95;

/* The text of the entry's lines from number `from` on, each with the mark behind it. */
static struct str text_of(struct arena *arena, const struct entry *entry, size_t from, char mark) {
    struct buf text = buf_in(arena);
    for (size_t i = from; i < entry->line_count; i++) {
        buf_put(&text, entry->lines[i].text);
        buf_char(&text, mark);
    }
    return buf_text(&text);
}

bool read_bibtex(struct arena *arena, const struct entry *entry, struct entry *rest,
                 struct stated *stated) {
    *rest = *entry;
    size_t from = 0, to;
    while (from < entry->line_count && !bib_begins(entry->lines[from].text))
        from++;
    if (from == entry->line_count)
        return false;
    size_t end = stated_read_bibtex(arena, text_of(arena, entry, from, '\n'), stated);
    if (!end)
        return false;
    for (to = from; to < entry->line_count && end > 1; to++)
        end -= end > entry->lines[to].text.len ? entry->lines[to].text.len + 1 : end;
    rest->lines = arena_make(arena, struct line, entry->line_count);
    rest->line_count = 0;
    for (size_t i = 0; i < entry->line_count; i++)
        if (i < from || i >= to)
            rest->lines[rest->line_count++] = entry->lines[i];
    return true;
}

/* A text reduced to its letters and digits, for comparing. */
static struct str essence(struct arena *arena, struct str text) {
    struct str folded = utf8_fold(arena, text);
    struct buf out = buf_in(arena);
    for (size_t i = 0, width; i < folded.len; i += width) {
        uint32_t c = utf8_decode(folded, i, &width);
        if (utf8_is_letter(c) || (c < 128 && is_digit((char)c)))
            buf_put(&out, str_part(folded, i, i + width));
    }
    return buf_text(&out);
}

/* The words of a value where the lines have them, in the same case if they can be, else empty. */
static struct str in_lines(const struct reading *reading, struct str value) {
    size_t (*const finds[])(struct str, struct str, size_t) = {str_find, str_find_fold};
    for (size_t f = 0; f < sizeof finds / sizeof finds[0]; f++)
        for (size_t i = 0; i < reading->printed->line_count; i++) {
            struct str text = reading->printed->lines[i].text;
            size_t at = finds[f](text, value, 0);
            if (at != STR_NONE)
                return str_part(text, at, at + value.len);
        }
    return S("");
}

static void notice(struct reading *reading, const struct stated *stated, enum field field,
                   struct str value, struct str printed) {
    struct noticed *noticed = reading->noticed;
    struct difference difference = {stated->kind, field, value, printed};
    *arena_push(reading->arena, noticed->differences, noticed->difference_count,
                &noticed->difference_room) = difference;
}

/* True where at least half of the words of the title that is stated stand in the lines. */
static bool is_about(const struct reading *reading, const struct stated *stated) {
    struct str title = utf8_fold(reading->arena, stated->record.field[FIELD_TITLE].text), word;
    struct str text = text_of(reading->arena, reading->printed, 0, ' ');
    size_t words = 0, found = 0;
    text = utf8_fold(reading->arena, text);
    while (str_next(&title, ' ', &word)) {
        words += word.len > 0;
        found += word.len && str_find(text, word, 0) != STR_NONE;
    }
    return 2 * found >= words;
}

/* Drops what was read before, so that the data's evidence stands alone. */
static void forget(struct reading *reading, enum field field) {
    reading->record->field[field] = (struct value){0};
    if (json_get(reading->evidence, field_key(field)))
        json_put(reading->evidence, str_of(field_key(field)), json_new_array(reading->arena));
}

static void set(struct reading *reading, const struct stated *stated, size_t datum,
                enum field field) {
    forget(reading, field);
    reading->record->field[field] = stated->record.field[field];
    read_data_evidence(reading, field, datum, stated->kind, SURE);
}

/* True where what the page prints is the stated title with a subtitle behind it. */
static bool adds_subtitle(struct str printed, struct str value) {
    struct str rest = str_trim(str_from(printed, value.len));
    return str_starts_fold(printed, value) &&
           (str_starts(rest, S(":")) || str_starts(rest, S("–")) || str_starts(rest, S("- ")));
}

static void take_text(struct reading *reading, const struct stated *stated, size_t datum,
                      enum field field) {
    struct str value = stated->record.field[field].text;
    struct str printed = reading->record->field[field].text;
    struct str a = essence(reading->arena, value), b = essence(reading->arena, printed);
    bool only_where_nothing = field == FIELD_URL || field == FIELD_ABSTRACT || field == FIELD_NOTE;
    if (printed.len && (only_where_nothing || str_equal(a, b) || adds_subtitle(printed, value)))
        return;
    struct str words = in_lines(reading, value);
    bool part = str_find(a, b, 0) != STR_NONE || str_find(b, a, 0) != STR_NONE;
    if (printed.len && !words.len && part)
        return;
    if (printed.len && !words.len)
        notice(reading, stated, field, value, printed);
    if (!words.len) {
        set(reading, stated, datum, field);
        return;
    }
    if (field == FIELD_PUBLISHER &&
        str_equal(words, reading->record->field[FIELD_CONTAINER_TITLE].text)) {
        forget(reading, FIELD_CONTAINER_TITLE);
        json_remove(reading->evidence, field_key(FIELD_CONTAINER_TITLE));
    }
    forget(reading, field);
    read_text(reading, field, words, stated->kind, SURE);
}

/* True where two dates agree as far as both go. */
static bool same_date(const struct date *a, const struct date *b) {
    for (int i = 0; i < 3; i++)
        if (a->part[0][i] && b->part[0][i] && a->part[0][i] != b->part[0][i])
            return false;
    return true;
}

static int precision(const struct date *date) {
    return (date->part[0][0] > 0) + (date->part[0][1] > 0 || date->season > 0) +
           (date->part[0][2] > 0) + (date->count > 1);
}

static struct str date_text(struct arena *arena, const struct date *date) {
    return date->part[0][1] ? str_format(arena, "%d-%02d", date->part[0][0], date->part[0][1])
                            : str_format(arena, "%d", date->part[0][0]);
}

static void take_date(struct reading *reading, const struct stated *stated, size_t datum,
                      enum field field) {
    const struct date *value = &stated->record.field[field].date;
    const struct date *printed = &reading->record->field[field].date;
    bool same = same_date(value, printed);
    if (printed->count && same && precision(value) <= precision(printed))
        return;
    if (printed->count && !same)
        notice(reading, stated, field, date_text(reading->arena, value),
               date_text(reading->arena, printed));
    set(reading, stated, datum, field);
}

static struct str name_text(const struct name *name) {
    return name->literal.len ? name->literal : name->family;
}

/* True where the lines have each of the names. */
static bool stand_in_lines(const struct reading *reading, const struct names *names) {
    for (size_t i = 0; i < names->count; i++)
        if (!in_lines(reading, name_text(&names->at[i])).len)
            return false;
    return true;
}

static bool identical(const struct names *a, const struct names *b) {
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!name_equal(&a->at[i], &b->at[i]))
            return false;
    return a->count == b->count;
}

/* Names that the data part into family and given ones; a list that the page cuts short is whole in
 * them, as a rule. */
static void take_names(struct reading *reading, const struct stated *stated, size_t datum,
                       enum field field) {
    const struct names *value = &stated->record.field[field].names;
    struct names printed = reading->record->field[field].names;
    bool cut = reading->record->field[FIELD_ET_AL].flag && field == FIELD_AUTHOR;
    if (identical(value, &printed) || (cut && value->count <= printed.count && printed.count))
        return;
    if (printed.count && !cut && !stand_in_lines(reading, value))
        notice(reading, stated, field, name_text(&value->at[0]), name_text(&printed.at[0]));
    if (cut)
        reading->record->field[FIELD_ET_AL].flag = false;
    set(reading, stated, datum, field);
}

static void take(struct reading *reading, const struct stated *stated, size_t datum) {
    if (!is_about(reading, stated)) {
        notice(reading, stated, FIELD_TITLE, stated->record.field[FIELD_TITLE].text, S(""));
        return;
    }
    if (stated->record.field[FIELD_TYPE].text.len)
        reading->type = stated->record.field[FIELD_TYPE].text;
    for (enum field f = 0; f < FIELD_COUNT; f++) {
        if (!record_has(&stated->record, f) || f == FIELD_TYPE)
            continue;
        if (field_kind(f) == KIND_TEXT)
            take_text(reading, stated, datum, f);
        else if (field_kind(f) == KIND_DATE)
            take_date(reading, stated, datum, f);
        else if (field_kind(f) == KIND_NAMES)
            take_names(reading, stated, datum, f);
    }
}

static void keep_bibtex(struct reading *reading) {
    struct json *json = json_new_object(reading->arena);
    struct str text = text_of(reading->arena, reading->printed, 0, '\n');
    json_put(json, S("kind"), json_new_text(reading->arena, S("BibTeX")));
    json_put(json, S("value"), json_new_text(reading->arena, text));
    json_append(reading->data, json);
}

void read_stated(struct reading *reading, const struct stated *bibtex) {
    size_t count = json_length(reading->printed->data);
    if (!count && !bibtex)
        return;
    reading->data = json_new_array(reading->arena);
    for (size_t i = 0; i < count; i++) {
        struct stated stated;
        json_append(reading->data, json_at(reading->printed->data, i));
        if (stated_read(reading->arena, json_at(reading->printed->data, i), &stated))
            take(reading, &stated, i);
    }
    if (bibtex) {
        keep_bibtex(reading);
        take(reading, bibtex, count);
    }
}
