/* The review screen: timeline, transport, and what is marked, on a window of any size. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "ui/pane_parts.h"
#include "ui/timeline.h"

#define WIDE_COLUMNS 110 /* from here on two panes side by side */
#define MOST_LEFT 100    /* wider, a title stands too far from its mark */
#define WHOLE_LEFT 80    /* so wide, titles and notes are whole as in a narrow window */
#define LEAST_RIGHT 36   /* a gap with its length, class and kind */
#define NOTE_MS 4000     /* a note stays in sight for so long */
#define TALL_ROWS 36     /* from here on the guideline below the scorecard */

static void add_word(struct str *line, const char *word)
{
	if (word[0])
		str_addf(line, "%s%s", line->n_bytes ? "   " : "", word);
}

/* The right side of the title line: how it stands, and last what it comes to, of which the cause is
 * what may be cut. */
static void add_standing_words(
	struct str *right, const char *queue, const struct review_snapshot *snapshot)
{
	char answered[64];
	/* Items that are marked, of all. */
	snprintf(answered, sizeof answered, _("%d of %d"), snapshot->n_answered, snapshot->n_items);
	add_word(right, queue);
	add_word(right, snapshot->state_word);
	add_word(right, answered);
	add_word(right, snapshot->score);
	if (snapshot->outcome == SNAPSHOT_FAILS || snapshot->outcome == SNAPSHOT_ZEROED)
		add_word(right, snapshot->outcome_word);
	else if (snapshot->n_answered >= snapshot->n_items)
		add_word(right, snapshot->band);
}

static void draw_title(struct canvas *canvas, const struct review_snapshot *snapshot)
{
	struct str left = {0}, right = {0};
	str_add(&left, snapshot->name);
	if (snapshot->agent[0])
		str_addf(&left, "  %s", snapshot->agent);
	add_standing_words(&right, snapshot->queue, snapshot);
	if (canvas_width(canvas, str_get(&right)) > canvas->columns * 3 / 5) {
		str_clear(&right);
		add_standing_words(&right, "", snapshot);
	}
	pane_draw_title(canvas, str_get(&left), str_get(&right));
	str_release(&left);
	str_release(&right);
}

static void draw_divider(struct canvas *canvas, struct rect rect)
{
	const char *line = canvas_has_lines(canvas) ? "│" : "|";
	for (int i = 0; i < rect.rows; i++)
		canvas_text(canvas, rect.row + i, rect.column, 1, STYLE_DIM, line);
}

/* Rows of the guideline below the scorecard. */
static int guideline_rows(const struct canvas *canvas, int n_rows)
{
	if (canvas->rows < TALL_ROWS)
		return 0;
	return n_rows / 4 > 12 ? 12 : n_rows / 4;
}

/* Columns of the scorecard, of all that there are. */
static int left_columns(int n_columns)
{
	if (n_columns < WIDE_COLUMNS)
		return n_columns;
	int n_left = n_columns * 3 / 5;
	if (n_left < WHOLE_LEFT)
		n_left = n_columns - LEAST_RIGHT < WHOLE_LEFT ? n_columns - LEAST_RIGHT : WHOLE_LEFT;
	return n_left < MOST_LEFT ? n_left : MOST_LEFT;
}

/* The scorecard, on a tall window with the guideline of its current item below. */
static void draw_left(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	int n_rows = guideline_rows(canvas, rect.rows);
	struct rect below = {rect.row + rect.rows - n_rows, rect.column, n_rows, rect.columns};
	rect.rows -= n_rows;
	pane_draw_scorecard(canvas, rect, view, snapshot);
	if (n_rows > 1)
		pane_draw_guideline(canvas, below, snapshot);
}

static void draw_marking(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	if (rect.columns < WIDE_COLUMNS) {
		draw_left(canvas, rect, view, snapshot);
		return;
	}
	int n_left = left_columns(rect.columns);
	struct rect left = {rect.row, rect.column, rect.rows, n_left};
	struct rect right = {
		rect.row, rect.column + n_left + 1, rect.rows, rect.columns - n_left - 1};
	draw_left(canvas, left, view, snapshot);
	draw_divider(canvas, (struct rect){rect.row + 1, n_left, rect.rows - 1, 1});
	pane_draw_gaps(canvas, right, snapshot);
}

static void draw_lower(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	if (view->pick) {
		pane_draw_pick(canvas, rect, &view->first_text, view->pick);
		return;
	}
	switch (snapshot->lower) {
	case LOWER_SCORECARD:
		draw_marking(canvas, rect, view, snapshot);
		break;
	case LOWER_REASONS:
	case LOWER_FLAGS:
	case LOWER_FAULTS:
		pane_draw_choices(canvas, rect, &view->first_text, snapshot);
		break;
	case LOWER_CONTACT:
		pane_draw_contact(canvas, rect, view, snapshot);
		break;
	case LOWER_INCIDENTS:
		pane_draw_incidents(canvas, rect, view, snapshot);
		break;
	case LOWER_NOTES:
		pane_draw_notes(canvas, rect, view, snapshot);
		break;
	case LOWER_GUIDELINE:
		pane_draw_item(canvas, rect, &view->first_text, snapshot);
		break;
	case LOWER_SUBMIT:
		pane_draw_submit(canvas, rect, snapshot);
		break;
	case LOWER_GAPS:
		pane_draw_gap_list(canvas, rect, &view->first_gap, snapshot);
		break;
	}
}

