/* Lists by regularity: of all cuts, the one whose runs look most like entries. */
#include "knowledge/lists.h"

#include <math.h>
#include <stdlib.h>

#include "knowledge/explain.h"
#include "knowledge/headings.h"

static const double LEAST = 0.15, LEAST_MEAN = 0.25, LEAST_ITEMS = 0.1, LEAST_SCORE = 1.2;

static int by_kind(const void *a, const void *b) {
    const struct group *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return number_compare(x->to, y->to);
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

/* The groups of one kind, from `first` up to `end`: what those that may be chosen now score
 * together, and how many of their runs are good. */
struct family {
    size_t first, end, good;
    double score;
};

/* Paragraphs that lie by twos and threes in many elements are parts of what these elements hold,
 * and an only child is what its parent is. */
static double worth_of(const struct group *first, size_t groups, size_t runs) {
    static const double parts = 0.6, items = 1.15, elements = 1.001;
    if (first->listed)
        return items;
    if (first->cut != CUT_ELEMENT)
        return 1;
    return groups < 3 || runs >= 3 * groups ? elements : runs == groups ? 0 : parts;
}

static struct family family_from(const struct finder *finder, size_t first) {
    struct family family = {.first = first, .end = first};
    const struct group *group = &finder->groups[first];
    size_t groups = 0, runs = 0;
    for (uint64_t kind = group->kind; family.end < finder->group_count && group->kind == kind;
         family.end++, group++)
        if (looks_like_list(group, LEAST_MEAN) && is_free(finder, group)) {
            family.score += group->score;
            family.good += group->good;
            runs += group->count;
            groups++;
        }
    family.score *= worth_of(&finder->groups[first], groups, runs);
    return family;
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

/* True where `part` follows the page's elements and holds most runs of `whole`, cut at the same
 * lines, and nearly all of them are good: what else `whole` has stands outside that list. */
static bool is_core(const struct group *part, const struct group *whole) {
    enum { LEAST_RUNS = 5 };
    if (part->cut != CUT_ELEMENT || whole->cut == CUT_ELEMENT || part->count < LEAST_RUNS ||
        10 * part->good < 9 * part->count || part->from < whole->from || part->to > whole->to ||
        part->count + 1 >= whole->count || 10 * part->count < 6 * whole->count)
        return false;
    size_t same = 0;
    for (size_t i = 0, k = 0; i < whole->count && k < part->count; i++) {
        while (k < part->count && part->runs[k].from < whole->runs[i].from)
            k++;
        same += k < part->count && part->runs[k].from == whole->runs[i].from;
    }
    return same == part->count;
}

/* The group inside `whole` that outshines it, or NULL. */
static struct group *better_part(const struct finder *finder, const struct group *whole) {
    struct group *best = NULL;
    for (size_t i = 0; i < finder->group_count; i++) {
        struct group *part = &finder->groups[i];
        if ((outshines(part, whole) || is_core(part, whole)) &&
            (!best || part->score > best->score))
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
    bool heading = run.to == run.from + 1 && (line_has(finder->facts, run.from, FACT_TITLE) ||
                                              heading_is_plain(finder->lines, run.from));
    size_t share = is_uniform(group) ? 5 : 7;
    return 10 * group->good >= share * group->count && run.likeness >= poorest && !heading &&
           !line_has(finder->facts, run.from, FACT_HEADLINE) &&
           !line_has(finder->facts, run.from, FACT_FURNITURE) &&
           !line_has(finder->facts, run.from, FACT_LABELS);
}

static void set_taken(struct finder *finder, const struct group *group) {
    for (size_t i = 0; i < group->count; i++)
        for (size_t line = group->runs[i].from; line < group->runs[i].to; line++)
            finder->taken[line] = true;
}

static void take_group(struct finder *finder, const struct group *group, struct line_runs *found,
                       size_t *room) {
    for (size_t i = 0; i < group->count; i++) {
        struct line_run run = group->runs[i];
        if (is_entry(finder, group, run))
            *arena_push(finder->arena, found->at, found->count, room) = run;
    }
    set_taken(finder, group);
}

/* The clues that tell kinds of lists apart. */
static const enum clue told_by[] = {CLUE_YEAR, CLUE_NAMES, CLUE_PROSE, CLUE_CITATION, CLUE_LABEL};

enum { PROFILE = sizeof told_by / sizeof told_by[0] };

/* For how many runs each of them holds. */
struct profile {
    double of[PROFILE], runs;
};

static void add_profile(const struct finder *finder, const struct group *group,
                        struct profile *profile) {
    profile->runs += (double)group->count;
    for (size_t i = 0; i < group->count; i++) {
        struct clues clues = clues_of(finder->facts, group->runs[i].from, group->runs[i].to);
        for (int p = 0; p < PROFILE; p++)
            profile->of[p] += clues.of[told_by[p]] > 0;
    }
}

/* How much two profiles differ, in clues: 0 to the number of them. */
static double difference(const struct profile *a, const struct profile *b) {
    double sum = 0;
    for (int p = 0; p < PROFILE; p++)
        sum += fabs(a->of[p] / a->runs - b->of[p] / b->runs);
    return sum;
}

static int by_place(const void *a, const void *b) {
    const struct line_run *x = a, *y = b;
    return number_compare(x->from, y->from);
}

/* What was chosen so far. */
struct choice {
    struct line_runs found;
    size_t room;
    double least_mean; /* what other families must reach, once the first is taken */
    double main_mean;
    struct profile main;
};

/* How many good runs a list must have to be chosen. */
static size_t least_good(const struct choice *choice) {
    return choice->found.count ? 3 : 2;
}

/* The best family that is left. */
static struct family best_family(const struct finder *finder, const struct choice *choice) {
    struct family best = {0}, family;
    for (size_t i = 0; i < finder->group_count; i = family.end) {
        family = family_from(finder, i);
        if (family.score > best.score && family.good >= least_good(choice))
            best = family;
    }
    return best;
}

/* True where the group is like the main list, if there is one yet. In the main list's own family it
 * may differ, if it is nearly as much of a list. */
static bool is_alike(const struct finder *finder, const struct choice *choice,
                     const struct group *group) {
    static const double most = 2.5, most_of_few = 3.2, near_mean = 0.6;
    enum { FEW = 2 };
    if (choice->main.runs <= 0 ||
        (choice->least_mean <= 0 &&
         group->score >= near_mean * choice->main_mean * (double)group->count))
        return true;
    struct profile profile = {0};
    add_profile(finder, group, &profile);
    return difference(&profile, &choice->main) <=
           (group->count > FEW && !group->listed ? most : most_of_few);
}

/* True where the group may be taken now. */
static bool may_take(const struct finder *finder, const struct choice *choice,
                     const struct group *group) {
    double least = choice->least_mean > LEAST_MEAN ? choice->least_mean : LEAST_MEAN;
    /* Items like those of the main list may be poorer. */
    if (choice->least_mean <= 0 && choice->main.runs > 0 && group->listed)
        least = LEAST_ITEMS;
    return looks_like_list(group, least) && is_free(finder, group) &&
           is_alike(finder, choice, group);
}

/* The best group of the first family is the main list, with which the others are compared. */
static void set_main(const struct finder *finder, struct choice *choice,
                     const struct family *family) {
    const struct group *best = NULL;
    for (size_t i = family->first; i < family->end; i++)
        if (is_free(finder, &finder->groups[i]) && (!best || finder->groups[i].score > best->score))
            best = &finder->groups[i];
    choice->main = (struct profile){0};
    if (best)
        add_profile(finder, best, &choice->main);
    choice->main_mean = best ? best->score / (double)best->count : 0;
}

/* Takes the groups of one family; how many those were. */
static size_t take_family(struct finder *finder, struct choice *choice,
                          const struct family *family) {
    size_t before = choice->found.count, taken = 0;
    double total = 0;
    struct profile profile = {0};
    if (!before)
        set_main(finder, choice, family);
    for (size_t i = family->first; i < family->end; i++) {
        struct group *group = &finder->groups[i];
        if (!may_take(finder, choice, group))
            continue;
        taken++;
        struct group *part = better_part(finder, group);
        if (part)
            group = part;
        if (group_is_no_list(finder, group)) {
            group->fate = FATE_NO_LIST;
            set_taken(finder, group);
            continue;
        }
        group->fate = choice->found.count ? FATE_TAKEN : FATE_MAIN;
        total += group->score;
        add_profile(finder, group, &profile);
        take_group(finder, group, &choice->found, &choice->room);
    }
    if (!before && choice->found.count) {
        choice->least_mean = 0.75 * total / (double)choice->found.count;
        choice->main = profile;
    }
    return taken;
}

/* Takes the best family, then others as long as they are nearly as much like lists. */
static void choose(struct finder *finder, struct choice *choice) {
    struct family best;
    if (finder->group_count)
        qsort(finder->groups, finder->group_count, sizeof *finder->groups, by_kind);
    do
        best = best_family(finder, choice);
    while (best.score >= LEAST_SCORE && take_family(finder, choice, &best));
    if (choice->found.count)
        qsort(choice->found.at, choice->found.count, sizeof *choice->found.at, by_place);
}

/* Why a group was not chosen, seen from what was. */
static enum fate fate_of(const struct finder *finder, const struct choice *choice,
                         const struct group *group, double least_mean) {
    if (group->fate != FATE_OPEN)
        return group->fate;
    if (!is_free(finder, group))
        return FATE_OVERLAPS;
    if (!looks_like_list(group, least_mean))
        return FATE_POOR;
    if (group->good < least_good(choice))
        return FATE_FEW;
    return is_alike(finder, choice, group) ? FATE_WEAK : FATE_UNLIKE;
}

static void explain_choice(struct finder *finder, const struct choice *choice, struct buf *out) {
    double least_mean = choice->least_mean > LEAST_MEAN ? choice->least_mean : LEAST_MEAN;
    for (size_t i = 0; i < finder->group_count; i++)
        finder->groups[i].fate = fate_of(finder, choice, &finder->groups[i], least_mean);
    finder->nearest.fate = FATE_POOR;
    explain_lists(finder, &choice->found, least_mean, out);
}

struct line_runs lists_find(struct arena *arena, const struct page_lines *lines,
                            const struct page_words *page, struct buf *explain) {
    struct finder finder = {.arena = arena, .lines = lines, .wants_nearest = explain != NULL};
    struct choice choice = {.room = 0};
    if (!lines->count)
        return (struct line_runs){0};
    finder.facts = facts_of(arena, lines, page);
    finder.taken = arena_make(arena, bool, lines->count);
    cuts_make(&finder, page->pasted);
    choose(&finder, &choice);
    if (explain)
        explain_choice(&finder, &choice, explain);
    return choice.found;
}
