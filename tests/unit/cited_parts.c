/* Parts of citations: what holds of every reading, and some that leave no doubt. */
#include "knowledge/citation.h"
#include "knowledge/cited_ways.h"

#include "unit.h"

static struct cited_stretches parts(struct arena *arena, const char *text,
                                    const struct cited_habit *habit, struct tokens *tokens) {
    struct line line = {.text = str_of(text)};
    struct str rest;
    *tokens = citation_tokens(arena, &line, &rest);
    return cited_parts(arena, tokens, habit);
}

static const char *const examples[] = {
    "Doe, J. (1999). Mills of the valley. Leeds: Heron House.",
    "J. Doe and R. Roe, “On weirs,” Journal of Dams, vol. 12, no. 3, pp. 4–19, 2004.",
    "Weirs",
    "?!",
    "— — —",
    "1999 1999 1999",
    "Иванов И.И. Мельницы. – М. : Наука, 1999.",
    "Anything at all that somebody wrote (and somebody else did not) in 1980; see below.",
};

static void every_token_has_a_part(void **state) {
    for (size_t e = 0; e < sizeof examples / sizeof *examples; e++)
        for (int untitled = 0; untitled < 2; untitled++) {
            struct tokens tokens;
            struct cited_habit habit = {.untitled = untitled};
            struct cited_stretches found = parts(*state, examples[e], &habit, &tokens);
            size_t at = 0, titles = 0;
            for (size_t i = 0; i < found.count; i++) {
                assert_int_equal(found.at[i].from, at);
                assert_true(found.at[i].to > at && found.at[i].part < CITED_PARTS);
                assert_true(i == 0 || found.at[i].part != found.at[i - 1].part);
                assert_true(found.at[i].confidence >= 0 && found.at[i].confidence <= 1.000001);
                titles += found.at[i].part == CITED_TITLE;
                at = found.at[i].to;
            }
            assert_int_equal(at, tokens.count);
            assert_int_equal(titles > 0, !untitled);
        }
}

static void nothing_has_no_parts(void **state) {
    struct tokens tokens;
    assert_int_equal(parts(*state, "", &(struct cited_habit){0}, &tokens).count, 0);
    assert_int_equal(tokens.count, 0);
}

