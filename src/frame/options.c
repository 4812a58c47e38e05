/* Options: the card's own and those that every filter has. */
#include "frame/options.h"

#include <stddef.h>
#include <string.h>

#include "frame/sandbox.h"
#include "ground/json.h"

static const struct {
    const char *name;
    size_t offset, standard;
    const char *help;
} limit_options[] = {
    {"--max-input", offsetof(struct limits, input), (size_t)1 << 30, "bytes of input"},
    {"--max-line", offsetof(struct limits, line), (size_t)64 << 20, "bytes of one line of JSON"},
    {"--max-depth", offsetof(struct limits, depth), 10000, "nesting of a page's elements"},
    {"--max-json", offsetof(struct limits, json), 64, "nesting of a JSON value"},
    {"--max-entries", offsetof(struct limits, entries), 1000000, "entries of one page"},
    {"--max-steps", offsetof(struct limits, steps), 1000000, "steps of one search in a text"},
    {"--max-rule-steps", offsetof(struct limits, rules), 50000000, "steps of all rules on a page"},
};
enum { LIMIT_COUNT = sizeof limit_options / sizeof limit_options[0] };

static const char *const questions[] = {
    [ASK_HELP] = "--help", [ASK_VERSION] = "--version", [ASK_CARD] = "--card"};

static const char *const flow_words[] = {[FLOW_PAGE] = "page",
                                         [FLOW_ENTRIES] = "entries",
                                         [FLOW_RECORDS] = "records",
                                         [FLOW_FORMAT] = "format"};

static size_t *limit_at(struct limits *limits, size_t i) {
    return (size_t *)((char *)limits + limit_options[i].offset);
}

/* Splits "--name=value"; `value.at` is NULL without "=". */
static struct str split(struct str argument, struct str *value) {
    size_t equals = str_find_char(argument, '=', 0);
    *value = equals == STR_NONE ? (struct str){0} : str_from(argument, equals + 1);
    return str_part(argument, 0, equals);
}

static struct str value_of(struct str name, struct str given, int argc, char **argv, int *i) {
    if (given.at)
        return given;
    if (*i + 1 >= argc)
        die_usage("%.*s needs a value; see --help", STR_ARGS(name));
    return str_of(argv[++*i]);
}

static bool read_limit(struct str name, struct str given, int argc, char **argv, int *i,
                       struct limits *limits) {
    for (size_t k = 0; k < LIMIT_COUNT; k++) {
        if (!str_equal(name, str_of(limit_options[k].name)))
            continue;
        long number = str_number(value_of(name, given, argc, argv, i));
        if (number < 1)
            die_usage("%.*s needs a whole number from 1 to 999999999", STR_ARGS(name));
        *limit_at(limits, k) = (size_t)number;
        return true;
    }
    return false;
}

static bool read_own(const struct card *card, struct str name, struct str given, int argc,
                     char **argv, int *i, struct options *options) {
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++) {
        if (!str_equal(name, str_of(card->options[k].name)))
            continue;
        if (!card->options[k].value && given.at)
            die_usage("%.*s takes no value; see --help", STR_ARGS(name));
        options->value[k] =
            card->options[k].value ? value_of(name, given, argc, argv, i) : S("yes");
        return true;
    }
    return false;
}

static bool read_question(struct str name, struct options *options) {
    for (enum question q = ASK_HELP; q <= ASK_CARD; q++)
        if (str_equal(name, str_of(questions[q]))) {
            options->question = q;
            return true;
        }
    return false;
}

static void read_operand(char *argument, struct options *options) {
    if (options->operand.at)
        die_usage("one input only, but two were named: %s and %s", options->operand.at, argument);
    options->operand = str_of(argument);
}

