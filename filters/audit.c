/* audit: proves that every word of a file of references stands on the page, in one entry. */
#include "formats/pieces.h"
#include "formats/stretches.h"
#include "frame/filter.h"
#include "ground/encoding.h"
#include "ground/utf8.h"
#include "knowledge/labelled.h"
#include "knowledge/opened.h"

struct audit {
    struct job *job;
    struct str file; /* the name of the references */
    struct printed printed;
    struct references references;
    struct opened opened;     /* the page */
    struct line_runs entries; /* among its lines, as scrape finds them */
    size_t *seen, stretch;    /* by word: the last stretch that has it */
    size_t wanting;           /* references that are not proven */
    size_t lacking;           /* entries that the file may lack */
};

/* Where words are looked for: the positions of a stretch. */
struct range {
    size_t from, to;
};

static struct range range_of(const struct audit *audit, const struct claim *claim) {
    return (struct range){audit->printed.blocks[claim->from].from,
                          audit->printed.blocks[claim->to - 1].to};
}

static struct str word_at(const struct audit *audit, size_t position) {
    return audit->printed.words[audit->printed.at[position]].text;
}

static bool stands_in(const struct audit *audit, size_t word, struct range range) {
    for (size_t i = range.from; word && i < range.to; i++)
        if (audit->printed.at[i] == word)
            return true;
    return false;
}

/* The number of the month or, above 12, season that a word names, or 0. */
static long month_of(struct str word) {
    static const char *const months[] = {
#define MONTH(number, names) names,
#include "formats/month-words.def"
    };
    long number = str_number(word);
    for (int m = 0; m < (int)(sizeof months / sizeof *months); m++)
        for (struct str names = str_of(months[m]), name; str_next(&names, ' ', &name);)
            if (str_starts(word, name))
                return m + 1;
    if (number > 20 && number <= 24) /* a season of EDTF, as BibLaTeX has it */
        return number - 8;
    return number > 0 && number <= 12 ? number : 0;
}

static bool month_stands(const struct audit *audit, const struct need *need, struct range range) {
    long month = month_of(need->folded);
    for (size_t i = range.from; month && i < range.to; i++)
        if (month_of(word_at(audit, i)) == month)
            return true;
    return false;
}

/* "123-29" may stand for 123 to 129, "1861-65" for 1861 to 1865. */
static bool end_stands(const struct audit *audit, struct str number, struct range range) {
    for (size_t i = range.from; i + 1 < range.to; i++) {
        struct str first = word_at(audit, i), last = word_at(audit, i + 1);
        if (first.len == number.len && last.len < number.len && str_ends(number, last) &&
            str_starts(first, str_part(number, 0, number.len - last.len)))
            return true;
    }
    return false;
}

/* True where a text stands, parted in another way: "JK" for "J. K.", "978-0" for "9780". */
static bool joined_stands(const struct audit *audit, struct str text, struct range range) {
    struct buf all = buf_in(audit->job->each);
    struct str rest = printed_plain(audit->job->each, text), word;
    while (printed_next(&rest, &word))
        buf_put(&all, utf8_fold(audit->job->each, word));
    for (size_t i = range.from; i < range.to; i++) {
        struct str left = buf_text(&all);
        for (size_t k = i; k < range.to && left.len && str_starts(left, word_at(audit, k)); k++)
            left = str_from(left, word_at(audit, k).len);
        if (!left.len)
            return true;
    }
    return false;
}

/* True where an initial begins a word beside another word of the same person. */
static bool initial_stands(const struct audit *audit, const struct claim *claim,
                           const struct need *need, struct range range) {
    enum { BESIDE = 3 };
    for (size_t n = 0; n < claim->count; n++)
        for (size_t i = range.from; i < range.to; i++) {
            const struct need *other = &claim->needs[n];
            if (other->field != need->field || other->text.len < 3 ||
                audit->printed.at[i] != other->word)
                continue;
            for (size_t k = i > range.from + BESIDE ? i - BESIDE : range.from;
                 k < range.to && k <= i + BESIDE; k++)
                if (k != i && str_starts(word_at(audit, k), need->folded))
                    return true;
        }
    return false;
}

/* True where a stretch begins with a mark for "the same person as before". */
static bool repeats(const struct audit *audit, const struct claim *claim) {
    static const char *const marks[] = {"--",   "- -",  "__",   "—",   "–",
                                        "ders", "dies", "idem", "ibid"};
    for (size_t b = claim->from; b < claim->to; b++)
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            if (str_starts_fold(audit->printed.blocks[b].text, str_of(marks[m])))
                return true;
    return false;
}

