/* Records: read, taken, written again with nothing lost. */
#include "flows/record.h"

#include "unit.h"

static const char *why;

static bool read_it(struct arena *arena, struct str text, struct record *record) {
    size_t at;
    struct json *object = json_read(arena, text, 64, &why, &at);
    assert_non_null(object);
    return record_read(arena, object, record, &why);
}

static struct str written(struct arena *arena, const struct record *record) {
    struct buf buf = buf_in(arena);
    record_write(arena, record, &buf);
    return buf_text(&buf);
}

static void a_full_record_comes_out_as_it_went_in(void **state) {
    const struct str line = S(
        "{\"id\":\"weir1998tides\",\"type\":\"article-journal\",\"title\":\"Tides & "
        "\\\"tables\\\"\","
        "\"author\":[{\"family\":\"Weir\",\"given\":\"A. B.\",\"suffix\":\"Jr.\"},"
        "{\"literal\":\"Harbour Board\"}],"
        "\"container-title\":\"Estuary Notes\",\"issued\":{\"date-parts\":[[1998,3],[1998,5,2]]},"
        "\"page\":\"12-19\",\"URL\":\"https://example.org/a?b=c\",\"abstract\":\"One.\\n\\nTwo.\","
        "\"custom\":{\"section\":\"Water > Tides\",\"lead\":\"Diagram:\","
        "\"links\":[{\"label\":\"copy\",\"href\":\"https://example.org/c\",\"lead\":\"Also:\"}],"
        "\"etal\":true,\"place\":{\"page\":\"page.html\",\"line\":12},"
        "\"source\":{\"title\":\"Reading "
        "list\",\"url\":\"https://example.org/\",\"language\":\"en\"},"
        "\"schema\":\"1\"}}\n");
    struct record record;
    assert_true(read_it(*state, line, &record));
    assert_slice(written(*state, &record), line, __FILE__, __LINE__);
}

static void unknown_members_pass_through_in_order(void **state) {
    const struct str line = S("{\"id\":\"a\",\"zeta\":[1,{\"deep\":null}],\"alpha\":1.10,"
                              "\"custom\":{\"schema\":\"1\",\"mine\":{\"b\":1,\"a\":2}}}\n");
    struct record record;
    assert_true(read_it(*state, line, &record));
    assert_slice(written(*state, &record), line, __FILE__, __LINE__);
}

static void what_is_taken_is_not_lost(void **state) {
    struct record record;
    assert_true(read_it(*state,
                        S("{\"title\":\"T\",\"note\":\"N\",\"author\":[{\"family\":\"F\"}],"
                          "\"issued\":{\"date-parts\":[[2001]]},"
                          "\"custom\":{\"place\":{\"page\":\"p\",\"line\":3}}}"),
                        &record));
    assert_true(record_lost(&record, FIELD_TITLE));
    assert_str(record_take(&record, FIELD_TITLE), "T");
    assert_false(record_lost(&record, FIELD_TITLE));
    assert_true(record_lost(&record, FIELD_NOTE));
    assert_int_equal(record_take_names(&record, FIELD_AUTHOR).count, 1);
    assert_int_equal(record_take_date(&record, FIELD_ISSUED).part[0][0], 2001);
    assert_false(record_lost(&record, FIELD_AUTHOR) || record_lost(&record, FIELD_ISSUED));
    assert_false(record_lost(&record, FIELD_PLACE));
    assert_int_equal(record_place(&record)->line, 3);
    assert_null(record_source(&record));
    assert_str(record_take(&record, FIELD_DOI), "");
    assert_false(record_lost(&record, FIELD_DOI));
}

static void numbers_stand_for_text(void **state) {
    struct record record;
    assert_true(read_it(
        *state, S("{\"volume\":12,\"id\":7,\"issued\":{\"date-parts\":[[\"1999\"]]}}"), &record));
    assert_str(record_take(&record, FIELD_VOLUME), "12");
    assert_str(record_take(&record, FIELD_ID), "7");
    assert_int_equal(record_take_date(&record, FIELD_ISSUED).part[0][0], 1999);
}

static void wrong_forms_are_refused_with_a_reason(void **state) {
    const struct str cases[] = {
        S("{\"title\":[]}"),
        S("{\"author\":\"Weir\"}"),
        S("{\"author\":[\"Weir\"]}"),
        S("{\"issued\":\"1999\"}"),
        S("{\"custom\":{\"links\":{}}}"),
        S("{\"custom\":{\"etal\":\"yes\"}}"),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct record record;
        why = NULL;
        assert_false(read_it(*state, cases[i], &record));
        assert_non_null(why);
    }
}

static void odd_dates_do_no_harm(void **state) {
    const struct str cases[] = {
        S("{\"issued\":{\"date-parts\":[]}}"),
        S("{\"issued\":{\"date-parts\":[[]]}}"),
        S("{\"issued\":{\"date-parts\":[[1999,1,2,3],[2000],[2001]]}}"),
        S("{\"issued\":{\"date-parts\":[[99999999999999999999]]}}"),
        S("{\"issued\":{\"date-parts\":{\"a\":1}}}"),
        S("{\"issued\":{\"season\":99}}"),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct record record;
        assert_true(read_it(*state, cases[i], &record));
        written(*state, &record);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_full_record_comes_out_as_it_went_in),
        ARENA_TEST(unknown_members_pass_through_in_order),
        ARENA_TEST(what_is_taken_is_not_lost),
        ARENA_TEST(numbers_stand_for_text),
        ARENA_TEST(wrong_forms_are_refused_with_a_reason),
        ARENA_TEST(odd_dates_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
