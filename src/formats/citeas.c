/* A record in a sentence. */
#include "formats/citeas.h"

#include <stdlib.h>

#include "formats/pieces.h"
#include "formats/xhtml.h"
#include "ground/utf8.h"

static void put_point(struct buf *out, const int part[3]) {
    if (part[1] >= 1 && part[1] <= 12) {
        if (part[2])
            buf_format(out, "%d ", part[2]);
        buf_format(out, "%s ", piece_month(part[1]));
    }
    buf_format(out, part[0] < 0 ? "%d BC" : "%d", abs(part[0]));
}

bool citeas_date(struct buf *out, struct date date) {
    static const char *const seasons[] = {"", "Spring ", "Summer ", "Autumn ", "Winter "};
    if (!date.count) {
        xhtml_text(out, date.literal);
        return date.literal.len > 0;
    }
    buf_puts(out, date.circa ? "c. " : "");
    if (date.season >= 1 && date.season <= 4)
        buf_puts(out, seasons[date.season]);
    put_point(out, date.part[0]);
    if (date.count > 1) {
        buf_puts(out, "–");
        put_point(out, date.part[1]);
    }
    return true;
}

/* The years alone; in their place what the page says of the state of the work, or "no date". */
static void put_years(struct buf *out, struct record *r) {
    struct date date = record_take_date(r, FIELD_ISSUED);
    date.season = 0;
    for (int i = 0; i < 2; i++)
        date.part[i][1] = date.part[i][2] = 0;
    if (date.count > 1 && date.part[0][0] == date.part[1][0])
        date.count = 1;
    if (citeas_date(out, date))
        return;
    struct str status = record_take(r, FIELD_STATUS);
    xhtml_text(out, status.len ? status : S("no date"));
}

static void put_word(struct buf *out, struct str word) {
    if (!word.len)
        return;
    if (out->len && out->at[out->len - 1] != ' ' && !str_ends(buf_text(out), S("’")))
        buf_char(out, ' ');
    buf_put(out, word);
}

static struct str printed_name(struct arena *arena, const struct name *name) {
    if (name->literal.len)
        return name->literal;
    struct buf out = buf_in(arena);
    put_word(&out, name->given);
    put_word(&out, name->dropping_particle);
    put_word(&out, name->non_dropping_particle);
    put_word(&out, name->family);
    put_word(&out, name->suffix);
    return buf_text(&out);
}

/* One word of a given name: "Ellen" as "E.", "R." and "MB" as they are; so is a word in a script
 * without capitals. */
static void put_initial(struct buf *out, struct str word) {
    size_t letters = 0, capitals = 0, width;
    for (size_t i = 0; i < word.len; i += width) {
        uint32_t c = utf8_decode(word, i, &width);
        letters += utf8_is_letter(c);
        capitals += utf8_is_upper(c);
    }
    bool whole = !capitals || capitals == letters || !utf8_is_letter(utf8_decode(word, 0, &width));
    buf_put(out, whole ? word : str_part(word, 0, width));
    buf_puts(out, whole ? "" : ".");
}

/* "Mary Ann" as "M.A.", "Jean-Paul" as "J.-P.". */
static void put_initials(struct buf *out, struct str given) {
    struct str word, half;
    size_t start = out->len;
    while (str_next(&given, ' ', &word)) {
        if (out->len > start && out->at[out->len - 1] != '.')
            buf_char(out, ' ');
        for (size_t n = 0; str_next(&word, '-', &half); n++) {
            buf_puts(out, n ? "-" : "");
            if (half.len)
                put_initial(out, half);
        }
    }
}

static struct str listed_name(struct arena *arena, const struct name *name) {
    if (name->literal.len || !name->family.len)
        return printed_name(arena, name);
    struct buf out = buf_in(arena);
    put_word(&out, name->non_dropping_particle);
    put_word(&out, name->family);
    if (name->given.len) {
        buf_puts(&out, ", ");
        put_initials(&out, name->given);
    }
    put_word(&out, name->dropping_particle);
    buf_puts(&out, name->suffix.len ? "," : "");
    put_word(&out, name->suffix);
    return buf_text(&out);
}

typedef struct str naming(struct arena *arena, const struct name *name);

/* Joins names with commas and a last "and"; an open list ("et al.") has no "and". */
static void put_names(struct buf *out, struct names names, naming *say, bool open) {
    for (size_t i = 0; i < names.count; i++) {
        if (i)
            buf_puts(out, i + 1 < names.count || open ? ", " : " and ");
        xhtml_isolated(out, say(out->arena, &names.at[i]));
    }
}

void citeas_names(struct buf *out, struct names names) {
    put_names(out, names, printed_name, false);
}

