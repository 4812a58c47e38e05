/* Telling entries by their words, the rarer the surer, and by where their links lead. */
#include "knowledge/identity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ground/utf8.h"

enum { LONGEST_TEXT = 2000 }; /* characters of a text that count */

/* Shares of text, title and link in a likeness, what a key adds, and what is left of it where the
 * years differ, or link and key; what is as like as `least`, and by `lead` more than all others, is
 * the same entry. */
static const double text_share = 0.5, title_share = 0.4, link_share = 0.3, key_bonus = 0.1,
                    number_weight = 1.5, left_by_years = 0.6, left_by_links = 0.8,
                    left_by_key = 0.9, least = 0.5, lead = 0.1;

/* What the lowest bits of a word's hash say of it. */
enum { IS_NUMBER = 1, IS_YEAR = 2, SIGNS = 3 };

/* The hash and the signs. */
static uint64_t hash_of(struct str text) {
    uint64_t hash = str_hash(STR_HASH, text);
    uint64_t signs = text.len && is_digit(text.at[0]) ? IS_NUMBER : 0;
    long number = text.len == 4 ? str_number(text) : 0;
    return (hash & ~(uint64_t)SIGNS & (UINT64_MAX >> 1)) | signs |
           (number >= 1000 && number < 2100 ? IS_YEAR : 0);
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void put_in_order(struct word_set *set) {
    size_t kept = 0;
    if (set->count)
        qsort(set->at, set->count, sizeof *set->at, by_number);
    for (size_t i = 0; i < set->count; i++)
        if (!kept || set->at[kept - 1] != set->at[i])
            set->at[kept++] = set->at[i];
    set->count = kept;
}

/* Letters and figures that stand together are a word; so is each sign of a script without gaps. */
static struct word_set words_of(struct arena *arena, struct str text) {
    struct word_set set = {0};
    size_t room = 0, from = 0;
    text = utf8_fold(arena, text);
    for (size_t i = 0, width; i < text.len; i += width) {
        uint32_t c = utf8_decode(text, i, &width);
        bool alone = utf8_is_cjk(c);
        if (!alone && (utf8_is_letter(c) || (c < 128 && is_digit((char)c))))
            continue;
        if (i > from)
            *arena_push(arena, set.at, set.count, &room) = hash_of(str_part(text, from, i));
        if (alone)
            *arena_push(arena, set.at, set.count, &room) = hash_of(str_part(text, i, i + width));
        from = i + width;
    }
    if (text.len > from)
        *arena_push(arena, set.at, set.count, &room) = hash_of(str_from(text, from));
    put_in_order(&set);
    return set;
}

/* What an address has behind the host, or the host where that is all: sites move. */
static uint64_t target_of(struct str address) {
    size_t host = str_find(address, S("://"), 0);
    struct str path = host == STR_NONE ? address : str_from(address, host + 3);
    size_t slash = host == STR_NONE ? STR_NONE : str_find_char(path, '/', 0);
    struct str behind = str_trim_set(str_from(path, slash == STR_NONE ? 0 : slash), "/");
    return behind.len ? hash_of(behind) : path.len ? hash_of(path) : 0;
}

static struct json *cut_text(struct arena *arena, const struct json *text) {
    struct json *lines = json_new_array(arena);
    size_t left = LONGEST_TEXT;
    for (size_t i = 0; left && i < json_length(text); i++) {
        struct str line = json_text(json_at(text, i));
        line = str_part(line, 0, utf8_offset(line, left));
        left -= utf8_count(line);
        json_append(lines, json_new_text(arena, line));
    }
    return lines;
}

struct json *identity_json(struct arena *arena, const struct record *record) {
    struct json *object = json_new_object(arena);
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (f == FIELD_ID || f == FIELD_TITLE || f == FIELD_URL)
            json_put_text(arena, object, str_of(field_key(f)), record->field[f].text);
    if (json_length(record->field[FIELD_TEXT].json))
        json_put(object, S("text"), cut_text(arena, record->field[FIELD_TEXT].json));
    return object;
}

struct identity identity_read(struct arena *arena, const struct json *object) {
    struct identity identity = {.id = json_text_or_number(arena, json_get(object, "id")),
                                .title = json_text_or_number(arena, json_get(object, "title"))};
    const struct json *text = cut_text(arena, json_get(object, "text"));
    struct buf lines = buf_in(arena);
    for (size_t i = 0; i < json_length(text); i++)
        buf_join(&lines, "\n", json_text(json_at(text, i)));
    identity.title_words = words_of(arena, identity.title);
    identity.words = words_of(arena, buf_text(&lines));
    identity.only_title = !identity.words.count;
    if (identity.only_title)
        identity.words = identity.title_words;
    identity.target = target_of(json_text(json_get(object, "URL")));
    identity.targets = (struct word_set){.at = &identity.target, .count = identity.target != 0};
    return identity;
}

static void put_words(struct buf *out, const struct value *value) {
    buf_join(out, "\n", value->text);
    for (size_t i = 0; i < value->names.count; i++) {
        const struct name *name = &value->names.at[i];
#define NAME(key, member) buf_join(out, "\n", name->member);
#include "flows/texts.def"
    }
    for (int i = 0; i < value->date.count; i++)
        buf_format(out, "\n%d", value->date.part[i][0]);
    buf_join(out, "\n", value->date.literal);
    for (size_t i = 0; i < value->links.count; i++)
        buf_join(out, "\n", value->links.at[i].label);
}

struct identity identity_of(struct arena *arena, const struct record *record) {
    struct identity identity = identity_read(arena, identity_json(arena, record));
    struct links links = record->field[FIELD_LINKS].links;
    struct buf words = buf_in(arena);
    for (enum field f = FIELD_TITLE; identity.only_title && f <= FIELD_LINKS; f++)
        if (f != FIELD_URL)
            put_words(&words, &record->field[f]);
    if (identity.only_title)
        identity.words = words_of(arena, buf_text(&words));
    identity.only_title = false;
    identity.targets.at = arena_make(arena, uint64_t, links.count + 1);
    identity.targets.at[0] = identity.target;
    for (size_t i = 0; i < links.count; i++) {
        uint64_t target = target_of(links.at[i].href);
        identity.targets.at[identity.targets.count] = target;
        identity.targets.count += target != 0;
    }
    put_in_order(&identity.targets);
    return identity;
}

/* A word or a target of an entry; or the sum of all words of one. */
struct posting {
    uint64_t word;
    size_t entry;
};

struct postings {
    struct posting *at;
    size_t count, room;
};

struct search {
    struct arena *arena;
    struct identity *there;
    size_t count;
    struct postings words, sums;
    size_t *taken; /* for each entry: who has the same text, plus 1 */
    size_t *seen;  /* for each entry: for whom it was looked at last, plus 1 */
};

static int by_word(const void *a, const void *b) {
    const struct posting *x = a, *y = b;
    if (x->word != y->word)
        return (x->word > y->word) - (x->word < y->word);
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static void put_postings(struct arena *arena, struct postings *to, const struct word_set *set,
                         size_t entry) {
    for (size_t i = 0; i < set->count; i++)
        *arena_push(arena, to->at, to->count, &to->room) = (struct posting){set->at[i], entry};
}

/* How many postings stand before those of a word. */
static size_t place_of(const struct postings *of, uint64_t word) {
    size_t from = 0, to = of->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (of->at[middle].word < word)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The first posting of a word, and in `*count` how many there are. */
static const struct posting *postings_of(const struct postings *of, uint64_t word, size_t *count) {
    size_t from = place_of(of, word);
    *count = place_of(of, word + 1) - from;
    return of->at + from;
}

static void weigh(const struct search *search, struct word_set *set) {
    set->weight = arena_make(search->arena, double, set->count);
    for (size_t i = 0, count; i < set->count; i++) {
        postings_of(&search->words, set->at[i], &count);
        set->weight[i] = log(1 + (double)search->count / ((double)count + 0.5)) *
                         (set->at[i] & IS_NUMBER ? number_weight : 1);
    }
}

static void prepare(const struct search *search, struct identity *identity) {
    weigh(search, &identity->words);
    weigh(search, &identity->title_words);
    for (size_t i = 0; i < identity->words.count; i++)
        identity->sum = ((identity->sum ^ identity->words.at[i]) * 0x100000001B3u) >> 1;
}

/* From 0 to 1: the weight of what both have, twice, in that of all that they have (Dice). */
static double likeness(const struct word_set *a, const struct word_set *b) {
    double common = 0, all = 0;
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        bool first = i < a->count && (k == b->count || a->at[i] <= b->at[k]);
        bool second = k < b->count && (i == a->count || b->at[k] <= a->at[i]);
        double weight = first ? a->weight[i] : b->weight[k];
        common += first && second ? 2 * weight : 0;
        all += first && second ? 2 * weight : weight;
        i += first;
        k += second;
    }
    return all > 0 ? common / all : 0;
}

static bool leads_to(const struct identity *entry, uint64_t target) {
    return entry->targets.count &&
           bsearch(&target, entry->targets.at, entry->targets.count, sizeof target, by_number);
}

/* True where each names years, and none of them is in both. */
static bool are_of_other_years(const struct word_set *a, const struct word_set *b) {
    bool first = false, second = false, both = false;
    for (size_t i = 0; i < a->count; i++) {
        bool year = a->at[i] & IS_YEAR;
        first |= year;
        both |= year && b->count && bsearch(&a->at[i], b->at, b->count, sizeof *b->at, by_number);
    }
    for (size_t i = 0; i < b->count; i++)
        second |= (b->at[i] & IS_YEAR) != 0;
    return first && second && !both;
}

static double score(const struct search *search, const struct identity *a,
                    const struct identity *b) {
    size_t sharing;
    postings_of(&search->words, a->target, &sharing);
    double link = a->target && b->targets.count ? link_share / (double)(sharing ? sharing : 1) : 0;
    bool titled = a->title_words.count && b->title_words.count;
    double text = a->only_title ? 0 : likeness(&a->words, &b->words);
    double title = titled ? likeness(&a->title_words, &b->title_words) : text;
    text = a->only_title ? title : text;
    bool same_link = leads_to(b, a->target), same_key = a->id.len && str_equal(a->id, b->id);
    double found = text_share * text + title_share * title + (same_link ? link : 0);
    found = found / (text_share + title_share + link) + (same_key ? key_bonus : 0);
    if (are_of_other_years(&a->words, &b->words))
        found *= left_by_years;
    if (!same_link && !same_key)
        found *= a->target && b->target ? left_by_links : left_by_key;
    return found;
}

static bool is_same(const struct identity *a, const struct identity *b) {
    return a->id.len || b->id.len ? str_equal(a->id, b->id)
                                  : a->sum == b->sum && a->target == b->target;
}

/* The one of these entries, whose texts are equal, that is meant. */
static size_t find_equal(const struct search *search, const struct identity *sought) {
    size_t count, linked = 0, keyed = 0, by_link = 0, by_key = 0;
    const struct posting *equal = postings_of(&search->sums, sought->sum, &count);
    for (size_t i = 0; i < count; i++) {
        const struct identity *entry = &search->there[equal[i].entry];
        bool link = sought->target && leads_to(entry, sought->target);
        bool key = sought->id.len && str_equal(entry->id, sought->id);
        linked += link;
        keyed += key;
        by_link = link ? equal[i].entry : by_link;
        by_key = key ? equal[i].entry : by_key;
    }
    if (linked == 1 || keyed == 1)
        return linked == 1 ? by_link : by_key;
    /* One text with another link and another key may be the twin of the one that is gone. */
    bool other = count == 1 && sought->target && sought->id.len &&
                 search->there[equal->entry].target && search->there[equal->entry].id.len;
    return !count ? IDENTITY_NONE : count > 1 || other ? IDENTITY_SEVERAL : equal->entry;
}

/* The entry that is clearly more like it than the others that share a rare word or the link. */
static size_t find_alike(struct search *search, struct identity *sought, size_t number,
                         const struct identity *all, double *best) {
    enum { FEW = 12, PART = 200 };
    size_t most = search->count / PART > FEW ? search->count / PART : FEW, found = IDENTITY_NONE;
    double next = 0;
    for (size_t i = 0; i <= sought->words.count; i++) {
        uint64_t word = i < sought->words.count ? sought->words.at[i] : sought->target;
        size_t count;
        const struct posting *at = postings_of(&search->words, word, &count);
        for (size_t k = 0; count <= most && k < count; k++) {
            size_t entry = at[k].entry, by = search->taken[entry];
            if (search->seen[entry] == number + 1 || (by && !is_same(&all[by - 1], sought)))
                continue;
            search->seen[entry] = number + 1;
            double now = score(search, sought, &search->there[entry]);
            next = now > *best ? *best : now > next ? now : next;
            found = now > *best ? entry : found;
            *best = now > *best ? now : *best;
        }
    }
    return *best < least ? IDENTITY_NONE : *best - next < lead ? IDENTITY_SEVERAL : found;
}

/* Of those that found one entry only by likeness, the one that is clearly most like it keeps it. */
static void settle(const struct identity *sought, size_t count, const double *likeness,
                   size_t there_count, struct arena *arena, size_t *found) {
    size_t *first = arena_make(arena, size_t, there_count);
    double *next = arena_make(arena, double, there_count);
    for (size_t i = 0; i < count; i++) {
        if (found[i] >= there_count)
            continue;
        size_t *owner = &first[found[i]];
        bool better = !*owner || likeness[i] > likeness[*owner - 1];
        double other = !*owner || is_same(&sought[i], &sought[*owner - 1]) ? 0
                       : better                                            ? likeness[*owner - 1]
                                                                           : likeness[i];
        next[found[i]] = other > next[found[i]] ? other : next[found[i]];
        *owner = better ? i + 1 : *owner;
    }
    for (size_t i = 0; i < count; i++) {
        size_t owner = found[i] < there_count ? first[found[i]] : 0;
        if (owner && (!is_same(&sought[i], &sought[owner - 1]) ||
                      likeness[owner - 1] - next[found[i]] < lead))
            found[i] = IDENTITY_SEVERAL;
    }
}

void identities_find(struct arena *arena, struct identity *sought, size_t count,
                     struct identity *there, size_t there_count, size_t *found) {
    struct search search = {.arena = arena, .there = there, .count = there_count};
    double *likeness = arena_make(arena, double, count);
    search.taken = arena_make(arena, size_t, there_count);
    search.seen = arena_make(arena, size_t, there_count);
    for (size_t i = 0; i < there_count; i++) {
        put_postings(arena, &search.words, &there[i].words, i);
        put_postings(arena, &search.words, &there[i].targets, i);
    }
    if (search.words.count)
        qsort(search.words.at, search.words.count, sizeof *search.words.at, by_word);
    for (size_t i = 0; i < there_count; i++) {
        prepare(&search, &there[i]);
        put_postings(arena, &search.sums, &(struct word_set){.at = &there[i].sum, .count = 1}, i);
    }
    if (there_count)
        qsort(search.sums.at, search.sums.count, sizeof *search.sums.at, by_word);
    for (size_t i = 0; i < count; i++) {
        prepare(&search, &sought[i]);
        found[i] = find_equal(&search, &sought[i]);
        if (found[i] < there_count) {
            search.taken[found[i]] = i + 1;
            bool keyed = str_equal(sought[i].id, there[found[i]].id);
            likeness[i] = keyed ? 3 : 2; /* nothing is more like it */
        }
    }
    for (size_t i = 0; i < count; i++)
        if (found[i] == IDENTITY_NONE)
            found[i] = find_alike(&search, &sought[i], i, sought, &likeness[i]);
    settle(sought, count, likeness, there_count, arena, found);
}
