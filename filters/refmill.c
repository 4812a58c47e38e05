/* refmill: the command in front of all programs, and `refmill convert`, which runs their chain. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "frame/convert.h"
#include "frame/input.h"
#include "frame/process.h"

enum { MOST_NEAREST = 3, LONGEST_NAME = 64 };

#define USAGE(name, lines) static const char name[] = lines;
#include "frame/usage.def"

static void print(struct str text) {
    if (!write_all(STDOUT_FILENO, text))
        die_machine("standard output could not be written: %s", strerror(errno));
}

/* A line of a list: a name, and what it is in a column of its own. */
static void put_line(struct buf *out, struct str name, size_t width, struct str words) {
    buf_format(out, "  %-*.*s%.*s\n", (int)width, STR_ARGS(name), STR_ARGS(words));
}

static void list_programs(struct arena *arena, const char *bin) {
    struct programs programs = programs_find(arena, bin);
    struct buf out = buf_in(arena);
    size_t width = 0;
    programs_ask(arena, &programs);
    buf_puts(&out, usage);
    buf_puts(&out, programs.count ? "\nPrograms:\n" : "");
    for (size_t i = 0; i < programs.count; i++)
        if (programs.at[i].name.len > width)
            width = programs.at[i].name.len;
    for (size_t i = 0; i < programs.count; i++) {
        const struct program *program = &programs.at[i];
        put_line(&out, program->name, width + 2,
                 program->answered ? program->purpose : S("(gives no card)"));
    }
    print(buf_text(&out));
}

/* How many letters must be put in, left out or changed to make one name the other. */
static size_t distance(struct str a, struct str b) {
    size_t row[LONGEST_NAME + 1];
    b = str_part(b, 0, LONGEST_NAME);
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t above = row[j], changed = corner + (a.at[i - 1] != b.at[j - 1]);
            row[j] = (above < row[j - 1] ? above : row[j - 1]) + 1;
            if (changed < row[j])
                row[j] = changed;
            corner = above;
        }
    }
    return row[b.len];
}

/* Smaller is nearer; beyond half the letters no name is near. A part of a name is near it. */
static size_t farness(struct str typed, struct str name) {
    if (typed.len > 1 && str_find(name, typed, 0) != STR_NONE)
        return 1;
    size_t steps = distance(typed, name);
    return steps <= (name.len + 1) / 2 ? steps : STR_NONE;
}

/* Appends the names nearest to what was typed, the nearest first; all are at least `farness`. */
static void put_nearest(struct buf *out, const struct programs *programs, struct str typed) {
    size_t put = 0;
    for (size_t far = 0; far <= LONGEST_NAME && put < MOST_NEAREST; far++) {
        if (farness(typed, S("convert")) == far)
            buf_puts(out, put++ ? ", convert" : "convert");
        for (size_t i = 0; i < programs->count && put < MOST_NEAREST; i++)
            if (farness(typed, programs->at[i].name) == far)
                buf_format(out, "%s%.*s", put++ ? ", " : "", STR_ARGS(programs->at[i].name));
    }
}

static _Noreturn void run_program(struct arena *arena, const char *bin, char **argv) {
    struct programs programs = programs_find(arena, bin);
    struct str typed = str_part(str_of(argv[0]), 0, LONGEST_NAME);
    const struct program *program = program_named(&programs, str_of(argv[0]));
    if (program) {
        argv[0] = (char *)program->file;
        execv(program->path, argv);
        die_machine("cannot run %s: %s", program->path, strerror(errno));
    }
    struct buf near = buf_in(arena);
    put_nearest(&near, &programs, typed);
    if (near.len)
        die_usage("there is no program \"%.*s\"; the nearest names: %.*s. refmill --help lists all",
                  STR_ARGS(typed), STR_ARGS(buf_text(&near)));
    die_usage("there is no program \"%.*s\"; refmill --help lists all", STR_ARGS(typed));
}

static void help_convert(struct arena *arena, const struct programs *programs,
                         const struct chain *chain) {
    struct buf out = buf_in(arena);
    buf_puts(&out, convert_usage);
    for (size_t i = 0; i < chain->count; i++)
        put_line(&out, chain->makers[i]->suffix, sizeof ".records.jsonl" + 1,
                 chain->makers[i]->purpose);
    buf_puts(&out, convert_also);
    for (size_t i = 0; i < programs->count; i++)
        if (!programs->at[i].unasked && is_maker(&programs->at[i]))
            put_line(&out, str_format(arena, "--also %.*s", STR_ARGS(programs->at[i].name)),
                     sizeof "--also to-csljson" + 1, programs->at[i].purpose);
    buf_puts(&out, convert_options);
    print(buf_text(&out));
}

