/* Addresses of archives' copies, and the copies themselves. */
#include "knowledge/archives.h"

#include "knowledge/lines.h"
#include "unit.h"

static void addresses_of_copies(void **state) {
    static const struct {
        const char *written, *address, *date;
        bool untouched;
    } examples[] = {
        {"https://web.archive.org/web/20120313123456/http://a.example/x?y=1#z",
         "http://a.example/x?y=1#z", "2012-03-13", false},
        {"/web/20120313123456/http://a.example/", "http://a.example/", "2012-03-13", false},
        {"//web.archive.org/web/20120313123456im_/http://a.example/", "http://a.example/",
         "2012-03-13", false},
        {"https://web.archive.org/web/20120313123456id_/http:/a.example/", "http://a.example/",
         "2012-03-13", true},
        {"https://web.archive.org/web/2012/https://a.example/", "https://a.example/", "", false},
        {"https://web.archive.org/web/2012*/http://a.example/", "http://a.example/", "", false},
        {"https://web.archive.org/web/*/http://a.example/", "http://a.example/", "", false},
        {"https://web.archive.org/web/20129913123456/ftp://a.example/", "ftp://a.example/", "",
         false},
        {"http://arquivo.example/wayback/20120313123456/http://a.example/", "http://a.example/",
         "2012-03-13", false},
        {"http://www.archive.example/wayback/archive/20120313123456/http://a.example/",
         "http://a.example/", "2012-03-13", false},
        {"http://archive.example/20120313/http://a.example/", "http://a.example/", "2012-03-13",
         false},
        {"https://archive.example/2012.03.13-123456/http://a.example/", "http://a.example/",
         "2012-03-13", false},
        {"https://web.archive.org/web/20120313/https://web.archive.org/web/2005/http://a.example/",
         "https://web.archive.org/web/2005/http://a.example/", "2012-03-13", false},
        {"https://web.archive.org/about/", NULL, NULL, false},
        {"http://a.example/?to=/web/20120313/http://b.example/", NULL, NULL, false},
        {"http://a.example/2012/list.html", NULL, NULL, false},
        {"http://a.example/web/20120313/http:///", NULL, NULL, false},
        {"", NULL, NULL, false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct archived found;
        bool copy = archive_address(*state, str_of(examples[i].written), &found);
        if (copy != (examples[i].address != NULL))
            fail_msg("%s", examples[i].written);
        if (!copy)
            continue;
        assert_slice(found.address, str_of(examples[i].address), examples[i].written, 0);
        assert_slice(found.date, str_of(examples[i].date), examples[i].written, 0);
        assert_int_equal(found.untouched, examples[i].untouched);
    }
}

static void the_bar_goes(void **state) {
    static const char html[] =
        "<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Bar</p><p>Bar</p><!-- END WAYBACK TOOLBAR "
        "INSERT -->"
        "<p>First<p><a href=' /web/2012/http://a.example/'>Second</a><div id=wm-ipp>Bar</div>"
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Last<div id=donato>Bar</div>";
    struct page page = page_read(*state, str_of(html), 64);
    archive_undo(*state, &page);
    struct page_lines lines = lines_of_page(*state, &page);
    assert_int_equal(lines.count, 3);
    assert_slice(lines.at[0].line.text, S("First"), html, 0);
    assert_slice(lines.at[1].line.links[0].href, S("http://a.example/"), html, 0);
    assert_slice(lines.at[2].line.text, S("Last"), html, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(addresses_of_copies),
        ARENA_TEST(the_bar_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
