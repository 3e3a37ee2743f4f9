/* What another card would have made of the reviews that are stored. Nothing is changed. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_effects.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "command/kept.h"

/* ---- answers without a place ---- */

static void note_homeless(struct card_effects *effects, const char *key, const char *answer, size_t n)
{
	struct str name = {0};
	size_t i = 0;
	str_addf(&name, "%s ", key);
	str_addn(&name, answer, n);
	while (i < effects->n_homeless && strcmp(effects->homeless[i].name, str_get(&name)) < 0)
		i++;
	if (i == effects->n_homeless || strcmp(effects->homeless[i].name, str_get(&name)) != 0) {
		MEM_GROW(effects->homeless, effects->n_homeless, effects->n_homeless_room);
		memmove(&effects->homeless[i + 1], &effects->homeless[i],
			(effects->n_homeless++ - i) * sizeof *effects->homeless);
		effects->homeless[i] = (struct card_homeless){mem_dup(str_get(&name)), 0};
	}
	effects->homeless[i].n_reviews++;
	str_release(&name);
}

static void note_word(struct card_effects *effects, const char *key, const char *answer)
{
	note_homeless(effects, key, answer, strlen(answer));
}

/* ---- from one card to another ---- */

/* The new item's level of that key, ANSWER_NONE if it has none. */
static int level_of_key(const struct card_item *item, const char *key)
{
	for (size_t i = 0; i < item->n_levels; i++)
		if (strcmp(item->levels[i].key, key) == 0)
			return (int)i + 1;
	return ANSWER_NONE;
}

static void carry_level(struct card_effects *effects, const struct card_item *old_item,
	const struct card_item *item, struct answer *answer)
{
	const char *key = answer->level == ANSWER_NA ? "na"
			  : answer->level > 0 && (size_t)answer->level <= old_item->n_levels
				  ? old_item->levels[answer->level - 1].key
				  : "";
	if (answer->level == ANSWER_NA)
		answer->level = item->na_allowed ? ANSWER_NA : ANSWER_NONE;
	else
		answer->level = level_of_key(item, key);
	if (*key && answer->level == ANSWER_NONE)
		note_word(effects, item->key, key);
	if (answer->n_occurrences && item->scale != SCALE_OCCURRENCE) {
		note_word(effects, item->key, "occurrences");
		answer->n_occurrences = 0;
	}
}

static void carry_item(struct card_effects *effects, const struct card_item *old_item,
	const struct card_item *item, const struct store_mark *mark, struct answer *answer)
{
	const char *unknown;
	carry_level(effects, old_item, item, answer);
	for (const char *codes = mark->reasons; codes; codes = unknown) {
		uint64_t bits = kept_reasons(item, codes, &unknown);
		answer->reasons |= bits;
		if (!unknown)
			break;
		size_t n_code = strcspn(unknown, " ,");
		note_homeless(effects, item->key, unknown, n_code);
		unknown += n_code;
	}
}

/* The answers as the new card understands them. */
static void carry_marks(struct card_effects *effects, const struct card *old_card,
	const struct card *new_card, const struct store_mark *marks, size_t n_marks,
	struct answer *answers)
{
	kept_answers(old_card, marks, n_marks, answers);
	for (size_t i = 0; i < n_marks; i++) {
		const struct card_item *old_item = card_find_item(old_card, marks[i].item_key);
		const struct card_item *item = card_find_item(new_card, marks[i].item_key);
		bool is_answered = marks[i].level != ANSWER_NONE || marks[i].n_occurrences;
		answers[i].reasons = 0;
		if (old_item && item)
			carry_item(effects, old_item, item, &marks[i], &answers[i]);
		else if (is_answered &&
			 (old_item || !card_find_flag(new_card, marks[i].item_key)))
			note_word(effects, marks[i].item_key, old_item ? "(item)" : CARD_FLAG_LEVEL);
	}
}

/* ---- scores ---- */

static const char *band_key(const struct card *card, const struct score *score)
{
	return score->band < 0 ? "" : card->bands[score->band].key;
}

static void compare(struct card_effects *effects, const struct card *old_card,
	const struct score *before, const struct card *new_card, const struct score *after)
{
	effects->n_outcomes += before->outcome != after->outcome;
	effects->n_bands += strcmp(band_key(old_card, before), band_key(new_card, after)) != 0;
	if (!before->has_score || !after->has_score)
		return;
	int64_t change = after->score_centi - before->score_centi;
	effects->n_scored++;
	effects->n_changed += change != 0;
	effects->sum_centi += change;
	if (llabs(change) > llabs(effects->largest_centi))
		effects->largest_centi = change;
}

static bool add_review(struct card_effects *effects, struct store *store, const char *review_id,
	const struct card *old_card, const struct card *new_card, struct err *err)
{
	struct store_mark *marks;
	size_t n_marks;
	struct score before, after;
	if (!store_get_marks(store, review_id, &marks, &n_marks, err))
		return false;
	struct answer *answers = mem_zalloc(n_marks + 1, sizeof *answers);
	kept_answers(old_card, marks, n_marks, answers);
	score_compute(old_card, answers, n_marks, &before);
	carry_marks(effects, old_card, new_card, marks, n_marks, answers);
	score_compute(new_card, answers, n_marks, &after);
	compare(effects, old_card, &before, new_card, &after);
	free(answers);
	store_free_marks(marks, n_marks);
	return true;
}

/* The rules that the reviews were made with are those of the stored text. */
bool card_effects_find(struct card_effects *effects, struct store *store,
	const struct card *old_card, const struct card *new_card, struct err *err)
{
	struct store_card_review *reviews;
	bool ok = store_get_card_reviews(
		store, old_card->id, old_card->version, &reviews, &effects->n_reviews, err);
	if (!ok || effects->n_reviews == 0) {
		free(reviews);
		return ok;
	}
	struct card *stored = kept_card(store, reviews[0].card_row, err);
	for (size_t i = 0; stored && ok && i < effects->n_reviews; i++) {
		effects->n_drafts += reviews[i].state == REVIEW_DRAFT;
		ok = add_review(effects, store, reviews[i].id, stored, new_card, err);
	}
	ok = ok && stored;
	card_free(stored);
	free(reviews);
	return ok;
}

void card_effects_release(struct card_effects *effects)
{
	for (size_t i = 0; i < effects->n_homeless; i++)
		free(effects->homeless[i].name);
	free(effects->homeless);
	*effects = (struct card_effects){0};
}
