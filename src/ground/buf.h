/* Text that grows in an arena, or runs off to a writer when it has grown enough. */
#pragma once

#include "ground/str.h"

/* With `drain` set, the text is handed to it whenever 64 KiB have gathered, then forgotten. */
struct buf {
    struct arena *arena;
    char *at;
    size_t len, room;
    void (*drain)(void *sink, struct str text);
    void *sink;
};

/* An empty buffer whose text lives in the arena. */
struct buf buf_in(struct arena *arena);

void buf_put(struct buf *buf, struct str text);
/* As buf_put, with `between` before it where something has gathered already. */
void buf_join(struct buf *buf, const char *between, struct str text);
/* As buf_put for a C string. */
void buf_puts(struct buf *buf, const char *text);
void buf_char(struct buf *buf, char c);
/* One character as UTF-8. */
void buf_rune(struct buf *buf, unsigned c);
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What has gathered; it stays valid while nothing more is put. */
struct str buf_text(const struct buf *buf);
/* Hands what has gathered to `drain`, if there is one. */
void buf_flush(struct buf *buf);
