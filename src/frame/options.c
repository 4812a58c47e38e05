/* Options: the card's own and those that every filter has. */
#include "frame/options.h"

#include <string.h>

#include "frame/nearest.h"
#include "frame/sandbox.h"

static const struct {
    struct option option;
    size_t offset, standard;
} limit_options[] = {
#define LIMIT(member, name, standard, help)                                                        \
    {{name, "N", help " [" #standard "]"}, offsetof(struct limits, member), standard},
#include "frame/limits.def"
};
enum { LIMIT_COUNT = sizeof limit_options / sizeof limit_options[0] };
enum { MOST_COMMON = 4 + LIMIT_COUNT };

static const struct option report_option = {"--report", "FILE",
                                            "write what the format could not hold there, as JSON"};

static const struct option questions[] = {
    [ASK_HELP] = {"--help", NULL, "these words"},
    [ASK_VERSION] = {"--version", NULL, "the version"},
    [ASK_CARD] = {"--card", NULL, "what this program is, as JSON"},
};

static const char *const flow_words[] = {[FLOW_PAGE] = "page",
                                         [FLOW_ENTRIES] = "entries",
                                         [FLOW_RECORDS] = "records",
                                         [FLOW_FORMAT] = "format",
                                         [FLOW_FINDINGS] = "findings"};

static size_t *limit_at(struct limits *limits, size_t i) {
    return (size_t *)((char *)limits + limit_options[i].offset);
}

/* Splits "--name=value"; `value.at` is NULL without "=". */
static struct str split(struct str argument, struct str *value) {
    size_t equals = str_find_char(argument, '=', 0);
    *value = equals == STR_NONE ? (struct str){0} : str_from(argument, equals + 1);
    return str_part(argument, 0, equals);
}

/* The value behind an option, in the same argument or in the next one. */
static struct str value_of(struct str name, struct str given, char ***at) {
    if (given.at)
        return given;
    if (!*++*at)
        die_usage("%.*s needs a value; see --help", STR_ARGS(name));
    return str_of(**at);
}

static bool read_limit(struct str name, struct str given, char ***at, struct limits *limits) {
    for (size_t k = 0; k < LIMIT_COUNT; k++) {
        if (!str_equal(name, str_of(limit_options[k].option.name)))
            continue;
        long number = str_number(value_of(name, given, at));
        if (number < 1)
            die_usage("%.*s needs a whole number from 1 to 999999999", STR_ARGS(name));
        *limit_at(limits, k) = (size_t)number;
        return true;
    }
    return false;
}

size_t options_place(const struct card *card, struct str name) {
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++)
        if (str_equal(name, str_of(card->options[k].name)))
            return k;
    return MOST_OPTIONS;
}

static bool read_own(const struct card *card, struct str name, struct str given, char ***at,
                     struct options *options) {
    size_t k = options_place(card, name);
    bool report = card->writes == FLOW_FORMAT && str_equal(name, str_of(report_option.name));
    if (report)
        options->report = value_of(name, given, at);
    if (k == MOST_OPTIONS)
        return report;
    if (!card->options[k].value && given.at)
        die_usage("%.*s takes no value; see --help", STR_ARGS(name));
    options->value[k] = card->options[k].value ? value_of(name, given, at) : S("yes");
    return true;
}

static bool read_question(struct str name, struct options *options) {
    for (enum question q = ASK_HELP; q <= ASK_CARD; q++)
        if (str_equal(name, str_of(questions[q].name))) {
            options->question = q;
            return true;
        }
    return false;
}

static void read_operand(const struct card *card, const char *argument, struct options *options) {
    if (!options->operand.at) {
        options->operand = str_of(argument);
        return;
    }
    if (!card->second)
        die_usage("one input only, but two were named: %s and %s", options->operand.at, argument);
    if (options->second.at)
        die_usage("two inputs only, but three were named: %s, %s and %s", options->operand.at,
                  options->second.at, argument);
    options->second = str_of(argument);
}

/* The options that the frame gives to a program; `common` has room for all. */
static size_t common_options(const struct card *card, struct option *common) {
    size_t count = 0;
    if (card->writes == FLOW_FORMAT)
        common[count++] = report_option;
    for (enum question q = ASK_HELP; q <= ASK_CARD; q++)
        common[count++] = questions[q];
    for (size_t k = 0; k < LIMIT_COUNT; k++)
        common[count++] = limit_options[k].option;
    return count;
}

static _Noreturn void die_of_option(const struct card *card, struct str typed) {
    struct option common[MOST_COMMON];
    struct arena *arena = arena_new();
    struct buf names = buf_in(arena);
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++)
        buf_join(&names, " ", str_of(card->options[k].name));
    for (size_t k = 0, count = common_options(card, common); k < count; k++)
        buf_join(&names, " ", str_of(common[k].name));
    if (str_equal(typed, S("-o")) || str_starts(typed, S("--out")))
        die_usage("there is no option \"%.*s\": the output is written to standard output, which "
                  "\"> FILE\" behind the command puts into a file",
                  STR_ARGS(typed));
    die_unknown("option", typed, buf_text(&names), "--help");
}

