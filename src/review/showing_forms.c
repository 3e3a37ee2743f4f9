/* The snapshot of what stands beside the items: flags, contact, incidents, notes, what is missing. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <string.h>

#include "base/i18n.h"
#include "review/review_parts.h"

/* ---- red flags ---- */

static enum snapshot_effect effect_of(enum card_effect effect)
{
	switch (effect) {
	case EFFECT_REPORT:
		break;
	case EFFECT_SECTION:
		return SNAPSHOT_SECTION;
	case EFFECT_FAIL:
		return SNAPSHOT_FAIL;
	case EFFECT_ZERO:
		return SNAPSHOT_ZERO;
	}
	return SNAPSHOT_REPORT;
}

static void show_flags(struct review *review, struct review_snapshot *snapshot)
{
	const struct card *card = review->card;
	struct snapshot_flag *flags = arena_get(&review->arena, card->n_flags, sizeof *flags);
	for (size_t i = 0; i < card->n_flags; i++) {
		const struct review_mark *mark = &review->marks[card->n_items + i];
		flags[i] = (struct snapshot_flag){
			.key = card->flags[i].key,
			.title = review_text(review, &card->flags[i].title),
			.guideline = review_text(review, &card->flags[i].guideline),
			.effect = effect_of(card->flags[i].effect),
			.raised = mark->level != ANSWER_NONE,
			.saving = mark->ticket != 0,
			.evidence_ms = mark->evidence_ms,
			.comment = mark->comment,
			.comment_missing = review_lacks_flag_comment(review, i),
			.incident = "",
		};
		if (flags[i].raised)
			flags[i].incident =
				review_suggest_incident(review, &card->flags[i].incident);
		snapshot->n_raised += flags[i].raised;
	}
	snapshot->flags = flags;
	snapshot->n_flags = card->n_flags;
	snapshot->flags_confirmed = review->flags_confirmed;
}

/* ---- the contact ---- */

static const char *type_word(enum card_field_type type)
{
	switch (type) {
	case FIELD_TEXT:
		break;
	case FIELD_CHOICE:
		return _("choice");
	case FIELD_DATE:
		return _("date, as 2026-11-01");
	case FIELD_DURATION:
		return _("duration, as 1:30");
	}
	return _("text");
}

static const struct snapshot_option *show_options(
	struct review *review, const struct card_field *field)
{
	struct snapshot_option *options =
		arena_get(&review->arena, field->n_options, sizeof *options);
	for (size_t i = 0; i < field->n_options; i++)
		options[i] = (struct snapshot_option){field->options[i].key,
			review_text(review, &field->options[i].title)};
	return options;
}

static const char *shown_value(
	const struct review *review, const struct card_field *field, const char *value)
{
	for (size_t i = 0; i < field->n_options; i++)
		if (strcmp(field->options[i].key, value) == 0)
			return review_text(review, &field->options[i].title);
	return value;
}

static void show_fields(struct review *review, struct review_snapshot *snapshot)
{
	const struct card *card = review->card;
	struct snapshot_field *fields = arena_get(&review->arena, card->n_fields, sizeof *fields);
	for (size_t i = 0; i < card->n_fields; i++) {
		const struct card_field *field = &card->fields[i];
		const char *value = review->field_values[i];
		fields[i] = (struct snapshot_field){
			.key = field->key,
			.title = review_text(review, &field->title),
			.type = type_word(field->type),
			.required = field->required,
			.missing = review_lacks_field(review, i),
			.saving = review->field_tickets[i] != 0,
			.value = value,
			.shown = shown_value(review, field, value),
			.options = show_options(review, field),
			.n_options = field->n_options,
		};
		snapshot->n_fields_missing += fields[i].missing;
	}
	snapshot->fields = fields;
	snapshot->n_fields = card->n_fields;
}

/* ---- incidents and notes ---- */

/* Keys that the catalogue of today does not have stand for themselves. */
const char *review_name_incident(
	struct review *review, const char *class_key, const char *category_key)
{
	const struct incident_catalogue *catalogue = review->options.catalogue;
	const struct incident_class *class =
		catalogue ? incidents_find_class(catalogue, class_key) : NULL;
	const struct incident_category *category =
		class ? incidents_find(catalogue, class_key, category_key) : NULL;
	const char *first = class ? review_text(review, &class->title) : class_key;
	const char *second = category ? review_text(review, &category->title) : category_key;
	return arena_format(&review->arena, *second ? _("%s: %s") : "%s%s", first, second);
}

