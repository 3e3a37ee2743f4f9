/* Where callmark and its relay meet: a socket in a folder that is its user's alone. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "relay/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "relay/peer.h"

#define SOCKET_NAME "speaker"

static const char *folder_of(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value == '/' ? value : NULL;
}

static void add_runtime(struct str *path)
{
	const char *runtime = folder_of("XDG_RUNTIME_DIR");
	struct stat status;
	if (runtime) {
		str_add(path, runtime);
		return;
	}
	str_addf(path, "/run/user/%lu", (unsigned long)geteuid());
	if (stat(str_get(path), &status) != 0 || status.st_uid != geteuid())
		str_clear(path);
}

size_t place_list(char *folders[PLACE_MAX])
{
	struct str path = {0};
	size_t n = 0;
	add_runtime(&path);
	if (path.n_bytes > 0) {
		str_add(&path, "/callmark");
		folders[n++] = mem_dup(str_get(&path));
	}
	const char *temporary = folder_of("TMPDIR");
	str_clear(&path);
	str_addf(
		&path, "%s/callmark-%lu", temporary ? temporary : "/tmp", (unsigned long)geteuid());
	folders[n++] = str_take(&path);
	return n;
}

static bool fail(const char *folder, int errnum, struct err *err)
{
	char why[128];
	return err_set(err, errnum == ENOENT || errnum == ENOTDIR ? ERR_NOT_FOUND : ERR_IO,
		_("cannot use the folder '%s': %s"), folder, err_strerror(errnum, why, sizeof why));
}

static bool refuse(const char *folder, struct err *err)
{
	return err_set(err, ERR_USAGE,
		_("the folder '%s' is not yours alone: remove it, or make it yours with mode 700"),
		folder);
}

/* Nobody else can rename what stands in it. */
static bool is_safe_parent(const char *folder)
{
	struct stat status;
	char *parent = mem_dup(folder);
	char *slash = strrchr(parent, '/');
	if (slash == parent)
		slash++;
	*slash = '\0';
	bool known = stat(parent, &status) == 0;
	free(parent);
	if (!known || (status.st_uid != geteuid() && status.st_uid != 0))
		return false;
	return (status.st_mode & 022) == 0 || (status.st_mode & S_ISVTX) != 0;
}

bool place_check(const char *folder, struct err *err)
{
	struct stat status;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ELOOP ? refuse(folder, err) : fail(folder, errno, err);
	int errnum = fstat(fd, &status) == 0 ? 0 : errno;
	close(fd);
	if (errnum)
		return fail(folder, errnum, err);
	if (status.st_uid != geteuid() || (status.st_mode & 077) != 0 || !is_safe_parent(folder))
		return refuse(folder, err);
	return true;
}

bool place_prepare(const char *folder, struct err *err)
{
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fail(folder, errno, err);
	return place_check(folder, err);
}

bool place_address(const char *folder, struct sockaddr_un *address, struct err *err)
{
	struct str path = {0};
	str_addf(&path, "%s/%s", folder, SOCKET_NAME);
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	bool fits = str_copy(address->sun_path, sizeof address->sun_path, str_get(&path));
	str_release(&path);
	return fits || err_set(err, ERR_USAGE,
			       _("the name of the folder '%s' is too long for a socket"), folder);
}

static bool connect_in(const char *folder, int *fd, struct err *err)
{
	struct sockaddr_un address;
	if (!place_check(folder, err) || !place_address(folder, &address, err))
		return false;
	*fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (*fd < 0)
		return fail(folder, errno, err);
	peer_set_flags(*fd);
	int errnum =
		connect(*fd, (const struct sockaddr *)&address, sizeof address) == 0 ? 0 : errno;
	if (!errnum && peer_is_own(*fd))
		return true;
	close(*fd);
	if (!errnum)
		return refuse(folder, err);
	/* Left by one that is gone, or with no more room for those who wait. */
	return fail(folder, errnum == ECONNREFUSED || errnum == EAGAIN ? ENOENT : errnum, err);
}

bool place_connect(int *fd, struct err *err)
{
	char *folders[PLACE_MAX];
	struct err worst;
	size_t n = place_list(folders);
	bool connected = false;
	for (size_t i = 0; i < n; i++) {
		connected = connected || connect_in(folders[i], fd, err);
		/* Another user may have put anything in the place of the second. */
		if (!connected && i == 0)
			worst = *err;
		free(folders[i]);
	}
	if (!connected)
		*err = worst;
	return connected;
}
