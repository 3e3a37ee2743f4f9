/* What of a cell may be written to a terminal, so that its columns stay where the canvas has them. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include <stdbool.h>
#include <wchar.h>

#include "ui/canvas.h"

#define GLYPH_MAX 5 /* a base character and its marks, as many as curses takes */

struct glyph {
	wchar_t text[GLYPH_MAX + 1]; /* what stands in the cell, or in its left half if right is set */
	wchar_t right; /* a narrow character for the right half; 0: text fills the cell */
};

/* The cell's own text where the C library gives it the cell's width, else something that has it:
 * a similar character, or U+FFFD ("?" where that may be wide or is not to be had). utf8 is whether the
 * locale's character set is UTF-8: without it only ASCII is shown. cell->width must not be 0. */
struct glyph glyph_of_cell(const struct cell *cell, bool utf8, bool ambiguous_wide)
	__attribute__((nonnull));

#endif
