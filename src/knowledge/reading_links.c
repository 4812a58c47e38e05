/* Links of an entry: which is its main one, and what identifiers its links and lines hold. */
#include "knowledge/fields.h"

#include "knowledge/address.h"
#include "knowledge/identifiers.h"
#include "knowledge/labels.h"
#include "knowledge/patterns.def"
#include "wrappers/pattern.h"

/* Every link of the entry that leads anywhere, in order, with the role of its line. */
struct link_walk {
    size_t line, link;
    enum line_role role;
};

static const struct entry_link *next_link(const struct reading *reading, struct link_walk *walk) {
    for (; walk->line < reading->entry->line_count; walk->line++, walk->link = 0)
        while (walk->link < reading->entry->lines[walk->line].link_count) {
            const struct entry_link *link = &reading->entry->lines[walk->line].links[walk->link++];
            walk->role = reading->roles[walk->line];
            if (!address_is_useless(link->href))
                return link;
        }
    return NULL;
}

/* The DOI in an address of doi.org, empty where it is none. */
static struct str doi_of(struct str href) {
    static struct pattern doi = PATTERN_FOLD(DOI_ADDRESS);
    return pattern_group(&doi, href, S(""));
}

/* Identifiers that stand in an address or in any line. */
void read_identifiers(struct reading *reading) {
    struct link_walk walk = {0};
    const struct entry_link *link;
    while ((link = next_link(reading, &walk)))
        if (doi_of(link->href).len && !record_has(reading->record, FIELD_DOI)) {
            reading->record->field[FIELD_DOI].text =
                address_decoded(reading->arena, doi_of(link->href));
            read_evidence(reading, FIELD_DOI, link->label, "link", 0.9);
        }
    for (size_t i = 0; i < reading->entry->line_count; i++)
        for (enum identifier kind = 0; kind < IDENTIFIER_COUNT; kind++) {
            struct found_identifier found;
            if (identifier_find(kind, reading->entry->lines[i].text, 0, &found))
                read_text(reading, identifier_field(kind), found.value, "identifier", 0.95);
        }
}

/* How much a link is the entry's main one: the title's own, then "click here", then any other. */
static int rank_of(const struct entry_link *link, enum line_role role) {
    static struct pattern aside = PATTERN_FOLD("^\\W*(?:" ASIDE_LABELS ")\\W*$");
    if (pattern_in(&aside, link->label) || doi_of(link->href).len)
        return 1;
    if (role == LINE_TITLE)
        return label_is_generic(link->label) ? 3 : 4;
    if (role == LINE_LINK)
        return link->lead.len ? 2 : 3;
    if (label_is_generic(link->label))
        return 3;
    /* A link within the site in running text only refers to something. */
    bool refers = role == LINE_ANNOTATION && !address_is_whole(link->href) &&
                  str_find_char(link->href, '#', 0) != STR_NONE;
    return refers ? -1 : role == LINE_ANNOTATION;
}

/* A link's label and lead as slices of its line, so that they can be pointed at: an entry that was
 * read from JSON has copies of them. */
static struct entry_link in_its_line(const struct reading *reading, const struct entry_link *link) {
    struct entry_link found = *link;
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (link < line->links || link >= line->links + line->link_count)
            continue;
        struct str label = line_words(line, link->from, link->to);
        struct str before = str_trim(line_words(line, 0, link->from));
        if (str_equal(label, link->label))
            found.label = label;
        if (str_ends(before, link->lead))
            found.lead = str_from(before, before.len - link->lead.len);
    }
    return found;
}

static void choose_main_link(struct reading *reading) {
    struct link_walk walk = {0};
    const struct entry_link *link;
    int best = -1;
    bool known = reading->main_link;
    while (!known && (link = next_link(reading, &walk)))
        if (rank_of(link, walk.role) > best) {
            best = rank_of(link, walk.role);
            reading->main_link = link;
        }
    if (!reading->main_link)
        return;
    reading->record->field[FIELD_URL].text = reading->main_link->href;
    struct entry_link main_link = in_its_line(reading, reading->main_link);
    read_evidence(reading, FIELD_URL, main_link.label, "link", 0.9);
    if (best == 2)
        read_text(reading, FIELD_LEAD, main_link.lead, "link", 0.9);
}

static void add_link(struct reading *reading, size_t *room, struct record_link link) {
    struct links *links = &reading->record->field[FIELD_LINKS].links;
    *arena_push(reading->arena, links->at, links->count, room) = link;
}

void read_links(struct reading *reading) {
    struct link_walk walk = {0};
    const struct entry_link *link;
    size_t room = 0;
    choose_main_link(reading);
    while ((link = next_link(reading, &walk))) {
        if (label_is_access(link->label))
            read_note(reading, in_its_line(reading, link).label, "access");
        if (link == reading->main_link || doi_of(link->href).len || rank_of(link, walk.role) < 0 ||
            (reading->main_link && str_equal(link->href, reading->main_link->href)))
            continue;
        add_link(reading, &room,
                 (struct record_link){.label = link->label,
                                      .href = link->href,
                                      .lead = walk.role == LINE_LINK ? link->lead : S("")});
    }
    /* Pasted text keeps the words of a link and has lost its address. */
    for (size_t i = 0; i < reading->entry->line_count; i++) {
        const struct line *line = &reading->entry->lines[i];
        if (reading->roles[i] != LINE_LINK || line->link_count || reading->main_link)
            continue;
        add_link(reading, &room, (struct record_link){.label = line->text});
        if (label_is_access(line->text))
            read_note(reading, line->text, "access");
    }
}
