/* SHA-1 (FIPS 180-4): names that are made of other names, and knowing again what was written; not
 * for secrets. */
#pragma once

#include <stdint.h>

#include "ground/str.h"

struct sha1 {
    uint32_t state[5];
    uint64_t bytes;
    unsigned char block[64];
};

/* Room for a sum as hexadecimal digits with its NUL. */
enum { SHA1_HEX = 41 };

void sha1_start(struct sha1 *sum);
void sha1_add(struct sha1 *sum, struct str bytes);
/* Writes the sum as 40 small hexadecimal digits; `sum` is used up. */
void sha1_end(struct sha1 *sum, char hex[SHA1_HEX]);

/* The UUID of version 5 of a name in the name space of URLs (RFC 9562, 5.5 and 6.6), 36 characters
 * in the arena. */
struct str uuid_of_name(struct arena *arena, struct str name);
