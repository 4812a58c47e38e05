/* How text is written in BibTeX and BibLaTeX files. */
#include "formats/bibtex_text.h"

#include <string.h>

#include "formats/pieces.h"
#include "ground/utf8.h"

/* True where each closing brace has an opening one before it: BibTeX counts "\{" and "\}" too. */
static bool is_balanced(struct str text) {
    int depth = 0;
    for (size_t i = 0; i < text.len && depth >= 0; i++)
        depth += (text.at[i] == '{') - (text.at[i] == '}');
    return depth == 0;
}

/* True between two characters that would be read as one sign: "--" as a dash, "<<" as U+00AB. */
static bool is_ligature(struct str text, size_t i) {
    static const char *const pairs[] = {"--", "''", "``", "!!", "?!", "!?",
                                        "!`", "?`", "<<", ">>", ",,"};
    if (i == 0)
        return false;
    for (size_t k = 0; k < sizeof pairs / sizeof pairs[0]; k++)
        if (text.at[i - 1] == pairs[k][0] && text.at[i] == pairs[k][1])
            return true;
    return str_equal(str_part(text, i - 1, i + 2), S("TEL"));
}

static const char *const escapes[256] = {
#define ESCAPE(character, written) [character] = written,
#include "formats/bibtex-escapes.def"
};

/* Character i of `text` as LaTeX prose. */
static void put_char(struct buf *out, struct str text, size_t i, bool balanced) {
    char c = text.at[i];
    buf_puts(out, is_ligature(text, i) ? "{}" : "");
    if ((c == '{' || c == '}') && !balanced)
        buf_puts(out, c == '{' ? "\\textbraceleft{}" : "\\textbraceright{}");
    else if (escapes[(unsigned char)c])
        buf_puts(out, escapes[(unsigned char)c]);
    else
        buf_char(out, c);
}

/* True for a character that is written as it is, whatever stands before it. */
static bool is_itself(char c) {
    return !escapes[(unsigned char)c] && !strchr("{}-'`!?<>,L", c);
}

void bibtex_prose(struct buf *out, struct str text) {
    bool balanced = is_balanced(text);
    for (size_t i = 0, from; i < text.len; i++) {
        for (from = i; i < text.len && is_itself(text.at[i]); i++)
            ;
        buf_put(out, str_part(text, from, i));
        if (i < text.len)
            put_char(out, text, i, balanced);
    }
}

/* A word of a title: letters, digits and apostrophes. */
struct word {
    size_t from, to;
    size_t letters, capitals;
    bool capital; /* it begins with one */
};

/* The next word of `text` at or after `from`; an empty one at the end. */
static struct word next_word(struct str text, size_t from) {
    struct word word = {from, from, 0, 0, false};
    for (size_t i = from, width; i < text.len; i += width) {
        uint32_t c = utf8_decode(text, i, &width);
        bool upper = utf8_is_upper(c), letter = utf8_is_letter(c);
        if (letter || (c < 0x80 && is_digit((char)c)) ||
            (word.to > word.from && (c == '\'' || c == 0x2019))) {
            if (word.to == word.from)
                word = (struct word){i, i, 0, 0, upper};
            word.letters += letter;
            word.capitals += upper;
            word.to = i + width;
        } else if (word.to > word.from) {
            break;
        }
    }
    return word;
}

/* True for a title most of whose longer words begin with small letters: there a capital means
 * something. */
static bool is_sentence_case(struct str title) {
    size_t small = 0, large = 0;
    struct word word = next_word(title, 0);
    for (word = next_word(title, word.to); word.to > word.from; word = next_word(title, word.to)) {
        small += word.letters > 3 && !word.capital;
        large += word.letters > 3 && word.capital;
    }
    return small > large;
}

void bibtex_title(struct buf *out, struct str title) {
    bool balanced = is_balanced(title), sentence = is_sentence_case(title), first = true;
    size_t done = 0;
    for (struct word word; word = next_word(title, done), word.to > word.from; first = false) {
        bool inside = word.capitals > word.capital;
        bool kept = inside || (word.capital && !first && (sentence || word.letters == 1));
        for (; done < word.from; done++)
            put_char(out, title, done, balanced);
        buf_puts(out, kept ? "{" : "");
        for (; done < word.to; done++)
            put_char(out, title, done, balanced);
        buf_puts(out, kept ? "}" : "");
    }
    for (; done < title.len; done++)
        put_char(out, title, done, balanced);
}

void bibtex_raw(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (strchr("{}\\$", text.at[i]))
            buf_format(out, "%%%02X", (unsigned char)text.at[i]);
        else
            buf_char(out, text.at[i]);
}

void bibtex_pages(struct buf *out, struct str pages) {
    static const struct str dash = {"–", sizeof "–" - 1};
    for (size_t i = 0; i < pages.len; i++) {
        bool wide = str_starts(str_from(pages, i), dash);
        if (wide || pages.at[i] == '-') {
            buf_puts(out, "--");
            i += wide ? dash.len - 1 : 0;
        } else {
            put_char(out, pages, i, false);
        }
    }
}

void bibtex_unparted(struct buf *out, struct str text, const char *marks) {
    bool parted = str_find_fold(text, S(" and "), 0) != STR_NONE;
    for (size_t i = 0; i < text.len; i++)
        parted |= strchr(marks, text.at[i]) != NULL;
    buf_puts(out, parted ? "{" : "");
    bibtex_prose(out, text);
    buf_puts(out, parted ? "}" : "");
}

void bibtex_name(struct arena *each, struct buf *out, const struct name *name) {
    struct str given = piece_given(each, name), suffix = piece_line(each, name->suffix);
    if (piece_is_organisation(name) || (!given.len && !suffix.len)) {
        buf_char(out, '{');
        bibtex_prose(out, piece_name(each, name));
        buf_char(out, '}');
        return;
    }
    bibtex_unparted(out, piece_family(each, name), ",");
    if (suffix.len) {
        buf_puts(out, ", ");
        bibtex_unparted(out, suffix, ",");
    }
    buf_puts(out, ", ");
    bibtex_unparted(out, given, ",");
}

void bibtex_accents(struct buf *out, struct str text) {
    static const struct {
        struct str letter, tex;
    } letters[] = {
#define LETTER(letter, tex) {S(letter), S(tex)},
#include "formats/bibtex-letters.def"
    };
    for (size_t i = 0, width; i < text.len; i += width) {
        utf8_decode(text, i, &width);
        struct str letter = str_part(text, i, i + width);
        const struct str *row = STR_ROW(letter, letters);
        buf_put(out, row ? row[1] : letter);
    }
}
