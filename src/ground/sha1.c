/* SHA-1 and the UUIDs made with it. */
#include "ground/sha1.h"

#include <stdint.h>
#include <string.h>

#include "ground/buf.h"

enum { BLOCK = 64, ROUNDS = 80, QUARTER = 20 };

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

static void digest_block(uint32_t h[5], const unsigned char *block) {
    uint32_t w[ROUNDS];
    for (unsigned i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (unsigned i = 16; i < ROUNDS; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t v[5];
    memcpy(v, h, sizeof v);
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint32_t next = rotate(v[0], 5) + mixed(i / QUARTER, v[1], v[2], v[3]) + v[4] + w[i];
        v[4] = v[3];
        v[3] = v[2];
        v[2] = rotate(v[1], 30);
        v[1] = v[0];
        v[0] = next;
    }
    for (unsigned i = 0; i < 5; i++)
        h[i] += v[i];
}

void sha1(struct str bytes, unsigned char digest[SHA1_BYTES]) {
    uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    size_t at = 0;
    for (; bytes.len - at >= BLOCK; at += BLOCK)
        digest_block(h, (const unsigned char *)bytes.at + at);
    unsigned char last[2 * BLOCK] = {0};
    size_t left = bytes.len - at, end = left < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    if (left)
        memcpy(last, bytes.at + at, left);
    last[left] = 0x80;
    for (unsigned i = 0; i < 8; i++)
        last[end - 1 - i] = (unsigned char)((uint64_t)bytes.len * 8 >> 8 * i);
    for (at = 0; at < end; at += BLOCK)
        digest_block(h, last + at);
    for (unsigned i = 0; i < SHA1_BYTES; i++)
        digest[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}

struct str uuid_of_name(struct arena *arena, struct str name) {
    static const char urls[] =
        "\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8"; /* RFC 9562, 6.6 */
    struct buf all = buf_in(arena);
    buf_put(&all, (struct str){urls, sizeof urls - 1});
    buf_put(&all, name);
    unsigned char d[SHA1_BYTES];
    sha1(buf_text(&all), d);
    d[6] = (unsigned char)((d[6] & 0x0f) | 0x50);
    d[8] = (unsigned char)((d[8] & 0x3f) | 0x80);
    struct buf out = buf_in(arena);
    for (unsigned i = 0; i < 16; i++)
        buf_format(&out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", (unsigned)d[i]);
    return buf_text(&out);
}
