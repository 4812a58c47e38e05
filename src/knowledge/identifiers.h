/* Identifiers of works: DOI, ISBN, ISSN, with their check digits, PMID and PMCID. */
#pragma once

#include "flows/record.h"

enum identifier {
    IDENTIFIER_DOI,
    IDENTIFIER_ISBN,
    IDENTIFIER_ISSN,
    IDENTIFIER_PMID,
    IDENTIFIER_PMCID,
    IDENTIFIER_COUNT
};

/* The field of a record that holds identifiers of a kind. */
enum field identifier_field(enum identifier kind);

struct found_identifier {
    struct str value; /* as printed: a bare DOI, an ISBN with its hyphens */
    size_t from, to;  /* where it stands, words like "ISBN" included */
};

/* Finds the first identifier of a kind at or after byte `from`. An ISBN or ISSN whose check digit
 * is wrong is none (ISO 2108, ISO 3297); a DOI may stand in an address of doi.org. */
bool identifier_find(enum identifier kind, struct str text, size_t from,
                     struct found_identifier *found);
/* Finds the first ISBN or ISSN that the text calls so and whose check digit is wrong. */
bool identifier_find_wrong(enum identifier kind, struct str text, struct found_identifier *found);

/* True where all of `value` is an identifier of that kind with the right check digit: figures,
 * hyphens and blanks; a DOI without words or an address before it. Not for PMID and PMCID, which
 * have none. */
bool identifier_is_right(enum identifier kind, struct str value);
