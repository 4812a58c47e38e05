/* References as EndNote has them: the tables say which field goes into which slot. */
#include "formats/endnote.h"

#include "formats/pieces.h"

/* A record as far as it is taken over. */
struct draft {
    struct arena *arena;
    struct record *record;
    bool tagged;
    struct endnote reference;
    struct buf note;
};

static void add(struct draft *draft, enum endnote_slot slot, struct str value) {
    struct endnote_values *values = &draft->reference.slot[slot];
    if (value.len)
        *arena_push(draft->arena, values->at, values->count, &values->room) = value;
}

/* Into the slot, or into the notes where that is taken. */
static void put(struct draft *draft, enum endnote_slot slot, const char *label, struct str value) {
    if (slot == ENDNOTE_NOTES || draft->reference.slot[slot].count)
        piece_note(&draft->note, label, value);
    else
        add(draft, slot, value);
}

static struct str value_of(struct draft *draft, enum field field) {
    return piece_value(draft->arena, draft->record, field);
}

static void put_names(struct draft *draft, enum field field, enum endnote_slot slot,
                      const char *label) {
    struct names names = record_take_names(draft->record, field);
    for (size_t i = 0; i < names.count; i++) {
        if (slot == ENDNOTE_NOTES)
            piece_note(&draft->note, label, piece_name(draft->arena, &names.at[i]));
        else
            add(draft, slot, piece_inverted(draft->arena, draft->record, &names.at[i]));
    }
}

/* A journal, and proceedings where no conference is named, are the secondary title as well: some
 * readers know only that. Zotero knows nothing else in a tagged file. */
static void put_container(struct draft *draft, enum field field, enum endnote_slot slot,
                          const char *label) {
    struct str title = value_of(draft, field);
    bool journal = slot == ENDNOTE_PERIODICAL, proceedings = slot == ENDNOTE_CUSTOM3;
    put(draft, slot, label, title);
    if (journal ? !draft->tagged
                : proceedings && (draft->tagged || !record_has(draft->record, FIELD_EVENT_TITLE)))
        add(draft, ENDNOTE_SECONDARY_TITLE, title);
}

/* "2003", and "April" or "3 April" beside it; what more is known of the date goes into the notes.
 */
static void put_issued(struct draft *draft, enum field field, enum endnote_slot slot,
                       const char *label) {
    struct date date = record_take_date(draft->record, field);
    const int *first = date.part[0];
    struct str year = piece_year(draft->arena, &date);
    bool one_day = year.len && piece_is_one_day(&date);
    add(draft, slot, year);
    if (!one_day)
        piece_note(&draft->note, label, piece_date(draft->arena, &date));
    else if (first[1] > 0 && first[1] <= 12)
        add(draft, ENDNOTE_DATE,
            first[2] ? str_format(draft->arena, "%d %s", first[2], piece_month(first[1]))
                     : str_of(piece_month(first[1])));
}

static void put_address(struct draft *draft, enum field field, enum endnote_slot slot,
                        const char *label) {
    struct str url = value_of(draft, field);
    put(draft, piece_is_address(url) ? slot : ENDNOTE_NOTES, label, url);
}

/* A blank line would end the record of a tagged file. */
static void put_abstract(struct draft *draft, enum field field, enum endnote_slot slot,
                         const char *label) {
    if (draft->tagged)
        put(draft, slot, label, value_of(draft, field));
    else
        add(draft, slot, record_take(draft->record, field));
}

static void put_links(struct draft *draft, enum field field, enum endnote_slot slot,
                      const char *label) {
    (void)field, (void)slot;
    piece_note_links(&draft->note, label, draft->record);
}

static const struct {
    enum endnote_slot slot;
    const char *label;
    void (*put)(struct draft *, enum field, enum endnote_slot, const char *label);
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

static void put_field(struct draft *draft, enum field field) {
    enum endnote_slot slot = fields[field].slot;
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (elsewhere[i].field == field && elsewhere[i].type == draft->reference.number)
            slot = elsewhere[i].slot;
    if (fields[field].put)
        fields[field].put(draft, field, slot, fields[field].label);
    else if (fields[field].label)
        put(draft, slot, fields[field].label, value_of(draft, field));
}

struct endnote endnote_of(struct arena *arena, struct record *record, bool tagged) {
    struct draft draft = {
        .arena = arena, .record = record, .tagged = tagged, .note = buf_in(arena)};
    set_type(record, &draft.reference);
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (record_has(record, field))
            put_field(&draft, field);
    struct tags tags = piece_tags(arena, record);
    for (size_t i = 0; i < tags.count; i++)
        add(&draft, ENDNOTE_KEYWORDS, tags.at[i]);
    add(&draft, ENDNOTE_NOTES, buf_text(&draft.note));
    return draft.reference;
}
