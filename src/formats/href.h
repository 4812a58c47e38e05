/* Addresses of links: which may be followed, and how they are written (RFC 3986). */
#pragma once

#include "ground/str.h"

/* True for a complete http, https, ftp, mailto or tel address with a plausible host and port. Then
 * *href is it, in the arena, with everything percent-encoded that RFC 3986 does not allow. All
 * others (relative ones, other schemes, hosts that are not ASCII) are to be shown, not linked. */
bool href_clean(struct arena *arena, struct str address, struct str *href);
/* The address that resolves a DOI, in the arena (DOI Handbook, 3.7). */
struct str href_of_doi(struct arena *arena, struct str doi);
