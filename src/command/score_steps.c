/* What the options of callmark score ask for, one change each, checked before anything is saved. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/score_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "command/card_words.h"
#include "command/kept.h"

static size_t count_answers(const struct card *card)
{
	return card->n_items + card->n_flags;
}

void score_desk_init(struct score_desk *desk, const struct card *card,
	const struct store_mark *marks, size_t n_marks, const struct store_field *fields,
	size_t n_fields)
{
	*desk = (struct score_desk){.card = card, .duration_ms = -1};
	desk->answers = mem_zalloc(count_answers(card), sizeof *desk->answers);
	desk->has_field = mem_zalloc(card->n_fields + 1, sizeof *desk->has_field);
	for (size_t i = 0; i < count_answers(card); i++) {
		const char *key =
			i < card->n_items ? card->items[i].key : card->flags[i - card->n_items].key;
		const struct store_mark *mark = kept_find(marks, n_marks, key);
		if (mark)
			kept_answers(card, mark, 1, &desk->answers[i]);
		str_copy(desk->answers[i].item_key, ITEM_KEY_SIZE, key);
	}
	for (size_t i = 0; i < n_fields; i++) {
		const struct card_field *field = card_find_field(card, fields[i].key);
		if (field)
			desk->has_field[field - card->fields] = true;
	}
}

void score_desk_release(struct score_desk *desk)
{
	for (size_t i = 0; i < desk->n_steps; i++) {
		free(desk->steps[i].text);
		free(desk->steps[i].said);
	}
	free(desk->steps);
	free(desk->answers);
	free(desk->has_field);
	*desk = (struct score_desk){0};
}

int64_t score_desk_centi(const struct score_desk *desk)
{
	struct score score;
	score_compute(desk->card, desk->answers, count_answers(desk->card), &score);
	return score.has_score ? score.score_centi : -1;
}

/* ---- what is meant ---- */

/* "2.2=VALUE": what it is about, and the value. */
struct target {
	char key[ITEM_KEY_SIZE];
	const struct card_item *item; /* or */
	const struct card_flag *flag;
	struct answer *answer;
	const char *value;
};

static bool split(const char *text, struct target *target, struct err *err)
{
	const char *equals = strchr(text, '=');
	size_t n_key = equals ? (size_t)(equals - text) : 0;
	*target = (struct target){.value = equals ? equals + 1 : ""};
	if (!equals || n_key == 0 || n_key >= ITEM_KEY_SIZE)
		return err_set(err, ERR_USAGE, _("'%s': expected ITEM=VALUE, such as 2.2=1"), text);
	memcpy(target->key, text, n_key);
	return true;
}

static void add_keys(const struct card *card, struct str *keys)
{
	for (size_t i = 0; i < count_answers(card); i++)
		str_addf(keys, "%s%s", i ? " " : "",
			i < card->n_items ? card->items[i].key : card->flags[i - card->n_items].key);
}

static bool find_target(
	struct score_desk *desk, const char *text, struct target *target, struct err *err)
{
	const struct card *card = desk->card;
	if (!split(text, target, err))
		return false;
	target->item = card_find_item(card, target->key);
	target->flag = card_find_flag(card, target->key);
	if (target->item)
		target->answer = &desk->answers[target->item - card->items];
	if (target->flag)
		target->answer = &desk->answers[card->n_items + (size_t)(target->flag - card->flags)];
	if (target->answer)
		return true;
	struct str keys = {0};
	add_keys(card, &keys);
	err_set(err, ERR_USAGE, _("'%s': the card %s has no such item; it has %s"), target->key,
		card->id, str_get(&keys));
	str_release(&keys);
	return false;
}

static bool check_applies(
	const struct score_desk *desk, const struct card_item *item, struct err *err)
{
	struct str condition = {0};
	if (card_item_applies(desk->card, item, desk->answers, count_answers(desk->card)))
		return true;
	card_words_add_condition(desk->card, item, desk->language, &condition);
	err_set(err, ERR_USAGE, _("'%s': the item is asked only %s"), item->key,
		str_get(&condition));
	str_release(&condition);
	return false;
}

/* ---- answers ---- */

