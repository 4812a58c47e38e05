/* A page as lines: their texts, marks, links and gaps. */
#include "knowledge/lines.h"

#include "unit.h"
#include "wrappers/page.h"

static struct page_lines lines_of(struct arena *arena, struct str html) {
    struct page page = page_read(arena, html, 256);
    return lines_of_page(arena, &page);
}

/* The texts of the lines, a bar between. */
static struct str texts(struct arena *arena, const struct page_lines *lines) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < lines->count; i++) {
        if (i)
            buf_char(&out, '|');
        buf_put(&out, lines->at[i].line.text);
    }
    return buf_text(&out);
}

/* What a part of a line says; from and to are characters. */
static struct str part(struct arena *arena, const struct line *line, size_t from, size_t to) {
    struct buf out = buf_in(arena);
    size_t n = 0;
    for (size_t i = 0; i < line->text.len; i++) {
        if (((unsigned char)line->text.at[i] & 0xC0) != 0x80)
            n++;
        if (n > from && n <= to)
            buf_char(&out, line->text.at[i]);
    }
    return buf_text(&out);
}

static void check_texts(struct arena *arena, const char *html, const char *wanted) {
    struct page_lines lines = lines_of(arena, str_of(html));
    assert_slice(texts(arena, &lines), str_of(wanted), html, 0);
}

static void blocks_and_breaks_end_a_line(void **state) {
    check_texts(*state, "<p>One</p><p>Two</p>", "One|Two");
    check_texts(*state, "<p>One<br>Two<br/>Three", "One|Two|Three");
    check_texts(*state, "<div>One<div>Two</div>Three</div>", "One|Two|Three");
    check_texts(*state, "<ul><li>One<li>Two</ul>", "One|Two");
    check_texts(*state, "<table><tr><td>One<td>Two<tr><td>Three</table>", "One|Two|Three");
    check_texts(*state, "<dt>One<dd>Two", "One|Two");
    check_texts(*state, "One<hr>Two", "One|Two");
    check_texts(*state, "<p></p><p> </p><p>&nbsp;</p>", "");
    check_texts(*state, "", "");
}

static void inline_elements_end_none(void **state) {
    check_texts(*state, "<p>a<b>b</b>c <i>d</i> <span>e</span><font>f</font>", "abc d ef");
    check_texts(*state, "<p>soft&shy;ly,\n\t  all &nbsp; white\n space", "softly, all white space");
    check_texts(*state, "<p>one<sup>2</sup> <custom-thing>x</custom-thing>", "one2 x");
}

static void what_no_reader_sees_is_left_out(void **state) {
    check_texts(*state,
                "<head><title>T</title><style>p{}</style></head><body><script>x()</script>"
                "<p>One<!-- no --></p><noscript>N</noscript><select><option>O</select>"
                "<textarea>A</textarea><template>B</template><p>Two",
                "One|Two");
}

static void preformatted_text_keeps_its_lines(void **state) {
    check_texts(*state, "<pre>One\n  Two  words\n\nThree</pre><p>Four\nfive",
                "One|Two words|Three|Four five");
    struct page_lines lines = lines_of(*state, S("<pre>One\nTwo\n\nThree</pre>"));
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.at[1].gap, GAP_BREAK);
    assert_int_equal(lines.at[2].gap, GAP_EMPTY);
}

static void gaps(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p>a<br>b<br><br>c</p><p>d</p><p>&nbsp;</p><p>e</p><hr><p>f</p>"));
    static const enum gap wanted[] = {GAP_EMPTY, GAP_BREAK, GAP_EMPTY,
                                      GAP_BLOCK, GAP_EMPTY, GAP_EMPTY};
    assert_int_equal(lines.count, 6);
    for (size_t i = 0; i < lines.count; i++) {
        assert_int_equal(lines.at[i].gap, wanted[i]);
        assert_int_equal(!!(lines.at[i].line.marks & MARK_GAP), wanted[i] != GAP_BREAK);
    }
}

