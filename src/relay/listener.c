/* The screen's end: a socket to which a speaker of the same user may attach. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "relay/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "relay/peer.h"
#include "relay/place.h"

#define N_WAITING 8

static bool fail(const char *path, int errnum, struct err *err)
{
	char why[128];
	return err_set(err, ERR_IO, _("cannot listen at '%s': %s"), path,
		err_strerror(errnum, why, sizeof why));
}

/* The lock ends with its process: what stands beside it then belongs to nobody. */
static bool take_lock(struct listener *listener, const char *folder, struct err *err)
{
	struct str path = {0};
	str_addf(&path, "%s/lock", folder);
	listener->lock_fd = open(str_get(&path), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool opened = listener->lock_fd >= 0;
	bool locked = opened && flock(listener->lock_fd, LOCK_EX | LOCK_NB) == 0;
	if (opened && !locked)
		err_set(err, ERR_BUSY, _("another callmark of yours has the speaker"));
	else if (!opened)
		fail(str_get(&path), errno, err);
	str_release(&path);
	return locked;
}

static bool bind_socket(struct listener *listener, const char *folder, struct err *err)
{
	struct sockaddr_un address;
	if (!place_address(folder, &address, err))
		return false;
	listener->fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (listener->fd < 0)
		return fail(address.sun_path, errno, err);
	peer_set_flags(listener->fd);
	unlink(address.sun_path);
	if (bind(listener->fd, (const struct sockaddr *)&address, sizeof address) != 0)
		return fail(address.sun_path, errno, err);
	listener->folder = mem_dup(folder);
	if (chmod(address.sun_path, 0600) != 0 || listen(listener->fd, N_WAITING) != 0)
		return fail(address.sun_path, errno, err);
	return true;
}

static bool open_in(struct listener *listener, const char *folder, struct err *err)
{
	if (place_prepare(folder, err) && take_lock(listener, folder, err) &&
		bind_socket(listener, folder, err))
		return true;
	listener_close(listener);
	return false;
}

bool listener_open(struct listener *listener, bool (*is_own)(int fd), struct err *err)
{
	char *folders[PLACE_MAX];
	bool opened = false, busy = false;
	size_t n = place_list(folders);
	*listener = (struct listener){.fd = -1, .lock_fd = -1, .is_own = is_own};
	for (size_t i = 0; i < n; i++) {
		if (!opened && !busy) {
			opened = open_in(listener, folders[i], err);
			busy = !opened && err->code == ERR_BUSY;
		}
		free(folders[i]);
	}
	return opened;
}

void listener_close(struct listener *listener)
{
	struct sockaddr_un address;
	struct err ignored;
	if (listener->folder && place_address(listener->folder, &address, &ignored))
		unlink(address.sun_path);
	free(listener->folder);
	listener->folder = NULL;
	if (listener->fd >= 0)
		close(listener->fd);
	if (listener->lock_fd >= 0)
		close(listener->lock_fd);
	listener->fd = listener->lock_fd = -1;
}

bool listener_accept(struct listener *listener, int *fd)
{
	while (listener->fd >= 0) {
		*fd = accept(listener->fd, NULL, NULL);
		if (*fd < 0 && (errno == EINTR || errno == ECONNABORTED))
			continue;
		if (*fd < 0)
			return false;
		peer_set_flags(*fd);
		if (listener->is_own(*fd))
			return true;
		close(*fd);
	}
	return false;
}
