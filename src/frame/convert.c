/* The chain of a page: start it, let it run, put its files in place, tell of it. */
#include "frame/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "frame/input.h"
#include "frame/output.h"
#include "frame/said.h"
#include "frame/targets.h"

/* The stages before the makers; the third is run where there are corrections. */
enum { SCRAPE, NORMALISE, CORRECT, FIRST_MAKER };

/* One conversion: of a page, or of several pages together. */
struct run {
    struct arena *arena;
    const struct chain *chain;
    const struct wish *wish;
    const struct page *pages;
    size_t page_count;
    const char *corrections; /* the name of their file, or NULL where there is none */
    const char *base;        /* of the page, or what the pages are together, in messages */
    struct str stem;
    int folder;
    struct stage *stages;
    struct output *outputs; /* the records, then one for each maker */
    size_t stage_count, output_count;
    size_t records;
    bool shown;        /* a line of progress stands on the terminal */
    const char *fault; /* why nothing is written, or NULL */
    enum status status;
};

bool is_maker(const struct program *program) {
    struct str suffix = program->suffix;
    return str_equal(program->reads, S("records")) && str_equal(program->writes, S("format")) &&
           suffix.len > 1 && suffix.at[0] == '.' && str_find_char(suffix, '/', 0) == STR_NONE;
}

struct chain chain_of(struct arena *arena, const char *bin, const struct programs *programs) {
    struct chain chain = {.bin = bin,
                          .makers = arena_make(arena, const struct program *, programs->count + 1)};
    for (size_t i = 0; i < programs->count; i++) {
        if (!programs->at[i].answered)
            diag(MSG_NO_CARD, NULL, "%s gives no card when it is asked for it and is left out",
                 programs->at[i].file);
        else if (programs->at[i].unasked && is_maker(&programs->at[i]))
            chain.makers[chain.count++] = &programs->at[i];
    }
    return chain;
}

static void fail(struct run *run, enum status status, struct str fault) {
    if (status > run->status)
        run->status = status;
    if (!run->fault)
        run->fault = str_zero_ended(run->arena, fault);
}

static void fail_at(struct run *run, const char *what, const char *name) {
    fail(run, STATUS_MACHINE, str_format(run->arena, "%s %s: %s", what, name, strerror(errno)));
}

static bool open_outputs(struct run *run) {
    for (size_t i = 0; i < run->output_count; i++) {
        run->outputs[i].name = target_name(run->arena, run->chain, run->stem, i);
        if (!output_open(run->folder, &run->outputs[i])) {
            fail_at(run, "cannot write", run->outputs[i].name);
            return false;
        }
    }
    return true;
}

/* A stage between two pipes; `*from` is the end it reads and becomes the end to read it from. */
static bool start_between(struct run *run, size_t stage, char *const *const *argvs, int *from) {
    int ends[2], in = *from;
    *from = -1;
    if (in < 0 || pipe2(ends, O_CLOEXEC) < 0)
        return false;
    const char *path = str_format(run->arena, "%s%s", run->chain->bin, argvs[0][0]).at;
    bool well = stage_start(&run->stages[stage], path, argvs, in, ends[1]);
    int reason = errno;
    close(ends[1]);
    errno = reason;
    *from = ends[0];
    return well;
}

static char *const *scrape_words(const struct run *run, const struct page *page) {
    char **argv = arena_make(run->arena, char *, 8);
    size_t count = 0;
    argv[count++] = "refmill-scrape";
    const char *const given[][2] = {{"--url", run->wish->url}, {"--rules", run->wish->rules}};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; given[i][1] && k < 2; k++)
            argv[count++] = (char *)given[i][k];
    if (run->wish->text)
        argv[count++] = "--text";
    argv[count++] = (char *)page->path;
    return argv;
}

static bool start_scrape(struct run *run, int *from) {
    char *const **argvs = arena_make(run->arena, char *const *, run->page_count + 1);
    for (size_t i = 0; i < run->page_count; i++)
        argvs[i] = scrape_words(run, &run->pages[i]);
    return start_between(run, SCRAPE, (char *const *const *)argvs, from);
}

static bool start_maker(struct run *run, size_t i) {
    const struct program *program = run->chain->makers[i];
    char *const argv[] = {(char *)program->file, NULL};
    return stage_start(&run->stages[FIRST_MAKER + i], program->path,
                       (char *const *const[]){argv, NULL}, -1, run->outputs[1 + i].fd);
}

/* The records of an earlier run, whose keys are kept, or NULL where there are none. */
static const char *earlier_records(const struct run *run) {
    struct stat there;
    const char *name = run->outputs[0].name;
    if (fstatat(run->folder, name, &there, 0) < 0 || !S_ISREG(there.st_mode) ||
        faccessat(run->folder, name, R_OK, AT_EACCESS) < 0)
        return NULL;
    return str_format(run->arena, "%s/%s", run->wish->folder, name).at;
}

