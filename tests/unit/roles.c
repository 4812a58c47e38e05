/* Roles of an entry's lines, and the parts of a line of creators. */
#include "knowledge/roles.h"

#include "unit.h"

#define ANNOTATION                                                                                 \
    "Follows one ferry through two hundred years of letters, and asks who owned the crossing."

/* A line of an entry in short: its text, its marks, and whether all of it is a link. */
struct short_line {
    const char *text;
    unsigned marks;
    const char *href;
};

/* What is given of each line of an entry: a letter for the role, as below, or a blank. */
static void give(struct entry *entry, const char *roles) {
    for (size_t i = 0; i < entry->line_count; i++)
        entry->lines[i].role = roles[i] == 't'   ? GIVEN_TITLE
                               : roles[i] == 'b' ? GIVEN_CREATORS
                               : roles[i] == 'a' ? GIVEN_ANNOTATION
                               : roles[i] == 'l' ? GIVEN_LINK
                                                 : GIVEN_NOTHING;
}

static struct entry entry_of(struct arena *arena, const struct short_line *lines, size_t count) {
    struct entry entry = {.lines = arena_make(arena, struct line, count), .line_count = count};
    for (size_t i = 0; i < count; i++) {
        struct line *line = &entry.lines[i];
        *line = (struct line){.text = str_of(lines[i].text), .marks = lines[i].marks};
        if (!lines[i].href)
            continue;
        line->links = arena_make(arena, struct entry_link, 1);
        line->link_count = 1;
        line->links[0] = (struct entry_link){
            .label = line->text, .href = str_of(lines[i].href), .to = line->text.len};
    }
    return entry;
}

/* The roles as letters: title, byline, annotation, link. */
static struct str roles_of(struct arena *arena, const struct page_style *style,
                           const struct entry *entry) {
    struct buf out = buf_in(arena);
    enum line_role *roles = roles_find(arena, entry, 0, style);
    for (size_t i = 0; i < entry->line_count; i++)
        buf_char(&out, "tbal-"[roles[i]]);
    return buf_text(&out);
}

#define CHECK(state, wanted, ...)                                                                  \
    do {                                                                                           \
        static const struct short_line lines[] = {__VA_ARGS__};                                    \
        struct entry entry = entry_of(*(state), lines, sizeof lines / sizeof *lines);              \
        struct page_style style = {0};                                                             \
        assert_str(roles_of(*(state), &style, &entry), wanted);                                    \
    } while (0)

static void the_usual_order(void **state) {
    CHECK(state, "tbal", {"The Ferry at Rye", MARK_STRONG, NULL}, {"Weir, Anna (1998)", 0, NULL},
          {ANNOTATION, 0, NULL}, {"click here", 0, "http://a.example/"});
    CHECK(state, "tba", {"The Ferry at Rye", MARK_HEADING, "http://a.example/"},
          {"Anna Weir and Tom Harrow", MARK_EMPHASIS, NULL}, {ANNOTATION, 0, NULL});
}

static void check_given(struct arena *arena, const char *given, const char *wanted) {
    static const struct short_line lines[] = {{"The Ferry at Rye", MARK_STRONG, NULL},
                                              {", by", 0, NULL},
                                              {"Weir, Anna (1998)", 0, NULL},
                                              {ANNOTATION, 0, NULL},
                                              {"click here", 0, "http://a.example/"}};
    struct page_style style = {0};
    struct entry entry = entry_of(arena, lines, sizeof lines / sizeof *lines);
    give(&entry, given);
    assert_slice(roles_of(arena, &style, entry_with_joints(arena, &entry)), str_of(wanted), given,
                 0);
}

static void given_roles_are_kept(void **state) {
    check_given(*state, "  t  ", "b-tal");
    check_given(*state, "a tb ", "a-tbl");
    check_given(*state, "  b  ", "t-bal");
    check_given(*state, "   t ", "b-btl");
    check_given(*state, "    t", "b-bat");
}

static void without_creators_or_annotation(void **state) {
    CHECK(state, "tal", {"The Ferry at Rye", MARK_STRONG, NULL}, {ANNOTATION, 0, NULL},
          {"click here", 0, "http://a.example/"});
    CHECK(state, "tbl", {"The Ferry at Rye", MARK_STRONG, NULL}, {"Weir, Anna (1998)", 0, NULL},
          {"click here", 0, "http://a.example/"});
    CHECK(state, "ta", {"The Ferry Museum", 0, "http://a.example/"}, {ANNOTATION, 0, NULL});
}

