/* Makes an EPUB reading pack of records: chapters by section, a bibliography, and what old and new
 * e-readers need to find them. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "formats/annotated.h"
#include "formats/citeas.h"
#include "formats/epub.h"
#include "formats/xhtml.h"
#include "frame/filter.h"
#include "ground/sha1.h"
#include "wrappers/pack.h"

enum { MOST_ENTRIES = 100, MOST_BYTES = 248 * 1000 };

/* A record as the pack shows it. */
struct item {
    struct str key, title, section; /* plain text on one line; the key is made of [A-Za-z0-9-] */
    struct str attributes;          /* of the heading: language and direction */
    struct str body, reference;     /* XHTML */
    struct str order;               /* sorts the bibliography */
    size_t page, group;             /* group: the number of the first with this page and section */
    size_t number, document;
};

struct book {
    struct job *job;
    struct arena *keep;
    struct epub_book epub;
    const struct words *words;
    struct source *pages;
    struct item *items;
    size_t page_count, page_room, count, room, document_room;
    size_t sections, with_address, with_year;
};

/* How the documents of one kind open. */
struct sheet {
    const char *opening;
    enum epub_role role;
    bool front, has_path;
};

#define SHEET(kind, attributes, ...)                                                               \
    static const struct sheet kind##_sheet = {"<section " attributes " aria-labelledby=\"h\">\n",  \
                                              __VA_ARGS__};
#include "formats/epub-sheets.def"

/* Everything of an entry below its heading. */
static struct str body_of(struct book *b, struct record *r, struct str reference) {
    struct buf out = buf_in(b->job->each);
    b->with_address += annotated_put(&out, b->words, r, reference, LINKED_ADDRESSES);
    return str_copy(b->keep, buf_text(&out));
}

/* The reference with its address, as the bibliography has it. */
static struct str listed_reference(struct book *b, struct str reference, struct record *r) {
    struct buf out = buf_in(b->job->each);
    buf_put(&out, reference);
    citeas_address(&out, b->words, r);
    return str_copy(b->keep, buf_text(&out));
}

static struct str heading_attributes(struct book *b, struct str language, struct str title) {
    struct buf out = buf_in(b->keep);
    xhtml_attributes(&out, language, b->epub.language, title);
    return buf_text(&out);
}

static struct str key_of(struct arena *arena, struct str id) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < id.len; i++)
        if (is_alnum(id.at[i]) || id.at[i] == '-')
            buf_char(&out, id.at[i]);
    return buf_text(&out);
}

static void meet_page(struct book *b, const struct source *source) {
    struct arena *keep = b->keep;
    if (source) {
        struct source *page = arena_push(keep, b->pages, b->page_count, &b->page_room);
        page->title = str_copy(keep, xhtml_line(keep, source->title));
        page->url = str_copy(keep, str_trim(source->url));
        page->language = xhtml_language(keep, source->language);
        page->introduction = str_copy(keep, source->introduction);
        page->read = epub_moment(keep, source->read);
    }
    if (b->epub.language.len)
        return;
    struct str wished = xhtml_language(keep, job_option(b->job, "--language"));
    struct str found = b->page_count ? b->pages[0].language : S("");
    b->epub.language = found.len ? found : wished.len ? wished : S("en");
    b->words = words_of(b->epub.language);
}

static void gather(struct book *b, struct record *r) {
    struct arena *keep = b->keep;
    meet_page(b, record_source(r));
    struct str title = xhtml_line(keep, record_take(r, FIELD_TITLE));
    struct buf reference = buf_in(b->job->each);
    citeas_reference(&reference, b->words, r);
    record_take(r, FIELD_TYPE);
    struct item *item = arena_push(keep, b->items, b->count, &b->room);
    *item = (struct item){
        .key = key_of(keep, record_take(r, FIELD_ID)),
        .title = title.len ? title : str_of(words_get(b->words, WORD_NO_TITLE)),
        .section = xhtml_line(keep, record_take(r, FIELD_SECTION)),
        .attributes = heading_attributes(b, record_take(r, FIELD_LANGUAGE), title),
        .body = body_of(b, r, buf_text(&reference)),
        .reference = listed_reference(b, buf_text(&reference), r),
        .order = str_copy(keep, citeas_order(b->job->each, r)),
        .page = b->page_count,
        .number = b->count,
    };
    b->with_year += r->field[FIELD_ISSUED].date.count > 0;
}

