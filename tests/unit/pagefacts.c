/* What a page states about itself: title, address, language. */
#include "knowledge/pagefacts.h"

#include "unit.h"

static struct page_facts facts_of(struct arena *arena, const char *html, const char *given) {
    struct page page = page_read(arena, str_of(html), 64);
    return page_facts(arena, &page, str_of(given));
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
        ARENA_TEST(the_base_of_links),
        ARENA_TEST(the_title),
        ARENA_TEST(the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
