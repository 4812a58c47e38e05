/* UTF-8: reading by the rule of maximal subparts, writing, mending, counting, folding. */
#include "ground/utf8.h"

#include "unit.h"

static void every_character_survives_a_round_trip(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c == 0xD800)
            c = 0xE000;
        char bytes[4];
        size_t len = utf8_encode(c, bytes), width;
        struct str s = {bytes, len};
        assert_int_equal(utf8_decode(s, 0, &width), c);
        assert_int_equal(width, len);
        assert_true(utf8_valid(s));
    }
}

static void what_is_no_character_is_written_as_the_replacement(void **state) {
    (void)state;
    char bytes[4];
    assert_int_equal(utf8_encode(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void bad_parts_are_as_wide_as_browsers_say(void **state) {
    (void)state;
    const struct {
        struct str bytes;
        size_t width;
    } cases[] = {
        {S("\x80"), 1},
        {S("\xC0\x80"), 1},
        {S("\xC3"), 1},
        {S("\xE2\x82"), 2},
        {S("\xE2\x82x"), 2},
        {S("\xE0\x80\x80"), 1},
        {S("\xED\xA0\x80"), 1},
        {S("\xF0\x9F\x98"), 3},
        {S("\xF0\x80\x80\x80"), 1},
        {S("\xF4\x90\x80\x80"), 1},
        {S("\xFF"), 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t width;
        assert_int_equal(utf8_decode(cases[i].bytes, 0, &width), 0xFFFD);
        assert_int_equal(width, cases[i].width);
        assert_false(utf8_valid(cases[i].bytes));
    }
}

static void mending_counts_and_replaces(void **state) {
    size_t bad;
    struct str fine = S("caf\xC3\xA9 \xEF\xBF\xBD");
    assert_ptr_equal(utf8_mend(*state, fine, &bad).at, fine.at);
    assert_int_equal(bad, 0);
    assert_str(utf8_mend(*state, S("a\0b\xFF\xE2\x82"), &bad), "a\xEF\xBF\xBD"
                                                               "b\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_int_equal(bad, 3);
    assert_str(utf8_mend(*state, S(""), &bad), "");
    assert_int_equal(bad, 0);
}

static void characters_are_counted_and_found(void **state) {
    (void)state;
    struct str s = S("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
    assert_int_equal(utf8_count(s), 5);
    const size_t at[] = {0, 1, 3, 6, 10, 11};
    for (size_t n = 0; n < sizeof at / sizeof at[0]; n++)
        assert_int_equal(utf8_offset(s, n), at[n]);
    assert_int_equal(utf8_offset(s, 99), s.len);
    assert_int_equal(utf8_offset(S(""), 0), 0);
}

static void text_is_composed_and_folded(void **state) {
    assert_str(utf8_nfc(*state, S("e\xCC\x81")), "\xC3\xA9");
    assert_str(utf8_nfc(*state, S("plain")), "plain");
    assert_str(utf8_fold(*state, S("\xC3\x89T\xC3\x89")), "ete");
    assert_str(utf8_fold(*state, S("ABC")), "abc");
    assert_str(utf8_fold(*state, S("Stra\xC3\x9F"
                                   "e")),
               "strasse");
}

static void kinds_of_characters(void **state) {
    (void)state;
    assert_true(utf8_is_space(0xA0) && utf8_is_space(0x3000) && utf8_is_space('\n'));
    assert_false(utf8_is_space('a') || utf8_is_space(0xAD));
    assert_true(utf8_is_letter(0xE9) && utf8_is_letter(0x416) && utf8_is_letter(0x6F22));
    assert_false(utf8_is_letter('1') || utf8_is_letter('-'));
    assert_true(utf8_is_upper(0xC9) && utf8_is_upper(0x416) && utf8_is_upper(0x1C5));
    assert_true(utf8_is_lower(0xE9) && !utf8_is_lower(0xC9));
    assert_true(utf8_is_cjk(0x6F22) && utf8_is_cjk(0x3042) && utf8_is_cjk(0xD55C));
    assert_false(utf8_is_cjk('a') || utf8_is_cjk(0x416));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(every_character_survives_a_round_trip),
        ARENA_TEST(what_is_no_character_is_written_as_the_replacement),
        ARENA_TEST(bad_parts_are_as_wide_as_browsers_say),
        ARENA_TEST(mending_counts_and_replaces),
        ARENA_TEST(characters_are_counted_and_found),
        ARENA_TEST(text_is_composed_and_folded),
        ARENA_TEST(kinds_of_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
