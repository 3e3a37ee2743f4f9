/* The ssh command lines of callmark connect and callmark speaker. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_SECURE_SHELL_H
#define COMMAND_SECURE_SHELL_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* A command line that grows: argv ends with NULL and owns its words. { 0 } is an empty one. */
struct line_words {
	char **argv;
	size_t n_words, n_room;
};

void line_words_add(struct line_words *words, const char *word) __attribute__((nonnull));
void line_words_release(struct line_words *words) __attribute__((nonnull));

/* [ssh options] HOST [rest]: all borrowed from the arguments. */
struct destination {
	const char *host;
	char **options; /* before the host */
	int n_options;
	char **rest; /* after it */
	int n_rest;
};

/* As ssh itself reads them. */
bool destination_read(struct destination *destination, int n_arguments, char **arguments,
	const char *command, struct err *err) __attribute__((nonnull(1, 4, 5), warn_unused_result));

/* What every ssh for sound gets: no terminal, nothing forwarded, a dead line noticed. The person's
 * own options, which come before these, win. */
void secure_shell_add_plain(struct line_words *words) __attribute__((nonnull));
/* A session within the login that waits at the control socket, and never a login of its own. */
void secure_shell_add_shared(struct line_words *words, const char *control)
	__attribute__((nonnull));

/* A word as a shell at the other end reads it back. */
void secure_shell_quote(struct str *command, const char *word) __attribute__((nonnull));

#endif
