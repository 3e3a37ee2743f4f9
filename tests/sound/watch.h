/* Whether the machine keeps up: which of some processes were stopped, or waited for a processor. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_WATCH_H
#define TESTS_SOUND_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define WATCH_MAX 8

struct watch {
	struct watched {
		pid_t pid;
		int64_t waited_ns; /* all its threads, for a processor, so far */
	} watched[WATCH_MAX];
	size_t n;
	int64_t stolen; /* ticks that other guests of the machine took */
};

/* Besides this process: those of a list like "12 345", and the children that this process has now. What
 * was before is forgotten. */
void watch_begin(struct watch *watch, const char *pids);
/* Whether any of it was held up since the last time: it is stopped, it had to wait, or the machine was
 * not ours. What the system does not tell is taken for well. */
bool watch_look(struct watch *watch);

#endif
