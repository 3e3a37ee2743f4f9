/* Keeps a foot pedal open, and tells what is held down of it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "pedal/reader.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"

#define RETRY_NS INT64_C(1000000000)
#define MAX_FOUND 16

void pedal_reader_init(struct pedal_reader *reader)
{
	reader->evdev.fd = -1;
	reader->retry_ns = CLOCK_NEVER;
}

void pedal_reader_release(struct pedal_reader *reader)
{
	evdev_close(&reader->evdev);
	reader->state = PEDAL_OFF;
	reader->retry_ns = CLOCK_NEVER;
	reader->down = reader->next_down = reader->roles = 0;
}

static void say(struct pedal_reader *reader, enum pedal_state state)
{
	reader->state = state;
	reader->say(reader->context, state, reader->name, reader->path);
}

static void hold(struct pedal_reader *reader, uint32_t down, int64_t at_ns)
{
	unsigned roles = pedal_keys_roles(&reader->keys, down);
	reader->down = reader->next_down = down;
	if (roles == reader->roles)
		return;
	reader->roles = roles;
	reader->hold(reader->context, roles, at_ns);
}

/* ---- opening ---- */

/* A pedal that was not named is not taken from whoever else listens to it: what it types is typed,
 * and would count twice. */
static bool counts(const struct pedal_reader *reader, unsigned code)
{
	return !reader->is_auto || code >= EVDEV_FIRST_BUTTON;
}

static bool has_any_key(const struct pedal_reader *reader)
{
	for (size_t i = 0; i < reader->keys.n_keys; i++)
		if (counts(reader, reader->keys.keys[i].code) &&
			evdev_has(&reader->evdev, reader->keys.keys[i].code))
			return true;
	return false;
}

static uint32_t keys_down(const struct pedal_reader *reader)
{
	uint32_t down = 0;
	for (size_t i = 0; i < reader->keys.n_keys; i++)
		if (counts(reader, reader->keys.keys[i].code) &&
			evdev_is_down(&reader->evdev, reader->keys.keys[i].code))
			down |= UINT32_C(1) << i;
	return down;
}

static enum pedal_state open_device(struct pedal_reader *reader, const char *path)
{
	enum pedal_state state = evdev_open(&reader->evdev, path);
	if (state != PEDAL_READ)
		return state;
	if (!has_any_key(reader))
		state = PEDAL_UNFIT;
	else if (reader->grab && !reader->is_auto && !evdev_grab(&reader->evdev))
		state = PEDAL_TAKEN;
	if (state != PEDAL_READ)
		evdev_close(&reader->evdev);
	return state;
}

static void name(struct pedal_reader *reader, const char *path, const char *called)
{
	str_copy(reader->path, sizeof reader->path, path);
	str_copy(reader->name, sizeof reader->name, called);
}

static enum pedal_state open_path(struct pedal_reader *reader)
{
	enum pedal_state state = open_device(reader, reader->device);
	name(reader, reader->device, "");
	if (state == PEDAL_READ)
		evdev_get_name(&reader->evdev, reader->name, sizeof reader->name);
	return state;
}

/* A pedal shows as several devices, often of the same name: the first with one of the keys counts.
 * What it says of those that do not do is the most that could be done about. */
static enum pedal_state open_found(struct pedal_reader *reader)
{
	static const enum pedal_state telling[] = {PEDAL_REFUSED, PEDAL_TAKEN, PEDAL_UNFIT};
	struct pedal_found found[MAX_FOUND];
	size_t n = pedal_find(&reader->places, reader->device, found, MAX_FOUND);
	enum pedal_state states[MAX_FOUND];
	name(reader, "", "");
	for (size_t i = 0; i < n; i++) {
		states[i] = open_device(reader, found[i].path);
		if (states[i] == PEDAL_READ) {
			name(reader, found[i].path, found[i].name);
			return PEDAL_READ;
		}
		if (states[i] == PEDAL_UNFIT && reader->is_auto)
			states[i] = PEDAL_NONE; /* it types: a keyboard like others */
	}
	for (size_t t = 0; t < sizeof telling / sizeof *telling; t++)
		for (size_t i = 0; i < n; i++)
			if (states[i] == telling[t]) {
				name(reader, found[i].path, found[i].name);
				return telling[t];
			}
	return PEDAL_NONE;
}

