/* The lanes below a wave: gaps and overtalk, and where the evidence of each mark is. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"

#define MOST_NAME 8 /* columns of an item's name */

enum style timeline_class_style(enum gap_class class)
{
	return class == GAP_OVER60   ? STYLE_OVER60
	       : class == GAP_OVER15 ? STYLE_OVER15
				     : STYLE_OVER3;
}

void timeline_draw_class(struct canvas *canvas, int row, int column, enum gap_class class)
{
	static const uint8_t dots[N_GAP_CLASSES] = {0, 0x24, 0x36, 0xff};
	static const char signs[N_GAP_CLASSES][2] = {" ", "-", "=", "#"};
	enum style style = timeline_class_style(class);
	if (canvas->graphics == GRAPHICS_ASCII)
		canvas_text(canvas, row, column, 1, style, signs[class]);
	else
		canvas_dots(canvas, row, column, dots[class], style);
}

/* The columns of a stretch of time that are on the axis; false if there are none. */
static bool find_columns(const struct axis *axis, const struct event *event, int *first, int *last)
{
	if (event->end_ms <= axis->start_ms || event->start_ms >= axis->start_ms + axis->span_ms)
		return false;
	*first = axis_column(axis, event->start_ms);
	*last = axis_column(axis, event->end_ms - 1);
	if (*first < axis->column)
		*first = axis->column;
	if (*last >= axis->column + axis->columns)
		*last = axis->column + axis->columns - 1;
	return true;
}

static void draw_overtalk(
	struct canvas *canvas, int row, const struct axis *axis, const struct gap_lane *lane)
{
	int first, last;
	for (size_t i = 0; i < lane->n_events; i++) {
		if (lane->events[i].kind != EVENT_OVERTALK ||
			!find_columns(axis, &lane->events[i], &first, &last))
			continue;
		for (int column = first; column <= last; column++)
			canvas_text(canvas, row, column, 1, STYLE_HOLD, "x");
	}
}

void timeline_draw_gaps(
	struct canvas *canvas, int row, const struct axis *axis, const struct gap_lane *lane)
{
	int first, last;
	draw_overtalk(canvas, row, axis, lane);
	for (int class = GAP_OVER3; class < N_GAP_CLASSES; class ++)
		for (size_t i = 0; i < lane->n_events; i++) {
			const struct event *event = &lane->events[i];
			if (event_gap_class(event, &lane->limits) != (enum gap_class) class ||
				!find_columns(axis, event, &first, &last))
				continue;
			for (int column = first; column <= last; column++)
				timeline_draw_class(canvas, row, column, (enum gap_class) class);
		}
}

static bool has_style(const struct canvas *canvas, int row, int column, enum style style)
{
	return canvas->cells[row * canvas->columns + column].style == style;
}

/* The first n columns in a row of first..last that still look like the gap; -1 if there are none.
 */
static int find_run(
	const struct canvas *canvas, int row, int first, int last, int n, enum style style)
{
	int n_seen = 0;
	for (int column = first; column <= last; column++) {
		n_seen = has_style(canvas, row, column, style) ? n_seen + 1 : 0;
		if (n_seen == n)
			return column - n + 1;
	}
	return -1;
}

#define N_FORMS 4 /* of a length, from the most words to the fewest */

struct length_forms {
	char text[N_FORMS][64];
	int n;
};

/* How long it is, and what it is. A gap that is jumped over always has room for its sign. */
static void write_length(const struct event *event, bool is_skipped, struct length_forms *forms)
{
	char length[TIMEFMT_SIZE], named[64];
	int64_t ms = event->end_ms - event->start_ms;
	if (ms < 60000)
		snprintf(length, sizeof length, "%" PRId64, ms / 1000);
	else
		timefmt_clock(ms, length);
	snprintf(named, sizeof named, event->kind == EVENT_HOLD ? _("hold %s") : "%s", length);
	forms->n = is_skipped ? N_FORMS : 1;
	if (!is_skipped) {
		str_copy(forms->text[0], sizeof forms->text[0], named);
		return;
	}
	/* A gap that playback jumps over; its length follows. */
	snprintf(forms->text[0], sizeof forms->text[0], _("skip %s"), named);
	snprintf(forms->text[1], sizeof forms->text[1], ">%s", named);
	snprintf(forms->text[2], sizeof forms->text[2], ">%s", length);
	str_copy(forms->text[3], sizeof forms->text[3], ">");
}

