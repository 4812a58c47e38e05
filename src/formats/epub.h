/* EPUB 3.3 with what EPUB 2 readers need beside it: the package around a row of XHTML documents. */
#ifndef REFMILL_EPUB_H
#define REFMILL_EPUB_H

#include "ground/str.h"

struct pack;

/* What a document is to a reading system; the first of each role is named in the landmarks and in
 * the guide. */
enum epub_role {
    EPUB_PLAIN,
#define ROLE(id, ...) EPUB_##id,
#include "formats/epub-roles.def"
    EPUB_ROLES
};

/* A place inside a document that stands in the table of contents. */
struct epub_point {
    struct str id, label;
};

struct epub_document {
    struct str name;  /* the file is EPUB/text/NAME.xhtml */
    const char *id;   /* in the manifest; NULL: the name */
    struct str label; /* in the table of contents */
    enum epub_role role;
    bool front;      /* stands before the table of contents */
    struct str text; /* the whole XHTML */
    struct epub_point *points;
    size_t point_count;
};

/* A book; what is empty is left out. Language, identifier, title and `modified` must be there. */
struct epub_book {
    struct str identifier, title, creator, description, language;
    struct str date, modified; /* as epub_moment gives them */
    struct str *sources;       /* addresses */
    size_t source_count;
    struct epub_document *documents; /* in reading order */
    size_t document_count;
};

/* An ISO 8601 date, or the moment it begins with, as "2026-11-01T00:00:00Z", in the arena; a time
 * that is not UTC is left out. Empty where it is no date. */
struct str epub_moment(struct arena *arena, struct str date);

/* Writes the whole book into an empty pack. */
void epub_write(struct arena *arena, const struct epub_book *book, struct pack *pack);

#endif
