/* The command line of a filter, by its card. */
#pragma once

#include "frame/filter.h"

enum question { ASK_NOTHING, ASK_HELP, ASK_VERSION, ASK_CARD };

struct options {
    struct str value[MOST_OPTIONS + 1]; /* by their places; at is NULL for one not given */
    struct str operand;                 /* the input's path, empty for standard input */
    struct str second;                  /* the second input's path; at is NULL without */
    struct str report;                  /* the path of the report of losses; at is NULL without */
    enum question question;
};

/* Reads the command line; ends the program with status 2 where it is wrong. False where it asks for
 * words instead of work: options_answer gives them. */
bool options_read(const struct card *card, char **argv, struct options *options,
                  struct limits *limits);
void options_answer(const struct card *card, const struct options *options, struct buf *out);

/* The place of an option in the card, MOST_OPTIONS where it has none of that name. */
size_t options_place(const struct card *card, struct str name);
