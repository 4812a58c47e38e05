/* Findings: what looks wrong in records, or what a person should look at, and what to do about it.
 */
#pragma once

#include "flows/record.h"

struct finding {
    const char *name; /* "page-range", as refmill-check(1) lists them */
    enum level level;
    size_t record;    /* its number as it was given; 0 for all records together */
    enum field field; /* or FIELD_COUNT, the record as a whole */
    struct place place;
    struct str sentence; /* what is there, in one line without a full stop */
    const char *advice;  /* why it matters and what to do, whole sentences */
    size_t other; /* the number of another record that it is about, the first of its group; or 0 */
};

struct findings;

/* Starts to look at records. What must be kept for later lives in the arena; years are too late
 * after that of `today`, which begins with it, where that is not empty and the records do not date
 * the page's copy. */
struct findings *findings_start(struct arena *keep, struct str today);
/* Looks at one record, which is not needed any more afterwards. `number` counts from 1. */
void findings_see(struct findings *findings, struct arena *each, const struct record *record,
                  size_t number);
/* All findings by the numbers of their records, those about all together last; how many there are
 * goes into `*count`. */
struct finding *findings_end(struct findings *findings, size_t *count);

/* A finding as an object, as `check --json` writes it, in the arena. */
struct json *finding_json(struct arena *arena, const struct finding *finding);

/* True where a range of pages ends before it begins, "123-19"; "123-9" is short for 123-129. */
bool page_runs_backwards(struct str page);
