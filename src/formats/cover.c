/* The cover of a book as a picture: a shelf of books under the title. */
#include "formats/cover.h"

#include <stdlib.h>
#include <string.h>

#include "formats/lettering.h"
#include "ground/arena.h"
#include "ground/buf.h"
#include "wrappers/deflate.h"

enum {
    WIDTH = 1200,
    HEIGHT = 1600,
    STRIDE = 1 + WIDTH / 2, /* a line of the picture: its filter and two dots a byte */
    PAPER = 7,              /* colours 0 to 7 are the steps from the ground to paper */
    MARGIN = 96,
    SHELF = 1376, /* where the books stand */
    MOST_LINES = 21,
    LEAST_SCALE = 2,
    BREAKING_SCALE = 4, /* from here on a word that is wider than a line is rather broken */
    MOST_SCALE = 12,
    NEAR = 5, /* fine dots across that a point's smoothing reaches */
};

static const uint32_t grounds[] = {
#define GROUND(colour) colour,
#include "formats/cover-design.def"
};
static const uint32_t paper = 0xf7f2e6, tints[15 - PAPER] = {
#define TINT(colour) colour,
#include "formats/cover-design.def"
};
static const struct book {
    int width, height, colour, band_top, band_height, band_colour;
} books[] = {
#define BOOK(...) {__VA_ARGS__},
#include "formats/cover-design.def"
};

/* Everything is even from left to right, so that no byte is shared. */
static void fill(unsigned char *picture, int left, int top, int width, int height, int colour) {
    for (int y = top; y < top + height; y++)
        memset(picture + y * STRIDE + 1 + left / 2, colour * 0x11, (size_t)width / 2);
}

static void draw_shelf(unsigned char *picture) {
    fill(picture, 0, SHELF, WIDTH, HEIGHT - SHELF, PAPER);
    for (size_t i = 0, left = 0; i < sizeof books / sizeof *books;
         left += (size_t)books[i++].width) {
        const struct book *book = &books[i];
        int top = SHELF - book->height, x = (int)left;
        fill(picture, x + 4, top, book->width - 4, book->height, book->colour);
        fill(picture, x + 4, top + book->band_top, book->width - 4, book->band_height,
             book->band_colour);
        fill(picture, x + 4, SHELF - book->band_top, book->width - 4, 10, book->band_colour);
    }
}

/* Every dot as four, the stairs of slopes and bows made finer (Scale2x). */
static void refine(const unsigned *rows, unsigned *fine) {
    for (int y = 0; y < LETTER_ROWS; y++)
        for (int bit = LETTER_COLUMNS - 1; bit >= 0; bit--) {
            unsigned here = rows[y] >> bit & 1, left = rows[y] >> (bit + 1) & 1;
            unsigned right = rows[y] << 1 >> bit & 1, up = y ? rows[y - 1] >> bit & 1 : 0;
            unsigned down = y + 1 < LETTER_ROWS ? rows[y + 1] >> bit & 1 : 0;
            bool bent = up != down && left != right;
            for (int part = 0; part < 4; part++) {
                unsigned beside = part % 2 ? right : left, over = part / 2 ? down : up;
                unsigned *row = &fine[2 * y + part / 2];
                *row = *row << 1 | (bent && beside == over ? over : here);
            }
        }
}

/* How much of the smoothing around a point lies before a place: it is a triangle, two fine dots
 * wide to either side of it. Of 8 * dot * dot, in units of which a fine dot has `dot`. */
static long weight_before(long place, long dot) {
    long rest = 2 * dot - labs(place);
    if (rest <= 0)
        return place < 0 ? 0 : 8 * dot * dot;
    return place < 0 ? rest * rest : 8 * dot * dot - rest * rest;
}

/* The weights of the fine dots around a point, from the second before to the second behind. */
static void weigh(int point, int scale, long *weights) {
    for (int i = 0; i < NEAR; i++) {
        long place = (long)scale * (i - NEAR / 2) - point;
        weights[i] = weight_before(place + scale, scale) - weight_before(place, scale);
    }
}

