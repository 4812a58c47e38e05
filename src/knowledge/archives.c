/* Web archives write the time of the copy and the whole address behind one another. */
#include "knowledge/archives.h"

#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

bool archive_address(struct arena *arena, struct str address, struct archived *found) {
    static struct pattern copy = PATTERN_FOLD(ARCHIVED_COPY);
    struct match match;
    if (!pattern_find(&copy, address, 0, &match))
        return false;
    const struct str *group = match.group;
    *found = (struct archived){.untouched = str_equal_fold(group[4], S("id"))};
    found->address = str_format(arena, "%.*s//%.*s", STR_ARGS(group[5]), STR_ARGS(group[6]));
    if (group[1].at)
        found->date = str_format(arena, "%.*s-%.*s-%.*s", STR_ARGS(group[1]), STR_ARGS(group[2]),
                                 STR_ARGS(group[3]));
    return true;
}

static bool holds(struct str text, struct str words) {
    return str_find(text, words, 0) != STR_NONE;
}

bool archive_comment(struct str comment, struct str *when) {
    static struct pattern archive = PATTERN("FILE ARCHIVED ON ([^\\n]+) AND RETRIEVED");
    *when = pattern_group(&archive, comment, S(""));
    return when->len || holds(comment, S("BEGIN WAYBACK TOOLBAR INSERT"));
}

/* The comment that ends the bar that `begin` begins; NULL where either is none. */
static struct node *end_of_bar(const struct node *begin) {
    struct node *n = begin->next;
    if (begin->kind != NODE_COMMENT || !holds(begin->text, S("BEGIN WAYBACK TOOLBAR INSERT")))
        return NULL;
    while (n && (n->kind != NODE_COMMENT || !holds(n->text, S("END WAYBACK TOOLBAR INSERT"))))
        n = n->next;
    return n;
}

static bool is_bar(const struct node *node) {
    static struct pattern bar = PATTERN("^(?:wm-ipp(?:-base|-print)?|donato)$");
    return node->kind == NODE_ELEMENT && pattern_in(&bar, node_attribute(node, "id"));
}

static void undo_links(struct arena *arena, struct node *node) {
    struct archived found;
    for (struct attribute *a = node->attributes; a; a = a->next)
        if ((str_equal(a->name, S("href")) || str_equal(a->name, S("src"))) &&
            archive_address(arena, str_trim(a->value), &found))
            a->value = found.address;
}

void archive_undo(struct arena *arena, struct page *page) {
    struct node *next;
    for (struct node *n = page->root; n; n = next) {
        next = node_next(n, page->root);
        struct node *end = end_of_bar(n);
        if (end) {
            while (n->next != end)
                node_remove(n->next);
            next = end;
        } else if (is_bar(n)) {
            next = node_after(n, page->root);
            node_remove(n);
        } else {
            undo_links(arena, n);
        }
    }
}
