/* Terms are gathered, sorted, and written as documents. */
#include "formats/epub_lists.h"

#include <stdlib.h>

#include "formats/words.h"
#include "formats/xhtml.h"
#include "ground/arena.h"
#include "ground/utf8.h"

enum {
    MOST_MARKUP = 400, /* bytes between two lines */
    MOST_JUMPS = 100,  /* in a line */
    INDEXED = 60       /* a book of fewer entries needs no index */
};

size_t epub_words(struct str xhtml) {
    size_t words = 0;
    char before = ' ';
    for (size_t i = 0; i < xhtml.len; i++) {
        size_t end = xhtml.at[i] == '<' ? str_find_char(xhtml, '>', i) : STR_NONE;
        if (end != STR_NONE) {
            i = end;
            continue;
        }
        words += is_space(before) && !is_space(xhtml.at[i]);
        before = xhtml.at[i];
    }
    return words;
}

void epub_lists_add(struct epub_lists *lists, enum epub_list name, struct epub_term term) {
    struct epub_terms *terms = &lists->terms[name];
    *arena_push(lists->arena, terms->at, terms->count, &terms->room) = term;
    terms->words += epub_words(term.shown) + (term.address.len > 0) + 1;
}

struct list;

/* A list that is being written. */
struct writing {
    struct epub_book *book;
    struct arena *each; /* emptied with each line */
    const struct list *list;
    struct epub_document *document; /* NULL: the next line begins one */
    size_t part;
    uint32_t letter;
};

static int by_order(const void *x, const void *y) {
    const struct epub_term *a = x, *b = y;
    int order = str_compare(a->order, b->order);
    if (!order)
        order = str_compare(a->shown, b->shown);
    return order ? order : number_compare(a->entry->number, b->entry->number);
}

/* Appends a link to an entry. */
static void put_jump(struct buf *out, const struct epub_entry *entry, struct str attributes,
                     struct str label) {
    buf_format(out, "<a href=\"%.*s.xhtml#%.*s\"%.*s>", STR_ARGS(entry->document->name),
               STR_ARGS(entry->key), STR_ARGS(attributes));
    xhtml_element(out, "", label, "</a>");
}

static struct str number_of(struct writing *w, const struct epub_entry *entry) {
    return str_format(w->each, "%zu", entry->number);
}

static void put_reference(struct writing *w, struct buf *out, const struct epub_term *terms,
                          size_t count) {
    const struct epub_entry *entry = terms->entry;
    struct str number = number_of(w, entry);
    (void)count;
    buf_format(out, "<li id=\"b-%.*s\">", STR_ARGS(number));
    buf_put(out, terms->shown);
    buf_puts(out, " [");
    put_jump(out, entry, S(" role=\"doc-backlink\""),
             words_fill(w->each, w->book->words, WORD_ANNOTATION, number));
    buf_puts(out, "]</li>\n");
}

static void put_index_term(struct writing *w, struct buf *out, const struct epub_term *terms,
                           size_t count) {
    buf_puts(out, "<li>");
    xhtml_isolated(out, terms->shown);
    for (size_t i = 0; i < count; i++) {
        struct str number = number_of(w, terms[i].entry);
        struct str spoken = words_fill(w->each, w->book->words, WORD_ANNOTATION, number);
        buf_puts(out, i ? ", " : " ");
        put_jump(out, terms[i].entry, str_format(w->each, " aria-label=\"%.*s\"", STR_ARGS(spoken)),
                 number);
    }
    buf_puts(out, "</li>\n");
}

static void put_address(struct writing *w, struct buf *out, const struct epub_term *terms,
                        size_t count) {
    (void)count;
    struct str number = number_of(w, terms->entry);
    buf_puts(out, "<li>");
    put_jump(out, terms->entry, S(" role=\"doc-backlink\""),
             str_format(w->each, "%.*s.", STR_ARGS(number)));
    buf_char(out, ' ');
    xhtml_link(out, terms->address, S(""));
    buf_puts(out, "</li>\n");
}

