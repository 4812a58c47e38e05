/* XPath on a page: its tree mirrored as a document of libxml2, each node with its own behind it. */
#include "wrappers/page_xpath.h"

#include <libxml/xmlmemory.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#include "ground/diag.h"

struct expression {
    xmlXPathCompExprPtr compiled;
};

struct xpath {
    struct arena *arena;
    xmlDocPtr document;
    xmlXPathContextPtr context;
    xmlNodePtr *mirror; /* by node->mark */
    size_t count, room;
};

/* What libxml2 says, in other words where its own say little to a reader. */
static const struct {
    int error;
    const char *words;
} plain_words[] = {
#define FAULT(error, words) {error, words},
#include "wrappers/xpath_faults.def"
};

static struct str words_of(struct arena *arena, const xmlError *error) {
    int number = error->code - XML_XPATH_EXPRESSION_OK;
    for (size_t i = 0; i < sizeof plain_words / sizeof plain_words[0]; i++)
        if (plain_words[i].error == number)
            return str_of(plain_words[i].words);
    return str_copy(arena, str_trim(str_of(error->message)));
}

static struct xpath_fault fault_of(struct arena *arena, xmlXPathContextPtr context) {
    const xmlError *error = &context->lastError;
    struct xpath_fault fault = {.at = STR_NONE, .words = S("it cannot be worked out")};
    if (!error->code)
        return fault;
    fault.words = words_of(arena, error);
    fault.limit = error->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED;
    if (error->str1)
        fault.at = (size_t)error->int1;
    return fault;
}

/* Faults are looked up where they are wanted. */
static void keep_quiet(void *user, xmlErrorPtr error) {
    (void)user;
    (void)error;
}

static void say_nothing(void *user, const char *words, ...) {
    (void)user;
    (void)words;
}

static void free_compiled(void *compiled) {
    xmlXPathFreeCompExpr(compiled);
}

static void free_context(void *context) {
    xmlXPathFreeContext(context);
}

static void free_document(void *document) {
    xmlFreeDoc(document);
}

static xmlXPathContextPtr new_context(xmlDocPtr document) {
    xmlXPathContextPtr context = needed(xmlXPathNewContext(document));
    context->error = keep_quiet;
    xmlSetGenericErrorFunc(NULL, say_nothing);
    return context;
}

struct expression *expression_read(struct arena *arena, struct str text,
                                   struct xpath_fault *fault) {
    xmlXPathContextPtr context = new_context(NULL);
    struct expression *expression = arena_make(arena, struct expression, 1);
    expression->compiled =
        xmlXPathCtxtCompile(context, (const xmlChar *)str_zero_ended(arena, text));
    if (expression->compiled)
        arena_defer(arena, free_compiled, expression->compiled);
    else
        *fault = fault_of(arena, context);
    xmlXPathFreeContext(context);
    return expression->compiled ? expression : NULL;
}

/* libxml2's own count of steps leaves out what the text of an element costs, which may be that of
 * the whole page. Such a text is gathered in new memory that is moved for each piece of it: that is
 * counted here. */
static xmlXPathContextPtr counted;
enum { NEW_BYTES_PER_STEP = 16, MOVED_BYTES_PER_STEP = 16384 };

static void count_steps(unsigned long steps) {
    if (!counted)
        return;
    unsigned long left = counted->opLimit - counted->opCount;
    counted->opCount += steps < left ? steps : left;
}

static void *counted_malloc(size_t size) {
    count_steps(1 + size / NEW_BYTES_PER_STEP);
    return malloc(size);
}

static void *counted_realloc(void *old, size_t size) {
    count_steps(1 + size / MOVED_BYTES_PER_STEP);
    return realloc(old, size);
}

/* Not xmlAddChild, which joins neighbouring texts. */
static void append(xmlNodePtr parent, xmlNodePtr node) {
    node->parent = parent;
    node->prev = parent->last;
    *(parent->last ? &parent->last->next : &parent->children) = node;
    parent->last = node;
}

static xmlNodePtr mirror_node(struct arena *arena, xmlDocPtr document, const struct node *node) {
    if (node->kind == NODE_TEXT)
        return xmlNewDocTextLen(document, (const xmlChar *)node->text.at, (int)node->text.len);
    if (node->kind == NODE_COMMENT)
        return xmlNewDocComment(document, (const xmlChar *)str_zero_ended(arena, node->text));
    xmlNodePtr made =
        xmlNewDocNode(document, NULL, (const xmlChar *)str_zero_ended(arena, node->name), NULL);
    for (const struct attribute *a = node->attributes; made && a; a = a->next)
        needed(xmlNewProp(made, (const xmlChar *)str_zero_ended(arena, a->name),
                          (const xmlChar *)str_zero_ended(arena, a->value)));
    return made;
}

struct xpath *xpath_of_page(struct arena *arena, const struct page *page, size_t steps) {
    struct xpath *xpath = arena_make(arena, struct xpath, 1);
    struct arena *passing = arena_new();
    xmlGcMemSetup(free, malloc, counted_malloc, counted_realloc, strdup);
    *xpath = (struct xpath){.arena = arena, .document = needed(xmlNewDoc(NULL))};
    *arena_push(arena, xpath->mirror, xpath->count, &xpath->room) = NULL;
    for (struct node *n = page->root; n; n = node_next(n, page->root)) {
        xmlNodePtr made = needed(mirror_node(passing, xpath->document, n));
        made->_private = n;
        n->mark = xpath->count;
        *arena_push(arena, xpath->mirror, xpath->count, &xpath->room) = made;
        append(n->parent ? xpath->mirror[n->parent->mark] : (xmlNodePtr)xpath->document, made);
        arena_reset(passing);
    }
    arena_free(passing);
    xmlXPathOrderDocElems(xpath->document);
    xpath->context = new_context(xpath->document);
    xpath->context->opLimit = steps;
    arena_defer(arena, free_document, xpath->document);
    arena_defer(arena, free_context, xpath->context);
    return xpath;
}

static struct node *own_node(xmlNodePtr node) {
    if (node->type == XML_ATTRIBUTE_NODE)
        node = node->parent;
    bool ours = node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE;
    return ours ? node->_private : NULL;
}

static void take_nodes(struct arena *arena, xmlNodeSetPtr set, struct found_nodes *found) {
    size_t count = set ? (size_t)set->nodeNr : 0;
    found->at = arena_make(arena, struct node *, count);
    if (set)
        xmlXPathNodeSetSort(set);
    for (size_t i = 0; i < count; i++) {
        struct node *node = own_node(set->nodeTab[i]);
        if (node && (!found->count || found->at[found->count - 1] != node))
            found->at[found->count++] = node;
    }
}

bool xpath_find(struct xpath *xpath, const struct expression *expression, const struct node *node,
                struct found_nodes *found, struct xpath_fault *fault) {
    *found = (struct found_nodes){0};
    xpath->context->node = xpath->mirror[node->mark];
    xmlResetError(&xpath->context->lastError);
    counted = xpath->context;
    xmlXPathObjectPtr result = xmlXPathCompiledEval(expression->compiled, xpath->context);
    counted = NULL;
    bool nodes = result && result->type == XPATH_NODESET;
    if (nodes)
        take_nodes(xpath->arena, result->nodesetval, found);
    else if (result)
        *fault = (struct xpath_fault){.words = S("it gives no elements but a number, a text or a "
                                                 "truth"),
                                      .at = STR_NONE};
    else
        *fault = fault_of(xpath->arena, xpath->context);
    xmlXPathFreeObject(result);
    return nodes;
}
