/* The first-run screen: what one can begin with, and where things are. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane.h"

#include "base/i18n.h"
#include "base/str.h"
#include "ui/pane_parts.h"

/* Columns from the left edge of the text. */
enum { N_KEY = 8, N_LABEL = 11, TEXT_COLUMNS = 72, TEXT_ROWS = 14 };

struct page {
	struct canvas *canvas;
	int row;
	int column;
};

static void draw_choice(struct page *page, enum action action, const char *what, const char *about)
{
	char key[KEY_NAME_SIZE];
	int column = page->column + N_KEY, room = page->canvas->columns - 1 - column;
	canvas_text_cut(page->canvas, page->row, page->column, N_KEY - 1, STYLE_KEY,
		pane_key_name(action, key));
	canvas_text_cut(page->canvas, page->row, column, room, STYLE_HEADING, what);
	canvas_text_cut(page->canvas, page->row + 1, column, room, STYLE_DIM, about);
	page->row += 3;
}

static void draw_fact(struct page *page, const char *label, const char *value)
{
	int column = page->column + N_LABEL;
	canvas_text_cut(page->canvas, page->row, page->column, N_LABEL - 1, STYLE_DIM, label);
	canvas_text_cut(page->canvas, page->row, column, page->canvas->columns - 1 - column,
		STYLE_DIM, value);
	page->row++;
}

static void draw_choices(struct page *page, const struct first_view *view)
{
	canvas_text_cut(page->canvas, page->row, page->column, TEXT_COLUMNS, STYLE_HEADING,
		_("Nothing to review yet."));
	/* A low window leaves no room between the heading and the choices. */
	page->row += page->canvas->rows >= TEXT_ROWS + 6 ? 2 : 1;
	draw_choice(page, ACTION_SAMPLE, _("Try the sample call"),
		_("Two minutes with gaps and a hold; five items."));
	draw_choice(page, ACTION_ADD, _("Add recordings"),
		_("A file or folder: wav, flac, ogg, mp3 and more."));
	draw_choice(page, ACTION_CARD, _("Choose a scorecard"), view->card_title);
}

void screen_draw_first(struct canvas *canvas, const struct first_view *view)
{
	struct str title = {0};
	canvas_clear(canvas);
	if (!pane_check_size(canvas, NULL))
		return;
	int left = (canvas->columns - TEXT_COLUMNS) / 2, top = (canvas->rows - TEXT_ROWS) / 4;
	struct page page = {canvas, top < 1 ? 1 : top > 8 ? 8 : top, left < 2 ? 2 : left};
	str_addf(&title, "callmark %s", view->version);
	pane_draw_title(canvas, str_get(&title), _("no calls yet"));
	draw_choices(&page, view);
	draw_fact(&page, _("Sound"), view->sound);
	draw_fact(&page, _("Data"), view->data);
	draw_fact(&page, _("Reviewer"), view->person);
	pane_draw_bottom(canvas, view->message, view->tone, &view->line, IN_FIRST);
	str_release(&title);
}
