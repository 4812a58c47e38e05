/* What the schema of CSL-JSON allows in an item, and where the rest of a record stands. */
#include "formats/csljson.h"

#include "knowledge/dates.h"

/* How a member must look; a field of refmill is written as it must. */
enum form { FORM_FIELD, FORM_NAMES, FORM_DATE, FORM_NUMBER, FORM_TEXT, FORM_TEXTS };

static const struct {
    struct str name;
    enum form form;
} members[] = {
#define FIELD(id, key, kind) {{key, sizeof key - 1}, FORM_FIELD},
#define CUSTOM(id, key, kind)
#define OWN(id, key, kind)
#include "flows/fields.def"
#define MEMBER(name, form) {{name, sizeof name - 1}, FORM_##form},
#include "formats/csljson-members.def"
};

static const struct str types[] = {
#define TYPE(name) {name, sizeof name - 1},
#include "formats/csljson-types.def"
};

/* True where nothing is lost of a value, or changed, when it is read as the field. */
static bool reads_as(struct arena *arena, enum field field, struct json *value) {
    struct json *item = json_new_object(arena);
    struct record record;
    struct buf before = buf_in(arena), after = buf_in(arena);
    const char *why;
    json_put(item, str_of(field_key(field)), value);
    json_write(&before, item);
    if (!record_read(arena, item, &record, &why))
        return false;
    json_write(&after, record_json(arena, &record));
    return str_equal(buf_text(&before), buf_text(&after));
}

static bool is_allowed(struct arena *arena, struct json_member member) {
    enum json_kind kind = json_kind(member.value);
    size_t i = 0, count = sizeof members / sizeof *members;
    while (i < count && !str_equal(members[i].name, member.name))
        i++;
    if (i == count)
        return str_equal(member.name, S("custom")) && kind == JSON_OBJECT;
    switch (members[i].form) {
    case FORM_FIELD:
        return !str_equal(member.name, S("type")) || STR_ROW(json_text(member.value), types);
    case FORM_NAMES:
        return reads_as(arena, FIELD_AUTHOR, member.value);
    case FORM_DATE:
        return reads_as(arena, FIELD_ISSUED, member.value);
    case FORM_NUMBER:
        return kind == JSON_TEXT || kind == JSON_NUMBER;
    case FORM_TEXTS:
        for (size_t j = 0; j < json_length(member.value); j++)
            if (json_kind(json_at(member.value, j)) != JSON_TEXT)
                return false;
        return kind == JSON_ARRAY;
    case FORM_TEXT:
        break;
    }
    return kind == JSON_TEXT;
}

static void complete(struct arena *arena, struct json *item, size_t number) {
    if (json_kind(json_get(item, "id")) <= JSON_NULL)
        json_put(item, S("id"), json_new_text(arena, str_format(arena, "entry-%zu", number)));
    if (json_kind(json_get(item, "type")) <= JSON_NULL)
        json_put(item, S("type"), json_new_text(arena, S("document")));
}

struct json *csljson_item(struct arena *arena, struct record *record, size_t number) {
    struct json *item = json_new_object(arena), *whole = record_take_all(arena, record);
    struct json *custom = json_get(whole, "custom"), *other = json_get(custom, "other");
    bool moved = false;
    custom = json_kind(custom) == JSON_OBJECT ? custom : json_new_object(arena);
    other = json_kind(other) == JSON_OBJECT ? other : json_new_object(arena);
    complete(arena, item, number);
    for (struct json_member m = json_first(whole); m.value; m = json_next(m)) {
        bool allowed = is_allowed(arena, m);
        json_put(allowed ? item : other, m.name, m.value);
        moved |= !allowed;
    }
    if (moved) {
        json_put(custom, S("other"), other);
        json_put(item, S("custom"), custom);
    }
    return item;
}

/* The date that a text says, if it says nothing else; the text as CSL's raw date where not. */
static struct json *date_of(struct arena *arena, struct str text) {
    struct record record = {0};
    struct json *raw = json_new_object(arena);
    text = str_trim(text);
    struct date date = date_of_text(text);
    json_put(raw, S("raw"), json_new_text(arena, text));
    if (!date.count)
        return raw;
    record.field[FIELD_ISSUED].date = date;
    return json_get(record_json(arena, &record), "issued");
}

static struct json *value_of(struct arena *arena, struct json_member member) {
    const struct json *raw = json_get(member.value, "raw");
    bool is_date = false;
    for (enum field f = 0; f < FIELD_COUNT; f++)
        is_date |= field_kind(f) == KIND_DATE && str_equal(member.name, str_of(field_key(f)));
    if (is_date && json_kind(member.value) == JSON_TEXT)
        raw = member.value;
    bool stated = json_length(json_get(member.value, "date-parts"));
    return is_date && !stated && json_text(raw).len ? date_of(arena, json_text(raw)) : member.value;
}

struct json *csljson_record(struct arena *arena, const struct json *item, size_t number) {
    struct json *record = json_new_object(arena), *custom = json_new_object(arena);
    const struct json *own = json_get(item, "custom");
    complete(arena, record, number);
    for (struct json_member m = json_first(item); m.value; m = json_next(m))
        json_put(record, m.name, value_of(arena, m));
    for (struct json_member m = json_first(own); m.value; m = json_next(m))
        if (!str_equal(m.name, S("other")) || json_kind(m.value) != JSON_OBJECT)
            json_put(custom, m.name, m.value);
    if (json_kind(own) == JSON_OBJECT)
        json_put(record, S("custom"), custom);
    for (struct json_member m = json_first(json_get(own, "other")); m.value; m = json_next(m))
        json_put(record, m.name, m.value);
    return record;
}
