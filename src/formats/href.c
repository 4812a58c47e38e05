/* Addresses of links. */
#include "formats/href.h"

#include <string.h>

#include "ground/buf.h"

enum { LONGEST_HOST = 253, LAST_PORT = 65535, LARGEST_OCTET = 255 };

/* Sorted by name. */
static const struct scheme {
    struct str name;
    bool has_host;
} schemes[] = {
    {S("ftp"), true},     {S("http"), true}, {S("https"), true},
    {S("mailto"), false}, {S("tel"), false},
};

static bool all_of(struct str s, const char *others) {
    for (size_t i = 0; i < s.len; i++)
        if (!is_alnum(s.at[i]) && (!s.at[i] || !strchr(others, s.at[i])))
            return false;
    return true;
}

/* A host whose last label begins like a number is an IPv4 address, or none (WHATWG URL). */
static bool is_ipv4(struct str host) {
    struct str label;
    int octets = 0;
    while (str_next(&host, '.', &label)) {
        long octet = str_number(label);
        if (octet < 0 || octet > LARGEST_OCTET || label.len > 3)
            return false;
        octets++;
    }
    return octets == 4;
}

static bool is_host(struct str host) {
    if (!host.len || host.len > LONGEST_HOST || !all_of(host, "-._"))
        return false;
    struct str rest = host, label = S("");
    while (str_next(&rest, '.', &label))
        if (!label.len)
            return false;
    return !is_digit(label.at[0]) || str_number(label) < 0 ? !str_starts_fold(label, S("0x"))
                                                           : is_ipv4(host);
}

static bool is_authority(struct str authority) {
    size_t at = str_find_char(authority, '@', 0);
    if (at != STR_NONE) {
        if (!all_of(str_part(authority, 0, at), "-._~:"))
            return false;
        authority = str_from(authority, at + 1);
    }
    size_t colon = str_find_char(authority, ':', 0);
    if (colon == STR_NONE)
        return is_host(authority);
    long port = str_number(str_from(authority, colon + 1));
    return port >= 0 && port <= LAST_PORT && is_host(str_part(authority, 0, colon));
}

static void put_encoded(struct buf *out, struct str s) {
    bool fragment = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool good = is_alnum(c) || (c && strchr("-._~:/?@!$&'()*+,;=", c));
        good |=
            c == '%' && i + 2 < s.len && hex_digit(s.at[i + 1]) >= 0 && hex_digit(s.at[i + 2]) >= 0;
        good |= c == '#' && !fragment;
        fragment |= c == '#';
        if (good)
            buf_char(out, c);
        else if (c != '\t' && c != '\n' && c != '\r')
            buf_format(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

/* Where the host ends, with what stands before and behind it, in "//host:80/path". */
static size_t authority_end(struct str rest) {
    size_t end = 2;
    while (end < rest.len && str_find_char(S("/?#"), rest.at[end], 0) == STR_NONE)
        end++;
    return end;
}

bool href_clean(struct arena *arena, struct str address, struct str *href) {
    address = str_trim(address);
    size_t colon = str_find_char(address, ':', 0);
    struct str rest = str_from(address, colon + 1);
    const struct scheme *scheme = STR_ROW(str_lower(arena, str_part(address, 0, colon)), schemes);
    if (colon == STR_NONE || !scheme || !rest.len)
        return false;
    if (scheme->has_host &&
        (!str_starts(rest, S("//")) || !is_authority(str_part(rest, 2, authority_end(rest)))))
        return false;
    struct buf out = buf_in(arena);
    buf_put(&out, scheme->name);
    buf_char(&out, ':');
    put_encoded(&out, rest);
    *href = buf_text(&out);
    return true;
}

struct str href_of_doi(struct arena *arena, struct str doi) {
    struct buf address = buf_in(arena);
    buf_puts(&address, "https://doi.org/");
    for (size_t i = 0; i < doi.len; i++)
        if (doi.at[i] == '#' || doi.at[i] == '?')
            buf_format(&address, "%%%02X", (unsigned)doi.at[i]);
        else
            buf_char(&address, doi.at[i]);
    return buf_text(&address);
}
