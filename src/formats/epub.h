/* EPUB 3.3 with what EPUB 2 readers need beside it: XHTML documents, and the package around them.
 */
#pragma once

#include "ground/buf.h"

struct pack;
struct pack_file;
struct words;

enum epub_kind {
#define KIND(id, ...) EPUB_##id,
#include "formats/epub-kinds.def"
    EPUB_KINDS
};

/* A place inside a document that stands in the table of contents. */
struct epub_point {
    struct str id, label;
};

struct epub_document {
    enum epub_kind kind;
    struct str name;  /* the file is EPUB/text/NAME.xhtml */
    struct str label; /* in the table of contents */
    bool own;         /* the label is in the pack's own words */
    bool inner;       /* belongs to the part before it */
    struct epub_point *points;
    size_t point_count, point_room;
    struct pack_file *file;
};

/* A file that is no document: the cover's picture, or data that travel with the pack. */
struct epub_file {
    const char *id, *path, *media_type; /* path: below EPUB/ */
    struct pack_file *file;
};

enum { EPUB_MOST_DATA = 3 };

/* A book; what is empty is left out. Language, words, identifier, title and `modified` must be
 * there. */
struct epub_book {
    struct arena *arena;
    struct pack *pack; /* empty until epub_write */
    const struct words *words;
    struct str identifier, title, creator, description, language;
    struct str date, modified; /* as epub_moment gives them */
    struct str *sources;       /* addresses */
    size_t source_count;
    struct epub_document **documents; /* in reading order */
    size_t document_count, document_room;
    struct epub_file cover, data[EPUB_MOST_DATA];
    size_t data_count;
};

/* An ISO 8601 date, or the moment it begins with, as "2026-11-01T00:00:00Z", in the arena; a time
 * that is not UTC is left out. Empty where it is no date. */
struct str epub_moment(struct arena *arena, struct str date);

/* A title as catalogues sort it: "The Home" as "Home, The" by the articles of its language, and
 * with `numbers` "11.1 Safety" as "Safety, 11.1"; in the arena, or the title itself. */
struct str epub_filed(struct arena *arena, struct str language, struct str title, bool numbers);

/* The heading of a part of something that is split: "Theory, part 2", the first part as the whole;
 * in the book's arena. */
struct str epub_part(const struct epub_book *book, struct str title, size_t part);
/* Begins a document with its heading, which is its label too; of a chapter's, "Theory > Reviews",
 * all but the last stands above it. It has no place in the book yet. */
struct epub_document *epub_begin(struct epub_book *book, enum epub_kind kind, struct str heading);
/* Appends XHTML to a document that is not ended. */
void epub_put(struct epub_document *document, struct str xhtml);
/* Appends as many paragraphs as an old reader opens in one document, one at least, and gives the
 * rest. */
struct str epub_fill(struct epub_document *document, struct str xhtml);
/* True where so many bytes more would make it too long for old readers. */
bool epub_is_full(const struct epub_document *document, size_t more);
void epub_end(struct epub_document *document);
/* Puts an ended document behind the others, under a name. */
void epub_append(struct epub_book *book, struct epub_document *document, struct str name);

/* True where so many entries can have their places in the table of contents: more of them make one
 * that old readers do not open. */
bool epub_is_deep(size_t entries);

/* Writes the whole book into its pack, which is not finished yet. */
void epub_write(struct epub_book *book);
