/* Findings: what is found in records, and above all what is not. */
#include "knowledge/findings.h"

#include "unit.h"

static struct str today; /* where a test says it */

static void see(struct arena *arena, struct findings *findings, struct str text, size_t number) {
    struct record record;
    const char *why = "";
    size_t at;
    assert_true(record_read(arena, json_read(arena, text, 64, &why, &at), &record, &why));
    findings_see(findings, arena, &record, number);
}

/* The names of what is found in these lines of JSON, each with the number of its record and, where
 * it is about two, of the other: "no-title 1, duplicates 3-1"; notes are left out. */
static struct str found(struct arena *arena, const char *lines) {
    struct findings *findings = findings_start(arena, today);
    struct str rest = str_of(lines), line;
    struct buf out = buf_in(arena);
    size_t number = 0, count;
    while (str_next(&rest, '\n', &line))
        see(arena, findings, line, ++number);
    struct finding *at = findings_end(findings, &count);
    for (size_t i = 0; i < count; i++) {
        assert_true(at[i].sentence.len && at[i].advice[0]);
        if (at[i].level == LEVEL_NOTE)
            continue;
        buf_join(&out, ", ", str_format(arena, "%s %zu", at[i].name, at[i].record));
        if (at[i].other)
            buf_format(&out, "-%zu", at[i].other);
    }
    return buf_text(&out);
}

struct example {
    const char *members, *found;
};

/* Each example is a record with a title, or what it says in place of it. */
static void check(struct arena *arena, const struct example *examples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct str line = str_format(arena, "{\"title\":\"Tides\",%s}", examples[i].members);
        assert_slice(found(arena, line.at), str_of(examples[i].found), examples[i].members, 0);
    }
}

#define CHECK(state, examples) check(*(state), examples, sizeof(examples) / sizeof *(examples))

static void titles(void **state) {
    static const struct example examples[] = {
        {"\"title\":\" \"", "no-title 1"},
        {"\"title\":\"Click here\"", "title-click-here 1"},
        {"\"title\":\"[Read more]\"", "title-click-here 1"},
        {"\"title\":\"Hier klicken\"", "title-click-here 1"},
        {"\"title\":\"Here Comes the Tide\"", ""},
        {"\"title\":\"More\"", "title-click-here 1"},
        {"\"title\":\"More Tides\"", ""},
        {"\"title\":\"TIDES OF THE NORTH SEA\"", "title-capitals 1"},
        {"\"title\":\"ПРИЛИВЫ СЕВЕРНОГО МОРЯ\"", "title-capitals 1"},
        {"\"title\":\"TIDES OF THE NORTH Sea\"", ""},
        {"\"title\":\"UNESCO\"", ""},
        {"\"title\":\"潮汐 北海の研究について\"", ""},
        {"\"title\":\"Wind &amp; Waves\"", "markup 1"},
        {"\"title\":\"Wind <i>and</i> Waves\"", "markup 1"},
        {"\"title\":\"Wind & Waves; a < b\"", ""},
    };
    CHECK(state, examples);
}

static void annotations(void **state) {
    static const struct example examples[] = {
        {"\"abstract\":\"A study of four harbours and …\"", "abstract-cut 1"},
        {"\"abstract\":\"A study of four harbours... [more]\"", "abstract-cut 1"},
        {"\"abstract\":\"A study of four harbours ... in winter.\"", ""},
        {"\"abstract\":\"A study of four harbours\"", ""},
        {"\"abstract\":\"One.\\n\\nA study of four harbours in the north, their pilots and the\"",
         "abstract-cut 1"},
    };
    CHECK(state, examples);
}

static void numbers_and_pages(void **state) {
    static const struct example examples[] = {
        {"\"ISBN\":\"0-306-40615-2\"", ""},
        {"\"ISBN\":\"0-306-40615-3\"", "bad-isbn 1"},
        {"\"ISBN\":\"0306406152, 9780306406157\"", ""},
        {"\"ISBN\":\"0306406152, 9780306406158\"", "bad-isbn 1"},
        {"\"ISSN\":\"0000-0019\"", ""},
        {"\"ISSN\":\"0000-0018\"", "bad-issn 1"},
        {"\"custom\":{\"text\":[\"Tides\",\"Quay, 2001. ISBN 0-306-40615-3\"]}", "bad-isbn 1"},
        {"\"custom\":{\"text\":[\"Tides\",\"Telephone: 0-306-40615-3\"]}", ""},
        {"\"ISBN\":\"0-306-40615-3\",\"custom\":{\"text\":[\"ISBN 0-306-40615-3\"]}", "bad-isbn 1"},
        {"\"DOI\":\"10.5555/tides.1\"", ""},
        {"\"DOI\":\"10.5555/tides.1.\"", "bad-doi 1"},
        {"\"DOI\":\"https://doi.org/10.5555/tides\"", "bad-doi 1"},
        {"\"page\":\"123-19\"", "page-range 1"},
        {"\"page\":\"123-9\"", ""},
        {"\"page\":\"xii-9\"", ""},
        {"\"issued\":{\"date-parts\":[[2104]]}", "future-year 1"},
        {"\"issued\":{\"date-parts\":[[2001],[2104]]}", "future-year 1"},
        {"\"event-date\":{\"date-parts\":[[2104]]}", ""},
        {"\"issued\":{\"date-parts\":[[2009]]},\"custom\":{\"source\":{\"read\":\"2008-03-01\"}}",
         "future-year 1"},
        {"\"issued\":{\"date-parts\":[[2008]]},\"custom\":{\"source\":{\"read\":\"2008-03-01\"}}",
         ""},
    };
    CHECK(state, examples);
}

