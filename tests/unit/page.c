/* Pages: what libxml2 alone would lose or misread, the shape of the tree, its lines. */
#include "unit.h"

#include <string.h>

#include "ground/encoding.h"
#include "wrappers/page.h"

enum { DEPTH = 512 };

static struct page read_depth(void **state, struct str bytes, size_t depth) {
    return page_read(*state, encoding_decode(*state, bytes, S(""), 1).text, depth);
}

static struct node *read_page(void **state, struct str bytes) {
    return read_depth(state, bytes, DEPTH).root;
}

/* The first element of that name. */
static struct node *find(struct node *root, const char *name) {
    struct node *node = root;
    while (node && !node_is(node, name))
        node = node_next(node, root);
    return node;
}

static struct node *find_kind(struct node *root, enum node_kind kind) {
    struct node *node = root;
    while (node && node->kind != kind)
        node = node_next(node, root);
    return node;
}

/* The page's text without white space at its ends. */
static struct str text_of(void **state, struct str bytes) {
    return str_trim(node_text(*state, read_page(state, bytes)));
}

static size_t depth_of(const struct node *node) {
    size_t depth = 0;
    while ((node = node->parent))
        depth++;
    return depth;
}

static void put_shape(struct buf *out, const struct node *node) {
    if (node->kind == NODE_TEXT)
        buf_put(out, node->text);
    else if (node->kind == NODE_COMMENT)
        buf_puts(out, "!");
    else
        buf_put(out, node->name);
}

/* The body as a term: "p(b(x)y)", text as it stands. */
static struct str shape(void **state, struct str bytes) {
    struct node *body = find(read_page(state, bytes), "body");
    struct buf out = buf_in(*state);
    size_t depth = depth_of(body) + 1;
    for (struct node *node = body->first; node; node = node_next(node, body)) {
        size_t now = depth_of(node);
        for (; depth > now; depth--)
            buf_puts(&out, ")");
        if (node != body->first)
            buf_puts(&out, node->previous ? " " : "(");
        depth = now;
        put_shape(&out, node);
    }
    for (; depth > depth_of(body) + 1; depth--)
        buf_puts(&out, ")");
    return buf_text(&out);
}

static struct str repeat(void **state, const char *text, size_t times) {
    struct buf out = buf_in(*state);
    for (size_t i = 0; i < times; i++)
        buf_puts(&out, text);
    return buf_text(&out);
}

static size_t count_words(struct str text) {
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        words += !inside && !is_space(text.at[i]);
        inside = !is_space(text.at[i]);
    }
    return words;
}

/* The words of all text nodes. */
static size_t words_read(struct page page) {
    size_t words = 0;
    for (struct node *node = page.root; node; node = node_next(node, page.root))
        words += node->kind == NODE_TEXT ? count_words(node->text) : 0;
    return words;
}

static void hundreds_of_open_elements_lose_nothing(void **state) {
    static const char *const starts[] = {"<font>w ", "<p><ul>w ", "<div><b>w "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct page page = read_depth(state, repeat(state, starts[i], 300), DEPTH);
        assert_int_equal(words_read(page), 300);
        page = read_depth(state, repeat(state, starts[i], 3000), DEPTH);
        assert_int_equal(words_read(page), 3000);
    }
}

static void depth_is_bounded_and_told(void **state) {
    struct page page = read_depth(state, repeat(state, "<font>w\n", 100), 10);
    assert_int_equal(page.too_deep, 100 - 8);
    assert_int_equal(page.too_deep_line, 9);
    assert_int_equal(words_read(page), 100);
    for (struct node *node = page.root; node; node = node_next(node, page.root))
        assert_true(depth_of(node) <= 10);
    page = read_depth(state, repeat(state, "<font>w<br></font>\n", 100), 4);
    assert_int_equal(page.too_deep, 0);
    for (size_t depth = 0; depth < 4; depth++)
        assert_int_equal(words_read(read_depth(state, S("<p>a <b>b <i>c"), depth)), 3);
}

static void a_text_over_ten_million_bytes_is_whole(void **state) {
    struct str page = repeat(state, "0123456789abcde ", 11 * 1000 * 1000 / 16);
    struct node *root = read_page(state, page);
    assert_true(str_equal(node_text(*state, root), page));
    assert_ptr_equal(find_kind(root, NODE_TEXT)->next, NULL);
}

