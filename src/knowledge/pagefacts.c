/* What head elements, comments and the first heading say of the page. */
#include "knowledge/pagefacts.h"

#include "ground/arena.h"
#include "knowledge/address.h"
#include "wrappers/pattern.h"

/* What is looked for, the first of each kind counts. */
struct clues {
    struct str title, heading, og_title, saved_from, canonical, og_url, location, base;
    struct str language, content_language;
    size_t headings;
};

static void keep_first(struct str *kept, struct str found) {
    if (!kept->len)
        *kept = str_trim(found);
}

static void look_at_comment(const struct node *node, struct clues *clues) {
    static struct pattern saved = PATTERN_FOLD("saved from url=\\(\\d+\\)(\\S+)");
    struct match match;
    if (pattern_find(&saved, node->text, 0, &match))
        keep_first(&clues->saved_from, match.group[1]);
}

static void look_at_meta(const struct node *node, struct clues *clues) {
    struct str content = node_attribute(node, "content");
    struct str name = node_attribute(node, "property");
    if (!name.len)
        name = node_attribute(node, "name");
    if (str_equal_fold(name, S("og:url")))
        keep_first(&clues->og_url, content);
    if (str_equal_fold(name, S("og:title")))
        keep_first(&clues->og_title, content);
    struct str header = node_attribute(node, "http-equiv");
    if (str_equal_fold(header, S("content-location")))
        keep_first(&clues->location, content);
    if (str_equal_fold(header, S("content-language")))
        keep_first(&clues->content_language, content);
}

static void look_at_element(struct arena *arena, const struct node *node, struct clues *clues) {
    if (node_is(node, "title"))
        keep_first(&clues->title, str_squeeze(arena, node_text(arena, node)));
    if (node_is(node, "h1")) {
        clues->headings++;
        keep_first(&clues->heading, str_squeeze(arena, node_text(arena, node)));
    }
    if (node_is(node, "meta"))
        look_at_meta(node, clues);
    if (node_is(node, "base"))
        keep_first(&clues->base, node_attribute(node, "href"));
    if (node_is(node, "link") && str_equal_fold(node_attribute(node, "rel"), S("canonical")))
        keep_first(&clues->canonical, node_attribute(node, "href"));
    if (node_is(node, "html")) {
        keep_first(&clues->language, node_attribute(node, "lang"));
        keep_first(&clues->language, node_attribute(node, "xml:lang"));
    }
}

static struct str first_whole(const struct str *candidates, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (address_is_whole(candidates[i]))
            return candidates[i];
    return S("");
}

/* A language tag is kept as written where it is one (BCP 47): "en-gb". */
static struct str language_of(const struct clues *clues) {
    static struct pattern tag = PATTERN("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$");
    if (pattern_in(&tag, clues->language))
        return clues->language;
    return pattern_in(&tag, clues->content_language) ? clues->content_language : S("");
}

struct page_facts page_facts(struct arena *arena, const struct page *page, struct str given) {
    struct clues clues = {0};
    for (const struct node *n = page->root; n; n = node_next(n, page->root)) {
        if (n->kind == NODE_COMMENT)
            look_at_comment(n, &clues);
        if (n->kind == NODE_ELEMENT)
            look_at_element(arena, n, &clues);
    }
    const struct str addresses[] = {given, clues.saved_from, clues.canonical, clues.og_url,
                                    clues.location};
    struct page_facts facts = {0};
    facts.source.url = first_whole(addresses, sizeof addresses / sizeof addresses[0]);
    facts.source.language = language_of(&clues);
    facts.source.title = clues.headings == 1 && clues.heading.len ? clues.heading : clues.title;
    keep_first(&facts.source.title, clues.og_title);
    keep_first(&facts.source.title, clues.heading);
    struct str base = address_resolve(arena, facts.source.url, clues.base);
    facts.base = address_is_whole(base) ? base : facts.source.url;
    return facts;
}