static void the_year_of_today_counts_where_the_page_dates_nothing(void **state) {
    today = S("2009-01-01T00:00:00Z");
    static const struct example examples[] = {
        {"\"issued\":{\"date-parts\":[[2009]]}", ""},
        {"\"issued\":{\"date-parts\":[[2010]]}", "future-year 1"},
        {"\"issued\":{\"date-parts\":[[2010]]},\"custom\":{\"source\":{\"read\":\"2011-03-01\"}}",
         ""},
    };
    CHECK(state, examples);
    today = S("");
}

static void addresses(void **state) {
    static const struct example examples[] = {
        {"\"URL\":\"http://example.org/a b.pdf\"", ""},
        {"\"URL\":\"images/map.gif\"", ""},
        {"\"URL\":\"urn:isbn:0306406152\"", ""},
        {"\"URL\":\"https://archive.example.org/web/2010/http://example.org/\"", ""},
        {"\"URL\":\"https://example.org/go?to=http://example.com/\"", ""},
        {"\"URL\":\"http://http://example.org/\"", "address-doubled 1"},
        {"\"URL\":\"http://example.org/ http://example.com/\"", "address-doubled 1"},
        {"\"URL\":\"http://example.orghttp://example.com\"", "address-doubled 1"},
        {"\"URL\":\"http//example.org\"", "bad-address 1"},
        {"\"URL\":\"htp://example.org\"", "bad-address 1"},
        {"\"URL\":\"www.example.org\"", "bad-address 1"},
        {"\"URL\":\"file:///C:/tides.doc\"", "bad-address 1"},
        {"\"URL\":\"http://intranet/tides\"", "bad-address 1"},
        {"\"URL\":\"http://example.org/?a=1&amp;b=2\"", "markup 1"},
    };
    CHECK(state, examples);
}

#define AUTHOR(name) "\"author\":[{" name "}]"

static void persons_and_organisations(void **state) {
    static const struct example examples[] = {
        {AUTHOR("\"family\":\"Foundation\",\"given\":\"The Quayside\""),
         "organisation-as-person 1"},
        {AUTHOR("\"family\":\"Church\",\"given\":\"Mary\""), ""},
        {AUTHOR("\"family\":\"Church\",\"given\":\"M. L.\""), ""},
        {AUTHOR("\"literal\":\"Mary Weir\""), "person-as-organisation 1"},
        {AUTHOR("\"literal\":\"Weir, M. L.\""), "person-as-organisation 1"},
        {AUTHOR("\"literal\":\"Harbour Board\""), ""},
        {AUTHOR("\"literal\":\"quaysider\""), ""},
        {AUTHOR("\"literal\":\"Mary Weir Trust\""), ""},
    };
    CHECK(state, examples);
}

#define BY(title, family, given)                                                                   \
    "{\"title\":\"" title "\",\"author\":[{\"family\":\"" family "\",\"given\":\"" given "\"}]}\n"

static void names_that_differ_by_a_letter(void **state) {
    assert_str(found(*state, BY("A", "Klimov", "J.") BY("B", "Klimow", "J.")), "names-differ 2-1");
    assert_str(found(*state, BY("A", "Hofmann", "Jane") BY("B", "Hoffmann", "J.")),
               "names-differ 2-1");
    assert_str(found(*state, BY("A", "Петрова", "А.") BY("B", "Петрива", "А.")),
               "names-differ 2-1");
    assert_str(found(*state, BY("A", "Klimov", "J.") BY("B", "Klimov", "J. R.")), "");
    assert_str(found(*state, BY("A", "Klimov", "Jane") BY("B", "Klimow", "John")), "");
    assert_str(found(*state, BY("A", "Klimov", "J.") BY("B", "Klemow", "J.")), "");
    assert_str(found(*state, BY("A", "Weir", "J.") BY("B", "Wear", "J.")), "");
    assert_str(found(*state, "{\"title\":\"A\",\"author\":[{\"family\":\"Olsen\",\"given\":\"M.\"},"
                             "{\"family\":\"Olson\",\"given\":\"M.\"}]}"),
               "");
}

#define WORK(title, members) "{\"title\":\"" title "\"," members "}\n"
#define WEIR AUTHOR("\"family\":\"Weir\",\"given\":\"M.\"")
#define IN_1990 ",\"issued\":{\"date-parts\":[[1990]]}"

