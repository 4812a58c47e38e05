/* XHTML: text, languages and documents as reading systems of all ages read them. */
#pragma once

#include "ground/buf.h"

/* Appends text for content or attribute values: markup escaped, control characters and
 * noncharacters left out, line ends as blanks. Good for any XML. */
void xhtml_text(struct buf *out, struct str text);
/* Appends markup, the text as xhtml_text does, more markup. */
void xhtml_element(struct buf *out, const char *open, struct str text, const char *close);
/* Appends text inside a line that may run the other way. */
void xhtml_isolated(struct buf *out, struct str text);
/* Appends the paragraphs of a text ("\n\n" stands between them), each with its own direction. */
void xhtml_paragraphs(struct buf *out, struct str text, const char *class);
/* The text as it comes out of xhtml_text, unescaped, blanks squeezed, in the arena: for asking
 * whether anything is left to be shown. Or the text itself, where nothing is to be done. */
struct str xhtml_line(struct arena *arena, struct str text);
/* Opens a link; false, and nothing appended, where the address cannot be linked. */
bool xhtml_anchor(struct buf *out, struct str address);
/* Appends a link with the address as its text, or `shown` where that is not empty; the text alone
 * where the address cannot be linked. */
void xhtml_link(struct buf *out, struct str address, struct str shown);

/* The well-formed beginning of a language tag, with "_" as "-", in the arena: language, script,
 * region, variants (RFC 5646, 2.1). Empty where it begins with no language. */
struct str xhtml_language(struct arena *arena, struct str tag);
/* The same of a tag that somebody asks for, or of none: any other ends the program. */
struct str xhtml_wished_language(struct arena *arena, struct str tag);
/* Appends the attributes of a title: its language where it is not that around it, its direction. */
void xhtml_attributes(struct buf *out, struct str language, struct str around, struct str title);
/* True where a language runs from right to left. */
bool xhtml_is_leftward_language(struct str tag);

/* Appends all up to and including <body>; `css` is the style sheet's address. */
void xhtml_open(struct buf *out, struct str language, struct str title, const char *css);
