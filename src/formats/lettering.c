/* Text in the letters of a bitmap font, in lines and in the order in which they are seen. */
#include "formats/lettering.h"

#include <stdlib.h>
#include <string.h>

#include "ground/arena.h"
#include "ground/utf8.h"

static const struct letter font[] = {
#define LETTER(character, advance, top, rows) {character, advance, top, rows},
#include "formats/lettering.def"
};

static int by_character(const void *character, const void *letter) {
    uint32_t a = *(const uint32_t *)character, b = ((const struct letter *)letter)->character;
    return number_compare(a, b);
}

static const struct letter *find_letter(uint32_t c) {
    return bsearch(&c, font, sizeof font / sizeof *font, sizeof *font, by_character);
}

static unsigned digit_value(char digit) {
    return (unsigned)(is_digit(digit) ? digit - '0' : digit - 'a' + 10);
}

void letter_dots(const struct letter *letter, unsigned *rows) {
    memset(rows, 0, LETTER_ROWS * sizeof *rows);
    rows += letter->top;
    for (const char *digits = letter->rows; *digits; digits += 2)
        *rows++ = digit_value(digits[0]) << 5 | digit_value(digits[1]);
}

/* Where a character runs: L, R, digits (D) that run rightward in text of either way, or as what is
 * around it (N). */
static char direction(uint32_t c) {
    if (c >= 0x0590 && c <= 0x05FF)
        return 'R';
    return c >= '0' && c <= '9' ? 'D' : utf8_is_letter(c) ? 'L' : 'N';
}

bool lettering_of(struct arena *arena, struct str text, struct lettering *letters) {
    char first = 'N';
    text = str_squeeze(arena, utf8_nfc(arena, text));
    *letters = (struct lettering){arena_make(arena, const struct letter *, text.len + 1), 0, false};
    for (size_t i = 0, width; i < text.len; i += width) {
        uint32_t c = utf8_decode(text, i, &width);
        const struct letter *letter = find_letter(c);
        if (!letter)
            return false;
        letters->at[letters->count++] = letter;
        if (first != 'L' && first != 'R')
            first = direction(c);
    }
    letters->leftward = first == 'R';
    return true;
}

static bool is_blank(const struct letter *letter) {
    return letter->character == ' ';
}

/* A line may end behind it. */
static bool is_hyphen(const struct letter *letter) {
    uint32_t c = letter->character;
    return c == '-' || c == '/' || c == 0x05BE || (c >= 0x2010 && c <= 0x2014 && c != 0x2011);
}

static struct lettering_line first_line(const struct lettering *letters, size_t from, int measure,
                                        bool *broken) {
    struct lettering_line line = {from, from, 0};
    int width = 0;
    size_t i = from;
    for (; i < letters->count && width + letters->at[i]->advance <= measure; i++) {
        if (is_blank(letters->at[i]))
            line = (struct lettering_line){from, i, width};
        width += letters->at[i]->advance;
        if (is_hyphen(letters->at[i]))
            line = (struct lettering_line){from, i + 1, width};
    }
    if (i == letters->count || is_blank(letters->at[i]))
        return (struct lettering_line){from, i, width};
    if (line.to > from)
        return line;
    *broken = true;
    return (struct lettering_line){from, i > from ? i : from + 1, width};
}

size_t lettering_wrap(const struct lettering *letters, int measure, struct lettering_line *lines,
                      size_t most, bool *broken) {
    size_t count = 0;
    *broken = false;
    for (size_t from = 0; from < letters->count && count < most; count++) {
        lines[count] = first_line(letters, from, measure, broken);
        from = lines[count].to;
        from += from < letters->count && is_blank(letters->at[from]);
    }
    return count;
}

void lettering_end(struct lettering *letters, size_t to) {
    if (to < letters->count)
        letters->at[to - 1] = find_letter(0x2026);
    letters->count = to;
}

/* What stands in a number between digits, and beside them. */
static bool in_number(uint32_t c, char before, char after) {
    bool between = c == '.' || c == ',' || c == ':' || c == '/' || c == '-' || c == '+';
    return (between && before == 'D' && after == 'D') ||
           (c == '%' && (before == 'D' || after == 'D'));
}

/* Numbers: rules W4 to W7. */
static void find_directions(const struct letter **line, size_t count, char base, char *ways) {
    char strong = base;
    for (size_t i = 0; i < count; i++) {
        char after = i + 1 < count ? direction(line[i + 1]->character) : 'N';
        ways[i] = direction(line[i]->character);
        if (in_number(line[i]->character, i ? ways[i - 1] : 'N', after))
            ways[i] = 'D';
        if (ways[i] == 'D' && strong == 'L')
            ways[i] = 'L';
        if (ways[i] == 'L' || ways[i] == 'R')
            strong = ways[i];
    }
}

/* What has no direction of its own runs as both its neighbours do, else as the text: rules N1, N2.
 */
static void resolve_neutrals(size_t count, char base, char *ways) {
    for (size_t i = 0, end; i < count; i = end + (end == i)) {
        for (end = i; end < count && ways[end] == 'N';)
            end++;
        char before = i ? ways[i - 1] : base, after = end < count ? ways[end] : base;
        bool same = (before == 'L') == (after == 'L');
        memset(ways + i, !same ? base : before == 'L' ? 'L' : 'R', end - i);
    }
}

/* The embedding level: rules I1 and I2. */
static int level(char way, char base) {
    return way == 'R' ? 1 : way == base ? 0 : 2;
}

static void reverse(const struct letter **line, char *ways, size_t from, size_t to) {
    for (; from + 1 < to; from++, to--) {
        const struct letter *letter = line[from];
        char way = ways[from];
        line[from] = line[to - 1];
        ways[from] = ways[to - 1];
        line[to - 1] = letter;
        ways[to - 1] = way;
    }
}

/* A bracket as it looks in text that runs leftward. */
static const struct letter *mirrored(const struct letter *letter) {
    static const uint32_t pairs[] = {'(', ')', '[',  ']',  '{',    '}',
                                     '<', '>', 0xAB, 0xBB, 0x2039, 0x203A};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i] == letter->character)
            return find_letter(pairs[i ^ 1]);
    return letter;
}

const struct letter **lettering_visual(struct arena *arena, const struct lettering *letters,
                                       struct lettering_line range) {
    size_t count = range.to - range.from;
    char base = letters->leftward ? 'R' : 'L', *ways = arena_make(arena, char, count + 1);
    const struct letter **line = arena_make(arena, const struct letter *, count + 1);
    memcpy(line, letters->at + range.from, count * sizeof *line);
    find_directions(line, count, base, ways);
    resolve_neutrals(count, base, ways);
    for (size_t i = 0; i < count; i++)
        line[i] = ways[i] == 'R' ? mirrored(line[i]) : line[i];
    for (int least = 2; least > 0; least--)
        for (size_t from = 0, to; from < count; from = to + (to == from)) {
            for (to = from; to < count && level(ways[to], base) >= least;)
                to++;
            reverse(line, ways, from, to);
        }
    return line;
}