bool options_read(const struct card *card, char **argv, struct options *options,
                  struct limits *limits) {
    for (size_t k = 0; k < LIMIT_COUNT; k++)
        *limit_at(limits, k) = limit_options[k].standard;
    bool only_operands = false;
    for (char **at = argv; *at && *++at;) {
        const char *argument = *at;
        struct str value, name = split(str_of(argument), &value);
        bool operand = only_operands || argument[0] != '-' || !argument[1];
        if (operand)
            read_operand(card, argument, options);
        else if (!strcmp(argument, "--"))
            only_operands = true;
        else if (!read_question(name, options) && !read_own(card, name, value, &at, options) &&
                 !read_limit(name, value, &at, limits))
            die_of_option(card, name);
    }
    if (options->question != ASK_NOTHING)
        return false;
    if (card->second && !options->second.at)
        die_usage("two inputs are needed, but %s was named; see --help",
                  options->operand.at ? options->operand.at : "none");
    return true;
}

static void put_option(struct buf *out, const struct option *option) {
    size_t width = strlen(option->name) + (option->value ? strlen(option->value) + 1 : 0);
    buf_format(out, "  %s%s%s%*s%s\n", option->name, option->value ? " " : "",
               option->value ? option->value : "", width < 22 ? (int)(24 - width) : 2, "",
               option->help);
}

static void put_help(const struct card *card, struct buf *out) {
    struct option common[MOST_COMMON];
    buf_format(out, "refmill-%s - %s\n\n", card->name, card->purpose);
    buf_format(out, "usage: refmill-%s [options] %s%s\n", card->name,
               card->second ? "FILE " : "[FILE]", card->second ? card->second : "");
    buf_format(out, "reads %s (FILE%s), writes %s to standard output\n\n", flow_words[card->reads],
               card->second ? "; - is standard input" : ", or standard input",
               card->writes == FLOW_FORMAT ? card->suffix : flow_words[card->writes]);
    for (size_t k = 0; k < MOST_OPTIONS && card->options[k].name; k++)
        put_option(out, &card->options[k]);
    for (size_t k = 0, count = common_options(card, common); k < count; k++) {
        if (k + LIMIT_COUNT == count)
            buf_puts(out, "\nbounds on what is read (a number; the standard in brackets):\n");
        put_option(out, &common[k]);
    }
    if (card->for_program)
        buf_format(out, "\nfor %s: %s\n", card->for_program, card->click ? card->click : "");
}

static void list_options(struct arena *arena, struct json *object, struct str key,
                         const struct option *options, size_t most) {
    struct json *list = json_new_array(arena);
    for (size_t k = 0; k < most && options[k].name; k++) {
        struct json *option = json_new_object(arena);
        json_put_text(arena, option, S("name"), str_of(options[k].name));
        json_put_text(arena, option, S("value"), str_of(options[k].value));
        json_put_text(arena, option, S("help"), str_of(options[k].help));
        json_append(list, option);
    }
    json_put(object, key, list);
}

static void put_card(const struct card *card, struct buf *out) {
    struct arena *arena = out->arena;
    struct json *object = json_new_object(arena);
    struct option common[MOST_COMMON];
    json_put_text(arena, object, S("name"), str_of(card->name));
    json_put_text(arena, object, S("purpose"), str_of(card->purpose));
    json_put_text(arena, object, S("reads"), str_of(flow_words[card->reads]));
    json_put_text(arena, object, S("writes"), str_of(flow_words[card->writes]));
    json_put_text(arena, object, S("second"), str_of(card->second));
    json_put_text(arena, object, S("suffix"), str_of(card->suffix));
    json_put_text(arena, object, S("media_type"), str_of(card->media_type));
    if (card->unasked)
        json_put(object, S("unasked"), json_new_true(arena));
    json_put_text(arena, object, S("for_program"), str_of(card->for_program));
    json_put_text(arena, object, S("click"), str_of(card->click));
    list_options(arena, object, S("options"), card->options, MOST_OPTIONS);
    list_options(arena, object, S("common"), common, common_options(card, common));
    json_write_line(out, object);
}

void options_answer(const struct card *card, const struct options *options, struct buf *out) {
    if (options->question == ASK_HELP)
        put_help(card, out);
    if (options->question == ASK_VERSION)
        buf_format(out, "refmill-%s %s (%s)\n", card->name, REFMILL_VERSION, sandbox_words());
    if (options->question == ASK_CARD)
        put_card(card, out);
}
