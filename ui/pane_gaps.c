/* The gaps of a call as a list; the one at the playhead stands out. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <inttypes.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "ui/timeline.h"

#define LEAD_MS 3000 /* g starts to play this much before a gap */

/* Columns of a row, from the pane's left edge; times are right-aligned. */
enum { AT_TIME = 1, N_TIME = 7, AT_LENGTH = 9, N_LENGTH = 7, AT_CLASS = 18, AT_KIND = 27 };

static bool is_listed(const struct review_snapshot *snapshot, size_t i)
{
	return event_gap_class(&snapshot->events[i], &snapshot->limits) != GAP_NONE;
}

/* What is in the list: how many gaps, and which row is the last that has begun, -1 for none. */
static int count_gaps(const struct review_snapshot *snapshot, int *current)
{
	int n_gaps = 0;
	*current = -1;
	for (size_t i = 0; i < snapshot->n_events; i++) {
		if (!is_listed(snapshot, i))
			continue;
		if (snapshot->events[i].start_ms <= snapshot->playhead_ms + LEAD_MS)
			*current = n_gaps;
		n_gaps++;
	}
	return n_gaps;
}

static const char *kind_word(const struct event *event)
{
	return event->kind == EVENT_HOLD ? _("hold") : _("silence");
}

const char *pane_party_name(enum party party)
{
	switch (party) {
	case PARTY_NONE:
		return "";
	case PARTY_AGENT:
		return _("agent");
	case PARTY_CUSTOMER:
		return _("customer");
	case PARTY_BOTH:
		return _("both parties");
	}
	return "";
}

/* Who spoke before and after, where both are known. */
static void draw_parties(
	struct canvas *canvas, int row, int column, int room, const struct event *event)
{
	const char *before = pane_party_name(event->before), *after = pane_party_name(event->after);
	if (!before[0] || !after[0])
		return;
	struct str text = {0};
	str_addf(&text, "%s - %s", before, after);
	if (canvas_width(canvas, str_get(&text)) <= room)
		canvas_text(canvas, row, column, room, STYLE_DIM, str_get(&text));
	str_release(&text);
}

static void draw_gap(struct canvas *canvas, struct rect rect, int row,
	const struct review_snapshot *snapshot, const struct event *event)
{
	char time[TIMEFMT_SIZE], length[TIMEFMT_SIZE], limit[LIMIT_SIZE];
	enum gap_class class = event_gap_class(event, &snapshot->limits);
	int left = rect.column, room = rect.columns - 1;
	canvas_text_right(canvas, row, left + AT_TIME, N_TIME, STYLE_LINK,
		timefmt_clock(event->start_ms, time));
	canvas_text_right(canvas, row, left + AT_LENGTH, N_LENGTH, STYLE_PLAIN,
		timefmt_clock(event->end_ms - event->start_ms, length));
	timeline_draw_class(canvas, row, left + AT_CLASS, class);
	pane_limit_name(snapshot->limits.over_ms[class - 1], limit);
	canvas_printf(canvas, row, left + AT_CLASS + 2, AT_KIND - AT_CLASS - 3,
		timeline_class_style(class), ">%s", limit);
	int used = canvas_text_cut(canvas, row, left + AT_KIND, room - AT_KIND,
		event->kind == EVENT_HOLD ? STYLE_HOLD : STYLE_PLAIN, kind_word(event));
	draw_parties(
		canvas, row, left + AT_KIND + 9, room - AT_KIND - (used < 8 ? 9 : used + 1), event);
	bool is_here = event->start_ms <= snapshot->playhead_ms + LEAD_MS &&
		       event->end_ms > snapshot->playhead_ms;
	if (is_here)
		canvas_restyle(
			canvas, (struct rect){row, left + 1, 1, rect.columns - 2}, STYLE_CURSOR);
}

static void draw_heading(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	int counted[N_GAP_CLASSES];
	struct str right = {0};
	char limit[LIMIT_SIZE];
	event_count_gaps(snapshot->events, snapshot->n_events, &snapshot->limits, counted);
	for (int class = GAP_OVER3; class < N_GAP_CLASSES; class ++)
		str_addf(&right, "%s>%s %d", class == GAP_OVER3 ? "" : "  ",
			pane_limit_name(snapshot->limits.over_ms[class - 1], limit),
			counted[class]);
	pane_draw_heading(canvas, rect.row, rect.column, rect.columns, _("Gaps"), str_get(&right));
	str_release(&right);
}

void pane_draw_gaps(struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	int current, n_gaps = count_gaps(snapshot, &current), n_rows = rect.rows - 1;
	/* The list moves only when the current gap would leave its middle. */
	int first = current - n_rows / 2;
	if (first > n_gaps - n_rows)
		first = n_gaps - n_rows;
	if (first < 0)
		first = 0;
	draw_heading(canvas, rect, snapshot);
	int line = -first;
	for (size_t i = 0; i < snapshot->n_events && line < n_rows; i++) {
		if (!is_listed(snapshot, i))
			continue;
		if (line >= 0)
			draw_gap(canvas, rect, rect.row + 1 + line, snapshot, &snapshot->events[i]);
		line++;
	}
	if (n_gaps == 0 && n_rows > 0)
		canvas_text_cut(canvas, rect.row + 1, rect.column + 1, rect.columns - 2, STYLE_DIM,
			snapshot->analysing ? _("still listening") : _("no gaps"));
}
