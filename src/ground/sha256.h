/* SHA-256 (FIPS 180-4): knows again what was written. */
#ifndef REFMILL_SHA256_H
#define REFMILL_SHA256_H

#include <stdint.h>

#include "ground/str.h"

struct sha256 {
    uint32_t state[8];
    uint64_t bytes;
    unsigned char block[64];
};

/* Room for a sum as hexadecimal digits with its NUL. */
enum { SHA256_HEX = 65 };

void sha256_start(struct sha256 *sum);
void sha256_add(struct sha256 *sum, struct str bytes);
/* Writes the sum as 64 small hexadecimal digits; `sum` is used up. */
void sha256_end(struct sha256 *sum, char hex[SHA256_HEX]);

#endif
