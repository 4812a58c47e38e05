/* Tests of bylines and Harvard references. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/citeas.h"
#include "ground/arena.h"
#include "ground/json.h"

#define NAMED "\"author\":[{\"family\":\"A\",\"given\":\"Ann\"}],"
#define EDITED                                                                                     \
    "\"editor\":[{\"family\":\"D\",\"given\":\"Di\"},{\"family\":\"E\",\"given\":\"Eva\"}],"
#define ISSUED(parts) "\"issued\":{\"date-parts\":[" parts "]}"

static const struct {
    const char *language, *record, *byline, *reference;
} cases[] = {
    {"en", "{\"title\":\"T\"}", "no date", "<cite>T</cite> (no date)."},
    {"en",
     "{\"title\":\"Why?\",\"author\":[{\"family\":\"Gogh\",\"given\":\"Vincent Willem\","
     "\"non-dropping-particle\":\"van\",\"suffix\":\"Jr\"}]," ISSUED("[1890,7]") "}",
     "Vincent Willem van Gogh Jr, July 1890", "van Gogh, V.W., Jr (1890) <cite>Why?</cite>"},
    {"en",
     "{\"title\":\"T\",\"author\":[{\"family\":\"A\",\"given\":\"B C\"},{\"family\":\"D\","
     "\"given\":\"Jean-Luc M.\"},{\"literal\":\"E & F\"}],\"edition\":\"11\","
     "\"publisher\":\"P Inc.\"," ISSUED("[2001],[2003]") "}",
     "B C A, Jean-Luc M. D and E &amp; F, 2001–2003",
     "A, B.C., D, J.-L.M. and E &amp; F (2001–2003) <cite>T</cite>. 11th edn. P Inc."},
    {"en",
     "{\"title\":\"T\",\"editor\":[{\"family\":\"A\"}],\"edition\":\"22nd\",\"page\":\"7\"," ISSUED(
         "[-44]") "}",
     "A (ed.), 44 BC", "A (ed.) (44 BC) <cite>T</cite>. 22nd edn, p. 7."},
    {"en", "{\"title\":\"T\",\"edition\":\"3 r\"}", "no date", "<cite>T</cite> (no date) 3 r."},
    {"en",
     "{\"title\":\"T\",\"container-title\":\"J\",\"volume\":\"1\",\"issue\":\"2\"," NAMED
     "\"type\":\"article-journal\",\"page\":\"3-5\",\"custom\":{\"etal\":true},"
     "\"issued\":{\"date-parts\":[[1999]],\"season\":2,\"circa\":true}}",
     "Ann A et al., c. Summer 1999. <cite>J</cite>",
     "A, A. et al. (c. 1999) ‘T’, <cite>J</cite>, 1(2), pp. 3–5."},
    {"en",
     "{\"type\":\"article-newspaper\",\"title\":\"T\",\"container-title\":\"N\",\"page\":\"A4\"," //
     ISSUED("[2001,3,30],[2001,4,2]") "}",
     "30 March 2001 – 2 April 2001. <cite>N</cite>",
     "‘T’ (2001) <cite>N</cite>, 30 March – 2 April, p. A4."},
    {"en",
     "{\"type\":\"chapter\",\"title\":\"Who?\",\"container-title\":\"B\"," NAMED EDITED
     "\"publisher\":\"P\",\"publisher-place\":\"L\",\"collection-title\":\"S\","
     "\"collection-number\":\"2\",\"page\":\"1, 9\",\"volume\":\"II\"," ISSUED("[2001,3]") "}",
     "Ann A, March 2001. <cite>B</cite>",
     "A, A. (2001) ‘Who?’, in D. D and E. E (eds) <cite>B</cite>, vol. II. L: P (S, 2), pp. 1, 9."},
    {"en",
     "{\"type\":\"report\",\"title\":\"T!\"," NAMED EDITED "\"number\":\"12\",\"medium\":\"CD\","
     "\"translator\":[{\"literal\":\"The Office\"}],\"collection-title\":\"S\"}",
     "Ann A, no date",
     "A, A. (no date) <cite>T!</cite> [CD], no. 12. Edited by D. D and E. E. Translated by The "
     "Office. "
     "S."},
    {"en",
     "{\"type\":\"legal_case\",\"title\":\"A v B\",\"container-title\":\"Reports\",\"issue\":\"3\","
     "\"genre\":\"Appeal\",\"number\":\"X1\"}",
     "no date. <cite>Reports</cite>",
     "<cite>A v B</cite> (no date) <cite>Reports</cite>, no. 3. Appeal X1."},
    {"en",
     "{\"type\":\"speech\"," NAMED "\"genre\":\"Talk\",\"medium\":\"slides\",\"event-title\":\"M\","
     "\"event-place\":\"P\",\"event-date\":{\"date-parts\":[[2001,3,5],[2001,3,7]]}}",
     "Ann A, no date",
     "A, A. (no date) [No title] [Talk, slides]. <cite>M</cite>, P, 5–7 March 2001."},
    {"de-AT",
     "{\"type\":\"chapter\",\"title\":\"T\",\"container-title\":\"B\"," NAMED EDITED
     "\"edition\":\"2\",\"page\":\"3-5\"," ISSUED("[2001,3,5],[2001,3,7]") "}",
     "Ann A, 5.–7. März 2001. <cite>B</cite>",
     "A, A. (2001) „T“, in D. D und E. E (Hg.) <cite>B</cite>. 2. Aufl., S. 3–5."},
    {"PL", "{\"title\":\"T\"," ISSUED("[2001,3,5],[2001,4]") "}", "5 marca 2001 – kwiecień 2001",
     "<cite>T</cite> (2001)."},
    {"cy", "{" NAMED "\"issue\":\"2\"," ISSUED("[2001,3]") "}",
     "Ann A, <span lang=\"en\" xml:lang=\"en\">March</span> 2001",
     "A, A. (2001) <span lang=\"en\" xml:lang=\"en\">[No title]</span>, "
     "<span lang=\"en\" xml:lang=\"en\">no. 2</span>."},
    {"ur", "{\"title\":\"T\"," ISSUED("[-44]") "}", "44 BC", "<cite>T</cite> (44 BC)."},
    {"ur", "{\"title\":\"T\"}", "<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">no date</span>",
     "<cite>T</cite> (<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">no date</span>)."},
};

static const struct {
    const char *language, *record, *address;
} addresses[] = {
    {"en", "{\"title\":\"T\"}", ""},
    {"en", "{\"URL\":\"https://a.example/\",\"accessed\":{\"date-parts\":[[2024,5,6]]}}",
     " Available at: <a class=\"url\" dir=\"ltr\" "
     "href=\"https://a.example/\">https://a.example/</a> "
     "(Accessed: 6 May 2024)."},
    {"fr", "{\"URL\":\"a.pdf\",\"DOI\":\"10.5555/x#1\"}",
     " Disponible sur\302\240: <a class=\"url\" dir=\"ltr\" href=\"https://doi.org/10.5555/x%231\">"
     "https://doi.org/<wbr/>10.5555/<wbr/>x%231</a>"},
};

static struct record read(struct arena *arena, const char *text) {
    struct record record;
    const char *why;
    size_t at;
    struct json *json = json_read(arena, str_of(text), 20, &why, &at);
    assert_true(record_read(arena, json, &record, &why));
    return record;
}

static void bylines_and_references(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        const struct words *words = words_of(str_of(cases[i].language));
        struct record record = read(arena, cases[i].record);
        struct buf byline = buf_in(arena), reference = buf_in(arena);
        citeas_byline(&byline, words, &record);
        citeas_reference(&reference, words, &record);
        assert_string_equal(str_zero_ended(arena, buf_text(&byline)), cases[i].byline);
        assert_string_equal(str_zero_ended(arena, buf_text(&reference)), cases[i].reference);
        arena_free(arena);
    }
}

static void addresses_of_references(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        struct arena *arena = arena_new();
        struct record record = read(arena, addresses[i].record);
        struct buf out = buf_in(arena);
        citeas_address(&out, words_of(str_of(addresses[i].language)), &record);
        assert_string_equal(str_zero_ended(arena, buf_text(&out)), addresses[i].address);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bylines_and_references),
                                       cmocka_unit_test(addresses_of_references)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
