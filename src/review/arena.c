/* Memory of one snapshot: given out piece by piece, taken back all at once. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define BLOCK_BYTES 16384
#define ALIGNMENT 16

struct arena_block {
	struct arena_block *next;
	size_t n_room;
	_Alignas(ALIGNMENT) char bytes[];
};

static void go_on(struct arena *arena, size_t n_bytes)
{
	struct arena_block **next = arena->now ? &arena->now->next : &arena->first;
	while (*next && (*next)->n_room < n_bytes)
		next = &(*next)->next;
	if (!*next) {
		size_t n_room = n_bytes > BLOCK_BYTES ? n_bytes : BLOCK_BYTES;
		*next = mem_alloc(sizeof **next + n_room);
		(*next)->next = NULL;
		(*next)->n_room = n_room;
	}
	arena->now = *next;
	arena->n_used = 0;
}

void *arena_get(struct arena *arena, size_t n_items, size_t item_bytes)
{
	size_t n_bytes = (n_items * item_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!arena->now || arena->n_used + n_bytes > arena->now->n_room)
		go_on(arena, n_bytes);
	void *piece = arena->now->bytes + arena->n_used;
	arena->n_used += n_bytes;
	return memset(piece, 0, n_bytes);
}

const char *arena_format(struct arena *arena, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	size_t n_bytes = n > 0 ? (size_t)n : 0;
	char *text = arena_get(arena, n_bytes + 1, 1);
	va_start(ap, fmt);
	vsnprintf(text, n_bytes + 1, fmt, ap);
	va_end(ap);
	return text;
}

void arena_reset(struct arena *arena)
{
	arena->now = arena->first;
	arena->n_used = 0;
}

void arena_release(struct arena *arena)
{
	while (arena->first) {
		struct arena_block *block = arena->first;
		arena->first = block->next;
		free(block);
	}
	*arena = (struct arena){0};
}
