/* Refusing what would go wrong, while nothing has happened yet. */
#include "frame/targets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ground/buf.h"

struct target {
    const char *name;
    const struct page *page;
};

const char *target_name(struct arena *arena, const struct chain *chain, struct str stem, size_t i) {
    struct str suffix = i ? chain->makers[i - 1]->suffix : S(RECORDS_SUFFIX);
    return str_format(arena, "%.*s%.*s", STR_ARGS(stem), STR_ARGS(suffix)).at;
}

/* "page" of "page.html", and of "page.html.gz". */
static struct str stem_of(struct str base) {
    if (str_ends_fold(base, S(".gz")))
        base.len -= S(".gz").len;
    size_t dot = base.len;
    while (dot && base.at[dot - 1] != '.')
        dot--;
    return dot > 1 ? str_part(base, 0, dot - 1) : base;
}

static void look_at(struct arena *arena, const char *path, struct page *page) {
    struct stat facts;
    if (strcmp(path, "-") == 0)
        die_usage("convert needs a file, and \"-\" is none: save the page and name its file");
    bool there = stat(path, &facts) == 0;
    if (!there && (strstr(path, "://") || str_starts(str_of(path), S("www."))))
        die_usage("%s is an address, and refmill connects to nothing: open it in the browser, "
                  "choose File > Save Page As, and give the file that you saved",
                  path);
    if (!there)
        die_usage("cannot open %s: %s%s", path, strerror(errno),
                  str_ends(str_of(path), S("/")) ? "; the folder for the files stands behind -o"
                                                 : "");
    if (!S_ISREG(facts.st_mode))
        die_usage("%s is no file that could be read again; save the page and name its file", path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die_usage("cannot open %s: %s", path, strerror(errno));
    close(fd);
    const char *slash = strrchr(path, '/');
    page->path = path[0] == '-' ? str_format(arena, "./%s", path).at : path;
    page->base = slash ? slash + 1 : path;
    page->stem = stem_of(str_of(page->base));
    page->device = facts.st_dev;
    page->inode = facts.st_ino;
}

static void check_place(struct arena *arena, const struct wish *wish, const struct page *pages,
                        const struct target *target) {
    const char *path = str_format(arena, "%s/%s", wish->folder, target->name).at;
    struct stat facts;
    if (stat(path, &facts) == 0)
        for (size_t i = 0; i < wish->count; i++)
            if (pages[i].device == facts.st_dev && pages[i].inode == facts.st_ino)
                die_usage("%s would be written over the page %s: rename the page, or use -o with "
                          "another folder",
                          target->name, pages[i].path);
    if (lstat(path, &facts) < 0 && errno == ENAMETOOLONG)
        die_usage("%s: the name is too long for a file; give the page a shorter one", target->name);
    if (lstat(path, &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISLNK(facts.st_mode))
        die_usage("%s is there already and is no file: rename it, or use -o with another folder",
                  path);
}

static int by_name(const void *a, const void *b) {
    const struct target *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order ? order : (one->page > other->page) - (one->page < other->page);
}

static void check_doubles(struct target *targets, size_t count) {
    qsort(targets, count, sizeof *targets, by_name);
    for (size_t i = 1; i < count; i++) {
        const struct page *one = targets[i - 1].page, *other = targets[i].page;
        if (strcmp(targets[i].name, targets[i - 1].name) != 0)
            continue;
        if (one->device == other->device && one->inode == other->inode)
            die_usage("%s is named twice", other->path);
        die_usage("%s and %s would both become %s: rename one of them, or convert one by itself "
                  "with another folder after -o",
                  one->path, other->path, targets[i].name);
    }
}

/* A file that an earlier conversion wrote is no page, whatever its name. */
static bool is_page(const struct chain *chain, struct str name) {
    static const struct str ends[] = {
#define PAGE(suffix) S(suffix),
#include "frame/usage.def"
    };
    for (size_t i = 0; i < chain->count; i++)
        if (str_ends(name, chain->makers[i]->suffix))
            return false;
    if (str_ends_fold(name, S(".gz")))
        name.len -= S(".gz").len;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (str_ends_fold(name, ends[i]))
            return true;
    return false;
}

static void open_folder(struct arena *arena, const struct chain *chain, const char *path,
                        struct wish *wish, size_t *room) {
    enum { MOST_NAMED = 5 };
    struct buf left = buf_in(arena);
    size_t count = 0, before = wish->count, lefts = 0;
    const char **names = NULL;
    if (!names_in(arena, path, &names, &count))
        die_usage("cannot open %s: %s", path, strerror(errno));
    struct str folder = str_trim_end(str_of(path), "/");
    for (size_t i = 0; i < count; i++) {
        const char *file = str_format(arena, "%.*s/%s", STR_ARGS(folder), names[i]).at;
        struct stat facts;
        if (stat(file, &facts) == 0 && S_ISREG(facts.st_mode) && is_page(chain, str_of(names[i])))
            *arena_push(arena, wish->pages, wish->count, room) = file;
        else if (lefts++ < MOST_NAMED)
            buf_join(&left, ", ", str_of(names[i]));
    }
    if (wish->count == before)
        die_usage(
            "there is no page in the folder %s: no file whose name ends with .html, .mhtml or "
            "the like. Name the file itself if it has another name",
            path);
    if (lefts > MOST_NAMED)
        buf_format(&left, " and %zu more", lefts - MOST_NAMED);
    if (lefts)
        diag(MSG_LEFT_ASIDE, &(struct place){.page = str_of(path)},
             "what is in the folder and no page was left aside: %.*s", STR_ARGS(buf_text(&left)));
}

void targets_open_folders(struct arena *arena, const struct chain *chain, struct wish *wish) {
    const char **given = wish->pages;
    size_t count = wish->count, room = 0;
    wish->pages = NULL;
    wish->count = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat facts;
        if (stat(given[i], &facts) == 0 && S_ISDIR(facts.st_mode))
            open_folder(arena, chain, given[i], wish, &room);
        else
            *arena_push(arena, wish->pages, wish->count, &room) = given[i];
    }
}

struct page *targets_check(struct arena *arena, const struct chain *chain,
                           const struct wish *wish) {
    size_t each = chain->count + 1, count = (wish->together ? 1 : wish->count) * each;
    struct page *pages = arena_make(arena, struct page, wish->count);
    struct target *targets = arena_make(arena, struct target, count);
    if (wish->together &&
        (!wish->together[0] || strchr("-.", wish->together[0]) || strchr(wish->together, '/')))
        die_usage("\"%s\" is no name for files: give a word behind --together", wish->together);
    for (size_t i = 0; i < wish->count; i++)
        look_at(arena, wish->pages[i], &pages[i]);
    for (size_t i = 0; i < count; i++) {
        const struct page *page = &pages[i / each];
        struct str stem = wish->together ? str_of(wish->together) : page->stem;
        targets[i] = (struct target){target_name(arena, chain, stem, i % each), page};
        check_place(arena, wish, pages, &targets[i]);
    }
    check_doubles(targets, count);
    return pages;
}
