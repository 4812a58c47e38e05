/* Lists of creators: persons in either order, organisations, roles, "et al.". */
#include "knowledge/names.h"

#include "unit.h"

/* The names as "Family|given|suffix; [organisation]", the parts that are empty left out at the end.
 */
static struct str shown(struct arena *arena, struct names names) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < names.count; i++) {
        const struct name *name = &names.at[i];
        if (i)
            buf_puts(&out, "; ");
        if (name->literal.len)
            buf_put(&out, str_format(arena, "[%.*s]", STR_ARGS(name->literal)));
        buf_put(&out, name->family);
        if (name->given.len)
            buf_put(&out, str_format(arena, "|%.*s", STR_ARGS(name->given)));
        if (name->suffix.len)
            buf_put(&out, str_format(arena, "|%.*s", STR_ARGS(name->suffix)));
    }
    return buf_text(&out);
}

struct example {
    const char *text, *names;
};

static void check(struct arena *arena, const struct example *examples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct byline byline = names_read(arena, str_of(examples[i].text), ORDER_UNKNOWN);
        if (!str_equal(shown(arena, byline.names), str_of(examples[i].names)))
            print_error("in \"%s\":\n", examples[i].text);
        assert_slice(shown(arena, byline.names), str_of(examples[i].names), __FILE__, __LINE__);
        assert_true(byline.quality > 0 && byline.quality <= 1);
    }
}

#define CHECK(state, examples) check(*(state), examples, sizeof(examples) / sizeof *(examples))

static void one_person_in_any_order(void **state) {
    static const struct example examples[] = {
        {"Doe, Jane", "Doe|Jane"},
        {"Doe, J.", "Doe|J."},
        {"Doe, Jane M.", "Doe|Jane M."},
        {"Doe J", "Doe|J"},
        {"Doe JR", "Doe|JR"},
        {"Roach A.", "Roach|A."},
        {"Jane Doe", "Doe|Jane"},
        {"Jane Q. Doe", "Doe|Jane Q."},
        {"J. Q. Doe", "Doe|J. Q."},
        {"J.Q. Doe", "Doe|J.Q."},
        {"Sartre, J.-P.", "Sartre|J.-P."},
        {"J.-P. Sartre", "Sartre|J.-P."},
        {"Jean-Paul Sartre", "Sartre|Jean-Paul"},
        {"García Márquez, Gabriel", "García Márquez|Gabriel"},
        {"O'Neill, Mary", "O'Neill|Mary"},
        {"Ångström, Åsa", "Ångström|Åsa"},
        {"Lobo,. Y. B.", "Lobo|Y. B."},
        {"  Doe, Jane, ", "Doe|Jane"},
    };
    CHECK(state, examples);
}

static void particles_stay_with_the_family_name(void **state) {
    static const struct example examples[] = {
        {"van der Berg, Anna", "van der Berg|Anna"},
        {"Anna van der Berg", "van der Berg|Anna"},
        {"A. van der Berg", "van der Berg|A."},
        {"von Humboldt, Alexander", "von Humboldt|Alexander"},
        {"Ludwig von Beethoven", "von Beethoven|Ludwig"},
        {"de la Cruz, Maria", "de la Cruz|Maria"},
        {"Maria de la Cruz", "de la Cruz|Maria"},
        {"Charles d'Orbigny", "d'Orbigny|Charles"},
        {"al-Khwarizmi, Muhammad", "al-Khwarizmi|Muhammad"},
        {"St. John, Henry", "St. John|Henry"},
    };
    CHECK(state, examples);
}

