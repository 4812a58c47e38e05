/* Explanations: how the entries of a page were found, in words for a person. */
#pragma once

#include "knowledge/cuts.h"
#include "knowledge/rules.h"

struct buf;

/* Tells of the groups of a page, whose fates are set: the chosen first, then the best of the
 * others, each with what spoke for and against it. `found` are the entries; `least_mean` is the
 * likeness that the runs of further lists must have on average. */
void explain_lists(const struct finder *finder, const struct line_runs *found, double least_mean,
                   struct buf *out);

/* Tells what each rule named, and the first entries that came of it, line by line. */
void explain_rules(const struct rules *rules, const struct page_lines *lines,
                   const struct line_runs *found, struct buf *out);
