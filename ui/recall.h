/* Lines typed before, for Up and Down in an edit line. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_RECALL_H
#define UI_RECALL_H

#include <stddef.h>

#define RECALL_MAX 200

/* { 0 } is empty. */
struct recall {
	char *lines[RECALL_MAX]; /* the oldest first */
	size_t n_lines;
	size_t at;   /* the line shown; n_lines: what is being typed */
	char *typed; /* what was typed before the first step back; NULL */
};

void recall_release(struct recall *recall) __attribute__((nonnull));
/* Reads a file of lines; one that is not there, or not text, adds nothing. */
void recall_read(struct recall *recall, const char *path) __attribute__((nonnull));
/* Puts the lines into that file, for the person alone. What cannot be written is no loss. */
void recall_write(const struct recall *recall, const char *path) __attribute__((nonnull));
/* The newest line; "" and the line that is the newest already are not added. Back to the end. */
void recall_add(struct recall *recall, const char *line) __attribute__((nonnull));
/* An edit line was opened: steps begin at its end. */
void recall_rewind(struct recall *recall) __attribute__((nonnull));
/* The line before or after the one shown, text being what the edit line holds now; NULL if there is
 * none. Borrowed until the next call. */
const char *recall_step(struct recall *recall, int step, const char *text)
	__attribute__((nonnull));

#endif
