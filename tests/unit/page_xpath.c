/* XPath on small pages: what expressions give, what is wrong with them, what they may cost. */
#include "wrappers/page_xpath.h"

#include "unit.h"

static const struct str page_text =
    S("<html><body><p class='a b'>One <b>two</b><!-- no --> three</p><p><o:p>Four</o:p>"
      "<a href='x.html' title=\"it's\">five</a></p></body></html>");

/* What an expression gives on the page, each node by its name or in quotes, or why it gives none.
 */
static struct str shown(struct arena *arena, struct str page_text, struct str text, size_t steps) {
    struct page page = page_read(arena, page_text, 256);
    struct xpath *xpath = xpath_of_page(arena, &page, steps);
    struct xpath_fault fault;
    struct found_nodes found;
    struct expression *expression = expression_read(arena, text, &fault);
    struct buf out = buf_in(arena);
    if (!expression || !xpath_find(xpath, expression, page.root, &found, &fault)) {
        buf_puts(&out, fault.limit ? "limit: " : "fault: ");
        buf_put(&out, fault.words);
        return buf_text(&out);
    }
    for (size_t i = 0; i < found.count; i++) {
        buf_puts(&out, i ? " " : "");
        if (found.at[i]->kind == NODE_TEXT)
            buf_format(&out, "\"%.*s\"", STR_ARGS(found.at[i]->text));
        else
            buf_put(&out, found.at[i]->name);
    }
    return buf_text(&out);
}

static void check(struct arena *arena, const char *expression, const char *wanted) {
    assert_slice(shown(arena, page_text, str_of(expression), 100000), str_of(wanted), expression,
                 0);
}

static void elements_and_texts(void **state) {
    check(*state, "//p", "p p");
    check(*state, "//p[contains(concat(' ', @class, ' '), ' b ')]/b", "b");
    check(*state, "//p[1]/text()", "\"One \" \" three\"");
    check(*state, "//*[name() = 'o:p']", "o:p");
    check(*state, "//b/following::a | //b", "b a");
    check(*state, "/html/body/p[2]/a[@title = \"it's\"]", "a");
    check(*state, "//nothing", "");
}

static void attributes_stand_for_elements(void **state) {
    check(*state, "//a/@*", "a");
    check(*state, "//comment()", "");
}

static void faults_in_words(void **state) {
    check(*state, "//p[", "fault: it is no XPath from here on");
    check(*state, "//p[@class='a'", "fault: a condition in [ ] is not closed, or is none");
    check(*state, "//p[@class='a]", "fault: a quotation mark is not closed");
    check(*state, "//p)", "fault: it is no XPath from here on");
    check(*state, "//o:p",
          "fault: names have no prefix here; write *[name() = 'o:p'] for the "
          "element o:p");
    check(*state, "document('x')//p", "fault: it asks for a function that XPath 1.0 has not");
    check(*state, "//p[$x]", "fault: there are no variables");
    check(*state, "count(//p)", "fault: it gives no elements but a number, a text or a truth");
    struct xpath_fault fault;
    assert_null(expression_read(*state, S("//p]"), &fault));
    assert_int_equal(fault.at, 3);
}

static void work_is_bounded(void **state) {
    static const char *const dear[] = {"//*[count(//*) > count(//*[count(//*) > 0])]",
                                       "//*[//*[contains(string(/), 'zzz')]]", "//*[//*[. = //*]]"};
    struct buf page = buf_in(*state);
    for (int i = 0; i < 300; i++)
        buf_puts(&page, "<p>Some <i>words</i> of text");
    for (size_t i = 0; i < sizeof dear / sizeof dear[0]; i++)
        assert_true(
            str_starts(shown(*state, buf_text(&page), str_of(dear[i]), 100000), S("limit: ")));
    assert_str(shown(*state, buf_text(&page), S("//p[contains(., 'zzz')]/i"), 100000), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(elements_and_texts),
        ARENA_TEST(attributes_stand_for_elements),
        ARENA_TEST(faults_in_words),
        ARENA_TEST(work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
