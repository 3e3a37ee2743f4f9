/* The inside of the program with a screen, shared by the app files only. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_APP_PARTS_H
#define UI_APP_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "action/action.h"
#include "calls/calls.h"
#include "config/settings.h"
#include "player/player.h"
#include "review/review.h"
#include "scan/scan.h"
#include "scorecard/card.h"
#include "store/store.h"
#include "ui/canvas.h"
#include "ui/lineedit.h"
#include "ui/pane.h"
#include "ui/term.h"

enum app_screen {
	SCREEN_FIRST,
	SCREEN_CALLS,
	SCREEN_REVIEW,
};

/* What the open edit line is for. */
enum app_line {
	LINE_NONE,
	LINE_COMMENT,
	LINE_ADD,
};

struct app {
	const struct config *config;
	struct store *store;
	struct player *player;
	struct scan *scan;
	struct card *card;        /* of new reviews */
	struct card *sample_card; /* of the sample; NULL until it is opened */
	enum card_language language;

	struct term *term;
	struct canvas canvas;

	enum app_screen screen;
	bool help; /* in front of the screen */
	int help_first;
	enum app_line line;
	struct lineedit edit;
	bool pasting;
	int64_t pressed_ns; /* when the bytes of the key in hand were read */
	bool after_menu; /* M was typed: the next key leads to another screen */

	struct calls *calls; /* NULL while nothing is listed */
	size_t call;         /* the row under the cursor, or open */
	size_t first_row;
	bool from_list;      /* "back" from a review leads to the list */
	bool from_first;     /* ... or to the first screen */
	bool is_sample;      /* listed is the sample alone */

	struct review *review; /* NULL unless SCREEN_REVIEW */
	bool review_started;
	struct review_view view;

	char *database; /* where the reviews are, for the first screen */
	char message[320];
	enum snapshot_tone tone;
	bool quit_warned;
	bool quit;
	int status;
};

/* ---- app.c ---- */
void app_suspend(struct app *app) __attribute__((nonnull));
void app_say(struct app *app, enum snapshot_tone tone, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 3, 4)));

/* ---- app_open.c: what is listed, what is open ---- */
/* Lists these recordings in place of what was listed. */
bool app_list(struct app *app, const char *const *paths, size_t n_paths, struct err *err)
	__attribute__((nonnull(1, 4), warn_unused_result));
/* Opens row i; on failure says why and stays. */
bool app_open_call(struct app *app, size_t i, bool autoplay) __attribute__((nonnull));
void app_close_review(struct app *app) __attribute__((nonnull));
/* What waits until the first paint: decoding, sound, scanning. */
void app_start_work(struct app *app) __attribute__((nonnull));
/* The next scorecard in turn becomes the one for new reviews. */
void app_next_card(struct app *app) __attribute__((nonnull));

/* ---- app_keys.c: what keys do ---- */
void app_take_key(struct app *app, struct key key) __attribute__((nonnull));
/* Whether the marks are safe; if not, says so and returns true only when asked again. */
bool app_may_quit(struct app *app) __attribute__((nonnull));

/* ---- app_draw.c ---- */
void app_draw(struct app *app) __attribute__((nonnull));

#endif
