/* Makes an EPUB reading pack of records: chapters by section, lists that lead to their entries, and
 * what old and new e-readers need to find them. */
#include <stdlib.h>

#include "formats/annotated.h"
#include "formats/citeas.h"
#include "formats/cover.h"
#include "formats/epub_data.h"
#include "formats/epub_lists.h"
#include "formats/pieces.h"
#include "formats/words.h"
#include "formats/xhtml.h"
#include "frame/filter.h"
#include "ground/sha1.h"
#include "ground/utf8.h"
#include "wrappers/pack.h"

enum {
    MOST_ENTRIES = 100, /* in a chapter */
    MOST_OPEN = 16,     /* chapters that still grow: each holds about 270 kB */
    MOST_HEADING = 400, /* bytes of markup in a heading */
};

/* A document of entries of one section. */
struct chapter {
    struct epub_document *document;
    struct str section;
    uint64_t hash;      /* of the section */
    size_t page, first; /* first: number of the first entry of this page and section */
    size_t part, last;
    struct str *keys; /* of its entries */
    size_t entries, room;
    bool open;
};

struct book {
    struct job *job;
    struct arena *keep;
    struct epub_book epub;
    struct source *pages;
    struct chapter **chapters;
    struct chapter *open[MOST_OPEN]; /* those that grow, and some that are ended */
    struct epub_lists lists;
    size_t page_count, page_room, chapter_count, chapter_room;
    size_t count, sections, with_address, with_year;
    size_t words; /* in the chapters */
};

static struct str option_line(struct book *b, const char *name) {
    return xhtml_line(b->keep, job_option(b->job, name));
}

/* The first record settles what the pack is called and in which language it speaks. */
static void settle(struct book *b, struct str section) {
    struct str found = b->page_count ? b->pages[0].language : S("");
    struct str title = option_line(b, "--title");
    if (!b->epub.language.len)
        b->epub.language = found.len ? found : S("en");
    b->epub.words = words_of(b->epub.language);
    if (!title.len && b->page_count)
        title = b->pages[0].title;
    if (!title.len)
        title = str_part(section, 0, str_find(section, S(" > "), 0));
    b->epub.title = title.len ? title : str_of(words_get(b->epub.words, WORD_READING_LIST));
}

static void meet_page(struct book *b, const struct source *source) {
    struct arena *keep = b->keep;
    if (!source)
        return;
    struct source *page = arena_push(keep, b->pages, b->page_count, &b->page_room);
    page->title = str_copy(keep, xhtml_line(b->job->each, source->title));
    page->url = str_copy(keep, str_trim(source->url));
    page->language = str_copy(keep, xhtml_language(b->job->each, source->language));
    page->introduction = str_copy(keep, source->introduction);
    page->read = epub_moment(keep, source->read);
}

static void close_chapter(struct chapter *chapter) {
    if (chapter->open)
        epub_end(chapter->document);
    chapter->open = false;
}

/* Finds room among the open chapters: of too many the one that has waited longest is ended. */
static struct chapter **open_place(struct book *b) {
    struct chapter **place = &b->open[0];
    for (size_t i = 0; i < MOST_OPEN; i++) {
        if (!b->open[i] || !b->open[i]->open)
            return &b->open[i];
        if (b->open[i]->last < (*place)->last)
            place = &b->open[i];
    }
    close_chapter(*place);
    return place;
}

/* The title of a chapter; the pack's own title in front of a path says nothing new. */
static struct str chapter_title(struct book *b, struct str section) {
    struct str title = section, own = b->epub.title;
    if (!title.len && b->page_count)
        title = b->pages[b->page_count - 1].title;
    if (str_starts(title, own) && str_starts(str_from(title, own.len), S(" > ")))
        title = str_from(title, own.len + 3);
    return title.len ? title : own;
}

