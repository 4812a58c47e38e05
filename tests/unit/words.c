/* Tests of words by language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/words.h"
#include "ground/arena.h"

static const char *const tags[] = {"en", "de", "fr", "es", "it", "nl",
                                   "pt", "pl", "ru", "sv", "he", "ar"};

/* "#" stands once in the same rows of every language, and no text is empty. */
static void rows_are_whole(void **state) {
    (void)state;
    const struct words *english = words_of(S("en"));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const struct words *words = words_of(str_of(tags[i]));
        assert_false(words_are_foreign(words));
        for (enum word word = 0; word < WORD_COUNT; word++) {
            const char *text = words_get(words, word), *mark = strchr(text, '#');
            assert_true(*text);
            assert_int_equal(mark != NULL, strchr(words_get(english, word), '#') != NULL);
            assert_true(!mark || !strchr(mark + 1, '#'));
        }
    }
}

static void languages_are_found(void **state) {
    (void)state;
    assert_string_equal(words_get(words_of(S("pt-BR")), WORD_NO_DATE), "sem data");
    assert_string_equal(words_get(words_of(S("DE")), WORD_NO_DATE), "ohne Datum");
    assert_string_equal(words_get(words_of(S("den")), WORD_NO_DATE), "no date");
    assert_true(words_are_foreign(words_of(S("den"))));
    assert_true(words_are_foreign(words_of(S(""))));
}

static void foreign_words_are_marked(void **state) {
    (void)state;
    struct arena *arena = arena_new();
    struct buf out = buf_in(arena);
    words_put(&out, words_of(S("cy")), WORD_CITE_AS);
    words_put(&out, words_of(S("fa-IR")), WORD_CITE_AS);
    words_put(&out, words_of(S("cy")), WORD_ISBN);
    words_put_filled(&out, words_of(S("ru")), WORD_MADE_BY, S("<a>"));
    words_put_filled(&out, words_of(S("sv")), WORD_PART, S("3"));
    assert_string_equal(str_zero_ended(arena, buf_text(&out)),
                        "<span lang=\"en\" xml:lang=\"en\">Cite as</span>"
                        "<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">Cite as</span>ISBN"
                        "Создано в программе &lt;a&gt;.del 3");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_whole),
                                       cmocka_unit_test(languages_are_found),
                                       cmocka_unit_test(foreign_words_are_marked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
