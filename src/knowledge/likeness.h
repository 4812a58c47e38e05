/* Likeness: how much a run of a page's lines looks like one entry of a list of resources. */
#pragma once

#include "knowledge/pagedata.h"

enum clue {
#define WEIGHT(clue, weight, words) CLUE_##clue,
#include "knowledge/weights.def"
    CLUE_COUNT
};

/* What is counted on each line. */
enum fact {
#define FACT(fact) FACT_##fact,
#include "knowledge/facts.def"
    FACT_COUNT
};

/* What was seen on each line, added up from the first line on; facts of a run are differences. */
struct facts;

/* What is known of the page as a whole. */
struct page_words {
    struct str title;
    struct str address;           /* of the page, empty where it is unknown */
    bool pasted;                  /* pasted text: lines have no links, only their words */
    const struct page_data *data; /* machine-readable data on it */
};

/* Looks at each line once. */
struct facts *facts_of(struct arena *arena, const struct page_lines *lines,
                       const struct page_words *page);

/* How often each clue holds for a run of lines. */
struct clues {
    int of[CLUE_COUNT];
};

/* The clues of the lines from `from` up to, not including, `to`. */
struct clues clues_of(const struct facts *facts, size_t from, size_t to);
/* The clues weighed: about 1 for a full entry, below 0 for what is none. */
double clues_weigh(const struct clues *clues);
/* The weight of each clue, and what it says of a run ("leads to a resource"). */
extern const struct clue_row {
    double weight;
    const char *words;
} clue_rows[CLUE_COUNT];

/* True where a fact holds for a line; facts made of several. */
bool line_has(const struct facts *facts, size_t line, enum fact fact);
bool line_has_names(const struct facts *facts, size_t line); /* several persons' names */
bool line_is_remark(const struct facts *facts, size_t line); /* is prose without names and years */
bool line_is_byline(const struct facts *facts, size_t line); /* short, with names or a year */
