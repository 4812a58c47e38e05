/* The programs of refmill: where they are and what their cards say. */
#pragma once

#include "ground/str.h"

/* A program as its card tells of it; all text lives in the arena it was found with. */
struct program {
    struct str name;  /* "to-ris" */
    const char *file; /* "refmill-to-ris" */
    const char *path;
    bool answered; /* it gave a card; all below is empty where it did not */
    bool unasked;
    const struct json *card; /* all that it says of itself, NULL where it gave none */
    struct str purpose, reads, writes, suffix, for_program, click;
};

struct programs {
    struct program *at;
    size_t count;
};

/* The folder in which the running program itself stands. */
const char *own_folder(struct arena *arena);

/* The names in a folder but for those that begin with a dot, in the order of their bytes; false
 * with errno where it cannot be read. In the arena. */
bool names_in(struct arena *arena, const char *folder, const char ***names, size_t *count);

/* The programs of a folder, executables called refmill-NAME, in the order of their bytes; nothing
 * but names and paths is known yet. None where the folder cannot be read. */
struct programs programs_find(struct arena *arena, const char *folder);

/* Asks all programs for their cards, side by side. Ends the program where none can be started. */
void programs_ask(struct arena *arena, struct programs *programs);

/* The program of that name, or NULL. */
const struct program *program_named(const struct programs *programs, struct str name);