static int by_number(const struct item *x, const struct item *y) {
    return x->number < y->number ? -1 : x->number > y->number;
}

/* By page and section as long as there are no groups. */
static int by_group(const void *a, const void *b) {
    const struct item *x = a, *y = b;
    int order = (x->group > y->group) - (x->group < y->group);
    if (!order)
        order = (x->page > y->page) - (x->page < y->page);
    if (!order)
        order = str_compare(x->section, y->section);
    return order ? order : by_number(x, y);
}

static int by_order(const void *a, const void *b) {
    const struct item *x = a, *y = b;
    int order = str_compare(x->order, y->order);
    return order ? order : by_number(x, y);
}

static int by_key(const void *a, const void *b) {
    const struct item *x = a, *y = b;
    int order = str_compare(x->key, y->key);
    return order ? order : by_number(x, y);
}

/* Brings the entries of a section together, sections in the order in which they begin, and numbers
 * the entries anew. */
static void group(struct book *b) {
    struct item *items = b->items;
    qsort(items, b->count, sizeof *items, by_group);
    for (size_t i = 0; i < b->count; i++) {
        bool same = i && items[i - 1].page == items[i].page &&
                    str_equal(items[i - 1].section, items[i].section);
        items[i].group = same ? items[i - 1].group : items[i].number;
        b->sections += !same && items[i].section.len;
    }
    qsort(items, b->count, sizeof *items, by_group);
    for (size_t i = 0; i < b->count; i++)
        items[i].number = i + 1;
}

/* True for a key that may be confused with one that was made here: "h", "KEY-t", "KEY-12". */
static bool is_risky(struct str key) {
    if (!key.len || str_equal(key, S("h")) || str_ends(key, S("-t")))
        return true;
    struct str digits = key;
    while (digits.len && is_digit(digits.at[digits.len - 1]))
        digits.len--;
    return digits.len < key.len && str_ends(digits, S("-"));
}

/* Gives a key of its own to each entry that has none: the number behind the last "-" is unique. */
static void settle_keys(struct book *b) {
    qsort(b->items, b->count, sizeof *b->items, by_key);
    struct str last = S("");
    for (size_t i = 0; i < b->count; i++) {
        struct item *item = &b->items[i];
        struct str key = item->key;
        bool taken = str_equal(key, last);
        last = key;
        if (!taken && !is_risky(key))
            continue;
        struct buf out = buf_in(b->keep);
        for (size_t c = 0; c < key.len; c++)
            if (key.at[c] != '-')
                buf_char(&out, key.at[c]);
        buf_format(&out, "%s-%zu", out.len ? "" : "entry", item->number);
        item->key = buf_text(&out);
    }
    qsort(b->items, b->count, sizeof *b->items, by_group);
}

static void put_count(struct buf *out, size_t count) {
    buf_format(out, "%zu resource%s", count, count == 1 ? "" : "s");
}

static struct str counted(struct book *b) {
    struct buf out = buf_in(b->keep);
    put_count(&out, b->count);
    if (b->sections > 1)
        buf_format(&out, " in %zu sections", b->sections);
    buf_char(&out, '.');
    return buf_text(&out);
}

