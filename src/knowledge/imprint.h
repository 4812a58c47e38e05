/* The part of a citation behind its title: container, volume, pages, place, publisher, identifiers.
 */
#pragma once

#include "knowledge/creators.h"
#include "knowledge/dates.h"

struct citation;

/* A citation being taken apart: `left` is its text with all that was used already blotted out, byte
 * for byte as long as the text, so that a place in one is the same place in the other. */
struct imprint {
    struct arena *arena;
    struct str text;
    char *left;
    const struct line *line; /* with bytes for characters */
    struct citation *citation;
};

void imprint_begin(struct arena *arena, struct imprint *imprint, struct str text,
                   const struct line *line, struct citation *citation);
/* The byte of the text at which words of it begin. */
size_t imprint_at(const struct imprint *imprint, struct str words);
/* The text with all that was used blotted out. */
struct str imprint_left(const struct imprint *imprint);

/* The byte of the stop before a place that only the publisher and the year follow ("… . Berlin
 * 1904"), at or behind `at`; 0 where there is none. */
size_t imprint_place(const struct imprint *imprint, size_t at);
/* Blots out the bytes from `from` up to, not including, `to`. */
void imprint_use(struct imprint *imprint, size_t from, size_t to);
/* The same for words of the text. */
void imprint_use_words(struct imprint *imprint, struct str words);
/* Takes identifiers and addresses, whose digits are no years or pages. Comes first. */
void imprint_take_identifiers(struct imprint *imprint);
/* Takes what is told by its own form: PMID, PMCID, the number of pages. */
void imprint_take_forms(struct imprint *imprint);
/* Finds the date of access at or behind `from`, and in `*start` the byte where the words that lead
 * to it begin. */
bool imprint_access(struct str text, size_t from, size_t *start, struct found_date *date);
/* Takes what can be nothing else, wherever it stands behind `from`: dates of access, the year. */
void imprint_take_marks(struct imprint *imprint, size_t from);
/* Parts a place that names the publisher too: "Routledge, London", "London, Routledge". */
void imprint_part_place(struct imprint *imprint);
/* Keeps in its words who answers for a work, between " / " and ". –" at `from` (GOST 7.1). */
void imprint_take_responsibility(struct imprint *imprint, size_t from);

/* Reads what a citation says by rules alone, which know fewer ways to cite than were learned but
 * those surely (citation_rules.c). */
void citation_read_by_rules(struct imprint *imprint, enum name_order order);

/* The words behind all that was used, from where they begin a sentence; empty where they do not. */
struct str imprint_behind(const struct imprint *imprint);
