/* Rules of the user: reading them, finding what they name on a page, cutting its lines by it. */
#include "knowledge/rules.h"

#include <stdlib.h>

#include "ground/utf8.h"

static const char *const names[RULE_PART] = {"entry", "entry-start", "section", "skip"};

const char *rule_name(enum rule_name name) {
    return name < RULE_PART ? names[name] : given_name(name - RULE_PART + GIVEN_TITLE);
}

static bool fail(struct rules_fault *fault, size_t line, struct str words) {
    *fault = (struct rules_fault){line, words};
    return false;
}

/* Why the expression of a rule cannot be used, as a sentence. */
static struct str fault_words(struct arena *arena, const struct rule *rule,
                              const struct xpath_fault *fault) {
    size_t at = fault->at < rule->text.len ? fault->at : rule->text.len;
    struct str rest = str_from(rule->text, at);
    if (fault->at == STR_NONE)
        return str_format(arena, "the expression of \"%s\" cannot be used: %.*s",
                          rule_name(rule->name), STR_ARGS(fault->words));
    return str_format(
        arena, "the expression of \"%s\" cannot be used: %.*s (at its character %zu, %s%.*s%s)",
        rule_name(rule->name), STR_ARGS(fault->words), utf8_count(str_part(rule->text, 0, at)) + 1,
        rest.len ? "\"" : "its end", STR_ARGS(str_part(rest, 0, utf8_offset(rest, 20))),
        rest.len ? "\"" : "");
}

static struct str all_names(struct arena *arena) {
    struct buf out = buf_in(arena);
    for (enum rule_name n = 0; n < RULE_COUNT; n++)
        buf_join(&out, ", ", str_of(rule_name(n)));
    return buf_text(&out);
}

/* One line of the file, neither empty nor a comment. */
static bool read_rule(struct arena *arena, struct rules *rules, size_t number, struct str line,
                      struct rules_fault *fault) {
    size_t colon = str_find_char(line, ':', 0);
    struct rule rule = {.line = number};
    struct xpath_fault wrong;
    if (colon == STR_NONE)
        return fail(fault, number,
                    S("a rule is a name, a colon and an XPath expression, such as "
                      "entry: //li"));
    struct str word = str_trim(str_part(line, 0, colon));
    while (rule.name < RULE_COUNT && !str_equal(word, str_of(rule_name(rule.name))))
        rule.name++;
    if (rule.name == RULE_COUNT)
        return fail(fault, number,
                    str_format(arena, "\"%.*s\" is no name that a rule can have; it may be %.*s",
                               STR_ARGS(word), STR_ARGS(all_names(arena))));
    rule.text = str_trim(str_from(line, colon + 1));
    if (!rule.text.len)
        return fail(fault, number, S("an XPath expression is missing behind the colon"));
    rule.expression = expression_read(arena, rule.text, &wrong);
    if (!rule.expression)
        return fail(fault, number, fault_words(arena, &rule, &wrong));
    *arena_push(arena, rules->at, rules->count, &rules->room) = rule;
    return true;
}

static bool has_rule(const struct rules *rules, enum rule_name name) {
    for (size_t i = 0; i < rules->count; i++)
        if (rules->at[i].name == name)
            return true;
    return false;
}

bool rules_read(struct arena *arena, struct str file, struct str bytes, struct rules *rules,
                struct rules_fault *fault) {
    *rules = (struct rules){.file = file};
    if (str_starts(bytes, S("\xef\xbb\xbf")))
        bytes = str_from(bytes, 3);
    if (!utf8_valid(bytes) || str_find_char(bytes, '\0', 0) != STR_NONE)
        return fail(fault, 0, S("this is no plain text in UTF-8"));
    struct str line;
    for (size_t number = 1; str_next(&bytes, '\n', &line); number++) {
        line = str_trim(line);
        if (line.len && line.at[0] != '#' && !read_rule(arena, rules, number, line, fault))
            return false;
    }
    rules->starts = has_rule(rules, RULE_START);
    if (rules->starts == has_rule(rules, RULE_ENTRY))
        return fail(fault, 0,
                    rules->starts ? S("either \"entry\" or \"entry-start\" can be given, not both")
                                  : S("a rule \"entry\" or \"entry-start\" is missing: which "
                                      "elements are the entries, or begin them"));
    return true;
}

/* The rules at work on a page. */
struct work {
    struct arena *arena;
    struct rules *rules;
    const struct page *page;
    struct xpath *xpath;
    size_t steps;
    struct rules_fault *fault;
    size_t nested; /* entries that lie inside others */
};

