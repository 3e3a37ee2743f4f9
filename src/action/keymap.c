/* Which keys an action has: those of the table, or those that a person has given it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "action/keymap.h"

#include <string.h>

struct given {
	bool is_given;
	struct key keys[ACTION_MAX_KEYS];
};

/* Static, since a key means the same on every screen, in every hint and in help; written only before the
 * first screen. */
static struct given given[N_ACTIONS];

const struct key *keymap_get(enum action action)
{
	return given[action].is_given ? given[action].keys : action_get_row(action)->keys;
}

bool keymap_is_given(enum action action)
{
	return given[action].is_given;
}

void keymap_give(enum action action, const struct key *keys, size_t n)
{
	given[action] = (struct given){.is_given = true};
	for (size_t i = 0; i < n && i < ACTION_MAX_KEYS; i++)
		given[action].keys[i] = keys[i];
}

void keymap_reset(void)
{
	memset(given, 0, sizeof given);
}

static bool has_key(const struct action_row *row, unsigned where, struct key key)
{
	const struct key *keys = keymap_get(row->action);
	for (size_t i = 0; i < ACTION_MAX_KEYS && keys[i].code; i++) {
		if ((row->where & where) && key_equal(keys[i], key))
			return true;
	}
	if ((row->where & where) && action_find_letter(row, key) >= 0)
		return true;
	for (size_t i = 0; i < ACTION_MAX_CLOSERS && row->closers[i].key.code; i++) {
		if ((row->closers[i].where & where) && key_equal(row->closers[i].key, key))
			return true;
	}
	return false;
}

enum action keymap_lookup(unsigned where, struct key key)
{
	const struct action_row *rows = action_get_rows();
	for (size_t i = 0; i < N_ACTIONS; i++) {
		if (has_key(&rows[i], where, key))
			return rows[i].action;
	}
	return ACTION_NONE;
}

/* One place after the other: panes may use the keys of the screen behind them. */
static bool find_other(const struct action_row *row, struct key key, enum action *other)
{
	const struct action_row *rows = action_get_rows();
	for (unsigned where = 1; where < IN_EVERY; where <<= 1) {
		if (!(row->where & where))
			continue;
		for (size_t i = 0; i < N_ACTIONS; i++) {
			*other = rows[i].action;
			if (&rows[i] != row && has_key(&rows[i], where, key))
				return true;
		}
	}
	return false;
}

bool keymap_find_clash(struct keymap_clash *clash)
{
	const struct action_row *rows = action_get_rows();
	for (size_t i = 0; i < N_ACTIONS; i++) {
		const struct key *keys = keymap_get(rows[i].action);
		for (size_t k = 0; given[i].is_given && k < ACTION_MAX_KEYS && keys[k].code; k++) {
			*clash = (struct keymap_clash){.action = rows[i].action, .key = keys[k]};
			if (find_other(&rows[i], keys[k], &clash->other))
				return true;
		}
	}
	return false;
}
