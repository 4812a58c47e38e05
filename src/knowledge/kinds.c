/* Telling the kind of a work. */
#include "knowledge/kinds.h"

#include "wrappers/pattern.h"

/* What an annotation calls the work, and what a title or a section ends with. */
#define CALLED(words)                                                                              \
    PATTERN_FOLD("^(?:in |the (?:aim|purpose) of )?(?:this|the present|diese[rs]?|ce|cet|cette|"   \
                 "est[ea]|quest[oa]|это|an?) (?:\\p{L}+ )?(?:" words ")(?![\\p{L}])")
#define ENDS(words) PATTERN_FOLD("(?<![\\p{L}])(?:" words ")s?\\W*$")

static struct {
    const char *type;
    struct pattern called, ends;
} kinds[] = {
#define KIND(type, words) {type, CALLED(words), ENDS(words)},
#include "knowledge/kinds.def"
#include "knowledge/patterns.def"
};

static bool has(const struct record *record, enum field field) {
    return record_has(record, field);
}

static struct str text_of(const struct record *record, enum field field) {
    return record->field[field].text;
}

static struct kind decided(struct str type, const char *rule, double confidence) {
    return (struct kind){type, rule, confidence};
}

static struct kind by_container(const struct record *record) {
    static struct pattern conference = PATTERN_FOLD("\\b(?:" CONFERENCE_WORDS ")");
    static struct pattern newspaper = PATTERN_FOLD("\\b(?:" NEWSPAPER_WORDS ")\\b");
    struct str container = text_of(record, FIELD_CONTAINER_TITLE);
    if (pattern_in(&conference, container))
        return decided(S("paper-conference"), "container", 0.9);
    if (has(record, FIELD_EDITOR))
        return decided(S("chapter"), "editor", 0.8);
    if (has(record, FIELD_VOLUME) || has(record, FIELD_ISSUE))
        return decided(S("article-journal"), "volume", 0.95);
    if (has(record, FIELD_PUBLISHER) || has(record, FIELD_PUBLISHER_PLACE))
        return decided(S("chapter"), "container", 0.8);
    if (pattern_in(&newspaper, container))
        return decided(S("article-newspaper"), "container", 0.7);
    return decided(S("article-journal"), "container", 0.8);
}

/* "European Manual on Risk Assessment": a word that says what a title names, though not its last.
 */
static bool names_report(struct str title) {
    static struct pattern report = PATTERN_FOLD("(?<![\\p{L}])(?:" REPORT_WORDS ")(?![\\p{L}])");
    return pattern_in(&report, title);
}

static struct kind by_words(const struct record *record) {
    const struct {
        struct str text;
        const char *rule;
        bool called;
        double confidence;
    } places[] = {
        {text_of(record, FIELD_ABSTRACT), "annotation", true, 0.8},
        {text_of(record, FIELD_GENRE), "genre", false, 0.8},
        {text_of(record, FIELD_TITLE), "title", false, 0.6},
        {text_of(record, FIELD_SECTION), "section", false, 0.6},
    };
    static struct pattern directed = PATTERN_FOLD("^(?:directed by|dir\\.|réalisé par|regie:) ");
    if (pattern_in(&directed, text_of(record, FIELD_ABSTRACT)))
        return decided(S("motion_picture"), "annotation", 0.8);
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++)
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0] && places[p].text.len; k++)
            if (pattern_in(places[p].called ? &kinds[k].called : &kinds[k].ends, places[p].text) &&
                (places[p].called || !str_equal(str_of(kinds[k].type), S("document"))))
                return decided(str_of(kinds[k].type), places[p].rule, places[p].confidence);
    if (names_report(text_of(record, FIELD_TITLE)))
        return decided(S("report"), "title", 0.5);
    return (struct kind){0};
}

struct kind kind_of(const struct record *record) {
    if (has(record, FIELD_CONTAINER_TITLE))
        return by_container(record);
    if (has(record, FIELD_ISBN))
        return decided(S("book"), "isbn", 0.9);
    if (has(record, FIELD_ACCESSED) && has(record, FIELD_URL) && !has(record, FIELD_PUBLISHER))
        return decided(S("webpage"), "date of access", 0.8);
    struct kind kind = by_words(record);
    if (kind.type.len)
        return kind;
    if (has(record, FIELD_PUBLISHER) || has(record, FIELD_PUBLISHER_PLACE) ||
        has(record, FIELD_EDITION) || has(record, FIELD_NUMBER_OF_PAGES))
        return decided(S("book"), "publisher", 0.7);
    if (has(record, FIELD_URL) && !has(record, FIELD_AUTHOR) && !has(record, FIELD_ISSUED))
        return decided(S("webpage"), "link", 0.7);
    return decided(S("document"), "nothing", 0.4);
}
