/* Writes a page of records that can stand in place of the old one: for people, and for programs
 * that save what they find on a page. */
#include "formats/annotated.h"
#include "formats/citeas.h"
#include "formats/pieces.h"
#include "formats/xhtml.h"
#include "frame/filter.h"

enum { MOST_SECTIONS = 4 }; /* inside each other: <h2> to <h5>; entries have up to <h6> */

/* A page as far as it is written. */
struct page {
    struct job *job;
    struct str title, url, language;
    const struct words *words;
    struct buf section; /* the headings of the open sections, joined by " > " */
    size_t depth;       /* how many sections are open */
    struct json *keys;  /* those of the entries so far */
    struct buf list;    /* the entries as JSON-LD: readers look for one list in one block */
};

#define TEXT(name, text) static const char name[] = text;
#include "formats/html-texts.def"

static const char style[] =
#include "formats/html-style.def"
    ;

static const struct {
    enum field field;
    const char *journal, *other, *property;
} values[] = {
#define VALUE(field, ...) {FIELD_##field, __VA_ARGS__},
#include "formats/html-values.def"
};

static const struct {
    const char *type, *property;
    enum field field;
} wholes[] = {
#define WHOLE(type, property, field) {type, property, FIELD_##field},
#include "formats/html-wholes.def"
};

static const struct kind {
    struct str csl, type, container;
} kinds[] = {
#define KIND(csl, type, container) {S(csl), S(type), S(container)},
#include "formats/html-types.def"
};

enum { VALUES = sizeof values / sizeof *values, WHOLES = sizeof wholes / sizeof *wholes };

/* A field as programs are given it; of addresses, those that work anywhere. */
static struct str value_of(struct arena *arena, struct record *r, enum field field) {
    if (field == FIELD_URL && !piece_is_address(record_take(r, field)))
        return S("");
    return xhtml_line(arena, piece_value(arena, r, field));
}

/* "&KEY=VALUE" as it stands in an attribute; the key may have the beginning of the value with it.
 */
