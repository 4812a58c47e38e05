/* Text in the letters of a bitmap font: which there are, how they break into lines, and their order
 * from left to right. */
#pragma once

#include <stdint.h>

#include "ground/str.h"

enum { LETTER_ROWS = 20, LETTER_COLUMNS = 10 };

/* A letter; `advance` is its width with the room behind it, in dots. */
struct letter {
    uint32_t character;
    unsigned char advance, top;
    const char *rows;
};

/* The dots of a letter, LETTER_ROWS rows: the leftmost column is bit LETTER_COLUMNS - 1. */
void letter_dots(const struct letter *letter, unsigned *rows);

/* Letters in the order of reading. */
struct lettering {
    const struct letter **at;
    size_t count;
    bool leftward; /* the text runs from right to left: its first letter of a direction does */
};

struct lettering_line {
    size_t from, to; /* letters, without the blank behind the line */
    int width;       /* in dots */
};

/* The letters of `text` (valid UTF-8), in the arena. False where the font lacks one of them. */
bool lettering_of(struct arena *arena, struct str text, struct lettering *letters);

/* Breaks letters into lines of at most `measure` dots, at blanks and behind hyphens, within a word
 * only where it is wider than a line, which `*broken` tells. Gives how many lines there are, `most`
 * at most; what does not fit on them is left out. */
size_t lettering_wrap(const struct lettering *letters, int measure, struct lettering_line *lines,
                      size_t most, bool *broken);

/* Ends the letters at `to`, with an ellipsis for the last where more stood there. */
void lettering_end(struct lettering *letters, size_t to);

/* The letters of a line as they stand from left to right, in the arena: what the Unicode
 * Bidirectional Algorithm (UAX 9) does to text without embeddings. */
const struct letter **lettering_visual(struct arena *arena, const struct lettering *letters,
                                       struct lettering_line line);
