/* Regular expressions on UTF-8, with a bound on the work they may do. Behind it PCRE2. */
#pragma once

#include "ground/str.h"

enum { PATTERN_GROUPS = 24 };

/* A pattern of the program itself: static struct pattern year = PATTERN("…"); compiled on its first
 * use, for UTF-8 and Unicode's properties (\w, \d and [[:…:]] know all scripts), kept for good. */
struct pattern {
    const char *source;
    void *compiled;
    bool ignore_case;
};
#define PATTERN(text)                                                                              \
    { .source = (text) }
#define PATTERN_FOLD(text)                                                                         \
    { .source = (text), .ignore_case = true }

struct match {
    struct str group[PATTERN_GROUPS]; /* [0] the whole; at is NULL for a group that took no part */
    size_t from, to;                  /* byte positions of the whole in the subject */
};

/* Finds the first match at or after byte `from` of `subject` (valid UTF-8). False where there is
 * none, or where the bound on the work was reached: that is counted in pattern_exhausted. */
bool pattern_find(struct pattern *pattern, struct str subject, size_t from, struct match *match);
/* True where the pattern occurs anywhere in `subject`. */
bool pattern_in(struct pattern *pattern, struct str subject);
/* The first group of the first match, or `otherwise` where there is no match. */
struct str pattern_group(struct pattern *pattern, struct str subject, struct str otherwise);
/* The byte behind the first match at or after byte `from`, which it is itself where there is none.
 */
size_t pattern_end(struct pattern *pattern, struct str subject, size_t from);

/* Sets the bound on the steps of one search (default 1,000,000). */
void pattern_limit(unsigned steps);
/* How many searches were given up at the bound. */
size_t pattern_exhausted(void);
