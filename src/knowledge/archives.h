/* Copies of pages that web archives give out (Wayback Machine, archive.today, national archives).
 */
#pragma once

#include "wrappers/page.h"

struct archived {
    struct str address; /* of the page that was copied, in the arena */
    struct str date;    /* when it was copied, "2012-03-13", or empty */
    bool untouched;     /* an address of the bytes as they were: links in them are the page's own */
};

/* Reads the address of a copy, "…/web/20120313123456/http://…" or one of like shape; false for any
 * other address. */
bool archive_address(struct arena *arena, struct str address, struct archived *found);

/* True for a comment that an archive puts into its copies; its words for when it was made, or
 * empty, in `*when`. */
bool archive_comment(struct str comment, struct str *when);

/* Makes an archive's copy the page that it is of: the archive's own bar goes, links get back the
 * addresses that they had. */
void archive_undo(struct arena *arena, struct page *page);
