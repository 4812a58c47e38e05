/* Mending a page: it is read by the rules that browsers follow and written out without its dirt. */
#include "wrappers/mend.h"

#include "ground/buf.h"
#include "ground/markup.h"
#include "ground/utf8.h"

/* A parser looks for each attribute among those before it: more than any page needs would only
 * cost time. Names are cut where libxml2 would break them in two. */
enum { MOST_ATTRIBUTES = 200, LONGEST_NAME = 90, LONGEST_REFERENCE = 32 };

static const struct element elements[] = {
#define ELEMENT(name, ends, is, keeps, holds) {S(name), ends, is, keeps, holds},
#include "wrappers/elements.def"
};

static const struct reference {
    struct str name;
    uint32_t first, second;
} references[] = {
#define REFERENCE(name, first, second) {S(name), first, second},
#include "wrappers/references.def"
};

/* What the numbers 128 to 159 mean in references: windows-1252. */
static const uint16_t windows_1252[32] = {
#include "wrappers/number_references.def"
};

const struct element *element_of(struct str name) {
    static const struct element other;
    const struct element *found = STR_ROW(name, elements);
    return found ? found : &other;
}

/* Writes a character so that it is text wherever it stands. A line end that was no line end on the
 * page stays a reference, so that lines can be counted. */
static void put_character(struct buf *out, uint32_t c) {
    if (c == '&')
        buf_puts(out, "&amp;");
    else if (c == '<')
        buf_puts(out, "&lt;");
    else if (c == '"')
        buf_puts(out, "&quot;");
    else if (c == '\n' || c == '\r')
        buf_format(out, "&#%u;", (unsigned)c);
    else
        buf_rune(out, c < ' ' || c == 0x7F ? ' ' : c);
}

/* The byte that follows the digits of a reference by number; its value, at most one that is no
 * character, in `*value`. */
static size_t read_digits(struct str text, size_t at, int base, uint32_t *value) {
    *value = 0;
    for (; at < text.len; at++) {
        int digit = hex_digit(text.at[at]);
        if (digit < 0 || digit >= base)
            break;
        if (*value <= 0x10FFFF)
            *value = *value * (uint32_t)base + (uint32_t)digit;
    }
    return at;
}

/* Writes the reference "&#…" at `at` and gives its width, or 0 where it is none. */
static size_t put_number(struct buf *out, struct str text, size_t at) {
    bool hex = at + 2 < text.len && to_lower(text.at[at + 2]) == 'x';
    size_t from = at + 2 + hex;
    uint32_t c;
    size_t end = read_digits(text, from, hex ? 16 : 10, &c);
    if (end == from)
        return 0;
    if (c >= 0x80 && c <= 0x9F)
        c = windows_1252[c - 0x80];
    put_character(out, c ? c : 0xFFFD);
    return end - at + (end < text.len && text.at[end] == ';');
}

/* The longest reference by name that `name` starts with: all of it with its ';', or one of the old
 * names that need none. */
static const struct reference *longest_reference(struct str name) {
    const struct reference *found = NULL;
    for (size_t len = name.len; len > 1 && !found; len--)
        if (len == name.len || len < sizeof "frac12;")
            found = STR_ROW(str_part(name, 0, len), references);
    return found;
}

/* Writes the reference "&name…" at `at` and gives its width, or 0 where it is none. */
static size_t put_name(struct buf *out, struct str text, size_t at, bool attribute) {
    size_t from = at + 1, end = from;
    while (end < text.len && end - from < LONGEST_REFERENCE && is_alnum(text.at[end]))
        end++;
    end += end < text.len && text.at[end] == ';';
    const struct reference *found = longest_reference(str_part(text, from, end));
    if (!found)
        return 0;
    size_t next = from + found->name.len;
    if (attribute && text.at[next - 1] != ';' && next < text.len &&
        (text.at[next] == '=' || is_alnum(text.at[next])))
        return 0;
    put_character(out, found->first);
    if (found->second)
        put_character(out, found->second);
    return next - at;
}

static size_t put_reference(struct buf *out, struct str text, size_t at, bool attribute) {
    size_t width = 0;
    if (at + 1 < text.len && text.at[at + 1] == '#')
        width = put_number(out, text, at);
    else if (at + 1 < text.len)
        width = put_name(out, text, at, attribute);
    if (!width)
        buf_puts(out, "&amp;");
    return width ? width : 1;
}

