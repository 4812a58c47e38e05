/* Learns the weights of the reader of citations from lines of citations.py on standard input and
 * writes cited_weights.def. Conditional log-likelihood by stochastic gradients (AdaGrad). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flows/entry.h"
#include "ground/arena.h"
#include "ground/utf8.h"
#include "knowledge/citation.h"
#include "knowledge/cited_weights.h"

enum { BITS = 21, SLOTS = 1 << BITS, MOST = 40, LEAST_SEEN = 20, MOST_TOKENS = 400 };
static const double RATE = 0.15, DECAY = 2e-6;

struct slot {
    uint32_t feature, seen;
    float weight[CITED_PARTS], sum[CITED_PARTS];
};

struct example {
    size_t count;
    uint32_t (*slots)[FEATURES]; /* of each token */
    unsigned char *features, *part;
};

static struct slot *slots;
static double steps[CITED_STATES][CITED_PARTS], step_sums[CITED_STATES][CITED_PARTS];
static size_t used;

static const char *const names[] = {
#define CITED_PART(part, name, field) name,
#include "knowledge/cited_parts.def"
};

static uint32_t slot_of(uint32_t feature) {
    uint32_t at = feature & (SLOTS - 1);
    while (slots[at].seen && slots[at].feature != feature)
        at = (at + 1) & (SLOTS - 1);
    if (!slots[at].seen && ++used > SLOTS * 9u / 10)
        exit(fputs("too many features\n", stderr));
    slots[at].feature = feature;
    return at;
}

static void read_example(struct arena *arena, struct str text, struct example *example) {
    const char *why;
    size_t where;
    struct entry entry;
    struct json *json = json_read(arena, text, 32, &why, &where);
    if (!json || !entry_read(arena, json, &entry, &why))
        exit(fprintf(stderr, "no example: %s\n", why));
    const struct line *line = &entry.lines[0];
    struct str left;
    struct tokens tokens = citation_tokens(arena, line, &left);
    const struct json *labels = json_get(json, "labels");
    size_t skipped = (size_t)(left.at - line->text.at);
    example->count = tokens.count;
    example->slots = calloc(tokens.count + 1, sizeof *example->slots);
    example->features = calloc(tokens.count + 1, 1);
    example->part = calloc(tokens.count + 1, 1);
    for (size_t i = 0; i < tokens.count; i++) {
        uint32_t feature[FEATURES];
        example->features[i] = (unsigned char)token_features(&tokens, i, feature);
        for (size_t f = 0; f < example->features[i]; f++)
            example->slots[i][f] = slot_of(feature[f]), slots[example->slots[i][f]].seen++;
        size_t at = tokens.at[i].from + skipped;
        for (size_t l = 0; l < json_length(labels); l++) {
            const struct json *label = json_at(labels, l);
            size_t from = utf8_offset(line->text, (size_t)json_integer(json_at(label, 1), 0));
            size_t to = utf8_offset(line->text, (size_t)json_integer(json_at(label, 2), 0));
            for (size_t p = 1; p < CITED_PARTS && at >= from && at < to; p++)
                if (str_equal(json_text(json_at(label, 0)), str_of(names[p])))
                    example->part[i] = (unsigned char)p;
        }
    }
}

typedef double row[CITED_PARTS], state_row[CITED_STATES];

/* What one example is learned with. */
static struct {
    row odds[MOST_TOKENS];
    state_row before[MOST_TOKENS];
    double scale[MOST_TOKENS];
} work;

/* Odds of each part of each token, the largest of a token 1; gives the sum of what they lack of
 * their logarithms. */
static double weigh(const struct example *example) {
    double taken = 0;
    for (size_t i = 0; i < example->count; i++) {
        double score[CITED_PARTS] = {0}, most = -INFINITY;
        for (size_t p = 0; p < CITED_PARTS; p++) {
            for (size_t f = 0; f < example->features[i]; f++)
                score[p] += slots[example->slots[i][f]].weight[p];
            most = fmax(most, score[p]);
        }
        for (size_t p = 0; p < CITED_PARTS; p++)
            work.odds[i][p] = exp(score[p] - most);
        taken += most;
    }
    return taken;
}

