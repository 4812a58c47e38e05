/* Rules: what a file of them may say, and how they cut small pages. */
#include "knowledge/rules.h"

#include "unit.h"

#define PAGE                                                                                       \
    "<html><body><h2>Wind</h2><div><b>Mills</b> by <a href=x>Weir</a><p>Of "                       \
    "mills.</div><div></div>"                                                                      \
    "<h2>Water</h2><div><div>Leats</div><p>See <a href=y>plates</a></div></body></html>"

/* What is wrong with the rules, with its line. */
static struct str fault_of(struct arena *arena, const char *text) {
    struct rules rules;
    struct rules_fault fault;
    if (rules_read(arena, S("r"), str_of(text), &rules, &fault))
        return S("");
    return str_format(arena, "%zu %.*s", fault.line, STR_ARGS(fault.words));
}

static void faults_by_line(void **state) {
    assert_str(fault_of(*state, "# one\r\n\r\nentry : //li[contains(., ':')]\r\n title:b"), "");
    assert_str(fault_of(*state, "\xef\xbb\xbf"
                                "entry-start://li"),
               "");
    assert_str(
        fault_of(*state, "entry: //li\n\ntitel: b"),
        "3 \"titel\" is no name that a rule can have; it may be entry, entry-start, section, "
        "skip, title, creators, date, container, annotation, link");
    assert_str(fault_of(*state, "entry //li"),
               "1 a rule is a name, a colon and an XPath expression, such as entry: //li");
    assert_str(fault_of(*state, "entry:"), "1 an XPath expression is missing behind the colon");
    assert_str(fault_of(*state, "entry: //é]"),
               "1 the expression of \"entry\" cannot be used: it is no XPath from here on (at its "
               "character 4, \"]\")");
    assert_str(fault_of(*state, "title: b"),
               "0 a rule \"entry\" or \"entry-start\" is missing: which elements are the entries, "
               "or begin them");
    assert_str(fault_of(*state, "entry: //p\nentry-start: //b"),
               "0 either \"entry\" or \"entry-start\" can be given, not both");
    assert_str(fault_of(*state, "entry: \xff"), "0 this is no plain text in UTF-8");
}

/* The entries that rules make of a page: section, then each line behind its role. */
static struct str shown(struct arena *arena, struct str html, const char *text) {
    struct page page = page_read(arena, html, 256);
    struct rules rules;
    struct rules_fault fault;
    struct buf out = buf_in(arena);
    assert_true(rules_read(arena, S("r"), str_of(text), &rules, &fault));
    assert_true(rules_apply(arena, &rules, &page, 100000, &fault));
    struct page_lines lines = lines_of_page(arena, &page);
    struct line_runs runs = rules_runs(arena, &rules, &lines);
    struct section_path *paths = rules_sections(arena, &rules, &lines, &runs);
    for (size_t i = 0; i < runs.count; i++) {
        buf_puts(&out, i ? "|" : "");
        if (paths && paths[i].count)
            buf_format(&out, "(%.*s)", STR_ARGS(paths[i].heading[0]));
        for (size_t k = runs.at[i].from; k < runs.at[i].to; k++) {
            const struct line *line = &lines.at[k].line;
            const char *role = given_name(line->role);
            buf_format(&out, " %s=%.*s%s", role ? role : "", STR_ARGS(line->text),
                       line->link_count && line->links[0].given ? "*" : "");
        }
    }
    return buf_text(&out);
}

static void entries_and_their_parts(void **state) {
    assert_str(shown(*state, S(PAGE),
                     "entry: //div\nsection: //h2\ntitle: b | div\ncreators: a\nannotation: p\n"
                     "link: .//a/@href"),
               "(Wind) title=Mills =by creators=Weir* annotation=Of mills.|"
               "(Water) title=Leats annotation=See plates*");
}

static void a_link_alone_is_a_line(void **state) {
    assert_str(shown(*state, S(PAGE), "entry: /html/body/div[1]\nlink: a\nskip: //p"),
               " =Mills by link=Weir*");
}

static void starts_end_at_headings_and_with_what_holds_them(void **state) {
    assert_str(shown(*state,
                     S("<body><div><hr>One<br>more<hr>Two <i>three</i><h2>Far</h2>lost<hr>Four"
                       "</div><p>Footer</body>"),
                     "entry-start: //hr\nsection: //h2\n"
                     "title: following-sibling::node()[1]"),
               " title=One =more| title=Two =three|(Far) title=Four");
}

static void one_start_ends_with_its_parent(void **state) {
    assert_str(
        shown(*state, S("<body><div><b>One</b> two</div><p>Footer</body>"), "entry-start: //b"),
        " =One =two");
}

static void the_first_rule_has_a_node(void **state) {
    assert_str(
        shown(*state, S("<p><b>One</b><i>Two</i>"), "entry: //p\ncreators: *\ntitle: b\ntitle: i"),
        " title=One title=Two");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(faults_by_line),
        ARENA_TEST(entries_and_their_parts),
        ARENA_TEST(a_link_alone_is_a_line),
        ARENA_TEST(starts_end_at_headings_and_with_what_holds_them),
        ARENA_TEST(one_start_ends_with_its_parent),
        ARENA_TEST(the_first_rule_has_a_node),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
