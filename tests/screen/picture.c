/* A picture for tests of the terminal. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "screen/picture.h"

#include "action/key.h"

static const char *const style_names[N_STYLES] = {"plain", "title", "title-bold", "heading", "dim",
	"agent", "customer", "mixed", "over3", "over15", "over60", "hold", "playhead", "cursor", "link",
	"not-met", "met", "exceeds", "hint", "key", "error", "warning", "good"};

static void draw_wave(struct canvas *canvas, int row, int playhead)
{
	for (int column = 0; column < canvas->columns; column++)
		canvas_dots(canvas, row, column, (uint8_t)(column * 37 + 9), STYLE_AGENT);
	canvas_restyle(canvas, (struct rect){row, playhead % canvas->columns, 1, 1}, STYLE_PLAYHEAD);
}

void picture_draw(struct canvas *canvas, const struct picture *picture)
{
	canvas_clear(canvas);
	canvas_printf(canvas, 0, 0, canvas->columns, STYLE_TITLE, "%dx%d frame %d key %s.",
		canvas->rows, canvas->columns, picture->n_frames, picture->last);
	int used = canvas_text(canvas, 1, 0, canvas->columns, STYLE_PLAIN, picture->pasted);
	if (picture->has_cursor) {
		canvas->cursor_row = 1;
		canvas->cursor_column = used == 0 ? PICTURE_CURSOR
			: used < canvas->columns  ? used
						  : canvas->columns - 1;
	}
	draw_wave(canvas, 2, picture->n_frames);
	canvas_rule(canvas, 3, 0, canvas->columns, STYLE_DIM);
	canvas_text(canvas, 4, 0, canvas->columns, STYLE_PLAIN,
		"通话 张三 e\xcc\x81 \xe2\x80\x9cquoted\xe2\x80\x9d end of row");
	for (int style = 0; style < N_STYLES; style++)
		canvas_text(canvas, 5 + style, 0, canvas->columns, (enum style)style, style_names[style]);
	canvas_text_right(canvas, canvas->rows - 1, 0, canvas->columns, STYLE_PLAIN, "corner");
}
