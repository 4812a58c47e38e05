/* Rules: where on one page its entries and their parts stand, said by the user in XPath. */
#pragma once

#include "knowledge/sections.h"
#include "wrappers/page_xpath.h"

/* The names that a rule can have; those of parts of an entry stand last, in the order of enum
 * given. */
enum rule_name {
    RULE_ENTRY,
    RULE_START,
    RULE_SECTION,
    RULE_SKIP,
    RULE_PART,
    RULE_COUNT = RULE_PART + GIVEN_COUNT - GIVEN_TITLE
};

struct rule {
    enum rule_name name;
    size_t line;     /* of the file */
    struct str text; /* the expression */
    struct expression *expression;
    size_t found;   /* how many elements and texts of the page it names, of any entry */
    size_t entries; /* in how many entries */
};

/* An element that is or begins an entry, and the numbers of the nodes that belong to it. */
struct ruled_entry {
    struct node *node;
    size_t first, last;
};

struct rules {
    struct str file; /* its name, for messages */
    struct rule *at;
    size_t count, room;
    bool starts; /* entries have a beginning only: entry-start, not entry */
    /* What they name on the page, once they were applied. */
    struct ruled_entry *entries;
    size_t entry_count;
    struct found_nodes sections;
    struct node *within; /* the innermost element that holds all starts */
};

/* Why a file of rules cannot be used: the line (0 for the file as a whole) and a sentence. */
struct rules_fault {
    size_t line;
    struct str words;
};

/* Reads a file of rules as in refmill-rules(5); false with the fault where it is wrong. Everything
 * lives in the arena. */
bool rules_read(struct arena *arena, struct str file, struct str bytes, struct rules *rules,
                struct rules_fault *fault);

/* Finds what the rules name on the page and marks its nodes for lines_of_page. False with the fault
 * where a rule cannot be worked out (`fault->words` empty: at the bound on steps, which was said).
 * What names nothing is said. In the arena. */
bool rules_apply(struct arena *arena, struct rules *rules, const struct page *page, size_t steps,
                 struct rules_fault *fault);

/* The entries by the rules as runs of the lines that were made of the page afterwards, and the
 * heading above each; no paths (NULL) where no rule tells what headings are. In the arena. */
struct line_runs rules_runs(struct arena *arena, const struct rules *rules,
                            const struct page_lines *lines);
struct section_path *rules_sections(struct arena *arena, const struct rules *rules,
                                    const struct page_lines *lines, const struct line_runs *runs);

/* The name of a rule as the file has it. */
const char *rule_name(enum rule_name name);
