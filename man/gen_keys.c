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
};

static void add_key(struct str *keys, struct key key)
{
	char name[KEY_NAME_SIZE];
	str_addf(keys, "%s%s", keys->n_bytes ? " or " : "", key_name(key, name));
}

static void add_keys(struct str *keys, const struct action_row *row, unsigned where)
{
	for (int i = 0; i < ACTION_MAX_KEYS && row->keys[i].code; i++)
		add_key(keys, row->keys[i]);
	for (int i = 0; i < ACTION_MAX_CLOSERS && row->closers[i].key.code; i++)
		if (row->closers[i].where & where)
			add_key(keys, row->closers[i].key);
}

static void print_action(const struct action_row *row, unsigned where)
{
	struct str keys = {0};
	add_keys(&keys, row, where);
	gen_item(keys.n_bytes ? str_get(&keys) : "(no key)", row->name);
	if (row->help)
		gen_sentence(row->help);
	else
		fputs("As the one above.\n", stdout);
	str_release(&keys);
}

static void print_group(unsigned where, enum action_group group)
{
	const struct action_row *rows = action_get_rows();
	bool is_empty = true;
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		if (!(rows[i].where & where) || rows[i].group != group)
			continue;
		if (is_empty)
			printf(".SS %s\n", groups[group]);
		is_empty = false;
		print_action(&rows[i], where);
	}
}

void gen_keys(void)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		printf(".SH %s\n", places[i].heading);
		for (int group = 0; group < N_ACTION_GROUPS; group++)
			print_group(places[i].where, (enum action_group)group);
	}
}
