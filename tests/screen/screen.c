/* A program on a pseudo-terminal: the terminal's side, emulated by libvterm. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "screen/screen.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "screen/child.h"
#include "testing.h"

#define WAIT_NS (60 * (int64_t)1000000000)

struct screen {
	pid_t pid;
	int fd; /* the terminal's side; -1 after the hang-up */
	bool is_ended; /* no more output comes */
	struct child child;
	VTerm *vterm;
	VTermScreen *cells;
	int rows;
	int columns;
	bool is_alternate;
	bool is_cursor_hidden;
	struct termios modes; /* before the program began */
	struct str raw;
	struct str held_answers;
	enum screen_answer answer;
};

/* ---- the emulator's answers ---- */

/* Column 2, behind one character, as column 3. */
static void send_wide(struct screen *screen, const char *bytes, size_t n_bytes)
{
	struct str report = {0};
	str_addn(&report, bytes, n_bytes);
	if (str_ends(str_get(&report), ";2R"))
		report.text[n_bytes - 2] = '3';
	screen_send_bytes(screen, str_get(&report), n_bytes);
	str_release(&report);
}

static void answer(const char *bytes, size_t n_bytes, void *user)
{
	struct screen *screen = user;
	bool is_report = n_bytes > 3 && bytes[n_bytes - 1] == 'R';
	if (screen->answer == ANSWER_NOTHING || (is_report && screen->answer == ANSWER_NEVER))
		return;
	if (is_report && screen->answer == ANSWER_HELD)
		str_addn(&screen->held_answers, bytes, n_bytes);
	else if (is_report && screen->answer == ANSWER_WIDE)
		send_wide(screen, bytes, n_bytes);
	else
		screen_send_bytes(screen, bytes, n_bytes);
}

void screen_release_answers(struct screen *screen)
{
	screen_send(screen, str_get(&screen->held_answers));
	str_clear(&screen->held_answers);
}

static int note_property(VTermProp property, VTermValue *value, void *user)
{
	struct screen *screen = user;
	if (property == VTERM_PROP_ALTSCREEN)
		screen->is_alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		screen->is_cursor_hidden = !value->boolean;
	return 1;
}

/* ---- start and end ---- */

static void start_emulator(struct screen *screen)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = note_property};
	screen->vterm = vterm_new(screen->rows, screen->columns);
	vterm_set_utf8(screen->vterm, 1);
	vterm_output_set_callback(screen->vterm, answer, screen);
	screen->cells = vterm_obtain_screen(screen->vterm);
	vterm_screen_set_callbacks(screen->cells, &callbacks, screen);
	vterm_screen_enable_altscreen(screen->cells, 1);
	vterm_screen_reset(screen->cells, 1);
}

struct screen *screen_start(const struct screen_options *options)
{
	struct screen *screen = mem_zalloc(1, sizeof *screen);
	screen->rows = options->rows ? options->rows : 24;
	screen->columns = options->columns ? options->columns : 80;
	screen->answer = options->answer;
	child_prepare(&screen->child, options);
	start_emulator(screen);
	struct winsize size = {
		.ws_row = (unsigned short)screen->rows, .ws_col = (unsigned short)screen->columns};
	int slave;
	assert_int_equal(openpty(&screen->fd, &slave, NULL, NULL, &size), 0);
	tcgetattr(slave, &screen->modes);
	screen->pid = child_start(&screen->child, screen->fd, slave);
	close(slave);
	return screen;
}

void screen_stop(struct screen *screen)
{
	if (screen->pid > 0) {
		kill(screen->pid, SIGKILL);
		waitpid(screen->pid, NULL, 0);
	}
	if (screen->fd >= 0)
		close(screen->fd);
	child_release(&screen->child);
	vterm_free(screen->vterm);
	str_release(&screen->raw);
	str_release(&screen->held_answers);
	free(screen);
}

const char *screen_get_home(const struct screen *screen)
{
	return screen->child.home;
}

pid_t screen_get_pid(const struct screen *screen)
{
	return screen->pid;
}

/* ---- both ways of the line ---- */

