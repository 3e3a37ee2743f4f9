/* The page of the detail timeline: it stands still while the playhead moves, then turns. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#define PRESET_ZOOM_MS 1100
#define LEAST_ZOOM_MS 50
#define TURN_PERCENT 85
#define ENTER_PERCENT 15 /* where the playhead stands on a fresh page */

/* The last page ends with the recording; every page starts on a column of that zoom, so that a
 * place looks the same on all of them. */
static int64_t fit_start_ms(int64_t start_ms, int64_t span_ms, int64_t total_ms, int zoom_ms)
{
	int64_t last_ms = (total_ms - span_ms + zoom_ms - 1) / zoom_ms * zoom_ms;
	if (start_ms > last_ms)
		start_ms = last_ms;
	if (start_ms < 0)
		start_ms = 0;
	return start_ms / zoom_ms * zoom_ms;
}

/* Where the page would start with the playhead in the column it has. */
static int64_t rezoom_ms(const struct review_view *view, int64_t playhead_ms, int zoom_ms)
{
	int64_t offset_ms = playhead_ms - view->page_start_ms;
	return playhead_ms - offset_ms / view->page_zoom * zoom_ms;
}

static bool must_turn(int64_t offset_ms, int64_t span_ms, bool is_last)
{
	if (offset_ms < 0 || offset_ms >= span_ms)
		return true;
	return !is_last && offset_ms * 100 > span_ms * TURN_PERCENT;
}

/* A page is no longer than the call: the detail shows no less than the overview does. */
static int fit_zoom_ms(const struct review_snapshot *snapshot, int columns)
{
	int zoom_ms =
		snapshot->zoom_ms_per_column > 0 ? snapshot->zoom_ms_per_column : PRESET_ZOOM_MS;
	int64_t whole_ms = (snapshot->duration_ms + columns - 1) / columns;
	if (snapshot->duration_ms <= 0 || zoom_ms <= whole_ms)
		return zoom_ms;
	return whole_ms > LEAST_ZOOM_MS ? (int)whole_ms : LEAST_ZOOM_MS;
}

struct axis timeline_turn_page(
	struct review_view *view, const struct review_snapshot *snapshot, int column, int columns)
{
	int zoom_ms = fit_zoom_ms(snapshot, columns);
	int64_t span_ms = (int64_t)zoom_ms * columns, playhead_ms = snapshot->playhead_ms;
	int64_t total_ms =
		snapshot->duration_ms > playhead_ms ? snapshot->duration_ms : playhead_ms + 1;
	int64_t start_ms = playhead_ms - span_ms * ENTER_PERCENT / 100;
	if (view->page_zoom > 0) {
		int64_t kept_ms = view->page_zoom == zoom_ms
					  ? view->page_start_ms
					  : rezoom_ms(view, playhead_ms, zoom_ms);
		if (!must_turn(playhead_ms - kept_ms, span_ms, kept_ms + span_ms >= total_ms))
			start_ms = kept_ms;
	}
	view->page_start_ms = fit_start_ms(start_ms, span_ms, total_ms, zoom_ms);
	view->page_zoom = zoom_ms;
	return (struct axis){view->page_start_ms, span_ms, column, columns};
}
