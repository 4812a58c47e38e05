/* Compressed bytes: what ZIP archives hold, and gzip files. Behind it zlib. */
#pragma once

#include <stdint.h>

#include "ground/str.h"

/* The bytes (2 GiB at most) as a bare deflate stream (RFC 1951), in the arena. Ends the program
 * with status 3 when memory runs out. */
struct str deflate_bytes(struct arena *arena, struct str bytes);
/* The CRC-32 of the bytes (2 GiB at most), as ZIP and gzip have it. */
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
