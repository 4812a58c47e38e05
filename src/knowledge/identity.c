/* Telling entries by their words and by where their links lead. */
#include "knowledge/identity.h"

#include <stdlib.h>

#include "ground/utf8.h"

/* Characters of a text that count; places of words that are looked at for one entry. */
enum { LONGEST_TEXT = 2000, MOST_PLACES = 600 };

/* Distances: of entries without a common word; from which on two are not the same, and not even
 * where they have a link in common. */
enum { APART = 10000, FAR = 4000, LINKED_FAR = 6000 };

static uint64_t hash_of(struct str text) {
    return str_hash(STR_HASH, text) >> 1;
}

static int by_number(const void *a, const void *b) {
    return number_compare(*(const uint64_t *)a, *(const uint64_t *)b);
}

/* The words of a set in their order, each once, in the arena. */
static struct word_set in_order(struct arena *keep, struct word_set set) {
    struct word_set kept = {arena_make(keep, uint64_t, set.count), 0};
    if (set.count)
        qsort(set.at, set.count, sizeof *set.at, by_number);
    for (size_t i = 0; i < set.count; i++)
        if (!i || set.at[i - 1] != set.at[i])
            kept.at[kept.count++] = set.at[i];
    return kept;
}

/* Letters and figures that stand together are a word; so is each sign of a script without gaps. */
static struct word_set words_of(struct arena *keep, struct arena *arena, struct str text) {
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
    return in_order(keep, set);
}

/* What an address has behind the host, or the host where that is all: sites move. */
static uint64_t target_of(struct str address) {
    size_t host = str_find(address, S("://"), 0);
    struct str path = host == STR_NONE ? address : str_from(address, host + 3);
    size_t slash = host == STR_NONE ? STR_NONE : str_find_char(path, '/', 0);
    struct str behind = str_trim_end(str_from(path, slash == STR_NONE ? 0 : slash), "/");
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
    if (record_has(record, FIELD_NEAR))
        json_put(object, S("near"), record->field[FIELD_NEAR].json);
    return object;
}

static size_t near_of(const struct json *near, const char *way) {
    long distance = json_integer(json_get(near, way), -1);
    return distance < 0 ? IDENTITY_ALONE : (size_t)distance;
}

struct identity identity_read(struct arena *keep, struct arena *each, const struct json *object) {
    const struct json *near = json_get(object, "near");
    struct identity identity = {
        .id = str_copy(keep, json_text_or_number(each, json_get(object, "id"))),
        .title = str_copy(keep, json_text_or_number(each, json_get(object, "title"))),
        .near = near_of(near, "words"),
        .near_linked = near_of(near, "link")};
    const struct json *text = cut_text(each, json_get(object, "text"));
    struct buf lines = buf_in(each);
    for (size_t i = 0; i < json_length(text); i++)
        buf_join(&lines, "\n", json_text(json_at(text, i)));
    identity.title_words = words_of(keep, each, identity.title);
    identity.words = words_of(keep, each, buf_text(&lines));
    identity.only_title = !identity.words.count;
    if (identity.only_title)
        identity.words = identity.title_words;
    identity.target = target_of(json_text(json_get(object, "URL")));
    return identity;
}

struct identity identity_of(struct arena *keep, struct arena *each, const struct record *record) {
    struct identity identity = identity_read(keep, each, identity_json(each, record));
    struct links links = record->field[FIELD_LINKS].links;
    struct word_set targets = {arena_make(each, uint64_t, links.count + 1), 0};
    for (size_t i = 0; i <= links.count; i++) {
        uint64_t target = i ? target_of(links.at[i - 1].href) : identity.target;
        targets.at[targets.count] = target;
        targets.count += target != 0;
    }
    identity.targets = in_order(keep, targets);
    return identity;
}

/* Where a word or a target is: in which entry. */
struct posting {
    uint64_t word;
    size_t entry;
};

/* The postings of one word. */
struct part {
    size_t from, count;
};

