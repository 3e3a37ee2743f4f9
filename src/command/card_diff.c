/* callmark card diff: what differs between two cards, and what that would do to past scores. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/card_changes.h"
#include "command/card_effects.h"
#include "command/card_words.h"
#include "command/cards.h"
#include "command/database.h"
#include "command/json_parts.h"
#include "command/kept.h"

#define NAME_COLUMNS 14
#define VALUE_COLUMNS 60 /* longer values are cut */

/* ---- which cards ---- */

/* "tenets@2": that version, as it is stored. */
static bool is_stored_name(const char *name)
{
	const char *at = strrchr(name, '@');
	return at && at > name && at[1] && !at[1 + strspn(at + 1, "0123456789")] &&
	       strlen(at + 1) <= 6 && !strchr(name, '/');
}

static struct card *load(const char *name, struct store *store, const struct err *no_store,
	struct err *err)
{
	int64_t card_row;
	if (!is_stored_name(name))
		return cards_load(name, err);
	if (!store) {
		*err = *no_store;
		return NULL;
	}
	const char *at = strrchr(name, '@');
	char *id = mem_dupn(name, (size_t)(at - name));
	bool found = store_find_card(store, id, atoi(at + 1), &card_row, err);
	free(id);
	return found ? kept_card(store, card_row, err) : NULL;
}

/* ---- as a table ---- */

static void add_value(struct str *line, const char *value)
{
	size_t n_bytes = utf8_fit(value, VALUE_COLUMNS, NULL);
	if (!*value)
		str_add(line, "-");
	str_addn(line, value, n_bytes);
	str_add(line, value[n_bytes] ? "..." : "");
}

static void print_change(const struct card_change *change)
{
	struct str line = {0};
	switch (change->kind) {
	case CARD_REMOVED:
		str_addf(&line, _("removed: %s"), change->old_value);
		break;
	case CARD_ADDED:
		str_addf(&line, _("added: %s"), change->new_value);
		break;
	case CARD_MOVED:
		if (strcmp(change->old_value, change->new_value) != 0)
			str_addf(&line, _("moved from section %s to %s"), change->old_value,
				change->new_value);
		else
			str_add(&line, _("moved"));
		break;
	case CARD_CHANGED:
		str_addf(&line, "%s: ", change->key);
		add_value(&line, change->old_value);
		str_add(&line, " -> ");
		add_value(&line, change->new_value);
		break;
	}
	fputs("  ", stdout);
	command_print_cell(*change->name ? change->name : change->what, NAME_COLUMNS);
	command_print_clean(str_get(&line));
	putchar('\n');
	str_release(&line);
}

static void print_changes(const struct card *old_card, const struct card *new_card,
	const struct card_changes *changes)
{
	printf("%s v%d -> %s v%d\n", old_card->id, old_card->version, new_card->id,
		new_card->version);
	if (changes->n_changes == 0)
		printf("  %s\n", _("the same"));
	for (size_t i = 0; i < changes->n_changes; i++)
		print_change(&changes->changes[i]);
}

static void add_signed(struct str *out, int64_t centi)
{
	str_add(out, centi > 0 ? "+" : centi < 0 ? "-" : "");
	card_words_add_centi(out, llabs(centi));
}

/* Rounded half away from 0. */
static int64_t mean_centi(const struct card_effects *effects)
{
	int64_t n = (int64_t)effects->n_scored;
	if (n == 0)
		return 0;
	return (effects->sum_centi + (effects->sum_centi < 0 ? -n / 2 : n / 2)) / n;
}

static void print_homeless(const struct card_effects *effects)
{
	if (effects->n_homeless)
		printf("  %s\n", _("answers that the new card has no place for:"));
	for (size_t i = 0; i < effects->n_homeless; i++) {
		fputs("    ", stdout);
		command_print_cell(effects->homeless[i].name, 24);
		printf(ngettext("in %zu review\n", "in %zu reviews\n",
			       (unsigned long)effects->homeless[i].n_reviews),
			effects->homeless[i].n_reviews);
	}
}

