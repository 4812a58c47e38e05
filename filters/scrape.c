/* scrape: a web page or its pasted text -> its entries, one JSON object a line. */
#include "frame/filter.h"
#include "ground/encoding.h"
#include "knowledge/address.h"
#include "knowledge/explain.h"
#include "knowledge/opened.h"
#include "knowledge/strangers.h"

/* One page on its way to entries. */
struct scrape {
    struct job *job;
    struct place place;
    struct saved saved;
    struct opened opened;
    bool ruled; /* the user says by rules where the entries are */
    struct rules rules;
    struct line_runs runs;
    size_t relative, useful; /* links of the entries that stay incomplete, and all that lead on */
};

/* The place of a line of the page in the user's file. */
static struct place place_of(const struct scrape *scrape, size_t line) {
    return (struct place){scrape->place.page, saved_line(&scrape->saved, line)};
}

/* What of the file could not be unpacked. */
static void say_saved(const struct scrape *scrape) {
    const struct saved *saved = &scrape->saved;
    if (saved->damaged || saved->cut)
        diag(MSG_DAMAGED_FILE, &scrape->place,
             "the file is cut short or damaged: what could be read of the page is used, the rest "
             "is missing. Save or copy it again");
    if (saved->too_long)
        diag(MSG_LIMIT, &scrape->place,
             "the unpacked page is longer than %zu bytes; the rest was not read (--max-input)",
             scrape->job->limits.input);
    if (saved->left_over)
        diag(
            MSG_LEFT_OVER, &scrape->place,
            "%zu bytes behind the end of the compressed page were left out: they are no part of it",
            saved->left_over);
}

static void say_encoding(const struct scrape *scrape, const struct decoded *decoded) {
    struct place place = place_of(scrape, decoded->bad_line);
    if (decoded->bad)
        diag(MSG_BAD_BYTES, &place, "%zu bytes are no %s text; each stands as U+FFFD now",
             decoded->bad, decoded->encoding);
    if (decoded->unknown.len)
        diag(MSG_UNKNOWN_ENCODING, &scrape->place,
             "the page says it is in the encoding \"%.*s\", which is not known here; it was read "
             "as %s. If letters look wrong, save the page again as UTF-8",
             STR_ARGS(decoded->unknown), decoded->encoding);
}

static _Noreturn void die_of_rules(const struct rules *rules, const struct rules_fault *fault) {
    if (fault->line)
        die_usage("%.*s:%zu: %.*s", STR_ARGS(rules->file), fault->line, STR_ARGS(fault->words));
    die_usage("%.*s: %.*s", STR_ARGS(rules->file), STR_ARGS(fault->words));
}

static void read_rules(struct scrape *scrape) {
    struct str file, bytes;
    struct rules_fault fault;
    scrape->ruled = job_option_file(scrape->job, "--rules", &file, &bytes);
    if (scrape->ruled && !rules_read(scrape->job->keep, file, bytes, &scrape->rules, &fault))
        die_of_rules(&scrape->rules, &fault);
}

/* False where the rules are too much work for the page, which is then said. */
static bool apply_rules(struct scrape *scrape) {
    struct job *job = scrape->job;
    struct rules_fault fault;
    if (scrape->opened.pasted)
        die_usage("--rules needs a page in HTML, and this is plain text; save the page itself (in "
                  "the browser: File > Save Page As)");
    bool applied =
        rules_apply(job->keep, &scrape->rules, &scrape->opened.page, job->limits.rules, &fault);
    if (!applied && fault.words.len)
        die_of_rules(&scrape->rules, &fault);
    return applied;
}

/* False where there is nothing to go on with, which is then said. */
static bool read_page(struct scrape *scrape) {
    struct job *job = scrape->job;
    bool text = job_has(job, "--text");
    struct saved *saved = &scrape->saved;
    *saved = saved_open(job->keep, job_read_all(job), job->limits.input, text);
    say_saved(scrape);
    const struct stranger *stranger = text ? NULL : stranger_of(saved);
    if (stranger) {
        diag(MSG_NO_ENTRIES, &scrape->place, "this is no web page but %s. %s", stranger->what,
             stranger->advice);
        return false;
    }
    struct decoded decoded = encoding_decode(job->keep, saved->bytes, saved->encoding, !text);
    say_encoding(scrape, &decoded);
    scrape->opened = page_open(job->keep, saved, decoded.text, text, job_option(job, "--url"),
                               job->limits.depth);
    const struct page *page = &scrape->opened.page;
    struct place deep = place_of(scrape, page->too_deep_line);
    if (page->too_deep)
        diag(MSG_TOO_DEEP, &deep,
             "%zu elements are nested more deeply than %zu; their text was kept (--max-depth)",
             page->too_deep, job->limits.depth);
    if (scrape->ruled && !apply_rules(scrape))
        return false;
    opened_lines(job->keep, &scrape->opened, !scrape->ruled);
    return true;
}

