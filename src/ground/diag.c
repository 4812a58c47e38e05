/* Diagnostics on standard error. */
#include "ground/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { LONGEST = 4096 };

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

static void say(const char *line, size_t len) {
    if (len >= LONGEST)
        len = LONGEST - 1;
    ssize_t ignored = write(STDERR_FILENO, line, len);
    (void)ignored;
}

static int put_place(char *line, const struct place *place) {
    if (!place || !place->page.len)
        return 0;
    int page = place->page.len > 1000 ? 1000 : (int)place->page.len;
    if (!place->line)
        return snprintf(line, LONGEST, "%.*s: ", page, place->page.at);
    return snprintf(line, LONGEST, "%.*s:%zu: ", page, place->page.at, place->line);
}

void diag(enum message message, const struct place *place, const char *format, ...) {
    char line[LONGEST], sentence[LONGEST - 1200];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    char where[LONGEST];
    where[put_place(where, place)] = '\0';
    int len = snprintf(line, sizeof line, "%s: %.1100s%s: %s [%s]\n", program, where,
                       level_word(messages[message].level), sentence, messages[message].name);
    errors += messages[message].level == LEVEL_ERROR;
    say(line, (size_t)len);
}

void say_bad_bytes(const struct place *place, size_t bad) {
    if (bad)
        diag(MSG_BAD_BYTES, place, "%zu bytes were no text; each stands as U+FFFD now", bad);
}

size_t diag_errors(void) {
    return errors;
}

static void say_last(const char *format, va_list args) {
    char line[LONGEST], sentence[LONGEST - 200];
    vsnprintf(sentence, sizeof sentence, format, args);
    int len = snprintf(line, sizeof line, "%s: %s\n", program, sentence);
    say(line, (size_t)len);
}

void die_usage(const char *format, ...) {
    va_list args;
    va_start(args, format);
    say_last(format, args);
    va_end(args);
    _exit(STATUS_USAGE);
}

void die_machine(const char *format, ...) {
    va_list args;
    va_start(args, format);
    say_last(format, args);
    va_end(args);
    _exit(STATUS_MACHINE);
}

void *needed(void *made) {
    if (!made)
        die_machine("not enough memory");
    return made;
}