/* What is there but cannot be read is not passed over: `correct` says so. */
static bool start_correct(struct run *run, int *from) {
    struct stat there;
    const char *name = str_format(run->arena, "%.*s" CORRECTIONS_SUFFIX, STR_ARGS(run->stem)).at;
    const char *path = str_format(run->arena, "%s/%s", run->wish->folder, name).at;
    if (fstatat(run->folder, name, &there, 0) < 0)
        return true;
    char *const words[] = {"refmill-correct", "--with", (char *)path, NULL};
    run->corrections = name;
    return start_between(run, CORRECT, (char *const *const[]){words, NULL}, from);
}

static bool start_all(struct run *run, int *from) {
    const char *earlier = earlier_records(run);
    char *const normalise[] = {"refmill-normalise", "--evidence", earlier ? "--keys" : NULL,
                               (char *)earlier, NULL};
    *from = open("/dev/null", O_RDONLY | O_CLOEXEC);
    bool well = start_scrape(run, from) &&
                start_between(run, NORMALISE, (char *const *const[]){normalise, NULL}, from) &&
                start_correct(run, from);
    for (size_t i = 0; well && i < run->chain->count; i++)
        well = start_maker(run, i);
    if (!well)
        fail_at(run, "cannot start", "the programs");
    return well;
}

/* Counts records; on a terminal one line tells how far it is. */
static void seen(void *sink, struct str chunk) {
    struct run *run = sink;
    for (size_t at = 0; (at = str_find_char(chunk, '\n', at)) != STR_NONE; at++)
        run->records++;
    if (run->wish->quiet || !isatty(STDERR_FILENO))
        return;
    struct str line =
        str_format(run->arena, "\r%s: %zu records \u2026\033[K", run->base, run->records);
    write_all(STDERR_FILENO, line);
    run->shown = true;
}

static void run_chain(struct run *run) {
    for (size_t i = 0; i < run->stage_count; i++)
        run->stages[i] = (struct stage){.feed = -1, .err = -1, .said = buf_in(run->arena)};
    struct pump pump = {.copy = run->outputs[0].fd,
                        .stages = run->stages,
                        .count = run->stage_count,
                        .seen = seen,
                        .sink = run,
                        .arena = run->arena};
    if (start_all(run, &pump.from)) {
        if (!pump_run(&pump))
            fail_at(run, "cannot write", run->outputs[0].name);
    } else if (pump.from >= 0)
        close(pump.from);
    stages_wait(run->stages, run->stage_count, run->fault != NULL);
    if (run->shown)
        write_all(STDERR_FILENO, S("\r\033[K"));
}

/* Those before a stage that failed die of its closed pipe: it is to blame, not they. */
static const struct stage *find_blame(const struct run *run) {
    const struct stage *found = NULL;
    for (size_t i = 0; i < run->stage_count; i++) {
        const struct stage *stage = &run->stages[i];
        if (stage->status >= STATUS_USAGE && stage->by_signal != SIGPIPE)
            return stage;
        if (stage->status >= STATUS_USAGE && !found)
            found = stage;
    }
    return found;
}

static void blame(struct run *run, const struct stage *stage) {
    const char *name = stage->name;
    fail(run, stage->status,
         stage->by_signal ? str_format(run->arena, "%s was ended by a signal: %s", name,
                                       strsignal(stage->by_signal))
                          : str_format(run->arena, "%s ended with status %d", name, stage->status));
}

static void judge(struct run *run) {
    const struct stage *culprit = find_blame(run);
    if (culprit && !run->fault)
        blame(run, culprit);
    for (size_t i = 0; i < run->stage_count; i++) {
        struct stage *stage = &run->stages[i];
        if (stage->by_signal != SIGPIPE && stage->status > run->status)
            run->status = stage->status;
        /* Without a record a maker has nothing to say that is not said already. */
        if (!run->records && i >= FIRST_MAKER && stage->status < STATUS_USAGE)
            stage->said.len = 0;
    }
    if (!run->fault && !run->records)
        fail(run, STATUS_INPUT, S("no entry was found"));
}

static void tell_file(const struct run *run, size_t i, struct buf *out) {
    const struct output *output = &run->outputs[i];
    buf_format(out, "%s: %zu record%s", output->name, run->records, run->records == 1 ? "" : "s");
    if (i) {
        const struct program *maker = run->chain->makers[i - 1];
        if (maker->for_program.len)
            buf_format(out, ", for %.*s", STR_ARGS(maker->for_program));
        if (maker->click.len)
            buf_format(out, ": %.*s", STR_ARGS(maker->click));
    } else
        buf_puts(out, ", refmill's own form: keep it, every other file can be made from it");
    buf_char(out, '\n');
}

/* What was kept is named even where no summary is wanted. */
static void tell_kept(const struct run *run, size_t i, struct buf *out) {
    const struct output *output = &run->outputs[i];
    const char *kept = output_kept(run->arena, output);
    if (kept)
        buf_format(out,
                   "%s: the file that was there had been changed, or was never refmill's: it is "
                   "kept as %s\n",
                   output->name, kept);
}

