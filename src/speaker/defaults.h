/* Notices that the system's default device may be another one now, or that devices came or went. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_DEFAULTS_H
#define SPEAKER_DEFAULTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define DEFAULTS_N 6

/* A sound server moves what plays to its new default by itself. ALSA alone does not: which device
 * is its default stands in files, and who has opened one stays there. */
struct defaults {
	char *paths[DEFAULTS_N]; /* owned; NULL: none; the last two are where devices come and go */
	struct defaults_stamp {
		bool is_there;
		dev_t device;
		ino_t inode;
		off_t n_bytes;
		int64_t changed_ns;
	} stamps[DEFAULTS_N];
	enum defaults_change {
		DEFAULTS_SAME,
		DEFAULTS_DEVICES, /* what there is, as far as can be seen */
		DEFAULTS_OTHER,   /* which of them is meant */
	} unsettled;    /* changed at the last look: whoever writes may not have finished */
	int64_t due_ns; /* of the next look */
};

/* The files are those that ALSA reads in this environment; devices are those of the kernel, and the
 * sound server of this person. */
void defaults_init(struct defaults *defaults) __attribute__((nonnull));
void defaults_release(struct defaults *defaults) __attribute__((nonnull));
/* Looks once a second: tells each change once, when it has stood for a second. */
enum defaults_change defaults_look(struct defaults *defaults, int64_t now_ns)
	__attribute__((nonnull, warn_unused_result));

#endif