static void marks_of_whole_lines(void **state) {
    static const struct {
        const char *html;
        unsigned marks;
    } examples[] = {
        {"<p>x", 0},
        {"<p><b>x y</b>", MARK_STRONG},
        {"<p><b>x</b> <b>y</b>", MARK_STRONG},
        {"<p><b><i>x</i></b>", MARK_STRONG | MARK_EMPHASIS},
        {"<p><cite>x</cite>", MARK_EMPHASIS},
        {"<p><u>x</u>", MARK_UNDERLINE},
        {"<p style='font-weight: bold'>x", MARK_STRONG},
        {"<p><span style='FONT-WEIGHT:700; font-style:italic'>x</span>",
         MARK_STRONG | MARK_EMPHASIS},
        {"<h3>x", MARK_HEADING},
        {"<dl><dt>x</dl>", MARK_TERM},
        {"<ul><li>x</ul>", MARK_ITEM},
        {"<table><tr><td>x</table>", MARK_CELL},
        {"<table><tr><th>x</table>", MARK_CELL | MARK_STRONG},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct page_lines lines = lines_of(*state, str_of(examples[i].html));
        assert_int_equal(lines.count, 1);
        if ((lines.at[0].line.marks & ~(unsigned)MARK_GAP) != examples[i].marks)
            fail_msg("marks %x in %s", lines.at[0].line.marks, examples[i].html);
        assert_int_equal(lines.at[0].line.span_count, 0);
    }
}

static void an_item_marks_its_first_line(void **state) {
    struct page_lines lines = lines_of(*state, S("<ul><li>a<br>b<li><p>c</p><p>d</p></ul>"));
    static const bool first[] = {true, false, true, false};
    assert_int_equal(lines.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(!!(lines.at[i].line.marks & MARK_ITEM), first[i]);
}

static void spans_of_nested_styles(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p>Über <b>die <i>große</i></b> Brücke <i>von Köln</i>"));
    assert_int_equal(lines.count, 1);
    const struct line *line = &lines.at[0].line;
    assert_str(line->text, "Über die große Brücke von Köln");
    assert_int_equal(line->marks & (MARK_STRONG | MARK_EMPHASIS), 0);
    assert_int_equal(line->span_count, 3);
    static const unsigned marks[] = {MARK_STRONG, MARK_STRONG | MARK_EMPHASIS, MARK_EMPHASIS};
    static const char *const words[] = {"die", "große", "von Köln"};
    for (size_t i = 0; i < 3; i++) {
        const struct span *span = &line->spans[i];
        assert_int_equal(span->marks, marks[i]);
        assert_slice(str_trim(part(*state, line, span->from, span->to)), str_of(words[i]), "", 0);
    }
}

static void a_style_ends_with_its_line(void **state) {
    struct page_lines lines = lines_of(*state, S("<p><b>One<br>Two</b><br>Three"));
    assert_int_equal(lines.count, 3);
    assert_true(lines.at[0].line.marks & MARK_STRONG);
    assert_true(lines.at[1].line.marks & MARK_STRONG);
    assert_false(lines.at[2].line.marks & MARK_STRONG);
}

static void links_with_label_and_lead(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p>Größe: <a href='a.html'> The <b>plan</b> </a>, and Diagram: "
                           "<a href=' http://example.org/?a=1&amp;b=2 '>gîte</a>."));
    assert_int_equal(lines.count, 1);
    const struct line *line = &lines.at[0].line;
    assert_str(line->text, "Größe: The plan , and Diagram: gîte.");
    assert_int_equal(line->link_count, 2);
    assert_str(line->links[0].href, "a.html");
    assert_str(line->links[0].label, "The plan");
    assert_str(line->links[0].lead, "Größe:");
    assert_str(line->links[1].href, "http://example.org/?a=1&b=2");
    assert_str(line->links[1].label, "gîte");
    assert_str(line->links[1].lead, "and Diagram:");
    for (size_t i = 0; i < 2; i++) {
        const struct entry_link *link = &line->links[i];
        assert_slice(part(*state, line, link->from, link->to), link->label, "", 0);
    }
    assert_int_equal(lines.at[0].linked, 12);
    assert_int_equal(lines.at[0].length, 36);
}

static void anchors_and_empty_links_are_none(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p><a name=x>Part</a> <a href=''>a</a> <a href='b.html'></a> end"));
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.at[0].line.link_count, 0);
}

