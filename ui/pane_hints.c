/* The last line of a screen: keys and what they do, as many as fit; the most needed are never left out. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

#define HINT_SPACE 2 /* columns between two hints */
#define MOST_HINTS 32
#define WHAT_SIZE 64

/* In the review, the most needed first; what is not named here is needed least. Submitting is what is
 * next once nothing is empty, and no earlier; that u undoes is said with every mark. */
static const enum action by_need[] = {ACTION_PLAY_PAUSE, ACTION_COMMENT, ACTION_NEXT_GAP,
	ACTION_REASONS, ACTION_NA, ACTION_GUIDELINE, ACTION_UNDO, ACTION_SUBMIT,
	ACTION_NEXT_EMPTY};

struct hint {
	char key[KEY_NAME_SIZE];
	char what[WHAT_SIZE];
	int need; /* the lower, the more it is needed */
	bool is_kept;
};

/* Hints from left to right, before they are drawn. */
struct hint_line {
	struct canvas *canvas;
	int n_columns; /* that they may take */
	struct hint hints[MOST_HINTS];
	int n_hints;
};

static void add_hint(struct hint_line *line, int need, const char *key, const char *what)
{
	if (line->n_hints == MOST_HINTS || !*key) /* one that was left without a key */
		return;
	struct hint *hint = &line->hints[line->n_hints++];
	*hint = (struct hint){.need = need};
	str_copy(hint->what, sizeof hint->what, what);
	str_copy(hint->key, sizeof hint->key, key);
}

static int hint_width(const struct canvas *canvas, const struct hint *hint)
{
	return canvas_width(canvas, hint->key) + 1 + canvas_width(canvas, hint->what);
}

/* One after the other by need; one that does not fit any more makes room for lesser ones. */
static void choose_hints(struct hint_line *line)
{
	int left = line->n_columns + HINT_SPACE;
	for (int done = 0; done < line->n_hints; done++) {
		struct hint *next = NULL;
		for (int i = 0; i < line->n_hints; i++)
			if (line->hints[i].need >= 0 && (!next || line->hints[i].need < next->need))
				next = &line->hints[i];
		int n = hint_width(line->canvas, next) + HINT_SPACE;
		next->need = -1;
		next->is_kept = n <= left;
		left -= next->is_kept ? n : 0;
	}
}

static void draw_hint(struct canvas *canvas, int column, const struct hint *hint)
{
	int row = canvas->rows - 1, n_key = canvas_width(canvas, hint->key);
	canvas_text(canvas, row, column, n_key, STYLE_KEY, hint->key);
	canvas_text(canvas, row, column + n_key + 1, canvas->columns - 1 - column - n_key - 1,
		STYLE_DIM, hint->what);
}

static void draw_hints(struct hint_line *line)
{
	int column = 1;
	choose_hints(line);
	for (int i = 0; i < line->n_hints; i++) {
		if (!line->hints[i].is_kept)
			continue;
		draw_hint(line->canvas, column, &line->hints[i]);
		column += hint_width(line->canvas, &line->hints[i]) + HINT_SPACE;
	}
}

/* ---- which hints ---- */

/* Nothing is asked for any more: what is next is to submit. */
static bool is_complete(const struct review_snapshot *snapshot)
{
	return snapshot && snapshot->n_answered >= snapshot->n_items;
}

static int need_of(enum action action, unsigned where, const struct review_snapshot *snapshot)
{
	int n = sizeof by_need / sizeof *by_need;
	if (action == ACTION_SUBMIT && is_complete(snapshot))
		return 0;
	if (action == ACTION_BACK && (where & IN_GUIDELINE))
		return 1;
	if (!(where & IN_REVIEW)) /* as the table has them; how one gets out comes first */
		return action == ACTION_BACK ? 1 : 2 + (int)action;
	for (int i = 0; i < n; i++)
		if (by_need[i] == action)
			return 1 + i;
	return 1 + n + (int)action;
}

static void add_levels(struct hint_line *line, const struct snapshot_item *item)
{
	char key[KEY_NAME_SIZE], name[WHAT_SIZE];
	for (size_t i = 0; i < item->n_levels && i < 9; i++) {
		/* "3 =10": two numbers beside each other would say nothing. */
		const char *level = item->levels[i].name;
		snprintf(name, sizeof name, "%s%s", pane_is_number(level) ? "=" : "", level);
		utf8_cut(name);
		add_hint(line, 0, pane_key_name((enum action)(ACTION_LEVEL_1 + i), key), name);
	}
	if (item->is_occurrence)
		add_hint(line, 0, pane_key_name(ACTION_DEDUCT, key), _("deduct"));
	if (item->na_allowed)
		add_hint(line, need_of(ACTION_NA, IN_REVIEW, NULL), pane_key_name(ACTION_NA, key),
			_("n/a"));
	if (item->n_reasons && item->level != ANSWER_NONE)
		add_hint(line, need_of(ACTION_REASONS, IN_REVIEW, NULL),
			pane_key_name(ACTION_REASONS, key), _("reasons"));
}