void screen_send_bytes(struct screen *screen, const char *bytes, size_t n_bytes)
{
	while (n_bytes > 0 && screen->fd >= 0) {
		ssize_t n = write(screen->fd, bytes, n_bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) /* the program has ended: nobody listens */
			return;
		bytes += n;
		n_bytes -= (size_t)n;
	}
}

void screen_send(struct screen *screen, const char *keys)
{
	screen_send_bytes(screen, keys, strlen(keys));
}

void screen_resize(struct screen *screen, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	screen->rows = rows;
	screen->columns = columns;
	vterm_set_size(screen->vterm, rows, columns);
	ioctl(screen->fd, TIOCSWINSZ, &size);
}

void screen_spoil(struct screen *screen, const char *bytes)
{
	vterm_input_write(screen->vterm, bytes, strlen(bytes));
}

void screen_hang_up(struct screen *screen)
{
	close(screen->fd);
	screen->fd = -1;
	screen->is_ended = true;
}

/* Reads what there is, waiting for it until the deadline; false when nothing came by then. */
static bool pump(struct screen *screen, int64_t deadline_ns)
{
	char bytes[4096];
	if (screen->is_ended)
		return false;
	int64_t left_ms = (deadline_ns - clock_mono_ns()) / 1000000;
	struct pollfd poll_fd = {.fd = screen->fd, .events = POLLIN};
	if (left_ms < 0 || poll(&poll_fd, 1, (int)left_ms) <= 0)
		return false;
	ssize_t n = read(screen->fd, bytes, sizeof bytes);
	if (n <= 0) {
		screen->is_ended = true;
		return false;
	}
	str_addn(&screen->raw, bytes, (size_t)n);
	vterm_input_write(screen->vterm, bytes, (size_t)n);
	return true;
}

/* ---- waiting ---- */

/* A line at a time, as cmocka cuts what it prints in one go. */
static void print_lines(char *text)
{
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		print_error("# %s\n", line);
}

static void give_up(const struct screen *screen, const char *what, const char *text)
{
	char *dump = screen_dump(screen);
	print_error("# %s: \"%s\"; the screen was (%zu bytes came%s):\n", what, text,
		screen_count_bytes(screen), screen->is_ended ? ", the program has ended" : "");
	print_lines(dump);
	free(dump);
	fail_msg("%s: %s", what, text);
}

void screen_wait_until(struct screen *screen, bool (*is_so)(const struct screen *, void *),
	void *context, const char *what)
{
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	while (!is_so(screen, context)) {
		if (!pump(screen, deadline_ns))
			give_up(screen, "it never came to this", what);
	}
}

void screen_wait_text(struct screen *screen, const char *text)
{
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	while (!screen_has_text(screen, text)) {
		if (!pump(screen, deadline_ns))
			give_up(screen, "text never came", text);
	}
}

void screen_wait_gone(struct screen *screen, const char *text)
{
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	while (screen_has_text(screen, text)) {
		if (!pump(screen, deadline_ns))
			give_up(screen, "text never went", text);
	}
}

void screen_wait_cursor(struct screen *screen, int row, int column)
{
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	for (;;) {
		VTermPos at;
		vterm_state_get_cursorpos(vterm_obtain_state(screen->vterm), &at);
		if (at.row == row && at.col == column)
			return;
		if (!pump(screen, deadline_ns))
			give_up(screen, "cursor never came there", "");
	}
}

void screen_wait_raw(struct screen *screen, size_t mark, const char *bytes)
{
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	while (!strstr(str_get(&screen->raw) + mark, bytes)) {
		if (!pump(screen, deadline_ns))
			give_up(screen, "bytes never came", "");
	}
}

void screen_wait_quiet(struct screen *screen, int ms)
{
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	while (pump(screen, clock_mono_ns() + ms * (int64_t)1000000)) {
		if (clock_mono_ns() > deadline_ns)
			give_up(screen, "never quiet", "");
	}
}

