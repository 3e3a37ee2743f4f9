/* The terminal, through curses: output only; keys are read as bytes. */
/* SPDX-License-Identifier: MIT */
#define NCURSES_WIDECHAR 1
#include "config.h"
#include "ui/term.h"

#define key_name curses_key_name /* curses has a function of that name, which nobody wants here */
#include <curses.h>
#undef key_name
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/glyph.h"
#include "ui/palette.h"
#include "ui/rescue.h"
#include "ui/termcaps.h"

#define MAX_SIDE 1000 /* of a canvas */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* An ambiguous character, where is the cursor, and both of its possible cells erased. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PROBE "\033[H\xe2\x94\x80\033[6n\033[H  \033[H"

struct look_cells {
	attr_t attributes;
	short pair;
};

struct term {
	FILE *out; /* curses writes here; the same terminal as in_fd */
	FILE *in;  /* curses wants one, and never reads it */
	int in_fd;
	SCREEN *screen;
	struct look_cells looks[N_STYLES];
	bool utf8;
	enum graphics graphics;
	bool ambiguous_wide;
	bool is_asked; /* for its width of ambiguous characters, and the answer has not come */
	bool is_suspended;
	bool has_mouse;

	int rows;
	int columns;
	struct cell *shown; /* rows * columns; width 0xff where it is not known what is shown */
	bool shown_wide;    /* ambiguous_wide of what is shown */
	int cursor_row;
	int cursor_column;
	bool is_spoilt; /* the whole screen is to be written */

	int log_fd;
	struct rescue_plan plan;

	struct key_parser parser;
	uint8_t bytes[512]; /* read, not parsed yet: at .. n_bytes */
	size_t at;
	size_t n_bytes;
};

/* ---- standard error, which libraries write to ---- */

static void move_stderr(struct term *term)
{
	if (!isatty(STDERR_FILENO))
		return;
	int to = term->log_fd >= 0 ? fcntl(term->log_fd, F_DUPFD_CLOEXEC, 3)
				   : open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (to < 0)
		return;
	term->plan.stderr_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	if (term->plan.stderr_fd >= 0)
		dup2(to, STDERR_FILENO);
	close(to);
}

static void restore_stderr(struct term *term)
{
	if (term->plan.stderr_fd < 0)
		return;
	dup2(term->plan.stderr_fd, STDERR_FILENO);
	close(term->plan.stderr_fd);
	term->plan.stderr_fd = -1;
}

/* ---- opening and closing ---- */

static void write_bytes(const struct term *term, const char *bytes)
{
	ssize_t n = write(fileno(term->out), bytes, strlen(bytes));
	(void)n; /* a lost line is noticed by term_read */
}

