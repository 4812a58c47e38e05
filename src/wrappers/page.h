/* An HTML page as a tree. Behind it libxml2 reads the HTML, after what it would lose was mended. */
#pragma once

#include "ground/str.h"

enum node_kind { NODE_ELEMENT, NODE_TEXT, NODE_COMMENT };

struct attribute {
    struct str name, value; /* name in small letters; value with its references resolved */
    struct attribute *next;
};

struct node {
    enum node_kind kind;
    struct str name; /* of an element, in small letters: "p", "o:p" */
    struct str text; /* of a text or comment, references resolved, white space as on the page */
    struct attribute *attributes;
    struct node *parent, *first, *last, *previous, *next;
    size_t line;    /* of the page, counted from 1 with CR, LF and CRLF each as one line end */
    size_t mark;    /* 0 at first, for the caller's own use */
    unsigned given; /* the same */
};

struct page {
    struct node *root; /* the element html */
    size_t too_deep;   /* how many elements lay below the depth limit: their tags were left out */
    size_t too_deep_line; /* where the first of them stands */
};

/* Reads a page (valid UTF-8, whatever it declares) by the rules of HTML that browsers follow,
 * as far as libxml2 does; never fails, an empty page has an empty root. Everything lives in the
 * arena. `depth` bounds the nesting of elements. */
struct page page_read(struct arena *arena, struct str text, size_t depth);

/* The value of an attribute, empty where it is absent. */
struct str node_attribute(const struct node *node, const char *name);
bool node_has(const struct node *node, const char *name);
/* True for an element of that name. */
bool node_is(const struct node *node, const char *name);
/* The next node in document order inside `root` after `node` (its first child, if any), or NULL. */
struct node *node_next(const struct node *node, const struct node *root);
/* The same, but past everything inside `node`. */
struct node *node_after(const struct node *node, const struct node *root);
/* Takes a node and what is inside it out of its page. */
void node_remove(struct node *node);
/* All text inside `node`, as it stands, in the arena. */
struct str node_text(struct arena *arena, const struct node *node);
