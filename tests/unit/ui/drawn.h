/* A made-up review on a canvas, for tests of the review screen. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UI_DRAWN_H
#define TESTS_UI_DRAWN_H

#include "canned.h"
#include "ui/pane.h"

struct drawn {
	struct canned canned; /* its snapshot may be changed by the test */
	struct canvas canvas;
	struct review_view view;
};

/* Nothing is drawn yet. One or two channels. */
void drawn_begin(struct drawn *drawn, int rows, int columns, enum canned_text text, int channels);
/* Draws the snapshot as it is now, and checks every cell. */
void drawn_draw(struct drawn *drawn);
void drawn_end(struct drawn *drawn);

#endif
