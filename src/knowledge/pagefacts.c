/* What head elements, comments and the first heading say of the page. */
#include "knowledge/pagefacts.h"

#include "knowledge/address.h"
#include "knowledge/archives.h"
#include "knowledge/dates.h"
#include "knowledge/saved.h"
#include "wrappers/pattern.h"

/* What is looked for, the first of each kind counts. */
struct clues {
    struct str title, heading, og_title, saved_from, canonical, og_url, location, base;
    struct str language, content_language;
    struct str archive_date, save_date; /* in the words of comments */
    size_t headings;
    bool archived;
};

static void keep_first(struct str *kept, struct str found) {
    if (!kept->len)
        *kept = str_trim(found);
}

/* Comments of browsers, of SingleFile, of HTTrack (which leaves "http://" out) and of archives. */
static void look_at_comment(struct arena *arena, const struct node *node, struct clues *clues) {
    static struct pattern
        browser = PATTERN_FOLD("saved from url=\\(\\d+\\)(?!http://internet\\.e-mail)(\\S+)"),
        single =
            PATTERN_FOLD("saved with SingleFile\\s+url:\\s*(\\S+)(?:\\s+saved date:\\s*(.+))?"),
        mirror = PATTERN_FOLD("Mirrored from (\\S+) by HTTrack[^\\]]*\\],?(.*)");
    struct match match;
    struct str when;
    clues->archived |= archive_comment(node->text, &when);
    keep_first(&clues->archive_date, when);
    if (pattern_find(&mirror, node->text, 0, &match)) {
        struct str from = match.group[1];
        if (!address_is_public(from))
            from = str_format(arena, "http://%.*s", STR_ARGS(from));
        keep_first(&clues->saved_from, from);
        keep_first(&clues->save_date, match.group[2]);
    } else if (pattern_find(&single, node->text, 0, &match) ||
               pattern_find(&browser, node->text, 0, &match)) {
        keep_first(&clues->saved_from, match.group[1]);
        keep_first(&clues->save_date, match.group[2]);
    }
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

/* The first date with a day in words such as "Tue, 13 Mar 2012" or "Tue Mar 13 2012", as in ISO
 * 8601; empty where there is none. */
static struct str day_in(struct arena *arena, struct str words) {
    static struct pattern american = PATTERN("\\b([A-Z][a-z]{2} \\d\\d?) (\\d{4})\\b");
    struct match match;
    struct found_date found;
    if (pattern_find(&american, words, 0, &match))
        words = str_format(arena, "%.*s, %.*s", STR_ARGS(match.group[1]), STR_ARGS(match.group[2]));
    if (!date_find(words, 0, &found) || !found.date.part[0][2])
        return S("");
    const int *part = found.date.part[0];
    return str_format(arena, "%04d-%02d-%02d", part[0], part[1], part[2]);
}

/* Sets the address of the page, and what it says of an archive. */
static void choose_address(struct arena *arena, struct str given, const struct clues *clues,
                           const struct saved *saved, struct page_facts *facts) {
    const struct str candidates[] = {given,         clues->saved_from, clues->canonical,
                                     clues->og_url, clues->location,   saved->address};
    struct archived copy;
    facts->archived = clues->archived;
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        struct str address = candidates[i];
        if (archive_address(arena, address, &copy)) {
            facts->archived |= !copy.untouched;
            address = copy.address;
            keep_first(&facts->source.read, copy.date);
        }
        /* What the user says is taken at its word. */
        if (!i || address_is_public(address))
            keep_first(&facts->source.url, address);
    }
}

static void choose_base(struct arena *arena, struct str written, struct page_facts *facts) {
    struct archived copy;
    if (archive_address(arena, written, &copy)) {
        facts->archived = true;
        written = copy.address;
    }
    struct str base = address_resolve(arena, facts->source.url, written);
    facts->base = address_is_whole(base) ? base : facts->source.url;
}

/* A language tag is kept as written where it is one (BCP 47): "en-gb". */
static struct str language_of(const struct clues *clues) {
    static struct pattern tag = PATTERN("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$");
    if (pattern_in(&tag, clues->language))
        return clues->language;
    return pattern_in(&tag, clues->content_language) ? clues->content_language : S("");
}

struct page_facts page_facts(struct arena *arena, const struct page *page, struct str given,
                             const struct saved *saved) {
    struct clues clues = {0};
    for (const struct node *n = page->root; n; n = node_next(n, page->root)) {
        if (n->kind == NODE_COMMENT)
            look_at_comment(arena, n, &clues);
        if (n->kind == NODE_ELEMENT)
            look_at_element(arena, n, &clues);
    }
    struct page_facts facts = {0};
    choose_address(arena, given, &clues, saved, &facts);
    choose_base(arena, clues.base, &facts);
    keep_first(&facts.source.read, day_in(arena, clues.archive_date));
    keep_first(&facts.source.read, day_in(arena, clues.save_date));
    keep_first(&facts.source.read, day_in(arena, saved->date));
    facts.source.language = language_of(&clues);
    facts.source.title = clues.headings == 1 && clues.heading.len ? clues.heading : clues.title;
    keep_first(&facts.source.title, clues.og_title);
    keep_first(&facts.source.title, clues.heading);
    return facts;
}
