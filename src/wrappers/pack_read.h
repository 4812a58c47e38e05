/* The files of a ZIP archive. Behind it libzip. */
#pragma once

#include "ground/str.h"

enum unpacked { UNPACKED, UNPACKED_NONE, UNPACKED_DAMAGED, UNPACKED_TOO_LONG };

/* The bytes of the file `name` of an archive, whole, in the arena; empty where the archive has none
 * of that name, is no archive or is damaged, or the file is longer than `limit`. */
enum unpacked unpack(struct arena *arena, struct str archive, struct str name, size_t limit,
                     struct str *bytes);
