/* The table of words by language. */
#include "formats/words.h"

#include "formats/xhtml.h"

enum {
#define LANGUAGE(tag) LANGUAGE_##tag,
#include "formats/words.def"
    LANGUAGES
};

struct words {
    struct str tag;
    int language;
    bool foreign, leftwards;
};

static const struct words known[] = {
#define LANGUAGE(name) {.tag = S(#name), .language = LANGUAGE_##name},
#include "formats/words.def"
};

static const char *const table[WORD_COUNT][LANGUAGES] = {
#define WORD(id, ...) {__VA_ARGS__},
#include "formats/words.def"
};

const struct words *words_of(struct str language) {
    static const struct words foreign[] = {{.foreign = true}, {.foreign = true, .leftwards = true}};
    struct str rest = language, primary = S("");
    str_next(&rest, '-', &primary);
    for (size_t i = 0; i < LANGUAGES; i++)
        if (str_equal_fold(primary, known[i].tag))
            return &known[i];
    return &foreign[xhtml_is_leftward_language(language)];
}

bool words_are_foreign(const struct words *words) {
    return words->foreign;
}

const char *words_get(const struct words *words, enum word word) {
    return table[word][words->language];
}

struct str words_fill(struct arena *arena, const struct words *words, enum word word,
                      struct str value) {
    struct buf out = buf_in(arena);
    struct str text = str_of(words_get(words, word));
    size_t at = str_find_char(text, '#', 0);
    buf_put(&out, str_part(text, 0, at));
    buf_put(&out, value);
    buf_put(&out, str_from(text, at + 1));
    return buf_text(&out);
}

/* Marks, numbers and "DOI" are the same in every language. */
static bool has_word(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (is_alpha(text.at[i]) && !is_upper(text.at[i]))
            return true;
    return false;
}

void words_put_text(struct buf *out, const struct words *words, struct str text) {
    bool marked = words->foreign && has_word(text);
    if (marked)
        buf_puts(out, words->leftwards ? "<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">"
                                       : "<span lang=\"en\" xml:lang=\"en\">");
    xhtml_text(out, text);
    buf_puts(out, marked ? "</span>" : "");
}

void words_put(struct buf *out, const struct words *words, enum word word) {
    words_put_text(out, words, str_of(words_get(words, word)));
}

void words_element(struct buf *out, const char *open, const struct words *words, enum word word,
                   const char *close) {
    buf_puts(out, open);
    words_put(out, words, word);
    buf_puts(out, close);
}

void words_label(struct buf *out, const struct words *words, enum word word) {
    words_put(out, words, word);
    buf_format(out, "%s ", words_get(words, WORD_COLON));
}

void words_put_filled(struct buf *out, const struct words *words, enum word word,
                      struct str value) {
    words_put_text(out, words, words_fill(out->arena, words, word, value));
}
