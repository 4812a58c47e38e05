/* Slices: parts, comparing, finding, trimming, squeezing. */
#include "unit.h"

static void parts_are_cut_to_the_length(void **state) {
    (void)state;
    struct str s = S("abcdef");
    assert_str(str_part(s, 1, 3), "bc");
    assert_str(str_part(s, 4, 99), "ef");
    assert_str(str_part(s, 99, 100), "");
    assert_str(str_part(s, 5, 2), "");
    assert_str(str_from(s, 6), "");
    assert_str(str_from(s, STR_NONE), "");
    assert_str(str_of(NULL), "");
}

static void trimming_takes_only_what_was_named(void **state) {
    (void)state;
    assert_str(str_trim(S(" \t\r\n a b \v\f")), "a b");
    assert_str(str_trim(S("  ")), "");
    assert_str(str_trim_start(S("..a.."), "."), "a..");
    assert_str(str_trim_end(S("..a.."), "."), "..a");
    assert_str(str_trim_set(S("(.a.)"), ".()"), "a");
    assert_str(str_trim(S("\0a\0")), "\0a\0");
}

static void equal_means_all_bytes(void **state) {
    (void)state;
    assert_true(str_equal(S("a\0b"), S("a\0b")));
    assert_false(str_equal(S("a\0b"), S("a\0c")));
    assert_true(str_equal(S(""), (struct str){0}));
    assert_true(str_equal_fold(S("DOI"), S("doi")));
    assert_false(str_equal_fold(S("DOI"), S("doi:")));
    assert_true(str_starts(S("https://x"), S("https:")));
    assert_false(str_starts(S("http"), S("https")));
    assert_true(str_starts_fold(S("HTTPS://x"), S("https:")));
    assert_true(str_ends(S("a.pdf"), S(".pdf")));
    assert_true(str_ends_fold(S("A.PDF"), S(".pdf")));
    assert_false(str_ends(S("pdf"), S(".pdf")));
}

static void order_is_by_bytes(void **state) {
    (void)state;
    assert_true(str_compare(S("a"), S("b")) < 0);
    assert_true(str_compare(S("ab"), S("a")) > 0);
    assert_int_equal(str_compare(S("ab"), S("ab")), 0);
    assert_true(str_compare(S("z"), S("\xC3\xA4")) < 0);
    assert_true(str_compare((struct str){0}, S("a")) < 0);
}

static void finding_gives_the_first_place_or_none(void **state) {
    (void)state;
    struct str s = S("one two one");
    assert_int_equal(str_find(s, S("one"), 0), 0);
    assert_int_equal(str_find(s, S("one"), 1), 8);
    assert_int_equal(str_find(s, S("one"), 9), STR_NONE);
    assert_int_equal(str_find(s, S("one"), 99), STR_NONE);
    assert_int_equal(str_find(s, S(""), 4), 4);
    assert_int_equal(str_find((struct str){0}, S("one"), 0), STR_NONE);
    assert_int_equal(str_find_fold(s, S("TWO"), 0), 4);
    assert_int_equal(str_find_fold(S(""), S("a"), 0), STR_NONE);
    assert_int_equal(str_find_char(s, 't', 0), 4);
    assert_int_equal(str_find_char(s, 'z', 0), STR_NONE);
    assert_int_equal(str_find_char(s, 'o', 99), STR_NONE);
}

static void parts_are_taken_off_one_by_one(void **state) {
    (void)state;
    struct str rest = S("a;;b"), part;
    assert_true(str_next(&rest, ';', &part));
    assert_str(part, "a");
    assert_true(str_next(&rest, ';', &part));
    assert_str(part, "");
    assert_true(str_next(&rest, ';', &part));
    assert_str(part, "b");
    assert_false(str_next(&rest, ';', &part));
}

static void copies_live_in_the_arena(void **state) {
    char text[] = "abc";
    struct str copy = str_copy(*state, str_of(text));
    text[0] = 'x';
    assert_str(copy, "abc");
    assert_string_equal(str_zero_ended(*state, str_part(S("abcdef"), 0, 2)), "ab");
    assert_str(str_format(*state, "%d of %.*s", 3, STR_ARGS(copy)), "3 of abc");
    assert_str(str_lower(*state, S("\xC3\x84 ABC")), "\xC3\x84 abc");
}

static void white_space_is_squeezed(void **state) {
    assert_str(str_squeeze(*state, S(" a \n\t b ")), "a b");
    assert_str(str_squeeze(*state, S("a\xC2\xA0\xE2\x80\x83"
                                     "b")),
               "a b");
    assert_str(str_squeeze(*state, S("Li\xC2\xAD"
                                     "brary")),
               "Library");
    assert_str(str_squeeze(*state, S(" \n ")), "");
    struct str as_it_was = S("nothing to do");
    assert_ptr_equal(str_squeeze(*state, as_it_was).at, as_it_was.at);
}

static void numbers_are_digits_alone(void **state) {
    (void)state;
    assert_int_equal(str_number(S("0")), 0);
    assert_int_equal(str_number(S("0042")), 42);
    assert_int_equal(str_number(S("999999999")), 999999999);
    assert_int_equal(str_number(S("9999999999")), -1);
    assert_int_equal(str_number(S("")), -1);
    assert_int_equal(str_number(S("-1")), -1);
    assert_int_equal(str_number(S("1 ")), -1);
    assert_int_equal(str_number(S("\xD9"
                                  "\xA1")),
                     -1);
}

static void letters_are_those_of_ascii(void **state) {
    (void)state;
    for (int c = -128; c < 128; c++) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        assert_int_equal(is_alpha((char)c), letter);
        assert_int_equal(is_digit((char)c), c >= '0' && c <= '9');
    }
    assert_int_equal(to_lower('I'), 'i');
    assert_int_equal(to_lower('['), '[');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(parts_are_cut_to_the_length),
        ARENA_TEST(trimming_takes_only_what_was_named),
        ARENA_TEST(equal_means_all_bytes),
        ARENA_TEST(order_is_by_bytes),
        ARENA_TEST(finding_gives_the_first_place_or_none),
        ARENA_TEST(parts_are_taken_off_one_by_one),
        ARENA_TEST(copies_live_in_the_arena),
        ARENA_TEST(white_space_is_squeezed),
        ARENA_TEST(numbers_are_digits_alone),
        ARENA_TEST(letters_are_those_of_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
