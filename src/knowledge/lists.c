/* Lists by regularity: of all cuts, the one whose runs look most like entries. */
#include "knowledge/lists.h"

#include <stdlib.h>

#include "ground/arena.h"
#include "ground/buf.h"
#include "knowledge/cuts.h"

static const double LEAST = 0.15, LEAST_MEAN = 0.25, LEAST_SCORE = 1.2;

static int by_kind(const void *a, const void *b) {
    const struct group *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static bool looks_like_list(const struct group *group, double least_mean) {
    return group->score >= least_mean * (double)group->count;
}

static bool is_free(const struct finder *finder, const struct group *group) {
    for (size_t i = 0; i < group->count; i++)
        for (size_t line = group->runs[i].from; line < group->runs[i].to; line++)
            if (finder->taken[line])
                return false;
    return true;
}

/* The groups of one kind that may be chosen now, and what they score together. Paragraphs that lie
 * by twos and threes in many elements are parts of what these elements hold. */
static double score_family(const struct finder *finder, size_t first, size_t *end, size_t *good) {
    static const double parts = 0.6;
    double score = 0;
    size_t i = first, groups = 0, runs = 0;
    *good = 0;
    for (; i < finder->group_count && finder->groups[i].kind == finder->groups[first].kind; i++)
        if (looks_like_list(&finder->groups[i], LEAST_MEAN) &&
            is_free(finder, &finder->groups[i])) {
            score += finder->groups[i].score;
            *good += finder->groups[i].good;
            runs += finder->groups[i].count;
            groups++;
        }
    *end = i;
    bool listed = finder->groups[first].cut != CUT_ELEMENT || finder->groups[first].listed;
    return !listed && groups >= 3 && runs < 3 * groups ? parts * score : score;
}

/* True where `part` lies inside `whole` and is so much more of a list that the rest of `whole` is
 * something else: the references behind an article that was cut at its headings too. */
static bool outshines(const struct group *part, const struct group *whole) {
    static const double heading = -0.3, poor = 0.6;
    if (part->from < whole->from || part->to > whole->to || part->count >= whole->count ||
        part->good < 3 || 2 * part->score < whole->score)
        return false;
    double rest = 0, count = 0;
    for (size_t i = 0; i < whole->count; i++) {
        struct line_run run = whole->runs[i];
        if ((run.from >= part->from && run.to <= part->to) || run.likeness < heading)
            continue;
        rest += run.likeness;
        count++;
    }
    return count > 0 && rest < poor * count && part->score * count > 2 * rest * (double)part->count;
}

/* The group inside `whole` that outshines it, or NULL. */
static const struct group *better_part(const struct finder *finder, const struct group *whole) {
    const struct group *best = NULL;
    for (size_t i = 0; i < finder->group_count; i++) {
        const struct group *part = &finder->groups[i];
        if (outshines(part, whole) && (!best || part->score > best->score))
            best = part;
    }
    return best;
}

/* True where nearly all runs have the same number of lines, one more or less. */
static bool is_uniform(const struct group *group) {
    enum { LEAST_RUNS = 5, MOST_LINES = 12 };
    size_t lines[MOST_LINES + 2] = {0}, most = 0;
    for (size_t i = 0; i < group->count; i++) {
        size_t count = group->runs[i].to - group->runs[i].from;
        lines[count < MOST_LINES ? count : MOST_LINES]++;
    }
    for (size_t n = 1; n <= MOST_LINES; n++)
        if (lines[n - 1] + lines[n] + lines[n + 1] > most)
            most = lines[n - 1] + lines[n] + lines[n + 1];
    return group->count >= LEAST_RUNS && 10 * most >= 9 * group->count;
}

/* In a list of full entries a poor one is still an entry, if it is no heading or furniture. */
static bool is_entry(const struct finder *finder, const struct group *group, struct line_run run) {
    static const double poorest = -0.45;
    if (run.likeness >= LEAST)
        return true;
    bool heading = run.to == run.from + 1 && line_is_title(finder->facts, run.from);
    size_t share = is_uniform(group) ? 5 : 7;
    return 10 * group->good >= share * group->count && run.likeness >= poorest && !heading &&
           !line_is_furniture(finder->facts, run.from) && !line_is_label(finder->facts, run.from);
}

static void take_group(struct finder *finder, const struct group *group, struct line_runs *found,
                       size_t *room) {
    for (size_t i = 0; i < group->count; i++) {
        struct line_run run = group->runs[i];
        if (is_entry(finder, group, run))
            *arena_push(finder->arena, found->at, found->count, room) = run;
        for (size_t line = run.from; line < run.to; line++)
            finder->taken[line] = true;
    }
}

static int by_place(const void *a, const void *b) {
    const struct line_run *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static int by_score(const void *a, const void *b) {
    const struct group *x = *(struct group *const *)a, *y = *(struct group *const *)b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return by_kind(x, y);
}

/* The candidates, best first, each with the first words of its runs. */
static void explain_groups(const struct finder *finder, struct buf *out) {
    static const char *const cuts[] = {[CUT_ELEMENT] = "at elements",
                                       [CUT_TERM] = "at terms",
                                       [CUT_TITLE] = "at titles",
                                       [CUT_BYLINE] = "at creators over titles",
                                       [CUT_NUMBER] = "at numbers and bullets",
                                       [CUT_LED] = "at marked beginnings",
                                       [CUT_LABEL] = "behind link words",
                                       [CUT_EMPTY] = "at empty lines",
                                       [CUT_BLOCK] = "at paragraphs",
                                       [CUT_LINE] = "at every line"};
    enum { MOST_SHOWN = 12, MOST_RUNS = 40 };
    struct group **sorted = arena_make(finder->arena, struct group *, finder->group_count);
    for (size_t i = 0; i < finder->group_count; i++)
        sorted[i] = &finder->groups[i];
    if (finder->group_count)
        qsort(sorted, finder->group_count, sizeof *sorted, by_score);
    for (size_t i = 0; i < finder->group_count && i < MOST_SHOWN; i++) {
        const struct group *group = sorted[i];
        buf_format(out,
                   "score %.2f: cut %s, lines %zu to %zu of the page: %zu runs, %zu like entries\n",
                   group->score, cuts[group->cut], finder->lines->at[group->from].line.at,
                   finder->lines->at[group->to - 1].line.at, group->count, group->good);
        for (size_t k = 0; k < group->count && k < MOST_RUNS; k++) {
            struct line_run run = group->runs[k];
            buf_format(out, "    %5.2f  %zu lines  %.*s\n", run.likeness, run.to - run.from,
                       STR_ARGS(str_part(finder->lines->at[run.from].line.text, 0, 60)));
        }
    }
}

/* Takes the best family, then others as long as they are nearly as much like lists. */
static struct line_runs choose(struct finder *finder) {
    struct line_runs found = {0};
    size_t room = 0;
    double least_mean = 0;
    if (finder->group_count)
        qsort(finder->groups, finder->group_count, sizeof *finder->groups, by_kind);
    for (;;) {
        double best = 0;
        size_t best_first = 0, best_end = 0, end, good;
        for (size_t first = 0; first < finder->group_count; first = end) {
            double score = score_family(finder, first, &end, &good);
            bool enough = good >= 3 || (good == 2 && !found.count);
            if (score > best && enough) {
                best = score;
                best_first = first;
                best_end = end;
            }
        }
        if (best < LEAST_SCORE)
            break;
        size_t before = found.count;
        double total = 0;
        for (size_t i = best_first; i < best_end; i++) {
            const struct group *group = &finder->groups[i];
            if (!looks_like_list(group, least_mean > LEAST_MEAN ? least_mean : LEAST_MEAN) ||
                !is_free(finder, group))
                continue;
            const struct group *part = better_part(finder, group);
            if (part)
                group = part;
            total += group->score;
            take_group(finder, group, &found, &room);
        }
        if (found.count == before)
            break;
        if (!before)
            least_mean = 0.75 * total / (double)found.count;
    }
    if (found.count)
        qsort(found.at, found.count, sizeof *found.at, by_place);
    return found;
}

struct line_runs lists_find(struct arena *arena, const struct page_lines *lines,
                            const struct page_words *page, struct buf *explain) {
    struct finder finder = {.arena = arena, .lines = lines};
    if (!lines->count)
        return (struct line_runs){0};
    finder.facts = facts_of(arena, lines, page);
    finder.taken = arena_make(arena, bool, lines->count);
    cuts_make(&finder, page->pasted);
    if (explain)
        explain_groups(&finder, explain);
    return choose(&finder);
}
