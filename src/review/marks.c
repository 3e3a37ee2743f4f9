/* The marks of a review as it holds them: read from the database, and what they say together. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "review/review_parts.h"

size_t review_count_marks(const struct review *review)
{
	return review->card->n_items + review->card->n_flags;
}

const char *review_mark_key(const struct review *review, size_t mark)
{
	const struct card *card = review->card;
	return mark < card->n_items ? card->items[mark].key : card->flags[mark - card->n_items].key;
}

size_t review_find_mark(const struct review *review, const char *key)
{
	size_t i = 0, n = review_count_marks(review);
	while (i < n && strcmp(review_mark_key(review, i), key) != 0)
		i++;
	return i;
}

/* ---- the times of a mark ---- */

void review_release_mark(struct review_mark *mark)
{
	free(mark->comment);
	free(mark->evidence);
	free(mark->occurrences);
	*mark = (struct review_mark){.evidence_ms = -1};
}

static void reset_mark(struct review_mark *mark)
{
	review_release_mark(mark);
	mark->comment = mem_dup("");
}

int review_put_evidence(struct review_mark *mark, size_t i, int64_t start_ms, int64_t end_ms)
{
	int n = i < mark->n_evidence ? mark->evidence[i].n :
		mark->n_evidence ? mark->evidence[mark->n_evidence - 1].n + 1 :
				   1;
	if (i >= mark->n_evidence) {
		i = mark->n_evidence++;
		mark->evidence = mem_resize(mark->evidence, mark->n_evidence, sizeof *mark->evidence);
	}
	mark->evidence[i] = (struct store_evidence){n, start_ms, end_ms};
	mark->evidence_ms = mark->evidence[0].start_ms;
	return n;
}

void review_drop_evidence(struct review_mark *mark)
{
	mark->n_evidence = 0;
	mark->evidence_ms = -1;
}

void review_add_occurrence(struct review_mark *mark, int64_t at_ms)
{
	size_t n = mark->n_occurrences++;
	mark->occurrences = mem_resize(mark->occurrences, n + 1, sizeof *mark->occurrences);
	int last = n ? mark->occurrences[n - 1].n : 0;
	mark->occurrences[n] = (struct store_evidence){last + 1, at_ms, -1};
}

static struct store_evidence *dup_times(const struct store_evidence *times, size_t n)
{
	struct store_evidence *copy = mem_zalloc(n, sizeof *copy);
	if (n)
		memcpy(copy, times, n * sizeof *copy);
	return copy;
}

/* ---- reading ---- */

static void take_mark(struct review *review, const struct store_mark *stored)
{
	size_t i = review_find_mark(review, stored->item_key);
	if (i == review_count_marks(review))
		return;
	struct review_mark *mark = &review->marks[i];
	free(mark->comment);
	mark->comment = mem_dup(stored->comment ? stored->comment : "");
	mark->level = stored->level;
	mark->evidence = dup_times(stored->evidence, stored->n_evidence);
	mark->n_evidence = stored->n_evidence;
	mark->evidence_ms = stored->evidence_ms;
	mark->occurrences = dup_times(stored->occurrences, stored->n_occurrences);
	mark->n_occurrences = stored->n_occurrences;
	if (i < review->card->n_items)
		mark->reasons = review_reason_bits(&review->card->items[i], stored->reasons);
}

static bool load_marks(struct review *review, struct err *err)
{
	struct store_mark *stored;
	size_t n_stored;
	if (!store_get_marks(review->options.store, review->row.id, &stored, &n_stored, err))
		return false;
	for (size_t i = 0; i < review_count_marks(review); i++)
		reset_mark(&review->marks[i]);
	for (size_t k = 0; k < n_stored; k++)
		take_mark(review, &stored[k]);
	store_free_marks(stored, n_stored);
	return true;
}

bool review_load_marks(struct review *review, struct err *err)
{
	review->flags_confirmed = false;
	if (!review->has_row) { /* it could not be begun: nothing of it is stored */
		for (size_t i = 0; i < review_count_marks(review); i++)
			reset_mark(&review->marks[i]);
		review_clear_records(review);
		return true;
	}
	return store_follow(review->options.store, review->row.id, err) &&
	       load_marks(review, err) && review_load_records(review, err) &&
	       review_load_gap_changes(review, err);
}

/* ---- what they say together ---- */

struct answer *review_collect_answers(const struct review *review, size_t *n_answers)
{
	*n_answers = review_count_marks(review);
	struct answer *answers = mem_zalloc(*n_answers, sizeof *answers);
	for (size_t i = 0; i < *n_answers; i++) {
		const struct review_mark *mark = &review->marks[i];
		answers[i] = (struct answer){.level = mark->level,
			.n_occurrences = (int)mark->n_occurrences,
			.has_comment = mark->comment[0] != '\0',
			.reasons = mark->reasons};
		str_copy(answers[i].item_key, ITEM_KEY_SIZE, review_mark_key(review, i));
	}
	return answers;
}

void review_compute_score(const struct review *review, struct score *score)
{
	size_t n;
	struct answer *answers = review_collect_answers(review, &n);
	score_compute(review->card, answers, n, score);
	free(answers);
}

bool review_applies(const struct review *review, size_t item)
{
	size_t n;
	if (!review->card->items[item].condition.is_set)
		return true;
	struct answer *answers = review_collect_answers(review, &n);
	bool applies = card_item_applies(review->card, &review->card->items[item], answers, n);
	free(answers);
	return applies;
}

bool review_is_empty(const struct review *review, size_t item)
{
	return review->marks[item].level == ANSWER_NONE &&
	       review->card->items[item].scale != SCALE_OCCURRENCE;
}

bool review_is_not_met(const struct review *review, size_t item)
{
	const struct review_mark *mark = &review->marks[item];
	if (review->card->items[item].scale == SCALE_OCCURRENCE)
		return mark->level != ANSWER_NA && mark->n_occurrences > 0;
	return card_level_is_not_met(&review->card->items[item], mark->level);
}

bool review_lacks_comment(const struct review *review, size_t item)
{
	const struct card_item *card_item = &review->card->items[item];
	const struct review_mark *mark = &review->marks[item];
	if (mark->comment[0])
		return false;
	if (card_item->scale == SCALE_OCCURRENCE && mark->level == ANSWER_NONE)
		return mark->n_occurrences > 0 && (card_item->comment_rule & COMMENT_WHEN_NOT_MET);
	return card_needs_comment(card_item, mark->level);
}