static struct chapter *new_chapter(struct book *b, struct str section,
                                   const struct chapter *before) {
    struct chapter *chapter = arena_make(b->keep, struct chapter, 1), **place = open_place(b);
    section = before ? before->section : str_copy(b->keep, section);
    *chapter = (struct chapter){.section = section,
                                .hash = str_hash(STR_HASH, section),
                                .page = b->page_count,
                                .first = before ? before->first : b->count,
                                .part = before ? before->part + 1 : 1,
                                .open = true};
    b->sections += !before && section.len;
    chapter->document = epub_begin(&b->epub, EPUB_CHAPTER,
                                   epub_part(&b->epub, chapter_title(b, section), chapter->part));
    *arena_push(b->keep, b->chapters, b->chapter_count, &b->chapter_room) = chapter;
    *place = chapter;
    return chapter;
}

/* The chapter in which an entry of so many bytes goes on. */
static struct chapter *chapter_for(struct book *b, struct str section, size_t bytes) {
    struct chapter *chapter = NULL;
    uint64_t hash = str_hash(STR_HASH, section);
    for (size_t i = b->chapter_count; i && !chapter; i--)
        if (b->chapters[i - 1]->hash == hash && b->chapters[i - 1]->page == b->page_count &&
            str_equal(b->chapters[i - 1]->section, section))
            chapter = b->chapters[i - 1];
    bool full = chapter && chapter->open &&
                (chapter->entries == MOST_ENTRIES || epub_is_full(chapter->document, bytes));
    if (full)
        close_chapter(chapter);
    return chapter && chapter->open ? chapter : new_chapter(b, section, chapter);
}

/* The key as identifier in its chapter; identifiers made here have a "." in them, keys have none.
 */
static struct str key_in(struct arena *keep, const struct chapter *chapter, struct str id,
                         size_t number) {
    struct buf out = buf_in(keep);
    for (size_t i = 0; i < id.len; i++)
        if (is_alnum(id.at[i]) || id.at[i] == '-')
            buf_char(&out, id.at[i]);
    bool taken = !out.len;
    for (size_t i = 0; i < chapter->entries && !taken; i++)
        taken = str_equal(chapter->keys[i], buf_text(&out));
    if (taken)
        buf_format(&out, "%s.%zu", out.len ? "" : "entry", number);
    return buf_text(&out);
}

static struct str heading_of(struct book *b, const struct epub_entry *entry, struct str language,
                             struct str title) {
    struct buf out = buf_in(b->job->each);
    buf_format(&out, "<article class=\"entry\" aria-labelledby=\"%.*s.t\">\n",
               STR_ARGS(entry->key));
    buf_format(&out, "<h2 id=\"%.*s.t\"", STR_ARGS(entry->key));
    xhtml_attributes(&out, language, b->epub.language, title);
    buf_format(&out, "><span id=\"%.*s\">%zu.</span> ", STR_ARGS(entry->key), entry->number);
    xhtml_element(&out, "", title, "</h2>\n");
    return buf_text(&out);
}

/* Puts what stands below a heading; what is too long for a document goes on in the next. */
static void put_body(struct book *b, struct chapter *chapter, struct str body) {
    while ((body = epub_fill(chapter->document, body)).len) {
        epub_put(chapter->document, S("</article>\n"));
        close_chapter(chapter);
        chapter = new_chapter(b, chapter->section, chapter);
        epub_put(chapter->document, S("<article class=\"entry\">\n"));
    }
    epub_put(chapter->document, S("</article>\n"));
}

