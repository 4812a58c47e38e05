/* Kinds of works, by what a page states. */
#include "knowledge/kinds.h"

#include "unit.h"

static const struct {
    const char *record, *type;
} examples[] = {
    {"{\"container-title\":\"Journal of Tides\"}", "article-journal"},
    {"{\"container-title\":\"Notes\",\"volume\":\"3\"}", "article-journal"},
    {"{\"container-title\":\"Proceedings of the Tide Workshop\"}", "paper-conference"},
    {"{\"container-title\":\"The Sea\",\"editor\":[{\"family\":\"Weir\"}]}", "chapter"},
    {"{\"container-title\":\"The Sea\",\"publisher\":\"Quay Press\"}", "chapter"},
    {"{\"container-title\":\"Harbour Herald\"}", "article-newspaper"},
    {"{\"title\":\"Tides\",\"ISBN\":\"9780000000019\"}", "book"},
    {"{\"title\":\"Tides\",\"publisher\":\"Quay Press\"}", "book"},
    {"{\"title\":\"Tides\",\"abstract\":\"This report counts ferries.\"}", "report"},
    {"{\"title\":\"Tides\",\"abstract\":\"This book counts ferries.\"}", "book"},
    {"{\"title\":\"Tides\",\"abstract\":\"This website counts ferries.\"}", "webpage"},
    {"{\"title\":\"Tides\",\"abstract\":\"The aim of this article is to count.\"}",
     "article-journal"},
    {"{\"title\":\"Tides\",\"abstract\":\"This thesis counts ferries.\"}", "thesis"},
    {"{\"title\":\"Tides\",\"abstract\":\"Dieser Bericht zählt Fähren.\"}", "report"},
    {"{\"title\":\"Tides: a documentary\"}", "motion_picture"},
    {"{\"title\":\"Ferry Evaluation Report\"}", "report"},
    {"{\"title\":\"Tides\",\"custom\":{\"section\":\"Books\"}}", "book"},
    {"{\"title\":\"Tides\",\"URL\":\"http://example.org/\"}", "webpage"},
    {"{\"title\":\"Tides\",\"URL\":\"http://example.org/\",\"author\":[{\"family\":\"Weir\"}]}",
     "document"},
    {"{\"title\":\"Tides\"}", "document"},
    {"{}", "document"},
    /* A word inside another, or far from the start, says nothing. */
    {"{\"title\":\"The Guided Tide\"}", "document"},
    {"{\"title\":\"Tides\",\"abstract\":\"Counts ferries, as a book might do.\"}", "document"},
};

static void by_what_the_page_states(void **state) {
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const char *why;
        size_t at;
        struct record record;
        struct json *object = json_read(*state, str_of(examples[i].record), 64, &why, &at);
        assert_non_null(object);
        assert_true(record_read(*state, object, &record, &why));
        assert_slice(kind_of(&record), str_of(examples[i].type), examples[i].record, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {ARENA_TEST(by_what_the_page_states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
