/* Finding and loading scorecards: the person's own first, then those that came with callmark. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/cards.h"

#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/plain_text.h"
#include "config/paths.h"

#define MAX_CARD_BYTES (1 << 20)

bool cards_read_text(const char *path, struct str *text, struct err *err)
{
	return plain_text_load(path, MAX_CARD_BYTES, text, err);
}

static struct card *read_card(const char *path, struct card_problems *problems, struct err *err)
{
	struct str text = {0};
	struct card *card = NULL;
	err->code = ERR_NONE;
	if (cards_read_text(path, &text, err))
		card = card_parse(str_get(&text), text.n_bytes, problems);
	str_release(&text);
	return card;
}

struct card *cards_read(const char *path, struct err *err)
{
	struct card_problems problems = {0};
	struct card *card = read_card(path, &problems, err);
	if (!card && err->code == ERR_NONE) {
		const struct card_problem *first = problems.problems;
		err_set(err, ERR_FORMAT, "%s:%d:%d: %s", path, first->line, first->column,
			first->text);
		if (problems.n_problems > 1) {
			struct err one = *err;
			err_set(err, ERR_FORMAT,
				_("%s (and %zu more; 'callmark card check' lists them)"), one.text,
				problems.n_problems - 1);
		}
	}
	card_problems_release(&problems);
	return card;
}

struct card *cards_read_telling(const char *path, void (*tell)(void *context, const char *line),
	void *context)
{
	struct err err;
	struct card_problems problems = {0};
	struct card *card = read_card(path, &problems, &err);
	if (!card && err.code != ERR_NONE)
		tell(context, err.text);
	for (size_t i = 0; i < problems.n_problems; i++) {
		struct str line = {0};
		str_addf(&line, "%s:%d:%d: %s", path, problems.problems[i].line,
			problems.problems[i].column, problems.problems[i].text);
		tell(context, str_get(&line));
		str_release(&line);
	}
	card_problems_release(&problems);
	return card;
}

struct card *cards_load(const char *name, struct err *err)
{
	if (strchr(name, '/') || str_ends(name, ".yaml"))
		return cards_read(name, err);
	struct str file = {0};
	str_addf(&file, "cards/%s.yaml", name);
	char *own = paths_user(FOLDER_CONFIG, str_get(&file));
	char *shipped = paths_shipped(str_get(&file));
	struct card *card = cards_read(own, err);
	if (!card && err->code == ERR_NOT_FOUND)
		card = cards_read(shipped, err);
	if (!card && err->code == ERR_NOT_FOUND)
		err_set(err, ERR_NOT_FOUND,
			_("there is no scorecard '%s' ('callmark card list' shows which there are)"),
			name);
	free(own);
	free(shipped);
	str_release(&file);
	return card;
}

/* Of the names in a folder, the one that comes first, and the first that comes after name. */
static void look_through(const char *folder, const char *name, struct str *first, struct str *after)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	while (stream && (entry = readdir(stream))) {
		const char *file = entry->d_name;
		if (file[0] == '.' || !str_ends(file, ".yaml"))
			continue;
		struct str id = {0};
		str_addn(&id, file, strlen(file) - strlen(".yaml"));
		struct str *slots[] = {first, strcmp(str_get(&id), name) > 0 ? after : first};
		for (int i = 0; i < 2; i++)
			if (!slots[i]->text || strcmp(str_get(&id), slots[i]->text) < 0) {
				str_clear(slots[i]);
				str_add(slots[i], str_get(&id));
			}
		str_release(&id);
	}
	if (stream)
		closedir(stream);
}

char *cards_next(const char *name)
{
	struct str first = {0}, after = {0};
	char *own = paths_user(FOLDER_CONFIG, "cards"), *shipped = paths_shipped("cards");
	look_through(own, name, &first, &after);
	look_through(shipped, name, &first, &after);
	free(own);
	free(shipped);
	char *next = after.text ? str_take(&after) : first.text ? str_take(&first) : NULL;
	str_release(&first);
	str_release(&after);
	return next;
}

enum card_language cards_language(void)
{
	const char *wanted = getenv("LANGUAGE");
	return card_language_of(wanted && *wanted ? wanted : setlocale(LC_MESSAGES, NULL));
}