/* Authors, or else editors; false where there is neither. */
static bool put_creators(struct buf *out, struct record *r, naming *say) {
    struct names names = record_take_names(r, FIELD_AUTHOR);
    bool authors = names.count > 0, open = record_take_flag(r, FIELD_ET_AL);
    if (!authors)
        names = record_take_names(r, FIELD_EDITOR);
    if (!names.count)
        return false;
    put_names(out, names, say, open);
    if (open)
        buf_puts(out, " et al.");
    if (!authors)
        buf_puts(out, names.count > 1 || open ? " (eds)" : " (ed.)");
    return true;
}

void citeas_byline(struct buf *out, struct record *record) {
    if (put_creators(out, record, printed_name))
        buf_puts(out, ", ");
    struct date issued = record_take_date(record, FIELD_ISSUED);
    if (!citeas_date(out, issued))
        put_years(out, record);
    struct str container = record_take(record, FIELD_CONTAINER_TITLE);
    if (container.len)
        xhtml_element(out, ". <cite>", container, "</cite>");
}

/* Appends `before`, the text and `after`, where there is a text. */
static bool put_piece(struct buf *out, const char *before, struct str text, const char *after) {
    if (!text.len)
        return false;
    buf_puts(out, before);
    xhtml_isolated(out, text);
    buf_puts(out, after);
    return true;
}

/* A part of something larger stands in quotation marks, a whole in italics. */
static void put_title(struct buf *out, struct record *r) {
    struct str title = record_take(r, FIELD_TITLE), shown = xhtml_line(out->arena, title);
    if (!shown.len)
        buf_puts(out, "[No title]");
    else if (record_has(r, FIELD_CONTAINER_TITLE))
        put_piece(out, "‘", shown, "’");
    else
        put_piece(out, "<cite>", shown, "</cite>");
}

static void put_edition(struct buf *out, struct str edition) {
    long n = str_number(edition);
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    long last = n % 100 / 10 == 1 ? 0 : n % 10;
    if (n > 0)
        buf_format(out, ", %ld%s edn", n, endings[last > 3 ? 0 : last]);
    else
        put_piece(out, ", ", edition, "");
}

static void put_container(struct buf *out, struct record *r) {
    bool chapter = str_equal(record_take(r, FIELD_TYPE), S("chapter"));
    struct names editors = r->field[FIELD_EDITOR].names;
    buf_puts(out, chapter ? ", in " : ", ");
    if (editors.count && record_has(r, FIELD_AUTHOR)) {
        put_names(out, record_take_names(r, FIELD_EDITOR), listed_name, false);
        buf_puts(out, editors.count > 1 ? " (eds) " : " (ed.) ");
    }
    put_piece(out, "<cite>", record_take(r, FIELD_CONTAINER_TITLE), "</cite>");
}

static void put_publisher(struct buf *out, struct record *r) {
    struct str place = record_take(r, FIELD_PUBLISHER_PLACE);
    struct str publisher = record_take(r, FIELD_PUBLISHER);
    if (!place.len && !publisher.len)
        return;
    buf_puts(out, ". ");
    xhtml_text(out, place);
    put_piece(out, place.len ? ": " : "", publisher, "");
}

void citeas_reference(struct buf *out, struct record *record) {
    bool named = put_creators(out, record, listed_name);
    if (!named)
        put_title(out, record);
    buf_puts(out, " (");
    put_years(out, record);
    buf_puts(out, ")");
    if (named) {
        buf_char(out, ' ');
        put_title(out, record);
    }
    put_edition(out, record_take(record, FIELD_EDITION));
    if (record_has(record, FIELD_CONTAINER_TITLE))
        put_container(out, record);
    bool volume = put_piece(out, ", ", record_take(record, FIELD_VOLUME), "");
    put_piece(out, volume ? "(" : ", (", record_take(record, FIELD_ISSUE), ")");
    struct str pages = record_take(record, FIELD_PAGE);
    put_piece(out, str_number(pages) >= 0 ? ", p. " : ", pp. ", pages, "");
    put_piece(out, ". ", record_take(record, FIELD_COLLECTION_TITLE), "");
    put_piece(out, ", ", record_take(record, FIELD_COLLECTION_NUMBER), "");
    put_publisher(out, record);
    if (!str_ends(buf_text(out), S(".")))
        buf_char(out, '.');
}

struct str citeas_order(struct arena *arena, const struct record *record) {
    const struct value *field = record->field;
    struct names names = field[FIELD_AUTHOR].names;
    if (!names.count)
        names = field[FIELD_EDITOR].names;
    struct str title = utf8_fold(arena, xhtml_line(arena, field[FIELD_TITLE].text));
    struct buf out = buf_in(arena);
    for (size_t i = 0; i < names.count; i++) {
        const struct name *n = &names.at[i];
        struct str family = n->literal.len ? n->literal : n->family;
        buf_put(&out, utf8_fold(arena, family));
        buf_char(&out, ' ');
        buf_put(&out, utf8_fold(arena, n->given));
        buf_char(&out, '\1');
    }
    if (!names.count)
        buf_put(&out, title);
    buf_format(&out, "\1%06d\1", field[FIELD_ISSUED].date.part[0][0]);
    buf_put(&out, title);
    return buf_text(&out);
}
