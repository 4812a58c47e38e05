/* Tests of reading archives. */
#include "wrappers/pack_read.h"

#include "ground/buf.h"
#include "unit.h"
#include "wrappers/pack.h"

static struct str archive(struct arena *arena) {
    struct buf out = buf_in(arena);
    struct pack *pack = pack_new(arena, &out);
    pack_add(pack, S("a/b.xml"), S("the bytes, the bytes, the bytes"));
    pack_store(pack, S("nothing"), S(""));
    pack_finish(pack);
    return buf_text(&out);
}

static void files_of_an_archive(void **state) {
    struct arena *arena = *state;
    struct str bytes, all = archive(arena);
    assert_int_equal(unpack(arena, all, S("a/b.xml"), 100, &bytes), UNPACKED);
    assert_str(bytes, "the bytes, the bytes, the bytes");
    assert_int_equal(unpack(arena, all, S("nothing"), 0, &bytes), UNPACKED);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(unpack(arena, all, S("b.xml"), 100, &bytes), UNPACKED_NONE);
    assert_int_equal(unpack(arena, all, S("a/b.xml"), 30, &bytes), UNPACKED_TOO_LONG);
}

static void damaged_archives(void **state) {
    struct arena *arena = *state;
    struct str bytes, all = archive(arena);
    char *damaged = str_zero_ended(arena, all);
    damaged[str_find(all, S("a/b.xml"), 0) + 10] ^= 1;
    all.at = damaged;
    assert_int_equal(unpack(arena, all, S("a/b.xml"), 100, &bytes), UNPACKED_DAMAGED);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(unpack(arena, str_part(all, 0, all.len - 9), S("nothing"), 9, &bytes),
                     UNPACKED_DAMAGED);
    assert_int_equal(unpack(arena, S("PK"), S("nothing"), 9, &bytes), UNPACKED_DAMAGED);
}

int main(void) {
    const struct CMUnitTest tests[] = {ARENA_TEST(files_of_an_archive),
                                       ARENA_TEST(damaged_archives)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
