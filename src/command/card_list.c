/* callmark card list and check: a line a card, and everything that is wrong with it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/cards.h"
#include "command/json_parts.h"
#include "config/paths.h"
#include "scorecard/score.h"

void card_print_line(const struct card *card)
{
	char total[24];
	enum card_language shown = cards_language();
	score_format(card->total_centi, true, total);
	printf("%-16s ", card->id);
	command_print_clean(card_text_get(&card->title, shown));
	printf(_("  version %d, %zu items, %s points\n"), card->version, card->n_items, total);
}

static void print_problem(void *context, const char *line)
{
	(void)context;
	command_print_clean(line);
	putchar('\n');
}

static bool print_line(const char *path)
{
	struct card *card = cards_read_telling(path, print_problem, NULL);
	if (!card)
		return false;
	card_print_line(card);
	card_free(card);
	return true;
}

static void add_problem(void *context, const char *line)
{
	json_array_append_new(context, json_parts_text(line));
}

static bool print_object(const char *path)
{
	json_t *object = json_object(), *problems = json_array();
	struct card *card = cards_read_telling(path, add_problem, problems);
	json_object_set_new(object, "file", json_parts_text(path));
	json_object_set_new(object, "card", card ? json_string(card->id) : json_null());
	json_object_set_new(object, "version", card ? json_integer(card->version) : json_null());
	json_object_set_new(object, "title",
		card ? json_parts_text(card_text_get(&card->title, cards_language())) : json_null());
	json_object_set_new(
		object, "items", card ? json_integer((json_int_t)card->n_items) : json_null());
	json_object_set_new(object, "points", json_parts_centi(card ? card->total_centi : -1));
	json_object_set_new(object, "problems", problems);
	json_parts_print(object);
	card_free(card);
	return card != NULL;
}

static bool print_card(const struct command_context *context, const char *path)
{
	return context->output == OUTPUT_JSON ? print_object(path) : print_line(path);
}

static int is_card(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(entry->d_name, ".yaml");
}

/* A card that is broken is told in its place. */
static void list_folder(const struct command_context *context, const char *folder)
{
	struct dirent **entries;
	int n_entries = scandir(folder, &entries, is_card, alphasort);
	for (int i = 0; i < n_entries; i++) {
		struct str path = {0};
		str_addf(&path, "%s/%s", folder, entries[i]->d_name);
		print_card(context, str_get(&path));
		str_release(&path);
		free(entries[i]);
	}
	if (n_entries >= 0)
		free(entries);
}

int card_list(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)n_arguments, (void)arguments;
	char *own = paths_user(FOLDER_CONFIG, "cards"), *shipped = paths_shipped("cards");
	list_folder(context, own);
	list_folder(context, shipped);
	free(own);
	free(shipped);
	return EXIT_DONE;
}

/* The file of that name, or else of the card that --card would take. The caller frees it. */
static char *path_of(const char *name)
{
	struct str shipped_name = {0};
	if (access(name, F_OK) == 0 || !card_is_id(name) || str_ends(name, ".yaml"))
		return mem_dup(name);
	str_addf(&shipped_name, "cards/%s.yaml", name);
	char *own = card_own_path(name), *shipped = paths_shipped(str_get(&shipped_name));
	char *path = mem_dup(access(own, F_OK) == 0	  ? own
			     : access(shipped, F_OK) == 0 ? shipped
							  : name);
	str_release(&shipped_name);
	free(own);
	free(shipped);
	return path;
}

int card_check(const struct command_context *context, int n_arguments, char **arguments)
{
	int status = EXIT_DONE;
	for (int i = 0; i < n_arguments; i++) {
		char *path = path_of(arguments[i]);
		if (!print_card(context, path))
			status = EXIT_CHECK;
		free(path);
	}
	return status;
}