/* Where the characters end that may be written as they are. */
static size_t plain_end(struct str text, size_t at, bool attribute) {
    for (; at < text.len; at++) {
        char c = text.at[at];
        if (c == '&' || c == '<' || c == 0x7F || (attribute && (c == '"' || c == '\n')) ||
            ((unsigned char)c < ' ' && c != '\n' && c != '\t'))
            break;
    }
    return at;
}

static void put_text(struct buf *out, struct str text, bool references, bool attribute) {
    for (size_t at = 0; at < text.len;) {
        size_t plain = plain_end(text, at, attribute);
        buf_put(out, str_part(text, at, plain));
        at = plain;
        if (at == text.len)
            return;
        if (text.at[at] == '&' && references)
            at += put_reference(out, text, at, attribute);
        else
            put_character(out, (unsigned char)text.at[at++]);
    }
}

/* The part of a name that every parser takes for one. */
static struct str plain_name(struct str name) {
    size_t end = 0;
    while (end < name.len && end < LONGEST_NAME &&
           (is_alnum(name.at[end]) || (end && str_find_char(S(":-_."), name.at[end], 0) < 4)))
        end++;
    return str_part(name, 0, end);
}

static void put_attributes(struct buf *out, struct str attributes) {
    struct str name, value;
    for (int i = 0; i < MOST_ATTRIBUTES && markup_attribute(&attributes, &name, &value); i++) {
        if (!name.len || is_digit(name.at[0]) || plain_name(name).len != name.len)
            continue;
        buf_format(out, " %.*s=\"", STR_ARGS(name));
        put_text(out, value, true, true);
        buf_char(out, '"');
    }
}

static void put_end(struct buf *out, struct str name) {
    buf_format(out, "</%.*s>", STR_ARGS(name));
}

/* "<a name=x/>" is meant to hold nothing, but "<p/>" to start a paragraph. */
static void put_start(struct arena *arena, struct buf *out, const struct mark *mark) {
    struct str name = str_lower(arena, plain_name(mark->name));
    const struct element *known = element_of(name);
    buf_format(out, "<%.*s", STR_ARGS(name));
    put_attributes(out, mark->attributes);
    buf_char(out, '>');
    if (known->holds == EMPTY || (mark->closes && !(known->is & ~(unsigned)LINK)))
        put_end(out, name);
}

/* What follows the end of body or html still belongs to the page, so these ends are left out. */
static void put_end_tag(struct buf *out, const struct mark *mark) {
    struct str name = plain_name(mark->name);
    if (str_equal_fold(name, S("br")))
        buf_puts(out, "<br></br>");
    else if (!str_equal_fold(name, S("body")) && !str_equal_fold(name, S("html")))
        put_end(out, name);
}

static void put_mark(struct arena *arena, struct buf *out, const struct mark *mark) {
    if (mark->kind == MARKUP_START)
        put_start(arena, out, mark);
    else if (mark->kind == MARKUP_END)
        put_end_tag(out, mark);
    else if (mark->kind == MARKUP_COMMENT)
        buf_format(out, "<!--%.*s-->", STR_ARGS(mark->text));
    else if (mark->kind == MARKUP_TEXT && mark->inside == INSIDE_SCRIPT)
        buf_put(out, mark->text);
    else if (mark->kind == MARKUP_TEXT)
        put_text(out, mark->text, mark->inside != INSIDE_RAW, false);
}

struct mended mend(struct arena *arena, struct str page) {
    struct mended mended = {.text = S("")};
    size_t bad, room = 0;
    struct markup markup = {.text = utf8_mend(arena, page, &bad)};
    struct buf out = buf_in(arena);
    struct mark mark;
    while (markup_next(&markup, &mark)) {
        put_mark(arena, &out, &mark);
        size_t lines =
            mark.kind == MARKUP_TEXT || mark.kind == MARKUP_COMMENT ? 0 : markup_lines(mark.whole);
        if (lines)
            *arena_push(arena, mended.skips, mended.skip_count, &room) =
                (struct skip){buf_text(&out).len, lines};
    }
    mended.text = buf_text(&out);
    return mended;
}