static void bytes_that_iconv_refuses_lose_nothing(void **state) {
    assert_str(text_of(state, S("<meta charset=windows-1252>a\x81\x8D\x8F\x90\x9D z")),
               "a\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D z");
}

static void a_bad_byte_leaves_its_neighbours(void **state) {
    assert_str(text_of(state, S("<meta charset=utf-8>caf\xE9 au lait")), "caf\xEF\xBF\xBD au lait");
    struct node *root = page_read(*state, S("x\xE9y\0z"), DEPTH).root;
    assert_str(node_text(*state, root), "x\xEF\xBF\xBDy\xEF\xBF\xBDz");
}

static void numbers_128_to_159_mean_windows_1252(void **state) {
    struct str page = S("<p title='&#150;'>a&#146;s &#x97 &#128;&#129;");
    assert_str(text_of(state, page), "a\xE2\x80\x99s \xE2\x80\x94 \xE2\x82\xAC\xC2\x81");
    assert_str(node_attribute(find(read_page(state, page), "p"), "title"), "\xE2\x80\x93");
    assert_str(text_of(state, S("a&#0;&#x110000;&#xD800;&#99999999999;b&#;&#x;")),
               "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
               "b&#;&#x;");
}

static void a_reference_without_its_semicolon_is_finished(void **state) {
    assert_str(text_of(state, S("a&nbspb&eacute&ampx &notit; &notin; &hellip; &hellip &none; &")),
               "a\xC2\xA0"
               "b\xC3\xA9&x \xC2\xACit; \xE2\x88\x89 \xE2\x80\xA6 &hellip &none; &");
    struct node *a =
        find(read_page(state, S("<a href='?a=1&copy=2&reg&lt;&ampx' name=&quot>")), "a");
    assert_str(node_attribute(a, "href"), "?a=1&copy=2\xC2\xAE<&ampx");
    assert_str(node_attribute(a, "name"), "\"");
}

static void conditions_of_word_are_left_out(void **state) {
    assert_str(shape(state, S("<p><![if !supportLists]>1.<![endif]>x<?xml:namespace prefix=o/>y")),
               "p(1.xy)");
    assert_str(shape(state, S("<p>a<!--[if gte mso 9]><xml>b</xml><![endif]-->c")), "p(a ! c)");
    assert_str(shape(state, S("<p>a<!--[if !vml]--><b>c</b><!--[endif]-->")), "p(a ! b(c) !)");
}

static void names_keep_their_prefix(void **state) {
    assert_str(shape(state, S("<p><ST1:Place w:st=on>Rome</ST1:Place><o:p></o:p><o:p/>x")),
               "p(st1:place(Rome) o:p o:p x)");
    struct node *place = find(read_page(state, S("<st1:place W:ST=on>")), "st1:place");
    assert_str(node_attribute(place, "w:st"), "on");
}

static void an_open_comment_ends_at_its_first_sign(void **state) {
    struct node *root = read_page(state, S("a<!-- note >b <!-- c > <i>d</i>"));
    assert_str(node_text(*state, root), "ab  d");
    assert_str(find_kind(root, NODE_COMMENT)->text, " note ");
    assert_str(text_of(state, S("a<!-->b<!--->c<!-- > --!>d<!---->e<!-- no end")),
               "abcde<!-- no end");
}

static void the_end_of_br_is_a_br(void **state) {
    assert_str(shape(state, S("<p>a</br>b<br/>c</BR >d")), "p(a br b br c br d)");
}

static void lines_count_whatever_ends_them(void **state) {
    static const char *const ends[] = {"\r", "\n", "\r\n"};
    for (size_t i = 0; i < 3; i++) {
        struct str page = str_format(*state, "<html>%s<p%sclass=x>a%sb<!-- %s --><i>c</i>%s<b>",
                                     ends[i], ends[i], ends[i], ends[i], ends[i]);
        struct node *root = read_page(state, page);
        assert_int_equal(find(root, "p")->line, 2);
        assert_int_equal(find_kind(find(root, "p"), NODE_TEXT)->line, 3);
        assert_int_equal(find_kind(root, NODE_COMMENT)->line, 4);
        assert_int_equal(find(root, "i")->line, 5);
        assert_int_equal(find(root, "i")->first->line, 5);
        assert_int_equal(find(root, "b")->line, 6);
    }
}