/* Puts the entry into its chapter, and its place into the table of contents. */
static void put_entry(struct book *b, struct epub_entry *entry, struct record *r, struct str title,
                      struct str body) {
    struct str id = record_take(r, FIELD_ID);
    struct str section = xhtml_line(b->job->each, record_take(r, FIELD_SECTION));
    size_t bytes = body.len + title.len + 4 * id.len + MOST_HEADING;
    struct chapter *chapter = chapter_for(b, section, bytes);
    struct epub_document *document = chapter->document;
    entry->document = document;
    entry->key = key_in(b->keep, chapter, id, entry->number);
    *arena_push(b->keep, chapter->keys, chapter->entries, &chapter->room) = entry->key;
    chapter->last = entry->number;
    struct str heading = heading_of(b, entry, record_take(r, FIELD_LANGUAGE), title);
    epub_put(document, heading);
    put_body(b, chapter, body);
    b->words += epub_words(heading) + epub_words(body);
    if (epub_is_deep(entry->number))
        *arena_push(b->keep, document->points, document->point_count, &document->point_room) =
            (struct epub_point){entry->key,
                                str_format(b->keep, "%zu. %.*s", entry->number, STR_ARGS(title))};
}

static void add_names(struct book *b, const struct epub_entry *entry, struct names names) {
    for (size_t i = 0; i < names.count; i++) {
        struct arena *each = b->job->each;
        struct str name = str_copy(b->keep, xhtml_line(each, piece_name(each, &names.at[i])));
        if (name.len)
            epub_lists_add(&b->lists, EPUB_AUTHORS,
                           (struct epub_term){utf8_fold(b->keep, name), name, S(""), entry});
    }
}

static void add_address(struct book *b, const struct epub_entry *entry, struct str address) {
    address = str_copy(b->keep, xhtml_line(b->job->each, address));
    if (address.len)
        epub_lists_add(&b->lists, EPUB_ADDRESSES, (struct epub_term){S(""), S(""), address, entry});
}

static void add_terms(struct book *b, const struct epub_entry *entry, const struct record *r,
                      struct str title, struct str reference) {
    const struct value *field = r->field;
    struct str language = xhtml_language(b->keep, field[FIELD_LANGUAGE].text);
    struct str filed =
        epub_filed(b->job->each, language.len ? language : b->epub.language, title, false);
    epub_lists_add(&b->lists, EPUB_REFERENCES,
                   (struct epub_term){str_copy(b->keep, citeas_order(b->job->each, r)), reference,
                                      S(""), entry});
    if (field[FIELD_TITLE].text.len)
        epub_lists_add(&b->lists, EPUB_TITLES,
                       (struct epub_term){str_copy(b->keep, utf8_fold(b->job->each, filed)), title,
                                          S(""), entry});
    add_names(b, entry, field[FIELD_AUTHOR].names);
    if (!field[FIELD_AUTHOR].names.count)
        add_names(b, entry, field[FIELD_EDITOR].names);
    add_address(b, entry, field[FIELD_URL].text);
    for (size_t i = 0; i < field[FIELD_LINKS].links.count; i++)
        add_address(b, entry, field[FIELD_LINKS].links.at[i].href);
}

static void gather(struct book *b, struct record *r) {
    struct arena *each = b->job->each;
    meet_page(b, record_source(r));
    if (!b->epub.title.at)
        settle(b, str_copy(b->keep, xhtml_line(each, r->field[FIELD_SECTION].text)));
    epub_data_put(&b->epub, each, r, b->job->count);
    struct str title = str_copy(b->keep, xhtml_line(each, record_take(r, FIELD_TITLE)));
    if (!title.len)
        title = str_of(words_get(b->epub.words, WORD_NO_TITLE));
    struct buf reference = buf_in(each), body = buf_in(each);
    citeas_reference(&reference, b->epub.words, r);
    record_take(r, FIELD_TYPE);
    struct epub_entry *entry = arena_make(b->keep, struct epub_entry, 1);
    entry->number = ++b->count;
    b->with_address +=
        annotated_put(&body, b->epub.words, r, buf_text(&reference), LINKED_ADDRESSES);
    b->with_year += r->field[FIELD_ISSUED].date.count > 0;
    put_entry(b, entry, r, title, buf_text(&body));
    citeas_address(&reference, b->epub.words, r);
    add_terms(b, entry, r, title, str_copy(b->keep, buf_text(&reference)));
}

