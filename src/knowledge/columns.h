/* Tables with a row that names parts of works over their columns. */
#pragma once

#include "wrappers/page.h"

/* Writes such a name ("Author") before each cell below it, and leaves the row itself out
 * (GIVEN_SKIP). New nodes live in the arena. */
void columns_name(struct arena *arena, struct page *page);
