/* Pieces of text that the formats write alike. */
#include "formats/pieces.h"

#include <string.h>

#include "ground/utf8.h"

struct str piece_line(struct arena *arena, struct str text) {
    char *plain = str_zero_ended(arena, text);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)plain[i] < ' ' || plain[i] == 0x7F)
            plain[i] = ' ';
    return str_squeeze(arena, (struct str){plain, text.len});
}

/* The parts that are not empty, with `between` between them. */
static struct str join(struct arena *arena, const char *between, size_t count,
                       const struct str *parts) {
    struct buf all = buf_in(arena);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&all, all.len && parts[i].len ? between : "");
        buf_put(&all, parts[i]);
    }
    return buf_text(&all);
}

#define JOIN(arena, between, ...)                                                                  \
    join(arena, between, sizeof((struct str[]){__VA_ARGS__}) / sizeof(struct str),                 \
         (struct str[]){__VA_ARGS__})

bool piece_is_organisation(const struct name *name) {
    size_t rest = name->suffix.len + name->dropping_particle.len + name->non_dropping_particle.len;
    return !name->family.len && !name->given.len && (name->literal.len || !rest);
}

struct str piece_family(struct arena *arena, const struct name *name) {
    return piece_line(arena, JOIN(arena, " ", name->non_dropping_particle, name->family));
}

struct str piece_given(struct arena *arena, const struct name *name) {
    return piece_line(arena, JOIN(arena, " ", name->given, name->dropping_particle));
}

struct str piece_name(struct arena *arena, const struct name *name) {
    if (piece_is_organisation(name))
        return piece_line(arena, name->literal);
    return JOIN(arena, ", ", piece_family(arena, name), piece_given(arena, name),
                piece_line(arena, name->suffix));
}

struct str piece_day(struct arena *arena, const int part[3]) {
    struct str year = str_format(arena, part[0] < 0 ? "%05d" : "%04d", part[0]);
    if (!part[1])
        return year;
    struct str month = str_format(arena, "%.*s-%02d", STR_ARGS(year), part[1]);
    return part[2] ? str_format(arena, "%.*s-%02d", STR_ARGS(month), part[2]) : month;
}

struct str piece_date(struct arena *arena, const struct date *date) {
    static const char *const seasons[] = {"", "spring ", "summer ", "autumn ", "winter "};
    if (!date->count)
        return piece_line(arena, date->literal);
    struct buf words = buf_in(arena);
    buf_puts(&words, date->circa ? "c. " : "");
    if (date->season > 0 && date->season <= 4)
        buf_puts(&words, seasons[date->season]);
    buf_put(&words, piece_day(arena, date->part[0]));
    if (date->count > 1) {
        buf_char(&words, '/');
        buf_put(&words, piece_day(arena, date->part[1]));
    }
    return buf_text(&words);
}

struct str piece_year(struct arena *arena, const struct date *date) {
    int year = date->count ? date->part[0][0] : 0;
    return year > 0 && year <= 9999 ? str_format(arena, "%04d", year) : S("");
}

bool piece_is_one_day(const struct date *date) {
    return date->count == 1 && !date->circa && !date->season;
}

bool piece_is_address(struct str url) {
    url = str_trim(url);
    return (str_starts_fold(url, S("http://")) && url.len > 7) ||
           (str_starts_fold(url, S("https://")) && url.len > 8);
}

struct str piece_address(struct arena *arena, struct str url) {
    struct buf out = buf_in(arena);
    url = str_trim(url);
    for (size_t i = 0, width; i < url.len; i += width) {
        uint32_t c = utf8_decode(url, i, &width);
        bool unsafe = c < ' ' || c == 0x7F || (c < 0x80 && strchr("{}\\^|\"<>", (int)c));
        if (!unsafe && !utf8_is_space(c))
            buf_put(&out, str_part(url, i, i + width));
        else
            for (size_t k = 0; k < width; k++)
                buf_format(&out, "%%%02X", (unsigned char)url.at[i + k]);
    }
    return buf_text(&out);
}

