/* Contact fields, notes and incidents of a review: held, changed, read again. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "review/review_parts.h"

static void begin(struct review *review)
{
	review->message[0] = '\0';
	review->tone = TONE_PLAIN;
}

/* ---- reading ---- */

void review_clear_records(struct review *review)
{
	for (size_t i = 0; i < review->card->n_fields; i++) {
		free(review->field_values[i]);
		review->field_values[i] = mem_dup("");
	}
	store_free_notes(review->notes, review->n_notes);
	store_free_incidents(review->incidents, review->n_incidents);
	review->notes = NULL;
	review->incidents = NULL;
	review->n_notes = review->n_incidents = 0;
}

static size_t find_field(const struct review *review, const char *key)
{
	size_t i = 0;
	while (i < review->card->n_fields && strcmp(review->card->fields[i].key, key) != 0)
		i++;
	return i;
}

static bool load_fields(struct review *review, struct err *err)
{
	struct store_field *fields;
	size_t n_fields;
	if (!store_get_fields(review->options.store, review->row.id, &fields, &n_fields, err))
		return false;
	for (size_t k = 0; k < n_fields; k++) {
		size_t i = find_field(review, fields[k].key);
		if (i == review->card->n_fields)
			continue;
		free(review->field_values[i]);
		review->field_values[i] = mem_dup(fields[k].value);
	}
	store_free_fields(fields, n_fields);
	return true;
}

bool review_load_records(struct review *review, struct err *err)
{
	struct store *store = review->options.store;
	review_clear_records(review);
	return load_fields(review, err) &&
	       store_get_notes(store, review->row.id, &review->notes, &review->n_notes, err) &&
	       store_get_incidents(
		       store, review->row.id, &review->incidents, &review->n_incidents, err);
}

void review_take_record_ack(struct review *review, const struct store_ack *ack)
{
	for (size_t i = 0; i < review->card->n_fields; i++)
		if (review->field_tickets[i] == ack->ticket)
			review->field_tickets[i] = 0;
	if (review->note_ticket == ack->ticket)
		review->note_ticket = 0;
	if (review->incident_ticket == ack->ticket)
		review->incident_ticket = 0;
}

/* ---- contact fields ---- */

/* What is typed for a choice may be the title of an option. */
static const char *value_of(
	const struct review *review, const struct card_field *field, const char *text)
{
	for (size_t i = 0; i < field->n_options; i++)
		if (strcmp(card_text_get(&field->options[i].title, review->options.language),
			    text) == 0)
			return field->options[i].key;
	return text;
}

/* Without the blanks around it. */
static char *trim(const char *text)
{
	text += strspn(text, " ");
	size_t n = strlen(text);
	while (n && text[n - 1] == ' ')
		n--;
	return mem_dupn(text, n);
}

bool review_set_field(struct review *review, size_t field, const char *text)
{
	begin(review);
	if (field >= review->card->n_fields || !review_may_mark(review))
		return false;
	const struct card_field *card_field = &review->card->fields[field];
	char *trimmed = trim(text);
	const char *value = value_of(review, card_field, trimmed);
	bool ok = !*value || card_field_accepts(card_field, value);
	if (ok) {
		struct store_change change = {.kind = CHANGE_FIELD, .text = value};
		str_copy(change.item_key, ITEM_KEY_SIZE, card_field->key);
		free(review->field_values[field]);
		review->field_values[field] = mem_dup(value);
		uint64_t ticket = review_submit(review, &change, 0);
		review_mark_waiting(review, ticket, &review->field_tickets[field]);
	} else {
		review_say(review, TONE_WARNING, _("'%s' cannot stand in %s"), value,
			card_text_get(&card_field->title, review->options.language));
	}
	free(trimmed);
	return ok;
}

/* ---- notes ---- */

static size_t find_note(const struct review *review, int n)
{
	size_t i = 0;
	while (i < review->n_notes && review->notes[i].n != n)
		i++;
	return i;
}

int64_t review_find_note_ms(const struct review *review, int n)
{
	size_t i = find_note(review, n);
	return i < review->n_notes ? review->notes[i].at_ms : -1;
}

static void submit_note(struct review *review, int n, int64_t at_ms, const char *text)
{
	struct store_change change = {
		.kind = CHANGE_NOTE, .note_n = n, .note_ms = at_ms, .text = text};
	uint64_t ticket = review_submit(review, &change, 0);
	review->note_waiting = n;
	review_mark_waiting(review, ticket, &review->note_ticket);
}

/* Notes stand by their time, and of one time by n. */
static void insert_note(struct review *review, int n, int64_t at_ms, const char *text)
{
	size_t i = review->n_notes++;
	review->notes = mem_resize(review->notes, review->n_notes, sizeof *review->notes);
	for (; i > 0 && review->notes[i - 1].at_ms > at_ms; i--)
		review->notes[i] = review->notes[i - 1];
	review->notes[i] = (struct store_note){n, at_ms, mem_dup(text)};
}

void review_add_note(struct review *review, int64_t at_ms, const char *text)
{
	int n = 1;
	begin(review);
	char *trimmed = trim(text);
	if (*trimmed && review_may_mark(review)) {
		for (size_t i = 0; i < review->n_notes; i++)
			if (review->notes[i].n >= n)
				n = review->notes[i].n + 1;
		at_ms = at_ms < 0 ? 0 : at_ms;
		insert_note(review, n, at_ms, trimmed);
		submit_note(review, n, at_ms, trimmed);
	}
	free(trimmed);
}

static void delete_note(struct review *review, size_t i)
{
	free(review->notes[i].text);
	review->n_notes--;
	for (; i < review->n_notes; i++)
		review->notes[i] = review->notes[i + 1];
}

