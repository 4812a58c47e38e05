/* Finding programs, and reading the JSON object that each answers to --card. */
#include "frame/cards.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "frame/process.h"
#include "ground/json.h"

#define PREFIX "refmill-"

enum { MOST_DEPTH = 16, MOST_CARD = 16 * 1024, MOST_PATH = 4096 };

const char *own_folder(struct arena *arena) {
    char path[MOST_PATH];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    /* Without /proc the kernel still tells what name was run. */
    struct str self = len > 0 && len < MOST_PATH ? (struct str){path, (size_t)len}
                                                 : str_of((const char *)getauxval(AT_EXECFN));
    while (self.len && self.at[self.len - 1] != '/')
        self.len--;
    return self.len ? str_zero_ended(arena, self) : "./";
}

/* A manual or a copy that an editor left beside a program is none: it has other characters. */
static bool is_program(const char *path, struct str name) {
    bool named = str_starts(name, S(PREFIX)) && name.len > sizeof PREFIX - 1;
    for (size_t i = 0; i < name.len; i++)
        named &= is_alnum(name.at[i]) || name.at[i] == '-';
    struct stat facts;
    return named && stat(path, &facts) == 0 && S_ISREG(facts.st_mode) && access(path, X_OK) == 0;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool names_in(struct arena *arena, const char *folder, const char ***names, size_t *count) {
    size_t room = 0;
    DIR *list = opendir(folder);
    if (!list)
        return false;
    for (struct dirent *item; (item = readdir(list));)
        if (item->d_name[0] != '.')
            *arena_push(arena, *names, *count, &room) = str_zero_ended(arena, str_of(item->d_name));
    closedir(list);
    if (*count)
        qsort(*names, *count, sizeof **names, by_bytes);
    return true;
}

struct programs programs_find(struct arena *arena, const char *folder) {
    struct programs found = {0};
    const char **names = NULL;
    size_t count = 0, room = 0;
    names_in(arena, folder, &names, &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = str_format(arena, "%s%s", folder, names[i]).at;
        if (is_program(path, str_of(names[i])))
            *arena_push(arena, found.at, found.count, &room) = (struct program){
                .name = str_of(names[i] + sizeof PREFIX - 1), .file = names[i], .path = path};
    }
    return found;
}

static void read_card(struct arena *arena, struct str text, struct program *program) {
    const char *why;
    size_t at;
    struct json *card = json_read(arena, str_trim(text), MOST_DEPTH, &why, &at);
    program->card = card;
    program->answered = json_kind(card) == JSON_OBJECT;
    program->unasked = json_true(json_get(card, "unasked"));
    program->purpose = json_text(json_get(card, "purpose"));
    program->reads = json_text(json_get(card, "reads"));
    program->writes = json_text(json_get(card, "writes"));
    program->suffix = json_text(json_get(card, "suffix"));
    program->for_program = json_text(json_get(card, "for_program"));
    program->click = json_text(json_get(card, "click"));
}

static struct str read_to_end(struct arena *arena, int from) {
    char *text = arena_alloc(arena, MOST_CARD);
    size_t len = 0;
    for (ssize_t n; len < MOST_CARD && (n = read(from, text + len, MOST_CARD - len)) != 0;) {
        if (n > 0)
            len += (size_t)n;
        else if (errno != EINTR)
            break;
    }
    return (struct str){text, len};
}

/* What a program answers waits in its pipe until it is read. */
struct question {
    pid_t pid;
    int answer;
};

static struct question ask(const struct program *program, int nothing) {
    char *argv[] = {(char *)program->file, "--card", NULL};
    int ends[2];
    struct question question = {.pid = -1};
    if (pipe2(ends, O_CLOEXEC) == 0) {
        question.pid = process_start(program->path, argv, nothing, ends[1], nothing);
        question.answer = ends[0];
        close(ends[1]);
    }
    if (question.pid < 0)
        die_machine("cannot run %s: %s", program->path, strerror(errno));
    return question;
}

void programs_ask(struct arena *arena, struct programs *programs) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    struct question *questions = arena_make(arena, struct question, programs->count + 1);
    for (size_t i = 0; i < programs->count; i++)
        questions[i] = ask(&programs->at[i], nothing);
    for (size_t i = 0; i < programs->count; i++) {
        int by_signal;
        struct str text = read_to_end(arena, questions[i].answer);
        close(questions[i].answer);
        if (process_wait(questions[i].pid, &by_signal) == STATUS_DONE)
            read_card(arena, text, &programs->at[i]);
    }
    close(nothing);
}

const struct program *program_named(const struct programs *programs, struct str name) {
    for (size_t i = 0; i < programs->count; i++)
        if (str_equal(programs->at[i].name, name))
            return &programs->at[i];
    return NULL;
}