int screen_wait_exit(struct screen *screen)
{
	int status;
	int64_t deadline_ns = clock_mono_ns() + WAIT_NS;
	while (pump(screen, deadline_ns))
		;
	/* Its side of the terminal is closed: it ends now, or hangs. */
	struct pollfd poll_fd = {.fd = pidfd_open(screen->pid, 0), .events = POLLIN};
	int n = poll(&poll_fd, 1, (int)(WAIT_NS / 1000000));
	close(poll_fd.fd);
	if (n != 1 || waitpid(screen->pid, &status, 0) != screen->pid)
		give_up(screen, "program never ended", "");
	screen->pid = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- what is seen ---- */

static int color_of(const VTermColor *color, bool is_own)
{
	return is_own || !VTERM_COLOR_IS_INDEXED(color) ? -1 : color->indexed.idx;
}

struct screen_cell screen_get_cell(const struct screen *screen, int row, int column)
{
	VTermScreenCell from;
	struct screen_cell cell = {0};
	vterm_screen_get_cell(screen->cells, (VTermPos){.row = row, .col = column}, &from);
	size_t n_bytes = 0;
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && from.chars[i] && from.chars[i] <= 0x10ffff;
		i++)
		n_bytes += utf8_encode(from.chars[i], cell.text + n_bytes);
	cell.width = from.width;
	cell.color = color_of(&from.fg, VTERM_COLOR_IS_DEFAULT_FG(&from.fg));
	cell.background = color_of(&from.bg, VTERM_COLOR_IS_DEFAULT_BG(&from.bg));
	cell.bold = from.attrs.bold;
	cell.underline = from.attrs.underline != 0;
	cell.reverse = from.attrs.reverse;
	return cell;
}

static bool is_right_half(const struct screen *screen, int row, int column)
{
	return column > 0 && screen_get_cell(screen, row, column - 1).width == 2;
}

static void add_row(const struct screen *screen, int row, struct str *out)
{
	size_t n_start = out->n_bytes;
	for (int column = 0; column < screen->columns; column++) {
		if (is_right_half(screen, row, column))
			continue;
		struct screen_cell cell = screen_get_cell(screen, row, column);
		str_add(out, cell.text[0] ? cell.text : " ");
	}
	while (out->n_bytes > n_start && out->text[out->n_bytes - 1] == ' ')
		out->text[--out->n_bytes] = '\0';
}

char *screen_dump(const struct screen *screen)
{
	struct str out = {0};
	for (int row = 0; row < screen->rows; row++) {
		add_row(screen, row, &out);
		str_addc(&out, '\n');
	}
	return str_take(&out);
}

int screen_find(const struct screen *screen, const char *text, int *column)
{
	int found = -1;
	for (int row = 0; row < screen->rows && found < 0; row++) {
		struct str line = {0};
		add_row(screen, row, &line);
		const char *at = strstr(str_get(&line), text);
		if (at) {
			found = row;
			line.text[at - line.text] = '\0';
			if (column)
				*column = utf8_width(line.text);
		}
		str_release(&line);
	}
	return found;
}

bool screen_has_text(const struct screen *screen, const char *text)
{
	return screen_find(screen, text, NULL) >= 0;
}

size_t screen_count_bytes(const struct screen *screen)
{
	return screen->raw.n_bytes;
}

const char *screen_get_raw(const struct screen *screen)
{
	return str_get(&screen->raw);
}

bool screen_is_cursor_shown(const struct screen *screen)
{
	return !screen->is_cursor_hidden;
}

static const char *last_of(const char *text, const char *part)
{
	const char *last = NULL;
	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		last = at;
	return last;
}

bool screen_is_restored(const struct screen *screen)
{
	struct termios modes;
	const char *on = last_of(str_get(&screen->raw), "\033[?2004h");
	const char *off = last_of(str_get(&screen->raw), "\033[?2004l");
	/* The modes of a pseudo-terminal can be asked from either side. */
	return !screen->is_alternate && !screen->is_cursor_hidden && (!on || off > on) &&
		tcgetattr(screen->fd, &modes) == 0 && modes.c_iflag == screen->modes.c_iflag &&
		modes.c_oflag == screen->modes.c_oflag && modes.c_lflag == screen->modes.c_lflag;
}
