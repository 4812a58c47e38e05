/* Files that are written whole or not at all, and never over what somebody else wrote. */
#pragma once

#include "ground/sha1.h"

/* SHA-1 in hexadecimal digits, a blank, the size in hexadecimal digits. */
enum { SUM_ROOM = SHA1_HEX + 17, HIDDEN_ROOM = 48 };

/* One file on its way. */
struct output {
    const char *name;         /* in the folder */
    int fd;                   /* the temporary, -1 where there is none */
    char hidden[HIDDEN_ROOM]; /* the temporary's name in its last moment */
    char sum[SUM_ROOM];
    unsigned kept; /* the number of the name under which the file that was there is kept, or 0 */
};

/* Opens the folder that output files stand in, makes it where it is missing, with those above it,
 * and removes temporaries that killed runs left there. -1 with errno. */
int folder_open(struct arena *arena, const char *path);

/* Outputs that hold nothing yet, until outputs_close; `count` is above 0. */
struct output *outputs_new(size_t count);

/* Opens a temporary for the output: a file without a name, which is gone when all who have it open
 * have ended, however they end. False with errno. */
bool output_open(int folder, struct output *output);

/* Puts all outputs in their places, each by one rename, after the files there that hold neither
 * what an earlier run wrote nor the new bytes were kept under another name. A caller that is killed
 * meanwhile does not stop it. False with errno. */
bool outputs_commit(struct arena *arena, int folder, struct output *outputs, size_t count);

/* The name under which the file that was there is kept, in the arena; NULL where it is not. */
const char *output_kept(struct arena *arena, const struct output *output);

/* Closes the outputs; those that were not put in their places are gone. */
void outputs_close(struct output *outputs, size_t count);
