/* References out of RIS, BibTeX, CSV and CSL-JSON, by readers that know little and refuse little.
 */
#include "formats/reference.h"

#include "formats/csv.h"
#include "ground/json.h"
#include "ground/markup.h"
#include "ground/utf8.h"
#include "wrappers/page.h"

enum { MOST_DEEP = 64 };

struct reading {
    struct arena *arena;
    struct str text;
    size_t at, line, counted; /* the line of byte `counted` */
    struct references *out;
    struct reference *open;   /* the reference that is being read, or NULL */
    struct reference *macros; /* @string of BibTeX: names and values */
};

static enum proof proof_of(struct arena *arena, struct str name) {
    static const struct {
        const char *names;
        enum proof proof;
    } rows[] = {
#define HOLDS(names, proof) {names, PROOF_##proof},
#include "formats/reference-fields.def"
    };
    struct str wanted = str_format(arena, "|%.*s|", STR_ARGS(str_lower(arena, name)));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_find(str_of(rows[i].names), wanted, 0) != STR_NONE)
            return rows[i].proof;
    return PROOF_WORDS;
}

/* References to characters and tags are read only where there are some: an address may hold
 * "&copy". */
static struct str without_markup(struct arena *arena, struct str text) {
    size_t mark = str_find_char(text, '&', 0), end = str_find_char(text, ';', mark);
    bool tags = str_find(text, S("</"), 0) != STR_NONE;
    if (!tags && (mark == STR_NONE || end == STR_NONE || end - mark > 9))
        return text;
    return node_text(arena, page_read(arena, text, 100).root);
}

/* The text without what the format adds to a page's words. */
static struct str without_labels(struct arena *arena, struct str text) {
    static const char *const added[] = {
#define ADDED(words) words,
#include "formats/reference-added.def"
#define FIELD(field, tag, label, function) label,
#include "formats/ris-fields.def"
#define FIELD(field, names, label, condition, function) label,
#include "formats/bibtex-fields.def"
    };
    struct buf out = buf_in(arena);
    struct str part;
    for (size_t semicolon; text.len; text = str_trim(str_from(text, part.len + 1))) {
        semicolon = str_find(text, S("; "), 0);
        part = str_part(text, 0, semicolon);
        struct str rest = part;
        for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
            struct str label = str_of(added[i]);
            bool whole = label.len && str_starts(rest, label);
            struct str behind = str_from(rest, label.len);
            if (whole &&
                (is_space(label.at[label.len - 1]) || str_starts(behind, S(" - ")) || !behind.len))
                rest = behind;
        }
        buf_join(&out, "; ", rest);
    }
    return buf_text(&out);
}

static void add_field(struct reading *reading, struct str name, enum proof proof, struct str text) {
    struct arena *arena = reading->arena;
    struct reference *open = reading->open;
    text = str_trim(text);
    if (!text.len)
        return;
    if (proof != PROOF_ADDRESS)
        text = without_markup(arena, text);
    if (proof == PROOF_NOTE)
        text = without_labels(arena, text);
    *arena_push(arena, open->at, open->count, &open->room) =
        (struct reference_field){name, proof, text};
    if (!open->key.len && (str_equal_fold(name, S("ti")) || str_equal_fold(name, S("title"))))
        open->key = text;
}

/* A field of persons, one field a person. */
static void add_persons(struct reading *reading, struct str name, struct str text,
                        struct str between) {
    for (size_t end; text.len;
         text = str_from(text, end == STR_NONE ? text.len : end + between.len)) {
        end = str_find(text, between, 0);
        struct str one = str_part(text, 0, end);
        if (!str_equal(str_trim(one), S("others")))
            add_field(reading, name, PROOF_PERSON, one);
    }
}

static void add(struct reading *reading, struct str name, struct str text, struct str between) {
    enum proof proof = proof_of(reading->arena, name);
    if (str_equal_fold(name, S("key")) || str_equal(name, S("ID")))
        reading->open->key = str_trim(text);
    if (proof == PROOF_PERSON)
        add_persons(reading, name, text, between);
    else
        add_field(reading, name, proof, text);
}

/* Opens a reference that begins at byte `at`. */
static void start(struct reading *reading, size_t at) {
    struct references *out = reading->out;
    reading->line += markup_lines(str_part(reading->text, reading->counted, at));
    reading->counted = at;
    reading->open = arena_push(reading->arena, out->at, out->count, &out->room);
    *reading->open = (struct reference){.key = S(""), .line = reading->line};
}

static void say_bad(struct reading *reading, size_t at) {
    if (!reading->out->bad_line)
        reading->out->bad_line = 1 + markup_lines(str_part(reading->text, 0, at));
}

static bool is_ris_line(struct str line) {
    return line.len >= 5 && is_upper(line.at[0]) && is_alnum(line.at[1]) &&
           str_starts(str_from(line, 2), S("  -"));
}

