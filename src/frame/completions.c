/* One table of words for all shells, behind what lets each of them read it. */
#include "frame/completions.h"

#include "frame/convert.h"
#include "ground/json.h"

static const struct shell {
    struct str name;
    const char *head, *tail;
} shells[] = {
#define SHELL(name, head, tail) {S(name), head, tail},
#include "frame/completions.def"
};

/* In single quotes, as all three shells read them. */
static void put_quoted(struct buf *out, struct str text) {
    buf_puts(out, " '");
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\'')
            buf_puts(out, "'\\''");
        else
            buf_char(out, text.at[i]);
    buf_char(out, '\'');
}

/* A row of the table: behind what a word stands, the word, its value, what it is. */
static void put_word(struct buf *out, struct str before, struct str word, struct str value,
                     struct str purpose) {
    const struct str columns[] = {before, word, value, purpose};
    buf_puts(out, "_refmill_word");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        put_quoted(out, columns[i]);
    buf_char(out, '\n');
}

static void put_options(struct buf *out, struct str before, const struct json *options) {
    for (size_t i = 0; i < json_length(options); i++) {
        const struct json *option = json_at(options, i);
        put_word(out, before, json_text(json_get(option, "name")),
                 json_text(json_get(option, "value")), json_text(json_get(option, "help")));
    }
}

static void put_program(struct buf *out, const struct program *program) {
    put_word(out, S("refmill"), program->name, S(""), program->purpose);
    put_word(out, S("help"), program->name, S(""), program->purpose);
    if (is_maker(program) && !program->unasked)
        put_word(out, S("--also"), program->name, S(""), program->purpose);
    put_options(out, program->name, json_get(program->card, "options"));
    put_options(out, program->name, json_get(program->card, "common"));
}

static void put_driver(struct buf *out) {
#define COMMAND(name, purpose) put_word(out, S("refmill"), S(name), S(""), S(purpose));
#define TOPIC(name, purpose) put_word(out, S("help"), S(name), S(""), S(purpose));
#define OPTION(member, name, value, help)                                                          \
    put_word(out, S("convert"), S(name), str_of(value), S(help));
#include "frame/usage.def"
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++)
        put_word(out, S("completions"), shells[i].name, S(""), S(""));
}

bool completions_put(struct buf *out, const struct programs *programs, struct str shell) {
    const struct shell *found = STR_ROW(shell, shells);
    if (!found)
        return false;
    buf_puts(out, found->head);
    put_driver(out);
    for (size_t i = 0; i < programs->count; i++)
        put_program(out, &programs->at[i]);
    buf_puts(out, found->tail);
    return true;
}
