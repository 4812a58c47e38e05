/* XHTML: text, languages and documents. */
#include "formats/xhtml.h"

#include "formats/href.h"
#include "ground/diag.h"
#include "ground/utf8.h"

enum { LONGEST_SUBTAG = 8, LONGEST_PARAGRAPH = 32 * 1024 };

static void put_character(struct buf *out, uint32_t c) {
    if ((c >= '\t' && c <= '\r') || c == 0x85)
        c = ' ';
    bool noncharacter = (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
    if (c >= 0x20 && (c < 0x7f || c > 0x9f) && !noncharacter)
        buf_rune(out, c);
}

/* How many bytes from `at` on stand for themselves in any XML: no markup, and none that begins a
 * character which XML may forbid. */
static size_t plain_run(struct str text, size_t at) {
    static const bool special[256] = {
        ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, [0x7f] = true, [0xc2] = true};
    size_t i = at;
    for (; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < ' ' || c >= 0xef || special[c])
            break;
    }
    return i - at;
}

void xhtml_text(struct buf *out, struct str text) {
    static const char *const escapes[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    for (size_t i = 0, width; i < text.len; i += width) {
        width = plain_run(text, i);
        buf_put(out, str_part(text, i, i + width));
        i += width;
        width = 0;
        uint32_t c = i < text.len ? utf8_decode(text, i, &width) : 0;
        if (c < 128 && escapes[c])
            buf_puts(out, escapes[c]);
        else
            put_character(out, c);
    }
}

void xhtml_element(struct buf *out, const char *open, struct str text, const char *close) {
    buf_puts(out, open);
    xhtml_text(out, text);
    buf_puts(out, close);
}

struct str xhtml_line(struct arena *arena, struct str text) {
    struct buf out = buf_in(arena);
    if (plain_run(text, 0) == text.len)
        return str_squeeze(arena, text);
    for (size_t i = 0, width; i < text.len; i += width)
        put_character(&out, utf8_decode(text, i, &width));
    return str_squeeze(arena, buf_text(&out));
}

/* An address as text that may be broken after "/", "?" and "&". */
static void put_address(struct buf *out, struct str address) {
    size_t from = 0, scheme = str_find(address, S("://"), 0);
    size_t i = scheme == STR_NONE ? 0 : scheme + 3;
    for (; i + 1 < address.len; i++) {
        char c = address.at[i];
        if ((c != '/' && c != '?' && c != '&') || address.at[i + 1] == '/')
            continue;
        xhtml_text(out, str_part(address, from, i + 1));
        buf_puts(out, "<wbr/>");
        from = i + 1;
    }
    xhtml_text(out, str_from(address, from));
}

static bool open_link(struct buf *out, const char *opening, struct str address) {
    struct str href;
    if (!href_clean(out->arena, address, &href))
        return false;
    xhtml_element(out, opening, href, "\">");
    return true;
}

bool xhtml_anchor(struct buf *out, struct str address) {
    return open_link(out, "<a class=\"url\" href=\"", address);
}

/* An address runs from left to right in any text. */
void xhtml_link(struct buf *out, struct str address, struct str shown) {
    bool linked = open_link(out, "<a class=\"url\" dir=\"ltr\" href=\"", address);
    if (!linked)
        buf_puts(out, "<span class=\"url\" dir=\"ltr\">");
    put_address(out, shown.len ? shown : address);
    buf_puts(out, linked ? "</a>" : "</span>");
}

/* What a subtag behind the first can be, in the order in which a tag may have them. */
enum subtag { SUBTAG_NONE, SUBTAG_SCRIPT, SUBTAG_REGION, SUBTAG_VARIANT };

static enum subtag subtag_of(struct str part) {
    size_t digits = 0;
    for (size_t i = 0; i < part.len; i++) {
        if (!is_alnum(part.at[i]))
            return SUBTAG_NONE;
        digits += is_digit(part.at[i]);
    }
    if (part.len == 4 && !digits)
        return SUBTAG_SCRIPT;
    if ((part.len == 2 && !digits) || (part.len == 3 && digits == 3))
        return SUBTAG_REGION;
    bool variant = part.len >= 5 && part.len <= LONGEST_SUBTAG;
    return variant || (part.len == 4 && is_digit(part.at[0])) ? SUBTAG_VARIANT : SUBTAG_NONE;
}

struct str xhtml_language(struct arena *arena, struct str tag) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < tag.len; i++)
        buf_char(&out, tag.at[i] == '_' ? '-' : tag.at[i]);
    struct str whole = str_trim(buf_text(&out)), rest = whole, part = S("");
    str_next(&rest, '-', &part);
    if (part.len < 2 || part.len > 3 || !is_alpha(part.at[0]) || !is_alpha(part.at[1]) ||
        !is_alpha(part.at[part.len - 1]))
        return S("");
    size_t good = part.len;
    enum subtag last = SUBTAG_NONE;
    while (str_next(&rest, '-', &part)) {
        enum subtag kind = subtag_of(part);
        if (kind < last || kind == SUBTAG_NONE || (kind == last && kind != SUBTAG_VARIANT))
            break;
        last = kind;
        good += 1 + part.len;
    }
    return str_part(whole, 0, good);
}

