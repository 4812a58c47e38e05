/* Lists by regularity: candidates are all ways to cut lines into runs, weighed by likeness.c. */
#include "knowledge/lists.h"

#include <stdint.h>
#include <stdlib.h>

#include "ground/arena.h"
#include "ground/buf.h"
#include "knowledge/likeness.h"
#include "wrappers/pattern.h"

/* Where a run begins. The first cuts follow the page's elements, the others its flow of lines. */
enum cut {
    CUT_ELEMENT,
    CUT_TERM,
    CUT_TITLE,
    CUT_BYLINE,
    CUT_LED,
    CUT_NUMBER,
    CUT_LABEL,
    CUT_EMPTY,
    CUT_BLOCK,
    CUT_LINE
};

/* One stretch of the page cut in one way. */
struct group {
    enum cut cut;
    uint64_t kind; /* of cut, elements and path: groups of one kind belong together */
    struct line_run *runs;
    size_t count, room;
    double score; /* sum of the likeness of its runs */
    size_t good;  /* how many of them look like entries */
    size_t from, to;
};

struct finder {
    struct arena *arena;
    const struct page_lines *lines;
    struct facts *facts;
    const struct node **cells; /* the table cell around each line */
    struct group *groups;
    size_t group_count, group_room;
    size_t flow_work;
    bool *taken; /* lines that belong to a chosen group */
};

static const double GOOD = 0.3, LEAST = 0.15, LEAST_MEAN = 0.25, LEAST_SCORE = 1.2;
enum { FLOW_WORK_PER_LINE = 60, LEAST_FLOW = 3 };

static uint64_t mix(uint64_t hash, struct str text) {
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    return (hash ^ 0xFF) * 1099511628211u;
}

/* The names of the elements around, as a number; deep nesting is cut off. */
static uint64_t path_of(const struct node *node) {
    enum { DEEPEST = 24 };
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; node && i < DEEPEST; node = node->parent, i++)
        hash = mix(hash, node->name);
    return hash;
}

static struct group *new_group(struct finder *finder, enum cut cut, uint64_t kind) {
    struct group *group =
        arena_push(finder->arena, finder->groups, finder->group_count, &finder->group_room);
    *group = (struct group){.cut = cut, .kind = kind * 31 + cut, .from = SIZE_MAX};
    return group;
}

static void add_run(struct finder *finder, struct group *group, size_t from, size_t to) {
    struct line_run run = {.from = from, .to = to};
    if (from < to) {
        *arena_push(finder->arena, group->runs, group->count, &group->room) = run;
        if (from < group->from)
            group->from = from;
        if (to > group->to)
            group->to = to;
    }
}

/* Lines before the entry proper (an introduction in the first run) and behind it (a footer in the
 * last) go, by the shape that the other runs have: what they are made of, in letters. */
static size_t shape_of(const struct finder *finder, struct line_run run, char *shape, size_t room) {
    size_t len = 0;
    for (size_t i = run.from; i < run.to && len < room; i++) {
        char c = line_is_label(finder->facts, i)       ? 'L'
                 : line_is_furniture(finder->facts, i) ? 'F'
                 : line_is_title(finder->facts, i)     ? 'T'
                 : line_is_prose(finder->facts, i)     ? 'P'
                                                       : 's';
        if (!len || c != shape[len - 1] || (c != 'P' && c != 'L'))
            shape[len++] = c;
    }
    return len;
}

enum { LONGEST_SHAPE = 40 };

static bool shape_occurs(const struct finder *finder, const struct group *group, size_t except,
                         struct str shape) {
    for (size_t i = 0; i < group->count; i++) {
        char other[LONGEST_SHAPE];
        size_t len = shape_of(finder, group->runs[i], other, sizeof other);
        if (i != except && str_equal(shape, (struct str){other, len}))
            return true;
    }
    return false;
}

static void trim_first(struct finder *finder, struct group *group) {
    struct line_run *first = &group->runs[0];
    for (size_t from = first->from; from < first->to; from++) {
        char shape[LONGEST_SHAPE];
        struct line_run rest = {.from = from, .to = first->to};
        size_t len = shape_of(finder, rest, shape, sizeof shape);
        if (shape_occurs(finder, group, 0, (struct str){shape, len})) {
            first->from = group->from = from;
            return;
        }
    }
}

/* True where most runs of the group end with a line like "click here". */
static bool ends_with_label(const struct finder *finder, const struct group *group) {
    size_t labels = 0;
    for (size_t i = 0; i < group->count; i++)
        labels += line_is_label(finder->facts, group->runs[i].to - 1);
    return 5 * labels >= 4 * (group->count - 1);
}

