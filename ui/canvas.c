/* A picture of cells: text and a meaning each, drawn by panes, shown by term.c. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/width.h"

#define MAX_SIDE 1000

static int clamp_side(int n)
{
	return n < 1 ? 1 : n > MAX_SIDE ? MAX_SIDE : n;
}

void canvas_init(struct canvas *canvas, int rows, int columns)
{
	*canvas = (struct canvas){0};
	canvas_resize(canvas, rows, columns);
}

void canvas_resize(struct canvas *canvas, int rows, int columns)
{
	canvas->rows = clamp_side(rows);
	canvas->columns = clamp_side(columns);
	size_t n_cells = (size_t)canvas->rows * (size_t)canvas->columns;
	canvas->cells = mem_resize(canvas->cells, n_cells, sizeof *canvas->cells);
	canvas_clear(canvas);
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cells);
	*canvas = (struct canvas){0};
}

static void set_blank(struct cell *cell, enum style style)
{
	memset(cell->text, 0, sizeof cell->text);
	cell->text[0] = ' ';
	cell->width = 1;
	cell->style = (uint8_t)style;
}

void canvas_clear(struct canvas *canvas)
{
	for (int i = 0; i < canvas->rows * canvas->columns; i++)
		set_blank(&canvas->cells[i], STYLE_PLAIN);
	canvas->cursor_row = canvas->cursor_column = -1;
}

bool canvas_has_lines(const struct canvas *canvas)
{
	return canvas->graphics != GRAPHICS_ASCII && !canvas->ambiguous_wide;
}

/* ---- one cell ---- */

static struct cell *cell_at(struct canvas *canvas, int row, int column)
{
	if (row < 0 || row >= canvas->rows || column < 0 || column >= canvas->columns)
		return NULL;
	return &canvas->cells[row * canvas->columns + column];
}

/* Whatever is written over half of a wide character, its other half becomes blank. */
static void free_cell(struct canvas *canvas, int row, int column)
{
	struct cell *cell = cell_at(canvas, row, column), *other = NULL;
	if (cell->width == 0)
		other = cell_at(canvas, row, column - 1);
	else if (cell->width == 2)
		other = cell_at(canvas, row, column + 1);
	if (other)
		set_blank(other, other->style);
	set_blank(cell, cell->style);
}

static void put_text(struct cell *cell, const char *bytes, size_t n_bytes)
{
	memset(cell->text, 0, sizeof cell->text);
	memcpy(cell->text, bytes, n_bytes);
}

/* column..column + width - 1 must be on the canvas. */
static struct cell *put_cell(
	struct canvas *canvas, int row, int column, enum style style, int width)
{
	for (int i = 0; i < width; i++)
		free_cell(canvas, row, column + i);
	struct cell *cell = cell_at(canvas, row, column);
	cell->style = (uint8_t)style;
	cell->width = (uint8_t)width;
	if (width == 2) {
		memset(cell[1].text, 0, sizeof cell[1].text);
		cell[1].style = (uint8_t)style;
		cell[1].width = 0;
	}
	return cell;
}

static void put_char(struct canvas *canvas, int row, int column, enum style style, char c)
{
	put_text(put_cell(canvas, row, column, style, 1), &c, 1);
}

/* ---- text ---- */

static int char_width(const struct canvas *canvas, uint32_t cp)
{
	int width = width_of(cp, canvas->ambiguous_wide);
	return canvas->graphics == GRAPHICS_ASCII && width > 1 ? 1 : width;
}

/* Where text is being drawn. left and right bound what may be touched; column may be left of it. */
struct pen {
	struct canvas *canvas;
	int row;
	int column;
	int left;
	int right;
	enum style style;
	struct cell *base; /* what combining marks join; NULL before the first character */
};

static void pen_mark(struct pen *pen, const char *bytes, size_t n_bytes)
{
	if (!pen->base || pen->canvas->graphics == GRAPHICS_ASCII)
		return;
	size_t n_held = strlen(pen->base->text);
	if (n_held + n_bytes < CELL_BYTES)
		memcpy(pen->base->text + n_held, bytes, n_bytes);
}

static void pen_base(struct pen *pen, uint32_t cp, const char *bytes, size_t n_bytes, int width)
{
	struct canvas *canvas = pen->canvas;
	pen->base = NULL;
	if (pen->column >= pen->left && pen->column + width <= pen->right) {
		pen->base = put_cell(canvas, pen->row, pen->column, pen->style, width);
		bool shown = canvas->graphics != GRAPHICS_ASCII || cp < 0x80;
		put_text(pen->base, shown ? bytes : "?", shown ? n_bytes : 1);
	} else {
		for (int i = pen->column; i < pen->column + width; i++)
			if (i >= pen->left && i < pen->right)
				put_char(canvas, pen->row, i, pen->style, ' ');
	}
	pen->column += width;
}

/* Draws clean text until it ends or the pen reaches its right bound. */
static void pen_draw(struct pen *pen, const char *text, size_t n_bytes)
{
	size_t n;
	uint32_t cp;
	for (size_t at = 0; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		int width = char_width(pen->canvas, cp);
		if (width == 0) {
			pen_mark(pen, text + at, n);
			continue;
		}
		if (pen->column >= pen->right)
			break;
		pen_base(pen, cp, text + at, n, width);
	}
}

