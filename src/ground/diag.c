/* Diagnostics on standard error. */
#include "ground/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* A whole line: the names of the program and of the message, and a place, stand in it too. */
enum { LONGEST = 4096, LONGEST_NAME = 1000, LONGEST_SENTENCE = LONGEST - LONGEST_NAME - 200 };

static const struct {
    enum level level;
    const char *name;
} messages[MESSAGE_COUNT] = {
#define MESSAGE(id, level, name, meaning) [MSG_##id] = {LEVEL_##level, name},
#include "ground/messages.def"
};

static const char *program = "refmill";
static size_t errors;

const char *level_word(enum level level) {
    static const char *const words[] = {"note", "warning", "error"};
    return words[level];
}

void diag_start(const char *name) {
    program = name;
}

/* One line, whatever a page or a record says, and nothing that a terminal would obey. */
static void say(char *line, int len) {
    for (int i = 0; i < len - 1; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
            line[i] = ' ';
    ssize_t ignored = write(STDERR_FILENO, line, (size_t)len);
    (void)ignored;
}

void diag(enum message message, const struct place *place, const char *format, ...) {
    char line[LONGEST], sentence[LONGEST_SENTENCE], at[32] = "";
    struct str page = place ? str_part(place->page, 0, LONGEST_NAME) : S("");
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    if (page.len && place->line)
        snprintf(at, sizeof at, ":%zu", place->line);
    int len = snprintf(line, sizeof line, "%s: %.*s%s%s%s: %s [%s]\n", program, STR_ARGS(page), at,
                       page.len ? ": " : "", level_word(messages[message].level), sentence,
                       messages[message].name);
    errors += messages[message].level == LEVEL_ERROR;
    say(line, len);
}

void say_bad_bytes(const struct place *place, size_t bad) {
    if (bad)
        diag(MSG_BAD_BYTES, place, "%zu bytes were no text; each stands as U+FFFD now", bad);
}

size_t diag_errors(void) {
    return errors;
}

static _Noreturn void die(enum status status, const char *format, va_list args) {
    char line[LONGEST], sentence[LONGEST_SENTENCE];
    vsnprintf(sentence, sizeof sentence, format, args);
    say(line, snprintf(line, sizeof line, "%s: %s\n", program, sentence));
    _exit((int)status);
}

void die_usage(const char *format, ...) {
    va_list args;
    va_start(args, format);
    die(STATUS_USAGE, format, args);
}

void die_machine(const char *format, ...) {
    va_list args;
    va_start(args, format);
    die(STATUS_MACHINE, format, args);
}

void *needed(void *made) {
    if (!made)
        die_machine("not enough memory");
    return made;
}
