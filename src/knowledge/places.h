/* Places of publication, as far as words alone tell them. */
#ifndef REFMILL_PLACES_H
#define REFMILL_PLACES_H

#include <stdbool.h>

#include "ground/str.h"

/* True for a city in which publishers sit: alone before a year it is a place. */
bool place_is_city(struct str words);

/* True where the words begin with a country or state as it stands behind a city, up to a comma or
 * their end ("MA", "D.C.", "England"); "\x02" counts as a stop. */
bool place_is_region(struct str words);

#endif
