/* Lines from a tree of elements: inline elements give marks, block elements and br end a line. */
#include "knowledge/lines.h"

#include "ground/utf8.h"
#include "knowledge/labels.h"
#include "wrappers/pattern.h"

enum role { ROLE_INLINE, ROLE_BLOCK, ROLE_SKIP, ROLE_BREAK, ROLE_RULE };

static const struct element {
    struct str name;
    enum role role;
    unsigned mark; /* for what stands inside */
} elements[] = {
#define ELEMENT(name, role, mark) {S(name), ROLE_##role, mark},
#include "knowledge/line_elements.def"
};

/* Marks that hold for the first line of their element only. */
enum { FIRST_LINE_MARKS = MARK_CELL | MARK_ITEM };

/* A node with borders, and the lines between them. */
struct bordered {
    const struct node *node;
    struct line_range range;
};

struct maker {
    struct arena *arena;
    struct page_lines lines;
    size_t room;
    struct buf text;          /* of the line being made, squeezed */
    size_t characters;        /* of that text */
    bool blank;               /* a blank is due before the next character */
    size_t at;                /* line of the page where it begins */
    const struct node *start; /* the node with which it begins */
    struct span *runs;        /* stretches of it that have one set of marks each */
    size_t run_count, run_room;
    struct entry_link *links;
    size_t link_count, link_room;
    unsigned depth[MARK_COUNT]; /* how many open elements give each mark */
    unsigned first_marks;       /* for the next line only */
    const struct node *open_link;
    size_t link_from;
    struct str
        link_image; /* text that stands for an image inside the open link; at is NULL for none */
    const struct node *block;
    int heading;
    unsigned preformatted;
    size_t hanging; /* in preformatted text, see hanging_of */
    enum gap gap;
    size_t lines_at_open; /* lines made when the innermost p was opened */
    enum given role;      /* of the lines that are made now */
    bool cut;             /* a border has ended the line that a break ends now */
    unsigned main_depth;  /* how many open nodes give the main link */
    struct bordered *bordered;
    size_t bordered_count, bordered_room;
};

static const struct element *element_of(const struct node *node) {
    static const struct element inlined = {.role = ROLE_INLINE};
    const struct element *found = STR_ROW(node->name, elements);
    return found ? found : &inlined;
}

/* What a style attribute says of the weight and slant of its text. */
static unsigned style_marks(const struct node *node) {
    static struct pattern bold = PATTERN_FOLD("font-weight\\s*:\\s*(bold|[6-9]00)");
    static struct pattern slanted = PATTERN_FOLD("font-style\\s*:\\s*(italic|oblique)");
    struct str style = node_attribute(node, "style");
    if (!style.len)
        return 0;
    return (pattern_in(&bold, style) ? MARK_STRONG : 0) |
           (pattern_in(&slanted, style) ? MARK_EMPHASIS : 0);
}

static unsigned current_marks(const struct maker *maker) {
    unsigned marks = 0;
    for (unsigned m = 0; m < MARK_COUNT; m++)
        if (maker->depth[m])
            marks |= 1u << m;
    return marks;
}

static void add_depth(struct maker *maker, unsigned marks, int change) {
    for (unsigned m = 0; m < MARK_COUNT; m++)
        if (marks & 1u << m)
            maker->depth[m] = (unsigned)((int)maker->depth[m] + change);
}

/* The marks that all of the line has, and spans for those that only a part has. */
static void set_marks(struct maker *maker, struct line *line) {
    unsigned all = maker->run_count ? ~0u : 0;
    for (size_t i = 0; i < maker->run_count; i++)
        all &= maker->runs[i].marks;
    line->marks = all & ~(unsigned)FIRST_LINE_MARKS;
    size_t room = 0;
    for (size_t i = 0; i < maker->run_count; i++) {
        struct span *run = &maker->runs[i];
        unsigned extra = run->marks & ~all & ~(unsigned)FIRST_LINE_MARKS;
        struct span *last = line->span_count ? &line->spans[line->span_count - 1] : NULL;
        if (!extra)
            continue;
        if (last && last->marks == extra && last->to + 1 >= run->from)
            last->to = run->to;
        else
            *arena_push(maker->arena, line->spans, line->span_count, &room) =
                (struct span){extra, run->from, run->to};
    }
}