static bool refuse_answer(
	const struct score_desk *desk, const struct target *target, const char *word, struct err *err)
{
	struct str answers = {0};
	if (target->flag)
		str_add(&answers, _("raised"));
	else if (target->item->scale == SCALE_OCCURRENCE)
		str_addf(&answers, "+, -%s%s", target->item->na_allowed ? ", " : "",
			target->item->na_allowed ? _("n/a") : "");
	else
		card_words_add_answers(target->item, desk->language, &answers);
	err_set(err, ERR_USAGE, _("'%s' has no answer '%s'; possible: %s; none empties it"),
		target->key, word, str_get(&answers));
	str_release(&answers);
	return false;
}

/* The level that a word names: its number or its key. */
static bool find_level(const struct target *target, const char *word, int *level)
{
	const struct card_item *item = target->item;
	*level = ANSWER_NONE;
	if (strcmp(word, "none") == 0)
		return true;
	if (target->flag) {
		*level = 1;
		return strcmp(word, "1") == 0 || strcmp(word, CARD_FLAG_LEVEL) == 0 ||
		       strcmp(word, _("raised")) == 0;
	}
	*level = ANSWER_NA;
	if (strcmp(word, "na") == 0 || strcmp(word, "n/a") == 0)
		return item->na_allowed;
	for (size_t i = 0; i < item->n_levels; i++) {
		*level = (int)i + 1;
		if (strcmp(word, item->levels[i].key) == 0 || (*word == '1' + (char)i && !word[1]))
			return true;
	}
	return false;
}

static bool read_time(const struct score_desk *desk, const char *text, int64_t *ms, struct err *err)
{
	char whole[TIMEFMT_SIZE];
	if (!timefmt_parse(text, ms))
		return err_set(err, ERR_USAGE, _("'%s' is no time; expected such as 4:43"), text);
	if (desk->duration_ms >= 0 && *ms > desk->duration_ms)
		return err_set(err, ERR_USAGE, _("%s is past the end of the recording, %s"), text,
			timefmt_tenths(desk->duration_ms, whole));
	return true;
}

static struct score_step *new_step(struct score_desk *desk, enum change_kind kind, const char *key)
{
	MEM_GROW(desk->steps, desk->n_steps, desk->n_room);
	struct score_step *step = &desk->steps[desk->n_steps++];
	*step = (struct score_step){.change = {.kind = kind, .evidence_end_ms = -1}};
	str_copy(step->change.item_key, ITEM_KEY_SIZE, key);
	return step;
}

static void say(struct score_desk *desk, struct score_step *step, const struct target *target,
	const char *what)
{
	struct str said = {0};
	str_addf(&said, _("%s  %s: %s"), target->key,
		card_text_get(target->item ? &target->item->title : &target->flag->title,
			desk->language),
		what);
	step->said = str_take(&said);
	step->change.score_centi = score_desk_centi(desk);
}

static uint64_t fitting_reasons(const struct card_item *item, int level, uint64_t chosen)
{
	bool exceeded = card_level_is_exceeded(item, level);
	if (!exceeded && !card_level_is_not_met(item, level))
		return 0;
	for (size_t i = 0; i < item->n_reasons; i++)
		if (item->reasons[i].exceeded != exceeded)
			chosen &= ~(UINT64_C(1) << i);
	return chosen;
}

static void put_reasons(struct score_step *step, const struct card_item *item, uint64_t chosen)
{
	struct str codes = {0};
	for (size_t i = 0; i < item->n_reasons; i++)
		if (chosen >> i & 1)
			str_addf(&codes, "%s%s", codes.n_bytes ? " " : "", item->reasons[i].code);
	step->text = str_take(&codes);
	step->change.set_reasons = true;
	step->change.reasons = step->text;
}

/* As on the screen: reasons that do not go with the new answer go with the old one. */
static void put_level(struct score_step *step, const struct target *target, int level)
{
	struct store_change *change = &step->change;
	change->set_level = true;
	change->level = target->answer->level = level;
	if (level > 0)
		str_copy(change->level_key, ITEM_KEY_SIZE,
			target->flag ? STORE_RAISED : target->item->levels[level - 1].key);
	if (level == ANSWER_NONE) {
		change->set_evidence = true;
		change->evidence_n = EVIDENCE_ALL;
		change->evidence_ms = -1;
	}
	uint64_t chosen = target->answer->reasons;
	uint64_t fitting = target->item ? fitting_reasons(target->item, level, chosen) : 0;
	if (fitting != chosen)
		put_reasons(step, target->item, fitting);
	target->answer->reasons = fitting;
}

