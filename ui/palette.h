/* The colours of callmark: what a style looks like with 256, 8 or no colours. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_PALETTE_H
#define UI_PALETTE_H

#include "ui/canvas.h"

enum look_flag {
	LOOK_BOLD = 1,
	LOOK_UNDERLINE = 2,
	LOOK_REVERSE = 4,
	LOOK_DIM = 8,
};

/* The background is always the terminal's own. */
struct look {
	short color;    /* of the terminal's palette; -1: its own */
	unsigned flags; /* of enum look_flag */
};

/* n_colors is 256, 8 or 0; without colours only bold, underline and reverse are used. */
struct look palette_get(enum style style, int n_colors) __attribute__((const));

#endif
