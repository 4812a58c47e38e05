/* An annotated entry as XHTML. */
#include "formats/annotated.h"

#include "formats/citeas.h"
#include "formats/href.h"
#include "formats/xhtml.h"
#include "knowledge/labels.h"

static void end_label(struct buf *out, const struct words *words) {
    buf_format(out, "%s</span> ", words_get(words, WORD_COLON));
}

/* A label in the page's words, or in ours. */
static void put_label(struct buf *out, const struct words *words, struct str label) {
    xhtml_element(out, "<span class=\"label\">", str_trim_end(label, ": "), "");
    end_label(out, words);
}

static void put_own_label(struct buf *out, const struct words *words, enum word word) {
    words_element(out, "<span class=\"label\">", words, word, "");
    end_label(out, words);
}

/* Links the page's words, "Diagram: the six circles"; beside others "click here" says nothing.
 * False where there are no words, or nothing to link. */
static bool put_words(struct buf *out, struct str lead, struct str label, struct str href) {
    struct buf words = buf_in(out->arena);
    buf_put(&words, str_trim_end(lead, ": "));
    if (label.len && !label_is_generic(label))
        buf_join(&words, ": ", label);
    if (!words.len || !xhtml_anchor(out, href))
        return false;
    xhtml_element(out, "", buf_text(&words), "</a>");
    return true;
}

/* One line for one link: the page's words for it and the address, or the words alone, linked. */
static void put_link(struct buf *out, const struct words *words, struct str lead, struct str label,
                     struct str href, enum annotated_links shown) {
    lead = xhtml_line(out->arena, lead);
    label = xhtml_line(out->arena, label);
    if (str_equal(label, href))
        label = S("");
    buf_puts(out, "<p class=\"where\">");
    if (shown == LINKED_ADDRESSES || !put_words(out, lead, label, href)) {
        if (lead.len || label.len)
            put_label(out, words, lead.len ? lead : label);
        else
            put_own_label(out, words, WORD_ADDRESS);
        if (lead.len && label.len)
            xhtml_element(out, "", label, " ");
        xhtml_link(out, href, S(""));
    }
    buf_puts(out, "</p>\n");
}

/* The DOI as the address that resolves it, unless the record's own address has it in it. */
static bool put_doi(struct buf *out, const struct words *words, struct str doi, struct str url) {
    doi = xhtml_line(out->arena, doi);
    if (!doi.len || str_find_fold(url, doi, 0) != STR_NONE)
        return false;
    buf_puts(out, "<p class=\"where\">");
    put_own_label(out, words, WORD_DOI);
    xhtml_link(out, href_of_doi(out->arena, doi), doi);
    buf_puts(out, "</p>\n");
    return true;
}

/* All links of the entry; false where it has none. */
static bool put_links(struct buf *out, const struct words *words, struct record *r,
                      enum annotated_links shown) {
    struct str url = record_take(r, FIELD_URL), lead = record_take(r, FIELD_LEAD), href;
    struct links links = record_take_links(r);
    bool in_heading = shown == LINKED_WORDS && href_clean(out->arena, url, &href);
    if (url.len && (lead.len || !in_heading))
        put_link(out, words, lead, S(""), url, shown);
    for (size_t i = 0; i < links.count; i++)
        put_link(out, words, links.at[i].lead, links.at[i].label, links.at[i].href, shown);
    bool linked = put_doi(out, words, record_take(r, FIELD_DOI), url) || url.len || links.count;
    if (!linked && shown == LINKED_ADDRESSES)
        words_element(out, "<p class=\"where\">", words, WORD_NO_ADDRESS, "</p>\n");
    return linked;
}

static const struct {
    enum field field;
    enum word label;
} details[] = {
#define DETAIL(id) {FIELD_##id, WORD_##id},
#include "formats/annotated.def"
};

static void put_value(struct buf *out, const struct words *words, struct record *r,
                      enum field field) {
    if (field_kind(field) == KIND_NAMES)
        citeas_names(out, words, record_take_names(r, field));
    else if (field_kind(field) == KIND_DATE)
        citeas_date(out, words, record_take_date(r, field));
    else
        xhtml_text(out, record_take(r, field));
}

/* True where the byline or the reference has the field already. */
static bool is_said(const struct record *r, enum field field) {
    if (field == FIELD_EDITOR)
        return !record_has(r, FIELD_AUTHOR) || record_has(r, FIELD_CONTAINER_TITLE);
    return field == FIELD_STATUS && !record_has(r, FIELD_ISSUED);
}

/* What has no place in the other lines of an entry. */
static void put_details(struct buf *out, const struct words *words, struct record *r) {
    size_t start = out->len;
    for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
        enum field field = details[i].field;
        if (!record_has(r, field) || is_said(r, field))
            continue;
        buf_puts(out, out->len == start ? "<p class=\"more\">" : "; ");
        put_own_label(out, words, details[i].label);
        put_value(out, words, r, field);
    }
    if (out->len > start)
        buf_puts(out, "</p>\n");
}

bool annotated_put(struct buf *out, const struct words *words, struct record *record,
                   struct str reference, enum annotated_links links) {
    buf_puts(out, "<p class=\"byline\">");
    citeas_byline(out, words, record);
    buf_puts(out, "</p>\n");
    xhtml_paragraphs(out, record_take(record, FIELD_ABSTRACT), "annotation");
    xhtml_paragraphs(out, record_take(record, FIELD_NOTE), "note");
    bool linked = put_links(out, words, record, links);
    put_details(out, words, record);
    buf_puts(out, "<p class=\"cite\">");
    put_own_label(out, words, WORD_CITE_AS);
    buf_put(out, reference);
    buf_puts(out, "</p>\n");
    return linked;
}
