/* Letters of the cover's font: which there are, their lines, their order from left to right. */
#include "formats/lettering.h"

#include "ground/utf8.h"
#include "unit.h"

static void letters_of_many_alphabets(void **state) {
    static const char *const texts[] = {
        "The quick brown fox jumps over the lazy dog. THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG!",
        "0123456789 \"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~ “a” ‘b’ „c“ «d» – — … · • € £ § © ® № ™",
        "Falsches Üben von Xylophonmusik quält jeden größeren Zwerg",
        "Portez ce vieux whisky au juge blond qui fume: dès Noël, où un zéphyr haï me vêt de "
        "glaçons",
        "Příliš žluťoučký kůň úpěl ďábelské ódy. Pchnąć w tę łódź jeża lub ośm skrzyń fig",
        "Árvíztűrő tükörfúrógép. Pijamalı hasta yağız şoföre çabucak güvendi. Ţara ș ț",
        "Kæmi ný öxi hér, ykist þjófum nú bæði víl og ádrepa. Đặng Thùy Trâm, Ṣaḥīḥ al-Buḫārī, "
        "ʿAlī",
        "Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία. ΓΑΖΕΕΣ ΚΑΙ ΜΥΡΤΙΕΣ, Ἀριστοτέλης, ᾧ",
        "Съешь же ещё этих мягких французских булок, да выпей чаю. ЩЫЪЭЮЯ Їжак ґанок Ђорђе ўвесь",
        "דג סקרן שט בים מאוכזב ולפתע מצא חברה ץףךםן ״־׳",
        "Հայոց լեզու. ქართული ენა",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct lettering letters;
        if (!lettering_of(*state, str_of(texts[i]), &letters))
            fail_msg("a letter is lacking in: %s", texts[i]);
        assert_int_equal(letters.count, utf8_count(str_of(texts[i])));
        assert_int_equal(letters.leftward, i == 9);
    }
}

static void composed_squeezed_and_lacking(void **state) {
    struct lettering letters;
    assert_true(lettering_of(*state,
                             S(" e\xCC\x81t\xC2\xA0 \xE2\x80\x8F"
                               "a "),
                             &letters));
    assert_int_equal(letters.count, 5);
    assert_int_equal(letters.at[0]->character, 0xE9);
    assert_int_equal(letters.at[3]->advance, 0);
    assert_true(lettering_of(*state, S(""), &letters) && letters.count == 0);
    assert_false(lettering_of(*state, S("Books 書"), &letters));
    assert_false(lettering_of(*state, S("كتب"), &letters));
    assert_false(lettering_of(*state, S("x\xCC\x81"), &letters));
}

static void dots_of_a_letter(void **state) {
    struct lettering letters;
    unsigned rows[LETTER_ROWS], ink = 0;
    assert_true(lettering_of(*state, S("T"), &letters));
    letter_dots(letters.at[0], rows);
    for (int y = 0; y < LETTER_ROWS; y++)
        ink |= rows[y];
    assert_int_equal(rows[2], 0);
    assert_int_equal(rows[3], 0x3fc);  /* the bar, eight dots from the left */
    assert_int_equal(rows[14], 0x060); /* the stem */
    assert_int_equal(ink, 0x3fc);
    assert_int_equal(letters.at[0]->advance, 10);
}

/* Letters from..to as text. */
static struct str said(struct arena *arena, const struct letter **letters, size_t count) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < count; i++)
        buf_rune(&out, letters[i]->character);
    return buf_text(&out);
}

static void lines_break_where_they_may(void **state) {
    static const struct {
        const char *text, *lines;
        int measure;
        bool broken;
    } examples[] = {
        {"aaa aaa aaa", "aaa aaa|aaa", 70, false},
        {"aaa aaa aaa", "aaa aaa aaa", 200, false},
        {"aaa-aaa aaa", "aaa-|aaa|aaa", 45, false},
        {"a aaaaaaa a", "a|aaaaaa|a a", 62, true},
        {"aa", "a|a", 1, true},
        {"aaa aaa", "aaa|aaa", 30, false},
        {"", "", 30, false},
        {"a a a a a a", "a|a|a", 10, false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct lettering letters;
        struct lettering_line lines[3];
        struct buf out = buf_in(*state);
        bool broken;
        assert_true(lettering_of(*state, str_of(examples[i].text), &letters));
        size_t count = lettering_wrap(&letters, examples[i].measure, lines, 3, &broken);
        for (size_t k = 0; k < count; k++)
            buf_join(&out, "|",
                     said(*state, letters.at + lines[k].from, lines[k].to - lines[k].from));
        assert_slice(buf_text(&out), str_of(examples[i].lines), "lines", i);
        assert_int_equal(broken, examples[i].broken);
    }
}

static void an_end_is_seen(void **state) {
    struct lettering letters;
    assert_true(lettering_of(*state, S("abcd"), &letters));
    lettering_end(&letters, 4);
    assert_slice(said(*state, letters.at, letters.count), S("abcd"), "whole", 0);
    lettering_end(&letters, 3);
    assert_slice(said(*state, letters.at, letters.count), S("ab…"), "cut", 0);
}

static void both_directions(void **state) {
    static const struct {
        const char *text, *seen;
    } examples[] = {
        {"ab (cd) 12", "ab (cd) 12"},
        {"אבג דה", "הד גבא"},
        {"אב (גד).", ".(דג) בא"},
        {"אב 120 גד", "דג 120 בא"},
        {"אב 1984-2007, 1.5", "1.5 ,1984-2007 בא"},
        {"אב 50% גד", "דג 50% בא"},
        {"אב XML and C11 גד", "דג XML and C11 בא"},
        {"ab אב גד 12 cd", "ab 12 דג בא cd"},
        {"12 אב", "בא 12"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct lettering letters;
        assert_true(lettering_of(*state, str_of(examples[i].text), &letters));
        struct lettering_line whole = {0, letters.count, 0};
        assert_slice(said(*state, lettering_visual(*state, &letters, whole), letters.count),
                     str_of(examples[i].seen), "seen", i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(letters_of_many_alphabets),
        ARENA_TEST(composed_squeezed_and_lacking),
        ARENA_TEST(dots_of_a_letter),
        ARENA_TEST(lines_break_where_they_may),
        ARENA_TEST(an_end_is_seen),
        ARENA_TEST(both_directions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
