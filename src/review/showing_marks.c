/* The snapshot of marks beyond their answers: items, sections, figures, lists to choose from. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "review/review_parts.h"
#include "scorecard/suggest.h"

#define SHORT_KEY 3 /* bytes of a section's key that is a number of it */

/* Texts made while a snapshot is, and owned by its arena. */
static const char *keep(struct review *review, struct str *text)
{
	const char *kept = arena_format(&review->arena, "%s", str_get(text));
	str_release(text);
	return kept;
}

static const char *off_text(struct review *review, const struct card_item *item)
{
	char points[24];
	if (item->scale != SCALE_OCCURRENCE)
		return "";
	score_format(item->off_centi, true, points);
	return arena_format(&review->arena, "-%s", points);
}

/* ---- items ---- */

static void show_times(struct review *review, size_t i, struct snapshot_item *item)
{
	const struct store_evidence *times = review_get_times(review, i, &item->n_times);
	struct snapshot_time *shown = arena_get(&review->arena, item->n_times, sizeof *shown);
	for (size_t k = 0; k < item->n_times; k++)
		shown[k] = (struct snapshot_time){times[k].start_ms, times[k].end_ms};
	item->times = shown;
	item->next_time = review_get_next_time(review, i);
	if (item->is_occurrence && item->n_times > 0)
		item->evidence_ms = times[0].start_ms;
}

static void show_reasons(struct review *review, size_t i, struct snapshot_item *item)
{
	const struct card_item *card_item = &review->card->items[i];
	uint64_t offered = review_fitting_reasons(card_item, review->marks[i].level);
	struct str codes = {0};
	review_add_codes(card_item, review->marks[i].reasons, &codes);
	item->reasons = keep(review, &codes);
	for (size_t k = 0; k < card_item->n_reasons; k++)
		item->n_reasons += offered >> k & 1;
}

/* All that the card names, whatever the answer: for reading and searching. */
static void show_reason_texts(struct review *review, size_t i, struct snapshot_item *item)
{
	const struct card_item *card_item = &review->card->items[i];
	struct str texts = {0};
	for (size_t k = 0; k < card_item->n_reasons; k++)
		str_addf(&texts, "%s%s %s", k ? "\n" : "", card_item->reasons[k].code,
			review_text(review, &card_item->reasons[k].text));
	item->reason_texts = keep(review, &texts);
}

/* What was looked for in vain. */
static const char *nothing_found(const struct card_item *item)
{
	if (!suggest_names_overtalk(item))
		return _("no gap found");
	return suggest_names_gaps(item) ? _("no gap, no overtalk found") : _("no overtalk found");
}

static void show_proposal(struct review *review, size_t i, struct snapshot_item *item)
{
	item->proposal = "";
	item->proposed = review_propose(review, i);
	if (item->proposed != ANSWER_NONE)
		item->proposal = review->texts[i].found ? item->hint :
							  nothing_found(&review->card->items[i]);
}

static void show_suggested_incident(struct review *review, size_t i, struct snapshot_item *item)
{
	bool happened = review_is_not_met(review, i);
	item->incident =
		happened ? review_suggest_incident(review, &review->card->items[i].incident) : "";
}

static void show_item(struct review *review, size_t i, bool applies)
{
	const struct card_item *card_item = &review->card->items[i];
	struct snapshot_item *item = &review->items[i];
	char condition[160];
	review_describe_condition(review, i, condition, sizeof condition);
	item->section_index = card_item->section;
	item->is_occurrence = card_item->scale == SCALE_OCCURRENCE;
	item->n_occurrences = (int)review->marks[i].n_occurrences;
	item->off = off_text(review, card_item);
	item->applies = applies;
	item->condition = *condition ? arena_format(&review->arena, "%s", condition) : "";
	item->required = applies && card_item->required && !item->is_occurrence;
	item->comment_missing = item->comment_missing && applies;
	show_times(review, i, item);
	show_reasons(review, i, item);
	show_reason_texts(review, i, item);
	show_proposal(review, i, item);
	show_suggested_incident(review, i, item);
}

/* ---- sections and figures ---- */

static void show_section(struct review *review, size_t i, const struct score_section *score,
	struct snapshot_section *section)
{
	const struct card_section *card_section = &review->card->sections[i];
	char got[24], open[24];
	score_format(score->got_centi, true, got);
	score_format(score->open_centi, true, open);
	*section = (struct snapshot_section){
		.key = card_section->key,
		.title = review_text(review, &card_section->title),
		.first_item = card_section->first_item,
		.n_items = card_section->n_items,
		.n_answered = score->counts.n_answered,
		.n_applying = score->counts.n_items,
		.n_not_met = score->counts.n_not_met,
		.score = score->has_score ? arena_format(&review->arena, "%s/%s", got, open) : "",
		.zeroed = score->is_zeroed,
	};
}

/* "2 4", as they are numbered; the titles where the keys are words. */
static void add_section_name(struct str *names, const struct snapshot_section *section)
{
	bool is_number = strlen(section->key) <= SHORT_KEY;
	const char *between = is_number ? " " : _(", ");
	str_addf(names, "%s%s", names->n_bytes ? between : "",
		is_number ? section->key : section->title);
}

