/* Finds the recordings among files and folders, and which two are legs of one call. */
/* SPDX-License-Identifier: MIT */
#ifndef CALLS_COLLECT_H
#define CALLS_COLLECT_H

#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"
#include "model/call.h"

struct collected_call {
	char *name;
	struct call_leg legs[CALL_MAX_LEGS]; /* agent first; size and time filled in */
	size_t n_legs;
	char *problem; /* why it cannot be used; NULL */
};

struct collection {
	struct collected_call *calls;
	size_t n_calls;
	size_t n_room;
	/* those that were listed: a link may lead to one of them again */
	struct collected_folder {
		dev_t device;
		ino_t inode;
	} * folders;
	size_t n_folders;
	size_t n_folders_room;
};

/* See calls_new. *collection is zero-initialised by the caller and released with collect_release,
 * whatever this returns. */
bool collect_paths(struct collection *collection, const char *const *paths, size_t n_paths,
	struct err *err) __attribute__((nonnull(1, 4), warn_unused_result));
/* Drops the calls that keep says no to. */
void collect_filter(struct collection *collection,
	bool (*keep)(void *context, const struct collected_call *call), void *context)
	__attribute__((nonnull(1, 2)));
/* Whether the files of a call have the sizes and times they were listed with. */
bool collect_is_unchanged(const struct collected_call *call) __attribute__((nonnull));
void collect_release(struct collection *collection) __attribute__((nonnull));

#endif
