/* A review as the database holds it, with its card and what its marks are worth. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "media/media.h"

bool kept_find_call(
	struct store *store, const struct calls_row *row, char call_id[ID_SIZE], struct err *err)
{
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE];
	if (store_find_call(store, row->legs, row->n_legs, call_id, err))
		return true;
	if (err->code != ERR_NOT_FOUND || row->problem)
		return false;
	for (size_t i = 0; i < row->n_legs; i++)
		if (!media_hash(row->legs[i].path, hash[i], NULL, err))
			return false;
	return store_find_content(store, row->n_legs, hash, call_id, err);
}

bool kept_find_review(struct store *store, const struct calls_row *row,
	struct store_review *review, struct err *err)
{
	char call_id[ID_SIZE];
	return kept_find_call(store, row, call_id, err) &&
	       store_find_review(store, call_id, review, err);
}

struct card *kept_card(struct store *store, int64_t card_row, struct err *err)
{
	char *text;
	size_t n_text;
	struct card_problems problems = {0};
	if (!store_get_card(store, card_row, &text, &n_text, err))
		return NULL;
	struct card *card = card_parse(text, n_text, &problems);
	if (!card)
		err_set(err, ERR_FORMAT, _("the card in the database cannot be read: %s"),
			problems.problems[0].text);
	card_problems_release(&problems);
	free(text);
	return card;
}

static bool has_code(const struct card_item *item, const char *code, size_t n_code, uint64_t *bits)
{
	for (size_t i = 0; i < item->n_reasons; i++)
		if (strlen(item->reasons[i].code) == n_code &&
			strncmp(item->reasons[i].code, code, n_code) == 0) {
			*bits |= UINT64_C(1) << i;
			return true;
		}
	return false;
}

uint64_t kept_reasons(const struct card_item *item, const char *codes, const char **unknown)
{
	uint64_t bits = 0;
	const char *first = NULL;
	for (const char *code = codes; *code;) {
		size_t n_code = strcspn(code, " ,");
		if (n_code && !has_code(item, code, n_code, &bits) && !first)
			first = code;
		code += n_code + (code[n_code] != '\0');
	}
	if (unknown)
		*unknown = first;
	return bits;
}

void kept_answers(const struct card *card, const struct store_mark *marks, size_t n_marks,
	struct answer *answers)
{
	for (size_t i = 0; i < n_marks; i++) {
		const struct card_item *item = card_find_item(card, marks[i].item_key);
		answers[i] = (struct answer){.level = marks[i].level,
			.n_occurrences = (int)marks[i].n_occurrences,
			.has_comment = marks[i].comment[0] != '\0',
			.reasons = item ? kept_reasons(item, marks[i].reasons, NULL) : 0};
		str_copy(answers[i].item_key, ITEM_KEY_SIZE, marks[i].item_key);
	}
}

const struct store_mark *kept_find(const struct store_mark *marks, size_t n_marks, const char *key)
{
	for (size_t i = 0; i < n_marks; i++)
		if (strcmp(marks[i].item_key, key) == 0)
			return &marks[i];
	return NULL;
}

int64_t kept_duration_ms(const struct config *config, const struct calls_row *row)
{
	struct err ignored;
	struct media_options options = media_options_default;
	options.raw_rate_hz = config->raw_rate_hz;
	if (row->duration_ms >= 0 || row->problem)
		return row->duration_ms;
	struct media *media = media_open(row->legs, row->n_legs, &options, &ignored);
	if (!media)
		return -1;
	const struct media_info *info = media_get_info(media);
	int64_t duration_ms =
		info->n_frames < 0 ? -1 : pcm_frames_to_ms(info->n_frames, info->format.rate_hz);
	media_free(media);
	return duration_ms;
}
