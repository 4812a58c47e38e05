/* Tests of SHA-1 and of the UUIDs made with it, against published values, in one piece and in many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "ground/arena.h"
#include "ground/sha1.h"

static void digests(struct str text, size_t piece, const char *expected) {
    char hex[SHA1_HEX];
    struct sha1 sum;
    sha1_start(&sum);
    for (struct str rest = text; rest.len; rest = str_from(rest, piece))
        sha1_add(&sum, str_part(rest, 0, piece));
    sha1_end(&sum, hex);
    assert_string_equal(hex, expected);
}

static void published_digests(void **state) {
    (void)state;
    digests(S(""), 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    digests(S("abc"), 3, "a9993e364706816aba3e25717850c26c9cd0d89d");
    struct str two_blocks = S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    for (size_t piece = 1; piece <= two_blocks.len; piece++)
        digests(two_blocks, piece, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
}

static void a_million_letters(void **state) {
    (void)state;
    static char text[1000000];
    memset(text, 'a', sizeof text);
    digests((struct str){text, sizeof text}, 8191, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

static void uuid_of_an_address(void **state) {
    (void)state;
    struct arena *arena = arena_new();
    struct str uuid = uuid_of_name(arena, S("http://example.com/"));
    assert_true(str_equal(uuid, S("0a300ee9-f9e4-5697-a51a-efc7fafaba67")));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_digests),
        cmocka_unit_test(a_million_letters),
        cmocka_unit_test(uuid_of_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
