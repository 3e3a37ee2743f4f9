/* Signals as something to poll: handlers note what came and write a byte to a pipe. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "base/i18n.h"

static const struct {
	int number;
	unsigned bit; /* 0: ignored */
} caught[] = {
	{SIGWINCH, SIGNAL_RESIZED}, {SIGHUP, SIGNAL_HUNG_UP}, {SIGTERM, SIGNAL_TERMINATE},
	{SIGINT, SIGNAL_TERMINATE}, {SIGCONT, SIGNAL_CONTINUED}, {SIGTSTP, SIGNAL_SUSPEND},
	{SIGPIPE, 0}, {SIGXFSZ, 0}, /* a file over the limit is an error to report, no end */
};
#define N_CAUGHT (sizeof caught / sizeof *caught)

/* Static because a signal handler gets no argument. */
static atomic_uint pending;
static int pipe_fds[2] = {-1, -1};
/* Static as the above: the dispositions belong to the process. */
static struct sigaction former[N_CAUGHT];

static void note(int number)
{
	int saved = errno;
	for (size_t i = 0; i < N_CAUGHT; i++) {
		if (caught[i].number == number)
			atomic_fetch_or(&pending, caught[i].bit);
	}
	ssize_t n = write(pipe_fds[1], "", 1);
	(void)n; /* a full pipe wakes up as well */
	errno = saved;
}

bool signals_open(struct err *err)
{
	char why[128];
	if (pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) != 0)
		return err_set(err, ERR_IO, _("cannot make a pipe: %s"),
			err_strerror(errno, why, sizeof why));
	atomic_store(&pending, 0);
	for (size_t i = 0; i < N_CAUGHT; i++) {
		struct sigaction action = {.sa_handler = caught[i].bit ? note : SIG_IGN,
			.sa_flags = SA_RESTART};
		sigemptyset(&action.sa_mask);
		sigaction(caught[i].number, &action, &former[i]);
	}
	return true;
}

void signals_close(void)
{
	if (pipe_fds[0] < 0)
		return;
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &former[i], NULL);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	pipe_fds[0] = pipe_fds[1] = -1;
}

int signals_get_fd(void)
{
	return pipe_fds[0];
}

unsigned signals_take(void)
{
	char bytes[64];
	while (read(pipe_fds[0], bytes, sizeof bytes) > 0)
		;
	return atomic_exchange(&pending, 0);
}

void signals_stop(void)
{
	struct sigaction ours, plain = {.sa_handler = SIG_DFL};
	sigemptyset(&plain.sa_mask);
	sigaction(SIGTSTP, &plain, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	atomic_fetch_and(&pending, ~(unsigned)SIGNAL_CONTINUED);
}
