/* The call list: one line a call, and the timeline of the one under the cursor. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "scorecard/score.h"
#include "ui/pane_parts.h"
#include "ui/timeline.h"

#define MARGIN 2
#define PREVIEW_LEAST_ROWS 20 /* of the window, for the timeline at the bottom */

enum {
	PREVIEW_ROWS = 4, /* heading, scale, wave, gaps */
	N_STATE = 7,
	N_LENGTH = 8,
	N_COUNT = 4,
	N_SCORE = 8,
	LEAST_NAME = 16,
	MOST_NAME = 64, /* further apart the eye loses the line */
};

/* What other systems know of a call stands behind its name, each where there is room for it besides those
 * before. */
static const struct fact_column {
	enum contact_fact fact;
	int columns;
} fact_columns[] = {{CONTACT_AGENT, 14}, {CONTACT_QUEUE, 10}, {CONTACT_DATE, 18}};
#define N_FACT_COLUMNS ((int)(sizeof fact_columns / sizeof *fact_columns))

/* Where the columns of a line begin. */
struct columns {
	int state;
	int name;
	int n_name;
	int facts[N_FACT_COLUMNS]; /* 0: not shown */
	int length;
	int count; /* the first of three */
	int score;
	int end;
};

/* known: bits of the facts that are known of a call in sight. */
static struct columns lay_out(const struct canvas *canvas, unsigned known)
{
	struct columns at = {.state = MARGIN, .name = MARGIN + N_STATE};
	int n_facts = 0, n_columns = 0;
	int room = canvas->columns - MARGIN - at.name - N_LENGTH - 3 * N_COUNT - N_SCORE;
	bool shown[N_FACT_COLUMNS] = {false};
	for (int i = 0; i < N_FACT_COLUMNS; i++) {
		n_facts = n_columns + fact_columns[i].columns;
		shown[i] = (known >> fact_columns[i].fact & 1) && room >= LEAST_NAME + n_facts;
		n_columns = shown[i] ? n_facts : n_columns;
	}
	room -= n_columns;
	at.n_name = room < MOST_NAME ? room : MOST_NAME;
	at.length = at.name + at.n_name;
	for (int i = 0; i < N_FACT_COLUMNS; i++) {
		at.facts[i] = shown[i] ? at.length : 0;
		at.length += shown[i] ? fact_columns[i].columns : 0;
	}
	at.count = at.length + N_LENGTH;
	at.score = at.count + 3 * N_COUNT;
	at.end = canvas->columns - 1;
	return at;
}

static void draw_head(
	struct canvas *canvas, int row, const struct columns *at, const struct gap_limits *limits)
{
	char limit[LIMIT_SIZE];
	canvas_text_cut(canvas, row, at->state, N_STATE - 1, STYLE_DIM, _("State"));
	canvas_text_cut(canvas, row, at->name, at->n_name - 2, STYLE_DIM, _("Call"));
	for (int i = 0; i < N_FACT_COLUMNS; i++)
		if (at->facts[i])
			canvas_text_cut(canvas, row, at->facts[i], fact_columns[i].columns - 2,
				STYLE_DIM, contact_title(fact_columns[i].fact));
	canvas_text_cut(canvas, row, at->length, N_LENGTH - 1, STYLE_DIM, _("Length"));
	for (int i = 0; i < 3; i++)
		canvas_text_cut(canvas, row, at->count + i * N_COUNT, N_COUNT - 1, STYLE_DIM,
			pane_limit_name(limits->over_ms[i], limit));
	canvas_text_cut(canvas, row, at->score, N_SCORE, STYLE_DIM, _("Score"));
}

/* ---- one call ---- */

static void draw_state(struct canvas *canvas, int row, int column, enum review_state state)
{
	switch (state) {
	case REVIEW_NONE:
		canvas_text_cut(canvas, row, column, N_STATE - 1, STYLE_HEADING, _("new"));
		break;
	case REVIEW_DRAFT:
		canvas_text_cut(canvas, row, column, N_STATE - 1, STYLE_PLAIN, _("draft"));
		break;
	case REVIEW_FINAL:
		canvas_text_cut(canvas, row, column, N_STATE - 1, STYLE_DIM, _("final"));
		break;
	}
}

