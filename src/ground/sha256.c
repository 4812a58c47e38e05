/* SHA-256, after FIPS 180-4, sections 5 and 6.2. */
#include "ground/sha256.h"

#include <string.h>

enum { BLOCK = 64, LENGTH_AT = 56, ROUNDS = 64 };

static const uint32_t constants[ROUNDS] = {
#include "ground/sha256.def"
};

static uint32_t turn(uint32_t x, unsigned by) {
    return x >> by | x << (32 - by);
}

static void spread(uint32_t w[ROUNDS], const unsigned char *block) {
    for (int i = 0; i < 16; i++, block += 4)
        w[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
               block[3];
    for (int i = 16; i < ROUNDS; i++) {
        uint32_t early = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t late = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + early + w[i - 7] + late;
    }
}

static void mix(uint32_t state[8], const unsigned char *block) {
    uint32_t w[ROUNDS], s[8];
    spread(w, block);
    memcpy(s, state, sizeof s);
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t one = turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25);
        uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
        uint32_t first = s[7] + one + choice + constants[i] + w[i];
        uint32_t zero = turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22);
        uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += first;
        s[0] = first + zero + majority;
    }
    for (int i = 0; i < 8; i++)
        state[i] += s[i];
}

void sha256_start(struct sha256 *sum) {
    *sum = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                     0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(struct sha256 *sum, struct str bytes) {
    while (bytes.len) {
        size_t used = sum->bytes % BLOCK;
        struct str part = str_part(bytes, 0, BLOCK - used);
        memcpy(sum->block + used, part.at, part.len);
        sum->bytes += part.len;
        if (used + part.len == BLOCK)
            mix(sum->state, sum->block);
        bytes = str_from(bytes, part.len);
    }
}

void sha256_end(struct sha256 *sum, char hex[SHA256_HEX]) {
    uint64_t bits = sum->bytes * 8;
    sha256_add(sum, S("\x80"));
    while (sum->bytes % BLOCK != LENGTH_AT)
        sha256_add(sum, S("\0"));
    char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (char)(bits >> (56 - 8 * i));
    sha256_add(sum, (struct str){length, sizeof length});
    for (int i = 0; i < SHA256_HEX - 1; i++)
        hex[i] = "0123456789abcdef"[sum->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[SHA256_HEX - 1] = '\0';
}
