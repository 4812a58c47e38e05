/* Diagnostics on standard error. */
#include "ground/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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

const char *level_colour(enum level level) {
    static const char *const colours[] = {"", "\033[33m", "\033[31m"};
    const char *none = getenv("NO_COLOR");
    return (none && *none) || !isatty(STDERR_FILENO) ? "" : colours[level];
}

const char *colour_end(const char *colour) {
    return *colour ? "\033[m" : "";
}

void diag_start(const char *name) {
    program = name;
}

/* One line, whatever a page or a record says, and nothing that a terminal would obey. */
static void make_plain(char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            *text = ' ';
}

static void say(const char *line, int len) {
    ssize_t ignored = write(STDERR_FILENO, line, (size_t)len);
    (void)ignored;
}

void diag(enum message message, const struct place *place, const char *format, ...) {
    char line[LONGEST], sentence[LONGEST_SENTENCE], page[LONGEST_NAME] = "", at[32] = "";
    enum level level = messages[message].level;
    const char *colour = level_colour(level);
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    if (place && place->page.len) {
        snprintf(page, sizeof page, "%.*s", STR_ARGS(place->page));
        snprintf(at, sizeof at, place->line ? ":%zu: " : ": ", place->line);
    }
    make_plain(page);
    make_plain(sentence);
    errors += level == LEVEL_ERROR;
    say(line, snprintf(line, sizeof line, "%s: %s%s%s%s%s: %s [%s]\n", program, page, at, colour,
                       level_word(level), colour_end(colour), sentence, messages[message].name));
}

void say_bad_bytes(const struct place *place, size_t bad) {
    if (bad)
        diag(MSG_BAD_BYTES, place, "%zu bytes were no text; each stands as U+FFFD now", bad);
}

size_t diag_errors(void) {
    return errors;
}

static _Noreturn void die(enum status status, char *sentence) {
    char line[LONGEST];
    make_plain(sentence);
    say(line, snprintf(line, sizeof line, "%s: %s\n", program, sentence));
    _exit((int)status);
}

void die_usage(const char *format, ...) {
    char sentence[LONGEST_SENTENCE];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    die(STATUS_USAGE, sentence);
}

void die_machine(const char *format, ...) {
    char sentence[LONGEST_SENTENCE];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    die(STATUS_MACHINE, sentence);
}

void *needed(void *made) {
    if (!made)
        die_machine("not enough memory");
    return made;
}