static void suffixes_are_kept_and_degrees_dropped(void **state) {
    static const struct example examples[] = {
        {"King, Martin Luther, Jr.", "King|Martin Luther|Jr."},
        {"Martin Luther King Jr.", "King|Martin Luther|Jr."},
        {"Martin Luther King, Jr.", "King|Martin Luther|Jr."},
        {"Doe, J. Jr.", "Doe|J.|Jr."},
        {"Doe, J., Jr., and Roe, B.", "Doe|J.|Jr.; Roe|B."},
        {"Henry Louis Gates III", "Gates|Henry Louis|III"},
        {"Dr. Jane Doe", "Doe|Jane"},
        {"Prof. Bob Roe", "Roe|Bob"},
        {"Jane Doe, PhD", "Doe|Jane"},
        {"Doe, Jane, PhD", "Doe|Jane"},
        {"Jane Doe, Ph.D., and Bob Roe, M.D.", "Doe|Jane; Roe|Bob"},
    };
    CHECK(state, examples);
}

static void several_persons(void **state) {
    static const struct example examples[] = {
        {"Jane Doe and Bob Roe", "Doe|Jane; Roe|Bob"},
        {"Jane Doe, Bob Roe, and Carl Poe", "Doe|Jane; Roe|Bob; Poe|Carl"},
        {"Doe, Jane and Roe, Bob", "Doe|Jane; Roe|Bob"},
        {"Doe, J. & Roe, B.", "Doe|J.; Roe|B."},
        {"Doe, J., Roe, B., & Poe, C. D.", "Doe|J.; Roe|B.; Poe|C. D."},
        {"Doe J, Roe B, Poe CD", "Doe|J; Roe|B; Poe|CD"},
        {"Doe, J.; Roe, B.", "Doe|J.; Roe|B."},
        {"Doe, J. / Roe, B.", "Doe|J.; Roe|B."},
        {"Smith, John, Jane Doe, and Bob Roe", "Smith|John; Doe|Jane; Roe|Bob"},
        {"Smith, John, and Jane Doe", "Smith|John; Doe|Jane"},
        {"Müller, Hans und Schmidt, Eva", "Müller|Hans; Schmidt|Eva"},
        {"Hans Müller und Eva Schmidt", "Müller|Hans; Schmidt|Eva"},
        {"Dupont, Jean et Martin, Claire", "Dupont|Jean; Martin|Claire"},
        {"García, Luis y Pérez, Ana", "García|Luis; Pérez|Ana"},
        {"Rossi, Mario e Bianchi, Anna", "Rossi|Mario; Bianchi|Anna"},
        {"Miller and Jane Doe", "Miller; Doe|Jane"},
    };
    CHECK(state, examples);
}

static void lists_that_one_order_explains(void **state) {
    static const struct example examples[] = {
        /* Only the first is inverted. */
        {"Fedorov, Katarzyna, Li Ng, Oliver P. Young, and Karen G. Ashworth",
         "Fedorov|Katarzyna; Ng|Li; Young|Oliver P.; Ashworth|Karen G."},
        {"Hoekstra, Hendrik, Min-Jung Ode, P. Rama, and Pieter ter Horst",
         "Hoekstra|Hendrik; Ode|Min-Jung; Rama|P.; ter Horst|Pieter"},
        /* All are. */
        {"NG, Hiroshi N., MARSH, Arun K. et SAINT-MARTIN, Baptiste",
         "NG|Hiroshi N.; MARSH|Arun K.; SAINT-MARTIN|Baptiste"},
        {"SOW, Desta C., MOSS, Roger, III et REED, Ada", "SOW|Desta C.; MOSS|Roger|III; REED|Ada"},
        {"Quick V II, Reed A", "Quick|V|II; Reed|A"},
        {"Thornton TP III", "Thornton|TP|III"},
    };
    CHECK(state, examples);
    struct byline byline = names_read(*state, S("Sosa Vela, Ana Luz, and Eva Paz"), ORDER_INVERTED);
    assert_slice(shown(*state, byline.names), S("Sosa Vela|Ana Luz; Paz|Eva"), __FILE__, __LINE__);
}

