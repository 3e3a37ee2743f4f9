/* The smallest program with a main loop on term.c, for tests of the terminal. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <locale.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "screen/picture.h"
#include "ui/lineedit.h"
#include "ui/signals.h"
#include "ui/term.h"

struct show {
	struct term *term;
	struct canvas canvas;
	struct picture picture;
	struct lineedit line;
	char last[KEY_NAME_SIZE];
	bool is_typing;  /* keys go to the line */
	bool is_pasting;
	bool is_running; /* a frame whenever nothing else is to be done */
	bool is_over;
	bool is_changed;
	bool is_still; /* no time passes: however late the rest of a sequence comes, it belongs to it */
	int status;
};

static void stop_for_a_while(struct show *show)
{
	term_suspend(show->term);
	signals_stop();
	term_resume(show->term);
	show->is_changed = true;
}

static void show_same_picture(struct show *show)
{
	for (int i = 0; i < 100; i++) {
		term_fit_canvas(show->term, &show->canvas);
		picture_draw(&show->canvas, &show->picture);
		term_show(show->term, &show->canvas);
	}
}

static void command(struct show *show, struct key key)
{
	show->is_changed = key.code != '=';
	switch (key.code) {
	case 'q':
		show->is_over = true;
		break;
	case '=':
		show_same_picture(show);
		break;
	case 'n':
		show->picture.n_frames++;
		break;
	case 'r':
		show->is_running = !show->is_running;
		break;
	case 'i':
		show->is_typing = true;
		show->picture.has_cursor = true;
		break;
	case '|':
		show->picture.has_cursor = true;
		break;
	case 'e':
		fputs("NOISE OF A LIBRARY\n", stderr);
		break;
	case 'x':
		abort();
	case 'm':
		free(mem_resize(NULL, SIZE_MAX / 2, 4));
		break;
	case 12:
		term_redraw(show->term);
		break;
	case 26:
		stop_for_a_while(show);
		break;
	}
}

static void handle_key(struct show *show, struct key key)
{
	show->is_changed = true;
	if (key.code == KEY_CODE_PASTE_START || key.code == KEY_CODE_PASTE_END) {
		show->is_pasting = show->is_typing = key.code == KEY_CODE_PASTE_START;
	} else if (show->is_pasting) {
		lineedit_paste(&show->line, key.code);
	} else if (show->is_typing && key.code == 27) {
		show->is_typing = show->picture.has_cursor = false;
	} else if (!show->is_typing || !lineedit_key(&show->line, key)) {
		if (key.code != '=')
			key_name(key, show->last);
		command(show, key);
	}
}

static void handle_signals(struct show *show, unsigned signals)
{
	if (signals & (SIGNAL_HUNG_UP | SIGNAL_TERMINATE)) {
		show->is_over = true;
		show->status = signals & SIGNAL_HUNG_UP ? 7 : 8;
	}
	if (signals & SIGNAL_SUSPEND)
		stop_for_a_while(show);
	if (signals & SIGNAL_CONTINUED)
		term_resume(show->term);
	if (signals & SIGNAL_RESIZED)
		term_resize(show->term);
	show->is_changed |= signals != 0;
}

static int64_t now_ns(const struct show *show)
{
	return show->is_still ? 0 : clock_mono_ns();
}

static int wait_ms(const struct show *show)
{
	int64_t deadline_ns = term_get_deadline_ns(show->term);
	if (show->is_running || show->is_changed)
		return 0;
	if (deadline_ns == CLOCK_NEVER || show->is_still)
		return -1;
	int64_t left_ns = deadline_ns - now_ns(show);
	return left_ns < 0 ? 0 : (int)(left_ns / 1000000 + 1);
}

static void turn(struct show *show)
{
	struct key key;
	struct pollfd fds[] = {{.fd = term_get_fd(show->term), .events = POLLIN},
		{.fd = signals_get_fd(), .events = POLLIN}};
	poll(fds, 2, wait_ms(show));
	handle_signals(show, signals_take());
	if (!term_read(show->term)) {
		show->is_over = true;
		show->status = 7;
	}
	while (term_next_key(show->term, now_ns(show), &key))
		handle_key(show, key);
	if (show->is_running) {
		show->picture.n_frames++;
		show->is_changed = true;
	}
	if (term_fit_canvas(show->term, &show->canvas) || show->is_changed) {
		picture_draw(&show->canvas, &show->picture);
		term_show(show->term, &show->canvas);
		show->is_changed = false;
	}
}

static int run(struct show *show, const struct term_options *options)
{
	struct err err;
	if (!signals_open(&err))
		return 1;
	show->term = term_open(options, &err);
	if (!show->term) {
		fprintf(stderr, "show: %s\n", err.text);
		signals_close();
		return 2;
	}
	canvas_init(&show->canvas, 1, 1);
	show->picture.last = show->last;
	show->picture.pasted = show->line.text;
	show->is_changed = true;
	while (!show->is_over)
		turn(show);
	term_close(show->term);
	signals_close();
	canvas_release(&show->canvas);
	puts("shown");
	return show->status;
}

static int word_index(const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], word) == 0)
			return i;
	}
	return -1;
}

int main(int argc, char **argv)
{
	static const char *const colors[] = {"color=auto", "color=always", "color=never", NULL};
	static const char *const graphs[] = {
		"graph=auto", "graph=braille", "graph=block", "graph=ascii", NULL};
	static const char *const widths[] = {"width=auto", "width=narrow", "width=wide", NULL};
	struct term_options options = {.log_fd = -1, .screenless = "gaps"};
	setlocale(LC_ALL, "");
	for (int i = 1; i < argc; i++) {
		if (word_index(argv[i], colors) >= 0)
			options.color = (enum config_color)word_index(argv[i], colors);
		if (word_index(argv[i], graphs) >= 0)
			options.graph = (enum config_graph)word_index(argv[i], graphs);
		if (word_index(argv[i], widths) >= 0)
			options.ambiguous = (enum config_ambiguous)word_index(argv[i], widths);
	}
	struct show show = {
		.last = "none", .is_still = argc > 1 && strcmp(argv[1], "clock=still") == 0};
	return run(&show, &options);
}
