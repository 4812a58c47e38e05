/* Addresses, by the examples of RFC 3986, section 5.4, and by what pages hold. */
#include "knowledge/address.h"

#include "unit.h"

static void check(struct arena *arena, const char *base, const char *reference,
                  const char *wanted) {
    struct str got = address_resolve(arena, str_of(base), str_of(reference));
    assert_slice(got, str_of(wanted), reference, 0);
}

static const char *const examples[][2] = {
    /* 5.4.1 */
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"},
    {"g#s", "http://a/b/c/g#s"},
    {"g?y#s", "http://a/b/c/g?y#s"},
    {";x", "http://a/b/c/;x"},
    {"g;x", "http://a/b/c/g;x"},
    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
    {"", "http://a/b/c/d;p?q"},
    {".", "http://a/b/c/"},
    {"./", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../", "http://a/"},
    {"../../g", "http://a/g"},
    /* 5.4.2 */
    {"../../../g", "http://a/g"},
    {"../../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {".g", "http://a/b/c/.g"},
    {"g..", "http://a/b/c/g.."},
    {"..g", "http://a/b/c/..g"},
    {"./../g", "http://a/b/g"},
    {"./g/.", "http://a/b/c/g/"},
    {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"},
    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {"g;x=1/../y", "http://a/b/c/y"},
    {"g?y/./x", "http://a/b/c/g?y/./x"},
    {"g?y/../x", "http://a/b/c/g?y/../x"},
    {"g#s/./x", "http://a/b/c/g#s/./x"},
    {"g#s/../x", "http://a/b/c/g#s/../x"},
    {"http:g", "http:g"},
};

static void the_examples_of_the_rfc(void **state) {
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(*state, "http://a/b/c/d;p?q", examples[i][0], examples[i][1]);
    /* The RFC has "g:h"; a scheme of one letter is a drive here. */
    check(*state, "http://a/b/c/d;p?q", "gg:h", "gg:h");
}

static void bases_without_a_path(void **state) {
    check(*state, "http://example.org", "a.html", "http://example.org/a.html");
    check(*state, "http://example.org", "/a.html", "http://example.org/a.html");
    check(*state, "http://example.org?x=/y/z", "a.html", "http://example.org/a.html");
    check(*state, "http://example.org/#part", "#other", "http://example.org/#other");
}

static void other_hosts_and_schemes(void **state) {
    check(*state, "https://example.org/a/b.html", "//host.example/x", "https://host.example/x");
    check(*state, "https://example.org/a/b.html", "mailto:a@example.org", "mailto:a@example.org");
    check(*state, "https://example.org/a/b.html", "HTTP://Host.example/X", "HTTP://Host.example/X");
}

static void nothing_is_escaped_or_corrected(void **state) {
    check(*state, "http://example.org/a/", "die Brücke.pdf", "http://example.org/a/die Brücke.pdf");
    check(*state, "http://example.org/a/", "x%20y%2Fz?q=a b&c",
          "http://example.org/a/x%20y%2Fz?q=a b&c");
    check(*state, "http://example.org/a/", "one//two", "http://example.org/a/one//two");
}

static void without_a_base_the_reference_stays(void **state) {
    check(*state, "", "a.html", "a.html");
    check(*state, "page.html", "a.html", "a.html");
    check(*state, "C:\\pages\\page.html", "a.html", "a.html");
}

static void whole_and_relative(void **state) {
    (void)state;
    assert_true(address_is_whole(S("http://example.org/")));
    assert_true(address_is_whole(S("mailto:a@example.org")));
    assert_true(address_is_whole(S("urn:isbn:1")));
    assert_false(address_is_whole(S("")));
    assert_false(address_is_whole(S("//example.org/")));
    assert_false(address_is_whole(S("a.html")));
    assert_false(address_is_whole(S("/a:b")));
    assert_false(address_is_whole(S("1http:x")));
    assert_false(address_is_whole(S("C:\\pages\\a.html")));
    assert_false(address_is_whole(S("C:/pages/a.html")));
}

static void some_lead_nowhere(void **state) {
    (void)state;
    static const char *const yes[] = {
        "", " ", "#", "#part", "mailto:a@example.org", "JavaScript:void(0)", "tel:123"};
    static const char *const no[] = {"http://example.org/#part", "a.html", "?page=2", "/"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(address_is_useless(str_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(address_is_useless(str_of(no[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_examples_of_the_rfc),
        ARENA_TEST(bases_without_a_path),
        ARENA_TEST(other_hosts_and_schemes),
        ARENA_TEST(nothing_is_escaped_or_corrected),
        ARENA_TEST(without_a_base_the_reference_stays),
        cmocka_unit_test(whole_and_relative),
        cmocka_unit_test(some_lead_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
