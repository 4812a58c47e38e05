/* The frame of every filter: from the command line to the exit status. */
#include "frame/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "formats/pieces.h"
#include "frame/input.h"
#include "frame/options.h"
#include "frame/sandbox.h"
#include "ground/utf8.h"
#include "knowledge/strangers.h"
#include "wrappers/pattern.h"

struct tally {
    enum message message;
    const char *sum;
    size_t count;
};

/* A field that the format could not hold, of how many records, and which was the last of them. */
struct loss {
    struct str name;
    size_t count, last;
};

/* What is read line by line: its name, how lines are called that hold nothing, how many of these
 * were skipped before the first that holds something, and what the first makes the file look like.
 */
struct lines {
    struct input input;
    struct str name;
    enum message no_json, no_record;
    const struct stranger *stranger;
    size_t skipped;
    bool any;
};

enum { MOST_TALLIES = 32, MOST_LOSSES = 128 };

struct frame {
    struct options options;
    struct lines input, second;
    struct lines opened[MOST_OPTIONS]; /* the files that options name, by the card's order */
    const struct record *last; /* given out by read_record, looked at once more by the next call */
    int report;                /* the file for the report of losses, or -1 */
    struct loss lost[MOST_LOSSES];
    size_t losses;
    struct tally tally[MOST_TALLIES];
    size_t tallies;
};

static void write_out(void *sink, struct str text) {
    (void)sink;
    if (!write_all(STDOUT_FILENO, text))
        die_machine("the output could not be written: %s", strerror(errno));
}

static struct str base_name(struct str path) {
    const char *name = strrchr(path.at, '/');
    return str_of(name ? name + 1 : path.at);
}

static int open_file(const char *path) {
    char byte;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die_usage("%s cannot be opened: %s", path, strerror(errno));
    if (read(fd, &byte, 0) < 0)
        die_usage("%s cannot be read: %s", path, strerror(errno));
    return fd;
}

static bool is_named(struct str path) {
    return path.len && !str_equal(path, S("-"));
}

static struct lines open_input(struct str path) {
    struct str name = is_named(path) ? base_name(path) : S("standard input");
    int fd = is_named(path) ? open_file(path.at) : STDIN_FILENO;
    return (struct lines){
        .input.fd = fd, .name = name, .no_json = MSG_BAD_JSON, .no_record = MSG_BAD_RECORD};
}

static void open_inputs(struct job *job) {
    struct frame *frame = job->frame;
    struct str path = frame->options.operand, second = frame->options.second;
    frame->input = open_input(path);
    job->input = frame->input.name;
    if (second.at && !is_named(second) && !is_named(path))
        die_usage("only one of the two inputs can be standard input");
    if (second.at)
        frame->second = open_input(second);
}

static void open_named(struct job *job) {
    struct frame *frame = job->frame;
    for (size_t i = 0; i < MOST_OPTIONS; i++) {
        const char *value = job->card->options[i].value;
        if (value && !strcmp(value, "FILE") && frame->options.value[i].at)
            frame->opened[i] = (struct lines){.input.fd = open_file(frame->options.value[i].at),
                                              .name = base_name(frame->options.value[i]),
                                              .no_json = MSG_KEYS_LOST,
                                              .no_record = MSG_KEYS_LOST};
    }
}

/* The file is empty until the report is written as a whole at the end: the locked program cannot
 * make one then. */
static void open_report(struct frame *frame) {
    struct stat report, input;
    const char *path = frame->options.report.at;
    frame->report = path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : -1;
    if (!path)
        return;
    /* A standard file that is closed gives its number away. */
    if (frame->report <= STDERR_FILENO || fstat(frame->report, &report) < 0)
        die_usage("%s cannot be written: %s", path, strerror(frame->report < 0 ? errno : EBADF));
    if (!S_ISREG(report.st_mode))
        return;
    if (fstat(frame->input.input.fd, &input) == 0 && input.st_dev == report.st_dev &&
        input.st_ino == report.st_ino)
        die_usage("%s is the input and cannot be the report too", path);
    if (ftruncate(frame->report, 0) < 0)
        die_usage("%s cannot be emptied: %s", path, strerror(errno));
}

static void say_lost(const struct job *job) {
    const struct frame *frame = job->frame;
    for (size_t i = 0; i < frame->losses; i++)
        diag(MSG_FIELD_LOST, NULL, "%s has no place for \"%.*s\" (%zu of %zu records)",
             job->card->name, STR_ARGS(frame->lost[i].name), frame->lost[i].count, job->count);
}

