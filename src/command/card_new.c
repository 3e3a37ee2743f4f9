/* callmark card new: a card of one's own, from the commented starter or from another card. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/cards.h"
#include "config/paths.h"

/* Bytes of the value at the start of text: up to blanks and a remark, or the end of the line. */
static size_t value_size(const char *text)
{
	size_t n_bytes = strcspn(text, "\r\n");
	if (*text == '"' || *text == '\'') {
		const char *end = strchr(text + 1, *text);
		return end && (size_t)(end - text) < n_bytes ? (size_t)(end - text) + 1 : n_bytes;
	}
	for (size_t i = 1; i < n_bytes; i++)
		if (text[i] == '#' && (text[i - 1] == ' ' || text[i - 1] == '\t'))
			n_bytes = i;
	while (n_bytes > 0 && (text[n_bytes - 1] == ' ' || text[n_bytes - 1] == '\t'))
		n_bytes--;
	return n_bytes;
}

/* Adds a line of a card, with other values of its id and version; the rest is as it was. */
static void add_line(struct str *out, const char *line, size_t n_line, const char *id)
{
	const struct {
		const char *key, *value;
	} changes[] = {{"card:", id}, {"version:", "1"}};
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		if (!str_starts(line, changes[i].key))
			continue;
		size_t start = strlen(changes[i].key);
		start += strspn(line + start, " \t");
		size_t end = start + value_size(line + start);
		str_addn(out, line, start);
		str_add(out, changes[i].value);
		str_addn(out, line + end, n_line - end);
		return;
	}
	str_addn(out, line, n_line);
}

/* The copy has to be a card of that id: where it is not, its keys do not begin lines. */
static bool rename_card(const struct card *card, const char *id, struct str *out, struct err *err)
{
	struct card_problems problems = {0};
	for (const char *line = card->text; *line;) {
		size_t n_line = strcspn(line, "\n");
		n_line += line[n_line] == '\n';
		add_line(out, line, n_line, id);
		line += n_line;
	}
	struct card *copy = card_parse(str_get(out), out->n_bytes, &problems);
	bool is_renamed = copy && strcmp(copy->id, id) == 0 && copy->version == 1;
	card_free(copy);
	card_problems_release(&problems);
	return is_renamed ? true
			  : err_set(err, ERR_UNSUPPORTED,
				    _("'%s' cannot be copied: 'card:' and 'version:' have to begin lines "
				      "of its file"),
				    card->id);
}

static struct card *load_pattern(const char *from, struct err *err)
{
	if (from)
		return cards_load(from, err);
	char *starter = paths_shipped("starter/card.yaml");
	struct card *card = cards_read(starter, err);
	free(starter);
	return card;
}

static bool check_name(const char *name, struct err *err)
{
	struct str file = {0};
	if (!card_is_id(name) || str_ends(name, ".yaml"))
		return err_set(err, ERR_USAGE,
			_("'%s' is no name for a card: at most 31 of the characters a-z 0-9 . _ -, "
			  "without .yaml"),
			name);
	str_addf(&file, "cards/%s.yaml", name);
	char *shipped = paths_shipped(str_get(&file));
	bool is_free = access(shipped, F_OK) != 0;
	if (!is_free)
		err_set(err, ERR_CONFLICT,
			_("a card '%s' came with callmark; choose another name for yours"), name);
	free(shipped);
	str_release(&file);
	return is_free;
}

int card_new(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)n_arguments;
	const char *name = arguments[0];
	struct err err;
	struct str text = {0};
	char *path = card_own_path(name);
	struct card *pattern =
		check_name(name, &err) ? load_pattern(context->values[CARD_FROM], &err) : NULL;
	bool made = pattern && rename_card(pattern, name, &text, &err) &&
		    card_write_new(path, str_get(&text), text.n_bytes, &err);
	if (made)
		card_print_next(path, name);
	card_free(pattern);
	str_release(&text);
	free(path);
	return made ? EXIT_DONE : card_fail(&err);
}
