/* Entries as JSON and back. */
#include "flows/entry.h"

#include "ground/utf8.h"

static const char *const marks[MARK_COUNT] = {"strong", "emphasis", "underline", "heading",
                                              "term",   "cell",     "item",      "gap"};

static const char *const roles[GIVEN_COUNT] = {
#define ROLE(role, name, line_role) [GIVEN_##role] = name,
#include "flows/given.def"
};

const char *given_name(enum given role) {
    return roles[role];
}

struct str line_words(const struct line *line, size_t from, size_t to) {
    return str_part(line->text, utf8_offset(line->text, from), utf8_offset(line->text, to));
}

const struct line *line_in_bytes(struct arena *arena, const struct line *line) {
    struct line *copy = arena_make(arena, struct line, 1);
    struct utf8_place link = {0}, span = {0};
    *copy = *line;
    copy->links = arena_make(arena, struct entry_link, line->link_count);
    copy->spans = arena_make(arena, struct span, line->span_count);
    for (size_t i = 0; i < line->link_count; i++) {
        copy->links[i] = line->links[i];
        copy->links[i].from = utf8_offset_on(line->text, line->links[i].from, &link);
        copy->links[i].to = utf8_offset_on(line->text, line->links[i].to, &link);
    }
    for (size_t i = 0; i < line->span_count; i++) {
        copy->spans[i] = line->spans[i];
        copy->spans[i].from = utf8_offset_on(line->text, line->spans[i].from, &span);
        copy->spans[i].to = utf8_offset_on(line->text, line->spans[i].to, &span);
    }
    return copy;
}

static unsigned read_marks(const struct json *array) {
    unsigned found = 0;
    for (size_t i = 0; i < json_length(array); i++)
        for (unsigned m = 0; m < MARK_COUNT; m++)
            if (str_equal(json_text(json_at(array, i)), str_of(marks[m])))
                found |= 1u << m;
    return found;
}

static void read_links(struct arena *arena, const struct json *array, struct line *line) {
    line->link_count = json_length(array);
    line->links = arena_make(arena, struct entry_link, line->link_count);
    for (size_t i = 0; i < line->link_count; i++) {
        const struct json *link = json_at(array, i);
        line->links[i] = (struct entry_link){
            .label = json_text(json_get(link, "label")),
            .lead = json_text(json_get(link, "lead")),
            .href = json_text(json_get(link, "href")),
            .from = json_size(json_get(link, "from")),
            .to = json_size(json_get(link, "to")),
            .given = json_true(json_get(link, "given")),
        };
    }
}

static void read_spans(struct arena *arena, const struct json *array, struct line *line) {
    line->span_count = json_length(array);
    line->spans = arena_make(arena, struct span, line->span_count);
    for (size_t i = 0; i < line->span_count; i++) {
        const struct json *span = json_at(array, i);
        line->spans[i] =
            (struct span){read_marks(json_get(span, "marks")), json_size(json_get(span, "from")),
                          json_size(json_get(span, "to"))};
    }
}

/* False where the line has a role that is none of ours. */
static bool read_role(const struct json *role, struct line *line) {
    for (enum given g = GIVEN_TITLE; g < GIVEN_COUNT; g++)
        if (str_equal(json_text(role), str_of(roles[g])))
            line->role = g;
    return !role || line->role;
}

static bool read_line(struct arena *arena, const struct json *object, struct line *line,
                      const char **why) {
    *why = "one of its lines has no text";
    if (json_kind(json_get(object, "text")) != JSON_TEXT)
        return false;
    *why = "one of its lines has a role that is not known";
    if (!read_role(json_get(object, "role"), line))
        return false;
    line->text = json_text(json_get(object, "text"));
    line->marks = read_marks(json_get(object, "marks"));
    line->at = json_size(json_get(object, "line"));
    read_links(arena, json_get(object, "links"), line);
    read_spans(arena, json_get(object, "spans"), line);
    return true;
}