static void write_report(const struct job *job) {
    const struct frame *frame = job->frame;
    struct json *report = json_new_object(job->keep), *lost = json_new_array(job->keep);
    struct buf text = buf_in(job->keep);
    json_put_text(job->keep, report, S("program"), str_of(job->card->name));
    json_put_text(job->keep, report, S("input"), job->input);
    json_put(report, S("records"), json_new_integer(job->keep, (long)job->count));
    for (size_t i = 0; i < frame->losses; i++) {
        struct json *loss = json_new_object(job->keep);
        json_put_text(job->keep, loss, S("field"), frame->lost[i].name);
        json_put_size(job->keep, loss, S("records"), frame->lost[i].count);
        json_append(lost, loss);
    }
    json_put(report, S("lost"), lost);
    json_write_line(&text, report);
    if (!write_all(frame->report, buf_text(&text)) || close(frame->report) < 0) {
        int reason = errno, emptied = ftruncate(frame->report, 0);
        (void)emptied; /* what cannot be emptied is no file that keeps anything */
        die_machine("the report could not be written: %s", strerror(reason));
    }
}

static void say_notes(const struct job *job) {
    const struct frame *frame = job->frame;
    for (size_t i = 0; i < frame->tallies; i++)
        diag(frame->tally[i].message, NULL, "%zu of %zu %s", frame->tally[i].count, job->count,
             frame->tally[i].sum);
}

static int finish(struct job *job) {
    buf_flush(job->out);
    if (close(STDOUT_FILENO) < 0)
        die_machine("the output could not be written: %s", strerror(errno));
    if (pattern_exhausted())
        diag(MSG_LIMIT, NULL,
             "%zu pieces of text were too intricate to be read to the end (--max-steps)",
             pattern_exhausted());
    say_notes(job);
    say_lost(job);
    if (job->frame->report >= 0)
        write_report(job);
    return diag_errors() ? STATUS_INPUT : STATUS_DONE;
}

int filter_main(const struct card *card, void (*run)(struct job *), int argc, char **argv) {
    (void)argc;
    struct arena *keep = arena_new(), *each = arena_new();
    struct buf out = {.arena = keep, .drain = write_out};
    struct frame *frame = arena_make(keep, struct frame, 1);
    struct job job = {.card = card, .keep = keep, .each = each, .out = &out, .frame = frame};
    diag_start(str_format(keep, "refmill-%s", card->name).at);
    int status = STATUS_DONE;
    if (options_read(card, argv, &frame->options, &job.limits)) {
        open_inputs(&job);
        open_named(&job);
        open_report(frame);
        pattern_limit((unsigned)job.limits.steps);
        sandbox_enter();
        run(&job);
        status = finish(&job);
    } else {
        options_answer(card, &frame->options, &out);
        buf_flush(&out);
    }
    arena_free(each);
    arena_free(keep);
    return status;
}

static struct str read_whole(struct job *job, struct lines *lines) {
    struct str all;
    if (!input_all(&lines->input, job->keep, job->limits.input, &all))
        diag(MSG_LIMIT, &(struct place){lines->name, 0},
             "the input is longer than %zu bytes; the rest was not read (--max-input)",
             job->limits.input);
    return all;
}

struct str job_read_all(struct job *job) {
    return read_whole(job, &job->frame->input);
}

struct str job_second(struct job *job, struct str *name) {
    *name = job->frame->second.name;
    return read_whole(job, &job->frame->second);
}

struct str job_option(const struct job *job, const char *name) {
    return job->frame->options.value[options_place(job->card, str_of(name))];
}

bool job_has(const struct job *job, const char *name) {
    return job_option(job, name).at != NULL;
}

