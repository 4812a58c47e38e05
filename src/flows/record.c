/* Records as CSL-JSON and back. */
#include "flows/record.h"

#include <string.h>

enum family { FAMILY_CSL, FAMILY_CUSTOM, FAMILY_OWN };

static const struct {
    const char *key;
    enum field_kind kind;
    enum family family;
} fields[FIELD_COUNT] = {
#define FIELD(id, key, kind) [FIELD_##id] = {key, KIND_##kind, FAMILY_CSL},
#define CUSTOM(id, key, kind) [FIELD_##id] = {key, KIND_##kind, FAMILY_CUSTOM},
#define OWN(id, key, kind) [FIELD_##id] = {key, KIND_##kind, FAMILY_OWN},
#include "flows/fields.def"
};

const char *field_key(enum field field) {
    return fields[field].key;
}

enum field_kind field_kind(enum field field) {
    return fields[field].kind;
}

bool field_is_own(enum field field) {
    return fields[field].family == FAMILY_OWN;
}

struct str field_name(struct arena *arena, enum field field) {
    const char *start = fields[field].family == FAMILY_CSL ? "" : "custom.";
    return str_format(arena, "%s%s", start, fields[field].key);
}

static bool read_text(struct arena *arena, const struct json *json, struct value *value) {
    value->text = json_text_or_number(arena, json);
    return json_kind(json) == JSON_TEXT || json_kind(json) == JSON_NUMBER;
}

static bool read_names(struct arena *arena, const struct json *json, struct value *value) {
    if (json_kind(json) != JSON_ARRAY)
        return false;
    value->names.count = json_length(json);
    value->names.at = arena_make(arena, struct name, value->names.count);
    for (size_t i = 0; i < value->names.count; i++) {
        const struct json *name = json_at(json, i);
        value->names.at[i] = (struct name){
#define NAME(key, member) .member = json_text(json_get(name, key)),
#include "flows/texts.def"
        };
        if (json_kind(name) != JSON_OBJECT)
            return false;
    }
    return true;
}

static int date_part(const struct json *json) {
    long part = json_integer(json, 0);
    return part < -9999 || part > 9999 ? 0 : (int)part;
}

static bool read_date(struct arena *arena, const struct json *json, struct value *value) {
    struct date *date = &value->date;
    const struct json *parts = json_get(json, "date-parts");
    date->count = json_length(parts) > 2 ? 2 : (int)json_length(parts);
    for (int i = 0; i < date->count; i++)
        for (size_t j = 0; j < 3 && j < json_length(json_at(parts, (size_t)i)); j++)
            date->part[i][j] = date_part(json_at(json_at(parts, (size_t)i), j));
    if (date->count && !date->part[0][0])
        date->count = 0;
    date->season = date_part(json_get(json, "season"));
    if (date->season < 0 || date->season > 4)
        date->season = 0;
    date->circa = json_true(json_get(json, "circa")) || json_integer(json_get(json, "circa"), 0);
    date->literal = json_text_or_number(arena, json_get(json, "literal"));
    if (!date->literal.len)
        date->literal = json_text_or_number(arena, json_get(json, "raw"));
    /* A year that no program has room for is still what was stated. */
    if (!date->count && !date->literal.len && json_integer(json_at(json_at(parts, 0), 0), 1))
        date->literal = json_text_or_number(arena, json_at(json_at(parts, 0), 0));
    return json_kind(json) == JSON_OBJECT;
}

static bool read_links(struct arena *arena, const struct json *json, struct value *value) {
    if (json_kind(json) != JSON_ARRAY)
        return false;
    value->links.count = json_length(json);
    value->links.at = arena_make(arena, struct record_link, value->links.count);
    for (size_t i = 0; i < value->links.count; i++) {
        const struct json *link = json_at(json, i);
        value->links.at[i] = (struct record_link){
            .label = json_text(json_get(link, "label")),
            .href = json_text(json_get(link, "href")),
            .lead = json_text(json_get(link, "lead")),
        };
    }
    return true;
}

static bool read_flag(struct arena *arena, const struct json *json, struct value *value) {
    (void)arena;
    value->flag = json_true(json);
    return json_kind(json) == JSON_BOOL;
}

static bool read_place(struct arena *arena, const struct json *json, struct value *value) {
    (void)arena;
    value->place = place_read(json);
    return json_kind(json) == JSON_OBJECT;
}

static bool read_source(struct arena *arena, const struct json *json, struct value *value) {
    value->source = arena_make(arena, struct source, 1);
    *value->source = source_read(json);
    return json_kind(json) == JSON_OBJECT;
}

static bool read_json(struct arena *arena, const struct json *json, struct value *value) {
    (void)arena;
    value->json = (struct json *)json;
    return true;
}

static const struct {
    bool (*read)(struct arena *, const struct json *, struct value *);
    const char *wrong;
} kinds[] = {
#define KIND(kind, form, wrong) [KIND_##kind] = {read_##form, wrong},
#include "flows/kinds.def"
};

static enum field find_field(struct str name, bool custom) {
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if ((fields[f].family != FAMILY_CSL) == custom && str_equal(name, str_of(fields[f].key)))
            return f;
    return FIELD_COUNT;
}

/* Reads the members of an item or of its "custom"; those unknown gather in `*rest`. */
static bool read_members(struct arena *arena, const struct json *object, bool custom,
                         struct record *record, struct json **rest, const char **why) {
    for (struct json_member m = json_first(object); m.value; m = json_next(m)) {
        enum field f = find_field(m.name, custom);
        bool is_custom = !custom && str_equal(m.name, S("custom"));
        if (is_custom && json_kind(m.value) == JSON_OBJECT) {
            if (!read_members(arena, m.value, true, record, &record->custom_rest, why))
                return false;
        } else if (f == FIELD_COUNT) {
            if (!*rest)
                *rest = json_new_object(arena);
            json_put(*rest, m.name, m.value);
        } else if (json_kind(m.value) != JSON_NULL &&
                   !kinds[fields[f].kind].read(arena, m.value, &record->field[f])) {
            *why = kinds[fields[f].kind].wrong;
            return false;
        }
    }
    return true;
}

