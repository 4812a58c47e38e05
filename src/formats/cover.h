/* The cover of a book: drawn with its title, or a picture that somebody gives. */
#pragma once

#include "ground/str.h"

/* A cover with the title and, where it is not empty, the creator (both valid UTF-8), as a PNG
 * picture of 1200 x 1600 dots in the arena: the same words give the same bytes with the same zlib.
 * Words that find no room even in the smallest letters end with an ellipsis. Where the font lacks a
 * letter of the title there are no words at all; where it lacks one of the creator, no creator. It
 * lacks scripts whose letters join or stack (Arabic, Devanagari) and those of thousands of signs.
 */
struct str cover_png(struct arena *arena, struct str title, struct str creator);

/* A kind of picture that every reading system shows. */
struct cover_kind {
    const char *media_type, *path; /* "image/png", and "img/cover.png" in a book */
};

/* What kind of picture these bytes begin: PNG or JPEG with a width and a height, else NULL. */
const struct cover_kind *cover_kind(struct str bytes);
