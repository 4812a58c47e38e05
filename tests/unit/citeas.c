/* Tests of bylines and Harvard references. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/citeas.h"
#include "ground/arena.h"
#include "ground/json.h"

static const struct {
    const char *record, *byline, *reference;
} cases[] = {
    {"{\"title\":\"T\"}", "no date", "<cite>T</cite> (no date)."},
    {"{\"title\":\"Why?\",\"author\":[{\"family\":\"Gogh\",\"given\":\"Vincent Willem\","
     "\"non-dropping-particle\":\"van\",\"suffix\":\"Jr\"}],\"issued\":{\"date-parts\":[[1890,7]]}"
     "}",
     "Vincent Willem van Gogh Jr, July 1890", "van Gogh, V.W., Jr (1890) <cite>Why?</cite>."},
    {"{\"title\":\"T\",\"author\":[{\"family\":\"A\",\"given\":\"B C\"},{\"family\":\"D\","
     "\"given\":\"Jean-Luc M.\"},{\"literal\":\"E & F\"}],\"edition\":\"11\","
     "\"publisher\":\"P\",\"issued\":{\"date-parts\":[[2001],[2003]]}}",
     "B C A, Jean-Luc M. D and E &amp; F, 2001–2003",
     "A, B C, D, J.-L.M. and E &amp; F (2001–2003) <cite>T</cite>, 11th edn. P."},
    {"{\"title\":\"T\",\"editor\":[{\"family\":\"A\"}],\"edition\":\"22\",\"page\":\"7\","
     "\"issued\":{\"date-parts\":[[-44]]}}",
     "A (ed.), 44 BC", "A (ed.) (44 BC) <cite>T</cite>, 22nd edn, p. 7."},
    {"{\"title\":\"T\",\"container-title\":\"J\",\"volume\":\"1\",\"issue\":\"2\","
     "\"author\":[{\"family\":\"A\",\"given\":\"Ann\"}],\"custom\":{\"etal\":true},"
     "\"issued\":{\"date-parts\":[[1999]],\"season\":2,\"circa\":true}}",
     "Ann A et al., c. Summer 1999. <cite>J</cite>",
     "A, A. et al. (c. 1999) ‘T’, <cite>J</cite>, 1(2)."},
};

static void bylines_and_references(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct record record;
        const char *why;
        size_t at;
        struct json *json = json_read(arena, str_of(cases[i].record), 20, &why, &at);
        assert_true(record_read(arena, json, &record, &why));
        struct buf byline = buf_in(arena), reference = buf_in(arena);
        citeas_byline(&byline, &record);
        citeas_reference(&reference, &record);
        assert_string_equal(str_zero_ended(arena, buf_text(&byline)), cases[i].byline);
        assert_string_equal(str_zero_ended(arena, buf_text(&reference)), cases[i].reference);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bylines_and_references)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
