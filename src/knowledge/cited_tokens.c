/* Tokens by shape, by the words that tell something, and by where they stand. */
#include "knowledge/cited_tokens.h"

#include <string.h>

#include "ground/utf8.h"
#include "knowledge/creators.h"

enum shape {
    SHAPE_NONE, /* before the first token and behind the last */
    SHAPE_TAKEN,
    SHAPE_INITIAL,
    SHAPE_INITIALS, /* two or three capitals */
    SHAPE_CAPITALS,
    SHAPE_CAPITALISED,
    SHAPE_SMALL,
    SHAPE_SHORT, /* small, of three letters at most */
    SHAPE_MIXED, /* letters and digits */
    SHAPE_DIGIT,
    SHAPE_DIGITS_2,
    SHAPE_DIGITS_3,
    SHAPE_DIGITS_4,
    SHAPE_YEAR,
    SHAPE_DIGITS,
    SHAPE_OTHER_MARK,
    SHAPE_MARK = 32 /* and the marks of `marks` in their order */
};

enum cue {
    CUE_NONE,
    CUE_MONTH,
    CUE_GIVEN,
    CUE_ORGANISATION,
#define CUES(cue, words) CUE_##cue,
#include "knowledge/cues.def"
    CUE_COUNT
};

static const struct {
    enum cue cue;
    const char *words;
} cues[] = {
#define CUES(cue, words) {CUE_##cue, " " words " "},
#include "knowledge/cues.def"
};

/* Bits of a token's state. */
enum {
    QUOTED = 1,
    BRACKETED = 2,
    MARKED = 4, /* slanted or underlined */
    STRONG = 8,
    LINKED = 16,
    BLANK_BEFORE = 32,
    BEGINS_MARK = 64,
    ENDS_MARK = 128,
    ENDS_SENTENCE = 256
};

static const char marks[] = ".,:;()[]-/&?!\"'|=+#*";
static const struct {
    struct str mark;
    char like; /* the mark of ASCII that says the same, a letter where none does */
    int opens; /* quotation marks: 1, -1 where it closes */
} other_marks[] = {
#define MARK(mark, like, opens) {S(mark), like, opens},
#include "knowledge/cited_marks.def"
};

static uint16_t mark_shape(struct str mark) {
    const char *found = mark.len == 1 ? strchr(marks, mark.at[0]) : NULL;
    if (found)
        return (uint16_t)(SHAPE_MARK + (found - marks));
    for (size_t i = 0; i < sizeof other_marks / sizeof other_marks[0]; i++)
        if (str_equal(mark, other_marks[i].mark)) {
            found = strchr(marks, other_marks[i].like);
            return (uint16_t)(found ? SHAPE_MARK + (found - marks)
                                    : SHAPE_MARK + 24 + (other_marks[i].like % 8));
        }
    return SHAPE_OTHER_MARK;
}

static uint16_t number_shape(struct str word) {
    static const uint16_t shapes[] = {SHAPE_DIGIT, SHAPE_DIGITS_2, SHAPE_DIGITS_3};
    long number = str_number(word);
    if (word.len <= 3)
        return shapes[word.len - 1];
    if (word.len > 4)
        return SHAPE_DIGITS;
    return number >= 1450 && number < 2100 ? SHAPE_YEAR : SHAPE_DIGITS_4;
}

static uint16_t word_shape(struct str word) {
    size_t letters = 0, capitals = 0, digits = 0, width;
    for (size_t i = 0; i < word.len; i += width) {
        uint32_t c = utf8_decode(word, i, &width);
        letters += utf8_is_letter(c);
        capitals += utf8_is_upper(c);
        digits += c < 128 && is_digit((char)c);
    }
    if (!letters)
        return number_shape(word);
    if (digits)
        return SHAPE_MIXED;
    if (capitals && capitals == letters)
        return letters == 1 ? SHAPE_INITIAL : letters <= 3 ? SHAPE_INITIALS : SHAPE_CAPITALS;
    if (capitals)
        return SHAPE_CAPITALISED;
    return letters <= 3 ? SHAPE_SHORT : SHAPE_SMALL;
}

static const char month_source[] = "^(?:(?!)"
#define MONTH(number, names) "|" names
#define SEASON(number, names) "|" names
#include "knowledge/months.def"
                                   ")$";

