/* SHA-1, after FIPS 180-4, sections 5 and 6.1, and the UUIDs made with it. */
#include "ground/sha1.h"

#include <string.h>

enum { BLOCK = 64, LENGTH_AT = 56, ROUNDS = 80, QUARTER = 20 };

static uint32_t rotate(uint32_t x, unsigned by) {
    return x << by | x >> (32 - by);
}

static uint32_t mixed(unsigned quarter, uint32_t b, uint32_t c, uint32_t d) {
    static const uint32_t constant[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t f = b ^ c ^ d;
    if (quarter == 0)
        f = (b & c) | (~b & d);
    if (quarter == 2)
        f = (b & c) | (b & d) | (c & d);
    return f + constant[quarter];
}

static void digest_block(uint32_t state[5], const unsigned char *block) {
    uint32_t w[ROUNDS], v[5];
    for (unsigned i = 0; i < 16; i++, block += 4)
        w[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
               block[3];
    for (unsigned i = 16; i < ROUNDS; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    memcpy(v, state, sizeof v);
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint32_t next = rotate(v[0], 5) + mixed(i / QUARTER, v[1], v[2], v[3]) + v[4] + w[i];
        memmove(v + 1, v, 4 * sizeof *v);
        v[2] = rotate(v[2], 30);
        v[0] = next;
    }
    for (unsigned i = 0; i < 5; i++)
        state[i] += v[i];
}

void sha1_start(struct sha1 *sum) {
    *sum = (struct sha1){.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}};
}

void sha1_add(struct sha1 *sum, struct str bytes) {
    while (bytes.len) {
        size_t used = sum->bytes % BLOCK;
        struct str part = str_part(bytes, 0, BLOCK - used);
        memcpy(sum->block + used, part.at, part.len);
        sum->bytes += part.len;
        if (used + part.len == BLOCK)
            digest_block(sum->state, sum->block);
        bytes = str_from(bytes, part.len);
    }
}

void sha1_end(struct sha1 *sum, char hex[SHA1_HEX]) {
    uint64_t bits = sum->bytes * 8;
    sha1_add(sum, S("\x80"));
    while (sum->bytes % BLOCK != LENGTH_AT)
        sha1_add(sum, S("\0"));
    char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (char)(bits >> (56 - 8 * i));
    sha1_add(sum, (struct str){length, sizeof length});
    for (int i = 0; i < SHA1_HEX - 1; i++)
        hex[i] = "0123456789abcdef"[sum->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[SHA1_HEX - 1] = '\0';
}

struct str uuid_of_name(struct arena *arena, struct str name) {
    struct sha1 sum;
    char hex[SHA1_HEX];
    sha1_start(&sum);
    /* The name space of URLs itself. */
    sha1_add(&sum, S("\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8"));
    sha1_add(&sum, name);
    sha1_end(&sum, hex);
    return str_format(arena, "%.8s-%.4s-5%.3s-%c%.3s-%.12s", hex, hex + 8, hex + 13,
                      "89ab"[hex_digit(hex[16]) & 3], hex + 17, hex + 20);
}
