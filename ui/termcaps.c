/* What of the terminal's description callmark looks at. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/termcaps.h"

#include <stdio.h>
#include <string.h>

/* After this, plain words like "columns" are macros: it stays in this file. */
#include <term.h>

#include "base/i18n.h"
#include "base/str.h"

static bool is_usable(const char *name, int fd)
{
	int result;
	if (setupterm(name, fd, &result) != 0)
		return false;
	bool can_place = cursor_address != NULL;
	del_curterm(cur_term);
	return can_place;
}

/* Terminals that are not described everywhere, and what they are like. */
static const char *relative_of(const char *name)
{
	if (str_ends(name, "-256color") || str_ends(name, "-direct"))
		return "xterm-256color";
	static const char *const like_xterm[] = {"putty", "xterm", "konsole", "gnome", "vte", "kitty",
		"alacritty", "foot", "st", "rxvt", "iterm", "wezterm", "tmux", "mintty"};
	for (size_t i = 0; i < sizeof like_xterm / sizeof *like_xterm; i++) {
		if (str_starts(name, like_xterm[i]))
			return "xterm";
	}
	return NULL;
}

const char *termcaps_find(const char *name, int fd, struct err *err)
{
	if (!name[0] || strcmp(name, "dumb") == 0) {
		err_set(err, ERR_USAGE, _("a terminal of the type '%s' cannot show the screen"), name);
		return NULL;
	}
	if (is_usable(name, fd))
		return name;
	const char *relative = relative_of(name);
	if (relative && is_usable(relative, fd))
		return relative;
	err_set(err, ERR_USAGE,
		_("the terminal type '%s' is not known here, or cannot show the screen; TERM=xterm or "
		  "TERM=vt100 may do"),
		name);
	return NULL;
}

int termcaps_count_colors(const char *name, int fd)
{
	int result;
	if (setupterm(name, fd, &result) != 0)
		return 0;
	int n_colors = tigetnum("colors");
	del_curterm(cur_term);
	return n_colors;
}

bool termcaps_is_ansi(void)
{
	return cursor_address && str_starts(cursor_address, "\033[");
}

bool termcaps_has_palette(void)
{
	return tigetflag("RGB") <= 0 && tigetnum("RGB") <= 0 &&
		(tigetstr("RGB") == NULL || tigetstr("RGB") == (char *)-1);
}

/* Adds a sequence without its padding ("$<5>"), which would be nonsense outside of curses. */
static void add(char *bytes, size_t n_room, size_t *n_used, const char *sequence)
{
	while (sequence && *sequence && *n_used < n_room) {
		const char *end = str_starts(sequence, "$<") ? strchr(sequence, '>') : NULL;
		if (end)
			sequence = end + 1;
		else
			bytes[(*n_used)++] = *sequence++;
	}
}

size_t termcaps_leave(int rows, char *bytes, size_t n_room)
{
	size_t n_used = 0;
	add(bytes, n_room, &n_used, exit_attribute_mode);
	add(bytes, n_room, &n_used, orig_pair);
	add(bytes, n_room, &n_used, tiparm(cursor_address, rows > 0 ? rows - 1 : 0, 0));
	add(bytes, n_room, &n_used, exit_ca_mode ? exit_ca_mode : "\r\n");
	add(bytes, n_room, &n_used, cursor_normal);
	return n_used;
}

size_t termcaps_show_cursor(char *bytes, size_t n_room)
{
	size_t n_used = 0;
	add(bytes, n_room, &n_used, cursor_normal);
	return n_used;
}
