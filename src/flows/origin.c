/* The page and the place on it, in JSON. */
#include "flows/origin.h"

struct place place_read(const struct json *object) {
    return (struct place){json_text(json_get(object, "page")), json_size(json_get(object, "line"))};
}

struct source source_read(const struct json *object) {
    return (struct source){
#define SOURCE(key, member) .member = json_text(json_get(object, key)),
#include "flows/texts.def"
    };
}

struct json *place_json(struct arena *arena, const struct place *place) {
    struct json *object = json_new_object(arena);
    json_put_text(arena, object, S("page"), place->page);
    json_put_size(arena, object, S("line"), place->line);
    return object;
}

struct json *source_json(struct arena *arena, const struct source *source) {
    struct json *object = json_new_object(arena);
#define SOURCE(key, member) json_put_text(arena, object, S(key), source->member);
#include "flows/texts.def"
    return object;
}
