/* A picture for tests of the terminal: every style, wide and marked characters, dots and rules. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREEN_PICTURE_H
#define TESTS_SCREEN_PICTURE_H

#include "ui/canvas.h"

#define PICTURE_CURSOR 7 /* column, in row 1: nothing is ever drawn up to there and no further */

struct picture {
	int n_frames;       /* shown, and moves the playhead */
	const char *last;   /* the last key */
	const char *pasted; /* what was typed or pasted into the line */
	bool has_cursor;    /* shown behind the line, or at PICTURE_CURSOR while the line is empty */
};

void picture_draw(struct canvas *canvas, const struct picture *picture);

#endif