static int by_place(const void *x, const void *y) {
    const struct chapter *a = *(struct chapter *const *)x, *b = *(struct chapter *const *)y;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->part < b->part ? -1 : a->part > b->part;
}

/* Appends a line with a count, "Resources: 23". */
static void put_count(struct book *b, struct buf *out, const char *open, enum word word,
                      size_t count, const char *close) {
    buf_puts(out, open);
    words_put_filled(out, b->epub.words, word, str_format(b->keep, "%zu", count));
    buf_puts(out, close);
}

/* Appends the day of a moment, as people write it; nothing where there is none. */
static void put_day(struct buf *out, const struct words *words, struct str moment) {
    struct date date = {.count = 1};
    for (size_t i = 0; i < 3; i++)
        date.part[0][i] = (int)str_number(str_part(moment, i ? 2 + 3 * i : 0, 4 + 3 * i));
    citeas_date(out, words, date);
}

/* Puts a document, and those in which it goes on where it is too long, into the book. */
static void end_document(struct book *b, struct epub_document *document, struct str name,
                         const struct buf *text) {
    struct str rest = epub_fill(document, buf_text(text)), label = document->label;
    epub_end(document);
    epub_append(&b->epub, document, name);
    for (size_t part = 2; rest.len; part++) {
        document = epub_begin(&b->epub, document->kind, epub_part(&b->epub, label, part));
        rest = epub_fill(document, rest);
        epub_end(document);
        epub_append(&b->epub, document, str_format(b->keep, "%.*s-%zu", STR_ARGS(name), part));
    }
}

static struct epub_document *begin(struct book *b, enum epub_kind kind, enum word heading) {
    return epub_begin(&b->epub, kind, str_of(words_get(b->epub.words, heading)));
}

static void cover_page(struct book *b) {
    if (!b->epub.cover.file)
        return;
    struct buf out = buf_in(b->keep);
    buf_format(&out, "<img role=\"doc-cover\" src=\"../%s\" alt=\"", b->epub.cover.path);
    xhtml_text(&out, b->epub.title);
    buf_puts(&out, "\"/>\n");
    end_document(b, begin(b, EPUB_COVER, WORD_COVER), S("cover"), &out);
}

static void title_page(struct book *b) {
    struct buf out = buf_in(b->keep);
    struct epub_document *document = epub_begin(&b->epub, EPUB_TITLE_PAGE, b->epub.title);
    document->label = str_of(words_get(b->epub.words, WORD_TITLE_PAGE));
    document->own = true;
    if (b->epub.creator.len)
        xhtml_element(&out, "<p>", b->epub.creator, "</p>\n");
    put_count(b, &out, "<p>", WORD_RESOURCES, b->count, "</p>\n");
    if (b->page_count && b->pages[0].read.len) {
        words_element(&out, "<p>", b->epub.words, WORD_AS_READ_ON, " ");
        put_day(&out, b->epub.words, b->pages[0].read);
        buf_puts(&out, "</p>\n");
    }
    end_document(b, document, S("title"), &out);
}

static void put_fact(struct book *b, struct buf *out, enum word word) {
    words_element(out, "<dt>", b->epub.words, word, "</dt>\n<dd>");
}

/* What is known of a page. */
static void put_page(struct book *b, struct buf *out, const struct source *page) {
    xhtml_paragraphs(out, page->introduction, "introduction");
    if (!page->title.len && !page->url.len && !page->read.len)
        return;
    buf_puts(out, "<dl>\n");
    if (page->title.len) {
        put_fact(b, out, WORD_SOURCE_PAGE);
        xhtml_element(out, "", page->title, "</dd>\n");
    }
    if (page->url.len) {
        put_fact(b, out, WORD_ADDRESS);
        xhtml_link(out, page->url, S(""));
        buf_puts(out, "</dd>\n");
    }
    if (page->read.len) {
        put_fact(b, out, WORD_READ_ON);
        put_day(out, b->epub.words, page->read);
        buf_puts(out, "</dd>\n");
    }
    buf_puts(out, "</dl>\n");
}

