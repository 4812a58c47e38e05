/* Slices of text. */
#include "ground/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ground/utf8.h"

struct str str_of(const char *text) {
    return text ? (struct str){text, strlen(text)} : S("");
}

struct str str_part(struct str s, size_t from, size_t to) {
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct str){s.at + from, to - from};
}

struct str str_from(struct str s, size_t from) {
    return str_part(s, from, s.len);
}

static bool in_set(char c, const char *set) {
    return c && strchr(set, c);
}

struct str str_trim_start(struct str s, const char *set) {
    while (s.len && in_set(s.at[0], set))
        s = str_from(s, 1);
    return s;
}

struct str str_trim_end(struct str s, const char *set) {
    while (s.len && in_set(s.at[s.len - 1], set))
        s.len--;
    return s;
}

struct str str_trim_set(struct str s, const char *set) {
    return str_trim_end(str_trim_start(s, set), set);
}

struct str str_trim(struct str s) {
    return str_trim_set(s, " \t\n\v\f\r");
}

bool str_equal(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_equal_fold(struct str a, struct str b) {
    return a.len == b.len && str_starts_fold(a, b);
}

bool str_starts(struct str s, struct str start) {
    return str_equal(str_part(s, 0, start.len), start);
}

bool str_starts_fold(struct str s, struct str start) {
    if (s.len < start.len)
        return false;
    for (size_t i = 0; i < start.len; i++)
        if (to_lower(s.at[i]) != to_lower(start.at[i]))
            return false;
    return true;
}

bool str_ends(struct str s, struct str end) {
    return s.len >= end.len && str_equal(str_from(s, s.len - end.len), end);
}

bool str_ends_fold(struct str s, struct str end) {
    return s.len >= end.len && str_equal_fold(str_from(s, s.len - end.len), end);
}

int str_compare(struct str a, struct str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : number_compare(a.len, b.len);
}

size_t str_find(struct str s, struct str what, size_t from) {
    if (from > s.len)
        return STR_NONE;
    if (!what.len || s.len - from < what.len)
        return what.len ? STR_NONE : from;
    const char *hit = memmem(s.at + from, s.len - from, what.at, what.len);
    return hit ? (size_t)(hit - s.at) : STR_NONE;
}

size_t str_find_fold(struct str s, struct str what, size_t from) {
    for (size_t i = from; i + what.len <= s.len; i++)
        if (str_starts_fold(str_from(s, i), what))
            return i;
    return STR_NONE;
}

size_t str_find_char(struct str s, char c, size_t from) {
    const char *hit = from < s.len ? memchr(s.at + from, c, s.len - from) : NULL;
    return hit ? (size_t)(hit - s.at) : STR_NONE;
}

bool str_has_word(struct str words, struct str word) {
    struct str next;
    while (str_next(&words, ' ', &next))
        if (str_equal(next, word))
            return true;
    return false;
}

uint64_t str_hash(uint64_t hash, struct str text) {
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(1099511628211);
    return hash;
}

static int by_name(const void *name, const void *row) {
    return str_compare(*(const struct str *)name, *(const struct str *)row);
}

const void *str_row(struct str name, const void *rows, size_t count, size_t size) {
    return bsearch(&name, rows, count, size, by_name);
}

bool str_next(struct str *rest, char mark, struct str *part) {
    if (!rest->len)
        return false;
    size_t end = str_find_char(*rest, mark, 0);
    *part = str_part(*rest, 0, end);
    *rest = end == STR_NONE ? S("") : str_from(*rest, end + 1);
    return true;
}

char *str_zero_ended(struct arena *arena, struct str s) {
    char *copy = arena_alloc(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    return copy;
}

struct str str_copy(struct arena *arena, struct str s) {
    return (struct str){str_zero_ended(arena, s), s.len};
}

struct str str_format(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char likely[256] = "";
    int written = vsnprintf(likely, sizeof likely, format, args);
    size_t len = written < 0 ? 0 : (size_t)written;
    char *text = arena_alloc(arena, len + 1);
    if (len < sizeof likely)
        memcpy(text, likely, len);
    else
        vsnprintf(text, len + 1, format, again);
    va_end(args);
    va_end(again);
    return str_of(text);
}

/* True where squeezing would change nothing. */
static bool is_squeezed(struct str s) {
    bool blank = true; /* as if one stood before */
    for (size_t i = 0, width = 1; i < s.len; i += width, width = 1) {
        unsigned char c = (unsigned char)s.at[i];
        bool space = c == ' ';
        if (c >= 0x80) {
            uint32_t rune = utf8_decode(s, i, &width);
            if (rune == 0xAD || utf8_is_space(rune))
                return false;
        }
        if ((space && blank) || (c < ' ' && is_space(s.at[i])))
            return false;
        blank = space;
    }
    return !blank || !s.len;
}

struct str str_squeeze(struct arena *arena, struct str s) {
    if (is_squeezed(s))
        return s;
    char *text = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    bool blank = false;
    for (size_t i = 0; i < s.len;) {
        size_t width;
        uint32_t c = utf8_decode(s, i, &width);
        if (utf8_is_space(c)) {
            blank = len > 0;
        } else if (c != 0xAD) {
            if (blank)
                text[len++] = ' ';
            blank = false;
            memcpy(text + len, s.at + i, width);
            len += width;
        }
        i += width;
    }
    return (struct str){text, len};
}

struct str str_lower(struct arena *arena, struct str s) {
    char *text = str_zero_ended(arena, s);
    for (size_t i = 0; i < s.len; i++)
        text[i] = to_lower(text[i]);
    return (struct str){text, s.len};
}

long str_number(struct str s) {
    long number = 0;
    if (!s.len || s.len > 9)
        return -1;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.at[i]))
            return -1;
        number = number * 10 + (s.at[i] - '0');
    }
    return number;
}
