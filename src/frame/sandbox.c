/* Landlock by its system calls: no rule at all, so nothing can be opened or connected any more.
 * See landlock(7); the kernel's answer to the version call tells which rights it knows. */
#include "frame/sandbox.h"

#if defined(__linux__) && !defined(REFMILL_NO_SANDBOX)

#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

enum { ASK_VERSION = 1, MOST_VERSIONS = 5 };

/* The kernel's struct landlock_ruleset_attr of version 4; older kernels take its first member. */
struct ruleset {
    uint64_t files, net;
};

/* Rights to files that each version of Landlock knows, as a count of bits. */
static const int file_rights[MOST_VERSIONS + 1] = {[1] = 13, 14, 15, 15, 16};

static long version(void) {
    long known = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
    return known > MOST_VERSIONS ? MOST_VERSIONS : known;
}

void sandbox_enter(void) {
    long known = version();
    if (known < 1)
        return;
    struct ruleset all = {
        .files = ((uint64_t)1 << file_rights[known]) - 1,
        .net = known >= 4 ? 3 : 0,
    };
    size_t size = known >= 4 ? sizeof all : sizeof all.files;
    int fd = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
    if (fd < 0)
        return;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        syscall(SYS_landlock_restrict_self, fd, 0);
    close(fd);
}

const char *sandbox_words(void) {
    return version() < 1 ? "no sandbox: this kernel lacks Landlock" : "sandbox: Landlock";
}

#else

void sandbox_enter(void) {
}

const char *sandbox_words(void) {
    return "no sandbox: built without";
}

#endif
