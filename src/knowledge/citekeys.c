/* Making citation keys. */
#include "knowledge/citekeys.h"

#include <stdlib.h>
#include <string.h>

#include "ground/utf8.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

enum { MOST_WORDS = 40, LONGEST_PART = 24 };

static const struct {
    struct str letter, ascii;
} letters[] = {
#define LETTER(letter, ascii) {S(letter), S(ascii)},
#include "knowledge/letters.def"
};

/* What a key is made of, and how many words of the title it uses so far. */
struct parts {
    struct record *record;
    struct str start; /* family and year */
    struct str word[MOST_WORDS];
    size_t words, used;
    struct str key;
    struct str kept; /* the key of an earlier run, as it was written there */
    struct known now;
    struct str text; /* the whole record, where its key is another's too */
    size_t number;   /* of the record, only to put keys back in place */
};

static void put_ascii(struct buf *out, struct str letter) {
    if (letter.len == 1 && is_alnum(letter.at[0])) {
        buf_char(out, letter.at[0]);
        return;
    }
    /* Greek writes u as ου, and υ alone is y. */
    if (str_equal(letter, S("υ")) && out->len && strchr("aeo", out->at[out->len - 1])) {
        buf_char(out, 'u');
        return;
    }
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (str_equal(letter, letters[i].letter))
            buf_put(out, letters[i].ascii);
}

static struct str ascii(struct arena *arena, struct str text) {
    struct buf out = buf_in(arena);
    struct str folded = utf8_fold(arena, text);
    for (size_t i = 0, width; i < folded.len && out.len < LONGEST_PART; i += width) {
        utf8_decode(folded, i, &width);
        put_ascii(&out, str_part(folded, i, i + width));
    }
    return str_part(buf_text(&out), 0, LONGEST_PART);
}

static struct str family_of(struct arena *arena, const struct record *record) {
    const struct names *names = &record->field[FIELD_AUTHOR].names;
    if (!names->count)
        names = &record->field[FIELD_EDITOR].names;
    if (!names->count)
        return S("");
    const struct name *first = &names->at[0];
    struct str text = first->family.len ? first->family : first->literal;
    if (!first->family.len) {
        static struct pattern word = PATTERN_FOLD(WORD_OF_KEY);
        struct match match;
        if (pattern_find(&word, text, 0, &match))
            text = match.group[1];
    }
    return ascii(arena, text);
}

static void split_title(struct arena *arena, struct str title, struct parts *parts) {
    static struct pattern small = PATTERN_FOLD("^(?:" SMALL_WORDS ")$");
    static struct pattern word = PATTERN("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}'’]*");
    struct match match;
    for (size_t at = 0; parts->words < MOST_WORDS && pattern_find(&word, title, at, &match);
         at = match.to) {
        struct str plain =
            pattern_in(&small, match.group[0]) ? S("") : ascii(arena, match.group[0]);
        if (plain.len)
            parts->word[parts->words++] = plain;
    }
}

static void make_key(struct arena *arena, struct parts *parts) {
    if (parts->kept.len) {
        parts->key = str_lower(arena, parts->kept);
        return;
    }
    struct buf key = buf_in(arena);
    buf_put(&key, parts->start);
    for (size_t i = 0; i < parts->used; i++)
        buf_put(&key, parts->word[i]);
    parts->key = buf_text(&key);
}

static void prepare(struct arena *arena, struct record *record, struct parts *parts) {
    struct str family = family_of(arena, record);
    int year = record->field[FIELD_ISSUED].date.part[0][0];
    split_title(arena, record->field[FIELD_TITLE].text, parts);
    parts->record = record;
    if (year)
        parts->start = str_format(arena, "%.*s%d", STR_ARGS(family), year);
    else
        parts->start = str_format(arena, "%.*snd", STR_ARGS(family));
    parts->used = parts->words > 0;
    make_key(arena, parts);
}

/* Records with the same words are told apart by their own text, never by their order; before them
 * stands the one that keeps its key. */
static int by_text(const void *a, const void *b) {
    const struct parts *x = *(struct parts *const *)a, *y = *(struct parts *const *)b;
    int order = str_compare(x->key, y->key);
    if (!order)
        order = (y->kept.len > 0) - (x->kept.len > 0);
    if (!order)
        order = str_compare(x->text, y->text);
    return order ? order : number_compare(x->number, y->number);
}

/* One more word for all that share a key; false when nothing was left to be done. */
static bool part_clashes(struct arena *arena, struct parts **sorted, size_t count) {
    bool changed = false;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && str_equal(sorted[i]->key, sorted[end]->key); end++)
            ;
        for (size_t k = i; end - i > 1 && k < end; k++)
            if (!sorted[k]->kept.len && sorted[k]->used < sorted[k]->words) {
                sorted[k]->used++;
                changed = true;
            }
    }
    for (size_t i = 0; changed && i < count; i++)
        make_key(arena, sorted[i]);
    return changed;
}

static void write_text(struct arena *arena, struct parts *parts) {
    if (parts->text.len)
        return;
    struct buf text = buf_in(arena);
    record_write(arena, parts->record, &text);
    parts->text = buf_text(&text);
}

static struct str letters_for(struct arena *arena, size_t n) {
    struct buf text = buf_in(arena);
    if (n >= 26)
        buf_put(&text, letters_for(arena, n / 26 - 1));
    buf_char(&text, (char)('a' + n % 26));
    return buf_text(&text);
}

