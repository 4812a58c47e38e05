/* The cover: a picture that decodes, words on it or none, and what kinds of picture are known. */
#include "formats/cover.h"

#include <string.h>

#include "unit.h"
#include "wrappers/deflate.h"

enum { STRIDE = 601, HEIGHT = 1600 };

static uint32_t number(struct str bytes, size_t at) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)bytes.at[at + i];
    return value;
}

static uint32_t adler32(struct str bytes) {
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        a = (a + (unsigned char)bytes.at[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

/* The lines of a picture: its chunks are checked, and the stream is read as that of a gzip file. */
static struct str decode(struct arena *arena, struct str png) {
    static const char *const types[] = {"IHDR", "PLTE", "IDAT", "IEND"};
    struct str data[4];
    size_t at = 8;
    assert_true(str_starts(png, S("\x89PNG\r\n\x1a\n")));
    for (size_t i = 0; i < 4; i++) {
        uint32_t len = number(png, at);
        assert_slice(str_part(png, at + 4, at + 8), str_of(types[i]), "type", i);
        data[i] = str_part(png, at + 8, at + 8 + len);
        assert_int_equal(deflate_checksum(str_part(png, at + 4, at + 8 + len)),
                         number(png, at + 8 + len));
        at += 12 + len;
    }
    assert_int_equal(at, png.len);
    assert_slice(data[0], S("\0\0\x04\xb0\0\0\x06\x40\4\3\0\0\0"), "head", 0);
    assert_int_equal(data[1].len, 16 * 3);
    struct buf file = buf_in(arena);
    buf_put(&file, S("\x1f\x8b\x08\0\0\0\0\0\0\3"));
    buf_put(&file, str_part(data[2], 2, data[2].len - 4));
    struct str lines = gunzip(arena, buf_text(&file), STRIDE * HEIGHT).bytes;
    assert_int_equal(lines.len, STRIDE * HEIGHT);
    assert_int_equal(adler32(lines), number(data[2], data[2].len - 4));
    return lines;
}

/* The lines above the shelf, or from it on. */
static struct str part(struct str lines, bool below) {
    return below ? str_from(lines, 1376 * STRIDE) : str_part(lines, 0, 960 * STRIDE);
}

static void words_on_the_cover(void **state) {
    struct str plain = decode(*state, cover_png(*state, S(""), S("")));
    static const struct {
        const char *title, *creator;
        bool above, below;
    } examples[] = {
        {"Books to read", "A. Reader", true, true},
        {"Books to read", "", true, false},
        {"Books to read", "李", true, false},
        {"推薦書目", "A. Reader", false, false},
        {"רשימת קריאה", "", true, false},
        {"I", "X", true, true},
        {"\xE2\x80\x8F", "\xE2\x80\x8F", false, false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct str title = str_of(examples[i].title), creator = str_of(examples[i].creator);
        struct str png = cover_png(*state, title, creator), lines = decode(*state, png);
        assert_int_equal(!str_equal(part(lines, false), part(plain, false)), examples[i].above);
        assert_int_equal(!str_equal(part(lines, true), part(plain, true)), examples[i].below);
        assert_true(str_equal(png, cover_png(*state, title, creator)));
    }
}

/* However long the words, they leave the margins and the shelf free. */
static void long_words(void **state) {
    struct buf words = buf_in(*state);
    for (size_t i = 0; i < 400; i++)
        buf_format(&words, i % 2 ? "W%zu " : "Ǆ%zuwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", i);
    struct str plain = decode(*state, cover_png(*state, S(""), S("")));
    struct str lines = decode(*state, cover_png(*state, buf_text(&words), buf_text(&words)));
    size_t differ = 0;
    for (size_t i = 0; i < lines.len; i++) {
        size_t x = i % STRIDE, y = i / STRIDE;
        bool free = x < 40 || x > STRIDE - 40 || y < 100 || (y > 960 && y < 1400) || y > 1570;
        assert_false(free && lines.at[i] != plain.at[i]);
        differ += lines.at[i] != plain.at[i];
    }
    assert_true(differ > 10000);
}

static void kinds_of_pictures(void **state) {
    struct str png = cover_png(*state, S("A"), S(""));
    static const struct {
        struct str bytes;
        const char *path;
    } examples[] = {
        {S("\xff\xd8\xff\xe0\0\4JF\xff\xff\xc2\0\x11\x08\0\x10\0\x20\3"), "img/cover.jpg"},
        {S("\xff\xd8\xff\xc4\0\2\xff\xc0\0\x11\x08\0\x10\0\x20\3"), "img/cover.jpg"},
        {S("\xff\xd8\xff\xc0\0\x11\x08\0\0\0\x20\3"), NULL},
        {S("\xff\xd8\xff\xc0\0\x11\x08\0\x10"), NULL},
        {S("\xff\xd8\xff\xe0\xff\xffJFIF"), NULL},
        {S("\xff\xd8"), NULL},
        {S("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"), "img/cover.png"},
        {S("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\0"), NULL},
        {S("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"), NULL},
        {S("GIF89a\1\0\1\0"), NULL},
        {S(""), NULL},
    };
    assert_string_equal(cover_kind(png)->media_type, "image/png");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct cover_kind *kind = cover_kind(examples[i].bytes);
        assert_slice(str_of(kind ? kind->path : NULL), str_of(examples[i].path), "path", i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(words_on_the_cover),
        ARENA_TEST(long_words),
        ARENA_TEST(kinds_of_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
