/* XHTML documents, and the package around them. */
#include "formats/epub.h"

#include "formats/words.h"
#include "formats/xhtml.h"
#include "ground/arena.h"
#include "ground/utf8.h"
#include "wrappers/pack.h"

enum {
    MOST_POINTS = 1000,     /* in a table of contents */
    LONGEST_LABEL = 160,    /* characters, there */
    LINE_MARKUP = 60,       /* bytes around a label, there */
    MOST_BYTES = 248 * 1000 /* in a document, with its end */
};

#define TEXT(name, text) static const char name[] = text;
#include "formats/epub-texts.def"

static const char style[] =
#include "formats/epub-style.def"
    ;

static const struct {
    bool front, own;
    const char *landmark, *guide, *attributes;
} kinds[EPUB_KINDS] = {
#define KIND(id, ...) [EPUB_##id] = {__VA_ARGS__},
#include "formats/epub-kinds.def"
};

static const struct articles {
    struct str language;
    const char *words; /* in small letters, a blank between them */
} articles[] = {
#define ARTICLES(language, words) {S(language), words},
#include "formats/epub-articles.def"
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

/* "11.1" */
static bool is_number(struct str word) {
    bool number = is_digit(word.at[0]);
    for (size_t i = 0; i < word.len; i++)
        number &= is_digit(word.at[i]) || word.at[i] == '.';
    return number;
}

static bool is_article(struct arena *arena, struct str language, struct str word) {
    struct str primary = str_part(language, 0, str_find_char(language, '-', 0));
    const struct articles *row = STR_ROW(str_lower(arena, primary), articles);
    return row && str_has_word(str_of(row->words), str_lower(arena, word));
}

struct str epub_filed(struct arena *arena, struct str language, struct str title, bool numbers) {
    size_t blank = str_find_char(title, ' ', 0);
    struct str first = str_part(title, 0, blank);
    if (blank == STR_NONE || !blank ||
        !((numbers && is_number(first)) || is_article(arena, language, first)))
        return title;
    return str_format(arena, "%.*s, %.*s", STR_ARGS(str_from(title, blank + 1)), STR_ARGS(first));
}

static void put_label(struct buf *out, const struct epub_book *book, bool own, struct str text) {
    if (own)
        words_put_text(out, book->words, text);
    else
        xhtml_text(out, text);
}

struct epub_document *epub_begin(struct epub_book *book, enum epub_kind kind, struct str heading) {
    struct epub_document *document = arena_make(book->arena, struct epub_document, 1);
    *document = (struct epub_document){.kind = kind, .label = heading, .own = kinds[kind].own};
    document->file = pack_begin(book->pack);
    struct arena *scratch = arena_new();
    struct buf out = buf_in(scratch);
    struct str above = S("");
    for (size_t at = 0;
         kind == EPUB_CHAPTER && (at = str_find(document->label, S(" > "), at)) != STR_NONE; at++) {
        above = str_part(document->label, 0, at);
        heading = str_from(document->label, at + 3);
    }
    xhtml_open(&out, book->language, document->label, "../css/pack.css");
    buf_format(&out, "<section %s>\n", kinds[kind].attributes);
    if (above.len)
        xhtml_element(&out, "<p class=\"path\">", above, "</p>\n");
    if (kind != EPUB_COVER) {
        buf_puts(&out, "<h1 id=\"h.1\">");
        put_label(&out, book, document->own, heading);
        buf_puts(&out, "</h1>\n");
    }
    pack_write(document->file, buf_text(&out));
    arena_free(scratch);
    return document;
}

struct str epub_part(const struct epub_book *book, struct str title, size_t part) {
    if (part == 1)
        return title;
    struct str words =
        words_fill(book->arena, book->words, WORD_PART, str_format(book->arena, "%zu", part));
    return str_format(book->arena, "%.*s, %.*s", STR_ARGS(title), STR_ARGS(words));
}

void epub_put(struct epub_document *document, struct str xhtml) {
    pack_write(document->file, xhtml);
}

bool epub_is_full(const struct epub_document *document, size_t more) {
    return pack_size(document->file) + more > MOST_BYTES;
}

static size_t paragraph_end(struct str xhtml, size_t from) {
    size_t at = str_find(xhtml, S("</p>\n"), from);
    return at == STR_NONE ? xhtml.len : at + sizeof "</p>\n" - 1;
}

struct str epub_fill(struct epub_document *document, struct str xhtml) {
    size_t end = xhtml.len, next;
    if (epub_is_full(document, end))
        for (end = paragraph_end(xhtml, 0); end < xhtml.len; end = next) {
            next = paragraph_end(xhtml, end);
            if (epub_is_full(document, next))
                break;
        }
    pack_write(document->file, str_part(xhtml, 0, end));
    return str_from(xhtml, end);
}

void epub_end(struct epub_document *document) {
    pack_write(document->file, S("</section>\n</body>\n</html>\n"));
    pack_end(document->file);
}

void epub_append(struct epub_book *book, struct epub_document *document, struct str name) {
    document->name = name;
    *arena_push(book->arena, book->documents, book->document_count, &book->document_room) =
        document;
}

static void put_metadata(struct buf *out, const struct epub_book *book) {
    buf_puts(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    xhtml_element(out, "<dc:identifier id=\"pub-id\">", book->identifier, "</dc:identifier>\n");
    xhtml_element(out, "<dc:title id=\"title\">", book->title, "</dc:title>\n");
    buf_puts(out, "<meta refines=\"#title\" property=\"title-type\">main</meta>\n");
    xhtml_element(out, "<meta refines=\"#title\" property=\"file-as\">",
                  epub_filed(out->arena, book->language, book->title, true), "</meta>\n");
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
    buf_puts(out, accessibility);
    for (size_t i = 0; i < book->document_count; i++)
        if (book->documents[i]->kind == EPUB_INDEX) {
            buf_puts(out, has_index);
            break;
        }
    buf_puts(out, "<meta property=\"schema:accessibilitySummary\"");
    buf_puts(out, words_are_foreign(book->words) ? " xml:lang=\"en\">" : ">");
    xhtml_element(out, "", str_of(words_get(book->words, WORD_ACCESSIBILITY_SUMMARY)), "</meta>\n");
    if (book->cover.file)
        buf_format(out, "<meta name=\"cover\" content=\"%s\"/>\n", book->cover.id);
    buf_puts(out, metadata_end);
}

/* The package's own dc:title has the identifier "title". */
static const char *id_suffix(const struct epub_document *document) {
    return document->kind == EPUB_TITLE_PAGE ? "-page" : "";
}

static void put_file_item(struct buf *out, const struct epub_file *file, const char *properties) {
    if (file->file)
        buf_format(out, "<item id=\"%s\" href=\"%s\" media-type=\"%s\"%s/>\n", file->id, file->path,
                   file->media_type, properties);
}

static void put_manifest(struct buf *out, const struct epub_book *book) {
    buf_puts(out, manifest_head);
    put_file_item(out, &book->cover, " properties=\"cover-image\"");
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = book->documents[i];
        buf_format(out, manifest_item, STR_ARGS(d->name), id_suffix(d), STR_ARGS(d->name));
    }
    for (size_t i = 0; i < book->data_count; i++)
        put_file_item(out, &book->data[i], "");
    buf_puts(out, "</manifest>\n");
}

/* How many documents stand before the table of contents. */
static size_t front_of(const struct epub_book *book) {
    size_t count = 0;
    while (count < book->document_count && kinds[book->documents[count]->kind].front)
        count++;
    return count;
}

static void put_spine(struct buf *out, const struct epub_book *book) {
    bool leftwards = xhtml_is_leftward_language(book->language);
    buf_format(out, "<spine toc=\"ncx\"%s>\n",
               leftwards ? " page-progression-direction=\"rtl\"" : "");
    size_t front = front_of(book);
    for (size_t i = 0; i <= book->document_count; i++) {
        if (i == front)
            buf_puts(out, "<itemref idref=\"nav\"/>\n");
        if (i < book->document_count)
            buf_format(out, "<itemref idref=\"%.*s%s\"/>\n", STR_ARGS(book->documents[i]->name),
                       id_suffix(book->documents[i]));
    }
    buf_puts(out, "</spine>\n");
}

/* True for the first document that has this name among the landmarks or in the guide. */
static bool is_first(const struct epub_book *book, size_t document, const char *name,
                     bool in_guide) {
    for (size_t i = 0; name && i <= document; i++) {
        enum epub_kind kind = book->documents[i]->kind;
        const char *other = in_guide ? kinds[kind].guide : kinds[kind].landmark;
        if (other && str_equal(str_of(other), str_of(name)))
            return i == document;
    }
    return false;
}

static void put_place(struct buf *out, bool in_guide, const char *type, struct str href,
                      struct str label) {
    buf_format(out,
               in_guide ? "<reference type=\"%s\" href=\"%.*s\" title=\""
                        : "<li><a epub:type=\"%s\" href=\"%.*s\">",
               type, STR_ARGS(href));
    xhtml_element(out, "", label, in_guide ? "\"/>\n" : "</a></li>\n");
}

/* The places that reading systems look for: the landmarks, or the guide of EPUB 2. */
static void put_places(struct buf *out, const struct epub_book *book, bool in_guide) {
    size_t front = front_of(book);
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = book->documents[i];
        const char *type = in_guide ? kinds[d->kind].guide : kinds[d->kind].landmark;
        if (i == front)
            put_place(out, in_guide, "toc", in_guide ? S("nav.xhtml") : S("nav.xhtml#toc"),
                      str_of(words_get(book->words, WORD_CONTENTS)));
        if (is_first(book, i, type, in_guide))
            put_place(out, in_guide, type,
                      str_format(out->arena, "text/%.*s.xhtml", STR_ARGS(d->name)), d->label);
    }
}

