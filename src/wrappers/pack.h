/* A ZIP archive whose bytes depend on nothing but what is put in. Behind it libzip. */
#pragma once

#include "ground/buf.h"

struct pack;

/* A new archive. Its bytes are appended to `out` as they are settled. Ends the program with
 * status 3 when libzip fails, as every function here. The archive lives in the arena. */
struct pack *pack_new(struct arena *arena, struct buf *out);

/* Adds a file. Stored: not deflated (the EPUB's mimetype). The bytes are copied or deflated at
 * once. Names are UTF-8 with "/" between folders; the files stand in the archive in the order of
 * adding. */
void pack_add(struct pack *pack, struct str name, struct str bytes);
void pack_store(struct pack *pack, struct str name, struct str bytes);

/* Writes what is left; nothing can be added any more. */
void pack_finish(struct pack *pack);