static void a_link_over_a_line_break(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p>See <a href='a.html'>The long<br>title</a> here"));
    assert_int_equal(lines.count, 2);
    assert_int_equal(lines.at[0].line.link_count, 1);
    assert_str(lines.at[0].line.links[0].label, "The long");
    assert_int_equal(lines.at[1].line.link_count, 1);
    assert_str(lines.at[1].line.links[0].label, "title");
    assert_str(lines.at[1].line.links[0].href, "a.html");
    assert_int_equal(lines.at[1].line.links[0].from, 0);
}

static void a_link_around_blocks(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<a href='a.html'><h3>Title</h3><p>Words</p></a><p>End"));
    assert_int_equal(lines.count, 3);
    assert_str(lines.at[0].line.links[0].label, "Title");
    assert_str(lines.at[1].line.links[0].label, "Words");
    assert_int_equal(lines.at[2].line.link_count, 0);
}

static void images_stand_for_the_label(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p>Map <a href='m.html'><img src=x alt='The  map'></a>"
                           "<p><a href='n.html'><img src=y alt='no'>Named</a>"));
    assert_int_equal(lines.count, 2);
    assert_int_equal(lines.at[0].line.link_count, 1);
    assert_str(lines.at[0].line.links[0].label, "The map");
    assert_str(lines.at[0].line.links[0].lead, "Map");
    assert_str(lines.at[0].line.text, "Map");
    assert_str(lines.at[1].line.links[0].label, "Named");
}

static void where_lines_stand_on_the_page(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<html><body>\n<p>One\n<p>\n\nTwo\nand a half<br>\nThree"));
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.at[0].line.at, 2);
    assert_int_equal(lines.at[1].line.at, 5);
    assert_int_equal(lines.at[2].line.at, 7);
}

static void headings_words_and_blocks(void **state) {
    struct page_lines lines = lines_of(*state, S("<h2>Part 1: the sea</h2><p>12 – 34</p>"));
    assert_int_equal(lines.at[0].heading, 2);
    assert_int_equal(lines.at[1].heading, 0);
    assert_int_equal(lines.at[0].words, 3);
    assert_int_equal(lines.at[1].words, 0);
    assert_true(node_is(lines.at[0].block, "h2"));
    assert_true(node_is(lines.at[1].block, "p"));
}

static void which_lines_lie_in_an_element(void **state) {
    struct page_lines lines =
        lines_of(*state, S("<p>a</p><ul><li>b<p>c</p></li><li></li><li>d</li></ul>"));
    size_t items = 0;
    static const struct line_range wanted[] = {{1, 3}, {SIZE_MAX, 0}, {3, 4}};
    for (size_t i = 1; i < lines.node_count; i++) {
        const struct node *node = lines.nodes[i];
        assert_int_equal(node->mark, i);
        if (node_is(node, "ul"))
            assert_int_equal(lines.range[i].to - lines.range[i].from, 3);
        if (!node_is(node, "li"))
            continue;
        assert_true(lines.range[i].from == wanted[items].from);
        if (wanted[items].from != SIZE_MAX)
            assert_int_equal(lines.range[i].to, wanted[items].to);
        items++;
    }
    assert_int_equal(items, 3);
}

static void pasted_text(void **state) {
    struct page_lines lines =
        lines_of_text(*state, S("One\r\n\r\n  Two   words\nSee https://example.org/a?b=(c). "
                                "Or www.example.org, or\tnothing"));
    assert_int_equal(lines.count, 3);
    assert_str(texts(*state, &lines), "One|Two words|See https://example.org/a?b=(c). Or "
                                      "www.example.org, or nothing");
    assert_int_equal(lines.at[0].gap, GAP_EMPTY);
    assert_int_equal(lines.at[1].gap, GAP_EMPTY);
    assert_int_equal(lines.at[2].gap, GAP_BREAK);
    assert_int_equal(lines.at[1].line.at, 3);
    const struct line *line = &lines.at[2].line;
    assert_int_equal(line->link_count, 2);
    assert_str(line->links[0].lead, "See");
    assert_str(line->links[1].href, "www.example.org");
    assert_slice(part(*state, line, line->links[1].from, line->links[1].to), line->links[1].label,
                 "", 0);
    assert_null(lines.at[0].block);
    assert_int_equal(lines_of_text(*state, S(" \n\n")).count, 0);
}

