/* callmark show and callmark check: what the database holds, and whether it is whole. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/cards.h"
#include "command/catalogue.h"
#include "command/database.h"
#include "command/kept.h"
#include "command/show_parts.h"

/* ---- what is told ---- */

int64_t show_score_centi(const struct shown *shown)
{
	if (shown->review.state == REVIEW_FINAL)
		return shown->review.score_centi;
	return shown->score.has_score ? shown->score.score_centi : -1;
}

int64_t show_heard_ms(const struct shown *shown)
{
	int64_t sum_ms = 0;
	for (size_t i = 0; i < shown->n_heard; i++)
		if (shown->heard[i].kind == HEARD_PLAYED)
			sum_ms += shown->heard[i].end_ms - shown->heard[i].start_ms;
	return sum_ms;
}

void show_add_incident(
	const struct shown *shown, const struct store_incident *incident, struct str *out)
{
	const struct incident_class *class =
		shown->catalogue ? incidents_find_class(shown->catalogue, incident->class) : NULL;
	const struct incident_category *category =
		class ? incidents_find(shown->catalogue, incident->class, incident->category) : NULL;
	str_add(out, class ? card_text_get(&class->title, shown->language) : incident->class);
	if (category)
		str_addf(out, _(": %s"), card_text_get(&category->title, shown->language));
	else if (*incident->category)
		str_addf(out, _(": %s"), incident->category);
}

/* ---- reading ---- */

static bool read_marks(struct shown *shown, struct store *store, struct err *err)
{
	const char *id = shown->review.id;
	shown->card = kept_card(store, shown->review.card_row, err);
	if (!shown->card || !store_get_marks(store, id, &shown->marks, &shown->n_marks, err))
		return false;
	struct answer *answers = mem_zalloc(shown->n_marks + 1, sizeof *answers);
	kept_answers(shown->card, shown->marks, shown->n_marks, answers);
	score_compute(shown->card, answers, shown->n_marks, &shown->score);
	free(answers);
	return true;
}

static bool read_review(const struct command_context *context, struct shown *shown,
	struct store *store, const struct calls_row *row, struct err *err)
{
	const char *id = shown->review.id;
	struct err ignored;
	shown->language = cards_language();
	shown->name = row->name;
	shown->legs = row->legs;
	shown->n_legs = row->n_legs;
	if (!kept_find_review(store, row, &shown->review, err) || !read_marks(shown, store, err))
		return false;
	shown->duration_ms = kept_duration_ms(context->config, row);
	shown->catalogue = catalogue_load(&ignored);
	return store_get_contact(store, shown->review.call_id, &shown->contact, err) &&
	       store_get_fields(store, id, &shown->fields, &shown->n_fields, err) &&
	       store_get_notes(store, id, &shown->notes, &shown->n_notes, err) &&
	       store_get_incidents(store, id, &shown->incidents, &shown->n_incidents, err) &&
	       store_get_heard(store, id, &shown->heard, &shown->n_heard, err);
}

static void release(struct shown *shown)
{
	contact_release(&shown->contact);
	card_free(shown->card);
	incidents_free(shown->catalogue);
	store_free_marks(shown->marks, shown->n_marks);
	store_free_fields(shown->fields, shown->n_fields);
	store_free_notes(shown->notes, shown->n_notes);
	store_free_incidents(shown->incidents, shown->n_incidents);
	free(shown->heard);
}

/* *n_printed counts reviews; between two of them stands an empty line. */
static bool print_review(const struct command_context *context, struct store *store,
	const struct calls_row *row, size_t *n_printed, struct err *err)
{
	struct shown *shown = mem_zalloc(1, sizeof *shown);
	bool read = read_review(context, shown, store, row, err);
	if (read && context->output == OUTPUT_JSON) {
		show_print_json(shown);
	} else if (read) {
		if ((*n_printed)++ > 0)
			putchar('\n');
		show_print_text(shown);
	}
	release(shown);
	free(shown);
	return read;
}

/* Returns the exit status of this call. */
static int show_call(const struct command_context *context, struct store *store,
	const struct calls_row *row, size_t *n_printed)
{
	struct err err;
	if (print_review(context, store, row, n_printed, &err))
		return EXIT_DONE;
	if (err.code != ERR_NOT_FOUND)
		command_complain("%s", err.text);
	else if (row->problem)
		command_complain("%s", row->problem);
	else
		command_complain(_("'%s' has no review yet"), row->name);
	return err.code == ERR_NOT_FOUND && !row->problem ? EXIT_NOTHING : EXIT_FAILED;
}

static int show_calls(
	const struct command_context *context, struct store *store, struct calls *calls)
{
	int status = EXIT_DONE;
	size_t n_printed = 0;
	for (size_t i = 0; i < calls_count(calls); i++) {
		struct calls_row row;
		calls_get_row(calls, i, &row);
		int one = show_call(context, store, &row, &n_printed);
		if (one != EXIT_DONE && status != EXIT_FAILED)
			status = one;
	}
	return status;
}

static int fail(const struct err *err)
{
	command_complain("%s", err->text);
	return err->code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
}

int command_show(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	struct calls_options options = {.limits = context->config->limits};
	if (n_arguments == 0) {
		command_complain(_("show: which recordings?"));
		return EXIT_USAGE;
	}
	struct store *store = database_open_existing(context->config, &err);
	struct calls *calls = !store ? NULL
				     : calls_new((const char *const *)arguments,
					       (size_t)n_arguments, &options, &err);
	int status = calls ? show_calls(context, store, calls) : fail(&err);
	calls_free(calls);
	store_close(store);
	return status;
}

static void report_line(void *context, const char *line)
{
	(void)context;
	command_print_clean(line);
	putchar('\n');
}

int command_check(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	(void)arguments;
	if (n_arguments > 0) {
		command_complain(_("check: takes no arguments; --db names a database"));
		return EXIT_USAGE;
	}
	struct store *store = database_open_existing(context->config, &err);
	int n_findings = store ? store_check(store, report_line, NULL, &err) : -1;
	store_close(store);
	if (n_findings < 0)
		return fail(&err);
	if (n_findings == 0 && !context->is_quiet)
		puts(_("the database is whole"));
	return n_findings ? EXIT_CHECK : EXIT_DONE;
}
