/* Reading lists of creators. */
#include "knowledge/names.h"

#include <math.h>

#include "ground/utf8.h"
#include "wrappers/pattern.h"

#define SHAPE(name, text) static struct pattern name = PATTERN(text);
#define FOLDED(name, text) static struct pattern name = PATTERN_FOLD(text);
#include "knowledge/names.def"

static const struct str given_names[] = {
#define GIVEN(name) S(name),
#include "knowledge/given_names.def"
};

static const char organisation_source[] = "(?<![\\p{L}])(?:(?!)"
#define ORGANISATION(words) "|" words
#include "knowledge/organisations.def"
                                          ")(?![\\p{L}])";

bool names_have_organisation(struct str text) {
    static struct pattern organisation = PATTERN_FOLD(organisation_source);
    return pattern_in(&organisation, text);
}

bool names_is_given(struct arena *arena, struct str word) {
    struct str folded = utf8_fold(arena, word);
    return STR_ROW(str_part(folded, 0, str_find_char(folded, '-', 0)), given_names);
}

static bool is_family(struct str text) {
    return pattern_in(&family_shape, text) && !pattern_in(&lone_initial, text);
}

/* A list of creators that is being read: comma-parted tokens of one "and"-free piece at a time. */
struct reader {
    struct arena *arena;
    struct names names;
    size_t room;
    enum name_order order;
    size_t sure;   /* persons whose shape leaves no doubt */
    size_t bodies; /* organisations among the persons */
};

/* Always true: the name was read. */
static bool add(struct reader *reader, struct name name, enum name_order order, bool sure) {
    *arena_push(reader->arena, reader->names.at, reader->names.count, &reader->room) = name;
    if (order != ORDER_UNKNOWN && reader->order == ORDER_UNKNOWN)
        reader->order = order;
    reader->sure += sure;
    return true;
}

/* What may stand behind a name and is no name itself. */
static bool is_extra(struct str token) {
    return pattern_in(&suffix, token) || pattern_in(&degree, token);
}

/* How many words are no initials. */
static size_t full_words(struct str text) {
    size_t count = 0;
    struct str word;
    while (str_next(&text, ' ', &word))
        count += word.len > 2 && !str_ends(word, S(".")) && !utf8_starts_lower(word);
    return count;
}

static struct str first_word(struct str text) {
    return str_part(text, 0, str_find_char(text, ' ', 0));
}

/* "Doe" and "J. R., Jr."; false where `given` has no initials. */
static bool add_initials(struct reader *reader, struct str family, struct str given) {
    struct match match;
    return pattern_find(&initials, given, 0, &match) &&
           add(reader,
               (struct name){.family = family, .given = match.group[1], .suffix = match.group[2]},
               ORDER_INVERTED, true);
}

/* "Doe" and "J. R." or "Jane": one person over two tokens. */
static bool add_inverted(struct reader *reader, struct str family, struct str given, bool last) {
    if (!is_family(family) || pattern_in(&family_first, family) ||
        (is_extra(given) && !(pattern_in(&initials, given) && full_words(family) == 1)))
        return false;
    if (add_initials(reader, family, given))
        return true;
    struct str first = first_word(given);
    bool known = names_is_given(reader->arena, first) || pattern_in(&initials, first);
    bool family_is_given = names_is_given(reader->arena, first_word(family));
    bool two_words = str_find_char(family, ' ', 0) != STR_NONE;
    if (!pattern_in(&given_shape, given) || (reader->names.count && pattern_in(&whole, given)) ||
        (!known && !last) || (two_words && family_is_given) ||
        (two_words && !utf8_starts_lower(family) && full_words(given) > 1) || full_words(given) > 2)
        return false;
    return add(reader, (struct name){.family = family, .given = given}, ORDER_INVERTED, known);
}

