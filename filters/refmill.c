/* refmill: the command in front of all programs, and `refmill convert`, which runs their chain. */
#include <errno.h>
#include <glob.h>
#include <string.h>
#include <unistd.h>

#include "frame/completions.h"
#include "frame/convert.h"
#include "frame/input.h"
#include "frame/nearest.h"
#include "frame/process.h"
#include "frame/sandbox.h"

#define USAGE(name, lines) static const char name[] = lines;
#include "frame/usage.def"

static const char commands[] =
#define COMMAND(name, purpose) name " "
#include "frame/usage.def"
    "refmill";

static const char topics[] =
#define TOPIC(name, purpose) name " "
#include "frame/usage.def"
    ;

static const char option_names[] =
#define OPTION(member, name, value, help) name " "
#include "frame/usage.def"
    ;

static const struct {
    const char *name, *value, *help;
    size_t offset;
} options[] = {
#define OPTION(member, name, value, help) {name, value, help, offsetof(struct wish, member)},
#include "frame/usage.def"
};
enum { OPTION_COUNT = sizeof options / sizeof options[0] };

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

static _Noreturn void die_of_name(struct arena *arena, const struct programs *programs,
                                  const char *what, const char *typed) {
    struct buf names = buf_in(arena);
    buf_format(&names, "%s %s", commands, what[0] == 'm' ? topics : "");
    for (size_t i = 0; i < programs->count; i++)
        buf_join(&names, " ", programs->at[i].name);
    die_unknown(what, str_of(typed), buf_text(&names), "refmill --help");
}

static _Noreturn void run_program(struct arena *arena, const char *bin, char **argv) {
    struct programs programs = programs_find(arena, bin);
    const struct program *program = program_named(&programs, str_of(argv[0]));
    if (program) {
        argv[0] = (char *)program->file;
        execv(program->path, argv);
        die_machine("cannot run %s: %s", program->path, strerror(errno));
    }
    if (str_has_word(str_of(topics), str_of(argv[0])))
        die_usage("%s is a manual; refmill help %s shows it", argv[0], argv[0]);
    die_of_name(arena, &programs, argv[0][0] == '-' ? "option" : "program", argv[0]);
}

/* Manuals stand in share/ beside the programs' folder, also where refmill was built. */
static _Noreturn void show_manual(struct arena *arena, const char *bin, const char *name) {
    bool own = str_has_word(str_of(commands), str_of(name));
    const char *pages = str_format(arena, "%s../share/man/man[157]/refmill%s%s.[157]*", bin,
                                   own ? "" : "-", own ? "" : name)
                            .at;
    struct programs programs = programs_find(arena, bin);
    glob_t found;
    if (glob(pages, 0, NULL, &found) != 0)
        die_of_name(arena, &programs, "manual", name);
    execl("/bin/sh", "sh", "-c", manual_script, "refmill", found.gl_pathv[0], (char *)NULL);
    die_machine("cannot run /bin/sh: %s", strerror(errno));
}

static void print_completions(struct arena *arena, const char *bin, const char *shell) {
    struct programs programs = programs_find(arena, bin);
    struct buf out = buf_in(arena);
    programs_ask(arena, &programs);
    if (!completions_put(&out, &programs, str_of(shell)))
        die_usage("refmill completions needs the name of a shell: bash, zsh or fish");
    print(buf_text(&out));
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
    buf_char(&out, '\n');
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        struct buf left = buf_in(arena);
        buf_puts(&left, options[i].name);
        buf_join(&left, " ", str_of(options[i].value));
        put_line(&out, buf_text(&left), sizeof "--together NAME", str_of(options[i].help));
    }
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

static void ask_for(struct arena *arena, struct programs *programs, const char *name) {
    struct buf names = buf_in(arena);
    for (size_t i = 0; i < programs->count; i++) {
        if (!is_maker(&programs->at[i]))
            continue;
        if (str_equal(programs->at[i].name, str_of(name))) {
            programs->at[i].unasked = true;
            return;
        }
        buf_join(&names, " ", programs->at[i].name);
    }
    die_unknown("output", str_of(name), buf_text(&names), "refmill convert --help");
}

/* The option at *argv: "-o FOLDER", "-oFOLDER", "--url ADDRESS", "--url=ADDRESS". */
static void read_option(char ***argv, struct wish *wish) {
    const char *word = **argv, *behind = strchr(word, '=');
    struct str name = str_part(str_of(word), 0, behind ? (size_t)(behind - word) : STR_NONE);
    behind += behind != NULL;
    if (word[1] == 'o') {
        name = S("-o");
        behind = word[2] ? word + 2 : NULL;
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!str_equal(name, str_of(options[i].name)))
            continue;
        const char **given = (const char **)((char *)wish + options[i].offset);
        *given = options[i].value ? value_of(options[i].name, behind, argv) : "yes";
        if (given == &wish->also)
            wish->asked[wish->asked_count++] = wish->also;
        return;
    }
    die_unknown("option", name, str_of(option_names), "refmill convert --help");
}

static void read_wish(char **argv, struct wish *wish) {
    bool all_pages = false;
    for (; *argv && !wish->help; argv++) {
        if (all_pages || argv[0][0] != '-' || !argv[0][1])
            wish->pages[wish->count++] = *argv;
        else if (strcmp(*argv, "--") == 0)
            all_pages = true;
        else
            read_option(&argv, wish);
    }
    if (!wish->folder[0])
        die_usage("-o needs the name of a folder");
    if (!wish->count && !wish->help)
        die_usage("convert needs the file of a page: refmill convert PAGE... [-o FOLDER]");
}

static enum status run_convert(struct arena *arena, const char *bin, int argc, char **argv) {
    struct wish wish = {.pages = arena_make(arena, const char *, (size_t)argc + 1),
                        .asked = arena_make(arena, const char *, (size_t)argc + 1),
                        .folder = "."};
    read_wish(argv, &wish);
    struct programs programs = programs_find(arena, bin);
    programs_ask(arena, &programs);
    for (size_t i = 0; i < wish.asked_count; i++)
        ask_for(arena, &programs, wish.asked[i]);
    struct chain chain = chain_of(arena, bin, &programs);
    if (!wish.help)
        return convert(arena, &chain, &wish);
    help_convert(arena, &programs, &chain);
    return STATUS_DONE;
}

static enum status start(struct arena *arena, int argc, char **argv) {
    const char *bin = own_folder(arena), *word = argc > 1 ? argv[1] : "--help";
    bool manual = strcmp(word, "help") == 0;
    if (!str_has_word(str_of(commands), str_of(word)))
        run_program(arena, bin, argv + 1);
    if (manual && argc > 2)
        show_manual(arena, bin, argv[2]);
    process_prepare();
    if (strcmp(word, "convert") == 0)
        return run_convert(arena, bin, argc, argv + 2);
    if (strcmp(word, "completions") == 0)
        print_completions(arena, bin, argv[2]);
    else if (strcmp(word, "--version") == 0)
        print(str_format(arena,
                         "refmill " REFMILL_VERSION " (%s)\nbuilt with " REFMILL_LIBRARIES "\n",
                         sandbox_words()));
    else
        list_programs(arena, bin);
    return STATUS_DONE;
}

int main(int argc, char **argv) {
    diag_start("refmill");
    struct arena *arena = arena_new();
    enum status status = start(arena, argc, argv);
    arena_free(arena);
    return (int)status;
}
