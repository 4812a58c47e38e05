/* Temporaries, the sums that tell our files from others, and the last step: renaming. */
#include "frame/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "frame/input.h"
#include "ground/diag.h"

#define HIDDEN_START ".refmill-"
#define HIDDEN_END ".tmp"

/* How a file is read that may be anything: no link is followed, no pipe waited for. */
enum { READ_WARILY = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC };

/* The attribute of a file that holds its sum as we wrote it. */
static const char written[] = "user.refmill.written";

/* True for a temporary, the name of which says which process made it, of a process that is gone. */
static bool is_leftover(int folder, const char *name) {
    if (!str_starts(str_of(name), S(HIDDEN_START)) || !str_ends(str_of(name), S(HIDDEN_END)))
        return false;
    pid_t maker = (pid_t)strtol(name + sizeof HIDDEN_START - 1, NULL, 10);
    if (maker <= 0 || (maker != getpid() && (kill(maker, 0) == 0 || errno != ESRCH)))
        return false;
    /* A process elsewhere (another machine, another container) is not seen, but its lock is. */
    int fd = openat(folder, name, READ_WARILY);
    bool free_now = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (fd >= 0)
        close(fd);
    return free_now;
}

static void remove_leftovers(int folder) {
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = again >= 0 ? fdopendir(again) : NULL;
    for (struct dirent *item; list && (item = readdir(list));)
        if (is_leftover(folder, item->d_name))
            unlinkat(folder, item->d_name, 0);
    if (list)
        closedir(list);
}

static void make_folders(struct arena *arena, const char *path) {
    char *part = str_zero_ended(arena, str_of(path));
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, 0777);
        *slash = '/';
    }
    mkdir(part, 0777);
}

int folder_open(struct arena *arena, const char *path) {
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 && errno == ENOENT) {
        make_folders(arena, path);
        folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (folder < 0 || faccessat(folder, ".", W_OK | X_OK, AT_EACCESS) < 0)
        return -1;
    remove_leftovers(folder);
    return folder;
}

/* In memory that is shared with the process that puts them in their places. */
struct output *outputs_new(size_t count) {
    struct output *outputs = mmap(NULL, count * sizeof *outputs, PROT_READ | PROT_WRITE,
                                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (outputs == MAP_FAILED)
        die_machine("there is no memory for the outputs: %s", strerror(errno));
    for (size_t i = 0; i < count; i++)
        outputs[i].fd = -1;
    return outputs;
}

bool output_open(int folder, struct output *output) {
    output->fd = openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    /* Where the file system has no files without names (FAT, NFS), memory has. */
    if (output->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT))
        output->fd = memfd_create("refmill", MFD_CLOEXEC);
    if (output->fd >= 0)
        flock(output->fd, LOCK_EX | LOCK_NB);
    return output->fd >= 0;
}

static bool sum_file(int fd, char sum[SUM_ROOM]) {
    char bytes[16 * 1024], hex[SHA1_HEX];
    struct sha1 state;
    sha1_start(&state);
    uint64_t size = 0;
    for (ssize_t n; (n = pread(fd, bytes, sizeof bytes, (off_t)size)) != 0;) {
        if (n < 0 && errno != EINTR)
            return false;
        if (n < 0)
            continue;
        sha1_add(&state, (struct str){bytes, (size_t)n});
        size += (uint64_t)n;
    }
    sha1_end(&state, hex);
    snprintf(sum, SUM_ROOM, "%s %" PRIx64, hex, size);
    return true;
}

/* The sum of a file as it is, and as it was when we wrote it, empty where it was not we. */
static bool sum_named(int folder, const char *name, char now[SUM_ROOM], char then[SUM_ROOM]) {
    int fd = openat(folder, name, READ_WARILY);
    bool well = fd >= 0 && sum_file(fd, now);
    ssize_t len = well ? fgetxattr(fd, written, then, SUM_ROOM - 1) : 0;
    then[len > 0 ? len : 0] = '\0';
    if (fd >= 0)
        close(fd);
    return well;
}

/* Whether both names are regular files with the same bytes. */
static bool same_bytes(int folder, const char *one, const char *other) {
    char sums[2][SUM_ROOM], then[SUM_ROOM];
    return sum_named(folder, one, sums[0], then) && sum_named(folder, other, sums[1], then) &&
           strcmp(sums[0], sums[1]) == 0;
}

/* A second name keeps the first in its place meanwhile; not every file system has second names. */
static bool give_name(int folder, const char *name, const char *other) {
    if (linkat(folder, name, folder, other, 0) == 0)
        return true;
    return errno != EEXIST && renameat2(folder, name, folder, other, RENAME_NOREPLACE) == 0;
}