static bool has_incident(const struct review *review, const char *class_key)
{
	for (size_t i = 0; i < review->n_incidents; i++)
		if (strcmp(review->incidents[i].class, class_key) == 0)
			return true;
	return false;
}

const char *review_suggest_incident(struct review *review, const struct card_incident *incident)
{
	if (!*incident->class_key || has_incident(review, incident->class_key))
		return "";
	return review_name_incident(review, incident->class_key, incident->category_key);
}

static void show_incidents(struct review *review, struct review_snapshot *snapshot)
{
	struct snapshot_incident *shown =
		arena_get(&review->arena, review->n_incidents, sizeof *shown);
	for (size_t i = 0; i < review->n_incidents; i++) {
		const struct store_incident *incident = &review->incidents[i];
		shown[i] = (struct snapshot_incident){
			.n = incident->n,
			.class_key = incident->class,
			.category_key = incident->category,
			.title = review_name_incident(review, incident->class, incident->category),
			.start_ms = incident->start_ms,
			.end_ms = incident->end_ms,
			.saving = review->incident_ticket && review->incident_waiting == incident->n,
		};
		for (int k = 0; k < N_INCIDENT_TEXTS; k++)
			shown[i].texts[k] = incident->texts[k];
	}
	snapshot->incidents = shown;
	snapshot->n_incidents = review->n_incidents;
}

static void show_notes(struct review *review, struct review_snapshot *snapshot)
{
	struct snapshot_note *shown = arena_get(&review->arena, review->n_notes, sizeof *shown);
	snapshot->note_cursor = review->n_notes;
	for (size_t i = 0; i < review->n_notes; i++) {
		const struct store_note *note = &review->notes[i];
		shown[i] = (struct snapshot_note){note->n, note->at_ms, note->text,
			review->note_ticket && review->note_waiting == note->n};
		if (note->at_ms <= snapshot->playhead_ms)
			snapshot->note_cursor = i;
	}
	snapshot->notes = shown;
	snapshot->n_notes = review->n_notes;
}

void review_show_forms(struct review *review, struct review_snapshot *snapshot)
{
	show_flags(review, snapshot);
	show_fields(review, snapshot);
	show_incidents(review, snapshot);
	show_notes(review, snapshot);
}

/* ---- what is missing ---- */

static void add_missing(struct review_snapshot *snapshot, struct snapshot_missing *missing,
	enum snapshot_missing_kind kind, size_t index, const char *name)
{
	missing[snapshot->n_missing++] = (struct snapshot_missing){kind, index, name};
}

static void add_items(struct review_snapshot *snapshot, struct snapshot_missing *missing,
	enum snapshot_missing_kind kind, const size_t *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_missing(snapshot, missing, kind, items[i], snapshot->items[items[i]].name);
}

static void add_flags(const struct review *review, struct review_snapshot *snapshot,
	struct snapshot_missing *missing)
{
	bool unconfirmed = review_needs_confirmation(review);
	for (size_t i = 0; i < snapshot->n_flags; i++) {
		const struct snapshot_flag *flag = &snapshot->flags[i];
		bool decides = flag->effect == SNAPSHOT_FAIL || flag->effect == SNAPSHOT_ZERO;
		if (flag->comment_missing)
			add_missing(snapshot, missing, MISSING_FLAG_COMMENT, i, flag->title);
		if (unconfirmed && flag->raised && decides)
			add_missing(snapshot, missing, MISSING_FLAG_CONFIRM, i, flag->title);
	}
}

void review_show_missing(struct review *review, struct review_snapshot *snapshot)
{
	const struct card *card = review->card;
	size_t n_most = 2 * card->n_items + card->n_fields + 2 * card->n_flags;
	struct snapshot_missing *missing = arena_get(&review->arena, n_most, sizeof *missing);
	add_items(snapshot, missing, MISSING_ANSWER, snapshot->empty_items,
		snapshot->n_empty_items);
	add_items(snapshot, missing, MISSING_COMMENT, snapshot->uncommented,
		snapshot->n_uncommented);
	for (size_t i = 0; i < snapshot->n_fields; i++)
		if (snapshot->fields[i].missing)
			add_missing(snapshot, missing, MISSING_FIELD, i, snapshot->fields[i].title);
	add_flags(review, snapshot, missing);
	snapshot->missing = missing;
}