static struct buf begin(struct book *b, const struct sheet *sheet, struct str title) {
    struct buf out = buf_in(b->keep);
    struct str heading = title, above = S("");
    for (size_t at = 0; sheet->has_path && (at = str_find(title, S(" > "), at)) != STR_NONE; at++) {
        above = str_part(title, 0, at);
        heading = str_from(title, at + 3);
    }
    xhtml_open(&out, b->epub.language, title, "../css/pack.css");
    buf_puts(&out, sheet->opening);
    if (above.len)
        xhtml_element(&out, "<p class=\"path\">", above, "</p>\n");
    xhtml_element(&out, "<h1 id=\"h\">", heading, "</h1>\n");
    return out;
}

static struct epub_document *end(struct book *b, const struct sheet *sheet, struct str name,
                                 struct str label, struct buf *out) {
    buf_puts(out, "</section>\n");
    xhtml_close(out);
    struct epub_document *document =
        arena_push(b->keep, b->epub.documents, b->epub.document_count, &b->document_room);
    *document = (struct epub_document){.name = name,
                                       .label = label,
                                       .role = sheet->role,
                                       .front = sheet->front,
                                       .text = buf_text(out)};
    return document;
}

static struct str part_title(struct book *b, struct str title, size_t part) {
    return part == 1 ? title : str_format(b->keep, "%.*s, part %zu", STR_ARGS(title), part);
}

/* The day of a moment, as people write it, between two pieces of markup; nothing where there is
 * none.
 */
static void put_day(struct buf *out, const struct words *words, const char *before,
                    struct str moment, const char *after) {
    struct date date = {.count = 1};
    if (!moment.len)
        return;
    for (int i = 0; i < 3; i++)
        date.part[0][i] =
            (int)str_number(str_part(moment, i ? 2 + 3 * (size_t)i : 0, i ? 4 + 3 * (size_t)i : 4));
    buf_puts(out, before);
    citeas_date(out, words, date);
    buf_puts(out, after);
}

static void title_page(struct book *b) {
    struct buf out = begin(b, &title_sheet, b->epub.title);
    if (b->epub.creator.len)
        xhtml_element(&out, "<p>", b->epub.creator, "</p>\n");
    xhtml_element(&out, "<p>", counted(b), "</p>\n");
    if (b->page_count)
        put_day(&out, b->words, "<p>As read on ", b->pages[0].read, ".</p>\n");
    /* The package's own dc:title has the identifier "title". */
    end(b, &title_sheet, S("title"), S("Title page"), &out)->id = "title-page";
}

static void put_page(struct buf *out, const struct words *words, const struct source *page) {
    if (page->title.len)
        xhtml_element(out, "<dt>Source page</dt>\n<dd>", page->title, "</dd>\n");
    if (page->url.len) {
        buf_puts(out, "<dt>Address</dt>\n<dd>");
        xhtml_link(out, page->url, S(""));
        buf_puts(out, "</dd>\n");
    }
    put_day(out, words, "<dt>Read on</dt>\n<dd>", page->read, "</dd>\n");
}

static void about_page(struct book *b) {
    struct str title = S("About this pack");
    struct buf out = begin(b, &about_sheet, title);
    for (size_t i = 0; i < b->page_count; i++)
        xhtml_paragraphs(&out, b->pages[i].introduction, "introduction");
    buf_puts(&out, "<dl>\n");
    for (size_t i = 0; i < b->page_count; i++)
        put_page(&out, b->words, &b->pages[i]);
    buf_puts(&out, "<dt>Resources</dt>\n<dd>");
    put_count(&out, b->count);
    buf_format(&out, ", %zu with an address, %zu with a year</dd>\n</dl>\n", b->with_address,
               b->with_year);
    end(b, &about_sheet, S("about"), title, &out);
}

static struct str entry_of(struct book *b, const struct item *item) {
    struct buf out = buf_in(b->keep);
    buf_format(&out, "<article class=\"entry\" aria-labelledby=\"%.*s-t\">\n", STR_ARGS(item->key));
    buf_format(&out, "<h2 id=\"%.*s-t\"%.*s><span id=\"%.*s\">%zu.</span> ", STR_ARGS(item->key),
               STR_ARGS(item->attributes), STR_ARGS(item->key), item->number);
    xhtml_element(&out, "", item->title, "</h2>\n");
    buf_put(&out, item->body);
    buf_puts(&out, "</article>\n");
    return buf_text(&out);
}

