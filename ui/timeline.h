/* The parts of a timeline: scale, waves, gap lane, evidence marks; and the page that is shown. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_TIMELINE_H
#define UI_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/envelope.h"
#include "model/event.h"
#include "review/snapshot.h"
#include "ui/canvas.h"
#include "ui/pane.h"

/* Which time is drawn in which columns. columns >= 1 and span_ms >= 1. */
struct axis {
	int64_t start_ms;
	int64_t span_ms;
	int column; /* of the canvas, where start_ms is */
	int columns;
};

/* The column of a time, which may lie left or right of the axis; and the start of a column, where
 * half columns count (2 x the column on the axis, from 0). */
int axis_column(const struct axis *axis, int64_t ms) __attribute__((nonnull, pure));
int64_t axis_half_ms(const struct axis *axis, int half) __attribute__((nonnull, pure));

/* Turns the page where rule and seek ask for it (ux: it stands still, and turns at 85 %), and gives
 * what it shows. */
struct axis timeline_turn_page(struct review_view *view, const struct review_snapshot *snapshot,
	int column, int columns) __attribute__((nonnull));

/* Round times above their columns. */
void timeline_draw_scale(struct canvas *canvas, int row, const struct axis *axis)
	__attribute__((nonnull));

/* What waves are drawn from. Made once for a frame: measuring goes over the whole recording. */
struct waves {
	const struct envelope *envelope;
	int agent_channel;
	double gain_db[2]; /* of each channel, so that a quiet one stays visible */
};
struct waves timeline_measure(const struct envelope *envelope, int agent_channel)
	__attribute__((nonnull));
/* One row: agent in the two upper rows of dots, customer in the two lower; a mono recording upwards
 * over all four. */
void timeline_draw_overview(struct canvas *canvas, int row, const struct axis *axis,
	const struct waves *waves) __attribute__((nonnull));
/* 2 x n_rows rows: agent up and customer down from the middle; a mono recording upwards from the
 * lowest. */
void timeline_draw_detail(struct canvas *canvas, int row, int n_rows, const struct axis *axis,
	const struct waves *waves) __attribute__((nonnull));

/* A lane of gaps and overtalk; each gap takes a column at least, and the longer class wins it. */
struct gap_lane {
	const struct event *events; /* all kinds, by start */
	size_t n_events;
	struct gap_limits limits;
	const struct cover_range *skips; /* what is jumped over, by start */
	size_t n_skips;
};
void timeline_draw_gaps(struct canvas *canvas, int row, const struct axis *axis,
	const struct gap_lane *lane) __attribute__((nonnull));
/* Writes lengths into the gaps of that lane, where nothing was drawn over them and they fit; one that
 * is jumped over says so, if only by a ">". */
void timeline_draw_lengths(struct canvas *canvas, int row, const struct axis *axis,
	const struct gap_lane *lane) __attribute__((nonnull));
/* Whether any of a gap is jumped over. */
bool timeline_is_skipped(const struct gap_lane *lane, const struct event *gap)
	__attribute__((nonnull, pure));
/* The rule below the overview: a thick line where the call was heard, a thin one where it was not,
 * ">" where a gap was jumped over; and the page within it. */
void timeline_draw_heard(struct canvas *canvas, int row, const struct axis *whole,
	const struct axis *page, const struct review_snapshot *snapshot) __attribute__((nonnull));
/* One sign of a gap class. */
void timeline_draw_class(struct canvas *canvas, int row, int column, enum gap_class class)
	__attribute__((nonnull));
enum style timeline_class_style(enum gap_class class) __attribute__((const));
/* ^ at all evidence, with the key of each item at the first; " at a note. */
void timeline_draw_marks(struct canvas *canvas, int row, const struct axis *axis,
	const struct review_snapshot *snapshot) __attribute__((nonnull));

/* The time at a row and column of the timeline that was drawn from row 0 of it; false beside it. */
bool timeline_find_time(const struct review_view *view, const struct review_snapshot *snapshot,
	int canvas_columns, int row, int column, int64_t *ms) __attribute__((nonnull));
/* Rows of the whole timeline, overview to evidence marks, on a window of so many rows. */
int timeline_rows(int canvas_rows) __attribute__((const));
/* Draws it from a row on. */
void timeline_draw(struct canvas *canvas, int row, struct review_view *view,
	const struct review_snapshot *snapshot) __attribute__((nonnull));

#endif