/* Ink takes paper's place on the ground, and the ground's on paper. */
static void ink(unsigned char *picture, int x, int y, int steps) {
    picture[y * STRIDE + 1 + x / 2] ^= (unsigned char)(x % 2 ? steps : steps << 4);
}

/* Draws a line of points of a letter; `columns` has how black its fine dots are, with those that
 * are near at both ends. Ink ends where the smoothed dots are a little less than half black. */
static void draw_points(unsigned char *picture, int left, int top, int scale, const long *columns,
                        long weights[][NEAR]) {
    long whole = 64L * scale * scale * scale * scale;
    for (int x = 0; x < 2 * LETTER_COLUMNS; x++) {
        if (!(columns[x] | columns[x + 1] | columns[x + 2] | columns[x + 3] | columns[x + 4]))
            continue;
        for (int u = x * scale / 2; u < (x + 1) * scale / 2; u++) {
            long black = -whole * 12 / 25;
            for (int i = 0; i < NEAR; i++)
                black += weights[2 * u + 1 - x * scale][i] * columns[x + i];
            long steps = black * scale * PAPER / whole + PAPER / 2 + 1;
            if (steps > 0)
                ink(picture, left + u, top, steps < PAPER ? (int)steps : PAPER);
        }
    }
}

/* A letter, `scale` dots of the picture to a dot of the font. */
static void draw_letter(unsigned char *picture, const struct letter *letter, int left, int top,
                        int scale) {
    unsigned rows[LETTER_ROWS], fine[2 * LETTER_ROWS + NEAR - 1] = {0};
    long weights[MOST_SCALE][NEAR];
    letter_dots(letter, rows);
    refine(rows, fine + NEAR / 2);
    for (int point = 0; point < scale; point++)
        weigh(point, scale, weights[point]);
    for (int v = 0; v < LETTER_ROWS * scale; v++) {
        long columns[2 * LETTER_COLUMNS + NEAR - 1] = {0};
        unsigned any = 0;
        for (int i = 0; i < NEAR; i++) {
            unsigned row = fine[(2 * v + 1) / scale + i];
            any |= row;
            for (int x = 0; x < 2 * LETTER_COLUMNS; x++)
                if (row >> (2 * LETTER_COLUMNS - 1 - x) & 1)
                    columns[x + NEAR / 2] += weights[(2 * v + 1) % scale][i];
        }
        if (any)
            draw_points(picture, left, top + v, scale, columns, weights);
    }
}

struct setting {
    int scale;
    size_t count;
    struct lettering_line lines[MOST_LINES];
};

static bool set_lines(const struct lettering *words, int measure, int height, struct setting *set) {
    bool broken;
    size_t most = (size_t)(height / (LETTER_ROWS * set->scale));
    set->count = lettering_wrap(words, measure, set->lines, most, &broken);
    return (!broken || set->scale <= BREAKING_SCALE) &&
           set->lines[set->count - 1].to == words->count;
}

/* The largest letters in which all words fit, in lines as even as can be; the smallest hold what
 * they hold. */
static struct setting fit(const struct lettering *words, int height, int scale) {
    struct setting set = {.scale = scale}, even;
    int measure = (WIDTH - 2 * MARGIN) / scale;
    while (!set_lines(words, measure, height, &set) && set.scale > LEAST_SCALE)
        measure = (WIDTH - 2 * MARGIN) / --set.scale;
    for (even = set;
         --measure > 0 && set_lines(words, measure, height, &even) && even.count == set.count;)
        set = even;
    return set;
}

/* Sets words into the height below `top`. */
static void draw_words(struct arena *arena, unsigned char *picture, struct lettering *words,
                       int top, int height, int scale) {
    if (!words->count)
        return;
    struct setting set = fit(words, height, scale);
    lettering_end(words, set.lines[set.count - 1].to);
    for (size_t i = 0; i < set.count; i++, top += LETTER_ROWS * set.scale) {
        const struct lettering_line *line = &set.lines[i];
        const struct letter **letters = lettering_visual(arena, words, *line);
        int left = words->leftward ? WIDTH - MARGIN - line->width * set.scale : MARGIN;
        for (size_t k = 0; k < line->to - line->from; left += letters[k++]->advance * set.scale)
            draw_letter(picture, letters[k], left, top, set.scale);
    }
}

