/* What every unit test includes: cmocka, and how slices are compared. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ground/arena.h"
#include "ground/buf.h"
#include "ground/str.h"

/* One arena for each test, made and given back by cmocka. */
static inline int with_arena(void **state) {
    *state = arena_new();
    return 0;
}
static inline int without_arena(void **state) {
    arena_free(*state);
    return 0;
}

/* A test that finds an empty arena in *state. */
#define ARENA_TEST(fn) cmocka_unit_test_setup_teardown(fn, with_arena, without_arena)

/* The slice holds exactly this text, which may hold NULs. */
#define assert_str(slice, literal) assert_slice((slice), S(literal), __FILE__, __LINE__)

static inline void assert_slice(struct str got, struct str wanted, const char *file, int line) {
    if (str_equal(got, wanted))
        return;
    print_error("\"%.*s\" is not \"%.*s\"\n", STR_ARGS(got), STR_ARGS(wanted));
    _fail(file, line);
}