static void lines_go_on_beyond_65535(void **state) {
    struct buf page = buf_in(*state);
    buf_put(&page, repeat(state, "x<a\nhref=y>z</a\n>\n", 50000));
    buf_puts(&page, "<b>end</b>");
    struct node *b = find(read_page(state, buf_text(&page)), "b");
    assert_int_equal(b->line, 150001);
    assert_int_equal(b->first->line, 150001);
}

/* The parser hands text over in pieces of about 1,000 bytes. */
static void a_long_text_starts_where_it_starts(void **state) {
    for (size_t len = 980; len < 1010; len++) {
        struct buf page = buf_in(*state);
        buf_puts(&page, "\n<p\n>");
        buf_put(&page, repeat(state, "\xC3\xA9", len / 2));
        buf_puts(&page, len % 2 ? "x\nz<i>y" : "\nz<i>y");
        struct node *root = read_page(state, buf_text(&page));
        assert_int_equal(find(root, "p")->first->line, 3);
        assert_int_equal(find(root, "i")->line, 4);
    }
}

/* Marks part the text for eight levels more than the limit: they are small. */
static void misnested_ends_are_bounded(void **state) {
    struct buf page = buf_in(*state);
    buf_put(&page, repeat(state, "<b>w ", 20000));
    buf_put(&page, repeat(state, "</i>", 20000));
    struct page read = read_depth(state, buf_text(&page), DEPTH);
    assert_int_equal(words_read(read), 20000);
    assert_int_equal(read.too_deep, 20000 - (DEPTH - 2) - 8);
}

static void paragraphs_part_the_deepest_text(void **state) {
    struct buf page = buf_in(*state);
    buf_put(&page, repeat(state, "<div>", DEPTH + 100));
    buf_puts(&page, "<p>one <a href=x>two</a></p><p><b>three</b></p>");
    struct page read = read_depth(state, buf_text(&page), DEPTH);
    assert_int_equal(read.too_deep, 100 + 2);
    assert_string_equal(find(read.root, "a")->attributes->value.at, "x");
    assert_true(node_is(find(read.root, "b")->parent, "p"));
}

/* The page's text by the plainest of rules: what stands in comments and tags is left out. */
static struct str without_tags(void **state, struct str page) {
    struct buf out = buf_in(*state);
    for (size_t i = 0; i < page.len; i++) {
        bool comment = str_starts(str_from(page, i), S("<!--"));
        if (page.at[i] == '<' && page.at[i + 1] != ' ')
            i = comment ? str_find(page, S("-->"), i) + 2 : str_find_char(page, '>', i);
        else
            buf_char(&out, page.at[i]);
    }
    return buf_text(&out);
}

static void no_word_is_lost(void **state) {
    struct str piece = S(
        "<H2><FONT size=2><STRONG>Further reading</FONT></STRONG></H2>\n"
        "<P><A NAME=s1>Sources &amp; maps<P>A guide<![if x]> by hand<![endif]></B>, second<b>\n"
        "<p><table border=0><td>Left <tr><td><font>Right<td>side</table> below\n"
        "<dt>Term<dd>Its meaning<p>goes on<dl><dt>Inner</dl></dd></br>after <!-- not this --> it\n"
        "<ul><li><a name=a>One<li><b>Two</i><ol><li>Three</ul> loose 1 < 2 & 3\n"
        "<form><select><option>First<option>Second</select><textarea>Kept</textarea></form>\n"
        "<center><blockquote>Quoted</center></blockquote><o:p>&nbsp;</o:p></p></div></td>\n"
        "<spanstyle=\"x\">odd</spanstyle> <title>Again</title></body></html> and behind\n");
    struct buf page = buf_in(*state);
    for (size_t i = 0; i < 200; i++)
        buf_put(&page, piece);
    struct str text = buf_text(&page);
    struct str plain = without_tags(state, text);
    struct page read = read_depth(state, text, DEPTH);
    struct str all = node_text(*state, read.root);
    assert_true(count_words(plain) > 200 * 20);
    assert_int_equal(count_words(all), count_words(plain));
    struct str word, rest = str_squeeze(*state, plain), found = str_squeeze(*state, all);
    size_t at = 0;
    while (str_next(&rest, ' ', &word)) {
        if (str_find_char(word, '&', 0) != STR_NONE)
            continue;
        at = str_find(found, word, at);
        assert_int_not_equal(at, STR_NONE);
        at += word.len;
    }
}

