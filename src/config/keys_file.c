/* keys.conf: the keys that a person wants. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "config/keys_file.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <string.h>

#include "action/keymap.h"
#include "base/i18n.h"
#include "base/str.h"

#define BLANKS " \t"
#define LINE_SIZE 1024

struct reading {
	struct err *err;
	char name[64]; /* of the line that is wrong */
	char word[64]; /* what in it; "": the name */
};

/* ---- where something stands ---- */

/* The column of a part of a line, in characters from 1. */
static int column_of(const char *line, const char *part)
{
	int column = 1;
	for (; line < part; line++)
		column += (*line & 0xc0) != 0x80;
	return column;
}

/* The value of a line that begins with the name; NULL if it begins otherwise. */
static char *value_of(char *line, const char *name)
{
	char *text = line + strspn(line, BLANKS);
	size_t n = strlen(name);
	if (strncmp(text, name, n) != 0)
		return NULL;
	text += n + strspn(text + n, BLANKS);
	return *text == '=' || *text == ':' ? text + 1 : NULL;
}

/* The parser tells neither column nor, of two keys that clash, the line: the name is looked for, and the
 * word behind it. The last line of a name counts. */
static void find_place(FILE *file, const struct reading *reading, int *line, int *column)
{
	char text[LINE_SIZE];
	rewind(file);
	for (int n = 1; fgets(text, sizeof text, file); n++) {
		char *value = value_of(text, reading->name);
		if (!value)
			continue;
		char *word = *reading->word ? strstr(value, reading->word) : NULL;
		*line = n;
		*column = column_of(text, word ? word : text + strspn(text, BLANKS));
	}
}

/* ---- a line ---- */

/* A word, or M and the word behind it. Returns its length; 0 at the end. */
static size_t next_word(const char **value)
{
	*value += strspn(*value, BLANKS);
	size_t n = strcspn(*value, BLANKS);
	if (n == 1 && **value == 'M' && (*value)[1] == ' ')
		n += 1 + strcspn(*value + 2, BLANKS);
	return n;
}

static bool check_key(struct reading *reading, bool is_key, struct key key)
{
	if (!is_key)
		return err_set(reading->err, ERR_USAGE, _("'%s' is no key"), reading->word);
	if (key.code == 27)
		return err_set(reading->err, ERR_USAGE, _("Escape closes what is open, and nothing else"));
	if (key.code == 'M' && !key.modifiers)
		return err_set(reading->err, ERR_USAGE, _("M only leads to other keys, as in M g"));
	return true;
}

/* The keys of an action; ACTION_MAX_KEYS of them at most. */
static bool read_keys(struct reading *reading, const char *value, struct key *keys, size_t *n_keys)
{
	size_t n;
	for (*n_keys = 0; (n = next_word(&value)); value += n) {
		snprintf(reading->word, sizeof reading->word, "%.*s", (int)n, value);
		if (*n_keys == ACTION_MAX_KEYS)
			return err_set(reading->err, ERR_USAGE, _("an action has %d keys at most"),
				ACTION_MAX_KEYS);
		bool is_key = key_find(value, n, &keys[*n_keys]);
		if (!check_key(reading, is_key, keys[*n_keys]))
			return false;
		(*n_keys)++;
	}
	return true;
}

/* Without these nobody could find the others, or leave. */
static bool is_needed(enum action action)
{
	return action == ACTION_HELP || action == ACTION_COMMAND || action == ACTION_BACK;
}

static int take_line(void *context, const char *section, const char *name, const char *value)
{
	struct reading *reading = context;
	struct key keys[ACTION_MAX_KEYS];
	size_t n_keys;
	if (reading->err->text[0])
		return false; /* the parser goes on; the first is told */
	str_copy(reading->name, sizeof reading->name, *section ? section : name);
	reading->word[0] = '\0';
	enum action action = action_find(name);
	if (*section)
		return err_set(reading->err, ERR_FORMAT, _("there are no sections here, but '[%s]'"),
			section);
	if (action == ACTION_NONE || action_get_row(action)->letters)
		return err_set(reading->err, ERR_USAGE,
			_("there is no '%s' that has keys of its own; callmark-keys(7) names all"), name);
	if (!read_keys(reading, value, keys, &n_keys))
		return false;
	if (n_keys == 0 && is_needed(action))
		return err_set(reading->err, ERR_USAGE, _("'%s' cannot do without a key"), name);
	keymap_give(action, keys, n_keys);
	return true;
}

/* ---- the file ---- */

static bool check_clashes(struct reading *reading)
{
	struct keymap_clash clash;
	if (!keymap_find_clash(&clash))
		return true;
	str_copy(reading->name, sizeof reading->name, action_get_row(clash.action)->name);
	char name[KEY_NAME_SIZE];
	str_copy(reading->word, sizeof reading->word, key_name(clash.key, name));
	return err_set(reading->err, ERR_USAGE, _("'%s' is '%s' already; give that another key"),
		reading->word, action_get_row(clash.other)->name);
}

bool keys_read_file(const char *path, struct err *err)
{
	char why[128];
	FILE *file = fopen(path, "re");
	if (!file && errno == ENOENT)
		return true;
	if (!file)
		return err_set(err, ERR_IO, _("cannot open '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
	err->text[0] = '\0';
	struct reading reading = {.err = err};
	int line = ini_parse_file(file, take_line, &reading), column = 1;
	bool is_good = line == 0 && check_clashes(&reading);
	if (line > 0 && !err->text[0])
		err_set(err, ERR_FORMAT, _("expected 'action = keys'"));
	else if (!is_good)
		find_place(file, &reading, &line, &column);
	fclose(file);
	if (is_good)
		return true;
	keymap_reset();
	return err_at(err, path, line, column);
}
