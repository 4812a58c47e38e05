/* The words that packs and pages say of themselves ("Cite as", "no date"), by language. */
#pragma once

#include "ground/buf.h"

enum word {
#define WORD(id, ...) WORD_##id,
#include "formats/words.def"
    WORD_COUNT
};

struct words;

/* The words of a language (RFC 5646), by its primary subtag; English for one that the table lacks.
 */
const struct words *words_of(struct str language);
/* True where English stands in for a language that the table lacks. */
bool words_are_foreign(const struct words *words);
/* A word as plain text. */
const char *words_get(const struct words *words, enum word word);
/* A word that has a "#" as plain text with `value` in its place, in the arena. */
struct str words_fill(struct arena *arena, const struct words *words, enum word word,
                      struct str value);
/* Appends a text made of these words as XHTML, marked as English where they are foreign. */
void words_put_text(struct buf *out, const struct words *words, struct str text);
/* Append the same of a word. */
void words_put(struct buf *out, const struct words *words, enum word word);
/* The same between pieces of markup, and with a colon and a blank behind it. */
void words_element(struct buf *out, const char *open, const struct words *words, enum word word,
                   const char *close);
void words_label(struct buf *out, const struct words *words, enum word word);
void words_put_filled(struct buf *out, const struct words *words, enum word word, struct str value);