static void initials_as_gost_prints_them(void **state) {
    static const struct example examples[] = {
        {"Иванов И. И.", "Иванов|И. И."},
        {"Иванов, И. И.", "Иванов|И. И."},
        {"Иванов И.И., Петров П.П.", "Иванов|И.И.; Петров|П.П."},
        {"Иванов И. И. и Петров П. П.", "Иванов|И. И.; Петров|П. П."},
        {"Παπαδόπουλος, Γ.", "Παπαδόπουλος|Γ."},
    };
    CHECK(state, examples);
}

static void organisations_stay_whole(void **state) {
    static const struct example examples[] = {
        {"Home Office", "[Home Office]"},
        {"UNESCO", "[UNESCO]"},
        {"World Health Organization", "[World Health Organization]"},
        {"Department of Health and Social Care", "[Department of Health and Social Care]"},
        {"Bureau of Land, Water and Air", "[Bureau of Land, Water and Air]"},
        {"Council of Europe.", "[Council of Europe]"},
        {"Anonymous", "[Anonymous]"},
        {"王小明", "[王小明]"},
    };
    CHECK(state, examples);
    struct byline byline = names_read(*state, S("Standing Together"), ORDER_INVERTED);
    assert_str(shown(*state, byline.names), "[Standing Together]");
}

static void organisations_among_persons(void **state) {
    static const struct example examples[] = {
        {"Jane Doe, Bob Roe and the Harbour Board", "Doe|Jane; Roe|Bob; [Harbour Board]"},
        {"Harbour Board and Jane Doe", "[Harbour Board]; Doe|Jane"},
        {"Weir, A. B., Harbour Trust", "Weir|A. B.; [Harbour Trust]"},
        {"Jane Church and Bob Roe", "Church|Jane; Roe|Bob"},
        {"de la Court, J.", "de la Court|J."},
    };
    CHECK(state, examples);
}

static void roles_in_the_words_around(void **state) {
    static const struct {
        const char *text, *names;
        enum name_role role;
    } examples[] = {
        {"Doe, Jane (ed.)", "Doe|Jane", ROLE_EDITOR},
        {"Doe, Jane and Roe, Bob (Eds.)", "Doe|Jane; Roe|Bob", ROLE_EDITOR},
        {"Doe, Jane, ed.", "Doe|Jane", ROLE_EDITOR},
        {"Jane Doe and Bob Roe, editors", "Doe|Jane; Roe|Bob", ROLE_EDITOR},
        {"edited by Jane Doe", "Doe|Jane", ROLE_EDITOR},
        {"Edited by Jane Doe and Bob Roe", "Doe|Jane; Roe|Bob", ROLE_EDITOR},
        {"Müller, Hans (Hrsg.)", "Müller|Hans", ROLE_EDITOR},
        {"Hrsg. von Hans Müller", "Müller|Hans", ROLE_EDITOR},
        {"translated by Jane Doe", "Doe|Jane", ROLE_TRANSLATOR},
        {"übersetzt von Hans Müller", "Müller|Hans", ROLE_TRANSLATOR},
        {"by Jane Doe", "Doe|Jane", ROLE_AUTHOR},
        {"von Hans Müller", "Müller|Hans", ROLE_AUTHOR},
        {"par Jean Dupont", "Dupont|Jean", ROLE_AUTHOR},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct byline byline = names_read(*state, str_of(examples[i].text), ORDER_UNKNOWN);
        assert_slice(shown(*state, byline.names), str_of(examples[i].names), examples[i].text, 0);
        assert_int_equal(byline.role, examples[i].role);
    }
}

static void lists_that_the_page_cuts_short(void **state) {
    static const char *const lists[] = {
        "Doe, Jane et al.",         "Doe, Jane, et al",         "Doe, Jane u.a.",
        "Doe, Jane & others",       "Doe, Jane, and others",    "Doe, Jane et coll.",
        "Doe, Jane y otros",        "Doe, Jane e outros",       "Doe, Jane e altri",
        "Doe, Jane и др.",          "Doe, Jane et al. (Leeds)", "Doe, Jane with 3 co-authors",
        "Doe, Jane [et al.]",       "Doe, Jane m.fl.",          "Doe, Jane and colleagues",
        "Doe, Jane und 12 weitere",
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct byline byline = names_read(*state, str_of(lists[i]), ORDER_UNKNOWN);
        assert_slice(shown(*state, byline.names), S("Doe|Jane"), lists[i], 0);
        assert_true(byline.et_al);
    }
    assert_false(names_read(*state, S("Doe, Jane and Altman, Al"), ORDER_UNKNOWN).et_al);
}

