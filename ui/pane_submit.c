/* The submit pane: what is missing, and the keys to go on. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include "base/i18n.h"
#include "base/str.h"

#define MARGIN 2
#define ROOMY_ROWS 8 /* from here on a blank line above the keys */

/* Rows are filled from the top; those below the pane are left out. */
struct page {
	struct canvas *canvas;
	struct rect rect;
	int line;
};

static int next_row(struct page *page)
{
	page->line++;
	return page->line <= page->rect.rows ? page->rect.row + page->line - 1 : -1;
}

static int draw_line(struct page *page, int column, enum style style, const char *text)
{
	int room = page->rect.columns - 1 - column;
	return canvas_text_cut(
		page->canvas, next_row(page), page->rect.column + column, room, style, text);
}

/* What is missing, and the keys of the items where it is. */
static void draw_missing(struct page *page, const char *text, const size_t *indexes,
	size_t n_indexes, const struct review_snapshot *snapshot)
{
	struct str keys = {0};
	for (size_t i = 0; i < n_indexes; i++)
		str_addf(&keys, "%s%s", i ? "  " : "", snapshot->items[indexes[i]].key);
	int column = MARGIN + draw_line(page, MARGIN, STYLE_HEADING, text) + 3;
	if (column < 30)
		column = 30;
	int row = page->line <= page->rect.rows ? page->rect.row + page->line - 1 : -1;
	canvas_text_cut(page->canvas, row, page->rect.column + column,
		page->rect.columns - 1 - column, STYLE_PLAIN, str_get(&keys));
	str_release(&keys);
}

static void draw_state(struct page *page, const struct review_snapshot *snapshot)
{
	struct str text = {0};
	if (snapshot->n_empty_items) {
		str_addf(&text,
			ngettext("%zu item is empty", "%zu items are empty",
				snapshot->n_empty_items),
			snapshot->n_empty_items);
		draw_missing(page, str_get(&text), snapshot->empty_items, snapshot->n_empty_items,
			snapshot);
		str_clear(&text);
	}
	if (snapshot->n_uncommented) {
		str_addf(&text,
			ngettext("%zu mark needs a comment", "%zu marks need a comment",
				snapshot->n_uncommented),
			snapshot->n_uncommented);
		draw_missing(page, str_get(&text), snapshot->uncommented, snapshot->n_uncommented,
			snapshot);
		str_clear(&text);
	}
	if (snapshot->may_submit)
		draw_line(page, MARGIN, STYLE_HEADING, _("Nothing is missing."));
	else if (snapshot->final)
		draw_line(page, MARGIN, STYLE_HEADING, _("This review is submitted already."));
	str_release(&text);
}

static void draw_key_styled(struct page *page, enum action action, enum style key_style,
	enum style text_style, const char *text)
{
	char key[KEY_NAME_SIZE];
	draw_line(page, MARGIN, key_style, pane_key_name(action, key));
	page->line--;
	draw_line(page, MARGIN + 3, text_style, text);
}

static void draw_key(struct page *page, enum action action, const char *text)
{
	draw_key_styled(page, action, STYLE_KEY, STYLE_PLAIN, text);
}

static void draw_keys(struct page *page, const struct review_snapshot *snapshot)
{
	if (snapshot->n_empty_items)
		draw_key(page, ACTION_NEXT_EMPTY, _("first empty item"));
	if (snapshot->n_uncommented)
		draw_key(page, ACTION_COMMENT, _("first missing comment"));
	if (snapshot->may_submit)
		draw_key(page, ACTION_SUBMIT_YES, _("submit, open the next call"));
	else if (!snapshot->final)
		draw_key_styled(page, ACTION_SUBMIT_YES, STYLE_DIM, STYLE_DIM,
			_("submit, once nothing is missing"));
	draw_key(page, ACTION_BACK,
		snapshot->final ? _("back to the scorecard") : _("keep as draft"));
}

void pane_draw_submit(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	struct str title = {0}, right = {0};
	struct page page = {canvas, {rect.row + 1, rect.column, rect.rows - 1, rect.columns}, 0};
	str_addf(&title, _("Submit %s"), snapshot->name);
	if (snapshot->score_final[0])
		str_addf(&right, snapshot->n_empty_items ? _("score so far %s") : _("score %s"),
			snapshot->score_final);
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, str_get(&title), str_get(&right));
	draw_state(&page, snapshot);
	if (rect.rows >= ROOMY_ROWS)
		page.line++;
	draw_keys(&page, snapshot);
	str_release(&title);
	str_release(&right);
}