static void look(struct pedal_reader *reader, bool always_say, int64_t now_ns)
{
	char path[sizeof reader->path];
	str_copy(path, sizeof path, reader->path);
	enum pedal_state state = reader->device[0] == '/' ? open_path(reader) : open_found(reader);
	bool is_open = state == PEDAL_READ;
	reader->retry_ns = is_open ? CLOCK_NEVER : now_ns + RETRY_NS;
	reader->dropped = false;
	if (always_say || state != reader->state || strcmp(path, reader->path) != 0)
		say(reader, state);
	if (is_open)
		hold(reader, keys_down(reader), now_ns);
}

void pedal_reader_want(struct pedal_reader *reader, const struct pedal_wish *wish, int64_t now_ns)
{
	evdev_close(&reader->evdev);
	hold(reader, 0, now_ns);
	str_copy(reader->device, sizeof reader->device, wish->device);
	reader->grab = wish->grab;
	reader->is_auto = strcmp(wish->device, PEDAL_AUTO) == 0;
	reader->retry_ns = CLOCK_NEVER;
	if (!pedal_keys_parse(wish->keys, &reader->keys))
		reader->keys.n_keys = 0;
	bool is_off = !*wish->device || strcmp(wish->device, PEDAL_OFF_WORD) == 0;
	if (!is_off && evdev_is_available()) {
		look(reader, true, now_ns);
		return;
	}
	name(reader, "", "");
	say(reader, is_off ? PEDAL_OFF : PEDAL_UNAVAILABLE);
}

/* ---- reading ---- */

int pedal_reader_get_fd(const struct pedal_reader *reader)
{
	return reader->evdev.fd;
}

int64_t pedal_reader_get_deadline_ns(const struct pedal_reader *reader)
{
	return reader->evdev.fd < 0 ? reader->retry_ns : CLOCK_NEVER;
}

static void note_key(struct pedal_reader *reader, const struct evdev_event *event)
{
	int i = counts(reader, event->code) ? pedal_keys_find(&reader->keys, event->code) : -1;
	if (i < 0)
		return;
	uint32_t bit = UINT32_C(1) << i;
	reader->next_down = event->down ? reader->next_down | bit : reader->next_down & ~bit;
}

/* After a loss the kernel is asked how the keys are; who cannot be asked holds nothing. */
static void heed(struct pedal_reader *reader, const struct evdev_event *event)
{
	switch (event->kind) {
	case EVDEV_KEY:
		if (!reader->dropped)
			note_key(reader, event);
		break;
	case EVDEV_DROPPED:
		reader->dropped = true;
		break;
	case EVDEV_REPORT:
		if (reader->dropped)
			reader->next_down = keys_down(reader);
		reader->dropped = false;
		hold(reader, reader->next_down, event->at_ns);
		break;
	}
}

static void lose(struct pedal_reader *reader, int64_t now_ns)
{
	evdev_close(&reader->evdev);
	hold(reader, 0, now_ns);
	reader->retry_ns = now_ns + RETRY_NS;
	say(reader, PEDAL_NONE);
}

void pedal_reader_service(struct pedal_reader *reader, int64_t now_ns)
{
	struct evdev_event event;
	if (reader->evdev.fd < 0) {
		if (now_ns >= reader->retry_ns)
			look(reader, false, now_ns);
		return;
	}
	bool is_there = evdev_read(&reader->evdev);
	while (evdev_next(&reader->evdev, &event, now_ns))
		heed(reader, &event);
	if (!is_there)
		lose(reader, now_ns);
}
