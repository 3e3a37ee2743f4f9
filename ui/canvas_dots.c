/* Braille dots on a canvas, and what stands for them where braille is not to be drawn. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/canvas.h"

#include <stddef.h>

#include "base/utf8.h"

/* The bits of a dot pattern (as in U+2800): rows from the top are 0x09, 0x12, 0x24, 0xc0; the left
 * half is 0x47, the right half 0xb8. */
static const struct block {
	uint8_t dots;
	uint32_t cp;
} blocks[] = {
	{0xff, 0x2588},
	{0xf6, 0x2586},
	{0xe4, 0x2584},
	{0x1b, 0x2580},
	{0xc0, 0x2582},
	{0x09, 0x2594},
	{0x47, 0x258c},
	{0xb8, 0x2590},
	{0x44, 0x2596},
	{0xa0, 0x2597},
	{0x03, 0x2598},
	{0x18, 0x259d},
};

static int count_bits(unsigned bits)
{
	int n = 0;
	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

static uint32_t nearest_block(uint8_t dots)
{
	size_t best = 0;
	for (size_t i = 1; i < sizeof blocks / sizeof *blocks; i++)
		if (count_bits(blocks[i].dots ^ dots) < count_bits(blocks[best].dots ^ dots))
			best = i;
	return blocks[best].cp;
}

static uint32_t dots_to_char(const struct canvas *canvas, uint8_t dots)
{
	static const char density[] = " ..::||##";
	if (dots == 0)
		return ' ';
	if (canvas->graphics == GRAPHICS_BRAILLE)
		return 0x2800u + dots;
	/* Blocks are ambiguous characters. */
	if (canvas->graphics == GRAPHICS_BLOCK && !canvas->ambiguous_wide)
		return nearest_block(dots);
	return (unsigned char)density[count_bits(dots)];
}

void canvas_dots(struct canvas *canvas, int row, int column, uint8_t dots, enum style style)
{
	char text[5] = {0};
	utf8_encode(dots_to_char(canvas, dots), text);
	/* A blank has no colour: cells that look alike are to be alike. */
	canvas_text(canvas, row, column, 1, dots ? style : STYLE_PLAIN, text);
}
