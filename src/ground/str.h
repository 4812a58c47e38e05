/* Slices: text as a pointer and a length. They own nothing, and NUL may stand inside. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ground/arena.h"

struct str {
    const char *at;
    size_t len;
};

/* A slice of a string literal. */
#define S(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* A slice as the two arguments of "%.*s". */
#define STR_ARGS(s) (int)(s).len, (s).at

/* No position: what the find functions give when there is nothing to find. */
#define STR_NONE ((size_t)-1)

/* A slice of a C string (empty for NULL). */
struct str str_of(const char *text);

/* The part from byte `from` up to, not including, byte `to`; both are cut to the length. */
struct str str_part(struct str s, size_t from, size_t to);
/* The part from byte `from` to the end. */
struct str str_from(struct str s, size_t from);
/* `s` without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* `s` without any of the ASCII characters `set` at its start, at its end, at both. */
struct str str_trim_start(struct str s, const char *set);
struct str str_trim_end(struct str s, const char *set);
struct str str_trim_set(struct str s, const char *set);

bool str_equal(struct str a, struct str b);
/* Equal but for the case of ASCII letters. */
bool str_equal_fold(struct str a, struct str b);
bool str_starts(struct str s, struct str start);
bool str_starts_fold(struct str s, struct str start);
bool str_ends(struct str s, struct str end);
bool str_ends_fold(struct str s, struct str end);
/* Below, at or above zero, by bytes: the order of every sorted output. */
int str_compare(struct str a, struct str b);

/* The byte position of the first `what` in `s` at or after `from`, or STR_NONE. */
size_t str_find(struct str s, struct str what, size_t from);
/* The same but for the case of ASCII letters. */
size_t str_find_fold(struct str s, struct str what, size_t from);
/* The byte position of the first character `c` at or after `from`, or STR_NONE. */
size_t str_find_char(struct str s, char c, size_t from);

/* Takes the part of `*rest` before the first `mark` (or all of it) off, with the mark itself.
 * False when nothing was left. */
bool str_next(struct str *rest, char mark, struct str *part);

/* The row that begins with `name` of a table whose rows begin with slices, in their order, or NULL.
 */
#define STR_ROW(name, rows) str_row(name, rows, sizeof(rows) / sizeof *(rows), sizeof *(rows))
const void *str_row(struct str name, const void *rows, size_t count, size_t size);

/* True where `word` is one of the words, which blanks part. */
bool str_has_word(struct str words, struct str word);
/* A number by which texts are told apart (FNV-1a, 64 bits). It goes on from `hash`, which is
 * STR_HASH where nothing went before. */
#define STR_HASH UINT64_C(14695981039346656037)
uint64_t str_hash(uint64_t hash, struct str text);

/* A copy in the arena. */
struct str str_copy(struct arena *arena, struct str s);
/* A copy in the arena with a NUL behind it. */
char *str_zero_ended(struct arena *arena, struct str s);
/* Text made by printf's rules, in the arena. */
struct str str_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* `s` with each run of white space (ASCII, U+00A0 and the other Unicode blanks) as one blank,
 * none at the ends, and soft hyphens left out; in the arena, or `s` itself where it is so already.
 */
struct str str_squeeze(struct arena *arena, struct str s);
/* `s` with ASCII capitals as small letters, in the arena. */
struct str str_lower(struct arena *arena, struct str s);
/* A number of at most 9 ASCII digits that is the whole of `s`, or -1. */
long str_number(struct str s);

/* Below, at or above zero: the order of two numbers. */
static inline int number_compare(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}
/* White space, digits and letters of ASCII, whatever the locale. */
static inline bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static inline bool is_alpha(char c) {
    return is_upper((char)(c & ~0x20));
}
static inline bool is_alnum(char c) {
    return is_alpha(c) || is_digit(c);
}
static inline char to_lower(char c) {
    return is_upper(c) ? (char)(c | 0x20) : c;
}
/* The value of a hexadecimal digit, or -1. */
static inline int hex_digit(char c) {
    if (is_digit(c))
        return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
