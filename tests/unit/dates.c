/* Dates as pages print them, and the numbers that are none. */
#include "knowledge/dates.h"

#include "unit.h"

/* The date as "2004-05-12", "2006/2008", "2003 season 1", "c. 1890", "none", "status", or "-". */
static struct str shown(struct arena *arena, struct str text) {
    struct found_date found;
    struct buf out = buf_in(arena);
    if (!date_find(text, 0, &found))
        return S("-");
    if (!found.date.count && !found.status.len)
        buf_puts(&out, "none");
    buf_put(&out, found.status);
    for (int i = 0; i < found.date.count; i++) {
        const int *part = found.date.part[i];
        buf_puts(&out, i ? "/" : found.date.circa ? "c. " : "");
        buf_put(&out, str_format(arena, "%d", part[0]));
        if (part[1])
            buf_put(&out, str_format(arena, "-%02d", part[1]));
        if (part[2])
            buf_put(&out, str_format(arena, "-%02d", part[2]));
    }
    if (found.date.season)
        buf_put(&out, str_format(arena, " season %d", found.date.season));
    return buf_text(&out);
}

struct example {
    const char *text, *date;
};

static void check(struct arena *arena, const struct example *examples, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_slice(shown(arena, str_of(examples[i].text)), str_of(examples[i].date),
                     examples[i].text, 0);
}

#define CHECK(state, examples) check(*(state), examples, sizeof(examples) / sizeof *(examples))

static void years_and_ranges(void **state) {
    static const struct example examples[] = {
        {"1998", "1998"},           {"1450", "1450"},          {"2099", "2099"},
        {"Leeds, 1998.", "1998"},   {"1910a", "1910"},         {"2006-2008", "2006/2008"},
        {"2006–2008", "2006/2008"}, {"2006/07", "2006/2007"},  {"1999/2000", "1999/2000"},
        {"1998–99", "1998/1999"},   {"1900-1899", "1900"},     {"c. 1890", "c. 1890"},
        {"ca. 1890", "c. 1890"},    {"circa 1890", "c. 1890"}, {"um 1890", "c. 1890"},
        {"1890?", "c. 1890"},
    };
    CHECK(state, examples);
}

static void months_in_the_languages(void **state) {
    static const struct example examples[] = {
        {"12 May 2004", "2004-05-12"},
        {"May 12, 2004", "2004-05-12"},
        {"May 12th, 2004", "2004-05-12"},
        {"2004, May 12", "2004-05-12"},
        {"2004 May", "2004-05"},
        {"Sept. 2004", "2004-09"},
        {"AUGUST 1999", "1999-08"},
        {"12. Mai 2004", "2004-05-12"},
        {"März 2001", "2001-03"},
        {"Dezember 2001", "2001-12"},
        {"1er janvier 2001", "2001-01-01"},
        {"février 1999", "1999-02"},
        {"août 2001", "2001-08"},
        {"12 de mayo de 2004", "2004-05-12"},
        {"diciembre de 1999", "1999-12"},
        {"12 maggio 2004", "2004-05-12"},
        {"1º gennaio 2004", "2004-01-01"},
        {"12 мая 2004", "2004-05-12"},
        {"5 января 1999 г.", "1999-01-05"},
        {"март 2003", "2003-03"},
    };
    CHECK(state, examples);
}

static void iso_dates(void **state) {
    static const struct example examples[] = {
        {"2006-05-12", "2006-05-12"},
        {"2006-05", "2006-05"},
        {"2004-13", "2004/2013"},
    };
    CHECK(state, examples);
}

static void seasons(void **state) {
    static const struct example examples[] = {
        {"Spring 2003", "2003 season 1"},    {"summer 2003", "2003 season 2"},
        {"Herbst 2001", "2001 season 3"},    {"Winter 1999", "1999 season 4"},
        {"printemps 1998", "1998 season 1"}, {"otoño 2002", "2002 season 3"},
        {"estate 1997", "1997 season 2"},    {"2003, Summer", "2003 season 2"},
    };
    CHECK(state, examples);
}

