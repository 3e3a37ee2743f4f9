/* callmark card: lists scorecards and checks their files. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/cards.h"
#include "config/paths.h"
#include "scorecard/score.h"

static void tell_line(void *context, const char *line)
{
	(void)context;
	command_print_clean(line);
	putchar('\n');
}

static void print_card(const struct card *card)
{
	char total[24];
	enum card_language shown = cards_language();
	score_format(card->total_centi, true, total);
	printf("%-16s ", card->id);
	command_print_clean(card_text_get(&card->title, shown));
	printf(_("  version %d, %zu items, %s points\n"), card->version, card->n_items, total);
}

static int check_files(int n_files, char **files)
{
	int status = EXIT_DONE;
	for (int i = 0; i < n_files; i++) {
		struct card *card = cards_read_telling(files[i], tell_line, NULL);
		if (card)
			print_card(card);
		else
			status = EXIT_CHECK;
		card_free(card);
	}
	return status;
}

static int is_card(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(entry->d_name, ".yaml");
}

static void list_folder(const char *folder)
{
	struct dirent **entries;
	int n_entries = scandir(folder, &entries, is_card, alphasort);
	for (int i = 0; i < n_entries; i++) {
		struct str path = {0};
		str_addf(&path, "%s/%s", folder, entries[i]->d_name);
		struct card *card = cards_read_telling(str_get(&path), tell_line, NULL);
		if (card)
			print_card(card);
		card_free(card);
		str_release(&path);
		free(entries[i]);
	}
	if (n_entries >= 0)
		free(entries);
}

static int list_all(void)
{
	char *own = paths_user(FOLDER_CONFIG, "cards"), *shipped = paths_shipped("cards");
	list_folder(own);
	list_folder(shipped);
	free(own);
	free(shipped);
	return EXIT_DONE;
}

int command_card(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)context;
	if (n_arguments == 1 && strcmp(arguments[0], "list") == 0)
		return list_all();
	if (n_arguments > 1 && strcmp(arguments[0], "check") == 0)
		return check_files(n_arguments - 1, arguments + 1);
	command_complain(_("card: expected 'list', or 'check' and files"));
	return EXIT_USAGE;
}
