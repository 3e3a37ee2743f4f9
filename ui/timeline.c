/* The timeline of the review screen, put together: the whole call, and the page around the
 * playhead. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#include <string.h>

#include "base/i18n.h"

#define MARGIN 2     /* columns left and right of a wave */
#define TALL_ROWS 36 /* from here on the detail wave has room for two rows a party */

enum { OVERVIEW_ROWS = 4 }; /* scale, wave, gaps, rule with the page */

static int detail_rows(int canvas_rows)
{
	return canvas_rows >= TALL_ROWS ? 2 : 1;
}

int timeline_rows(int canvas_rows)
{
	int n_rows = detail_rows(canvas_rows);
	/* Scale, wave, gaps; evidence has a lane of its own where there is room. */
	return OVERVIEW_ROWS + 1 + 2 * n_rows + n_rows;
}

/* Every change of attributes costs bytes, and the playhead moves for as long as a call is played:
 * so it is a bar over the wave, where the eye follows it, and elsewhere a line where nothing
 * stands. */
static void playhead_cell(struct canvas *canvas, int row, int column, bool is_bar)
{
	struct cell *cell = &canvas->cells[row * canvas->columns + column];
	if (strcmp(cell->text, " ") == 0) {
		canvas_text(canvas, row, column, 1, is_bar ? STYLE_PLAYHEAD : STYLE_PLAIN, "|");
		return;
	}
	/* Both halves of a wide character. */
	int first = cell->width == 0 ? column - 1 : column;
	int columns = cell->width == 1 ? 1 : 2;
	canvas_restyle(canvas, (struct rect){row, first, 1, columns}, STYLE_PLAYHEAD);
}

static void draw_playhead(struct canvas *canvas, int row, int n_rows, const struct axis *axis,
	int64_t playhead_ms, bool is_bar)
{
	int column = axis_column(axis, playhead_ms);
	if (column < axis->column)
		column = axis->column;
	if (column >= axis->column + axis->columns)
		column = axis->column + axis->columns - 1;
	struct rect area = canvas_clip(canvas, (struct rect){row, column, n_rows, 1});
	for (int i = 0; area.columns == 1 && i < area.rows; i++)
		playhead_cell(canvas, area.row + i, column, is_bar);
}

static struct gap_lane make_lane(const struct review_snapshot *snapshot)
{
	return (struct gap_lane){snapshot->events, snapshot->n_events, snapshot->limits,
		snapshot->skips, snapshot->n_skips};
}

static void draw_overview(struct canvas *canvas, int row, const struct axis *page,
	const struct waves *waves, const struct review_snapshot *snapshot)
{
	struct axis whole = {0, snapshot->duration_ms > 0 ? snapshot->duration_ms : page->span_ms,
		page->column, page->columns};
	struct gap_lane lane = make_lane(snapshot);
	timeline_draw_scale(canvas, row, &whole);
	if (snapshot->channels > 0)
		timeline_draw_overview(canvas, row + 1, &whole, waves);
	timeline_draw_gaps(canvas, row + 2, &whole, &lane);
	timeline_draw_lengths(canvas, row + 2, &whole, &lane);
	draw_playhead(canvas, row + 1, 1, &whole, snapshot->playhead_ms, true);
	draw_playhead(canvas, row + 2, 1, &whole, snapshot->playhead_ms, false);
	timeline_draw_heard(canvas, row + 3, &whole, page, snapshot);
}

static void draw_wave(struct canvas *canvas, int row, int n_rows, const struct axis *page,
	const struct waves *waves, const struct review_snapshot *snapshot)
{
	if (snapshot->channels == 0)
		return;
	if (snapshot->channels > 1) {
		/* One letter, or one wide character, in front of the agent's and customer's wave.
		 */
		canvas_text(canvas, row + n_rows - 1, 0, MARGIN, STYLE_AGENT, _("A"));
		canvas_text(canvas, row + n_rows, 0, MARGIN, STYLE_CUSTOMER, _("C"));
	}
	timeline_draw_detail(canvas, row, n_rows, page, waves);
}

static void draw_detail(struct canvas *canvas, int row, const struct axis *page,
	const struct waves *waves, const struct review_snapshot *snapshot)
{
	int n_rows = detail_rows(canvas->rows), gap_row = row + 1 + 2 * n_rows;
	int mark_row = gap_row + n_rows - 1;
	struct gap_lane lane = make_lane(snapshot);
	timeline_draw_scale(canvas, row, page);
	draw_wave(canvas, row + 1, n_rows, page, waves, snapshot);
	timeline_draw_gaps(canvas, gap_row, page, &lane);
	timeline_draw_marks(canvas, mark_row, page, snapshot);
	timeline_draw_lengths(canvas, gap_row, page, &lane);
	draw_playhead(canvas, row, 1, page, snapshot->playhead_ms, false);
	draw_playhead(canvas, row + 1, 2 * n_rows, page, snapshot->playhead_ms, true);
	draw_playhead(canvas, gap_row, mark_row - gap_row + 1, page, snapshot->playhead_ms, false);
}

void timeline_draw(struct canvas *canvas, int row, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct axis page = timeline_turn_page(view, snapshot, MARGIN, canvas->columns - 2 * MARGIN);
	struct waves waves = timeline_measure(snapshot->envelope, snapshot->agent_channel);
	draw_overview(canvas, row, &page, &waves, snapshot);
	draw_detail(canvas, row + OVERVIEW_ROWS, &page, &waves, snapshot);
}

bool timeline_find_time(const struct review_view *view, const struct review_snapshot *snapshot,
	int canvas_columns, int row, int column, int64_t *ms)
{
	int columns = canvas_columns - 2 * MARGIN;
	struct axis axis = {0, snapshot->duration_ms, MARGIN, columns};
	if (row >= OVERVIEW_ROWS) {
		axis.start_ms = view->page_start_ms;
		axis.span_ms = (int64_t)view->page_zoom * columns;
	}
	if (column < MARGIN || column >= MARGIN + columns || axis.span_ms <= 0)
		return false;
	*ms = axis_half_ms(&axis, 2 * (column - MARGIN));
	return *ms <= snapshot->duration_ms;
}
