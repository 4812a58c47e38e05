/* Citation keys: familyYearTitleword, ASCII, the same whatever the order of the records. */
#pragma once

#include "flows/record.h"

/* What a record is known again by in a later run, the surest first: address and title; DOI; title,
 * year and creators; address. Empty where the record does not have it. */
enum { KEY_WAYS = 4 };
struct known {
    struct str key;
    struct str by[KEY_WAYS];
};

/* The key of a record of an earlier run, and what it is known by; all made in the arena. */
struct known citekeys_known(struct arena *arena, const struct record *record);

/* Gives each record of a page its key (field id): the first creator's family name or organisation,
 * the year or "nd", and a word of the title, in small letters and digits of ASCII. Where two
 * records would have one key, each takes the next words of its title too, and a letter only when no
 * word is left. A record that has a key already keeps it; one that is known from an earlier run
 * keeps the key it had there, which is taken out of `earlier`. Keys are unique without regard to
 * case. They are made in the arena. */
void citekeys_give(struct arena *arena, struct record *records, size_t count, struct known *earlier,
                   size_t earlier_count);
