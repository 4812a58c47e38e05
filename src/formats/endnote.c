/* References as EndNote has them: the tables say which field goes into which slot. */
#include "formats/endnote.h"

#include "formats/pieces.h"

struct sheet {
    struct arena *arena;
    struct record *record;
    bool tagged;
    struct endnote reference;
    struct buf note;
};

static void add(struct sheet *sheet, enum endnote_slot slot, struct str value) {
    struct endnote_values *values = &sheet->reference.slot[slot];
    if (value.len)
        *arena_push(sheet->arena, values->at, values->count, &values->room) = value;
}

/* Into the slot, or into the notes where that is taken. */
static void put(struct sheet *sheet, enum endnote_slot slot, const char *label, struct str value) {
    if (slot == ENDNOTE_NOTES || sheet->reference.slot[slot].count)
        piece_note(&sheet->note, label, value);
    else
        add(sheet, slot, value);
}

static struct str value_of(struct sheet *sheet, enum field field) {
    return piece_value(sheet->arena, sheet->record, field);
}

static void put_names(struct sheet *sheet, enum field field, enum endnote_slot slot,
                      const char *label) {
    struct names names = record_take_names(sheet->record, field);
    for (size_t i = 0; i < names.count; i++) {
        if (slot == ENDNOTE_NOTES)
            piece_note(&sheet->note, label, piece_name(sheet->arena, &names.at[i]));
        else
            add(sheet, slot, piece_inverted(sheet->arena, sheet->record, &names.at[i]));
    }
}

/* A journal, and proceedings where no conference is named, are the secondary title as well: some
 * readers know only that. Zotero knows nothing else in a tagged file. */
static void put_container(struct sheet *sheet, enum field field, enum endnote_slot slot,
                          const char *label) {
    struct str title = value_of(sheet, field);
    bool journal = slot == ENDNOTE_PERIODICAL, proceedings = slot == ENDNOTE_CUSTOM3;
    put(sheet, slot, label, title);
    if (journal ? !sheet->tagged
                : proceedings && (sheet->tagged || !record_has(sheet->record, FIELD_EVENT_TITLE)))
        add(sheet, ENDNOTE_SECONDARY_TITLE, title);
}

/* "2003", and "April" or "3 April" beside it; what more is known of the date goes into the notes.
 */
static void put_issued(struct sheet *sheet, enum field field, enum endnote_slot slot,
                       const char *label) {
    struct date date = record_take_date(sheet->record, field);
    const int *first = date.part[0];
    bool has_year = date.count && first[0] > 0 && first[0] <= 9999;
    bool one_day = has_year && piece_is_one_day(&date);
    if (has_year)
        add(sheet, slot, str_format(sheet->arena, "%04d", first[0]));
    if (!one_day)
        piece_note(&sheet->note, label, piece_date(sheet->arena, &date));
    else if (first[1] > 0 && first[1] <= 12)
        add(sheet, ENDNOTE_DATE,
            first[2] ? str_format(sheet->arena, "%d %s", first[2], piece_month(first[1]))
                     : str_of(piece_month(first[1])));
}

static void put_address(struct sheet *sheet, enum field field, enum endnote_slot slot,
                        const char *label) {
    struct str url = value_of(sheet, field);
    put(sheet, piece_is_address(url) ? slot : ENDNOTE_NOTES, label, url);
}

/* A blank line would end the record of a tagged file. */
static void put_abstract(struct sheet *sheet, enum field field, enum endnote_slot slot,
                         const char *label) {
    if (sheet->tagged)
        put(sheet, slot, label, value_of(sheet, field));
    else
        add(sheet, slot, record_take(sheet->record, field));
}

static void put_links(struct sheet *sheet, enum field field, enum endnote_slot slot,
                      const char *label) {
    (void)field, (void)slot;
    piece_note_links(&sheet->note, label, sheet->record);
}

static const struct {
    enum endnote_slot slot;
    const char *label;
    void (*put)(struct sheet *, enum field, enum endnote_slot, const char *label);
} fields[FIELD_COUNT] = {
#define FIELD(id, slot, ...) [FIELD_##id] = {ENDNOTE_##slot, __VA_ARGS__},
#include "formats/endnote-fields.def"
};

static const struct {
    int type;
    enum field field;
    enum endnote_slot slot;
} elsewhere[] = {
#define ELSEWHERE(type, field, slot) {type, FIELD_##field, ENDNOTE_##slot},
#include "formats/endnote-elsewhere.def"
};

static const struct type_row {
    struct str csl;
    const char *name;
    int number;
} types[] = {
#define TYPE(csl, ...) {{csl, sizeof csl - 1}, __VA_ARGS__},
#include "formats/endnote-types.def"
};

/* A book that only has editors is another type; what CSL cannot name is a page, or anything. */
static void set_type(struct record *record, struct endnote *reference) {
    const struct type_row *row = STR_ROW(record_take(record, FIELD_TYPE), types);
    bool page = piece_is_address(record->field[FIELD_URL].text);
    reference->type = row ? row->name : page ? "Web Page" : "Generic";
    reference->number = row ? row->number : page ? 12 : 13;
    if (reference->number == 6 && !record_has(record, FIELD_AUTHOR) &&
        record_has(record, FIELD_EDITOR)) {
        reference->type = "Edited Book";
        reference->number = 28;
    }
}

static void put_field(struct sheet *sheet, enum field field) {
    enum endnote_slot slot = fields[field].slot;
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (elsewhere[i].field == field && elsewhere[i].type == sheet->reference.number)
            slot = elsewhere[i].slot;
    if (fields[field].put)
        fields[field].put(sheet, field, slot, fields[field].label);
    else if (fields[field].label)
        put(sheet, slot, fields[field].label, value_of(sheet, field));
}

struct endnote endnote_of(struct arena *arena, struct record *record, bool tagged) {
    struct sheet sheet = {
        .arena = arena, .record = record, .tagged = tagged, .note = buf_in(arena)};
    set_type(record, &sheet.reference);
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (record_has(record, field))
            put_field(&sheet, field);
    struct tags tags = piece_tags(arena, record);
    for (size_t i = 0; i < tags.count; i++)
        add(&sheet, ENDNOTE_KEYWORDS, tags.at[i]);
    add(&sheet, ENDNOTE_NOTES, buf_text(&sheet.note));
    return sheet.reference;
}
