/* Identities: what an entry of a page is known by, and finding it again on the changed page. */
#pragma once

#include <stdint.h>

#include "flows/record.h"

/* Words or addresses, each by its hash: ascending, each once. */
struct word_set {
    uint64_t *at;
    double *weight; /* by how rare each is; only identities_find sets it */
    size_t count;
};

struct identity {
    struct str id, title;
    struct word_set words; /* of the entry's own text; where that is unknown, of the fields */
    struct word_set title_words, targets; /* targets: the paths that its links lead to */
    uint64_t target;                      /* of the main link; 0 where it has none */
    uint64_t sum;                         /* of the words: equal texts have the same */
    bool only_title;                      /* nothing but the title is known of the text */
};

/* The identity of a record, and one that is written as refmill-corrections(5) says. Its texts are
 * those of what is given, the rest is made in the arena. */
struct identity identity_of(struct arena *arena, const struct record *record);
struct identity identity_read(struct arena *arena, const struct json *object);
/* The identity of a record as it is written. */
struct json *identity_json(struct arena *arena, const struct record *record);

#define IDENTITY_NONE ((size_t)-1)    /* no entry is like it */
#define IDENTITY_SEVERAL ((size_t)-2) /* more than one is */

/* Sets found[i] to the place in `there` of the entry that sought[i] means, or to one of the above:
 * an equal text, told apart by link and key where several have it; else the entry that is like it,
 * and clearly more so than any other. Two that are sought find the same entry only where they have
 * one key, or one text and link. */
void identities_find(struct arena *arena, struct identity *sought, size_t count,
                     struct identity *there, size_t there_count, size_t *found);
