/* Dates as pages print them, in the languages that months.def knows. */
#pragma once

#include "flows/record.h"

/* A date found in a text: what it says and where it stands (bytes, its brackets included). Words
 * that there is none ("n.d.", "o. J.") are one without parts and status. */
struct found_date {
    struct date date;
    size_t from, to;
    bool bracketed;    /* stands in round or square brackets by itself */
    struct str status; /* "in press", "forthcoming": stands for a date that is still to come */
    struct str slice;  /* the words of the date without brackets */
};

/* Finds the first date at or after byte `from` of `text`. Years run from 1450 to 2099. */
bool date_find(struct str text, size_t from, struct found_date *found);
/* The date that a text says, where it says nothing else; no date, `count` 0, where not. */
struct date date_of_text(struct str text);
