/* The pages of a conversion and the names of its files, looked at before anything is run. */
#pragma once

#include <sys/types.h>

#include "frame/convert.h"

#define RECORDS_SUFFIX ".records.jsonl"
#define CORRECTIONS_SUFFIX ".corrections.jsonl" /* read, never written */

struct page {
    const char *path; /* never starts with "-" */
    const char *base; /* its last part, as it stands in messages */
    struct str stem;  /* the base without its last extension and ".gz" behind it */
    dev_t device;
    ino_t inode;
};

/* Puts in the place of each folder among the pages of the wish the pages that stand in it, in the
 * order of their names, and says which other files were left out. Ends the program with status 2
 * where there is none. */
void targets_open_folders(struct arena *arena, const struct chain *chain, struct wish *wish);

/* The pages of the wish. Ends the program with status 2 where one cannot be read, or a file that
 * would be written is a page, a folder, or another page's too. */
struct page *targets_check(struct arena *arena, const struct chain *chain, const struct wish *wish);

/* The name of file number i: the records, then a file for each maker. */
const char *target_name(struct arena *arena, const struct chain *chain, struct str stem, size_t i);
