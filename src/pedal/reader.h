/* Keeps a foot pedal open, and tells what is held down of it. */
/* SPDX-License-Identifier: MIT */
#ifndef PEDAL_READER_H
#define PEDAL_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/pedal.h"
#include "pedal/evdev.h"
#include "pedal/find.h"

/* Which pedal, and what for. */
struct pedal_wish {
	const char *device; /* PEDAL_OFF_WORD or "", PEDAL_AUTO, a path, part of a name */
	const char *keys;   /* for pedal_keys_parse */
	bool grab;          /* one chosen by name or path types nothing besides; PEDAL_AUTO never */
};

struct pedal_reader {
	/* Set once by the owner. */
	struct pedal_places places;
	/* How it stands, after each wish and at each change; texts are borrowed. */
	void (*say)(void *context, enum pedal_state state, const char *name, const char *path);
	/* The roles of what is held down now, at each change. */
	void (*hold)(void *context, unsigned roles, int64_t at_ns);
	void *context;

	char device[128];
	bool grab, is_auto;
	struct pedal_keys keys;
	struct evdev evdev;
	enum pedal_state state;
	char name[64], path[128]; /* of what is read, or of what cannot be */
	uint32_t down, next_down; /* bits of keys; next_down: not reported yet */
	bool dropped;             /* nothing counts up to the next report */
	unsigned roles;           /* as they were told */
	int64_t retry_ns;         /* while it is not open: when to look again */
};

/* The owner has set its part; the rest is 0. */
void pedal_reader_init(struct pedal_reader *reader) __attribute__((nonnull));
/* Closes, and forgets what is wanted; nothing is told of it. */
void pedal_reader_release(struct pedal_reader *reader) __attribute__((nonnull));
/* In place of what was wanted: opened at once if it is there. A list of keys that makes no sense
 * has none. */
void pedal_reader_want(struct pedal_reader *reader, const struct pedal_wish *wish, int64_t now_ns)
	__attribute__((nonnull));
/* To poll for reading; -1: none. */
int pedal_reader_get_fd(const struct pedal_reader *reader) __attribute__((nonnull, pure));
/* When to serve it though there is nothing to read; CLOCK_NEVER. */
int64_t pedal_reader_get_deadline_ns(const struct pedal_reader *reader)
	__attribute__((nonnull, pure));
/* Reads what is there; looks for a pedal that is not there. One that goes away holds nothing. */
void pedal_reader_service(struct pedal_reader *reader, int64_t now_ns) __attribute__((nonnull));

#endif
