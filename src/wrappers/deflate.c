/* zlib's streams, for bytes that are all in memory. */
#include "wrappers/deflate.h"

#include <limits.h>
#include <zlib.h>

#include "ground/buf.h"
#include "ground/diag.h"

enum {
    DEFLATE_LEVEL = 6, /* 9 takes half as long again for one or two bytes in a hundred */
    BARE = -15,        /* a bare deflate stream, as ZIP wants it */
    GZIP = 15 + 16,    /* with the head and the checksum of gzip */
    MEMORY_LEVEL = 8,
    CHUNK = 64 * 1024,
};

struct str deflate_bytes(struct arena *arena, struct str bytes) {
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)bytes.at, .avail_in = (uInt)bytes.len};
    if (deflateInit2(&stream, DEFLATE_LEVEL, Z_DEFLATED, BARE, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        die_machine("not enough memory");
    uLong room = deflateBound(&stream, (uLong)bytes.len);
    char *out = arena_alloc(arena, room);
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)room;
    int result = deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    if (result != Z_STREAM_END)
        die_machine("the archive could not be written: zlib did not come to an end");
    return (struct str){out, stream.total_out};
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