static void change(float *weight, float *sum, double gradient) {
    *sum += (float)(gradient * gradient);
    *weight += (float)(RATE * gradient / (sqrt(*sum) + 1e-3) - DECAY * *weight);
}

static void change_features(const struct example *example, size_t i, const row likely) {
    for (size_t p = 0; p < CITED_PARTS; p++) {
        double gradient = (p == example->part[i]) - likely[p];
        for (size_t f = 0; f < example->features[i] && fabs(gradient) > 1e-4; f++) {
            struct slot *slot = &slots[example->slots[i][f]];
            if (slot->seen >= LEAST_SEEN)
                change(&slot->weight[p], &slot->sum[p], gradient);
        }
    }
}

/* The sums of all ways to each token, each scaled to one; gives the logarithm of all ways. */
static double go_forward(const struct example *example, const row *step_odds) {
    double all = 0;
    memset(work.before, 0, example->count * sizeof *work.before);
    for (size_t i = 0; i < example->count; i++) {
        double total = 0;
        for (size_t state = 0; state < (i ? CITED_STATES : 1); state++)
            for (size_t p = 0; p < CITED_PARTS; p++) {
                double ways =
                    (i ? work.before[i - 1][state] : 1) * step_odds[state][p] * work.odds[i][p];
                work.before[i][cited_next(state, p)] += ways;
                total += ways;
            }
        for (size_t state = 0; state < CITED_STATES; state++)
            work.before[i][state] /= total;
        work.scale[i] = total;
        all += log(total);
    }
    return all;
}

/* One step along the gradient; gives the negative log-likelihood. */
static double learn(const struct example *example) {
    static row step_odds[CITED_STATES], expected[CITED_STATES];
    size_t n = example->count, state = 0;
    for (size_t s = 0; s < CITED_STATES; s++)
        for (size_t p = 0; p < CITED_PARTS; p++)
            step_odds[s][p] = exp(steps[s][p]), expected[s][p] = 0;
    double taken = weigh(example), all = go_forward(example, step_odds) + taken, truth = taken;
    for (size_t i = 0; i < n; i++) {
        size_t part = example->part[i];
        truth += log(work.odds[i][part]) + steps[state][part];
        expected[state][part] -= 1;
        state = cited_next(state, part);
    }
    state_row behind, further;
    for (size_t s = 0; s < CITED_STATES; s++)
        behind[s] = 1;
    for (size_t i = n; i-- > 0; memcpy(behind, further, sizeof behind)) {
        row likely = {0};
        for (size_t s = 0; s < CITED_STATES; s++)
            likely[cited_part_of(s)] += work.before[i][s] * behind[s];
        for (size_t s = 0; s < CITED_STATES; s++) {
            further[s] = 0;
            double before = i ? work.before[i - 1][s] : s == 0;
            for (size_t p = 0; p < CITED_PARTS; p++) {
                double way =
                    step_odds[s][p] * work.odds[i][p] * behind[cited_next(s, p)] / work.scale[i];
                further[s] += way;
                expected[s][p] += before * way;
            }
        }
        change_features(example, i, likely);
    }
    for (size_t s = 0; s < CITED_STATES; s++)
        for (size_t p = 0; p < CITED_PARTS; p++) {
            float weight = (float)steps[s][p], sum = (float)step_sums[s][p];
            change(&weight, &sum, -expected[s][p]);
            steps[s][p] = weight;
            step_sums[s][p] = sum;
        }
    return all - truth;
}

static float strongest(const struct slot *slot) {
    float most = 0;
    for (size_t p = 0; p < CITED_PARTS; p++)
        most = fabsf(slot->weight[p]) > most ? fabsf(slot->weight[p]) : most;
    return most;
}

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x < y) - (x > y);
}

