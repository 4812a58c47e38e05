/* Citation keys: how they are made, and that no order of the records changes one. */
#include "knowledge/citekeys.h"

#include "unit.h"

enum { MOST = 8 };

/* Records from one JSON object each. */
static struct record *read(struct arena *arena, const char *const *json, size_t count) {
    struct record *records = arena_make(arena, struct record, count);
    for (size_t i = 0; i < count; i++) {
        const char *why;
        size_t at;
        struct json *object = json_read(arena, str_of(json[i]), 64, &why, &at);
        assert_non_null(object);
        assert_true(record_read(arena, object, &records[i], &why));
    }
    return records;
}

/* The same with their keys. */
static struct record *keyed(struct arena *arena, const char *const *json, size_t count) {
    struct record *records = read(arena, json, count);
    citekeys_give(arena, records, count, NULL, 0);
    return records;
}

/* The same where these are the records of an earlier run. */
static struct record *keyed_after(struct arena *arena, const char *const *earlier,
                                  size_t earlier_count, const char *const *json, size_t count) {
    struct record *then = read(arena, earlier, earlier_count), *records = read(arena, json, count);
    struct known *known = arena_make(arena, struct known, earlier_count);
    for (size_t i = 0; i < earlier_count; i++)
        known[i] = citekeys_known(arena, &then[i]);
    citekeys_give(arena, records, count, known, earlier_count);
    return records;
}

static struct str key(const struct record *record) {
    return record->field[FIELD_ID].text;
}

static void check_one(struct arena *arena, const char *json, const char *wanted) {
    assert_slice(key(keyed(arena, &json, 1)), str_of(wanted), json, 0);
}

/* Gives keys in every order of the records and holds each to the key it has in the first. */
static void check_orders(struct arena *arena, const char *const *json, size_t count,
                         const char *const *wanted) {
    size_t order[MOST], orders = 1;
    for (size_t i = 2; i <= count; i++)
        orders *= i;
    for (size_t n = 0; n < orders; n++) {
        const char *shuffled[MOST];
        bool used[MOST] = {false};
        for (size_t i = 0, left = n; i < count; left /= count - i, i++) {
            size_t skip = left % (count - i), at = 0;
            while (used[at] || skip--)
                at++;
            used[at] = true;
            order[i] = at;
            shuffled[i] = json[at];
        }
        struct record *records = keyed(arena, shuffled, count);
        for (size_t i = 0; i < count; i++)
            assert_slice(key(&records[i]), str_of(wanted[order[i]]), __FILE__, __LINE__);
    }
}

static void family_year_and_a_word_of_the_title(void **state) {
    check_one(*state,
              "{\"title\":\"The Ovens of the Town\",\"author\":[{\"family\":\"Marlowe\"},"
              "{\"family\":\"Weir\"}],\"issued\":{\"date-parts\":[[2001,5]]}}",
              "marlowe2001ovens");
    check_one(*state,
              "{\"title\":\"Über die Brücken\",\"author\":[{\"family\":\"Núñez-Müller\"}],"
              "\"issued\":{\"date-parts\":[[1998],[2001]]}}",
              "nunezmuller1998uber");
    check_one(*state, "{\"title\":\"Tides\",\"editor\":[{\"family\":\"van der Berg\"}]}",
              "vanderbergndtides");
}

static void organisations_by_their_first_word(void **state) {
    check_one(*state,
              "{\"title\":\"Guide\",\"author\":[{\"literal\":\"Home Office\"}],"
              "\"issued\":{\"date-parts\":[[2003]]}}",
              "home2003guide");
    check_one(*state, "{\"title\":\"Guide\",\"author\":[{\"literal\":\"The Harbour Board\"}]}",
              "harbourndguide");
}

static void other_scripts_in_latin_letters(void **state) {
    check_one(*state,
              "{\"title\":\"Мосты и реки\",\"author\":[{\"family\":\"Жуков\"}],"
              "\"issued\":{\"date-parts\":[[1987]]}}",
              "zhukov1987mosty");
    check_one(*state,
              "{\"title\":\"Η γέφυρα\",\"author\":[{\"family\":\"Παπαδόπουλος\"}],"
              "\"issued\":{\"date-parts\":[[1987]]}}",
              "papadopoulos1987gefyra");
    check_one(*state, "{\"title\":\"Қазақ әні\",\"author\":[{\"family\":\"Ђорђевић\"}]}",
              "djordjevicndkazak");
    check_one(*state, "{\"title\":\"Straße\",\"author\":[{\"family\":\"Łukasz Øst\"}]}",
              "lukaszostndstrasse");
}

