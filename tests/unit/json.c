/* JSON: what is read is written again byte for byte, and what is none is refused with a reason. */
#include "ground/json.h"

#include "unit.h"

static const char *why;
static size_t at;

static struct json *read_it(struct arena *arena, struct str text) {
    return json_read(arena, text, 64, &why, &at);
}

static struct str written(struct arena *arena, const struct json *value) {
    struct buf buf = buf_in(arena);
    json_write(&buf, value);
    return buf_text(&buf);
}

static void values_come_out_as_they_went_in(void **state) {
    const struct str cases[] = {
        S("{}"),
        S("[]"),
        S("{\"b\":1,\"a\":[true,false,null]}"),
        S("{\"text\":\"a/b \xC3\xA9 \xF0\x9F\x98\x80\"}"),
        S("{\"n\":[9007199254740993,1.10,1e400,-0.5,0]}"),
        S("{\"n\":18446744073709551615}"),
        S("{\"nul\":\"a\\u0000b\"}"),
        S("{\"escapes\":\"\\\"\\\\\\n\\t\\r\\b\\f\\u0001\"}"),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json *value = read_it(*state, cases[i]);
        assert_non_null(value);
        assert_slice(written(*state, value), cases[i], __FILE__, __LINE__);
    }
}

static void what_is_no_json_is_refused(void **state) {
    const struct str cases[] = {
        S(""),          S(" "),    S("{"),        S("{\"a\":}"), S("{\"a\" 1}"),  S("[1,]"),
        S("nul"),       S("{}{}"), S("{} x"),     S("\"open"),   S("[1 2]"),      S("{\"a\":1"),
        S("// no\n{}"), S("NaN"),  S("Infinity"), S("[01]"),     S("{\"a\":1,}"), S("\"\\x\""),
        S("+1"),        S("\0{}"), S("{}\0"),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        why = NULL;
        if (read_it(*state, cases[i])) {
            print_error("read as JSON: \"%.*s\"\n", STR_ARGS(cases[i]));
            fail();
        }
        assert_non_null(why);
        assert_true(at <= cases[i].len);
    }
}

static struct str nested(struct arena *arena, size_t depth) {
    struct buf buf = buf_in(arena);
    for (size_t i = 0; i < depth; i++)
        buf_char(&buf, '[');
    for (size_t i = 0; i < depth; i++)
        buf_char(&buf, ']');
    return buf_text(&buf);
}

static void depth_is_bounded(void **state) {
    assert_non_null(read_it(*state, nested(*state, 60)));
    assert_null(read_it(*state, nested(*state, 100)));
    assert_null(read_it(*state, nested(*state, 100000)));
}

static void members_are_found_and_keep_their_order(void **state) {
    struct json *object =
        read_it(*state, S(" {\"z\":\"text\",\"a\":null,\"m\":[1,\"2\"],\"t\":true} "));
    assert_int_equal(json_kind(object), JSON_OBJECT);
    assert_str(json_text(json_get(object, "z")), "text");
    assert_int_equal(json_kind(json_get(object, "a")), JSON_NULL);
    assert_null(json_get(object, "absent"));
    assert_null(json_get(NULL, "z"));
    assert_null(json_get(json_get(object, "m"), "z"));
    assert_true(json_true(json_get(object, "t")));
    assert_false(json_true(json_get(object, "z")));
    struct buf names = buf_in(*state);
    for (struct json_member m = json_first(object); m.value; m = json_next(m))
        buf_put(&names, m.name);
    assert_str(buf_text(&names), "zamt");
}

static void elements_and_numbers(void **state) {
    struct json *array = read_it(*state, S("[1,\"2\",3.5,1.10,null]"));
    assert_int_equal(json_length(array), 5);
    assert_int_equal(json_length(NULL), 0);
    assert_null(json_at(array, 5));
    assert_int_equal(json_integer(json_at(array, 0), -1), 1);
    assert_int_equal(json_integer(json_at(array, 1), -1), 2);
    assert_int_equal(json_integer(json_at(array, 4), -1), -1);
    assert_str(json_text_or_number(*state, json_at(array, 3)), "1.10");
    assert_str(json_text_or_number(*state, json_at(array, 1)), "2");
    assert_str(json_text_or_number(*state, array), "");
    assert_int_equal(json_kind(NULL), JSON_NONE);
}

static void new_values_are_built(void **state) {
    struct json *object = json_new_object(*state), *array = json_new_array(*state);
    json_append(array, json_new_integer(*state, -7));
    json_append(array, json_new_number(*state, 0.975, 2));
    json_append(array, json_new_number(*state, -1.5, 1));
    json_put(object, S("list"), array);
    json_put(object, S("text"), json_new_text(*state, S("a\"\0b")));
    json_put(object, S("yes"), json_new_true(*state));
    json_put(object, S("text"), json_new_text(*state, S("other")));
    struct str text = written(*state, object);
    assert_true(str_starts(text, S("{\"list\":[-7,0.9")));
    assert_true(str_ends(text, S(",-1.5],\"text\":\"other\",\"yes\":true}")));
}

static void a_value_may_stand_in_two_others(void **state) {
    struct json *from = read_it(*state, S("{\"a\":{\"b\":[1]},\"n\":null}"));
    struct json *to = json_new_object(*state);
    json_put(to, S("x"), json_get(from, "a"));
    json_put(to, S("y"), json_get(from, "n"));
    assert_str(written(*state, to), "{\"x\":{\"b\":[1]},\"y\":null}");
    assert_str(written(*state, from), "{\"a\":{\"b\":[1]},\"n\":null}");
}

static void long_names_are_kept(void **state) {
    char *name = arena_alloc(*state, 1001);
    for (size_t i = 0; i < 1000; i++)
        name[i] = 'n';
    struct json *object = json_new_object(*state);
    json_put(object, (struct str){name, 1000}, json_new_true(*state));
    assert_int_equal(json_first(object).name.len, 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(values_come_out_as_they_went_in),
        ARENA_TEST(what_is_no_json_is_refused),
        ARENA_TEST(depth_is_bounded),
        ARENA_TEST(members_are_found_and_keep_their_order),
        ARENA_TEST(elements_and_numbers),
        ARENA_TEST(new_values_are_built),
        ARENA_TEST(a_value_may_stand_in_two_others),
        ARENA_TEST(long_names_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