static int draw_clean(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text, size_t n_bytes)
{
	if (row < 0 || row >= canvas->rows || max_columns <= 0 || column >= canvas->columns)
		return 0;
	int room = canvas->columns - column;
	struct pen pen = {.canvas = canvas,
		.row = row,
		.column = column,
		.style = style,
		.left = column < 0 ? 0 : column,
		.right = column + (max_columns < room ? max_columns : room)};
	pen_draw(&pen, text, n_bytes);
	return (pen.column < pen.right ? pen.column : pen.right) - column;
}

static int clean_width(const struct canvas *canvas, const char *text)
{
	int columns = 0;
	size_t n_bytes = strlen(text), n;
	uint32_t cp;
	for (size_t at = 0; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		columns += char_width(canvas, cp);
	}
	return columns;
}

size_t canvas_fit(const struct canvas *canvas, const char *text, int max_columns)
{
	size_t n_bytes = strlen(text), at = 0, n;
	int used = 0;
	uint32_t cp;
	for (; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		used += char_width(canvas, cp);
		if (used > max_columns)
			break;
	}
	return at;
}

int canvas_text(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	int used =
		draw_clean(canvas, row, column, max_columns, style, str_get(&clean), clean.n_bytes);
	str_release(&clean);
	return used;
}

/* Draws clean text, ended by a mark if it is too long. */
static int draw_cut(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *clean)
{
	if (clean_width(canvas, clean) <= max_columns)
		return draw_clean(canvas, row, column, max_columns, style, clean, strlen(clean));
	if (max_columns <= 0)
		return 0;
	const char *mark = canvas_has_lines(canvas) ? "\xe2\x80\xa6" : "~";
	size_t n_fit = canvas_fit(canvas, clean, max_columns - 1);
	int used = draw_clean(canvas, row, column, max_columns - 1, style, clean, n_fit);
	return used + draw_clean(canvas, row, column + used, 1, style, mark, strlen(mark));
}

int canvas_text_cut(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	int used = draw_cut(canvas, row, column, max_columns, style, str_get(&clean));
	str_release(&clean);
	return used;
}

int canvas_text_right(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	int width = clean_width(canvas, str_get(&clean));
	int indent = width < max_columns ? max_columns - width : 0;
	int used = draw_cut(
		canvas, row, column + indent, max_columns - indent, style, str_get(&clean));
	str_release(&clean);
	return used;
}

int canvas_printf(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		return 0;
	char *text = mem_alloc((size_t)n + 1);
	va_start(args, fmt);
	vsnprintf(text, (size_t)n + 1, fmt, args);
	va_end(args);
	int used = canvas_text(canvas, row, column, max_columns, style, text);
	free(text);
	return used;
}

int canvas_width(const struct canvas *canvas, const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	int columns = clean_width(canvas, str_get(&clean));
	str_release(&clean);
	return columns;
}

/* ---- areas ---- */

struct rect canvas_clip(const struct canvas *canvas, struct rect rect)
{
	if (rect.row < 0) {
		rect.rows += rect.row;
		rect.row = 0;
	}
	if (rect.column < 0) {
		rect.columns += rect.column;
		rect.column = 0;
	}
	if (rect.rows > canvas->rows - rect.row)
		rect.rows = canvas->rows - rect.row;
	if (rect.columns > canvas->columns - rect.column)
		rect.columns = canvas->columns - rect.column;
	return rect;
}

void canvas_fill(struct canvas *canvas, struct rect rect, char c, enum style style)
{
	struct rect area = canvas_clip(canvas, rect);
	for (int row = 0; row < area.rows; row++)
		for (int i = 0; i < area.columns; i++)
			put_char(canvas, area.row + row, area.column + i, style, c);
}

void canvas_restyle(struct canvas *canvas, struct rect rect, enum style style)
{
	struct rect area = canvas_clip(canvas, rect);
	for (int row = 0; row < area.rows; row++)
		for (int i = 0; i < area.columns; i++)
			cell_at(canvas, area.row + row, area.column + i)->style = (uint8_t)style;
}

void canvas_rule(struct canvas *canvas, int row, int column, int columns, enum style style)
{
	const char *line = canvas_has_lines(canvas) ? "\xe2\x94\x80" : "-";
	struct rect area = canvas_clip(canvas, (struct rect){row, column, 1, columns});
	for (int i = 0; area.rows > 0 && i < area.columns; i++)
		draw_clean(canvas, row, area.column + i, 1, style, line, strlen(line));
}

char *canvas_to_text(const struct canvas *canvas)
{
	struct str out = {0};
	for (int row = 0; row < canvas->rows; row++) {
		size_t n_kept = out.n_bytes;
		for (int i = 0; i < canvas->columns; i++) {
			const struct cell *cell = &canvas->cells[row * canvas->columns + i];
			if (cell->width == 0)
				continue;
			str_add(&out, cell->text);
			if (strcmp(cell->text, " ") != 0)
				n_kept = out.n_bytes;
		}
		if (out.text)
			out.text[out.n_bytes = n_kept] = '\0';
		str_addc(&out, '\n');
	}
	return str_take(&out);
}