/* A line of the table of contents; the level of the outermost is 0. */
struct line {
    size_t level;
    bool own;
    struct str label, document, id;
};

struct contents {
    struct line *lines;
    size_t count, room, depth, bytes;
};

bool epub_is_deep(size_t entries) {
    return entries <= MOST_POINTS;
}

/* A label that is longer than people read in a list ends with an ellipsis. */
static struct str short_label(struct arena *arena, struct str label) {
    size_t end = utf8_offset(label, LONGEST_LABEL);
    return end == label.len ? label : str_format(arena, "%.*s…", (int)end, label.at);
}

static void add_line(struct arena *arena, struct contents *contents, struct line line) {
    line.label = short_label(arena, line.label);
    *arena_push(arena, contents->lines, contents->count, &contents->room) = line;
    contents->depth = line.level >= contents->depth ? line.level + 1 : contents->depth;
    contents->bytes += line.label.len + line.document.len + line.id.len + LINE_MARKUP;
}

static struct contents contents_of(const struct epub_book *book, bool deep) {
    struct contents contents = {.depth = 1};
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *d = book->documents[i];
        add_line(book->arena, &contents, (struct line){d->inner, d->own, d->label, d->name, S("")});
        for (size_t p = 0; deep && p < d->point_count; p++)
            add_line(
                book->arena, &contents,
                (struct line){d->inner + 1u, false, d->points[p].label, d->name, d->points[p].id});
    }
    return deep && contents.bytes > MOST_BYTES ? contents_of(book, false) : contents;
}

