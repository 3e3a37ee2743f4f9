/* A foot pedal: which of its keys does what. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/pedal.h"

#include <stdlib.h>
#include <string.h>

#define BLANKS " \t,"
#define MAX_WORD 24

/* The kernel counts keys as they lay on a keyboard of 1981. */
static int letter_code(char letter)
{
	static const char rows[] = "qwertyuiop....asdfghjkl.....zxcvbnm";
	const char *at = strchr(rows, letter);
	return at && letter >= 'a' && letter <= 'z' ? (int)(at - rows) + 16 : -1;
}

static int function_code(long n)
{
	if (n < 1 || n > 24)
		return -1;
	return (int)(n <= 10 ? 58 + n : n <= 12 ? 76 + n : 170 + n);
}

static int code_of(const char *name)
{
	char *end;
	if (name[0] && !name[1] && letter_code(name[0]) >= 0)
		return letter_code(name[0]);
	bool is_function = name[0] == 'f' && name[1];
	const char *digits = name + is_function;
	if (*digits < '0' || *digits > '9')
		return -1;
	long n = strtol(digits, &end, 10);
	if (*end)
		return -1;
	if (is_function)
		return function_code(n);
	return n > 0 && n <= PEDAL_MAX_CODE ? (int)n : -1;
}

static int role_of(const char *name)
{
	if (strcmp(name, "play") == 0)
		return PEDAL_PLAY;
	if (strcmp(name, "back") == 0)
		return PEDAL_BACK;
	return strcmp(name, "forward") == 0 ? PEDAL_FORWARD : -1;
}

static bool add_word(struct pedal_keys *keys, const char *start, size_t n_bytes)
{
	char word[MAX_WORD];
	if (n_bytes >= sizeof word || keys->n_keys == PEDAL_MAX_KEYS)
		return false;
	memcpy(word, start, n_bytes);
	word[n_bytes] = '\0';
	char *equals = strchr(word, '=');
	if (!equals)
		return false;
	*equals = '\0';
	int code = code_of(word), role = role_of(equals + 1);
	if (code < 0 || role < 0 || pedal_keys_find(keys, (unsigned)code) >= 0)
		return false;
	keys->keys[keys->n_keys].code = (uint16_t)code;
	keys->keys[keys->n_keys++].role = (enum pedal_role)role;
	return true;
}

bool pedal_keys_parse(const char *text, struct pedal_keys *keys)
{
	*keys = (struct pedal_keys){0};
	for (text += strspn(text, BLANKS); *text; text += strspn(text, BLANKS)) {
		size_t n_bytes = strcspn(text, BLANKS);
		if (!add_word(keys, text, n_bytes))
			return false;
		text += n_bytes;
	}
	return keys->n_keys > 0;
}

int pedal_keys_find(const struct pedal_keys *keys, unsigned code)
{
	for (size_t i = 0; i < keys->n_keys; i++)
		if (keys->keys[i].code == code)
			return (int)i;
	return -1;
}

unsigned pedal_keys_roles(const struct pedal_keys *keys, uint32_t down)
{
	unsigned roles = 0;
	for (size_t i = 0; i < keys->n_keys; i++)
		if (down >> i & 1)
			roles |= keys->keys[i].role;
	return roles;
}
