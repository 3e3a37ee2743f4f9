/* Gives the terminal back as it was, however the program ends. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/rescue.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "base/mem.h"

/* Static because signal handlers and the last words of mem.h get no argument. */
static struct rescue_plan rescue_plan;
static volatile sig_atomic_t rescue_armed;

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT, SIGTRAP};

static void write_all(int fd, const char *bytes, size_t n_bytes)
{
	while (n_bytes > 0) {
		ssize_t n = write(fd, bytes, n_bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		bytes += n;
		n_bytes -= (size_t)n;
	}
}

void rescue_now(void)
{
	if (!rescue_armed)
		return;
	rescue_armed = 0;
	write_all(rescue_plan.fd, rescue_plan.bytes, rescue_plan.n_bytes);
	tcsetattr(rescue_plan.fd, TCSANOW, &rescue_plan.modes);
	if (rescue_plan.stderr_fd >= 0)
		dup2(rescue_plan.stderr_fd, STDERR_FILENO);
}

/* Installed with SA_RESETHAND: the signal raised again has its default effect. */
static void fatal(int signal_number)
{
	rescue_now();
	raise(signal_number);
}

static void handle_fatal_signals(void)
{
	struct sigaction old, action = {.sa_handler = fatal, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++) {
		if (sigaction(fatal_signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(fatal_signals[i], &action, NULL);
	}
}

void rescue_arm(const struct rescue_plan *plan)
{
	rescue_armed = 0;
	rescue_plan = *plan;
	rescue_armed = 1;
	handle_fatal_signals();
	mem_set_last_words(rescue_now);
}

void rescue_disarm(void)
{
	rescue_armed = 0;
	mem_set_last_words(NULL);
}