/* The value of an option, behind it in the same word or in the next one. */
static const char *value_of(const char *option, const char *behind, char ***argv) {
    if (behind)
        return behind;
    if (!*++*argv)
        die_usage("%s needs a value; see refmill convert --help", option);
    return **argv;
}

static void ask_for(struct programs *programs, const char *name) {
    for (size_t i = 0; i < programs->count; i++)
        if (str_equal(programs->at[i].name, str_of(name)) && is_maker(&programs->at[i])) {
            programs->at[i].unasked = true;
            return;
        }
    die_usage("\"%s\" writes no file; refmill convert --help lists what can stand behind --also",
              name);
}

/* True for "--url" and "--url=ADDRESS". */
static bool is_called(const char *option, const char *name) {
    size_t length = strlen(name);
    return strncmp(option, name, length) == 0 && (!option[length] || option[length] == '=');
}

/* One option at *argv; false where --help is asked for. */
static bool read_option(char ***argv, struct wish *wish) {
    const char *option = **argv, *equals = strchr(option, '=');
    if (strcmp(option, "--help") == 0)
        return false;
    if (strcmp(option, "--text") == 0)
        wish->text = true;
    else if (strcmp(option, "-q") == 0 || strcmp(option, "--quiet") == 0)
        wish->quiet = true;
    else if (strncmp(option, "-o", 2) == 0)
        wish->folder = value_of("-o", option[2] ? option + 2 : NULL, argv);
    else if (is_called(option, "--url"))
        wish->url = value_of("--url", equals ? equals + 1 : NULL, argv);
    else if (is_called(option, "--also"))
        wish->also[wish->also_count++] = value_of("--also", equals ? equals + 1 : NULL, argv);
    else if (is_called(option, "--together"))
        wish->together = value_of("--together", equals ? equals + 1 : NULL, argv);
    else if (is_called(option, "--rules"))
        wish->rules = value_of("--rules", equals ? equals + 1 : NULL, argv);
    else
        die_usage("convert has no option %s; see refmill convert --help", option);
    if (!wish->folder[0])
        die_usage("-o needs the name of a folder");
    return true;
}

/* False where --help is asked for. */
static bool read_wish(char **argv, struct wish *wish) {
    bool all_pages = false;
    for (; *argv; argv++) {
        if (all_pages || argv[0][0] != '-' || !argv[0][1])
            wish->pages[wish->count++] = *argv;
        else if (strcmp(*argv, "--") == 0)
            all_pages = true;
        else if (!read_option(&argv, wish))
            return false;
    }
    if (!wish->count)
        die_usage("convert needs the file of a page: refmill convert PAGE... [-o FOLDER]");
    return true;
}

static enum status run_convert(struct arena *arena, const char *bin, int argc, char **argv) {
    struct wish wish = {.pages = arena_make(arena, const char *, (size_t)argc + 1),
                        .also = arena_make(arena, const char *, (size_t)argc + 1),
                        .folder = "."};
    bool go = read_wish(argv, &wish);
    struct programs programs = programs_find(arena, bin);
    programs_ask(arena, &programs);
    for (size_t i = 0; i < wish.also_count; i++)
        ask_for(&programs, wish.also[i]);
    struct chain chain = chain_of(arena, bin, &programs);
    if (go)
        return convert(arena, &chain, &wish);
    help_convert(arena, &programs, &chain);
    return STATUS_DONE;
}

static enum status start(struct arena *arena, int argc, char **argv) {
    const char *bin = own_folder(arena), *word = argc > 1 ? argv[1] : "--help";
    if (word[0] != '-' && strcmp(word, "convert") != 0)
        run_program(arena, bin, argv + 1);
    process_prepare();
    if (strcmp(word, "convert") == 0)
        return run_convert(arena, bin, argc, argv + 2);
    if (strcmp(word, "--version") == 0)
        print(S("refmill " REFMILL_VERSION "\n"));
    else if (strcmp(word, "--help") == 0)
        list_programs(arena, bin);
    else
        die_usage("refmill has no option %s; see refmill --help", word);
    return STATUS_DONE;
}

int main(int argc, char **argv) {
    diag_start("refmill");
    struct arena *arena = arena_new();
    enum status status = start(arena, argc, argv);
    arena_free(arena);
    return (int)status;
}
