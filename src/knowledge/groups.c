/* A group of runs made ready for the choice: trimmed, weighed, cut down to what looks like a list.
 */
#include "knowledge/cuts.h"

#include <string.h>

#include "knowledge/headings.h"
#include "wrappers/pattern.h"

enum { LONGEST_SHAPE = 40 };

/* Lines before the entry proper (an introduction in the first run) and behind it (a footer in the
 * last) go, by the shape that the other runs have: what they are made of, in letters. */
static struct str shape_of(const struct finder *finder, struct line_run run,
                           char shape[LONGEST_SHAPE]) {
    size_t len = 0;
    for (size_t i = run.from; i < run.to && len < LONGEST_SHAPE; i++) {
        char c = line_has(finder->facts, i, FACT_LABELS)      ? 'L'
                 : line_has(finder->facts, i, FACT_FURNITURE) ? 'F'
                 : line_has(finder->facts, i, FACT_TITLE)     ? 'T'
                 : line_has(finder->facts, i, FACT_PROSE)     ? 'P'
                                                              : 's';
        if (!len || c != shape[len - 1] || (c != 'P' && c != 'L'))
            shape[len++] = c;
    }
    return (struct str){shape, len};
}

static void trim_first(struct finder *finder, struct group *group) {
    struct line_run *first = &group->runs[0];
    char shape[LONGEST_SHAPE], other[LONGEST_SHAPE];
    for (struct line_run rest = *first; rest.from < rest.to; rest.from++) {
        struct str kept = shape_of(finder, rest, shape);
        for (size_t i = 1; i < group->count; i++)
            if (str_equal(kept, shape_of(finder, group->runs[i], other))) {
                first->from = group->from = rest.from;
                return;
            }
    }
}

/* How many runs of the group end with a line like "click here". */
static size_t label_ends(const struct finder *finder, const struct group *group) {
    size_t labels = 0;
    for (size_t i = 0; i < group->count; i++)
        labels += line_has(finder->facts, group->runs[i].to - 1, FACT_LABELS);
    return labels;
}

static void trim_last(struct finder *finder, struct group *group) {
    struct line_run *last = &group->runs[group->count - 1];
    size_t to = last->to;
    if (group->count > 2 && 5 * label_ends(finder, group) >= 4 * (group->count - 1))
        while (to > last->from && !line_has(finder->facts, to - 1, FACT_LABELS))
            to--;
    if (to > last->from)
        last->to = group->to = to;
}

static bool is_all_labels(const struct finder *finder, struct line_run run) {
    for (size_t line = run.from; line < run.to; line++)
        if (!line_has(finder->facts, line, FACT_LABELS))
            return false;
    return true;
}

/* "Click here" in an element of its own belongs to the run before it. */
static void join_labels(struct finder *finder, struct group *group) {
    size_t kept = 0;
    for (size_t i = 0; i < group->count; i++) {
        struct line_run run = group->runs[i], *before = kept ? &group->runs[kept - 1] : NULL;
        if (before && before->to == run.from && is_all_labels(finder, run) &&
            !line_has(finder->facts, before->to - 1, FACT_LABELS))
            before->to = run.to;
        else
            group->runs[kept++] = run;
    }
    group->count = kept;
}

/* Where most runs end with "click here", what follows these words in a run is another entry. */
static void part_at_labels(struct finder *finder, struct group *group) {
    size_t count = group->count;
    if (5 * label_ends(finder, group) < 3 * count || count < 3)
        return;
    struct line_run *runs = group->runs;
    size_t room = 0;
    group->runs = NULL;
    group->count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t from = runs[i].from;
        for (size_t line = from + 1; line < runs[i].to; line++)
            if (line_has(finder->facts, line - 1, FACT_LABELS) &&
                !line_has(finder->facts, line, FACT_LABELS) &&
                finder->lines->at[line].gap >= GAP_EMPTY) {
                *arena_push(finder->arena, group->runs, group->count, &room) =
                    (struct line_run){.from = from, .to = line};
                from = line;
            }
        *arena_push(finder->arena, group->runs, group->count, &room) =
            (struct line_run){.from = from, .to = runs[i].to};
    }
    group->room = room;
}

