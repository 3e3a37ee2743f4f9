/* A progress bar on a terminal, which is never in the way of what is printed. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool wanted; /* stderr is a terminal that knows how to clear a line */
	bool shown;  /* the bar stands on the terminal's last line */
	int64_t start_ns;
	int64_t shown_ns;
};

/* is_quiet: there will be none. From here on a signal that ends the program clears the bar first. */
void progress_start(struct progress *progress, bool is_quiet) __attribute__((nonnull));
/* Draws the bar unless it was drawn just now. share is 0..1. */
void progress_show(struct progress *progress, size_t n_done, size_t n_all, double share)
	__attribute__((nonnull));
/* Takes the bar away; before anything is printed. */
void progress_clear(struct progress *progress) __attribute__((nonnull));

#endif
