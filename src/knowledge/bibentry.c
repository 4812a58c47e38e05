/* Reading BibTeX. */
#include "knowledge/bibentry.h"

#include "ground/buf.h"
#include "ground/utf8.h"
#include "wrappers/pattern.h"

static const struct {
    const char *command, *text;
    bool accent;
} commands[] = {
#define ACCENT(command, mark) {command, mark, true},
#define LETTER(command, letter) {command, letter, false},
#include "knowledge/tex.def"
};

/* The command at the backslash before byte `at`: letters, or one other character. */
static struct str command_at(struct str text, size_t at) {
    size_t end = at, width;
    while (end < text.len && is_alpha(text.at[end]))
        end++;
    utf8_decode(text, at, &width);
    return str_part(text, at, end > at ? end : at + width);
}

/* Puts what a command means; gives the byte behind the command and, for an accent, its letter. */
static size_t put_command(struct buf *out, struct str text, size_t at) {
    struct str command = command_at(text, at);
    at += command.len;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (!str_equal(command, str_of(commands[i].command)))
            continue;
        while (is_alpha(command.at[0]) && at < text.len && text.at[at] == ' ')
            at++;
        if (commands[i].accent) {
            while (at < text.len && (text.at[at] == '{' || text.at[at] == '\\'))
                at++;
            size_t width = 0;
            if (at < text.len)
                utf8_decode(text, at, &width);
            buf_put(out, str_part(text, at, at + width));
            at += width;
        }
        buf_puts(out, commands[i].text);
        break;
    }
    return at;
}

/* TeX's text as plain text. */
static struct str plain(struct arena *arena, struct str text) {
    static const struct {
        struct str tex, text;
    } pairs[] = {{S("---"), S("—")}, {S("--"), S("–")}, {S("``"), S("“")}, {S("''"), S("”")}};
    struct buf out = buf_in(arena);
    for (size_t at = 0; at < text.len;) {
        size_t pair = 0, count = sizeof pairs / sizeof pairs[0];
        while (pair < count && !str_starts(str_from(text, at), pairs[pair].tex))
            pair++;
        if (pair < count) {
            buf_put(&out, pairs[pair].text);
            at += pairs[pair].tex.len;
        } else if (text.at[at] == '\\' && at + 1 < text.len) {
            at = put_command(&out, text, at + 1);
        } else {
            if (text.at[at] != '{' && text.at[at] != '}')
                buf_char(&out, text.at[at] == '~' ? ' ' : text.at[at]);
            at++;
        }
    }
    return str_squeeze(arena, utf8_nfc(arena, buf_text(&out)));
}

/* The byte behind a value: of braces, of quotation marks, or of a plain word. */
static size_t value_end(struct str text, size_t at) {
    bool quoted = text.at[at] == '"', braced = text.at[at] == '{';
    int depth = 0;
    for (size_t i = at; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\\' && i + 1 < text.len) {
            i++;
            continue;
        }
        if (!quoted && !braced && (c == ',' || c == '}'))
            return i;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if ((braced && !depth) || (quoted && c == '"' && !depth && i > at))
            return i + 1;
    }
    return quoted || braced ? STR_NONE : text.len;
}

static void add_field(struct arena *arena, struct bib_entry *entry, size_t *room, struct str name,
                      struct str raw) {
    raw = str_trim(raw);
    bool braced = str_starts(raw, S("{")) && value_end(raw, 0) == raw.len;
    struct str value = plain(arena, raw);
    if (value.len)
        *arena_push(arena, entry->fields, entry->count, room) =
            (struct bib_field){name, value, braced};
}

/* Names are parted by "and" outside braces. */
static void add_fields(struct arena *arena, struct bib_entry *entry, size_t *room, struct str name,
                       struct str value) {
    static struct pattern people = PATTERN_FOLD("^(?:author|editor|translator)$"),
                          between =
                              PATTERN("(?s)\\{(?:[^{}]|\\{[^{}]*\\})*\\}(*SKIP)(*FAIL)|\\sand\\s");
    struct match match;
    size_t from = 0;
    if (pattern_in(&people, name))
        for (; pattern_find(&between, value, from, &match); from = match.to)
            add_field(arena, entry, room, name, str_part(value, from, match.from));
    add_field(arena, entry, room, name, str_from(value, from));
}

bool bib_begins(struct str line) {
    static struct pattern start = PATTERN("^@\\p{L}+ ?[{(]");
    return pattern_in(&start, line);
}

bool bib_read(struct arena *arena, struct str text, struct bib_entry *entry) {
    static struct pattern head = PATTERN("^@(\\p{L}+)\\s*[{(]\\s*[^\\s,{}\"=]*\\s*(?=[,}])"),
                          field = PATTERN("^,\\s*([\\w:-]+)\\s*=\\s*(?=\\S)"),
                          end = PATTERN("^,?\\s*(?:[})]|$)");
    struct match match;
    size_t room = 0, at;
    *entry = (struct bib_entry){0};
    if (!pattern_find(&head, text, 0, &match))
        return false;
    entry->kind = match.group[1];
    for (at = match.to;;) {
        struct str rest = str_trim_start(str_from(text, at), " \n\t\r");
        at = (size_t)(rest.at - text.at);
        if (pattern_find(&end, rest, 0, &match)) {
            entry->end = at + match.to;
            return true;
        }
        if (!pattern_find(&field, rest, 0, &match))
            return false;
        size_t from = at + match.to, to = value_end(text, from);
        if (to == STR_NONE)
            return false;
        bool wrapped = text.at[from] == '{' || text.at[from] == '"';
        add_fields(arena, entry, &room, match.group[1],
                   str_part(text, from + wrapped, to - wrapped));
        at = to;
    }
}
