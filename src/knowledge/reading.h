/* Reading an entry: from the lines of the page to the fields of a record. */
#pragma once

#include "knowledge/roles.h"

/* A field of which machine-readable data beside the entry say something else than its text. */
struct difference {
    const char *kind; /* of data: "COinS" … */
    enum field field;
    struct str stated, printed; /* printed: what the text says; empty where the data as a whole
                                   describe something else */
};

/* What was noticed while an entry was read, for notes that are summed up. */
struct noticed {
    bool title_joined;  /* the title stands on more than one line */
    bool doubtful;      /* the creators could be read in two ways */
    bool lines_as_text; /* no title was told from the rest: all of a line was taken */
    struct difference *differences;
    size_t difference_count, difference_room;
};

/* Learns from an entry how its page writes entries. Call it for all of a page, and then
 * reading_learned once, before reading one. */
void reading_learn(struct arena *arena, struct page_style *style, const struct entry *entry);
void reading_learned(struct page_style *style);

/* The record that an entry means: every field but its key. Texts are slices of the entry's lines
 * where they can be; the rest is in the arena. The record carries the entry's lines and, for each
 * field, the evidence: which characters of which line it was read from, by which rule and how
 * surely. */
void reading_read(struct arena *arena, const struct page_style *style, const struct entry *entry,
                  const struct record *previous, struct record *record, struct noticed *noticed);
