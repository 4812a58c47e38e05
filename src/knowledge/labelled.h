/* The names of parts of works: "Author: Jane Doe", or "Author" in a cell beside the name. */
#pragma once

#include "flows/entry.h"

/* What a line names by the labels in it. */
struct parts_named {
    unsigned kinds;  /* a bit for each kind of part */
    unsigned worth;  /* how much they say that a work is described; with a title PARTS_OF_WORK do */
    enum given lead; /* the role of the part that it begins with */
    bool title;
    bool alone; /* a label ends it: what is named stands elsewhere */
};
enum { PARTS_OF_WORK = 3 };

struct parts_named parts_named(const struct line *line);
