/* The item under the cursor in full: what it asks for, its levels, and what was found. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"

#define MOST_COLUMNS 100 /* longer lines are hard to read */

/* The text area of a pane: below its heading, with a margin. */
static struct rect text_area(struct rect rect)
{
	int columns = rect.columns - 4 < MOST_COLUMNS ? rect.columns - 4 : MOST_COLUMNS;
	return (struct rect){rect.row + 1, rect.column + 2, rect.rows - 1, columns};
}

static void skip_rows(struct rect *rect, int n_rows)
{
	rect->row += n_rows;
	rect->rows -= n_rows;
}

/* As much of a text as there is room for, the last line marked if there is more. */
static void draw_text(struct canvas *canvas, struct rect *rect, const char *text)
{
	if (rect->rows <= 0)
		return;
	int n_lines = canvas_paragraph(canvas, *rect, STYLE_PLAIN, text);
	if (n_lines > rect->rows)
		canvas_text(canvas, rect->row + rect->rows - 1, rect->column + rect->columns, 1,
			STYLE_DIM, "+");
	skip_rows(rect, n_lines < rect->rows ? n_lines : rect->rows);
}

static int draw_level(
	struct canvas *canvas, const struct rect *rect, int number, const char *name, bool is_given)
{
	if (rect->rows <= 0)
		return 0;
	canvas_printf(canvas, rect->row, rect->column, 3, STYLE_KEY, "%d", number);
	canvas_text_cut(canvas, rect->row, rect->column + 3, rect->columns - 3,
		is_given ? STYLE_HEADING : STYLE_PLAIN, name);
	return 1;
}

static void draw_levels(struct canvas *canvas, struct rect *rect, const struct snapshot_item *item)
{
	for (size_t i = 0; i < item->n_levels && i < 9; i++)
		skip_rows(rect, draw_level(canvas, rect, (int)i + 1, item->levels[i].name,
					item->level == (int)i + 1));
	if (item->na_allowed)
		skip_rows(rect, draw_level(canvas, rect, 0, _("n/a"), item->level == ANSWER_NA));
}

/* "This call  3 gaps", "Comment  ...": a bold word, then the text, on several lines if need be. */
static void draw_fact(struct canvas *canvas, struct rect *rect, const char *word, const char *text)
{
	if (!text[0] || rect->rows <= 0)
		return;
	int used = canvas_text_cut(
		canvas, rect->row, rect->column, rect->columns / 2, STYLE_HEADING, word);
	struct rect beside = *rect;
	beside.column += used + 2;
	beside.columns -= used + 2;
	draw_text(canvas, &beside, text);
	skip_rows(rect, beside.row - rect->row);
}

static const struct snapshot_item *current_item(const struct review_snapshot *snapshot)
{
	return snapshot->cursor < snapshot->n_snapshot_items ? &snapshot->items[snapshot->cursor]
							     : NULL;
}

void pane_draw_item(struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	const struct snapshot_item *item = current_item(snapshot);
	struct rect area = text_area(rect);
	struct str title = {0}, right = {0};
	if (!item)
		return;
	str_addf(&title, "%s  %s", item->key, item->title);
	str_addf(&right, _("%s points"), item->points);
	/* The section only where it leaves the title whole. */
	int room = rect.columns - 8 - canvas_width(canvas, str_get(&title));
	if (canvas_width(canvas, str_get(&right)) + 3 + canvas_width(canvas, item->section) <= room)
		str_addf(&right, "   %s", item->section);
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, str_get(&title), str_get(&right));
	draw_text(canvas, &area, item->guideline);
	skip_rows(&area, 1);
	draw_levels(canvas, &area, item);
	skip_rows(&area, 1);
	draw_fact(canvas, &area, _("This call"), item->hint);
	draw_fact(canvas, &area, _("Comment"), item->comment);
	str_release(&title);
	str_release(&right);
}

void pane_draw_guideline(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	const struct snapshot_item *item = current_item(snapshot);
	struct rect area = text_area(rect);
	struct str title = {0};
	if (!item)
		return;
	area.column--;
	str_addf(&title, _("Item %s guideline"), item->key);
	pane_draw_heading(canvas, rect.row, rect.column, rect.columns, str_get(&title), "");
	draw_text(canvas, &area, item->guideline);
	draw_fact(canvas, &area, _("Comment"), item->comment);
	str_release(&title);
}
