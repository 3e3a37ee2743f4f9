/* callmark show and callmark check: what the database holds, and whether it is whole. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "calls/calls.h"
#include "command/database.h"
#include "media/media.h"

static const char *time_text(int64_t ms, char text[TIMEFMT_SIZE])
{
	text[0] = '\0';
	if (ms >= 0)
		timefmt_tenths(ms, text);
	return text;
}

/* "2"; "x3" of what is counted three times. */
static const char *answer_text(const struct store_mark *mark, char text[16])
{
	if (mark->level == ANSWER_NA)
		return _("n/a");
	text[0] = '\0';
	if (mark->level != ANSWER_NONE)
		snprintf(text, 16, "%d", mark->level);
	else if (mark->n_occurrences > 0)
		snprintf(text, 16, "x%zu", mark->n_occurrences);
	return text;
}

static void print_mark(const struct store_mark *mark)
{
	char at[TIMEFMT_SIZE], answer[16];
	bool counted = mark->n_occurrences > 0;
	const struct store_evidence *times = counted ? mark->occurrences : mark->evidence;
	size_t n_times = counted ? mark->n_occurrences : mark->n_evidence;
	printf("  %-8s %-4s %8s  ", mark->item_key, answer_text(mark, answer),
		time_text(n_times ? times[0].start_ms : -1, at));
	for (size_t i = 1; i < n_times; i++)
		printf("%s ", time_text(times[i].start_ms, at));
	if (*mark->reasons) {
		putchar('(');
		command_print_clean(mark->reasons);
		printf(") ");
	}
	command_print_clean(mark->comment);
	putchar('\n');
}

/* A line of its own for what is no mark: what it is, when, the text. */
static void print_line(const char *what, const char *at, const char *text)
{
	printf("  ");
	command_print_clean(what);
	printf("  %s%s", at, *at ? "  " : "");
	command_print_clean(text);
	putchar('\n');
}

static bool print_fields_and_notes(struct store *store, const char *review_id, struct err *err)
{
	char at[TIMEFMT_SIZE];
	struct store_field *fields = NULL;
	struct store_note *notes = NULL;
	size_t n_fields = 0, n_notes = 0;
	bool ok = store_get_fields(store, review_id, &fields, &n_fields, err) &&
		  store_get_notes(store, review_id, &notes, &n_notes, err);
	for (size_t i = 0; ok && i < n_fields; i++)
		print_line(fields[i].key, "", fields[i].value);
	for (size_t i = 0; ok && i < n_notes; i++)
		print_line(_("note"), time_text(notes[i].at_ms, at), notes[i].text);
	store_free_fields(fields, n_fields);
	store_free_notes(notes, n_notes);
	return ok;
}

static void print_incident(const struct store_incident *incident)
{
	char at[TIMEFMT_SIZE];
	struct str what = {0}, texts = {0};
	str_addf(&what, _("incident %s %s"), incident->class, incident->category);
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		if (*incident->texts[i])
			str_addf(&texts, "%s%s", texts.n_bytes ? " | " : "", incident->texts[i]);
	print_line(str_get(&what), time_text(incident->start_ms, at), str_get(&texts));
	str_release(&what);
	str_release(&texts);
}

static bool print_records(struct store *store, const char *review_id, struct err *err)
{
	struct store_incident *incidents;
	size_t n_incidents;
	if (!print_fields_and_notes(store, review_id, err) ||
		!store_get_incidents(store, review_id, &incidents, &n_incidents, err))
		return false;
	for (size_t i = 0; i < n_incidents; i++)
		print_incident(&incidents[i]);
	store_free_incidents(incidents, n_incidents);
	return true;
}

/* By where it is, or else by its content: a recording that was renamed keeps its review. */
static bool find_call(
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

static bool print_review(struct store *store, const struct calls_row *row, struct err *err)
{
	char call_id[ID_SIZE];
	struct store_review review;
	struct store_mark *marks;
	size_t n_marks;
	if (!find_call(store, row, call_id, err) ||
		!store_find_review(store, call_id, &review, err) ||
		!store_get_marks(store, review.id, &marks, &n_marks, err))
		return false;
	command_print_clean(row->name);
	printf("  %s v%d  %s", review.card_id, review.card_version,
		review.state == REVIEW_FINAL ? _("final") : _("draft"));
	if (review.score_centi >= 0)
		printf("  %d.%02d", (int)(review.score_centi / 100),
			(int)(review.score_centi % 100));
	putchar('\n');
	for (size_t i = 0; i < n_marks; i++)
		print_mark(&marks[i]);
	store_free_marks(marks, n_marks);
	return print_records(store, review.id, err);
}

/* Returns the exit status of this call. */
static int show_call(struct store *store, const struct calls_row *row)
{
	struct err err;
	if (print_review(store, row, &err))
		return EXIT_DONE;
	if (err.code != ERR_NOT_FOUND)
		command_complain("%s", err.text);
	else if (row->problem)
		command_complain("%s", row->problem);
	else
		command_complain(_("'%s' has no review yet"), row->name);
	return err.code == ERR_NOT_FOUND && !row->problem ? EXIT_NOTHING : EXIT_FAILED;
}

static int show_calls(struct store *store, struct calls *calls)
{
	int status = EXIT_DONE;
	for (size_t i = 0; i < calls_count(calls); i++) {
		struct calls_row row;
		calls_get_row(calls, i, &row);
		int one = show_call(store, &row);
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
	int status = calls ? show_calls(store, calls) : fail(&err);
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
	if (n_findings == 0)
		puts(_("the database is whole"));
	return n_findings ? EXIT_CHECK : EXIT_DONE;
}
