/* What the terminal is, told without opening the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/term_facts.h"

#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"
#include "ui/termcaps.h"

/* Where the cursor is behind such a character, and what the terminal is. All but all terminals answer
 * the second: one that does not answer the first is known by it. */
#define PROBE "\r\xe2\x94\x80\033[6n\033[c"
/* For a terminal that is busy, at the other end of a slow line: an answer that came later would be
 * typed into the shell. Only one that answers nothing at all keeps a person waiting for so long. */
#define WAIT_MS 10000
#define CONTROL_C 3
#define REST_MS 1000 /* for the second answer, which is sent together with the first */

/* Reads "ESC [ row ; column R ESC [ ? ... c"; the column, 0 if none came. *is_stopped: ^C came instead. */
static int read_column(int fd, bool *is_stopped)
{
	char bytes[128] = "";
	int column = 0;
	for (size_t n = 0; n + 1 < sizeof bytes && !strchr(bytes, 'c'); n++) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		if (poll(&ready, 1, strchr(bytes, 'R') ? REST_MS : WAIT_MS) <= 0 ||
			read(fd, bytes + n, 1) != 1)
			break;
		*is_stopped = bytes[n] == CONTROL_C;
		if (*is_stopped)
			return 0;
	}
	const char *report = strchr(bytes, ';');
	return report && strchr(report, 'R') && sscanf(report, ";%dR", &column) == 1 ? column : 0;
}

/* How many cells it draws a character of ambiguous width in; 0: it does not say. */
static int ask_width(int fd)
{
	static const char clear[] = "\r\033[K";
	struct termios modes, raw;
	sigset_t ending, former;
	bool is_stopped = false;
	if (tcgetpgrp(fd) != getpgrp() || tcgetattr(fd, &modes) != 0)
		return 0; /* in the background the answer would be typed into the shell */
	raw = modes;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	/* What would end or stop the program waits until the terminal is as it was. */
	sigfillset(&ending);
	sigprocmask(SIG_BLOCK, &ending, &former);
	int column = 0;
	ssize_t n = tcsetattr(fd, TCSAFLUSH, &raw) == 0 ? write(fd, PROBE, strlen(PROBE)) : 0;
	if (n > 0)
		column = read_column(fd, &is_stopped);
	n = write(fd, clear, strlen(clear));
	(void)n; /* a spoilt line at worst */
	tcsetattr(fd, TCSAFLUSH, &modes);
	sigprocmask(SIG_SETMASK, &former, NULL);
	if (is_stopped)
		raise(SIGINT);
	return column > 1 ? column - 1 : 0;
}

static int count_colors(const struct config *config, const char *name)
{
	const char *no_color = getenv("NO_COLOR");
	if (config->color == COLOR_NEVER ||
		(config->color == COLOR_AUTO && no_color && no_color[0]))
		return 0;
	int n_colors = termcaps_count_colors(name, STDOUT_FILENO);
	return n_colors >= 256 ? 256 : n_colors >= 8 ? 8 : 0;
}

static void find_size(struct command_terminal *facts)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return;
	facts->rows = size.ws_row;
	facts->columns = size.ws_col;
}

void term_facts_find(const struct config *config, struct command_terminal *facts)
{
	const char *name = getenv("TERM");
	struct err err = {0};
	*facts = (struct command_terminal){.is_there = isatty(STDOUT_FILENO)};
	str_copy(facts->name, sizeof facts->name, name ? name : "");
	if (!facts->is_there)
		return;
	const char *known = termcaps_find(facts->name, STDOUT_FILENO, &err);
	str_copy(facts->problem, sizeof facts->problem, known ? "" : err.text);
	if (!known)
		return;
	facts->n_colors = count_colors(config, known);
	find_size(facts);
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd >= 0 && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		facts->ambiguous_columns = ask_width(fd);
	if (fd >= 0)
		close(fd);
}