static const char *level_word(const struct score_desk *desk, const struct target *target, int level)
{
	if (level == ANSWER_NONE)
		return _("empty");
	return target->flag ? _("raised") : card_words_answer(target->item, level, desk->language);
}

static bool add_level(struct score_desk *desk, const struct target *target, const char *word,
	int64_t at_ms, struct err *err)
{
	int level;
	char at[TIMEFMT_SIZE];
	struct str what = {0};
	if (!find_level(target, word, &level))
		return refuse_answer(desk, target, word, err);
	struct score_step *step = new_step(desk, CHANGE_MARK, target->key);
	put_level(step, target, level);
	str_add(&what, level_word(desk, target, level));
	if (at_ms >= 0) {
		step->change.set_evidence = true;
		step->change.evidence_n = 0;
		step->change.evidence_ms = at_ms;
		str_addf(&what, "  %s", timefmt_tenths(at_ms, at));
	}
	say(desk, step, target, str_get(&what));
	str_release(&what);
	return true;
}

static bool add_occurrence(struct score_desk *desk, const struct target *target, const char *word,
	int64_t at_ms, struct err *err)
{
	char what[64];
	bool more = strcmp(word, "+") == 0;
	if (!more && strcmp(word, "-") != 0)
		return add_level(desk, target, word, at_ms, err);
	if (more && at_ms < 0)
		return err_set(err, ERR_USAGE, _("'%s' is counted with its time: %s=+@4:43"),
			target->key, target->key);
	if (!more && target->answer->n_occurrences == 0)
		return err_set(err, ERR_USAGE, _("'%s': nothing is counted that could be taken back"),
			target->key);
	struct score_step *step = new_step(desk, CHANGE_MARK, target->key);
	step->change.occurrence = more ? OCCURRENCE_ADD : OCCURRENCE_TAKE;
	step->change.occurrence_ms = at_ms;
	target->answer->n_occurrences += more ? 1 : -1;
	snprintf(what, sizeof what,
		ngettext("%d time", "%d times", (unsigned long)target->answer->n_occurrences),
		target->answer->n_occurrences);
	say(desk, step, target, what);
	return true;
}

/* "2.2=1@4:43" */
static bool add_answer(struct score_desk *desk, const char *text, struct err *err)
{
	struct target target;
	int64_t at_ms = -1;
	if (!find_target(desk, text, &target, err) ||
		(target.item && !check_applies(desk, target.item, err)))
		return false;
	const char *time = strchr(target.value, '@');
	if (time && !read_time(desk, time + 1, &at_ms, err))
		return err_prefix(err, _("'%s'"), target.key);
	char *word = mem_dupn(target.value,
		time ? (size_t)(time - target.value) : strlen(target.value));
	bool added = target.item && target.item->scale == SCALE_OCCURRENCE
			     ? add_occurrence(desk, &target, word, at_ms, err)
			     : add_level(desk, &target, word, at_ms, err);
	free(word);
	return added;
}

/* ---- what stands beside an answer ---- */

static bool refuse_reason(const struct target *target, const char *code, struct err *err)
{
	struct str codes = {0};
	uint64_t fitting = fitting_reasons(target->item, target->answer->level, ~UINT64_C(0));
	for (size_t i = 0; i < target->item->n_reasons; i++)
		if (fitting >> i & 1)
			str_addf(&codes, " %s", target->item->reasons[i].code);
	if (codes.n_bytes)
		err_set(err, ERR_USAGE, _("'%s': '%s' is no reason for its answer; possible:%s"),
			target->key, code, str_get(&codes));
	else
		err_set(err, ERR_USAGE, _("'%s': there are no reasons for its answer as it is"),
			target->key);
	str_release(&codes);
	return false;
}

