/* Creators that lead a citation: all places where they may end are tried. */
#include "knowledge/creators.h"

#include "knowledge/dates.h"
#include "knowledge/patterns.def"

/* Creators may end at `to`, the words behind begin at `next`; what speaks for it. */
struct ending {
    size_t to, next;
    double bonus;
};

enum { MOST_ENDINGS = 14, LONGEST_CREATORS = 700 };

struct endings {
    struct ending at[MOST_ENDINGS];
    size_t count;
};

static void add(struct endings *endings, size_t to, size_t next, double bonus) {
    if (endings->count < MOST_ENDINGS && to)
        endings->at[endings->count++] = (struct ending){to, next, bonus};
}

static bool stop_is_short(struct str text, size_t stop) {
    static struct pattern abbreviation = PATTERN(ABBREVIATED_WORD);
    size_t from = stop > 12 ? stop - 12 : 0;
    while (from < stop && ((unsigned char)text.at[from] & 0xC0) == 0x80)
        from++;
    return pattern_in(&abbreviation, str_part(text, from, stop));
}

size_t sentence_stop(struct pattern *stop, struct str text, size_t from) {
    struct match match;
    for (size_t at = from; pattern_find(stop, text, at, &match); at = match.to)
        if (text.at[match.from] != '.' || !stop_is_short(text, match.from))
            return match.from;
    return STR_NONE;
}

/* True where more than one sentence ends in the words. */
static bool has_sentences(struct str words) {
    static struct pattern stop = PATTERN("[.?!]+[”\"’»]?(?=\\s+(?:[^\\p{Ll}\\s]|in \\p{Lu}))");
    return sentence_stop(&stop, words, 0) != STR_NONE;
}

/* Creators end at a year in brackets, or at one that stands as a sentence ("Name. 2013. Title"). */
static double bonus_of_date(struct str text, const struct found_date *date) {
    bool sentence = date->from > 2 && text.at[date->from - 2] == '.' && date->to < text.len &&
                    text.at[date->to] == '.';
    return date->bracketed || sentence ? 0.35 : 0.15;
}

static struct endings endings_of(struct str text, const struct line *line, size_t skipped) {
    static struct pattern inverted = PATTERN("^\\p{Lu}[\\p{L}-]+, \\p{Lu}[\\p{L}. -]+$");
    static struct pattern colon = PATTERN(":\\s+(?=\\S)"), quote = PATTERN("[,.]?\\s*(?=[“\"„«])"),
                          stop = PATTERN(STOPS_OF_SENTENCES);
    static struct pattern bracket = PATTERN("\\s(?=\\([^()]{3,80}(?:1[5-9]|20)\\d\\d\\))");
    struct endings endings = {.count = 0};
    struct match match;
    struct found_date date;
    if (date_find(text, 0, &date))
        add(&endings, date.from, date.to, bonus_of_date(text, &date));
    if (pattern_find(&colon, text, 0, &match))
        add(&endings, match.from, match.to,
            pattern_in(&inverted, str_part(text, 0, match.from)) ? 0.35 : 0.2);
    if (pattern_find(&bracket, text, 0, &match))
        add(&endings, match.from, match.to, 0.3);
    if (pattern_find(&quote, text, 1, &match))
        add(&endings, match.from + (text.at[match.from] == '.' && stop_is_short(text, match.from)),
            match.to, 0.25);
    for (size_t i = 0; i < line->span_count; i++) {
        size_t at = line->spans[i].from;
        if (at > skipped && at - skipped < text.len)
            add(&endings, at - skipped, at - skipped, 0.2);
    }
    for (size_t at = 0; pattern_find(&stop, text, at, &match); at = match.to + !match.group[0].len)
        add(&endings, match.from + (match.group[0].len && stop_is_short(text, match.from)),
            match.to, 0.1);
    add(&endings, text.len, text.len, 0);
    return endings;
}

struct creators creators_leading(struct arena *arena, struct str text, const struct line *line,
                                 size_t skipped, enum name_order order) {
    static struct pattern goes_on =
        PATTERN("^[.,\\s]*(?:\\p{Lu}\\.[-\\s,]|(?:and|und|et|y|&|e|и) (?!al\\b)\\p{Lu})");
    static struct pattern other_words = PATTERN_FOLD("\\bet al\\b[.,]*\\s+[^(\\s&]");
    static struct pattern unstopped = PATTERN("^(?:[^.,]+ \\p{Lu}{1,3}, )+[^,.]+ \\p{Lu}{1,3}\\.$");
    struct str near = str_part(text, 0, LONGEST_CREATORS);
    struct endings endings = endings_of(near, line, skipped);
    struct creators found = {0};
    double best = 0.55;
    for (size_t i = 0; i < endings.count; i++) {
        const struct ending *ending = &endings.at[i];
        struct str words = str_trim_set(str_part(near, 0, ending->to), " ,;:(");
        /* "Doe J, Roe R. Title": the stop ends the list, not the initial. */
        words.len -= pattern_in(&unstopped, words);
        struct byline byline = names_read(arena, words, order);
        double score = byline.quality * (byline_names_person(&byline) ? 1 : 0.6) + ending->bonus;
        /* What goes on with another initial or another name has not ended. */
        score -= pattern_in(&goes_on, str_from(text, ending->to)) ? 0.4 : 0;
        score -= has_sentences(words) ? 0.5 : 0;
        score -= pattern_in(&other_words, words) ? 0.5 : 0;
        /* More names read with the same certainty are better than fewer. */
        double more = 0.05 * (double)byline.names.count;
        score += byline.quality >= 0.7 ? (more < 0.2 ? more : 0.2) : 0;
        if (byline.quality < 0.4 || score <= best)
            continue;
        best = score;
        found = (struct creators){ending->to, ending->next, words, byline};
    }
    return found;
}