/* The place of enum action_where whose keys an open pane has; 0: the scorecard has none of its own. */
unsigned pane_get_place(enum snapshot_pane lower)
{
	switch (lower) {
	case LOWER_SCORECARD:
		break;
	case LOWER_REASONS:
	case LOWER_FLAGS:
	case LOWER_FAULTS:
		return IN_PICK;
	case LOWER_CONTACT:
		return IN_CONTACT;
	case LOWER_INCIDENTS:
		return IN_INCIDENTS;
	case LOWER_NOTES:
		return IN_NOTES;
	case LOWER_GUIDELINE:
		return IN_GUIDELINE;
	case LOWER_SUBMIT:
		return IN_SUBMIT;
	case LOWER_GAPS:
		return IN_GAPS;
	}
	return 0;
}

/* The note that was just passed, or that playback stands on. */
static void add_note(struct str *line, const struct review_snapshot *snapshot)
{
	char at[TIMEFMT_SIZE];
	if (snapshot->note_cursor >= snapshot->n_notes)
		return;
	const struct snapshot_note *note = &snapshot->notes[snapshot->note_cursor];
	if (snapshot->playhead_ms - note->at_ms <= NOTE_MS)
		str_addf(line, _("Note at %s: %s"), timefmt_clock(note->at_ms, at), note->text);
}

/* What stands in the message line of a pane while there is no message. */
static void add_standing(struct str *line, const struct review_snapshot *snapshot)
{
	const struct snapshot_item *item = snapshot->cursor < snapshot->n_snapshot_items ?
		&snapshot->items[snapshot->cursor] : NULL;
	struct str title = {0};
	if (snapshot->lower == LOWER_SUBMIT)
		str_add(line, _("For 10 minutes :reopen takes a submitted review back."));
	else if (snapshot->lower == LOWER_GAPS && item && snapshot->n_gap_rows)
		str_addf(line, _("m makes the gap evidence of %s"),
			pane_item_title(&title, snapshot, item));
	else if (snapshot->lower == LOWER_SCORECARD)
		add_note(line, snapshot);
	str_release(&title);
}

static void draw_bottom(struct canvas *canvas, const struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct str standing = {0};
	if (!snapshot->message[0])
		add_standing(&standing, snapshot);
	pane_draw_message(canvas, snapshot->message[0] ? snapshot->message : str_get(&standing),
		snapshot->tone, &view->line);
	str_release(&standing);
	if (view->line.prompt)
		pane_draw_line_hints(canvas, &view->line);
	else if (view->pick)
		pane_draw_hints(canvas, IN_PICK);
	else
		pane_draw_review_hints(canvas, snapshot);
}

/* Below the transport line. */
static struct rect lower_rect(const struct canvas *canvas)
{
	int row = 2 + timeline_rows(canvas->rows);
	return (struct rect){row, 0, canvas->rows - 2 - row, canvas->columns};
}

struct screen_hit screen_find_review(const struct canvas *canvas, const struct review_view *view,
	const struct review_snapshot *snapshot, int row, int column)
{
	struct screen_hit hit = {HIT_NOTHING, 0, 0};
	struct rect lower = lower_rect(canvas);
	int end = lower.row + lower.rows - guideline_rows(canvas, lower.rows);
	if (canvas->rows < LEAST_ROWS || canvas->columns < LEAST_COLUMNS)
		return hit;
	if (row >= 1 && row < lower.row - 1) {
		if (timeline_find_time(view, snapshot, canvas->columns, row - 1, column, &hit.ms))
			hit.kind = HIT_TIME;
	} else if (row > lower.row && row < end && column < left_columns(canvas->columns) &&
		   snapshot->lower == LOWER_SCORECARD && !view->pick) {
		if (pane_find_item(view, snapshot, row - lower.row - 1, &hit.item))
			hit.kind = HIT_ITEM;
	}
	return hit;
}

void screen_draw_review(
	struct canvas *canvas, struct review_view *view, const struct review_snapshot *snapshot)
{
	char at[TIMEFMT_SIZE];
	canvas_clear(canvas);
	timefmt_clock(snapshot->playhead_ms, at);
	if (!pane_check_size(canvas, snapshot->playing ? at : NULL))
		return;
	int transport = 1 + timeline_rows(canvas->rows);
	struct rect lower = lower_rect(canvas);
	draw_title(canvas, snapshot);
	timeline_draw(canvas, 1, view, snapshot);
	pane_draw_transport(canvas, transport, snapshot);
	draw_lower(canvas, lower, view, snapshot);
	draw_bottom(canvas, view, snapshot);
}