static void titles_are_no_organisations(void **state) {
    struct byline byline =
        names_read(*state, S("Weir, Anna, The Office of the Sea: a History. Leeds"), ORDER_UNKNOWN);
    for (size_t i = 0; i < byline.names.count; i++)
        assert_false(str_starts(byline.names.at[i].literal, S("Office of the Sea")));
}

static void how_persons_are_written(void **state) {
    assert_int_equal(names_read(*state, S("Doe, Jane"), ORDER_UNKNOWN).order, ORDER_INVERTED);
    assert_int_equal(names_read(*state, S("Doe J"), ORDER_UNKNOWN).order, ORDER_INVERTED);
    assert_int_equal(names_read(*state, S("Jane Doe"), ORDER_UNKNOWN).order, ORDER_STRAIGHT);
    assert_int_equal(names_read(*state, S("Home Office"), ORDER_UNKNOWN).order, ORDER_UNKNOWN);
}

static void parts_are_slices_of_the_text(void **state) {
    struct str text = S("Doe, Jane, Jr., Roe, Bob and Harbour Board");
    struct byline byline = names_read(*state, text, ORDER_UNKNOWN);
    assert_int_equal(byline.names.count, 3);
    for (size_t i = 0; i < byline.names.count; i++) {
        const struct name *name = &byline.names.at[i];
        const struct str parts[] = {name->family, name->given, name->suffix, name->literal};
        for (size_t p = 0; p < 4; p++)
            assert_true(!parts[p].len || (parts[p].at >= text.at &&
                                          parts[p].at + parts[p].len <= text.at + text.len));
    }
}

static void what_is_no_list_of_creators(void **state) {
    assert_true(names_read(*state, S(""), ORDER_UNKNOWN).quality == 0);
    assert_true(names_read(*state, S(" , ; "), ORDER_UNKNOWN).quality == 0);
    assert_true(names_read(*state, S("who owns the sea?"), ORDER_UNKNOWN).quality == 0);
    struct byline sentence =
        names_read(*state, S("This paper asks how ferries changed the island"), ORDER_UNKNOWN);
    struct byline person = names_read(*state, S("Doe, Jane"), ORDER_UNKNOWN);
    assert_true(sentence.quality < 0.4 && person.quality > 0.8);
}

static void given_names_whatever_their_case(void **state) {
    assert_true(names_is_given(*state, S("Maria")));
    assert_true(names_is_given(*state, S("MARIA")));
    assert_true(names_is_given(*state, S("José")));
    assert_true(names_is_given(*state, S("Jean-Paul")));
    assert_false(names_is_given(*state, S("Harbour")));
    assert_false(names_is_given(*state, S("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(one_person_in_any_order),
        ARENA_TEST(particles_stay_with_the_family_name),
        ARENA_TEST(suffixes_are_kept_and_degrees_dropped),
        ARENA_TEST(several_persons),
        ARENA_TEST(lists_that_one_order_explains),
        ARENA_TEST(initials_as_gost_prints_them),
        ARENA_TEST(organisations_stay_whole),
        ARENA_TEST(organisations_among_persons),
        ARENA_TEST(roles_in_the_words_around),
        ARENA_TEST(lists_that_the_page_cuts_short),
        ARENA_TEST(titles_are_no_organisations),
        ARENA_TEST(how_persons_are_written),
        ARENA_TEST(parts_are_slices_of_the_text),
        ARENA_TEST(what_is_no_list_of_creators),
        ARENA_TEST(given_names_whatever_their_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