static void read_ris(struct reading *reading) {
    struct str rest = reading->text, line, tag = S("");
    struct buf value = buf_in(reading->arena);
    bool more = true;
    while (more) {
        size_t at = reading->text.len - rest.len;
        more = str_next(&rest, '\n', &line);
        if (more && !is_ris_line(line)) {
            buf_char(&value, ' ');
            buf_put(&value, line);
            continue;
        }
        if (reading->open && tag.len)
            add(reading, tag, buf_text(&value), S("\n"));
        tag = str_part(line, 0, 2);
        value = buf_in(reading->arena);
        buf_put(&value, str_from(line, 5));
        if (more && str_equal(tag, S("TY")))
            start(reading, at);
    }
}

/* A letter or accent of TeX behind its backslash at `at`; gives the byte behind it. An accent is
 * nothing: the letter that bears it follows, and letters are compared without. */
static size_t tex_command(struct str text, size_t at, struct buf *out) {
    static const struct tex_letter {
        struct str name;
        const char *letter;
    } letters[] = {
#define LETTER(name, letter) {{name, sizeof name - 1}, letter},
#include "formats/tex-letters.def"
    };
    size_t end = at;
    while (end < text.len && is_alpha(text.at[end]))
        end++;
    if (end == at) {
        bool accent = at < text.len && str_find_char(S("`'^\"~=.-"), text.at[at], 0) != STR_NONE;
        buf_put(out, accent ? S("") : str_part(text, at, at + 1));
        return at + 1;
    }
    const struct tex_letter *row = STR_ROW(str_part(text, at, end), letters);
    if (row)
        buf_puts(out, row->letter);
    else if (end - at > 1)
        buf_char(out, ' ');
    while (end < text.len && is_space(text.at[end]))
        end++;
    return end;
}

static struct str without_tex(struct arena *arena, struct str text) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < text.len;) {
        char c = text.at[i++];
        if (c == '\\')
            i = tex_command(text, i, &out);
        else if (c == '~')
            buf_char(&out, ' ');
        else if (c != '{' && c != '}')
            buf_char(&out, c);
    }
    return buf_text(&out);
}

static char peek(struct reading *reading) {
    while (reading->at < reading->text.len && is_space(reading->text.at[reading->at]))
        reading->at++;
    return reading->at < reading->text.len ? reading->text.at[reading->at] : '\0';
}

/* The text up to one of the characters `ends` outside braces. */
static struct str bib_until(struct reading *reading, const char *ends) {
    struct str text = reading->text;
    size_t from = reading->at, depth = 0;
    for (; reading->at < text.len; reading->at++) {
        char c = text.at[reading->at];
        if (!depth && str_find_char(str_of(ends), c, 0) != STR_NONE)
            break;
        depth += c == '{';
        depth -= c == '}' && depth;
        reading->at += c == '\\' && reading->at + 1 < text.len;
    }
    if (reading->at > text.len)
        reading->at = text.len;
    return str_part(text, from, reading->at);
}

/* One piece of a value: {text}, "text", or a number or the name of an @string. */
static struct str bib_piece(struct reading *reading) {
    char c = peek(reading);
    bool quoted = c == '{' || c == '"';
    reading->at += quoted;
    struct str piece = bib_until(reading, c == '{' ? "}" : c == '"' ? "\"" : ",#})");
    reading->at += quoted;
    for (size_t i = 0; !quoted && i < reading->macros->count; i++)
        if (str_equal_fold(reading->macros->at[i].name, str_trim(piece)))
            return reading->macros->at[i].text;
    return piece;
}

static void bib_field(struct reading *reading, bool macro) {
    struct str name = str_trim(bib_until(reading, "=,})"));
    struct buf value = buf_in(reading->arena);
    if (peek(reading) != '=')
        return;
    do {
        reading->at++;
        buf_put(&value, bib_piece(reading));
    } while (peek(reading) == '#');
    struct reference *macros = reading->macros;
    struct str text = buf_text(&value);
    if (macro)
        *arena_push(reading->arena, macros->at, macros->count, &macros->room) =
            (struct reference_field){name, PROOF_WORDS, text};
    else
        add(reading, name, without_tex(reading->arena, str_squeeze(reading->arena, text)),
            S(" and "));
}

static void read_bibtex(struct reading *reading) {
    struct str text = reading->text;
    reading->macros = arena_make(reading->arena, struct reference, 1);
    while ((reading->at = str_find_char(text, '@', reading->at)) != STR_NONE) {
        size_t at = reading->at++;
        struct str type = str_trim(bib_until(reading, "{(@\n"));
        bool macro = str_equal_fold(type, S("string"));
        char c = peek(reading);
        if ((c != '{' && c != '(') || str_equal_fold(type, S("comment")) ||
            str_equal_fold(type, S("preamble")))
            continue;
        reading->at++;
        if (!macro) {
            start(reading, at);
            reading->open->key = str_trim(bib_until(reading, ",})"));
        }
        for (char next = macro ? ',' : peek(reading); next == ','; next = peek(reading)) {
            reading->at += !macro || text.at[reading->at] == ',';
            bib_field(reading, macro);
        }
        if (!peek(reading))
            say_bad(reading, at);
    }
}

