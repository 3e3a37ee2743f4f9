/* The terminal: shows canvases, gives keys. term.c is the only reader of curses.h. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "action/key.h"
#include "base/err.h"
#include "config/settings.h"
#include "ui/canvas.h"

struct term_options {
	enum config_color color;         /* auto: NO_COLOR decides */
	enum config_graph graph;         /* auto: braille; blocks on the linux console */
	enum config_ambiguous ambiguous; /* auto: the terminal is asked */
	int log_fd; /* where standard error goes while the screen is up; -1: /dev/null */
	const char *screenless; /* commands that need no screen, for the error: "gaps, list" */
};

struct term;

/* Takes the terminal over: standard output, and keys from standard input or, where that is no
 * terminal, from /dev/tty. setlocale and signals_open come before. All of this: main thread, one
 * terminal at a time. The error says why there can be no screen: the caller exits with EXIT_USAGE. */
struct term *term_open(const struct term_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Gives the terminal back as it was. NULL does nothing. */
void term_close(struct term *term);

/* ---- keys ---- */

/* Readable when bytes came from the keyboard, or the line is lost. */
int term_get_fd(const struct term *term) __attribute__((nonnull));
/* Takes what bytes there are, without waiting. False: the line is lost (save and leave). */
bool term_read(struct term *term) __attribute__((nonnull, warn_unused_result));
/* The next key of what was read or of what timed out; false if there is none now. Ask until then.
 * Answers of the terminal are dealt with here (ask term_fit_canvas afterwards). */
bool term_next_key(struct term *term, int64_t now_ns, struct key *key) __attribute__((nonnull));
/* When term_next_key wants to be asked again without a byte having come; CLOCK_NEVER for never. */
int64_t term_get_deadline_ns(const struct term *term) __attribute__((nonnull));

/* Whether clicks and the wheel come as keys; not at first. With it a terminal selects text only while
 * Shift is held. */
void term_set_mouse(struct term *term, bool on) __attribute__((nonnull));

/* ---- pictures ---- */

/* Makes the canvas fit the window and what may be drawn in it; true if it changed (it is blank then
 * and must be drawn again). Before every drawing. */
bool term_fit_canvas(const struct term *term, struct canvas *canvas) __attribute__((nonnull));
/* Shows the canvas: only cells that changed are written, no byte where nothing did. */
void term_show(struct term *term, const struct canvas *canvas) __attribute__((nonnull));
/* The window may have another size (SIGNAL_RESIZED): the next term_show draws all of it. */
void term_resize(struct term *term) __attribute__((nonnull));
/* The screen may be spoilt (^L): the next term_show draws all of it. */
void term_redraw(struct term *term) __attribute__((nonnull));

/* Gives the terminal back for a while (then signals_stop), and takes it again. term_resume also
 * repairs the terminal after SIGNAL_CONTINUED. */
void term_suspend(struct term *term) __attribute__((nonnull));
void term_resume(struct term *term) __attribute__((nonnull));

#endif