/* Closes what is open of line `i` and of those around it, as far as the next line is outside. */
static void close_lines(struct buf *out, const struct contents *contents, size_t i,
                        const char *line_end, const char *level_end) {
    size_t level = contents->lines[i].level;
    size_t next = i + 1 < contents->count ? contents->lines[i + 1].level : 0;
    if (next > level)
        return;
    buf_puts(out, line_end);
    for (; level > next; level--)
        buf_puts(out, level_end);
}

static void put_lines(struct buf *out, const struct epub_book *book,
                      const struct contents *contents) {
    for (size_t i = 0; i < contents->count; i++) {
        const struct line *line = &contents->lines[i];
        buf_puts(out, i && line->level > line[-1].level ? "\n<ol>\n<li>" : "<li>");
        buf_format(out, "<a href=\"text/%.*s.xhtml%s%.*s\">", STR_ARGS(line->document),
                   line->id.len ? "#" : "", STR_ARGS(line->id));
        put_label(out, book, line->own, line->label);
        buf_puts(out, "</a>");
        close_lines(out, contents, i, "</li>\n", "</ol>\n</li>\n");
    }
}

static void put_package(struct buf *out, const struct epub_book *book,
                        const struct contents *contents) {
    (void)contents;
    buf_format(out, package_head, STR_ARGS(book->language),
               xhtml_is_leftward_language(book->language) ? "rtl" : "ltr");
    put_metadata(out, book);
    put_manifest(out, book);
    put_spine(out, book);
    buf_puts(out, "<guide>\n");
    put_places(out, book, true);
    buf_puts(out, "</guide>\n</package>\n");
}

