/* A review as a person reads it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/show_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "command/card_words.h"
#include "command/command.h"
#include "command/kept.h"

#define KEY_COLUMNS 8
#define TITLE_COLUMNS 34
#define ANSWER_COLUMNS 12

static void print_heading(const char *text)
{
	putchar('\n');
	command_print_clean(text);
	putchar('\n');
}

/* Texts that may be long stand below what they are about. */
static void print_below(const char *what, const char *text)
{
	if (!*text)
		return;
	printf("            %s%s", what, *what ? "  " : "");
	command_print_clean(text);
	putchar('\n');
}

static void print_named(const char *name, const char *text)
{
	struct str label = {0};
	str_addf(&label, _("%s:"), name);
	print_below(str_get(&label), text);
	str_release(&label);
}

static void print_times(const struct store_evidence *times, size_t n_times)
{
	char at[TIMEFMT_SIZE];
	for (size_t i = 0; i < n_times; i++) {
		printf("%s%s", i ? "  " : "", timefmt_tenths(times[i].start_ms, at));
		if (times[i].end_ms >= 0)
			printf("-%s", timefmt_tenths(times[i].end_ms, at));
	}
	putchar('\n');
}

/* ---- head ---- */

static void print_score(const struct shown *shown)
{
	const struct score *score = &shown->score;
	struct str line = {0};
	int64_t centi = show_score_centi(shown);
	if (centi < 0) {
		printf("  %s\n", _("no score yet"));
		return;
	}
	struct str got = {0}, total = {0}, raw = {0}, outcome = {0};
	card_words_add_centi(&got, centi);
	card_words_add_centi(&total, shown->card->total_centi);
	card_words_add_centi(&raw, score->raw_centi);
	str_addf(&line, _("score %s of %s"), str_get(&got), str_get(&total));
	if (score->raw_centi != score->score_centi)
		str_addf(&line, _(", by points alone %s"), str_get(&raw));
	if (score->band >= 0)
		str_addf(&line, _(", %s"),
			card_text_get(&shown->card->bands[score->band].title, shown->language));
	card_words_add_outcome(shown->card, score, shown->language, &outcome);
	if (outcome.n_bytes)
		str_addf(&line, _(", %s"), str_get(&outcome));
	fputs("  ", stdout);
	command_print_clean(str_get(&line));
	putchar('\n');
	str_release(&line);
	str_release(&got);
	str_release(&total);
	str_release(&raw);
	str_release(&outcome);
}

static void print_head(const struct shown *shown)
{
	char heard[TIMEFMT_SIZE], whole[TIMEFMT_SIZE];
	const struct score *score = &shown->score;
	command_print_clean(shown->name);
	printf("  %s v%d  %s\n", shown->review.card_id, shown->review.card_version,
		shown->review.state == REVIEW_FINAL ? _("final") : _("draft"));
	print_score(shown);
	printf(_("  not met %d, met %d, exceeds %d, n/a %d, empty %d\n"), score->n_not_met,
		score->n_met, score->n_exceeded, score->n_na, score->n_items - score->n_answered);
	timefmt_clock(show_heard_ms(shown), heard);
	if (shown->duration_ms >= 0)
		printf(_("  heard %s of %s\n"), heard, timefmt_clock(shown->duration_ms, whole));
	else
		printf(_("  heard %s\n"), heard);
}

/* What was imported, beside which the reviewer's own entries stand. */
static void print_contact(const struct shown *shown)
{
	if (!contact_is_empty(&shown->contact))
		print_heading(_("Imported"));
	for (int i = 0; i < N_CONTACT_FACTS; i++) {
		const char *value = contact_show(&shown->contact, (enum contact_fact)i);
		if (!*value)
			continue;
		fputs("  ", stdout);
		command_print_cell(contact_title((enum contact_fact)i), 24);
		command_print_clean(value);
		putchar('\n');
	}
}

static const char *field_value(const struct card_field *field, const struct store_field *stored,
	enum card_language language)
{
	for (size_t i = 0; field && i < field->n_options; i++)
		if (strcmp(field->options[i].key, stored->value) == 0)
			return card_text_get(&field->options[i].title, language);
	return stored->value;
}

static void print_fields(const struct shown *shown)
{
	if (shown->n_fields)
		print_heading(_("Contact"));
	for (size_t i = 0; i < shown->n_fields; i++) {
		const struct card_field *field =
			card_find_field(shown->card, shown->fields[i].key);
		fputs("  ", stdout);
		command_print_cell(field ? card_text_get(&field->title, shown->language)
					 : shown->fields[i].key,
			24);
		command_print_clean(field_value(field, &shown->fields[i], shown->language));
		putchar('\n');
	}
}

/* ---- items ---- */