/* The title of an entry's chapter; the pack's own title in front of a path says nothing new. */
static struct str chapter_title(struct book *b, const struct item *item) {
    struct str title = item->section, own = b->epub.title;
    if (!title.len && item->page)
        title = b->pages[item->page - 1].title;
    if (str_starts(title, own) && str_starts(str_from(title, own.len), S(" > ")))
        title = str_from(title, own.len + 3);
    return title.len ? title : own;
}

/* One document of a section from entry `from` on, as far as it may grow; gives the entry after. */
static size_t chapter(struct book *b, size_t from, struct str title) {
    struct buf out = begin(b, &chapter_sheet, title);
    struct epub_point *points = arena_make(b->keep, struct epub_point, MOST_ENTRIES);
    size_t i = from;
    for (; i < b->count && i - from < MOST_ENTRIES; i++) {
        struct item *item = &b->items[i];
        struct str entry = entry_of(b, item);
        bool full = i > from && out.len + entry.len > MOST_BYTES;
        if (full || item->group != b->items[from].group)
            break;
        buf_put(&out, entry);
        item->document = b->epub.document_count;
        points[i - from] = (struct epub_point){
            item->key, str_format(b->keep, "%zu. %.*s", item->number, STR_ARGS(item->title))};
    }
    struct epub_document *document = end(b, &chapter_sheet, S(""), title, &out);
    document->points = points;
    document->point_count = i - from;
    return i;
}

static void chapters(struct book *b) {
    size_t first = b->epub.document_count, part = 1;
    for (size_t i = 0, next; i < b->count; i = next) {
        next = chapter(b, i, part_title(b, chapter_title(b, &b->items[i]), part));
        bool goes_on = next < b->count && b->items[next].group == b->items[i].group;
        part = goes_on ? part + 1 : 1;
    }
    size_t count = b->epub.document_count - first;
    int digits = count < 100 ? 2 : count < 1000 ? 3 : count < 10000 ? 4 : 9;
    for (size_t i = 0; i < count; i++)
        b->epub.documents[first + i].name = str_format(b->keep, "s%0*zu", digits, i + 1);
}

static void put_reference(struct book *b, struct buf *out, const struct item *item) {
    buf_format(out, "<li id=\"b-%.*s\">", STR_ARGS(item->key));
    buf_put(out, item->reference);
    buf_format(out,
               " [<a href=\"%.*s.xhtml#%.*s\" role=\"doc-backlink\">Annotation %zu</a>]</li>\n",
               STR_ARGS(b->epub.documents[item->document].name), STR_ARGS(item->key), item->number);
}

static void bibliography(struct book *b) {
    qsort(b->items, b->count, sizeof *b->items, by_order);
    for (size_t i = 0, part = 1; i < b->count; part++) {
        struct str title = part_title(b, S("Bibliography"), part);
        struct str id =
            part == 1 ? S("bibliography") : str_format(b->keep, "bibliography-%zu", part);
        struct buf out = begin(b, &bibliography_sheet, title);
        buf_puts(&out, "<ul class=\"references\">\n");
        size_t from = i;
        while (i < b->count && (i == from || out.len + b->items[i].reference.len < MOST_BYTES))
            put_reference(b, &out, &b->items[i++]);
        buf_puts(&out, "</ul>\n");
        end(b, &bibliography_sheet, id, title, &out);
    }
}

static void colophon(struct book *b) {
    struct buf out = begin(b, &colophon_sheet, S("Colophon"));
    buf_puts(&out, "<p>Made by refmill " REFMILL_VERSION ".</p>\n");
    end(b, &colophon_sheet, S("colophon"), S("Colophon"), &out);
}

