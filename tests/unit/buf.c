/* Growing text, kept or drained. */
#include "unit.h"

struct sink {
    size_t len, calls;
    char last;
};

static void count(void *sink, struct str text) {
    struct sink *into = sink;
    into->len += text.len;
    into->calls++;
    into->last = text.at[text.len - 1];
}

static void all_that_is_put_gathers(void **state) {
    struct buf buf = buf_in(*state);
    buf_put(&buf, S("a\0b"));
    buf_puts(&buf, " c ");
    buf_char(&buf, 'd');
    buf_rune(&buf, 0x20AC);
    buf_format(&buf, " %s=%d", "x", 42);
    assert_str(buf_text(&buf), "a\0b c d\xE2\x82\xAC x=42");
    buf_flush(&buf);
    assert_int_equal(buf_text(&buf).len, 15);
}

static void an_empty_buffer_has_no_text(void **state) {
    struct buf buf = buf_in(*state);
    buf_put(&buf, S(""));
    buf_puts(&buf, "");
    buf_format(&buf, "%s", "");
    assert_str(buf_text(&buf), "");
}

static void long_formats_are_not_cut(void **state) {
    struct buf buf = buf_in(*state);
    buf_format(&buf, "%5000d|%s", 7, "end");
    assert_int_equal(buf_text(&buf).len, 5004);
    assert_true(str_ends(buf_text(&buf), S("7|end")));
}

static void a_drain_gets_everything_in_order(void **state) {
    struct sink sink = {0};
    struct buf buf = {.arena = *state, .drain = count, .sink = &sink};
    for (int i = 0; i < 100000; i++)
        buf_puts(&buf, "0123456789");
    assert_true(sink.calls > 2);
    assert_true(buf.room <= 1 << 18);
    char *large = arena_alloc(*state, 1 << 20);
    buf_put(&buf, (struct str){large, 1 << 20});
    buf_char(&buf, 'z');
    buf_flush(&buf);
    assert_int_equal(sink.len, 1000000 + (1 << 20) + 1);
    assert_int_equal(sink.last, 'z');
    assert_str(buf_text(&buf), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(all_that_is_put_gathers),
        ARENA_TEST(an_empty_buffer_has_no_text),
        ARENA_TEST(long_formats_are_not_cut),
        ARENA_TEST(a_drain_gets_everything_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
