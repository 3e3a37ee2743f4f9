/* Programs that a subcommand starts, and signals that end it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/wake.h"

#define TERM_WAIT_MS 500

extern char **environ; /* the system's, declared by no header everywhere */

static void fill_attributes(posix_spawnattr_t *attributes)
{
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
}

bool process_start(char *const *argv, int in_out_fd, bool quiet, pid_t *pid, struct err *err)
{
	char why[128];
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_init(&actions);
	fill_attributes(&attributes);
	if (in_out_fd >= 0) {
		posix_spawn_file_actions_adddup2(&actions, in_out_fd, STDIN_FILENO);
		posix_spawn_file_actions_adddup2(&actions, in_out_fd, STDOUT_FILENO);
	}
	if (quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int errnum = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (!errnum)
		return true;
	return err_set(err, ERR_IO, _("cannot start '%s': %s"), argv[0],
		err_strerror(errnum, why, sizeof why));
}

/* Reads and forgets until the other end closes its side; false when the time is over. */
static bool await_end(int fd, int wait_ms)
{
	char bytes[16384];
	int64_t end_ns = clock_mono_ns() + (int64_t)wait_ms * 1000000;
	for (;;) {
		int64_t rest_ms = (end_ns - clock_mono_ns()) / 1000000;
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		if (rest_ms <= 0 || (poll(&ready, 1, (int)rest_ms) < 0 && errno != EINTR))
			return false;
		if (!ready.revents)
			continue;
		ssize_t n = read(fd, bytes, sizeof bytes);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			return true;
	}
}

int process_await(pid_t pid)
{
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int process_end(int fd, pid_t pid, int wait_ms)
{
	shutdown(fd, SHUT_WR);
	if (!await_end(fd, wait_ms)) {
		kill(pid, SIGTERM); /* it may have changed the terminal, to ask for a password */
		if (!await_end(fd, TERM_WAIT_MS))
			kill(pid, SIGKILL);
	}
	return process_await(pid);
}

/* Static because a signal handler knows nothing else. */
static struct wake stop = {-1, -1};

static void note_stop(int number)
{
	(void)number;
	wake_ring(&stop);
}

int process_catch_stop(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = note_stop};
	if (!wake_open(&stop))
		return -1;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaction(numbers[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	return stop.read_fd;
}