/* Forgets all features but those with the largest weights, which are then free to change again. */
static void keep(size_t count) {
    float *sizes = calloc(SLOTS, sizeof *sizes);
    for (size_t i = 0; i < SLOTS; i++)
        sizes[i] = slots[i].seen >= LEAST_SEEN ? strongest(&slots[i]) : 0;
    qsort(sizes, SLOTS, sizeof *sizes, by_size);
    for (size_t i = 0; i < SLOTS; i++)
        if (slots[i].seen < LEAST_SEEN || strongest(&slots[i]) <= sizes[count]) {
            slots[i].seen = slots[i].seen ? 1 : 0;
            memset(slots[i].weight, 0, sizeof slots[i].weight);
        }
    for (size_t i = 0; i < SLOTS; i++)
        memset(slots[i].sum, 0, sizeof slots[i].sum);
    free(sizes);
}

static void learn_all(struct example *examples, size_t count, int rounds) {
    static uint64_t chance = 88172645463325252u;
    for (int round = 0; round < rounds; round++) {
        double loss = 0;
        for (size_t i = count; i > 1; i--) {
            chance ^= chance << 13, chance ^= chance >> 7, chance ^= chance << 17;
            size_t other = chance % i;
            struct example swap = examples[i - 1];
            examples[i - 1] = examples[other], examples[other] = swap;
        }
        for (size_t i = 0; i < count; i++)
            loss += learn(&examples[i]);
        fprintf(stderr, "%zu citations, %zu features, loss %.4f\n", count, used,
                loss / (double)count);
    }
}

static int by_feature(const void *a, const void *b) {
    const struct slot *x = a, *y = b;
    return (x->feature > y->feature) - (x->feature < y->feature);
}

/* Rounds towards zero a little: weights that say nothing are short where the table is packed, and
 * what is read stays the same. */
static void write_row(const char *start, const float *weight) {
    static const double rounded_up = 0.6;
    fputs(start, stdout);
    for (size_t p = 0; p < CITED_PARTS; p++) {
        double size = fmin(MOST, floor(fabsf(weight[p]) * CITED_SCALE + 1 - rounded_up));
        printf("%s%d", p ? "," : "", (int)copysign(size, weight[p]));
    }
    puts(")");
}

int main(void) {
    enum { ROUNDS = 3, KEPT = 80000, MORE_ROUNDS = 4 };
    struct arena *arena = arena_new();
    struct example *examples = NULL;
    size_t count = 0, room = 0, text_room = 0;
    char *text = NULL;
    slots = calloc(SLOTS, sizeof *slots);
    for (ssize_t len; (len = getline(&text, &text_room, stdin)) > 0; arena_reset(arena)) {
        if (count == room)
            examples = realloc(examples, (room = room ? 2 * room : 1024) * sizeof *examples);
        read_example(arena, (struct str){text, (size_t)len}, &examples[count]);
        count += examples[count].count > 0 && examples[count].count <= MOST_TOKENS;
    }
    learn_all(examples, count, ROUNDS);
    keep(KEPT);
    learn_all(examples, count, MORE_ROUNDS);
    puts("/* What was learned of the parts of citations, by tests/learn/train.c: STEP(weights of "
         "each part "
         "behind one\n * state) for each state, WEIGHTS(feature, weight for each part). "
         "Made, not "
         "written. */");
    for (size_t o = 0; o < CITED_STATES; o++) {
        float weight[CITED_PARTS];
        for (size_t p = 0; p < CITED_PARTS; p++)
            weight[p] = (float)steps[o][p];
        write_row("STEP(", weight);
    }
    qsort(slots, SLOTS, sizeof *slots, by_feature);
    for (size_t i = 0; i < SLOTS; i++) {
        char start[32];
        if (slots[i].seen < LEAST_SEEN || strongest(&slots[i]) == 0)
            continue;
        snprintf(start, sizeof start, "WEIGHTS(%uu,", slots[i].feature);
        write_row(start, slots[i].weight);
    }
    return 0;
}
