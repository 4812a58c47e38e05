/* diff: what was added, changed and gone between two runs of a page, field by field. */
#include "formats/pieces.h"
#include "frame/filter.h"
#include "knowledge/identity.h"

enum change { ALIKE, ADDED, CHANGED, GONE, CHANGES };
static const char *const words[] = {"alike", "added", "changed", "gone"};

struct run {
    struct record *at;
    struct identity *identities;
    size_t count, room;
};

/* A record for an entry that is not there. */
static const struct record none;

static void add(struct job *job, struct run *run, const struct record *record) {
    *arena_push(job->keep, run->at, run->count, &run->room) = *record;
}

static void identify(struct job *job, struct run *run) {
    run->identities = arena_make(job->keep, struct identity, run->count);
    for (size_t i = 0; i < run->count; i++)
        run->identities[i] = identity_of(job->keep, job->each, &run->at[i]);
}

static struct str as_json(struct arena *arena, const struct json *value) {
    struct buf out = buf_in(arena);
    if (value)
        json_write(&out, value);
    return buf_text(&out);
}

/* What is said of one entry. */
struct block {
    enum change change;
    struct json *fields;
    struct buf lines;
};

static void put_field(struct block *block, struct str name, struct json *old, struct str old_words,
                      struct json *new, struct str new_words) {
    struct arena *arena = block->lines.arena;
    struct json *both = json_new_object(arena);
    if (old)
        json_put(both, S("old"), old);
    if (new)
        json_put(both, S("new"), new);
    json_put(block->fields, name, both);
    buf_format(&block->lines, "  %.*s: ", STR_ARGS(piece_line(arena, name)));
    if (block->change != ADDED)
        buf_put(&block->lines, old ? old_words : S("(none)"));
    buf_puts(&block->lines, block->change == CHANGED ? " -> " : "");
    if (block->change != GONE)
        buf_put(&block->lines, new ? new_words : S("(none)"));
    buf_char(&block->lines, '\n');
}

/* Members that refmill does not know. */
static void compare_rest(struct block *block, const char *start, const struct json *old,
                         const struct json *new) {
    const struct json *sides[] = {old, new};
    struct arena *arena = block->lines.arena;
    for (size_t side = 0; side < 2; side++)
        for (struct json_member m = json_first(sides[side]); m.value; m = json_next(m)) {
            struct json *a = json_get(old, m.name.at), *b = json_get(new, m.name.at);
            struct str before = as_json(arena, a), after = as_json(arena, b);
            if (!(side && a) && !str_equal(before, after))
                put_field(block, str_format(arena, "%s%.*s", start, STR_ARGS(m.name)), a, before, b,
                          after);
        }
}

static void compare(struct block *block, struct record *old, struct record *new) {
    struct arena *arena = block->lines.arena;
    for (enum field f = 0; f < FIELD_COUNT; f++) {
        struct json *a = record_field(arena, old, f), *b = record_field(arena, new, f);
        struct str before = as_json(arena, a), after = as_json(arena, b);
        if (field_is_own(f) || str_equal(before, after))
            continue;
        struct str old_words = piece_value(arena, old, f), new_words = piece_value(arena, new, f);
        bool told = !str_equal(old_words, new_words); /* else only the JSON shows what differs */
        put_field(block, field_name(arena, f), a, told ? old_words : before, b,
                  told ? new_words : after);
    }
    compare_rest(block, "", old->rest, new->rest);
    compare_rest(block, "custom.", old->custom_rest, new->custom_rest);
}

/* One block, or one line of JSON, for an entry that is not as it was. */
static enum change tell(struct job *job, enum change change, struct record old, struct record new) {
    struct block block = {change, json_new_object(job->each), buf_in(job->each)};
    const struct record *known = change == GONE ? &old : &new;
    const struct place *place = record_place(known);
    struct str id = known->field[FIELD_ID].text;
    compare(&block, &old, &new);
    if (!block.lines.len && change == CHANGED)
        return ALIKE;
    if (job_has(job, "--json")) {
        struct json *line = json_new_object(job->each);
        json_put_text(job->each, line, S("change"), str_of(words[change]));
        json_put_text(job->each, line, S("id"), id);
        json_put(line, S("place"), place_json(job->each, place));
        json_put(line, S("fields"), block.fields);
        json_write_line(job->out, line);
    } else {
        buf_format(job->out, "%s: %.*s", words[change], STR_ARGS(piece_line(job->each, id)));
        if (place->line)
            buf_format(job->out, " (%.*s:%zu)", STR_ARGS(piece_line(job->each, place->page)),
                       place->line);
        buf_format(job->out, "\n%.*s\n", STR_ARGS(buf_text(&block.lines)));
    }
    return change;
}

static void run(struct job *job) {
    struct run old = {0}, new = {0};
    size_t changes[CHANGES] = {0};
    struct record record;
    while (keep_record(job, &record))
        add(job, &old, &record);
    while (read_other(job, NULL, job->keep, &record))
        add(job, &new, &record);
    identify(job, &old);
    identify(job, &new);
    size_t *found = arena_make(job->keep, size_t, old.count);
    size_t *before = arena_make(job->keep, size_t, new.count); /* in `old`, counted from 1 */
    identities_find(job->keep, old.identities, old.count, new.identities, new.count, found);
    for (size_t i = 0; i < old.count; i++)
        if (found[i] < new.count && !before[found[i]])
            before[found[i]] = i + 1;
        else
            found[i] = IDENTITY_NONE;
    for (size_t i = 0; i < new.count; i++, arena_reset(job->each))
        changes[before[i] ? tell(job, CHANGED, old.at[before[i] - 1], new.at[i])
                          : tell(job, ADDED, none, new.at[i])]++;
    for (size_t i = 0; i < old.count; i++, arena_reset(job->each))
        if (found[i] == IDENTITY_NONE)
            changes[tell(job, GONE, old.at[i], none)]++;
    if (!job_has(job, "--json"))
        buf_format(job->out, "%zu added, %zu changed, %zu gone, %zu alike\n", changes[ADDED],
                   changes[CHANGED], changes[GONE], changes[ALIKE]);
}

static const struct card card = {
    .name = "diff",
    .purpose = "tell what was added, changed and gone between two runs of a page",
    .reads = FLOW_RECORDS,
    .second = "NEW",
    .writes = FLOW_FINDINGS,
    .options = {{"--json", NULL, "one line of JSON for each entry that is not as it was"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
