/* Headings over entries, and the words that introduce a list. */
#include "knowledge/sections.h"

#include "pages.h"

#define ITEM(n)                                                                                    \
    "<li><a href='http://" n ".example/'>Archive " n                                               \
    "</a> - Photographs and plans of ferries and "                                                 \
    "bridges in the north."
#define ITEMS(n) "<ul>" ITEM(n "1") ITEM(n "2") ITEM(n "3") "</ul>"

/* The sections of the runs, each once in a row, a bar between. */
static struct str shown_sections(struct arena *arena, struct str html) {
    struct read_page read = read_html(arena, html);
    struct section_path *paths =
        sections_find(arena, &read.lines, &read.runs, read.facts.source.title);
    struct buf out = buf_in(arena);
    struct str before = S("");
    assert_true(read.runs.count > 0);
    for (size_t i = 0; i < read.runs.count; i++) {
        struct buf path = buf_in(arena);
        for (size_t k = 0; k < paths[i].count; k++) {
            buf_puts(&path, k ? " > " : "");
            buf_put(&path, paths[i].heading[k]);
        }
        if (i && str_equal(buf_text(&path), before))
            continue;
        before = buf_text(&path);
        buf_puts(&out, i ? "|" : "");
        buf_put(&out, before);
    }
    return buf_text(&out);
}

static void each_list_under_its_heading(void **state) {
    assert_str(shown_sections(*state, S("<title>T</title><h1>The page</h1><h2>Ferries</h2>" ITEMS(
                                          "a") "<h2>Bridges</h2>" ITEMS("b"))),
               "Ferries|Bridges");
}

static void headings_inside_headings(void **state) {
    assert_str(
        shown_sections(*state, S("<h1>The page</h1><h2>Water</h2><h3>Ferries</h3>" ITEMS(
                                   "a") "<h3>Fords</h3>" ITEMS("b") "<h2>Stone</h2>" ITEMS("c"))),
        "Water > Ferries|Water > Fords|Stone");
}

static void a_heading_ends_with_its_element(void **state) {
    assert_str(shown_sections(
                   *state, S("<div><h2>Ferries</h2>" ITEMS("a") "</div><div>" ITEMS("b") "</div>")),
               "Ferries|");
}

static void a_box_with_a_heading_heads_what_follows(void **state) {
    assert_str(
        shown_sections(*state, S("<h1>Plans</h1><div><div><h2>Ferries</h2><p>Plans of old ones</p>"
                                 "</div>" ITEMS("a") "</div>")),
        "Ferries");
}

static void strong_lines_head_too(void **state) {
    assert_str(shown_sections(*state, S("<h1>The page</h1><p><b>Ferries</b></p>" ITEMS(
                                          "a") "<p><b>Bridges</b></p>" ITEMS("b"))),
               "Ferries|Bridges");
}

static void the_title_of_the_page_is_none(void **state) {
    assert_str(
        shown_sections(*state, S("<title>All Archives</title><h2>All archives</h2>" ITEMS("a"))),
        "");
    assert_str(shown_sections(*state, S("<h1>Archives</h1>" ITEMS("a"))), "");
}

static void the_heading_over_all_is_none(void **state) {
    assert_str(shown_sections(*state, S("<h2>Archives</h2><h3>Ferries</h3>" ITEMS(
                                          "a") "<h3>Bridges</h3>" ITEMS("b"))),
               "Ferries|Bridges");
    assert_str(shown_sections(*state,
                              S("<title>The keepers - Archives</title><p>Archives</p>" ITEMS("a"))),
               "");
}

static void short_plain_lines_head_too(void **state) {
    assert_str(
        shown_sections(*state, S("<p>Plans and photographs, kept by all who care for them.</p>"
                                 "<h2>Water</h2><p>Ferries</p>" ITEMS("a") "<p>Fords:</p>" ITEMS(
                                     "b") "<p>They are many.</p>" ITEMS("c"))),
        "Water > Ferries|Water > Fords:");
    assert_str(shown_sections(*state, S("<p>Ferries</p>" ITEMS("a"))), "");
}

static void a_heading_is_its_words_alone(void **state) {
    assert_str(
        shown_sections(*state, S("<h1>Plans</h1><h2>Ferries<a href='/e'>[edit]</a></h2>" ITEMS(
                                   "a") "<h2>Bridges<br>and fords</h2>" ITEMS("b"))),
        "Ferries|Bridges and fords");
}

static void strong_items_stand_under_strong_lines(void **state) {
    assert_str(shown_sections(*state, S("<p><b>Water</b></p><ul><li><b>Ferries</b>" ITEMS(
                                          "a") "</ul><ul><li><b>Fords</b>" ITEMS("b") "</ul>")),
               "Water > Ferries|Water > Fords");
}

static void what_is_no_heading(void **state) {
    assert_str(
        shown_sections(*state, S("<h1>Plans</h1><div><div><b>Archive</b></div><div><b>What it "
                                 "holds</b></div></div>" ITEMS("a"))),
        "");
    assert_str(shown_sections(*state, S("<h1>Plans</h1><h2>(1877 to 1926)</h2>" ITEMS("a"))), "");
    assert_str(
        shown_sections(*state, S("<h1>Plans</h1><h2>If you want to see all of our pages go to "
                                 "the <a href='/map'>map</a></h2>" ITEMS("a"))),
        "");
    assert_str(shown_sections(*state, S("<h1>Plans</h1><table><tr><td>[Wei98]</td><td>" ITEMS(
                                          "a") "</td></tr></table>")),
               "");
}

static void words_that_introduce_the_list(void **state) {
    struct read_page read = read_html(
        *state, S("<p>Welcome to our site, which holds a great many things to read and see.</p>"
                  "<h1>Archives</h1><p>These archives hold plans and photographs, and all of them "
                  "can be visited.</p><p>Home</p><p>Write to the keepers before you come, since "
                  "some open one day a week only.</p>" ITEMS("a")));
    assert_str(introduction_find(*state, &read.lines, &read.runs),
               "These archives hold plans and photographs, and all of them can be visited.\n\n"
               "Write to the keepers before you come, since some open one day a week only.");
    read = read_html(*state, S("<h1>Archives</h1>" ITEMS("a")));
    assert_str(introduction_find(*state, &read.lines, &read.runs), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(each_list_under_its_heading),
        ARENA_TEST(headings_inside_headings),
        ARENA_TEST(a_heading_ends_with_its_element),
        ARENA_TEST(strong_lines_head_too),
        ARENA_TEST(the_title_of_the_page_is_none),
        ARENA_TEST(words_that_introduce_the_list),
        ARENA_TEST(what_is_no_heading),
        ARENA_TEST(a_box_with_a_heading_heads_what_follows),
        ARENA_TEST(the_heading_over_all_is_none),
        ARENA_TEST(short_plain_lines_head_too),
        ARENA_TEST(a_heading_is_its_words_alone),
        ARENA_TEST(strong_items_stand_under_strong_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
