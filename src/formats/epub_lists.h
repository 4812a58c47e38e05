/* What leads to the entries of a book: a bibliography, indexes of authors and titles, a list of
 * addresses. */
#pragma once

#include "formats/epub.h"

/* Where an entry stands. */
struct epub_entry {
    const struct epub_document *document;
    struct str key; /* its identifier there */
    size_t number;
};

/* One thing that leads to an entry. */
struct epub_term {
    struct str order; /* what it is sorted by, by bytes; then by what is shown and by number */
    struct str shown; /* a name or a title as text, a reference as XHTML */
    struct str address;
    const struct epub_entry *entry;
};

enum epub_list { EPUB_REFERENCES, EPUB_AUTHORS, EPUB_TITLES, EPUB_ADDRESSES, EPUB_LISTS };

struct epub_terms {
    struct epub_term *at;
    size_t count, room, words;
};

struct epub_lists {
    struct arena *arena;
    struct epub_terms terms[EPUB_LISTS];
};

/* How many words of text XHTML has. */
size_t epub_words(struct str xhtml);

/* Adds a term, whose text and entry live as long as the lists. */
void epub_lists_add(struct epub_lists *lists, enum epub_list name, struct epub_term term);

/* Appends the lists to the book as documents. An index is left out of a small book, and where the
 * lists together would have more words than the `words` of the entries. Empties the arena `each`.
 */
void epub_lists_write(struct epub_lists *lists, struct epub_book *book, struct arena *each,
                      size_t words);
