/* Runs that look like entries one by one, but together are something else. */
#ifndef REFMILL_NOLIST_H
#define REFMILL_NOLIST_H

#include "knowledge/cuts.h"

/* True for questions with their answers, the paragraphs of an article with links in its sentences,
 * a site's own posts, wares and events, and two things that lie far apart. */
bool group_is_no_list(const struct finder *finder, const struct group *group);

#endif