static void tokens_are_words_numbers_and_marks(void **state) {
    struct line line = {.text = S("O’Brien, J.-P. 12(3), doi:10.1000/182")};
    struct str text;
    struct tokens tokens = citation_tokens(*state, &line, &text);
    static const char *const words[] = {"O’Brien", ",",  "J", ".", "-", "P",
                                        ".",       "12", "(", "3", ")", ","};
    assert_int_equal(tokens.count, sizeof words / sizeof *words + 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_slice(str_part(text, tokens.at[i].from, tokens.at[i].to), str_of(words[i]), __FILE__,
                     __LINE__);
}

/* The first token of a part, or how many there are. */
static size_t first_of(const struct cited_stretches *found, enum cited_part part) {
    size_t i = 0;
    while (i < found->count && found->at[i].part != part)
        i++;
    return i;
}

static void a_page_that_puts_titles_first(void **state) {
    for (size_t e = 0; e < sizeof examples / sizeof *examples; e++) {
        struct tokens tokens;
        static const struct cited_ways titles_first = {.title_first = 50};
        static const struct cited_ways names_first = {.title_first = -50};
        struct cited_habit first = {.ways = &titles_first}, last = {.ways = &names_first};
        struct cited_stretches titled = parts(*state, examples[e], &first, &tokens);
        struct cited_stretches named = parts(*state, examples[e], &last, &tokens);
        assert_true(first_of(&titled, CITED_TITLE) < first_of(&titled, CITED_AUTHOR));
        size_t author = first_of(&named, CITED_AUTHOR);
        assert_true(author == named.count || author < first_of(&named, CITED_TITLE));
    }
}

/* The text of the first stretch of a part. */
static struct str text_of(struct arena *arena, const char *text, enum cited_part part,
                          const struct cited_ways *ways) {
    struct tokens tokens;
    struct cited_stretches found = parts(arena, text, &(struct cited_habit){.ways = ways}, &tokens);
    size_t i = first_of(&found, part);
    return i == found.count ? (struct str){0}
                            : str_part(str_of(text), tokens.at[found.at[i].from].from,
                                       tokens.at[found.at[i].to - 1].to);
}

static void a_page_shows_what_its_marks_part(void **state) {
    static const char *const page[] = {
        "Jo Reed, The mills of the valley, Heron House, 1987",
        "Cy Moss, A short history of rain, Alder Press, 1991",
        "Bo Fenn, Ferries and their owners, Alder Press, 2001",
    };
    struct cited_ways *ways = arena_make(*state, struct cited_ways, 1);
    struct tokens tokens;
    for (size_t i = 0; i < sizeof page / sizeof *page; i++) {
        struct cited_stretches found = parts(*state, page[i], &(struct cited_habit){0}, &tokens);
        cited_ways_learn(ways, &tokens, &found, 1);
    }
    assert_true(ways->step[token_mark(&tokens.at[2])][CITED_AUTHOR][CITED_TITLE] > 0);
    cited_ways_settle(ways);
    const double *behind_author = ways->step[token_mark(&tokens.at[2])][CITED_AUTHOR];
    assert_true(behind_author[CITED_TITLE] > 0 && behind_author[CITED_AUTHOR] < 0);
}

static void what_a_page_never_does_is_not_read(void **state) {
    static struct cited_ways ways;
    for (size_t form = 0; form < TOKEN_FORMS; form++)
        ways.form[form][CITED_ISSUED] = -1000;
    for (size_t e = 0; e < 2; e++) {
        assert_true(text_of(*state, examples[e], CITED_ISSUED, NULL).len == 4);
        assert_true(text_of(*state, examples[e], CITED_ISSUED, &ways).len == 0);
    }
}

static void nothing_seen_speaks_for_nothing(void **state) {
    struct cited_ways *ways = arena_make(*state, struct cited_ways, 1);
    cited_ways_settle(ways);
    for (size_t e = 0; e < sizeof examples / sizeof *examples; e++)
        for (enum cited_part part = 0; part < CITED_PARTS; part++)
            assert_true(str_equal(text_of(*state, examples[e], part, NULL),
                                  text_of(*state, examples[e], part, ways)));
}

/* A line as long as a citation may be, with marks and links all over. */
static void many_marks_take_no_time(void **state) {
    enum { WORDS = 1900, WIDTH = 4, TIMES = 20 };
    struct line *line = arena_make(*state, struct line, 1);
    struct buf text = buf_in(*state);
    line->span_count = line->link_count = WORDS;
    line->spans = arena_make(*state, struct span, WORDS);
    line->links = arena_make(*state, struct entry_link, WORDS);
    for (size_t i = 0; i < WORDS; i++) {
        buf_puts(&text, "a b ");
        line->spans[i] = (struct span){MARK_EMPHASIS, i * WIDTH, i * WIDTH + 1};
        line->links[i] = (struct entry_link){.from = i * WIDTH + 2, .to = i * WIDTH + 3};
    }
    line->text = buf_text(&text);
    for (int i = 0; i < TIMES; i++) {
        struct str rest;
        struct tokens tokens = citation_tokens(*state, line, &rest);
        assert_int_equal(tokens.count, 2 * WORDS);
        assert_true(token_form(&tokens.at[0]) && token_form(&tokens.at[1]));
        assert_true(token_form(&tokens.at[0]) != token_form(&tokens.at[1]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(every_token_has_a_part),
        ARENA_TEST(nothing_has_no_parts),
        ARENA_TEST(tokens_are_words_numbers_and_marks),
        ARENA_TEST(a_page_that_puts_titles_first),
        ARENA_TEST(a_page_shows_what_its_marks_part),
        ARENA_TEST(what_a_page_never_does_is_not_read),
        ARENA_TEST(nothing_seen_speaks_for_nothing),
        ARENA_TEST(many_marks_take_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
