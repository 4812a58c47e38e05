/* Tests of the archive: every byte that a reader of packs looks at, and no byte by chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>
#include <string.h>
#include <zlib.h>

#include "ground/arena.h"
#include "ground/buf.h"
#include "wrappers/pack.h"

struct shown {
    struct str name, bytes;
    bool stored;
};

static void count(void *calls, struct str bytes) {
    (void)bytes;
    ++*(size_t *)calls;
}

static struct str packed(struct arena *arena, const struct shown *files, size_t count) {
    struct buf all = buf_in(arena);
    struct pack *pack = pack_new(arena, &all);
    for (size_t i = 0; i < count; i++)
        (files[i].stored ? pack_store : pack_add)(pack, files[i].name, files[i].bytes);
    pack_finish(pack);
    return buf_text(&all);
}

static const struct shown small[] = {
    {S("mimetype"), S("application/epub+zip"), true},
    {S("META-INF/container.xml"), S("<container>aaaaaaaa</container>"), false},
    {S("EPUB/empty"), {"", 0}, false},
    {S("EPUB/caf\xc3\xa9.txt"), S("x"), false},
};
enum { SMALL = sizeof small / sizeof *small };

static unsigned two(struct str s, size_t at) {
    assert_true(at + 2 <= s.len);
    const unsigned char *b = (const unsigned char *)s.at + at;
    return b[0] | (unsigned)b[1] << 8;
}

static unsigned long four(struct str s, size_t at) {
    return two(s, at) | (unsigned long)two(s, at + 2) << 16;
}

static void begins_as_an_epub(void **state) {
    struct str zip = packed(*state, small, SMALL);
    assert_memory_equal(zip.at, "PK\3\4", 4);
    assert_int_equal(two(zip, 4), 10);
    assert_int_equal(two(zip, 8), 0);
    assert_int_equal(two(zip, 28), 0);
    assert_memory_equal(zip.at + 30, "mimetype", 8);
    assert_memory_equal(zip.at + 38, "application/epub+zip", 20);
    assert_int_equal(zip.at[58], 'P');
}

/* Inflates a member's bytes and compares them. */
static void holds(struct str bytes, unsigned method, struct str expected) {
    char out[8192];
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)bytes.at,
                       .avail_in = (uInt)bytes.len,
                       .next_out = (Bytef *)out,
                       .avail_out = sizeof out};
    if (method == 8) {
        assert_int_equal(inflateInit2(&stream, -15), Z_OK);
        assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
        inflateEnd(&stream);
        bytes = (struct str){out, stream.total_out};
    }
    assert_true(str_equal(bytes, expected));
}

/* Walks the archive's directory; checks each header, there and before the member. */
static void check_all(struct str zip, const struct shown *files, size_t count) {
    size_t end = zip.len - 22;
    assert_memory_equal(zip.at + end, "PK\5\6", 4);
    assert_int_equal(two(zip, end + 10), count);
    assert_int_equal(two(zip, end + 20), 0);
    size_t at = four(zip, end + 16);
    assert_int_equal(at + four(zip, end + 12), end);
    for (size_t i = 0; i < count; i++) {
        struct str name = files[i].name, bytes = files[i].bytes;
        size_t local = four(zip, at + 42), packed_size = four(zip, local + 18);
        assert_memory_equal(zip.at + at, "PK\1\2", 4);
        assert_int_equal(zip.at[at + 5], 3);
        assert_int_equal(two(zip, at + 30) + two(zip, at + 32), 0);
        assert_int_equal(four(zip, at + 38), 0100644ul << 16);
        assert_memory_equal(zip.at + local, "PK\3\4", 4);
        assert_int_equal(two(zip, local + 6) & 8, 0);
        assert_int_equal(two(zip, local + 8), bytes.len && !files[i].stored ? 8 : 0);
        assert_int_equal(two(zip, local + 10), 0);
        assert_int_equal(two(zip, local + 12), 0x21);
        assert_int_equal(four(zip, local + 14), crc32(0, (const Bytef *)bytes.at, (uInt)bytes.len));
        assert_int_equal(four(zip, local + 22), bytes.len);
        assert_int_equal(two(zip, local + 26), name.len);
        assert_int_equal(two(zip, local + 28), 0);
        assert_memory_equal(zip.at + local + 30, name.at, name.len);
        size_t start = local + 30 + name.len;
        holds(str_part(zip, start, start + packed_size), two(zip, local + 8), bytes);
        at += 46 + name.len;
    }
    assert_int_equal(at, end);
}

static void every_header_is_plain(void **state) {
    check_all(packed(*state, small, SMALL), small, SMALL);
}

static void same_bytes_twice(void **state) {
    setenv("TZ", "America/New_York", 1);
    tzset();
    struct str one = packed(*state, small, SMALL);
    setenv("TZ", "UTC", 1);
    tzset();
    assert_true(str_equal(one, packed(*state, small, SMALL)));
}

static void many_members(void **state) {
    enum { MANY = 3000 };
    struct shown *files = arena_make(*state, struct shown, MANY);
    for (size_t i = 0; i < MANY; i++) {
        struct buf text = buf_in(*state);
        for (size_t line = 0; line < i % 200; line++)
            buf_format(&text, "%zu of file %zu\n", line * i, i);
        files[i] = (struct shown){str_format(*state, "d/%zu.txt", i), buf_text(&text), i % 7 == 0};
    }
    check_all(packed(*state, files, MANY), files, MANY);
}

static void bytes_run_off_member_by_member(void **state) {
    static const char large[100 * 1024] = {0}; /* more than a buffer that is drained holds back */
    size_t calls = 0;
    struct buf out = {.arena = *state, .drain = count, .sink = &calls};
    struct pack *pack = pack_new(*state, &out);
    for (size_t i = 0; i < SMALL; i++)
        pack_store(pack, small[i].name, (struct str){large, sizeof large});
    pack_finish(pack);
    assert_true(calls >= SMALL);
}

static void unfinished_is_given_back(void **state) {
    struct buf out = buf_in(*state);
    struct pack *pack = pack_new(*state, &out);
    pack_add(pack, S("a"), S("text"));
    assert_int_equal(out.len, 0);
}

static int open_arena(void **state) {
    *state = arena_new();
    return 0;
}

static int close_arena(void **state) {
    arena_free(*state);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(begins_as_an_epub),
        TEST(every_header_is_plain),
        TEST(same_bytes_twice),
        TEST(many_members),
        TEST(bytes_run_off_member_by_member),
        TEST(unfinished_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
