/* Telling the kind of a work. */
#include "knowledge/kinds.h"

#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

/* What an annotation calls the work, and what a title or a section ends with. */
#define CALLED(words) PATTERN_FOLD(CALLED_AS "(?:" words ")(?![\\p{L}])")
#define ENDS(words) PATTERN_FOLD("(?<![\\p{L}])(?:" words ")s?\\W*$")

static struct {
    const char *type;
    struct pattern called, ends;
} kinds[] = {
#define KIND(type, words) {type, CALLED(words), ENDS(words)},
#include "knowledge/kinds.def"
};

static struct str by_container(const struct record *record) {
    static struct pattern conference = PATTERN_FOLD("\\b(?:" CONFERENCE_WORDS ")");
    static struct pattern newspaper = PATTERN_FOLD("\\b(?:" NEWSPAPER_WORDS ")\\b");
    struct str container = record->field[FIELD_CONTAINER_TITLE].text;
    if (pattern_in(&conference, container))
        return S("paper-conference");
    if (record_has(record, FIELD_EDITOR))
        return S("chapter");
    if (record_has(record, FIELD_VOLUME) || record_has(record, FIELD_ISSUE))
        return S("article-journal");
    if (record_has(record, FIELD_PUBLISHER) || record_has(record, FIELD_PUBLISHER_PLACE))
        return S("chapter");
    return pattern_in(&newspaper, container) ? S("article-newspaper") : S("article-journal");
}

static struct str by_words(const struct record *record) {
    static const enum field places[] = {FIELD_ABSTRACT, FIELD_GENRE, FIELD_TITLE, FIELD_SECTION};
    static struct pattern directed = PATTERN_FOLD("^(?:directed by|dir\\.|réalisé par|regie:) ");
    /* "European Manual on Risk Assessment": a word that says what a title names, though not its
     * last. */
    static struct pattern report = PATTERN_FOLD("(?<![\\p{L}])(?:" REPORT_WORDS ")(?![\\p{L}])");
    if (pattern_in(&directed, record->field[FIELD_ABSTRACT].text))
        return S("motion_picture");
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++) {
        struct str text = record->field[places[p]].text;
        bool called = places[p] == FIELD_ABSTRACT;
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0] && text.len; k++)
            if (pattern_in(called ? &kinds[k].called : &kinds[k].ends, text) &&
                (called || !str_equal(str_of(kinds[k].type), S("document"))))
                return str_of(kinds[k].type);
    }
    return pattern_in(&report, record->field[FIELD_TITLE].text) ? S("report") : S("");
}

struct str kind_of(const struct record *record) {
    bool linked = record_has(record, FIELD_URL), issued = record_has(record, FIELD_ISSUED);
    bool published = record_has(record, FIELD_PUBLISHER);
    if (record_has(record, FIELD_CONTAINER_TITLE))
        return by_container(record);
    if (record_has(record, FIELD_ISBN))
        return S("book");
    if (record_has(record, FIELD_ACCESSED) && linked && !published)
        return S("webpage");
    struct str kind = by_words(record);
    if (kind.len)
        return kind;
    if (published || record_has(record, FIELD_PUBLISHER_PLACE) ||
        record_has(record, FIELD_EDITION) || record_has(record, FIELD_NUMBER_OF_PAGES))
        return S("book");
    return linked && !issued && !record_has(record, FIELD_AUTHOR) ? S("webpage") : S("document");
}
