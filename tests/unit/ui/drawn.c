/* A made-up review on a canvas. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "drawn.h"

#include <string.h>

void drawn_begin(struct drawn *drawn, int rows, int columns, enum canned_text text, int channels)
{
	memset(drawn, 0, sizeof *drawn);
	canned_make(&drawn->canned, text, channels);
	canvas_init(&drawn->canvas, rows, columns);
}

void drawn_draw(struct drawn *drawn)
{
	screen_draw_review(&drawn->canvas, &drawn->view, &drawn->canned.snapshot);
	canned_check_canvas(&drawn->canvas);
}

void drawn_end(struct drawn *drawn)
{
	canned_release(&drawn->canned);
	canvas_release(&drawn->canvas);
}
