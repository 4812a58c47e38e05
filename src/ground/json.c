/* JSON on json-c: values are tied to an arena, which puts them back. */
#include "ground/json.h"

#include <json-c/json.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ground/diag.h"

enum { WRITE_FLAGS = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE };

/* struct json is never defined: a pointer to it is json-c's object in disguise, and nothing here
 * but these two functions knows. */
static json_object *inner(const struct json *value) {
    return (json_object *)(uintptr_t)value;
}

static void put_back(void *value) {
    json_object_put(value);
}

static struct json *own(struct arena *arena, json_object *value) {
    arena_defer(arena, put_back, needed(value));
    return (struct json *)value;
}

/* json-c gives NULL for null, so a null inside is this one static object's address in disguise. */
static int null_object;

static struct json *outer(json_object *value) {
    return value ? (struct json *)value : (struct json *)&null_object;
}

static bool is_null(const struct json *value) {
    return value == (const struct json *)&null_object;
}

static json_object *shared(const struct json *value) {
    return is_null(value) ? NULL : json_object_get(inner(value));
}

static const char *reason(enum json_tokener_error error, size_t parsed, size_t len) {
    if (error == json_tokener_error_depth)
        return "it is nested too deeply";
    if (error == json_tokener_continue)
        return "it ends too early";
    if (error == json_tokener_success && parsed < len)
        return "something follows the value";
    return "it is no JSON";
}

struct json *json_read(struct arena *arena, struct str text, int depth, const char **why,
                       size_t *at) {
    *why = "it is longer than this program reads";
    *at = 0;
    if (text.len > INT_MAX - 1)
        return NULL;
    struct json_tokener *tokener = needed(json_tokener_new_ex(depth));
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
    json_object *value = json_tokener_parse_ex(tokener, text.at, (int)text.len);
    enum json_tokener_error error = json_tokener_get_error(tokener);
    size_t parsed = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    struct json *owned = value ? own(arena, value) : NULL;
    if (owned && error == json_tokener_success && !str_trim(str_from(text, parsed)).len)
        return owned;
    *why = reason(error, parsed, text.len);
    *at = parsed;
    return NULL;
}

enum json_kind json_kind(const struct json *value) {
    if (!value)
        return JSON_NONE;
    if (is_null(value))
        return JSON_NULL;
    static const enum json_kind kinds[] = {
        [json_type_null] = JSON_NULL,     [json_type_boolean] = JSON_BOOL,
        [json_type_double] = JSON_NUMBER, [json_type_int] = JSON_NUMBER,
        [json_type_object] = JSON_OBJECT, [json_type_array] = JSON_ARRAY,
        [json_type_string] = JSON_TEXT};
    return kinds[json_object_get_type(inner(value))];
}

struct json *json_get(const struct json *object, const char *name) {
    json_object *value;
    if (json_kind(object) != JSON_OBJECT || !json_object_object_get_ex(inner(object), name, &value))
        return NULL;
    return outer(value);
}

struct str json_text(const struct json *value) {
    if (json_kind(value) != JSON_TEXT)
        return S("");
    return (struct str){json_object_get_string(inner(value)),
                        (size_t)json_object_get_string_len(inner(value))};
}

struct str json_text_or_number(struct arena *arena, const struct json *value) {
    if (json_kind(value) != JSON_NUMBER)
        return json_text(value);
    return str_copy(arena, str_of(json_object_to_json_string_ext(inner(value), WRITE_FLAGS)));
}

long json_integer(const struct json *value, long otherwise) {
    if (json_kind(value) == JSON_TEXT) {
        long number = str_number(json_text(value));
        return number < 0 ? otherwise : number;
    }
    return json_kind(value) == JSON_NUMBER ? (long)json_object_get_int64(inner(value)) : otherwise;
}

size_t json_size(const struct json *value) {
    long number = json_integer(value, 0);
    return number < 0 ? 0 : (size_t)number;
}

bool json_true(const struct json *value) {
    return json_kind(value) == JSON_BOOL && json_object_get_boolean(inner(value));
}

size_t json_length(const struct json *array) {
    return json_kind(array) == JSON_ARRAY ? json_object_array_length(inner(array)) : 0;
}

struct json *json_at(const struct json *array, size_t i) {
    return i < json_length(array) ? outer(json_object_array_get_idx(inner(array), i)) : NULL;
}

static struct json_member member_of(const struct lh_entry *entry) {
    if (!entry)
        return (struct json_member){0};
    return (struct json_member){str_of(lh_entry_k(entry)), outer(lh_entry_v(entry)), entry};
}

struct json_member json_first(const struct json *object) {
    if (json_kind(object) != JSON_OBJECT)
        return (struct json_member){0};
    return member_of(json_object_get_object(inner(object))->head);
}

struct json_member json_next(struct json_member member) {
    return member_of(((const struct lh_entry *)member.entry)->next);
}

struct json *json_new_object(struct arena *arena) {
    return own(arena, json_object_new_object());
}

struct json *json_new_array(struct arena *arena) {
    return own(arena, json_object_new_array());
}

struct json *json_new_text(struct arena *arena, struct str text) {
    return own(arena, json_object_new_string_len(text.len ? text.at : "", (int)text.len));
}

struct json *json_new_integer(struct arena *arena, long number) {
    return own(arena, json_object_new_int64(number));
}

struct json *json_new_number(struct arena *arena, double number, int digits) {
    char text[64];
    long scale = 1;
    for (int i = 0; i < digits; i++)
        scale *= 10;
    long scaled = (long)(number * (double)scale + (number < 0 ? -0.5 : 0.5));
    /* Digits by hand: printf's decimal point is the locale's. */
    snprintf(text, sizeof text, "%s%ld.%0*ld", scaled < 0 ? "-" : "", labs(scaled) / scale, digits,
             labs(scaled) % scale);
    return own(arena, json_object_new_double_s(number, text));
}

struct json *json_new_true(struct arena *arena) {
    return json_new_bool(arena, true);
}

struct json *json_new_bool(struct arena *arena, bool value) {
    return own(arena, json_object_new_boolean(value));
}

struct json *json_null(void) {
    return outer(NULL);
}

void json_remove(struct json *object, const char *name) {
    if (json_kind(object) == JSON_OBJECT)
        json_object_object_del(inner(object), name);
}

void json_put(struct json *object, struct str name, struct json *value) {
    char key[256], *longer = NULL;
    if (name.len >= sizeof key)
        longer = strndup(name.at, name.len);
    snprintf(key, sizeof key, "%.*s", STR_ARGS(name));
    if (json_object_object_add(inner(object), longer ? longer : key, shared(value)) != 0)
        die_machine("not enough memory");
    free(longer);
}

void json_put_text(struct arena *arena, struct json *object, struct str name, struct str text) {
    if (text.len)
        json_put(object, name, json_new_text(arena, text));
}

void json_put_size(struct arena *arena, struct json *object, struct str name, size_t number) {
    json_put(object, name, json_new_integer(arena, (long)number));
}

void json_append(struct json *array, struct json *value) {
    if (json_object_array_add(inner(array), shared(value)) != 0)
        die_machine("not enough memory");
}

void json_write(struct buf *out, const struct json *value) {
    size_t len = 0;
    const char *text = "null";
    if (is_null(value))
        len = 4;
    else
        text = json_object_to_json_string_length(inner(value), WRITE_FLAGS, &len);
    if (!text)
        die_machine("not enough memory");
    buf_put(out, (struct str){text, len});
}

void json_write_line(struct buf *out, const struct json *value) {
    json_write(out, value);
    buf_char(out, '\n');
}
