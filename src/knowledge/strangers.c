/* Telling other files by their bytes, and pages without a list by what stands on them. */
#include "knowledge/strangers.h"

#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

#define WORDS(name, text) static const char name[] = text;
#include "knowledge/strangers.def"

/* The last of a table has no words. */
struct known {
    struct str start, also;
    struct stranger stranger;
};

static const struct known strangers[] = {
#define STRANGER(start, also, what, advice) {S(start), S(also), {what, advice}},
#include "knowledge/strangers.def"
    {S(""), S(""), {NULL, NULL}}};

static const struct known lineless[] = {
#define LINELESS(start, what, advice) {S(start), S(""), {what, advice}},
#include "knowledge/strangers.def"
    {S(""), S(""), {NULL, NULL}}};

static const struct stranger *known_by(const struct known *known, struct str head,
                                       struct str bytes) {
    for (; known->stranger.what; known++)
        if (str_starts(head, known->start) && str_find(bytes, known->also, 0) != STR_NONE)
            return &known->stranger;
    return NULL;
}

static const struct str columns[] = {
#define COLUMN(head) S(head),
#include "knowledge/strangers.def"
};

static bool is_column(struct str field) {
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (str_equal_fold(str_trim_set(field, " \r\""), columns[i]))
            return true;
    return false;
}

static struct str without_mark(struct str text) {
    return str_from(text, str_starts(text, S("\xef\xbb\xbf")) ? 3 : 0);
}

/* How many heads of columns a line has: at least three of which two are known, or none. */
static size_t heads_in(struct str line, char separator) {
    size_t heads = 0, known = 0;
    for (struct str field; str_next(&line, separator, &field); heads++)
        known += is_column(field);
    return heads >= 3 && known >= 2 ? heads : 0;
}

/* True where a line of heads comes first, and the next line has as many fields. */
static bool is_table(struct str head, char separator) {
    struct str first = S(""), second = S(""), field;
    str_next(&head, '\n', &first);
    str_next(&head, '\n', &second);
    size_t heads = heads_in(first, separator), fields = 0;
    while (str_next(&second, separator, &field))
        fields++;
    return heads && fields >= heads;
}

const struct stranger *stranger_of(const struct saved *saved) {
    enum { HEAD = 4096 };
    static const struct stranger table = {a_table, import_table};
    static const struct stranger pageless = {an_archive, give_page};
    struct str head = without_mark(str_part(saved->bytes, 0, HEAD));
    if (saved->pageless)
        return &pageless;
    const struct stranger *stranger = known_by(strangers, head, saved->bytes);
    return stranger ? stranger : is_table(head, ',') || is_table(head, ';') ? &table : NULL;
}

const struct stranger *stranger_to_lines(struct str text) {
    static const struct stranger table = {a_table, read_table};
    struct str head = without_mark(text), first = S("");
    const struct stranger *stranger = known_by(lineless, head, text);
    str_next(&head, '\n', &first);
    bool heads = heads_in(first, ',') || heads_in(first, ';') || heads_in(first, '\t');
    return stranger ? stranger : heads ? &table : NULL;
}

/* What stands on a page that has no list. */
struct signs {
    struct buf frames; /* the files of its frames, ", " between */
    struct str target; /* of its forwarding, or empty */
    size_t frame_line, target_line, password_line;
    bool picture, script, asks_for_script;
};

static struct pattern needs_script = PATTERN_FOLD(ASKS_FOR_SCRIPT);

static void look_at_meta(const struct node *node, struct signs *signs) {
    static struct pattern forward = PATTERN_FOLD(FORWARDING);
    struct match match;
    if (str_equal_fold(node_attribute(node, "http-equiv"), S("refresh")) &&
        pattern_find(&forward, node_attribute(node, "content"), 0, &match)) {
        signs->target = str_trim(match.group[1]);
        signs->target_line = node->line;
    }
}

static void look_at_node(struct arena *arena, const struct node *node, struct signs *signs) {
    struct str source = str_trim(node_attribute(node, "src"));
    if (node_is(node, "frame") && source.len) {
        if (!signs->frames.len)
            signs->frame_line = node->line;
        buf_join(&signs->frames, ", ", source);
    }
    if (node_is(node, "meta"))
        look_at_meta(node, signs);
    if (node_is(node, "input") && str_equal_fold(node_attribute(node, "type"), S("password")))
        signs->password_line = node->line;
    signs->picture |= node_is(node, "svg");
    signs->script |= node_is(node, "script");
    if (node_is(node, "noscript"))
        signs->asks_for_script |= pattern_in(&needs_script, node_text(arena, node));
}

struct listless listless_page(struct arena *arena, const struct page *page,
                              const struct page_lines *lines) {
    enum { FEW_LINES = 10 };
    struct signs signs = {.frames = buf_in(arena), .target = S("")};
    for (const struct node *n = page->root; n; n = node_next(n, page->root))
        look_at_node(arena, n, &signs);
    for (size_t i = 0; i < lines->count; i++)
        signs.asks_for_script |= pattern_in(&needs_script, lines->at[i].line.text);
    bool few = lines->count <= FEW_LINES;
    if (signs.frames.len)
        return (struct listless){frames, buf_text(&signs.frames), signs.frame_line};
    if (few && signs.target.len)
        return (struct listless){forwards, signs.target, signs.target_line};
    if (signs.password_line)
        return (struct listless){asks_password, S(""), signs.password_line};
    if (few && (signs.asks_for_script || (signs.script && !lines->count)))
        return (struct listless){script_only, S(""), 0};
    if (lines->count)
        return (struct listless){no_list, S(""), 0};
    return (struct listless){!page->root ? empty : signs.picture ? drawing : textless, S(""), 0};
}
