/* The words of a page: its text in blocks, what its elements carry, and where each word stands. */
#include "formats/printed.h"

#include "ground/utf8.h"
#include "knowledge/address.h"
#include "wrappers/page.h"

enum kind { KIND_NONE, KIND_LETTER, KIND_DIGIT, KIND_SIGN };

/* The block that is being read. */
struct opened {
    struct printed *printed;
    struct buf seen, carried;
    size_t line;
};

struct str printed_plain(struct arena *arena, struct str text) {
    return utf8_nfc(arena, str_squeeze(arena, address_decoded(arena, text)));
}

static enum kind kind_of(struct str text, size_t at, size_t *width) {
    uint32_t c = utf8_decode(text, at, width);
    if (c < 0x80)
        return is_digit((char)c) ? KIND_DIGIT : is_alpha((char)c) ? KIND_LETTER : KIND_NONE;
    return utf8_is_cjk(c) ? KIND_SIGN : utf8_is_letter(c) ? KIND_LETTER : KIND_NONE;
}

bool printed_next(struct str *rest, struct str *word) {
    size_t from = 0, to, width;
    enum kind kind = KIND_NONE;
    while (from < rest->len && !(kind = kind_of(*rest, from, &width)))
        from += width;
    for (to = from; to < rest->len && kind_of(*rest, to, &width) == kind; to += width)
        if (kind == KIND_SIGN && to > from)
            break;
    *word = str_part(*rest, from, to);
    *rest = str_from(*rest, to);
    return kind != KIND_NONE;
}

struct str printed_fold(struct arena *arena, struct str word) {
    struct str text = utf8_fold(arena, word), number = str_trim_start(text, "0");
    return number.len ? number : str_part(text, 0, 1);
}

/* Where a word's number is kept, or would be. */
static size_t *slot_of(const struct printed *printed, struct str text) {
    size_t last = printed->slot_count - 1, slot = str_hash(STR_HASH, text) & last;
    while (printed->slots[slot] && !str_equal(printed->words[printed->slots[slot]].text, text))
        slot = (slot + 1) & last;
    return &printed->slots[slot];
}

size_t printed_find(const struct printed *printed, struct str folded) {
    return *slot_of(printed, folded);
}

static size_t add_word(struct printed *printed, struct str text) {
    if (printed->word_count * 2 >= printed->slot_count) {
        printed->slot_count *= 2;
        printed->slots = arena_make(printed->keep, size_t, printed->slot_count);
        for (size_t i = 1; i < printed->word_count; i++)
            *slot_of(printed, printed->words[i].text) = i;
    }
    size_t *slot = slot_of(printed, text);
    if (!*slot) {
        *slot = printed->word_count;
        arena_push(printed->keep, printed->words, printed->word_count, &printed->word_room)->text =
            str_copy(printed->keep, text);
    }
    return *slot;
}

static void add_text(struct printed *printed, struct str text, bool own) {
    struct str rest = printed_plain(printed->each, text), word;
    while (printed_next(&rest, &word)) {
        size_t number = add_word(printed, printed_fold(printed->each, word));
        printed->words[number].own |= own;
        printed->words[number].count += !own;
        if (!own)
            *arena_push(printed->keep, printed->at, printed->length, &printed->room) = number;
    }
}

static void end_block(struct opened *opened) {
    struct printed *printed = opened->printed;
    struct printed_block block = {.from = printed->length, .line = opened->line};
    add_text(printed, buf_text(&opened->seen), false);
    add_text(printed, buf_text(&opened->carried), false);
    block.to = printed->length;
    if (block.to > block.from) {
        block.text = str_copy(printed->keep, str_squeeze(printed->each, buf_text(&opened->seen)));
        *arena_push(printed->keep, printed->blocks, printed->block_count, &printed->block_room) =
            block;
    }
    opened->seen.len = opened->carried.len = opened->line = 0;
    arena_reset(printed->each);
}

static bool breaks(const struct node *node) {
    return node->kind == NODE_ELEMENT &&
           !str_has_word(S("a abbr acronym b bdi bdo big cite code data del dfn em font i img ins "
                           "kbd label mark nobr o:p q s samp small span strike strong sub sup time "
                           "tt u var wbr"),
                         node->name);
}