/* Of a review that is submitted nothing can be changed. */
static bool is_change(enum action action)
{
	return action == ACTION_COMMENT || action == ACTION_NOTE || action == ACTION_UNDO ||
	       action == ACTION_SUBMIT || action == ACTION_NEXT_EMPTY;
}

static bool is_missing(const struct review_snapshot *snapshot, enum snapshot_missing_kind kind)
{
	for (size_t i = 0; i < snapshot->n_missing; i++)
		if (snapshot->missing[i].kind == kind)
			return true;
	return false;
}

/* What would do nothing as things stand is not named. */
static bool is_idle(enum action action, unsigned where, const struct review_snapshot *snapshot)
{
	bool submits = where & IN_SUBMIT;
	if (action == ACTION_UNPICK)
		return !snapshot || snapshot->lower != LOWER_FAULTS;
	if (action == ACTION_FLAG_COMMENT)
		return !snapshot || snapshot->lower != LOWER_FLAGS || !snapshot->n_raised;
	if (!snapshot)
		return false;
	if (snapshot->final && is_change(action))
		return true;
	if (action == ACTION_SUBMIT_YES)
		return !snapshot->may_submit;
	if (action == ACTION_NEXT_EMPTY)
		return submits ? !is_missing(snapshot, MISSING_ANSWER) : is_complete(snapshot);
	if (action == ACTION_COMMENT && submits)
		return !is_missing(snapshot, MISSING_COMMENT) &&
		       !is_missing(snapshot, MISSING_FLAG_COMMENT);
	return false;
}

/* The list and the first screen are left for the shell, all else for what was there before. */
static const char *hint_of(const struct action_row *row, unsigned where)
{
	bool goes_back = row->action == ACTION_BACK && !(where & (IN_CALLS | IN_FIRST));
	return goes_back ? _("back") : _(row->hint);
}

static void add_actions(
	struct hint_line *line, unsigned where, const struct review_snapshot *snapshot)
{
	char key[KEY_NAME_SIZE];
	const struct action_row *rows = action_get_rows();
	for (int i = 0; i < N_ACTIONS; i++) {
		const struct action_row *row = &rows[i];
		bool is_elsewhere = i == ACTION_HELP || i == ACTION_NA;
		if (!(row->where & where) || !row->hint || is_elsewhere ||
			is_idle(row->action, where, snapshot))
			continue;
		add_hint(line, need_of(row->action, where, snapshot),
			row->keys_shown && row->letters ? row->keys_shown :
							  pane_key_name(row->action, key),
			hint_of(row, where));
	}
}

/* "? help" at the right; returns the columns that are left for the others. */
static int draw_help(struct canvas *canvas)
{
	struct hint help = {.need = 0};
	pane_key_name(ACTION_HELP, help.key);
	str_copy(help.what, sizeof help.what, _(action_get_row(ACTION_HELP)->hint));
	int n = hint_width(canvas, &help), column = canvas->columns - 1 - n;
	if (column >= 1)
		draw_hint(canvas, column, &help);
	return column - HINT_SPACE - 1;
}

/* snapshot is NULL outside a review, item where there is none to be marked. */
static void draw_place(struct canvas *canvas, unsigned where, const struct review_snapshot *snapshot,
	const struct snapshot_item *item)
{
	struct hint_line line = {.canvas = canvas, .n_columns = canvas->columns - 2};
	if (action_get_row(ACTION_HELP)->where & where)
		line.n_columns = draw_help(canvas);
	if (item)
		add_levels(&line, item);
	add_actions(&line, where, snapshot);
	draw_hints(&line);
}

void pane_draw_hints(struct canvas *canvas, unsigned where)
{
	draw_place(canvas, where, NULL, NULL);
}

void pane_draw_review_hints(struct canvas *canvas, const struct review_snapshot *snapshot)
{
	unsigned pane = pane_get_place(snapshot->lower);
	bool marks = pane == 0 || pane == IN_GUIDELINE; /* the others have keys of their own */
	bool has_item = marks && snapshot->cursor < snapshot->n_snapshot_items && !snapshot->final;
	draw_place(canvas, marks ? IN_REVIEW | pane : pane, snapshot,
		has_item ? &snapshot->items[snapshot->cursor] : NULL);
}

void pane_draw_line_hints(struct canvas *canvas, const struct edit_line *line)
{
	struct hint_line hints = {.canvas = canvas, .n_columns = canvas->columns - 2};
	if (line->choices && line->choices[0]) {
		canvas_text_cut(canvas, canvas->rows - 1, 1, canvas->columns - 2, STYLE_DIM,
			line->choices);
		return;
	}
	add_hint(&hints, 0, "Enter", line->enter);
	add_hint(&hints, 0, "Esc", _("give up"));
	if (line->completes)
		add_hint(&hints, 1, "Tab", _("complete"));
	if (line->has_earlier)
		add_hint(&hints, 2, "Up", _("others"));
	add_hint(&hints, 3, "^U", _("empty the line"));
	draw_hints(&hints);
}
