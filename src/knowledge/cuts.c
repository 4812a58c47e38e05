/* Cutting a page: at its elements, and along its flow of lines. */
#include "knowledge/cuts.h"

#include "wrappers/pattern.h"

enum { FLOW_WORK_PER_LINE = 60, LEAST_FLOW = 3 };

static uint64_t mix(uint64_t hash, struct str text) {
    return str_hash(str_hash(hash, text), S("\xff"));
}

/* The names of the elements around, as a number; deep nesting is cut off. */
static uint64_t path_of(const struct node *node) {
    enum { DEEPEST = 24 };
    uint64_t hash = STR_HASH;
    for (int i = 0; node && i < DEEPEST; node = node->parent, i++)
        hash = mix(hash, node->name);
    return hash;
}

static struct group *new_group(struct finder *finder, enum cut cut, uint64_t kind) {
    struct group *group =
        arena_push(finder->arena, finder->groups, finder->group_count, &finder->group_room);
    *group =
        (struct group){.cut = cut, .kind = kind * 31 + cut, .from = SIZE_MAX, .fate = FATE_OPEN};
    return group;
}

static void add_run(struct finder *finder, struct group *group, size_t from, size_t to) {
    if (from >= to)
        return;
    *arena_push(finder->arena, group->runs, group->count, &group->room) =
        (struct line_run){.from = from, .to = to};
    group->from = from < group->from ? from : group->from;
    group->to = to > group->to ? to : group->to;
}

/* A group in which nothing looks like a list is forgotten at once. */
static void end_group(struct finder *finder, struct group *group) {
    group_finish(finder, group);
    if (group->count && group->score > 0)
        return;
    finder->group_count--;
    if (finder->weighed.count)
        finder->nearest = finder->weighed;
}

static bool has_lines(const struct finder *finder, const struct node *node) {
    return node->kind == NODE_ELEMENT && finder->lines->range[node->mark].from != SIZE_MAX;
}

/* Terms and their descriptions are halves of one run: CUT_TITLE cuts them. */
static bool is_half(const struct finder *finder, const struct node *parent,
                    const struct node *child) {
    const char *other = node_is(child, "dt") ? "dd" : node_is(child, "dd") ? "dt" : NULL;
    for (const struct node *n = parent->first; n && other; n = n->next)
        if (has_lines(finder, n) && node_is(n, other))
            return true;
    return false;
}

/* The children of one parent with the name of this one: li, tr, p, div … each is a run. */
static void cut_named(struct finder *finder, const struct node *parent, const struct node *first) {
    struct group *group = new_group(finder, CUT_ELEMENT, mix(path_of(parent), first->name));
    group->listed = node_is(first, "li") || node_is(first, "tr");
    for (const struct node *n = first; n; n = n->next)
        if (str_equal(n->name, first->name) && has_lines(finder, n))
            add_run(finder, group, finder->lines->range[n->mark].from,
                    finder->lines->range[n->mark].to);
    end_group(finder, group);
}

static void cut_children(struct finder *finder, const struct node *parent) {
    enum { MOST_NAMES = 16 };
    struct str names[MOST_NAMES];
    size_t count = 0;
    for (const struct node *first = parent->first; first && count < MOST_NAMES;
         first = first->next) {
        if (!has_lines(finder, first))
            continue;
        bool seen = false;
        for (size_t i = 0; i < count && !seen; i++)
            seen = str_equal(names[i], first->name);
        if (seen)
            continue;
        names[count++] = first->name;
        if (!is_half(finder, parent, first))
            cut_named(finder, parent, first);
    }
}

static bool begins_title(const struct finder *finder, size_t line, size_t from) {
    const struct page_line *here = &finder->lines->at[line];
    return line_has(finder->facts, line, FACT_TITLE) &&
           (line == from || !line_has(finder->facts, line - 1, FACT_TITLE) ||
            here->heading != here[-1].heading);
}

/* A short line right over a title. */
static bool is_over_title(const struct finder *finder, size_t line, size_t from) {
    const struct facts *facts = finder->facts;
    return line + 1 < finder->lines->count && begins_title(finder, line + 1, from) &&
           !finder->lines->at[line].line.link_count && !line_has(facts, line, FACT_TITLE) &&
           !line_has(facts, line, FACT_LABELS) &&
           (!line_has(facts, line, FACT_PROSE) || line_has_names(facts, line)) &&
           !line_has(facts, line, FACT_FURNITURE);
}

