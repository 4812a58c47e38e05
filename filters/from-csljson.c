/* Reads CSL-JSON, an array, one item or a line each, and writes records. */
#include "formats/csljson.h"
#include "frame/filter.h"
#include "ground/utf8.h"

static const char between[] = " \t\r\n,[]";

/* True where the line behind the one that ends at `at` has an object in that column. */
static bool is_next(struct str text, size_t at, size_t column) {
    size_t next = at + 1 + column;
    return next < text.len && text.at[next] == '{' &&
           !str_trim_set(str_part(text, at + 1, next), between).len;
}

/* Where the value that begins at `at`, in that column, ends; in a list that is `torn` also where a
 * line has an object in the same column, in all likelihood the next item. No string holds a line
 * end, so one that is never closed swallows no more than its line. */
static size_t end_of(struct str text, size_t at, size_t column, bool torn) {
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = at; i < text.len; i++) {
        char c = text.at[i];
        bool breaks = c == '\n' && torn && is_next(text, i, column);
        if (breaks || (!depth && !quoted && str_find_char(S(",]\n"), c, 0) != STR_NONE))
            return i;
        if (c == '"' || c == '\n')
            quoted = c == '"' && !quoted;
        else if (quoted)
            i += c == '\\' && !str_starts(str_from(text, i + 1), S("\n"));
        else if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && depth && !--depth)
            return i + 1;
    }
    return text.len;
}

/* The item without the members that have a wrong form: those are named. */
static struct json *sound(struct job *job, const struct place *place, const struct json *item) {
    struct json *good = json_new_object(job->each);
    for (struct json_member m = json_first(item); m.value; m = json_next(m)) {
        struct json *one = json_new_object(job->each);
        struct record record;
        const char *why;
        json_put(one, m.name, m.value);
        if (record_read(job->each, one, &record, &why))
            json_put(good, m.name, m.value);
        else
            diag(MSG_BAD_RECORD, place, "item %zu: \"%.*s\" was left out: %s", job->count,
                 STR_ARGS(m.name), why);
    }
    return good;
}

static bool put(struct job *job, const struct place *place, struct str text) {
    size_t bad, at;
    struct record record;
    const char *why;
    arena_reset(job->each);
    job->count++;
    text = utf8_mend(job->each, text, &bad);
    struct json *item = json_read(job->each, text, (int)job->limits.json, &why, &at);
    if (json_kind(item) != JSON_OBJECT) {
        diag(MSG_BAD_JSON, place, "item %zu was skipped: %s (at byte %zu of it)", job->count,
             item ? "it is no JSON object" : why, at + 1);
        return false;
    }
    say_bad_bytes(place, bad);
    item = sound(job, place, csljson_record(job->each, item, job->count));
    if (record_read(job->each, item, &record, &why))
        write_record(job, &record);
    return true;
}

static void run(struct job *job) {
    struct str all = job_read_all(job);
    struct place place = {job->input, 1};
    size_t at = str_starts(all, S("\xEF\xBB\xBF")) ? 3 : 0, counted = 0, line = 0;
    bool listed = str_starts(str_trim(str_from(all, at)), S("[")), torn = false;
    while ((at = all.len - str_trim_start(str_from(all, at), between).len) < all.len) {
        for (; counted < at; counted++)
            if (all.at[counted] == '\n') {
                place.line++;
                line = counted + 1;
            }
        size_t end = end_of(all, at, at - line, torn);
        if (!put(job, &place, str_part(all, at, end)) && !torn)
            end = end_of(all, at, at - line, torn = true);
        at = end;
    }
    if (listed && !str_ends(str_trim(all), S("]")))
        diag(MSG_BAD_JSON, &place, "the list has no end: items behind the last one may be missing");
}

static const struct card card = {
    .name = "from-csljson",
    .purpose = "read CSL-JSON and write records",
    .reads = FLOW_FORMAT,
    .writes = FLOW_RECORDS,
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