static void months_and_days_in_ranges(void **state) {
    static const struct example examples[] = {
        {"January / February 2015", "2015-01/2015-02"},
        {"Jan-Feb 2005", "2005-01/2005-02"},
        {"May/June 2004", "2004-05/2004-06"},
        {"March 3-5, 2004", "2004-03"},
        {"12–14 May 2004", "2004-05"},
    };
    CHECK(state, examples);
    struct found_date found;
    assert_true(date_find(S("Seen Jan-Feb 2005"), 0, &found));
    assert_str(found.slice, "Jan-Feb 2005");
}

static void days_that_no_month_has(void **state) {
    static const struct example examples[] = {
        {"31 February 2004", "2004-02"},
        {"29 February 2004", "2004-02-29"},
        {"31 April 2004", "2004-04"},
        {"40 May 2004", "2004-05"},
    };
    CHECK(state, examples);
}

static void no_date_and_not_yet(void **state) {
    static const struct example examples[] = {
        {"n.d.", "none"},         {"n. d.", "none"},
        {"o. J.", "none"},        {"s.d.", "none"},
        {"б. г.", "none"},        {"undated", "none"},
        {"in press", "in press"}, {"forthcoming", "forthcoming"},
        {"im Druck", "im Druck"}, {"to appear", "to appear"},
        {"In Press", "In Press"},
    };
    CHECK(state, examples);
}

static void numbers_that_are_no_years(void **state) {
    static const struct example examples[] = {
        {"", "-"},
        {"1449", "-"},
        {"2100", "-"},
        {"12345", "-"},
        {"x1998", "-"},
        {"pp. 1998-2004", "-"},
        {"pp 1510", "-"},
        {"p. 1850", "-"},
        {"123-1999", "-"},
        {"vol. 1999", "-"},
        {"No. 2000", "-"},
        {"ISBN 978-1998", "-"},
        {"10.1998/2001", "-"},
        {"$2000", "-"},
        {"May Fourth", "-"},
        {"pp. 1500-1510, Leeds 2004", "2004"},
        {"Doe, P. 1998", "1998"},
        {"12/05/2004", "2004"},
        {"12.10.2004", "2004-10-12"},
    };
    CHECK(state, examples);
}

static struct found_date find(struct str text, size_t from) {
    struct found_date found;
    assert_true(date_find(text, from, &found));
    assert_true(found.from < found.to && found.to <= text.len);
    assert_true(found.slice.at >= text.at &&
                found.slice.at + found.slice.len <= text.at + text.len);
    return found;
}

static void brackets_belong_to_the_date(void **state) {
    (void)state;
    struct found_date found = find(S("Doe (1998) Press"), 0);
    assert_true(found.bracketed);
    assert_int_equal(found.from, 4);
    assert_int_equal(found.to, 10);
    assert_str(found.slice, "1998");
    assert_true(find(S("[1998]"), 0).bracketed);
    assert_true(find(S("(2004, May 12)"), 0).bracketed);
    assert_true(find(S("(n.d.)"), 0).bracketed);
    assert_true(find(S("(in press)"), 0).bracketed);
    found = find(S("(Leeds, 1998)"), 0);
    assert_false(found.bracketed);
    assert_int_equal(found.from, 8);
    assert_int_equal(found.to, 12);
    assert_false(find(S("1998)"), 0).bracketed);
    assert_int_equal(find(S("(1998"), 0).from, 1);
}

static void the_next_date_is_found_from_where_the_last_ended(void **state) {
    (void)state;
    struct str text = S("1998, reprinted 2001");
    struct found_date first = find(text, 0), second = find(text, first.to);
    assert_int_equal(first.date.part[0][0], 1998);
    assert_int_equal(second.date.part[0][0], 2001);
    assert_false(date_find(text, second.to, &first));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(years_and_ranges),
        ARENA_TEST(months_in_the_languages),
        ARENA_TEST(iso_dates),
        ARENA_TEST(seasons),
        ARENA_TEST(months_and_days_in_ranges),
        ARENA_TEST(days_that_no_month_has),
        ARENA_TEST(no_date_and_not_yet),
        ARENA_TEST(numbers_that_are_no_years),
        cmocka_unit_test(brackets_belong_to_the_date),
        cmocka_unit_test(the_next_date_is_found_from_where_the_last_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
