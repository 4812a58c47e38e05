/* zlib's streams. */
#include "wrappers/deflate.h"

#include <limits.h>
#include <zlib.h>

#include "ground/buf.h"
#include "ground/diag.h"

enum {
    DEFLATE_LEVEL = 6, /* 9 takes half as long again for one or two bytes in a hundred */
    BARE = -15,        /* a bare deflate stream, as ZIP wants it */
    ZLIB = 15,         /* with the head and the checksum of zlib, as PNG wants it */
    GZIP = 15 + 16,    /* with the head and the checksum of gzip */
    MEMORY_LEVEL = 8,
    CHUNK = 64 * 1024,
};

struct deflating {
    struct arena *arena, *growing; /* growing: holds the stream until its end */
    z_stream stream;
    struct buf out;
    size_t size;
    uint32_t checksum;
};

static void discard(void *state) {
    struct deflating *d = state;
    deflateEnd(&d->stream);
    arena_free(d->growing);
    d->growing = NULL;
}

static struct deflating *start(struct arena *arena, int window, int strategy) {
    struct deflating *d = arena_make(arena, struct deflating, 1);
    *d = (struct deflating){.arena = arena, .growing = arena_new()};
    d->out = buf_in(d->growing);
    if (deflateInit2(&d->stream, DEFLATE_LEVEL, Z_DEFLATED, window, MEMORY_LEVEL, strategy) != Z_OK)
        die_machine("not enough memory");
    arena_defer(arena, discard, d);
    return d;
}

struct deflating *deflate_start(struct arena *arena) {
    return start(arena, BARE, Z_DEFAULT_STRATEGY);
}

/* Hands over what has been put and takes what comes out. */
static void deflate_some(struct deflating *d, int flush) {
    char chunk[CHUNK];
    do {
        d->stream.next_out = (Bytef *)chunk;
        d->stream.avail_out = CHUNK;
        if (deflate(&d->stream, flush) == Z_STREAM_ERROR)
            die_machine("the archive could not be written: zlib did not come to an end");
        buf_put(&d->out, (struct str){chunk, CHUNK - d->stream.avail_out});
    } while (!d->stream.avail_out);
}

void deflate_put(struct deflating *d, struct str bytes) {
    d->size += bytes.len;
    while (bytes.len) {
        struct str part = str_part(bytes, 0, INT_MAX);
        d->checksum = (uint32_t)crc32(d->checksum, (const Bytef *)part.at, (uInt)part.len);
        d->stream.next_in = (Bytef *)(uintptr_t)part.at;
        d->stream.avail_in = (uInt)part.len;
        deflate_some(d, Z_NO_FLUSH);
        bytes = str_from(bytes, part.len);
    }
}

size_t deflate_size(const struct deflating *d) {
    return d->size;
}

struct deflated deflate_end(struct deflating *d) {
    deflate_some(d, Z_FINISH);
    struct deflated done = {str_copy(d->arena, buf_text(&d->out)), d->size, d->checksum};
    discard(d);
    return done;
}

struct str deflate_picture(struct arena *arena, struct str bytes) {
    struct deflating *d = start(arena, ZLIB, Z_RLE);
    deflate_put(d, bytes);
    return deflate_end(d).bytes;
}

uint32_t deflate_checksum(struct str bytes) {
    return (uint32_t)crc32(0, (const Bytef *)bytes.at, (uInt)bytes.len);
}

bool is_gzip(struct str bytes) {
    return str_starts(bytes, S("\x1f\x8b\x08"));
}

/* Reads one member and takes it off `*rest`. False where it is damaged or the limit was passed. */
static bool read_member(z_stream *stream, struct str *rest, struct buf *out, size_t limit) {
    char chunk[CHUNK];
    int result = Z_OK;
    while (result == Z_OK && out->len <= limit) {
        uInt given = rest->len < INT_MAX ? (uInt)rest->len : INT_MAX;
        stream->next_in = (Bytef *)(uintptr_t)rest->at;
        stream->avail_in = given;
        stream->next_out = (Bytef *)chunk;
        stream->avail_out = CHUNK;
        result = inflate(stream, Z_NO_FLUSH);
        if (result == Z_MEM_ERROR)
            die_machine("not enough memory");
        buf_put(out, (struct str){chunk, CHUNK - stream->avail_out});
        *rest = str_from(*rest, given - stream->avail_in);
    }
    return result == Z_STREAM_END;
}

struct gunzipped gunzip(struct arena *arena, struct str bytes, size_t limit) {
    struct gunzipped found = {.bytes = S("")};
    struct buf out = buf_in(arena);
    z_stream stream = {0};
    if (inflateInit2(&stream, GZIP) != Z_OK)
        die_machine("not enough memory");
    bool well = true;
    while (well && is_gzip(bytes) && inflateReset(&stream) == Z_OK)
        well = read_member(&stream, &bytes, &out, limit);
    inflateEnd(&stream);
    found.too_long = out.len > limit;
    found.damaged = !well && !found.too_long;
    found.left_over = well ? bytes.len : 0;
    found.bytes = str_part(buf_text(&out), 0, limit);
    return found;
}
