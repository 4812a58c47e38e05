/* XPath 1.0 on the tree of a page. Behind it libxml2, with a bound on the work it may do. */
#pragma once

#include "wrappers/page.h"

/* A page made ready for expressions, and one expression. */
struct xpath;
struct expression;

/* Why an expression cannot be used. */
struct xpath_fault {
    struct str words; /* what is wrong, a part of a sentence */
    size_t at;  /* the byte of the expression where it shows; STR_NONE where that is unknown */
    bool limit; /* it is too much work */
};

/* Reads an expression; NULL with the fault where it is none. In the arena. */
struct expression *expression_read(struct arena *arena, struct str text, struct xpath_fault *fault);

/* Mirrors the page's nodes, which get their numbers in document order from 1 in node->mark. `steps`
 * bounds the work of all expressions together. In the arena. */
struct xpath *xpath_of_page(struct arena *arena, const struct page *page, size_t steps);

struct found_nodes {
    struct node **at;
    size_t count;
};

/* The elements and texts that the expression gives from `node` on, in document order; an attribute
 * stands for its element. False with the fault where it cannot be worked out or gives something
 * else. In the arena. */
bool xpath_find(struct xpath *xpath, const struct expression *expression, const struct node *node,
                struct found_nodes *found, struct xpath_fault *fault);
