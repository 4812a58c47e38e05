/* Tests of addresses: what is linked, how it is written, and what is only shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/href.h"
#include "ground/arena.h"

static const struct {
    const char *address, *href;
} linked[] = {
    {"http://a.example", "http://a.example"},
    {"  HTTPS://A.example:8080/x?y=1#z ", "https://A.example:8080/x?y=1#z"},
    {"ftp://user:word@a.example/f", "ftp://user:word@a.example/f"},
    {"http://192.168.0.1/", "http://192.168.0.1/"},
    {"http://under_score.example/a b", "http://under_score.example/a%20b"},
    {"http://a.example/%C3%A9%zz%", "http://a.example/%C3%A9%25zz%25"},
    {"http://a.example/caf\xc3\xa9|[1]^{2}<3>\\\"`",
     "http://a.example/caf%C3%A9%7C%5B1%5D%5E%7B2%7D"
     "%3C3%3E%5C%22%60"},
    {"http://a.example/#one#two", "http://a.example/#one%23two"},
    {"http://a.example/line\nbreak", "http://a.example/linebreak"},
    {"http://a.example/'(),;!~*$@:", "http://a.example/'(),;!~*$@:"},
    {"mailto:me@a.example?subject=a b", "mailto:me@a.example?subject=a%20b"},
    {"tel:+44 20", "tel:+44%2020"},
};

static const char *const shown[] = {
    "",
    "x",
    "/files/a.pdf",
    "//a.example/",
    "http:",
    "http://",
    "https:///path",
    "http:a.example",
    "http://a.example:99999/",
    "http://a.example:/",
    "http://a..example/",
    "http://.example/",
    "http://999.1.1.1/",
    "http://1.2.3/",
    "http://a b.example/",
    "http://caf\xc3\xa9.example/",
    "http://[::1]/",
    "http://a%20b.example/",
    "http://a.example\\@b.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "mailto:",
    "tel:",
    "doi:10.1/2",
    "www.a.example",
};

static void links(void **state) {
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof linked / sizeof *linked; i++) {
        struct str href;
        assert_true(href_clean(arena, str_of(linked[i].address), &href));
        assert_string_equal(str_zero_ended(arena, href), linked[i].href);
    }
    arena_free(arena);
}

static void texts(void **state) {
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        struct str href;
        if (href_clean(arena, str_of(shown[i]), &href))
            fail_msg("linked: %s", shown[i]);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(links), cmocka_unit_test(texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
