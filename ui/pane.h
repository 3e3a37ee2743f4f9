/* What the panes and screens draw; each file draws a snapshot on a canvas and keeps nothing. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_PANE_H
#define UI_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calls/calls.h"
#include "review/snapshot.h"
#include "ui/canvas.h"

/* The open edit line, drawn in place of the message. */
struct edit_line {
	const char *prompt; /* NULL: none is open */
	const char *text;
	const char *enter; /* what Enter does with it */
	size_t cursor; /* byte offset into text */
	bool bad;
	const char *choices; /* what Tab found, for the last line; NULL or "" for nothing */
	bool has_earlier;    /* Up brings other lines */
	bool completes;      /* Tab completes */
};

/* What a screen keeps between two frames; owned by the screen. */
struct pick_list;
struct review_view {
	int64_t page_start_ms;  /* left edge of the detail timeline */
	int page_zoom;          /* ms a column it was made with; 0: not made yet */
	int first_line;         /* of the scorecard */
	int first_gap;          /* of the gap list */
	int first_text;         /* of a pane that scrolls by pages */
	uint64_t folded;        /* sections of the scorecard, a bit each */
	size_t field;           /* the row under the cursor of the contact form */
	size_t incident;        /* ... and of the incidents */
	size_t note;            /* ... and of the notes */
	struct edit_line line;
	const struct pick_list *pick; /* drawn in place of the lower pane; NULL: none */
};

/* The whole review screen, on any canvas (ux: sizes and layout). */
void screen_draw_review(struct canvas *canvas, struct review_view *view,
	const struct review_snapshot *snapshot) __attribute__((nonnull));

/* What stands at a place of the review screen as it was drawn last. */
enum hit_kind {
	HIT_NOTHING,
	HIT_TIME, /* a moment on the timeline */
	HIT_ITEM, /* a row of the scorecard */
};
struct screen_hit {
	enum hit_kind kind;
	int64_t ms;
	size_t item;
};
struct screen_hit screen_find_review(const struct canvas *canvas, const struct review_view *view,
	const struct review_snapshot *snapshot, int row, int column) __attribute__((nonnull));

/* Texts are never NULL ("" for none), but for those of an edit line that is not open. */

/* The call list. rows come through a function, so that only those in sight are asked for. */
struct calls_view {
	size_t n_rows;
	size_t cursor;
	size_t first; /* row at the top; kept by the screen, moved by the drawing so the cursor shows */
	size_t n_scanned;
	const char *person;
	const char *card_title;
	const char *message;
	enum snapshot_tone tone;
	struct edit_line line;
	struct gap_limits limits;
	int agent_channel; /* of stereo recordings */
	void (*get_row)(void *context, size_t i, struct calls_row *row);
	/* Envelope and events of the row under the cursor; NULL and 0 if not known. */
	const struct envelope *envelope;
	const struct event *events;
	size_t n_events;
	void *context;
};
void screen_draw_calls(struct canvas *canvas, struct calls_view *view) __attribute__((nonnull));

/* Help from the action table: the actions of a place (enum action_where), from line first on (cut to
 * what there is). */
void screen_draw_help(struct canvas *canvas, unsigned where, int *first) __attribute__((nonnull));

struct first_view {
	const char *version;
	const char *sound;  /* "default output" */
	const char *data;   /* path, home as ~ */
	const char *person;
	const char *card_title;
	const char *message;
	enum snapshot_tone tone;
	struct edit_line line;
};
void screen_draw_first(struct canvas *canvas, const struct first_view *view) __attribute__((nonnull));

#endif
