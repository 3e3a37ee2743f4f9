/* What is typed rather than pressed: a time to go to, an item to stand on, other limits of gaps. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/i18n.h"
#include "base/timefmt.h"
#include "review/review_parts.h"

bool review_go_to(struct review *review, int64_t ms)
{
	char end[TIMEFMT_SIZE];
	int64_t end_ms = review_duration_ms(review);
	if (ms < 0 || ms > end_ms) {
		review_say(review, TONE_WARNING, _("The call is over at %s"),
			timefmt_clock(end_ms, end));
		return false;
	}
	review_seek_ms(review, ms);
	return true;
}

void review_set_cursor(struct review *review, size_t item)
{
	if (item < review->card->n_items) {
		review->cursor = item;
		review->touched = true;
	}
}

void review_set_limits(struct review *review, const struct gap_limits *limits)
{
	review->options.limits = *limits;
	review->texts_fresh = false;
	review_update_skips(review);
}

void review_set_grace(struct review *review, int grace_ms)
{
	review->options.overtalk_grace_ms = grace_ms;
	review->texts_fresh = false;
}

void review_set_listening(struct review *review, const struct review_options *options)
{
	review->options.resume_back_ms = options->resume_back_ms;
	review->options.evidence_lag_ms = options->evidence_lag_ms;
	review->options.skip_front_ms = options->skip_front_ms;
	review->options.skip_behind_ms = options->skip_behind_ms;
	review->options.level_match = options->level_match;
	review->options.gap_play = options->gap_play;
	review->options.silence_counts = options->silence_counts;
	review_update_skips(review);
	review_set_levels(review);
}

bool review_set_card(struct review *review, const struct card *card)
{
	struct err err;
	if (review->has_row && !review_change_row(review, card, &err)) {
		if (err.code == ERR_CONFLICT)
			review_say(review, TONE_WARNING,
				_("This review is begun and keeps its scorecard, %s"),
				card_text_get(&review->card->title, review->options.language));
		else
			review_say(review, TONE_ERROR, "%s", err.text);
		return false;
	}
	review_free_marks(review);
	card_free(review->own_card);
	review->own_card = NULL;
	review->card = review->options.card = card;
	review->cursor = 0;
	review->lower = LOWER_SCORECARD;
	review_reset_marks(review);
	return true;
}
