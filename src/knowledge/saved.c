/* Opening saved files: gzip by its library, a web archive as the mail (RFC 2045 to 2047) that it
 * is. */
#include "knowledge/saved.h"

#include "ground/buf.h"
#include "ground/markup.h"
#include "ground/utf8.h"
#include "wrappers/deflate.h"

/* How much speaks for a part being the page; the first of the best is. */
enum claim { CLAIM_NONE, CLAIM_TEXT, CLAIM_HTML, CLAIM_ADDRESS, CLAIM_START };

/* Parts lie in parts (a text in several forms) a few levels deep. */
enum { DEEPEST = 8 };

struct search {
    struct arena *arena;
    struct str start, address; /* what the archive says of its page */
    struct str head, body;     /* of the best part so far */
    enum claim claim;
};

/* Takes the headers off a part: they end at its first empty line. */
static struct str take_head(struct str *part) {
    struct str whole = *part, line;
    while (str_next(part, '\n', &line) && str_trim(line).len)
        ;
    return str_part(whole, 0, whole.len - part->len);
}

/* The value of a header with the lines that it is folded over joined by `joint`, which is nothing
 * in an address (RFC 2557, section 4.4.2); empty where there is none. */
static struct str header(struct arena *arena, struct str head, struct str name, const char *joint) {
    struct buf value = buf_in(arena);
    struct str line;
    bool inside = false;
    size_t bad;
    while (str_next(&head, '\n', &line)) {
        bool goes_on = line.len && (line.at[0] == ' ' || line.at[0] == '\t');
        if (inside && !goes_on)
            break;
        size_t colon = str_find_char(line, ':', 0);
        if (!goes_on && colon != STR_NONE && str_equal_fold(str_part(line, 0, colon), name)) {
            inside = true;
            line = str_from(line, colon + 1);
        }
        if (inside)
            buf_join(&value, joint, str_trim(line));
    }
    return utf8_mend(arena, buf_text(&value), &bad);
}

/* The value of a parameter: `boundary="…"`. */
static struct str parameter(struct str value, struct str name) {
    struct str piece;
    while (str_next(&value, ';', &piece)) {
        size_t equals = str_find_char(piece, '=', 0);
        if (equals != STR_NONE && str_equal_fold(str_trim(str_part(piece, 0, equals)), name))
            return str_trim_set(str_trim(str_from(piece, equals + 1)), "\"");
    }
    return S("");
}

/* Where a line begins that is the mark and no more than a mark, or STR_NONE. */
static size_t find_mark(struct str body, struct str mark, size_t from) {
    for (size_t at = from; (at = str_find(body, mark, at)) != STR_NONE; at += mark.len) {
        struct str rest = str_from(body, at + mark.len);
        if ((!at || body.at[at - 1] == '\n') &&
            (!rest.len || is_space(rest.at[0]) || str_starts(rest, S("--"))))
            return at;
    }
    return STR_NONE;
}

static void look_at_part(struct search *search, struct str part, enum claim least, int depth);

static void look_at_parts(struct search *search, struct str body, struct str boundary,
                          enum claim least, int depth) {
    struct str mark = str_format(search->arena, "--%.*s", STR_ARGS(boundary));
    size_t at = find_mark(body, mark, 0);
    while (at != STR_NONE && !str_starts(str_from(body, at + mark.len), S("--"))) {
        size_t from = str_find_char(body, '\n', at);
        if (from == STR_NONE)
            return;
        at = find_mark(body, mark, from);
        look_at_part(search, str_part(body, from + 1, at), least, depth);
    }
}

/* What speaks for a part that is no container of parts. */
static enum claim claim_of(const struct search *search, struct str head, struct str type,
                           enum claim least) {
    if (str_starts_fold(type, S("text/plain")))
        return CLAIM_TEXT;
    if (!str_starts_fold(type, S("text/html")) &&
        !str_starts_fold(type, S("application/xhtml+xml")))
        return CLAIM_NONE;
    struct str address = header(search->arena, head, S("Content-Location"), "");
    if (least < CLAIM_ADDRESS && address.len && str_equal(address, search->address))
        return CLAIM_ADDRESS;
    return least;
}

static void look_at_part(struct search *search, struct str part, enum claim least, int depth) {
    struct str head = take_head(&part);
    struct str type = header(search->arena, head, S("Content-Type"), " ");
    struct str id = header(search->arena, head, S("Content-ID"), "");
    struct str boundary = parameter(type, S("boundary"));
    if (search->start.len && str_equal(id, search->start))
        least = CLAIM_START;
    if (str_starts_fold(type, S("multipart/"))) {
        if (boundary.len && depth < DEEPEST)
            look_at_parts(search, part, boundary, least, depth + 1);
        return;
    }
    enum claim claim = claim_of(search, head, type, least);
    if (claim > search->claim) {
        search->claim = claim;
        search->head = head;
        search->body = part;
    }
}

/* A page that is being decoded; notes on which line of the file each of its lines begins. */
struct decoder {
    struct arena *arena;
    struct buf out;
    size_t *lines, count, room;
    size_t line; /* of the file, at the byte that comes next */
    char last;
    bool due; /* the byte that comes next begins a line */
};

