/* Web archives: which part is the page, its bytes and its lines, whatever the archive is like. */
#include "knowledge/saved.h"

#include "unit.h"

#define HEAD "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n"
#define HTML "Content-Type: text/html\n"

static struct saved open_file(struct arena *arena, struct str file) {
    return saved_open(arena, file, 1 << 20, false);
}

static void which_part_is_the_page(void **state) {
    static const struct {
        const char *file, *page;
    } examples[] = {
        {HEAD "\n--b\n" HTML "\none\n--b\n" HTML "\ntwo\n--b--\n", "one\n"},
        {HEAD "Content-Location: http://x/\n\n--b\n" HTML "\none\n--b\n" HTML
              "Content-Location:\n http://\n\tx/\n\ntwo\n--b--\n",
         "two\n"},
        {"Mime-version: 1.0\ncontent-type: Multipart/Related; "
         "start=\"<2>\";\n\tboundary=b\n\n--b\n" HTML "\none\n--b\nContent-ID: <2>\n" HTML
         "\ntwo\n--b--\n",
         "two\n"},
        {HEAD "\n--b\nContent-Type: multipart/alternative; boundary=bc\n\n--bc\nContent-Type: "
              "text/plain\n\none\n--bc\n" HTML "\ntwo\n--bc--\n--b--\n",
         "two\n"},
        {HEAD "\n--b\nContent-Type: text/plain\n\none\n--b--\n", "one\n"},
        {HEAD "\n--b\n" HTML "\n--bb\n--b--\n", "--bb\n"},
        {"MIME-Version: 1.0\n" HTML "\none", "one"},
        {"MIME-Version no header\n\none", "MIME-Version no header\n\none"},
        {"<!-- MIME-Version: 1.0 -->\nMIME-Version: 1.0\n\none",
         "<!-- MIME-Version: 1.0 -->\nMIME-Version: 1.0\n\none"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct saved saved = open_file(*state, str_of(examples[i].file));
        assert_slice(saved.bytes, str_of(examples[i].page), examples[i].file, i);
        assert_false(saved.pageless || saved.cut);
    }
}

static void what_is_no_archive_at_all(void **state) {
    static const char *const examples[] = {
        HEAD,
        HEAD "\n",
        HEAD "\n--b",
        HEAD "\n--b--\n",
        HEAD "\n--c\n" HTML "\none\n--c--\n",
        HEAD "\n--b\nContent-Type: image/gif\n\nx\n--b--\n",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"\"\n\n--\n" HTML "\none\n",
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct saved saved = open_file(*state, str_of(examples[i]));
        if (!saved.pageless || saved.bytes.len)
            fail_msg("%s", examples[i]);
    }
}

static void what_an_archive_states(void **state) {
    struct saved saved = open_file(
        *state, S("From: x\nDate: Tue, 13 Mar\n 2012\n" HEAD "\n--b\nContent-Location: "
                  "http://x/\nContent-Type: text/html; charset=koi8-r ; x\n\none <a href=\"ht"));
    assert_slice(saved.bytes, S("one "), "cut", 0);
    assert_true(saved.cut);
    assert_slice(saved.address, S("http://x/"), "address", 0);
    assert_slice(saved.date, S("Tue, 13 Mar 2012"), "date", 0);
    assert_slice(saved.encoding, S("koi8-r"), "encoding", 0);
}

static void transfer_encodings(void **state) {
    static const struct {
        const char *encoded;
        struct str page;
        const char *lines;
    } examples[] = {
        {"quoted-printable\n\na=3Db=\nc \t\r\n=0D=0Ad=3\n=E9=zz=", S("a=bc\n\r\nd=3\n\xE9=zz"),
         "5,7,7,8"},
        {"Quoted-Printable\n\n=    \n==3D=\n", S("=="), "6"},
        {"base64\n\nYQpi\nDQoN\r\n !Y*w==ZA==", S("a\nb\r\n\rcd"), "5,5,6,7"},
        {"8bit\n\na\r\nb\rc\n", S("a\r\nb\rc\n"), "5,6,6"},
        {"base64\n\nYQANAAoAYgA=", S("a\0\r\0\n\0b\0"), "5,5"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena *arena = *state;
        struct saved saved = open_file(
            arena, str_format(arena, "MIME-Version: 1\n" HTML "Content-Transfer-Encoding: %s",
                              examples[i].encoded));
        struct buf lines = buf_in(arena);
        for (size_t k = 1; k <= saved.line_count; k++)
            buf_format(&lines, ",%zu", saved_line(&saved, k));
        assert_slice(str_from(buf_text(&lines), 1), str_of(examples[i].lines), "lines", i);
        assert_slice(saved.bytes, examples[i].page, examples[i].encoded, i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(which_part_is_the_page),
        ARENA_TEST(what_is_no_archive_at_all),
        ARENA_TEST(what_an_archive_states),
        ARENA_TEST(transfer_encodings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
