/* From the lines of an entry to a record, with evidence for each field. */
#include "knowledge/reading.h"

#include <stdlib.h>

#include "ground/utf8.h"
#include "unit.h"

static struct entry entry_of(struct arena *arena, const char *text) {
    const char *why;
    size_t at;
    struct entry entry;
    struct json *object = json_read(arena, str_of(text), 64, &why, &at);
    assert_non_null(object);
    assert_true(entry_read(arena, object, &entry, &why));
    return entry;
}

static struct noticed noticed;

static struct record read_it(struct arena *arena, const char *text) {
    struct entry entry = entry_of(arena, text);
    struct page_style style = {0};
    struct record record;
    reading_learn(arena, &style, &entry);
    reading_read(arena, &style, &entry, NULL, &record, &noticed);
    return record;
}

/* A field as its JSON. */
static struct str shown(struct arena *arena, const struct record *record, const char *key) {
    struct json *object = record_json(arena, record);
    struct json *value = json_get(object, key);
    struct buf out = buf_in(arena);
    if (!value)
        value = json_get(json_get(object, "custom"), key);
    if (value)
        json_write(&out, value);
    return buf_text(&out);
}

static void check(struct arena *arena, const struct record *record, const char *key,
                  const char *wanted) {
    assert_slice(shown(arena, record, key), str_of(wanted), key, 0);
}

/* What the evidence for a field points at, a bar between. */
static struct str evidence(struct arena *arena, const struct record *record, const char *key) {
    struct json *custom = json_get(record_json(arena, record), "custom");
    struct json *text = json_get(custom, "text");
    struct json *list = json_get(json_get(custom, "evidence"), key);
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < json_length(list); i++) {
        struct json *proof = json_at(list, i);
        long line = json_integer(json_get(proof, "line"), -1);
        assert_true(line >= 0 && (size_t)line < json_length(text));
        struct str said = json_text(json_at(text, (size_t)line));
        size_t from = (size_t)json_integer(json_get(proof, "from"), -1);
        size_t to = (size_t)json_integer(json_get(proof, "to"), -1);
        struct json *confidence = json_get(proof, "confidence");
        double sure = atof(str_zero_ended(arena, json_text_or_number(arena, confidence)));
        assert_true(from < to && to <= utf8_count(said));
        assert_true(sure > 0 && sure <= 1);
        assert_true(json_text(json_get(proof, "rule")).len > 0);
        if (i)
            buf_char(&out, '|');
        buf_put(&out, str_part(said, utf8_offset(said, from), utf8_offset(said, to)));
    }
    return buf_text(&out);
}

#define ANNOTATED                                                                                   \
    "{\"place\":{\"page\":\"page.html\",\"line\":4},\"section\":[\"Water\",\"Ferries\"],"           \
    "\"lines\":"                                                                                    \
    "[{\"text\":\"“Die Fähre in Rye”\",\"marks\":[\"strong\"]},"                               \
    "{\"text\":\"Weir, Anna and Müller, Jörg et al. (May 1998) Journal of Tides [abstract]\"},"   \
    "{\"text\":\"Folgt einer Fähre durch zweihundert Jahre Briefe und Bücher ihrer Besitzer.\"}," \
    "{\"text\":\"Asks who owned the crossing, and who was let over for nothing at all.\"},"         \
    "{\"text\":\"click here\",\"links\":[{\"label\":\"click "                                       \
    "here\",\"href\":\"http://a.example/\","                                                        \
    "\"from\":0,\"to\":10}]},"                                                                      \
    "{\"text\":\"Diagram: click here\",\"links\":[{\"label\":\"click "                              \
    "here\",\"lead\":\"Diagram:\","                                                                 \
    "\"href\":\"http://b.example/\",\"from\":9,\"to\":19}]}]}"

static void an_annotated_entry(void **state) {
    struct record record = read_it(*state, ANNOTATED);
    check(*state, &record, "title", "\"Die Fähre in Rye\"");
    check(*state, &record, "author",
          "[{\"family\":\"Weir\",\"given\":\"Anna\"},{\"family\":\"Müller\",\"given\":\"Jörg\"}]");
    check(*state, &record, "etal", "true");
    check(*state, &record, "issued", "{\"date-parts\":[[1998,5]]}");
    check(*state, &record, "container-title", "\"Journal of Tides\"");
    check(*state, &record, "abstract",
          "\"Folgt einer Fähre durch zweihundert Jahre Briefe und Bücher ihrer Besitzer.\\n\\nAsks "
          "who owned the crossing, and who was let over for nothing at all.\"");
    check(*state, &record, "URL", "\"http://a.example/\"");
    check(*state, &record, "links",
          "[{\"label\":\"click here\",\"href\":\"http://b.example/\",\"lead\":\"Diagram:\"}]");
    check(*state, &record, "section", "\"Water > Ferries\"");
    check(*state, &record, "type", "\"article-journal\"");
    check(*state, &record, "note", "\"abstract\"");
    check(*state, &record, "place", "{\"page\":\"page.html\",\"line\":4}");
    check(*state, &record, "id", "");
}

static void evidence_names_the_text_of_the_field(void **state) {
    struct record record = read_it(*state, ANNOTATED);
    assert_str(evidence(*state, &record, "title"), "Die Fähre in Rye");
    assert_str(evidence(*state, &record, "author"), "Weir, Anna and Müller, Jörg et al.");
    assert_str(evidence(*state, &record, "issued"), "May 1998");
    assert_str(evidence(*state, &record, "container-title"), "Journal of Tides");
    assert_str(evidence(*state, &record, "abstract"),
               "Folgt einer Fähre durch zweihundert Jahre Briefe und Bücher ihrer Besitzer.|Asks "
               "who owned the crossing, and who was let over for nothing at all.");
    assert_str(evidence(*state, &record, "URL"), "click here");
    assert_str(evidence(*state, &record, "note"), "abstract");
}