static bool person_stands(const struct audit *audit, const struct claim *claim,
                          const struct need *need) {
    enum { MOST_INITIALS = 3 };
    struct range range = range_of(audit, claim);
    if ((need->folded.len <= MOST_INITIALS && joined_stands(audit, need->text, range)) ||
        (need->folded.len == 1 && initial_stands(audit, claim, need, range)))
        return true;
    if (!repeats(audit, claim))
        return false;
    while (claim->before && repeats(audit, claim))
        claim = claim->before;
    return stands_in(audit, need->word, range_of(audit, claim));
}

/* A language is proven by its code where the page declares it, or by one of its names. */
static bool language_stands(const struct audit *audit, struct str text) {
    static const char languages[] =
#include "formats/bibtex-languages.def"
        ;
    struct str rest = str_of(languages), part[3];
    while (str_next(&rest, ' ', &part[0]) && str_next(&rest, ' ', &part[1]) &&
           str_next(&rest, ' ', &part[2])) {
        bool named = false, stands = false;
        for (int i = 0; i < 3; i++) {
            size_t word = printed_find(&audit->printed, part[i]);
            named |= str_equal(text, part[i]);
            stands |= audit->printed.words[word].own || audit->seen[word] == audit->stretch;
        }
        if (named && stands)
            return true;
    }
    return false;
}

static bool stands(const struct audit *audit, const struct claim *claim, const struct need *need) {
    const struct printed_word *word = &audit->printed.words[need->word];
    struct range range = range_of(audit, claim);
    if (need->word && audit->seen[need->word] == audit->stretch)
        return true;
    switch (need->field->proof) {
    case PROOF_DATE:
    case PROOF_NOTE:
        return month_stands(audit, need, range) || end_stands(audit, need->folded, range) ||
               (word->own && need->field->proof == PROOF_NOTE);
    case PROOF_PAGES:
        return end_stands(audit, need->folded, range);
    case PROOF_NUMBER:
        return joined_stands(audit, need->field->text, range);
    case PROOF_ADDRESS:
        return word->own;
    case PROOF_HEADING:
        return word->own || (word->count && audit->printed.postings[word->from] < range.to);
    case PROOF_LANGUAGE:
        return word->own || language_stands(audit, need->folded);
    case PROOF_PERSON:
        return person_stands(audit, claim, need);
    default:
        return false;
    }
}

static void see(struct audit *audit, const struct claim *claim) {
    struct range range = range_of(audit, claim);
    audit->stretch++;
    for (size_t i = range.from; i < range.to; i++)
        audit->seen[audit->printed.at[i]] = audit->stretch;
}

/* Writes a finding; `field` is empty where it is not about one. */
static void put(struct audit *audit, struct place place, const char *name, struct str reference,
                struct str field, struct str words, struct str sentence) {
    struct job *job = audit->job;
    if (!job_has(job, "--json")) {
        buf_format(job->out, "%.*s:%zu: %.*s [%s]\n", STR_ARGS(place.page), place.line,
                   STR_ARGS(piece_line(job->each, sentence)), name);
        return;
    }
    struct json *finding = json_new_object(job->each);
    json_put_text(job->each, finding, S("name"), str_of(name));
    json_put_text(job->each, finding, S("file"), place.page);
    json_put_size(job->each, finding, S("line"), place.line);
    json_put_text(job->each, finding, S("reference"), reference);
    json_put_text(job->each, finding, S("field"), field);
    json_put_text(job->each, finding, S("words"), words);
    json_write_line(job->out, finding);
}

/* True where most words of a field, the first ones if it is long, follow each other on the page as
 * they do in the file; a few words are their own order. */
static bool follow(const struct audit *audit, const struct claim *claim, size_t from, size_t to) {
    enum { FEW = 5, MOST = 64 };
    struct range range = range_of(audit, claim);
    size_t pairs = 0, last = to - from > MOST ? from + MOST : to;
    for (size_t i = from; i + 1 < last; i++) {
        size_t k = range.from;
        while (k + 1 < range.to && (audit->printed.at[k] != claim->needs[i].word ||
                                    audit->printed.at[k + 1] != claim->needs[i + 1].word))
            k++;
        pairs += k + 1 < range.to;
    }
    return last - from < FEW || pairs * 2 + 1 >= last - from ||
           claim->needs[from].field->proof != PROOF_WORDS;
}

