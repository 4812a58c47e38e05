/* An HTML page as a tree: libxml2 says which element starts and ends where in the mended text. */
#include "wrappers/page.h"

#include <libxml/HTMLparser.h>
#include <limits.h>

#include "ground/buf.h"
#include "ground/diag.h"
#include "ground/markup.h"
#include "wrappers/mend.h"

/* An element that stands open, beside its name in the parser's own stack. */
struct open {
    struct node *node;
    unsigned is, keeps;
};

struct reader {
    struct arena *arena;
    htmlParserCtxtPtr parser;
    struct page page;
    struct mended mended;
    size_t at, line, skip; /* a place in the mended text, its line, the skips up to there */
    size_t depth;
    struct open *open; /* as many as parser->nameNr, with the same indexes */
    size_t room;
    struct buf text; /* of the text node that is being read */
    struct node *text_parent;
    size_t text_line;
};

static struct str str_from_xml(const xmlChar *text) {
    return str_of((const char *)text);
}

/* Where in the mended text the parser stands. */
static size_t parsed(const struct reader *reader) {
    long at = xmlByteConsumed(reader->parser);
    size_t len = reader->mended.text.len;
    return at < 0 ? 0 : (size_t)at > len ? len : (size_t)at;
}

/* The line of the page at byte `at` of the mended text; each call goes on where the last one was.
 */
static size_t line_at(struct reader *reader, size_t at) {
    const struct mended *mended = &reader->mended;
    for (; reader->at < at; reader->at++)
        reader->line += mended->text.at[reader->at] == '\n';
    for (; reader->at > at; reader->at--)
        reader->line -= mended->text.at[reader->at - 1] == '\n';
    for (; reader->skip < mended->skip_count && mended->skips[reader->skip].at <= at;
         reader->skip++)
        reader->line += mended->skips[reader->skip].lines;
    for (; reader->skip > 0 && mended->skips[reader->skip - 1].at > at; reader->skip--)
        reader->line -= mended->skips[reader->skip - 1].lines;
    return reader->line;
}

static size_t line_here(struct reader *reader) {
    return line_at(reader, parsed(reader));
}

/* Where in the mended text a piece begins that the parser hands over: it stands behind it, or on
 * its last character when the piece filled the parser's buffer. */
static size_t start_of(const struct reader *reader, struct str piece) {
    enum { WIDEST = 4 };
    size_t end = parsed(reader);
    for (size_t ahead = 0; ahead <= WIDEST; ahead++)
        if (end + ahead >= piece.len &&
            str_equal(str_part(reader->mended.text, end + ahead - piece.len, end + ahead), piece))
            return end + ahead - piece.len;
    return end > piece.len ? end - piece.len : 0;
}

static void append(struct node *parent, struct node *node) {
    node->parent = parent;
    node->previous = parent->last;
    *(parent->last ? &parent->last->next : &parent->first) = node;
    parent->last = node;
}

static struct node *add_node(struct reader *reader, struct node *parent, enum node_kind kind,
                             size_t line) {
    struct node *node = arena_make(reader->arena, struct node, 1);
    *node = (struct node){.kind = kind, .name = S(""), .text = S(""), .line = line};
    append(parent, node);
    return node;
}

/* Makes a node of the text read so far. */
static void end_text(struct reader *reader) {
    if (!reader->text.len)
        return;
    struct node *node = add_node(reader, reader->text_parent, NODE_TEXT, reader->text_line);
    node->text = str_copy(reader->arena, buf_text(&reader->text));
    reader->text.len = 0;
}

static struct node *innermost(const struct reader *reader) {
    int depth = reader->parser->nameNr;
    return depth > 0 ? reader->open[depth - 1].node : reader->page.root;
}

static void on_text(void *user, const xmlChar *bytes, int len) {
    struct reader *reader = user;
    struct str text = {(const char *)bytes, (size_t)len};
    if (reader->text.len && reader->text_parent != innermost(reader))
        end_text(reader);
    if (!reader->text.len) {
        reader->text_parent = innermost(reader);
        reader->text_line = line_at(reader, start_of(reader, text));
    }
    buf_put(&reader->text, text);
}

static void on_comment(void *user, const xmlChar *text) {
    struct reader *reader = user;
    end_text(reader);
    struct str comment = str_copy(reader->arena, str_from_xml(text));
    size_t line = line_here(reader) - markup_lines(comment);
    add_node(reader, innermost(reader), NODE_COMMENT, line)->text = comment;
}

static void add_attributes(struct arena *arena, struct node *node, const xmlChar **pairs) {
    struct attribute **end = &node->attributes;
    while (*end)
        end = &(*end)->next;
    for (; pairs && pairs[0]; pairs += 2) {
        *end = arena_make(arena, struct attribute, 1);
        (*end)->name = str_copy(arena, str_from_xml(pairs[0]));
        (*end)->value = str_copy(arena, str_from_xml(pairs[1]));
        end = &(*end)->next;
    }
}

/* Ends what the start of `known` ends even through elements that were left open in it: libxml2
 * itself looks at the innermost element only, and `<li><a name=x>` without `</a>` would nest the
 * next `<li>` in this one. */
