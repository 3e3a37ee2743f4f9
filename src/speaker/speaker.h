/* The process that makes sound: content and commands in by a socket, reports out. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_SPEAKER_H
#define SPEAKER_SPEAKER_H

#include <stdbool.h>

#include "base/err.h"
#include "speaker/device.h"

/* How long things take; the defaults are for everyday use, tests are in more of a hurry. */
struct speaker_times {
	int close_after_ms; /* of pause: the device is closed */
	int hold_ms; /* a device went away: so long it stands still and waits for it */
};
#define SPEAKER_TIMES_DEFAULT                                                                      \
	{                                                                                          \
		.close_after_ms = 30000, .hold_ms = 10000                                          \
	}

/* Speaks the protocol of wire/wire.h on fd (a stream socket, borrowed) until QUIT or the end of the
 * connection; false with *err if the other side does not speak it. device is borrowed. The caller
 * has blocked all signals that it does not want to see on the threads started here. */
bool speaker_run(int fd, struct device *device, const struct speaker_times *times, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
