/* The likeliest sequence of parts (Viterbi) and how likely each of its stretches is (forward and
 * backward sums). */
#include "knowledge/cited_parts.h"

#include <math.h>
#include <string.h>

#include "knowledge/cited_ways.h"
#include "knowledge/cited_weights.h"

typedef double row[CITED_PARTS];

typedef double state_row[CITED_STATES];

static double step(size_t before, size_t part) {
    return (double)cited_steps[before][part] / CITED_SCALE;
}

/* What a reading is made from. */
struct lattice {
    const struct tokens *tokens;
    const struct cited_ways *ways;
    row *scores; /* what speaks for each part of each token by itself */
};

/* The mark before a word on a page whose ways are known, else 0. */
static size_t mark_before(const struct lattice *lattice, size_t i) {
    const struct token *token = &lattice->tokens->at[i];
    return lattice->ways && i && !token_mark(token) ? token_mark(token - 1) : 0;
}

static row *scores_of(struct arena *arena, const struct tokens *tokens,
                      const struct cited_ways *ways) {
    row *scores = arena_alloc_array(arena, sizeof *scores, tokens->count);
    for (size_t i = 0; i < tokens->count; i++) {
        uint32_t feature[FEATURES];
        size_t count = token_features(tokens, i, feature);
        for (size_t f = 0; f < count; f++) {
            const int8_t *of = cited_weights(feature[f]);
            for (size_t part = 0; of && part < CITED_PARTS; part++)
                scores[i][part] += (double)of[part] / CITED_SCALE;
        }
        for (size_t part = 0; ways && !token_mark(&tokens->at[i]) && part < CITED_PARTS; part++)
            scores[i][part] += ways->form[token_form(&tokens->at[i])][part];
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

/* The best way to a token of a state in a phase, and from where it comes. */
struct way {
    double score;
    unsigned char state, phase;
};

/* Goes on from the token before; what lies so far below the best of its phase never wins. `best`
 * has the best scores of all phases. */
static void extend(struct way (*ways)[PHASES][CITED_STATES], const struct lattice *lattice,
                   size_t i, enum cited_order order, double best[PHASES]) {
    static const double farthest = 8;
    const size_t mark = mark_before(lattice, i);
    double reached[PHASES] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (size_t phase = 0; phase < PHASES; phase++)
        for (size_t state = 0; state < CITED_STATES; state++) {
            double before = ways[i - 1][phase][state].score;
            for (size_t part = 0; before >= best[phase] - farthest && part < CITED_PARTS; part++) {
                size_t then = phase_behind(phase, part, order), next = cited_next(state, part);
                double score = before + step(state, part) + lattice->scores[i][part];
                score += mark ? lattice->ways->step[mark][state % CITED_PARTS][part] : 0;
                if (then == PHASES || score <= ways[i][then][next].score)
                    continue;
                ways[i][then][next] =
                    (struct way){score, (unsigned char)state, (unsigned char)phase};
                reached[then] = fmax(reached[then], score);
            }
        }
    memcpy(best, reached, sizeof reached);
}

static enum cited_part *likeliest(struct arena *arena, const struct lattice *lattice,
                                  enum cited_order order, double *score) {
    size_t count = lattice->tokens->count;
    struct way(*ways)[PHASES][CITED_STATES] = arena_alloc_array(arena, sizeof *ways, count);
    for (size_t i = 0; i < count; i++)
        for (size_t phase = 0; phase < PHASES; phase++)
            for (size_t state = 0; state < CITED_STATES; state++)
                ways[i][phase][state].score = -INFINITY;
    for (size_t part = 0; part < CITED_PARTS; part++) {
        size_t then = phase_behind(NOTHING, part, order);
        if (then < PHASES)
            ways[0][then][cited_next(0, part)].score = step(0, part) + lattice->scores[0][part];
    }
    double reached[PHASES] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 1; i < count; i++)
        extend(ways, lattice, i, order, reached);
    size_t best_phase = 0, best = 0;
    *score = -INFINITY;
    for (size_t phase = 0; phase < PHASES; phase++)
        for (size_t state = 0; state < CITED_STATES; state++)
            if ((phase & TITLED || order == UNTITLED) &&
                ways[count - 1][phase][state].score > *score) {
                *score = ways[count - 1][phase][state].score;
                best_phase = phase;
                best = state;
            }
    enum cited_part *parts = arena_make(arena, enum cited_part, count);
    for (size_t i = count; i-- > 0;) {
        parts[i] = cited_part_of(best);
        struct way way = ways[i][best_phase][best];
        best = way.state;
        best_phase = way.phase;
    }
    return parts;
}

static void scale_to_one(state_row sums) {
    double total = 0;
    for (size_t state = 0; state < CITED_STATES; state++)
        total += sums[state];
    for (size_t state = 0; state < CITED_STATES; state++)
        sums[state] /= total;
}

/* The odds of coming from each state to each part of token `i`. */
static void links_to(const struct lattice *lattice, size_t i, const row *step_odds, row *links) {
    const size_t mark = mark_before(lattice, i);
    row odds;
    for (size_t part = 0; part < CITED_PARTS; part++)
        odds[part] = exp(lattice->scores[i][part]);
    for (size_t state = 0; state < CITED_STATES; state++)
        for (size_t part = 0; part < CITED_PARTS; part++) {
            const size_t last = state % CITED_PARTS;
            double of_page = mark ? lattice->ways->step_odds[mark][last][part] : 1;
            links[state][part] = step_odds[state][part] * odds[part] * of_page;
        }
}

/* How likely each part of each token is, from the sums of all that may stand before and behind. */
static row *likelihoods(struct arena *arena, const struct lattice *lattice) {
    const size_t count = lattice->tokens->count;
    row step_odds[CITED_STATES], links[CITED_STATES];
    for (size_t state = 0; state < CITED_STATES; state++)
        for (size_t part = 0; part < CITED_PARTS; part++)
            step_odds[state][part] = exp(step(state, part));
    state_row *before = arena_alloc_array(arena, sizeof *before, count);
    row *likely = arena_alloc_array(arena, sizeof *likely, count);
    for (size_t i = 0; i < count; scale_to_one(before[i++])) {
        links_to(lattice, i, step_odds, links);
        for (size_t state = 0; state < (i ? CITED_STATES : 1); state++)
            for (size_t part = 0; part < CITED_PARTS; part++)
                before[i][cited_next(state, part)] +=
                    (i ? before[i - 1][state] : 1) * links[state][part];
    }
    state_row behind, further;
    for (size_t state = 0; state < CITED_STATES; state++)
        behind[state] = 1;
    for (size_t i = count; i-- > 0; memcpy(behind, further, sizeof behind)) {
        double all = 0;
        for (size_t state = 0; state < CITED_STATES; state++)
            all += before[i][state] * behind[state];
        links_to(lattice, i, step_odds, links);
        for (size_t state = 0; state < CITED_STATES; state++) {
            likely[i][cited_part_of(state)] += before[i][state] * behind[state] / all;
            further[state] = 0;
            for (size_t part = 0; part < CITED_PARTS; part++)
                further[state] += links[state][part] * behind[cited_next(state, part)];
        }
        scale_to_one(further);
    }
    return likely;
}

/* The likelier of the readings that the habit permits. */
static const enum cited_part *parts_of(struct arena *arena, const struct lattice *lattice,
                                       const struct cited_habit *habit, double *title_first) {
    double names_score, title_score;
    if (habit->untitled)
        return likeliest(arena, lattice, UNTITLED, &names_score);
    const enum cited_part *names = likeliest(arena, lattice, NAMES_FIRST, &names_score);
    const enum cited_part *title = likeliest(arena, lattice, TITLE_FIRST, &title_score);
    *title_first = title_score - names_score;
    return *title_first + (habit->ways ? habit->ways->title_first : 0) > 0 ? title : names;
}

/* Forbids all that is not as given. */
static void keep_given(row *scores, size_t count, const struct cited_habit *habit) {
    static const double never = -1000;
    for (size_t g = 0; g < habit->given_count; g++)
        for (size_t i = 0; i < count; i++) {
            const struct cited_stretch *given = &habit->given[g];
            bool inside = i >= given->from && i < given->to;
            for (size_t part = 0; part < CITED_PARTS; part++)
                scores[i][part] += (part == given->part) == inside ? 0 : never;
        }
}

struct cited_stretches cited_parts(struct arena *arena, const struct tokens *tokens,
                                   const struct cited_habit *habit) {
    struct cited_stretches found = {0};
    size_t room = 0;
    if (!tokens->count)
        return found;
    struct arena *scratch = arena_new();
    const struct lattice lattice = {tokens, habit->ways, scores_of(scratch, tokens, habit->ways)};
    keep_given(lattice.scores, tokens->count, habit);
    const enum cited_part *parts = parts_of(scratch, &lattice, habit, &found.title_first);
    const row *likely = likelihoods(scratch, &lattice);
    for (size_t i = 0; i < tokens->count; i++) {
        struct cited_stretch *last = found.count ? &found.at[found.count - 1] : NULL;
        if (!last || last->part != parts[i]) {
            last = arena_push(arena, found.at, found.count, &room);
            *last = (struct cited_stretch){parts[i], i, i, 1};
        }
        last->to = i + 1;
        last->confidence = fmin(last->confidence, likely[i][parts[i]]);
    }
    arena_free(scratch);
    return found;
}
