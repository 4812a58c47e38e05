/* Reading corrections, finding the entries that they mean, and applying them line by line. */
#include "knowledge/corrections.h"

#include "ground/utf8.h"
#include "knowledge/citekeys.h"

enum kind { BAD, EDIT, DROP, MERGE, SPLIT, ADD };
enum outcome { ALREADY, APPLIED, LOST };

/* One line; `first` of the identities that are sought is its entry's, those it names more follow.
 */
struct correction {
    struct json *json;
    enum kind kind;
    enum outcome outcome;
    size_t line, first;
};

/* A record while it is corrected. `next` is the one behind it, `behind` the last of those that were
 * put there. */
struct item {
    struct json *json,
        *read; /* as it is now, and as it was read from the page; NULL for a new one */
    struct json *lines, *was; /* what custom.corrected is made of; NULL where nothing changed */
    struct json *setters;     /* for each field that was set: the line */
    struct item *next, *behind;
    enum kind gone_by; /* BAD while it is there */
    bool made;         /* by a line: it is new, or others were merged into it */
    size_t gone_line;
};

struct run {
    struct arena *arena;
    struct str file;
    struct correction *at;
    struct identity *sought;
    struct item *items, start;
    size_t *found;
    size_t count, room, sought_count, sought_room, item_count;
};

static struct place place_of(const struct run *run, const struct correction *c) {
    return (struct place){run->file, c->line};
}

static struct str custom_name(struct str name) {
    return str_starts(name, S("custom.")) ? str_from(name, S("custom.").len) : S("");
}

static struct json *get(struct arena *arena, const struct json *object, struct str name) {
    struct str own = custom_name(name);
    return own.len ? json_get(json_get(object, "custom"), str_zero_ended(arena, own))
                   : json_get(object, str_zero_ended(arena, name));
}

/* Sets a field; null, or NULL, takes it out. */
static void put(struct arena *arena, struct json *object, struct str name, struct json *value) {
    struct str own = custom_name(name);
    struct json *custom = json_get(object, "custom");
    if (own.len && json_kind(custom) != JSON_OBJECT)
        json_put(object, S("custom"), custom = json_new_object(arena));
    if (json_kind(value) > JSON_NULL)
        json_put(own.len ? custom : object, own.len ? own : name, value);
    else
        json_remove(own.len ? custom : object, str_zero_ended(arena, own.len ? own : name));
}

static void undo(struct arena *arena, struct json *record) {
    const struct json *was = json_get(get(arena, record, S("custom.corrected")), "was");
    for (struct json_member m = json_first(was); m.value; m = json_next(m))
        put(arena, record, m.name, m.value);
}

void corrections_undo(struct arena *arena, struct record *record) {
    struct record read;
    const char *why;
    if (!record_has(record, FIELD_CORRECTED))
        return;
    struct json *object = record_json(arena, record);
    undo(arena, object);
    if (record_read(arena, object, &read, &why))
        *record = read;
}

/* A new item of these fields. */
static struct json *with_fields(struct arena *arena, const struct json *fields) {
    struct json *object = json_new_object(arena);
    for (struct json_member m = json_first(fields); m.value; m = json_next(m))
        put(arena, object, m.name, m.value);
    return object;
}

/* A value in the one form in which a record writes it: equal values give equal texts. */
static struct str canonical(struct arena *arena, struct str name, struct json *value) {
    struct json *object = json_new_object(arena);
    struct record record;
    struct buf out = buf_in(arena);
    const char *why;
    put(arena, object, name, value);
    if (record_read(arena, object, &record, &why))
        record_write(arena, &record, &out);
    return buf_text(&out);
}

static bool has_value(struct arena *arena, const struct json *object, struct str name,
                      struct json *value) {
    return str_equal(canonical(arena, name, get(arena, object, name)),
                     canonical(arena, name, value));
}

static bool has_all(struct arena *arena, const struct json *object, const struct json *fields) {
    for (struct json_member m = json_first(fields); m.value; m = json_next(m))
        if (!has_value(arena, object, m.name, m.value))
            return false;
    return true;
}

/* Why these are no fields of a record, or NULL. */
static const char *wrong_fields(struct arena *arena, const struct json *fields) {
    struct record record;
    const char *why = "its fields are no object";
    if (json_kind(fields) != JSON_OBJECT ||
        !record_read(arena, with_fields(arena, fields), &record, &why))
        return why;
    if (json_get(fields, "custom"))
        return "it sets \"custom\": the fields in it are named custom.section and so on";
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (field_is_own(f) && json_get(fields, str_zero_ended(arena, field_name(arena, f))))
            return "it sets a field that says where the record comes from";
    return NULL;
}

