/* The foot pedals that the system knows, by the names of its input devices. */
/* SPDX-License-Identifier: MIT */
#ifndef PEDAL_FIND_H
#define PEDAL_FIND_H

#include <stdbool.h>
#include <stddef.h>

/* Where devices stand, and what is known of them without opening one. */
struct pedal_places {
	const char *devices; /* "/dev/input", with event0, event1, ... */
	const char *classes; /* "/sys/class/input", with event0/device/name */
};
#define PEDAL_PLACES_DEFAULT                                                                       \
	{                                                                                          \
		"/dev/input", "/sys/class/input"                                                   \
	}

struct pedal_found {
	char path[128];
	char name[64];            /* from outside, not cleaned */
	unsigned vendor, product; /* of USB and Bluetooth; 0: not known */
};

#define PEDAL_AUTO "auto"
#define PEDAL_OFF_WORD "off"

/* Up to n_max devices whose name has this in it, without regard to case; PEDAL_AUTO: those that are
 * foot pedals by their name or number. In the order of their numbers; how many. Nothing is opened.
 */
size_t pedal_find(const struct pedal_places *places, const char *wanted, struct pedal_found *found,
	size_t n_max) __attribute__((nonnull, warn_unused_result));

/* What is known of a device by its path, which stays as it is; name "" and numbers 0 if nothing is.
 */
struct pedal_found pedal_look_up(const struct pedal_places *places, const char *path)
	__attribute__((nonnull, warn_unused_result));

#endif