/* "Jane Q. Doe", "J. van der Berg", "Doe JR": one person in one token. */
static bool add_single(struct reader *reader, struct str token) {
    struct match match;
    if (pattern_find(&family_first, token, 0, &match))
        return add(reader,
                   (struct name){
                       .family = match.group[1], .given = match.group[2], .suffix = match.group[3]},
                   ORDER_INVERTED, true);
    if (pattern_find(&straight, token, 0, &match)) {
        struct str given = str_trim(match.group[1]);
        struct str first = first_word(given);
        bool sure = pattern_in(&initials, first) || names_is_given(reader->arena, first);
        return add(
            reader,
            (struct name){.family = match.group[2], .given = given, .suffix = match.group[3]},
            ORDER_STRAIGHT, sure);
    }
    if (!pattern_in(&one_word, token))
        return false;
    return add(reader, (struct name){.family = token}, ORDER_UNKNOWN, false);
}

/* "Home Office" among persons. Words with stops, colons or digits are a title that was not cut off.
 */
static bool add_body(struct reader *reader, struct str token, struct str next) {
    enum { LONGEST_BODY = 80 };
    token = str_from(token, pattern_end(&article, token, 0));
    struct str first = first_word(token);
    if (token.len > LONGEST_BODY || !pattern_in(&body_shape, token) ||
        pattern_in(&initials, first) || pattern_in(&initials, next) ||
        pattern_in(&family_first, token) || !names_have_organisation(token) ||
        names_is_given(reader->arena, first))
        return false;
    reader->bodies++;
    return add(reader, (struct name){.literal = token}, ORDER_UNKNOWN, false);
}

static bool next_is_extra(struct reader *reader, struct str token) {
    /* "Kirk, M. A." has initials, "Kirk, J., M. A." a degree. */
    if (!reader->names.count || !is_extra(token) ||
        !reader->names.at[reader->names.count - 1].given.len)
        return false;
    if (pattern_in(&suffix, token))
        reader->names.at[reader->names.count - 1].suffix = token;
    return true;
}

enum { MOST_TOKENS = 400 };

/* Parts `text` at commas, without empty tokens. */
static size_t split_commas(struct str text, struct str *token) {
    size_t count = 0;
    struct str rest = text, part;
    while (count < MOST_TOKENS && str_next(&rest, ',', &part)) {
        part = str_trim_set(part, " \t.:;");
        /* The stop of an initial or of "Jr." belongs to it. */
        if (part.len && part.at + part.len < text.at + text.len && part.at[part.len] == '.' &&
            pattern_in(&short_word, part))
            part.len++;
        if (part.len)
            token[count++] = part;
    }
    return count;
}

static bool is_possessive(struct str token) {
    return str_ends(token, S("'s")) || str_ends(token, S("’s"));
}

/* "Ann Lee, Bo Ng, Cy Oh": three tokens or more, each of several words, are persons each. */
static bool are_straight(const struct str *token, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_find_char(token[i], ' ', 0) == STR_NONE || pattern_in(&initials, token[i]) ||
            pattern_in(&family_first, token[i]) || is_extra(token[i]))
            return false;
    return count > 2;
}

static bool read_piece(struct reader *reader, struct str piece) {
    struct str token[MOST_TOKENS];
    size_t count = split_commas(piece, token);
    if (reader->order == ORDER_UNKNOWN && are_straight(token, count))
        reader->order = ORDER_STRAIGHT;
    for (size_t i = 0; i < count;) {
        /* Some styles invert the first name of a list only. */
        bool first = i == 0 && count > 2 && full_words(token[2]) > 1;
        bool last = i + 2 == count || first;
        if (is_possessive(token[i]))
            return false;
        if (next_is_extra(reader, token[i]) ||
            add_body(reader, token[i], i + 1 < count ? token[i + 1] : S(""))) {
            i++;
        } else if (i + 1 < count &&
                   (reader->order != ORDER_STRAIGHT || pattern_in(&initials, token[i + 1])) &&
                   add_inverted(reader, token[i], token[i + 1], last)) {
            i += 2;
        } else if (add_single(reader, token[i])) {
            i++;
        } else {
            return false;
        }
    }
    return count > 0;
}

/* "Ortega y Gasset, J.": the "y" stands inside a family name, whose given name is still to come. */
static bool joins_family(struct str list, const struct match *joint) {
    struct str left = str_part(list, 0, joint->from);
    return pattern_in(&spanish_y, joint->group[0]) && pattern_in(&before_y, left) &&
           !pattern_in(&pair_before_y, left) && pattern_in(&behind_y, str_from(list, joint->to));
}

