/* Tests of reading XML. */
#include "wrappers/page_xml.h"

#include "unit.h"

/* All pieces in one line: "<name attribute>", "text", "</name>", and "." or "!" at the end. */
static struct str pieces(struct arena *arena, struct str text) {
    struct xml *xml = xml_open(arena, text);
    struct buf out = buf_in(arena);
    struct str what;
    enum xml_piece piece;
    while ((piece = xml_next(xml, &what)) < PIECE_LAST) {
        buf_puts(&out, piece == PIECE_START ? "<" : piece == PIECE_END ? "</" : "");
        buf_put(&out, what);
        if (piece == PIECE_START)
            buf_join(&out, " ", xml_attribute(arena, xml, "id"));
        buf_puts(&out, piece == PIECE_TEXT ? "" : ">");
    }
    buf_char(&out, piece == PIECE_LAST ? '.' : '!');
    return buf_text(&out);
}

static void well_formed(void **state) {
    assert_str(pieces(*state, S("<?xml version='1.0'?><!-- no --><p:a xmlns:p='u' p:id='1&amp;2'>"
                                " x&#10;<![CDATA[<y>]]><b/></p:a>\n")),
               "<a 1&2> x\n<y><b ></b></a>.");
}

static void damaged(void **state) {
    assert_str(pieces(*state, S("<a><b>x</a>")), "!");
    assert_str(pieces(*state, S("")), "!");
    assert_str(pieces(*state, S("<a>\1</a>")), "!");
    assert_str(pieces(*state, S("<!DOCTYPE a [<!ENTITY e 'xx'>]><a>&e;</a>")), "!");
}

int main(void) {
    const struct CMUnitTest tests[] = {ARENA_TEST(well_formed), ARENA_TEST(damaged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
