/* A card's parts in words, for tables and messages. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_words.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

const char *card_words_level(const struct card_level *level, enum card_language language)
{
	static const struct {
		const char *key, *word;
	} words[] = {{"not-met", N_("not met")}, {"met", N_("met")}, {"exceeded", N_("exceeds")},
		{"yes", N_("yes")}, {"no", N_("no")}};
	const char *name = card_text_get(&level->name, language);
	if (*name)
		return name;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(level->key, words[i].key) == 0)
			return _(words[i].word);
	return level->key;
}

const char *card_words_answer(const struct card_item *item, int level, enum card_language language)
{
	if (level == ANSWER_NA)
		return _("n/a");
	if (level < 1 || (size_t)level > item->n_levels)
		return "";
	return card_words_level(&item->levels[level - 1], language);
}

void card_words_add_answers(
	const struct card_item *item, enum card_language language, struct str *out)
{
	for (size_t i = 0; i < item->n_levels; i++)
		str_addf(out, "%s%zu %s", i ? _(", ") : "", i + 1,
			card_words_level(&item->levels[i], language));
	if (item->na_allowed)
		str_addf(out, "%s%s", item->n_levels ? _(", ") : "", _("n/a"));
}

void card_words_add_centi(struct str *out, int64_t centi)
{
	char text[24];
	score_format(centi, true, text);
	str_add(out, text);
}

static void add_or(struct str *words, const char *word)
{
	str_addf(words, "%s%s", words->n_bytes ? _(" or ") : "", word);
}

void card_words_add_condition(const struct card *card, const struct card_item *item,
	enum card_language language, struct str *out)
{
	const struct card_condition *condition = &item->condition;
	struct str words = {0};
	if (!condition->is_set)
		return;
	const struct card_item *other = &card->items[condition->item];
	for (size_t i = 0; i < other->n_levels; i++)
		if (condition->levels >> (i + 1) & 1)
			add_or(&words, card_words_level(&other->levels[i], language));
	if (other->scale == SCALE_OCCURRENCE && (condition->levels & 2))
		add_or(&words, _("not counted"));
	if (other->scale == SCALE_OCCURRENCE && (condition->levels & 4))
		add_or(&words, _("counted"));
	if (condition->levels & 1)
		add_or(&words, _("n/a"));
	str_addf(out, _("if %s is %s"), other->key, str_get(&words));
	str_release(&words);
}

/* The points of all levels, the most first. */
static void add_levels(const struct card_item *item, struct str *out)
{
	for (size_t i = 0; i < item->n_levels; i++) {
		str_add(out, i ? " / " : "");
		card_words_add_centi(out, item->levels[i].points_centi);
	}
}

void card_words_add_points(const struct card_item *item, struct str *out)
{
	struct str points = {0};
	switch (item->scale) {
	case SCALE_TENET:
		card_words_add_centi(out, item->levels[1].points_centi);
		if (item->n_levels > 2) {
			str_add(out, " / ");
			card_words_add_centi(out, item->levels[2].points_centi);
		}
		break;
	case SCALE_OCCURRENCE:
		card_words_add_centi(&points, item->off_centi);
		str_addf(out, _("-%s each"), str_get(&points));
		break;
	case SCALE_POINTS:
		card_words_add_centi(&points, card_item_max_centi(item));
		str_addf(out, _("0 to %s"), str_get(&points));
		break;
	case SCALE_YES_NO:
	case SCALE_CHOICE:
		add_levels(item, out);
		break;
	}
	str_release(&points);
}

/* What failed it, by its title. */
static const char *cause_of(
	const struct card *card, const struct score *score, enum card_language language)
{
	const struct card_item *item = card_find_item(card, score->cause_key);
	const struct card_flag *flag = card_find_flag(card, score->cause_key);
	if (flag)
		return card_text_get(&flag->title, language);
	return item ? card_text_get(&item->title, language) : "";
}

void card_words_add_outcome(const struct card *card, const struct score *score,
	enum card_language language, struct str *out)
{
	const char *cause = cause_of(card, score, language);
	switch (score->outcome) {
	case OUTCOME_NONE:
		break;
	case OUTCOME_PASS:
		str_add(out, _("passes"));
		break;
	case OUTCOME_FAIL:
	case OUTCOME_ZERO:
		if (*cause)
			str_addf(out, _("fails: %s"), cause);
		else
			str_add(out, _("fails"));
		break;
	}
}

static void widen(int *columns, const char *key)
{
	int needed = utf8_width(key) + 2;
	if (needed > *columns)
		*columns = needed;
}

int card_words_key_columns(const struct card *card, int least_columns)
{
	int columns = least_columns;
	for (size_t i = 0; i < card->n_fields; i++)
		widen(&columns, card->fields[i].key);
	for (size_t i = 0; i < card->n_flags; i++)
		widen(&columns, card->flags[i].key);
	for (size_t i = 0; i < card->n_items; i++)
		widen(&columns, card->items[i].key);
	return columns;
}
