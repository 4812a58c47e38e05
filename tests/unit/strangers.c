/* Files that are no page, and pages without a list: what is said of them. */
#include "knowledge/strangers.h"

#include "unit.h"

/* `what` is NULL where there is to be none. */
static void assert_stranger(const struct stranger *found, const char *what, size_t number) {
    if (what)
        assert_slice(str_of(found ? found->what : NULL), str_of(what), what, number);
    else
        assert_null(found);
}

static void files_by_their_bytes(void **state) {
    static const struct {
        struct str bytes;
        const char *what;
    } examples[] = {
        {S("%PDF-1.7\n"), "a PDF document"},
        {S("PK\3\4\0\0[Content_Types].xml\0\0PK\3\4word/document.xml"), "a Word document"},
        {S("PK\3\4\0\0mimetypeapplication/vnd.oasis.opendocument.textPK"),
         "an OpenDocument file (LibreOffice, OpenOffice)"},
        {S("PK\3\4\0\0mimetypeapplication/epub+zipPK"), "an e-book (EPUB)"},
        {S("PK\3\4\0\0list.html"), "a packed file (ZIP)"},
        {S("\xd0\xcf\x11\xe0\xa1\xb1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "a Word document"},
        {S("{\\rtf1\\ansi"), "a Rich Text document"},
        {S("RIFF\x10\0\0\0WEBPVP8 "), "a picture"},
        {S("II*\0\x08\0\0\0"), "a picture"},
        {S("MM\0*\0\0\0\x08"), "a picture"},
        {S("\0\0\0\x18"
           "ftypheic"),
         "a picture or a film"},
        {S("list.html\0\0\0ustar"), "a packed file (TAR)"},
        {S("bplist00\xd1"), "a web archive of Safari"},
        {S("<?xml version=\"1.0\"?>\n<plist><dict><key>WebMainResource</key>"),
         "a web archive of Safari"},
        {S("\xef\xbb\xbf\"Key\",\"Title\",\"Year\"\r\n\"a\",\"On a, b\",\"1999\"\r\n"),
         "a table (CSV)"},
        {S("Title;Author;Year\nOvens;Marlowe;1999\n"), "a table (CSV)"},
        {S("Title, Author, Year\nOvens of the town\n"), NULL},
        {S("Marlowe, Edith, Ovens, 1999\nHarrow, Tom, Rye, 1987\n"), NULL},
        {S("Title\tAuthor\tYear\nOvens\tMarlowe\t1999\n"), NULL},
        {S("RIFF: a reading list"), NULL},
        {S("<p>%PDF-1.7"), NULL},
        {S(""), NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_stranger(stranger_of(&(struct saved){.bytes = examples[i].bytes}), examples[i].what,
                        i);
}

static void pages_without_a_list(void **state) {
    static const struct {
        const char *html, *why, *named;
        size_t line;
    } examples[] = {
        {"<frameset>\n<frame src=a.html><frame src='b.html'></frameset>", "frames",
         "a.html, b.html", 2},
        {"<meta http-equiv=refresh content='5;url=new.html'><p>Moved", "leads on", "new.html", 1},
        {"<meta http-equiv=refresh content='300'><p>News", "no list", "", 0},
        {"<form>\n\n<input TYPE=Password>Password</form>", "password", "", 3},
        {"<noscript>Please enable JavaScript.</noscript><p>Library", "script", "", 0},
        {"<p>This page requires Java Script", "script", "", 0},
        {"<p>Books on JavaScript", "no list", "", 0},
        {"<div id=root></div><script>start()</script>", "script", "", 0},
        {"<svg><text>x</text></svg>", "picture", "", 0},
        {"<p>&nbsp;</p>", "no text", "", 0},
        {"<p>Nothing here", "no list", "", 0},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct page page = page_read(*state, str_of(examples[i].html), 64);
        struct page_lines lines = lines_of_page(*state, &page);
        struct listless found = listless_page(*state, &page, &lines);
        if (str_find(str_of(found.why), str_of(examples[i].why), 0) == STR_NONE)
            fail_msg("%s: %s", examples[i].html, found.why);
        assert_slice(found.named, str_of(examples[i].named), examples[i].html, 0);
        assert_int_equal(found.line, examples[i].line);
    }
}

static void nothing_at_all(void **state) {
    struct listless found = listless_page(*state, &(struct page){0}, &(struct page_lines){0});
    assert_true(str_starts(str_of(found.why), S("this file is empty")));
}

static void files_without_lines(void **state) {
    static const struct {
        struct str text;
        const char *what;
    } examples[] = {
        {S("<!DOCTYPE html>\n<html>"), "a web page"},
        {S("[\n{\"id\":\"a\"}\n]"), "a list in JSON"},
        {S("\xef\xbb\xbf\"Key\",\"Author\",\"Title\"\r\n"), "a table (CSV)"},
        {S("Key\tAuthor\tTitle\n"), "a table (CSV)"},
        {S("TY  - BOOK\r\n"), "a file for reference managers (RIS)"},
        {S("@book{a,\n"), "a file for LaTeX (BibTeX)"},
        {S("{\"id\":\"a\",\"author\":[],\"title\":1}\n"), NULL},
        {S("No JSON\nKey,Author,Title\n"), NULL},
        {S(""), NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_stranger(stranger_to_lines(examples[i].text), examples[i].what, i);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_by_their_bytes),
        cmocka_unit_test(files_without_lines),
        ARENA_TEST(pages_without_a_list),
        ARENA_TEST(nothing_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
