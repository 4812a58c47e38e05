/* Relative references, by the algorithm of RFC 3986, section 5.2. */
#include "knowledge/address.h"

#include "ground/arena.h"
#include "ground/buf.h"
#include "ground/utf8.h"

struct parts {
    struct str scheme, authority, path, rest; /* authority with "//", rest: query and fragment */
};

static size_t scheme_length(struct str address) {
    size_t i = 0;
    while (i < address.len && (is_alnum(address.at[i]) || address.at[i] == '+' ||
                               address.at[i] == '-' || address.at[i] == '.'))
        i++;
    /* One letter before the colon is a drive of Windows, no scheme. */
    bool scheme = i > 1 && i < address.len && address.at[i] == ':' && is_alpha(address.at[0]);
    return scheme ? i + 1 : 0;
}

bool address_is_whole(struct str address) {
    return scheme_length(address) > 0;
}

bool address_is_public(struct str address) {
    return str_starts_fold(address, S("http://")) || str_starts_fold(address, S("https://")) ||
           str_starts_fold(address, S("ftp://"));
}

static size_t find_any(struct str s, const char *set) {
    size_t first = s.len;
    for (; *set; set++) {
        size_t at = str_find_char(s, *set, 0);
        if (at < first)
            first = at;
    }
    return first;
}

static struct parts split(struct str address) {
    struct parts parts = {0};
    size_t scheme = scheme_length(address);
    parts.scheme = str_part(address, 0, scheme);
    struct str left = str_from(address, scheme);
    size_t rest = find_any(left, "?#");
    parts.rest = str_from(left, rest);
    left = str_part(left, 0, rest);
    if (str_starts(left, S("//"))) {
        size_t slash = str_find_char(left, '/', 2);
        parts.authority = str_part(left, 0, slash);
        left = slash == STR_NONE ? S("") : str_from(left, slash);
    }
    parts.path = left;
    return parts;
}

/* Takes "." and ".." out of a path (section 5.2.4). */
static struct str without_dots(struct arena *arena, struct str path) {
    struct buf out = buf_in(arena);
    while (path.len) {
        size_t end = str_find_char(path, '/', 1);
        struct str segment = str_part(path, 0, end);
        bool last = end == STR_NONE;
        path = last ? S("") : str_from(path, end);
        if (str_equal(segment, S("/.")) || str_equal(segment, S("/.."))) {
            while (segment.len == 3 && out.len && out.at[--out.len] != '/')
                ;
            if (last)
                buf_char(&out, '/');
        } else {
            buf_put(&out, segment);
        }
    }
    return buf_text(&out);
}

static struct str merged_path(struct arena *arena, struct parts base, struct parts reference) {
    struct buf path = buf_in(arena);
    if (str_starts(reference.path, S("/")))
        return without_dots(arena, reference.path);
    size_t slash = base.path.len;
    while (slash && base.path.at[slash - 1] != '/')
        slash--;
    if (slash)
        buf_put(&path, str_part(base.path, 0, slash));
    else
        buf_char(&path, '/');
    buf_put(&path, reference.path);
    return without_dots(arena, buf_text(&path));
}

struct str address_resolve(struct arena *arena, struct str base, struct str reference) {
    if (!address_is_whole(base) || address_is_whole(reference))
        return reference;
    struct parts b = split(base), r = split(reference);
    struct str authority = b.authority, path = b.path, rest = r.rest;
    if (r.authority.len) {
        authority = r.authority;
        path = r.path;
    } else if (r.path.len) {
        path = merged_path(arena, b, r);
    } else if (!r.rest.len || r.rest.at[0] == '#') {
        size_t fragment = str_find_char(b.rest, '#', 0);
        struct str query = str_part(b.rest, 0, fragment);
        rest = str_format(arena, "%.*s%.*s", STR_ARGS(query), STR_ARGS(r.rest));
    }
    return str_format(arena, "%.*s%.*s%.*s%.*s", STR_ARGS(b.scheme), STR_ARGS(authority),
                      STR_ARGS(path), STR_ARGS(rest));
}

struct str address_decoded(struct arena *arena, struct str address) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < address.len; i++) {
        int high = i + 2 < address.len && address.at[i] == '%' ? hex_digit(address.at[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(address.at[i + 2]) : -1;
        if (low >= 0 && high + low > 0) {
            buf_char(&out, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_char(&out, address.at[i]);
        }
    }
    struct str decoded = buf_text(&out);
    return utf8_valid(decoded) ? decoded : address;
}