static void put_number(struct buf *out, uint32_t number, int width) {
    while (width-- > 0)
        buf_char(out, (char)(number >> 8 * width));
}

static void put_chunk(struct buf *png, const char *type, struct str data) {
    put_number(png, (uint32_t)data.len, 4);
    size_t from = png->len;
    buf_puts(png, type);
    buf_put(png, data);
    put_number(png, deflate_checksum(str_from(buf_text(png), from)), 4);
}

static struct str palette(struct arena *arena, uint32_t ground) {
    struct buf out = buf_in(arena);
    for (uint32_t step = 0; step <= PAPER; step++)
        for (int shift = 16; shift >= 0; shift -= 8) {
            uint32_t dark = ground >> shift & 0xff, light = paper >> shift & 0xff;
            buf_char(&out, (char)((dark * (PAPER - step) + light * step) / PAPER));
        }
    for (size_t i = 0; i < sizeof tints / sizeof *tints; i++)
        put_number(&out, tints[i], 3);
    return buf_text(&out);
}

struct str cover_png(struct arena *arena, struct str title, struct str creator) {
    struct lettering words;
    unsigned char *picture = arena_alloc(arena, STRIDE * HEIGHT);
    draw_shelf(picture);
    if (lettering_of(arena, title, &words)) {
        draw_words(arena, picture, &words, 104, 840, MOST_SCALE);
        if (lettering_of(arena, creator, &words))
            draw_words(arena, picture, &words, SHELF + 56, 120, 4);
    }
    struct buf png = buf_in(arena), head = buf_in(arena);
    uint32_t ground = grounds[deflate_checksum(title) % (sizeof grounds / sizeof *grounds)];
    put_number(&head, WIDTH, 4);
    put_number(&head, HEIGHT, 4);
    buf_put(&head, S("\4\3\0\0\0")); /* four bits a dot, colours from the palette */
    buf_put(&png, S("\x89PNG\r\n\x1a\n"));
    put_chunk(&png, "IHDR", buf_text(&head));
    put_chunk(&png, "PLTE", palette(arena, ground));
    struct str lines = {(char *)picture, STRIDE * HEIGHT};
    put_chunk(&png, "IDAT", deflate_picture(arena, lines));
    put_chunk(&png, "IEND", S(""));
    return buf_text(&png);
}

static uint32_t number_at(struct str bytes, size_t at, size_t width) {
    uint32_t number = 0;
    for (; width && at < bytes.len; at++, width--)
        number = number << 8 | (unsigned char)bytes.at[at];
    return width ? 0 : number;
}

static bool is_png(struct str bytes) {
    return str_starts(bytes, S("\x89PNG\r\n\x1a\n")) &&
           str_equal(str_part(bytes, 12, 16), S("IHDR")) && number_at(bytes, 16, 4) &&
           number_at(bytes, 20, 4);
}

/* The frame header, SOF0 to SOF15 without DHT, JPG and DAC among them, says the size (ITU-T T.81,
 * B.2.2). */
static bool is_jpeg(struct str bytes) {
    if (!str_starts(bytes, S("\xff\xd8")))
        return false;
    for (size_t at = 2; number_at(bytes, at, 1) == 0xff;) {
        uint32_t marker = number_at(bytes, at + 1, 1);
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
            return number_at(bytes, at + 5, 2) && number_at(bytes, at + 7, 2);
        at += marker == 0xff ? 1 : 2 + number_at(bytes, at + 2, 2);
    }
    return false;
}

const struct cover_kind *cover_kind(struct str bytes) {
    static const struct cover_kind png = {"image/png", "img/cover.png"},
                                   jpeg = {"image/jpeg", "img/cover.jpg"};
    return is_png(bytes) ? &png : is_jpeg(bytes) ? &jpeg : NULL;
}
