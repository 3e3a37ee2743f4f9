/* What the kernel would say of a pedal, written into a pipe that has a name. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_INPUT_H
#define TESTS_INPUT_H

#include <fcntl.h>
#include <linux/input.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "testing.h"

/* The kernel's end: a new pipe of this name, which is not at its end while this is open. */
static inline int input_plug_in(const char *path)
{
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	assert_true(fd >= 0);
	return fd;
}

static inline void input_write(int fd, const struct input_event *events, size_t n)
{
	assert_int_equal(write(fd, events, n * sizeof *events), n * sizeof *events);
}

/* A key goes down (1), up (0), or is held (2). */
static inline void input_key(int fd, int code, int value)
{
	const struct input_event events[] = {
		{.type = EV_MSC, .code = MSC_SCAN, .value = 0x90002},
		{.type = EV_KEY, .code = (unsigned short)code, .value = value},
		{.type = EV_SYN, .code = SYN_REPORT},
	};
	input_write(fd, events, 3);
}

#endif
