/* Encodings: which one a page is in, its bytes as UTF-8, and what was no text. */
#include "unit.h"

#include "ground/encoding.h"

/* A page read as HTML. */
#define PAGE(literal) encoding_decode(*state, S(literal), S(""), 1)

static void assert_read(struct decoded decoded, const char *encoding, const char *text) {
    assert_string_equal(decoded.encoding, encoding);
    if (!str_equal(decoded.text, str_of(text)))
        print_error("read: %.*s\n", STR_ARGS(decoded.text));
    assert_true(str_equal(decoded.text, str_of(text)));
}

static void a_bom_decides(void **state) {
    assert_read(PAGE("\xEF\xBB\xBF<meta charset=koi8-r>\xC3\xA9"), "UTF-8",
                "<meta charset=koi8-r>\xC3\xA9");
    assert_read(PAGE("\xFF\xFE\xE9\0\r\0\n\0\x3D\xD8\x00\xDE"), "UTF-16LE",
                "\xC3\xA9\n\xF0\x9F\x98\x80");
    assert_read(PAGE("\xFE\xFF\0\xE9\0\r\0z"), "UTF-16BE", "\xC3\xA9\nz");
}

static void halves_of_utf_16_are_bad(void **state) {
    struct decoded decoded = PAGE("\xFE\xFF\0a\0\n\xD8\x00\0b\xDC\x00\0");
    assert_read(decoded, "UTF-16BE", "a\n\xEF\xBF\xBD\x62\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_int_equal(decoded.bad, 3);
    assert_int_equal(decoded.bad_line, 2);
}

static void a_meta_declares(void **state) {
    assert_string_equal(PAGE("<meta charset=koi8-r>\xC1").encoding, "KOI8-R");
    assert_string_equal(PAGE("<META CharSet = ' Windows-1251 '>\xC1").encoding, "windows-1251");
    assert_string_equal(PAGE("<meta http-equiv=\"Content-Type\" content=\"text/html;"
                             "CHARSET = iso-8859-15 ; x\">\xC1")
                            .encoding,
                        "ISO-8859-15");
    assert_string_equal(
        PAGE("<meta content='text/html; charset=\"cp1253\"' http-equiv=content-type>\xC1").encoding,
        "windows-1253");
    assert_string_equal(PAGE("<meta name=d content='a charset=koi8-r'>\xC1").encoding,
                        "windows-1252");
}

static void the_first_of_two_declarations_counts(void **state) {
    struct decoded decoded =
        PAGE("<meta charset=''><meta charset=windows-1250><meta charset=utf-8>\xE8");
    assert_string_equal(decoded.encoding, "windows-1250");
    assert_true(str_ends(decoded.text, S("\xC4\x8D")));
    assert_int_equal(decoded.unknown.len, 0);
}

static void only_a_real_meta_declares(void **state) {
    assert_string_equal(PAGE("<!-- <meta charset=koi8-r> -->\xE9").encoding, "windows-1252");
    assert_string_equal(PAGE("<script>'<meta charset=koi8-r>'</script>\xE9").encoding,
                        "windows-1252");
    assert_string_equal(PAGE("<title><meta charset=koi8-r></title>\xE9").encoding, "windows-1252");
    assert_string_equal(PAGE("<a title='<meta charset=koi8-r>'>\xE9").encoding, "windows-1252");
    assert_string_equal(PAGE("<metal charset=koi8-r>\xE9").encoding, "windows-1252");
    assert_string_equal(encoding_decode(*state, S("<meta charset=koi8-r>\xE9"), S(""), 0).encoding,
                        "windows-1252");
}

static void only_the_start_of_a_page_declares(void **state) {
    struct buf page = buf_in(*state);
    for (int i = 0; i < 4096; i++)
        buf_char(&page, ' ');
    buf_puts(&page, "<meta charset=koi8-r>\xE9");
    assert_string_equal(encoding_decode(*state, buf_text(&page), S(""), 1).encoding,
                        "windows-1252");
    assert_string_equal(encoding_decode(*state, str_from(buf_text(&page), 10), S(""), 1).encoding,
                        "KOI8-R");
}

static void without_a_declaration_the_bytes_decide(void **state) {
    assert_read(PAGE("\xC3\xA9"), "UTF-8", "\xC3\xA9");
    assert_read(PAGE("\xE9 \x93x\x94"), "windows-1252", "\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D");
    assert_read(PAGE(""), "UTF-8", "");
}

static void latin_1_is_windows_1252(void **state) {
    static const char *const labels[] = {"iso-8859-1", "latin1", "ascii", "US-ASCII", "cp1252"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct str page = str_format(*state, "<meta charset=%s>\x96", labels[i]);
        struct decoded decoded = encoding_decode(*state, page, S(""), 1);
        assert_string_equal(decoded.encoding, "windows-1252");
        assert_true(str_ends(decoded.text, S(">\xE2\x80\x93")));
    }
}

/* Browsers read all 256 bytes; iconv stops at five of them. */
static void windows_1252_has_no_gaps(void **state) {
    struct decoded decoded = PAGE("<meta charset=windows-1252>\x81\x8D\x8F\x90\x9D!");
    assert_int_equal(decoded.bad, 0);
    assert_true(str_ends(decoded.text, S(">\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D!")));
}

static void a_gap_of_another_encoding_is_bad(void **state) {
    struct decoded decoded = PAGE("<meta charset=windows-1253>\n\xE1\xAA");
    assert_true(str_ends(decoded.text, S("\xCE\xB1\xEF\xBF\xBD")));
    assert_int_equal(decoded.bad, 1);
    assert_int_equal(decoded.bad_line, 2);
}

static void every_single_byte_encoding_is_read(void **state) {
    static const struct {
        const char *label, *name;
        unsigned char byte;
        const char *text;
    } samples[] = {
        {"ibm866", "IBM866", 0x80, "\xD0\x90"},
        {"latin2", "ISO-8859-2", 0xB1, "\xC4\x85"},
        {"iso-8859-3", "ISO-8859-3", 0xA1, "\xC4\xA6"},
        {"iso-8859-4", "ISO-8859-4", 0xA1, "\xC4\x84"},
        {"iso-8859-5", "ISO-8859-5", 0xB0, "\xD0\x90"},
        {"arabic", "ISO-8859-6", 0xC7, "\xD8\xA7"},
        {"greek", "ISO-8859-7", 0xE1, "\xCE\xB1"},
        {"iso-8859-8", "ISO-8859-8", 0xE0, "\xD7\x90"},
        {"logical", "ISO-8859-8-I", 0xE0, "\xD7\x90"},
        {"iso-8859-10", "ISO-8859-10", 0xA1, "\xC4\x84"},
        {"iso-8859-13", "ISO-8859-13", 0xE0, "\xC4\x85"},
        {"iso-8859-14", "ISO-8859-14", 0xA1, "\xE1\xB8\x82"},
        {"iso-8859-15", "ISO-8859-15", 0xA4, "\xE2\x82\xAC"},
        {"iso-8859-16", "ISO-8859-16", 0xAA, "\xC8\x98"},
        {"koi8-r", "KOI8-R", 0xC1, "\xD0\xB0"},
        {"koi8-u", "KOI8-U", 0xAE, "\xD1\x9E"},
        {"mac", "macintosh", 0x8E, "\xC3\xA9"},
        {"tis-620", "windows-874", 0xA1, "\xE0\xB8\x81"},
        {"cp1250", "windows-1250", 0x8A, "\xC5\xA0"},
        {"cp1251", "windows-1251", 0xE0, "\xD0\xB0"},
        {"cp1253", "windows-1253", 0xE1, "\xCE\xB1"},
        {"iso-8859-9", "windows-1254", 0xFD, "\xC4\xB1"},
        {"cp1255", "windows-1255", 0xCA, "\xD6\xBA"},
        {"cp1256", "windows-1256", 0xC7, "\xD8\xA7"},
        {"cp1257", "windows-1257", 0xE0, "\xC4\x85"},
        {"cp1258", "windows-1258", 0xF0, "\xC4\x91"},
        {"x-mac-cyrillic", "x-mac-cyrillic", 0x80, "\xD0\x90"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct str page =
            str_format(*state, "<meta charset=\"%s\">%c", samples[i].label, samples[i].byte);
        struct decoded decoded = encoding_decode(*state, page, S(""), 1);
        assert_string_equal(decoded.encoding, samples[i].name);
        assert_true(str_ends(decoded.text, str_of(samples[i].text)));
        assert_int_equal(decoded.bad, 0);
    }
}

static void a_page_that_says_utf_16_in_ascii_is_utf_8(void **state) {
    assert_read(PAGE("<meta charset=utf-16>\xC3\xA9"), "UTF-8", "<meta charset=utf-16>\xC3\xA9");
}

static void an_unknown_name_is_told(void **state) {
    struct decoded decoded = PAGE("<meta charset=Shift_JIS>\x83\x65");
    assert_str(decoded.unknown, "Shift_JIS");
    assert_string_equal(decoded.encoding, "windows-1252");
    decoded = PAGE("<meta charset=x-none>\xC3\xA9");
    assert_str(decoded.unknown, "x-none");
    assert_string_equal(decoded.encoding, "UTF-8");
}

static void bad_bytes_of_declared_utf_8_are_counted(void **state) {
    struct decoded decoded =
        PAGE("<meta charset=utf-8>\r\n\r\xE9\x74\xC3\xA9 \xEF\xBF\xBD\xF0\x90.");
    assert_read(decoded, "UTF-8",
                "<meta charset=utf-8>\n\n\xEF\xBF\xBD\x74\xC3\xA9 \xEF\xBF\xBD\xEF\xBF\xBD.");
    assert_int_equal(decoded.bad, 2);
    assert_int_equal(decoded.bad_line, 3);
}

static void what_the_file_around_states(void **state) {
    struct str page = S("<meta charset=koi8-r>\xE9");
    assert_string_equal(encoding_decode(*state, page, S("ISO-8859-1"), 1).encoding, "windows-1252");
    struct decoded decoded = encoding_decode(*state, page, S("x-none"), 1);
    assert_read(decoded, "KOI8-R", "<meta charset=koi8-r>И");
    assert_int_equal(decoded.unknown.len, 0);
    decoded = encoding_decode(*state, S("\xE9"), S("x-none"), 0);
    assert_read(decoded, "windows-1252", "é");
    assert_slice(decoded.unknown, S("x-none"), "unknown", 0);
}

static void utf_16_without_a_bom(void **state) {
    assert_read(PAGE("<\0p\0>\0\xE9\0\x16\x04"), "UTF-16LE", "<p>éЖ");
    assert_read(PAGE("\0<\0p\0>\x04\x16"), "UTF-16BE", "<p>Ж");
    assert_string_equal(PAGE("<\0p\0>\0\0\0").encoding, "UTF-8");
}

static void a_nul_is_bad_but_says_nothing_of_the_encoding(void **state) {
    struct decoded decoded = PAGE("\n\xC3\xA9\0x\0");
    assert_read(decoded, "UTF-8", "\n\xC3\xA9\xEF\xBF\xBDx\xEF\xBF\xBD");
    assert_int_equal(decoded.bad, 2);
    assert_int_equal(decoded.bad_line, 2);
    decoded = PAGE("\xE9\0");
    assert_read(decoded, "windows-1252", "\xC3\xA9\xEF\xBF\xBD");
    assert_int_equal(decoded.bad, 1);
}

static void all_line_ends_become_one(void **state) {
    assert_read(PAGE("a\rb\r\nc\n\rd\r\r\n\ne\r"), "UTF-8", "a\nb\nc\n\nd\n\n\ne\n");
    assert_read(PAGE("\xE9\r\n\xE9\r"), "windows-1252", "\xC3\xA9\n\xC3\xA9\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_bom_decides),
        ARENA_TEST(halves_of_utf_16_are_bad),
        ARENA_TEST(a_meta_declares),
        ARENA_TEST(the_first_of_two_declarations_counts),
        ARENA_TEST(only_a_real_meta_declares),
        ARENA_TEST(only_the_start_of_a_page_declares),
        ARENA_TEST(without_a_declaration_the_bytes_decide),
        ARENA_TEST(latin_1_is_windows_1252),
        ARENA_TEST(windows_1252_has_no_gaps),
        ARENA_TEST(a_gap_of_another_encoding_is_bad),
        ARENA_TEST(every_single_byte_encoding_is_read),
        ARENA_TEST(a_page_that_says_utf_16_in_ascii_is_utf_8),
        ARENA_TEST(an_unknown_name_is_told),
        ARENA_TEST(bad_bytes_of_declared_utf_8_are_counted),
        ARENA_TEST(what_the_file_around_states),
        ARENA_TEST(utf_16_without_a_bom),
        ARENA_TEST(a_nul_is_bad_but_says_nothing_of_the_encoding),
        ARENA_TEST(all_line_ends_become_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
