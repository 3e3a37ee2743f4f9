/* The lists of a review that are chosen from by letter: reasons, red flags, faults. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/i18n.h"
#include "review/review_parts.h"

/* ---- red flags ---- */

static bool changes_outcome(const struct card_flag *flag)
{
	return flag->effect == EFFECT_FAIL || flag->effect == EFFECT_ZERO;
}

bool review_needs_confirmation(const struct review *review)
{
	const struct card *card = review->card;
	for (size_t i = 0; i < card->n_flags; i++)
		if (review->marks[card->n_items + i].level != ANSWER_NONE &&
			changes_outcome(&card->flags[i]))
			return !review->flags_confirmed;
	return false;
}

static bool toggle_flag(struct review *review, size_t flag)
{
	size_t at = review->card->n_items + flag;
	struct review_mark *mark = &review->marks[at];
	if (flag >= review->card->n_flags || !review_may_mark(review))
		return false;
	struct store_change change = review_change_of(review, at);
	change.set_level = change.set_evidence = true;
	change.evidence_end_ms = -1;
	if (mark->level == ANSWER_NONE) {
		change.level = mark->level = 1;
		change.evidence_ms = review_get_moment_ms(review);
		change.evidence_n = review_put_evidence(mark, 0, change.evidence_ms, -1);
	} else {
		change.level = mark->level = ANSWER_NONE;
		change.evidence_ms = -1;
		change.evidence_n = EVIDENCE_ALL;
		review_drop_evidence(mark);
	}
	review->flags_confirmed = false;
	review_submit(review, &change, at);
	return true;
}

void review_set_flag_comment(struct review *review, size_t flag, const char *text)
{
	if (flag < review->card->n_flags && review_may_mark(review))
		review_file_comment(review, review->card->n_items + flag, text);
}

/* ---- faults: the occurrence items of the card ---- */

size_t review_find_fault(const struct review *review, size_t line)
{
	const struct card *card = review->card;
	for (size_t i = 0; i < card->n_items; i++)
		if (card->items[i].scale == SCALE_OCCURRENCE && line-- == 0)
			return i;
	return card->n_items;
}

static bool count_fault(struct review *review, size_t line, bool more)
{
	size_t item = review_find_fault(review, line);
	if (item == review->card->n_items)
		return false;
	review->cursor = item;
	if (more)
		return review_deduct(review, item);
	return review_may_mark(review) && review_take_back(review, item);
}

/* ---- all ---- */

/* What is typed through the functions of review.h follows no review_do. */
static void begin(struct review *review)
{
	review->message[0] = '\0';
	review->tone = TONE_PLAIN;
}

bool review_pick(struct review *review, size_t index)
{
	begin(review);
	if (review->lower == LOWER_REASONS && review->card->n_items > 0)
		return review_toggle_reason(review, review->cursor, index);
	if (review->lower == LOWER_FLAGS)
		return toggle_flag(review, index);
	return review->lower == LOWER_FAULTS && count_fault(review, index, true);
}

bool review_unpick(struct review *review, size_t index)
{
	begin(review);
	return review->lower == LOWER_FAULTS && count_fault(review, index, false);
}

static enum snapshot_pane pane_of(enum action action)
{
	if (action == ACTION_REASONS)
		return LOWER_REASONS;
	if (action == ACTION_RED_FLAGS)
		return LOWER_FLAGS;
	if (action == ACTION_FAULTS)
		return LOWER_FAULTS;
	if (action == ACTION_CONTACT)
		return LOWER_CONTACT;
	if (action == ACTION_NOTES)
		return LOWER_NOTES;
	return action == ACTION_INCIDENTS ? LOWER_INCIDENTS : LOWER_SCORECARD;
}

/* Whether there is something to show in it; if not, says so. */
static bool has_lines(struct review *review, enum snapshot_pane pane)
{
	const struct card *card = review->card;
	if (pane == LOWER_REASONS)
		return card->n_items > 0 && review_offers_reasons(review);
	if (pane == LOWER_FLAGS && card->n_flags == 0)
		review_say(review, TONE_PLAIN, _("This scorecard has no red flags"));
	else if (pane == LOWER_FAULTS && review_find_fault(review, 0) == card->n_items)
		review_say(review, TONE_PLAIN, _("This scorecard counts no occurrences"));
	else if (pane == LOWER_CONTACT && card->n_fields == 0)
		review_say(review, TONE_PLAIN, _("This scorecard has no contact fields"));
	else
		return true;
	return false;
}

bool review_open_list(struct review *review, enum action action)
{
	enum snapshot_pane pane = pane_of(action);
	if (pane == LOWER_SCORECARD)
		return false;
	if (pane == LOWER_FLAGS && review->lower == LOWER_SUBMIT) {
		review->flags_confirmed = true;
		return true;
	}
	if (review->lower == pane)
		review->lower = LOWER_SCORECARD;
	else if (has_lines(review, pane))
		review->lower = pane;
	return true;
}