static int find_colors(enum config_color color)
{
	const char *no_color = getenv("NO_COLOR");
	if (color == COLOR_NEVER || (color == COLOR_AUTO && no_color && no_color[0]))
		return 0;
	if (!has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return 0;
	return COLORS >= 256 && termcaps_has_palette() ? 256 : COLORS >= 8 ? 8 : 0;
}

static void make_looks(struct term *term, int n_colors)
{
	for (int style = 0; style < N_STYLES; style++) {
		struct look look = palette_get((enum style)style, n_colors);
		struct look_cells *cells = &term->looks[style];
		*cells = (struct look_cells){0};
		if (look.flags & LOOK_BOLD)
			cells->attributes |= A_BOLD;
		if (look.flags & LOOK_UNDERLINE)
			cells->attributes |= A_UNDERLINE;
		if (look.flags & LOOK_REVERSE)
			cells->attributes |= A_REVERSE;
		if (look.flags & LOOK_DIM)
			cells->attributes |= A_DIM;
		if (look.color >= 0 && init_pair((short)(style + 1), look.color, -1) == OK)
			cells->pair = (short)(style + 1);
	}
}

static enum graphics choose_graphics(const struct term *term, enum config_graph graph)
{
	if (!term->utf8)
		return GRAPHICS_ASCII;
	switch (graph) {
	case GRAPH_BRAILLE:
		return GRAPHICS_BRAILLE;
	case GRAPH_BLOCK:
		return GRAPHICS_BLOCK;
	case GRAPH_ASCII:
		return GRAPHICS_ASCII;
	case GRAPH_AUTO:
		break;
	}
	/* The console's fonts have blocks, but no braille. */
	return str_starts(getenv("TERM"), "linux") ? GRAPHICS_BLOCK : GRAPHICS_BRAILLE;
}

static void arm_rescue(struct term *term)
{
	struct rescue_plan *plan = &term->plan;
	const char *modes = term->has_mouse ? MOUSE_OFF PASTE_OFF : PASTE_OFF;
	plan->fd = fileno(term->out);
	plan->n_bytes = strlen(modes);
	memcpy(plan->bytes, modes, plan->n_bytes);
	plan->n_bytes += termcaps_leave(
		term->rows, plan->bytes + plan->n_bytes, sizeof plan->bytes - plan->n_bytes);
	rescue_arm(plan);
}

/* The screen is blank, at the start and after a break. */
static void enter(struct term *term)
{
	static const struct cell blank = {.text = " ", .width = 1};
	move_stderr(term);
	arm_rescue(term);
	erase();
	clearok(curscr, TRUE);
	refresh();
	write_bytes(term, PASTE_ON);
	if (term->has_mouse)
		write_bytes(term, MOUSE_ON);
	for (int i = 0; i < term->rows * term->columns; i++)
		term->shown[i] = blank;
	term->is_spoilt = false;
}

static void start_screen(struct term *term, const struct term_options *options)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* a picture is written whole, whatever is typed meanwhile */
	leaveok(stdscr, TRUE);
	idcok(stdscr, FALSE); /* shifting cells is not safe with wide characters */
	curs_set(0);
	make_looks(term, find_colors(options->color));
	term->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	term->graphics = choose_graphics(term, options->graph);
	term->ambiguous_wide = options->ambiguous != AMBIGUOUS_NARROW;
	term_resize(term);
	enter(term);
	if (options->ambiguous == AMBIGUOUS_AUTO && term->utf8 && termcaps_is_ansi()) {
		term->is_asked = true;
		write_bytes(term, PROBE);
	}
}

static bool open_input(struct term *term, struct err *err)
{
	char why[128];
	term->in_fd = isatty(STDIN_FILENO) ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
					   : open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (term->in_fd < 0)
		return err_set(err, ERR_USAGE, _("there is no terminal to read keys from: %s"),
			err_strerror(errno, why, sizeof why));
	return true;
}

static bool open_streams(struct term *term, struct err *err)
{
	char why[128];
	int in = fcntl(term->in_fd, F_DUPFD_CLOEXEC, 3);
	int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	term->in = in < 0 ? NULL : fdopen(in, "r");
	term->out = out < 0 ? NULL : fdopen(out, "w");
	if (term->in && term->out && tcgetattr(out, &term->plan.modes) == 0)
		return true;
	err_set(err, ERR_IO, _("cannot use the terminal: %s"), err_strerror(errno, why, sizeof why));
	if (!term->in && in >= 0)
		close(in);
	if (!term->out && out >= 0)
		close(out);
	return false;
}

static bool open_screen(struct term *term, struct err *err)
{
	const char *name = getenv("TERM");
	if (!isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, _("standard output is not a terminal"));
	if (!open_input(term, err))
		return false;
	name = termcaps_find(name ? name : "", STDOUT_FILENO, err);
	if (!name || !open_streams(term, err))
		return false;
	use_tioctl(TRUE); /* the window's size counts, not LINES and COLUMNS */
	term->screen = newterm(name, term->out, term->in);
	if (!term->screen)
		return err_set(err, ERR_USAGE, _("cannot use a terminal of the type '%s'"), name);
	return true;
}

static void free_term(struct term *term)
{
	if (term->screen)
		delscreen(term->screen);
	if (term->out)
		fclose(term->out);
	if (term->in)
		fclose(term->in);
	if (term->in_fd >= 0)
		close(term->in_fd);
	free(term->shown);
	free(term);
}

