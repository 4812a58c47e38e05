/* Citation data in a book. */
#include "formats/epub_data.h"

#include "formats/bibtex.h"
#include "formats/csljson.h"
#include "formats/ris.h"
#include "formats/words.h"
#include "wrappers/pack.h"

enum { BIBTEX, CSLJSON, RIS, FILES }; /* as their names are sorted */

static const struct {
    struct epub_file file;
    enum word purpose;
} files[FILES] = {
    [RIS] = {{"data-ris", "data/records.ris", "application/x-research-info-systems", NULL},
             WORD_DATA_RIS},
    [BIBTEX] = {{"data-bib", "data/records.bib", "application/x-bibtex", NULL}, WORD_DATA_BIBTEX},
    [CSLJSON] = {{"data-json", "data/records.json", "application/vnd.citationstyles.csl+json",
                  NULL},
                 WORD_DATA_CSL},
};

void epub_data_start(struct epub_book *book) {
    for (size_t i = 0; i < FILES; i++) {
        book->data[i] = files[i].file;
        book->data[i].file = pack_begin(book->pack);
    }
    book->data_count = FILES;
}

void epub_data_put(struct epub_book *book, struct arena *each, struct record *record,
                   size_t number) {
    struct buf out[FILES];
    if (!book->data_count)
        return;
    for (size_t i = 0; i < FILES; i++)
        out[i] = buf_in(each);
    ris_put(each, &out[RIS], record);
    bibtex_put(each, &out[BIBTEX], record, false);
    buf_puts(&out[CSLJSON], pack_size(book->data[CSLJSON].file) ? ",\n" : "[\n");
    json_write(&out[CSLJSON], csljson_item(each, record, number));
    for (size_t i = 0; i < FILES; i++)
        pack_write(book->data[i].file, buf_text(&out[i]));
}

bool epub_data_end(struct epub_book *book, struct buf *out) {
    if (!book->data_count)
        return false;
    pack_write(book->data[CSLJSON].file, S("\n]\n"));
    words_element(out, "<p>", book->words, WORD_DATA_INSIDE, "</p>\n");
    words_element(out, "<p>", book->words, WORD_DATA_UNPACK, " <code>EPUB/data</code></p>\n<ul>\n");
    for (size_t i = 0; i < FILES; i++) {
        buf_format(out, "<li><code>%s</code>", files[i].file.path + sizeof "data/" - 1);
        words_element(out, " ", book->words, files[i].purpose, "</li>\n");
    }
    buf_puts(out, "</ul>\n");
    return true;
}
