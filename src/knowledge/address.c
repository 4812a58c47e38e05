/* Relative references, by the algorithm of RFC 3986, section 5.2. */
#include "knowledge/address.h"

#include "ground/buf.h"
#include "ground/utf8.h"
#include "wrappers/pattern.h"

/* The parts of an address: authority with "//", rest is query and fragment. */
enum { SCHEME = 1, AUTHORITY, PATH, REST };

/* One letter before the colon is a drive of Windows, no scheme. */
static struct match split(struct str address) {
    static struct pattern parts =
        PATTERN("(?s)^([A-Za-z][A-Za-z0-9+.-]+:)?(//[^/?#]*)?([^?#]*)(.*)");
    struct match match = {0};
    pattern_find(&parts, address, 0, &match);
    return match;
}

bool address_is_whole(struct str address) {
    return split(address).group[SCHEME].len;
}

bool address_is_public(struct str address) {
    return str_starts_fold(address, S("http://")) || str_starts_fold(address, S("https://")) ||
           str_starts_fold(address, S("ftp://"));
}

bool address_is_useless(struct str address) {
    static struct pattern useless = PATTERN_FOLD("^\\s*(?:$|#|mailto:|javascript:|tel:|about:)");
    return pattern_in(&useless, address);
}

struct str address_host(struct str address) {
    size_t slashes = str_find(address, S("//"), 0);
    if (slashes == STR_NONE || slashes > 6)
        return S("");
    struct str host = str_from(address, slashes + 2);
    host = str_part(host, 0, str_find_char(host, '/', 0));
    return str_starts_fold(host, S("www.")) ? str_from(host, 4) : host;
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

static struct str merged_path(struct arena *arena, struct str base, struct str reference) {
    if (str_starts(reference, S("/")))
        return without_dots(arena, reference);
    while (base.len && base.at[base.len - 1] != '/')
        base.len--;
    base = base.len ? base : S("/");
    return without_dots(arena, str_format(arena, "%.*s%.*s", STR_ARGS(base), STR_ARGS(reference)));
}

struct str address_resolve(struct arena *arena, struct str base, struct str reference) {
    if (!address_is_whole(base) || address_is_whole(reference))
        return reference;
    struct match whole = split(base), relative = split(reference);
    const struct str *b = whole.group, *r = relative.group;
    struct str authority = b[AUTHORITY], path = b[PATH], rest = r[REST];
    if (r[AUTHORITY].len) {
        authority = r[AUTHORITY];
        path = r[PATH];
    } else if (r[PATH].len) {
        path = merged_path(arena, b[PATH], r[PATH]);
    } else if (!rest.len || rest.at[0] == '#') {
        struct str query = str_part(b[REST], 0, str_find_char(b[REST], '#', 0));
        rest = str_format(arena, "%.*s%.*s", STR_ARGS(query), STR_ARGS(rest));
    }
    return str_format(arena, "%.*s%.*s%.*s%.*s", STR_ARGS(b[SCHEME]), STR_ARGS(authority),
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
