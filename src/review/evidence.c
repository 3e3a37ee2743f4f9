/* The times that a mark rests on: set, added, counted, played one after the other. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "review/review_parts.h"

/* Evidence number i of a mark, or one more where there are not so many. */
static void file_evidence(
	struct review *review, size_t mark, size_t i, int64_t start_ms, int64_t end_ms)
{
	struct store_change change = review_change_of(review, mark);
	change.set_evidence = true;
	change.evidence_ms = start_ms;
	change.evidence_end_ms = end_ms;
	change.evidence_n = review_put_evidence(&review->marks[mark], i, start_ms, end_ms);
	review_submit(review, &change, mark);
}

bool review_set_evidence(struct review *review, int64_t evidence_ms)
{
	if (!review_may_mark_item(review, review->cursor))
		return false;
	file_evidence(review, review->cursor, 0, evidence_ms, -1);
	return true;
}

/* t moves the evidence that was played last, or the first; T adds one. With a loop it is the loop. */
void review_time_evidence(struct review *review, bool add)
{
	size_t at = review->cursor;
	struct review_mark *mark = &review->marks[at];
	if (!review_may_mark_item(review, at))
		return;
	if (review->card->items[at].scale == SCALE_OCCURRENCE) {
		review_say(review, TONE_PLAIN,
			_("Each occurrence has its time: d counts one more, x takes the last back"));
		return;
	}
	size_t i = review->played_mark == at && review->played_time < mark->n_evidence
			   ? review->played_time
			   : 0;
	bool is_loop = review->passage.loop_out_ms >= 0;
	file_evidence(review, at, add ? mark->n_evidence : i,
		is_loop ? review->passage.loop_in_ms : review_get_moment_ms(review),
		is_loop ? review->passage.loop_out_ms : -1);
	review->played_mark = at;
	review->played_time = add ? mark->n_evidence - 1 : i;
}

/* ---- occurrences ---- */

bool review_deduct(struct review *review, size_t item)
{
	const struct card_item *card_item = &review->card->items[item];
	if (card_item->scale != SCALE_OCCURRENCE) {
		review_say(review, TONE_WARNING, _("Item %s is not counted: it has answers 1 to %d"),
			review_item_name(review, item), (int)card_item->n_levels);
		return false;
	}
	if (!review_may_mark_item(review, item))
		return false;
	review_count_at(review, item, review_get_moment_ms(review));
	return true;
}

void review_count_at(struct review *review, size_t item, int64_t at_ms)
{
	struct review_mark *mark = &review->marks[item];
	struct store_change change = review_change_of(review, item);
	change.occurrence = OCCURRENCE_ADD;
	change.occurrence_ms = at_ms;
	change.set_level = mark->level != ANSWER_NONE; /* what is counted is applicable */
	mark->level = change.level = ANSWER_NONE;
	review_add_occurrence(mark, at_ms);
	mark->turn = ++review->n_turns;
	review_submit(review, &change, item);
}

bool review_take_back(struct review *review, size_t item)
{
	struct review_mark *mark = &review->marks[item];
	struct store_change change = review_change_of(review, item);
	if (mark->n_occurrences == 0) {
		review_say(review, TONE_PLAIN, _("Nothing is counted of item %s"),
			review_item_name(review, item));
		return false;
	}
	change.occurrence = OCCURRENCE_TAKE;
	mark->n_occurrences--;
	review_submit(review, &change, item);
	return true;
}

/* ---- playing ---- */

const struct store_evidence *review_get_times(
	const struct review *review, size_t mark, size_t *n_times)
{
	const struct review_mark *of = &review->marks[mark];
	bool counted = of->n_occurrences > 0;
	*n_times = counted ? of->n_occurrences : of->n_evidence;
	return counted ? of->occurrences : of->evidence;
}

size_t review_get_next_time(const struct review *review, size_t mark)
{
	size_t n;
	review_get_times(review, mark, &n);
	if (n == 0 || review->played_mark != mark || review->played_time == SIZE_MAX)
		return 0;
	return (review->played_time + 1) % n;
}

int64_t review_next_evidence_ms(struct review *review)
{
	size_t n;
	const struct store_evidence *times = review_get_times(review, review->cursor, &n);
	if (n == 0)
		return -1;
	size_t i = review_get_next_time(review, review->cursor);
	review->played_mark = review->cursor;
	review->played_time = i;
	if (n > 1)
		review_say(review, TONE_PLAIN, _("Evidence %d of %d"), (int)i + 1, (int)n);
	return times[i].start_ms;
}

int64_t review_played_end_ms(const struct review *review)
{
	size_t n;
	const struct store_evidence *times = review_get_times(review, review->cursor, &n);
	return review->played_time < n ? times[review->played_time].end_ms : -1;
}
