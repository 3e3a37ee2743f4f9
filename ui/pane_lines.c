/* The lines that every screen has: title, headings, message. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "action/keymap.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

#define LEAST_TITLE 14 /* columns of a heading's title with its blanks */

bool pane_check_size(struct canvas *canvas, const char *playing)
{
	if (canvas->rows >= LEAST_ROWS && canvas->columns >= LEAST_COLUMNS)
		return true;
	struct str text = {0};
	if (playing)
		str_addf(&text, _("window too small, %dx%d is needed; playing goes on %s"),
			LEAST_COLUMNS, LEAST_ROWS, playing);
	else
		str_addf(&text, _("window too small, %dx%d is needed"), LEAST_COLUMNS, LEAST_ROWS);
	canvas_paragraph(canvas, (struct rect){0, 0, canvas->rows, canvas->columns}, STYLE_PLAIN,
		str_get(&text));
	str_release(&text);
	return false;
}

void pane_draw_title(struct canvas *canvas, const char *left, const char *right)
{
	int room = canvas->columns - 4, n_right = canvas_width(canvas, right);
	canvas_fill(canvas, (struct rect){0, 0, 1, canvas->columns}, ' ', STYLE_TITLE);
	/* What the call is called comes first, but may not push out the whole right side. */
	if (n_right > room * 2 / 3)
		n_right = room * 2 / 3;
	int n_left = canvas_text_cut(
		canvas, 0, 2, room - n_right - (n_right ? 3 : 0), STYLE_TITLE_BOLD, left);
	canvas_text_right(canvas, 0, 2 + n_left, room - n_left, STYLE_TITLE, right);
}

/* A text within a rule, a blank on each side of it; returns its columns. */
static int draw_on_rule(
	struct canvas *canvas, int row, int column, int columns, enum style style, const char *text)
{
	int used = canvas_text_cut(canvas, row, column + 1, columns - 2, style, text);
	canvas_text(canvas, row, column, 1, STYLE_DIM, " ");
	canvas_text(canvas, row, column + 1 + used, 1, STYLE_DIM, " ");
	return used + 2;
}

void pane_draw_heading(struct canvas *canvas, int row, int column, int columns, const char *title,
	const char *right)
{
	int n_right = right[0] ? canvas_width(canvas, right) + 2 : 0, room = columns - 2;
	canvas_rule(canvas, row, column, columns, STYLE_DIM);
	/* A long title makes room for what stands at the right, but is not cut to nothing. */
	if (n_right > room - LEAST_TITLE)
		n_right = 0;
	if (room - n_right < 4)
		return;
	draw_on_rule(
		canvas, row, column + 1, room - n_right - (n_right ? 1 : 0), STYLE_HEADING, title);
	if (n_right)
		draw_on_rule(canvas, row, column + 1 + room - n_right, n_right, STYLE_DIM, right);
}

static enum style tone_style(enum snapshot_tone tone)
{
	switch (tone) {
	case TONE_PLAIN:
		return STYLE_DIM;
	case TONE_GOOD:
		return STYLE_GOOD;
	case TONE_WARNING:
		return STYLE_WARNING;
	case TONE_ERROR:
		return STYLE_ERROR;
	}
	return STYLE_PLAIN;
}

/* The text being edited, moved left by whole characters as far as the cursor needs. */
static void draw_edit(struct canvas *canvas, int row, const struct edit_line *line)
{
	int column = 1 + canvas_text_cut(
				 canvas, row, 1, canvas->columns / 2, STYLE_HEADING, line->prompt);
	int room = canvas->columns - column - 1;
	struct str before = {0}, all = {0};
	utf8_clean(&before, line->text, strnlen(line->text, line->cursor));
	utf8_clean(&all, line->text, strlen(line->text));
	int at = canvas_width(canvas, str_get(&before));
	int hidden = at > room - 1 ? at - (room - 1) : 0;
	size_t n_hidden = canvas_fit(canvas, str_get(&before), hidden);
	/* A wide character at the edge goes whole. */
	if (hidden && canvas_fit(canvas, str_get(&before), hidden - 1) == n_hidden)
		n_hidden = canvas_fit(canvas, str_get(&before), ++hidden);
	canvas_text(canvas, row, column, room, line->bad ? STYLE_ERROR : STYLE_PLAIN,
		str_get(&all) + n_hidden);
	canvas->cursor_row = row;
	canvas->cursor_column = column + at - hidden;
	str_release(&before);
	str_release(&all);
}

void pane_draw_message(struct canvas *canvas, const char *message, enum snapshot_tone tone,
	const struct edit_line *line)
{
	int row = canvas->rows - 2;
	if (line->prompt)
		draw_edit(canvas, row, line);
	else
		canvas_text_cut(canvas, row, 1, canvas->columns - 2, tone_style(tone), message);
}

const char *pane_key_name(enum action action, char buf[KEY_NAME_SIZE])
{
	return key_name(keymap_get(action)[0], buf);
}

const char *pane_item_title(struct str *text, const struct review_snapshot *snapshot,
	const struct snapshot_item *item)
{
	if (!snapshot->keys_are_words)
		str_addf(text, "%s ", item->key);
	str_add(text, item->title);
	return str_get(text);
}

bool pane_is_number(const char *text)
{
	return *text && text[strspn(text, "0123456789.")] == '\0';
}

const char *pane_limit_name(int64_t over_ms, char buf[LIMIT_SIZE])
{
	if (over_ms >= 60000 && over_ms % 60000 == 0)
		snprintf(buf, LIMIT_SIZE, "%" PRId64 "m", over_ms / 60000);
	else if (over_ms % 1000 == 0)
		snprintf(buf, LIMIT_SIZE, "%" PRId64 "s", over_ms / 1000);
	else
		snprintf(buf, LIMIT_SIZE, "%" PRId64 ".%ds", over_ms / 1000,
			(int)(over_ms % 1000 / 100));
	return buf;
}

void pane_draw_bottom(struct canvas *canvas, const char *message, enum snapshot_tone tone,
	const struct edit_line *line, unsigned where)
{
	pane_draw_message(canvas, message, tone, line);
	if (line->prompt)
		pane_draw_line_hints(canvas, line);
	else
		pane_draw_hints(canvas, where);
}
