/* Who is at the other end of a UNIX socket. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "relay/peer.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef __linux__
static bool get_uid(int fd, uid_t *uid)
{
	struct ucred who;
	socklen_t n_bytes = sizeof who;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &n_bytes) != 0 || n_bytes != sizeof who)
		return false;
	*uid = who.uid;
	return true;
}
#else
static bool get_uid(int fd, uid_t *uid)
{
	gid_t gid;
	return getpeereid(fd, uid, &gid) == 0;
}
#endif

bool peer_is_own(int fd)
{
	uid_t uid;
	return get_uid(fd, &uid) && uid == geteuid();
}

void peer_set_flags(int fd)
{
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}
