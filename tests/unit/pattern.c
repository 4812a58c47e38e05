/* Patterns: positions, groups, Unicode, and the bound on their work. */
#include "wrappers/pattern.h"

#include "unit.h"

static void groups_are_parts_of_the_subject(void **state) {
    (void)state;
    static struct pattern year = PATTERN("\\((\\d{4})([a-z])?\\)");
    struct str subject = S("Smith (1999), Jones (2001b)");
    struct match match;
    assert_true(pattern_find(&year, subject, 0, &match));
    assert_int_equal(match.from, 6);
    assert_int_equal(match.to, 12);
    assert_str(match.group[1], "1999");
    assert_ptr_equal(match.group[1].at, subject.at + 7);
    assert_null(match.group[2].at);
    assert_true(pattern_find(&year, subject, match.to, &match));
    assert_str(match.group[1], "2001");
    assert_str(match.group[2], "b");
    assert_false(pattern_find(&year, subject, match.to, &match));
    assert_false(pattern_find(&year, subject, 9999, &match));
    assert_false(pattern_in(&year, S("")));
    assert_false(pattern_in(&year, (struct str){0}));
}

static void letters_of_all_scripts_are_letters(void **state) {
    (void)state;
    static struct pattern word = PATTERN("^\\p{Lu}\\w+$");
    assert_true(pattern_in(&word, S("\xC3\x89tude")));
    assert_true(pattern_in(&word, S("\xD0\x96\xD1\x83\xD1\x80")));
    assert_false(pattern_in(&word, S("\xC3\xA9tude")));
    static struct pattern fold = PATTERN_FOLD("\xC3\x89TUDE");
    assert_true(pattern_in(&fold, S("une \xC3\xA9tude")));
}

static void zero_bytes_are_characters(void **state) {
    (void)state;
    static struct pattern end = PATTERN("b$");
    assert_true(pattern_in(&end, S("a\0b")));
}

static void work_is_bounded(void **state) {
    (void)state;
    static struct pattern runaway = PATTERN("^(?:a+)+$");
    size_t before = pattern_exhausted();
    pattern_limit(1000);
    assert_false(pattern_in(&runaway, S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")));
    assert_int_equal(pattern_exhausted(), before + 1);
    pattern_limit(1000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_parts_of_the_subject),
        cmocka_unit_test(letters_of_all_scripts_are_letters),
        cmocka_unit_test(zero_bytes_are_characters),
        cmocka_unit_test(work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
