/* How the citations of one page go: entries of one page share one style, so what most of them show
 * speaks for how the others are meant. */
#pragma once

#include "knowledge/cited_parts.h"

/* By how much titles are likelier to come before creators than behind them, as a logarithm. How
 * often words of one form are of each part, and each part follows a mark and the part before it;
 * once settled, what that speaks for, as logarithms. */
struct cited_ways {
    double title_first;
    double confidence, readings; /* of creators and titles, on average once settled; how many */
    double form[TOKEN_FORMS][CITED_PARTS];
    double step[TOKEN_MARKS][CITED_PARTS][CITED_PARTS];
    double step_odds[TOKEN_MARKS][CITED_PARTS][CITED_PARTS]; /* not as logarithms */
};

/* Adds what one reading shows, whose creators and title are so sure. */
void cited_ways_learn(struct cited_ways *ways, const struct tokens *tokens,
                      const struct cited_stretches *parts, double confidence);

/* Turns what was counted into what it speaks for; to be called once, behind all learning. */
void cited_ways_settle(struct cited_ways *ways);