static void read_csv(struct reading *reading, char separator) {
    struct csv csv = {.rest = str_from(reading->text, reading->at), .separator = separator};
    struct str *heads = NULL, cell;
    size_t count = 0, room = 0;
    for (bool more = true; more;) {
        more = csv_take_cell(reading->arena, &csv, &cell);
        *arena_push(reading->arena, heads, count, &room) = str_trim(cell);
    }
    while ((csv.rest = str_trim_start(csv.rest, " \n")).len) {
        bool more = true;
        start(reading, reading->text.len - csv.rest.len);
        for (size_t i = 0; more; i++) {
            more = csv_take_cell(reading->arena, &csv, &cell);
            if (i < count)
                add(reading, heads[i], cell, S("; "));
        }
    }
}

/* All texts and numbers of a value; of a date without what CSL adds to it. */
static void json_words(struct reading *reading, const struct json *value, struct buf *out) {
    static const char *const seasons[] = {"", "spring", "summer", "autumn", "winter"};
    for (size_t i = 0; i < json_length(value); i++)
        json_words(reading, json_at(value, i), out);
    for (struct json_member m = json_first(value); m.value; m = json_next(m)) {
        size_t season = json_size(m.value);
        if (proof_of(reading->arena, m.name) == PROOF_NONE)
            continue;
        if (!str_equal(m.name, S("season")))
            json_words(reading, m.value, out);
        else
            buf_join(out, " ", str_of(seasons[season <= 4 ? season : 0]));
    }
    buf_join(out, " ", json_text_or_number(reading->arena, value));
}

static void json_field(struct reading *reading, struct str name, const struct json *value) {
    struct buf words = buf_in(reading->arena);
    enum proof proof = proof_of(reading->arena, name);
    if (str_equal(name, S("id")))
        reading->open->key = json_text_or_number(reading->arena, value);
    for (size_t i = 0; proof == PROOF_PERSON && i < json_length(value); i++) {
        struct buf person = buf_in(reading->arena);
        json_words(reading, json_at(value, i), &person);
        add_field(reading, name, proof, buf_text(&person));
    }
    if (proof == PROOF_PERSON || proof == PROOF_NONE)
        return;
    json_words(reading, value, &words);
    add_field(reading, name, proof, buf_text(&words));
}

static void json_item(struct reading *reading, const struct json *item, size_t at) {
    start(reading, at);
    for (struct json_member m = json_first(item); m.value; m = json_next(m))
        if (!str_equal(m.name, S("custom")))
            json_field(reading, m.name, m.value);
    for (struct json_member m = json_first(json_get(item, "custom")); m.value; m = json_next(m))
        json_field(reading, m.name, m.value);
}

static void read_json(struct reading *reading) {
    struct str text = reading->text, rest = text, line;
    const char *why;
    size_t at, from = 0;
    struct json *all = json_read(reading->arena, text, MOST_DEEP, &why, &at);
    for (size_t i = 0; i < json_length(all); i++) {
        struct str id = json_text(json_get(json_at(all, i), "id"));
        struct str quoted = str_format(reading->arena, "\"%.*s\"", STR_ARGS(id));
        size_t found = id.len ? str_find(text, quoted, from) : STR_NONE;
        from = found == STR_NONE ? from : found;
        json_item(reading, json_at(all, i), from);
    }
    while (json_kind(all) != JSON_ARRAY && str_next(&rest, '\n', &line)) {
        from = (size_t)(line.at - text.at);
        struct json *item = json_read(reading->arena, line, MOST_DEEP, &why, &at);
        if (json_kind(item) == JSON_OBJECT)
            json_item(reading, item, from);
        else if (str_trim(line).len)
            say_bad(reading, from);
    }
}

/* The separator of the table's first line, or NUL where it has no heading "title". */
static char separator_of(struct arena *arena, struct str text) {
    struct str line = str_lower(arena, str_part(text, 0, str_find_char(text, '\n', 0)));
    for (const char *s = ",;\t"; *s && str_find(line, S("title"), 0) != STR_NONE; s++)
        if (str_find_char(line, *s, 0) != STR_NONE)
            return *s;
    return '\0';
}

bool references_read(struct arena *arena, struct str text, struct references *references) {
    struct reading reading = {.arena = arena, .text = text, .line = 1, .out = references};
    char first = peek(&reading), separator;
    if (first == '[' || first == '{')
        read_json(&reading);
    else if (is_ris_line(str_from(text, reading.at)))
        read_ris(&reading);
    else if (first == '@' || first == '%' || str_find(text, S("\n@"), 0) != STR_NONE)
        read_bibtex(&reading);
    else if ((separator = separator_of(arena, str_from(text, reading.at))))
        read_csv(&reading, separator);
    else
        return false;
    return true;
}
