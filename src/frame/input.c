/* Reading file descriptors and writing to them. */
#include "frame/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "ground/diag.h"

enum { CHUNK = 64 * 1024 };

/* Reads some more behind what is there; false at the end. */
static bool more(struct input *input, struct arena *arena) {
    if (input->from && input->from == input->to)
        input->from = input->to = 0;
    if (input->room - input->to < CHUNK && input->from > input->room / 2) {
        memmove(input->at, input->at + input->from, input->to - input->from);
        input->to -= input->from;
        input->from = 0;
    }
    if (input->room - input->to < CHUNK) {
        size_t room = input->room ? input->room * 2 : 2 * CHUNK;
        char *at = arena_alloc(arena, room);
        if (input->to)
            memcpy(at, input->at, input->to);
        input->at = at;
        input->room = room;
    }
    ssize_t got;
    do
        got = read(input->fd, input->at + input->to, input->room - input->to);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        die_machine("the input could not be read: %s", strerror(errno));
    input->to += (size_t)got;
    input->ended = got == 0;
    return got > 0;
}

bool input_all(struct input *input, struct arena *arena, size_t limit, struct str *all) {
    while (input->to - input->from <= limit && more(input, arena))
        ;
    *all = (struct str){input->at + input->from, input->to - input->from};
    if (all->len <= limit)
        return true;
    all->len = limit;
    return false;
}

enum input_line input_next(struct input *input, struct arena *arena, size_t limit,
                           struct str *line) {
    size_t searched = 0;
    bool too_long = false;
    for (;;) {
        const char *start = input->at ? input->at + input->from : "";
        size_t have = input->to - input->from;
        const char *end = have > searched ? memchr(start + searched, '\n', have - searched) : NULL;
        if (end || (input->ended && have)) {
            size_t len = end ? (size_t)(end - start) : have;
            *line = (struct str){start, len};
            input->from += len + (end != NULL);
            input->line++;
            return too_long || len > limit ? INPUT_TOO_LONG : INPUT_LINE;
        }
        if (input->ended) {
            input->line += too_long;
            return too_long ? INPUT_TOO_LONG : INPUT_END;
        }
        searched = have;
        if (have > limit) {
            too_long = true;
            input->from = input->to;
            searched = 0;
        }
        more(input, arena);
    }
}

bool write_all(int file, struct str text) {
    while (text.len) {
        ssize_t n = write(file, text.at, text.len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = str_from(text, (size_t)n);
    }
    return true;
}
