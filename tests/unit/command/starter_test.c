/* Tests of the starter of scorecards: it is a card, and shows every key that one can have. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "command/cards.h"
#include "testing.h"

static struct card *load_starter(void)
{
	struct err err;
	struct str path = {0};
	const char *srcdir = getenv("srcdir");
	str_addf(&path, "%s/data/starter/card.yaml", srcdir ? srcdir : ".");
	struct card *card = cards_read(str_get(&path), &err);
	if (!card)
		fail_msg("%s", err.text);
	str_release(&path);
	return card;
}

/* Whether a key stands in the text: behind a blank, a brace or a line's end. */
static bool has_key(const char *text, const char *name)
{
	struct str key = {0};
	bool found = false;
	str_addf(&key, "%s:", name);
	for (const char *at = text; !found && (at = strstr(at, str_get(&key))); at++)
		found = at > text && strchr(" {\n", at[-1]);
	str_release(&key);
	return found;
}

static void the_starter_shows_every_key(void **state)
{
	(void)state;
	struct card *card = load_starter();
	for (const struct card_schema_row *row = card_get_schema();
		row->name && strcmp(row->where, "catalogue") != 0; row++)
		if (!has_key(card->text, row->name))
			fail_msg("'%s' of %s is not shown", row->name, row->where);
	card_free(card);
}

static void the_starter_has_every_scale(void **state)
{
	(void)state;
	struct card *card = load_starter();
	unsigned scales = 0;
	for (size_t i = 0; i < card->n_items; i++)
		scales |= 1u << card->items[i].scale;
	assert_int_equal(scales, (1u << (SCALE_CHOICE + 1)) - 1);
	card_free(card);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_starter_shows_every_key),
		cmocka_unit_test(the_starter_has_every_scale),
	};
	return cmocka_run_group_tests_name("starter", tests, NULL, NULL);
}
