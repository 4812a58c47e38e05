/* The command line of a filter, by its card. */
#ifndef REFMILL_OPTIONS_H
#define REFMILL_OPTIONS_H

#include <stdbool.h>

#include "frame/filter.h"

enum question { ASK_NOTHING, ASK_HELP, ASK_VERSION, ASK_CARD };

struct options {
    struct str value[MOST_OPTIONS]; /* by the card's order; at is NULL for one not given */
    struct str operand;             /* the input's path, empty for standard input */
    enum question question;
};

/* Reads the command line; ends the program with status 2 where it is wrong. False where it asks for
 * words instead of work: options_answer gives them. */
bool options_read(const struct card *card, int argc, char **argv, struct options *options,
                  struct limits *limits);
void options_answer(const struct card *card, const struct options *options, struct buf *out);

/* The value of the card's option; at is NULL where it was not given. */
struct str options_value(const struct options *options, const struct card *card, const char *name);

#endif
