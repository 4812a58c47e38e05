/* normalise: the entries of a page -> records in the canonical form, CSL-JSON. */
#include "frame/filter.h"
#include "knowledge/citekeys.h"
#include "knowledge/corrections.h"
#include "knowledge/findings.h"
#include "knowledge/reading.h"
#include "knowledge/unread.h"

/* An entry, and how the page that it stands on writes its entries. */
struct written {
    struct entry entry;
    struct page_style *style;
};

struct pages {
    struct job *job;
    struct written *entries;
    struct record *records;
    size_t count, room;
};

static void note_what_is_missing(struct job *job, const struct record *record,
                                 const struct noticed *noticed) {
    if (!record_has(record, FIELD_ISSUED))
        job_note(job, MSG_NO_DATE, "entries have no date on the page");
    if (!record_has(record, FIELD_AUTHOR) && !record_has(record, FIELD_EDITOR))
        job_note(job, MSG_NO_CREATOR, "entries name no creator on the page");
    /* Pasted text has lost its addresses: scrape has said so. */
    if (!record_has(record, FIELD_URL) && !record_has(record, FIELD_LINKS))
        job_note(job, MSG_NO_LINK, "entries have no address on the page");
    if (record->field[FIELD_ET_AL].flag)
        job_note(job, MSG_ET_AL, "entries have a list of creators that the page cuts short");
    if (unread_words(job->each, record).len)
        job_note(job, MSG_UNREAD, "entries have words of the page that are in no field");
    if (noticed->title_joined)
        job_note(job, MSG_TITLE_JOINED, "titles were joined from several lines of the page");
}

static void say_doubts(const struct record *record, const struct noticed *noticed) {
    const struct place *place = record_place(record);
    if (!record_has(record, FIELD_TITLE))
        diag(MSG_NO_TITLE, place, "no title was found in this entry");
    if (noticed->lines_as_text)
        diag(MSG_DOUBTFUL_ROLE, place,
             "no title could be told from the rest of this entry, so its first line stands for it");
    struct str page = record->field[FIELD_PAGE].text;
    if (page_runs_backwards(page))
        diag(MSG_PAGE_RANGE, place, "the page range runs backwards: \"%.*s\"", STR_ARGS(page));
    if (noticed->doubtful)
        diag(MSG_DOUBTFUL_CREATOR, place, "the line of creators could be read in two ways");
}

static void say_differences(const struct record *record, const struct noticed *noticed) {
    const struct place *place = record_place(record);
    for (size_t i = 0; i < noticed->difference_count; i++) {
        const struct difference *d = &noticed->differences[i];
        if (d->printed.len)
            diag(MSG_DATA_DIFFERS, place,
                 "the page's hidden data (%s) give as %s \"%.*s\", its text \"%.*s\"; the data "
                 "were taken",
                 d->kind, field_key(d->field), STR_ARGS(d->stated), STR_ARGS(d->printed));
        else
            diag(MSG_DATA_DIFFERS, place,
                 "the page's hidden data (%s) beside this entry are about another work, \"%.*s\"; "
                 "they were not taken",
                 d->kind, STR_ARGS(d->stated));
    }
}

/* The first entry of a page carries what is known of it. */
static void read_pages(struct pages *pages) {
    struct job *job = pages->job;
    struct page_style *style = NULL;
    struct entry entry;
    while (read_entry(job, job->keep, &entry)) {
        if (style && entry.source)
            reading_learned(style);
        if (!style || entry.source)
            style = arena_make(job->keep, struct page_style, 1);
        *arena_push(job->keep, pages->entries, pages->count, &pages->room) =
            (struct written){entry, style};
        reading_learn(job->each, style, &entry);
        arena_reset(job->each);
    }
    if (style)
        reading_learned(style);
}

/* What the records of an earlier run are known by, and their keys. */
static size_t read_earlier(struct job *job, struct known **earlier) {
    struct record record;
    size_t count = 0, room = 0;
    for (; read_other(job, "--keys", job->each, &record); arena_reset(job->each)) {
        corrections_undo(job->each, &record);
        *arena_push(job->keep, *earlier, count, &room) = citekeys_known(job->keep, &record);
    }
    return count;
}

/* Says of each record how near others come to it, so that corrections tell them apart. */
static void tell_apart(struct job *job, struct record *records, size_t count) {
    struct identity *all = arena_make(job->keep, struct identity, count);
    for (size_t i = 0; i < count; i++, arena_reset(job->each))
        all[i] = identity_of(job->keep, job->each, &records[i]);
    identities_near(job->keep, all, count);
    for (size_t i = 0; i < count; i++)
        records[i].field[FIELD_NEAR].json = identity_near_json(job->keep, &all[i]);
}

static void strip_evidence(struct record *record) {
    record->field[FIELD_TEXT].json = NULL;
    record->field[FIELD_EVIDENCE].json = NULL;
    record->field[FIELD_DATA].json = NULL;
}

static void run(struct job *job) {
    struct pages pages = {.job = job};
    struct known *earlier = NULL;
    size_t earlier_count = read_earlier(job, &earlier);
    read_pages(&pages);
    pages.records = arena_make(job->keep, struct record, pages.count);
    for (size_t i = 0; i < pages.count; i++) {
        const struct written *written = &pages.entries[i];
        struct record *record = &pages.records[i];
        struct noticed noticed;
        reading_read(job->keep, written->style, &written->entry,
                     i && !written->entry.source ? record - 1 : NULL, record, &noticed);
        note_what_is_missing(job, record, &noticed);
        say_doubts(record, &noticed);
        say_differences(record, &noticed);
        arena_reset(job->each);
    }
    citekeys_give(job->keep, pages.records, pages.count, earlier, earlier_count);
    if (job_has(job, "--evidence"))
        tell_apart(job, pages.records, pages.count);
    for (size_t i = 0; i < pages.count; i++) {
        if (!job_has(job, "--evidence"))
            strip_evidence(&pages.records[i]);
        write_record(job, &pages.records[i]);
        arena_reset(job->each);
    }
}

static const struct card card = {
    .name = "normalise",
    .purpose = "read the entries of a page and write them as records (CSL-JSON, one a line)",
    .reads = FLOW_ENTRIES,
    .writes = FLOW_RECORDS,
    .options = {{"--evidence", NULL,
                 "keep the page's lines in each record, and where each field was read"},
                {"--keys", "FILE", "keep the citation keys of these records of an earlier run"}},
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
