/* Stretches: a reference is anchored in the block that it fits best, and what lies between two
 * anchors is parted where both find most of their words. */
#include "formats/stretches.h"

#include <stdlib.h>

/* Words without use after which a stretch goes on to no further block, room around an anchor, and
 * how many rare words are followed to find it. */
enum { REACH = 120, SLACK = 20, MOST_RARE = 6, STRANGE = 12, COMMON = 10000 };

/* What is asked of the words of the page, and in which round. */
struct asked {
    const struct printed *printed;
    size_t *wanted, *seen, round, look; /* by word: the last round and look that concerned it */
    size_t *tried;                      /* by block: the last round in which it was looked at */
    struct stretches *out;
    bool parting, early;
};

/* Claims of one anchor, from number `at` of those found. */
struct group {
    size_t at, count;
};

static void add_needs(const struct printed *printed, struct claim *claim) {
    for (size_t i = 0; i < claim->reference->count; i++) {
        const struct reference_field *field = &claim->reference->at[i];
        struct str rest = printed_plain(printed->keep, field->text), word;
        while (field->proof != PROOF_NONE && printed_next(&rest, &word)) {
            struct str folded = printed_fold(printed->keep, word);
            *arena_push(printed->keep, claim->needs, claim->count, &claim->room) =
                (struct need){field, word, folded, printed_find(printed, folded)};
        }
    }
}

/* Rare words say more about where a reference stands, and much more about to which of two
 * neighbours a block belongs. */
static size_t weight(const struct asked *asked, size_t word) {
    const struct printed *printed = asked->printed;
    size_t weight = 1, count = printed->words[word].count;
    if (asked->parting && count)
        return 1 + COMMON / count;
    for (size_t rest = count ? printed->length / count : 0; rest; rest /= 2)
        weight++;
    return count ? weight : STRANGE;
}

/* True for words that stand in the entry itself. */
static bool places(const struct need *need) {
    return need->field->proof != PROOF_HEADING && need->field->proof != PROOF_LANGUAGE;
}

static void want(struct asked *asked, const struct claim *claim) {
    for (size_t i = 0; i < claim->count; i++)
        if (places(&claim->needs[i]))
            asked->wanted[claim->needs[i].word] = asked->round;
}

/* The weight of the wanted words between two positions that were not seen in this look yet. */
static size_t cover(struct asked *asked, size_t from, size_t to) {
    const struct printed *printed = asked->printed;
    size_t sum = 0;
    for (size_t i = from; i < to && i < printed->length; i++) {
        size_t word = printed->at[i];
        if (asked->wanted[word] == asked->round && asked->seen[word] != asked->look)
            sum += weight(asked, word);
        asked->seen[word] = asked->look;
    }
    return sum;
}

static size_t cover_block(struct asked *asked, size_t block) {
    const struct printed_block *b = &asked->printed->blocks[block];
    return cover(asked, b->from, b->to);
}

/* The weight of all words of a claim. */
static size_t whole(struct asked *asked, const struct claim *claim) {
    size_t sum = 0;
    asked->look++;
    for (size_t i = 0; i < claim->count; i++) {
        size_t word = claim->needs[i].word;
        if (places(&claim->needs[i]) && (!word || asked->seen[word] != asked->look))
            sum += weight(asked, word);
        asked->seen[word] = asked->look;
    }
    return sum;
}

/* How well a claim fits at a block; `*covered` is how much of its weight is there and around. */
static size_t fit(struct asked *asked, const struct claim *claim, size_t block, size_t *covered) {
    const struct printed_block *b = &asked->printed->blocks[block];
    size_t size = claim->count + SLACK, longest = 3 * size, length = b->to - b->from;
    asked->look++;
    size_t own = cover_block(asked, block);
    size_t around = cover(asked, b->from > size ? b->from - size : 0, b->to + size);
    *covered = own + around;
    return (3 * own + around) * longest / (length > longest ? length : longest);
}

/* The rarest of the claim's words that the page has; gives how many. */
static size_t find_rare(const struct printed *printed, const struct claim *claim, size_t *rare) {
    size_t count = 0;
    for (size_t i = 0; i < claim->count; i++) {
        size_t word = claim->needs[i].word, k = 0;
        if (!printed->words[word].count || !places(&claim->needs[i]))
            continue;
        while (k < count && printed->words[rare[k]].count < printed->words[word].count)
            k++;
        if (k == MOST_RARE || (k < count && rare[k] == word))
            continue;
        count += count < MOST_RARE;
        for (size_t m = count - 1; m > k; m--)
            rare[m] = rare[m - 1];
        rare[k] = word;
    }
    return count;
}

/* Finds the block that a claim fits best, of equal ones the first behind block `behind`. False
 * where less than two fifths of it are there. */
