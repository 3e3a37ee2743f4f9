/* One input device of the kernel: its keys as they go down and up. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "pedal/evdev.h"

#include <unistd.h>

#ifdef HAVE_LINUX_INPUT_H

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>

#define BITS_BYTES (KEY_CNT / 8)
#define SECOND_NS INT64_C(1000000000)

#ifndef input_event_sec /* of older systems, which have one kind of time */
#define input_event_sec time.tv_sec
#define input_event_usec time.tv_usec
#endif

static enum pedal_state state_of(int errnum)
{
	if (errnum == EACCES || errnum == EPERM)
		return PEDAL_REFUSED;
	return errnum == ENOENT || errnum == ENODEV || errnum == ENXIO || errnum == ENOTDIR
		       ? PEDAL_NONE
		       : PEDAL_UNFIT;
}

/* A terminal or a disk is none, whatever its name. */
static bool is_source(struct evdev *evdev)
{
	struct stat status;
	int version;
	if (fstat(evdev->fd, &status) != 0)
		return false;
	evdev->is_device = S_ISCHR(status.st_mode);
	return evdev->is_device ? ioctl(evdev->fd, EVIOCGVERSION, &version) == 0
				: S_ISFIFO(status.st_mode);
}

bool evdev_is_available(void)
{
	return true;
}

enum pedal_state evdev_open(struct evdev *evdev, const char *path)
{
	int clock = CLOCK_MONOTONIC;
	*evdev = (struct evdev){.fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)};
	if (evdev->fd < 0)
		return state_of(errno);
	if (!is_source(evdev)) {
		evdev_close(evdev);
		return PEDAL_UNFIT;
	}
	evdev->has_clock = evdev->is_device && ioctl(evdev->fd, EVIOCSCLOCKID, &clock) == 0;
	return PEDAL_READ;
}

void evdev_get_name(const struct evdev *evdev, char *name, size_t n_name)
{
	name[0] = '\0';
	if (ioctl(evdev->fd, EVIOCGNAME(n_name), name) < 0)
		name[0] = '\0';
	name[n_name - 1] = '\0';
}

static bool has_bit(const unsigned char *bits, unsigned code)
{
	return code < KEY_CNT && (bits[code / 8] >> code % 8 & 1);
}

bool evdev_has(const struct evdev *evdev, unsigned code)
{
	unsigned char bits[BITS_BYTES] = {0};
	if (!evdev->is_device)
		return true;
	return ioctl(evdev->fd, EVIOCGBIT(EV_KEY, sizeof bits), bits) >= 0 && has_bit(bits, code);
}

bool evdev_is_down(const struct evdev *evdev, unsigned code)
{
	unsigned char bits[BITS_BYTES] = {0};
	return evdev->is_device && ioctl(evdev->fd, EVIOCGKEY(sizeof bits), bits) >= 0 &&
	       has_bit(bits, code);
}

bool evdev_grab(const struct evdev *evdev)
{
	return !evdev->is_device || ioctl(evdev->fd, EVIOCGRAB, 1) == 0 || errno != EBUSY;
}

/* A pipe that nobody has opened for writing yet reads like one that all have left: poll knows. */
static bool is_readable(const struct evdev *evdev)
{
	struct pollfd fd = {.fd = evdev->fd, .events = POLLIN};
	return poll(&fd, 1, 0) > 0;
}

bool evdev_read(struct evdev *evdev)
{
	evdev->n_bytes -= evdev->n_taken;
	memmove(evdev->bytes, evdev->bytes + evdev->n_taken, evdev->n_bytes);
	evdev->n_taken = 0;
	if (!is_readable(evdev))
		return true;
	ssize_t n = read(
		evdev->fd, evdev->bytes + evdev->n_bytes, sizeof evdev->bytes - evdev->n_bytes);
	if (n > 0)
		evdev->n_bytes += (size_t)n;
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static bool understand(
	const struct evdev *evdev, const struct input_event *raw, struct evdev_event *event)
{
	int64_t at_ns =
		(int64_t)raw->input_event_sec * SECOND_NS + (int64_t)raw->input_event_usec * 1000;
	bool is_known = evdev->has_clock && at_ns <= event->at_ns;
	if (is_known)
		event->at_ns = at_ns;
	if (raw->type == EV_SYN) {
		event->kind = raw->code == SYN_DROPPED ? EVDEV_DROPPED : EVDEV_REPORT;
		return raw->code == SYN_DROPPED || raw->code == SYN_REPORT;
	}
	event->kind = EVDEV_KEY;
	event->code = raw->code;
	event->down = raw->value == 1;
	return raw->type == EV_KEY && (raw->value == 0 || raw->value == 1);
}

bool evdev_next(struct evdev *evdev, struct evdev_event *event, int64_t now_ns)
{
	struct input_event raw;
	while (evdev->n_bytes - evdev->n_taken >= sizeof raw) {
		memcpy(&raw, evdev->bytes + evdev->n_taken, sizeof raw);
		evdev->n_taken += sizeof raw;
		*event = (struct evdev_event){.at_ns = now_ns};
		if (understand(evdev, &raw, event))
			return true;
	}
	return false;
}

#else /* a system without such devices */

bool evdev_is_available(void)
{
	return false;
}

enum pedal_state evdev_open(struct evdev *evdev, const char *path)
{
	(void)path;
	*evdev = (struct evdev){.fd = -1};
	return PEDAL_UNAVAILABLE;
}

void evdev_get_name(const struct evdev *evdev, char *name, size_t n_name)
{
	(void)evdev;
	(void)n_name;
	name[0] = '\0';
}

bool evdev_has(const struct evdev *evdev, unsigned code)
{
	(void)evdev;
	(void)code;
	return false;
}

bool evdev_is_down(const struct evdev *evdev, unsigned code)
{
	(void)evdev;
	(void)code;
	return false;
}

bool evdev_grab(const struct evdev *evdev)
{
	(void)evdev;
	return false;
}

bool evdev_read(struct evdev *evdev)
{
	(void)evdev;
	return false;
}

bool evdev_next(struct evdev *evdev, struct evdev_event *event, int64_t now_ns)
{
	(void)evdev;
	(void)event;
	(void)now_ns;
	return false;
}

#endif

void evdev_close(struct evdev *evdev)
{
	if (evdev->fd >= 0)
		close(evdev->fd);
	*evdev = (struct evdev){.fd = -1};
}
