/* Citation keys: familyYearTitleword, ASCII, the same whatever the order of the records. */
#ifndef REFMILL_CITEKEYS_H
#define REFMILL_CITEKEYS_H

#include "flows/record.h"

/* Gives each record of a page its key (field id): the first creator's family name or organisation,
 * the year or "nd", and a word of the title, in small letters and digits of ASCII. Where two
 * records would have one key, each takes the next words of its title too, and a letter only when no
 * word is left. Keys are unique without regard to case. They are made in the arena. */
void citekeys_give(struct arena *arena, struct record *records, size_t count);

#endif
