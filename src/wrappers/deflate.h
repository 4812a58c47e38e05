/* Compressed bytes: what ZIP archives and PNG pictures hold, and gzip files. Behind it zlib. */
#pragma once

#include <stdint.h>

#include "ground/str.h"

/* Bytes that are deflated as they come. */
struct deflating;

struct deflated {
    struct str bytes;  /* a bare deflate stream (RFC 1951) */
    size_t size;       /* of what was deflated */
    uint32_t checksum; /* of the same: the CRC-32 that ZIP and gzip have */
};

/* Begins a stream, which holds about 270 kB until its end. Ends the program with status 3 when
 * memory runs out, as every function here. */
struct deflating *deflate_start(struct arena *arena);
void deflate_put(struct deflating *deflating, struct str bytes);
/* How many bytes were put. */
size_t deflate_size(const struct deflating *deflating);
/* Ends the stream and gives it in the arena. */
struct deflated deflate_end(struct deflating *deflating);

/* The bytes of a picture of plain areas as a zlib stream (RFC 1950), in the arena. */
struct str deflate_picture(struct arena *arena, struct str bytes);
/* The CRC-32 of the bytes (2 GiB at most), as ZIP, gzip and PNG have it. */
uint32_t deflate_checksum(struct str bytes);

struct gunzipped {
    struct str bytes; /* all that could be read */
    bool damaged;     /* a member ends too early, or is not what was compressed */
    bool too_long;    /* more than the limit: the rest was not read */
    size_t left_over; /* bytes behind the last member that are no gzip */
};

/* True for what begins as a gzip file does (RFC 1952). */
bool is_gzip(struct str bytes);
/* What a gzip file holds, its members one behind the other, up to `limit` bytes; in the arena. */
struct gunzipped gunzip(struct arena *arena, struct str bytes, size_t limit);
