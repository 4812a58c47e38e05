/* Runs that look like entries one by one, but together are something else. */
#include "knowledge/nolist.h"

#include "knowledge/dates.h"
#include "knowledge/labels.h"
#include "wrappers/pattern.h"

/* A line that asks, and leads nowhere. */
static bool asks(const struct page_line *line) {
    static struct pattern question = PATTERN("[?？][\"”»)]?$");
    return !line->line.link_count && pattern_in(&question, line->line.text);
}

static bool is_file(struct str address) {
    static struct pattern file =
        PATTERN_FOLD("\\.(?:pdf|docx?|odt|rtf|ps|epub|txt|pptx?)(?:[?#]|$)");
    return pattern_in(&file, address);
}

/* A line that is the date of a day and nothing else. */
static bool is_day(const struct page_line *line) {
    enum { LONGEST_DAY = 40 };
    struct found_date date;
    struct str text = line->line.text;
    return line->length && line->length <= LONGEST_DAY && date_find(text, 0, &date) &&
           date.date.part[0][2] && date.to - date.from + 2 >= text.len;
}

/* A post: it says its day, and leads to a page of the site and nowhere else. */
static bool is_own_post(const struct finder *finder, struct line_run run) {
    bool day = false, leads = false;
    for (size_t i = run.from; i < run.to; i++) {
        const struct line *line = &finder->lines->at[i].line;
        day = day || is_day(&finder->lines->at[i]);
        for (size_t k = 0; k < line->link_count; k++) {
            struct str href = line->links[k].href;
            if (is_file(href) || address_host(href).len)
                return false;
            leads = leads || !address_is_useless(href);
        }
    }
    return day && leads;
}

/* A paragraph with links inside its sentences: words stand before and behind them. */
static bool is_running_text(const struct finder *finder, struct line_run run) {
    enum { MOST_LEAD = 4, LEAST_REST = 15 };
    const struct page_line *line = &finder->lines->at[run.from];
    if (run.to > run.from + 1 || !line_is_prose(finder->facts, run.from) || !line->line.link_count)
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
                    same += str_equal_fold(host, most) && !is_file(line->links[k].href);
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
    size_t questions = 0, posts = 0, running = 0;
    for (size_t i = 0; i < group->count; i++) {
        struct line_run run = group->runs[i];
        questions += asks(&finder->lines->at[run.from]);
        posts += is_own_post(finder, run);
        running += is_running_text(finder, run);
    }
    return 2 * questions > group->count || 5 * posts >= 4 * group->count ||
           (2 * running > group->count && leads_to_one_site(finder, group)) ||
           (group->count == 2 && is_far_apart(group));
}