struct term *term_open(const struct term_options *options, struct err *err)
{
	struct term *term = mem_zalloc(1, sizeof *term);
	term->in_fd = -1;
	term->plan.stderr_fd = -1;
	term->log_fd = options->log_fd;
	term->cursor_row = -1;
	if (!open_screen(term, err)) {
		struct err why = *err;
		err_set(err, why.code, _("%s; these commands need no screen: %s"), why.text,
			options->screenless);
		free_term(term);
		return NULL;
	}
	start_screen(term, options);
	return term;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	term_suspend(term);
	free_term(term);
}

/* Curses shows the cursor before it leaves the screen. Terminals that keep its being hidden with its
 * place (libvterm: in Emacs, Vim) hide it then, as it was when a scroll kept its place last. */
static void show_cursor_again(const struct term *term)
{
	char bytes[64];
	size_t n_bytes = termcaps_show_cursor(bytes, sizeof bytes);
	ssize_t n = write(fileno(term->out), bytes, n_bytes);
	(void)n; /* as of write_bytes */
}

void term_suspend(struct term *term)
{
	if (term->is_suspended)
		return;
	term->is_suspended = true;
	if (term->has_mouse)
		write_bytes(term, MOUSE_OFF);
	write_bytes(term, PASTE_OFF);
	endwin();
	show_cursor_again(term);
	rescue_disarm();
	restore_stderr(term);
}

void term_resume(struct term *term)
{
	if (!term->is_suspended) {
		write_bytes(term, PASTE_OFF);
		endwin(); /* so that curses sets modes and screen anew */
		restore_stderr(term);
	}
	term->is_suspended = false;
	term_resize(term);
	enter(term);
}

void term_set_mouse(struct term *term, bool on)
{
	if (on == term->has_mouse)
		return;
	term->has_mouse = on;
	arm_rescue(term);
	write_bytes(term, on ? MOUSE_ON : MOUSE_OFF);
}

/* ---- keys ---- */

int term_get_fd(const struct term *term)
{
	return term->in_fd;
}