struct str xhtml_wished_language(struct arena *arena, struct str tag) {
    struct str language = xhtml_language(arena, tag);
    if (language.len != tag.len)
        die_usage("%s is no language tag (such as en-GB)", str_zero_ended(arena, tag));
    return language;
}

bool xhtml_is_leftward_language(struct str tag) {
    static const char *const leftwards[] = {"ar", "fa", "he", "ur",  "yi",  "ps", "sd",
                                            "ug", "dv", "ku", "arc", "syr", "ckb"};
    struct str first = S("");
    str_next(&tag, '-', &first);
    for (size_t i = 0; i < sizeof leftwards / sizeof *leftwards; i++)
        if (str_equal_fold(first, str_of(leftwards[i])))
            return true;
    return false;
}

/* The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
static bool is_leftward_letter(uint32_t c) {
    return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
           (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
           (c >= 0x1e800 && c <= 0x1efff);
}

/* True where a text runs from right to left, by its first letter. */
static bool is_leftward(struct str text) {
    for (size_t i = 0, width; i < text.len; i += width) {
        uint32_t c = utf8_decode(text, i, &width);
        if (utf8_is_letter(c))
            return is_leftward_letter(c);
    }
    return false;
}

/* How much of a paragraph old readers open at once: up to a blank, where there is one. */
static size_t first_stretch(struct str part) {
    size_t end = part.len > LONGEST_PARAGRAPH ? LONGEST_PARAGRAPH : part.len;
    while (end && end < part.len && part.at[end - 1] != ' ')
        end--;
    return end ? end : part.len;
}

void xhtml_paragraphs(struct buf *out, struct str text, const char *class) {
    for (size_t at = 0, end; at < text.len; at = end == STR_NONE ? text.len : end + 2) {
        end = str_find(text, S("\n\n"), at);
        struct str part = xhtml_line(out->arena, str_part(text, at, end));
        const char *direction = is_leftward(part) ? " dir=\"rtl\"" : "";
        for (size_t stretch; part.len; part = str_from(part, stretch)) {
            stretch = first_stretch(part);
            buf_format(out, "<p class=\"%s\"%s>", class, direction);
            xhtml_element(out, "", str_trim(str_part(part, 0, stretch)), "</p>\n");
        }
    }
}

void xhtml_attributes(struct buf *out, struct str language, struct str around, struct str title) {
    language = xhtml_language(out->arena, language);
    if (language.len && !str_equal_fold(language, around))
        buf_format(out, " lang=\"%.*s\" xml:lang=\"%.*s\"", STR_ARGS(language), STR_ARGS(language));
    if (is_leftward(title))
        buf_puts(out, " dir=\"rtl\"");
}

void xhtml_isolated(struct buf *out, struct str text) {
    bool leftwards = is_leftward(text);
    xhtml_element(out, leftwards ? "<span dir=\"rtl\">" : "", text, leftwards ? "</span>" : "");
}

void xhtml_open(struct buf *out, struct str language, struct str title, const char *css) {
    buf_puts(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    buf_format(out, " lang=\"%.*s\" xml:lang=\"%.*s\" dir=\"%s\">\n", STR_ARGS(language),
               STR_ARGS(language), xhtml_is_leftward_language(language) ? "rtl" : "ltr");
    xhtml_element(out, "<head>\n<meta charset=\"UTF-8\"/>\n<title>", title, "</title>\n");
    buf_format(out, "<link rel=\"stylesheet\" type=\"text/css\" href=\"%s\"/>\n</head>\n<body>\n",
               css);
}
