/* UTF-8; what Unicode says of a character comes from utf8proc. */
#include "ground/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

static bool continues(struct str s, size_t at, unsigned char low, unsigned char high) {
    return at < s.len && (unsigned char)s.at[at] >= low && (unsigned char)s.at[at] <= high;
}

uint32_t utf8_decode(struct str s, size_t at, size_t *width) {
    unsigned char lead = (unsigned char)s.at[at], low = 0x80, high = 0xBF;
    *width = 1;
    if (lead < 0x80)
        return lead;
    size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4)
        return REPLACEMENT;
    if (lead == 0xE0)
        low = 0xA0;
    if (lead == 0xED)
        high = 0x9F;
    if (lead == 0xF0)
        low = 0x90;
    if (lead == 0xF4)
        high = 0x8F;
    uint32_t c = lead & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++, low = 0x80, high = 0xBF) {
        if (!continues(s, at + i, low, high)) {
            *width = i;
            return REPLACEMENT;
        }
        c = c << 6 | ((unsigned char)s.at[at + i] & 0x3F);
    }
    *width = more + 1;
    return c;
}

size_t utf8_encode(uint32_t c, char *out) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);
}

bool utf8_is_bad(struct str s, size_t at, uint32_t c) {
    return c == REPLACEMENT && !str_starts(str_from(s, at), S("\xEF\xBF\xBD"));
}

bool utf8_valid(struct str s) {
    for (size_t i = 0, width; i < s.len; i += width)
        if (utf8_is_bad(s, i, utf8_decode(s, i, &width)))
            return false;
    return true;
}

struct str utf8_mend(struct arena *arena, struct str s, size_t *bad) {
    *bad = 0;
    for (size_t i = 0, width; i < s.len; i += width) {
        uint32_t c = utf8_decode(s, i, &width);
        *bad += !c || utf8_is_bad(s, i, c);
    }
    if (!*bad)
        return s;
    char *text = arena_alloc(arena, s.len + 2 * *bad + 1);
    size_t len = 0;
    for (size_t i = 0, width; i < s.len; i += width) {
        uint32_t c = utf8_decode(s, i, &width);
        len += utf8_encode(c ? c : REPLACEMENT, text + len);
    }
    return (struct str){text, len};
}

size_t utf8_count(struct str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return count;
}

size_t utf8_offset(struct str s, size_t n) {
    size_t at = 0;
    for (; at < s.len; at++)
        if (((unsigned char)s.at[at] & 0xC0) != 0x80 && n-- == 0)
            break;
    return at;
}

size_t utf8_offset_on(struct str s, size_t n, struct utf8_place *last) {
    if (n < last->character)
        *last = (struct utf8_place){0};
    last->byte += utf8_offset(str_from(s, last->byte), n - last->character);
    last->character = n;
    return last->byte;
}

static bool is_ascii(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static struct str map(struct arena *arena, struct str s, utf8proc_option_t options) {
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)s.at, (utf8proc_ssize_t)s.len, &mapped, options);
    if (len < 0)
        return s;
    struct str copy = str_copy(arena, (struct str){(const char *)mapped, (size_t)len});
    free(mapped);
    return copy;
}

struct str utf8_nfc(struct arena *arena, struct str s) {
    return is_ascii(s) ? s : map(arena, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

struct str utf8_fold(struct arena *arena, struct str s) {
    if (is_ascii(s))
        return str_lower(arena, s);
    return map(arena, s,
               UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                   UTF8PROC_CASEFOLD);
}

bool utf8_is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0xFEFF ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

static utf8proc_category_t category(uint32_t c) {
    return utf8proc_category((utf8proc_int32_t)c);
}

bool utf8_is_letter(uint32_t c) {
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t c) {
    utf8proc_category_t k = category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t c) {
    return category(c) == UTF8PROC_CATEGORY_LL;
}

uint32_t utf8_upper(uint32_t c) {
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

bool utf8_starts_lower(struct str s) {
    size_t width;
    return s.len && utf8_is_lower(utf8_decode(s, 0, &width));
}

bool utf8_is_cjk(uint32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}
