/* Which encoding a page is in, and its bytes as UTF-8. */
#include "ground/encoding.h"

#include "ground/buf.h"
#include "ground/markup.h"
#include "ground/utf8.h"

enum { REPLACEMENT = 0xFFFD, DECLARED_WITHIN = 4096 };

enum encoding {
    UTF_8,
    UTF_16LE,
    UTF_16BE,
#define ENCODING(id, name, ...) id,
#include "ground/encodings.def"
    ENCODINGS
};

static const struct {
    const char *name;
    uint16_t high[128]; /* the characters of the bytes 80 to FF, of a single-byte encoding */
} encodings[ENCODINGS] = {
    [UTF_8] = {.name = "UTF-8"},
    [UTF_16LE] = {.name = "UTF-16LE"},
    [UTF_16BE] = {.name = "UTF-16BE"},
#define ENCODING(id, name, ...) [id] = {name, {__VA_ARGS__}},
#include "ground/encodings.def"
};

static const struct {
    struct str label;
    enum encoding encoding;
} labels[] = {
#define LABEL(label, id) {S(label), id},
#include "ground/encoding_labels.def"
};

static bool find_label(struct str label, enum encoding *encoding) {
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (str_equal_fold(label, labels[i].label)) {
            *encoding = labels[i].encoding;
            return true;
        }
    }
    return false;
}

/* The X of "text/html; charset=X", or empty. */
static struct str charset_in(struct str content) {
    size_t at = 0;
    while ((at = str_find_fold(content, S("charset"), at)) != STR_NONE) {
        at += S("charset").len;
        struct str rest = str_trim(str_from(content, at));
        if (!str_starts(rest, S("=")))
            continue;
        rest = str_trim(str_from(rest, 1));
        size_t end = 0;
        if (rest.len && (rest.at[0] == '"' || rest.at[0] == '\''))
            return str_trim(str_part(rest, 1, str_find_char(rest, rest.at[0], 1)));
        while (end < rest.len && !is_space(rest.at[end]) && rest.at[end] != ';')
            end++;
        return str_part(rest, 0, end);
    }
    return S("");
}

/* What a meta element says the page's encoding is, or empty. */
static struct str declared_by(struct str attributes) {
    struct str name, value, charset = S(""), content = S("");
    bool pragma = false;
    while (markup_attribute(&attributes, &name, &value)) {
        if (str_equal_fold(name, S("charset")) && !charset.len)
            charset = str_trim(value);
        else if (str_equal_fold(name, S("content")) && !content.len)
            content = charset_in(value);
        else if (str_equal_fold(name, S("http-equiv")))
            pragma |= str_equal_fold(str_trim(value), S("content-type"));
    }
    return charset.len || !pragma ? charset : content;
}

static struct str declared(struct str bytes) {
    struct markup markup = {.text = bytes};
    struct mark mark;
    struct str label = S("");
    while (!label.len && markup.at < DECLARED_WITHIN && markup_next(&markup, &mark))
        if (mark.kind == MARKUP_START && str_equal_fold(mark.name, S("meta")))
            label = declared_by(mark.attributes);
    return label;
}

/* True where most characters at the start are of Latin letters in UTF-16: a zero beside each. */
static bool is_utf_16(struct str bytes, bool big) {
    enum { LOOKED_AT = 512, FEWEST = 8 };
    size_t zeros[2] = {0, 0}, end = bytes.len < LOOKED_AT ? bytes.len & ~(size_t)1 : LOOKED_AT;
    for (size_t i = 0; i < end; i++)
        zeros[i % 2] += !bytes.at[i];
    return end >= FEWEST && !zeros[big] && 4 * zeros[!big] > end;
}

/* Chooses the encoding; a BOM is taken off the bytes. */
static enum encoding choose(struct str *bytes, struct str stated, bool declares,
                            struct str *unknown) {
    static const struct {
        struct str bom;
        enum encoding encoding;
    } boms[] = {
        {S("\xEF\xBB\xBF"), UTF_8},
        {S("\xFF\xFE"), UTF_16LE},
        {S("\xFE\xFF"), UTF_16BE},
    };
    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
        if (str_starts(*bytes, boms[i].bom)) {
            *bytes = str_from(*bytes, boms[i].bom.len);
            return boms[i].encoding;
        }
    }
    enum encoding encoding;
    struct str label = declares ? declared(*bytes) : S("");
    if (find_label(stated, &encoding) || find_label(label, &encoding))
        return encoding;
    *unknown = label.len ? label : stated;
    if (is_utf_16(*bytes, false) || is_utf_16(*bytes, true))
        return is_utf_16(*bytes, true) ? UTF_16BE : UTF_16LE;
    return utf8_valid(*bytes) ? UTF_8 : WINDOWS_1252;
}