/* Entries by what they hold. */
struct index {
    struct arena *arena;
    const struct identity *all;
    struct posting *at;
    size_t count, room;
    size_t *seen, looks; /* for each entry: in which look it was seen last */
};

/* The entry that is nearest to one, and how far it and the next one are. */
struct nearest {
    size_t entry;
    size_t distance, next;
};

/* What one look finds: among all, and among those that have its link. Of those that are the same
 * in words and link: how many have its key, and one that has. */
struct found {
    struct nearest by_words, by_link;
    size_t keyed, by_key;
};

static int by_word(const void *a, const void *b) {
    const struct posting *x = a, *y = b;
    int order = number_compare(x->word, y->word);
    return order ? order : number_compare(x->entry, y->entry);
}

static int by_count(const void *a, const void *b) {
    const struct part *x = a, *y = b;
    int order = number_compare(x->count, y->count);
    return order ? order : number_compare(x->from, y->from);
}

static struct index index_of(struct arena *arena, const struct identity *all, size_t count) {
    struct index index = {.arena = arena, .all = all, .seen = arena_make(arena, size_t, count)};
    for (size_t i = 0; i < count; i++) {
        const struct word_set *sets[] = {&all[i].words, &all[i].title_words, &all[i].targets};
        for (size_t s = all[i].only_title; s < sizeof sets / sizeof *sets; s++)
            for (size_t k = 0; k < sets[s]->count; k++)
                *arena_push(arena, index.at, index.count, &index.room) =
                    (struct posting){sets[s]->at[k], i};
    }
    if (index.count)
        qsort(index.at, index.count, sizeof *index.at, by_word);
    return index;
}

/* How many postings stand before those of a word. */
static size_t place_of(const struct index *index, uint64_t word) {
    size_t from = 0, to = index->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (index->at[middle].word < word)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static struct part part_of(const struct index *index, uint64_t word) {
    size_t from = place_of(index, word);
    return (struct part){from, place_of(index, word + 1) - from};
}

/* From 0, the same words, to APART, none in common (Dice). Half of that where one has no words. */
static size_t distance(const struct identity *a, const struct identity *b) {
    bool titles = a->only_title || b->only_title;
    const struct word_set *x = titles ? &a->title_words : &a->words;
    const struct word_set *y = titles ? &b->title_words : &b->words;
    size_t common = 0;
    for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
        uint64_t first = x->at[i], second = y->at[k];
        common += first == second;
        i += first <= second;
        k += second <= first;
    }
    size_t all = x->count + y->count;
    return x->count && y->count ? APART * (all - 2 * common) / all : APART / 2;
}

static bool leads_to(const struct identity *entry, uint64_t target) {
    return target && entry->targets.count &&
           bsearch(&target, entry->targets.at, entry->targets.count, sizeof target, by_number);
}

/* True for two that a person wrote down, or one run read, of one entry. */
static bool is_same(const struct identity *a, const struct identity *b) {
    return a->id.len && b->id.len ? str_equal(a->id, b->id)
                                  : a->target == b->target && !distance(a, b);
}

static void keep_nearest(struct nearest *nearest, size_t entry, size_t distance) {
    if (distance < nearest->distance) {
        *nearest = (struct nearest){entry, distance, nearest->distance};
    } else if (distance < nearest->next) {
        nearest->next = distance;
    }
}

/* Looks at the entries that have one of these postings. */
static void look_at(struct index *index, const struct identity *sought, struct part part,
                    bool to_others, struct found *found) {
    for (size_t i = part.from; i < part.from + part.count; i++) {
        size_t entry = index->at[i].entry;
        const struct identity *there = &index->all[entry];
        if (index->seen[entry] == index->looks || (to_others && is_same(there, sought)))
            continue;
        index->seen[entry] = index->looks;
        size_t far_off = distance(sought, there);
        bool linked = leads_to(there, sought->target);
        keep_nearest(&found->by_words, entry, far_off);
        if (linked)
            keep_nearest(&found->by_link, entry, far_off);
        if (!far_off && (linked || !sought->target) && sought->id.len &&
            str_equal(sought->id, there->id)) {
            found->keyed++;
            found->by_key = entry;
        }
    }
}