/* What `correct` sums up at its end moves from the messages to the summary. */
static void tell_corrections(const struct run *run, struct buf *out) {
    static const struct str before = S(": note: "), after = S(" [corrections]\n");
    struct buf *said = &run->stages[CORRECT].said;
    struct str text = buf_text(said);
    size_t from = text.len && str_ends(text, after) ? text.len - 1 : 0;
    while (from && text.at[from - 1] != '\n')
        from--;
    size_t start = str_find(text, before, from);
    if (!str_ends(text, after) || start == STR_NONE)
        return;
    struct str sum = str_part(text, start + before.len, text.len - after.len);
    buf_format(out, "%s: %.*s\n", run->corrections, STR_ARGS(sum));
    said->len = from;
}

/* False with errno where standard output fails. */
static bool tell(const struct run *run) {
    struct buf summary = buf_in(run->arena), said = buf_in(run->arena);
    bool quiet = run->wish->quiet;
    for (size_t i = 0; !run->fault && i < run->output_count; i++) {
        if (!quiet)
            tell_file(run, i, &summary);
        tell_kept(run, i, quiet ? &said : &summary);
    }
    if (run->corrections && !run->fault && !quiet)
        tell_corrections(run, &summary);
    bool well = write_all(STDOUT_FILENO, buf_text(&summary));
    int reason = errno;
    said_write(run->arena, run->stages, run->stage_count, &said);
    if (said.len && summary.len)
        write_all(STDERR_FILENO, S("Look at:\n"));
    write_all(STDERR_FILENO, buf_text(&said));
    if (run->fault)
        diag(MSG_NOT_WRITTEN, &(struct place){.page = str_of(run->base)}, "nothing was written: %s",
             run->fault);
    errno = reason;
    return well;
}

static void convert_pages(struct run *run) {
    run->stage_count = FIRST_MAKER + run->chain->count;
    run->output_count = 1 + run->chain->count;
    run->stages = arena_make(run->arena, struct stage, run->stage_count);
    run->outputs = outputs_new(run->output_count);
    if (open_outputs(run)) {
        run_chain(run);
        judge(run);
        if (!run->fault &&
            !outputs_commit(run->arena, run->folder, run->outputs, run->output_count))
            fail_at(run, "cannot put the files in", run->wish->folder);
    }
}

static int open_folder(struct arena *arena, const char *path) {
    int folder = folder_open(arena, path);
    if (folder < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EIO))
        die_machine("cannot make the folder %s: %s", path, strerror(errno));
    if (folder < 0)
        die_usage("cannot write to the folder %s: %s", path, strerror(errno));
    return folder;
}

/* What to do next with the files of a page. False with errno where standard output fails. */
static bool tell_next(struct arena *arena, const struct wish *wish, const struct page *page,
                      int folder) {
    static const struct {
        const char *suffix, *before, *behind;
    } steps[] = {
#define NEXT(suffix, before, behind) {suffix, before, behind},
#include "frame/usage.def"
    };
    struct buf out = buf_in(arena);
    struct str stem = wish->together ? str_of(wish->together) : page->stem;
    int number = 0;
    buf_puts(&out, "\nNext:\n");
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const char *name = str_format(arena, "%.*s%s", STR_ARGS(stem), steps[i].suffix).at;
        if (!steps[i].suffix[0])
            name = page->path;
        else if (faccessat(folder, name, F_OK, 0) < 0)
            continue;
        else if (strcmp(wish->folder, ".") != 0)
            name = str_format(arena, "%s/%s", wish->folder, name).at;
        buf_format(&out, "  %d. %s%s%s\n", ++number, steps[i].before, name, steps[i].behind);
    }
    return write_all(STDOUT_FILENO, buf_text(&out));
}

enum status convert(struct arena *arena, const struct chain *chain, struct wish *wish) {
    targets_open_folders(arena, chain, wish);
    struct page *pages = targets_check(arena, chain, wish);
    int folder = open_folder(arena, wish->folder);
    struct arena *each = arena_new();
    enum status worst = STATUS_DONE;
    int unheard = 0;
    const struct page *written = NULL;
    size_t at_once = wish->together ? wish->count : 1;
    for (size_t i = 0; i < wish->count; i += at_once) {
        const char *name = wish->together ? wish->together : pages[i].base;
        struct run run = {.arena = each,
                          .chain = chain,
                          .wish = wish,
                          .pages = &pages[i],
                          .page_count = at_once,
                          .base = name,
                          .stem = wish->together ? str_of(name) : pages[i].stem,
                          .folder = folder};
        convert_pages(&run);
        if (!tell(&run))
            unheard = errno;
        if (!run.fault)
            written = &pages[i];
        outputs_close(run.outputs, run.output_count);
        if (run.status > worst)
            worst = run.status;
        arena_reset(each);
    }
    if (written && !wish->quiet && !tell_next(each, wish, written, folder))
        unheard = errno;
    arena_free(each);
    close(folder);
    if (unheard)
        die_machine("the summary could not be written: %s", strerror(unheard));
    return worst;
}