static void draw_counts(struct canvas *canvas, int row, int column, const struct calls_row *call)
{
	for (int class = GAP_OVER3; call->scanned && class < N_GAP_CLASSES; class ++) {
		int at = column + (class - GAP_OVER3) * N_COUNT;
		if (call->n_gaps[class])
			canvas_printf(canvas, row, at, N_COUNT - 1,
				timeline_class_style((enum gap_class) class), "%d",
				call->n_gaps[class]);
		else
			canvas_text(canvas, row, at, 1, STYLE_DIM,
				canvas_has_lines(canvas) ? "·" : ".");
	}
}

static void draw_score(struct canvas *canvas, int row, int column, const struct calls_row *call)
{
	char score[24];
	/* What a few marks come to would read like the score of the call. */
	if (call->state == REVIEW_DRAFT && call->n_answered == 0)
		return;
	if (call->state == REVIEW_DRAFT) {
		canvas_printf(canvas, row, column, N_SCORE, STYLE_DIM,
			ngettext("%d mark", "%d marks", (unsigned long)call->n_answered),
			call->n_answered);
	} else if (call->score_centi >= 0) {
		score_format(call->score_centi, true, score);
		canvas_text_cut(canvas, row, column, N_SCORE, STYLE_PLAIN, score);
	}
}

/* A problem names the file with its folder, which would leave no room for what is wrong. */
static void add_problem(struct str *text, const struct calls_row *call)
{
	for (size_t i = 0; i < call->n_legs; i++) {
		const char *path = call->legs[i].path, *slash = strrchr(path, '/');
		const char *found = slash ? strstr(call->problem, path) : NULL;
		if (found) {
			str_addn(text, call->problem, (size_t)(found - call->problem));
			str_add(text, found + (slash + 1 - path));
			return;
		}
	}
	str_add(text, call->problem);
}

static void draw_problem(
	struct canvas *canvas, int row, const struct columns *at, const struct calls_row *call)
{
	struct str text = {0};
	add_problem(&text, call);
	canvas_text_cut(canvas, row, at->state, N_STATE - 1, STYLE_ERROR, _("error"));
	canvas_text_cut(canvas, row, at->name, at->end - at->name, STYLE_ERROR, str_get(&text));
	str_release(&text);
}

/* Of a date the minute is enough. */
static void draw_fact(struct canvas *canvas, int row, int column, const struct fact_column *fact,
	const struct contact *contact)
{
	char value[CONTACT_MAX_BYTES + 1];
	str_copy(value, fact->fact == CONTACT_DATE ? sizeof "2026-11-03 10:22" : sizeof value,
		contact_show(contact, fact->fact));
	canvas_text_cut(canvas, row, column, fact->columns - 2, STYLE_PLAIN, value);
}

static void draw_call(
	struct canvas *canvas, int row, const struct columns *at, const struct calls_row *call)
{
	char length[TIMEFMT_SIZE];
	if (call->problem) {
		draw_problem(canvas, row, at, call);
		return;
	}
	draw_state(canvas, row, at->state, call->state);
	canvas_text_cut(canvas, row, at->name, at->n_name - 2, STYLE_PLAIN, call->name);
	for (int i = 0; i < N_FACT_COLUMNS; i++)
		if (at->facts[i])
			draw_fact(canvas, row, at->facts[i], &fact_columns[i], call->contact);
	if (call->duration_ms >= 0)
		canvas_text_cut(canvas, row, at->length, N_LENGTH - 1, STYLE_PLAIN,
			timefmt_clock(call->duration_ms, length));
	draw_counts(canvas, row, at->count, call);
	draw_score(canvas, row, at->score, call);
}

/* ---- the list ---- */

static void scroll(struct calls_view *view, size_t n_rows)
{
	if (view->cursor < view->first)
		view->first = view->cursor;
	if (view->cursor >= view->first + n_rows)
		view->first = view->cursor - n_rows + 1;
	/* No blank lines below the list while there are some above. */
	if (view->first + n_rows > view->n_rows)
		view->first = view->n_rows > n_rows ? view->n_rows - n_rows : 0;
}

