/* Entries: read and written again with nothing lost. */
#include "flows/entry.h"

#include "unit.h"

static const char *why;

static bool read_it(struct arena *arena, struct str text, struct entry *entry) {
    size_t at;
    struct json *object = json_read(arena, text, 64, &why, &at);
    assert_non_null(object);
    return entry_read(arena, object, entry, &why);
}

static void a_full_entry_comes_out_as_it_went_in(void **state) {
    const struct str line =
        S("{\"place\":{\"page\":\"page.html\",\"line\":4},\"section\":[\"Water\",\"Tides\"],"
          "\"lines\":[{\"text\":\"Tides\",\"marks\":[\"strong\",\"gap\"],\"line\":4},"
          "{\"text\":\"Diagram: click "
          "here\",\"role\":\"link\",\"line\":5,\"links\":[{\"label\":\"click here\","
          "\"lead\":\"Diagram:\",\"href\":\"https://example.org/"
          "\",\"from\":9,\"to\":19,\"given\":true}],"
          "\"spans\":[{\"marks\":[\"emphasis\"],\"from\":0,\"to\":8}]}],"
          "\"data\":[{\"kind\":\"coins\",\"n\":1.10}],"
          "\"source\":{\"title\":\"List\",\"url\":\"https://example.org/list\"}}\n");
    struct entry entry;
    assert_true(read_it(*state, line, &entry));
    struct buf buf = buf_in(*state);
    entry_write(*state, &entry, &buf);
    assert_slice(buf_text(&buf), line, __FILE__, __LINE__);
}

static void its_parts_are_where_they_belong(void **state) {
    struct entry entry;
    assert_true(read_it(*state,
                        S("{\"lines\":[{\"text\":\"a\",\"marks\":[\"cell\",\"unheard\"]},"
                          "{\"text\":\"b\",\"links\":[{\"href\":\"x\"}]}]}"),
                        &entry));
    assert_int_equal(entry.line_count, 2);
    assert_int_equal(entry.lines[0].marks, MARK_CELL);
    assert_str(entry.lines[1].links[0].href, "x");
    assert_str(entry.lines[1].links[0].label, "");
    assert_null(entry.source);
    assert_null(entry.data);
}

static void wrong_forms_are_refused_with_a_reason(void **state) {
    const struct str cases[] = {
        S("{}"),
        S("{\"lines\":[]}"),
        S("{\"lines\":\"a\"}"),
        S("{\"lines\":[\"a\"]}"),
        S("{\"lines\":[{\"text\":1}]}"),
        S("{\"lines\":[{\"text\":\"a\",\"role\":\"titel\"}]}"),
        S("{\"lines\":[{\"text\":\"a\",\"role\":1}]}"),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct entry entry;
        why = NULL;
        assert_false(read_it(*state, cases[i], &entry));
        assert_non_null(why);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_full_entry_comes_out_as_it_went_in),
        ARENA_TEST(its_parts_are_where_they_belong),
        ARENA_TEST(wrong_forms_are_refused_with_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
