/* Regular files only: opening them without ever blocking, and saying why not. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

const char *file_shown(const char *path, char buf[FILE_SHOWN_SIZE])
{
	size_t n = strlen(path), room = FILE_SHOWN_SIZE - sizeof "…";
	const char *tail = path;
	if (n >= FILE_SHOWN_SIZE) {
		tail = path + n - room;
		while ((*tail & 0xc0) == 0x80)
			tail++;
	}
	snprintf(buf, FILE_SHOWN_SIZE, "%s%s", tail == path ? "" : "…", tail);
	return buf;
}

static bool refuse_errno(const char *path, int errnum, struct err *err)
{
	char why[128], name[FILE_SHOWN_SIZE];
	enum err_code code = errnum == ENOENT || errnum == ENOTDIR ? ERR_NOT_FOUND : ERR_IO;
	return err_set(err, code, _("cannot open '%s': %s"), file_shown(path, name),
		err_strerror(errnum, why, sizeof why));
}

static bool check_regular(const char *path, const struct stat *st, struct err *err)
{
	char name[FILE_SHOWN_SIZE];
	if (S_ISREG(st->st_mode))
		return true;
	if (S_ISDIR(st->st_mode))
		return err_set(err, ERR_UNSUPPORTED, _("'%s' is a folder, not a recording"),
			file_shown(path, name));
	return err_set(err, ERR_UNSUPPORTED,
		_("'%s' is a pipe or a device; a recording must be a regular file"),
		file_shown(path, name));
}

bool file_stat_regular(const char *path, struct stat *st, struct err *err)
{
	if (stat(path, st) < 0)
		return refuse_errno(path, errno, err);
	return check_regular(path, st, err);
}

int file_open_regular(const char *path, struct stat *st, struct err *err)
{
	/* Asked before opening, as opening a device can already move something; and after it, as
	 * the name may have changed hands in between. */
	if (!file_stat_regular(path, st, err))
		return -1;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, st) < 0)
		refuse_errno(path, errno, err);
	else if (check_regular(path, st, err))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

int64_t file_read_at(int fd, void *bytes, size_t n, int64_t offset)
{
	size_t n_read = 0;
	while (n_read < n) {
		ssize_t got = pread(fd, (char *)bytes + n_read, n - n_read, offset + (off_t)n_read);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n_read += (size_t)got;
	}
	return (int64_t)n_read;
}
