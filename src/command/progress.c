/* A progress bar on a terminal, which is never in the way of what is printed. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/progress.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "base/utf8.h"

#define CLEAR_LINE "\r\033[K"
#define MAX_BAR_COLUMNS 30
#define FIRST_NS INT64_C(300000000) /* what is done by then needs no bar */
#define INTERVAL_NS INT64_C(150000000)

/* The program ends as it would have, at once, only that the line is clean. */
static void clear_and_end(int signal_number)
{
	ssize_t n = write(STDERR_FILENO, CLEAR_LINE, strlen(CLEAR_LINE));
	(void)n;
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

void progress_start(struct progress *progress, bool is_quiet)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	const char *term = getenv("TERM");
	*progress = (struct progress){.start_ns = clock_mono_ns()};
	progress->wanted = !is_quiet && isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb") != 0;
	for (size_t i = 0; progress->wanted && i < sizeof signals / sizeof *signals; i++) {
		struct sigaction old, action = {.sa_handler = clear_and_end};
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &action, NULL);
	}
}

static int count_columns(void)
{
	struct winsize size;
	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

static void format_left(double share, int64_t spent_ns, char left[TIMEFMT_SIZE])
{
	double left_ms = share > 0 ? (double)spent_ns / 1e6 * (1 - share) / share : 0;
	timefmt_clock(left_ms < 1e12 ? (int64_t)left_ms : 0, left);
}

static void draw(size_t n_done, size_t n_all, double share, int64_t spent_ns)
{
	char left[TIMEFMT_SIZE];
	struct str line = {0}, text = {0};
	format_left(share, spent_ns, left);
	if (share > 0)
		str_addf(&text, _("%3d %%  %zu of %zu calls, %s left"), (int)(share * 100), n_done, n_all,
			left);
	else
		str_addf(&text, _("%3d %%  %zu of %zu calls"), 0, n_done, n_all);
	int room = count_columns() - 1, bar = room - utf8_width(str_get(&text)) - 4;
	if (bar > MAX_BAR_COLUMNS)
		bar = MAX_BAR_COLUMNS;
	if (bar > 4) {
		str_addc(&line, '[');
		for (int i = 0; i < bar; i++)
			str_addc(&line, i < (int)(share * bar) ? '#' : '.');
		str_add(&line, "]  ");
	}
	str_addn(&line, str_get(&text), utf8_fit(str_get(&text), room, NULL));
	fprintf(stderr, CLEAR_LINE "%s", str_get(&line));
	fflush(stderr);
	str_release(&line);
	str_release(&text);
}

void progress_show(struct progress *progress, size_t n_done, size_t n_all, double share)
{
	int64_t now_ns = clock_mono_ns();
	if (!progress->wanted || now_ns - progress->start_ns < FIRST_NS ||
		now_ns - progress->shown_ns < INTERVAL_NS)
		return;
	draw(n_done, n_all, share < 0 ? 0 : share > 1 ? 1 : share, now_ns - progress->start_ns);
	progress->shown = true;
	progress->shown_ns = now_ns;
}

void progress_clear(struct progress *progress)
{
	if (progress->shown) {
		fputs(CLEAR_LINE, stderr);
		fflush(stderr);
	}
	progress->shown = false;
}
