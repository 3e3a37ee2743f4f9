/* The form of the contact: a line a field, the one under the cursor to be written. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include "base/i18n.h"
#include "base/str.h"

enum { AT_TITLE = 2, MOST_TITLE = 32, AT_LEAST = 12 };

static int widest_title(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = AT_LEAST;
	for (size_t i = 0; i < snapshot->n_fields; i++) {
		int n = canvas_width(canvas, snapshot->fields[i].title);
		widest = n > widest ? n : widest;
	}
	return widest < MOST_TITLE ? widest : MOST_TITLE;
}

static void draw_field(struct canvas *canvas, int row, struct rect rect, int n_title,
	const struct snapshot_field *field, bool is_current)
{
	int left = rect.column, at_value = AT_TITLE + n_title + 3;
	int room = rect.columns - 2 - at_value, n_type = canvas_width(canvas, field->type);
	canvas_text_cut(canvas, row, left + AT_TITLE, n_title, STYLE_PLAIN, field->title);
	canvas_text(canvas, row, left + AT_TITLE + n_title + 1, 1, STYLE_WARNING,
		field->required ? "*" : " ");
	if (field->value[0])
		canvas_text_cut(canvas, row, left + at_value, room - n_type - 2,
			field->saving ? STYLE_DIM : STYLE_HEADING, field->shown);
	else
		canvas_text_cut(canvas, row, left + at_value, room - n_type - 2,
			field->missing ? STYLE_WARNING : STYLE_DIM,
			field->missing ? _("is asked for") : "-");
	canvas_text_right(canvas, row, left + at_value, room, STYLE_DIM, field->type);
	if (is_current)
		canvas_restyle(canvas, (struct rect){row, left + 1, 1, rect.columns - 2}, STYLE_CURSOR);
}

/* Moves the list as little as shows the cursor. */
int pane_scroll_to(int first, int n_rows, int n_lines, int cursor)
{
	if (first > n_lines - n_rows)
		first = n_lines - n_rows;
	if (first > cursor)
		first = cursor;
	if (first < cursor - (n_rows - 1))
		first = cursor - (n_rows - 1);
	return first < 0 ? 0 : first;
}

void pane_draw_contact(struct canvas *canvas, struct rect rect, struct review_view *view,
	const struct review_snapshot *snapshot)
{
	struct str right = {0};
	int n_title = widest_title(canvas, snapshot), n_rows = rect.rows - 1;
	if (snapshot->n_fields_missing)
		str_addf(&right,
			ngettext("%d field is missing", "%d fields are missing",
				(unsigned long)snapshot->n_fields_missing),
			snapshot->n_fields_missing);
	pane_draw_heading(canvas, rect.row, rect.column, rect.columns, _("Contact"), str_get(&right));
	str_release(&right);
	if (n_rows <= 0)
		return;
	if (snapshot->n_fields == 0)
		canvas_text_cut(canvas, rect.row + 1, rect.column + AT_TITLE, rect.columns - 3,
			STYLE_DIM, _("This card asks nothing of the contact."));
	int first = pane_scroll_to(
		view->first_text, n_rows, (int)snapshot->n_fields, (int)view->field);
	view->first_text = first;
	for (int i = 0; i < n_rows && (size_t)(first + i) < snapshot->n_fields; i++)
		draw_field(canvas, rect.row + 1 + i, rect, n_title,
			&snapshot->fields[first + i], (size_t)(first + i) == view->field);
}
