/* Names of creators as pages print them: persons in either order, organisations, "et al.". */
#pragma once

#include "flows/record.h"

/* How persons are written: "Doe, J." and "Doe J" against "Jane Doe". */
enum name_order { ORDER_UNKNOWN, ORDER_INVERTED, ORDER_STRAIGHT };

/* What a creator has to do with the work, as the words around the names say. */
enum name_role { ROLE_AUTHOR, ROLE_EDITOR, ROLE_TRANSLATOR };

struct byline {
    struct names names; /* in the arena; their parts are slices of the text */
    bool et_al;
    enum name_order order; /* of the persons in it; unknown for organisations */
    enum name_role role;
    /* How sure it is that the text lists creators: 0 it does not, 1 it surely does. */
    double quality;
};

/* Reads all of `text` as a list of creators. `usual` is how other entries of the page write
 * persons: where it is inverted, "Standing Together" is taken for an organisation. */
struct byline names_read(struct arena *arena, struct str text, enum name_order usual);

/* All of `text` as one name that is not split. */
struct byline names_literal(struct arena *arena, struct str text);

/* The names of one list, then those of another, in the arena. */
struct names names_joined(struct arena *arena, struct names first, struct names more);

/* True where the first of the creators is a person. */
bool byline_names_person(const struct byline *byline);

/* True where a word of the text is one that names of organisations have. */
bool names_have_organisation(struct str text);
/* The person where all of the text is one's name that begins with a common given name, else nobody.
 */
struct byline names_person(struct arena *arena, struct str text);
/* True for a common given name, whatever its case and accents. */
bool names_is_given(struct arena *arena, struct str word);