/* Says which words of a claim do not stand in its stretch, where `say` is set; how many. */
static size_t prove(struct audit *audit, const struct claim *claim, bool say) {
    struct str file = audit->file, key = claim->reference->key, page = audit->job->input;
    struct arena *each = audit->job->each;
    struct buf words = buf_in(each);
    size_t count = 0, first = 0;
    see(audit, claim);
    for (size_t i = 0; i < claim->count; i++) {
        const struct need *need = &claim->needs[i];
        bool missing = !stands(audit, claim, need);
        bool ends = i + 1 == claim->count || need[1].field != need->field;
        count += missing;
        if (missing)
            buf_join(&words, " ", need->text);
        bool shuffled = say && ends && !words.len && !follow(audit, claim, first, i + 1);
        first = ends ? i + 1 : first;
        count += shuffled;
        if (!say || !ends || (!words.len && !shuffled))
            continue;
        struct str field = need->field->name;
        struct str all = shuffled ? need->field->text : str_copy(each, buf_text(&words));
        put(audit, (struct place){file, claim->reference->line}, "unproven", key, field, all,
            str_format(each, "error: %.*s: its entry (%.*s:%zu) has %s words of %.*s%s: %.*s",
                       STR_ARGS(key), STR_ARGS(page), audit->printed.blocks[claim->from].line,
                       shuffled ? "the" : "not these", STR_ARGS(field),
                       shuffled ? " in another order" : "", STR_ARGS(all)));
        words.len = 0;
    }
    arena_reset(each);
    return count;
}

static void say_missing(struct audit *audit, const struct claim *claim) {
    struct str key = claim->reference->key;
    put(audit, (struct place){audit->file, claim->reference->line}, "not-on-page", key, S(""),
        S(""),
        str_format(audit->job->each, "error: %.*s: no entry of %.*s is this reference",
                   STR_ARGS(key), STR_ARGS(audit->job->input)));
    arena_reset(audit->job->each);
}

/* Finds the entries of the page as scrape does. */
static void find_entries(struct audit *audit, struct str text, const struct saved *saved) {
    struct job *job = audit->job;
    struct opened *opened = &audit->opened;
    *opened = page_open(job->keep, saved, text, false, job_option(job, "--url"), job->limits.depth);
    opened_lines(job->keep, opened, true);
    audit->entries = opened_entries(job->keep, opened, NULL);
}

/* The first line of an entry that has words of its own: the name of a column stands over it. */
static const struct line *first_line(const struct audit *audit, struct line_run run) {
    const struct page_line *lines = audit->opened.lines.at;
    size_t i = run.from;
    while (i + 1 < run.to && (!lines[i].words || parts_named(&lines[i].line).alone))
        i++;
    return &lines[i].line;
}

static void say_lack(struct audit *audit, struct line_run run) {
    struct str text = first_line(audit, run)->text;
    struct str start = str_part(text, 0, utf8_offset(text, 100));
    audit->lacking++;
    put(audit, (struct place){audit->job->input, audit->opened.lines.at[run.from].line.at},
        "may-lack", S(""), S(""), start,
        str_format(audit->job->each, "warning: %.*s may lack this entry: %.*s",
                   STR_ARGS(audit->file), STR_ARGS(start)));
    arena_reset(audit->job->each);
}

/* The position where an entry of the page begins, `from` or behind it; all positions where its
 * first words are not found. */
static size_t start_of(const struct audit *audit, struct line_run run, size_t from) {
    enum { FIRST = 5 };
    const struct printed *printed = &audit->printed;
    struct arena *each = audit->job->each;
    size_t first[FIRST], count = 0;
    struct str rest = printed_plain(each, first_line(audit, run)->text), word;
    while (count < FIRST && printed_next(&rest, &word))
        first[count++] = printed_find(printed, printed_fold(each, word));
    arena_reset(each);
    const struct printed_word *begins = &printed->words[count ? first[0] : 0];
    for (size_t i = 0; count && first[0] && i < begins->count; i++) {
        size_t at = printed->postings[begins->from + i], same = 0;
        while (at >= from && same < count && at + same < printed->length &&
               printed->at[at + same] == first[same])
            same++;
        if (same == count)
            return at;
    }
    return printed->length;
}

/* Names the entries of the page that no reference of the file is anchored in; the picture before an
 * entry's words may be the anchor, and then the entry before has two. */
