/* The package around a row of XHTML documents. */
#include "formats/epub.h"

#include "formats/xhtml.h"
#include "wrappers/pack.h"

enum { MOST_POINTS = 1000 }; /* more make tables of contents that old readers do not open */

#define TEXT(name, text) static const char name[] = text;
#include "formats/epub-texts.def"

static const char style[] =
#include "formats/epub-style.def"
    ;

/* Names of the roles in the landmarks, in the guide, and for people. */
static const struct {
    const char *landmark, *guide, *words;
} roles[EPUB_ROLES] = {
#define ROLE(id, ...) [EPUB_##id] = {__VA_ARGS__},
#include "formats/epub-roles.def"
};

struct str epub_moment(struct arena *arena, struct str date) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long part[3] = {0, 1, 1}; /* "2026-11" is its first day */
    struct str rest = str_part(date, 0, 10), piece;
    int count = 0;
    while (count < 3 && str_next(&rest, '-', &piece)) {
        part[count] = str_number(piece);
        if (piece.len != (count ? 2 : 4) || part[count] < 0)
            return S("");
        count++;
    }
    if (!count || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > days[part[1] - 1])
        return S("");
    long hour = str_number(str_part(date, 11, 13)), minute = str_number(str_part(date, 14, 16));
    long second = str_number(str_part(date, 17, 19));
    bool timed = date.len >= 20 && str_ends(date, S("Z")) && date.at[10] == 'T' && hour >= 0 &&
                 hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    if (!timed)
        hour = minute = second = 0;
    return str_format(arena, "%04ld-%02ld-%02ldT%02ld:%02ld:%02ldZ", part[0], part[1], part[2],
                      hour, minute, second);
}

/* A title as catalogues sort it: "11.1 Safety" as "Safety, 11.1", "The Home" as "Home, The". */
static struct str filed(struct arena *arena, const struct epub_book *book) {
    static const struct str articles[] = {S("The"), S("A"), S("An")};
    size_t blank = str_find_char(book->title, ' ', 0);
    if (blank == STR_NONE)
        return book->title;
    struct str first = str_part(book->title, 0, blank), rest = str_from(book->title, blank + 1);
    bool moved = is_digit(first.at[0]);
    for (size_t i = 0; i < first.len; i++)
        moved &= is_digit(first.at[i]) || first.at[i] == '.';
    if (str_starts_fold(book->language, S("en")))
        for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
            moved |= str_equal_fold(first, articles[i]);
    if (!moved)
        return book->title;
    return str_format(arena, "%.*s, %.*s", STR_ARGS(rest), STR_ARGS(first));
}

static void put_metadata(struct buf *out, const struct epub_book *book) {
    buf_puts(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    xhtml_element(out, "<dc:identifier id=\"pub-id\">", book->identifier, "</dc:identifier>\n");
    xhtml_element(out, "<dc:title id=\"title\">", book->title, "</dc:title>\n");
    buf_puts(out, "<meta refines=\"#title\" property=\"title-type\">main</meta>\n");
    xhtml_element(out, "<meta refines=\"#title\" property=\"file-as\">", filed(out->arena, book),
                  "</meta>\n");
    xhtml_element(out, "<dc:language>", book->language, "</dc:language>\n");
    if (book->creator.len) {
        xhtml_element(out, "<dc:creator id=\"creator\">", book->creator, "</dc:creator>\n");
        buf_puts(out, creator_role);
        xhtml_element(out, "<meta refines=\"#creator\" property=\"file-as\">", book->creator,
                      "</meta>\n");
    }
    buf_puts(out, generator);
    if (book->date.len)
        xhtml_element(out, "<dc:date>", book->date, "</dc:date>\n");
    xhtml_element(out, "<meta property=\"dcterms:modified\">", book->modified, "</meta>\n");
    for (size_t i = 0; i < book->source_count; i++)
        xhtml_element(out, "<dc:source>", book->sources[i], "</dc:source>\n");
    if (book->description.len)
        xhtml_element(out, "<dc:description>", book->description, "</dc:description>\n");
    buf_puts(out, metadata_end);
}

static struct str id_of(const struct epub_document *document) {
    return document->id ? str_of(document->id) : document->name;
}

static void put_manifest(struct buf *out, const struct epub_book *book) {
    buf_puts(out, manifest_head);
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = &book->documents[i];
        buf_format(out, manifest_item, STR_ARGS(id_of(d)), STR_ARGS(d->name));
    }
    buf_puts(out, "</manifest>\n");
}

static void put_spine(struct buf *out, const struct epub_book *book) {
    bool leftwards = xhtml_is_leftward_language(book->language);
    buf_format(out, "<spine toc=\"ncx\"%s>\n",
               leftwards ? " page-progression-direction=\"rtl\"" : "");
    bool listed = false;
    for (size_t i = 0; i < book->document_count; i++) {
        if (!listed && !book->documents[i].front) {
            buf_puts(out, "<itemref idref=\"nav\"/>\n");
            listed = true;
        }
        buf_format(out, "<itemref idref=\"%.*s\"/>\n", STR_ARGS(id_of(&book->documents[i])));
    }
    buf_puts(out, "</spine>\n");
}

static const struct epub_document *first_of(const struct epub_book *book, enum epub_role role) {
    for (size_t i = 0; i < book->document_count; i++)
        if (book->documents[i].role == role)
            return &book->documents[i];
    return NULL;
}