static void organisations_as_creators(void **state) {
    CHECK(state, "tbal", {"The Ferry at Rye", MARK_STRONG, NULL}, {"Harbour Board (1998)", 0, NULL},
          {ANNOTATION, 0, NULL}, {"click here", 0, "http://a.example/"});
}

static void titles_over_two_lines(void **state) {
    CHECK(state, "ttbal", {"The Ferry at Rye and the", MARK_STRONG, NULL},
          {"Owners of the Crossing", MARK_STRONG, NULL}, {"Weir, Anna (1998)", 0, NULL},
          {ANNOTATION, 0, NULL}, {"click here", 0, "http://a.example/"});
}

static void several_paragraphs_and_links(void **state) {
    CHECK(state, "tbaall", {"The Ferry at Rye", MARK_STRONG, NULL}, {"Weir, Anna (1998)", 0, NULL},
          {ANNOTATION, 0, NULL}, {ANNOTATION, 0, NULL},
          {"Download the report", 0, "http://a.example/"}, {"PDF", 0, "http://a.example/pdf"});
}

static void pages_have_their_own_order(void **state) {
    static const struct short_line lines[] = {{"Weir, Anna (1998)", 0, NULL},
                                              {"The Ferry at Rye", MARK_EMPHASIS, NULL},
                                              {ANNOTATION, 0, NULL},
                                              {"click here", 0, "http://a.example/"}};
    struct entry entry = entry_of(*state, lines, 4);
    static const enum line_role roles[] = {LINE_BYLINE, LINE_TITLE, LINE_ANNOTATION, LINE_LINK};
    struct page_style style = {0};
    for (int i = 0; i < 5; i++)
        style_learn(*state, &style, &entry, roles);
    assert_int_equal(style.entries, 5);
    assert_int_equal(style.bylines_first, 5);
    assert_int_equal(style_order(&style), ORDER_INVERTED);
    assert_str(roles_of(*state, &style, &entry), "btal");
}

static void how_a_page_writes_persons(void **state) {
    (void)state;
    assert_int_equal(style_order(&(struct page_style){0}), ORDER_UNKNOWN);
    assert_int_equal(style_order(&(struct page_style){.inverted = 3, .straight = 1}),
                     ORDER_INVERTED);
    assert_int_equal(style_order(&(struct page_style){.inverted = 1, .straight = 3}),
                     ORDER_STRAIGHT);
    assert_int_equal(style_order(&(struct page_style){.inverted = 2, .straight = 2}),
                     ORDER_UNKNOWN);
}

static void check_split(struct str text, const char *creators, const char *date,
                        const char *container, const char *marker) {
    struct byline_parts parts = byline_split(text);
    assert_slice(parts.creators, str_of(creators), "creators", 0);
    assert_slice(parts.dated ? parts.date.slice : S(""), str_of(date), "date", 0);
    assert_slice(parts.container, str_of(container), "container", 0);
    assert_slice(parts.marker, str_of(marker), "marker", 0);
}

static void parts_of_a_line_of_creators(void **state) {
    (void)state;
    check_split(S("Weir, Anna (1998)"), "Weir, Anna", "1998", "", "");
    check_split(S("Weir, A. et al. (2002) Journal of Tides [abstract]"), "Weir, A. et al.", "2002",
                "Journal of Tides", "abstract");
    check_split(S("Harbour Board, May 2004"), "Harbour Board", "May 2004", "", "");
    check_split(S("Weir, Anna (n.d.)"), "Weir, Anna", "n.d.", "", "");
    check_split(S("Anna Weir"), "Anna Weir", "", "", "");
    check_split(S("1984 Group (2003)"), "1984 Group", "2003", "", "");
    check_split(S(""), "", "", "", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_usual_order),
        ARENA_TEST(given_roles_are_kept),
        ARENA_TEST(without_creators_or_annotation),
        ARENA_TEST(organisations_as_creators),
        ARENA_TEST(titles_over_two_lines),
        ARENA_TEST(several_paragraphs_and_links),
        ARENA_TEST(pages_have_their_own_order),
        cmocka_unit_test(how_a_page_writes_persons),
        cmocka_unit_test(parts_of_a_line_of_creators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
