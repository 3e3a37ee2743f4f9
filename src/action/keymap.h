/* Which keys an action has: those of the table, or those that a person has given it. */
/* SPDX-License-Identifier: MIT */
#ifndef ACTION_KEYMAP_H
#define ACTION_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "action/action.h"

/* ACTION_MAX_KEYS keys; key 0 ends them, the first is the one shown. Borrowed until keymap_give. */
const struct key *keymap_get(enum action action) __attribute__((returns_nonnull));
/* Whether they are a person's. */
bool keymap_is_given(enum action action);
/* These n keys (at most ACTION_MAX_KEYS, none at all too) take the place of all that it has. Before the
 * screen is there: what is drawn and looked up follows. */
void keymap_give(enum action action, const struct key *keys, size_t n);
/* All keys are those of the table again. */
void keymap_reset(void);

/* An action that has a key which another one has in the same place. */
struct keymap_clash {
	enum action action; /* one that was given its keys */
	enum action other;
	struct key key;
};
/* False if there is none. */
bool keymap_find_clash(struct keymap_clash *clash) __attribute__((nonnull));

#endif