static void trim_last(struct finder *finder, struct group *group) {
    struct line_run *last = &group->runs[group->count - 1];
    size_t to = last->to;
    if (group->count > 2 && ends_with_label(finder, group))
        while (to > last->from && !line_is_label(finder->facts, to - 1))
            to--;
    if (to > last->from)
        last->to = group->to = to;
}

/* A line that is only a number or a mark: "[2]", "*". */
static bool is_mark(const struct finder *finder, size_t line) {
    enum { LONGEST_MARK = 6 };
    const struct page_line *here = &finder->lines->at[line];
    return !here->words && !here->line.link_count && here->length <= LONGEST_MARK &&
           str_number(str_trim_set(here->line.text, "[](). ")) < 1000;
}

static void trim_furniture(struct finder *finder, struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
        struct line_run *run = &group->runs[i];
        while (run->to > run->from + 1 &&
               (line_is_furniture(finder->facts, run->to - 1) || is_mark(finder, run->to - 1)))
            run->to--;
        while (run->from + 1 < run->to &&
               (line_is_furniture(finder->facts, run->from) || is_mark(finder, run->from)))
            run->from++;
    }
}

/* The heading level with which most runs begin, 0 for none. */
static int usual_heading(const struct finder *finder, const struct group *group) {
    size_t count[8] = {0};
    int usual = 0;
    for (size_t i = 0; i < group->count; i++)
        count[finder->lines->at[group->runs[i].from].heading]++;
    for (int level = 1; level < 8; level++)
        if (count[level] > count[usual])
            usual = level;
    return usual;
}

static bool is_short_title(const struct finder *finder, size_t line) {
    enum { SECTION_WORDS = 4 };
    return line_is_title(finder->facts, line) && finder->lines->at[line].words <= SECTION_WORDS;
}

/* A heading at the head of some runs only is the heading of a section: an h2 over h3, a heading
 * over plain lines, or two short strong words over a longer strong title. */
static void trim_headings(struct finder *finder, struct group *group) {
    const struct page_line *lines = finder->lines->at;
    int usual = usual_heading(finder, group);
    size_t doubled = 0;
    for (size_t i = 0; i < group->count; i++) {
        struct line_run run = group->runs[i];
        doubled += run.from + 1 < run.to && is_short_title(finder, run.from) &&
                   line_is_title(finder->facts, run.from + 1);
    }
    for (size_t i = 0; i < group->count; i++) {
        struct line_run *run = &group->runs[i];
        while (run->from + 1 < run->to && lines[run->from].heading &&
               (lines[run->from].heading < usual || !usual) && group->cut != CUT_ELEMENT)
            run->from++;
        if (3 * doubled < group->count && run->from + 1 < run->to &&
            is_short_title(finder, run->from) && line_is_title(finder->facts, run->from + 1) &&
            lines[run->from + 1].gap > GAP_BREAK)
            run->from++;
    }
}

static void weigh_runs(struct finder *finder, struct group *group) {
    int count[CLUE_COUNT];
    size_t linked = 0;
    for (size_t i = 0; i < group->count; i++) {
        clues_of(finder->facts, group->runs[i].from, group->runs[i].to, count);
        linked += count[CLUE_LINK] > 0;
    }
    bool all_linked = group->count > 3 && 5 * linked >= 4 * group->count;
    for (size_t i = 0; i < group->count; i++) {
        clues_of(finder->facts, group->runs[i].from, group->runs[i].to, count);
        count[CLUE_UNLIKE] = all_linked && !count[CLUE_LINK];
        group->runs[i].likeness = clues_weigh(count);
    }
}

/* Keeps the stretches of runs that look like lists: a stretch ends where the runs behind it take
 * more away than a list's own poor entries would. */
static void keep_stretches(struct group *group) {
    static const double even = 0.2, drop = 1.3, poor = -0.2;
    size_t kept = 0, start = 0, best = 0;
    double sum = 0, peak = 0;
    for (size_t i = 0; i <= group->count; i++) {
        double gain = i < group->count ? group->runs[i].likeness - even : -2 * drop - peak;
        sum += gain > 1 ? 1 : gain;
        if (sum > peak) {
            peak = sum;
            best = i + 1;
        }
        if (sum > 0 && sum > peak - drop)
            continue;
        if (peak > 0 && group->cut <= CUT_TERM) {
            while (best < group->count && group->runs[best].likeness > poor)
                best++;
            while (start > kept && group->runs[start - 1].likeness > poor)
                start--;
        }
        for (size_t k = start; peak > 0 && k < best; k++)
            group->runs[kept++] = group->runs[k];
        /* What lies between the stretch and here may begin the next one. */
        if (peak > 0 && best <= i && i < group->count)
            i = best;
        start = best = i + 1;
        sum = peak = 0;
    }
    group->count = kept;
}

