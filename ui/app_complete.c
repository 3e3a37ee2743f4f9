/* Tab in the command line: what may stand at its end. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/cards.h"
#include "ui/completion.h"

#define MOST_CARDS 200 /* more are not looked for */

static void add_names(const struct app *app, struct completion *found)
{
	const struct action_row *rows = action_get_rows();
	unsigned place = app_get_place(app);
	struct str name = {0};
	for (const struct app_command *command = app_get_commands(); command->name; command++) {
		str_clear(&name);
		str_addf(&name, "%s%s", command->name, command->takes ? " " : "");
		completion_add(found, str_get(&name));
	}
	str_release(&name);
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++)
		if (rows[i].where & place && action_find(rows[i].name) == rows[i].action)
			completion_add(found, rows[i].name);
}

static void add_values(const struct option_row *row, struct completion *found)
{
	static const char *const flags[] = {"yes", "no", NULL};
	const char *const *words = row->type == OPTION_FLAG ? flags : row->words;
	struct str word = {0};
	for (; words && *words; words++) {
		str_clear(&word);
		str_addf(&word, "%s=%s", row->name, *words);
		completion_add(found, str_get(&word));
	}
	str_release(&word);
}

/* The first Tab may come before their list is there, and asks for it. */
static void add_devices(struct app *app, const char *option, struct completion *found)
{
	const struct player_device *devices;
	size_t n_devices;
	struct str word = {0};
	if (!player_get_devices(app->player, &devices, &n_devices)) {
		if (app->config->audio)
			player_ask_devices(app->player);
		return;
	}
	for (size_t i = 0; i < n_devices; i++) {
		str_clear(&word);
		str_addf(&word, "%s=", option);
		utf8_clean(&word, devices[i].name, strlen(devices[i].name));
		completion_add(found, str_get(&word));
	}
	str_release(&word);
}

/* Names of options, and once a name is there, its values. */
static void add_options(struct app *app, struct completion *found)
{
	struct str word = {0};
	for (const struct option_row *row = config_get_options(); row->name; row++) {
		if (!app_can_set(row->name))
			continue;
		str_clear(&word);
		str_addf(&word, "%s=", row->name);
		bool is_named = str_starts(found->typed, str_get(&word));
		if (is_named && strcmp(row->name, "audio-device") == 0)
			add_devices(app, row->name, found);
		else if (is_named)
			add_values(row, found);
		else
			completion_add(found, str_get(&word));
	}
	str_release(&word);
}

/* The cards follow each other in a ring. */
static void add_cards(const struct app *app, struct completion *found)
{
	char *first = cards_next(app->card->id), *name = first ? mem_dup(first) : NULL;
	for (int i = 0; name && i < MOST_CARDS; i++) {
		completion_add(found, name);
		char *next = cards_next(name);
		free(name);
		name = next;
		if (name && strcmp(name, first) == 0)
			break;
	}
	free(name);
	free(first);
}

/* Where the word at the end of the line begins, and which command it belongs to ("" for none). */
static size_t find_word(const char *text, char *command, size_t n_command)
{
	size_t start = strspn(text, " "), n_name = strcspn(text + start, " ");
	struct str name = {0};
	command[0] = '\0';
	if (!text[start + n_name])
		return start;
	str_addn(&name, text + start, n_name);
	str_copy(command, n_command, str_get(&name));
	str_release(&name);
	return start + n_name + strspn(text + start + n_name, " ");
}

static void take_found(struct app *app, size_t start, const struct completion *found)
{
	struct str line = {0};
	str_addn(&line, app->edit.text, start);
	str_add(&line, str_get(&found->common));
	lineedit_init(&app->edit, str_get(&line));
	str_release(&line);
	if (found->n_choices > 1)
		str_copy(app->choices, sizeof app->choices, str_get(&found->choices));
}

/* Choices that do not fit into the line come with the next Tab. They are ASCII, two blanks between. */
static void show_more(struct app *app)
{
	const char *shown = app->choices + app->n_choices_shown;
	size_t n_fit = app->canvas.columns > 4 ? (size_t)app->canvas.columns - 3 : 1;
	if (strlen(shown) <= n_fit) {
		app->n_choices_shown = 0;
		return;
	}
	while (n_fit > 1 && shown[n_fit - 1] != ' ')
		n_fit--;
	app->n_choices_shown += n_fit;
}

void app_complete(struct app *app)
{
	if (app->choices[0]) {
		show_more(app);
		return;
	}
	char command[64];
	size_t start = find_word(app->edit.text, command, sizeof command);
	struct completion found = {.typed = app->edit.text + start};
	if (!command[0])
		add_names(app, &found);
	else if (strcmp(command, "set") == 0)
		add_options(app, &found);
	else if (strcmp(command, "card") == 0)
		add_cards(app, &found);
	if (found.n_choices)
		take_found(app, start, &found);
	completion_release(&found);
}