static void print_reasons(
	const struct card_item *item, const struct store_mark *mark, enum card_language language)
{
	uint64_t chosen = kept_reasons(item, mark->reasons, NULL);
	for (size_t i = 0; i < item->n_reasons; i++)
		if (chosen >> i & 1)
			print_below(item->reasons[i].code,
				card_text_get(&item->reasons[i].text, language));
}

static void print_item(const struct shown *shown, const struct card_item *item)
{
	static const struct store_mark none = {.comment = "", .reasons = ""};
	const struct store_mark *found = kept_find(shown->marks, shown->n_marks, item->key);
	const struct store_mark *mark = found ? found : &none;
	char answer[64];
	str_copy(answer, sizeof answer, card_words_answer(item, mark->level, shown->language));
	if (item->scale == SCALE_OCCURRENCE && mark->level != ANSWER_NA)
		snprintf(answer, sizeof answer,
			ngettext("%d time", "%d times", (unsigned long)mark->n_occurrences),
			(int)mark->n_occurrences);
	fputs("  ", stdout);
	command_print_cell(item->key, card_words_key_columns(shown->card, KEY_COLUMNS));
	command_print_cell(card_text_get(&item->title, shown->language), TITLE_COLUMNS);
	command_print_cell(*answer ? answer : "-", ANSWER_COLUMNS);
	if (item->scale == SCALE_OCCURRENCE)
		print_times(mark->occurrences, mark->n_occurrences);
	else
		print_times(mark->evidence, mark->n_evidence);
	print_reasons(item, mark, shown->language);
	print_below("", mark->comment);
}

static void print_section(const struct shown *shown, size_t i)
{
	const struct card_section *section = &shown->card->sections[i];
	const struct score_section *score = &shown->score.sections[i];
	struct str heading = {0};
	str_addf(&heading, "%s  %s", section->key, card_text_get(&section->title, shown->language));
	if (score->has_score) {
		str_add(&heading, "  ");
		card_words_add_centi(&heading, score->got_centi);
		str_add(&heading, "/");
		card_words_add_centi(&heading, score->open_centi);
	}
	if (score->is_zeroed)
		str_addf(&heading, "  %s", _("counts 0"));
	print_heading(str_get(&heading));
	for (size_t k = 0; k < section->n_items; k++)
		print_item(shown, &shown->card->items[section->first_item + k]);
	str_release(&heading);
}

/* ---- records ---- */

static void print_flags(const struct shown *shown)
{
	bool any = false;
	for (size_t i = 0; i < shown->card->n_flags; i++) {
		const struct card_flag *flag = &shown->card->flags[i];
		const struct store_mark *mark = kept_find(shown->marks, shown->n_marks, flag->key);
		if (!mark || mark->level != 1)
			continue;
		if (!any)
			print_heading(_("Red flags"));
		any = true;
		fputs("  ", stdout);
		command_print_cell(flag->key, card_words_key_columns(shown->card, KEY_COLUMNS));
		command_print_cell(card_text_get(&flag->title, shown->language),
			TITLE_COLUMNS + ANSWER_COLUMNS);
		print_times(mark->evidence, mark->n_evidence);
		print_below("", mark->comment);
	}
}

static void print_incidents(const struct shown *shown)
{
	/* The words of the form on the screen. */
	static const char *const what[N_INCIDENT_TEXTS] = {N_("What was said"), N_("Problem"),
		N_("Diagnosis"), N_("Severity"), N_("Confirmed by"), N_("Follow-up")};
	if (shown->n_incidents)
		print_heading(_("Incidents"));
	for (size_t i = 0; i < shown->n_incidents; i++) {
		const struct store_incident *incident = &shown->incidents[i];
		const struct store_evidence at = {1, incident->start_ms, incident->end_ms};
		struct str name = {0};
		show_add_incident(shown, incident, &name);
		fputs("  ", stdout);
		command_print_cell(str_get(&name),
			card_words_key_columns(shown->card, KEY_COLUMNS) + TITLE_COLUMNS + ANSWER_COLUMNS);
		print_times(&at, 1);
		for (int k = 0; k < N_INCIDENT_TEXTS; k++)
			print_named(_(what[k]), incident->texts[k]);
		str_release(&name);
	}
}

static void print_notes(const struct shown *shown)
{
	char at[TIMEFMT_SIZE];
	if (shown->n_notes)
		print_heading(_("Notes"));
	for (size_t i = 0; i < shown->n_notes; i++) {
		printf("  %-9s ", timefmt_tenths(shown->notes[i].at_ms, at));
		command_print_clean(shown->notes[i].text);
		putchar('\n');
	}
}

void show_print_text(const struct shown *shown)
{
	print_head(shown);
	print_contact(shown);
	print_fields(shown);
	for (size_t i = 0; i < shown->card->n_sections; i++)
		print_section(shown, i);
	print_flags(shown);
	print_incidents(shown);
	print_notes(shown);
}