bool record_read(struct arena *arena, const struct json *object, struct record *record,
                 const char **why) {
    memset(record, 0, sizeof *record);
    *why = "it is no object";
    return json_kind(object) == JSON_OBJECT &&
           read_members(arena, object, false, record, &record->rest, why);
}

static struct json *names_json(struct arena *arena, const struct names *names) {
    struct json *array = json_new_array(arena);
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->at[i];
        struct json *object = json_new_object(arena);
#define NAME(key, member) json_put_text(arena, object, S(key), name->member);
#include "flows/texts.def"
        json_append(array, object);
    }
    return array;
}

static struct json *date_json(struct arena *arena, const struct date *date) {
    struct json *object = json_new_object(arena), *parts = json_new_array(arena);
    for (int i = 0; i < date->count; i++) {
        struct json *one = json_new_array(arena);
        for (int j = 0; j < 3 && (!j || date->part[i][j]); j++) /* 0 is an end that is open */
            json_append(one, json_new_integer(arena, date->part[i][j]));
        json_append(parts, one);
    }
    if (date->count)
        json_put(object, S("date-parts"), parts);
    if (date->season)
        json_put(object, S("season"), json_new_integer(arena, date->season));
    if (date->circa)
        json_put(object, S("circa"), json_new_true(arena));
    json_put_text(arena, object, S("literal"), date->literal);
    return object;
}

static struct json *links_json(struct arena *arena, const struct links *links) {
    struct json *array = json_new_array(arena);
    for (size_t i = 0; i < links->count; i++) {
        struct json *object = json_new_object(arena);
        json_put(object, S("label"), json_new_text(arena, links->at[i].label));
        json_put_text(arena, object, S("href"), links->at[i].href);
        json_put_text(arena, object, S("lead"), links->at[i].lead);
        json_append(array, object);
    }
    return array;
}

static struct json *value_json(struct arena *arena, enum field f, const struct value *value) {
    switch (fields[f].kind) {
    case KIND_TEXT:
        return json_new_text(arena, value->text);
    case KIND_NAMES:
        return names_json(arena, &value->names);
    case KIND_DATE:
        return date_json(arena, &value->date);
    case KIND_LINKS:
        return links_json(arena, &value->links);
    case KIND_FLAG:
        return json_new_true(arena);
    case KIND_PLACE:
        return place_json(arena, &value->place);
    case KIND_SOURCE:
        return source_json(arena, value->source);
    case KIND_JSON:
        break;
    }
    return value->json;
}

static void put_fields(struct arena *arena, struct json *object, const struct record *record,
                       bool custom, const struct json *rest) {
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if ((fields[f].family != FAMILY_CSL) == custom && record_has(record, f))
            json_put(object, str_of(fields[f].key), value_json(arena, f, &record->field[f]));
    for (struct json_member m = json_first(rest); m.value; m = json_next(m))
        json_put(object, m.name, m.value);
}

struct json *record_json(struct arena *arena, const struct record *record) {
    struct json *object = json_new_object(arena), *custom = json_new_object(arena);
    put_fields(arena, object, record, false, record->rest);
    put_fields(arena, custom, record, true, record->custom_rest);
    if (json_first(custom).value)
        json_put(object, S("custom"), custom);
    return object;
}

void record_write(struct arena *arena, const struct record *record, struct buf *out) {
    json_write_line(out, record_json(arena, record));
}

struct json *record_field(struct arena *arena, const struct record *record, enum field field) {
    return record_has(record, field) ? value_json(arena, field, &record->field[field]) : NULL;
}

bool record_has(const struct record *record, enum field field) {
    /* Only the member that the kind of the field names is ever set. */
    const struct value *v = &record->field[field];
    return v->text.len || v->names.count || v->date.count || v->date.literal.len ||
           v->links.count || v->flag || v->place.page.len || v->place.line || v->source || v->json;
}

bool name_equal(const struct name *a, const struct name *b) {
    return str_equal(a->family, b->family) && str_equal(a->given, b->given) &&
           str_equal(a->literal, b->literal);
}

static const struct value *take(struct record *record, enum field field) {
    record->field[field].taken = true;
    return &record->field[field];
}

struct str record_take(struct record *record, enum field field) {
    return take(record, field)->text;
}

struct names record_take_names(struct record *record, enum field field) {
    return take(record, field)->names;
}

struct date record_take_date(struct record *record, enum field field) {
    return take(record, field)->date;
}

struct links record_take_links(struct record *record) {
    return take(record, FIELD_LINKS)->links;
}

bool record_take_flag(struct record *record, enum field field) {
    return take(record, field)->flag;
}

struct json *record_take_all(struct arena *arena, struct record *record) {
    struct json *object = record_json(arena, record);
    for (enum field f = 0; f < FIELD_COUNT; f++)
        take(record, f);
    record->rest = record->custom_rest = NULL;
    return object;
}

bool record_lost(const struct record *record, enum field field) {
    return fields[field].family != FAMILY_OWN && record_has(record, field) &&
           !record->field[field].taken;
}

const struct place *record_place(const struct record *record) {
    return &record->field[FIELD_PLACE].place;
}

const struct source *record_source(const struct record *record) {
    return record->field[FIELD_SOURCE].source;
}
