/* Whether a device takes sound as time goes by. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_WATCHDOG_H
#define SPEAKER_WATCHDOG_H

#include <stdint.h>

enum watchdog_verdict {
	WATCHDOG_FINE,
	WATCHDOG_FREE_RUNNING, /* took more than 1.5 x the time + 1 s since it started */
	WATCHDOG_STALLED,      /* took less than half the time for 1 s */
	WATCHDOG_UNDERRUNS,    /* two within 10 s, not counting its first second */
};

struct watchdog {
	int64_t start_ns;
	int64_t window_ns;      /* start of the second being watched */
	int64_t n_window_taken; /* frames taken before it */
	int64_t checked_ns;     /* the latest check */
	uint32_t n_underruns;   /* seen */
	int64_t underrun_ns;    /* of the latest; 0: none */
};

void watchdog_start(struct watchdog *watchdog, int64_t now_ns) __attribute__((nonnull));
/* Some ten times a second; the frames and underruns count from the start. Who comes much later than that
 * was not let run, and the device's thread may not have been either: what was then is no fault of the
 * device. Pure. */
enum watchdog_verdict watchdog_check(struct watchdog *watchdog, int64_t now_ns, int64_t n_taken,
	int rate_hz, uint32_t n_underruns) __attribute__((nonnull, warn_unused_result));

#endif
