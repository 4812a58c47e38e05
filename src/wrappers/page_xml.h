/* An XML document, piece by piece. Behind it libxml2, which reads it strictly. */
#pragma once

#include "ground/str.h"

struct xml;

/* PIECE_DAMAGED: it is not well-formed or has a document type, whose entities could grow. */
enum xml_piece { PIECE_START, PIECE_END, PIECE_TEXT, PIECE_LAST, PIECE_DAMAGED };

/* Begins to read a document; it lives in the arena, `bytes` must stay. */
struct xml *xml_open(struct arena *arena, struct str bytes);
/* The next piece; `*what` is the name of an element without its prefix, or text with its references
 * resolved, valid until the next call. Every start has an end. */
enum xml_piece xml_next(struct xml *xml, struct str *what);
/* The value of an attribute of the element whose start was read last, by its name without prefix,
 * in the arena; empty where it has none. */
struct str xml_attribute(struct arena *arena, struct xml *xml, const char *name);