/* Letters for those that still share a key; false when none do. */
static bool add_letters(struct arena *arena, struct parts **sorted, size_t count) {
    bool changed = false;
    qsort(sorted, count, sizeof *sorted, by_text);
    for (size_t i = 1; i < count; i++)
        if (str_equal(sorted[i - 1]->key, sorted[i]->key)) {
            write_text(arena, sorted[i - 1]);
            write_text(arena, sorted[i]);
        }
    qsort(sorted, count, sizeof *sorted, by_text);
    for (size_t i = 0, end; i < count; i = end) {
        struct str key = sorted[i]->key;
        for (end = i + 1; end < count && str_equal(key, sorted[end]->key); end++)
            ;
        for (size_t k = i + (sorted[i]->kept.len > 0); end - i > 1 && k < end; k++) {
            sorted[k]->key =
                str_format(arena, "%.*s%.*s", STR_ARGS(key), STR_ARGS(letters_for(arena, k - i)));
            sorted[k]->kept = S("");
            changed = true;
        }
    }
    return changed;
}

struct known citekeys_known(struct arena *arena, const struct record *record) {
    struct str url = record->field[FIELD_URL].text;
    struct str title = utf8_fold(arena, record->field[FIELD_TITLE].text);
    struct buf whole = buf_in(arena);
    buf_format(&whole, "%.*s\n%d", STR_ARGS(title), record->field[FIELD_ISSUED].date.part[0][0]);
    for (enum field f = FIELD_AUTHOR; f <= FIELD_EDITOR; f++)
        for (size_t i = 0; i < record->field[f].names.count; i++) {
            const struct name *name = &record->field[f].names.at[i];
            buf_format(&whole, "\n%.*s%.*s", STR_ARGS(name->family), STR_ARGS(name->literal));
        }
    return (struct known){
        str_copy(arena, record->field[FIELD_ID].text),
        {url.len ? str_format(arena, "%.*s\n%.*s", STR_ARGS(url), STR_ARGS(title)) : S(""),
         utf8_fold(arena, str_copy(arena, record->field[FIELD_DOI].text)),
         title.len ? buf_text(&whole) : S(""), str_copy(arena, url)},
    };
}

/* One record, earlier or new, by the text that it is known by. */
struct sign {
    struct str text;
    bool is_new;
    size_t number;
};

static int by_sign(const void *a, const void *b) {
    const struct sign *x = a, *y = b;
    int order = str_compare(x->text, y->text);
    if (!order)
        order = x->is_new - y->is_new;
    return order ? order : number_compare(x->number, y->number);
}

/* True for a key that every format can hold. */
static bool is_key(struct str key) {
    for (size_t i = 0; i < key.len; i++)
        if (!is_alnum(key.at[i]) && str_find_char(S("-_:.+/"), key.at[i], 0) == STR_NONE)
            return false;
    return key.len > 0;
}

/* New records take the keys of earlier ones with the same sign; what is alike even so is paired in
 * order, but an address alone must be nobody else's. Each earlier key goes once. */
static void keep_keys(struct parts *parts, size_t count, struct known *earlier,
                      size_t earlier_count, size_t way, struct sign *signs) {
    size_t n = 0;
    for (size_t i = 0; i < earlier_count; i++)
        if (is_key(earlier[i].key) && earlier[i].by[way].len)
            signs[n++] = (struct sign){earlier[i].by[way], false, i};
    for (size_t i = 0; i < count; i++)
        if (!parts[i].kept.len && parts[i].now.by[way].len)
            signs[n++] = (struct sign){parts[i].now.by[way], true, i};
    qsort(signs, n, sizeof *signs, by_sign);
    for (size_t i = 0, middle, end; i < n; i = end) {
        for (end = i; end < n && str_equal(signs[i].text, signs[end].text); end++)
            ;
        for (middle = i; middle < end && !signs[middle].is_new; middle++)
            ;
        for (size_t k = 0; i + k < middle && middle + k < end; k++) {
            struct str *key = &earlier[signs[i + k].number].key;
            if (way == KEY_WAYS - 1 && end - i > 2)
                break;
            parts[signs[middle + k].number].kept = *key;
            *key = S("");
        }
    }
}

void citekeys_give(struct arena *arena, struct record *records, size_t count, struct known *earlier,
                   size_t earlier_count) {
    struct parts *parts = arena_make(arena, struct parts, count);
    struct parts **sorted = arena_make(arena, struct parts *, count);
    struct sign *signs = arena_make(arena, struct sign, count + earlier_count);
    for (size_t i = 0; i < count; i++)
        parts[i].kept = records[i].field[FIELD_ID].text;
    for (size_t i = 0; earlier_count && i < count; i++)
        parts[i].now = citekeys_known(arena, &records[i]);
    for (size_t way = 0; earlier_count && way < KEY_WAYS; way++)
        keep_keys(parts, count, earlier, earlier_count, way, signs);
    for (size_t i = 0; i < count; i++) {
        prepare(arena, &records[i], &parts[i]);
        parts[i].number = i;
        sorted[i] = &parts[i];
    }
    do
        qsort(sorted, count, sizeof *sorted, by_text);
    while (part_clashes(arena, sorted, count));
    while (add_letters(arena, sorted, count))
        ;
    for (size_t i = 0; i < count; i++) {
        struct str kept = parts[i].kept;
        records[i].field[FIELD_ID].text = kept.len ? kept : parts[i].key;
    }
}
