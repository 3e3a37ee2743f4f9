/* The reasons of an answer: which go with it, chosen by letter. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "review/review_parts.h"

uint64_t review_reason_bits(const struct card_item *item, const char *codes)
{
	uint64_t bits = 0;
	while (*codes) {
		size_t n = strcspn(codes, " ");
		for (size_t i = 0; i < item->n_reasons; i++)
			if (strlen(item->reasons[i].code) == n &&
				memcmp(item->reasons[i].code, codes, n) == 0)
				bits |= UINT64_C(1) << i;
		codes += n + strspn(codes + n, " ");
	}
	return bits;
}

void review_add_codes(const struct card_item *item, uint64_t bits, struct str *codes)
{
	for (size_t i = 0; i < item->n_reasons; i++)
		if (bits >> i & 1)
			str_addf(codes, "%s%s", codes->n_bytes ? " " : "", item->reasons[i].code);
}

static uint64_t reasons_of_kind(const struct card_item *item, bool exceeded)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < item->n_reasons; i++)
		if (item->reasons[i].exceeded == exceeded)
			bits |= UINT64_C(1) << i;
	return bits;
}

uint64_t review_fitting_reasons(const struct card_item *item, int level)
{
	if (level == ANSWER_NONE)
		return reasons_of_kind(item, false) | reasons_of_kind(item, true);
	if (card_level_is_exceeded(item, level))
		return reasons_of_kind(item, true);
	return card_level_is_not_met(item, level) ? reasons_of_kind(item, false) : 0;
}

size_t review_find_reason(const struct review *review, size_t item, size_t line)
{
	const struct card_item *card_item = &review->card->items[item];
	uint64_t offered = review_fitting_reasons(card_item, review->marks[item].level);
	for (size_t i = 0; i < card_item->n_reasons; i++)
		if ((offered >> i & 1) && line-- == 0)
			return i;
	return card_item->n_reasons;
}

/* A reason given to an empty item says what its answer is. */
static void answer_by_reason(const struct review *review, size_t item, bool exceeded,
	struct store_change *change)
{
	const struct card_item *card_item = &review->card->items[item];
	struct review_mark *mark = &review->marks[item];
	for (int level = 1; level <= (int)card_item->n_levels; level++) {
		bool fits = exceeded ? card_level_is_exceeded(card_item, level)
				     : card_level_is_not_met(card_item, level);
		if (!fits)
			continue;
		change->set_level = true;
		change->level = mark->level = level;
		str_copy(change->level_key, ITEM_KEY_SIZE, card_item->levels[level - 1].key);
		mark->reasons &= review_fitting_reasons(card_item, level);
		break;
	}
	if (change->set_level && mark->n_evidence == 0) {
		change->set_evidence = true;
		change->evidence_ms = review_get_moment_ms(review);
		change->evidence_end_ms = -1;
		change->evidence_n = review_put_evidence(mark, 0, change->evidence_ms, -1);
	}
}

bool review_toggle_reason(struct review *review, size_t item, size_t line)
{
	const struct card_item *card_item = &review->card->items[item];
	struct review_mark *mark = &review->marks[item];
	struct str codes = {0};
	size_t i = review_find_reason(review, item, line);
	if (i == card_item->n_reasons || !review_may_mark_item(review, item))
		return false;
	struct store_change change = review_change_of(review, item);
	mark->reasons ^= UINT64_C(1) << i;
	if (mark->level == ANSWER_NONE && (mark->reasons >> i & 1))
		answer_by_reason(review, item, card_item->reasons[i].exceeded, &change);
	review_add_codes(card_item, mark->reasons, &codes);
	change.set_reasons = true;
	change.reasons = str_get(&codes);
	review_submit(review, &change, item);
	str_release(&codes);
	return true;
}

bool review_offers_reasons(struct review *review)
{
	const struct card_item *item = &review->card->items[review->cursor];
	const char *name = review_item_name(review, review->cursor);
	if (item->n_reasons == 0)
		review_say(review, TONE_PLAIN, _("Item %s has no reasons; c writes a comment"), name);
	else if (!review_fitting_reasons(item, review->marks[review->cursor].level))
		review_say(review, TONE_PLAIN,
			_("Item %s has reasons for not met or exceeds only: 1 or 3 first"), name);
	else
		return true;
	return false;
}
