/* `refmill convert`: the whole chain for one page after another, with its files. */
#pragma once

#include "frame/cards.h"
#include "ground/diag.h"

/* What the user asked for; an option that was not given is NULL. */
struct wish {
    const char **pages;
    size_t count;
    const char **asked; /* names of programs whose files are wanted too */
    size_t asked_count;
    const char *also;     /* the last of them */
    const char *together; /* the name of the files that hold all pages; else files for each */
    const char *folder;   /* where the files go */
    const char *url;      /* of the page */
    const char *rules;    /* a file for scrape's --rules */
    const char *text;     /* the page is pasted text */
    const char *quiet;    /* no summary, no progress; what was kept is said */
    const char *help;     /* no conversion, but words on it */
};

/* The programs of a chain. */
struct chain {
    const char *bin;               /* the folder that they stand in, with its slash */
    const struct program **makers; /* write a file each */
    size_t count;
};

/* True for a program that makes a file of records. */
bool is_maker(const struct program *program);

/* Picks from programs that were asked those that write a file without being asked for it. */
struct chain chain_of(struct arena *arena, const char *bin, const struct programs *programs);

/* Converts the pages, opening folders among them, and gives the largest status. Ends the program
 * with status 2, before anything is run or written, where the wish cannot be fulfilled. */
enum status convert(struct arena *arena, const struct chain *chain, struct wish *wish);
