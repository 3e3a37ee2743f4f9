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

/* Takes a part from the front of a name. */
static bool take(const char **name, size_t *n, const char *part)
{
	size_t n_part = strlen(part);
	if (*n <= n_part || strncmp(*name, part, n_part) != 0)
		return false;
	*name += n_part;
	*n -= n_part;
	return true;
}

static uint32_t find_base(const char *name, size_t n)
{
	char base[BASE_SIZE];
	/* Every key that has a name of its own; F12 is the last of them. */
	for (uint32_t code = KEY_CODE_UP; code <= KEY_CODE_F12; code++) {
		name_base(code, base);
		if (strlen(base) == n && strncmp(base, name, n) == 0)
			return code;
	}
	for (uint32_t code = 1; code <= 127; code++) {
		name_base(code, base);
		if (strlen(base) == n && strncmp(base, name, n) == 0)
			return code;
	}
	return 0;
}

bool key_find(const char *name, size_t n, struct key *key)
{
	*key = (struct key){0};
	if (take(&name, &n, "M "))
		key->modifiers |= KEY_MENU;
	if (take(&name, &n, "Ctrl+"))
		key->modifiers |= KEY_CTRL;
	if (take(&name, &n, "Alt+"))
		key->modifiers |= KEY_ALT;
	if (take(&name, &n, "Shift+"))
		key->modifiers |= KEY_SHIFT;
	key->code = find_base(name, n);
	return key->code != 0;
}

bool key_equal(struct key a, struct key b)
{
	return a.code == b.code && a.modifiers == b.modifiers;
}
