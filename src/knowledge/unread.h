/* Words of an entry that no field of its record was read from. */
#pragma once

#include "flows/record.h"

/* The longest stretch of such words in the entry's lines, a slice of the record's own; empty where
 * it is a few words only, as cites join their parts with, or where the record does not say what it
 * was read from (refmill-record(5), evidence), has hidden data or was corrected since. What is made
 * on the way is in the arena. */
struct str unread_words(struct arena *arena, const struct record *record);
