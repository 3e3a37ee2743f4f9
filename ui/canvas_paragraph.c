/* Text broken into lines, also where it is written without spaces. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static bool is_among(uint32_t cp, const uint32_t *list)
{
	for (; *list; list++)
		if (*list == cp)
			return true;
	return false;
}

/* What must not begin a line. */
static bool is_closing(uint32_t cp)
{
	static const uint32_t closing[] = {'!', ')', ',', '.', ':', ';', '?', ']', '}', '%', 0x2019,
		0x201d, 0x2026, 0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0xff01,
		0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff05, 0};
	return is_among(cp, closing);
}

/* What must not end one. */
static bool is_opening(uint32_t cp)
{
	static const uint32_t opening[] = {
		'(', '[', '{', 0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0xff08, 0};
	return is_among(cp, opening);
}

static bool may_break(uint32_t before, uint32_t after)
{
	if (before == ' ' || after == ' ')
		return before == ' ' && after != ' ';
	if (utf8_cp_width(after) == 0 || is_closing(after) || is_opening(before))
		return false;
	return utf8_cp_width(before) == 2 || utf8_cp_width(after) == 2;
}

/* Bytes of the first line of clean text, which is not empty: at most columns wide, spaces at its
 * end not counted, and at least one character. */
static size_t line_fit(const struct canvas *canvas, const char *text, int columns)
{
	size_t n_bytes = strlen(text), n_fit = canvas_fit(canvas, text, columns), n, best = 0;
	uint32_t cp, before = 0;
	if (n_fit == n_bytes)
		return n_bytes;
	for (size_t at = 0; at <= n_fit; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		if (at > 0 && (may_break(before, cp) || (cp == ' ' && at == n_fit)))
			best = at;
		if (n_fit == 0)
			return n;
		if (utf8_cp_width(cp) > 0)
			before = cp;
	}
	return best ? best : n_fit;
}

/* Draws one paragraph from line *line on; lines outside the rows of sight are only counted. */
static void draw_lines(struct canvas *canvas, struct rect sight, struct rect rect, enum style style,
	const char *clean, int *line)
{
	if (!*clean)
		++*line;
	while (*clean) {
		size_t n_bytes = line_fit(canvas, clean, rect.columns);
		int row = rect.row + *line;
		if (*line < rect.rows && row >= sight.row && row < sight.row + sight.rows) {
			char *part = mem_dupn(clean, n_bytes);
			canvas_text(
				canvas, row, rect.column, rect.columns, style, part);
			free(part);
		}
		++*line;
		clean += n_bytes;
		clean += strspn(clean, " ");
	}
}

int canvas_paragraph(struct canvas *canvas, struct rect rect, enum style style, const char *text)
{
	return canvas_paragraph_from(canvas, rect, rect, style, text);
}

int canvas_paragraph_from(struct canvas *canvas, struct rect sight, struct rect rect,
	enum style style, const char *text)
{
	struct str clean = {0};
	int line = 0;
	if (rect.columns <= 0)
		return 0;
	while (*text) {
		size_t n_bytes = strcspn(text, "\n");
		str_clear(&clean);
		utf8_clean(&clean, text, n_bytes);
		draw_lines(canvas, sight, rect, style, str_get(&clean), &line);
		text += n_bytes;
		text += *text == '\n';
	}
	str_release(&clean);
	return line;
}