bool term_read(struct term *term)
{
	memmove(term->bytes, term->bytes + term->at, term->n_bytes - term->at);
	term->n_bytes -= term->at;
	term->at = 0;
	struct pollfd poll_fd = {.fd = term->in_fd, .events = POLLIN};
	if (poll(&poll_fd, 1, 0) <= 0 || term->n_bytes == sizeof term->bytes)
		return true;
	if ((poll_fd.revents & POLLIN) == 0)
		return false;
	ssize_t n = read(term->in_fd, term->bytes + term->n_bytes, sizeof term->bytes - term->n_bytes);
	if (n > 0)
		term->n_bytes += (size_t)n;
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

/* The answer to the probe stands in the first line: column 2 if the character was narrow. */
static void take_report(struct term *term, struct key report)
{
	if (!term->is_asked || report.row != 1)
		return;
	term->is_asked = false;
	term->ambiguous_wide = report.column != 2;
}

bool term_next_key(struct term *term, int64_t now_ns, struct key *key)
{
	while (term->at < term->n_bytes) {
		if (!key_parser_push(&term->parser, term->bytes[term->at++], now_ns, key))
			continue;
		if (key->code != KEY_CODE_CURSOR_REPORT)
			return true;
		take_report(term, *key);
	}
	while (now_ns >= key_parser_deadline_ns(&term->parser)) {
		if (key_parser_timeout(&term->parser, now_ns, key))
			return true;
	}
	return false;
}

int64_t term_get_deadline_ns(const struct term *term)
{
	return key_parser_deadline_ns(&term->parser);
}

/* ---- pictures ---- */

bool term_fit_canvas(const struct term *term, struct canvas *canvas)
{
	if (canvas->rows == term->rows && canvas->columns == term->columns &&
		canvas->graphics == term->graphics && canvas->ambiguous_wide == term->ambiguous_wide)
		return false;
	canvas_resize(canvas, term->rows, term->columns);
	canvas->graphics = term->graphics;
	canvas->ambiguous_wide = term->ambiguous_wide;
	return true;
}

void term_redraw(struct term *term)
{
	term->is_spoilt = true;
}

static int limit_side(int n, int fallback)
{
	return n < 1 ? fallback : n > MAX_SIDE ? MAX_SIDE : n;
}

void term_resize(struct term *term)
{
	struct winsize size = {0};
	ioctl(fileno(term->out), TIOCGWINSZ, &size);
	term->rows = limit_side(size.ws_row, 24);
	term->columns = limit_side(size.ws_col, 80);
	resizeterm(term->rows, term->columns);
	size_t n_cells = (size_t)term->rows * (size_t)term->columns;
	term->shown = mem_resize(term->shown, n_cells, sizeof *term->shown);
	term->is_spoilt = true;
}

static void show_cell(const struct term *term, const struct cell *cell, int row, int column)
{
	const struct look_cells *look = &term->looks[cell->style];
	struct glyph glyph = glyph_of_cell(cell, term->utf8, term->ambiguous_wide);
	wchar_t right[2] = {glyph.right};
	cchar_t c;
	if (setcchar(&c, glyph.text, look->attributes, look->pair, NULL) == OK)
		mvadd_wch(row, column, &c);
	if (glyph.right && setcchar(&c, right, look->attributes, look->pair, NULL) == OK)
		mvadd_wch(row, column + 1, &c);
}

/* Right halves are written with what stands left of them. While the canvas is wider than the window
 * (it is being resized), a wide character may not fit whole. */
static bool show_row(struct term *term, const struct canvas *canvas, int row, int n_columns)
{
	bool is_changed = false;
	const struct cell *cells = &canvas->cells[row * canvas->columns];
	struct cell *shown = &term->shown[row * term->columns];
	for (int i = 0; i < n_columns; i++) {
		if (memcmp(&shown[i], &cells[i], sizeof *shown) == 0)
			continue;
		is_changed = true;
		shown[i] = cells[i];
		if (cells[i].width > 0 && i + cells[i].width <= n_columns)
			show_cell(term, &cells[i], row, i);
	}
	return is_changed;
}

static bool show_cursor(struct term *term, const struct canvas *canvas)
{
	bool was_shown = term->cursor_row >= 0, is_shown = canvas->cursor_row >= 0;
	bool is_moved = term->cursor_row != canvas->cursor_row ||
		(is_shown && term->cursor_column != canvas->cursor_column);
	term->cursor_row = canvas->cursor_row;
	term->cursor_column = canvas->cursor_column;
	if (was_shown != is_shown) {
		curs_set(is_shown);
		leaveok(stdscr, !is_shown);
	}
	return is_moved;
}

/* Nothing of what is on the screen can be relied on. */
static void forget_shown(struct term *term)
{
	erase();
	clearok(curscr, TRUE);
	memset(term->shown, 0xff,
		(size_t)term->rows * (size_t)term->columns * sizeof *term->shown);
}

void term_show(struct term *term, const struct canvas *canvas)
{
	bool is_changed = term->is_spoilt;
	if (term->is_suspended)
		return;
	if (term->is_spoilt)
		forget_shown(term);
	else if (term->shown_wide != term->ambiguous_wide)
		memset(term->shown, 0xff,
			(size_t)term->rows * (size_t)term->columns * sizeof *term->shown);
	term->is_spoilt = false;
	term->shown_wide = term->ambiguous_wide;
	int n_rows = canvas->rows < term->rows ? canvas->rows : term->rows;
	int n_columns = canvas->columns < term->columns ? canvas->columns : term->columns;
	for (int row = 0; row < n_rows; row++)
		is_changed |= show_row(term, canvas, row, n_columns);
	is_changed |= show_cursor(term, canvas);
	if (!is_changed)
		return;
	if (term->cursor_row >= 0)
		move(term->cursor_row, term->cursor_column);
	refresh();
}