static void about_page(struct book *b) {
    struct buf out = buf_in(b->keep);
    if (b->page_count == 1)
        put_page(b, &out, b->pages);
    buf_puts(&out, "<ul>\n");
    put_count(b, &out, "<li>", WORD_RESOURCES, b->count, "</li>\n");
    put_count(b, &out, "<li>", WORD_WITH_ADDRESS, b->with_address, "</li>\n");
    put_count(b, &out, "<li>", WORD_WITH_YEAR, b->with_year, "</li>\n</ul>\n");
    end_document(b, begin(b, EPUB_ABOUT, WORD_ABOUT), S("about"), &out);
}

/* Where there are several pages, each is a part that its chapters belong to. */
static void part_page(struct book *b, size_t page) {
    const struct source *source = &b->pages[page - 1];
    struct buf out = buf_in(b->keep);
    struct str number = str_format(b->keep, "%zu", page);
    put_page(b, &out, source);
    struct str title =
        source->title.len ? source->title : words_fill(b->keep, b->epub.words, WORD_PART, number);
    end_document(b, epub_begin(&b->epub, EPUB_PART, title),
                 str_format(b->keep, "part-%.*s", STR_ARGS(number)), &out);
}

static void chapters(struct book *b) {
    qsort(b->chapters, b->chapter_count, sizeof *b->chapters, by_place);
    int digits = b->chapter_count < 100 ? 2 : b->chapter_count < 1000 ? 3 : 6;
    for (size_t i = 0, page = 0; i < b->chapter_count; i++) {
        struct chapter *chapter = b->chapters[i];
        close_chapter(chapter);
        if (b->page_count > 1 && chapter->page > page)
            part_page(b, page = chapter->page);
        chapter->document->inner = page > 0;
        if (!epub_is_deep(b->count))
            chapter->document->point_count = 0;
        epub_append(&b->epub, chapter->document, str_format(b->keep, "s%0*zu", digits, i + 1));
    }
}

static void lists(struct book *b) {
    epub_lists_write(&b->lists, &b->epub, b->job->each, b->words);
}

static void data_page(struct book *b) {
    struct buf out = buf_in(b->keep);
    if (epub_data_end(&b->epub, &out))
        end_document(b, begin(b, EPUB_APPENDIX, WORD_CITATION_DATA), S("records"), &out);
}

static void colophon(struct book *b) {
    struct buf out = buf_in(b->keep);
    buf_puts(&out, "<p>");
    words_put_filled(&out, b->epub.words, WORD_MADE_BY, S("refmill " REFMILL_VERSION));
    buf_puts(&out, "</p>\n");
    end_document(b, begin(b, EPUB_COLOPHON, WORD_COLOPHON), S("colophon"), &out);
}

/* The documents of a pack, in reading order. */
static void (*const makers[])(struct book *) = {
    cover_page, title_page, about_page, chapters, lists, data_page, colophon,
};

/* The same page gives the same book, whoever makes it. */
static struct str identifier_of(struct book *b) {
    struct str wished = option_line(b, "--identifier");
    if (wished.len)
        return wished;
    struct buf name = buf_in(b->keep);
    for (size_t i = 0; i < b->epub.source_count; i++)
        buf_join(&name, "\n", b->epub.sources[i]);
    if (!name.len) {
        buf_put(&name, b->epub.title);
        for (size_t i = 0; i < b->lists.terms[EPUB_REFERENCES].count; i++)
            buf_join(&name, "\n", b->lists.terms[EPUB_REFERENCES].at[i].entry->key);
    }
    return str_format(b->keep, "urn:uuid:%.*s", STR_ARGS(uuid_of_name(b->keep, buf_text(&name))));
}

