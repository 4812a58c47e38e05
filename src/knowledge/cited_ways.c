/* Counts of a page's readings, and how far they are from what would be expected without them. */
#include "knowledge/cited_ways.h"

#include <math.h>

void cited_ways_learn(struct cited_ways *ways, const struct tokens *tokens,
                      const struct cited_stretches *parts, double confidence) {
    static const double surest = 5;
    ways->confidence += confidence;
    ways->readings++;
    enum cited_part last = CITED_OTHER;
    ways->title_first += fmax(-surest, fmin(surest, parts->title_first));
    for (size_t i = 0; i < parts->count; i++) {
        const struct cited_stretch *stretch = &parts->at[i];
        enum cited_part part = stretch->part;
        for (size_t t = stretch->from; t < stretch->to; t++) {
            size_t mark = t ? token_mark(&tokens->at[t - 1]) : 0;
            if (token_mark(&tokens->at[t]))
                continue;
            ways->form[token_form(&tokens->at[t])][part] += stretch->confidence;
            if (mark && part != CITED_OTHER)
                ways->step[mark][last][part] += stretch->confidence;
            last = part != CITED_OTHER ? part : last;
        }
    }
}

static double sum_of(const double *counts) {
    double sum = 0;
    for (size_t part = 0; part < CITED_PARTS; part++)
        sum += counts[part];
    return sum;
}

/* What seeing `count` of `all` speaks for where a share was expected, as if so many of that share
 * had been seen before. */
static double speaks_for(double count, double all, double expected, double before) {
    static const double weight = 0.6, most = 3;
    double how = log((count + before * expected) / (all + before) / expected);
    return weight * fmax(-most, fmin(most, how));
}

void cited_ways_settle(struct cited_ways *ways) {
    static const double forms_before = 20, steps_before = 3, share = 0.3, most = 8;
    double of_part[CITED_PARTS] = {0}, words = 0;
    ways->confidence /= ways->readings > 0 ? ways->readings : 1;
    ways->title_first = fmax(-most, fmin(most, share * ways->title_first));
    for (size_t form = 0; form < TOKEN_FORMS; form++)
        for (size_t part = 0; part < CITED_PARTS; part++)
            of_part[part] += ways->form[form][part];
    words = sum_of(of_part);
    for (size_t form = 0; form < TOKEN_FORMS; form++) {
        double all = sum_of(ways->form[form]);
        for (size_t part = 0; part < CITED_PARTS; part++)
            ways->form[form][part] =
                speaks_for(ways->form[form][part], all, (of_part[part] + 1) / (words + CITED_PARTS),
                           forms_before);
    }
    for (size_t mark = 0; mark < TOKEN_MARKS; mark++)
        for (size_t last = 0; last < CITED_PARTS; last++) {
            double *step = ways->step[mark][last], all = sum_of(step);
            for (size_t part = 0; part < CITED_PARTS; part++) {
                step[part] =
                    part == CITED_OTHER
                        ? 0
                        : speaks_for(step[part], all, 1.0 / (CITED_PARTS - 1), steps_before);
                ways->step_odds[mark][last][part] = exp(step[part]);
            }
        }
}