static void say_lacking(struct audit *audit, const struct stretches *stretches) {
    const struct printed *printed = &audit->printed;
    const struct line_run *last = NULL;
    for (size_t i = 0, start = 0, at = 0, spare = 0; i <= audit->entries.count; i++) {
        const struct line_run *run = i < audit->entries.count ? &audit->entries.at[i] : NULL;
        size_t next = run ? start_of(audit, *run, last ? start + 1 : 0) : printed->length;
        if (run && next == printed->length)
            continue;
        size_t count = 0;
        while (at + count < stretches->found_count &&
               printed->blocks[stretches->found[at + count]->anchor].from < next)
            count++;
        if (last && !count && !spare)
            say_lack(audit, *last);
        bool reaches = at + count && stretches->found[at + count - 1]->to < printed->block_count &&
                       range_of(audit, stretches->found[at + count - 1]).to > next;
        spare = count + spare > 1 && reaches;
        at += count;
        start = next;
        last = run;
    }
}

static size_t unproven(struct audit *audit, const struct stretches *stretches) {
    size_t sum = 0;
    for (size_t i = 0; i < stretches->found_count; i++)
        sum += prove(audit, stretches->found[i], false);
    return sum;
}

/* Reads the page, and from the file of references. */
static void read_both(struct audit *audit) {
    struct job *job = audit->job;
    struct decoded decoded =
        encoding_decode(job->keep, job_second(job, &audit->file), S(""), false);
    say_bad_bytes(&(struct place){audit->file, decoded.bad_line}, decoded.bad);
    if (!references_read(job->keep, decoded.text, &audit->references))
        die_usage("%.*s is no file of RIS, BibTeX, CSV or CSL-JSON", STR_ARGS(audit->file));
    if (audit->references.bad_line)
        diag(MSG_BAD_RECORD, &(struct place){audit->file, audit->references.bad_line},
             "what begins here could not be read to its end");
    struct saved saved = saved_open(job->keep, job_read_all(job), job->limits.input, false);
    if (saved.damaged || saved.cut || saved.too_long)
        diag(MSG_DAMAGED_FILE, &(struct place){job->input, 0},
             "not all of the page could be unpacked: what is missing of it proves nothing");
    decoded = encoding_decode(job->keep, saved.bytes, saved.encoding, true);
    say_bad_bytes(&(struct place){job->input, saved_line(&saved, decoded.bad_line)}, decoded.bad);
    struct str url = job_option(job, "--url");
    printed_read(&audit->printed, job->keep, job->each, decoded.text, url.at ? url : saved.address,
                 job->limits.depth);
    for (size_t i = 0; i < audit->printed.block_count; i++)
        audit->printed.blocks[i].line = saved_line(&saved, audit->printed.blocks[i].line);
    audit->seen = arena_make(job->keep, size_t, audit->printed.word_count);
    find_entries(audit, decoded.text, &saved);
}

static void run(struct job *job) {
    struct audit audit = {.job = job};
    read_both(&audit);
    if (!audit.printed.length) {
        diag(MSG_NO_ENTRIES, &(struct place){job->input, 0}, "the page holds no words");
        return;
    }
    struct stretches stretches = stretches_find(&audit.printed, &audit.references, false);
    struct stretches other = stretches_find(&audit.printed, &audit.references, true);
    if (unproven(&audit, &other) < unproven(&audit, &stretches))
        stretches = other;
    for (size_t i = 0; i < stretches.count; i++) {
        const struct claim *claim = &stretches.claims[i];
        if (!claim->to)
            say_missing(&audit, claim);
        audit.wanting += !claim->to || prove(&audit, claim, true);
    }
    say_lacking(&audit, &stretches);
    if (audit.lacking)
        diag(MSG_MAY_LACK, &(struct place){audit.file, 0}, "%.*s may have %zu more entries",
             STR_ARGS(job->input), audit.lacking);
    if (audit.wanting)
        diag(MSG_UNPROVEN, &(struct place){audit.file, 0},
             "%zu of %zu references have words that do not stand in their entry on %.*s",
             audit.wanting, stretches.count, STR_ARGS(job->input));
}

static const struct card card = {
    .name = "audit",
    .purpose = "prove that every word of a file of references stands on the page",
    .reads = FLOW_PAGE,
    .writes = FLOW_FINDINGS,
    .second = "REFERENCES",
    .options =
        {
            {"--url", "ADDRESS", "the page's own address, as it was given to scrape"},
            {"--json", NULL, "write each finding as a JSON object, one a line"},
        },
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