/* The picture that the user gives, or one that is drawn. */
static void add_cover(struct book *b) {
    struct str file, bytes;
    if (!job_option_file(b->job, "--cover", &file, &bytes))
        bytes = cover_png(b->keep, b->epub.title, b->epub.creator);
    const struct cover_kind *kind = cover_kind(bytes);
    if (kind)
        b->epub.cover = (struct epub_file){"cover-image", kind->path, kind->media_type,
                                           pack_begin(b->epub.pack)};
    else
        die_usage("%s is no PNG or JPEG picture", str_zero_ended(b->keep, file));
    pack_write(b->epub.cover.file, bytes);
}

static void describe(struct book *b) {
    struct epub_book *epub = &b->epub;
    struct buf counts = buf_in(b->keep);
    epub->sources = arena_make(b->keep, struct str, b->page_count + 1);
    for (size_t i = 0; i < b->page_count; i++) {
        if (b->pages[i].url.len)
            epub->sources[epub->source_count++] = xhtml_line(b->keep, b->pages[i].url);
        if (!epub->date.len)
            epub->date = b->pages[i].read;
    }
    if (b->page_count > 1 && !option_line(b, "--title").len)
        epub->title = str_of(words_get(epub->words, WORD_READING_LIST));
    epub->identifier = identifier_of(b);
    epub->creator = option_line(b, "--creator");
    buf_put(&counts,
            words_fill(b->keep, epub->words, WORD_RESOURCES, str_format(b->keep, "%zu", b->count)));
    if (b->sections > 1)
        buf_join(&counts, ". ",
                 words_fill(b->keep, epub->words, WORD_SECTIONS,
                            str_format(b->keep, "%zu", b->sections)));
    epub->description = buf_text(&counts);
    epub->modified = epub->date.len ? epub->date : S("1980-01-01T00:00:00Z");
}

static void check_for_kindle(struct book *b) {
    static const char languages[] =
#include "formats/kindle-languages.def"
        ;
    struct str language = str_lower(b->keep, b->epub.language);
    if (!str_has_word(str_of(languages), str_part(language, 0, str_find_char(language, '-', 0))))
        diag(
            MSG_KINDLE_LANGUAGE, NULL,
            "a Kindle may refuse a book whose language is \"%.*s\"; if it does, make the pack with "
            "--language en",
            STR_ARGS(b->epub.language));
}

static void run(struct job *job) {
    struct book b = {.job = job, .keep = job->keep, .lists = {.arena = job->keep}};
    b.epub = (struct epub_book){.arena = job->keep,
                                .language =
                                    xhtml_wished_language(job->keep, job_option(job, "--language")),
                                .date = job_moment(job),
                                .pack = pack_new(job->keep, job->out)};
    if (!job_has(job, "--for-kindle"))
        epub_data_start(&b.epub);
    struct record r;
    while (read_record(job, &r))
        gather(&b, &r);
    if (!b.count) {
        diag(MSG_NOTHING_TO_PACK, NULL, "there is no record to make a reading pack of");
        return;
    }
    describe(&b);
    add_cover(&b);
    if (job_has(job, "--for-kindle"))
        check_for_kindle(&b);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        makers[i](&b);
    epub_write(&b.epub);
    pack_finish(b.epub.pack);
}

static const struct card card = {
    .name = "to-epub",
    .purpose = "make a reading pack for e-readers (EPUB 3.3) of records",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".epub",
    .media_type = "application/epub+zip",
    .unasked = true,
    .for_program = "e-readers, tablets and phones",
    .click = "open the file, or send it to the reader",
    .options =
        {
            {"--title", "TEXT", "title of the pack (else the page's)"},
            {"--creator", "NAME", "person or organisation that stands as its author"},
            {"--language", "TAG", "language of the pack (else the page's, else en)"},
            {"--cover", "FILE", "PNG or JPEG picture for the cover (else one is drawn)"},
            {"--for-kindle", NULL, "leave out what Kindle refuses: the files of citation data"},
            {"--identifier", "TEXT", "unique identifier of the pack (else made of the address)"},
        },
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