void review_change_note(struct review *review, int n, const char *text)
{
	size_t i = find_note(review, n);
	begin(review);
	if (i == review->n_notes || !review_may_mark(review))
		return;
	char *trimmed = trim(text);
	int64_t at_ms = review->notes[i].at_ms;
	if (*trimmed) {
		free(review->notes[i].text);
		review->notes[i].text = mem_dup(trimmed);
	} else {
		delete_note(review, i);
	}
	submit_note(review, n, at_ms, trimmed);
	free(trimmed);
}

/* ---- jumping between notes and marks ---- */

/* The nearest of two moments beyond here; -1 is none. */
static int64_t nearer(int64_t best_ms, int64_t ms, int64_t here_ms, bool forward)
{
	bool beyond = forward ? ms > here_ms : ms < here_ms;
	if (ms < 0 || !beyond)
		return best_ms;
	return best_ms < 0 || (forward ? ms < best_ms : ms > best_ms) ? ms : best_ms;
}

static int64_t find_moment(const struct review *review, int64_t here_ms, bool forward)
{
	int64_t best_ms = -1;
	for (size_t i = 0; i < review->n_notes; i++)
		best_ms = nearer(best_ms, review->notes[i].at_ms, here_ms, forward);
	for (size_t i = 0; i < review_count_marks(review); i++) {
		size_t n_times;
		const struct store_evidence *times = review_get_times(review, i, &n_times);
		for (size_t k = 0; k < n_times; k++)
			best_ms = nearer(best_ms, times[k].start_ms, here_ms, forward);
	}
	return best_ms;
}

static const char *note_at(const struct review *review, int64_t ms)
{
	for (size_t i = 0; i < review->n_notes; i++)
		if (review->notes[i].at_ms == ms)
			return review->notes[i].text;
	return NULL;
}

/* Where playback is while it begins before a moment, the moment itself is still ahead; going back must
 * not stay there. */
#define STILL_HERE_MS 1000

void review_jump_note(struct review *review, bool forward)
{
	int64_t at_ms = review_playhead_ms(review);
	if (review->note_ms >= 0 && at_ms >= review->note_ms - GAP_LEAD_MS - STILL_HERE_MS &&
		at_ms <= review->note_ms)
		at_ms = review->note_ms; /* it was jumped to, and is about to come */
	int64_t ms = find_moment(review, at_ms, forward);
	if (ms < 0) {
		review_say(review, TONE_PLAIN, forward ? _("No further note or mark")
						       : _("No note or mark before this"));
		return;
	}
	const char *text = note_at(review, ms);
	review_seek_ms(review, ms > GAP_LEAD_MS ? ms - GAP_LEAD_MS : 0);
	review->note_ms = ms;
	if (text)
		review_say(review, TONE_PLAIN, "%s", text);
}

/* ---- incidents ---- */

static size_t find_incident(const struct review *review, int n)
{
	size_t i = 0;
	while (i < review->n_incidents && review->incidents[i].n != n)
		i++;
	return i;
}

void review_draft_incident(struct review *review, struct store_incident *incident)
{
	*incident = (struct store_incident){
		.start_ms = review_get_moment_ms(review), .end_ms = -1};
	if (review->card->n_items == 0 || !review_is_not_met(review, review->cursor))
		return;
	const struct card_incident *suggested = &review->card->items[review->cursor].incident;
	size_t n_times;
	const struct store_evidence *times = review_get_times(review, review->cursor, &n_times);
	str_copy(incident->class, ITEM_KEY_SIZE, suggested->class_key);
	str_copy(incident->category, ITEM_KEY_SIZE, suggested->category_key);
	if (n_times > 0 && *suggested->class_key) {
		incident->start_ms = times[0].start_ms;
		incident->end_ms = times[0].end_ms;
	}
}

static void copy_incident(struct store_incident *copy, const struct store_incident *incident, int n)
{
	*copy = *incident;
	copy->n = n;
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		copy->texts[i] = mem_dup(incident->texts[i] ? incident->texts[i] : "");
}

static void free_incident(struct store_incident *incident)
{
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		free(incident->texts[i]);
}

static void submit_incident(
	struct review *review, const struct store_incident *incident, int n, bool remove)
{
	struct store_change change = {
		.kind = CHANGE_INCIDENT, .incident = *incident, .remove = remove};
	change.incident.n = n;
	uint64_t ticket = review_submit(review, &change, 0);
	review->incident_waiting = n;
	review_mark_waiting(review, ticket, &review->incident_ticket);
}

void review_put_incident(struct review *review, const struct store_incident *incident)
{
	begin(review);
	size_t i = find_incident(review, incident->n);
	size_t n_now = review->n_incidents;
	if ((incident->n > 0 && i == n_now) || !review_may_mark(review))
		return;
	int n = incident->n > 0 ? incident->n : n_now ? review->incidents[n_now - 1].n + 1 : 1;
	if (i < n_now) {
		free_incident(&review->incidents[i]);
	} else {
		i = review->n_incidents++;
		review->incidents = mem_resize(
			review->incidents, review->n_incidents, sizeof *review->incidents);
	}
	copy_incident(&review->incidents[i], incident, n);
	submit_incident(review, incident, n, false);
}

void review_remove_incident(struct review *review, int n)
{
	size_t i = find_incident(review, n);
	begin(review);
	if (i == review->n_incidents || !review_may_mark(review))
		return;
	free_incident(&review->incidents[i]);
	review->n_incidents--;
	for (; i < review->n_incidents; i++)
		review->incidents[i] = review->incidents[i + 1];
	submit_incident(review, &(struct store_incident){.end_ms = -1}, n, true);
}