static bool find_anchor(struct asked *asked, struct claim *claim, size_t behind) {
    const struct printed *printed = asked->printed;
    size_t rare[MOST_RARE], best = 0, most = 0, covered;
    size_t count = find_rare(printed, claim, rare);
    asked->round++;
    want(asked, claim);
    size_t total = whole(asked, claim);
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < printed->words[rare[k]].count; i++) {
            size_t block = printed->block_of[printed->postings[printed->words[rare[k]].from + i]];
            if (asked->tried[block] == asked->round)
                continue;
            asked->tried[block] = asked->round;
            size_t fits = fit(asked, claim, block, &covered);
            if (fits < best || (fits == best && (claim->anchor > behind || block <= behind)))
                continue;
            best = fits;
            most = covered;
            claim->anchor = block;
        }
    return most && most * 5 >= total * 2;
}

static struct group group_at(const struct stretches *out, size_t at) {
    struct group group = {at, 0};
    while (at < out->found_count && out->found[at]->anchor == out->found[group.at]->anchor)
        at++;
    group.count = at - group.at;
    return group;
}

static void want_group(struct asked *asked, struct group group) {
    asked->round++;
    asked->look++;
    for (size_t i = 0; i < group.count; i++)
        want(asked, asked->out->found[group.at + i]);
}

/* What each of `count` blocks from `block` on, step by step, adds to a stretch, up to where
 * nothing more comes for a while. */
static size_t *gains(struct asked *asked, size_t block, size_t count, int step) {
    size_t *gain = arena_make(asked->printed->each, size_t, count + 1), idle = 0;
    for (size_t i = 0; i < count && idle < REACH; i++, block += (size_t)step) {
        const struct printed_block *b = &asked->printed->blocks[block];
        gain[i] = cover_block(asked, block);
        idle = gain[i] ? 0 : idle + b->to - b->from;
    }
    return gain;
}

/* How many of the first `count` blocks are needed to have all that they add. */
static size_t used(const size_t *gain, size_t count) {
    while (count && !gain[count - 1])
        count--;
    return count;
}

/* Parts the blocks between two groups, one of which may be empty. */
static void part(struct asked *asked, struct group left, struct group right, bool again) {
    struct claim **found = asked->out->found;
    size_t from = left.count ? found[left.at]->anchor + 1 : 0, cut = 0;
    size_t to = right.count ? found[right.at]->anchor : asked->printed->block_count;
    want_group(asked, left);
    for (size_t b = left.count && again ? found[left.at]->from : from - 1; left.count && b < from;
         b++)
        cover_block(asked, b);
    size_t *forward = gains(asked, from, to - from, 1);
    want_group(asked, right);
    for (size_t b = to; right.count && (b == to || (again && b < found[right.at]->to)); b++)
        cover_block(asked, b);
    size_t *backward = gains(asked, to - 1, to - from, -1), total = 0, best;
    for (size_t i = 0; i < to - from; i++)
        total += backward[i];
    best = total;
    for (size_t i = 0; i < to - from; i++) {
        total += forward[i] - backward[to - from - 1 - i];
        if (total > best || (total == best && !asked->early)) {
            best = total;
            cut = i + 1;
        }
    }
    for (size_t i = 0; i < left.count; i++)
        found[left.at + i]->to = from + used(forward, cut);
    for (size_t i = 0; i < right.count; i++)
        found[right.at + i]->from = to - used(backward, to - from - cut);
    arena_reset(asked->printed->each);
}

static int by_anchor(const void *a, const void *b) {
    const struct claim *x = *(struct claim *const *)a, *y = *(struct claim *const *)b;
    if (x->anchor != y->anchor)
        return x->anchor < y->anchor ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

struct stretches stretches_find(const struct printed *printed, const struct references *references,
                                bool early) {
    struct arena *keep = printed->keep;
    struct stretches out = {.count = references->count};
    struct asked asked = {.printed = printed, .out = &out, .early = early};
    asked.wanted = arena_make(keep, size_t, printed->word_count);
    asked.seen = arena_make(keep, size_t, printed->word_count);
    asked.tried = arena_make(keep, size_t, printed->block_count);
    out.claims = arena_make(keep, struct claim, out.count);
    out.found = arena_make(keep, struct claim *, out.count);
    for (size_t i = 0, behind = 0; i < out.count; i++) {
        struct claim *claim = &out.claims[i];
        *claim = (struct claim){.reference = &references->at[i], .order = i};
        add_needs(printed, claim);
        if (!find_anchor(&asked, claim, behind))
            continue;
        behind = claim->anchor;
        out.found[out.found_count++] = claim;
    }
    qsort(out.found, out.found_count, sizeof *out.found, by_anchor);
    /* Once more, when it is known what lies on the other side of each anchor. */
    asked.parting = true;
    for (int pass = 0; pass < 2; pass++) {
        struct group left = {0}, right;
        for (; (right = group_at(&out, left.at + left.count)).count; left = right)
            part(&asked, left, right, pass > 0);
        part(&asked, left, right, pass > 0);
    }
    for (size_t i = 1; i < out.found_count; i++)
        out.found[i]->before = out.found[i - 1];
    return out;
}
