/* The page and the place on it, in JSON. */
#include "flows/origin.h"

struct place place_read(const struct json *object) {
    long line = json_integer(json_get(object, "line"), 0);
    return (struct place){
        .page = json_text(json_get(object, "page")),
        .line = line < 0 ? 0 : (size_t)line,
    };
}

struct source source_read(const struct json *object) {
    return (struct source){
        .title = json_text(json_get(object, "title")),
        .url = json_text(json_get(object, "url")),
        .language = json_text(json_get(object, "language")),
        .introduction = json_text(json_get(object, "introduction")),
        .read = json_text(json_get(object, "read")),
    };
}

struct json *place_json(struct arena *arena, const struct place *place) {
    struct json *object = json_new_object(arena);
    json_put_text(arena, object, S("page"), place->page);
    json_put(object, S("line"), json_new_integer(arena, (long)place->line));
    return object;
}

struct json *source_json(struct arena *arena, const struct source *source) {
    struct json *object = json_new_object(arena);
    json_put_text(arena, object, S("title"), source->title);
    json_put_text(arena, object, S("url"), source->url);
    json_put_text(arena, object, S("language"), source->language);
    json_put_text(arena, object, S("read"), source->read);
    json_put_text(arena, object, S("introduction"), source->introduction);
    return object;
}
