/* A foot pedal: which of its keys does what. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PEDAL_H
#define MODEL_PEDAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a key of a pedal does while it is down; bits. */
enum pedal_role {
	PEDAL_PLAY = 1, /* plays; let go, it pauses */
	PEDAL_BACK = 2,
	PEDAL_FORWARD = 4,
};
#define PEDAL_ROLES 7

/* How a pedal that is wanted is found. */
enum pedal_state {
	PEDAL_OFF,         /* none is wanted */
	PEDAL_READ,        /* it is there and is read */
	PEDAL_NONE,        /* it is not there */
	PEDAL_REFUSED,     /* it is there, and this user may not read it */
	PEDAL_TAKEN,       /* another program has it for itself */
	PEDAL_UNFIT,       /* it is no input device, or has none of the keys */
	PEDAL_UNAVAILABLE, /* this system has no such devices */
};

#define PEDAL_MAX_KEYS 24
#define PEDAL_MAX_CODE 1023

struct pedal_keys {
	size_t n_keys;
	struct {
		uint16_t code; /* the kernel's, of linux/input-event-codes.h */
		enum pedal_role role;
	} keys[PEDAL_MAX_KEYS];
};

/* "f8=play 256=back b=forward": keys by their name (f1 to f24, a letter) or the kernel's number,
 * apart by blanks. False if it is anything else; *keys is undefined then. Pure, as below. */
bool pedal_keys_parse(const char *text, struct pedal_keys *keys)
	__attribute__((nonnull, warn_unused_result));
/* Where a code stands in keys; -1: nowhere. */
int pedal_keys_find(const struct pedal_keys *keys, unsigned code) __attribute__((nonnull, pure));
/* The roles of those of keys whose bit is set in down. */
unsigned pedal_keys_roles(const struct pedal_keys *keys, uint32_t down)
	__attribute__((nonnull, pure));

#endif
