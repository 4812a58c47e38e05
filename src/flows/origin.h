/* Where entries and records come from: the page, and the place on it. */
#pragma once

#include "ground/diag.h"
#include "ground/json.h"

/* The page itself; rides on its first entry. */
struct source {
    struct str title, url, language, introduction, read; /* read: date of the copy, ISO 8601 */
};

/* What a JSON object says; members that it lacks are empty or 0. The texts live as long as it. */
struct place place_read(const struct json *object);
struct source source_read(const struct json *object);

/* The same as a new JSON object, as entries and records have it. */
struct json *place_json(struct arena *arena, const struct place *place);
struct json *source_json(struct arena *arena, const struct source *source);
