/* Facts that a page states about itself: title, address, language. */
#pragma once

#include "flows/entry.h"
#include "wrappers/page.h"

struct saved;

struct page_facts {
    struct source source;
    struct str base; /* what relative links are resolved against; empty where it is unknown */
    bool archived;   /* a web archive's copy, with links of the archive (archive_undo) */
};

/* The address of the page is, in this order: `given` (by the user), a comment of what saved it, the
 * canonical link, og:url, Content-Location, what the file around it states. Of the address of an
 * archive's copy it is the one that was copied. Links are resolved against <base href>, else the
 * page's address. The date of the copy is the archive's, else that of the comment, else that of the
 * file. `page` may be empty, for pasted text. In the arena. */
struct page_facts page_facts(struct arena *arena, const struct page *page, struct str given,
                             const struct saved *saved);
