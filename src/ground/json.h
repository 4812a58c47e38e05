/* JSON values (RFC 8259). json-c stands behind it; numbers and NULs stay as they were written. */
#pragma once

#include "ground/buf.h"

struct json;

enum json_kind { JSON_NONE, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

/* Reads one value that is the whole of `text`. NULL where it is none, with the reason in `*why` (a
 * constant sentence) and the byte in `*at`. Values nested deeper than `depth` are refused. The
 * value and all its parts live until the arena is reset. */
struct json *json_read(struct arena *arena, struct str text, int depth, const char **why,
                       size_t *at);

/* The kind of a value; JSON_NONE for NULL. */
enum json_kind json_kind(const struct json *value);
/* The member of that name, or NULL (also where `object` is no object or NULL). */
struct json *json_get(const struct json *object, const char *name);
/* The text of a string, valid as long as the value; empty for any other kind. */
struct str json_text(const struct json *value);
/* A string's text, or a number as it was written (lives in the arena); empty for any other kind. */
struct str json_text_or_number(struct arena *arena, const struct json *value);
/* A number as an integer, or `otherwise`. */
long json_integer(const struct json *value, long otherwise);
/* A number from 0 on, such as a position; 0 for any other value. */
size_t json_size(const struct json *value);
bool json_true(const struct json *value);
/* How many elements an array has (0 for any other kind), and element number i. */
size_t json_length(const struct json *array);
struct json *json_at(const struct json *array, size_t i);

/* The members of an object, in their order: for (struct json_member m = json_first(o); m.value;
 * m = json_next(m)). A member that is null has a value of kind JSON_NULL. */
struct json_member {
    struct str name;
    struct json *value;
    const void *entry;
};
struct json_member json_first(const struct json *object);
struct json_member json_next(struct json_member member);

/* New values, owned by the arena until they are put into another. */
struct json *json_new_object(struct arena *arena);
struct json *json_new_array(struct arena *arena);
struct json *json_new_text(struct arena *arena, struct str text);
struct json *json_new_integer(struct arena *arena, long number);
/* A number with `digits` digits behind the point. */
struct json *json_new_number(struct arena *arena, double number, int digits);
struct json *json_new_true(struct arena *arena);
struct json *json_new_bool(struct arena *arena, bool value);
struct json *json_null(void); /* nobody owns it */
/* Sets a member (a value that has it already is replaced in its place) or appends an element. */
void json_put(struct json *object, struct str name, struct json *value);
/* Takes a member out, if there is one (also where `object` is no object). */
void json_remove(struct json *object, const char *name);
/* Sets a member to a text, unless that is empty. */
void json_put_text(struct arena *arena, struct json *object, struct str name, struct str text);
/* Sets a member to a number that counts. */
void json_put_size(struct arena *arena, struct json *object, struct str name, size_t number);
void json_append(struct json *array, struct json *value);

/* Writes a value on one line, without blanks between its parts and with "/" as it is. */
void json_write(struct buf *out, const struct json *value);
/* The same with a line end behind it. */
void json_write_line(struct buf *out, const struct json *value);
