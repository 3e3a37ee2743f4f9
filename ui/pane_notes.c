/* The notes of a review: a line each, by time. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"

enum { AT_TIME = 2, N_TIME = 8, AT_TEXT = 11 };

static void draw_note(struct canvas *canvas, int row, struct rect rect,
	const struct snapshot_note *note, bool is_current)
{
	char at[TIMEFMT_SIZE];
	int left = rect.column;
	canvas_text_right(canvas, row, left + AT_TIME, N_TIME, STYLE_LINK,
		timefmt_clock(note->at_ms, at));
	canvas_text_cut(canvas, row, left + AT_TEXT, rect.columns - 2 - AT_TEXT,
		note->saving ? STYLE_DIM : STYLE_PLAIN, note->text);
	if (is_current)
		canvas_restyle(canvas, (struct rect){row, left + 1, 1, rect.columns - 2}, STYLE_CURSOR);
}

void pane_draw_notes(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct str right = {0};
	size_t n = snapshot->n_notes;
	str_addf(&right, ngettext("%zu note", "%zu notes", n), n);
	pane_draw_heading(canvas, rect.row, rect.column, rect.columns, _("Notes"), str_get(&right));
	str_release(&right);
	int n_rows = rect.rows - 1;
	if (n_rows <= 0)
		return;
	if (n == 0) {
		canvas_text_cut(canvas, rect.row + 1, rect.column + 2, rect.columns - 3, STYLE_DIM,
			_("There is none; a leaves one at this moment."));
		return;
	}
	if (view->note >= n) /* the last one was deleted */
		view->note = n - 1;
	int first = pane_scroll_to(view->first_text, n_rows, (int)n, (int)view->note);
	view->first_text = first;
	for (int i = 0; i < n_rows && (size_t)(first + i) < n; i++)
		draw_note(canvas, rect.row + 1 + i, rect, &snapshot->notes[first + i],
			(size_t)(first + i) == view->note);
}