static uint16_t cue_of(struct arena *arena, struct str word, uint16_t shape) {
    static struct pattern month = PATTERN_FOLD(month_source);
    enum { LONGEST = 24 };
    if (shape == SHAPE_TAKEN || shape >= SHAPE_MIXED || word.len > LONGEST)
        return CUE_NONE;
    struct str folded = utf8_fold(arena, word);
    struct str between = str_format(arena, " %.*s ", STR_ARGS(folded));
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
        if (str_find(str_of(cues[i].words), between, 0) != STR_NONE)
            return (uint16_t)cues[i].cue;
    if (pattern_in(&month, word))
        return CUE_MONTH;
    if (shape == SHAPE_CAPITALISED && names_is_given(arena, word))
        return CUE_GIVEN;
    return names_have_organisation(word) ? CUE_ORGANISATION : CUE_NONE;
}

/* The byte behind the token that begins at `at`. */
static size_t token_end(struct str text, size_t at) {
    static struct pattern word =
        PATTERN("\\G(?:\\x01+|[\\p{L}\\p{M}\\d]+(?:['’`-](?=\\p{L})[\\p{L}\\p{M}]+)*)");
    struct match match;
    size_t width;
    if (pattern_find(&word, text, at, &match))
        return match.to;
    utf8_decode(text, at, &width);
    return at + width;
}

static uint16_t state_of(const struct line *line, size_t from, size_t to) {
    unsigned state = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct span *span = &line->spans[i];
        if (from < span->from || to > span->to)
            continue;
        state |= span->marks & (MARK_EMPHASIS | MARK_UNDERLINE) ? MARKED : 0;
        state |= span->marks & MARK_STRONG ? STRONG : 0;
        state |= from == span->from ? BEGINS_MARK : 0;
        state |= to == span->to ? ENDS_MARK : 0;
    }
    for (size_t i = 0; i < line->link_count; i++)
        if (from >= line->links[i].from && to <= line->links[i].to)
            state |= LINKED;
    return (uint16_t)state;
}

/* Whether a token opens or closes quotation marks: 1, -1 or 0. */
static int quotes(struct str token, bool open) {
    for (size_t i = 0; i < sizeof other_marks / sizeof other_marks[0]; i++)
        if (str_equal(token, other_marks[i].mark))
            return open && str_equal(token, S("“")) ? -1 : other_marks[i].opens;
    return 0;
}

static const struct token nothing = {0};

static const struct token *token_at(const struct tokens *tokens, size_t i, long offset) {
    long at = (long)i + offset;
    return at < 0 || at >= (long)tokens->count ? &nothing : &tokens->at[at];
}

/* The mark that ends a sentence: a stop behind a word of more than an initial, "?" or "!". */
static bool ends_sentence(const struct tokens *tokens, size_t i) {
    const struct token *token = &tokens->at[i], *before = token_at(tokens, i, -1);
    const struct token *after = token_at(tokens, i, 1);
    if (token->shape == mark_shape(S("?")) || token->shape == mark_shape(S("!")))
        return true;
    return token->shape == SHAPE_MARK && before->shape != SHAPE_INITIAL && before->cue < CUE_IN &&
           after->state & BLANK_BEFORE && after->shape != SHAPE_SMALL;
}

/* A mark between words that belong together has no blank, or is a stop behind an initial. */
static bool ends_clause(const struct token *token) {
    if (token->shape < SHAPE_OTHER_MARK)
        return false;
    if (token->shape == SHAPE_MARK || token->shape == mark_shape(S("?")))
        return token->state & ENDS_SENTENCE;
    if (token->shape == mark_shape(S("-")))
        return token->state & BLANK_BEFORE;
    return token->shape != mark_shape(S("&")) && token->shape != mark_shape(S("'")) &&
           token->shape != mark_shape(S("/"));
}

/* How many words, whether with capitals, digits and initials. */
static uint16_t clause_look(const struct token *token, size_t count) {
    static const unsigned char lengths[] = {0, 1, 2, 3, 4, 4, 5, 5, 5, 5};
    size_t words = 0, small = 0, digits = 0, initials = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t shape = token[i].shape;
        words += shape < SHAPE_OTHER_MARK && shape > SHAPE_TAKEN;
        small += shape == SHAPE_SMALL || shape == SHAPE_SHORT;
        digits += shape >= SHAPE_MIXED && shape < SHAPE_OTHER_MARK;
        initials += shape == SHAPE_INITIAL || shape == SHAPE_INITIALS;
    }
    unsigned length = words < sizeof lengths ? lengths[words] : 6;
    unsigned letters = !small ? 0 : small == words ? 3 : small + 1 == words ? 2 : 1;
    return (uint16_t)(length << 4 | letters << 2 | (digits ? 2 : 0) | (initials ? 1 : 0));
}