/* The longest form that fits between first and last, with a sign of the class on each side; the
 * shortest of several is there at any rate. */
static void draw_length(struct canvas *canvas, int row, int first, int last,
	const struct length_forms *forms, enum style style)
{
	for (int i = 0; i < forms->n; i++) {
		int n = canvas_width(canvas, forms->text[i]);
		int column = find_run(canvas, row, first, last, n + 2, style) + 1;
		if (column == 0 && i == N_FORMS - 1)
			column = find_run(canvas, row, first, last, n, style);
		if (column <= 0)
			continue;
		canvas_text(canvas, row, column, n, style, forms->text[i]);
		return;
	}
}

void timeline_draw_lengths(
	struct canvas *canvas, int row, const struct axis *axis, const struct gap_lane *lane)
{
	int first, last;
	struct length_forms forms;
	if (row < 0 || row >= canvas->rows)
		return;
	for (size_t i = 0; i < lane->n_events; i++) {
		const struct event *event = &lane->events[i];
		enum gap_class class = event_gap_class(event, &lane->limits);
		if (class == GAP_NONE || !find_columns(axis, event, &first, &last))
			continue;
		write_length(event, timeline_is_skipped(lane, event), &forms);
		draw_length(canvas, row, first, last, &forms, timeline_class_style(class));
	}
}

/* ---- evidence ---- */

/* The column of a moment; -1 if it is elsewhere, or none. */
static int moment_column(const struct axis *axis, int64_t ms)
{
	if (ms < axis->start_ms || ms >= axis->start_ms + axis->span_ms)
		return -1;
	return axis_column(axis, ms);
}

static void draw_sign(struct canvas *canvas, int row, const struct axis *axis, int64_t ms,
	enum style style, const char *sign)
{
	int column = moment_column(axis, ms);
	if (column >= 0)
		canvas_text(canvas, row, column, 1, style, sign);
}

/* Writes the name after its ^ unless another mark is in the way, or it would hide the lane. */
static void draw_name(
	struct canvas *canvas, int row, const struct axis *axis, const struct snapshot_item *item)
{
	int column = moment_column(axis, item->evidence_ms), n = canvas_width(canvas, item->name);
	if (column < 0 || n > MOST_NAME || column + 1 + n > axis->column + axis->columns)
		return;
	for (int i = 1; i <= n; i++)
		if (has_style(canvas, row, column + i, STYLE_AGENT))
			return;
	canvas_text(canvas, row, column + 1, n, STYLE_AGENT, item->name);
}

void timeline_draw_marks(struct canvas *canvas, int row, const struct axis *axis,
	const struct review_snapshot *snapshot)
{
	if (row < 0 || row >= canvas->rows)
		return;
	for (size_t i = 0; i < snapshot->n_notes; i++)
		draw_sign(canvas, row, axis, snapshot->notes[i].at_ms, STYLE_HINT, "\"");
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++) {
		const struct snapshot_item *item = &snapshot->items[i];
		draw_sign(canvas, row, axis, item->evidence_ms, STYLE_AGENT, "^");
		for (size_t k = 0; k < item->n_times; k++)
			draw_sign(canvas, row, axis, item->times[k].start_ms, STYLE_AGENT, "^");
	}
	/* Of two at the same place the current item is named. */
	if (snapshot->cursor < snapshot->n_snapshot_items)
		draw_name(canvas, row, axis, &snapshot->items[snapshot->cursor]);
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++)
		if (i != snapshot->cursor)
			draw_name(canvas, row, axis, &snapshot->items[i]);
}