bool entry_read(struct arena *arena, const struct json *object, struct entry *entry,
                const char **why) {
    *entry = (struct entry){0};
    const struct json *lines = json_get(object, "lines");
    entry->place = place_read(json_get(object, "place"));
    const struct json *section = json_get(object, "section");
    entry->section_count = json_length(section);
    entry->section = arena_make(arena, struct str, entry->section_count);
    for (size_t i = 0; i < entry->section_count; i++)
        entry->section[i] = json_text(json_at(section, i));
    entry->line_count = json_length(lines);
    entry->lines = arena_make(arena, struct line, entry->line_count);
    *why = "it has no lines";
    if (!entry->line_count)
        return false;
    for (size_t i = 0; i < entry->line_count; i++)
        if (!read_line(arena, json_at(lines, i), &entry->lines[i], why))
            return false;
    entry->data = json_get(object, "data");
    const struct json *source = json_get(object, "source");
    if (json_kind(source) == JSON_OBJECT) {
        entry->source = arena_make(arena, struct source, 1);
        *entry->source = source_read(source);
    }
    return true;
}

static void put_marks(struct arena *arena, struct json *object, unsigned set) {
    if (!set)
        return;
    struct json *array = json_new_array(arena);
    for (unsigned m = 0; m < MARK_COUNT; m++)
        if (set & 1u << m)
            json_append(array, json_new_text(arena, str_of(marks[m])));
    json_put(object, S("marks"), array);
}

static void put_links(struct arena *arena, struct json *object, const struct line *line) {
    if (!line->link_count)
        return;
    struct json *array = json_new_array(arena);
    for (size_t i = 0; i < line->link_count; i++) {
        const struct entry_link *from = &line->links[i];
        struct json *link = json_new_object(arena);
        json_put(link, S("label"), json_new_text(arena, from->label));
        json_put_text(arena, link, S("lead"), from->lead);
        json_put(link, S("href"), json_new_text(arena, from->href));
        json_put_size(arena, link, S("from"), from->from);
        json_put_size(arena, link, S("to"), from->to);
        if (from->given)
            json_put(link, S("given"), json_new_true(arena));
        json_append(array, link);
    }
    json_put(object, S("links"), array);
}

static void put_spans(struct arena *arena, struct json *object, const struct line *line) {
    if (!line->span_count)
        return;
    struct json *array = json_new_array(arena);
    for (size_t i = 0; i < line->span_count; i++) {
        struct json *span = json_new_object(arena);
        put_marks(arena, span, line->spans[i].marks);
        json_put_size(arena, span, S("from"), line->spans[i].from);
        json_put_size(arena, span, S("to"), line->spans[i].to);
        json_append(array, span);
    }
    json_put(object, S("spans"), array);
}

static struct json *line_json(struct arena *arena, const struct line *line) {
    struct json *object = json_new_object(arena);
    json_put(object, S("text"), json_new_text(arena, line->text));
    if (line->role)
        json_put_text(arena, object, S("role"), str_of(roles[line->role]));
    put_marks(arena, object, line->marks);
    json_put_size(arena, object, S("line"), line->at);
    put_links(arena, object, line);
    put_spans(arena, object, line);
    return object;
}

void entry_write(struct arena *arena, const struct entry *entry, struct buf *out) {
    struct json *object = json_new_object(arena);
    json_put(object, S("place"), place_json(arena, &entry->place));
    struct json *section = json_new_array(arena), *lines = json_new_array(arena);
    for (size_t i = 0; i < entry->section_count; i++)
        json_append(section, json_new_text(arena, entry->section[i]));
    json_put(object, S("section"), section);
    for (size_t i = 0; i < entry->line_count; i++)
        json_append(lines, line_json(arena, &entry->lines[i]));
    json_put(object, S("lines"), lines);
    if (entry->data)
        json_put(object, S("data"), entry->data);
    if (entry->source)
        json_put(object, S("source"), source_json(arena, entry->source));
    json_write_line(out, object);
}