static void what_was_left_open_ends_with_the_next_entry(void **state) {
    assert_str(shape(state, S("<ul><li><a name=x>one<li><b><i>two<li>three</ul>z")),
               "ul(li(a(one)) li(b(i(two))) li(three)) z");
    assert_str(shape(state, S("<p><font><a name=x>t</font><p>u</a>v")), "p(font(a(t))) p(uv)");
    assert_str(shape(state, S("<dt><a name=1>T<dd>d<p>e<dt>U<dd><ul><li>k</ul>f")),
               "dt(a(T)) dd(d p(e)) dt(U) dd(ul(li(k)) f)");
    assert_str(shape(state, S("<table><tr><td><font>a<td><b>b<tr><td>c</table>d")),
               "table(tr(td(font(a)) td(b(b))) tr(td(c))) d");
    assert_str(shape(state, S("<p>a<p><table><tr><td>b<p>c</table>d")),
               "p(a) p table(tr(td(b p(c)))) d");
    assert_str(shape(state, S("<a name=x><b>t <a href=y>u</a>")), "a(b(t )) a(u)");
}

static void lists_inside_lists_stay_inside(void **state) {
    assert_str(shape(state, S("<ul><li>a<ul><li>b<li>c</ul>d<li>e</ul>")),
               "ul(li(a ul(li(b) li(c)) d) li(e))");
    assert_str(shape(state, S("<dl><dt>A<dd><dl><dt>B<dd>C</dl>D<dt>E</dl>")),
               "dl(dt(A) dd(dl(dt(B) dd(C)) D) dt(E))");
    assert_str(shape(state, S("<table><tr><td><table><tr><td>a</table>b<td>c</table>")),
               "table(tr(td(table(tr(td(a))) b) td(c)))");
}

static void misnested_tags_keep_the_order_of_text(void **state) {
    assert_str(shape(state, S("<FONT><STRONG>x</FONT></STRONG>y")), "font(strong(x)) y");
    assert_str(shape(state, S("<p></b>text<b>more</p>z")), "p(text b(more)) z");
    assert_str(shape(state, S("<p>x</p></p>y")), "p(x) y");
    assert_str(text_of(state, S("<table>a<tr>b<td>c</tr>d</table>e")), "abcde");
}

static void tags_are_read_as_browsers_do(void **state) {
    struct node *root = read_page(state, S("<A HREF=x/y/ TITLE='a > \"b\"' checked HREF=z>t</A>"));
    struct node *a = find(root, "a");
    assert_str(node_attribute(a, "href"), "x/y/");
    assert_str(node_attribute(a, "title"), "a > \"b\"");
    assert_true(node_has(a, "checked"));
    assert_str(node_attribute(a, "checked"), "");
    assert_false(node_has(a, "class"));
    assert_str(node_attribute(a, "class"), "");
    assert_str(shape(state, S("<a href=\"x>t</a> u <a href=\"y\">v</a>")), "a(t)  u  a(v)");
    assert_str(shape(state, S("<p>1 <2 < 3 <<b>x</b> </> </ y>z <u")), "p(1 <2 < 3 < b(x)   z <u)");
    assert_str(shape(state, S("<p>a<p/>b<a name='q'/>c<wbr>d<embed>e")),
               "p(a) p(b a c wbr d embed e)");
}

static void raw_text_stays_with_its_element(void **state) {
    struct node *root = read_page(
        state, S("<title>A <b> &amp; C</title><script>if (a<b && c) d('</p>')</script>"
                 "<style>p > b {}</style><body><textarea><p></textarea><xmp>&lt;<i></xmp>"));
    assert_str(node_text(*state, find(root, "title")), "A <b> & C");
    assert_str(node_text(*state, find(root, "script")), "if (a<b && c) d('</p>')");
    assert_str(node_text(*state, find(root, "style")), "p > b {}");
    assert_str(node_text(*state, find(root, "textarea")), "<p>");
    assert_str(node_text(*state, find(root, "xmp")), "&lt;<i>");
    assert_str(text_of(state, S("<script>a<p>b<title>c<p>d")), "abcd");
}

