/* Comments that were written before, for the comment line. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>

#include "review/review_parts.h"

#define MOST_COMMENTS 20

void review_forget_comments(struct review *review)
{
	for (size_t i = 0; i < review->canned.n; i++)
		free(review->canned.texts[i]);
	free(review->canned.texts);
	review->canned = (struct comment_list){0};
}

/* Those written before, then those of the person's file. What cannot be read is said and not offered;
 * nothing is lost by it. */
static size_t get_comments(struct review *review, size_t mark, const char *const **comments)
{
	struct err err;
	const char *folder = review->options.comments_folder;
	const char *card_id = review->card->id, *key = review_mark_key(review, mark);
	struct comment_list *list = &review->canned;
	int level = review->marks[mark].level;
	review_forget_comments(review);
	if (!store_get_comments(review->options.store, card_id, key, level, MOST_COMMENTS,
		    &list->texts, &list->n, &err))
		review_say(review, TONE_WARNING, "%s", err.text);
	if (folder && !comments_file_read(folder, card_id, key, level, list, &err))
		review_say(review, TONE_WARNING, "%s", err.text);
	*comments = (const char *const *)list->texts;
	return list->n;
}

size_t review_get_comments(struct review *review, const char *const **comments)
{
	return review_get_item_comments(review, review->cursor, comments);
}

size_t review_get_item_comments(struct review *review, size_t item, const char *const **comments)
{
	*comments = NULL;
	return item < review->card->n_items ? get_comments(review, item, comments) : 0;
}

size_t review_get_flag_comments(struct review *review, size_t flag, const char *const **comments)
{
	*comments = NULL;
	if (flag >= review->card->n_flags)
		return 0;
	return get_comments(review, review->card->n_items + flag, comments);
}
