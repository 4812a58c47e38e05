/* Finding and checking identifiers. */
#include "knowledge/identifiers.h"

#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

static struct pattern patterns[] = {PATTERN_FOLD(DOI_PATTERN), PATTERN_FOLD(ISBN_PATTERN),
                                    PATTERN_FOLD(ISSN_PATTERN)};

/* The digits of a number with check digit X as 10; their count. */
static size_t digits_of(struct str value, int *digit, size_t room) {
    size_t count = 0;
    for (size_t i = 0; i < value.len && count < room; i++) {
        if (is_digit(value.at[i]))
            digit[count++] = value.at[i] - '0';
        else if (to_lower(value.at[i]) == 'x')
            digit[count++] = 10;
    }
    return count;
}

/* True where the digits of an ISBN (10 or 13) or ISSN agree with its check digit. */
static bool is_right(enum identifier kind, struct str value) {
    enum { LONGEST = 13 };
    int digit[LONGEST + 1], sum = 0;
    size_t count = digits_of(value, digit, LONGEST + 1);
    if (kind == IDENTIFIER_DOI)
        return true;
    if (kind == IDENTIFIER_ISBN && count == LONGEST) {
        for (size_t i = 0; i < count; i++)
            sum += digit[i] * (i % 2 ? 3 : 1);
        return sum % 10 == 0;
    }
    if (count != (kind == IDENTIFIER_ISBN ? 10u : 8u))
        return false;
    for (size_t i = 0; i < count; i++)
        sum += digit[i] * (int)(count - i);
    return sum % 11 == 0;
}

bool identifier_find(enum identifier kind, struct str text, size_t from,
                     struct found_identifier *found) {
    struct match match;
    for (size_t at = from; pattern_find(&patterns[kind], text, at, &match); at = match.to)
        if (is_right(kind, match.group[1])) {
            *found = (struct found_identifier){match.group[1], match.from, match.to};
            return true;
        }
    return false;
}