static struct str trimmed_lead(struct str lead) {
    enum { LONGEST_LEAD = 80 };
    lead = str_trim_start(str_trim(lead), " .,;)");
    return lead.len <= LONGEST_LEAD ? lead : S("");
}

/* Finishes the links of the line: labels, and the words between each and the one before. */
static void set_links(struct maker *maker, struct line *line) {
    size_t before = 0;
    struct utf8_place at = {0};
    for (size_t i = 0; i < maker->link_count; i++) {
        struct entry_link *link = &maker->links[i];
        size_t from = utf8_offset_on(line->text, link->from, &at);
        size_t to = utf8_offset_on(line->text, link->to, &at);
        if (to > from)
            link->label = str_part(line->text, from, to);
        link->lead = trimmed_lead(str_part(line->text, before, from));
        /* "click <a>here</a>": the words before are half of the label. */
        if (label_is_generic(str_part(line->text, before, to)) &&
            str_find_char(link->lead, ':', 0) == STR_NONE)
            link->lead = S("");
        before = to;
    }
    line->links = maker->links;
    line->link_count = maker->link_count;
    maker->links = NULL;
    maker->link_count = maker->link_room = 0;
}

static void close_link(struct maker *maker) {
    if (!maker->open_link)
        return;
    struct str href = str_trim(node_attribute(maker->open_link, "href"));
    bool empty = maker->characters == maker->link_from;
    if (!href.len || (empty && !maker->link_image.at))
        return;
    struct entry_link *link =
        arena_push(maker->arena, maker->links, maker->link_count, &maker->link_room);
    *link = (struct entry_link){.href = href,
                                .from = maker->link_from,
                                .to = maker->characters,
                                .given = maker->main_depth > 0};
    if (empty)
        link->label = maker->link_image;
    maker->link_image = (struct str){0};
}

static size_t count_words(struct str text) {
    size_t words = 0;
    struct str rest = text, word;
    while (str_next(&rest, ' ', &word)) {
        size_t width;
        bool letters = false;
        for (size_t i = 0; i < word.len && !letters; i += width)
            letters = utf8_is_letter(utf8_decode(word, i, &width));
        words += letters;
    }
    return words;
}

static void measure(struct page_line *made) {
    made->length = utf8_count(made->line.text);
    made->words = count_words(made->line.text);
    for (size_t i = 0; i < made->line.link_count; i++)
        made->linked += made->line.links[i].to - made->line.links[i].from;
}

/* An address that is written out leads there as a link does. */
static void add_written_links(struct arena *arena, struct line *line) {
    static struct pattern address =
        PATTERN_FOLD("\\b(?:https?://|ftp://|www\\.)[^\\s<>\"“”]*[^\\s<>\"“”.,;:!?)\\]]");
    size_t room = 0, passed = 0; /* characters */
    struct match match;
    for (size_t at = 0; pattern_find(&address, line->text, at, &match); at = match.to) {
        struct str before = str_part(line->text, at, match.from);
        size_t from = passed + utf8_count(before);
        passed = from + utf8_count(match.group[0]);
        *arena_push(arena, line->links, line->link_count, &room) = (struct entry_link){
            .label = match.group[0],
            .href = match.group[0],
            .lead = trimmed_lead(before),
            .from = from,
            .to = passed,
        };
    }
}

/* Ends the line being made; `gap` is the least distance to the next one. */
static void end_line(struct maker *maker, enum gap gap) {
    close_link(maker);
    if (maker->characters || maker->link_count) {
        struct page_line *made =
            arena_push(maker->arena, maker->lines.at, maker->lines.count, &maker->room);
        struct str text = buf_text(&maker->text);
        *made = (struct page_line){.block = maker->block,
                                   .start = maker->start,
                                   .gap = maker->gap,
                                   .heading = maker->heading};
        made->line.text = str_copy(maker->arena, text);
        made->line.at = maker->at;
        made->line.role = maker->role;
        set_marks(maker, &made->line);
        made->line.marks |= maker->first_marks | (maker->gap >= GAP_BLOCK ? MARK_GAP : 0);
        set_links(maker, &made->line);
        if (!made->line.link_count)
            add_written_links(maker->arena, &made->line);
        measure(made);
        maker->first_marks = 0;
        maker->gap = gap;
    } else if (gap > maker->gap) {
        maker->gap = gap;
    }
    maker->text.len = 0;
    maker->characters = 0;
    maker->run_count = 0;
    maker->blank = false;
    maker->link_from = 0;
    maker->cut = false;
}

