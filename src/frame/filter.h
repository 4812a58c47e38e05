/* What every filter does alike: options, help, input, limits, sandbox, output, exit status. */
#pragma once

#include "flows/record.h"

/* What a filter reads and writes; findings are what it tells of its input. */
enum flow { FLOW_PAGE, FLOW_ENTRIES, FLOW_RECORDS, FLOW_FORMAT, FLOW_FINDINGS };

/* One option, "--url ADDRESS" or, with `value` NULL, a switch. Where its value is called FILE, that
 * file is opened before the program is locked in. */
struct option {
    const char *name, *value, *help;
};

enum { MOST_OPTIONS = 12 };

/* Says of a filter all that others need to know: --help, the driver, completions and the table of
 * outputs are made of it. */
struct card {
    const char *name;    /* "to-ris": the command, the manual, the folder of golden files */
    const char *purpose; /* one line: what it does */
    enum flow reads, writes;
    const char *second;      /* what its second input is called, "NEW"; NULL: it has one input */
    const char *suffix;      /* of the file that `refmill convert` writes, ".ris"; NULL: none */
    const char *media_type;  /* of what it writes, where it is a format */
    bool unasked;            /* convert writes this file without being asked */
    const char *for_program; /* "Zotero and EndNote" */
    const char *click;       /* what to click there: "File > Import" */
    struct option options[MOST_OPTIONS]; /* its own, beside those every filter has */
};

/* Bounds on what is read; limits.def tells what each counts, and its option. */
struct limits {
#define LIMIT(member, ...) size_t member;
#include "frame/limits.def"
};

/* One run of a filter. */
struct job {
    const struct card *card;
    struct arena *keep; /* lives as long as the run */
    struct arena *each; /* emptied by each read_record */
    struct buf *out;    /* standard output */
    struct str
        input; /* name of the input for diagnostics: the file's base name or "standard input" */
    struct limits limits;
    size_t count;        /* entries or records read so far */
    struct frame *frame; /* what only the frame looks into */
};

/* Runs a filter: parses the command line, opens the input, locks the program in, calls run(job),
 * reports what was lost, writes out and gives the exit status. */
int filter_main(const struct card *card, void (*run)(struct job *), int argc, char **argv);

/* The whole input as bytes, in job->keep. */
struct str job_read_all(struct job *job);
/* The value of an option ("--url"), empty where it was not given; for a switch job_has. */
struct str job_option(const struct job *job, const char *name);
bool job_has(const struct job *job, const char *name);
/* All bytes of the file that an option names, and the file's base name; false where the option was
 * not given. Once only. In job->keep. */
bool job_option_file(struct job *job, const char *name, struct str *file, struct str *bytes);
/* The moment that SOURCE_DATE_EPOCH names, as 2026-11-26T04:30:00Z, in job->keep; empty where it is
 * not set. One that cannot be read ends the program. */
struct str job_moment(struct job *job);
/* All bytes of the second input, and its name for diagnostics. Once only. In job->keep. */
struct str job_second(struct job *job, struct str *name);

/* The next entry or record of the input, or false at its end. Lines that cannot be read are named
 * and skipped. An entry lives in the arena, a record in job->each until the next call, which also
 * counts the fields that nobody took. */
bool read_entry(struct job *job, struct arena *arena, struct entry *entry);
bool read_record(struct job *job, struct record *record);
/* As read_record, but the record lives in job->keep: for programs that need them all at once. */
bool keep_record(struct job *job, struct record *record);

/* The next record of another file: the one that an option names, or the second input where that is
 * NULL; false at its end, or where the option was not given. Lines that cannot be read are named
 * and skipped. */
bool read_other(struct job *job, const char *option, struct arena *arena, struct record *record);

/* Writes an entry or record to the output. */
void write_entry(struct job *job, const struct entry *entry);
void write_record(struct job *job, const struct record *record);

/* Counts a note instead of saying it; at the end they are summed up in one line each:
 * "11 of 23 entries have no date on the page [no-date]". `sum` is a constant with what follows the
 * numbers: "entries have no date on the page". */
void job_note(struct job *job, enum message message, const char *sum);
