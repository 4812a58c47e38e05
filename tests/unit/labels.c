/* Words and elements of a page's furniture. */
#include "knowledge/labels.h"

#include "unit.h"
#include "wrappers/page.h"

/* All of a list that ends with NULL are, or are not, what the function tells. */
static void all(bool (*tells)(struct str), bool wanted, const char *const *texts) {
    for (; *texts; texts++)
        if (tells(str_of(*texts)) != wanted)
            fail_msg("wrong for \"%s\"", *texts);
}

static void links_that_name_nothing(void **state) {
    (void)state;
    static const char *const yes[] = {"click here",
                                      "Click Here.",
                                      "here",
                                      "[PDF]",
                                      "Read more",
                                      "Download the report",
                                      "full text",
                                      "Website",
                                      "hier klicken",
                                      "Lire la suite",
                                      "leer más",
                                      "» more",
                                      "подробнее",
                                      "click here for the report",
                                      NULL};
    static const char *const no[] = {"The Ovens of the Lower Town",
                                     "Here Be Dragons",
                                     "Reading the Past",
                                     "Report of the Harbour Board",
                                     "Report (2004)",
                                     "",
                                     NULL};
    all(label_is_generic, true, yes);
    all(label_is_generic, false, no);
}

static void words_about_access(void **state) {
    (void)state;
    static const char *const yes[] = {"abstract",    "Abstract only", "available to purchase here",
                                      "Open Access", "free download", NULL};
    static const char *const no[] = {"Abstract painting in Leeds", "The Ovens of the Lower Town",
                                     "", NULL};
    all(label_is_access, true, yes);
    all(label_is_access, false, no);
}

static void lines_of_the_page_itself(void **state) {
    (void)state;
    static const char *const yes[] = {
        "return to top",        "Back to the top",         "Copyright 2003 Harbour Trust",
        "© 2003 Harbour Trust", "Last updated 3 May 2003", "nach oben",
        "Powered by nothing",   "All rights reserved.",    NULL};
    static const char *const no[] = {"Returning to the sea", "The Copy Right and Wrong",
                                     "Backs of Books", "", NULL};
    all(label_is_furniture, true, yes);
    all(label_is_furniture, false, no);
}

static struct node *first_in_body(struct arena *arena, struct str html) {
    struct page page = page_read(arena, html, 64);
    struct node *node = page.root;
    while (node && !node_is(node, "body"))
        node = node_next(node, page.root);
    assert_non_null(node);
    assert_non_null(node->first);
    return node->first;
}

static void elements_of_the_page_itself(void **state) {
    static const char *const yes[] = {
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<div role=navigation>x</div>",
        "<div id=footer>x</div>",
        "<ul class='main-menu wide'>x</ul>",
        "<div class='breadcrumbs'>x</div>",
        "<div id=\"left-column\">x</div>",
    };
    static const char *const no[] = {
        "<div>x</div>",
        "<div class=content>x</div>",
        "<div id=navalbattles>x</div>",
        "<div class='entry footnote'>x</div>",
        "text",
    };
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!node_is_furniture(first_in_body(*state, str_of(yes[i]))))
            fail_msg("no furniture: %s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (node_is_furniture(first_in_body(*state, str_of(no[i]))))
            fail_msg("furniture: %s", no[i]);
}

static void long_text_is_no_label(void **state) {
    struct buf text = buf_in(*state);
    for (int i = 0; i < 4000; i++)
        buf_puts(&text, "click here ");
    assert_false(label_is_generic(buf_text(&text)));
    assert_false(label_is_access(buf_text(&text)));
    assert_false(label_is_furniture(buf_text(&text)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_that_name_nothing),  cmocka_unit_test(words_about_access),
        cmocka_unit_test(lines_of_the_page_itself), ARENA_TEST(elements_of_the_page_itself),
        ARENA_TEST(long_text_is_no_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
