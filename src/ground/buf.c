/* Growing text. */
#include "ground/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ground/utf8.h"

enum { FIRST_ROOM = 256, LIKELY_LINE = 128, DRAIN_AT = 64 * 1024 };

struct buf buf_in(struct arena *arena) {
    return (struct buf){.arena = arena};
}

static void make_room(struct buf *buf, size_t more) {
    if (buf->room - buf->len >= more)
        return;
    size_t room = buf->room ? buf->room * 2 : FIRST_ROOM;
    while (room - buf->len < more)
        room *= 2;
    char *at = arena_alloc(buf->arena, room);
    if (buf->len)
        memcpy(at, buf->at, buf->len);
    buf->at = at;
    buf->room = room;
}

void buf_put(struct buf *buf, struct str text) {
    if (!text.len)
        return;
    if (buf->drain && text.len >= DRAIN_AT) {
        buf_flush(buf);
        buf->drain(buf->sink, text);
        return;
    }
    make_room(buf, text.len);
    memcpy(buf->at + buf->len, text.at, text.len);
    buf->len += text.len;
    if (buf->drain && buf->len >= DRAIN_AT)
        buf_flush(buf);
}

void buf_join(struct buf *buf, const char *between, struct str text) {
    if (buf->len)
        buf_puts(buf, between);
    buf_put(buf, text);
}

void buf_puts(struct buf *buf, const char *text) {
    buf_put(buf, str_of(text));
}

void buf_char(struct buf *buf, char c) {
    buf_put(buf, (struct str){&c, 1});
}

void buf_rune(struct buf *buf, unsigned c) {
    char bytes[4];
    buf_put(buf, (struct str){bytes, utf8_encode(c, bytes)});
}

void buf_format(struct buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    make_room(buf, LIKELY_LINE);
    size_t room = buf->room - buf->len, len = 0;
    int written = vsnprintf(buf->at + buf->len, room, format, args);
    if (written > 0)
        len = (size_t)written;
    if (len >= room) {
        make_room(buf, len + 1);
        vsnprintf(buf->at + buf->len, len + 1, format, again);
    }
    buf->len += len;
    va_end(args);
    va_end(again);
    if (buf->drain && buf->len >= DRAIN_AT)
        buf_flush(buf);
}

struct str buf_text(const struct buf *buf) {
    return (struct str){buf->at ? buf->at : "", buf->len};
}

void buf_flush(struct buf *buf) {
    if (buf->drain && buf->len)
        buf->drain(buf->sink, buf_text(buf));
    if (buf->drain)
        buf->len = 0;
}
