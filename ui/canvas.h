/* A picture of cells: text and a meaning each, drawn by panes, shown by term.c. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a cell means; term.c alone knows the colours (ux rules 7 and 8). */
enum style {
	STYLE_PLAIN,
	STYLE_TITLE,      /* title line: reverse or a quiet bar */
	STYLE_TITLE_BOLD,
	STYLE_HEADING,    /* bold */
	STYLE_DIM,        /* rules, scales, what is not important */
	STYLE_AGENT,
	STYLE_CUSTOMER,
	STYLE_MIXED,      /* the wave of a mono recording */
	STYLE_OVER3,
	STYLE_OVER15,
	STYLE_OVER60,
	STYLE_HOLD,
	STYLE_PLAYHEAD,   /* reverse */
	STYLE_CURSOR,     /* reverse: the current row */
	STYLE_LINK,       /* underlined: a time one can jump to */
	STYLE_NOT_MET,
	STYLE_MET,
	STYLE_EXCEEDS,
	STYLE_HINT,       /* what the detector proposes */
	STYLE_KEY,        /* a key in the hint line: bold */
	STYLE_ERROR,
	STYLE_WARNING,
	STYLE_GOOD,
	N_STYLES,
};

#define CELL_BYTES 24 /* one base character with the combining marks that fit */

/* width 0 is the right half of the wide character before it. */
struct cell {
	char text[CELL_BYTES];
	uint8_t width; /* 0, 1, 2 */
	uint8_t style;
};

/* Which characters may be used beyond ASCII; what is not allowed is drawn with what is. */
enum graphics {
	GRAPHICS_BRAILLE, /* braille, and box drawing where ambiguous characters are narrow */
	GRAPHICS_BLOCK,
	GRAPHICS_ASCII,   /* only ASCII is drawn at all; other characters of text as '?' */
};

struct canvas {
	int rows;
	int columns;
	struct cell *cells; /* row by row */
	enum graphics graphics;
	bool ambiguous_wide;  /* the terminal draws ambiguous characters two cells wide, or may */
	int cursor_row;       /* where the terminal's cursor stands; -1: hidden */
	int cursor_column;
};

struct rect {
	int row;
	int column;
	int rows;
	int columns;
};

/* Any size from 1x1 to 1000x1000. */
void canvas_init(struct canvas *canvas, int rows, int columns) __attribute__((nonnull));
void canvas_resize(struct canvas *canvas, int rows, int columns) __attribute__((nonnull));
void canvas_release(struct canvas *canvas) __attribute__((nonnull));
/* All blank, cursor hidden. */
void canvas_clear(struct canvas *canvas) __attribute__((nonnull));
void canvas_fill(struct canvas *canvas, struct rect rect, char c, enum style style)
	__attribute__((nonnull));

/* Draws text (any bytes: it is cleaned) from row, column on, over at most max_columns columns and
 * never outside the canvas; never half of a wide character (a blank instead). Returns the columns
 * used. A text that does not fit simply ends; canvas_text_cut ends it with a mark ("~", or a
 * horizontal ellipsis where ambiguous characters are narrow). */
int canvas_text(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text) __attribute__((nonnull));
int canvas_text_cut(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text) __attribute__((nonnull));
/* The same with its last column at column + max_columns - 1. */
int canvas_text_right(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *text) __attribute__((nonnull));
int canvas_printf(struct canvas *canvas, int row, int column, int max_columns, enum style style,
	const char *fmt, ...) __attribute__((nonnull, format(printf, 6, 7)));
/* A horizontal rule, and one cell of braille dots (bits 0..7 as in U+2800). In block graphics a dot
 * pattern becomes the nearest block, in ASCII one of " .:|#". */
void canvas_rule(struct canvas *canvas, int row, int column, int columns, enum style style)
	__attribute__((nonnull));
void canvas_dots(struct canvas *canvas, int row, int column, uint8_t dots, enum style style)
	__attribute__((nonnull));
/* Whether box drawing, arrows and the like may be used: they are ambiguous characters. */
bool canvas_has_lines(const struct canvas *canvas) __attribute__((nonnull, pure));
/* The part of a rectangle that is on the canvas; rows or columns <= 0 if there is none. */
struct rect canvas_clip(const struct canvas *canvas, struct rect rect) __attribute__((nonnull, pure));
/* Changes the style of cells, leaving their text. */
void canvas_restyle(struct canvas *canvas, struct rect rect, enum style style)
	__attribute__((nonnull));
/* Columns text takes on this canvas (ambiguous characters included). */
int canvas_width(const struct canvas *canvas, const char *text) __attribute__((nonnull));
/* Bytes of the longest start of clean text that takes at most max_columns. */
size_t canvas_fit(const struct canvas *canvas, const char *text, int max_columns)
	__attribute__((nonnull));
/* Breaks text into lines of at most columns (at spaces, between CJK characters; no line starts with
 * closing punctuation; a line feed ends one) and draws them into rect; returns the lines it would
 * need. */
int canvas_paragraph(struct canvas *canvas, struct rect rect, enum style style, const char *text)
	__attribute__((nonnull));
/* The same, but only lines in the rows of sight are drawn: rect may begin above them. */
int canvas_paragraph_from(struct canvas *canvas, struct rect sight, struct rect rect,
	enum style style, const char *text) __attribute__((nonnull));
/* The canvas as text, for tests: rows ended by line feeds, trailing blanks dropped. Caller frees. */
char *canvas_to_text(const struct canvas *canvas) __attribute__((nonnull, returns_nonnull));

#endif