static uint32_t take_utf8(struct str bytes, size_t *at, bool *bad) {
    size_t width;
    uint32_t c = utf8_decode(bytes, *at, &width);
    *bad = utf8_is_bad(bytes, *at, c);
    *at += width;
    return c;
}

/* The 16 bits at `at`, or STR_NONE at the end of the bytes. */
static size_t unit(struct str bytes, size_t at, bool big) {
    if (at + 1 >= bytes.len)
        return STR_NONE;
    unsigned char first = (unsigned char)bytes.at[at], second = (unsigned char)bytes.at[at + 1];
    return big ? (size_t)(first << 8 | second) : (size_t)(second << 8 | first);
}

static uint32_t take_utf16(struct str bytes, size_t *at, bool big, bool *bad) {
    size_t lead = unit(bytes, *at, big), trail = unit(bytes, *at + 2, big);
    *at += 2;
    *bad = lead == STR_NONE || (lead >= 0xD800 && lead <= 0xDFFF);
    if (!*bad)
        return (uint32_t)lead;
    if (lead > 0xDBFF || trail < 0xDC00 || trail > 0xDFFF)
        return REPLACEMENT;
    *bad = false;
    *at += 2;
    return (uint32_t)(0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00));
}

static uint32_t take(struct str bytes, enum encoding encoding, size_t *at, bool *bad) {
    if (encoding == UTF_8)
        return take_utf8(bytes, at, bad);
    if (encoding == UTF_16LE || encoding == UTF_16BE)
        return take_utf16(bytes, at, encoding == UTF_16BE, bad);
    unsigned char byte = (unsigned char)bytes.at[(*at)++];
    uint32_t c = byte < 0x80 ? byte : encodings[encoding].high[byte - 0x80];
    *bad = c == REPLACEMENT;
    return c;
}

static void put_bad(struct decoded *decoded, struct buf *out) {
    if (!decoded->bad++)
        decoded->bad_line = markup_lines(buf_text(out)) + 1;
    buf_rune(out, REPLACEMENT);
}

/* Where the characters end that are one byte, and the same byte in the output. */
static size_t plain_end(struct str bytes, size_t at, enum encoding encoding) {
    if (encoding == UTF_16LE || encoding == UTF_16BE)
        return at;
    while (at < bytes.len && bytes.at[at] > 0 && bytes.at[at] < 0x7F && bytes.at[at] != '\r')
        at++;
    return at;
}

static void decode(struct decoded *decoded, struct buf *out, struct str bytes,
                   enum encoding encoding) {
    bool after_cr = false;
    for (size_t at = 0; at < bytes.len;) {
        size_t plain = plain_end(bytes, at, encoding);
        if (plain > at) {
            buf_put(out, str_part(bytes, at + (after_cr && bytes.at[at] == '\n'), plain));
            at = plain;
            after_cr = false;
            continue;
        }
        bool bad;
        uint32_t c = take(bytes, encoding, &at, &bad);
        if (bad || c == 0)
            put_bad(decoded, out);
        else if (c != '\n' || !after_cr)
            buf_rune(out, c == '\r' ? '\n' : c);
        after_cr = c == '\r';
    }
}

struct decoded encoding_decode(struct arena *arena, struct str bytes, struct str stated,
                               bool declares) {
    struct decoded decoded = {.unknown = S("")};
    struct buf out = buf_in(arena);
    enum encoding encoding = choose(&bytes, stated, declares, &decoded.unknown);
    decoded.encoding = encodings[encoding].name;
    decode(&decoded, &out, bytes, encoding);
    decoded.text = buf_text(&out);
    decoded.unknown = str_copy(arena, decoded.unknown);
    return decoded;
}