struct str job_moment(struct job *job) {
    const char *seconds = getenv("SOURCE_DATE_EPOCH");
    char *rest;
    struct tm t;
    if (!seconds || !*seconds)
        return S("");
    errno = 0;
    time_t value = strtoll(seconds, &rest, 10);
    if (errno || *rest || !gmtime_r(&value, &t) || t.tm_year < -1900 || t.tm_year > 9999 - 1900)
        die_usage("SOURCE_DATE_EPOCH is no number of seconds: %s", seconds);
    return str_format(job->keep, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900, t.tm_mon + 1,
                      t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
}

static struct lines *opened(struct job *job, const char *option) {
    return &job->frame->opened[options_place(job->card, str_of(option))];
}

bool job_option_file(struct job *job, const char *name, struct str *file, struct str *bytes) {
    struct str path = job_option(job, name);
    if (!path.at)
        return false;
    *file = opened(job, name)->name;
    if (!input_all(&opened(job, name)->input, job->keep, job->limits.input, bytes))
        die_usage("%s is longer than %zu bytes (--max-input)", path.at, job->limits.input);
    return true;
}

static void say_no_lines(const struct lines *lines) {
    struct place place = {lines->name, 0};
    if (lines->stranger)
        diag(lines->no_json, &place, "this is %s, not entries or records. %s",
             lines->stranger->what, lines->stranger->advice);
    else
        diag(lines->no_json, &place,
             "this is no file of entries or records, a line of JSON for each. Give the file that "
             "the program before this one wrote; refmill convert takes a page through all of them");
}

/* The next line as a JSON object, or NULL at the end; what is none is named. */
static struct json *next_object(struct job *job, struct lines *lines, struct arena *arena) {
    struct input *input = &lines->input;
    struct str line;
    enum input_line found;
    while ((found = input_next(input, job->keep, job->limits.line, &line)) != INPUT_END) {
        struct place place = {lines->name, input->line};
        size_t bad, at;
        const char *why;
        if (found == INPUT_TOO_LONG) {
            diag(MSG_LIMIT, &place, "a line longer than %zu bytes was skipped (--max-line)",
                 job->limits.line);
            continue;
        }
        line = str_copy(arena, utf8_mend(arena, line, &bad));
        if (!str_trim(line).len)
            continue;
        struct json *object = json_read(arena, line, (int)job->limits.json, &why, &at);
        lines->any |= json_kind(object) == JSON_OBJECT;
        if (lines->any && lines->stranger) {
            diag(lines->no_json, &place, "the lines before this one were skipped: they are %s. %s",
                 lines->stranger->what, lines->stranger->advice);
            lines->stranger = NULL;
        }
        if (!lines->stranger)
            say_bad_bytes(&place, bad);
        if (json_kind(object) == JSON_OBJECT)
            return object;
        if (!lines->any && !lines->skipped++)
            lines->stranger = stranger_to_lines(line);
        if (!lines->stranger)
            diag(lines->no_json, &place, "this line was skipped: %s (at byte %zu)",
                 object ? "it is no JSON object" : why, at + 1);
    }
    if (lines->skipped && !lines->any)
        say_no_lines(lines);
    lines->skipped = 0;
    return NULL;
}

bool read_entry(struct job *job, struct arena *arena, struct entry *entry) {
    struct json *object;
    const char *why;
    while ((object = next_object(job, &job->frame->input, arena))) {
        if (job->count >= job->limits.entries) {
            diag(MSG_LIMIT, NULL, "only the first %zu entries were read (--max-entries)",
                 job->limits.entries);
            return false;
        }
        if (entry_read(arena, object, entry, &why)) {
            job->count++;
            return true;
        }
        diag(MSG_BAD_ENTRY, &(struct place){job->input, job->frame->input.input.line},
             "this entry was skipped: %s", why);
    }
    return false;
}

/* Fields beyond those that there is room for are counted together, under the last name. */
static void add_loss(struct job *job, struct str name) {
    struct frame *frame = job->frame;
    size_t i = 0;
    while (i < frame->losses && !str_equal(frame->lost[i].name, name))
        i++;
    if (i == MOST_LOSSES)
        i--;
    if (i == MOST_LOSSES - 1)
        name = S("other fields");
    if (i == frame->losses)
        frame->lost[frame->losses++] = (struct loss){.name = str_copy(job->keep, name)};
    frame->lost[i].count += frame->lost[i].last != job->count;
    frame->lost[i].last = job->count;
}

/* Counts the fields of a record that nobody took, those that refmill does not know by their names.
 */
static void count_lost(struct job *job, const struct record *record) {
    if (job->card->writes != FLOW_FORMAT)
        return;
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (record_lost(record, f))
            add_loss(job, str_of(field_key(f)));
    for (struct json_member m = json_first(record->rest); m.value; m = json_next(m))
        add_loss(job, piece_line(job->each, m.name));
    for (struct json_member m = json_first(record->custom_rest); m.value; m = json_next(m))
        add_loss(job,
                 piece_line(job->each, str_format(job->each, "custom.%.*s", STR_ARGS(m.name))));
}

static bool next_record(struct job *job, struct lines *lines, struct arena *arena,
                        struct record *record) {
    struct json *object;
    const char *why;
    while ((object = next_object(job, lines, arena))) {
        if (record_read(arena, object, record, &why)) {
            job->count += lines == &job->frame->input;
            return true;
        }
        diag(lines->no_record, &(struct place){lines->name, lines->input.line},
             "this record was skipped: %s", why);
    }
    return false;
}

bool read_record(struct job *job, struct record *record) {
    if (job->frame->last)
        count_lost(job, job->frame->last);
    arena_reset(job->each);
    bool found = next_record(job, &job->frame->input, job->each, record);
    job->frame->last = found ? record : NULL;
    return found;
}

bool keep_record(struct job *job, struct record *record) {
    return next_record(job, &job->frame->input, job->keep, record);
}

bool read_other(struct job *job, const char *option, struct arena *arena, struct record *record) {
    struct lines *lines = option ? opened(job, option) : &job->frame->second;
    return lines->name.len && next_record(job, lines, arena, record);
}

void write_entry(struct job *job, const struct entry *entry) {
    entry_write(job->each, entry, job->out);
}

void write_record(struct job *job, const struct record *record) {
    record_write(job->each, record, job->out);
}

void job_note(struct job *job, enum message message, const char *sum) {
    struct frame *frame = job->frame;
    size_t i = 0;
    while (i < frame->tallies && frame->tally[i].message != message)
        i++;
    if (i == MOST_TALLIES)
        return;
    if (i == frame->tallies)
        frame->tally[frame->tallies++] = (struct tally){.message = message, .sum = sum};
    frame->tally[i].count++;
}