static const char *wrong_list(struct arena *arena, const struct json *list, bool identities) {
    const char *why = json_length(list) ? NULL : "its list is empty or none";
    for (size_t i = 0; !why && i < json_length(list); i++)
        why = identities ? json_kind(json_at(list, i)) == JSON_OBJECT ? NULL : "it names no entry"
                         : wrong_fields(arena, json_at(list, i));
    return why;
}

/* What a line wants, or BAD with the reason. */
static enum kind kind_of(struct arena *arena, const struct json *json, const char **why) {
    static const char *const names[] = {
        [EDIT] = "set", [DROP] = "drop", [MERGE] = "with", [SPLIT] = "split", [ADD] = "add"};
    enum kind kind = ADD;
    while (kind > BAD && !json_get(json, names[kind]))
        kind--;
    const struct json *what = kind ? json_get(json, names[kind]) : NULL;
    const struct json *set = json_get(json, "set");
    enum json_kind entry = json_kind(json_get(json, kind == ADD ? "after" : "entry"));
    *why = !kind ? "it says nothing that is to be done"
           : entry != JSON_OBJECT && (kind != ADD || entry != JSON_NULL) ? "it names no entry"
           : kind == DROP  ? json_true(what) ? NULL : "\"drop\" is not true"
           : kind == MERGE ? wrong_list(arena, what, true)
           : kind == SPLIT ? wrong_list(arena, what, false)
                           : wrong_fields(arena, what);
    if (!*why && kind == MERGE && set)
        *why = wrong_fields(arena, set);
    return *why ? BAD : kind;
}

static void seek(struct run *run, const struct json *identity) {
    *arena_push(run->arena, run->sought, run->sought_count, &run->sought_room) =
        identity_read(run->arena, identity);
}

static void read_line(struct run *run, struct str line, size_t number, int depth) {
    struct place place = {run->file, number};
    const char *why;
    size_t at;
    struct json *json = json_read(run->arena, line, depth, &why, &at);
    if (json_kind(json) != JSON_OBJECT) {
        diag(MSG_BAD_JSON, &place, "this correction was left out: %s",
             json ? "it is no JSON object" : why);
        return;
    }
    if (json_get(json, "refmill")) {
        if (json_integer(json_get(json, "version"), 1) != 1)
            diag(MSG_BAD_CORRECTION, &place,
                 "the file is of a later version than this program knows");
        return;
    }
    struct correction *c = arena_push(run->arena, run->at, run->count, &run->room);
    *c =
        (struct correction){json, kind_of(run->arena, json, &why), LOST, number, run->sought_count};
    if (c->kind == BAD)
        diag(MSG_BAD_CORRECTION, &place, "this correction was left out: %s", why);
    else
        seek(run, json_get(json, c->kind == ADD ? "after" : "entry"));
    for (size_t i = 0; c->kind == MERGE && i < json_length(json_get(json, "with")); i++)
        seek(run, json_at(json_get(json, "with"), i));
}

/* The title, or the beginning of the text, in quotation marks, by which a person knows the entry.
 */
static struct str title_of(const struct run *run, const struct correction *c) {
    enum { SHOWN = 80 };
    const struct json *entry = json_get(c->json, c->kind == ADD ? "add" : "entry");
    struct str title = json_text(json_get(entry, "title"));
    title =
        str_squeeze(run->arena, title.len ? title : json_text(json_at(json_get(entry, "text"), 0)));
    bool cut = utf8_count(title) > SHOWN;
    return str_format(run->arena, "\"%.*s%s\"", (int)utf8_offset(title, SHOWN), title.at,
                      cut ? "\u2026" : "");
}

static void lose(const struct run *run, struct correction *c, const char *why) {
    struct place place = place_of(run, c);
    c->outcome = LOST;
    diag(MSG_CORRECTION_LOST, &place, "%.*s: %s", STR_ARGS(title_of(run, c)), why);
}

static void say_twice(const struct run *run, const struct correction *c, size_t earlier) {
    struct place place = place_of(run, c);
    diag(MSG_CORRECTION_TWICE, &place,
         "%.*s: line %zu wants something else; this line, the later one, was taken",
         STR_ARGS(title_of(run, c)), earlier);
}

static void note_line(struct run *run, struct correction *c, struct item *item) {
    if (!item->lines) {
        item->lines = json_new_array(run->arena);
        item->was = json_new_object(run->arena);
        item->setters = json_new_object(run->arena);
    }
    size_t count = json_length(item->lines);
    if (!count || json_size(json_at(item->lines, count - 1)) != c->line)
        json_append(item->lines, json_new_integer(run->arena, (long)c->line));
}

