/* The recordings that a command is about: its arguments, and for "-" the lines of stdin. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_NAME_LIST_H
#define COMMAND_NAME_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* { 0 } is none. */
struct name_list {
	char **names; /* of the arguments, or within text; NULL at the end */
	size_t n_names;
	size_t n_room;
	struct str text; /* of stdin */
};

/* Takes arguments in; a "-" among them stands for names on stdin, a line each, or with a NUL behind each, as
 * find -print0 writes them. Arguments outlive *list, which the caller releases, also after a failure. */
bool name_list_read(struct name_list *list, char *const *arguments, size_t n_arguments, struct err *err)
	__attribute__((nonnull(1, 4), warn_unused_result));
void name_list_release(struct name_list *list) __attribute__((nonnull));

#endif