/* Looks for the entries nearest to one, by its link and its rarest words; with `to_others` not for
 * itself. What was not looked at has none of those words, so it is not nearer than that allows. */
static struct found look(struct index *index, const struct identity *sought, bool to_others) {
    struct nearest none = {IDENTITY_NONE, IDENTITY_ALONE, IDENTITY_ALONE};
    struct found found = {.by_words = none, .by_link = none};
    struct part linked = part_of(index, sought->target);
    size_t count = sought->words.count, places = 0, looked = 0;
    index->looks++;
    struct part *parts = arena_make(index->arena, struct part, count);
    for (size_t i = 0; i < count; i++)
        parts[i] = part_of(index, sought->words.at[i]);
    if (count)
        qsort(parts, count, sizeof *parts, by_count);
    for (; looked < count && (places += parts[looked].count) <= MOST_PLACES; looked++)
        look_at(index, sought, parts[looked], to_others, &found);
    if (sought->target && linked.count <= MOST_PLACES)
        look_at(index, sought, linked, to_others, &found);
    else if (sought->target)
        keep_nearest(&found.by_link, IDENTITY_NONE, 0);
    if (looked < count)
        keep_nearest(&found.by_words, IDENTITY_NONE, APART * looked / (2 * count - looked));
    return found;
}

void identities_near(struct arena *arena, struct identity *all, size_t count) {
    struct index index = index_of(arena, all, count);
    for (size_t i = 0; i < count; i++) {
        struct found found = look(&index, &all[i], true);
        if (found.by_words.distance < all[i].near)
            all[i].near = found.by_words.distance;
        if (found.by_link.distance < all[i].near_linked)
            all[i].near_linked = found.by_link.distance;
    }
}

/* True where it is near, and less than half as far as any other was on the old page and is here. */
static bool is_it(const struct nearest *nearest, size_t near, size_t limit) {
    size_t least = nearest->next < near ? nearest->next : near;
    return nearest->entry != IDENTITY_NONE && nearest->distance < limit &&
           nearest->distance * 2 < least;
}

static size_t choose(const struct identity *sought, const struct found *found) {
    const struct nearest *words = &found->by_words, *link = &found->by_link;
    bool by_words = is_it(words, sought->near, FAR);
    bool by_link = is_it(link, sought->near_linked, LINKED_FAR);
    if (by_words && (!words->distance || !by_link || words->entry == link->entry))
        return words->entry;
    if (by_link && !by_words)
        return link->entry;
    if (!words->next && found->keyed == 1)
        return found->by_key;
    return words->distance < FAR || link->distance < LINKED_FAR ? IDENTITY_SEVERAL : IDENTITY_NONE;
}

struct json *identity_near_json(struct arena *arena, const struct identity *identity) {
    struct json *near = json_new_object(arena);
    if (identity->near < 2 * FAR)
        json_put_size(arena, near, S("words"), identity->near);
    if (identity->near_linked < 2 * LINKED_FAR)
        json_put_size(arena, near, S("link"), identity->near_linked);
    return json_first(near).value ? near : NULL;
}

void identities_find(struct arena *arena, struct identity *sought, size_t count,
                     const struct identity *there, size_t there_count, size_t *found) {
    struct index index = index_of(arena, there, there_count);
    size_t *owner = arena_make(arena, size_t, there_count); /* who found an entry, plus 1 */
    identities_near(arena, sought, count);
    for (size_t i = 0; i < count; i++) {
        struct found all = look(&index, &sought[i], false);
        found[i] = choose(&sought[i], &all);
        bool first = found[i] < there_count && !owner[found[i]];
        if (first || (found[i] < there_count && !all.by_words.distance))
            owner[found[i]] = i + 1;
    }
    for (size_t i = 0; i < count; i++)
        if (found[i] < there_count && !is_same(&sought[i], &sought[owner[found[i]] - 1]))
            found[i] = IDENTITY_SEVERAL;
}
