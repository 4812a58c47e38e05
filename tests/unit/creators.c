/* Creators that lead a citation: where they end, whatever mark ends them. */
#include "knowledge/creators.h"

#include "unit.h"

static void they_end_where_something_else_begins(void **state) {
    static const struct {
        const char *text, *words, *behind;
    } examples[] = {
        {"Doe, J. (1999). Mills.", "Doe, J.", ". Mills."},
        {"Doe, Jane: Mills of the valley. Leeds 1999.", "Doe, Jane", "Mills of"},
        {"Doe J, Roe R. Mills of the valley. Dams 2004;12:3.", "Doe J, Roe R", "Mills of"},
        {"Jane Doe and Richard Roe, “Mills,” Dams, 1999.", "Jane Doe and Richard Roe", "“Mills"},
        {"Doe, Jane, and Richard Roe. Mills. Leeds: Heron, 1999.", "Doe, Jane, and Richard Roe",
         "Mills."},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct line line = {.text = str_of(examples[i].text)};
        struct creators found = creators_leading(*state, line.text, &line, 0, ORDER_UNKNOWN);
        assert_slice(found.words, str_of(examples[i].words), __FILE__, __LINE__);
        assert_true(str_starts(str_from(line.text, found.next), str_of(examples[i].behind)));
        assert_true(found.to <= found.next && found.byline.names.count > 0);
    }
}

static void a_text_without_any_has_none(void **state) {
    static const char *const examples[] = {"", "?!",
                                           "the mills of the valley, and what they ground"};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct line line = {.text = str_of(examples[i])};
        struct creators found = creators_leading(*state, line.text, &line, 0, ORDER_UNKNOWN);
        assert_int_equal(found.to, 0);
        assert_int_equal(found.byline.names.count, 0);
    }
}

static void some_stops_are_short(void **state) {
    (void)state;
    static struct pattern stop = PATTERN("[.?]");
    assert_int_equal(sentence_stop(&stop, S("Doe, J. Mills"), 0), STR_NONE);
    assert_int_equal(sentence_stop(&stop, S("Doe et al. Mills? Leeds"), 0), 16);
    assert_int_equal(sentence_stop(&stop, S("Mills of the valley. Leeds"), 0), 19);
    assert_int_equal(sentence_stop(&stop, S("Mills of the valley. Leeds"), 20), STR_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(they_end_where_something_else_begins),
        ARENA_TEST(a_text_without_any_has_none),
        cmocka_unit_test(some_stops_are_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
