/* Names of keys. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "action/key.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* What the part of the name after the modifiers takes at most. */
#define BASE_SIZE 12

static const struct {
	uint32_t code;
	const char *name;
} key_names[] = {
	{' ', "Space"},
	{9, "Tab"},
	{13, "Enter"},
	{27, "Escape"},
	{127, "Backspace"},
	{KEY_CODE_UP, "Up"},
	{KEY_CODE_DOWN, "Down"},
	{KEY_CODE_LEFT, "Left"},
	{KEY_CODE_RIGHT, "Right"},
	{KEY_CODE_HOME, "Home"},
	{KEY_CODE_END, "End"},
	{KEY_CODE_PAGE_UP, "PageUp"},
	{KEY_CODE_PAGE_DOWN, "PageDown"},
	{KEY_CODE_INSERT, "Insert"},
	{KEY_CODE_DELETE, "Delete"},
};

static void name_base(uint32_t code, char base[BASE_SIZE])
{
	for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++) {
		if (key_names[i].code == code) {
			snprintf(base, BASE_SIZE, "%s", key_names[i].name);
			return;
		}
	}
	if (code >= KEY_CODE_F1 && code <= KEY_CODE_F12)
		snprintf(base, BASE_SIZE, "F%u", (unsigned)(code - KEY_CODE_F1 + 1));
	else if (code > 0 && code < 0x20)
		snprintf(base, BASE_SIZE, "^%c", (char)(code + 0x40));
	else if (code > 0x20 && code <= 0x10ffff)
		base[utf8_encode(code, base)] = '\0';
	else
		base[0] = '\0';
}

const char *key_name(struct key key, char buf[KEY_NAME_SIZE])
{
	char base[BASE_SIZE];
	name_base(key.code, base);
	snprintf(buf, KEY_NAME_SIZE, "%s%s%s%s%s", key.modifiers & KEY_MENU ? "M " : "",
		key.modifiers & KEY_CTRL ? "Ctrl+" : "",
		key.modifiers & KEY_ALT ? "Alt+" : "", key.modifiers & KEY_SHIFT ? "Shift+" : "", base);
	if (!base[0])
		buf[0] = '\0';
	return buf;
}

bool key_equal(struct key a, struct key b)
{
	return a.code == b.code && a.modifiers == b.modifiers;
}