/* Gives the first element of that name bits for lines_of_page. */
static void give(const struct page *page, const char *name, unsigned given) {
    struct node *node = page->root;
    while (node && !node_is(node, name))
        node = node_next(node, page->root);
    assert_non_null(node);
    node->given = given;
}

static void lines_end_at_borders(void **state) {
    struct page page = page_read(
        *state,
        S("<p><a href=x>One <b>two</b> three</a> <i>four</i><br>five <u>six</u> <q>seven</q></p>"),
        256);
    give(&page, "b", GIVEN_TITLE);
    give(&page, "i", GIVEN_BORDER | GIVEN_MAIN);
    give(&page, "u", GIVEN_SKIP);
    give(&page, "q", GIVEN_LINK);
    struct page_lines lines = lines_of_page(*state, &page);
    assert_str(texts(*state, &lines), "One|two|three|four|five|seven");
    assert_int_equal(lines.at[1].line.role, GIVEN_TITLE);
    assert_int_equal(lines.at[2].line.role, GIVEN_NOTHING);
    assert_int_equal(lines.at[5].line.role, GIVEN_LINK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(lines.at[i].line.link_count, 1);
        assert_str(lines.at[i].line.links[0].href, "x");
        assert_int_equal(lines.at[i].line.links[0].to, lines.at[i].length);
    }
    for (size_t i = 1; i < lines.count; i++)
        assert_int_equal(lines.at[i].gap, GAP_BREAK);
}

static void a_bordered_node_has_a_range(void **state) {
    struct page page = page_read(*state, S("<p>One <b>two</b><hr>three"), 256);
    give(&page, "b", GIVEN_BORDER);
    give(&page, "hr", GIVEN_BORDER);
    struct page_lines lines = lines_of_page(*state, &page);
    for (size_t i = 1; i < lines.node_count; i++) {
        if (node_is(lines.nodes[i], "b"))
            assert_memory_equal(&lines.range[i], (&(struct line_range){1, 2}), sizeof *lines.range);
        if (node_is(lines.nodes[i], "hr"))
            assert_memory_equal(&lines.range[i], (&(struct line_range){2, 2}), sizeof *lines.range);
    }
}

static void many_links_on_a_line_take_no_time(void **state) {
    enum { LINKS = 30000 };
    struct buf html = buf_in(*state), pasted = buf_in(*state);
    for (size_t i = 0; i < LINKS; i++) {
        buf_format(&html, "é%zu: <a href='/%zu'>w%zu</a>, ", i, i, i);
        buf_format(&pasted, "é%zu: http://example.org/%zu ", i, i);
    }
    struct page_lines lines = lines_of(*state, buf_text(&html));
    assert_int_equal(lines.at[0].line.link_count, LINKS);
    const struct entry_link *last = &lines.at[0].line.links[LINKS - 1];
    assert_str(last->label, "w29999");
    assert_str(last->lead, "é29999:");
    lines = lines_of_text(*state, buf_text(&pasted));
    assert_int_equal(lines.at[0].line.link_count, LINKS);
    last = &lines.at[0].line.links[LINKS - 1];
    assert_str(last->label, "http://example.org/29999");
    assert_int_equal(last->to, lines.at[0].length);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(blocks_and_breaks_end_a_line),
        ARENA_TEST(inline_elements_end_none),
        ARENA_TEST(what_no_reader_sees_is_left_out),
        ARENA_TEST(preformatted_text_keeps_its_lines),
        ARENA_TEST(gaps),
        ARENA_TEST(marks_of_whole_lines),
        ARENA_TEST(an_item_marks_its_first_line),
        ARENA_TEST(spans_of_nested_styles),
        ARENA_TEST(a_style_ends_with_its_line),
        ARENA_TEST(links_with_label_and_lead),
        ARENA_TEST(anchors_and_empty_links_are_none),
        ARENA_TEST(a_link_over_a_line_break),
        ARENA_TEST(a_link_around_blocks),
        ARENA_TEST(images_stand_for_the_label),
        ARENA_TEST(where_lines_stand_on_the_page),
        ARENA_TEST(headings_words_and_blocks),
        ARENA_TEST(which_lines_lie_in_an_element),
        ARENA_TEST(pasted_text),
        ARENA_TEST(lines_end_at_borders),
        ARENA_TEST(a_bordered_node_has_a_range),
        ARENA_TEST(many_links_on_a_line_take_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
