/* Machine-readable data: gathered as they are, nothing of them understood but titles. */
#include "knowledge/pagedata.h"

#include <stdlib.h>

#include "ground/utf8.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

enum kind {
#define DATA_KIND(kind, name) kind,
#include "knowledge/data_kinds.def"
    KINDS
};

static const char *const kinds[KINDS] = {
#define DATA_KIND(kind, name) name,
#include "knowledge/data_kinds.def"
};

/* Ways to write properties on the page's own elements. An element of a scope describes a work. */
static const struct vocabulary {
    enum kind kind;
    const char *scope, *type, *property;
} vocabularies[] = {
    {MICRODATA, "itemscope", "itemtype", "itemprop"},
    {RDFA, "typeof", "typeof", "property"},
    {HCITE, NULL, "class", "class"},
};

struct finder {
    struct arena *arena;
    const struct page_lines *lines;
    struct page_data data;
    size_t room, of_kind[KINDS], of_usual;
    struct str *folded; /* the lines, made when the first title is looked for */
    size_t line;        /* where the last title was found: lists go in the page's order */
    size_t work;        /* lines that may still be looked at for titles */
};

/* How deeply works lie in works; further in, nobody would read them. */
enum { DEEPEST = 24 };

/* A title shorter than SHORTEST_WITHIN bytes must begin its line. */
enum { WORK_PER_LINE = 50, SHORTEST_TITLE = 4, SHORTEST_WITHIN = 20 };

static void add(struct finder *finder, enum kind kind, size_t line, struct json *value,
                struct line_range range) {
    struct json *json = json_new_object(finder->arena);
    json_put_text(finder->arena, json, S("kind"), str_of(kinds[kind]));
    json_put_size(finder->arena, json, S("line"), line);
    json_put(json, S("value"), value);
    struct page_datum datum = {kinds[kind], json, range, finder->data.count};
    if (++finder->of_kind[kind] > finder->of_usual) {
        finder->of_usual = finder->of_kind[kind];
        finder->data.usual = kinds[kind];
    }
    *arena_push(finder->arena, finder->data.at, finder->data.count, &finder->room) = datum;
}

/* The lines of a block element; of any other the line that it stands in or, as it is empty, the one
 * before it in the same block. */
static struct line_range range_of(const struct page_lines *lines, const struct node *node) {
    const struct node *block = node;
    while (block && lines->range[block->mark].from == SIZE_MAX)
        block = block->parent;
    if (!block)
        return (struct line_range){SIZE_MAX, SIZE_MAX};
    struct line_range range = lines->range[block->mark];
    if (block == node)
        return range;
    size_t low = range.from, high = range.to;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (lines->at[middle].start && lines->at[middle].start->mark < node->mark)
            low = middle;
        else
            high = middle;
    }
    return (struct line_range){low, low + 1};
}

/* True where the blank-parted words of a class have one that the pattern matches. */
static bool has_class(const struct node *node, struct pattern *pattern) {
    struct str class = node_attribute(node, "class");
    return class.len && pattern_in(pattern, class);
}

static bool is_scope(const struct node *node, const struct vocabulary *vocabulary) {
    static struct pattern cite = PATTERN("(?:^|\\s)(?:h-[a-z]+|hcite|vcard)(?:$|\\s)");
    return vocabulary->scope ? node_has(node, vocabulary->scope) : has_class(node, &cite);
}

/* True for a type of things that one cites. */
static struct pattern work_type = PATTERN("(?:" KINDS_OF_WORKS ")(?:$|\\s)");

/* The next property among the words of an attribute: "itemprop" has plain names, "property" may
 * have prefixes, of a class only words such as "p-name" count. */
static bool next_property(const struct vocabulary *vocabulary, struct str *rest, struct str *name) {
    static struct pattern mark = PATTERN("^(?:p|u|dt|e)-[a-z-]+$");
    while (str_next(rest, ' ', name)) {
        *name = str_trim(*name);
        if (name->len && (vocabulary->scope || pattern_in(&mark, *name)))
            return true;
    }
    return false;
}

static struct str value_of(struct arena *arena, const struct node *node, struct str property) {
    static struct pattern address = PATTERN("^(?:u-.*|url|sameAs|downloadUrl|contentUrl)$");
    const char *const given[] = {"content", "datetime",
                                 pattern_in(&address, property) ? "href" : "",
                                 node_is(node, "abbr") ? "title" : ""};
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        if (node_has(node, given[i]))
            return node_attribute(node, given[i]);
    return str_squeeze(arena, node_text(arena, node));
}

/* True for an object that says no more than its type. */
static bool says_nothing(const struct json *object) {
    struct json_member first = json_first(object);
    return !first.value || !json_next(first).value;
}

static void add_value(struct arena *arena, struct json *object, struct str name,
                      struct json *value) {
    struct json *values = json_get(object, str_zero_ended(arena, name));
    if (!values) {
        values = json_new_array(arena);
        json_put(object, name, values);
    }
    json_append(values, value);
}

/* What a scope says, as an object of arrays; a scope within it is an object in it, down to `depth`
 * levels, and text below. */
static struct json *object_of(struct arena *arena, const struct node *scope,
                              const struct vocabulary *vocabulary, int depth) {
    struct json *object = json_new_object(arena);
    json_put_text(arena, object, S("type"), node_attribute(scope, vocabulary->type));
    for (const struct node *n = node_next(scope, scope), *next; n; n = next) {
        bool nested = is_scope(n, vocabulary);
        next = nested ? node_after(n, scope) : node_next(n, scope);
        struct str rest = node_attribute(n, vocabulary->property);
        struct str name;
        while (next_property(vocabulary, &rest, &name)) {
            struct json *value =
                nested && depth ? object_of(arena, n, vocabulary, depth - 1) : NULL;
            if (!value || says_nothing(value))
                value = json_new_text(arena, value_of(arena, n, name));
            add_value(arena, object, name, value);
        }
    }
    return object;
}