/* The documents of a pack, in reading order. */
static void (*const makers[])(struct book *) = {
    title_page, about_page, chapters, bibliography, colophon,
};

static struct str option_line(struct book *b, const char *name) {
    return xhtml_line(b->keep, job_option(b->job, name));
}

static struct str title_of(struct book *b) {
    struct str title = option_line(b, "--title");
    for (size_t i = 0; i < b->page_count && !title.len; i++)
        title = b->pages[i].title;
    for (size_t i = 0; i < b->count && !title.len; i++) {
        struct str section = b->items[i].section;
        title = str_part(section, 0, str_find(section, S(" > "), 0));
    }
    return title.len ? title : S("Reading list");
}

/* The same page gives the same book, whoever makes it. */
static struct str identifier_of(struct book *b) {
    struct str wished = option_line(b, "--identifier");
    if (wished.len)
        return wished;
    struct buf name = buf_in(b->keep);
    for (size_t i = 0; i < b->epub.source_count; i++)
        buf_format(&name, "%s%.*s", i ? "\n" : "", STR_ARGS(b->epub.sources[i]));
    if (!name.len) {
        buf_put(&name, b->epub.title);
        for (size_t i = 0; i < b->count; i++)
            buf_format(&name, "\n%.*s", STR_ARGS(b->items[i].key));
    }
    return str_format(b->keep, "urn:uuid:%.*s", STR_ARGS(uuid_of_name(b->keep, buf_text(&name))));
}

/* SOURCE_DATE_EPOCH as a moment, or nothing where it is not set. */
static struct str wished_moment(struct arena *arena) {
    const char *seconds = getenv("SOURCE_DATE_EPOCH");
    if (!seconds || !*seconds)
        return S("");
    char *rest;
    struct tm t;
    errno = 0;
    time_t value = strtoll(seconds, &rest, 10);
    if (errno || *rest || !gmtime_r(&value, &t) || t.tm_year < -1900 || t.tm_year > 9999 - 1900)
        die_usage("SOURCE_DATE_EPOCH is no number of seconds: %s", seconds);
    return str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900, t.tm_mon + 1,
                      t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
}

static void describe(struct book *b) {
    struct epub_book *epub = &b->epub;
    epub->sources = arena_make(b->keep, struct str, b->page_count + 1);
    for (size_t i = 0; i < b->page_count; i++) {
        if (b->pages[i].url.len)
            epub->sources[epub->source_count++] = xhtml_line(b->keep, b->pages[i].url);
        if (!epub->date.len)
            epub->date = b->pages[i].read;
    }
    epub->title = title_of(b);
    epub->identifier = identifier_of(b);
    epub->creator = option_line(b, "--creator");
    epub->description = counted(b);
    epub->modified = epub->date.len ? epub->date : S("1980-01-01T00:00:00Z");
}

static void run(struct job *job) {
    struct book b = {.job = job, .keep = job->keep};
    b.epub.date = wished_moment(job->keep);
    struct str language = job_option(job, "--language");
    if (language.len && xhtml_language(job->keep, language).len != language.len)
        die_usage("%s is no language tag (such as en-GB)", str_zero_ended(job->keep, language));
    struct record r;
    while (read_record(job, &r))
        gather(&b, &r);
    if (!b.count) {
        diag(MSG_NOTHING_TO_PACK, NULL, "there is no record to make a reading pack of");
        return;
    }
    group(&b);
    describe(&b);
    settle_keys(&b);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        makers[i](&b);
    struct pack *pack = pack_new(job->keep, job->out);
    epub_write(job->keep, &b.epub, pack);
    pack_finish(pack);
}

static const struct card card = {
    .name = "to-epub",
    .purpose = "makes a reading pack for e-readers (EPUB 3.3) of records",
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
            {"--language", "TAG", "language of the pack where the page states none (else en)"},
            {"--identifier", "TEXT", "unique identifier of the pack (else made of the address)"},
        },
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