/* Makes the addresses of a line's links whole, and counts them. */
static void finish_links(struct scrape *scrape, struct line *line) {
    for (size_t i = 0; i < line->link_count; i++) {
        struct entry_link *link = &line->links[i];
        if (address_is_useless(link->href))
            continue;
        scrape->useful++;
        /* Written out in pasted text, "www.example.org" is all that a reader needs. */
        if (scrape->opened.pasted)
            continue;
        link->href = address_resolve(scrape->job->keep, scrape->opened.facts.base, link->href);
        scrape->relative += !address_is_whole(link->href);
    }
}

static void write_run(struct scrape *scrape, struct line_run run, struct section_path path,
                      struct source *source) {
    struct entry entry = {
        .place = {scrape->place.page, scrape->opened.lines.at[run.from].line.at},
        .section = path.heading,
        .section_count = path.count,
        .line_count = run.to - run.from,
        .data = page_data_of(scrape->job->keep, &scrape->opened.data, run.from, run.to),
        .source = source,
    };
    entry.lines = arena_make(scrape->job->keep, struct line, entry.line_count);
    for (size_t i = 0; i < entry.line_count; i++) {
        entry.lines[i] = scrape->opened.lines.at[run.from + i].line;
        finish_links(scrape, &entry.lines[i]);
    }
    write_entry(scrape->job, &entry);
    arena_reset(scrape->job->each);
}

static void write_runs(struct scrape *scrape) {
    struct job *job = scrape->job;
    struct section_path *paths =
        rules_sections(job->keep, &scrape->rules, &scrape->opened.lines, &scrape->runs);
    if (!paths)
        paths = sections_find(job->keep, &scrape->opened.lines, &scrape->runs,
                              scrape->opened.facts.source.title);
    struct source *source = &scrape->opened.facts.source;
    source->introduction = introduction_find(job->keep, &scrape->opened.lines, &scrape->runs);
    bool told = json_first(source_json(job->keep, source)).value;
    for (size_t i = 0; i < scrape->runs.count; i++) {
        if (i == job->limits.entries) {
            diag(MSG_LIMIT, &scrape->place,
                 "only the first %zu of %zu entries were written (--max-entries)", i,
                 scrape->runs.count);
            return;
        }
        write_run(scrape, scrape->runs.at[i], paths[i], i || !told ? NULL : source);
    }
}

static void say_addresses(const struct scrape *scrape) {
    if (scrape->opened.pasted && !scrape->useful)
        diag(MSG_NO_ADDRESSES, &scrape->place,
             "pasted text has no addresses behind its links. Save the page itself (in the browser: "
             "File > Save Page As) and give that file to keep them");
    if (scrape->relative)
        diag(MSG_NO_ADDRESS, &scrape->place,
             "%zu of %zu links are only the end of an address, since the page does not say where "
             "it came from. Add --url and the page's address, for example --url "
             "http://www.example.org/page.html",
             scrape->relative, scrape->useful);
}

/* Finds the entries, and tells how in `explain`, which may be NULL. */
static void find_entries(struct scrape *scrape, struct buf *explain) {
    struct arena *keep = scrape->job->keep;
    if (!scrape->ruled) {
        scrape->runs = opened_entries(keep, &scrape->opened, explain);
        return;
    }
    scrape->runs = rules_runs(keep, &scrape->rules, &scrape->opened.lines);
    if (explain)
        explain_rules(&scrape->rules, &scrape->opened.lines, &scrape->runs, explain);
}

static void run(struct job *job) {
    struct str url = job_option(job, "--url");
    if (url.at && !address_is_whole(url))
        die_usage("--url needs the whole address of the page, for example --url "
                  "http://www.example.org/page.html");
    struct scrape scrape = {.job = job, .place = {job->input, 0}};
    read_rules(&scrape);
    if (!read_page(&scrape))
        return;
    bool explain = job_has(job, "--explain");
    find_entries(&scrape, explain ? job->out : NULL);
    if (explain)
        return;
    if (scrape.opened.pasted && scrape.runs.count && scrape.runs.at[0].from)
        scrape.opened.facts.source.title = scrape.opened.lines.at[0].line.text;
    if (!scrape.runs.count) {
        struct listless listless =
            listless_page(job->keep, &scrape.opened.page, &scrape.opened.lines);
        struct place place = place_of(&scrape, listless.line);
        if (scrape.ruled)
            diag(MSG_NO_ENTRIES, &scrape.place,
                 "the rules find no entry on this page; --explain shows what each names");
        else
            diag(MSG_NO_ENTRIES, &place, "%s%.*s", listless.why, STR_ARGS(listless.named));
        return;
    }
    write_runs(&scrape);
    say_addresses(&scrape);
}

static const struct card card = {
    .name = "scrape",
    .purpose = "find the entries of a web page or of text pasted from one",
    .reads = FLOW_PAGE,
    .writes = FLOW_ENTRIES,
    .options =
        {
            {"--url", "ADDRESS", "the page's own address, to make its links whole"},
            {"--text", NULL, "the input is pasted text, even if it looks like HTML"},
            {"--explain", NULL, "show instead how the entries were found, or why none were"},
            {"--rules", "FILE", "find them by the rules in FILE, see refmill-rules(5)"},
        },
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
