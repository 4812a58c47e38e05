/* Finding the entries of small pages, however their lists are marked up. */
#include "knowledge/lists.h"

#include "pages.h"

#define HEAD "<html><head><title>Ferries and bridges</title></head><body>"
#define MENU                                                                                       \
    "<div id=menu><ul><li><a href='/'>Home</a><li><a href='/news'>News</a><li><a href='/about'>"   \
    "About us</a><li><a href='/contact'>Contact</a></ul></div>"
#define FOOTER                                                                                     \
    "<div class=footer><p><a href='#top'>Return to top</a></p><p>Copyright 2004 Harbour Trust</p>" \
    "</div>"

static void check_html(struct arena *arena, struct str html, const char *wanted) {
    struct read_page read = read_html(arena, html);
    assert_slice(shown_runs(arena, &read), str_of(wanted), "of the page", 0);
}

static void items_among_menus(void **state) {
    check_html(*state,
               S(HEAD MENU "<h1>Ferries and bridges</h1><p>Some places to begin with.</p><ul>"
                           "<li><a href='http://a.example/'>The Ferry Museum</a> - Models of "
                           "ferries, and plans of the old landing stages."
                           "<li><a href='http://b.example/'>Bridge Archive</a> - Photographs of "
                           "bridges from three hundred towns."
                           "<li><a href='http://c.example/'>Toll Books</a> - What carters paid to "
                           "cross, year by year, in the north."
                           "<li><a href='http://d.example/'>River Songs</a> - Recordings of songs "
                           "that ferrymen sang at work.</ul>" FOOTER),
               "The Ferry Museum - Models of ferries, and plans of the old landing stages. 1|"
               "Bridge Archive - Photographs of bridges from three hundred towns. 1|"
               "Toll Books - What carters paid to cross, year by year, in the north. 1|"
               "River Songs - Recordings of songs that ferrymen sang at work. 1");
}

static void terms_and_their_descriptions(void **state) {
    check_html(*state,
               S(HEAD MENU "<h1>Ferries and bridges</h1><dl>"
                           "<dt>The Ferry at Rye</dt><dd>Weir, Anna (1998)</dd><dd>Follows one "
                           "ferry through two hundred years of letters and accounts of its "
                           "owners.</dd><dd><a href='http://a.example/'>click here</a></dd>"
                           "<dt>Stone and Toll</dt><dd>Marlowe, John (2001)</dd><dd>Asks who paid "
                           "for bridges before there were rates, and who was let across for "
                           "nothing.</dd><dd><a href='http://b.example/'>click here</a></dd>"
                           "<dt>Crossing by Night</dt><dd>Harrow, Tom (1987)</dd><dd>Stories of "
                           "the night boats, collected from the last people to have worked on "
                           "them.</dd><dd><a href='http://c.example/'>click here</a></dd></dl>"),
               "The Ferry at Rye 4|Stone and Toll 4|Crossing by Night 4");
}

static void terms_without_their_list(void **state) {
    check_html(*state,
               S(HEAD "<dt>The Ferry at Rye</dt><dd>Weir, Anna (1998)<br>Follows one ferry through "
                      "two hundred years of letters.<br><a href='http://a.example/'>click here</a>"
                      "</dd><dt>Stone and Toll</dt><dd>Marlowe, John (2001)<br>Asks who paid for "
                      "bridges before there were rates.<br><a href='http://b.example/'>click here"
                      "</a></dd><dt>Crossing by Night</dt><dd>Harrow, Tom (1987)<br>Stories of the "
                      "night boats, told by the last crew.<br><a href='http://c.example/'>click "
                      "here</a></dd>"),
               "The Ferry at Rye 4|Stone and Toll 4|Crossing by Night 4");
}

static void rows_of_a_table(void **state) {
    check_html(*state,
               S(HEAD "<table><tr><th>Author</th><th>Title</th><th>Remarks</th></tr>"
                      "<tr><td>Weir, A. (1998)</td><td><a href='http://a.example/'>The Ferry at "
                      "Rye</a></td><td>Good on the owners and their letters.</td></tr>"
                      "<tr><td>Marlowe, J. (2001)</td><td><a href='http://b.example/'>Stone and "
                      "Toll</a></td><td>Asks who paid for bridges in the north.</td></tr>"
                      "<tr><td>Harrow, T. (1987)</td><td><a href='http://c.example/'>Crossing by "
                      "Night</a></td><td>Stories of the last night boats.</td></tr>"
                      "<tr><td>Petrova, A. (2005)</td><td><a href='http://d.example/'>Bridges of "
                      "Ice</a></td><td>Has maps of the winter roads.</td></tr></table>"),
               "Weir, A. (1998) 3|Marlowe, J. (2001) 3|Harrow, T. (1987) 3|Petrova, A. (2005) 3");
}