static void add_up(struct group *group) {
    static const double worst = -0.5, best = 1.6;
    group->score = 0;
    group->good = 0;
    group->from = group->count ? group->runs[0].from : 0;
    group->to = group->count ? group->runs[group->count - 1].to : 0;
    for (size_t i = 0; i < group->count; i++) {
        double likeness = group->runs[i].likeness;
        group->score += likeness < worst ? worst : likeness > best ? best : likeness;
        group->good += likeness >= GOOD;
    }
    /* A cut that leaves many runs which are no entries has cut at the wrong places. */
    if (group->count)
        group->score *= 0.5 + 0.5 * (double)group->good / (double)group->count;
}

static void weigh(struct finder *finder, struct group *group) {
    weigh_runs(finder, group);
    keep_stretches(group);
    add_up(group);
}

static void finish_group(struct finder *finder, struct group *group) {
    if (group->count && group->cut >= CUT_TITLE) {
        if (group->count > 2 && group->cut == CUT_LABEL)
            trim_first(finder, group);
        trim_last(finder, group);
    }
    trim_furniture(finder, group);
    trim_headings(finder, group);
    weigh(finder, group);
    if (!group->count || group->score <= 0)
        finder->group_count--;
}

/* Children of one parent with one name: li, tr, p, div … each is a run. */
static void cut_children(struct finder *finder, const struct node *parent) {
    for (const struct node *first = parent->first; first; first = first->next) {
        if (first->kind != NODE_ELEMENT || finder->lines->range[first->mark].from == SIZE_MAX)
            continue;
        bool seen = false;
        for (const struct node *n = first->previous; n && !seen; n = n->previous)
            seen = n->kind == NODE_ELEMENT && str_equal(n->name, first->name) &&
                   finder->lines->range[n->mark].from != SIZE_MAX;
        if (seen)
            continue;
        struct group *group = new_group(finder, CUT_ELEMENT, mix(path_of(parent), first->name));
        for (const struct node *n = first; n; n = n->next)
            if (n->kind == NODE_ELEMENT && str_equal(n->name, first->name))
                add_run(finder, group, finder->lines->range[n->mark].from,
                        finder->lines->range[n->mark].to);
        finish_group(finder, group);
    }
}

static bool begins_term(const struct finder *finder, const struct node *parent, size_t line) {
    const struct node *block = finder->lines->at[line].block;
    while (block && block->parent != parent)
        block = block->parent;
    return block && node_is(block, "dt") && finder->lines->range[block->mark].from == line;
}

static bool begins_title(const struct finder *finder, size_t line, size_t from) {
    const struct page_line *here = &finder->lines->at[line];
    return line_is_title(finder->facts, line) &&
           (line == from || !line_is_title(finder->facts, line - 1) ||
            here->heading != here[-1].heading);
}

/* A short line right over a title. */
static bool is_over_title(const struct finder *finder, size_t line, size_t from) {
    const struct facts *facts = finder->facts;
    return line + 1 < finder->lines->count && begins_title(finder, line + 1, from) &&
           !line_is_title(facts, line) && !line_is_label(facts, line) &&
           (!line_is_prose(facts, line) || line_has_names(facts, line)) &&
           !line_is_furniture(facts, line);
}

static bool begins_number(struct str text) {
    static struct pattern number =
        PATTERN("^(?:\\d{1,3}[.)]\\s|\\[\\d{1,3}\\]|\\(\\d{1,3}\\)\\s|[•·▪►●○*»]\\s?\\S)");
    return pattern_in(&number, text);
}

