/* One line of text being edited. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_LINEEDIT_H
#define UI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "action/key.h"

#define LINEEDIT_MAX 4000 /* bytes of the text */

/* Plain data; { 0 } is an empty line. text is UTF-8 without control characters, ended by 0. */
struct lineedit {
	char text[LINEEDIT_MAX + 1];
	size_t n_bytes;
	size_t cursor; /* byte offset, always between characters */
	bool is_full;  /* the last thing typed or pasted did not fit whole */
};

/* Begins with this text (cleaned, cut at LINEEDIT_MAX), the cursor behind it. */
void lineedit_init(struct lineedit *edit, const char *text) __attribute__((nonnull));
/* Edits by a key: characters, Backspace and ^H, Delete and ^D, Left ^B, Right ^F, Home ^A, End ^E,
 * ^K to the end, ^U to the start, ^W the word before. False, and nothing done, for all other keys
 * (Enter, Escape, Tab, Up ...), which are the caller's. */
bool lineedit_key(struct lineedit *edit, struct key key) __attribute__((nonnull));
/* A code point of pasted text: line feeds and tabs become one space, other control characters and
 * bidirectional controls are left out. */
void lineedit_paste(struct lineedit *edit, uint32_t code) __attribute__((nonnull));

#endif
