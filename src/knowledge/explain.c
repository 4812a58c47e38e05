/* Explanations of the lists that were found, of those that were not, and of what rules name. */
#include "knowledge/explain.h"

#include <stdlib.h>

#include "ground/utf8.h"

static const char *const cuts[] = {
#define CUT(cut, words) [CUT_##cut] = (words),
#include "knowledge/cuts.def"
};

static const char *const fates[] = {
#define FATE(fate, words) [FATE_##fate] = (words),
#include "knowledge/fates.def"
};

enum { MOST_SHOWN = 8, MOST_RUNS = 40, FEW_RUNS = 3, WIDEST = 58, MOST_ENTRIES = 3 };

/* The first words of a line. */
static struct str head_of(const struct page_lines *lines, size_t line) {
    struct str text = lines->at[line].line.text;
    return str_part(text, 0, utf8_offset(text, WIDEST));
}

static int by_fate(const void *a, const void *b) {
    const struct group *x = *(struct group *const *)a, *y = *(struct group *const *)b;
    enum fate of_x = x->fate < FATE_OPEN ? x->fate : FATE_OPEN;
    enum fate of_y = y->fate < FATE_OPEN ? y->fate : FATE_OPEN;
    if (of_x != of_y)
        return of_x < of_y ? -1 : 1;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->from != y->from ? (x->from < y->from ? -1 : 1) : (int)x->cut - (int)y->cut;
}

/* What a clue did for all runs of a group. */
struct tally {
    enum clue clue;
    size_t runs;
    double sum;
};

static int by_sum(const void *a, const void *b) {
    const struct tally *x = a, *y = b;
    if (x->sum != y->sum)
        return x->sum > y->sum ? -1 : 1;
    double one = clue_rows[x->clue].weight, other = clue_rows[y->clue].weight;
    return one != other ? (one > other ? -1 : 1) : (int)x->clue - (int)y->clue;
}

static void add_up(const struct finder *finder, const struct group *group,
                   struct tally tally[CLUE_COUNT]) {
    for (enum clue c = 0; c < CLUE_COUNT; c++)
        tally[c] = (struct tally){.clue = c};
    for (size_t i = 0; i < group->count; i++) {
        struct clues clues = clues_of(finder->facts, group->runs[i].from, group->runs[i].to);
        for (enum clue c = 0; c < CLUE_COUNT; c++) {
            tally[c].runs += clues.of[c] > 0;
            tally[c].sum += clues.of[c] * clue_rows[c].weight;
        }
    }
    qsort(tally, CLUE_COUNT, sizeof *tally, by_sum);
}

static void put_clue(const struct tally *tally, size_t runs, const char *word, struct buf *out) {
    buf_format(out, "   %-8s %+7.2f  %s: %zu of %zu, %+.2f each\n", word, tally->sum,
               clue_rows[tally->clue].words, tally->runs, runs, clue_rows[tally->clue].weight);
}

/* What counted most for and against a group, and what it lacks where that is why it was refused. */
static void put_clues(const struct finder *finder, const struct group *group, struct buf *out) {
    enum { MOST_CLUES = 4 };
    struct tally tally[CLUE_COUNT];
    add_up(finder, group, tally);
    for (size_t i = 0; i < MOST_CLUES && tally[i].sum > 0; i++)
        put_clue(&tally[i], group->count, i ? "" : "for", out);
    size_t put = 0;
    for (size_t i = CLUE_COUNT; i-- > 0 && put < MOST_CLUES && tally[i].sum < 0;)
        if (tally[i].clue != CLUE_ANY)
            put_clue(&tally[i], group->count, put++ ? "" : "against", out);
    put = 0;
    for (size_t i = 0; i < CLUE_COUNT && put < MOST_CLUES && group->fate >= FATE_POOR; i++)
        if (clue_rows[tally[i].clue].weight > 0 && 2 * tally[i].runs < group->count)
            put_clue(&tally[i], group->count, put++ ? "" : "missing", out);
}

static bool is_entry(const struct line_runs *found, struct line_run run) {
    for (size_t i = 0; i < found->count; i++)
        if (found->at[i].from == run.from)
            return true;
    return false;
}

static void put_runs(const struct finder *finder, const struct group *group,
                     const struct line_runs *found, struct buf *out) {
    bool chosen = group->fate <= FATE_TAKEN;
    size_t most = chosen ? MOST_RUNS : FEW_RUNS;
    for (size_t i = 0; i < group->count && i < most; i++) {
        struct line_run run = group->runs[i];
        buf_format(out, "   %5.2f  line %4zu  %.*s%s\n", run.likeness,
                   finder->lines->at[run.from].line.at, STR_ARGS(head_of(finder->lines, run.from)),
                   chosen && !is_entry(found, run) ? " (left out)" : "");
    }
    if (group->count > most)
        buf_format(out, "          and %zu more\n", group->count - most);
}

