/* One input device of the kernel: its keys as they go down and up. */
/* SPDX-License-Identifier: MIT */
#ifndef PEDAL_EVDEV_H
#define PEDAL_EVDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/pedal.h"

#define EVDEV_BYTES 2048
/* Codes below this one type something, on a terminal too. */
#define EVDEV_FIRST_BUTTON 0x100

enum evdev_kind {
	EVDEV_KEY,     /* goes down or up */
	EVDEV_REPORT,  /* what came before it happened at once */
	EVDEV_DROPPED, /* something was lost: what came since the last report is not to be trusted
			*/
};

struct evdev_event {
	enum evdev_kind kind;
	unsigned code; /* of a key */
	bool down;
	int64_t at_ns; /* by the monotonic clock */
};

/* { .fd = -1 } is a closed one. */
struct evdev {
	int fd;
	bool is_device; /* of the kernel; else a pipe with the same events in it */
	bool has_clock; /* its times are of the monotonic clock */
	size_t n_bytes, n_taken;
	unsigned char bytes[EVDEV_BYTES]; /* read, not taken yet */
};

/* Whether this system has such devices. */
bool evdev_is_available(void);
/* Opens it for reading; PEDAL_READ, or why it could not. */
enum pedal_state evdev_open(struct evdev *evdev, const char *path)
	__attribute__((nonnull, warn_unused_result));
void evdev_close(struct evdev *evdev) __attribute__((nonnull));
/* What it calls itself; "" if it does not say. */
void evdev_get_name(const struct evdev *evdev, char *name, size_t n_name) __attribute__((nonnull));
/* Whether it has this key at all; a pipe may have any. */
bool evdev_has(const struct evdev *evdev, unsigned code) __attribute__((nonnull));
/* Whether the key is down now; of a pipe that is not known, and it is not. */
bool evdev_is_down(const struct evdev *evdev, unsigned code) __attribute__((nonnull));
/* From here on its events come here alone; false if another program has done that already. */
bool evdev_grab(const struct evdev *evdev) __attribute__((nonnull, warn_unused_result));
/* Reads what is there, never waiting; false if the device is gone. */
bool evdev_read(struct evdev *evdev) __attribute__((nonnull, warn_unused_result));
/* The next event of what was read; now_ns is the time of one that does not say. False if there is
 * none, or only a part of one. Keys that repeat while they are held are passed over. */
bool evdev_next(struct evdev *evdev, struct evdev_event *event, int64_t now_ns)
	__attribute__((nonnull, warn_unused_result));

#endif
