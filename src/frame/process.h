/* Programs that run beside each other: starting them, feeding them, hearing what they say. */
#pragma once

#include <sys/types.h>

#include "ground/buf.h"
#include "ground/diag.h"

/* Starts a program with these as its standard input, output and error (all above 2). It is killed
 * when the caller dies. Gives its process id, or -1 with errno. */
pid_t process_start(const char *path, char *const *argv, int in, int out, int err);

/* Waits for a program. Its exit status; anything above 3, and the end by a signal, is
 * STATUS_MACHINE. `*by_signal` is the signal or 0. */
enum status process_wait(pid_t pid, int *by_signal);

/* Makes the ground even for a program that starts others: a standard file that is closed is held by
 * /dev/null, so that no other file takes its number, and fails as if it were closed; a write beyond
 * a limit fails instead of killing; ended programs can be waited for. */
void process_prepare(void);

/* One program of a chain, while it runs and after. */
struct stage {
    const char *name; /* "refmill-to-ris" */
    pid_t pid;        /* 0 where it was never started */
    int feed;         /* the end of a pipe to its standard input that the pump writes to, or -1 */
    int err;          /* the end of a pipe from its standard error, or -1 */
    size_t fed;       /* how much of the pump's chunk it has */
    struct buf said;  /* what came on its standard error */
    bool said_more;   /* there was more than is kept */
    enum status status;
    int by_signal;
};

/* Starts a stage that reads `in` (closed here, whatever comes) and writes `out`. With `in` -1 it is
 * fed by the pump. The program runs once with each of the `argvs`, up to a NULL, one after the
 * other, and the stage ends as the worst of these runs. False with errno. */
bool stage_start(struct stage *stage, const char *path, char *const *const *argvs, int in, int out);

/* What hands the output of one stage to several others, and hears them all. */
struct pump {
    int from; /* the end of a pipe from the stage whose output is shared out; closed by the pump */
    int copy; /* a file that gets the same bytes */
    struct stage *stages;
    size_t count;
    void (*seen)(void *sink, struct str chunk); /* is told of each chunk */
    void *sink;
    struct arena *arena;
    char *chunk;
    size_t len;
};

/* Runs until all has been handed on and all stages have closed their standard error. A stage that
 * closes its input early is left alone. False with errno where the copy could not be written. */
bool pump_run(struct pump *pump);

/* Waits for all stages; with `kill_them` they are ended first. Sets status and by_signal. */
void stages_wait(struct stage *stages, size_t count, bool kill_them);
