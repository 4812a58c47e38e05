/* The likeliest sequence of parts (Viterbi) and how likely each of its stretches is (forward and
 * backward sums). */
#include "knowledge/cited_parts.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ground/arena.h"

/* What one feature says for each part, in SCALE-ths; sorted by feature. */
struct weights {
    uint32_t feature;
    int16_t part[CITED_PARTS];
};

enum { SCALE = 32 };

static const struct weights weights[] = {
#define STEP(...)
#define WEIGHTS(feature, ...) {feature, {__VA_ARGS__}},
#include "knowledge/cited_weights.def"
#undef WEIGHTS
};

/* What speaks for a part behind another; the last row is for the first token. */
static const int16_t steps[CITED_PARTS + 1][CITED_PARTS] = {
#define WEIGHTS(feature, ...)
#undef STEP
#define STEP(...) {__VA_ARGS__},
#include "knowledge/cited_weights.def"
#undef WEIGHTS
#undef STEP
};

/* The weights of a feature, or NULL where nothing was learned of it. */
static const int16_t *weights_of(uint32_t feature) {
    size_t low = 0, high = sizeof weights / sizeof weights[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (weights[middle].feature == feature)
            return weights[middle].part;
        if (weights[middle].feature < feature)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

typedef double row[CITED_PARTS];

static double step(size_t before, size_t part) {
    return (double)steps[before][part] / SCALE;
}

/* What speaks for each part of each token by itself. */
static row *scores_of(struct arena *arena, const struct tokens *tokens) {
    row *scores = arena_alloc_array(arena, sizeof *scores, tokens->count);
    for (size_t i = 0; i < tokens->count; i++) {
        uint32_t feature[FEATURES];
        size_t count = token_features(tokens, i, feature);
        for (size_t f = 0; f < count; f++) {
            const int16_t *of = weights_of(feature[f]);
            for (size_t part = 0; of && part < CITED_PARTS; part++)
                scores[i][part] += (double)of[part] / SCALE;
        }
    }
    return scores;
}

/* In which order a reading has its title and its creators, or that it has no title. */
enum cited_order { NAMES_FIRST, TITLE_FIRST, UNTITLED };

/* What a reading has seen so far: nothing, creators or a title first, both. */
enum phase { NOTHING, NAMES = 1, TITLED = 2, PHASES = 4 };

/* The phase behind one more token of a part, or PHASES where the order forbids it. */
static inline size_t phase_behind(size_t phase, size_t part, enum cited_order order) {
    bool names = part == CITED_AUTHOR, title = part == CITED_TITLE;
    if (!names && !title)
        return phase;
    if ((title && order == UNTITLED) || (names && order == TITLE_FIRST && !(phase & TITLED)) ||
        (names && order == NAMES_FIRST && phase & TITLED))
        return PHASES;
    return phase | (names ? NAMES : 0) | (title ? TITLED : 0);
}

/* The best way to a token of a part in a phase, and from where it comes. */
struct way {
    double score;
    unsigned char part, phase;
};

/* Goes on from the token before; what lies so far below the best of its phase never wins. `best`
 * has the best scores of all phases. */
static void extend(struct way (*ways)[PHASES][CITED_PARTS], const row *scores, size_t i,
                   enum cited_order order, double best[PHASES]) {
    static const double farthest = 8;
    double reached[PHASES] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (size_t phase = 0; phase < PHASES; phase++)
        for (size_t part = 0; part < CITED_PARTS; part++) {
            double before = ways[i - 1][phase][part].score;
            for (size_t next = 0; before >= best[phase] - farthest && next < CITED_PARTS; next++) {
                size_t then = phase_behind(phase, next, order);
                double score = before + step(part, next) + scores[i][next];
                if (then == PHASES || score <= ways[i][then][next].score)
                    continue;
                ways[i][then][next] =
                    (struct way){score, (unsigned char)part, (unsigned char)phase};
                reached[then] = fmax(reached[then], score);
            }
        }
    memcpy(best, reached, sizeof reached);
}

static enum cited_part *likeliest(struct arena *arena, const row *scores, size_t count,
                                  enum cited_order order, double *score) {
    struct way(*ways)[PHASES][CITED_PARTS] = arena_alloc_array(arena, sizeof *ways, count);
    for (size_t i = 0; i < count; i++)
        for (size_t phase = 0; phase < PHASES; phase++)
            for (size_t part = 0; part < CITED_PARTS; part++)
                ways[i][phase][part].score = -INFINITY;
    for (size_t part = 0; part < CITED_PARTS; part++) {
        size_t then = phase_behind(NOTHING, part, order);
        if (then < PHASES)
            ways[0][then][part].score = step(CITED_PARTS, part) + scores[0][part];
    }
    double reached[PHASES] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 1; i < count; i++)
        extend(ways, scores, i, order, reached);
    size_t best_phase = 0, best = 0;
    *score = -INFINITY;
    for (size_t phase = 0; phase < PHASES; phase++)
        for (size_t part = 0; part < CITED_PARTS; part++)
            if ((phase & TITLED || order == UNTITLED) &&
                ways[count - 1][phase][part].score > *score) {
                *score = ways[count - 1][phase][part].score;
                best_phase = phase;
                best = part;
            }
    enum cited_part *parts = arena_make(arena, enum cited_part, count);
    for (size_t i = count; i-- > 0;) {
        parts[i] = (enum cited_part)best;
        struct way way = ways[i][best_phase][best];
        best = way.part;
        best_phase = way.phase;
    }
    return parts;
}

/* Sums of what may stand before (step 1) or behind (step -1) each token, each token's scaled to
 * one. */
static row *sums_of(struct arena *arena, const row *odds, const row *steps_odds, size_t count,
                    int direction) {
    row *sums = arena_alloc_array(arena, sizeof *sums, count);
    for (size_t n = 0; n < count; n++) {
        size_t i = direction > 0 ? n : count - 1 - n;
        double total = 0;
        for (size_t part = 0; part < CITED_PARTS; part++) {
            double sum = n ? 0 : direction > 0 ? steps_odds[CITED_PARTS][part] : 1;
            for (size_t other = 0; n && other < CITED_PARTS; other++)
                sum += direction > 0
                           ? sums[i - 1][other] * steps_odds[other][part]
                           : sums[i + 1][other] * odds[i + 1][other] * steps_odds[part][other];
            sums[i][part] = direction > 0 ? sum * odds[i][part] : sum;
            total += sums[i][part];
        }
        for (size_t part = 0; part < CITED_PARTS; part++)
            sums[i][part] /= total;
    }
    return sums;
}

/* The likelier of the readings that the habit permits. */
static const enum cited_part *parts_of(struct arena *arena, const row *scores, size_t count,
                                       const struct cited_habit *habit, double *title_first) {
    double names_score, title_score;
    if (habit->untitled)
        return likeliest(arena, scores, count, UNTITLED, &names_score);
    const enum cited_part *names = likeliest(arena, scores, count, NAMES_FIRST, &names_score);
    const enum cited_part *title = likeliest(arena, scores, count, TITLE_FIRST, &title_score);
    *title_first = title_score - names_score;
    return *title_first + habit->title_first > 0 ? title : names;
}

struct cited_stretches cited_parts(struct arena *arena, const struct tokens *tokens,
                                   const struct cited_habit *habit) {
    struct cited_stretches found = {0};
    size_t count = tokens->count, room = 0;
    if (!count)
        return found;
    struct arena *scratch = arena_new();
    row *scores = scores_of(scratch, tokens);
    const enum cited_part *parts = parts_of(scratch, scores, count, habit, &found.title_first);
    for (size_t i = 0; i < count; i++)
        for (size_t part = 0; part < CITED_PARTS; part++)
            scores[i][part] = exp(scores[i][part]);
    row steps_odds[CITED_PARTS + 1];
    for (size_t before = 0; before <= CITED_PARTS; before++)
        for (size_t part = 0; part < CITED_PARTS; part++)
            steps_odds[before][part] = exp(step(before, part));
    const row *before = sums_of(scratch, scores, steps_odds, count, 1);
    const row *behind = sums_of(scratch, scores, steps_odds, count, -1);
    for (size_t i = 0; i < count; i++) {
        double likely = before[i][parts[i]] * behind[i][parts[i]], all = 0;
        for (size_t part = 0; part < CITED_PARTS; part++)
            all += before[i][part] * behind[i][part];
        struct cited_stretch *last = found.count ? &found.at[found.count - 1] : NULL;
        if (!last || last->part != parts[i]) {
            last = arena_push(arena, found.at, found.count, &room);
            *last = (struct cited_stretch){parts[i], i, i, 1};
        }
        last->to = i + 1;
        if (likely / all < last->confidence)
            last->confidence = likely / all;
    }
    arena_free(scratch);
    return found;
}
