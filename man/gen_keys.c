/* Manual pages: every key, by place and group. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>

#include "action/action.h"
#include "base/str.h"
#include "man/gen.h"

static const struct {
	unsigned where;
	const char *heading;
} places[] = {
	{IN_REVIEW, "THE REVIEW"},
	{IN_GAPS, "THE GAP LIST"},
	{IN_GUIDELINE, "AN ITEM IN FULL"},
	{IN_PICK, "LISTS WITH LETTERS: REASONS, RED FLAGS, FAULTS"},
	{IN_CONTACT, "FIELDS OF THE CONTACT"},
	{IN_INCIDENTS, "INCIDENTS"},
	{IN_NOTES, "NOTES"},
	{IN_SUBMIT, "SUBMITTING A REVIEW"},
	{IN_CALLS, "THE CALL LIST"},
	{IN_FIRST, "THE FIRST SCREEN"},
	{IN_HELP, "HELP"},
};

static const char *const groups[N_ACTION_GROUPS] = {
	[GROUP_LISTEN] = "Listen",
	[GROUP_JUMP] = "Jump",
	[GROUP_MARK] = "Mark",
	[GROUP_FILE] = "File",
	[GROUP_GAPS] = "Gap list",
	[GROUP_PANES] = "Pane",
};

static void add_key(struct str *keys, struct key key)
{
	char name[KEY_NAME_SIZE];
	str_addf(keys, "%s%s", keys->n_bytes ? " or " : "", key_name(key, name));
}

static void add_keys(struct str *keys, const struct action_row *row, unsigned where)
{
	if (row->letters)
		str_add(keys, row->keys_shown);
	for (int i = 0; i < ACTION_MAX_KEYS && row->keys[i].code && !row->letters; i++)
		add_key(keys, row->keys[i]);
	for (int i = 0; i < ACTION_MAX_CLOSERS && row->closers[i].key.code; i++)
		if (row->closers[i].where & where)
			add_key(keys, row->closers[i].key);
}

static void print_action(const struct action_row *row, unsigned where)
{
	struct str keys = {0};
	add_keys(&keys, row, where);
	const char *head = keys.n_bytes ? str_get(&keys) : "(no key)";
	if (row->help)
		gen_item(head, row->name);
	else
		gen_item_too(head, row->name);
	str_release(&keys);
}

/* Rows without a help are told of together with the one above: their heads come before its help. */
static void print_group(unsigned where, enum action_group group)
{
	const struct action_row *rows = action_get_rows();
	const char *help = NULL;
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		if (!(rows[i].where & where) || rows[i].group != group)
			continue;
		if (!help)
			printf(".SS %s\n", groups[group]);
		else if (rows[i].help)
			gen_sentence(help);
		print_action(&rows[i], where);
		help = rows[i].help ? rows[i].help : help;
	}
	if (help)
		gen_sentence(help);
}

void gen_keys(void)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		printf(".SH %s\n", places[i].heading);
		for (int group = 0; group < N_ACTION_GROUPS; group++)
			print_group(places[i].where, (enum action_group)group);
	}
}