static void note_was(struct run *run, struct item *item, struct str name, const struct json *read) {
    struct json *value = get(run->arena, read, name);
    json_put(item->was, name, value ? value : json_null());
}

static void change(struct run *run, struct correction *c, struct item *item, struct str name,
                   struct json *value) {
    note_line(run, c, item);
    note_was(run, item, name, item->read);
    json_put_size(run->arena, item->setters, name, c->line);
    put(run->arena, item->json, name, value);
    struct str own = custom_name(name);
    struct json *evidence = get(run->arena, item->json, S("custom.evidence"));
    if (evidence) /* it is no longer what stands on the page */
        json_remove(evidence, str_zero_ended(run->arena, own.len ? own : name));
}

/* What the record cannot become although the page says what it said: two entries of one key. */
static bool is_key_of_another(const struct run *run, const struct item *item, struct str name,
                              const struct json *value) {
    for (const struct item *other = run->start.next; str_equal(name, S("id")) && other;
         other = other->next)
        if (other != item && !other->gone_by &&
            str_equal(json_text(json_get(other->json, "id")), json_text(value)))
            return true;
    return false;
}

static void set_field(struct run *run, struct correction *c, struct item *item, struct str name,
                      struct json *value) {
    struct arena *arena = run->arena;
    struct json *was = json_get(json_get(c->json, "was"), str_zero_ended(arena, name));
    size_t setter = json_size(json_get(item->setters, str_zero_ended(arena, name)));
    if (has_value(arena, item->json, name, value))
        return;
    bool as_now = !was || has_value(arena, item->json, name, was);
    if (!as_now && !has_value(arena, item->read, name, was)) {
        struct buf now = buf_in(arena);
        struct json *there = get(arena, item->json, name);
        json_write(&now, there ? there : json_null());
        lose(run, c,
             str_format(arena, "the page has changed there, its %.*s is %.*s now: look at it again",
                        STR_ARGS(name), (int)utf8_offset(buf_text(&now), 200), now.at)
                 .at);
    } else if (is_key_of_another(run, item, name, value)) {
        lose(run, c, "another entry has the key that it wants");
    } else {
        if (!as_now && setter && setter != c->line)
            say_twice(run, c, setter);
        change(run, c, item, name, value);
        c->outcome = c->outcome == LOST ? LOST : APPLIED;
    }
}

static void edit(struct run *run, struct correction *c, struct item *item) {
    const struct json *set = json_get(c->json, "set");
    for (struct json_member m = json_first(set); m.value; m = json_next(m))
        set_field(run, c, item, m.name, m.value);
}

static void leave(struct correction *c, struct item *item) {
    item->gone_by = c->kind;
    item->gone_line = c->line;
    c->outcome = APPLIED;
}

static struct item *put_behind(struct run *run, struct correction *c, struct item *before,
                               const struct json *fields, const struct json *old) {
    struct item *item = arena_make(run->arena, struct item, 1);
    item->json = with_fields(run->arena, fields);
    item->next = before->behind->next;
    item->behind = item;
    item->made = true;
    before->behind = before->behind->next = item;
    if (!json_get(item->json, "type"))
        json_put(item->json, S("type"), json_new_text(run->arena, S("document")));
    put(run->arena, item->json, S("custom.schema"), json_new_text(run->arena, S(RECORD_SCHEMA)));
    note_line(run, c, item);
    for (struct json_member m = json_first(fields); m.value; m = json_next(m))
        note_was(run, item, m.name, old);
    return item;
}

/* True where a record has all these fields already. */
static bool is_there(const struct run *run, const struct json *fields) {
    const struct item *item = run->start.next;
    while (item && (item->gone_by || !has_all(run->arena, item->json, fields)))
        item = item->next;
    return item;
}

static void split(struct run *run, struct correction *c, struct item *item) {
    static const struct str kept[] = {S("custom.text"), S("custom.place"), S("custom.section")};
    struct arena *arena = run->arena;
    const struct json *parts = json_get(c->json, "split");
    size_t there = 0;
    while (there < json_length(parts) && is_there(run, json_at(parts, there)))
        there++;
    if (there == json_length(parts)) {
        c->outcome = ALREADY;
        return;
    }
    leave(c, item);
    for (size_t i = 0; i < json_length(parts); i++) {
        struct item *part = put_behind(run, c, item, json_at(parts, i), item->json);
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
            if (!get(arena, part->json, kept[k]))
                put(arena, part->json, kept[k], get(arena, item->json, kept[k]));
        if (!i && !json_get(part->json, "id"))
            put(arena, part->json, S("id"), json_get(item->json, "id"));
        for (struct json_member m = json_first(json_get(c->json, "was")); m.value; m = json_next(m))
            note_was(run, part, m.name, item->json);
    }
}

