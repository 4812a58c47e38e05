/* Reading an HTML page mark by mark. */
#include "ground/markup.h"

#include <string.h>

/* Elements whose content holds no tags. */
static const struct {
    struct str name;
    enum markup_inside inside;
} raw_elements[] = {
    {S("script"), INSIDE_SCRIPT}, {S("style"), INSIDE_SCRIPT},  {S("xmp"), INSIDE_RAW},
    {S("title"), INSIDE_TEXT},    {S("textarea"), INSIDE_TEXT},
};

enum { RAW_ELEMENTS = sizeof raw_elements / sizeof *raw_elements };

static bool ends_name(char c) {
    return is_space(c) || c == '/' || c == '>';
}

static size_t skip_spaces(struct str text, size_t at) {
    while (at < text.len && is_space(text.at[at]))
        at++;
    return at;
}

/* True where the quote at `close` rather opens the next attribute's value, as in
 * `<a href="x>word</a> <a href="y">`: the quote that should have closed the value was forgotten. */
static bool quote_forgotten(struct str text, size_t from, size_t close) {
    return close > from && text.at[close - 1] == '=' && close + 1 < text.len &&
           !ends_name(text.at[close + 1]) &&
           str_find_char(str_part(text, from, close), '>', 0) != STR_NONE;
}

static size_t read_quoted(struct str text, size_t at, struct str *value) {
    size_t from = at + 1, close = str_find_char(text, text.at[at], from);
    if (close != STR_NONE && !quote_forgotten(text, from, close)) {
        *value = str_part(text, from, close);
        return close + 1;
    }
    size_t end = str_find_char(text, '>', from);
    *value = str_part(text, from, end);
    return end == STR_NONE ? text.len : end;
}

static size_t read_value(struct str text, size_t at, struct str *value) {
    if (at < text.len && (text.at[at] == '"' || text.at[at] == '\''))
        return read_quoted(text, at, value);
    size_t from = at;
    while (at < text.len && !is_space(text.at[at]) && text.at[at] != '>')
        at++;
    *value = str_part(text, from, at);
    return at;
}

/* Reads an attribute at or after `*at`, which is left behind it; false, with `*at` on the '>' or at
 * the end of the text, where there is none. */
static bool read_attribute(struct str text, size_t *at, struct str *name, struct str *value) {
    size_t from = *at;
    while (from < text.len && (is_space(text.at[from]) || text.at[from] == '/'))
        from++;
    *at = from;
    if (from == text.len || text.at[from] == '>')
        return false;
    size_t end = from + 1;
    while (end < text.len && !ends_name(text.at[end]) && text.at[end] != '=')
        end++;
    *name = str_part(text, from, end);
    *value = S("");
    *at = end;
    size_t equals = skip_spaces(text, end);
    if (equals < text.len && text.at[equals] == '=')
        *at = read_value(text, skip_spaces(text, equals + 1), value);
    return true;
}

bool markup_attribute(struct str *attributes, struct str *name, struct str *value) {
    size_t at = 0;
    bool found = read_attribute(*attributes, &at, name, value);
    *attributes = str_from(*attributes, at);
    return found;
}

/* Where the raw text of an element that starts at `at` ends, or STR_NONE. */
static size_t raw_end(struct str text, size_t at, struct str name) {
    while ((at = str_find(text, S("</"), at)) != STR_NONE) {
        struct str rest = str_from(text, at + 2);
        if (str_starts_fold(rest, name) && rest.len > name.len && ends_name(rest.at[name.len]))
            return at;
        at += 2;
    }
    return STR_NONE;
}

/* Notes what the element that just started holds. */
static void enter(struct markup *markup, struct mark *mark) {
    for (size_t i = 0; i < RAW_ELEMENTS; i++) {
        if (mark->closes || !str_equal_fold(mark->name, raw_elements[i].name))
            continue;
        size_t end = markup->endless & 1u << i
                         ? STR_NONE
                         : raw_end(markup->text, markup->at, raw_elements[i].name);
        if (end == STR_NONE) {
            markup->endless |= 1u << i;
            mark->closes = raw_elements[i].inside == INSIDE_SCRIPT;
        } else {
            mark->inside = markup->inside = raw_elements[i].inside;
            markup->inside_end = end;
        }
    }
}

