/* Reading a ZIP archive that lies in memory through libzip. */
#include "wrappers/pack_read.h"

#include <zip.h>

/* libzip itself compares the checksum, when it is asked for more than there is. */
static enum unpacked read_file(struct arena *arena, zip_t *zip, struct str name, size_t limit,
                               struct str *bytes) {
    zip_stat_t stat;
    if (zip_stat(zip, str_zero_ended(arena, name), ZIP_FL_NOCASE, &stat) < 0)
        return UNPACKED_NONE;
    if (stat.size > limit)
        return UNPACKED_TOO_LONG;
    zip_file_t *file = zip_fopen_index(zip, stat.index, 0);
    if (!file)
        return UNPACKED_DAMAGED;
    size_t size = (size_t)stat.size;
    char *at = arena_alloc(arena, size + 1);
    bool whole = zip_fread(file, at, size) == (zip_int64_t)size && !zip_fread(file, at + size, 1);
    zip_fclose(file);
    if (!whole)
        return UNPACKED_DAMAGED;
    *bytes = (struct str){at, size};
    return UNPACKED;
}

enum unpacked unpack(struct arena *arena, struct str archive, struct str name, size_t limit,
                     struct str *bytes) {
    zip_error_t error;
    zip_error_init(&error);
    *bytes = S("");
    zip_source_t *source = zip_source_buffer_create(archive.at, archive.len, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    zip_error_fini(&error);
    if (!zip) {
        zip_source_free(source);
        return UNPACKED_DAMAGED;
    }
    enum unpacked done = read_file(arena, zip, name, limit, bytes);
    zip_discard(zip);
    return done;
}