/* Bits of the facts that are known of a call in sight. */
static unsigned find_known(const struct calls_view *view, int n_rows)
{
	unsigned known = 0;
	for (int i = 0; i < n_rows && view->first + (size_t)i < view->n_rows; i++) {
		struct calls_row call;
		view->get_row(view->context, view->first + (size_t)i, &call);
		for (int fact = 0; fact < N_CONTACT_FACTS; fact++)
			if (*contact_get(call.contact, (enum contact_fact)fact))
				known |= 1u << fact;
	}
	return known;
}

static void draw_list(struct canvas *canvas, int row, int n_rows, const struct columns *at,
	struct calls_view *view)
{
	for (int i = 0; i < n_rows && view->first + (size_t)i < view->n_rows; i++) {
		struct calls_row call;
		size_t index = view->first + (size_t)i;
		view->get_row(view->context, index, &call);
		draw_call(canvas, row + i, at, &call);
		if (index == view->cursor)
			canvas_restyle(canvas, (struct rect){row + i, 1, 1, canvas->columns - 2},
				STYLE_CURSOR);
	}
}

static void draw_preview(struct canvas *canvas, int row, const struct calls_view *view)
{
	struct calls_row call;
	char length[TIMEFMT_SIZE];
	view->get_row(view->context, view->cursor, &call);
	int64_t duration_ms = call.duration_ms > 0 ? call.duration_ms : 1;
	struct axis axis = {0, duration_ms, MARGIN, canvas->columns - 2 * MARGIN};
	const struct gap_lane lane = {
		.events = view->events, .n_events = view->n_events, .limits = view->limits};
	pane_draw_heading(canvas, row, 0, canvas->columns, call.name,
		call.duration_ms > 0 ? timefmt_clock(call.duration_ms, length) : "");
	if (call.problem)
		canvas_paragraph(canvas,
			(struct rect){row + 1, MARGIN, PREVIEW_ROWS - 1, axis.columns}, STYLE_PLAIN,
			call.problem);
	if (call.problem || !view->envelope || call.duration_ms <= 0)
		return;
	struct waves waves = timeline_measure(
		view->envelope, call_agent_channel(call.n_legs, view->agent_channel));
	timeline_draw_scale(canvas, row + 1, &axis);
	timeline_draw_overview(canvas, row + 2, &axis, &waves);
	timeline_draw_gaps(canvas, row + 3, &axis, &lane);
	timeline_draw_lengths(canvas, row + 3, &axis, &lane);
}

static void draw_title(struct canvas *canvas, const struct calls_view *view)
{
	struct str right = {0};
	if (view->n_scanned < view->n_rows)
		str_addf(&right, _("scanned %zu of %zu"), view->n_scanned, view->n_rows);
	else
		str_addf(&right, ngettext("%zu call", "%zu calls", view->n_rows), view->n_rows);
	str_addf(&right, "   %s   %s", view->card_title, view->person);
	pane_draw_title(canvas, _("Calls"), str_get(&right));
	str_release(&right);
}

void screen_draw_calls(struct canvas *canvas, struct calls_view *view)
{
	canvas_clear(canvas);
	if (!pane_check_size(canvas, NULL))
		return;
	bool has_preview = canvas->rows >= PREVIEW_LEAST_ROWS && view->n_rows > 0;
	int bottom = canvas->rows - 2 - (has_preview ? PREVIEW_ROWS : 0);
	scroll(view, (size_t)(bottom - 2));
	struct columns at = lay_out(canvas, find_known(view, bottom - 2));
	draw_title(canvas, view);
	draw_head(canvas, 1, &at, &view->limits);
	draw_list(canvas, 2, bottom - 2, &at, view);
	if (has_preview)
		draw_preview(canvas, bottom, view);
	pane_draw_bottom(canvas, view->message, view->tone, &view->line, IN_CALLS);
}