static void warn(const struct work *work, const struct rule *rule, struct str words) {
    diag(MSG_RULE_UNUSED, &(struct place){work->rules->file, rule->line}, "\"%s\" %.*s",
         rule_name(rule->name), STR_ARGS(words));
}

static bool find(struct work *work, const struct rule *rule, const struct node *from,
                 struct found_nodes *found) {
    struct xpath_fault wrong;
    if (xpath_find(work->xpath, rule->expression, from, found, &wrong))
        return true;
    if (!wrong.limit)
        return fail(work->fault, rule->line, fault_words(work->arena, rule, &wrong));
    diag(MSG_LIMIT, &(struct place){work->rules->file, rule->line},
         "the rules take more than %zu steps on this page, so nothing was written; at \"%s\" they "
         "were used up (--max-rule-steps). Often a simpler expression finds the "
         "same: in an entry .//b instead of //b, which looks through the whole page",
         work->steps, rule_name(rule->name));
    return fail(work->fault, rule->line, S(""));
}

static int by_place(const void *a, const void *b) {
    const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;
    return number_compare(x->mark, y->mark);
}

/* What all rules of one name find in the whole page, in document order. */
static bool find_all(struct work *work, enum rule_name name, struct found_nodes *all) {
    size_t room = 0;
    *all = (struct found_nodes){0};
    for (size_t i = 0; i < work->rules->count; i++) {
        struct rule *rule = &work->rules->at[i];
        struct found_nodes found;
        if (rule->name != name)
            continue;
        if (!find(work, rule, work->page->root, &found))
            return false;
        rule->found = found.count;
        for (size_t k = 0; k < found.count; k++)
            *arena_push(work->arena, all->at, all->count, &room) = found.at[k];
    }
    if (all->count)
        qsort(all->at, all->count, sizeof *all->at, by_place);
    return true;
}

/* The number of the last node inside this one. */
static size_t last_inside(const struct node *node) {
    while (node->last)
        node = node->last;
    return node->mark;
}