static void end_left_open(struct reader *reader, const struct element *known) {
    unsigned ends = known->ends;
    int newest = reader->parser->nameNr - 1, from = newest;
    for (int i = newest - 1; i > 0 && ends; i--) {
        const struct open *open = &reader->open[i];
        if (open->is & ends)
            from = i;
        ends &= ~(open->is | open->keeps);
    }
    /* The elements from there up to the newest go out of the parser's stack. */
    reader->parser->nameTab[from] = reader->parser->nameTab[newest];
    reader->parser->nameNr = from + 1;
}

/* Takes the newest element off the parser's stack again: what it holds belongs to its parent. */
static void refuse(struct reader *reader) {
    htmlParserCtxtPtr parser = reader->parser;
    parser->nameNr--;
    parser->name = parser->nameNr ? parser->nameTab[parser->nameNr - 1] : NULL;
    if (!reader->page.too_deep++)
        reader->page.too_deep_line = line_here(reader);
}

/* Below the limit paragraphs, items, links and marks still part the text, a few levels deep. */
enum { SMALL_DEPTH = 8 };

static bool is_small(struct str name, const struct element *known) {
    static const struct str small[] = {S("b"),  S("em"), S("h1"), S("h2"), S("h3"),
                                       S("h4"), S("h5"), S("h6"), S("i"),  S("strong")};
    return known->is || STR_ROW(name, small);
}

static void on_start(void *user, const xmlChar *xml_name, const xmlChar **attributes) {
    struct reader *reader = user;
    struct str name = str_from_xml(xml_name);
    const struct element *known = element_of(name);
    end_text(reader);
    end_left_open(reader, known);
    size_t at = (size_t)reader->parser->nameNr - 1;
    if (at >= reader->depth + (is_small(name, known) ? SMALL_DEPTH : 0) && !known->holds) {
        refuse(reader);
        return;
    }
    reader->open = arena_grow(reader->arena, reader->open, sizeof *reader->open, at, &reader->room);
    struct node *node = reader->page.root;
    if (at > 0) {
        node = add_node(reader, reader->open[at - 1].node, NODE_ELEMENT, line_here(reader));
        node->name = known->name.len ? known->name : str_copy(reader->arena, name);
    }
    add_attributes(reader->arena, node, attributes);
    reader->open[at] = (struct open){node, known->is, known->keeps};
}

static void on_end(void *user, const xmlChar *name) {
    (void)name;
    end_text(user);
}

static void parse(struct reader *reader) {
    struct str text = reader->mended.text;
    if (text.len > INT_MAX)
        die_machine("a page of more than 2 GiB cannot be read");
    htmlParserCtxtPtr parser = needed(htmlCreateMemoryParserCtxt(text.at, (int)text.len));
    *parser->sax = (htmlSAXHandler){.startElement = on_start,
                                    .endElement = on_end,
                                    .characters = on_text,
                                    .cdataBlock = on_text,
                                    .comment = on_comment};
    parser->userData = reader;
    parser->recovery = 1;
    parser->charset = XML_CHAR_ENCODING_UTF8;
    parser->options = HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE | XML_PARSE_BIG_LINES;
    reader->parser = parser;
    htmlParseDocument(parser);
    end_text(reader);
    htmlFreeParserCtxt(parser);
}

struct page page_read(struct arena *arena, struct str text, size_t depth) {
    struct reader reader = {.arena = arena, .depth = depth, .line = 1, .text = buf_in(arena)};
    struct node *root = arena_make(arena, struct node, 1);
    *root = (struct node){.kind = NODE_ELEMENT, .name = S("html"), .text = S(""), .line = 1};
    reader.page.root = root;
    reader.mended = mend(arena, text);
    if (reader.mended.text.len)
        parse(&reader);
    return reader.page;
}

static const struct attribute *find_attribute(const struct node *node, const char *name) {
    const struct attribute *a = node->attributes;
    while (a && !str_equal(a->name, str_of(name)))
        a = a->next;
    return a;
}

struct str node_attribute(const struct node *node, const char *name) {
    const struct attribute *a = find_attribute(node, name);
    return a ? a->value : S("");
}

bool node_has(const struct node *node, const char *name) {
    return find_attribute(node, name) != NULL;
}

bool node_is(const struct node *node, const char *name) {
    return node->kind == NODE_ELEMENT && str_equal(node->name, str_of(name));
}

struct node *node_after(const struct node *node, const struct node *root) {
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

struct node *node_next(const struct node *node, const struct node *root) {
    return node->first ? node->first : node_after(node, root);
}

void node_remove(struct node *node) {
    struct node *parent = node->parent;
    *(node->previous ? &node->previous->next : &parent->first) = node->next;
    *(node->next ? &node->next->previous : &parent->last) = node->previous;
}

struct str node_text(struct arena *arena, const struct node *node) {
    struct buf text = buf_in(arena);
    if (node->kind == NODE_TEXT)
        return node->text;
    for (const struct node *n = node_next(node, node); n; n = node_next(n, node))
        if (n->kind == NODE_TEXT)
            buf_put(&text, n->text);
    return buf_text(&text);
}
