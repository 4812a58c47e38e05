/* A ZIP archive whose bytes depend on nothing but what is put in. Behind it libzip. */
#pragma once

#include "ground/buf.h"

struct pack;

/* A new archive. Its bytes are appended to `out` as they are settled. Ends the program with
 * status 3 when libzip fails, as every function here. The archive lives in the arena. */
struct pack *pack_new(struct arena *arena, struct buf *out);

/* A file of an archive. */
struct pack_file;

/* A new file, deflated while it is written. It holds about 270 kB beside its bytes until pack_end.
 */
struct pack_file *pack_begin(struct pack *pack);
void pack_write(struct pack_file *file, struct str bytes);
/* How many bytes were written. */
size_t pack_size(const struct pack_file *file);
/* Nothing is written to the file any more; pack_place does it where it was not done. */
void pack_end(struct pack_file *file);
/* Gives a file its place in the archive, behind those placed before, and its name: UTF-8 with "/"
 * between folders. */
void pack_place(struct pack *pack, struct str name, struct pack_file *file);

/* Places a file with these bytes. Stored: not deflated (the EPUB's mimetype). */
void pack_add(struct pack *pack, struct str name, struct str bytes);
void pack_store(struct pack *pack, struct str name, struct str bytes);

/* Writes what is left; nothing can be placed any more. */
void pack_finish(struct pack *pack);
