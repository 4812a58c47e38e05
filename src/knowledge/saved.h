/* The page inside the file in which it was kept: compressed, or a web archive (MHTML). */
#pragma once

#include "ground/str.h"

struct saved {
    struct str bytes;    /* the page, or all of a file that is nothing but a page */
    struct str encoding; /* a name that the file states for it, or empty */
    struct str address;  /* where the file says that it was, or empty */
    struct str date;     /* when the file says that it was saved, as written there, or empty */
    size_t *lines;       /* of a web archive: the line of the file for each line of the page */
    size_t line_count;
    bool pageless;    /* a web archive without a page: bytes is empty */
    bool cut;         /* a web archive that ends inside the page */
    bool damaged;     /* a compressed file of which not all could be read */
    bool too_long;    /* more than `limit` bytes when unpacked: the rest was left out */
    size_t left_over; /* bytes behind the end of a compressed file */
};

/* Unpacks a gzip file (RFC 1952, up to `limit` bytes) and takes the page out of a web archive (RFC
 * 2557): the part that `start` names, else the one at the archive's own address, else the first
 * that is HTML, else the first plain text; its transfer encoding is undone. With `text` given, only
 * what is compressed is unpacked. What cannot be read is left out, whatever the bytes. In the
 * arena. */
struct saved saved_open(struct arena *arena, struct str file, size_t limit, bool text);

/* The line of the file on which line `line` of the page begins. A compressed file counts as what
 * was compressed. */
size_t saved_line(const struct saved *saved, size_t line);
