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
               "Author 6|Author 6|Author 6|Author 6");
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

static void posts_of_the_site_itself(void **state) {
#define POST(n)                                                                                    \
    "<div><h3><a href='/post" n "/'>News of the ferry " n "</a></h3><p>" n " March 2011</p><p>We " \
    "painted the boat again, and thank all who came to help on Saturday.</p></div>"
    check_html(*state,
               S(HEAD MENU "<div>" POST("2") POST("5") POST("9") POST("12") "</div>" FOOTER), "");
}

static void wares_and_events(void **state) {
#define WARE(n)                                                                                    \
    "<tr><td><a href='/i" n "'>Brass lamp " n                                                      \
    "</a><br>A fine lamp for your boat, made by hand in "                                          \
    "our own workshop since 1990.<br>£" n "9.50</td></tr>"
    check_html(*state,
               S(HEAD MENU "<table>" WARE("1") WARE("2") WARE("3") WARE("4") "</table>" FOOTER),
               "");
#define EVENT(n)                                                                                   \
    "<li><b>" n                                                                                    \
    " March 2009</b> - The committee meets in the old toll house, and all members are "            \
    "welcome to come along."
    check_html(*state,
               S(HEAD MENU "<ul>" EVENT("1") EVENT("5") EVENT("8") EVENT("9") "</ul>" FOOTER), "");
}

static void questions_and_answers(void **state) {
#define ANSWER                                                                                     \
    "<p>Write to the <a href='/keeper'>keeper</a> in good time, at best in 2011, and bring warm "  \
    "clothes with you.</p>"
    check_html(*state,
               S(HEAD MENU "<div><p><b>May I bring my dog?</b></p>" ANSWER
                           "<p><b>How much is the crossing?</b></p>" ANSWER
                           "<p><b>When does the last boat leave?</b></p>" ANSWER
                           "<p><b>Who looks after the old bridge?</b></p>" ANSWER "</div>" FOOTER),
               "");
}

static void articles_with_links_in_their_sentences(void **state) {
#define SENTENCE(n)                                                                                \
    "<p>The boats of the year 180" n " were built of <a href='http://words.example/oak'>oak</a> "  \
    "and tar, says J. Marlowe, and went by the <a href='http://words.example/tide'>tide</a> "      \
    "until "                                                                                       \
    "the new bridge at Rye had been paid for.</p>"
    check_html(*state,
               S(HEAD MENU "<h1>Boats</h1>" SENTENCE("1") SENTENCE("2") SENTENCE("3") SENTENCE("4")
                     FOOTER),
               "");
}

static void references_behind_an_article(void **state) {
#define REFERENCE(n)                                                                               \
    "<div><b>The Ferry at Rye " n "</b><br>Weir, A., Marlowe, J. (199" n ")<br><a href='http://" n \
    ".example/'>http://" n ".example/</a></div>"
    check_html(*state,
               S(HEAD "<ul><li><b>Anna Weir</b><br><a href='http://id.example/1'>0001</a><br>"
                      "University of Rye</li><li><b>John Marlowe</b><br>"
                      "<a href='http://id.example/2'>0002</a><br>University of Rye</li></ul>"
                      "<h2>Introduction</h2><p>Nobody knows who built the first ferry.</p>"
                      "<h2>References</h2><section>" REFERENCE("1") REFERENCE("2") REFERENCE("3")
                          REFERENCE("4") REFERENCE("5") REFERENCE("6") "</section>"),
               "The Ferry at Rye 1 3|The Ferry at Rye 2 3|The Ferry at Rye 3 3|"
               "The Ferry at Rye 4 3|The Ferry at Rye 5 3|The Ferry at Rye 6 3");
}

static void headings_and_paragraphs_below_them(void **state) {
#define SITE(n)                                                                                    \
    "<h3>Archive " n "</h3><dd><p><a href='http://" n ".example/'>Archive " n                      \
    "</a> holds plans of ferries and bridges, and lends them to schools.</p><p>Also its "          \
    "<a href='http://" n ".example/tolls'>books of tolls</a> can be read there on two days a "     \
    "week, in the old house.</p></dd>"
    check_html(
        *state,
        S(HEAD "<h1>Archives</h1><dl>" SITE("a") SITE("b") SITE("c") SITE("d") SITE("e") "</dl>"),
        "Archive a 3|Archive b 3|Archive c 3|Archive d 3|Archive e 3");
}