/* Takes the part of the list before the next word or mark that joins names. */
static bool next_piece(struct str *rest, struct str *piece) {
    struct match match;
    *rest = str_trim(*rest);
    if (!rest->len)
        return false;
    size_t from = 1;
    while (pattern_find(&between_names, *rest, from, &match) && joins_family(*rest, &match))
        from = match.to;
    if (!pattern_find(&between_names, *rest, from, &match)) {
        *piece = *rest;
        *rest = S("");
        return true;
    }
    *piece = str_part(*rest, 0, match.from);
    *rest = str_from(*rest, match.to);
    return true;
}

/* A family name and given names, said to be so: what stands before and behind a comma. */
static bool add_pair(struct reader *reader, struct str family, struct str given) {
    if (!pattern_in(&family_shape, family) || is_extra(given))
        return false;
    if (add_initials(reader, family, given))
        return true;
    struct str first = first_word(given);
    return pattern_in(&given_shape, given) && full_words(given) <= 2 &&
           add(reader, (struct name){.family = family, .given = given}, ORDER_INVERTED,
               names_is_given(reader->arena, first));
}

/* Which names of a list have the family name first. */
enum inverted { INVERTED_FIRST, INVERTED_ALL };

/* Reads the tokens of all pieces in one way, where they can be. */
static bool read_in_order(struct reader *reader, struct str text, enum inverted inverted) {
    struct str rest = text, piece, token[MOST_TOKENS];
    while (next_piece(&rest, &piece)) {
        size_t count = split_commas(piece, token);
        for (size_t i = 0; i < count; i++) {
            bool pair = inverted == INVERTED_ALL || !reader->names.count;
            if (next_is_extra(reader, token[i]))
                continue;
            if (pair ? i + 1 >= count || !add_pair(reader, token[i], token[i + 1])
                     : str_find_char(token[i], ' ', 0) == STR_NONE || !add_single(reader, token[i]))
                return false;
            i += pair;
        }
    }
    return reader->names.count > 0;
}

/* True where one of the names is a family name alone. */
static bool has_bare(const struct reader *reader) {
    for (size_t i = 0; i < reader->names.count; i++)
        if (!reader->names.at[i].given.len && !reader->names.at[i].literal.len)
            return true;
    return false;
}

/* Reads persons as each of them looks; where that leaves family names alone, or is not how the
 * page writes them, in one way for all. */
static bool read_persons(struct reader *reader, struct str text, enum name_order usual) {
    struct str rest = text, piece;
    bool as_they_look = true;
    while (as_they_look && next_piece(&rest, &piece))
        as_they_look = read_piece(reader, piece);
    as_they_look = as_they_look && reader->names.count;
    if (as_they_look && !has_bare(reader) &&
        !(usual == ORDER_INVERTED && reader->order == ORDER_STRAIGHT))
        return true;
    for (enum inverted inverted = INVERTED_FIRST; inverted <= INVERTED_ALL; inverted++) {
        struct reader other = {.arena = reader->arena};
        if (!read_in_order(&other, text, inverted) || has_bare(&other) ||
            (inverted == INVERTED_FIRST && other.names.count < 2))
            continue;
        *reader = other;
        return true;
    }
    return as_they_look;
}

/* How much the text looks like the name of an organisation. */
static double organisation_quality(struct str text) {
    size_t words = 0, capitals = 0, small = 0, width;
    struct str rest = text, word;
    while (str_next(&rest, ' ', &word)) {
        if (!word.len)
            continue;
        uint32_t c = utf8_decode(word, 0, &width);
        words++;
        capitals += utf8_is_upper(c) || utf8_is_cjk(c);
        small += utf8_is_lower(c) && word.len > 4;
    }
    bool known = names_have_organisation(text);
    if (pattern_in(&verb, text))
        return 0;
    if (!words || words > 14 || !capitals || str_ends(text, S("?")) || small > words / 2)
        return 0;
    if (known)
        return small ? 0.6 : 0.8;
    return small ? 0.2 : words <= 8 ? 0.5 : 0.3;
}