/* Each of these once looked for the end that stands behind all of them. */
static void titles_that_close_themselves_take_no_time(void **state) {
    struct buf page = buf_in(*state);
    for (int i = 0; i < 100000; i++)
        buf_puts(&page, "<title/>");
    buf_puts(&page, "a</title>");
    assert_str(text_of(state, buf_text(&page)), "a");
}

static void what_stands_around_the_page_is_kept(void **state) {
    struct node *root =
        read_page(state, S("<!-- saved from url=(0011)http://x.y --><!DOCTYPE html>\n"
                           "<html lang=de><head><title>t</title></head>\n"
                           "<body id=b>a</body></html>b<html><body>c<!--d-->"));
    assert_str(root->name, "html");
    assert_str(node_attribute(root, "lang"), "de");
    assert_int_equal(root->first->kind, NODE_COMMENT);
    assert_str(root->first->text, " saved from url=(0011)http://x.y ");
    struct node *body = find(root, "body");
    assert_str(node_attribute(body, "id"), "b");
    assert_str(node_text(*state, body), "abc");
    assert_null(body->next);
}

static void an_empty_page_has_an_empty_root(void **state) {
    struct node *root = read_page(state, S(""));
    assert_str(root->name, "html");
    assert_null(root->first);
    assert_str(node_text(*state, root), "");
    assert_str(text_of(state, S("\0\0")), "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_str(text_of(state, S("\n \n")), "");
    assert_str(text_of(state, S("\f\v\x01x\fy")), "x y");
    assert_str(text_of(state, S("<")), "<");
}

static void walking_goes_in_document_order(void **state) {
    struct node *root = read_page(state, S("<div><p>a<b>b</b></p>c</div>d"));
    struct node *div = find(root, "div"), *p = find(root, "p");
    assert_str(node_next(p, div)->text, "a");
    assert_str(node_after(p, div)->text, "c");
    assert_null(node_after(p, p));
    assert_null(node_next(node_after(p, div), div));
    assert_str(node_text(*state, div), "abc");
    assert_str(node_text(*state, p->first), "a");
    assert_true(node_is(p, "p") && !node_is(p->first, "p"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(hundreds_of_open_elements_lose_nothing),
        ARENA_TEST(depth_is_bounded_and_told),
        ARENA_TEST(a_text_over_ten_million_bytes_is_whole),
        ARENA_TEST(bytes_that_iconv_refuses_lose_nothing),
        ARENA_TEST(a_bad_byte_leaves_its_neighbours),
        ARENA_TEST(numbers_128_to_159_mean_windows_1252),
        ARENA_TEST(a_reference_without_its_semicolon_is_finished),
        ARENA_TEST(conditions_of_word_are_left_out),
        ARENA_TEST(names_keep_their_prefix),
        ARENA_TEST(an_open_comment_ends_at_its_first_sign),
        ARENA_TEST(the_end_of_br_is_a_br),
        ARENA_TEST(lines_count_whatever_ends_them),
        ARENA_TEST(lines_go_on_beyond_65535),
        ARENA_TEST(a_long_text_starts_where_it_starts),
        ARENA_TEST(misnested_ends_are_bounded),
        ARENA_TEST(paragraphs_part_the_deepest_text),
        ARENA_TEST(no_word_is_lost),
        ARENA_TEST(what_was_left_open_ends_with_the_next_entry),
        ARENA_TEST(lists_inside_lists_stay_inside),
        ARENA_TEST(misnested_tags_keep_the_order_of_text),
        ARENA_TEST(tags_are_read_as_browsers_do),
        ARENA_TEST(raw_text_stays_with_its_element),
        ARENA_TEST(titles_that_close_themselves_take_no_time),
        ARENA_TEST(what_stands_around_the_page_is_kept),
        ARENA_TEST(an_empty_page_has_an_empty_root),
        ARENA_TEST(walking_goes_in_document_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
