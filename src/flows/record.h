/* A record: one CSL-JSON item as a struct. refmill-record(5) is its specification. */
#pragma once

#include "flows/entry.h"

enum field {
#define FIELD(id, key, kind) FIELD_##id,
#include "flows/fields.def"
    FIELD_COUNT
};

enum field_kind {
#define KIND(kind, form, wrong) KIND_##kind,
#include "flows/kinds.def"
};

/* A person (family and the rest) or an organisation (literal alone). */
struct name {
    struct str family, given, suffix, dropping_particle, non_dropping_particle, literal;
};

/* True where two names are written alike, suffixes and particles aside. */
bool name_equal(const struct name *a, const struct name *b);

struct names {
    size_t count;
    struct name *at;
};

/* A date or a range of two: year, month, day; 0 where not stated. No parts at all, `count` 0, is no
 * date. `season` is 1 (spring) to 4 or 0; `literal` holds CSL's raw or literal form. */
struct date {
    int count;
    int part[2][3];
    int season;
    bool circa;
    struct str literal;
};

/* A further link of the entry; `lead` holds the words before it on the page ("Diagram:"). */
struct record_link {
    struct str label, href, lead;
};

struct links {
    size_t count;
    struct record_link *at;
};

/* The value of one field; which member counts is said by field_kind(). */
struct value {
    struct str text;
    struct names names;
    struct date date;
    struct links links;
    bool flag;
    struct place place;
    struct source *source;
    struct json *json;
    bool taken;
};

struct record {
    struct value field[FIELD_COUNT];
    struct json *rest;        /* unknown members, an object, or NULL */
    struct json *custom_rest; /* unknown members of "custom", or NULL */
};

/* The version of the record format: custom.schema. */
#define RECORD_SCHEMA "1"

const char *field_key(enum field field);
enum field_kind field_kind(enum field field);
/* True where it says where the record comes from, not what it is of. */
bool field_is_own(enum field field);
/* Its name from the record on: "title", "custom.links"; in the arena. */
struct str field_name(struct arena *arena, enum field field);

/* Reads a record from a JSON object; false with a constant reason in `*why` where a field has the
 * wrong form. Text is slices of the object's; it lives as long as that. */
bool record_read(struct arena *arena, const struct json *object, struct record *record,
                 const char **why);
/* Builds the CSL-JSON item: fields in the order of fields.def, then unknown members in theirs. */
struct json *record_json(struct arena *arena, const struct record *record);
/* Writes it as one line of JSON with its line end. */
void record_write(struct arena *arena, const struct record *record, struct buf *out);

/* The value of a field as it stands in the JSON, or NULL where the record does not have it. */
struct json *record_field(struct arena *arena, const struct record *record, enum field field);

/* True where the record has the field. */
bool record_has(const struct record *record, enum field field);
/* Take a field for output: gives its value and notes that it was not lost. Empty where absent. */
struct str record_take(struct record *record, enum field field);
struct names record_take_names(struct record *record, enum field field);
struct date record_take_date(struct record *record, enum field field);
struct links record_take_links(struct record *record);
bool record_take_flag(struct record *record, enum field field);
/* Takes all there is, unknown members too, as record_json gives it: for formats that hold records
 * whole. */
struct json *record_take_all(struct arena *arena, struct record *record);
/* True where the field is there, was not taken, and is none of the own fields. */
bool record_lost(const struct record *record, enum field field);

/* Where the entry stands on the page, for diagnostics; the page's name is empty where unknown. */
const struct place *record_place(const struct record *record);
/* Facts about the page, on its first record; NULL on all others. */
const struct source *record_source(const struct record *record);
