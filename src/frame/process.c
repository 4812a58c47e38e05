/* Processes, pipes and the poll loop of the driver. */
#include "frame/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "frame/input.h"

/* A chunk is what a pipe holds; a program that says more than a mebibyte is not listened to. */
enum { CHUNK = 64 * 1024, MOST_SAID = 1024 * 1024 };

/* In a new process: makes it die with its parent, and gives it its standard files. */
static void settle(const int files[3], pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* The parent may have died before the line above. */
    if (getppid() != parent)
        _exit(STATUS_MACHINE);
    for (int i = 0; i < 3; i++)
        if (dup2(files[i], i) < 0)
            _exit(STATUS_MACHINE);
    signal(SIGPIPE, SIG_DFL);
}

pid_t process_start(const char *path, char *const *argv, int in, int out, int err) {
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        settle((int[]){in, out, err}, parent);
        execv(path, argv);
        die_machine("cannot run %s: %s", path, strerror(errno));
    }
    return pid;
}

/* Runs one program after the other, and ends as the worst of them did. */
static _Noreturn void run_in_turn(const char *path, char *const *const *argvs) {
    enum status worst = STATUS_DONE;
    int by_signal = 0;
    for (; *argvs && !by_signal; argvs++) {
        pid_t pid = process_start(path, *argvs, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
        enum status status = pid > 0 ? process_wait(pid, &by_signal) : STATUS_MACHINE;
        worst = status > worst ? status : worst;
    }
    if (by_signal)
        raise(by_signal);
    _exit((int)worst);
}

enum status process_wait(pid_t pid, int *by_signal) {
    int how = 0;
    while (waitpid(pid, &how, 0) < 0)
        if (errno != EINTR)
            return STATUS_MACHINE;
    *by_signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
    if (!WIFEXITED(how) || WEXITSTATUS(how) > STATUS_MACHINE)
        return STATUS_MACHINE;
    return (enum status)WEXITSTATUS(how);
}

void process_prepare(void) {
    for (int file = 0; file < 3; file++)
        if (fcntl(file, F_GETFD) < 0 && open("/dev/null", file ? O_RDONLY : O_WRONLY) != file)
            _exit(STATUS_MACHINE);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN);
}

static void close_end(int *end) {
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* `*in` becomes the end to read from, stage->feed the end to write to. */
static bool open_feed(struct stage *stage, int *in) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return false;
    *in = ends[0];
    stage->feed = ends[1];
    return fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0;
}

static pid_t start_in_turn(const char *path, char *const *const *argvs, const int files[3]) {
    if (!argvs[1])
        return process_start(path, argvs[0], files[0], files[1], files[2]);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        settle(files, parent);
        run_in_turn(path, argvs);
    }
    return pid;
}

bool stage_start(struct stage *stage, const char *path, char *const *const *argvs, int in,
                 int out) {
    int ends[2] = {-1, -1};
    stage->name = argvs[0][0];
    stage->feed = stage->err = -1;
    bool ready = (in >= 0 || open_feed(stage, &in)) && pipe2(ends, O_CLOEXEC) == 0;
    pid_t pid = ready ? start_in_turn(path, argvs, (int[]){in, out, ends[1]}) : -1;
    int reason = errno;
    stage->pid = pid > 0 ? pid : 0;
    stage->err = ends[0];
    close_end(&in);
    close_end(&ends[1]);
    errno = reason;
    return pid > 0;
}

/* Room for two ends a stage and one for the pump's own; an end that is not waited for is -1, which
 * poll passes over. Gives whether any is waited for. */
static bool choose(const struct pump *pump, struct pollfd *set) {
    bool behind = false, any = false;
    for (size_t i = 0; i < pump->count; i++) {
        const struct stage *stage = &pump->stages[i];
        bool hungry = stage->feed >= 0 && stage->fed < pump->len;
        set[2 * i] = (struct pollfd){.fd = stage->err, .events = POLLIN};
        set[2 * i + 1] = (struct pollfd){.fd = hungry ? stage->feed : -1, .events = POLLOUT};
        behind |= hungry;
        any |= hungry || stage->err >= 0;
    }
    /* The next chunk is fetched when all have this one: the slowest sets the pace. */
    set[2 * pump->count] = (struct pollfd){.fd = behind ? -1 : pump->from, .events = POLLIN};
    return any || pump->from >= 0;
}

static void hear(struct stage *stage) {
    char text[4096];
    ssize_t n = read(stage->err, text, sizeof text);
    if (n == 0 || (n < 0 && errno != EINTR))
        close_end(&stage->err);
    if (n <= 0)
        return;
    if (stage->said.len < MOST_SAID)
        buf_put(&stage->said, (struct str){text, (size_t)n});
    else
        stage->said_more = true;
}

static void feed(const struct pump *pump, struct stage *stage) {
    ssize_t n = write(stage->feed, pump->chunk + stage->fed, pump->len - stage->fed);
    if (n > 0)
        stage->fed += (size_t)n;
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
        close_end(&stage->feed);
}

static void end_feeding(struct pump *pump) {
    close_end(&pump->from);
    for (size_t i = 0; i < pump->count; i++)
        close_end(&pump->stages[i].feed);
}

static bool fetch(struct pump *pump) {
    ssize_t n = read(pump->from, pump->chunk, CHUNK);
    if (n < 0)
        return errno == EINTR;
    if (n == 0) {
        end_feeding(pump);
        return true;
    }
    pump->len = (size_t)n;
    for (size_t i = 0; i < pump->count; i++)
        pump->stages[i].fed = 0;
    struct str chunk = {pump->chunk, pump->len};
    pump->seen(pump->sink, chunk);
    return write_all(pump->copy, chunk);
}

static bool serve(struct pump *pump, const struct pollfd *set) {
    for (size_t i = 0; i < pump->count; i++) {
        if (set[2 * i].revents)
            hear(&pump->stages[i]);
        if (set[2 * i + 1].revents)
            feed(pump, &pump->stages[i]);
    }
    return !set[2 * pump->count].revents || fetch(pump);
}

bool pump_run(struct pump *pump) {
    struct pollfd *set = arena_make(pump->arena, struct pollfd, 2 * pump->count + 1);
    pump->chunk = arena_alloc(pump->arena, CHUNK);
    /* A stage that has died is no reason to die too. */
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);
    bool well = true;
    while (well && choose(pump, set)) {
        int ready = poll(set, 2 * pump->count + 1, -1);
        well = ready < 0 ? errno == EINTR : serve(pump, set);
    }
    int reason = errno;
    end_feeding(pump);
    signal(SIGPIPE, before);
    errno = reason;
    return well;
}

void stages_wait(struct stage *stages, size_t count, bool kill_them) {
    for (size_t i = 0; i < count; i++) {
        close_end(&stages[i].feed);
        close_end(&stages[i].err);
        if (kill_them && stages[i].pid)
            kill(stages[i].pid, SIGKILL);
    }
    for (size_t i = 0; i < count; i++)
        if (stages[i].pid)
            stages[i].status = process_wait(stages[i].pid, &stages[i].by_signal);
}