struct str piece_link(struct arena *arena, const struct record_link *link) {
    struct str words =
        JOIN(arena, " ", piece_line(arena, link->lead), piece_line(arena, link->label));
    return JOIN(arena, " - ", words, piece_address(arena, link->href));
}

const struct type *piece_type(struct str csl) {
#define TYPE(...) {__VA_ARGS__},
    static const struct type types[] = {
#include "formats/types.def"
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_equal(csl, str_of(types[i].csl)))
            return &types[i];
    return NULL;
}

const char *piece_month(int month) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    return months[month - 1];
}

static void add_tag(struct arena *arena, struct tags *tags, size_t *room, struct str tag) {
    tag = piece_line(arena, tag);
    for (size_t i = 0; i < tags->count; i++)
        if (str_equal(tags->at[i], tag))
            return;
    if (tag.len)
        *arena_push(arena, tags->at, tags->count, room) = tag;
}

struct tags piece_tags(struct arena *arena, struct record *record) {
    static const struct str between = {" > ", 3};
    struct tags tags = {0};
    size_t room = 0;
    struct str part, keywords = record_take(record, FIELD_KEYWORD);
    char mark = str_find_char(keywords, ';', 0) == STR_NONE ? ',' : ';';
    while (str_next(&keywords, mark, &part))
        add_tag(arena, &tags, &room, part);
    struct str section = record_take(record, FIELD_SECTION);
    while (section.len) {
        size_t end = str_find(section, between, 0);
        add_tag(arena, &tags, &room, str_part(section, 0, end));
        section = end == STR_NONE ? S("") : str_from(section, end + between.len);
    }
    return tags;
}

struct str piece_replaced(struct arena *arena, struct str text, const char *set, const char *with) {
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] && strchr(set, text.at[i]))
            buf_puts(&out, with);
        else
            buf_char(&out, text.at[i]);
    return buf_text(&out);
}

struct str piece_unsplit(struct arena *arena, struct str tag, const char *set) {
    return piece_line(arena, piece_replaced(arena, tag, set, " –"));
}

struct str piece_inverted(struct arena *arena, const struct record *record,
                          const struct name *name) {
    struct str whole = piece_name(arena, name);
    if (!whole.len || !piece_is_organisation(name))
        return whole;
    if (str_find_char(whole, ',', 0) != STR_NONE)
        diag(MSG_COMMA_IN_NAME, record_place(record),
             "programs may split the organisation's name at its comma: \"%.*s\"", STR_ARGS(whole));
    return str_format(arena, "%.*s,", STR_ARGS(whole));
}

void piece_note(struct buf *note, const char *label, struct str value) {
    if (!value.len)
        return;
    buf_puts(note, note->len ? "; " : "");
    if (label)
        buf_format(note, "%s - ", label);
    buf_put(note, value);
}

void piece_note_links(struct buf *note, const char *label, struct record *record) {
    struct links links = record_take_links(record);
    for (size_t i = 0; i < links.count; i++)
        piece_note(note, label, piece_link(note->arena, &links.at[i]));
}

struct str piece_value(struct arena *arena, struct record *record, enum field field) {
    struct buf words = buf_in(arena);
    if (field_kind(field) == KIND_NAMES) {
        struct names names = record_take_names(record, field);
        for (size_t i = 0; i < names.count; i++)
            piece_note(&words, NULL, piece_name(arena, &names.at[i]));
    } else if (field_kind(field) == KIND_LINKS) {
        piece_note_links(&words, NULL, record);
    } else if (field_kind(field) == KIND_DATE) {
        struct date date = record_take_date(record, field);
        return piece_date(arena, &date);
    } else if (field_kind(field) == KIND_FLAG) {
        bool cut_short = record_take_flag(record, field); /* "et al." is nobody's name */
        return cut_short ? S("the page names more of them (et al.)") : S("");
    } else if (field == FIELD_URL) {
        return piece_address(arena, record_take(record, field));
    } else {
        return piece_line(arena, record_take(record, field));
    }
    return buf_text(&words);
}