static void print_effects(const struct card *old_card, const struct card_effects *effects)
{
	struct str mean = {0}, largest = {0};
	add_signed(&mean, mean_centi(effects));
	add_signed(&largest, effects->largest_centi);
	printf(_("\nReviews made with %s v%d: %zu, of these drafts: %zu\n"), old_card->id,
		old_card->version, effects->n_reviews, effects->n_drafts);
	if (effects->n_scored > 0)
		printf(_("  under the new card another score: %zu, mean change %s, largest %s\n"),
			effects->n_changed, str_get(&mean), str_get(&largest));
	if (effects->n_reviews > 0)
		printf(_("  another outcome: %zu, another band: %zu\n"), effects->n_outcomes,
			effects->n_bands);
	print_homeless(effects);
	if (effects->n_reviews > 0)
		printf("  %s\n", _("nothing is changed: each review keeps its card and its score"));
	str_release(&mean);
	str_release(&largest);
}

/* ---- as an object ---- */

static json_t *card_object(const struct card *card)
{
	return json_pack("{s:s, s:i}", "card", card->id, "version", card->version);
}

static json_t *changes_list(const struct card_changes *changes)
{
	static const char *const words[] = {[CARD_REMOVED] = "removed",
		[CARD_ADDED] = "added",
		[CARD_MOVED] = "moved",
		[CARD_CHANGED] = "changed"};
	json_t *list = json_array();
	for (size_t i = 0; i < changes->n_changes; i++) {
		const struct card_change *change = &changes->changes[i];
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "change", words[change->kind],
				"what", change->what, "name", json_parts_text(change->name), "key",
				json_parts_text(change->key), "old",
				json_parts_text(change->old_value), "new",
				json_parts_text(change->new_value)));
	}
	return list;
}

static json_t *effects_object(const struct card_effects *effects)
{
	json_t *homeless = json_array();
	for (size_t i = 0; i < effects->n_homeless; i++)
		json_array_append_new(homeless,
			json_pack("{s:o, s:I}", "answer",
				json_parts_text(effects->homeless[i].name), "reviews",
				(json_int_t)effects->homeless[i].n_reviews));
	return json_pack("{s:I, s:I, s:I, s:f, s:f, s:I, s:I, s:o}", "reviews",
		(json_int_t)effects->n_reviews, "drafts", (json_int_t)effects->n_drafts,
		"changed", (json_int_t)effects->n_changed, "mean_change",
		(double)mean_centi(effects) / 100, "largest_change",
		(double)effects->largest_centi / 100, "other_outcomes",
		(json_int_t)effects->n_outcomes, "other_bands", (json_int_t)effects->n_bands,
		"homeless", homeless);
}

static void print_json(const struct card *old_card, const struct card *new_card,
	const struct card_changes *changes, const struct card_effects *effects)
{
	json_parts_print(json_pack("{s:o, s:o, s:o, s:o}", "old", card_object(old_card), "new",
		card_object(new_card), "changes", changes_list(changes), "past",
		effects ? effects_object(effects) : json_null()));
}

/* ---- both ---- */

/* Without a database there are no past scores. */
static bool print_diff(const struct command_context *context, const struct card *old_card,
	const struct card *new_card, struct store *store, struct err *err)
{
	struct card_changes changes = {0};
	struct card_effects effects = {0};
	bool found = !store || card_effects_find(&effects, store, old_card, new_card, err);
	card_changes_find(&changes, old_card, new_card);
	if (found && context->output == OUTPUT_JSON) {
		print_json(old_card, new_card, &changes, store ? &effects : NULL);
	} else if (found) {
		print_changes(old_card, new_card, &changes);
		if (store)
			print_effects(old_card, &effects);
	}
	card_changes_release(&changes);
	card_effects_release(&effects);
	return found;
}

int card_diff(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)n_arguments;
	struct err err, no_store;
	struct store *store = database_open_reading(context->config, &no_store);
	struct card *old_card = NULL, *new_card = NULL;
	bool done = (store || no_store.code == ERR_NOT_FOUND) &&
		    (old_card = load(arguments[0], store, &no_store, &err)) &&
		    (new_card = load(arguments[1], store, &no_store, &err)) &&
		    print_diff(context, old_card, new_card, store, &err);
	int status = done	  ? EXIT_DONE
		     : store || no_store.code == ERR_NOT_FOUND ? card_fail(&err)
							       : card_fail(&no_store);
	card_free(old_card);
	card_free(new_card);
	store_close(store);
	return status;
}
