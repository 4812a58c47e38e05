/* Identities: what an entry of a page is known by, and finding it again on the changed page.
 *
 * How far two entries are apart is counted in their words: the share of those that only one of them
 * has. An identity says how far the nearest other entry was on its page: in all, and among those
 * that have its link. An entry of the changed page is the one that is meant
 * - where it is less than half as far from it as that other one was, in all; or
 * - where it has its link, and is less than half as far as that other one was that had the link.
 * So no other entry of the old page is ever taken for it, unless its words became those of the one
 * that is sought: it would have to come more than half of the way. It must be as clearly nearer
 * than all others of the changed page too. Citation keys change with the page; they only tell apart
 * entries that have the same words and link. All else is found nowhere. */
#pragma once

#include <stdint.h>

#include "flows/record.h"

/* Words or addresses, each by its hash: ascending, each once. */
struct word_set {
    uint64_t *at;
    size_t count;
};

struct identity {
    struct str id, title;
    struct word_set words; /* of the entry's own text; of the title where that is unknown */
    struct word_set title_words, targets; /* targets: the paths that its links lead to */
    uint64_t target;                      /* of the main link; 0 where it has none */
    size_t near, near_linked; /* how far the nearest other entry was, or IDENTITY_ALONE */
    bool only_title;          /* nothing but the title is known of the text */
};

#define IDENTITY_ALONE ((size_t)20000) /* no other entry is known */

/* The identity of a record, and one that is written as refmill-corrections(5) says. It lives in the
 * first arena, the other is only worked in. */
struct identity identity_of(struct arena *keep, struct arena *each, const struct record *record);
struct identity identity_read(struct arena *keep, struct arena *each, const struct json *object);
/* The identity of a record as it is written. */
struct json *identity_json(struct arena *arena, const struct record *record);

/* Sees how far the nearest of the others is from each, unless a nearer one is known; and says so as
 * custom.near has it, NULL where none is near. */
void identities_near(struct arena *arena, struct identity *all, size_t count);
struct json *identity_near_json(struct arena *arena, const struct identity *identity);

#define IDENTITY_NONE ((size_t)-1)    /* no entry is like it */
#define IDENTITY_SEVERAL ((size_t)-2) /* it cannot be told which one is meant */

/* Sets found[i] to the place in `there` of the entry that sought[i] means, or to one of the above.
 * Those that are sought are others of one page, and find the same entry only where they have one
 * key, or one text and link. */
void identities_find(struct arena *arena, struct identity *sought, size_t count,
                     const struct identity *there, size_t there_count, size_t *found);
