/* Finding dates: one pattern that knows their usual forms, then a look at its groups. */
#include "knowledge/dates.h"

#include "wrappers/pattern.h"

#define YEAR "(?:14[5-9]\\d|1[5-9]\\d\\d|20\\d\\d)"

static const char date_source[] =
#define GROUP(group, text) "(?<" #group ">" text ")"
#define NAMES(group) "(?<" #group ">(?!)"
#define TEXT(text) text
#define MONTH(number, names) "|" names
#include "knowledge/dates.def"
    ;

/* "2004, May 12" and "2004 May": what may follow a year. */
static const char after_year_source[] =
    "\\G,? ((?!)"
#define MONTH(number, names) "|" names
#include "knowledge/months.def"
    ")\\.?(?: ?[-–/] ?\\p{L}+\\.?)?"
    "(?: ([0-3]?\\d)(?:st|nd|rd|th)?)?(?: ?[-–] ?\\d\\d?)?(\\s*[)\\]])?(?![\\p{L}\\d])";

/* Numbers of the groups of date_source, in their order. */
enum {
    WHOLE,
#define GROUP(group, text) group,
#define NAMES(group) group,
#include "knowledge/dates.def"
};

static struct pattern date_pattern = PATTERN_FOLD(date_source);

static struct {
    int number; /* a season's from 13 */
    struct pattern pattern;
} months[] = {
#define MONTH(number, names) {number, PATTERN_FOLD("^(?:" names ")\\.?$")},
#include "knowledge/months.def"
};

static int number_of(struct str text) {
    long number = str_number(text);
    return number < 0 ? 0 : (int)number;
}

static int month_of(struct str name) {
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
        if (pattern_in(&months[i].pattern, name))
            return months[i].number;
    return 0;
}

static void set_month(struct date *date, struct str name) {
    int month = month_of(name);
    if (month > 12)
        date->season = month - 12;
    else
        date->part[0][1] = month;
}

/* "January/February 2015" */
static void set_first_month(struct date *date, struct str name) {
    int first = month_of(name), last = date->part[0][1];
    if (!first || !last || first >= last)
        return;
    date->part[0][1] = first;
    date->part[1][0] = date->part[0][0];
    date->part[1][1] = last;
    date->count = 2;
}

/* A day that the month does not have is a slip of the page: then the month alone is sure. */
static void set_day(struct date *date, struct str day) {
    static const int longest[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int number = number_of(day);
    if (date->part[0][1] && number >= 1 && number <= longest[date->part[0][1]])
        date->part[0][2] = number;
}

/* The end of a range: "2006-2008", and "2006-08" as the same century. */
static void set_range(struct date *date, struct str end) {
    int year = number_of(end);
    if (end.len == 2)
        year += date->part[0][0] / 100 * 100;
    if (year <= date->part[0][0])
        return;
    date->part[1][0] = year;
    date->count = 2;
}

static void set_from_year(const struct match *match, struct date *date) {
    date->part[0][0] = number_of(match->group[YEAR1]);
    if (match->group[MONTH_NAME].at)
        set_month(date, match->group[MONTH_NAME]);
    if (match->group[FIRST_MONTH].at)
        set_first_month(date, match->group[FIRST_MONTH]);
    else if (!match->group[BEFORE].at && !match->group[MORE].at)
        set_day(date, match->group[match->group[DAY2].at ? DAY2 : DAY1]);
    if (match->group[YEAR2].at)
        set_range(date, match->group[YEAR2]);
    date->circa = match->group[CIRCA].at || match->group[DOUBT].at;
}

/* Takes the month behind the year in, where there is one: the match grows. */
static void add_after_year(struct str text, struct match *match, struct date *date) {
    static struct pattern after_year = PATTERN_FOLD(after_year_source);
    struct match more;
    if (date->part[0][1] || date->season || match->group[CLOSE].at ||
        !pattern_find(&after_year, text, match->to, &more))
        return;
    set_month(date, more.group[1]);
    set_day(date, more.group[2]);
    match->to = more.to;
    match->group[CLOSE] = more.group[3];
}

static void set_parts(const struct match *match, int year, int month, int day, struct date *date) {
    date->part[0][0] = number_of(match->group[year]);
    date->part[0][1] = number_of(match->group[month]);
    date->part[0][2] = number_of(match->group[day]);
}

bool date_find(struct str text, size_t from, struct found_date *found) {
    struct match match;
    if (!pattern_find(&date_pattern, text, from, &match))
        return false;
    *found = (struct found_date){.status = match.group[STATUS]};
    if (match.group[ISO].at || match.group[YEAR1].at || match.group[NUMERIC_YEAR].at)
        found->date.count = 1;
    if (match.group[ISO].at)
        set_parts(&match, ISO, ISO_MONTH, ISO_DAY, &found->date);
    if (match.group[NUMERIC_YEAR].at)
        set_parts(&match, NUMERIC_YEAR, NUMERIC_MONTH, NUMERIC_DAY, &found->date);
    if (match.group[YEAR1].at) {
        set_from_year(&match, &found->date);
        add_after_year(text, &match, &found->date);
    }
    size_t open = match.group[OPEN].len, close = match.group[CLOSE].len;
    found->bracketed = open && close;
    /* A bracket without its partner belongs to the words around. */
    found->from = match.from + (found->bracketed ? 0 : open);
    found->to = match.to - (found->bracketed ? 0 : close);
    found->slice = str_part(text, match.from + open, match.to - close);
    return true;
}

struct date date_of_text(struct str text) {
    struct found_date found;
    bool whole = date_find(text, 0, &found) && !found.from && found.to == text.len;
    return whole ? found.date : (struct date){0};
}
