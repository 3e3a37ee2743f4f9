/* What of a cell may be written to a terminal. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/glyph.h"

#include <string.h>

#include "base/utf8.h"

/* Ambiguous characters that are common in texts, for terminals that draw them two cells wide: curses
 * goes by the C library, which says one. What stands here is two cells wide for both. */
static const struct {
	wchar_t from;
	wchar_t left;
	wchar_t right;
} wide_stand_ins[] = {
	{0x00b7, 0x30fb, 0}, {0x00d7, 'x', ' '}, {0x2013, '-', ' '}, {0x2014, '-', '-'},
	{0x2015, '-', '-'}, {0x2018, 0xff07, 0}, {0x2019, 0xff07, 0}, {0x201c, 0xff02, 0},
	{0x201d, 0xff02, 0}, {0x2022, 0x30fb, 0}, {0x2026, '.', '.'}, {0x2190, '<', '-'},
	{0x2191, '^', ' '}, {0x2192, '-', '>'}, {0x2193, 'v', ' '}, {0x2264, '<', '='},
	{0x2265, '>', '='}, {0x2500, '-', '-'}, {0x2502, '|', ' '},
};

static struct glyph stand_in(wchar_t base, const struct cell *cell, bool utf8, bool ambiguous_wide)
{
	struct glyph glyph = {.text = {utf8 && !ambiguous_wide ? UTF8_BAD : L'?'}};
	if (cell->width < 2)
		return glyph;
	glyph.right = L' ';
	if (!utf8 || wcwidth(base) != 1)
		return glyph;
	for (size_t i = 0; i < sizeof wide_stand_ins / sizeof *wide_stand_ins; i++) {
		if (wide_stand_ins[i].from == base) {
			glyph.text[0] = wide_stand_ins[i].left;
			glyph.right = wide_stand_ins[i].right;
		}
	}
	return glyph;
}

struct glyph glyph_of_cell(const struct cell *cell, bool utf8, bool ambiguous_wide)
{
	struct glyph glyph = {0};
	size_t n_bytes = strnlen(cell->text, sizeof cell->text), at = 0, n_shown = 0;
	uint32_t cp = ' ';
	at = utf8_decode(cell->text, n_bytes, &cp);
	glyph.text[n_shown++] = (wchar_t)cp;
	if (cp >= 0x20 && cp < 0x7f && cell->width == 1) {
		/* The usual case, true in every locale. */
	} else if (!utf8 || wcwidth((wchar_t)cp) != cell->width ||
		(cp == UTF8_BAD && ambiguous_wide)) {
		return stand_in((wchar_t)cp, cell, utf8, ambiguous_wide);
	}
	while (utf8 && at < n_bytes && n_shown < GLYPH_MAX) {
		at += utf8_decode(cell->text + at, n_bytes - at, &cp);
		if (wcwidth((wchar_t)cp) == 0)
			glyph.text[n_shown++] = (wchar_t)cp;
	}
	return glyph;
}
