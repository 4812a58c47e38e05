/* References as EndNote has them, for both of the formats that it imports whole. */
#pragma once

#include "flows/record.h"

enum endnote_slot {
#define SLOT(id, ...) ENDNOTE_##id,
#include "formats/endnote-slots.def"
    ENDNOTE_SLOTS
};

struct endnote_values {
    size_t count, room;
    struct str *at;
};

struct endnote {
    const char *type; /* "Journal Article" */
    int number;       /* 17 */
    struct endnote_values slot[ENDNOTE_SLOTS];
};

/* Takes a record as a reference of EndNote; values live in the arena and are one line each, but for
 * the abstract, which keeps its paragraphs. What has no slot stands in ENDNOTE_NOTES. `tagged` for
 * the format of lines with tags; a comma that cannot be protected is said. */
struct endnote endnote_of(struct arena *arena, struct record *record, bool tagged);
