/* Arenas: zeroed, aligned, growing, given back at once. */
#include "unit.h"

static char order[8];
static size_t calls;

static void note_call(void *what) {
    order[calls++] = *(char *)what;
}

static void memory_is_zero_and_aligned(void **state) {
    for (size_t size = 0; size < 5000; size += 37) {
        char *at = arena_alloc(*state, size);
        assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(at[i], 0);
        for (size_t i = 0; i < size; i++)
            at[i] = 'x';
    }
}

static void memory_is_zero_again_after_a_reset(void **state) {
    for (int round = 0; round < 3; round++) {
        char *at = arena_alloc(*state, 40000);
        for (size_t i = 0; i < 40000; i++)
            assert_int_equal(at[i], 0);
        for (size_t i = 0; i < 40000; i++)
            at[i] = (char)0xFF;
        arena_reset(*state);
    }
}

static void pieces_may_be_larger_than_a_block(void **state) {
    char *large = arena_alloc(*state, 5 << 20), *small = arena_alloc(*state, 1);
    large[(5 << 20) - 1] = 'x';
    *small = 'y';
    assert_int_equal(large[(5 << 20) - 1], 'x');
}

static void an_array_grows_and_keeps_its_objects(void **state) {
    long *numbers = NULL;
    size_t count = 0, room = 0;
    for (long i = 0; i < 1000; i++)
        *arena_push(*state, numbers, count, &room) = i;
    assert_int_equal(count, 1000);
    assert_true(room >= 1000);
    for (long i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
}

static void what_was_deferred_runs_last_first_and_once(void **state) {
    static char a = 'a', b = 'b', c = 'c';
    calls = 0;
    arena_defer(*state, note_call, &a);
    arena_defer(*state, note_call, &b);
    arena_reset(*state);
    assert_memory_equal(order, "ba", 2);
    arena_defer(*state, note_call, &c);
    arena_reset(*state);
    arena_reset(*state);
    assert_int_equal(calls, 3);
    assert_int_equal(order[2], 'c');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(memory_is_zero_and_aligned),
        ARENA_TEST(memory_is_zero_again_after_a_reset),
        ARENA_TEST(pieces_may_be_larger_than_a_block),
        ARENA_TEST(an_array_grows_and_keeps_its_objects),
        ARENA_TEST(what_was_deferred_runs_last_first_and_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
