/* A page as lines: what a reader sees, top to bottom, with the marks, links and elements of each.
 */
#pragma once

#include "flows/entry.h"
#include "wrappers/page.h"

/* How far a line stands from the one before: on the next line of the same paragraph, in the next
 * paragraph or element, or with an empty line or a rule between. */
enum gap { GAP_BREAK, GAP_BLOCK, GAP_EMPTY };

struct page_line {
    struct line line;         /* with MARK_GAP from GAP_BLOCK on */
    const struct node *block; /* the innermost block element around it; NULL in pasted text */
    const struct node *start; /* the text or picture that it begins with; NULL in pasted text */
    enum gap gap;
    int heading;   /* 1 to 6 inside h1 to h6, else 0 */
    size_t words;  /* of its text */
    size_t linked; /* characters inside links */
    size_t length; /* characters in all */
};

/* Lines from `from` up to, not including, `to`; from is SIZE_MAX for none. */
struct line_range {
    size_t from, to;
};

struct page_lines {
    struct page_line *at;
    size_t count;
    /* Of an HTML page: its nodes in document order from 1 (node->mark is a node's number here), and
     * which lines lie inside each. */
    struct node **nodes;
    size_t node_count;
    struct line_range *range;
};

/* What may be said of a node in node->given before its lines are made: the role (enum given) of the
 * lines inside it that nothing further in gives another, and bits. Lines end at both borders of a
 * node with a role or GIVEN_BORDER, and its range counts even where it holds no line. */
enum {
    GIVEN_ROLE = 0xF,
    GIVEN_BORDER = 1 << 4,
    GIVEN_SKIP = 1 << 5, /* what stands inside is left out */
    GIVEN_MAIN = 1 << 6  /* links inside are given */
};

/* The lines of an HTML page, in document order; empty ones are left out. Links are as written.
 * Everything lives in the arena. */
struct page_lines lines_of_page(struct arena *arena, const struct page *page);

/* True where the element lies in a menu, a footer or the like. An element around most of the page
 * is none, whatever its class says. */
bool lines_in_furniture(const struct page_lines *lines, const struct node *node);

/* The lines of pasted text. An address that is written out is a link with itself as its label. */
struct page_lines lines_of_text(struct arena *arena, struct str text);
