/* Where a database may live, and what a file is before SQLite touches it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#define HEADER_SIZE 100 /* of an SQLite file; its format: sqlite.org/fileformat2.html */

static bool fail(struct err *err, const char *fmt, const char *path)
{
	char buf[128];
	int errnum = errno;
	enum err_code code = errnum == ENOSPC || errnum == EDQUOT ? ERR_FULL : ERR_IO;
	return err_set(err, code, fmt, path, err_strerror(errnum, buf, sizeof buf));
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return mem_dup(".");
	return slash == path ? mem_dup("/") : mem_dupn(path, (size_t)(slash - path));
}

static bool make_folders(const char *folder, struct err *err)
{
	char *path = mem_dup(folder);
	bool ok = true;
	for (char *p = path + 1; ok && *path; p++) {
		if (*p && *p != '/')
			continue;
		char end = *p;
		*p = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST && errno != EROFS)
			ok = fail(err, _("cannot make the folder '%s': %s"), path);
		*p = end;
		if (!end)
			break;
	}
	free(path);
	return ok;
}

char *file_resolve(const char *path, bool make_folder, struct err *err)
{
	char *folder = folder_of(path);
	char *real = NULL, *resolved = NULL;
	const char *slash = strrchr(path, '/');
	if (make_folder && !make_folders(folder, err))
		goto out;
	real = realpath(folder, NULL);
	if (!real) {
		fail(err, _("cannot use the folder '%s': %s"), folder);
		goto out;
	}
	struct str joined = {0};
	str_addf(&joined, "%s/%s", strcmp(real, "/") == 0 ? "" : real, slash ? slash + 1 : path);
	resolved = str_take(&joined);
out:
	free(real);
	free(folder);
	return resolved;
}

static int64_t read_be32(const uint8_t *bytes)
{
	return (int64_t)bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

bool file_refuse_newer(const char *path, int64_t version, int64_t newest, struct err *err)
{
	return err_set(err, ERR_FORMAT,
		_("the database '%s' was left untouched: a newer callmark made it (format %d, this "
		  "one "
		  "knows %d); install the newer callmark"),
		path, (int)version, (int)newest);
}

static bool check_header(const char *path, const uint8_t *header, int64_t n_bytes,
	int64_t application_id, int64_t newest, struct err *err)
{
	if (n_bytes == 0)
		return true; /* empty: ours to fill */
	if (n_bytes < HEADER_SIZE || memcmp(header, "SQLite format 3", 16) != 0)
		return err_set(err, ERR_FORMAT,
			_("'%s' was left untouched: it is not a database; give another place"),
			path);
	if (read_be32(header + 68) != application_id)
		return err_set(err, ERR_FORMAT,
			_("the database '%s' was left untouched: it belongs to another program; "
			  "give "
			  "another place"),
			path);
	int64_t version = read_be32(header + 60);
	return version <= newest || file_refuse_newer(path, version, newest, err);
}

static enum file_access access_of(const char *path)
{
	char *folder = folder_of(path);
	bool file_ok = faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
	bool folder_ok = faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
	free(folder);
	return file_ok && folder_ok ? FILE_WRITABLE : folder_ok ? FILE_READABLE : FILE_IMMUTABLE;
}

bool file_inspect(const char *path, int64_t application_id, int64_t newest,
	enum file_access *access, struct err *err)
{
	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT) {
		*access = FILE_ABSENT;
		return true;
	}
	if (fd < 0 && errno == ELOOP)
		return err_set(err, ERR_UNSUPPORTED,
			_("the database '%s' is a symbolic link: give the file itself"), path);
	if (fd < 0)
		return fail(err, _("cannot open the database '%s': %s"), path);
	struct stat facts;
	uint8_t header[HEADER_SIZE] = {0};
	ssize_t n_bytes = -1;
	bool regular = fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
	if (regular)
		n_bytes = pread(fd, header, sizeof header, 0);
	close(fd);
	if (!regular)
		return err_set(err, ERR_UNSUPPORTED, _("the database '%s' is not a file"), path);
	if (n_bytes < 0)
		return fail(err, _("cannot read the database '%s': %s"), path);
	*access = access_of(path);
	return check_header(path, header, n_bytes, application_id, newest, err);
}

bool file_has_wal(const char *path)
{
	struct str wal = {0};
	str_addf(&wal, "%s-wal", path);
	bool exists = access(str_get(&wal), F_OK) == 0;
	str_release(&wal);
	return exists;
}

bool file_create(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return fail(err, _("cannot make the database '%s': %s"), path);
	if (fd >= 0)
		close(fd);
	return true;
}

bool file_sync_folder(const char *path, struct err *err)
{
	char *folder = folder_of(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* EINVAL: a file system that cannot sync folders, and needs no sync of them. */
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
	if (!ok)
		fail(err, _("cannot write the folder '%s': %s"), folder);
	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

bool file_magic_is_network(int64_t magic)
{
	static const int64_t network[] = {
		0x6969,     /* NFS */
		0x517b,     /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB 2 */
		0x73757245, /* Coda */
		0x5346414f, /* AFS */
		0x6b414653, /* kAFS */
		0x564c,     /* NCP */
		0x01021997, /* 9P */
		0x00c36400, /* Ceph */
		0x0bd00bd0, /* Lustre */
		0x47504653, /* GPFS */
		0x01161970, /* GFS2 */
		0x7461636f, /* OCFS2 */
		0x65735546, /* FUSE: sshfs and its like */
	};
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if (network[i] == magic)
			return true;
	return false;
}

bool file_is_on_network(const char *path)
{
	char *folder = folder_of(path);
	struct statfs facts;
	/* Through 32 bits, because f_type is signed and narrower on some machines. */
	bool network = statfs(folder, &facts) == 0 && file_magic_is_network((uint32_t)facts.f_type);
	free(folder);
	return network;
}
