/* Lines whose role is given: read as that, before all others. */
#include "knowledge/fields.h"

#include "knowledge/address.h"
#include "wrappers/pattern.h"

/* The date of the line; words beside it go into the note. */
static void read_given_date(struct reading *reading, struct str text) {
    static struct pattern word = PATTERN("[\\p{L}\\p{N}]");
    struct found_date found;
    bool dated = date_find(text, 0, &found);
    if (dated)
        read_date(reading, &found);
    if (!dated || pattern_in(&word, str_part(text, 0, found.from)) ||
        pattern_in(&word, str_from(text, found.to)))
        read_note(reading, text, "given");
}

static void read_given_line(struct reading *reading, const struct line *line) {
    if (line->role == GIVEN_CREATORS)
        read_byline(reading, line);
    if (line->role == GIVEN_DATE)
        read_given_date(reading, line->text);
    if (line->role != GIVEN_CONTAINER)
        return;
    if (record_has(reading->record, FIELD_CONTAINER_TITLE))
        read_note(reading, line->text, "given");
    else
        read_text(reading, FIELD_CONTAINER_TITLE, str_trim_set(line->text, " .,:;"), "given", 0.95);
}

/* The first link that a rule names, or that stands on a line of links that it names. */
static const struct entry_link *given_link(const struct entry *entry) {
    for (size_t i = 0; i < entry->line_count; i++) {
        const struct line *line = &entry->lines[i];
        for (size_t k = 0; k < line->link_count; k++)
            if ((line->links[k].given || line->role == GIVEN_LINK) &&
                !address_is_useless(line->links[k].href))
                return &line->links[k];
    }
    return NULL;
}

void read_given(struct reading *reading) {
    static const enum given order[] = {GIVEN_DATE, GIVEN_CONTAINER, GIVEN_CREATORS};
    reading->given = true;
    for (size_t g = 0; g < sizeof order / sizeof order[0]; g++)
        for (size_t i = 0; i < reading->entry->line_count; i++)
            if (reading->entry->lines[i].role == order[g])
                read_given_line(reading, &reading->entry->lines[i]);
    reading->given = false;
    reading->main_link = given_link(reading->entry);
}
