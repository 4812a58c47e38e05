/* Nearness of names by the letters in which they differ. */
#include "frame/nearest.h"

#include "ground/buf.h"
#include "ground/diag.h"

enum { MOST_NEAREST = 3, LONGEST_NAME = 64 };

/* How many letters must be put in, left out or changed to make one name the other. */
static size_t distance(struct str a, struct str b) {
    size_t row[LONGEST_NAME + 1];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t above = row[j], changed = corner + (a.at[i - 1] != b.at[j - 1]);
            row[j] = (above < row[j - 1] ? above : row[j - 1]) + 1;
            if (changed < row[j])
                row[j] = changed;
            corner = above;
        }
    }
    return row[b.len];
}

/* Smaller is nearer; beyond half the letters no name is near. A part of a name is near it, and "-o"
 * is near "--output". */
static size_t farness(struct str typed, struct str name) {
    name = str_part(name, 0, LONGEST_NAME);
    if (typed.len > 1 &&
        (str_find(name, typed, 0) != STR_NONE || (name.len == 2 && str_find(typed, name, 1) == 1)))
        return 1;
    size_t steps = distance(typed, name);
    return steps <= (name.len + 1) / 2 ? steps : STR_NONE;
}

/* The nearest names, the nearest first, with ", " between. */
static struct str nearest(struct arena *arena, struct str typed, struct str names) {
    struct buf found = buf_in(arena);
    size_t put = 0;
    for (size_t far = 0; far <= LONGEST_NAME; far++) {
        struct str rest = names, name;
        while (put < MOST_NEAREST && str_next(&rest, ' ', &name))
            if (farness(typed, name) == far) {
                buf_join(&found, ", ", name);
                put++;
            }
    }
    return buf_text(&found);
}

void die_unknown(const char *what, struct str typed, struct str names, const char *help) {
    typed = str_part(typed, 0, LONGEST_NAME);
    struct str near = nearest(arena_new(), typed, names);
    die_usage("there is no %s \"%.*s\"%s%.*s; %s lists all", what, STR_ARGS(typed),
              near.len ? "; the nearest: " : "", STR_ARGS(near), help);
}
