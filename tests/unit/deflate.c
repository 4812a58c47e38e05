/* gzip files, whole and not. */
#include "wrappers/deflate.h"

#include "unit.h"

/* "list\n" */
#define MEMBER "\x1f\x8b\x08\0\0\0\0\0\x02\x03\xcb\xc9\x2c\x2e\xe1\x02\0\x3d\x56\xff\x21\x05\0\0\0"

static void members_and_what_is_behind(void **state) {
    static const struct {
        struct str file, bytes;
        bool damaged, too_long;
        size_t left_over;
    } examples[] = {
        {S(MEMBER), S("list\n"), false, false, 0},
        {S(MEMBER MEMBER), S("list\nlist\n"), false, false, 0},
        {S(MEMBER "\0\0end"), S("list\n"), false, false, 5},
        {S(MEMBER MEMBER MEMBER), S("list\nlist\nli"), false, true, 0},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct gunzipped found = gunzip(*state, examples[i].file, 12);
        assert_slice(found.bytes, examples[i].bytes, "bytes", i);
        assert_int_equal(found.damaged, examples[i].damaged);
        assert_int_equal(found.too_long, examples[i].too_long);
        assert_int_equal(found.left_over, examples[i].left_over);
    }
}

static void cut_and_broken(void **state) {
    struct str whole = S(MEMBER);
    for (size_t len = 3; len < whole.len; len++) {
        struct gunzipped found = gunzip(*state, str_part(whole, 0, len), 100);
        assert_true(found.damaged && !found.too_long && !found.left_over);
        assert_true(str_starts(S("list\n"), found.bytes));
    }
    assert_true(gunzip(*state, S("\x1f\x8b\x08\0\0\0\0\0\x02\xff\xff\xff\xff\xff"), 100).damaged);
    assert_false(is_gzip(S("\x1f\x8b")));
}

static void there_and_back(void **state) {
    assert_int_equal(deflate_checksum(S("list\n")), 0x21ff563d);
    struct deflating *deflating = deflate_start(*state);
    deflate_put(deflating, S("li"));
    deflate_put(deflating, S(""));
    deflate_put(deflating, S("st\n"));
    assert_int_equal(deflate_size(deflating), 5);
    struct deflated bare = deflate_end(deflating);
    assert_slice(bare.bytes, str_part(S(MEMBER), 10, 17), "bare", 0);
    assert_true(bare.size == 5 && bare.checksum == 0x21ff563d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(members_and_what_is_behind),
        ARENA_TEST(cut_and_broken),
        ARENA_TEST(there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