static void show_sections(
	struct review *review, struct review_snapshot *snapshot, const struct score *score)
{
	const struct card *card = review->card;
	struct snapshot_section *sections =
		arena_get(&review->arena, card->n_sections, sizeof *sections);
	struct str not_met = {0};
	for (size_t i = 0; i < card->n_sections; i++) {
		show_section(review, i, &score->sections[i], &sections[i]);
		if (sections[i].n_not_met > 0)
			add_section_name(&not_met, &sections[i]);
	}
	snapshot->sections = sections;
	snapshot->n_sections = card->n_sections;
	snapshot->not_met_sections = keep(review, &not_met);
}

/* The title of the flag or item that failed it; NULL for none. */
static const char *cause_title(const struct review *review, const struct score *score)
{
	const struct card_flag *flag = card_find_flag(review->card, score->cause_key);
	const struct card_item *item = card_find_item(review->card, score->cause_key);
	if (flag)
		return review_text(review, &flag->title);
	return item ? review_text(review, &item->title) : NULL;
}

static void show_outcome(
	struct review *review, struct review_snapshot *snapshot, const struct score *score)
{
	static const enum snapshot_outcome outcomes[] = {
		[OUTCOME_NONE] = SNAPSHOT_NO_OUTCOME,
		[OUTCOME_PASS] = SNAPSHOT_PASSES,
		[OUTCOME_FAIL] = SNAPSHOT_FAILS,
		[OUTCOME_ZERO] = SNAPSHOT_ZEROED,
	};
	const char *cause = cause_title(review, score);
	snapshot->outcome = outcomes[score->outcome];
	snapshot->outcome_word = "";
	if (snapshot->outcome == SNAPSHOT_PASSES)
		snapshot->outcome_word = _("passes");
	else if (snapshot->outcome != SNAPSHOT_NO_OUTCOME && cause)
		snapshot->outcome_word = arena_format(&review->arena, _("fails: %s"), cause);
	else if (snapshot->outcome != SNAPSHOT_NO_OUTCOME)
		snapshot->outcome_word = _("fails");
	snapshot->band =
		score->band >= 0 ? review_text(review, &review->card->bands[score->band].title) : "";
}

static void show_figures(
	struct review *review, struct review_snapshot *snapshot, const struct score *score)
{
	char now[24], raw[24];
	score_format(score->score_centi, false, now);
	score_format(score->raw_centi, true, raw);
	snapshot->n_not_met = score->n_not_met;
	snapshot->n_met = score->n_met;
	snapshot->n_exceeded = score->n_exceeded;
	snapshot->n_not_applicable = score->n_na;
	snapshot->score_now = score->has_score ? arena_format(&review->arena, "%s", now) : "";
	snapshot->score_raw = "";
	if (score->has_score && score->raw_centi != score->score_centi)
		snapshot->score_raw = arena_format(&review->arena, "%s", raw);
}

/* ---- lists to choose from ---- */

static size_t list_reasons(struct review *review, struct snapshot_choice *choices)
{
	const struct card_item *item = &review->card->items[review->cursor];
	uint64_t offered = review_fitting_reasons(item, review->marks[review->cursor].level);
	size_t n = 0;
	for (size_t i = 0; i < item->n_reasons; i++)
		if (offered >> i & 1)
			choices[n++] = (struct snapshot_choice){
				.code = item->reasons[i].code,
				.text = review_text(review, &item->reasons[i].text),
				.chosen = review->marks[review->cursor].reasons >> i & 1,
				.exceeded = item->reasons[i].exceeded,
				.off = "",
			};
	return n;
}

static size_t list_flags(struct review *review, struct snapshot_choice *choices)
{
	const struct card *card = review->card;
	for (size_t i = 0; i < card->n_flags; i++)
		choices[i] = (struct snapshot_choice){
			.code = "", /* keys of flags are for files */
			.text = review_text(review, &card->flags[i].title),
			.chosen = review->marks[card->n_items + i].level != ANSWER_NONE,
			.off = "",
		};
	return card->n_flags;
}

static size_t list_faults(struct review *review, struct snapshot_choice *choices)
{
	size_t n = 0, item;
	for (; (item = review_find_fault(review, n)) < review->card->n_items; n++)
		choices[n] = (struct snapshot_choice){
			.code = review->card->items[item].key,
			.text = review_text(review, &review->card->items[item].title),
			.chosen = review->marks[item].n_occurrences > 0,
			.n = (int)review->marks[item].n_occurrences,
			.off = off_text(review, &review->card->items[item]),
		};
	return n;
}

static void show_choices(struct review *review, struct review_snapshot *snapshot)
{
	const struct card *card = review->card;
	size_t n_most = card->n_items + card->n_flags + CARD_MAX_REASONS;
	struct snapshot_choice *choices = arena_get(&review->arena, n_most, sizeof *choices);
	if (review->lower == LOWER_REASONS && card->n_items > 0)
		snapshot->n_choices = list_reasons(review, choices);
	else if (review->lower == LOWER_FLAGS)
		snapshot->n_choices = list_flags(review, choices);
	else if (review->lower == LOWER_FAULTS)
		snapshot->n_choices = list_faults(review, choices);
	snapshot->choices = choices;
}

void review_show_marking(
	struct review *review, struct review_snapshot *snapshot, const struct score *score)
{
	size_t n;
	struct answer *answers = review_collect_answers(review, &n);
	for (size_t i = 0; i < review->card->n_items; i++)
		show_item(review, i,
			card_item_applies(review->card, &review->card->items[i], answers, n));
	free(answers);
	show_sections(review, snapshot, score);
	show_figures(review, snapshot, score);
	show_outcome(review, snapshot, score);
	show_choices(review, snapshot);
}
