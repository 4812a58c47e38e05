/* What a page prints, as words in blocks: for proving that something stands there. */
#pragma once

#include "ground/buf.h"

/* A word of the page. Number 0 is none: what the page does not have. */
struct printed_word {
    struct str text;    /* folded; numbers without zeros before them */
    size_t count, from; /* how often it stands there, and its first place among the postings */
    bool own;           /* the page says it of itself: its address, its language */
};

/* Text between two breaks of the page, and behind it the addresses and words that its elements
 * carry. */
struct printed_block {
    size_t from, to; /* positions of its words */
    size_t line;
    struct str text; /* as the page has it, without what its elements carry */
};

struct printed {
    struct arena *keep, *each;
    struct printed_word *words;
    size_t word_count, word_room, *slots, slot_count;
    size_t *at; /* the number of the word at each position */
    size_t length, room;
    struct printed_block *blocks;
    size_t block_count, block_room;
    size_t *postings, *block_of; /* positions, word after word; the block of each position */
};

/* Reads a page, or plain text with a block for each line. `address` is the page's own, or empty.
 * All lives in `keep`; `each` is emptied. */
void printed_read(struct printed *printed, struct arena *keep, struct arena *each, struct str text,
                  struct str address, size_t depth);
/* Text as it is compared: without soft hyphens and percent-encoding. In the arena. */
struct str printed_plain(struct arena *arena, struct str text);
/* Takes the next word off plain text: letters, or digits, or one sign of a script without gaps. */
bool printed_next(struct str *rest, struct str *word);
/* A word as words are compared, in the arena. */
struct str printed_fold(struct arena *arena, struct str word);
/* The number of a folded word, 0 where the page does not have it. */
size_t printed_find(const struct printed *printed, struct str folded);
