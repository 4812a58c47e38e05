/* Finding and checking identifiers. */
#include "knowledge/identifiers.h"

#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

static struct {
    struct pattern pattern;
    enum field field;
} kinds[] = {
    [IDENTIFIER_DOI] = {PATTERN_FOLD(DOI_PATTERN), FIELD_DOI},
    [IDENTIFIER_ISBN] = {PATTERN_FOLD(ISBN_PATTERN), FIELD_ISBN},
    [IDENTIFIER_ISSN] = {PATTERN_FOLD(ISSN_PATTERN), FIELD_ISSN},
    [IDENTIFIER_PMID] = {PATTERN_FOLD("\\bpmid:? ?(\\d{4,9})\\b"), FIELD_PMID},
    [IDENTIFIER_PMCID] = {PATTERN_FOLD("\\b(PMC\\d{4,9})\\b"), FIELD_PMCID},
};

enum field identifier_field(enum identifier kind) {
    return kinds[kind].field;
}

/* The digits of a number with check digit X as 10; how many, 0 where anything else stands in it. */
static size_t digits_of(struct str value, int *digit, size_t room) {
    size_t count = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = to_lower(value.at[i]);
        if (c == '-' || c == ' ')
            continue;
        bool ten = c == 'x' && (count == 7 || count == 9);
        if (count == room || !(is_digit(c) || ten))
            return 0;
        digit[count++] = ten ? 10 : c - '0';
    }
    return count;
}

bool identifier_is_right(enum identifier kind, struct str value) {
    enum { LONGEST = 13 };
    static struct pattern doi = PATTERN(DOI_ALONE);
    if (kind == IDENTIFIER_DOI)
        return pattern_in(&doi, value);
    int digit[LONGEST], sum = 0;
    size_t count = digits_of(value, digit, LONGEST);
    for (size_t i = 0; i < count; i++)
        sum += digit[i] * (int)(count == LONGEST ? 1 + i % 2 * 2 : count - i);
    if (kind == IDENTIFIER_ISBN && count == LONGEST)
        return sum % 10 == 0;
    return count == (kind == IDENTIFIER_ISBN ? 10u : 8u) && sum % 11 == 0;
}

static bool find(enum identifier kind, struct str text, size_t from, bool right,
                 struct found_identifier *found) {
    struct match match;
    for (size_t at = from; pattern_find(&kinds[kind].pattern, text, at, &match); at = match.to)
        if (kind >= IDENTIFIER_PMID || identifier_is_right(kind, match.group[1]) == right) {
            *found = (struct found_identifier){match.group[1], match.from, match.to};
            return true;
        }
    return false;
}

bool identifier_find(enum identifier kind, struct str text, size_t from,
                     struct found_identifier *found) {
    return find(kind, text, from, true, found);
}

bool identifier_find_wrong(enum identifier kind, struct str text, struct found_identifier *found) {
    for (size_t at = 0; find(kind, text, at, false, found); at = found->to)
        if (is_alpha(text.at[found->from]))
            return true;
    return false;
}
