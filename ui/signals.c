/* Signals as something to poll: handlers note what came and write a byte to a pipe. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

#include "base/i18n.h"
#include "base/wake.h"

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
static struct wake wake = {-1, -1};
/* Static as the above: the dispositions belong to the process. */
static struct sigaction former[N_CAUGHT];

static void note(int number)
{
	for (size_t i = 0; i < N_CAUGHT; i++) {
		if (caught[i].number == number)
			atomic_fetch_or(&pending, caught[i].bit);
	}
	wake_ring(&wake);
}

bool signals_open(struct err *err)
{
	char why[128];
	if (!wake_open(&wake))
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
	if (wake.read_fd < 0)
		return;
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &former[i], NULL);
	wake_close(&wake);
}

int signals_get_fd(void)
{
	return wake.read_fd;
}

unsigned signals_take(void)
{
	wake_clear(&wake);
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