static void keys_and_pictures_are_cut_off(void **state) {
#define ROW(n)                                                                                     \
    "<tr><td>[Wei9" n "]</td><td>Weir, A. (199" n "). <i>The Ferry at Rye " n "</i>. Rye: Toll "   \
    "Press.</td></tr>"
    check_html(*state, S(HEAD "<table>" ROW("1") ROW("2") ROW("3") "</table>"),
               "Weir, A. (1991). The Ferry at Rye 1. Rye: Toll Press. 1|"
               "Weir, A. (1992). The Ferry at Rye 2. Rye: Toll Press. 1|"
               "Weir, A. (1993). The Ferry at Rye 3. Rye: Toll Press. 1");
#define LOGO(n)                                                                                    \
    "<tr><td><a href='http://" n ".example/'><img src=l.png alt=logo></a></td><td>"                \
    "<a href='http://" n ".example/'>Archive " n "</a><br>Plans of ferries and bridges in the "    \
    "north.</td></tr>"
    check_html(*state, S(HEAD "<table>" LOGO("a") LOGO("b") LOGO("c") "</table>"),
               "Archive a 2|Archive b 2|Archive c 2");
}

static void names_of_parts_are_no_titles(void **state) {
#define CARD(n)                                                                                    \
    "<div><p>Anna Weir " n "</p><h3>The Ferry at Rye " n "</h3><p>Toll Press, 199" n               \
    "</p><p>Looks "                                                                                \
    "at the letters of the owners, and at what they paid the men who built their boats.</p>"       \
    "<h4>Contents:</h4><ul><li>The first ferry<li>The second ferry</ul></div>"
    check_html(*state, S(HEAD "<div>" CARD("1") CARD("2") CARD("3") CARD("4") "</div>"),
               "Anna Weir 1 7|Anna Weir 2 7|Anna Weir 3 7|Anna Weir 4 7");
}

static void addresses_below_their_titles(void **state) {
#define PLACE(n)                                                                                   \
    "Archive of Rye " n ".<br>Web: <a href='http://" n ".example/'>http://" n ".example/</a><br>"
    check_html(*state, S(HEAD "<p><b>" PLACE("a") PLACE("b") PLACE("c") PLACE("d") "</b></p>"),
               "Archive of Rye a. 2|Archive of Rye b. 2|Archive of Rye c. 2|Archive of Rye d. 2");
}

static void boxes_beside_the_list(void **state) {
#define BOX(n) "<p><b><a href='http://" n ".example/'>Friends " n "</a></b><br>Our partners.</p>"
#define BOOK(n)                                                                                    \
    "<p><b>The Ferry at Rye, volume " n "</b></p><p>Weir, A. and Marlowe, J. (199" n               \
    ")</p><p>Looks "                                                                               \
    "at the letters of the owners, and at what they paid the men who built their boats.</p><p>"    \
    "<a href='/" n ".pdf'>click here</a></p>"
    check_html(*state,
               S(HEAD "<div><h3>Partners</h3>" BOX("a") BOX("b") BOX("c")
                     BOX("d") "</div><div><h2>Books</h2>" BOOK("1") BOOK("2") BOOK("3")
                         BOOK("4") "</div>"),
               "The Ferry at Rye, volume 1 4|The Ferry at Rye, volume 2 4|"
               "The Ferry at Rye, volume 3 4|The Ferry at Rye, volume 4 4");
}

static void years_in_cells_of_their_own(void **state) {
#define YEAR(n)                                                                                    \
    "<tr><td>Weir, A.</td><td><i>The Ferry at Rye " n "</i></td><td>Rye: Toll Press</td><td>199" n \
    "</td></tr>"
    check_html(*state, S(HEAD "<table>" YEAR("1") YEAR("2") YEAR("3") YEAR("4") "</table>"),
               "Weir, A. 4|Weir, A. 4|Weir, A. 4|Weir, A. 4");
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
        ARENA_TEST(posts_of_the_site_itself),
        ARENA_TEST(wares_and_events),
        ARENA_TEST(questions_and_answers),
        ARENA_TEST(articles_with_links_in_their_sentences),
        ARENA_TEST(references_behind_an_article),
        ARENA_TEST(headings_and_paragraphs_below_them),
        ARENA_TEST(keys_and_pictures_are_cut_off),
        ARENA_TEST(names_of_parts_are_no_titles),
        ARENA_TEST(addresses_below_their_titles),
        ARENA_TEST(boxes_beside_the_list),
        ARENA_TEST(years_in_cells_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
