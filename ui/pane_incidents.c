/* The incidents of a review: a line each, and what is written of the one under the cursor. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "store/store.h"

enum { AT_NUMBER = 1, N_NUMBER = 3, AT_TIME = 5, N_TIME = 15, AT_TITLE = 22, DETAIL_ROWS = 6 };

const char *pane_incident_text_name(int which)
{
	switch ((enum incident_text)which) {
	case INCIDENT_SAID:
		return _("What was said");
	case INCIDENT_PROBLEM:
		return _("Problem");
	case INCIDENT_DIAGNOSIS:
		return _("Diagnosis");
	case INCIDENT_SEVERITY:
		return _("Severity");
	case INCIDENT_CONFIRMED:
		return _("Confirmed by");
	case INCIDENT_FOLLOW_UP:
		return _("Follow-up");
	case N_INCIDENT_TEXTS:
		break;
	}
	return "";
}

static void add_span(struct str *text, const struct snapshot_incident *incident)
{
	char at[TIMEFMT_SIZE];
	str_add(text, timefmt_clock(incident->start_ms, at));
	if (incident->end_ms >= 0)
		str_addf(text, "-%s", timefmt_clock(incident->end_ms, at));
}

static void draw_incident(struct canvas *canvas, int row, struct rect rect,
	const struct snapshot_incident *incident, bool is_current)
{
	struct str span = {0};
	char number[16];
	int left = rect.column, room = rect.columns - 2 - AT_TITLE;
	snprintf(number, sizeof number, "%d", incident->n);
	add_span(&span, incident);
	canvas_text_right(canvas, row, left + AT_NUMBER, N_NUMBER, STYLE_DIM, number);
	canvas_text_cut(canvas, row, left + AT_TIME, N_TIME, STYLE_LINK, str_get(&span));
	int used = canvas_text_cut(canvas, row, left + AT_TITLE, room,
		incident->saving ? STYLE_DIM : STYLE_HEADING, incident->title);
	canvas_text_cut(canvas, row, left + AT_TITLE + used + 2, room - used - 2, STYLE_DIM,
		incident->texts[INCIDENT_PROBLEM]);
	if (is_current)
		canvas_restyle(canvas, (struct rect){row, left + 1, 1, rect.columns - 2}, STYLE_CURSOR);
	str_release(&span);
}

/* What is written, a line each; as many as there is room for. */
static void draw_details(
	struct canvas *canvas, struct rect rect, const struct snapshot_incident *incident)
{
	for (int i = 0; i < N_INCIDENT_TEXTS && rect.rows > 0; i++) {
		if (!incident->texts[i][0])
			continue;
		int used = canvas_text_cut(canvas, rect.row, rect.column + AT_TIME, N_TIME,
			STYLE_DIM, pane_incident_text_name(i));
		int at = rect.column + (used < N_TIME ? AT_TITLE : AT_TIME + used + 1);
		int n_lines = canvas_paragraph(canvas,
			(struct rect){rect.row, at, rect.rows, rect.column + rect.columns - 1 - at},
			STYLE_PLAIN, incident->texts[i]);
		rect.row += n_lines;
		rect.rows -= n_lines;
	}
}

void pane_draw_incidents(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct str right = {0};
	size_t n = snapshot->n_incidents;
	str_addf(&right, ngettext("%zu recorded", "%zu recorded", n), n);
	pane_draw_heading(canvas, rect.row, rect.column, rect.columns, _("Incidents"), str_get(&right));
	str_release(&right);
	int n_rows = rect.rows - 1 > DETAIL_ROWS + 2 ? rect.rows - 1 - DETAIL_ROWS : rect.rows - 1;
	if (n_rows <= 0)
		return;
	if (n == 0) {
		canvas_text_cut(canvas, rect.row + 1, rect.column + 2, rect.columns - 3, STYLE_DIM,
			_("None is recorded; a records one at this moment."));
		return;
	}
	int first = pane_scroll_to(view->first_text, n_rows, (int)n, (int)view->incident);
	view->first_text = first;
	int i = 0;
	for (; i < n_rows && (size_t)(first + i) < n; i++)
		draw_incident(canvas, rect.row + 1 + i, rect, &snapshot->incidents[first + i],
			(size_t)(first + i) == view->incident);
	if (view->incident < n)
		draw_details(canvas,
			(struct rect){rect.row + 2 + i, rect.column, rect.rows - 2 - i, rect.columns},
			&snapshot->incidents[view->incident]);
}
