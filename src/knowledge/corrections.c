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

/* A record while it is corrected: only its line is held until a correction concerns it. `next` is
 * the one behind it, `behind` the last of those that were put there. */
struct item {
    struct str line, id, title; /* the id is that of the line, the title as it is now */
    struct json *json, *read;   /* as it is now, and as it was read from the page; or NULL */
    struct json *lines, *was, *corrected; /* custom.corrected; NULL where nothing changed */
    struct json *setters;                 /* for each field that was set: the line */
    struct item *next, *behind;
    enum kind gone_by; /* BAD while it is there */
    bool made;         /* by a line: it is new, or others were merged into it */
    size_t gone_line;
};

struct corrections {
    struct arena *keep, *each;
    int depth;
    struct str file;
    struct correction *at;
    struct identity *sought, *there;
    struct item **items, start, *last;
    size_t *found;
    size_t count, room, sought_count, sought_room, item_count, item_room, there_count, there_room;
};

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

static struct json *parse(const struct corrections *run, struct arena *arena, struct str line) {
    const char *why;
    size_t at;
    return json_read(arena, line, run->depth, &why, &at);
}

/* The fields of a record, which a correction concerns from now on. */
static struct json *open(const struct corrections *run, struct item *item) {
    if (!item->json) {
        item->json = parse(run, run->keep, item->line);
        item->read = parse(run, run->keep, item->line);
        undo(run->keep, item->read);
    }
    return item->json;
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

/* What a line wants, or BAD with the reason. */
static enum kind kind_of(struct arena *arena, const struct json *json, const char **why) {
    static const char *const names[] = {"", "set", "drop", "with", "split", "add"};
    enum kind kind = ADD;
    while (kind > BAD && !json_get(json, names[kind]))
        kind--;
    const struct json *what = json_get(json, names[kind]), *set = json_get(json, "set");
    enum json_kind entry = json_kind(json_get(json, kind == ADD ? "after" : "entry"));
    bool listed = kind == MERGE || kind == SPLIT;
    size_t count = listed ? json_length(what) : 1;
    *why = !kind ? "it says nothing that is to be done"
           : entry != JSON_OBJECT && (kind != ADD || entry != JSON_NULL) ? "it names no entry"
           : kind == DROP && !json_true(what)                            ? "\"drop\" is not true"
           : !count ? "its list is empty or none"
                    : NULL;
    for (size_t i = 0; !*why && kind != DROP && i < count; i++) {
        const struct json *one = listed ? json_at(what, i) : what;
        *why = kind != MERGE                   ? wrong_fields(arena, one)
               : json_kind(one) != JSON_OBJECT ? "it names no entry"
               : set                           ? wrong_fields(arena, set)
                                               : NULL;
    }
    return *why ? BAD : kind;
}

static void seek(struct corrections *run, const struct json *identity) {
    *arena_push(run->keep, run->sought, run->sought_count, &run->sought_room) =
        identity_read(run->keep, run->each, identity);
}

static void read_line(struct corrections *run, struct str line, size_t number) {
    struct place place = {run->file, number};
    const char *why;
    size_t at;
    struct json *json = json_read(run->keep, line, run->depth, &why, &at);
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
    struct correction *c = arena_push(run->keep, run->at, run->count, &run->room);
    *c = (struct correction){json, kind_of(run->each, json, &why), ALREADY, number,
                             run->sought_count};
    c->outcome = c->kind == BAD ? LOST : ALREADY;
    if (c->kind == BAD)
        diag(MSG_BAD_CORRECTION, &place, "this correction was left out: %s", why);
    else
        seek(run, json_get(json, c->kind == ADD ? "after" : "entry"));
    for (size_t i = 0; c->kind == MERGE && i < json_length(json_get(json, "with")); i++)
        seek(run, json_at(json_get(json, "with"), i));
}

/* The title, or the beginning of the text, in quotation marks, by which a person knows the entry.
 */
static struct str title_of(const struct corrections *run, const struct correction *c) {
    enum { SHOWN = 80 };
    const struct json *entry = json_get(c->json, c->kind == ADD ? "add" : "entry");
    struct str title = json_text(json_get(entry, "title"));
    title =
        str_squeeze(run->keep, title.len ? title : json_text(json_at(json_get(entry, "text"), 0)));
    bool cut = utf8_count(title) > SHOWN;
    return str_format(run->keep, "\"%.*s%s\"", (int)utf8_offset(title, SHOWN), title.at,
                      cut ? "\u2026" : "");
}

static void say(const struct corrections *run, const struct correction *c, enum message message,
                struct str what) {
    struct place place = {run->file, c->line};
    diag(message, &place, "%.*s: %.*s", STR_ARGS(title_of(run, c)), STR_ARGS(what));
}

static void lose(const struct corrections *run, struct correction *c, struct str why) {
    c->outcome = LOST;
    say(run, c, MSG_CORRECTION_LOST, why);
}

static void say_twice(const struct corrections *run, const struct correction *c, size_t earlier) {
    say(run, c, MSG_CORRECTION_TWICE,
        str_format(run->keep, "line %zu wants something else; this line, the later one, was taken",
                   earlier));
}

static void note_line(struct corrections *run, struct correction *c, struct item *item) {
    if (!item->lines) {
        item->corrected = json_new_object(run->keep);
        item->setters = json_new_object(run->keep);
        json_put(item->corrected, S("lines"), item->lines = json_new_array(run->keep));
        json_put(item->corrected, S("was"), item->was = json_new_object(run->keep));
    }
    size_t count = json_length(item->lines);
    if (!count || json_size(json_at(item->lines, count - 1)) != c->line)
        json_append(item->lines, json_new_integer(run->keep, (long)c->line));
}

static void note_was(struct corrections *run, struct item *item, struct str name,
                     const struct json *read) {
    struct json *value = get(run->keep, read, name);
    json_put(item->was, name, value ? value : json_null());
}

static void change(struct corrections *run, struct correction *c, struct item *item,
                   struct str name, struct json *value) {
    note_line(run, c, item);
    note_was(run, item, name, item->read);
    json_put_size(run->keep, item->setters, name, c->line);
    put(run->keep, item->json, name, value);
    if (str_equal(name, S("title")))
        item->title = json_text(value);
    struct str own = custom_name(name);
    struct json *evidence = get(run->keep, item->json, S("custom.evidence"));
    if (evidence) /* it is no longer what stands on the page */
        json_remove(evidence, str_zero_ended(run->keep, own.len ? own : name));
}

static struct str key_of(const struct item *item) {
    return item->json ? json_text(json_get(item->json, "id")) : item->id;
}

/* What the record cannot become although the page says what it said: two entries of one key. */
static bool is_key_of_another(const struct corrections *run, const struct item *item,
                              struct str name, const struct json *value) {
    for (const struct item *other = run->start.next; str_equal(name, S("id")) && other;
         other = other->next)
        if (other != item && !other->gone_by && str_equal(key_of(other), json_text(value)))
            return true;
    return false;
}

static void set_field(struct corrections *run, struct correction *c, struct item *item,
                      struct str name, struct json *value) {
    struct arena *arena = run->keep;
    struct json *was = json_get(json_get(c->json, "was"), str_zero_ended(arena, name));
    size_t setter = json_size(json_get(item->setters, str_zero_ended(arena, name)));
    if (has_value(run->each, item->json, name, value))
        return;
    bool as_now = !was || has_value(run->each, item->json, name, was);
    if (!as_now && !has_value(run->each, item->read, name, was)) {
        struct buf now = buf_in(arena);
        struct json *there = get(arena, item->json, name);
        json_write(&now, there ? there : json_null());
        lose(run, c,
             str_format(arena, "the page has changed there, its %.*s is %.*s now: look at it again",
                        STR_ARGS(name), (int)utf8_offset(buf_text(&now), 200), now.at));
    } else if (is_key_of_another(run, item, name, value)) {
        lose(run, c, S("another entry has the key that it wants"));
    } else {
        if (!as_now && setter && setter != c->line)
            say_twice(run, c, setter);
        change(run, c, item, name, value);
        c->outcome = c->outcome == LOST ? LOST : APPLIED;
    }
}

static void edit(struct corrections *run, struct correction *c, struct item *item) {
    const struct json *set = json_get(c->json, "set");
    for (struct json_member m = json_first(set); m.value; m = json_next(m))
        set_field(run, c, item, m.name, m.value);
}

static void leave(struct correction *c, struct item *item) {
    item->gone_by = c->kind;
    item->gone_line = c->line;
    c->outcome = APPLIED;
}

static struct item *put_behind(struct corrections *run, struct correction *c, struct item *before,
                               const struct json *fields, const struct json *old) {
    struct item *item = arena_make(run->keep, struct item, 1);
    item->json = with_fields(run->keep, fields);
    item->title = json_text(json_get(fields, "title"));
    item->next = before->behind->next;
    item->behind = item;
    item->made = true;
    before->behind = before->behind->next = item;
    if (!json_get(item->json, "type"))
        json_put(item->json, S("type"), json_new_text(run->keep, S("document")));
    put(run->keep, item->json, S("custom.schema"), json_new_text(run->keep, S(RECORD_SCHEMA)));
    note_line(run, c, item);
    for (struct json_member m = json_first(fields); m.value; m = json_next(m))
        note_was(run, item, m.name, old);
    return item;
}

/* Most records have another title, which is seen without reading them. */
static bool has_all(const struct corrections *run, const struct item *item,
                    const struct json *fields) {
    struct str title = json_text(json_get(fields, "title"));
    if (item->gone_by || (title.len && !str_equal(title, item->title)))
        return false;
    const struct json *now = item->json ? item->json : parse(run, run->each, item->line);
    struct json_member m = json_first(fields);
    while (m.value && has_value(run->each, now, m.name, m.value))
        m = json_next(m);
    return !m.value;
}

/* True where a record has all these fields already. */
static bool is_there(const struct corrections *run, const struct json *fields) {
    const struct item *item = run->start.next;
    while (item && !has_all(run, item, fields))
        item = item->next;
    return item;
}

static void split(struct corrections *run, struct correction *c, struct item *item) {
    static const struct str kept[] = {S("custom.text"), S("custom.place"), S("custom.section")};
    struct arena *arena = run->keep;
    const struct json *parts = json_get(c->json, "split");
    size_t there = 0;
    while (there < json_length(parts) && is_there(run, json_at(parts, there)))
        there++;
    if (there == json_length(parts))
        return;
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
static void take_over(struct corrections *run, struct correction *c, struct item *item,
                      const struct json *other) {
    static const struct str names[] = {S("custom.text"), S("custom.links")};
    struct arena *keep = run->keep;
    struct json *url = json_get(other, "URL"), *main = json_new_object(keep);
    json_put(main, S("label"), json_new_text(keep, json_text(json_get(other, "title"))));
    json_put_text(keep, main, S("href"), json_text(url));
    json_put_text(keep, main, S("lead"), json_text(get(keep, other, S("custom.lead"))));
    for (size_t k = 0; k < 2; k++) {
        struct json *own = get(keep, item->json, names[k]), *more = get(keep, other, names[k]);
        struct json *all = json_new_array(keep);
        for (size_t i = 0; i < json_length(own); i++)
            json_append(all, json_at(own, i));
        if (k && json_text(url).len &&
            !str_equal(json_text(url), json_text(json_get(item->json, "URL"))))
            json_append(all, main);
        for (size_t i = 0; i < json_length(more); i++)
            json_append(all, json_at(more, i));
        if (json_length(all) > json_length(own))
            (k ? change(run, c, item, names[k], all) : put(keep, item->json, names[k], all));
    }
}

/* The record that earlier lines have made, which has the key or else the title of an identity. */
static struct item *find_made(const struct corrections *run, const struct identity *identity) {
    struct item *titled = NULL;
    for (struct item *item = run->start.next; item; item = item->next) {
        struct str id = key_of(item);
        if (!item->made || item->gone_by)
            continue;
        if (id.len && str_equal(id, identity->id))
            return item;
        if (!id.len && str_equal(item->title, identity->title))
            titled = item;
    }
    return titled;
}

/* The entry that identity number i of a line means, or NULL, which is said. */
static struct item *find(struct corrections *run, struct correction *c, size_t i) {
    size_t found = run->found[c->first + i];
    struct item *item = found < run->item_count ? run->items[found] : NULL;
    bool gone = item && item->gone_by && item->gone_by != c->kind && c->kind != ADD;
    bool lost = !item || (c->kind != ADD && item->gone_by > DROP);
    struct item *made = lost ? find_made(run, &run->sought[c->first + i]) : NULL;
    if (made)
        return made;
    if (lost) {
        lose(run, c,
             item ? str_format(run->keep, "line %zu has %s this entry", item->gone_line,
                               item->gone_by == SPLIT ? "split" : "merged")
             : found == IDENTITY_SEVERAL
                 ? S("several entries of the page are like the one that was corrected: correct the "
                     "right one again")
                 : S("the page has no entry like the one that was corrected any more"));
        return NULL;
    }
    open(run, item);
    if (gone) {
        say_twice(run, c, item->gone_line);
        item->gone_by = BAD;
    }
    return item;
}

static void merge(struct corrections *run, struct correction *c, struct item *item) {
    size_t count = json_length(json_get(c->json, "with"));
    struct item **others = arena_make(run->keep, struct item *, count);
    for (size_t i = 0; i < count; i++)
        if (!(others[i] = find(run, c, 1 + i)))
            return;
    note_line(run, c, item);
    item->made = true;
    for (size_t i = 0; i < count; i++)
        if (others[i] != item && !others[i]->gone_by) {
            take_over(run, c, item, open(run, others[i]));
            leave(c, others[i]);
        }
    edit(run, c, item);
}

static void add(struct corrections *run, struct correction *c) {
    const struct json *fields = json_get(c->json, "add");
    bool first = json_kind(json_get(c->json, "after")) == JSON_NULL;
    struct item *before = is_there(run, fields) ? NULL : first ? &run->start : find(run, c, 0);
    if (!before)
        return;
    put_behind(run, c, before, fields, NULL);
    c->outcome = APPLIED;
}

static void apply(struct corrections *run, struct correction *c) {
    struct item *item = c->kind == BAD || c->kind == ADD ? NULL : find(run, c, 0);
    if (c->kind == ADD)
        add(run, c);
    else if (item && c->kind == DROP && !item->gone_by)
        leave(c, item);
    else if (item && c->kind != DROP)
        (c->kind == MERGE ? merge : c->kind == SPLIT ? split : edit)(run, c, item);
}

/* The facts about a page stand on the first record that is left of it. */
static void hand_on_source(struct corrections *run) {
    const struct str name = S("custom.source");
    struct json *source = NULL, *held = json_new_array(run->keep);
    for (struct item *item = run->start.next; item; item = item->next) {
        bool new_first = item == run->start.next && !item->read && run->item_count;
        struct item *holder = new_first ? run->items[0] : item;
        struct json *own = holder->json ? get(run->keep, holder->json, name) : NULL;
        source = own ? own : source;
        if (own) {
            json_append(held, own);
            put(run->keep, holder->json, name, NULL);
        }
        if (source && !item->gone_by) {
            put(run->keep, open(run, item), name, source);
            source = NULL;
        }
    }
}

static void sum_up(struct corrections *run, struct json *all) {
    size_t outcomes[3] = {0};
    for (size_t i = 0; i < run->count; i++) {
        struct correction *c = &run->at[i];
        outcomes[c->outcome] += c->kind != BAD;
        json_put(c->json, S("applied"), json_new_bool(run->keep, c->outcome != LOST));
        if (c->line != i + 2) /* lines that are empty or could not be read stand before it */
            json_put_size(run->keep, c->json, S("line"), c->line);
        json_append(all, c->json);
    }
    diag(MSG_CORRECTIONS, &(struct place){run->file, 0},
         "corrections applied: %zu, already so: %zu, no longer applying: %zu", outcomes[APPLIED],
         outcomes[ALREADY], outcomes[LOST]);
}

/* Gives keys to those of `count` records that have none. */
static void give_keys(struct corrections *run, struct item *const *items, size_t count) {
    size_t keyed = 0;
    const char *why;
    while (keyed < count && key_of(items[keyed]).len)
        keyed++;
    if (keyed == count)
        return;
    struct record *records = arena_make(run->keep, struct record, count);
    for (size_t i = 0; i < count; i++)
        if (key_of(items[i]).len)
            records[i].field[FIELD_ID].text = key_of(items[i]);
        else
            record_read(run->keep, open(run, items[i]), &records[i], &why);
    citekeys_give(run->keep, records, count, NULL, 0);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(key_of(items[i]), records[i].field[FIELD_ID].text))
            json_put(open(run, items[i]), S("id"),
                     json_new_text(run->keep, records[i].field[FIELD_ID].text));
}

static void write(struct corrections *run, struct item *item, struct buf *out) {
    struct record record;
    const char *why;
    if (item->corrected)
        put(run->each, item->json, S("custom.corrected"), item->corrected);
    if (!item->json)
        buf_put(out, item->line);
    else if (record_read(run->each, item->json, &record, &why))
        record_write(run->each, &record, out);
    arena_reset(run->each);
}

struct corrections *corrections_start(struct arena *keep, struct arena *each, int depth) {
    struct corrections *run = arena_make(keep, struct corrections, 1);
    *run = (struct corrections){.keep = keep, .each = each, .depth = depth};
    run->last = run->start.behind = &run->start;
    return run;
}

void corrections_see(struct corrections *run, const struct record *record) {
    struct item *item = arena_make(run->keep, struct item, 1);
    struct buf line = buf_in(run->each);
    struct identity *identity =
        arena_push(run->keep, run->there, run->there_count, &run->there_room);
    record_write(run->each, record, &line);
    *identity = identity_of(run->keep, run->each, record);
    item->line = str_copy(run->keep, buf_text(&line));
    item->id = identity->id;
    item->title = identity->title;
    item->behind = item;
    run->last = run->last->next = item;
    *arena_push(run->keep, run->items, run->item_count, &run->item_room) = item;
    if (record_has(record, FIELD_SOURCE))
        open(run, item);
}

void corrections_apply(struct corrections *run, struct str file, struct str bytes,
                       struct buf *out) {
    struct json *all = json_new_array(run->keep);
    struct item **left = NULL;
    size_t count = 0, room = 0;
    struct str line;
    run->file = file;
    for (size_t number = 1, bad; str_next(&bytes, '\n', &line); number++) {
        line = str_trim(utf8_mend(run->keep, line, &bad));
        say_bad_bytes(&(struct place){file, number}, bad);
        if (line.len)
            read_line(run, line, number);
    }
    run->found = arena_make(run->keep, size_t, run->sought_count);
    identities_find(run->keep, run->sought, run->sought_count, run->there, run->there_count,
                    run->found);
    /* What is added stands behind all that became of the entry before it. */
    for (int adding = 0; adding < 2; adding++)
        for (size_t i = 0; i < run->count; i++, arena_reset(run->each))
            if ((run->at[i].kind == ADD) == adding)
                apply(run, &run->at[i]);
    hand_on_source(run);
    sum_up(run, all);
    for (struct item *item = run->start.next; item; item = item->next)
        if (!item->gone_by)
            *arena_push(run->keep, left, count, &room) = item;
    if (count && run->count)
        put(run->keep, open(run, left[0]), S("custom.corrections"), all);
    give_keys(run, left, count);
    for (size_t i = 0; i < count; i++)
        write(run, left[i], out);
}
