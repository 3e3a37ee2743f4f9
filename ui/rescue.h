/* Gives the terminal back as it was, however the program ends. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#define RESCUE_BYTES 256

/* What rescue_now does while armed. */
struct rescue_plan {
	int fd; /* of the terminal */
	struct termios modes;
	char bytes[RESCUE_BYTES]; /* sequences that leave the screen; n_bytes of them */
	size_t n_bytes;
	int stderr_fd; /* what standard error was; -1 if it was not moved */
};

/* From here on crashes (SIGSEGV, SIGABRT ..., where nobody else handles them) and the end of memory
 * give the terminal back first. Main thread; arming again replaces the plan. */
void rescue_arm(const struct rescue_plan *plan) __attribute__((nonnull));
/* Nothing is to be given back any more. */
void rescue_disarm(void);
/* Gives the terminal back if armed, and disarms. Safe in signal handlers. */
void rescue_now(void);

#endif