static bool begins(const struct finder *finder, enum cut cut, const struct node *parent,
                   size_t line, size_t from) {
    const struct facts *facts = finder->facts;
    const struct page_line *here = &finder->lines->at[line];
    switch (cut) {
    case CUT_TERM:
        return begins_term(finder, parent, line);
    case CUT_TITLE:
        return begins_title(finder, line, from);
    case CUT_BYLINE:
        return is_over_title(finder, line, from) ||
               (begins_title(finder, line, from) &&
                (line == from || !is_over_title(finder, line - 1, from)));
    case CUT_NUMBER:
        return begins_number(here->line.text);
    case CUT_LED:
        return line_is_led(facts, line) && !line_is_label(facts, line);
    case CUT_LABEL:
        return line == from || (line_is_label(facts, line - 1) && !line_is_label(facts, line));
    case CUT_EMPTY:
        return line == from || here->gap == GAP_EMPTY;
    case CUT_BLOCK:
        return line == from || here->gap >= GAP_BLOCK;
    default:
        return true;
    }
}

static const struct node *cell_of(const struct finder *finder, size_t line) {
    const struct node *node = finder->lines->at[line].block;
    while (node && !node_is(node, "td"))
        node = node->parent;
    return node;
}

/* True where the lines lie in several cells of a table: no flow of text runs through them. */
static bool in_columns(const struct finder *finder, struct line_range range) {
    const struct node *most = NULL;
    size_t votes = 0, same = 0;
    for (size_t i = range.from; i < range.to; i++) {
        const struct node *cell = finder->cells[i];
        if (!votes)
            most = cell;
        votes += cell == most ? 1 : (size_t)-1;
    }
    for (size_t i = range.from; i < range.to; i++)
        same += finder->cells[i] == most;
    return 10 * same < 8 * (range.to - range.from);
}

static void cut_flow(struct finder *finder, const struct node *parent, struct line_range range) {
    if (range.to - range.from < LEAST_FLOW || in_columns(finder, range))
        return;
    uint64_t path = path_of(parent);
    for (enum cut cut = CUT_TERM; cut <= CUT_LINE; cut++) {
        struct group *group = new_group(finder, cut, path);
        size_t start = SIZE_MAX;
        for (size_t i = range.from; i < range.to; i++)
            if (begins(finder, cut, parent, i, range.from)) {
                if (start != SIZE_MAX)
                    add_run(finder, group, start, i);
                start = i;
            }
        if (start != SIZE_MAX)
            add_run(finder, group, start, range.to);
        finish_group(finder, group);
    }
}

static bool same_range(struct line_range a, struct line_range b) {
    return a.from == b.from && a.to == b.to;
}

static void cut_all(struct finder *finder) {
    for (size_t i = 1; i < finder->lines->node_count; i++) {
        const struct node *node = finder->lines->nodes[i];
        struct line_range range = finder->lines->range[i];
        if (node->kind != NODE_ELEMENT || range.from == SIZE_MAX)
            continue;
        cut_children(finder, node);
        bool wraps = false;
        for (const struct node *n = node->first; n && !wraps; n = n->next)
            wraps = n->kind == NODE_ELEMENT && same_range(finder->lines->range[n->mark], range);
        finder->flow_work += wraps ? 0 : range.to - range.from;
        if (!wraps && finder->flow_work <= FLOW_WORK_PER_LINE * finder->lines->count)
            cut_flow(finder, node, range);
    }
}

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

/* The groups of one kind that may be chosen now, and what they score together. */
static double score_family(const struct finder *finder, size_t first, size_t *end, size_t *good) {
    double score = 0;
    size_t i = first;
    *good = 0;
    for (; i < finder->group_count && finder->groups[i].kind == finder->groups[first].kind; i++)
        if (looks_like_list(&finder->groups[i], LEAST_MEAN) &&
            is_free(finder, &finder->groups[i])) {
            score += finder->groups[i].score;
            *good += finder->groups[i].good;
        }
    *end = i;
    return score;
}

/* True where `part` lies inside `whole` and is so much more of a list that the rest of `whole` is
 * something else: the references behind an article that was cut at its headings too. */
static bool outshines(const struct group *part, const struct group *whole) {
    if (part->from < whole->from || part->to > whole->to || part->count >= whole->count ||
        part->good < 3)
        return false;
    double rest = (whole->score - part->score) / (double)(whole->count - part->count);
    return part->score > 2 * rest * (double)part->count && 2 * part->score > whole->score;
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
    finder.cells = arena_make(arena, const struct node *, lines->count);
    for (size_t i = 0; i < lines->count; i++)
        finder.cells[i] = cell_of(&finder, i);
    finder.taken = arena_make(arena, bool, lines->count);
    if (!page->pasted) {
        cut_all(&finder);
    } else {
        cut_flow(&finder, NULL, (struct line_range){0, lines->count});
    }
    if (explain)
        explain_groups(&finder, explain);
    return choose(&finder);
}
