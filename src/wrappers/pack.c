/* A ZIP archive written through libzip: files are deflated while they are written, and the
 * archive's bytes run off as soon as libzip can no longer change them. */
#include "wrappers/pack.h"

#include <string.h>
#include <zip.h>

#include "ground/diag.h"
#include "wrappers/deflate.h"

enum { DOS_MIDNIGHT = 0, DOS_1980_01_01 = 1 << 5 | 1 };
static const zip_uint32_t unix_mode = 0100644u << 16;

struct pack {
    struct arena *arena;
    zip_t *zip;
    struct buf *out;
    struct buf held; /* what libzip may still come back to */
    size_t settled;  /* how many bytes were written to `out`, all before `held` */
    size_t at;       /* where libzip writes next, counted in `held` */
    zip_error_t error;
};

struct pack_file {
    struct deflating *growing; /* NULL once all is written */
    struct deflated is;        /* then: what stands in the archive */
    bool stored;
    size_t read;
    zip_error_t error;
};

static _Noreturn void fail(zip_error_t *error) {
    die_machine("the archive could not be written: %s", zip_error_strerror(error));
}

static void settle(struct pack *pack) {
    buf_put(pack->out, buf_text(&pack->held));
    pack->settled += pack->held.len;
    pack->held.len = pack->at = 0;
}

static void write_at(struct pack *pack, struct str bytes) {
    size_t over = pack->held.len - pack->at;
    if (over > bytes.len)
        over = bytes.len;
    if (over)
        memcpy(pack->held.at + pack->at, bytes.at, over);
    buf_put(&pack->held, str_from(bytes, over));
    pack->at += bytes.len;
}

/* libzip goes back only to complete the header of the member it has just written; once it returns
 * to the end, all that was written is final. */
static zip_int64_t seek(struct pack *pack, void *data, zip_uint64_t len) {
    zip_uint64_t end = pack->settled + pack->held.len;
    zip_int64_t to =
        zip_source_seek_compute_offset(pack->settled + pack->at, end, data, len, &pack->error);
    if (to < 0 || (size_t)to < pack->settled)
        return -1;
    bool returned = pack->at < pack->held.len && (zip_uint64_t)to == end;
    pack->at = (size_t)to - pack->settled;
    if (returned)
        settle(pack);
    return 0;
}

static zip_int64_t give_stat(zip_stat_t *stat, zip_uint64_t room) {
    if (room < sizeof *stat)
        return -1;
    zip_stat_init(stat);
    return sizeof *stat;
}

/* The archive as libzip sees it: a file that is always empty to readers. */
static zip_int64_t archive(void *state, void *data, zip_uint64_t len, zip_source_cmd_t command) {
    struct pack *pack = state;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
            ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
            ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_STAT:
        return give_stat(data, len);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&pack->error, data, len);
    case ZIP_SOURCE_WRITE:
        write_at(pack, (struct str){data, (size_t)len});
        return (zip_int64_t)len;
    case ZIP_SOURCE_SEEK_WRITE:
        return seek(pack, data, len);
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)(pack->settled + pack->at);
    case ZIP_SOURCE_COMMIT_WRITE:
        settle(pack);
        return 0;
    default:
        return 0;
    }
}

static zip_uint16_t method_of(const struct pack_file *file) {
    return file->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
}

static zip_int64_t read_file(struct pack_file *file, void *data, zip_uint64_t len) {
    struct str part = str_part(file->is.bytes, file->read, file->read + (size_t)len);
    if (part.len)
        memcpy(data, part.at, part.len);
    file->read += part.len;
    return (zip_int64_t)part.len;
}

/* Says that the bytes are deflated already: libzip then copies them as they are. */
static zip_int64_t stat_file(const struct pack_file *file, zip_stat_t *stat, zip_uint64_t room) {
    zip_int64_t given = give_stat(stat, room);
    if (given < 0)
        return given;
    stat->comp_method = method_of(file);
    stat->size = file->is.size;
    stat->comp_size = file->is.bytes.len;
    stat->crc = file->is.checksum;
    stat->valid = ZIP_STAT_COMP_METHOD | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC;
    return given;
}

static zip_int64_t file_source(void *state, void *data, zip_uint64_t len,
                               zip_source_cmd_t command) {
    struct pack_file *file = state;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                              ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_OPEN:
        file->read = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_file(file, data, len);
    case ZIP_SOURCE_STAT:
        return stat_file(file, data, len);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&file->error, data, len);
    default:
        return 0;
    }
}

static void discard(void *state) {
    struct pack *pack = state;
    if (pack->zip)
        zip_discard(pack->zip);
}

struct pack *pack_new(struct arena *arena, struct buf *out) {
    struct pack *pack = arena_make(arena, struct pack, 1);
    *pack = (struct pack){.arena = arena, .out = out, .held = buf_in(arena)};
    zip_error_init(&pack->error);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(archive, pack, &error);
    if (!source)
        fail(&error);
    pack->zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (!pack->zip)
        fail(&error);
    arena_defer(arena, discard, pack);
    return pack;
}

struct pack_file *pack_begin(struct pack *pack) {
    struct pack_file *file = arena_make(pack->arena, struct pack_file, 1);
    zip_error_init(&file->error);
    file->growing = deflate_start(pack->arena);
    return file;
}

void pack_write(struct pack_file *file, struct str bytes) {
    deflate_put(file->growing, bytes);
}

size_t pack_size(const struct pack_file *file) {
    return file->growing ? deflate_size(file->growing) : file->is.size;
}

void pack_end(struct pack_file *file) {
    if (file->growing)
        file->is = deflate_end(file->growing);
    file->growing = NULL;
}

void pack_place(struct pack *pack, struct str name, struct pack_file *file) {
    pack_end(file);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(file_source, file, &error);
    if (!source)
        fail(&error);
    zip_int64_t index =
        zip_file_add(pack->zip, str_zero_ended(pack->arena, name), source, ZIP_FL_ENC_UTF_8);
    if (index < 0)
        fail(zip_get_error(pack->zip));
    zip_uint64_t i = (zip_uint64_t)index;
    if (zip_set_file_compression(pack->zip, i, method_of(file), 0) ||
        zip_file_set_dostime(pack->zip, i, DOS_MIDNIGHT, DOS_1980_01_01, 0) ||
        zip_file_set_external_attributes(pack->zip, i, 0, ZIP_OPSYS_UNIX, unix_mode))
        fail(zip_get_error(pack->zip));
}

void pack_add(struct pack *pack, struct str name, struct str bytes) {
    /* Deflated, nothing at all would become two bytes. */
    if (!bytes.len) {
        pack_store(pack, name, bytes);
        return;
    }
    struct pack_file *file = pack_begin(pack);
    pack_write(file, bytes);
    pack_place(pack, name, file);
}

void pack_store(struct pack *pack, struct str name, struct str bytes) {
    struct pack_file *file = arena_make(pack->arena, struct pack_file, 1);
    zip_error_init(&file->error);
    file->stored = true;
    file->is = (struct deflated){str_copy(pack->arena, bytes), bytes.len, deflate_checksum(bytes)};
    pack_place(pack, name, file);
}

void pack_finish(struct pack *pack) {
    if (zip_close(pack->zip) < 0)
        fail(zip_get_error(pack->zip));
    pack->zip = NULL;
}
