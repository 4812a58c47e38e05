/* UTF-8: reading, writing, mending, and what kind of character one is. */
#pragma once

#include <stdint.h>

#include "ground/str.h"

/* The character at byte `at` of `s` (at < s.len) and its width in bytes; U+FFFD and the width of
 * the bad part where the bytes are no UTF-8 (maximal subparts, as browsers do: WHATWG Encoding). */
uint32_t utf8_decode(struct str s, size_t at, size_t *width);

/* True where it gave `c` for bytes that are no UTF-8: a real U+FFFD is three bytes that say so. */
bool utf8_is_bad(struct str s, size_t at, uint32_t c);

/* Writes the character into `out` (room for 4 bytes) and gives its width. */
size_t utf8_encode(uint32_t c, char *out);

/* True where all of `s` is valid UTF-8. */
bool utf8_valid(struct str s);

/* `s` with every bad part and every NUL as U+FFFD, counted in `*bad`; `s` itself where none is bad,
 * else in the arena. */
struct str utf8_mend(struct arena *arena, struct str s, size_t *bad);

/* How many characters `s` (valid) has. */
size_t utf8_count(struct str s);
/* The byte position of character number `n` of `s`, its length at most. */
size_t utf8_offset(struct str s, size_t n);
/* The same, counted on from where the last call in `s` came to: for many characters in order. */
struct utf8_place {
    size_t character, byte;
};
size_t utf8_offset_on(struct str s, size_t n, struct utf8_place *last);

/* `s` (valid) in normal form C, in the arena or `s` itself (Unicode Standard Annex 15). */
struct str utf8_nfc(struct arena *arena, struct str s);
/* `s` decomposed, without accents, in small letters: for comparing, never for output. */
struct str utf8_fold(struct arena *arena, struct str s);

/* White space in Unicode's sense, U+00A0 and U+FEFF too. */
bool utf8_is_space(uint32_t c);
bool utf8_is_letter(uint32_t c);
bool utf8_is_upper(uint32_t c);
bool utf8_is_lower(uint32_t c);
/* The capital of a letter, or the character itself. */
uint32_t utf8_upper(uint32_t c);
/* True where the first character is a small letter. */
bool utf8_starts_lower(struct str s);
/* Letters of Han, Hiragana, Katakana, Hangul: scripts without capitals and word gaps. */
bool utf8_is_cjk(uint32_t c);
