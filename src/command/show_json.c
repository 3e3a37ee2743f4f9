/* A review as one JSON object. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/show_parts.h"

#include <string.h>

#include "base/str.h"
#include "command/card_words.h"
#include "command/json_parts.h"
#include "command/kept.h"

static void put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

static json_t *times(const struct store_evidence *list, size_t n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(array,
			json_pack("{s:o, s:o}", "start_s", json_parts_seconds(list[i].start_ms),
				"end_s", json_parts_seconds(list[i].end_ms)));
	return array;
}

static json_t *codes(const struct card_item *item, const struct store_mark *mark)
{
	json_t *array = json_array();
	uint64_t chosen = mark ? kept_reasons(item, mark->reasons, NULL) : 0;
	for (size_t i = 0; i < item->n_reasons; i++)
		if (chosen >> i & 1)
			json_array_append_new(array, json_string(item->reasons[i].code));
	return array;
}

/* "not-met", "na"; null where it is empty. */
static json_t *answer(const struct card_item *item, const struct store_mark *mark)
{
	if (mark && mark->level == ANSWER_NA)
		return json_string("na");
	if (!mark || mark->level < 1 || (size_t)mark->level > item->n_levels)
		return json_null();
	return json_string(item->levels[mark->level - 1].key);
}

static json_t *items(const struct shown *shown)
{
	json_t *array = json_array();
	for (size_t i = 0; i < shown->card->n_items; i++) {
		const struct card_item *item = &shown->card->items[i];
		const struct store_mark *mark = kept_find(shown->marks, shown->n_marks, item->key);
		json_t *object = json_object();
		put(object, "item", json_string(item->key));
		put(object, "section", json_string(shown->card->sections[item->section].key));
		put(object, "title", json_parts_text(card_text_get(&item->title, shown->language)));
		put(object, "answer", answer(item, mark));
		put(object, "reasons", codes(item, mark));
		put(object, "evidence",
			times(mark ? mark->evidence : NULL, mark ? mark->n_evidence : 0));
		put(object, "occurrences",
			times(mark ? mark->occurrences : NULL, mark ? mark->n_occurrences : 0));
		put(object, "comment", json_parts_text(mark ? mark->comment : ""));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *sections(const struct shown *shown)
{
	json_t *array = json_array();
	for (size_t i = 0; i < shown->card->n_sections; i++) {
		const struct score_section *score = &shown->score.sections[i];
		json_t *object = json_object();
		put(object, "section", json_string(shown->card->sections[i].key));
		put(object, "title",
			json_parts_text(card_text_get(
				&shown->card->sections[i].title, shown->language)));
		put(object, "got", json_parts_centi(score->has_score ? score->got_centi : -1));
		put(object, "of", json_parts_centi(score->has_score ? score->open_centi : -1));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *flags(const struct shown *shown)
{
	json_t *array = json_array();
	for (size_t i = 0; i < shown->card->n_flags; i++) {
		const struct card_flag *flag = &shown->card->flags[i];
		const struct store_mark *mark = kept_find(shown->marks, shown->n_marks, flag->key);
		if (mark && mark->level == 1)
			json_array_append_new(array,
				json_pack("{s:s, s:o, s:o}", "flag", flag->key, "evidence",
					times(mark->evidence, mark->n_evidence), "comment",
					json_parts_text(mark->comment)));
	}
	return array;
}

static json_t *fields(const struct shown *shown)
{
	json_t *object = json_object();
	for (size_t i = 0; i < shown->n_fields; i++)
		put(object, shown->fields[i].key, json_parts_text(shown->fields[i].value));
	return object;
}

static json_t *incidents(const struct shown *shown)
{
	static const char *const names[N_INCIDENT_TEXTS] = {
		"said", "problem", "diagnosis", "severity", "confirmed", "follow_up"};
	json_t *array = json_array();
	for (size_t i = 0; i < shown->n_incidents; i++) {
		const struct store_incident *incident = &shown->incidents[i];
		json_t *object = json_object();
		put(object, "class", json_parts_text(incident->class));
		put(object, "category", json_parts_text(incident->category));
		put(object, "start_s", json_parts_seconds(incident->start_ms));
		put(object, "end_s", json_parts_seconds(incident->end_ms));
		for (int k = 0; k < N_INCIDENT_TEXTS; k++)
			put(object, names[k], json_parts_text(incident->texts[k]));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *notes(const struct shown *shown)
{
	json_t *array = json_array();
	for (size_t i = 0; i < shown->n_notes; i++)
		json_array_append_new(array,
			json_pack("{s:o, s:o}", "at_s", json_parts_seconds(shown->notes[i].at_ms),
				"text", json_parts_text(shown->notes[i].text)));
	return array;
}

static json_t *outcome(const struct score *score)
{
	switch (score->outcome) {
	case OUTCOME_NONE:
		break;
	case OUTCOME_PASS:
		return json_string("pass");
	case OUTCOME_FAIL:
		return json_string("fail");
	case OUTCOME_ZERO:
		return json_string("zero");
	}
	return json_null();
}

void show_print_json(const struct shown *shown)
{
	const struct score *score = &shown->score;
	json_t *object = json_object();
	put(object, "call", json_parts_text(shown->name));
	put(object, "file", json_parts_text(shown->n_legs ? shown->legs[0].path : ""));
	put(object, "card", json_string(shown->review.card_id));
	put(object, "version", json_integer(shown->review.card_version));
	put(object, "state", json_string(shown->review.state == REVIEW_FINAL ? "final" : "draft"));
	put(object, "score", json_parts_centi(show_score_centi(shown)));
	put(object, "raw", json_parts_centi(score->has_score ? score->raw_centi : -1));
	put(object, "outcome", outcome(score));
	put(object, "cause", json_parts_text(score->cause_key));
	put(object, "band",
		score->band < 0 ? json_null() : json_string(shown->card->bands[score->band].key));
	put(object, "heard_s", json_parts_seconds(show_heard_ms(shown)));
	put(object, "duration_s", json_parts_seconds(shown->duration_ms));
	put(object, "contact", json_parts_contact(&shown->contact));
	put(object, "fields", fields(shown));
	put(object, "sections", sections(shown));
	put(object, "items", items(shown));
	put(object, "flags", flags(shown));
	put(object, "incidents", incidents(shown));
	put(object, "notes", notes(shown));
	json_parts_print(object);
}
