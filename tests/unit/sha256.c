/* SHA-256: the examples of FIPS 180-4, in one piece and in many. */
#include "ground/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(struct str text, size_t piece, const char *wanted) {
    char hex[SHA256_HEX];
    struct sha256 sum;
    sha256_start(&sum);
    for (struct str rest = text; rest.len; rest = str_from(rest, piece))
        sha256_add(&sum, str_part(rest, 0, piece));
    sha256_end(&sum, hex);
    assert_string_equal(hex, wanted);
}

static void test_examples(void **state) {
    (void)state;
    check(S(""), 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(S("abc"), 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_pieces(void **state) {
    (void)state;
    struct str two_blocks = S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    for (size_t piece = 1; piece <= two_blocks.len; piece++)
        check(two_blocks, piece,
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void test_long_text(void **state) {
    (void)state;
    static char text[1000000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = 'a';
    check((struct str){text, sizeof text}, 8191,
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