/* Puts the text and the links of an entry that goes behind those of the one that stays. */
static void take_over(struct run *run, struct correction *c, struct item *item,
                      const struct item *other) {
    static const struct str lists[] = {S("custom.text"), S("custom.links")};
    struct arena *arena = run->arena;
    const struct json *url = json_get(other->json, "URL");
    struct json *main = json_new_object(arena), *links[2];
    json_put(main, S("label"), json_new_text(arena, json_text(json_get(other->json, "title"))));
    json_put_text(arena, main, S("href"), json_text(url));
    json_put_text(arena, main, S("lead"), json_text(get(arena, other->json, S("custom.lead"))));
    for (size_t k = 0; k < 2; k++) {
        const struct json *from[] = {get(arena, item->json, lists[k]),
                                     get(arena, other->json, lists[k])};
        links[k] = json_new_array(arena);
        for (size_t i = 0; i < 2; i++) {
            bool more = k && i && json_text(url).len &&
                        !str_equal(json_text(url), json_text(json_get(item->json, "URL")));
            if (more)
                json_append(links[k], main);
            for (size_t n = 0; n < json_length(from[i]); n++)
                json_append(links[k], json_at(from[i], n));
        }
    }
    put(arena, item->json, lists[0], json_length(links[0]) ? links[0] : NULL);
    if (json_length(links[1]) > json_length(get(arena, item->json, lists[1])))
        change(run, c, item, lists[1], links[1]);
}

/* The record that earlier lines have made, which has the key or else the title of an identity. */
static struct item *find_made(const struct run *run, const struct identity *identity) {
    struct item *titled = NULL;
    for (struct item *item = run->start.next; item; item = item->next) {
        struct str id = json_text(json_get(item->json, "id"));
        if (!item->made || item->gone_by)
            continue;
        if (id.len && str_equal(id, identity->id))
            return item;
        if (!id.len && str_equal(json_text(json_get(item->json, "title")), identity->title))
            titled = item;
    }
    return titled;
}

/* The entry that identity number i of a line means, or NULL, which is said. */
static struct item *find(struct run *run, struct correction *c, size_t i) {
    size_t found = run->found[c->first + i];
    bool lost = found >= run->item_count || (c->kind != ADD && run->items[found].gone_by > DROP);
    struct item *made = lost ? find_made(run, &run->sought[c->first + i]) : NULL;
    if (made)
        return made;
    if (found >= run->item_count) {
        lose(run, c,
             found == IDENTITY_SEVERAL
                 ? "several entries of the page are like the one that was corrected: correct the "
                   "right one again"
                 : "the page has no entry like the one that was corrected any more");
        return NULL;
    }
    struct item *item = &run->items[found];
    bool matters = c->kind != ADD && item->gone_by;
    if (matters && item->gone_by == DROP && c->kind != DROP) {
        say_twice(run, c, item->gone_line);
        item->gone_by = BAD;
    } else if (matters && item->gone_by != DROP) {
        lose(run, c,
             str_format(run->arena, "line %zu has %s this entry", item->gone_line,
                        item->gone_by == SPLIT ? "split" : "merged")
                 .at);
        return NULL;
    }
    return item;
}

static void merge(struct run *run, struct correction *c, struct item *item) {
    size_t count = json_length(json_get(c->json, "with"));
    struct item **others = arena_make(run->arena, struct item *, count);
    for (size_t i = 0; i < count; i++)
        if (!(others[i] = find(run, c, 1 + i)))
            return;
    note_line(run, c, item);
    item->made = true;
    for (size_t i = 0; i < count; i++)
        if (others[i] != item && !others[i]->gone_by) {
            take_over(run, c, item, others[i]);
            leave(c, others[i]);
        }
    edit(run, c, item);
}

static void add(struct run *run, struct correction *c) {
    const struct json *fields = json_get(c->json, "add");
    bool first = json_kind(json_get(c->json, "after")) == JSON_NULL;
    struct item *before = is_there(run, fields) ? NULL : first ? &run->start : find(run, c, 0);
    if (!before)
        return;
    put_behind(run, c, before, fields, NULL);
    c->outcome = APPLIED;
}

