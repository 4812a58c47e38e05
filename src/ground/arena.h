/* Memory that is given back all at once: no piece is ever freed alone. */
#pragma once

#include <stddef.h>

/* A new, empty arena. Ends the program with status 3 when memory runs out, as every function here.
 */
struct arena *arena_new(void);

/* Gives back everything in the arena, running what was deferred (last first); it can be used again.
 */
void arena_reset(struct arena *arena);

/* As arena_reset, and the arena itself is gone too. */
void arena_free(struct arena *arena);

/* `size` bytes set to zero, aligned for any object; they live until the arena is reset. */
void *arena_alloc(struct arena *arena, size_t size);

/* Calls fn(what) when the arena is reset: how an object of a library is tied to an arena. */
void arena_defer(struct arena *arena, void (*fn)(void *), void *what);

/* Room for `count` objects of a type, set to zero. */
#define arena_make(arena, type, count) ((type *)arena_alloc_array(arena, sizeof(type), count))

/* As arena_alloc for `count` objects of `size` bytes; checks the product. */
void *arena_alloc_array(struct arena *arena, size_t size, size_t count);

/* An array with room for at least count + 1 objects: `old` itself, or a larger copy of its `count`
 * objects in the arena. `*room` holds the room of `old` and is updated. */
void *arena_grow(struct arena *arena, void *old, size_t size, size_t count, size_t *room);

/* Appends one zeroed object to (array, count, room) and gives its address. */
#define arena_push(arena, array, count, room)                                                      \
    ((array) = arena_grow((arena), (array), sizeof *(array), (count), (room)), &(array)[(count)++])