static bool same_pieces(const struct group *a, const struct group *b) {
    return a->from == b->from && a->to == b->to && a->count == b->count && a->score == b->score;
}

/* Where the group stands and how it was cut; other cuts may give the same pieces. */
static void put_shape(const struct finder *finder, const struct group *group, struct buf *out) {
    unsigned told = 1u << group->cut;
    buf_format(out, "   lines %zu to %zu, %zu piece%s, %zu like entries\n   cut %s",
               finder->lines->at[group->from].line.at, finder->lines->at[group->to - 1].line.at,
               group->count, group->count == 1 ? "" : "s", group->good, cuts[group->cut]);
    for (size_t i = 0; i < finder->group_count; i++) {
        const struct group *other = &finder->groups[i];
        if (same_pieces(group, other) && !(told & 1u << other->cut)) {
            buf_format(out, " or %s", cuts[other->cut]);
            told |= 1u << other->cut;
        }
    }
    buf_char(out, '\n');
}

static void put_head(const struct finder *finder, const struct line_runs *found, struct buf *out) {
    if (found->count)
        buf_format(out, "%zu entries were found.", found->count);
    else
        buf_puts(out, "No list of resources was found.");
    buf_format(out,
               " These are the ways to cut the page that come nearest to a list.\n"
               "Each piece begins at %.2f and gets what speaks for and against it: from %.2f on it "
               "is like an\nentry, at 1.00 it is a full one. A score adds up the pieces, and is "
               "less where some are none.\n",
               clue_rows[CLUE_ANY].weight, GOOD_LIKENESS);
    if (!finder->group_count && !finder->nearest.count)
        buf_puts(out, "\nNo two pieces of this page look alike.\n");
}

static void put_group(const struct finder *finder, const struct line_runs *found, double least_mean,
                      const struct group *group, struct buf *out) {
    buf_format(out, "score %.2f, %s", group->score, fates[group->fate]);
    if (group->fate == FATE_POOR)
        buf_format(out, ", %.2f each where %.2f is needed", group->score / (double)group->count,
                   least_mean);
    buf_char(out, '\n');
    put_shape(finder, group, out);
    put_clues(finder, group, out);
    put_runs(finder, group, found, out);
}

void explain_lists(const struct finder *finder, const struct line_runs *found, double least_mean,
                   struct buf *out) {
    size_t count = finder->group_count, shown = 0;
    struct group **sorted = arena_make(finder->arena, struct group *, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &finder->groups[i];
    qsort(sorted, count, sizeof *sorted, by_fate);
    put_head(finder, found, out);
    for (size_t i = 0; i < count && shown < MOST_SHOWN; i++) {
        bool told = false;
        for (size_t k = 0; k < i && !told; k++)
            told = same_pieces(sorted[k], sorted[i]);
        if (told)
            continue;
        buf_format(out, "\n%zu. ", ++shown);
        put_group(finder, found, least_mean, sorted[i], out);
    }
    if (!finder->nearest.count)
        return;
    buf_puts(out, "\nOf what does not look like a list at all, this comes nearest:\n");
    put_group(finder, found, least_mean, &finder->nearest, out);
}

void explain_rules(const struct rules *rules, const struct page_lines *lines,
                   const struct line_runs *found, struct buf *out) {
    buf_format(out, "%zu entries were found by %.*s. Its rules name:\n\n", found->count,
               STR_ARGS(rules->file));
    for (const struct rule *rule = rules->at; rule < rules->at + rules->count; rule++) {
        buf_format(out, "line %zu, %s: %zu on the page", rule->line, rule_name(rule->name),
                   rule->found);
        if (rule->name >= RULE_PART)
            buf_format(out, ", in %zu of the entries", rule->entries);
        buf_format(out, ": %.*s\n", STR_ARGS(rule->text));
    }
    for (size_t i = 0; i < found->count && i < MOST_ENTRIES; i++) {
        struct line_run run = found->at[i];
        buf_format(out, "\nentry %zu, line %zu of the page:\n", i + 1, lines->at[run.from].line.at);
        for (size_t k = run.from; k < run.to; k++) {
            const char *role = given_name(lines->at[k].line.role);
            buf_format(out, "   %-11s %.*s\n", role ? role : "-", STR_ARGS(head_of(lines, k)));
        }
    }
}
