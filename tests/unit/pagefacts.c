/* What a page states about itself: title, address, language. */
#include "knowledge/pagefacts.h"

#include "knowledge/saved.h"

#include "unit.h"

static struct page_facts facts_of(struct arena *arena, const char *html, const char *given) {
    struct page page = page_read(arena, str_of(html), 64);
    return page_facts(arena, &page, str_of(given), &(struct saved){.bytes = S("")});
}

#define SAVED "<!-- saved from url=(0027)http://saved.example/list.h -->"
#define CANONICAL "<link rel=Canonical href=' http://canonical.example/ '>"
#define OG_URL "<meta property='og:url' content='http://og.example/'>"
#define LOCATION "<meta http-equiv='Content-Location' content='http://location.example/'>"

static void the_address_in_its_order(void **state) {
    static const struct {
        const char *html, *given, *url;
    } examples[] = {
        {SAVED CANONICAL OG_URL LOCATION, "http://given.example/", "http://given.example/"},
        {CANONICAL SAVED OG_URL LOCATION, "", "http://saved.example/list.h"},
        {LOCATION OG_URL CANONICAL, "", "http://canonical.example/"},
        {LOCATION OG_URL, "", "http://og.example/"},
        {LOCATION, "", "http://location.example/"},
        {"<p>x", "", ""},
        {"<link rel=canonical href='/list.html'>" OG_URL, "", "http://og.example/"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct page_facts facts = facts_of(*state, examples[i].html, examples[i].given);
        assert_slice(facts.source.url, str_of(examples[i].url), examples[i].html, 0);
        assert_slice(facts.base, str_of(examples[i].url), examples[i].html, 0);
    }
}

#define ARCHIVE "http://web.archive.example/web/20120313123456"
#define SINGLEFILE                                                                                 \
    "<!--\n Page saved with SingleFile \n url: http://single.example/a \n saved date: "

static void who_saved_it_and_when(void **state) {
    static const struct {
        const char *html, *given, *url, *read;
        bool archived;
    } examples[] = {
        {SAVED, "", "http://saved.example/list.h", "2011-02-03", false},
        {"<!-- saved from url=(0022)http://internet.e-mail -->", "", "http://mail.example/",
         "2011-02-03", false},
        {"<!-- saved from url=(0014)about:internet -->", "", "http://mail.example/", "2011-02-03",
         false},
        {SINGLEFILE "Tue Mar 13 2012 23:30:00 GMT+0100 (CET)\n-->", "", "http://single.example/a",
         "2012-03-13", false},
        {"<!-- Mirrored from a.example/b.html by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 13 "
         "Mar 2012 10:00:00 GMT -->",
         "", "http://a.example/b.html", "2012-03-13", false},
        {"<!-- Mirrored from https://a.example/b.html by HTTrack Website Copier/3.x [X] -->", "",
         "https://a.example/b.html", "2011-02-03", false},
        {"<!-- saved from url=(0060)" ARCHIVE "/http://a.example/ -->", "", "http://a.example/",
         "2012-03-13", true},
        {CANONICAL, ARCHIVE "id_/http://a.example/", "http://a.example/", "2012-03-13", false},
        {CANONICAL "<!-- FILE ARCHIVED ON 1:02:03 Mar 14, 2012 AND RETRIEVED FROM -->", "",
         "http://canonical.example/", "2012-03-14", true},
        {"<base href='/web/2012/http://a.example/b/'>", "", "http://mail.example/", "2011-02-03",
         true},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct page page = page_read(*state, str_of(examples[i].html), 64);
        struct saved saved = {.address = S("http://mail.example/"), .date = S("3 Feb 2011")};
        struct page_facts facts = page_facts(*state, &page, str_of(examples[i].given), &saved);
        assert_slice(facts.source.url, str_of(examples[i].url), examples[i].html, 0);
        assert_slice(facts.source.read, str_of(examples[i].read), examples[i].html, 0);
        assert_int_equal(facts.archived, examples[i].archived);
    }
}

static void the_base_of_links(void **state) {
    static const struct {
        const char *html, *given, *base, *url;
    } examples[] = {
        {"<base href='http://base.example/a/'>" CANONICAL, "", "http://base.example/a/",
         "http://canonical.example/"},
        {"<base href='http://base.example/a/'>", "", "http://base.example/a/", ""},
        {"<base href='sub/'>", "http://given.example/x/y.html", "http://given.example/x/sub/",
         "http://given.example/x/y.html"},
        {"<base href='sub/'>", "", "", ""},
        {"<base target=_top><base href='http://base.example/'>", "", "http://base.example/", ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct page_facts facts = facts_of(*state, examples[i].html, examples[i].given);
        assert_slice(facts.base, str_of(examples[i].base), examples[i].html, 0);
        assert_slice(facts.source.url, str_of(examples[i].url), examples[i].html, 0);
    }
}

static void the_title(void **state) {
    static const struct {
        const char *html, *title;
    } examples[] = {
        {"<title>Harbour Trust - Links</title><h1> Ferries\n and <i>bridges</i></h1>",
         "Ferries and bridges"},
        {"<title> The  list </title><h1>One</h1><h1>Two</h1>", "The list"},
        {"<title>The list</title><p>x", "The list"},
        {"<h1>One</h1><h1>Two</h1>", "One"},
        {"<meta property='og:title' content='Shared'><p>x", "Shared"},
        {"<title></title><h1></h1><p>x", ""},
        {"<title>Caf&eacute; &amp; quay</title>", "Café & quay"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_slice(facts_of(*state, examples[i].html, "").source.title, str_of(examples[i].title),
                     examples[i].html, 0);
}

static void the_language(void **state) {
    static const struct {
        const char *html, *language;
    } examples[] = {
        {"<html lang=en-GB><p>x", "en-GB"},
        {"<html xml:lang='de'><p>x", "de"},
        {"<meta http-equiv=content-language content=fr><p>x", "fr"},
        {"<html lang='English'><meta http-equiv=content-language content=fr><p>x", "fr"},
        {"<html lang='{lang}'><p>x", ""},
        {"<p lang=en>x", ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_slice(facts_of(*state, examples[i].html, "").source.language,
                     str_of(examples[i].language), examples[i].html, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_address_in_its_order),
        ARENA_TEST(who_saved_it_and_when),
        ARENA_TEST(the_base_of_links),
        ARENA_TEST(the_title),
        ARENA_TEST(the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