static void look_at_scopes(struct finder *finder, const struct node *node) {
    for (size_t i = 0; i < sizeof vocabularies / sizeof vocabularies[0]; i++) {
        const struct vocabulary *vocabulary = &vocabularies[i];
        if (is_scope(node, vocabulary) &&
            pattern_in(&work_type, node_attribute(node, vocabulary->type)))
            add(finder, vocabulary->kind, node->line,
                object_of(finder->arena, node, vocabulary, DEEPEST), range_of(finder->lines, node));
    }
}

static bool find_between(struct finder *finder, struct str title, size_t from, size_t to) {
    for (size_t i = from; i < to && finder->work; i++, finder->work--) {
        size_t at = str_find(finder->folded[i], title, 0);
        if (at == 0 || (at != STR_NONE && title.len >= SHORTEST_WITHIN)) {
            finder->line = i;
            return true;
        }
    }
    return false;
}

/* The line that bears a title, looked for from behind the one before on. */
static bool find_title(struct finder *finder, struct str title) {
    size_t count = finder->lines->count, from = finder->line + 1;
    title = str_trim_end(utf8_fold(finder->arena, str_squeeze(finder->arena, title)), ".");
    if (!finder->folded) {
        finder->folded = arena_make(finder->arena, struct str, count);
        for (size_t i = 0; i < count; i++)
            finder->folded[i] = utf8_fold(finder->arena, finder->lines->at[i].line.text);
        finder->work = WORK_PER_LINE * count;
        from = 0;
    }
    return title.len >= SHORTEST_TITLE &&
           (find_between(finder, title, from, count) ||
            find_between(finder, title, 0, from < count ? from : count));
}

static void add_at_title(struct finder *finder, enum kind kind, size_t line, struct str title,
                         struct json *value) {
    if (find_title(finder, title))
        add(finder, kind, line, value, (struct line_range){finder->line, finder->line + 1});
}

/* Works in JSON-LD, wherever they stand in it. */
static void look_at_json(struct finder *finder, struct json *value, size_t line) {
    static const char *const parts[] = {"citation", "hasPart",    "mentions", "itemListElement",
                                        "@graph",   "mainEntity", "item"};
    for (size_t i = 0; i < json_length(value); i++)
        look_at_json(finder, json_at(value, i), line);
    if (json_kind(value) != JSON_OBJECT)
        return;
    struct str title = json_text(json_get(value, "name"));
    if (!title.len)
        title = json_text(json_get(value, "headline"));
    const struct json *type = json_get(value, "@type");
    bool work =
        title.len && pattern_in(&work_type, json_text(json_length(type) ? json_at(type, 0) : type));
    if (work)
        add_at_title(finder, JSON_LD, line, title, value);
    for (size_t i = 0; work && i < sizeof parts / sizeof parts[0]; i++)
        look_at_json(finder, json_get(value, parts[i]), line);
    for (struct json_member m = json_first(value); !work && m.value; m = json_next(m))
        look_at_json(finder, m.value, line);
}

static void look_at_meta(struct finder *finder, const struct node *node) {
    static struct pattern title = PATTERN("citation_title=([^;]+)");
    struct str content = node_attribute(node, "content");
    struct match match;
    if (str_equal_fold(node_attribute(node, "name"), S("citation_reference")) &&
        pattern_find(&title, content, 0, &match))
        add_at_title(finder, REFERENCE, node->line, match.group[1],
                     json_new_text(finder->arena, content));
}

static void look_at_script(struct finder *finder, const struct node *node) {
    const char *why;
    size_t at;
    if (!str_starts_fold(node_attribute(node, "type"), S("application/ld+json")))
        return;
    struct str text = str_trim(node_text(finder->arena, node));
    look_at_json(finder, json_read(finder->arena, text, DEEPEST, &why, &at), node->line);
}

static void look_at(struct finder *finder, const struct node *node) {
    static struct pattern coins = PATTERN("(?:^|\\s)Z3988(?:$|\\s)");
    if (has_class(node, &coins))
        add(finder, COINS, node->line, json_new_text(finder->arena, node_attribute(node, "title")),
            range_of(finder->lines, node));
    if (node_is(node, "meta"))
        look_at_meta(finder, node);
    if (node_is(node, "script"))
        look_at_script(finder, node);
    look_at_scopes(finder, node);
}

static int by_line(const void *a, const void *b) {
    const struct page_datum *x = a, *y = b;
    int order = number_compare(x->range.from, y->range.from);
    return order ? order : number_compare(x->found, y->found);
}

struct page_data page_data_find(struct arena *arena, const struct page *page,
                                const struct page_lines *lines) {
    struct finder finder = {.arena = arena, .lines = lines};
    if (!lines->count)
        return finder.data;
    for (const struct node *n = page->root; n; n = node_next(n, page->root))
        look_at(&finder, n);
    if (finder.data.count)
        qsort(finder.data.at, finder.data.count, sizeof *finder.data.at, by_line);
    return finder.data;
}

struct json *page_data_of(struct arena *arena, const struct page_data *data, size_t from,
                          size_t to) {
    struct json *found = NULL;
    size_t low = 0, high = data->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (data->at[middle].range.from < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < data->count && data->at[low].range.from < to; low++)
        if (data->at[low].range.to <= to) {
            found = found ? found : json_new_array(arena);
            json_append(found, data->at[low].json);
        }
    return found;
}