/* A line that is only a number, a key or a mark: "[2]", "[Wei98b]", "*". */
static bool is_mark(const struct finder *finder, size_t line) {
    static struct pattern mark = PATTERN("^(?!.*\\p{Sc})(?:\\[[\\p{L}\\d+*_:-]{1,16}\\]|[\\W_]{0,3}"
                                         "\\d{1,3}[\\W_]{0,2}|[\\W_]{1,6})$");
    const struct page_line *here = &finder->lines->at[line];
    return here->length && !here->line.link_count && pattern_in(&mark, here->line.text) &&
           !here->heading;
}

/* An image that leads where the words beside it lead. */
static bool is_image_beside(const struct finder *finder, size_t line) {
    const struct page_line *here = &finder->lines->at[line];
    return !here->length && here->line.link_count == 1 && here[1].line.link_count &&
           here[1].length && str_equal(here->line.links[0].href, here[1].line.links[0].href);
}

/* The page's title, right over what begins like an entry. */
static bool is_title_over(const struct finder *finder, size_t line) {
    return line_has(finder->facts, line, FACT_HEADLINE) &&
           line_has(finder->facts, line + 1, FACT_MARKED) && finder->lines->at[line + 1].words;
}

static void trim_furniture(struct finder *finder, struct group *group) {
    bool over = group->cut != CUT_ELEMENT && group->cut != CUT_BYLINE;
    for (size_t i = 0; i < group->count; i++) {
        struct line_run *run = &group->runs[i];
        while (run->to > run->from + 1 &&
               (line_has(finder->facts, run->to - 1, FACT_FURNITURE) ||
                (over && finder->lines->at[run->to - 1].heading) || is_mark(finder, run->to - 1)))
            run->to--;
        while (run->from + 1 < run->to &&
               (line_has(finder->facts, run->from, FACT_FURNITURE) || is_mark(finder, run->from) ||
                is_title_over(finder, run->from) || is_image_beside(finder, run->from)))
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

/* A heading at the head of some runs only is the heading of a section: an h2 over h3, or a heading
 * over plain lines. */
static void trim_headings(struct finder *finder, struct group *group) {
    const struct page_line *lines = finder->lines->at;
    int usual = usual_heading(finder, group);
    for (size_t i = 0; i < group->count; i++) {
        struct line_run *run = &group->runs[i];
        while (run->from + 1 < run->to && lines[run->from].heading &&
               (lines[run->from].heading < usual || !usual) && group->cut != CUT_ELEMENT)
            run->from++;
    }
}

/* How many lines most runs have, 0 where they differ. */
static size_t usual_length(const struct group *group) {
    enum { MOST_LINES = 12 };
    size_t count[MOST_LINES + 1] = {0};
    for (size_t i = 0; i < group->count; i++) {
        size_t lines = group->runs[i].to - group->runs[i].from;
        count[lines <= MOST_LINES ? lines : 0]++;
    }
    for (size_t lines = 1; lines <= MOST_LINES; lines++)
        if (2 * count[lines] > group->count)
            return lines;
    return 0;
}

static bool is_plain_heading(const struct finder *finder, size_t line) {
    return heading_is_plain(finder->lines, line) && !line_has(finder->facts, line, FACT_LABELS) &&
           !line_has(finder->facts, line, FACT_PARTS);
}

/* Where most runs are equally long, plain words that one has beyond that head what follows. */
static void trim_plain_headings(struct finder *finder, struct group *group) {
    size_t usual = usual_length(group);
    enum gap gap = group->cut == CUT_ELEMENT ? GAP_EMPTY : GAP_BLOCK;
    for (size_t i = 0; usual && i < group->count; i++) {
        struct line_run *run = &group->runs[i];
        if (run->to - run->from > usual && is_plain_heading(finder, run->to - 1) &&
            group->cut != CUT_ELEMENT)
            run->to--;
        if (run->to - run->from > usual && is_plain_heading(finder, run->from) &&
            finder->lines->at[run->from + 1].gap >= gap &&
            !line_is_byline(finder->facts, run->from + 1))
            run->from++;
    }
}

static void weigh_runs(struct finder *finder, struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
        struct line_run *run = &group->runs[i];
        struct clues clues = clues_of(finder->facts, run->from, run->to);
        run->likeness = clues_weigh(&clues);
    }
}

static bool leads(const struct finder *finder, struct line_run run) {
    return clues_of(finder->facts, run.from, run.to).of[CLUE_LINK];
}

/* Keeps the stretches of runs that look like lists: a stretch ends where the runs behind it take
 * more away than a list's own poor entries would. */
static void keep_stretches(const struct finder *finder, struct group *group) {
    static const double even = 0.2, drop = 1.3, poor = -0.2, worst = -0.6, alone = 0.6;
    enum { MOST_RESTARTS = 8, MOST_ALONE = 4 };
    size_t kept = 0, start = 0, best = 0, restarts = 0;
    double sum = 0, peak = 0;
    for (size_t i = 0; i <= group->count; i++) {
        double gain = i < group->count ? group->runs[i].likeness - even : -2 * drop - peak;
        sum += gain > 1 ? 1 : gain < worst && i < group->count ? worst : gain;
        if (sum > peak) {
            peak = sum;
            best = i + 1;
        }
        if (sum > 0 && sum > peak - drop)
            continue;
        if (peak > 0 && group->cut == CUT_ELEMENT) {
            while (best < group->count && group->runs[best].likeness > poor)
                best++;
            while (start > kept && group->runs[start - 1].likeness > poor)
                start--;
        }
        bool lone = best == start + 1 && group->cut != CUT_ELEMENT && group->count > MOST_ALONE &&
                    group->runs[start].likeness < alone && !leads(finder, group->runs[start]);
        for (size_t k = start; peak > 0 && !lone && k < best; k++)
            group->runs[kept++] = group->runs[k];
        /* What lies between the stretch and here may begin the next one. */
        bool again = i < group->count || (best < i && restarts++ < MOST_RESTARTS);
        if (peak > 0 && best <= i && again)
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
        group->good += likeness >= GOOD_LIKENESS;
    }
    /* A cut that leaves many runs which are no entries has cut at the wrong places. */
    if (group->count)
        group->score *= (double)group->good / (double)group->count;
}

/* True where a title stands alone over nearly each run: it belongs to the run, which a better cut
 * shows. */
static bool lacks_titles(const struct finder *finder, const struct group *group) {
    enum { LEAST_RUNS = 4 };
    size_t over = 0, before = 0;
    for (size_t i = 0; i < group->count; i++) {
        size_t from = group->runs[i].from;
        over += from > before && line_has(finder->facts, from - 1, FACT_TITLE) &&
                !line_has(finder->facts, from, FACT_TITLE) && finder->lines->at[from - 1].words;
        before = group->runs[i].to;
    }
    return group->count >= LEAST_RUNS && 4 * over >= 3 * group->count;
}

/* Keeps a copy of the group where its runs look more like entries, on average, than those of the
 * nearest so far. */
static void keep_weighed(struct finder *finder, const struct group *group) {
    const struct group *nearest = &finder->nearest;
    double sum = 0;
    for (size_t i = 0; i < group->count; i++)
        sum += group->runs[i].likeness;
    finder->weighed.count = 0;
    if (group->count < 2 ||
        (nearest->count && sum * (double)nearest->count <= nearest->score * (double)group->count))
        return;
    finder->weighed = *group;
    finder->weighed.score = sum;
    finder->weighed.runs = arena_make(finder->arena, struct line_run, group->count);
    memcpy(finder->weighed.runs, group->runs, group->count * sizeof *group->runs);
}

static void weigh(struct finder *finder, struct group *group) {
    static const double titleless = 0.6;
    weigh_runs(finder, group);
    if (finder->wants_nearest)
        keep_weighed(finder, group);
    keep_stretches(finder, group);
    add_up(group);
    if (lacks_titles(finder, group))
        group->score *= titleless;
}

void group_finish(struct finder *finder, struct group *group) {
    if (group->count && group->cut >= CUT_TITLE) {
        if (group->count > 2 && group->cut >= CUT_LABEL && group->cut < CUT_LINE)
            trim_first(finder, group);
        trim_last(finder, group);
    }
    if (group->cut == CUT_ELEMENT) {
        join_labels(finder, group);
        part_at_labels(finder, group);
    }
    trim_furniture(finder, group);
    trim_headings(finder, group);
    trim_plain_headings(finder, group);
    weigh(finder, group);
}