static void put(struct decoder *to, char c) {
    buf_char(&to->out, c);
    /* In UTF-16 zeros stand beside line ends. */
    if (!c)
        return;
    if (to->due && !(c == '\n' && to->last == '\r')) {
        *arena_push(to->arena, to->lines, to->count, &to->room) = to->line;
        to->due = false;
    }
    to->due |= c == '\n' || c == '\r';
    to->last = c;
}

static void put_plain(struct decoder *to, struct str body) {
    for (size_t i = 0; i < body.len; i++) {
        put(to, body.at[i]);
        to->line += body.at[i] == '\n';
    }
}

/* Quoted-printable (RFC 2045, section 6.7); what is none of it stays as it is. */
static void put_quoted(struct decoder *to, struct str body) {
    struct str line;
    for (; str_next(&body, '\n', &line); to->line++) {
        line = str_trim_end(line, " \t\r");
        bool soft = str_ends(line, S("="));
        line.len -= soft;
        for (size_t i = 0; i < line.len; i++) {
            int high = line.at[i] == '=' && i + 2 < line.len ? hex_digit(line.at[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(line.at[i + 2]) : -1;
            put(to, low >= 0 ? (char)(high * 16 + low) : line.at[i]);
            i += low >= 0 ? 2 : 0;
        }
        if (!soft)
            put(to, '\n');
    }
}

/* Base64 (RFC 2045, section 6.8): what is none of it counts for nothing. */
static void put_base64(struct decoder *to, struct str body) {
    static const struct str digits =
        S("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    unsigned bits = 0, count = 0;
    for (size_t i = 0; i < body.len; i++) {
        size_t value = str_find_char(digits, body.at[i], 0);
        to->line += body.at[i] == '\n';
        if (body.at[i] == '=')
            count = 0;
        if (value == STR_NONE)
            continue;
        bits = bits << 6 | (unsigned)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            put(to, (char)(bits >> count & 0xFF));
        }
    }
}

static void decode(struct arena *arena, const struct search *found, struct str file,
                   struct saved *saved) {
    struct str before = {file.at, (size_t)(found->body.at - file.at)};
    struct decoder to = {
        .arena = arena, .out = buf_in(arena), .line = 1 + markup_lines(before), .due = true};
    struct str how = header(arena, found->head, S("Content-Transfer-Encoding"), "");
    if (str_equal_fold(how, S("quoted-printable")))
        put_quoted(&to, found->body);
    else if (str_equal_fold(how, S("base64")))
        put_base64(&to, found->body);
    else
        put_plain(&to, found->body);
    saved->bytes = buf_text(&to.out);
    saved->lines = to.lines;
    saved->line_count = to.count;
}

/* True for headers that only a mail has, or a web archive. */
static bool is_mail(struct arena *arena, struct str head) {
    size_t colon = str_find_char(head, ':', 0), blank = str_find_char(head, ' ', 0);
    return colon < blank && (header(arena, head, S("MIME-Version"), "").len ||
                             header(arena, head, S("Snapshot-Content-Location"), "").len);
}

static void open_archive(struct arena *arena, struct saved *saved) {
    struct str file = saved->bytes, body = file, head = take_head(&body);
    if (!is_mail(arena, head))
        return;
    struct search search = {.arena = arena};
    search.start = parameter(header(arena, head, S("Content-Type"), " "), S("start"));
    search.address = header(arena, head, S("Snapshot-Content-Location"), "");
    if (!search.address.len)
        search.address = header(arena, head, S("Content-Location"), "");
    look_at_part(&search, file, CLAIM_HTML, 0);
    saved->pageless = !search.claim;
    saved->bytes = S("");
    if (saved->pageless)
        return;
    decode(arena, &search, file, saved);
    saved->cut =
        search.head.at != file.at && search.body.at + search.body.len == file.at + file.len;
    saved->date = header(arena, head, S("Date"), " ");
    saved->encoding = parameter(header(arena, search.head, S("Content-Type"), " "), S("charset"));
    saved->address =
        search.address.len ? search.address : header(arena, search.head, S("Content-Location"), "");
}

/* Half an address is none: the tag goes that the end of the file cuts in two. */
static struct str without_cut_tag(struct str page) {
    size_t at = page.len;
    while (at && page.at[at - 1] != '<' && page.at[at - 1] != '>')
        at--;
    return at && page.at[at - 1] == '<' ? str_part(page, 0, at - 1) : page;
}

struct saved saved_open(struct arena *arena, struct str file, size_t limit, bool text) {
    struct saved saved = {.bytes = file};
    if (is_gzip(file)) {
        struct gunzipped found = gunzip(arena, file, limit);
        saved = (struct saved){.bytes = found.bytes,
                               .damaged = found.damaged,
                               .too_long = found.too_long,
                               .left_over = found.left_over};
    }
    if (!text)
        open_archive(arena, &saved);
    if (saved.damaged || saved.cut || saved.too_long)
        saved.bytes = without_cut_tag(saved.bytes);
    return saved;
}

size_t saved_line(const struct saved *saved, size_t line) {
    if (!line || !saved->line_count)
        return line;
    return saved->lines[(line < saved->line_count ? line : saved->line_count) - 1];
}