static void read_element(struct opened *opened, const struct node *node) {
    struct printed *printed = opened->printed;
    bool head = str_has_word(S("base link meta"), node->name);
    for (const struct attribute *a = node->attributes; a; a = a->next) {
        if ((head && (a->value.len < 8 || str_find(a->value, S("//"), 0) != STR_NONE)) ||
            str_has_word(S("lang xml:lang hreflang"), a->name))
            add_text(printed, a->value, true);
        else if (!head &&
                 str_has_word(S("href src title alt content datetime cite data value"), a->name))
            buf_join(&opened->carried, " ", a->value);
    }
    if (!opened->line)
        opened->line = node->line;
}

static void read_lines(struct opened *opened, struct str text, size_t line) {
    const char *end = text.at + text.len;
    for (struct str part; str_next(&text, '\n', &part); line++) {
        buf_put(&opened->seen, part);
        opened->line = line;
        if (part.at + part.len < end)
            end_block(opened);
    }
}

static bool is_inside(const struct node *node, const char *name) {
    while (node && !node_is(node, name))
        node = node->parent;
    return node != NULL;
}

static void read_text(struct opened *opened, const struct node *node) {
    size_t line = node->line;
    bool first = !str_trim(buf_text(&opened->seen)).len;
    if (str_has_word(S("script style"), node->parent->name) || !node->text.len)
        return;
    if (is_inside(node, "pre")) {
        read_lines(opened, node->text, line);
        return;
    }
    for (size_t i = 0; i < node->text.len && is_space(node->text.at[i]); i++)
        line += node->text.at[i] == '\n';
    opened->line = first ? line : opened->line;
    buf_put(&opened->seen, node->text);
}

static void open_node(struct opened *opened, const struct node *node) {
    if (breaks(node))
        end_block(opened);
    if (node->kind == NODE_ELEMENT)
        read_element(opened, node);
    else if (node->kind == NODE_TEXT)
        read_text(opened, node);
    else if (str_find(node->text, S("www."), 0) != STR_NONE ||
             str_find(node->text, S("://"), 0) != STR_NONE)
        add_text(opened->printed, node->text, true);
}

static void read_tree(struct opened *opened, const struct node *root) {
    for (const struct node *node = root, *next; node; node = next) {
        open_node(opened, node);
        for (next = node->first; node && !next; node = next ? NULL : node->parent) {
            if (breaks(node))
                end_block(opened);
            next = node->next;
        }
    }
}

/* Where each word stands, and in which block. */
static void index_words(struct printed *printed) {
    size_t from = 0, *filled = arena_make(printed->keep, size_t, printed->word_count);
    printed->postings = arena_make(printed->keep, size_t, printed->length);
    printed->block_of = arena_make(printed->keep, size_t, printed->length);
    for (size_t w = 0; w < printed->word_count; w++) {
        printed->words[w].from = from;
        from += printed->words[w].count;
    }
    for (size_t b = 0; b < printed->block_count; b++)
        for (size_t i = printed->blocks[b].from; i < printed->blocks[b].to; i++) {
            size_t word = printed->at[i];
            printed->block_of[i] = b;
            printed->postings[printed->words[word].from + filled[word]++] = i;
        }
}

void printed_read(struct printed *printed, struct arena *keep, struct arena *each, struct str text,
                  struct str address, size_t depth) {
    *printed = (struct printed){.keep = keep, .each = each, .slot_count = 1024};
    struct opened opened = {.printed = printed, .seen = buf_in(keep), .carried = buf_in(keep)};
    printed->slots = arena_make(keep, size_t, printed->slot_count);
    (void)arena_push(keep, printed->words, printed->word_count, &printed->word_room);
    add_text(printed, address, true);
    if (str_find(text, S("</"), 0) == STR_NONE && str_find_fold(text, S("<p"), 0) == STR_NONE)
        read_lines(&opened, text, 1);
    else
        read_tree(&opened, page_read(keep, text, depth).root);
    end_block(&opened);
    index_words(printed);
}