static void put_pair(struct buf *out, const char *key, struct str value) {
    value = xhtml_line(out->arena, value);
    if (!value.len || !key)
        return;
    buf_format(out, "&amp;%s", key);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        if (is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~')
            buf_char(out, c);
        else
            buf_format(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

/* Names for Zotero, which splits one without a comma at its last blank, drops what stands behind a
 * second comma, and knows organisations only among authors. */
static void put_people(struct buf *out, struct record *r, enum field field) {
    struct names names = record_take_names(r, field);
    for (size_t i = 0; i < names.count; i++) {
        const struct name *name = &names.at[i];
        bool body = piece_is_organisation(name), author = field == FIELD_AUTHOR;
        struct str family = body ? piece_name(out->arena, name) : piece_family(out->arena, name);
        struct str given = piece_given(out->arena, name);
        struct str suffix = piece_line(out->arena, name->suffix);
        struct str whole = str_format(out->arena, "%.*s, %.*s %.*s", STR_ARGS(family),
                                      STR_ARGS(given), STR_ARGS(suffix));
        put_pair(out,
                 !author ? "rft.contributor="
                 : body  ? "rft.aucorp="
                         : "rft.au=",
                 body && author ? family : whole);
    }
}

/* The entry as COinS (OpenURL ContextObjects in Spans; Z39.88-2004, key/encoded-value). Zotero
 * takes its own word for the type, but for the keys behind it then knows other meanings: it comes
 * last. */
static void put_coins(struct buf *out, struct record *r, struct tags tags) {
    struct arena *arena = out->arena;
    const struct type *type = piece_type(record_take(r, FIELD_TYPE));
    bool journal = type && str_equal(str_of(type->zotero), S("journalArticle"));
    buf_format(out, "<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004&amp;rft_val_fmt=");
    buf_format(out, "info%%3Aofi%%2Ffmt%%3Akev%%3Amtx%%3A%s", journal ? "journal" : "dc");
    for (size_t i = 0; i < VALUES; i++)
        put_pair(out, journal ? values[i].journal : values[i].other,
                 value_of(arena, r, values[i].field));
    put_people(out, r, FIELD_AUTHOR);
    put_people(out, r, FIELD_EDITOR);
    put_people(out, r, FIELD_TRANSLATOR);
    for (size_t i = 0; i < tags.count; i++)
        put_pair(out, "rft.subject=", tags.at[i]);
    put_pair(out, journal ? "rft.genre=" : "rft.type=",
             journal ? S("article") : str_of(type ? type->zotero : "document"));
    buf_puts(out, "\"></span>\n");
}

static void put_text(struct arena *arena, struct json *object, const char *name, struct str text) {
    json_put_text(arena, object, str_of(name), xhtml_line(arena, text));
}

static struct json *thing(struct arena *arena, struct str type) {
    struct json *object = json_new_object(arena);
    put_text(arena, object, "@type", type);
    return object;
}

/* Puts names as persons and organisations. */
static void add_people(struct arena *arena, struct json *item, struct record *r, enum field field) {
    struct names names = record_take_names(r, field);
    struct json *array = json_new_array(arena);
    for (size_t i = 0; i < names.count; i++) {
        const struct name *name = &names.at[i];
        bool body = piece_is_organisation(name);
        struct str family = piece_family(arena, name), given = piece_given(arena, name);
        struct str suffix = piece_line(arena, name->suffix);
        struct str whole = str_format(arena, "%.*s %.*s %.*s", STR_ARGS(given), STR_ARGS(family),
                                      STR_ARGS(suffix));
        struct json *person = thing(arena, body ? S("Organization") : S("Person"));
        put_text(arena, person, "name", body ? name->literal : whole);
        put_text(arena, person, "familyName", family);
        put_text(arena, person, "givenName", given);
        put_text(arena, person, "honorificSuffix", suffix);
        json_append(array, person);
    }
    if (names.count)
        json_put(item, str_of(field_key(field)), array);
}

/* Puts what the work is part of: an issue of a volume of a periodical. */
static void add_wholes(struct arena *arena, struct json *item, struct record *r,
                       struct str container) {
    for (size_t i = 0; i < WHOLES; i++) {
        struct str text = value_of(arena, r, wholes[i].field);
        if (!text.len)
            continue;
        struct json *whole = thing(arena, wholes[i].type ? str_of(wholes[i].type) : container);
        put_text(arena, whole, wholes[i].property, text);
        if (wholes[i].field == FIELD_CONTAINER_TITLE)
            put_text(arena, whole, "issn", value_of(arena, r, FIELD_ISSN));
        json_put(item, S("isPartOf"), whole);
        item = whole;
    }
}

/* The entry as JSON-LD in the words of schema.org. */
static struct json *item_of(struct arena *arena, struct record *r, struct tags tags) {
    static const struct kind other = {S(""), S("CreativeWork"), S("CreativeWork")};
    const struct kind *kind = STR_ROW(record_take(r, FIELD_TYPE), kinds);
    kind = kind ? kind : &other;
    struct json *item = thing(arena, kind->type), *words = json_new_array(arena);
    struct json *publisher = thing(arena, S("Organization"));
    for (size_t i = 0; i < VALUES; i++)
        if (values[i].property)
            put_text(arena, item, values[i].property, value_of(arena, r, values[i].field));
    add_people(arena, item, r, FIELD_AUTHOR);
    add_people(arena, item, r, FIELD_EDITOR);
    add_people(arena, item, r, FIELD_TRANSLATOR);
    add_wholes(arena, item, r, kind->container);
    put_text(arena, publisher, "name", value_of(arena, r, FIELD_PUBLISHER));
    put_text(arena, publisher, "location", value_of(arena, r, FIELD_PUBLISHER_PLACE));
    if (record_has(r, FIELD_PUBLISHER) || record_has(r, FIELD_PUBLISHER_PLACE))
        json_put(item, S("publisher"), publisher);
    for (size_t i = 0; i < tags.count; i++)
        json_append(words, json_new_text(arena, xhtml_line(arena, tags.at[i])));
    if (tags.count)
        json_put(item, S("keywords"), words);
    return item;
}

/* JSON in a <script>, which some texts would end or open anew with a "<". */
static void put_data(struct buf *out, const struct json *value) {
    struct buf data = buf_in(out->arena);
    json_write(&data, value);
    buf_put(out, piece_replaced(out->arena, buf_text(&data), "<", "\\u003c"));
}

static void add_to_list(struct page *p, struct record *r, struct tags tags) {
    struct arena *arena = p->job->each;
    struct buf data = buf_in(arena);
    struct json *member = thing(arena, S("ListItem"));
    json_put_size(arena, member, S("position"), p->job->count);
    json_put(member, S("item"), item_of(arena, r, tags));
    put_data(&data, member);
    buf_join(&p->list, ",\n", buf_text(&data));
}

/* Takes the next heading off a section; the last that has room is all the rest. */
static bool next_heading(struct str *section, size_t depth, struct str *heading) {
    size_t end = depth + 1 < MOST_SECTIONS ? str_find(*section, S(" > "), 0) : STR_NONE;
    *heading = str_part(*section, 0, end);
    *section = end == STR_NONE ? S("") : str_from(*section, end + 3);
    return heading->len > 0;
}

/* Closes the sections that the entry is not in, and opens those that it is. */
static void enter(struct page *p, struct buf *out, struct str section) {
    struct str before = buf_text(&p->section), after = section, whole = section, old, heading;
    size_t depth = 0;
    while (next_heading(&before, depth, &old) && next_heading(&after, depth, &heading) &&
           str_equal(old, heading)) {
        depth++;
        section = after;
    }
    for (; p->depth > depth; p->depth--)
        buf_puts(out, "</section>\n");
    for (; next_heading(&section, p->depth, &heading); p->depth++) {
        buf_format(out, "<section>\n<h%zu", p->depth + 2);
        xhtml_attributes(out, S(""), S(""), heading);
        xhtml_element(out, ">", heading, "</h");
        buf_format(out, "%zu>\n", p->depth + 2);
    }
    p->section.len = 0;
    buf_put(&p->section, whole);
}

/* The record's key as it may stand in an address, once on a page: links to entries last as long as
 * their keys. */
static struct str key_of(struct page *p, struct str id) {
    struct buf key = buf_in(p->job->each);
    for (size_t i = 0; i < id.len; i++)
        if (is_alnum(id.at[i]) || id.at[i] == '-' || id.at[i] == '_')
            buf_char(&key, id.at[i]);
    while (!key.len || json_get(p->keys, str_zero_ended(p->job->each, buf_text(&key))))
        buf_format(&key, "%s-%zu", key.len ? "" : "entry", p->job->count);
    json_put(p->keys, buf_text(&key), json_new_true(p->job->keep));
    return buf_text(&key);
}

/* The title as a heading, linked. */
static void put_title(struct page *p, struct buf *out, struct record *r) {
    struct str title = xhtml_line(out->arena, record_take(r, FIELD_TITLE));
    buf_format(out, "<h%zu class=\"title\"", p->depth + 2);
    xhtml_attributes(out, record_take(r, FIELD_LANGUAGE), p->language, title);
    buf_char(out, '>');
    bool linked = xhtml_anchor(out, record_take(r, FIELD_URL));
    if (title.len)
        xhtml_text(out, title);
    else
        words_put(out, p->words, WORD_NO_TITLE);
    buf_puts(out, linked ? "</a>" : "");
    buf_format(out, "</h%zu>\n", p->depth + 2);
}

static void put_entry(struct page *p, struct record *r) {
    struct arena *arena = p->job->each;
    struct buf out = buf_in(arena), reference = buf_in(arena);
    struct tags tags = piece_tags(arena, r);
    enter(p, &out, xhtml_line(arena, record_take(r, FIELD_SECTION)));
    buf_format(&out, "<article id=\"%.*s\">\n", STR_ARGS(key_of(p, record_take(r, FIELD_ID))));
    put_title(p, &out, r);
    citeas_reference(&reference, p->words, r);
    annotated_put(&out, p->words, r, buf_text(&reference), LINKED_WORDS);
    put_coins(&out, r, tags);
    buf_puts(&out, "</article>\n");
    add_to_list(p, r, tags);
    buf_put(p->job->out, buf_text(&out));
}

/* What the old page says of itself. */
static void put_header(struct page *p, struct buf *out, const struct source *source,
                       struct str title) {
    buf_puts(out, "<header>\n<h1");
    xhtml_attributes(out, S(""), S(""), title);
    xhtml_element(out, ">", title, "</h1>\n");
    xhtml_paragraphs(out, source->introduction, "introduction");
    if (source->url.len) {
        buf_puts(out, "<p class=\"source\">");
        words_label(out, p->words, WORD_SOURCE_PAGE);
        xhtml_link(out, str_trim(source->url), S(""));
        if (source->read.len) {
            buf_puts(out, " (");
            words_label(out, p->words, WORD_READ_ON);
            xhtml_element(out, "", source->read, ")");
        }
        buf_puts(out, "</p>\n");
    }
    buf_puts(out, "</header>\n");
}

static struct str title_of(struct page *p, const struct source *source, struct str section) {
    struct str titles[] = {p->title.len ? S("") : job_option(p->job, "--title"), source->title,
                           str_part(section, 0, str_find(section, S(" > "), 0))};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct str title = str_copy(p->job->keep, xhtml_line(p->job->each, titles[i]));
        if (title.len)
            return title;
    }
    return str_of(words_get(p->words, WORD_READING_LIST));
}

/* The language of the page is that of the first old one, else the one that is wished for. */
static void settle_language(struct page *p, const struct source *source) {
    struct str found = xhtml_language(p->job->keep, source->language);
    if (found.len)
        p->language = found;
    p->words = words_of(p->language);
}

/* A text inside a string of CSS, from which neither the string nor the sheet can end (CSS Syntax
 * Module 3, 4.3.7). */
static void put_quoted(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '"' || text.at[i] == '\\' || text.at[i] == '<')
            buf_format(out, "\\%x ", (unsigned)text.at[i]);
        else
            buf_char(out, text.at[i]);
}

static void put_head(struct page *p, struct buf *out, const struct source *source,
                     struct str title) {
    struct arena *keep = p->job->keep;
    p->title = str_copy(keep, title);
    if (piece_is_address(source->url))
        p->url = piece_address(keep, source->url);
    buf_format(out, head, STR_ARGS(p->language),
               xhtml_is_leftward_language(p->language) ? "rtl" : "ltr");
    buf_puts(out, style);
    put_quoted(out, title);
    buf_puts(out, style_end);
    xhtml_element(out, "<title>", title, "</title>\n");
    buf_puts(out, head_end);
}

/* Begins the page; where records of several pages come, each has its header. */
static void begin(struct page *p, const struct source *source, struct str section) {
    struct buf out = buf_in(p->job->keep);
    bool first = !p->title.len;
    if (first)
        settle_language(p, source);
    struct str title = title_of(p, source, section);
    enter(p, &out, S(""));
    if (first)
        put_head(p, &out, source, title);
    put_header(p, &out, source, title);
    buf_put(p->job->out, buf_text(&out));
}

/* The end of the page, with the list. */
static void put_tail(struct page *p) {
    struct arena *keep = p->job->keep;
    struct buf *out = p->job->out, data = buf_in(keep);
    struct json *list = json_new_object(keep);
    put_text(keep, list, "@context", S("https://schema.org"));
    put_text(keep, list, "@type", S("ItemList"));
    put_text(keep, list, "name", p->title);
    put_text(keep, list, "url", p->url);
    json_put_size(keep, list, S("numberOfItems"), p->job->count);
    put_data(&data, list);
    enter(p, out, S(""));
    buf_puts(out, list_head);
    buf_put(out, str_part(buf_text(&data), 0, data.len - 1));
    buf_puts(out, ",\"itemListElement\":[\n");
    buf_put(out, buf_text(&p->list));
    buf_puts(out, list_end);
}

static void run(struct job *job) {
    static const struct source nothing = {0};
    struct str wished = xhtml_wished_language(job->keep, job_option(job, "--language"));
    struct page p = {.job = job,
                     .language = wished.len ? wished : S("en"),
                     .section = buf_in(job->keep),
                     .keys = json_new_object(job->keep),
                     .list = buf_in(job->keep)};
    struct record r;
    while (read_record(job, &r)) {
        const struct source *source = record_source(&r);
        if (source || !p.title.len)
            begin(&p, source ? source : &nothing, r.field[FIELD_SECTION].text);
        put_entry(&p, &r);
    }
    if (!p.title.len)
        begin(&p, &nothing, S(""));
    put_tail(&p);
}

static const struct card card = {
    .name = "to-html",
    .purpose = "write a web page of records that can take the place of the old one",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".clean.html",
    .media_type = "text/html",
    .unasked = true,
    .for_program = "a web site, and printing",
    .click = "put it where the old page was; in a browser, Zotero's button saves all its entries",
    .options =
        {
            {"--title", "TEXT", "title of the page (else the old page's)"},
            {"--language", "TAG", "language of the page where the old one states none (else en)"},
        },
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