static void strong_titles_and_line_breaks(void **state) {
    check_html(*state,
               S(HEAD MENU "<h1>Ferries and bridges</h1><p>"
                           "<strong>The Ferry at Rye</strong><br>Weir, Anna (1998)<br>Follows one "
                           "ferry through two hundred years of letters and accounts.<br>"
                           "<a href='http://a.example/'>click here</a><br><br>"
                           "<strong>Stone and Toll</strong><br>Marlowe, John (2001)<br>Asks who "
                           "paid for bridges before there were any rates to pay.<br>"
                           "<a href='http://b.example/'>click here</a><br><br>"
                           "<strong>Crossing by Night</strong><br>Harrow, Tom (1987)<br>Stories of "
                           "the night boats from the last people who worked them.<br>"
                           "<a href='http://c.example/'>click here</a><br><br></p>" FOOTER),
               "The Ferry at Rye 4|Stone and Toll 4|Crossing by Night 4");
}

static void paragraphs_of_references(void **state) {
    check_html(*state,
               S(HEAD "<h1>Ferries and bridges</h1><h2>References</h2>"
                      "<p>Weir, A. (1998). The ferry at Rye. Journal of Tides, 12(3), 101-119.</p>"
                      "<p>Marlowe, J. (2001). Stone and toll. Leeds: Quay Press.</p>"
                      "<p>Harrow, T. (1987). Crossing by night. River Notes, 4, 12-19.</p>"
                      "<p>Petrova, A. (2005). Bridges of ice. Journal of Tides, 19(1), 1-22.</p>"),
               "Weir, A. (1998). The ferry at Rye. Journal of Tides, 12(3), 101-119. 1|"
               "Marlowe, J. (2001). Stone and toll. Leeds: Quay Press. 1|"
               "Harrow, T. (1987). Crossing by night. River Notes, 4, 12-19. 1|"
               "Petrova, A. (2005). Bridges of ice. Journal of Tides, 19(1), 1-22. 1");
}

static void lists_under_several_headings(void **state) {
    struct read_page read = read_html(
        *state,
        S(HEAD "<h1>Ferries and bridges</h1><h2>Ferries</h2><ul>"
               "<li><a href='http://a.example/'>The Ferry Museum</a> - Models of ferries and "
               "plans of the landing stages."
               "<li><a href='http://b.example/'>River Songs</a> - Recordings of songs that "
               "ferrymen sang at work."
               "<li><a href='http://e.example/'>Rope and Chain</a> - How chain ferries were "
               "built and who pulled them.</ul><h2>Bridges</h2><ul>"
               "<li><a href='http://c.example/'>Bridge Archive</a> - Photographs of bridges "
               "from three hundred towns."
               "<li><a href='http://d.example/'>Toll Books</a> - What carters paid to cross, "
               "year by year."
               "<li><a href='http://f.example/'>Arches</a> - How to tell the age of an arch "
               "by its stones.</ul>"));
    assert_int_equal(read.runs.count, 6);
}

static void links_over_a_line_break(void **state) {
    check_html(*state,
               S(HEAD
                 "<ul><li><a href='http://a.example/'>The Ferry at Rye<br>Weir, Anna (1998)</a>"
                 "<br>Follows one ferry through two hundred years of letters and accounts."
                 "<li><a href='http://b.example/'>Stone and Toll<br>Marlowe, John (2001)</a><br>"
                 "Asks who paid for bridges before there were any rates to pay."
                 "<li><a href='http://c.example/'>Crossing by Night<br>Harrow, Tom (1987)</a>"
                 "<br>Stories of the night boats from the last people who worked them.</ul>"),
               "The Ferry at Rye 3|Stone and Toll 3|Crossing by Night 3");
}

static void pasted_paragraphs(void **state) {
    struct read_page read = read_pasted(
        *state,
        S("The Ferry at Rye\nWeir, Anna (1998)\nFollows one ferry through two hundred years "
          "of letters and accounts of its owners.\nclick here\n\n"
          "Stone and Toll\nMarlowe, John (2001)\nAsks who paid for bridges before there "
          "were rates, and who was let across.\nclick here\n\n"
          "Crossing by Night\nHarrow, Tom (1987)\nStories of the night boats, collected "
          "from the last people to work them.\nclick here\n"));
    assert_str(shown_runs(*state, &read),
               "The Ferry at Rye 4|Stone and Toll 4|Crossing by Night 4");
}

static void pages_without_a_list(void **state) {
    check_html(*state, S(""), "");
    check_html(*state, S(HEAD MENU FOOTER), "");
    check_html(*state,
               S(HEAD MENU
                 "<h1>Ferries and bridges</h1><p>The trust looks after two ferries and "
                 "a bridge. It was founded by the owners of the last boats, who did not "
                 "want to see them broken up.</p><p>We meet each month in the old toll "
                 "house, and visitors are welcome to come and see what we do.</p>" FOOTER),
               "");
    struct read_page read = read_pasted(*state, S("Only a few words.\n"));
    assert_int_equal(read.runs.count, 0);
    read = read_pasted(*state, S(""));
    assert_int_equal(read.runs.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(items_among_menus),
        ARENA_TEST(terms_and_their_descriptions),
        ARENA_TEST(terms_without_their_list),
        ARENA_TEST(rows_of_a_table),
        ARENA_TEST(strong_titles_and_line_breaks),
        ARENA_TEST(paragraphs_of_references),
        ARENA_TEST(lists_under_several_headings),
        ARENA_TEST(links_over_a_line_break),
        ARENA_TEST(pasted_paragraphs),
        ARENA_TEST(pages_without_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
