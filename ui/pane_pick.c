/* A list that is chosen from by letters: reasons, red flags, faults, kinds of incidents. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

enum { AT_LETTER = 1, AT_MARK = 3, AT_CODE = 5, MOST_CODE = 8, MOST_TEXT = 100 };

/* ---- the rows ---- */

/* Codes are N1 or 2.2; those that are words are left out, for they say what the texts say. */
static int widest_code(const struct canvas *canvas, const struct pick_list *list)
{
	int widest = 0;
	for (size_t i = 0; i < list->n_choices; i++) {
		int n = canvas_width(canvas, list->choices[i].code);
		widest = n > widest ? n : widest;
	}
	return widest <= MOST_CODE ? widest : 0;
}

/* What is counted, and what each takes off: "2 x -0.5". */
static void add_count(struct str *text, const struct snapshot_choice *choice)
{
	if (choice->n)
		str_addf(text, "%d x ", choice->n);
	str_add(text, choice->off);
}

/* One choice from a line of the list on, which may be above or below what is in sight; returns the
 * lines it takes. */
static int draw_choice(struct canvas *canvas, struct rect rect, int line, int n_code,
	const struct snapshot_choice *choice, bool is_cut, size_t i)
{
	struct str count = {0};
	add_count(&count, choice);
	int n_count = canvas_width(canvas, str_get(&count));
	int at_text = AT_CODE + (n_code ? n_code + 1 : 0);
	int room = rect.columns - 2 - at_text - (n_count ? n_count + 2 : 0);
	enum style style = choice->chosen ? STYLE_HEADING : STYLE_PLAIN;
	struct rect text = {rect.row + line, rect.column + at_text, rect.rows - line,
		room < MOST_TEXT ? room : MOST_TEXT};
	int n_lines = 1;
	if (is_cut && line >= 0 && line < rect.rows)
		canvas_text_cut(canvas, text.row, text.column, text.columns, style, choice->text);
	else if (!is_cut)
		n_lines = canvas_paragraph_from(canvas, rect, text, style, choice->text);
	if (line >= 0 && line < rect.rows) {
		int row = rect.row + line;
		if (i < ACTION_N_LETTERS)
			canvas_printf(canvas, row, rect.column + AT_LETTER, 1, STYLE_KEY, "%c",
				ACTION_LETTERS[i]);
		canvas_text(canvas, row, rect.column + AT_MARK, 1, STYLE_HEADING,
			choice->chosen ? "*" : " ");
		canvas_text_cut(canvas, row, rect.column + AT_CODE, n_code, STYLE_DIM, choice->code);
		canvas_text_right(
			canvas, row, text.column + text.columns, n_count + 2, style, str_get(&count));
	}
	str_release(&count);
	return n_lines > 1 ? n_lines : 1;
}

static int draw_choices(
	struct canvas *canvas, struct rect rect, int first, const struct pick_list *list)
{
	int line = -first, n_code = widest_code(canvas, list);
	for (size_t i = 0; i < list->n_choices; i++)
		line += draw_choice(canvas, rect, line, n_code, &list->choices[i], list->is_cut, i);
	return line + first;
}

void pane_draw_pick(struct canvas *canvas, struct rect rect, int *first, const struct pick_list *list)
{
	struct rect rows = {rect.row + 1, rect.column, rect.rows - 1, rect.columns};
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, list->title, list->right);
	if (rows.rows <= 0)
		return;
	if (list->n_choices == 0) {
		canvas_paragraph(canvas, (struct rect){rows.row, rows.column + 2, rows.rows, rows.columns - 4},
			STYLE_DIM, list->empty);
		return;
	}
	int n_lines = draw_choices(canvas, rows, *first, list);
	int most = n_lines > rows.rows ? n_lines - rows.rows : 0;
	if (*first > most || *first < 0) {
		*first = *first < 0 ? 0 : most;
		canvas_fill(canvas, rows, ' ', STYLE_PLAIN);
		draw_choices(canvas, rows, *first, list);
	}
	if (most > *first)
		canvas_text(canvas, rows.row + rows.rows - 1, rows.column + rows.columns - 1, 1,
			STYLE_DIM, "+");
}

/* ---- what is listed ---- */

static const struct snapshot_item *current_item(const struct review_snapshot *snapshot)
{
	return snapshot->cursor < snapshot->n_snapshot_items ? &snapshot->items[snapshot->cursor] :
							       NULL;
}

static void add_reasons_title(struct str *title, const struct review_snapshot *snapshot,
	const struct snapshot_item *item)
{
	struct str name = {0};
	const char *mark = item->level >= 1 && (size_t)item->level <= item->n_levels ?
		item->levels[item->level - 1].name : "";
	str_addf(title, _("Reasons: %s"), pane_item_title(&name, snapshot, item));
	str_release(&name);
	if (*mark)
		str_addf(title, "  %s", mark);
}

static const char *effect_word(enum snapshot_effect effect)
{
	switch (effect) {
	case SNAPSHOT_REPORT:
		return _("is reported");
	case SNAPSHOT_SECTION:
		return _("the section gets 0");
	case SNAPSHOT_FAIL:
		return _("fails");
	case SNAPSHOT_ZERO:
		return _("score 0");
	}
	return "";
}

/* What all of them do, where they do the same. */
static const char *flags_effect(const struct review_snapshot *snapshot)
{
	for (size_t i = 1; i < snapshot->n_flags; i++)
		if (snapshot->flags[i].effect != snapshot->flags[0].effect)
			return "";
	return snapshot->n_flags ? effect_word(snapshot->flags[0].effect) : "";
}

void pane_draw_choices(struct canvas *canvas, struct rect rect, int *first,
	const struct review_snapshot *snapshot)
{
	const struct snapshot_item *item = current_item(snapshot);
	struct str title = {0}, right = {0};
	struct pick_list list = {
		.empty = "", .choices = snapshot->choices, .n_choices = snapshot->n_choices};
	if (snapshot->lower == LOWER_REASONS && item) {
		add_reasons_title(&title, snapshot, item);
		str_add(&right, item->reasons);
		list.empty = _("The card names no reasons for this mark.");
	} else if (snapshot->lower == LOWER_FLAGS) {
		str_add(&title, _("Red flags"));
		str_add(&right, flags_effect(snapshot));
		list.empty = _("This card has no red flags.");
	} else {
		str_add(&title, _("Faults"));
		str_add(&right, _("a letter counts one more"));
		list.empty = _("Nothing is counted on this card.");
	}
	list.title = str_get(&title);
	list.right = str_get(&right);
	pane_draw_pick(canvas, rect, first, &list);
	str_release(&title);
	str_release(&right);
}
