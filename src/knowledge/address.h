/* Addresses of the web: telling whole ones from relative ones, and making whole ones (RFC 3986). */
#pragma once

#include "ground/str.h"

/* True where it begins with a scheme: "http:", "mailto:". */
bool address_is_whole(struct str address);
/* True where it is one of a page that others can open too: "http://…", but no "file:", no "cid:".
 */
bool address_is_public(struct str address);
/* True where it leads to no resource: empty, "#part", mailto:, javascript:. */
bool address_is_useless(struct str address);
/* Its host, "www." aside; empty where it has none. */
struct str address_host(struct str address);
/* The address that `reference` means on a page at `base` (RFC 3986, section 5.2), in the arena; the
 * reference itself where it is whole already or the base is not. Nothing is escaped or corrected.
 */
struct str address_resolve(struct arena *arena, struct str base, struct str reference);

/* The address with its %XX as the bytes that they mean, in the arena; as it is where those would be
 * no UTF-8. */
struct str address_decoded(struct arena *arena, struct str address);
