/* A program on a pseudo-terminal, its output read by a terminal emulator: what a person would see. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREEN_H
#define TESTS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* How the emulated terminal answers "where is the cursor" (ESC[6n). */
enum screen_answer {
	ANSWER_NARROW,
	ANSWER_WIDE, /* as if ambiguous characters took two cells (they are drawn in one) */
	ANSWER_HELD, /* not before screen_release_answers */
	ANSWER_NEVER,
	ANSWER_NOTHING, /* nor to any other question */
};

#define SCREEN_MAX_WORDS 16

struct screen_options {
	const char *argv[SCREEN_MAX_WORDS]; /* argv[0] NULL: the program callmark of this build */
	const char *arguments[SCREEN_MAX_WORDS]; /* of callmark, where argv[0] is NULL */
	const char *env[SCREEN_MAX_WORDS];  /* "NAME=value", over the fixed environment */
	const char *term;     /* NULL: xterm-256color */
	const char *language; /* LANGUAGE; NULL: none */
	const char *home;     /* folder kept between runs; NULL: one that screen_stop removes */
	const char *input;    /* file for standard input; NULL: the terminal */
	const char *output;   /* file for standard output; NULL: the terminal */
	int rows;             /* 0: 24 */
	int columns;          /* 0: 80; never below 2, which libvterm 0.1.4 does not survive */
	enum screen_answer answer;
};

/* For "sh -c", before a program and its arguments: runs it as a job that ^Z stops, says "stopped", and
 * goes on with it after a line. Stopped by SIGSTOP, as by a machine that suspends it, it goes on at once. */
#define SCREEN_JOB                                                                                  \
	"set -m; go_on() { while case $1 in 147|149|150) ;; *) false ;; esac; do "                  \
	"fg >/dev/null; set -- $?; done; return $1; }; "                                            \
	"\"$0\" \"$@\"; go_on $?; echo stopped; read word; fg >/dev/null; go_on $?"

struct screen;

/* Fixed environment: TERM, LC_ALL=C.UTF-8, TZ=UTC, HOME and the XDG folders below one temporary
 * folder, and where this build's data, catalogues and speaker are. */
struct screen *screen_start(const struct screen_options *options);
/* Ends the program (SIGKILL) if it still runs, and frees everything. */
void screen_stop(struct screen *screen);
/* The HOME of the program. Borrowed until screen_stop. */
const char *screen_get_home(const struct screen *screen);
pid_t screen_get_pid(const struct screen *screen);

void screen_send(struct screen *screen, const char *keys);
void screen_send_bytes(struct screen *screen, const char *bytes, size_t n_bytes);
void screen_resize(struct screen *screen, int rows, int columns);
/* Writes on the screen behind the program's back, as another program's message does. */
void screen_spoil(struct screen *screen, const char *bytes);
void screen_release_answers(struct screen *screen);
/* Closes the terminal's side, as a dropped connection does (SIGHUP and end of file). */
void screen_hang_up(struct screen *screen);

/* Each waits, reading output, until it is so, or fails the test after a minute with a picture of the
 * screen. Text is looked for within the rows. A machine may stop any process for seconds: what is
 * waited for must stay as it is, once it is there. */
void screen_wait_until(struct screen *screen, bool (*is_so)(const struct screen *, void *),
	void *context, const char *what);
void screen_wait_text(struct screen *screen, const char *text);
void screen_wait_gone(struct screen *screen, const char *text);
void screen_wait_cursor(struct screen *screen, int row, int column);
/* The text in the raw output after mark (a value of screen_count_bytes): for what leaves no trace. */
void screen_wait_raw(struct screen *screen, size_t mark, const char *bytes);
/* Nothing has come for so long. */
void screen_wait_quiet(struct screen *screen, int ms);
/* The program has ended and its output is read; returns its exit status, or 128 + signal. */
int screen_wait_exit(struct screen *screen);

/* What was read so far. */
bool screen_has_text(const struct screen *screen, const char *text);
/* Row of the first occurrence, its column in *column if not NULL; -1 if there is none. */
int screen_find(const struct screen *screen, const char *text, int *column);
/* The screen as text: rows ended by line feeds, trailing blanks dropped. Caller frees. */
char *screen_dump(const struct screen *screen);
size_t screen_count_bytes(const struct screen *screen);
const char *screen_get_raw(const struct screen *screen);

struct screen_cell {
	char text[32]; /* UTF-8; "" for the right half of a wide character and for what was erased */
	int width;
	int color;      /* of the palette; -1: the terminal's own */
	int background; /* the same */
	bool bold;
	bool underline;
	bool reverse;
};
struct screen_cell screen_get_cell(const struct screen *screen, int row, int column);
bool screen_is_cursor_shown(const struct screen *screen);
/* Whether the terminal is as the program found it: modes, main screen, cursor, bracketed paste. */
bool screen_is_restored(const struct screen *screen);

#endif
