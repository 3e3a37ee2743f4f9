/* Memory that is there, or the program ends in one place. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Static because an allocation can fail anywhere, far from whoever owns the terminal; set once
 * before threads start, read only at the very end. */
static void (*mem_last_words)(void);

void mem_set_last_words(void (*last_words)(void))
{
	mem_last_words = last_words;
}

static _Noreturn void mem_exhausted(void)
{
	static const char text[] = "callmark: out of memory\n";
	if (mem_last_words)
		mem_last_words();
	ssize_t n = write(STDERR_FILENO, text, sizeof text - 1);
	(void)n;
	_exit(1);
}

void *mem_alloc(size_t n_bytes)
{
	void *p = malloc(n_bytes ? n_bytes : 1);
	if (!p)
		mem_exhausted();
	return p;
}

void *mem_zalloc(size_t n_items, size_t item_bytes)
{
	void *p = calloc(n_items ? n_items : 1, item_bytes ? item_bytes : 1);
	if (!p)
		mem_exhausted();
	return p;
}

void *mem_resize(void *old, size_t n_items, size_t item_bytes)
{
	if (item_bytes && n_items > SIZE_MAX / item_bytes)
		mem_exhausted();
	size_t n_bytes = n_items * item_bytes;
	void *p = realloc(old, n_bytes ? n_bytes : 1);
	if (!p)
		mem_exhausted();
	return p;
}

char *mem_dupn(const char *text, size_t n_bytes)
{
	char *p = mem_alloc(n_bytes + 1);
	memcpy(p, text, n_bytes);
	p[n_bytes] = '\0';
	return p;
}

char *mem_dup(const char *text)
{
	return mem_dupn(text, strlen(text));
}

void mem_wipe(void *bytes, size_t n_bytes)
{
	if (!bytes)
		return;
	memset(bytes, 0, n_bytes);
	__asm__ volatile("" : : "r"(bytes) : "memory"); /* somebody may look, says this */
}