/* A break ends a line, or is an empty one. */
static void break_line(struct maker *maker) {
    end_line(maker, maker->characters || maker->cut ? GAP_BREAK : GAP_EMPTY);
}

/* Ends the line at a border; a break right behind it is no second end. */
static void cut_line(struct maker *maker) {
    bool cut = maker->cut || maker->characters;
    end_line(maker, GAP_BREAK);
    maker->cut = cut;
}

/* What was added from character `from` on has the marks that hold now. */
static void add_run(struct maker *maker, size_t from) {
    unsigned marks = current_marks(maker);
    struct span *last = maker->run_count ? &maker->runs[maker->run_count - 1] : NULL;
    if (last && last->marks == marks)
        last->to = maker->characters;
    else if (maker->characters > from)
        *arena_push(maker->arena, maker->runs, maker->run_count, &maker->run_room) =
            (struct span){marks, from, maker->characters};
}

static void add_character(struct maker *maker, struct str bytes, size_t line) {
    if (!maker->characters)
        maker->at = line;
    if (maker->blank && maker->characters) {
        buf_char(&maker->text, ' ');
        maker->characters++;
        if (maker->open_link && maker->link_from == maker->characters - 1)
            maker->link_from++;
    }
    maker->blank = false;
    buf_put(&maker->text, bytes);
    maker->characters++;
}

/* How many columns the first line of the text is indented; 0 for an empty line. */
static size_t indent_of(struct str text) {
    size_t columns = 0, i = 0;
    for (; i < text.len && (text.at[i] == ' ' || text.at[i] == '\t'); i++)
        columns += text.at[i] == '\t' ? 8 : 1;
    return i < text.len && is_space(text.at[i]) ? 0 : columns;
}

/* The least indentation with which a line goes on from the one before, in a text most of whose
 * paragraphs begin further left than they go on; else more than any line has. */
static size_t hanging_of(struct str text) {
    enum { DEEPER = 2, LEAST_HEADS = 2, MOST_BEHIND = 2, HEAD_WORDS = 4 };
    size_t least = SIZE_MAX, heads = 0, behind = 0, poor = 0;
    struct str rest = text, line, last = S("");
    while (str_next(&rest, '\n', &line))
        if (str_trim(line).len && indent_of(line) < least - DEEPER)
            least = indent_of(line) + DEEPER;
    while (str_next(&text, '\n', &line)) {
        bool deep = indent_of(line) >= least;
        bool head = deep && str_trim(last).len && indent_of(last) < least;
        heads += head;
        poor += head && count_words(last) < HEAD_WORDS;
        behind += deep;
        last = line;
    }
    return heads >= LEAST_HEADS && behind <= MOST_BEHIND * heads && 4 * poor <= heads ? least
                                                                                      : SIZE_MAX;
}

static void add_text(struct maker *maker, const struct node *node) {
    if (!maker->characters)
        maker->start = node;
    size_t from = maker->characters, line = node->line;
    struct str text = node->text;
    for (size_t i = 0, width; i < text.len; i += width) {
        uint32_t c = utf8_decode(text, i, &width);
        if (c == '\n') {
            line++;
            if (maker->preformatted &&
                !(maker->characters && indent_of(str_from(text, i + 1)) >= maker->hanging)) {
                add_run(maker, from);
                break_line(maker);
                from = 0;
            }
        }
        if (utf8_is_space(c))
            maker->blank = true;
        else if (c != 0xAD)
            add_character(maker, str_part(text, i, i + width), line);
    }
    add_run(maker, from);
}

static void enter_link(struct maker *maker, const struct node *node) {
    if (!node_has(node, "href"))
        return;
    close_link(maker);
    maker->open_link = node;
    maker->link_from = maker->characters;
    maker->link_image = (struct str){0};
}

static void enter_image(struct maker *maker, const struct node *node) {
    struct str words = str_squeeze(maker->arena, node_attribute(node, "alt"));
    if (maker->open_link && !maker->link_image.len)
        maker->link_image = words;
    if (maker->open_link && !maker->characters) {
        maker->at = node->line;
        maker->start = node;
    }
}

