/* Words of a page's furniture: link labels, words about access, lines that are no entry. */
#pragma once

#include "ground/str.h"

struct node;

/* True for the whole text of a link that names nothing: "click here", "[PDF]", "Download the
 * report". */
bool label_is_generic(struct str text);
/* True for words about how the resource can be had: "available to purchase here", "abstract". */
bool label_is_access(struct str text);
/* True for a line of the page itself: "return to top", "Copyright 2003", "Last updated …". */
bool label_is_furniture(struct str text);
/* True where the element, by its name, role, id or class, is a menu, a footer or the like. */
bool node_is_furniture(const struct node *node);
