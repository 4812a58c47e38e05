/* The input of a filter, all of it at once or line by line, and its output. */
#pragma once

#include "ground/str.h"

struct input {
    int fd;
    size_t line; /* number of the line that input_next gave last */
    char *at;    /* bytes read and not yet given out: from .. to */
    size_t from, to, room;
    bool ended;
};

enum input_line { INPUT_LINE, INPUT_TOO_LONG, INPUT_END };

/* All bytes up to `limit`, in the arena; false when there are more. */
bool input_all(struct input *input, struct arena *arena, size_t limit, struct str *all);

/* The next line without its end (the last one needs none); it is valid until the next call. A line
 * of more than `limit` bytes is passed over and reported as such. */
enum input_line input_next(struct input *input, struct arena *arena, size_t limit,
                           struct str *line);

/* Writes all of `text`; false with errno where that fails. */
bool write_all(int file, struct str text);
