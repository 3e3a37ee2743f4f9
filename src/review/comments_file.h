/* The file of comments that a person keeps for a card. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_COMMENTS_FILE_H
#define REVIEW_COMMENTS_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct comment_list {
	char **texts; /* each and the array owned by the caller */
	size_t n;
};

/* Adds the comments of FOLDER/CARD.txt for an item or flag with that answer, in the order of the file,
 * without those that are in the list already. A line is "KEY=LEVEL: TEXT" (level 0 is n/a) or "KEY:
 * TEXT" for any answer; # begins a remark. No file is none; an error names file and line, and what
 * came before it is in the list. */
bool comments_file_read(const char *folder, const char *card_id, const char *key, int level,
	struct comment_list *list, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
