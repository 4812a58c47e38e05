/* Facts that a page states about itself: title, address, language. */
#ifndef REFMILL_PAGEFACTS_H
#define REFMILL_PAGEFACTS_H

#include "flows/entry.h"
#include "wrappers/page.h"

struct arena;

struct page_facts {
    struct source source;
    struct str base; /* what relative links are resolved against; empty where it is unknown */
};

/* The address of the page is, in this order: `given` (by the user), the comment "saved from url",
 * the canonical link, og:url, Content-Location. Links are resolved against <base href>, else the
 * page's address. In the arena. */
struct page_facts page_facts(struct arena *arena, const struct page *page, struct str given);

#endif