static void put_navigation(struct buf *out, const struct epub_book *book,
                           const struct contents *contents) {
    xhtml_open(out, book->language, str_of(words_get(book->words, WORD_CONTENTS)), "css/pack.css");
    words_element(out, toc_head, book->words, WORD_CONTENTS, "</h1>\n<ol>\n");
    put_lines(out, book, contents);
    buf_puts(out, landmarks_head);
    put_places(out, book, false);
    buf_puts(out, "</ol>\n</nav>\n</body>\n</html>\n");
}

static void put_ncx(struct buf *out, const struct epub_book *book,
                    const struct contents *contents) {
    buf_format(out, ncx_head, STR_ARGS(book->language));
    xhtml_element(out, "<meta name=\"dtb:uid\" content=\"", book->identifier, "\"/>\n");
    buf_format(out, ncx_head_end, contents->depth);
    xhtml_element(out, "<docTitle><text>", book->title, "</text></docTitle>\n");
    if (book->creator.len)
        xhtml_element(out, "<docAuthor><text>", book->creator, "</text></docAuthor>\n");
    buf_puts(out, "<navMap>\n");
    for (size_t i = 0; i < contents->count; i++) {
        const struct line *line = &contents->lines[i];
        buf_format(out, "<navPoint id=\"np-%zu\" playOrder=\"%zu\"><navLabel><text>", i + 1, i + 1);
        xhtml_text(out, line->label);
        buf_format(out, "</text></navLabel><content src=\"text/%.*s.xhtml%s%.*s\"/>",
                   STR_ARGS(line->document), line->id.len ? "#" : "", STR_ARGS(line->id));
        close_lines(out, contents, i, "</navPoint>\n", "</navPoint>\n");
    }
    buf_puts(out, "</navMap>\n</ncx>\n");
}

static void drain(void *file, struct str text) {
    pack_write(file, text);
}

/* Adds what may be long without holding it whole. */
static void add(const struct epub_book *book, struct str name, const struct contents *contents,
                void (*put)(struct buf *, const struct epub_book *, const struct contents *)) {
    struct arena *scratch = arena_new();
    struct pack_file *file = pack_begin(book->pack);
    struct buf out = {.arena = scratch, .drain = drain, .sink = file};
    put(&out, book, contents);
    buf_flush(&out);
    pack_place(book->pack, name, file);
    arena_free(scratch);
}

static void place_file(const struct epub_book *book, const struct epub_file *file) {
    if (file->file)
        pack_place(book->pack, str_format(book->arena, "EPUB/%s", file->path), file->file);
}

void epub_write(struct epub_book *book) {
    struct pack *pack = book->pack;
    struct contents contents = contents_of(book, true);
    pack_store(pack, S("mimetype"), S("application/epub+zip"));
    pack_add(pack, S("META-INF/container.xml"), str_of(container));
    add(book, S("EPUB/package.opf"), &contents, put_package);
    add(book, S("EPUB/nav.xhtml"), &contents, put_navigation);
    add(book, S("EPUB/toc.ncx"), &contents, put_ncx);
    pack_add(pack, S("EPUB/css/pack.css"), str_of(style));
    place_file(book, &book->cover);
    for (size_t i = 0; i < book->document_count; i++) {
        const struct epub_document *document = book->documents[i];
        for (size_t k = 0; document->kind == EPUB_COLOPHON && k < book->data_count; k++)
            place_file(book, &book->data[k]);
        pack_place(pack, str_format(book->arena, "EPUB/text/%.*s.xhtml", STR_ARGS(document->name)),
                   document->file);
    }
}