/* Number 1 is NAME~, the others are NAME.~2~ and so on. */
static const char *kept_name(struct arena *arena, const char *name, unsigned number) {
    struct str kept =
        number == 1 ? str_format(arena, "%s~", name) : str_format(arena, "%s.~%u~", name, number);
    return str_zero_ended(arena, kept);
}

static bool keep_other(struct arena *arena, int folder, struct output *output) {
    for (;;) {
        const char *name = kept_name(arena, output->name, ++output->kept);
        if (give_name(folder, output->name, name))
            return true;
        if (errno != EEXIST)
            return false;
        if (same_bytes(folder, output->name, name))
            return true;
    }
}

/* Keeps the file that is there, if it is not ours; its permissions pass to the new one. */
static bool keep_old(struct arena *arena, int folder, struct output *output) {
    struct stat there;
    if (fstatat(folder, output->name, &there, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT;
    if (S_ISREG(there.st_mode))
        fchmod(output->fd, there.st_mode & 0777);
    char now[SUM_ROOM], then[SUM_ROOM];
    /* What we wrote, or what we are about to write. */
    bool ours = sum_named(folder, output->name, now, then) &&
                (strcmp(now, output->sum) == 0 || strcmp(now, then) == 0);
    return ours || keep_other(arena, folder, output);
}

static bool link_out(int folder, const struct output *output) {
    char path[HIDDEN_ROOM];
    snprintf(path, sizeof path, "/proc/self/fd/%d", output->fd);
    return linkat(AT_FDCWD, path, folder, output->hidden, AT_SYMLINK_FOLLOW) == 0;
}

static bool copy_bytes(int from, int to) {
    char bytes[16 * 1024];
    ssize_t n;
    for (off_t at = 0; (n = pread(from, bytes, sizeof bytes, at)) > 0; at += n)
        if (!write_all(to, (struct str){bytes, (size_t)n}))
            return false;
    return n == 0;
}

/* For what lies in memory. The new file takes the place of the old descriptor. */
static bool copy_out(int folder, struct output *output) {
    int fd =
        openat(folder, output->hidden, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    flock(fd, LOCK_EX | LOCK_NB);
    bool well = copy_bytes(output->fd, fd) && dup3(fd, output->fd, O_CLOEXEC) >= 0;
    if (!well)
        unlinkat(folder, output->hidden, 0);
    return well;
}

static bool name_temporary(int folder, struct output *output, size_t number) {
    snprintf(output->hidden, HIDDEN_ROOM, HIDDEN_START "%ld-%zu" HIDDEN_END, (long)getpid(),
             number);
    if (!link_out(folder, output) && !copy_out(folder, output)) {
        output->hidden[0] = '\0';
        return false;
    }
    /* Where this fails the next run keeps the file as if it were another's: the safe side. */
    fsetxattr(output->fd, written, output->sum, strlen(output->sum), 0);
    return true;
}

/* All get a name before the first is renamed: a disk that is full shows it here. */
static bool rename_all(struct arena *arena, int folder, struct output *outputs, size_t count) {
    bool well = true;
    for (size_t i = 0; i < count && well; i++)
        well = name_temporary(folder, &outputs[i], i);
    for (size_t i = 0; i < count && well; i++)
        well = keep_old(arena, folder, &outputs[i]);
    for (size_t i = 0; i < count && well; i++)
        well = renameat(folder, outputs[i].hidden, folder, outputs[i].name) == 0;
    int reason = errno;
    for (size_t i = 0; i < count && !well; i++)
        if (outputs[i].hidden[0])
            unlinkat(folder, outputs[i].hidden, 0);
    errno = reason;
    return well;
}

/* A process of its own, in a session of its own, does the last step: whatever ends the caller, the
 * keyboard too, this one finishes. It ends with an errno. */
static bool finish_apart(struct arena *arena, int folder, struct output *outputs, size_t count) {
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork();
    if (pid == 0) {
        setsid();
        bool well = rename_all(arena, folder, outputs, count);
        _exit(well ? 0 : errno ? errno : EIO);
    }
    int how = 0;
    bool well = pid > 0 && waitpid(pid, &how, 0) == pid;
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (well && how)
        errno = WIFEXITED(how) ? WEXITSTATUS(how) : EIO;
    return well && !how;
}

bool outputs_commit(struct arena *arena, int folder, struct output *outputs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!sum_file(outputs[i].fd, outputs[i].sum))
            return false;
    return finish_apart(arena, folder, outputs, count);
}

const char *output_kept(struct arena *arena, const struct output *output) {
    return output->kept ? kept_name(arena, output->name, output->kept) : NULL;
}

void outputs_close(struct output *outputs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (outputs[i].fd >= 0)
            close(outputs[i].fd);
    munmap(outputs, count * sizeof *outputs);
}