static void without_title_creator_or_date(void **state) {
    check_one(*state, "{\"author\":[{\"family\":\"Weir\"}],\"issued\":{\"date-parts\":[[1998]]}}",
              "weir1998");
    check_one(*state, "{\"title\":\"Tide Tables\"}", "ndtide");
    check_one(*state, "{}", "nd");
    check_one(*state, "{\"title\":\"The of and\",\"author\":[{\"family\":\"Weir\"}]}", "weirnd");
}

static void a_clash_takes_the_next_word_of_each(void **state) {
    static const char *const json[] = {
        "{\"title\":\"Tides of the North\",\"author\":[{\"family\":\"Weir\"}]}",
        "{\"title\":\"Tides of the South\",\"author\":[{\"family\":\"weir\"}]}",
        "{\"title\":\"Tables\",\"author\":[{\"family\":\"Weir\"}]}",
    };
    static const char *const keys[] = {"weirndtidesnorth", "weirndtidessouth", "weirndtables"};
    check_orders(*state, json, 3, keys);
}

static void six_undated_works_of_one_author(void **state) {
    static const char *const json[] = {
        "{\"title\":\"Bread\",\"author\":[{\"family\":\"Weir\"}]}",
        "{\"title\":\"Bread and Salt\",\"author\":[{\"family\":\"Weir\"}]}",
        "{\"title\":\"Bread and Salt Water\",\"author\":[{\"family\":\"Weir\"}]}",
        "{\"title\":\"Bread and Rye\",\"author\":[{\"family\":\"Weir\"}]}",
        "{\"title\":\"The Bread\",\"author\":[{\"family\":\"Weir\"}],\"URL\":\"http://a/1\"}",
        "{\"title\":\"The Bread\",\"author\":[{\"family\":\"Weir\"}],\"URL\":\"http://a/2\"}",
    };
    static const char *const keys[] = {"weirndbreada",   "weirndbreadsalt", "weirndbreadsaltwater",
                                       "weirndbreadrye", "weirndbreadb",    "weirndbreadc"};
    check_orders(*state, json, 6, keys);
}

static void letters_follow_what_differs(void **state) {
    static const char *const json[] = {
        "{\"title\":\"Tides\",\"author\":[{\"family\":\"Weir\",\"given\":\"B.\"}]}",
        "{\"title\":\"Tides\",\"author\":[{\"family\":\"Weir\",\"given\":\"A.\"}]}",
        "{\"title\":\"Tides\",\"author\":[{\"family\":\"Weir\"}],\"custom\":{\"section\":\"Sea\"}}",
    };
    struct record *one = keyed(*state, json, 3);
    const char *const back[] = {json[2], json[1], json[0]};
    struct record *other = keyed(*state, back, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_slice(key(&one[i]), key(&other[2 - i]), json[i], 0);
        assert_false(str_equal(key(&one[i]), key(&one[(i + 1) % 3])));
    }
}

static void a_letter_never_makes_a_new_clash(void **state) {
    static const char *const json[] = {
        "{\"title\":\"Bread\",\"author\":[{\"family\":\"Weir\"}],\"URL\":\"http://a/1\"}",
        "{\"title\":\"Bread\",\"author\":[{\"family\":\"Weir\"}],\"URL\":\"http://a/2\"}",
        "{\"title\":\"Breada\",\"author\":[{\"family\":\"Weir\"}]}",
    };
    struct record *records = keyed(*state, json, 3);
    for (size_t i = 0; i < 3; i++)
        assert_false(str_equal(key(&records[i]), key(&records[(i + 1) % 3])));
}

