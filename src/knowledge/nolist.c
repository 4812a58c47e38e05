/* Runs that look like entries one by one, but together are something else. */
#include "knowledge/cuts.h"

#include "knowledge/address.h"
#include "knowledge/dates.h"
#include "wrappers/pattern.h"

/* A line that asks, and leads nowhere. */
static bool asks(const struct page_line *line) {
    static struct pattern question = PATTERN("[?？][\"”»)]?$");
    return !line->line.link_count && pattern_in(&question, line->line.text);
}

static struct pattern file = PATTERN_FOLD("\\.(?:pdf|docx?|odt|rtf|ps|epub|txt|pptx?)(?:[?#]|$)");

/* True where the first date of the line names a day. */
static bool has_day(const struct page_line *line, struct found_date *date) {
    return date_find(line->line.text, 0, date) && date->date.part[0][2];
}

/* A short line that begins with the day of a date, "Posted on" and the like aside. */
static bool is_day(const struct page_line *line) {
    enum { LONGEST_DAY = 100, LONGEST_LEAD = 14 };
    struct found_date date;
    return line->length <= LONGEST_DAY && has_day(line, &date) && date.from <= LONGEST_LEAD;
}

/* "Jane Doe, 18 September 2010, 20:17": who said something, and at what time of a day. */
static bool is_posted(const struct page_line *line) {
    enum { LONGEST = 120 };
    static struct pattern time = PATTERN("(?<![\\d:])[0-2]?\\d[:.h][0-5]\\d(?![\\d:-])");
    struct found_date date;
    return line->length <= LONGEST && has_day(line, &date) &&
           pattern_in(&time, str_from(line->line.text, date.to));
}

/* What happens on a day, and is no citation of what was printed on it. */
static bool is_event(const struct finder *finder, struct line_run run) {
    struct found_date date;
    if (!has_day(&finder->lines->at[run.from], &date) || date.from > 0)
        return false;
    struct clues clues = clues_of(finder->facts, run.from, run.to);
    return !clues.of[CLUE_CITATION] && !clues.of[CLUE_NAMES];
}

/* What a site says of itself: nothing in it leads to another site or to a file. */
struct own {
    bool stays, leads, day, price, posted;
};

static struct own look_at(const struct finder *finder, struct line_run run) {
    static struct pattern price =
        PATTERN_FOLD("[$€£¥] ?\\d|\\d[.,]\\d\\d ?(?:[€£¥]|euro?s?\\b|usd\\b|chf\\b|zł|kr\\b|руб)");
    struct own own = {.stays = true};
    for (size_t i = run.from; i < run.to; i++) {
        const struct page_line *here = &finder->lines->at[i];
        own.day = own.day || is_day(here);
        own.posted = own.posted || is_posted(here);
        own.price = own.price || pattern_in(&price, here->line.text);
        for (size_t k = 0; k < here->line.link_count; k++) {
            struct str href = here->line.links[k].href;
            own.stays = own.stays && !pattern_in(&file, href) && !address_host(href).len;
            own.leads = own.leads || !address_is_useless(href);
        }
    }
    return own;
}

/* A post with its day, a thing with its price, what happens on a day. */
static bool is_own(const struct finder *finder, struct line_run run) {
    struct own own = look_at(finder, run);
    return own.stays &&
           (is_event(finder, run) || own.posted || (own.leads && (own.day || own.price)));
}

/* A paragraph with links inside its sentences: words stand before and behind them. */
static bool is_running_text(const struct finder *finder, struct line_run run) {
    enum { MOST_LEAD = 4, LEAST_REST = 15 };
    const struct page_line *line = &finder->lines->at[run.from];
    if (run.to > run.from + 1 || !line_has(finder->facts, run.from, FACT_PROSE) ||
        !line->line.link_count)
        return false;
    const struct entry_link *first = &line->line.links[0];
    const struct entry_link *last = &line->line.links[line->line.link_count - 1];
    return (first->from > MOST_LEAD || line->line.link_count > 2) &&
           last->to + LEAST_REST <= line->length && 3 * line->linked < line->length;
}

/* True where nearly all links of the group lead to one site: its own, or one that explains words.
 */
static bool leads_to_one_site(const struct finder *finder, const struct group *group) {
    struct str most = S("");
    size_t votes = 0, same = 0, all = 0;
    for (int count = 0; count < 2; count++)
        for (size_t i = group->from; i < group->to; i++) {
            const struct line *line = &finder->lines->at[i].line;
            for (size_t k = 0; k < line->link_count; k++) {
                struct str host = address_host(line->links[k].href);
                if (!count && !votes)
                    most = host;
                if (count)
                    same += str_equal_fold(host, most) && !pattern_in(&file, line->links[k].href);
                else
                    votes += str_equal_fold(host, most) ? 1 : (size_t)-1;
                all += (size_t)count;
            }
        }
    return 5 * same >= 4 * all;
}

static bool is_far_apart(const struct group *group) {
    size_t lines = 0;
    for (size_t i = 0; i < group->count; i++)
        lines += group->runs[i].to - group->runs[i].from;
    return 3 * lines < group->to - group->from;
}

bool group_is_no_list(const struct finder *finder, const struct group *group) {
    enum { LONG = 30 };
    size_t questions = 0, own = 0, running = 0, running_long = 0;
    for (size_t i = 0; i < group->count; i++) {
        struct line_run run = group->runs[i];
        questions += asks(&finder->lines->at[run.from]);
        own += is_own(finder, run);
        if (is_running_text(finder, run)) {
            running++;
            running_long += finder->lines->at[run.from].words >= LONG;
        }
    }
    return 2 * questions > group->count || 5 * own >= 4 * group->count ||
           3 * running_long >= 2 * group->count ||
           (2 * running > group->count && leads_to_one_site(finder, group)) ||
           (group->count == 2 && is_far_apart(group));
}
