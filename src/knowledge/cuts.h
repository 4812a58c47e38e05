/* Cuts: all ways to cut a page's lines into runs. What lists.c chooses from. */
#pragma once

#include <stdint.h>

#include "knowledge/lists.h"

/* Where a run begins. */
enum cut {
#define CUT(cut, words) CUT_##cut,
#include "knowledge/cuts.def"
};

/* What became of a group: chosen, or why it was not. */
enum fate {
#define FATE(fate, words) FATE_##fate,
#include "knowledge/fates.def"
};

/* One stretch of the page cut in one way. */
struct group {
    enum cut cut;
    bool listed;   /* its runs are items of a list or rows of a table by their elements */
    uint64_t kind; /* of cut, elements and path: groups of one kind belong together */
    struct line_run *runs;
    size_t count, room;
    double score; /* sum of the likeness of its runs */
    size_t good;  /* how many of them look like entries */
    size_t from, to;
    enum fate fate;
};

struct finder {
    struct arena *arena;
    const struct page_lines *lines;
    struct facts *facts;
    const struct node **cells; /* the table cell around each line */
    struct group *groups;
    size_t group_count, group_room;
    size_t flow_work;
    bool *taken; /* lines that belong to a chosen group */
    /* For words only: the group that was weighed last, as it was before its poor runs went, and
     * the one of those without a good run that comes nearest to a list. */
    bool wants_nearest;
    struct group weighed, nearest;
};

/* How much likeness makes a run look like an entry. */
#define GOOD_LIKENESS 0.3

/* Makes every group of the page; `pasted` text has no elements to cut at. */
void cuts_make(struct finder *finder, bool pasted);

/* Trims the runs of a new group to their entries, weighs them and keeps the stretches that look
 * like a list; a group in which nothing does has no runs behind it. */
void group_finish(struct finder *finder, struct group *group);

/* True for questions with their answers, the paragraphs of an article with links in its sentences,
 * a site's own posts, wares and events, and two things that lie far apart. */
bool group_is_no_list(const struct finder *finder, const struct group *group);