static void many_works_that_nothing_tells_apart(void **state) {
    enum { COUNT = 60 };
    const char *json[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        json[i] = "{\"title\":\"Tides\"}";
    struct record *records = keyed(*state, json, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < i; k++)
            assert_false(str_equal(key(&records[i]), key(&records[k])));
    citekeys_give(*state, NULL, 0, NULL, 0);
}

#define WEIR "\"author\":[{\"family\":\"Weir\"}]"

static void an_earlier_key_stays(void **state) {
    static const char *const earlier[] = {
        "{\"id\":\"Tides-1\",\"title\":\"Tides\",\"URL\":\"http://a/1\"}",
        "{\"id\":\"doi\",\"title\":\"Old words\",\"DOI\":\"10.5/A\"}",
        "{\"id\":\"words\",\"title\":\"Small  Boats\"," WEIR "}",
        "{\"id\":\"place\",\"title\":\"Misprimt\",\"URL\":\"http://a/2\"}",
        "{\"id\":\"nobody\",\"title\":\"Gone\"}",
    };
    static const char *const json[] = {
        "{\"title\":\"Misprint\",\"URL\":\"http://a/2\"}",
        "{\"title\":\"SMALL  BOATS\"," WEIR ",\"URL\":\"http://a/9\"}",
        "{\"title\":\"New words\",\"DOI\":\"10.5/a\"}",
        "{\"title\":\"Tides\",\"URL\":\"http://a/1\"}",
        "{\"title\":\"Small  Boats\",\"author\":[{\"family\":\"Dunn\"}]}",
    };
    static const char *const keys[] = {"place", "words", "doi", "Tides-1", "dunnndsmall"};
    struct record *records = keyed_after(*state, earlier, 5, json, 5);
    for (size_t i = 0; i < 5; i++)
        assert_slice(key(&records[i]), str_of(keys[i]), json[i], 0);
}

/* Without the earlier run both would have taken a further word. */
static void a_new_record_makes_way(void **state) {
    static const char *const earlier[] = {
        "{\"id\":\"weirndbread\",\"title\":\"Bread\"," WEIR "}",
        "{\"id\":\"WeirNDSalt\",\"title\":\"Salt, a guide\"," WEIR "}",
    };
    static const char *const json[] = {
        "{\"title\":\"Bread and Salt\"," WEIR "}", "{\"title\":\"Bread\"," WEIR "}",
        "{\"title\":\"Salt\"," WEIR "}", "{\"title\":\"Salt, a guide\"," WEIR "}"};
    static const char *const keys[] = {"weirndbreadsalt", "weirndbread", "weirndsaltb",
                                       "WeirNDSalt"};
    struct record *records = keyed_after(*state, earlier, 2, json, 4);
    for (size_t i = 0; i < 4; i++)
        assert_slice(key(&records[i]), str_of(keys[i]), json[i], 0);
}

static void an_address_of_two_tells_nothing(void **state) {
    static const char *const earlier[] = {
        "{\"id\":\"one\",\"title\":\"First\",\"URL\":\"http://a/\"}",
        "{\"id\":\"two\",\"title\":\"Second\",\"URL\":\"http://a/\"}",
    };
    static const char *const json[] = {
        "{\"title\":\"Second\",\"URL\":\"http://a/\"}",
        "{\"title\":\"Third\",\"URL\":\"http://a/\"}",
        "{\"title\":\"Fourth\",\"URL\":\"http://a/\"}",
    };
    static const char *const keys[] = {"two", "ndthird", "ndfourth"};
    struct record *records = keyed_after(*state, earlier, 2, json, 3);
    for (size_t i = 0; i < 3; i++)
        assert_slice(key(&records[i]), str_of(keys[i]), json[i], 0);
}

/* Keys that differ in case alone, or that no format can hold, are not kept. */
static void an_earlier_key_may_be_no_key(void **state) {
    static const char *const earlier[] = {
        "{\"id\":\"Tides\",\"title\":\"Tides\"}",
        "{\"id\":\"tides\",\"title\":\"Rivers\"}",
        "{\"id\":\"a, b\",\"title\":\"Ponds\"}",
    };
    static const char *const json[] = {"{\"title\":\"Ponds\"}", "{\"title\":\"Tides\"}",
                                       "{\"title\":\"Rivers\"}"};
    struct record *records = keyed_after(*state, earlier, 3, json, 3);
    assert_str(key(&records[0]), "ndponds");
    for (size_t i = 0; i < 3; i++)
        assert_false(str_equal_fold(key(&records[i]), key(&records[(i + 1) % 3])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(family_year_and_a_word_of_the_title),
        ARENA_TEST(organisations_by_their_first_word),
        ARENA_TEST(other_scripts_in_latin_letters),
        ARENA_TEST(without_title_creator_or_date),
        ARENA_TEST(a_clash_takes_the_next_word_of_each),
        ARENA_TEST(six_undated_works_of_one_author),
        ARENA_TEST(letters_follow_what_differs),
        ARENA_TEST(a_letter_never_makes_a_new_clash),
        ARENA_TEST(many_works_that_nothing_tells_apart),
        ARENA_TEST(an_earlier_key_stays),
        ARENA_TEST(a_new_record_makes_way),
        ARENA_TEST(an_address_of_two_tells_nothing),
        ARENA_TEST(an_earlier_key_may_be_no_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
