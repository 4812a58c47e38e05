/* Encodings of pages: which one a page is in, and its bytes as UTF-8 (WHATWG Encoding Standard). */
#pragma once

#include "ground/str.h"

struct decoded {
    struct str text;      /* valid UTF-8 without a BOM; CR, CRLF and LF all as LF */
    const char *encoding; /* its name in the Encoding Standard: "UTF-8", "windows-1252" … */
    struct str unknown;   /* a declared name that is no encoding known here, or empty */
    size_t bad;           /* how many bytes or parts were no text and became U+FFFD (NULs too) */
    size_t bad_line;      /* where the first of them stands */
};

/* Decodes the bytes of an HTML page: by its BOM (UTF-8, UTF-16), else by the name that the file
 * around it has `stated` (empty where there is none), else by the first charset that a meta element
 * declares within its first 4096 bytes (iso-8859-1 is windows-1252), else as UTF-16 if every other
 * byte at its start is zero, else as UTF-8 if it is valid, else as windows-1252. Plain text has no
 * declaration: `declares` is false for it. */
struct decoded encoding_decode(struct arena *arena, struct str bytes, struct str stated,
                               bool declares);
