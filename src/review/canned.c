/* Comments that were written before, for the comment line. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>

#include "review/review_parts.h"

#define MOST_COMMENTS 20

void review_forget_comments(struct review *review)
{
	for (size_t i = 0; i < review->n_canned; i++)
		free(review->canned[i]);
	free(review->canned);
	review->canned = NULL;
	review->n_canned = 0;
}

/* What cannot be read is not offered; nothing is lost by it. */
static size_t get_comments(struct review *review, size_t mark, const char *const **comments)
{
	struct err err;
	int level = review->marks[mark].level;
	review_forget_comments(review);
	if (!store_get_comments(review->options.store, review->card->id,
		    review_mark_key(review, mark), level, MOST_COMMENTS, &review->canned,
		    &review->n_canned, &err))
		review->n_canned = 0;
	*comments = (const char *const *)review->canned;
	return review->n_canned;
}

size_t review_get_comments(struct review *review, const char *const **comments)
{
	*comments = NULL;
	return review->card->n_items ? get_comments(review, review->cursor, comments) : 0;
}

size_t review_get_flag_comments(struct review *review, size_t flag, const char *const **comments)
{
	*comments = NULL;
	if (flag >= review->card->n_flags)
		return 0;
	return get_comments(review, review->card->n_items + flag, comments);
}