static void duplicates(void **state) {
    assert_str(found(*state, WORK("A", "\"DOI\":\"10.5555/X\"") WORK("B", "\"DOI\":\"10.5555/x\"")),
               "duplicates 2-1");
    assert_str(found(*state, WORK("A", "\"URL\":\"http://example.org/a/\"")
                                 WORK("B", "\"URL\":\"https://www.Example.org/a\"")),
               "duplicates 2-1");
    assert_str(found(*state, WORK("The Tides", WEIR IN_1990) WORK("The tides.", WEIR IN_1990)),
               "duplicates 2-1");
    assert_str(found(*state, WORK("A", "\"DOI\":\"10.5555/x\"") WORK("B", "\"volume\":\"1\"")
                                 WORK("C", "\"URL\":\"http://example.org/c\"")
                                     WORK("D", "\"DOI\":\"10.5555/x\","
                                               "\"URL\":\"http://example.org/c\"")),
               "duplicates 3-1, duplicates 4-1");
}

static void works_that_are_no_duplicates(void **state) {
    assert_str(found(*state, WORK("Tides I", WEIR) WORK("Tides II", WEIR) WORK("Ebb", WEIR)
                                 WORK("Flood", WEIR) WORK("Neap", WEIR) WORK("Spring", WEIR)),
               "");
    assert_str(found(*state, WORK("Tides", WEIR IN_1990) WORK("Tides", WEIR)), "");
    assert_str(found(*state, WORK("Tides", WEIR ",\"volume\":\"1\"")
                                 WORK("Tides", WEIR ",\"volume\":\"2\"")),
               "");
    assert_str(found(*state, WORK("Home page", "\"type\":\"webpage\"")
                                 WORK("Home page", "\"type\":\"webpage\"")),
               "");
#define AT(title, address) WORK(title, "\"URL\":\"http://example.org" address "\"")
    assert_str(found(*state, AT("A", "/") AT("B", "/")), "duplicates 2-1");
    assert_str(found(*state, AT("A", "/") AT("B", "/") AT("C", "/")), "");
    assert_str(found(*state, AT("A", "/x") AT("B", "/x") AT("C", "/x") AT("D", "/x")), "");
    assert_str(found(*state, WORK("A", "\"page\":\"1-9\",\"URL\":\"http://example.org/x\"")
                                 WORK("B", "\"page\":\"10-19\",\"URL\":\"http://example.org/x\"")),
               "");
}

#define LINE(title, text) WORK(title, "\"custom\":{\"text\":[\"" text "\"]}")

static void numbers_of_entries(void **state) {
    assert_str(found(*state, LINE("A", "1. A") LINE("B", "2. B") LINE("C", "3. C")), "");
    assert_str(found(*state, LINE("A", "[1] A") LINE("B", "[2] B") LINE("C", "[3] C")
                                 LINE("D", "[5] D") LINE("E", "[6] E")),
               "numbering 4");
    assert_str(found(*state, LINE("A", "2) A") LINE("B", "3) B") LINE("C", "4) C")), "numbering 1");
    assert_str(found(*state, LINE("A", "1. A") LINE("B", "2. B") LINE("C", "3. C") LINE("D", "1. D")
                                 LINE("E", "2. E")),
               "");
    assert_str(found(*state, LINE("A", "1. A") LINE("B", "2. B") LINE("C", "3. C") LINE("D", "D")),
               "numbering 4");
    assert_str(found(*state, LINE("A", "7. Tides") LINE("B", "12. Ebb") LINE("C", "3. Flood")), "");
    assert_str(found(*state, LINE("A", "9. A") LINE("B", "8. B") LINE("C", "7. C")), "");
}

static void facts_of_many_entries_are_told_once(void **state) {
    struct findings *findings = findings_start(*state, today);
    size_t count;
    see(*state, findings, S("{\"title\":\"A\"," WEIR "}"), 1);
    see(*state, findings, S("{\"title\":\"B\",\"status\":\"in press\"}"), 2);
    struct finding *at = findings_end(findings, &count);
    assert_int_equal(count, 2);
    assert_str(at[0].sentence, "1 of 2 entries name no creator");
    assert_str(at[1].sentence, "1 of 2 entries have no date");
    assert_int_equal(at[0].record, 0);
    findings_end(findings_start(*state, today), &count);
    assert_int_equal(count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(titles),
        ARENA_TEST(annotations),
        ARENA_TEST(numbers_and_pages),
        ARENA_TEST(the_year_of_today_counts_where_the_page_dates_nothing),
        ARENA_TEST(addresses),
        ARENA_TEST(persons_and_organisations),
        ARENA_TEST(names_that_differ_by_a_letter),
        ARENA_TEST(duplicates),
        ARENA_TEST(works_that_are_no_duplicates),
        ARENA_TEST(numbers_of_entries),
        ARENA_TEST(facts_of_many_entries_are_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