static void enter_block(struct maker *maker, const struct node *node) {
    end_line(maker, GAP_BLOCK);
    maker->block = node;
    if (node_is(node, "p"))
        maker->lines_at_open = maker->lines.count;
    if (node_is(node, "pre") && !maker->preformatted++)
        maker->hanging = hanging_of(node_text(maker->arena, node));
    if (node->name.len == 2 && node->name.at[0] == 'h' && is_digit(node->name.at[1]))
        maker->heading = node->name.at[1] - '0';
}

static const struct node *block_around(const struct node *node) {
    do
        node = node->parent;
    while (node && element_of(node)->role != ROLE_BLOCK);
    return node;
}

static void leave_block(struct maker *maker, const struct node *node) {
    bool nothing = !maker->characters && maker->lines.count == maker->lines_at_open;
    end_line(maker, GAP_BLOCK);
    if (node_is(node, "p") && nothing)
        maker->gap = GAP_EMPTY;
    if (node_is(node, "pre"))
        maker->preformatted--;
    maker->heading = 0;
    maker->block = block_around(node);
}

static enum given role_around(const struct node *node) {
    while (node && !(node->given & GIVEN_ROLE))
        node = node->parent;
    return node ? (enum given)(node->given & GIVEN_ROLE) : GIVEN_NOTHING;
}

static void enter_given(struct maker *maker, const struct node *node) {
    if (node->given & (GIVEN_ROLE | GIVEN_BORDER)) {
        cut_line(maker);
        size_t here = maker->lines.count;
        *arena_push(maker->arena, maker->bordered, maker->bordered_count, &maker->bordered_room) =
            (struct bordered){node, {here, here}};
        maker->role = role_around(node);
    }
    maker->main_depth += (node->given & GIVEN_MAIN) != 0;
}

static void leave_given(struct maker *maker, const struct node *node) {
    if (node->given & (GIVEN_ROLE | GIVEN_BORDER)) {
        cut_line(maker);
        size_t i = maker->bordered_count;
        while (maker->bordered[i - 1].node != node)
            i--;
        maker->bordered[i - 1].range.to = maker->lines.count;
        maker->role = role_around(node->parent);
    }
    maker->main_depth -= (node->given & GIVEN_MAIN) != 0;
}

/* True where the walk shall go on inside the node. */
static bool enter(struct maker *maker, const struct node *node) {
    if (node->given & GIVEN_SKIP)
        return false;
    enter_given(maker, node);
    if (node->kind == NODE_TEXT)
        add_text(maker, node);
    if (node->kind != NODE_ELEMENT)
        return false;
    const struct element *element = element_of(node);
    if (element->role == ROLE_SKIP)
        return false;
    if (element->role == ROLE_BREAK)
        break_line(maker);
    if (element->role == ROLE_RULE)
        end_line(maker, GAP_EMPTY);
    if (element->role == ROLE_BLOCK)
        enter_block(maker, node);
    if (node_is(node, "a"))
        enter_link(maker, node);
    if (node_is(node, "img"))
        enter_image(maker, node);
    add_depth(maker, element->mark | style_marks(node), 1);
    maker->first_marks |= element->mark & FIRST_LINE_MARKS;
    return true;
}

static void leave_element(struct maker *maker, const struct node *node) {
    if (node->kind != NODE_ELEMENT || element_of(node)->role == ROLE_SKIP)
        return;
    add_depth(maker, element_of(node)->mark | style_marks(node), -1);
    if (maker->open_link == node) {
        close_link(maker);
        maker->open_link = NULL;
    }
    if (element_of(node)->role == ROLE_BLOCK)
        leave_block(maker, node);
}

static void leave(struct maker *maker, const struct node *node) {
    if (node->given & GIVEN_SKIP)
        return;
    leave_element(maker, node);
    leave_given(maker, node);
}

static void widen(struct line_range *range, struct line_range by) {
    if (by.from < range->from)
        range->from = by.from;
    if (by.to > range->to)
        range->to = by.to;
}

/* Numbers the nodes and finds which lines lie in each: its own, then, last node first, its
 * children's. */
