/* A record in a sentence: the line of names under a title, and a reference in the Harvard style, as
 * XHTML. All that is printed is taken from the record. */
#pragma once

#include "flows/record.h"
#include "formats/words.h"

/* Appends a date in full, "12 March 2013", "Spring 2010", "c. 1999", "2001–2003"; false, and
 * nothing appended, where there is none. */
bool citeas_date(struct buf *out, const struct words *words, struct date date);
/* Appends names as they are printed, "Ellen Pence, Martha McMahon and Home Office". */
void citeas_names(struct buf *out, const struct words *words, struct names names);
/* Appends creators, date and container: "Ellen Pence et al., 1997. Journal of Safety". */
void citeas_byline(struct buf *out, const struct words *words, struct record *record);
/* Appends the reference, with titles in <cite>: "Pence, E. (1997) <cite>Title</cite>. London: X."
 */
void citeas_reference(struct buf *out, const struct words *words, struct record *record);
/* Appends what follows a reference in a list, " Available at: ADDRESS (Accessed: 6 May 2024).":
 * the DOI's address, or else the record's own; nothing where it has neither. */
void citeas_address(struct buf *out, const struct words *words, const struct record *record);
/* What references are sorted by (by bytes): first creator, or title, then year; in the arena. */
struct str citeas_order(struct arena *arena, const struct record *record);
