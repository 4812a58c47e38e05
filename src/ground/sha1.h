/* SHA-1 (FIPS 180-4), for names that are made of other names; not for secrets. */
#ifndef REFMILL_SHA1_H
#define REFMILL_SHA1_H

#include "ground/str.h"

enum { SHA1_BYTES = 20 };

/* The digest of the bytes. */
void sha1(struct str bytes, unsigned char digest[SHA1_BYTES]);

/* The UUID of version 5 of a name in the name space of URLs (RFC 9562, 5.5 and 6.6), 36 characters
 * in the arena. */
struct str uuid_of_name(struct arena *arena, struct str name);

#endif
