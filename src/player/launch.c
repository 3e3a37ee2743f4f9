/* Starting the speaker: a process of its own at the other end of a socket. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"

extern char **environ; /* the system's, declared by no header everywhere */

static int open_log(const char *log_path)
{
	int fd = -1;
	if (log_path)
		fd = open(log_path,
			O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	return fd >= 0 ? fd : open("/dev/null", O_WRONLY | O_CLOEXEC);
}

static void fill_attributes(posix_spawnattr_t *attributes)
{
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setflags(
		attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(attributes, 0);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
}

static int spawn(const char *path, int peer_fd, int log_fd, pid_t *pid)
{
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_t actions;
	char *argv[] = {(char *)path, NULL};
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_init(&actions);
	fill_attributes(&attributes);
	posix_spawn_file_actions_adddup2(&actions, peer_fd, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, log_fd, STDERR_FILENO);
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
#endif
	int errnum = posix_spawn(pid, path, &actions, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return errnum;
}

/* The descriptors stay clear of 0, 1 and 2, which the child's are made of one after the other; only
 * those are for the child. */
static bool lift(int *fd)
{
	if (*fd > STDERR_FILENO)
		return fcntl(*fd, F_SETFD, FD_CLOEXEC) == 0;
	int lifted = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (*fd >= 0)
		close(*fd);
	*fd = lifted;
	return lifted >= 0;
}

bool launch_program(const char *path, const char *log_path, int *fd, pid_t *pid, struct err *err)
{
	char why[128];
	int pair[2] = {-1, -1}, log_fd = -1, errnum = 0;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
		errnum = errno;
	else if (!lift(&pair[0]) || !lift(&pair[1]) || fcntl(pair[0], F_SETFL, O_NONBLOCK) < 0)
		errnum = errno;
	else if ((log_fd = open_log(log_path)) < 0 || !lift(&log_fd))
		errnum = errno;
	else
		errnum = spawn(path, pair[1], log_fd, pid);
	if (pair[1] >= 0)
		close(pair[1]);
	if (log_fd >= 0)
		close(log_fd);
	if (!errnum) {
		*fd = pair[0];
		return true;
	}
	if (pair[0] >= 0)
		close(pair[0]);
	return err_set(err, ERR_IO, _("cannot start '%s': %s"), path,
		err_strerror(errnum, why, sizeof why));
}
