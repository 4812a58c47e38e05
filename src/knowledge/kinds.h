/* Kinds of works: the CSL type of a record, by what the page states. */
#pragma once

#include "flows/record.h"

/* The type of a record whose other fields are known: by its journal, volume, publisher …, else by
 * what its annotation says it is ("This report …"), else by its title and section, else "webpage"
 * where it leads to a site and names no creator and no year, else "document". */
struct str kind_of(const struct record *record);
