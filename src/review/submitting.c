/* What is in the way of submitting, and submitting. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/i18n.h"
#include "review/review_parts.h"

void review_find_missing(const struct review *review, size_t *empty, size_t *n_empty,
	size_t *uncommented, size_t *n_uncommented)
{
	*n_empty = *n_uncommented = 0;
	for (size_t i = 0; i < review->card->n_items; i++) {
		if (!review_applies(review, i))
			continue;
		if (review->card->items[i].required && review_is_empty(review, i))
			empty[(*n_empty)++] = i;
		if (review_lacks_comment(review, i))
			uncommented[(*n_uncommented)++] = i;
	}
}

bool review_lacks_flag_comment(const struct review *review, size_t flag)
{
	const struct review_mark *mark = &review->marks[review->card->n_items + flag];
	return review->card->flags[flag].comment_required && mark->level != ANSWER_NONE &&
	       !mark->comment[0];
}

bool review_lacks_field(const struct review *review, size_t field)
{
	return review->card->fields[field].required && !review->field_values[field][0];
}

static bool is_anything_missing(struct review *review)
{
	size_t n_empty, n_uncommented;
	review_find_missing(review, review->empty_items, &n_empty, review->uncommented,
		&n_uncommented);
	for (size_t i = 0; i < review->card->n_flags; i++)
		if (review_lacks_flag_comment(review, i))
			return true;
	for (size_t i = 0; i < review->card->n_fields; i++)
		if (review_lacks_field(review, i))
			return true;
	return n_empty || n_uncommented;
}

void review_file(struct review *review)
{
	struct store_change change = {.kind = CHANGE_SUBMIT};
	if (is_anything_missing(review))
		review_say(review, TONE_WARNING, _("Not yet: something required is missing"));
	else if (review_needs_confirmation(review))
		review_say(review, TONE_WARNING, _("Not yet: ! confirms the red flags"));
	else if (review_may_mark(review)) {
		review_save_heard(review); /* it is fixed with the rest */
		review_submit(review, &change, 0);
	}
}

void review_leave_submit(struct review *review, enum action action)
{
	size_t n_empty, n_uncommented;
	if (review->lower != LOWER_SUBMIT)
		return;
	review_find_missing(review, review->empty_items, &n_empty, review->uncommented,
		&n_uncommented);
	review->lower = LOWER_SCORECARD;
	if (action == ACTION_COMMENT && n_uncommented)
		review->cursor = review->uncommented[0];
	if (action == ACTION_NEXT_EMPTY && n_empty)
		review->cursor = review->empty_items[0] ? review->empty_items[0] - 1
							: review->card->n_items - 1;
}
