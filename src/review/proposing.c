/* What the gap rules propose for an item: the detector hints, a person accepts. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/i18n.h"
#include "review/review_parts.h"
#include "scorecard/suggest.h"

/* The answer of an item of which nothing was found: met. */
static int met_level(const struct card_item *item)
{
	int64_t met_centi = card_item_met_centi(item);
	for (int level = 1; level <= (int)item->n_levels; level++)
		if (item->levels[level - 1].points_centi == met_centi &&
			!card_level_is_exceeded(item, level))
			return level;
	return ANSWER_NONE;
}

static int not_met_level(const struct card_item *item)
{
	for (int level = 1; level <= (int)item->n_levels; level++)
		if (card_level_is_not_met(item, level))
			return level;
	return ANSWER_NONE;
}

static bool is_counted(const struct review_mark *mark, const struct event *event)
{
	for (size_t i = 0; i < mark->n_occurrences; i++)
		if (mark->occurrences[i].start_ms == event->start_ms)
			return true;
	return false;
}

/* What is proposed rests on: the longest that was found; of what is counted the next not counted yet. */
static const struct event *find_event(const struct review *review, size_t item)
{
	const struct card_item *card_item = &review->card->items[item];
	const struct event *best = NULL;
	for (size_t i = 0; i < review->n_events; i++) {
		const struct event *event = &review->events[i];
		if (!suggest_matches(card_item, event, &review->options.limits,
			    review->options.overtalk_grace_ms))
			continue;
		if (card_item->scale == SCALE_OCCURRENCE) {
			if (!is_counted(&review->marks[item], event))
				return event;
		} else if (!best ||
			   event->end_ms - event->start_ms > best->end_ms - best->start_ms) {
			best = event;
		}
	}
	return best;
}

int review_propose(struct review *review, size_t item)
{
	const struct card_item *card_item = &review->card->items[item];
	if (card_item->n_evidence == 0 || review->marks[item].level != ANSWER_NONE ||
		!review_applies(review, item))
		return ANSWER_NONE;
	if (card_item->scale == SCALE_OCCURRENCE)
		return find_event(review, item) ? 1 : ANSWER_NONE;
	review_refresh_texts(review);
	if (review->texts[item].found)
		return not_met_level(card_item);
	bool is_known = review->analysed && suggest_covers(card_item, review->info.format.channels);
	return is_known ? met_level(card_item) : ANSWER_NONE;
}

void review_accept(struct review *review)
{
	size_t at = review->cursor;
	const struct card_item *item = &review->card->items[at];
	int level = review_propose(review, at);
	const struct event *event = find_event(review, at);
	if (level == ANSWER_NONE)
		review_say(review, TONE_PLAIN, _("Nothing is proposed for item %s"),
			review_item_name(review, at));
	else if (!review_may_mark_item(review, at))
		return;
	else if (item->scale == SCALE_OCCURRENCE && event)
		review_count_at(review, at, event->start_ms);
	else if (event)
		review_set_level(review, at, level, event->start_ms, event->end_ms);
	else
		review_set_level(review, at, level, review_get_moment_ms(review), -1);
}
