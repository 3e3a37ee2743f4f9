/* What takes the sound: a table of functions over a device of some kind. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_DEVICE_H
#define SPEAKER_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "wire/wire.h"

#define DEVICE_DELAY_UNKNOWN (-1)

/* What is asked of a device. */
struct device_wish {
	const char *name; /* part of it, without regard to case; "": the default */
	int rate_hz;
	int channels; /* 1 or 2 */
	int latency_ms;
	/* Called on a thread of the device, from start to close, never twice at a time. Fills
	 * n_frames interleaved frames; the first is heard delay_ns after the call
	 * (DEVICE_DELAY_UNKNOWN if the device cannot tell). underflow: the device ran dry before.
	 * It takes no lock, allocates nothing and logs nothing. */
	void (*pull)(
		void *context, int16_t *frames, size_t n_frames, int64_t delay_ns, bool underflow);
	void *context;
};

/* What it has become. */
struct device_got {
	char name[64];      /* from outside, not cleaned */
	int64_t latency_ns; /* as the device claims; may be wrong */
};

/* One that could be opened. */
struct device_info {
	char name[128];  /* from outside, not cleaned */
	char system[32]; /* that it belongs to */
	int channels;
	int rate_hz; /* its usual one */
	bool is_default;
};

/* All on the speaker's main thread. Embedded first in the struct that implements it. A failing
 * function says why in *err, in the sound system's own words, and leaves the device closed. */
struct device {
	/* Starts the sound system, if that was not done; may take long, or for ever. */
	bool (*init)(struct device *device, struct err *err);
	/* After init. Fills up to n_max and returns how many; as they were when it started. */
	size_t (*list)(struct device *device, struct device_info *infos, size_t n_max);
	/* After init. Opens with exactly this rate and these channels, or fails. */
	bool (*open)(struct device *device, const struct device_wish *wish, struct device_got *got,
		enum wire_problem *problem, struct err *err);
	/* After open: from here on pull is called. */
	bool (*start)(struct device *device, struct err *err);
	/* Between start and close: false if it stopped by itself. */
	bool (*is_running)(struct device *device);
	/* At once, what is not heard yet is lost; pull is not called any more when it returns.
	 * Allowed in every state. */
	void (*close)(struct device *device);
	/* Closes and forgets the sound system with all that it knows of devices; init starts it
	 * anew. */
	void (*quit)(struct device *device);
	void (*free)(struct device *device);
};

struct device *device_portaudio_new(void) __attribute__((returns_nonnull, warn_unused_result));
/* A timer that takes frames as time goes by. */
struct device *device_silent_new(void) __attribute__((returns_nonnull, warn_unused_result));

#endif