bool options_read(const struct card *card, int argc, char **argv, struct options *options,
                  struct limits *limits) {
    for (size_t k = 0; k < LIMIT_COUNT; k++)
        *limit_at(limits, k) = limit_options[k].standard;
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        struct str value, name = split(str_of(argv[i]), &value);
        if (only_operands || argv[i][0] != '-' || !argv[i][1])
            read_operand(argv[i], options);
        else if (!strcmp(argv[i], "--"))
            only_operands = true;
        else if (!read_question(name, options) &&
                 !read_own(card, name, value, argc, argv, &i, options) &&
                 !read_limit(name, value, argc, argv, &i, limits))
            die_usage("%s is no option of this program; see --help", argv[i]);
    }
    return options->question == ASK_NOTHING;
}

static void put_option(struct buf *out, const struct option *option) {
    size_t width = strlen(option->name) + (option->value ? strlen(option->value) + 1 : 0);
    buf_format(out, "  %s%s%s%*s%s\n", option->name, option->value ? " " : "",
               option->value ? option->value : "", width < 22 ? (int)(24 - width) : 2, "",
               option->help);
}

static void put_help(const struct card *card, struct buf *out) {
    buf_format(out, "refmill-%s - %s\n\n", card->name, card->purpose);
    buf_format(out, "usage: refmill-%s [options] [FILE]\n", card->name);
    buf_format(out, "reads %s (FILE, or standard input), writes %s to standard output\n\n",
               flow_words[card->reads],
               card->writes == FLOW_FORMAT ? card->suffix : flow_words[card->writes]);
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++)
        put_option(out, &card->options[k]);
    put_option(out, &(struct option){"--help", NULL, "these words"});
    put_option(out, &(struct option){"--version", NULL, "the version"});
    put_option(out, &(struct option){"--card", NULL, "what this program is, as JSON"});
    buf_puts(out, "\nbounds on what is read (a number; the standard in brackets):\n");
    for (size_t k = 0; k < LIMIT_COUNT; k++)
        buf_format(out, "  %s N%*s%s [%zu]\n", limit_options[k].name,
                   (int)(22 - strlen(limit_options[k].name)), "", limit_options[k].help,
                   limit_options[k].standard);
    if (card->for_program)
        buf_format(out, "\nfor %s: %s\n", card->for_program, card->click ? card->click : "");
}

static void put_member(struct arena *arena, struct json *object, const char *name,
                       const char *text) {
    if (text)
        json_put(object, str_of(name), json_new_text(arena, str_of(text)));
}

static void put_card(const struct card *card, struct buf *out) {
    struct arena *arena = out->arena;
    struct json *object = json_new_object(arena), *options = json_new_array(arena);
    put_member(arena, object, "name", card->name);
    put_member(arena, object, "purpose", card->purpose);
    put_member(arena, object, "reads", flow_words[card->reads]);
    put_member(arena, object, "writes", flow_words[card->writes]);
    put_member(arena, object, "suffix", card->suffix);
    put_member(arena, object, "media_type", card->media_type);
    if (card->unasked)
        json_put(object, S("unasked"), json_new_true(arena));
    put_member(arena, object, "for_program", card->for_program);
    put_member(arena, object, "click", card->click);
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++) {
        struct json *option = json_new_object(arena);
        put_member(arena, option, "name", card->options[k].name);
        put_member(arena, option, "value", card->options[k].value);
        put_member(arena, option, "help", card->options[k].help);
        json_append(options, option);
    }
    json_put(object, S("options"), options);
    json_write(out, object);
    buf_char(out, '\n');
}

void options_answer(const struct card *card, const struct options *options, struct buf *out) {
    if (options->question == ASK_HELP)
        put_help(card, out);
    if (options->question == ASK_VERSION)
        buf_format(out, "refmill-%s %s (%s)\n", card->name, REFMILL_VERSION, sandbox_words());
    if (options->question == ASK_CARD)
        put_card(card, out);
}

struct str options_value(const struct options *options, const struct card *card, const char *name) {
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++)
        if (!strcmp(card->options[k].name, name))
            return options->value[k];
    return (struct str){0};
}
