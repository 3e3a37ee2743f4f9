/* A review as the database holds it, with its card and what its marks are worth. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_KEPT_H
#define COMMAND_KEPT_H

#include "base/err.h"
#include "calls/calls.h"
#include "config/settings.h"
#include "scorecard/card.h"
#include "scorecard/score.h"
#include "store/store.h"

/* The call of these files, by where they are, or else by their content: a recording that was renamed keeps
 * its review. ERR_NOT_FOUND; and this person's review of it. */
bool kept_find_call(struct store *store, const struct calls_row *row, char call_id[ID_SIZE],
	struct err *err) __attribute__((nonnull, warn_unused_result));
bool kept_find_review(struct store *store, const struct calls_row *row,
	struct store_review *review, struct err *err) __attribute__((nonnull, warn_unused_result));
/* How long the recording of a row is; -1 where that cannot be known. */
int64_t kept_duration_ms(const struct config *config, const struct calls_row *row)
	__attribute__((nonnull));
/* The card of a stored version; the caller frees it. */
struct card *kept_card(struct store *store, int64_t card_row, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The answers that marks are under a card, in the order of the marks: what the card has no place for
 * is left empty. answers has room for n_marks. */
void kept_answers(const struct card *card, const struct store_mark *marks, size_t n_marks,
	struct answer *answers) __attribute__((nonnull(1)));
/* The bits of the reasons whose codes stand in a text such as "N1 N3"; *unknown (may be NULL) is the
 * first code that the item does not have, within codes; NULL if it has them all. */
uint64_t kept_reasons(const struct card_item *item, const char *codes, const char **unknown)
	__attribute__((nonnull(1, 2)));
/* The mark of an item or flag, NULL if there is none. */
const struct store_mark *kept_find(const struct store_mark *marks, size_t n_marks, const char *key)
	__attribute__((nonnull(3)));

#endif
