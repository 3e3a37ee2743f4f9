/* One line of text being edited, by user-perceived characters. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/lineedit.h"

#include <string.h>

#include "base/utf8.h"

#define CONTROL(letter) ((letter) - 'A' + 1)

/* ---- places ---- */

static size_t place_after(const struct lineedit *edit, size_t at)
{
	size_t next = 0;
	while (next <= at && next < edit->n_bytes)
		next += utf8_grapheme(edit->text + next, edit->n_bytes - next);
	return next;
}

static size_t place_before(const struct lineedit *edit, size_t at)
{
	size_t before = 0, next = 0;
	while (next < at) {
		before = next;
		next += utf8_grapheme(edit->text + next, edit->n_bytes - next);
	}
	return before;
}

static size_t word_start(const struct lineedit *edit)
{
	size_t at = edit->cursor;
	while (at > 0 && edit->text[at - 1] == ' ')
		at--;
	while (at > 0 && edit->text[at - 1] != ' ')
		at--;
	return at;
}

/* ---- changes ---- */

static void cut(struct lineedit *edit, size_t from, size_t to)
{
	memmove(edit->text + from, edit->text + to, edit->n_bytes - to + 1);
	edit->n_bytes -= to - from;
	edit->cursor = from;
}

static void insert(struct lineedit *edit, uint32_t code)
{
	char bytes[4];
	size_t n = utf8_encode(code, bytes);
	edit->is_full = edit->n_bytes + n > LINEEDIT_MAX;
	if (edit->is_full)
		return;
	memmove(edit->text + edit->cursor + n, edit->text + edit->cursor,
		edit->n_bytes - edit->cursor + 1);
	memcpy(edit->text + edit->cursor, bytes, n);
	edit->n_bytes += n;
	edit->cursor += n;
}

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069) || code > 0x10ffff;
}

void lineedit_paste(struct lineedit *edit, uint32_t code)
{
	bool was_full = edit->is_full;
	if (code == '\t' || code == '\r' || code == '\n' || code == 0x2028 || code == 0x2029) {
		if (edit->cursor == 0 || edit->text[edit->cursor - 1] != ' ')
			insert(edit, ' ');
	} else if (!is_control(code)) {
		insert(edit, code);
	}
	edit->is_full |= was_full;
}

void lineedit_init(struct lineedit *edit, const char *text)
{
	*edit = (struct lineedit){0};
	size_t n_bytes = strlen(text);
	uint32_t code;
	for (size_t at = 0; at < n_bytes && !edit->is_full;) {
		at += utf8_decode(text + at, n_bytes - at, &code);
		lineedit_paste(edit, code);
	}
}

static bool edit_by_control(struct lineedit *edit, uint32_t code)
{
	switch (code) {
	case 0x7f:
	case CONTROL('H'):
		cut(edit, place_before(edit, edit->cursor), edit->cursor);
		return true;
	case KEY_CODE_DELETE:
	case CONTROL('D'):
		cut(edit, edit->cursor, place_after(edit, edit->cursor));
		return true;
	case CONTROL('K'):
		cut(edit, edit->cursor, edit->n_bytes);
		return true;
	case CONTROL('U'):
		cut(edit, 0, edit->cursor);
		return true;
	case CONTROL('W'):
		cut(edit, word_start(edit), edit->cursor);
		return true;
	}
	return false;
}

static bool move_by(struct lineedit *edit, uint32_t code)
{
	switch (code) {
	case KEY_CODE_LEFT:
	case CONTROL('B'):
		edit->cursor = place_before(edit, edit->cursor);
		return true;
	case KEY_CODE_RIGHT:
	case CONTROL('F'):
		edit->cursor = place_after(edit, edit->cursor);
		return true;
	case KEY_CODE_HOME:
	case CONTROL('A'):
		edit->cursor = 0;
		return true;
	case KEY_CODE_END:
	case CONTROL('E'):
		edit->cursor = edit->n_bytes;
		return true;
	}
	return false;
}

bool lineedit_key(struct lineedit *edit, struct key key)
{
	if (key.modifiers)
		return false;
	if (!is_control(key.code)) {
		insert(edit, key.code);
		return true;
	}
	bool is_known = edit_by_control(edit, key.code) || move_by(edit, key.code);
	if (is_known)
		edit->is_full = false;
	return is_known;
}