static void read_tag(struct markup *markup, struct mark *mark, size_t name) {
    struct str text = markup->text, ignored;
    size_t end = name, at, last;
    while (end < text.len && !ends_name(text.at[end]))
        end++;
    at = last = end;
    while (read_attribute(text, &at, &ignored, &ignored))
        last = at;
    mark->name = str_part(text, name, end);
    mark->attributes = str_part(text, end, last);
    mark->closes = at > last && text.at[at - 1] == '/';
    markup->at = at < text.len ? at + 1 : at;
    if (mark->kind == MARKUP_START)
        enter(markup, mark);
}

/* The end of the content of a comment that starts at `at`; `*after` is where the page goes on. */
static size_t comment_end(struct markup *markup, size_t at, size_t *after) {
    struct str text = markup->text, rest = str_from(text, at);
    if (str_starts(rest, S(">")) || str_starts(rest, S("->"))) {
        *after = str_find_char(text, '>', at) + 1;
        return at;
    }
    size_t end = at;
    while (!markup->comments_endless && (end = str_find(text, S("--"), end)) != STR_NONE) {
        size_t close = end + 2 + (end + 2 < text.len && text.at[end + 2] == '!');
        if (close < text.len && text.at[close] == '>') {
            *after = close + 1;
            return end;
        }
        end++;
    }
    markup->comments_endless = true;
    end = str_find_char(text, '>', at);
    *after = end == STR_NONE ? text.len : end + 1;
    return end == STR_NONE ? text.len : end;
}

/* The kind of what starts at '<', or MARKUP_TEXT where that is only a sign, as any is that no '>'
 * follows. */
static enum markup_kind kind_at(const struct markup *markup, size_t at) {
    struct str text = markup->text;
    if (at >= markup->last_close)
        return MARKUP_TEXT;
    char next = at + 1 < text.len ? text.at[at + 1] : ' ';
    if (is_alpha(next))
        return MARKUP_START;
    if (next == '/' && at + 2 < text.len)
        return is_alpha(text.at[at + 2]) ? MARKUP_END : MARKUP_OTHER;
    if (str_starts(str_from(text, at), S("<!--")))
        return MARKUP_COMMENT;
    return next == '!' || next == '?' ? MARKUP_OTHER : MARKUP_TEXT;
}

static void read_text(struct markup *markup, struct mark *mark) {
    struct str text = markup->text;
    size_t end = markup->at;
    while (end < text.len && (text.at[end] != '<' || kind_at(markup, end) == MARKUP_TEXT)) {
        end = str_find_char(text, '<', end + 1);
        end = end == STR_NONE ? text.len : end;
    }
    mark->text = str_part(text, markup->at, end);
    markup->at = end;
}

bool markup_next(struct markup *markup, struct mark *mark) {
    struct str text = markup->text;
    size_t from = markup->at;
    if (from >= text.len)
        return false;
    if (from == 0) {
        const char *close = memrchr(text.at, '>', text.len);
        markup->last_close = close ? (size_t)(close - text.at) : 0;
    }
    *mark = (struct mark){.inside = markup->inside};
    markup->inside = INSIDE_MARKUP;
    if (mark->inside != INSIDE_MARKUP && markup->inside_end > from) {
        mark->text = str_part(text, from, markup->inside_end);
        markup->at = markup->inside_end;
    } else {
        mark->inside = INSIDE_MARKUP;
        mark->kind = text.at[from] == '<' ? kind_at(markup, from) : MARKUP_TEXT;
        if (mark->kind == MARKUP_TEXT)
            read_text(markup, mark);
        else if (mark->kind == MARKUP_COMMENT)
            mark->text = str_part(text, from + 4, comment_end(markup, from + 4, &markup->at));
        else if (mark->kind == MARKUP_OTHER)
            markup->at = str_find_char(text, '>', from) + 1;
        else
            read_tag(markup, mark, from + (mark->kind == MARKUP_START ? 1 : 2));
    }
    mark->whole = str_part(text, from, markup->at);
    return true;
}

size_t markup_lines(struct str text) {
    size_t lines = 0;
    for (size_t at = 0; (at = str_find_char(text, '\n', at)) != STR_NONE; at++)
        lines++;
    return lines;
}