static bool add_reasons(struct score_desk *desk, const char *text, struct err *err)
{
	struct target target;
	const char *unknown;
	if (!find_target(desk, text, &target, err))
		return false;
	if (target.flag)
		return err_set(err, ERR_USAGE, _("'%s' is a red flag, and has no reasons"), target.key);
	uint64_t chosen = kept_reasons(target.item, target.value, &unknown);
	if (unknown || fitting_reasons(target.item, target.answer->level, chosen) != chosen)
		return refuse_reason(&target, unknown ? unknown : target.value, err);
	struct score_step *step = new_step(desk, CHANGE_MARK, target.key);
	put_reasons(step, target.item, chosen);
	target.answer->reasons = chosen;
	say(desk, step, &target, *step->text ? step->text : _("no reasons"));
	return true;
}

static bool add_comment(struct score_desk *desk, const char *text, struct err *err)
{
	struct target target;
	if (!find_target(desk, text, &target, err))
		return false;
	struct score_step *step = new_step(desk, CHANGE_MARK, target.key);
	step->text = mem_dup(target.value);
	step->change.set_comment = true;
	step->change.comment = step->text;
	target.answer->has_comment = *target.value != '\0';
	say(desk, step, &target, *target.value ? target.value : _("no comment"));
	return true;
}

static bool add_field(struct score_desk *desk, const char *text, struct err *err)
{
	struct target target;
	struct str said = {0};
	if (!split(text, &target, err))
		return false;
	const struct card_field *field = card_find_field(desk->card, target.key);
	if (!field)
		return err_set(err, ERR_USAGE, _("'%s': the card %s has no such field"), target.key,
			desk->card->id);
	if (*target.value && !card_field_accepts(field, target.value)) {
		for (size_t i = 0; i < field->n_options; i++)
			str_addf(&said, " %s", field->options[i].key);
		err_set(err, ERR_USAGE, _("'%s' cannot stand in '%s'%s%s"), target.value, target.key,
			field->n_options ? _("; possible:") : "", str_get(&said));
		str_release(&said);
		return false;
	}
	struct score_step *step = new_step(desk, CHANGE_FIELD, target.key);
	step->text = mem_dup(target.value);
	step->change.text = step->text;
	step->change.score_centi = score_desk_centi(desk);
	desk->has_field[field - desk->card->fields] = *target.value != '\0';
	str_addf(&said, _("%s  %s: %s"), target.key, card_text_get(&field->title, desk->language),
		target.value);
	step->said = str_take(&said);
	return true;
}

bool score_desk_add(struct score_desk *desk, int option, const char *text, struct err *err)
{
	static bool (*const adders[])(struct score_desk *desk, const char *text, struct err *err) = {
		[SCORE_SET] = add_answer,
		[SCORE_REASON] = add_reasons,
		[SCORE_COMMENT] = add_comment,
		[SCORE_FIELD] = add_field,
	};
	return adders[option](desk, text, err);
}

/* ---- what is missing ---- */

static bool is_empty(const struct card_item *item, const struct answer *answer)
{
	return item->scale != SCALE_OCCURRENCE && answer->level == ANSWER_NONE;
}

static void add_missing(const char *key, const char *what, struct str *missing, size_t *n)
{
	str_addf(missing, "%s  %s\n", key, what);
	(*n)++;
}

size_t score_desk_find_missing(const struct score_desk *desk, struct str *missing)
{
	const struct card *card = desk->card;
	size_t n = 0;
	for (size_t i = 0; i < card->n_fields; i++)
		if (card->fields[i].required && !desk->has_field[i])
			add_missing(card->fields[i].key, _("this field is required"), missing, &n);
	for (size_t i = 0; i < card->n_items; i++) {
		const struct card_item *item = &card->items[i];
		const struct answer *answer = &desk->answers[i];
		if (!card_item_applies(card, item, desk->answers, count_answers(card)))
			continue;
		if (item->required && is_empty(item, answer))
			add_missing(item->key, _("an answer is required"), missing, &n);
		bool needs = item->scale == SCALE_OCCURRENCE
				     ? answer->n_occurrences > 0 &&
					       (item->comment_rule & COMMENT_WHEN_NOT_MET)
				     : card_needs_comment(item, answer->level);
		if (needs && !answer->has_comment)
			add_missing(item->key, _("a comment is required"), missing, &n);
	}
	for (size_t i = 0; i < card->n_flags; i++) {
		const struct answer *answer = &desk->answers[card->n_items + i];
		if (card->flags[i].comment_required && answer->level == 1 && !answer->has_comment)
			add_missing(card->flags[i].key, _("a comment is required"), missing, &n);
	}
	return n;
}
