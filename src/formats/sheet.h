/* The table that records are in a spreadsheet, written and read back: the same in CSV and XLSX. */
#pragma once

#include "flows/record.h"

enum {
    SHEET_MOST_CELLS = 16384,  /* of a row, in any spreadsheet */
    SHEET_LONGEST_CELL = 32767 /* units of UTF-16; Excel calls a file with more damaged */
};

enum {
    SHEET_COLUMNS = 0
#define COLUMN(...) +1
#include "formats/sheet-columns.def"
};

extern const struct sheet_column {
    const char *head;
    unsigned width; /* in characters */
    enum field field;
} sheet_columns[SHEET_COLUMNS];

/* What a file says in a cell: text, a date (as text, "2003-04" or "2003-04-05"), or the name of an
 * error, "#REF!". */
enum cell_kind { CELL_TEXT, CELL_DATE, CELL_FAULT };

struct cell {
    struct str text;
    enum cell_kind kind;
};

struct row {
    size_t number; /* as the spreadsheet shows it, from 1 */
    struct cell *at;
    size_t count;
};

/* What stands in a cell of the row that was read last. `doubtful` was named: the spreadsheet may
 * have changed it, or it cannot be read. */
struct said {
    struct str text;
    bool doubtful;
};

/* A key, and the row that it stands in. */
struct sheet_key {
    struct str key; /* in small letters */
    size_t row;
};

/* A table that is being written or read; `keep` must be set, for reading `input` too. */
struct sheet {
    struct arena *keep;
    struct str input;                /* its name, for diagnostics */
    struct str source;               /* what the last row says of the page, in `keep` */
    size_t place[SHEET_COLUMNS];     /* which cell of a row, or STR_NONE */
    struct said said[SHEET_COLUMNS]; /* of the row read last, as long as its record */
    bool *headed;                    /* for each cell of a row: a heading stands above it */
    size_t head_count;
    bool useless; /* none of its headings is known */
    struct sheet_key *keys;
    size_t key_count, key_room;
};

/* Gives the record the page of the last record that named one, where it names none itself. To be
 * called with each record before its cells are asked for; `arena` is the record's. */
void sheet_carry_source(struct sheet *sheet, struct arena *arena, struct record *record);
/* Takes what a column holds from the record, in words that sheet_read understands: where they
 * would not give the same value again, the field as JSON. Only line ends and tabs are left of the
 * control characters. In the arena. */
struct str sheet_cell(struct arena *arena, struct record *record, size_t column);
/* True for what a spreadsheet runs as a formula once its apostrophes before it are gone
 * (CWE-1236). sheet_read takes one apostrophe off before such a text. */
bool sheet_is_formula(struct str text);

/* How many of the cells are headings. */
size_t sheet_heads_known(const struct row *row);
/* Makes a record of a row, in the arena and of the row's own texts. False for an empty row and for
 * the first other one, the headings: they may stand in any order, and those that are not known or
 * stand there twice are named. What cannot be read is named with its row and column. */
bool sheet_read(struct sheet *sheet, struct arena *arena, const struct row *row,
                struct record *record);
/* Names the keys that several rows have. */
void sheet_close(struct sheet *sheet);