static void apply(struct run *run, struct correction *c) {
    if (c->kind != BAD)
        c->outcome = ALREADY;
    struct item *item = c->kind == BAD || c->kind == ADD ? NULL : find(run, c, 0);
    if (c->kind == ADD)
        add(run, c);
    else if (item && c->kind == DROP && !item->gone_by)
        leave(c, item);
    else if (item && c->kind == MERGE)
        merge(run, c, item);
    else if (item && c->kind == SPLIT)
        split(run, c, item);
    else if (item && c->kind == EDIT)
        edit(run, c, item);
}

/* The facts about a page stand on the first record that is left of it. */
static void hand_on_source(struct run *run) {
    const struct str name = S("custom.source");
    struct json *source = NULL;
    for (struct item *item = run->start.next; item; item = item->next) {
        bool new_first = item == run->start.next && !item->read && run->item_count;
        struct item *holder = new_first ? run->items : item;
        struct json *own = get(run->arena, holder->json, name);
        source = own ? own : source;
        if (own)
            put(run->arena, holder->json, name, NULL);
        if (source && !item->gone_by) {
            put(run->arena, item->json, name, source);
            source = NULL;
        }
    }
}

static void sum_up(struct run *run, struct json *all) {
    size_t outcomes[3] = {0};
    for (size_t i = 0; i < run->count; i++) {
        struct correction *c = &run->at[i];
        outcomes[c->outcome] += c->kind != BAD;
        json_put(c->json, S("applied"), json_new_bool(run->arena, c->outcome != LOST));
        if (c->line != i + 2) /* lines that are empty or could not be read stand before it */
            json_put_size(run->arena, c->json, S("line"), c->line);
        json_append(all, c->json);
    }
    diag(MSG_CORRECTIONS, &(struct place){run->file, 0},
         "corrections applied: %zu, already so: %zu, no longer applying: %zu", outcomes[APPLIED],
         outcomes[ALREADY], outcomes[LOST]);
}

static struct record *records_of(struct run *run, size_t *count) {
    struct arena *arena = run->arena;
    struct record *records = NULL;
    struct json *all = json_new_array(arena);
    size_t room = 0;
    bool keyed = true;
    const char *why;
    *count = 0;
    sum_up(run, all);
    for (struct item *item = run->start.next; item; item = item->next) {
        if (item->gone_by)
            continue;
        struct json *corrected = json_new_object(arena);
        if (item->lines) {
            json_put(corrected, S("lines"), item->lines);
            json_put(corrected, S("was"), item->was);
            put(arena, item->json, S("custom.corrected"), corrected);
        }
        if (!*count && run->count)
            put(arena, item->json, S("custom.corrections"), all);
        struct record *record = arena_push(arena, records, *count, &room);
        record_read(arena, item->json, record, &why);
        keyed &= record_has(record, FIELD_ID);
    }
    if (!keyed)
        citekeys_give(arena, records, *count, NULL, 0);
    return records;
}

static void look_at_records(struct run *run, const struct record *records) {
    struct identity *there = arena_make(run->arena, struct identity, run->item_count);
    struct item *last = &run->start;
    run->items = arena_make(run->arena, struct item, run->item_count);
    run->start.behind = last;
    for (size_t i = 0; i < run->item_count; i++) {
        struct item *item = &run->items[i];
        *item = (struct item){.json = record_json(run->arena, &records[i]),
                              .read = record_json(run->arena, &records[i]),
                              .behind = item};
        there[i] = identity_of(run->arena, &records[i]);
        undo(run->arena, item->read);
        last = last->next = item;
    }
    run->found = arena_make(run->arena, size_t, run->sought_count);
    identities_find(run->arena, run->sought, run->sought_count, there, run->item_count, run->found);
}

struct record *corrections_apply(struct arena *arena, struct str file, struct str bytes, int depth,
                                 const struct record *records, size_t *count) {
    struct run run = {.arena = arena, .file = file, .item_count = *count};
    struct str line;
    for (size_t number = 1, bad; str_next(&bytes, '\n', &line); number++) {
        line = str_trim(utf8_mend(arena, line, &bad));
        say_bad_bytes(&(struct place){file, number}, bad);
        if (line.len)
            read_line(&run, line, number, depth);
    }
    look_at_records(&run, records);
    /* What is added stands behind all that became of the entry before it. */
    for (int adding = 0; adding < 2; adding++)
        for (size_t i = 0; i < run.count; i++)
            if ((run.at[i].kind == ADD) == adding)
                apply(&run, &run.at[i]);
    hand_on_source(&run);
    return records_of(&run, count);
}
