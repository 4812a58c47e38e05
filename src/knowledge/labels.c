/* Labels and furniture, by the patterns of labels.def. */
#include "knowledge/labels.h"

#include "knowledge/patterns.def"
#include "wrappers/page.h"
#include "wrappers/pattern.h"

/* One pattern a kind: the file is read three times, and each time one kind of its lines counts. */
#define LABEL(text) "|" text
static const char label_source[] = "^[\\W_]*(?:(?!)"
#include "knowledge/labels.def"
                                   ")[\\W_]*(?:\\((?!\\d{4}\\))[^()]{1,40}\\)\\W*)?$";
#define ACCESS(text) "|" text
static const char access_source[] = "^[\\W_]*(?:(?!)"
#include "knowledge/labels.def"
                                    ")[\\W_]*$";
#define FURNITURE(text) "|" text
static const char furniture_source[] = "^(?:(?!)"
#include "knowledge/labels.def"
                                       ")$";

static struct pattern generic = PATTERN_FOLD(label_source);
static struct pattern access_words = PATTERN_FOLD(access_source);
static struct pattern furniture = PATTERN_FOLD(furniture_source);

enum { LONGEST_LABEL = 120, LONGEST_FURNITURE = 300 };

bool label_is_generic(struct str text) {
    return text.len <= LONGEST_LABEL && pattern_in(&generic, text);
}

bool label_is_access(struct str text) {
    return text.len <= LONGEST_LABEL && pattern_in(&access_words, text);
}

bool label_is_furniture(struct str text) {
    return text.len <= LONGEST_FURNITURE && pattern_in(&furniture, text);
}

bool node_is_furniture(const struct node *node) {
    static struct pattern element = PATTERN("^(?:nav|footer|aside|form)$");
    static struct pattern role = PATTERN_FOLD("^(?:" FURNITURE_ROLES ")$");
    static struct pattern name = PATTERN_FOLD("(?:^|[\\s_-])(?:" FURNITURE_NAMES ")(?:$|[\\s_-])");
    if (node->kind != NODE_ELEMENT)
        return false;
    return pattern_in(&element, node->name) || pattern_in(&role, node_attribute(node, "role")) ||
           pattern_in(&name, node_attribute(node, "id")) ||
           pattern_in(&name, node_attribute(node, "class"));
}