static double person_quality(const struct reader *reader, enum name_order usual, struct str text) {
    if (reader->sure)
        return 0.55 + 0.4 * (double)reader->sure / (double)(reader->names.count - reader->bodies) -
               (has_bare(reader) ? 0.15 : 0);
    if (names_have_organisation(text))
        return 0;
    if (reader->order == ORDER_STRAIGHT && reader->names.count > 1 && !has_bare(reader))
        return usual == ORDER_INVERTED ? 0.5 : 0.7;
    if (reader->order == ORDER_STRAIGHT)
        return usual == ORDER_STRAIGHT ? 0.6 : usual == ORDER_INVERTED ? 0.2 : 0.45;
    return usual == ORDER_INVERTED && reader->order == ORDER_INVERTED ? 0.6 : 0.35;
}

/* Takes "by", "edited by", "(eds.)" off; what they say of the role goes into the byline. */
static struct str cut_role(struct str text, struct byline *byline) {
    struct match match;
    if (pattern_find(&lead, text, 0, &match)) {
        if (match.group[1].at)
            byline->role = ROLE_TRANSLATOR;
        else if (pattern_in(&edits, text))
            byline->role = ROLE_EDITOR;
        text = str_from(text, match.to);
    }
    if (is_possessive(text))
        text.len -= str_ends(text, S("'s")) ? S("'s").len : S("’s").len;
    if (pattern_find(&editor_mark, text, 1, &match)) {
        byline->role = ROLE_EDITOR;
        text = str_part(text, 0, match.from);
    }
    return text;
}

static struct byline one_body(struct arena *arena, struct byline byline, struct str name,
                              double quality) {
    byline.names.count = 1;
    byline.names.at = arena_make(arena, struct name, 1);
    byline.names.at[0].literal = name;
    byline.quality = quality;
    return byline;
}

/* Cuts "et al." or what stands for it, with all behind it, off the end; true where it was there. */
static bool cut_et_al(struct str *text) {
    struct match match;
    if (!pattern_find(&and_others, *text, 0, &match))
        return false;
    *text = str_part(*text, 0, match.from);
    return true;
}

struct byline names_read(struct arena *arena, struct str text, enum name_order usual) {
    struct byline byline = {0};
    struct str named = cut_role(str_trim(text), &byline);
    bool said = named.len < str_trim(text).len;
    text = str_trim_set(named, " ,;:&");
    byline.et_al = cut_et_al(&text);
    text = str_trim_set(text, " ,;:&");
    if (!text.len)
        return byline;
    struct reader reader = {.arena = arena};
    if (pattern_in(&nobody, text))
        return one_body(arena, byline, text, 0.9);
    double as_persons =
        read_persons(&reader, text, usual) ? person_quality(&reader, usual, text) : 0;
    double as_body = organisation_quality(text);
    if (byline.et_al && as_persons > 0)
        as_persons = fmax(0.8, as_persons);
    /* "by Kiki Prottsman": the words before say what the names are. */
    if (said && as_persons > 0)
        as_persons = fmax(0.75, as_persons);
    if (said && as_body > 0)
        as_body = fmax(0.6, as_body);
    if (as_persons >= as_body && as_persons > 0) {
        byline.names = reader.names;
        byline.order = reader.order;
        byline.quality = as_persons;
    } else if (as_body > 0) {
        return one_body(arena, byline, str_trim_end(text, "."), as_body);
    }
    return byline;
}

struct names names_joined(struct arena *arena, struct names first, struct names more) {
    struct names names = {first.count + more.count,
                          arena_make(arena, struct name, first.count + more.count)};
    for (size_t i = 0; i < names.count; i++)
        names.at[i] = i < first.count ? first.at[i] : more.at[i - first.count];
    return names;
}

struct byline names_literal(struct arena *arena, struct str text) {
    return one_body(arena, (struct byline){0}, text, 0);
}

bool byline_names_person(const struct byline *byline) {
    return byline->names.count && byline->names.at[0].family.len;
}

struct byline names_person(struct arena *arena, struct str text) {
    static const struct byline none;
    enum { LONGEST = 60 };
    struct byline byline = text.len <= LONGEST ? names_read(arena, text, ORDER_UNKNOWN) : none;
    if (byline.names.count != 1 || byline.quality < 0.6)
        return none;
    return names_is_given(arena, first_word(byline.names.at[0].given)) ? byline : none;
}
