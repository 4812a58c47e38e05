/* Diagnostics: every sentence that a user may be told has a name, a level and a place on the page.
 */
#pragma once

#include "ground/str.h"

enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };
/* "note", "warning" or "error". */
const char *level_word(enum level level);
/* What makes a terminal show the words of a level in its colour; empty where standard error is
 * none, and where NO_COLOR asks for none (no-color.org). */
const char *level_colour(enum level level);
/* Ends the colour where there is one. */
const char *colour_end(const char *colour);

/* One enumerator a line of messages.def. */
enum message {
#define MESSAGE(id, level, name, meaning) MSG_##id,
#include "ground/messages.def"
    MESSAGE_COUNT
};

/* The statuses every program ends with; larger is worse. */
enum status { STATUS_DONE = 0, STATUS_INPUT = 1, STATUS_USAGE = 2, STATUS_MACHINE = 3 };

/* Where in the user's page: its name and a line counted from 1; line 0 is the page as a whole. */
struct place {
    struct str page;
    size_t line;
};

/* Names the program for all that is said from now on. `name` must live as long as the program. */
void diag_start(const char *name);

/* Says one sentence on standard error: "refmill-x: page.html:412: warning: SENTENCE [name]".
 * `place` may be NULL. One write a message, so that programs that run side by side do not mix. */
void diag(enum message message, const struct place *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Says how many bytes at a place were no text, where there were any. */
void say_bad_bytes(const struct place *place, size_t bad);

/* How many errors were said so far. */
size_t diag_errors(void);

/* Ends the program with status 2: wrong usage, or an input that cannot be opened. */
_Noreturn void die_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Ends the program with status 3: the machine failed, the output is not to be trusted. */
_Noreturn void die_machine(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* `made`, where it could be made: NULL says that memory ran out, which ends the program. */
void *needed(void *made);
