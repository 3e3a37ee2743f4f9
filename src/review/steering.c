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
	review_follow_playhead(review);
}
