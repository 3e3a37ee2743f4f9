/* What the terminal is, told without opening the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/term_facts.h"

#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"
#include "ui/termcaps.h"

#define PROBE "\r\xe2\x94\x80\033[6n"
#define WAIT_MS 1000 /* a line over half the world; later it would be typed into the shell */

/* Reads up to the R that ends the report "ESC [ row ; column R"; the column, 0 if none came. */
static int read_column(int fd)
{
	char bytes[64] = "";
	int column = 0;
	for (size_t n = 0; n + 1 < sizeof bytes && !strchr(bytes, 'R'); n++) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		if (poll(&ready, 1, WAIT_MS) <= 0 || read(fd, bytes + n, 1) != 1)
			return 0;
	}
	const char *report = strchr(bytes, ';');
	return report && sscanf(report, ";%dR", &column) == 1 ? column : 0;
}

/* How many cells it draws a character of ambiguous width in; 0: it does not say. */
static int ask_width(int fd)
{
	static const char clear[] = "\r\033[K";
	struct termios modes, raw;
	if (tcgetattr(fd, &modes) != 0)
		return 0;
	raw = modes;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(fd, TCSAFLUSH, &raw) != 0)
		return 0;
	ssize_t n = write(fd, PROBE, strlen(PROBE));
	int column = n > 0 ? read_column(fd) : 0;
	n = write(fd, clear, strlen(clear));
	(void)n; /* a spoilt line at worst */
	tcsetattr(fd, TCSAFLUSH, &modes);
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