static void find_clauses(struct arena *arena, struct tokens *tokens) {
    size_t room = 0, from = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        tokens->at[i].clause = (uint16_t)tokens->clause_count;
        if (i + 1 < tokens->count && !ends_clause(&tokens->at[i]))
            continue;
        struct clause *clause = arena_push(arena, tokens->clauses, tokens->clause_count, &room);
        clause->look = clause_look(&tokens->at[from], i + 1 - from);
        clause->mark = tokens->at[i].shape;
        for (size_t w = from; w <= i && !clause->cue; w++)
            clause->cue = tokens->at[w].cue >= CUE_IN ? tokens->at[w].cue : CUE_NONE;
        from = i + 1;
    }
}

/* Marks what reads as creators at the beginning, by how surely it does, and what is behind. */
static void find_leading(struct arena *arena, struct tokens *tokens, struct str text,
                         const struct line *line, size_t skipped) {
    struct creators creators = creators_leading(arena, text, line, skipped, ORDER_UNKNOWN);
    bool person = byline_names_person(&creators.byline), sure = creators.byline.quality >= 0.7;
    for (size_t i = 0; creators.to && i < tokens->count; i++)
        tokens->at[i].leading =
            (uint16_t)(1 + 4 * (tokens->at[i].from >= creators.to) + 2 * person + sure);
}

struct tokens tokens_of(struct arena *arena, struct str text, const struct line *line,
                        size_t skipped) {
    struct tokens tokens = {0};
    size_t room = 0, to;
    bool quoted = false;
    int bracketed = 0;
    for (size_t at = 0; at < text.len; at = to) {
        if (is_space(text.at[at])) {
            to = at + 1;
            continue;
        }
        to = token_end(text, at);
        struct str word = str_part(text, at, to);
        struct token *token = arena_push(arena, tokens.at, tokens.count, &room);
        size_t width;
        uint32_t c = utf8_decode(word, 0, &width);
        bool is_word = utf8_is_letter(c) || (c < 128 && is_digit((char)c));
        token->shape = c == 1 ? SHAPE_TAKEN : is_word ? word_shape(word) : mark_shape(word);
        token->cue = cue_of(arena, word, token->shape);
        token->from = at;
        token->to = to;
        int turn = str_equal(word, S("\"")) ? (quoted ? -1 : 1) : quotes(word, quoted);
        quoted = turn < 0 ? false : quoted;
        bracketed -= bracketed > 0 && (c == ')' || c == ']');
        token->state = state_of(line, skipped + at, skipped + to);
        token->state |= quoted ? QUOTED : 0;
        token->state |= bracketed ? BRACKETED : 0;
        token->state |= at && is_space(text.at[at - 1]) ? BLANK_BEFORE : 0;
        quoted = turn > 0 ? true : quoted;
        bracketed += c == '(' || c == '[';
    }
    for (size_t i = 0; i < tokens.count; i++)
        tokens.at[i].state |= ends_sentence(&tokens, i) ? ENDS_SENTENCE : 0;
    find_clauses(arena, &tokens);
    find_leading(arena, &tokens, text, line, skipped);
    return tokens;
}

/* Shape and cue in one number. */
static uint32_t class_of(const struct token *token) {
    return token->cue ? 128u + token->cue * 4u +
                            (token->shape == SHAPE_SMALL || token->shape == SHAPE_SHORT)
                      : token->shape;
}

/* What a walk to one side of a token sees. */
struct side {
    uint32_t mark, second_mark, cue;
    uint32_t sentences, years, quoted, marked, tokens;
};

static struct side look(const struct tokens *tokens, size_t i, int step) {
    enum { FARTHEST = 80 };
    struct side side = {0};
    bool ended = false;
    for (long at = (long)i + step; at >= 0 && at < (long)tokens->count && side.tokens < FARTHEST;
         at += step) {
        const struct token *token = &tokens->at[at];
        side.tokens++;
        side.years += token->shape == SHAPE_YEAR;
        side.quoted |= (token->state & QUOTED) != 0;
        side.marked |= (token->state & MARKED) != 0;
        if (token->state & ENDS_SENTENCE) {
            ended = true;
            side.sentences++;
        }
        if (!ended && !side.cue && token->cue >= CUE_IN && token->cue < CUE_PARTICLE)
            side.cue = token->cue;
        if (token->shape < SHAPE_OTHER_MARK)
            continue;
        uint32_t *mark = side.mark ? &side.second_mark : &side.mark;
        *mark = *mark ? *mark : token->shape;
    }
    return side;
}