static void titles_over_several_lines(void **state) {
    struct record record = read_it(
        *state,
        "{\"lines\":[{\"text\":\"The Ferry at Rye and the\",\"marks\":[\"strong\"]},"
        "{\"text\":\"Owners of the Crossing.\",\"marks\":[\"strong\"]},{\"text\":\"Weir, Anna "
        "(1998)\"},{\"text\":\"Follows one ferry through two hundred years of letters and of "
        "books.\"}]}");
    check(*state, &record, "title", "\"The Ferry at Rye and the Owners of the Crossing\"");
    assert_str(evidence(*state, &record, "title"),
               "The Ferry at Rye and the|Owners of the Crossing");
    assert_true(noticed.title_joined);
}

static void what_a_title_ends_with(void **state) {
    static const struct {
        const char *text, *title;
    } examples[] = {
        {"The Ferry at Rye.", "\"The Ferry at Rye\""},
        {"'The Ferry at Rye',", "\"The Ferry at Rye\""},
        {"The Ferry at Rye [PDF]", "\"The Ferry at Rye\""},
        {"The Ferry at Rye (PDF, 2 MB)", "\"The Ferry at Rye\""},
        {"Who Owns the Ferry?", "\"Who Owns the Ferry?\""},
        {"“Ferries” and “Fords”", "\"“Ferries” and “Fords”\""},
        {"[Review of] The Ferry at Rye", "\"[Review of] The Ferry at Rye\""},
        {"The Ferry (1850-1900)", "\"The Ferry (1850-1900)\""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct str entry = str_format(
            *state,
            "{\"lines\":[{\"text\":\"%s\",\"marks\":[\"heading\"]},{\"text\":\"Follows one ferry "
            "through two hundred years of letters and of books.\"}]}",
            examples[i].text);
        struct record record = read_it(*state, str_zero_ended(*state, entry));
        check(*state, &record, "title", examples[i].title);
    }
}

static void a_link_and_what_it_leads_to(void **state) {
    struct record record =
        read_it(*state, "{\"lines\":[{\"text\":\"The Ferry Museum – Models of ferries and old "
                        "plans\",\"links\":[{\"label\":\"The Ferry Museum\",\"href\":"
                        "\"http://a.example/\",\"from\":0,\"to\":16}]}]}");
    check(*state, &record, "title", "\"The Ferry Museum\"");
    check(*state, &record, "URL", "\"http://a.example/\"");
    check(*state, &record, "abstract", "\"Models of ferries and old plans\"");
    check(*state, &record, "type", "\"webpage\"");
    assert_str(evidence(*state, &record, "title"), "The Ferry Museum");
    assert_str(evidence(*state, &record, "abstract"), "Models of ferries and old plans");
}

static void links_that_lead_nowhere_are_left_out(void **state) {
    struct record record = read_it(
        *state,
        "{\"lines\":[{\"text\":\"The Ferry at Rye\",\"marks\":[\"strong\"],\"links\":[{"
        "\"label\":\"The Ferry at Rye\",\"href\":\"#rye\",\"from\":0,\"to\":16}]},"
        "{\"text\":\"Follows one ferry through two hundred years of letters, from the first "
        "boat.\",\"links\":[{\"label\":\"letters\",\"href\":\"mailto:a@example.org\","
        "\"from\":50,\"to\":57},{\"label\":\"boat\",\"href\":\"http://b.example/\","
        "\"from\":74,\"to\":78}]}]}");
    check(*state, &record, "URL", "\"http://b.example/\"");
    check(*state, &record, "links", "");
}

static void status_instead_of_a_date(void **state) {
    struct record record = read_it(
        *state, "{\"lines\":[{\"text\":\"The Ferry at Rye\",\"marks\":[\"strong\"]},"
                "{\"text\":\"Weir, Anna (in press)\"},{\"text\":\"Follows one ferry through "
                "two hundred years of letters and of books.\"}]}");
    check(*state, &record, "issued", "");
    check(*state, &record, "status", "\"in press\"");
    record =
        read_it(*state, "{\"lines\":[{\"text\":\"The Ferry at Rye\",\"marks\":[\"strong\"]},"
                        "{\"text\":\"Weir, Anna (n.d.)\"},{\"text\":\"Follows one ferry through "
                        "two hundred years of letters and of books.\"}]}");
    check(*state, &record, "issued", "");
    check(*state, &record, "author", "[{\"family\":\"Weir\",\"given\":\"Anna\"}]");
}

static void facts_of_the_page_ride_along(void **state) {
    struct record record =
        read_it(*state, "{\"lines\":[{\"text\":\"The Ferry at Rye\"}],\"source\":{\"title\":"
                        "\"Ferries\",\"url\":\"http://example.org/\"}}");
    check(*state, &record, "source", "{\"title\":\"Ferries\",\"url\":\"http://example.org/\"}");
    check(*state, &record, "title", "\"The Ferry at Rye\"");
    check(*state, &record, "schema", "\"" RECORD_SCHEMA "\"");
    check(*state, &record, "text", "[\"The Ferry at Rye\"]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(an_annotated_entry),          ARENA_TEST(evidence_names_the_text_of_the_field),
        ARENA_TEST(titles_over_several_lines),   ARENA_TEST(what_a_title_ends_with),
        ARENA_TEST(a_link_and_what_it_leads_to), ARENA_TEST(links_that_lead_nowhere_are_left_out),
        ARENA_TEST(status_instead_of_a_date),    ARENA_TEST(facts_of_the_page_ride_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
