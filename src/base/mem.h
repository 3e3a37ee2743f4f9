/* Memory that is there, or the program ends in one place. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* All of these return memory that the caller frees with free(); never NULL. Any thread. */
void *mem_alloc(size_t n_bytes) __attribute__((malloc, returns_nonnull, warn_unused_result));
void *mem_zalloc(size_t n_items, size_t item_bytes)
	__attribute__((malloc, returns_nonnull, warn_unused_result));
void *mem_resize(void *old, size_t n_items, size_t item_bytes)
	__attribute__((returns_nonnull, warn_unused_result));
char *mem_dup(const char *text) __attribute__((nonnull, malloc, returns_nonnull, warn_unused_result));
char *mem_dupn(const char *text, size_t n_bytes)
	__attribute__((nonnull, malloc, returns_nonnull, warn_unused_result));

/* For arrays that grow: makes room for one more item. items is a pointer variable, n how many are
 * used, n_room a size_t variable with how many fit. */
#define MEM_GROW(items, n, n_room)                                                                 \
	do {                                                                                       \
		if ((n) == (n_room)) {                                                             \
			(n_room) = (n_room) ? (n_room) * 2 : 8;                                    \
			(items) = mem_resize((items), (n_room), sizeof *(items));                  \
		}                                                                                  \
	} while (0)

/* Overwrites what is about to be freed, also where a compiler would see no use in it. bytes NULL:
 * nothing. */
void mem_wipe(void *bytes, size_t n_bytes);

/* What to do before the program ends for want of memory (the terminal is restored there).
 * Main thread, before other threads start; NULL for nothing. */
void mem_set_last_words(void (*last_words)(void));

#endif
