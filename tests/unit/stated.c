/* What machine-readable data state, whatever their vocabulary. */
#include "knowledge/stated.h"

#include "unit.h"

static struct record stated_of(struct arena *arena, const char *json) {
    const char *why;
    size_t at;
    struct stated stated;
    struct json *datum = json_read(arena, str_of(json), 32, &why, &at);
    assert_non_null(datum);
    assert_true(stated_read(arena, datum, &stated));
    return stated.record;
}

static struct str text(const struct record *record, enum field field) {
    return record->field[field].text;
}

static void coins(void **state) {
    struct record record = stated_of(
        *state,
        "{\"kind\":\"COinS\",\"value\":\"rft.genre=bookitem&rft.atitle=A+%26+B&rft.btitle="
        "Water&rft.aulast=van+Rijn&rft.aufirst=Ann&rft.au=van+Rijn%2C+Ann&rft.au=Doe%2C+Jr.%2C"
        "+J.&rft.spage=7&rft.epage=9&rft.date=1998-05&rft_id=info%3Apmid%2F20175497\"}");
    assert_str(text(&record, FIELD_TYPE), "chapter");
    assert_str(text(&record, FIELD_TITLE), "A & B");
    assert_str(text(&record, FIELD_CONTAINER_TITLE), "Water");
    assert_str(text(&record, FIELD_PAGE), "7-9");
    assert_str(text(&record, FIELD_PMID), "20175497");
    assert_int_equal(record.field[FIELD_ISSUED].date.part[0][1], 5);
    const struct names *authors = &record.field[FIELD_AUTHOR].names;
    assert_int_equal(authors->count, 2);
    assert_str(authors->at[0].family, "van Rijn");
    assert_str(authors->at[1].suffix, "Jr.");
    assert_str(authors->at[1].given, "J.");
}

static void a_book_is_no_container_of_itself(void **state) {
    struct record record = stated_of(
        *state, "{\"kind\":\"COinS\",\"value\":\"rft.genre=book&rft.btitle=Mills&rft.pub=Heron\"}");
    assert_str(text(&record, FIELD_TITLE), "Mills");
    assert_false(record_has(&record, FIELD_CONTAINER_TITLE));
}

static void references_in_meta_elements(void **state) {
    struct record record =
        stated_of(*state, "{\"kind\":\"citation_reference\",\"value\":\"citation_title=Canals; "
                          "citation_author=Ana Moura; citation_journal_title=River Studies; "
                          "citation_firstpage=10; citation_doi=10.1234/rs.4\"}");
    assert_str(text(&record, FIELD_TITLE), "Canals");
    assert_str(text(&record, FIELD_PAGE), "10");
    assert_str(text(&record, FIELD_DOI), "10.1234/rs.4");
    assert_str(record.field[FIELD_AUTHOR].names.at[0].family, "Moura");
}

static void objects_in_objects(void **state) {
    struct record record = stated_of(
        *state,
        "{\"kind\":\"JSON-LD\",\"value\":{\"@type\":\"schema:ScholarlyArticle\",\"name\":[\"Dams\"]"
        ","
        "\"author\":[{\"name\":\"Eva Long\"},\"Dam Society\"],\"isPartOf\":{\"issueNumber\":3,"
        "\"isPartOf\":{\"name\":\"Dam Quarterly\"}},\"http://schema.org/datePublished\":"
        "\"2015-06-02T10:00:00Z\"}}");
    assert_str(text(&record, FIELD_TYPE), "article-journal");
    assert_str(text(&record, FIELD_CONTAINER_TITLE), "Dam Quarterly");
    assert_str(text(&record, FIELD_ISSUE), "3");
    assert_int_equal(record.field[FIELD_ISSUED].date.part[0][2], 2);
    const struct names *authors = &record.field[FIELD_AUTHOR].names;
    assert_int_equal(authors->count, 2);
    assert_str(authors->at[0].given, "Eva");
    assert_str(authors->at[1].literal, "Dam Society");
}

static void nothing_stated(void **state) {
    static const char *const examples[] = {
        "{\"kind\":\"COinS\",\"value\":\"ctx_ver=Z39.88-2004&rft.genre=article\"}",
        "{\"kind\":\"something\",\"value\":\"rft.atitle=A\"}",
        "{\"kind\":\"JSON-LD\",\"value\":{\"@type\":\"Book\"}}",
        "{\"kind\":\"COinS\",\"value\":\"rft.atitle=&&=x&rft.date=%zz\"}",
        "{}",
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const char *why;
        size_t at;
        struct stated stated;
        assert_false(
            stated_read(*state, json_read(*state, str_of(examples[i]), 32, &why, &at), &stated));
    }
}

static void bibtex(void **state) {
    static const char entry[] =
        "@Article(key,\n author = {G{\\\"o}del, Kurt and {Rowers and Sons} and Mar\\'{\\i}a "
        "{\\O}lund},"
        "\ntitle = \"On {\\`A} ``big'' \\& \\emph{small} weirs---a~tale\",\njournal = {Weirs},"
        " number = 4, year = 1931, month = jun, pages = {173--198}\n) and more";
    struct stated stated;
    size_t end = stated_read_bibtex(*state, str_of(entry), &stated);
    const struct record *record = &stated.record;
    assert_str(str_from(str_of(entry), end), " and more");
    assert_str(text(record, FIELD_TITLE), "On À “big” & small weirs—a tale");
    assert_str(text(record, FIELD_ISSUE), "4");
    assert_str(text(record, FIELD_PAGE), "173–198");
    assert_int_equal(record->field[FIELD_ISSUED].date.part[0][1], 6);
    const struct names *authors = &record->field[FIELD_AUTHOR].names;
    assert_int_equal(authors->count, 3);
    assert_str(authors->at[0].family, "Gödel");
    assert_str(authors->at[1].literal, "Rowers and Sons");
    assert_str(authors->at[2].given, "María");
    assert_str(authors->at[2].family, "Ølund");
}

static void no_bibtex(void **state) {
    static const char *const examples[] = {
        "@someone said",
        "@article{a, title = {no end",
        "@article{a title = {x}}",
        "@",
        "@article{",
        "@string{jan = \"January\"}",
        "@article{a, title = \"\\",
        "article{a, title={x}}",
    };
    struct stated stated;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_int_equal(stated_read_bibtex(*state, str_of(examples[i]), &stated), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(coins),
        ARENA_TEST(a_book_is_no_container_of_itself),
        ARENA_TEST(references_in_meta_elements),
        ARENA_TEST(objects_in_objects),
        ARENA_TEST(nothing_stated),
        ARENA_TEST(bibtex),
        ARENA_TEST(no_bibtex),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