/* The innermost element that holds all starts and is none of them. */
static struct node *around_all(const struct found_nodes *starts) {
    struct node *around = starts->at[0];
    size_t last = starts->at[starts->count - 1]->mark;
    do
        around = around->parent ? around->parent : around;
    while (around->parent && last_inside(around) < last);
    return around;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* True where the node is the last entry or lies in it. */
static bool is_known(const struct rules *rules, const struct node *node) {
    if (!rules->entry_count)
        return false;
    const struct ruled_entry *before = &rules->entries[rules->entry_count - 1];
    return rules->starts ? before->node == node : before->last >= node->mark;
}

/* An entry ends with its element; one that has a start only before the next start or heading, or
 * with the element around all starts. */
static void set_entries(struct work *work, const struct found_nodes *found) {
    struct rules *rules = work->rules;
    const struct found_nodes *sections = &rules->sections;
    size_t section = 0;
    rules->entries = arena_make(work->arena, struct ruled_entry, found->count);
    if (rules->starts && found->count) {
        rules->within = around_all(found);
        rules->within->given |= GIVEN_BORDER;
    }
    for (size_t i = 0; i < found->count; i++) {
        struct node *node = found->at[i];
        size_t last = last_inside(rules->starts ? rules->within : node);
        if (is_known(rules, node)) {
            work->nested += rules->entries[rules->entry_count - 1].node != node;
            continue;
        }
        while (section < sections->count && sections->at[section]->mark <= node->mark)
            section++;
        if (rules->starts && i + 1 < found->count)
            last = least(last, found->at[i + 1]->mark - 1);
        if (rules->starts && section < sections->count)
            last = least(last, sections->at[section]->mark - 1);
        node->given |= GIVEN_BORDER;
        rules->entries[rules->entry_count++] = (struct ruled_entry){node, node->mark, last};
    }
}

/* True where the node or one around it in its entry is given another role than a link's. */
static bool has_role(const struct node *node, const struct ruled_entry *entry) {
    for (; node && node->mark >= entry->first; node = node->parent)
        if (node->given & GIVEN_ROLE && (node->given & GIVEN_ROLE) != GIVEN_LINK)
            return true;
    return false;
}

/* A link inside a title or an annotation is no line of its own. */
static bool give(struct node *node, enum given role, const struct ruled_entry *entry) {
    bool link = role == GIVEN_LINK;
    if (link)
        node->given |= GIVEN_MAIN;
    if (link ? has_role(node, entry) : node->given & GIVEN_ROLE)
        return link;
    node->given |= role;
    return true;
}

static bool apply_to_entry(struct work *work, struct rule *rule, const struct ruled_entry *entry) {
    struct found_nodes found;
    if (!find(work, rule, entry->node, &found))
        return false;
    size_t before = rule->found;
    for (size_t i = 0; i < found.count; i++)
        if (found.at[i]->mark >= entry->first && found.at[i]->mark <= entry->last)
            rule->found += give(found.at[i], rule->name - RULE_PART + GIVEN_TITLE, entry);
    rule->entries += rule->found > before;
    return true;
}

/* Links come last: whether one stands inside another part is known then. */
static bool apply_parts(struct work *work) {
    struct rules *rules = work->rules;
    for (enum rule_name name = RULE_PART; name < RULE_COUNT; name++)
        for (size_t i = 0; i < rules->count; i++)
            for (size_t k = 0; k < rules->entry_count && rules->at[i].name == name; k++)
                if (!apply_to_entry(work, &rules->at[i], &rules->entries[k]))
                    return false;
    return true;
}

static void say_unused(const struct work *work) {
    for (size_t i = 0; i < work->rules->count; i++) {
        const struct rule *rule = &work->rules->at[i];
        bool part = rule->name >= RULE_PART;
        if (!rule->found && (!part || work->rules->entry_count))
            warn(work, rule,
                 part ? S("names nothing in any entry that no rule before it names")
                      : S("names nothing on this page"));
        if (rule->name == RULE_ENTRY && work->nested)
            warn(work, rule,
                 str_format(work->arena,
                            "also names elements inside others that it names (%zu of %zu); they "
                            "are parts of these entries, and no entries themselves",
                            work->nested, rule->found));
    }
}

bool rules_apply(struct arena *arena, struct rules *rules, const struct page *page, size_t steps,
                 struct rules_fault *fault) {
    struct work work = {.arena = arena,
                        .rules = rules,
                        .page = page,
                        .xpath = xpath_of_page(arena, page, steps),
                        .steps = steps,
                        .fault = fault};
    struct found_nodes skipped, found;
    if (!find_all(&work, RULE_SKIP, &skipped) || !find_all(&work, RULE_SECTION, &rules->sections) ||
        !find_all(&work, rules->starts ? RULE_START : RULE_ENTRY, &found))
        return false;
    for (size_t i = 0; i < skipped.count; i++)
        skipped.at[i]->given |= GIVEN_SKIP;
    for (size_t i = 0; i < rules->sections.count; i++)
        rules->sections.at[i]->given |= GIVEN_BORDER;
    set_entries(&work, &found);
    if (!apply_parts(&work))
        return false;
    say_unused(&work);
    return true;
}

struct line_runs rules_runs(struct arena *arena, const struct rules *rules,
                            const struct page_lines *lines) {
    struct line_runs runs = {.at = arena_make(arena, struct line_run, rules->entry_count)};
    size_t section = rules->sections.count, limit = lines->count;
    if (rules->within)
        limit = least(limit, lines->range[rules->within->mark].to);
    runs.at += rules->entry_count;
    for (size_t i = rules->entry_count; i-- > 0;) {
        const struct node *node = rules->entries[i].node;
        struct line_range range = lines->range[node->mark];
        while (section && rules->sections.at[section - 1]->mark > node->mark)
            limit = least(limit, lines->range[rules->sections.at[--section]->mark].from);
        if (rules->starts)
            range.to = limit;
        limit = least(limit, range.from);
        if (range.from >= range.to)
            continue;
        *--runs.at = (struct line_run){.from = range.from, .to = range.to};
        runs.count++;
    }
    return runs;
}

static struct str words_of(struct arena *arena, const struct page_lines *lines,
                           struct line_range range) {
    struct buf words = buf_in(arena);
    for (size_t i = range.from; i < range.to; i++)
        buf_join(&words, " ", lines->at[i].line.text);
    return buf_text(&words);
}

struct section_path *rules_sections(struct arena *arena, const struct rules *rules,
                                    const struct page_lines *lines, const struct line_runs *runs) {
    if (!has_rule(rules, RULE_SECTION))
        return NULL;
    struct section_path *paths = arena_make(arena, struct section_path, runs->count);
    struct str *heading = NULL;
    size_t section = 0;
    for (size_t i = 0; i < runs->count; i++) {
        for (; section < rules->sections.count; section++) {
            struct line_range range = lines->range[rules->sections.at[section]->mark];
            if (range.from >= runs->at[i].from && range.from != SIZE_MAX)
                break;
            if (range.from >= range.to)
                continue;
            heading = arena_make(arena, struct str, 1);
            *heading = words_of(arena, lines, range);
        }
        paths[i] = (struct section_path){heading, heading != NULL};
    }
    return paths;
}