static struct pattern number =
    PATTERN("^(?:\\d{1,3}[.)]\\s|\\[\\d{1,3}\\]|\\(\\d{1,3}\\)\\s|[•·▪►●○*»]\\s?\\S)");

static bool begins(const struct finder *finder, enum cut cut, size_t line, size_t from) {
    const struct facts *facts = finder->facts;
    const struct page_line *here = &finder->lines->at[line];
    switch (cut) {
    case CUT_TITLE:
        return begins_title(finder, line, from);
    case CUT_BYLINE:
        return is_over_title(finder, line, from) ||
               (begins_title(finder, line, from) &&
                (line == from || !is_over_title(finder, line - 1, from)));
    case CUT_PART:
        return line_has(facts, line, FACT_PART_FIRST) || here->heading;
    case CUT_NUMBER:
        return pattern_in(&number, here->line.text);
    case CUT_CITATION:
        return here->gap >= GAP_BLOCK &&
               (!line_is_remark(facts, line) || here->line.marks & (MARK_ITEM | MARK_CELL));
    case CUT_LED:
        return line_has(facts, line, FACT_MARKED) && !line_has(facts, line, FACT_LABELS);
    case CUT_LABEL:
        return line == from ||
               (line_has(facts, line - 1, FACT_LABELS) && !line_has(facts, line, FACT_LABELS));
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

/* True where citations and remarks take turns. */
static bool holds_citations(const struct finder *finder, struct line_range range) {
    size_t cited = 0, remarks = 0;
    for (size_t i = range.from; i < range.to; i++) {
        cited += line_has(finder->facts, i, FACT_CITED);
        remarks += line_is_remark(finder->facts, i);
    }
    return 4 * cited >= range.to - range.from && 4 * remarks >= range.to - range.from;
}

/* True where several descriptions of works begin with the name of a part, and none is all of a row
 * of a table. */
static bool names_parts(const struct finder *finder, struct line_range range) {
    size_t count = 0;
    for (size_t i = range.from; i < range.to && count < 2; i++) {
        const struct node *block = finder->lines->at[i].block, *row = block ? block->parent : NULL;
        bool first = line_has(finder->facts, i, FACT_PART_FIRST);
        size_t to = row && node_is(row, "tr") ? finder->lines->range[row->mark].to : 0;
        for (size_t k = i + 1; first && k < to; k++)
            first = !line_has(finder->facts, k, FACT_PARTS);
        count += first;
    }
    return count > 1;
}

static void cut_flow(struct finder *finder, const struct node *parent, struct line_range range) {
    if (range.to - range.from < LEAST_FLOW)
        return;
    bool columns = in_columns(finder, range);
    uint64_t path = path_of(parent);
    for (enum cut cut = CUT_ELEMENT + 1; cut <= CUT_LINE; cut++) {
        if (cut == CUT_PART ? !names_parts(finder, range)
                            : columns || (cut == CUT_CITATION && !holds_citations(finder, range)))
            continue;
        struct group *group = new_group(finder, cut, path);
        size_t start = SIZE_MAX;
        for (size_t i = range.from; i < range.to; i++)
            if (begins(finder, cut, i, range.from)) {
                add_run(finder, group, start, i);
                start = i;
            }
        add_run(finder, group, start, range.to);
        end_group(finder, group);
    }
}

static void cut_elements(struct finder *finder) {
    for (size_t i = 1; i < finder->lines->node_count; i++) {
        const struct node *node = finder->lines->nodes[i];
        struct line_range range = finder->lines->range[i];
        if (node->kind != NODE_ELEMENT || range.from == SIZE_MAX)
            continue;
        cut_children(finder, node);
        bool wraps = false;
        for (const struct node *n = node->first; n && !wraps; n = n->next)
            wraps = n->kind == NODE_ELEMENT && finder->lines->range[n->mark].from == range.from &&
                    finder->lines->range[n->mark].to == range.to;
        finder->flow_work += wraps ? 0 : range.to - range.from;
        if (!wraps && finder->flow_work <= FLOW_WORK_PER_LINE * finder->lines->count)
            cut_flow(finder, node, range);
    }
}

void cuts_make(struct finder *finder, bool pasted) {
    finder->cells = arena_make(finder->arena, const struct node *, finder->lines->count);
    for (size_t i = 0; i < finder->lines->count; i++)
        finder->cells[i] = cell_of(finder, i);
    if (pasted)
        cut_flow(finder, NULL, (struct line_range){0, finder->lines->count});
    else
        cut_elements(finder);
}