static const struct list {
    const char *name, *class;
    enum epub_kind kind;
    enum word heading;
    bool is_index; /* has letters for headings, and may be left out */
    void (*put)(struct writing *w, struct buf *out, const struct epub_term *terms, size_t count);
} kinds[EPUB_LISTS] = {
    [EPUB_REFERENCES] = {"bibliography", "references", EPUB_BIBLIOGRAPHY, WORD_BIBLIOGRAPHY, false,
                         put_reference},
    [EPUB_AUTHORS] = {"ix-author", "index", EPUB_INDEX, WORD_INDEX_OF_AUTHORS, true,
                      put_index_term},
    [EPUB_TITLES] = {"ix-title", "index", EPUB_INDEX, WORD_INDEX_OF_TITLES, true, put_index_term},
    [EPUB_ADDRESSES] = {"links", "links", EPUB_APPENDIX, WORD_LIST_OF_LINKS, false, put_address},
};

/* The letter under which an index has a term; the same sign for all that begins with none. */
static uint32_t letter_of(const struct epub_term *term) {
    size_t width;
    uint32_t letter = term->order.len ? utf8_decode(term->order, 0, &width) : '#';
    return utf8_is_letter(letter) && !utf8_is_cjk(letter) ? utf8_upper(letter) : '#';
}

/* The terms of a list that make one line with the first. */
static size_t line_of(const struct list *list, const struct epub_term *terms, size_t count) {
    size_t same = 1;
    while (list->is_index && same < count && same < MOST_JUMPS &&
           str_equal(terms[same].shown, terms->shown))
        same++;
    return same;
}

static void begin_part(struct writing *w) {
    struct str heading = str_of(words_get(w->book->words, w->list->heading));
    w->document = epub_begin(w->book, w->list->kind, epub_part(w->book, heading, ++w->part));
}

static void end_part(struct writing *w) {
    struct arena *arena = w->book->arena;
    struct str name =
        w->part == 1 ? str_of(w->list->name) : str_format(arena, "%s-%zu", w->list->name, w->part);
    epub_put(w->document, S("</ul>\n"));
    epub_end(w->document);
    epub_append(w->book, w->document, name);
    w->document = NULL;
}

/* Before a line: what ends above it, and the heading with its letter. */
static void put_head(struct writing *w, struct buf *out, uint32_t letter) {
    if (w->document && letter == w->letter)
        return;
    if (w->document)
        buf_puts(out, "</ul>\n");
    if (w->list->is_index) {
        buf_puts(out, "<h2>");
        buf_rune(out, letter);
        buf_puts(out, "</h2>\n");
    }
    buf_format(out, "<ul class=\"%s\">\n", w->list->class);
    w->letter = letter;
}

static void put_line(struct writing *w, const struct epub_term *terms, size_t count) {
    struct buf line = buf_in(w->each), head = buf_in(w->each);
    w->list->put(w, &line, terms, count);
    if (w->document && epub_is_full(w->document, line.len + MOST_MARKUP))
        end_part(w);
    put_head(w, &head, w->list->is_index ? letter_of(terms) : 0);
    if (!w->document)
        begin_part(w);
    epub_put(w->document, buf_text(&head));
    epub_put(w->document, buf_text(&line));
}

static void put_list(struct writing w, const struct epub_terms *terms) {
    if (terms->count)
        qsort(terms->at, terms->count, sizeof *terms->at, by_order);
    for (size_t i = 0, same; i < terms->count; i += same) {
        arena_reset(w.each);
        same = line_of(w.list, &terms->at[i], terms->count - i);
        put_line(&w, &terms->at[i], same);
    }
    if (w.document)
        end_part(&w);
}

void epub_lists_write(struct epub_lists *lists, struct epub_book *book, struct arena *each,
                      size_t words) {
    const struct epub_terms *terms = lists->terms;
    size_t entries = terms[EPUB_REFERENCES].count;
    /* The titles stand in the table of contents too. */
    size_t listed = terms[EPUB_REFERENCES].words + terms[EPUB_ADDRESSES].words +
                    (epub_is_deep(entries) ? terms[EPUB_TITLES].words : 0);
    for (enum epub_list name = 0; name < EPUB_LISTS; name++) {
        bool is_index = kinds[name].is_index;
        if (is_index && (entries < INDEXED || listed + terms[name].words > words))
            continue;
        listed += is_index ? terms[name].words : 0;
        put_list((struct writing){.book = book, .each = each, .list = &kinds[name]}, &terms[name]);
    }
}