static void measure_nodes(struct arena *arena, const struct page *page, struct page_lines *lines) {
    size_t room = 0;
    *arena_push(arena, lines->nodes, lines->node_count, &room) = NULL;
    for (struct node *n = page->root; n; n = node_next(n, page->root)) {
        n->mark = lines->node_count;
        *arena_push(arena, lines->nodes, lines->node_count, &room) = n;
    }
    lines->range = arena_make(arena, struct line_range, lines->node_count);
    for (size_t i = 0; i < lines->node_count; i++)
        lines->range[i].from = SIZE_MAX;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->at[i].block)
            widen(&lines->range[lines->at[i].block->mark], (struct line_range){i, i + 1});
    for (size_t i = lines->node_count - 1; i > 1; i--)
        if (lines->nodes[i]->parent)
            widen(&lines->range[lines->nodes[i]->parent->mark], lines->range[i]);
}

struct page_lines lines_of_page(struct arena *arena, const struct page *page) {
    struct maker maker = {.arena = arena, .text = buf_in(arena), .gap = GAP_EMPTY};
    for (const struct node *node = page->root, *next; node; node = next)
        for (next = enter(&maker, node) ? node->first : NULL; node && !next; node = node->parent) {
            leave(&maker, node);
            next = node->next;
        }
    end_line(&maker, GAP_EMPTY);
    if (page->root)
        measure_nodes(arena, page, &maker.lines);
    for (size_t i = 0; i < maker.bordered_count; i++)
        maker.lines.range[maker.bordered[i].node->mark] = maker.bordered[i].range;
    return maker.lines;
}

bool lines_in_furniture(const struct page_lines *lines, const struct node *node) {
    for (; node; node = node->parent) {
        struct line_range range = lines->range[node->mark];
        if (2 * (range.to - range.from) > lines->count)
            return false;
        if (node_is_furniture(node))
            return true;
    }
    return false;
}

/* The width at which a text was broken into lines by a program, 0 where it was not: mail and old
 * editors do that. Nearly all its lines are at most that wide, and many are nearly so. */
static size_t wrap_width(struct str text) {
    enum { NARROWEST = 50, WIDEST = 100, NEARLY = 16 };
    size_t widest = 0, wide = 0, wider = 0, lines = 0;
    struct str rest = text, line;
    while (str_next(&rest, '\n', &line)) {
        size_t width = utf8_count(line);
        lines += width > 0;
        wider += width > WIDEST;
        if (width <= WIDEST && width > widest)
            widest = width;
    }
    rest = text;
    while (str_next(&rest, '\n', &line)) {
        size_t width = utf8_count(line);
        wide += width <= widest && width + NEARLY > widest;
    }
    return widest >= NARROWEST && 10 * wider <= lines && 3 * wide >= lines ? widest : 0;
}

/* True where the line goes on in the next one: that hangs, or its first word would not have fitted.
 */
static bool goes_on(struct str line, struct str rest, size_t width, size_t hanging) {
    if (hanging != SIZE_MAX)
        return str_trim(line).len && indent_of(rest) >= hanging;
    struct str next = str_part(rest, 0, str_find_char(rest, '\n', 0));
    if (!width || !str_trim(next).len || is_space(next.at[0]))
        return false;
    struct str word = str_part(next, 0, str_find_char(next, ' ', 0));
    size_t used = utf8_count(str_trim(line));
    return used <= width && used + 1 + utf8_count(str_trim(word)) > width;
}

struct page_lines lines_of_text(struct arena *arena, struct str text) {
    struct page_lines lines = {0};
    size_t room = 0, number = 0, width = wrap_width(text), hanging = hanging_of(text);
    enum gap gap = GAP_EMPTY;
    struct str raw;
    while (str_next(&text, '\n', &raw)) {
        size_t first = ++number;
        for (struct str last = raw; goes_on(last, text, width, hanging); number++) {
            str_next(&text, '\n', &last);
            raw.len = (size_t)(last.at + last.len - raw.at);
        }
        struct str squeezed = str_squeeze(arena, raw);
        if (!squeezed.len) {
            gap = GAP_EMPTY;
            continue;
        }
        struct page_line *made = arena_push(arena, lines.at, lines.count, &room);
        *made = (struct page_line){.gap = gap, .line = {.text = squeezed, .at = first}};
        made->line.marks = gap >= GAP_BLOCK ? MARK_GAP : 0;
        add_written_links(arena, &made->line);
        measure(made);
        gap = GAP_BREAK;
    }
    return lines;
}
