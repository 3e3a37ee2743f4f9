/* Writing whole texts: to stdout at once, or a file in the place of an older one. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"

static bool write_all(int fd, const char *text, size_t n_bytes)
{
	while (n_bytes > 0) {
		ssize_t n = write(fd, text, n_bytes);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text += n;
			n_bytes -= (size_t)n;
		}
	}
	return true;
}

bool output_print(const char *text, size_t n_bytes, struct err *err)
{
	char why[128];
	if (fflush(stdout) == 0 && write_all(STDOUT_FILENO, text, n_bytes))
		return true;
	return err_set(err, ERR_IO, _("cannot write the output: %s"),
		err_strerror(errno, why, sizeof why));
}

static bool write_file(const char *path, const char *text, size_t n_bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return false;
	bool written = write_all(fd, text, n_bytes);
	int errnum = errno;
	if (close(fd) != 0)
		return false;
	errno = errnum;
	return written;
}

bool output_replace(const char *path, const char *text, size_t n_bytes, struct err *err)
{
	char why[128];
	struct str part = {0};
	str_addf(&part, "%s.part", path);
	bool done = write_file(str_get(&part), text, n_bytes) && rename(str_get(&part), path) == 0;
	if (!done) {
		err_set(err, ERR_IO, _("cannot write '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
		unlink(str_get(&part));
	}
	str_release(&part);
	return done;
}
