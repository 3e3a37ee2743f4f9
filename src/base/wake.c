/* A wakeup for a thread that polls: a pipe to oneself, which is everywhere. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/wake.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

bool wake_open(struct wake *wake)
{
	int fds[2];
	*wake = (struct wake){-1, -1};
	if (pipe(fds) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(fds[i], F_SETFD, FD_CLOEXEC);
		fcntl(fds[i], F_SETFL, O_NONBLOCK);
	}
	*wake = (struct wake){fds[0], fds[1]};
	return true;
}

void wake_close(struct wake *wake)
{
	if (wake->read_fd >= 0) {
		close(wake->read_fd);
		close(wake->write_fd);
	}
	*wake = (struct wake){-1, -1};
}

void wake_ring(const struct wake *wake)
{
	int saved = errno;
	ssize_t n = write(wake->write_fd, "", 1); /* full: it is readable already */
	(void)n;
	errno = saved;
}

bool wake_clear(const struct wake *wake)
{
	char bytes[256];
	bool rung = false;
	ssize_t n;
	while ((n = read(wake->read_fd, bytes, sizeof bytes)) > 0)
		rung = true;
	return rung;
}