static void put_guide(struct buf *out, const struct epub_book *book) {
    buf_puts(out, "<guide>\n");
    for (enum epub_role role = EPUB_TITLE_PAGE; role < EPUB_ROLES; role++) {
        const struct epub_document *d = first_of(book, role);
        if (d)
            buf_format(out, "<reference type=\"%s\" title=\"%s\" href=\"text/%.*s.xhtml\"/>\n",
                       roles[role].guide, roles[role].words, STR_ARGS(d->name));
        if (role == EPUB_TITLE_PAGE)
            buf_puts(out, "<reference type=\"toc\" title=\"Contents\" href=\"nav.xhtml\"/>\n");
    }
    buf_puts(out, "</guide>\n");
}

static struct str package(struct arena *arena, const struct epub_book *book) {
    struct buf out = buf_in(arena);
    buf_format(&out, package_head, STR_ARGS(book->language),
               xhtml_is_leftward_language(book->language) ? "rtl" : "ltr");
    put_metadata(&out, book);
    put_manifest(&out, book);
    put_spine(&out, book);
    put_guide(&out, book);
    buf_puts(&out, "</package>\n");
    return buf_text(&out);
}

/* True where the table of contents can name the places inside the documents too. */
static bool is_deep(const struct epub_book *book) {
    size_t points = 0;
    for (size_t i = 0; i < book->document_count; i++)
        points += book->documents[i].point_count;
    return points && points <= MOST_POINTS;
}

static void put_nav_points(struct buf *out, const struct epub_document *document) {
    buf_puts(out, "\n<ol>\n");
    for (size_t i = 0; i < document->point_count; i++) {
        buf_format(out, "<li><a href=\"text/%.*s.xhtml#%.*s\">", STR_ARGS(document->name),
                   STR_ARGS(document->points[i].id));
        xhtml_element(out, "", document->points[i].label, "</a></li>\n");
    }
    buf_puts(out, "</ol>\n");
}

static void put_landmarks(struct buf *out, const struct epub_book *book) {
    buf_puts(out, landmarks_head);
    for (enum epub_role role = EPUB_TITLE_PAGE; role < EPUB_ROLES; role++) {
        const struct epub_document *d = first_of(book, role);
        if (d && roles[role].landmark)
            buf_format(out, "<li><a epub:type=\"%s\" href=\"text/%.*s.xhtml\">%s</a></li>\n",
                       roles[role].landmark, STR_ARGS(d->name), roles[role].words);
        if (role == EPUB_TITLE_PAGE)
            buf_puts(out, "<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">Contents</a></li>\n");
    }
    buf_puts(out, "</ol>\n</nav>\n");
}

static struct str contents(struct arena *arena, const struct epub_book *book) {
    struct buf out = buf_in(arena);
    bool deep = is_deep(book);
    xhtml_open(&out, book->language, S("Contents"), "css/pack.css");
    buf_puts(&out, toc_head);
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = &book->documents[i];
        buf_format(&out, "<li><a href=\"text/%.*s.xhtml\">", STR_ARGS(d->name));
        xhtml_element(&out, "", d->label, "</a>");
        if (deep && d->point_count)
            put_nav_points(&out, d);
        buf_puts(&out, "</li>\n");
    }
    buf_puts(&out, "</ol>\n</nav>\n");
    put_landmarks(&out, book);
    xhtml_close(&out);
    return buf_text(&out);
}

/* Opens a point of the NCX; `*order` counts them. */
static void open_ncx_point(struct buf *out, size_t *order, struct str label, struct str document,
                           struct str id) {
    ++*order;
    buf_format(out, "<navPoint id=\"np-%zu\" playOrder=\"%zu\"><navLabel><text>", *order, *order);
    xhtml_text(out, label);
    buf_format(out, "</text></navLabel><content src=\"text/%.*s.xhtml%s%.*s\"/>",
               STR_ARGS(document), id.len ? "#" : "", STR_ARGS(id));
}

static struct str ncx(struct arena *arena, const struct epub_book *book) {
    struct buf out = buf_in(arena);
    bool deep = is_deep(book);
    buf_format(&out, ncx_head, STR_ARGS(book->language));
    xhtml_element(&out, "<meta name=\"dtb:uid\" content=\"", book->identifier, "\"/>\n");
    buf_format(&out, ncx_head_end, deep ? 2 : 1);
    xhtml_element(&out, "<docTitle><text>", book->title, "</text></docTitle>\n");
    if (book->creator.len)
        xhtml_element(&out, "<docAuthor><text>", book->creator, "</text></docAuthor>\n");
    buf_puts(&out, "<navMap>\n");
    size_t order = 0;
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = &book->documents[i];
        open_ncx_point(&out, &order, d->label, d->name, S(""));
        for (size_t p = 0; deep && p < d->point_count; p++) {
            open_ncx_point(&out, &order, d->points[p].label, d->name, d->points[p].id);
            buf_puts(&out, "</navPoint>\n");
        }
        buf_puts(&out, "</navPoint>\n");
    }
    buf_puts(&out, "</navMap>\n</ncx>\n");
    return buf_text(&out);
}

void epub_write(struct arena *arena, const struct epub_book *book, struct pack *pack) {
    pack_store(pack, S("mimetype"), S("application/epub+zip"));
    pack_add(pack, S("META-INF/container.xml"), str_of(container));
    pack_add(pack, S("EPUB/package.opf"), package(arena, book));
    pack_add(pack, S("EPUB/nav.xhtml"), contents(arena, book));
    pack_add(pack, S("EPUB/toc.ncx"), ncx(arena, book));
    pack_add(pack, S("EPUB/css/pack.css"), str_of(style));
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = &book->documents[i];
        pack_add(pack, str_format(arena, "EPUB/text/%.*s.xhtml", STR_ARGS(d->name)), d->text);
    }
}