size_t token_form(const struct token *token) {
    return (token->state & QUOTED) | (token->state >> 1 & (MARKED | STRONG | LINKED) >> 1);
}

size_t token_mark(const struct token *token) {
    return token->shape < SHAPE_OTHER_MARK ? 0 : 1u + token->shape - SHAPE_OTHER_MARK;
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static uint32_t mix(uint32_t template, uint32_t a, uint32_t b, uint32_t c) {
    uint32_t hash = template * 0x9E3779B1u + 0x85EBCA77u;
    const uint32_t values[] = {a, b, c};
    for (size_t i = 0; i < 3; i++) {
        hash = (hash ^ values[i]) * 0xC2B2AE3Du;
        hash ^= hash >> 15;
    }
    return hash;
}

size_t token_features(const struct tokens *tokens, size_t i, uint32_t feature[FEATURES]) {
    const struct token *here = &tokens->at[i];
    uint32_t c[5], n = 0;
    for (int offset = -2; offset <= 2; offset++)
        c[offset + 2] = class_of(token_at(tokens, i, offset));
    struct side left = look(tokens, i, -1), right = look(tokens, i, 1);
    uint32_t state = here->state & (QUOTED | BRACKETED | MARKED | STRONG | LINKED);
    uint32_t ends = here->state & (BLANK_BEFORE | BEGINS_MARK | ENDS_MARK);
    uint32_t tenth = (uint32_t)(10 * i / tokens->count);
    uint32_t years = least(left.years, 2) * 3 + least(right.years, 2);
    uint32_t form = (left.quoted | right.quoted) * 2 + (left.marked | right.marked);
    static const struct clause none = {0};
    size_t own = here->clause;
    const struct clause *clause = &tokens->clauses[own];
    const struct clause *before = own ? clause - 1 : &none;
    const struct clause *behind = own + 1 < tokens->clause_count ? clause + 1 : &none;
#define ADD(a, b, third) (feature[n] = mix(n, (a), (b), (third)), n++)
    ADD(0, 0, 0);
    ADD(c[2], here->shape, 0);
    ADD(c[1], 0, 0);
    ADD(c[3], 0, 0);
    ADD(c[0], 0, 0);
    ADD(c[4], 0, 0);
    ADD(c[1], c[2], 0);
    ADD(c[2], c[3], 0);
    ADD(c[1], c[2], c[3]);
    ADD(c[0], c[1], c[2]);
    ADD(c[2], c[3], c[4]);
    ADD(c[1], c[3], here->shape);
    ADD(state, ends, 0);
    ADD(state, c[2], form);
    ADD(state, least(left.sentences, 4), form);
    ADD(c[2], least(left.sentences, 4), years);
    ADD(tenth, here->shape, 0);
    ADD(least(left.tokens, 12), here->shape, 0);
    ADD(least(right.tokens, 12), here->shape, 0);
    ADD(years, here->shape, form);
    ADD(left.mark, right.mark, here->shape);
    ADD(left.mark, left.second_mark, here->shape);
    ADD(right.mark, right.second_mark, here->shape);
    ADD(left.cue, right.cue, here->shape);
    ADD(left.cue, c[2], state);
    ADD(right.cue, c[2], state);
    ADD(left.sentences > 3 ? 3 : left.sentences, right.sentences > 3 ? 3 : right.sentences, years);
    ADD(ends, c[1], c[2]);
    ADD(left.mark, left.cue, years);
    ADD(clause->look, here->shape, clause->cue);
    ADD(before->look, clause->look, before->mark);
    ADD(clause->look, behind->look, clause->mark);
    ADD(before->mark, clause->look, clause->mark);
    ADD(least((uint32_t)own, 6), clause->look, years);
    ADD(before->cue, clause->cue, behind->cue);
    ADD(here->leading, here->shape, token_at(tokens, i, -1)->leading);
    ADD(here->leading, c[1], c[2]);
    ADD(here->leading, state, least(left.sentences, 3));
    ADD(here->leading, clause->look, clause->mark);
#undef ADD
    return n;
}
