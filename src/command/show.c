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

static void print_mark(const struct store_mark *mark)
{
	char place[TIMEFMT_SIZE] = "";
	char level[16];
	if (mark->evidence_ms >= 0)
		timefmt_tenths(mark->evidence_ms, place);
	snprintf(level, sizeof level, "%d", mark->level);
	printf("  %-8s %-4s %8s  ", mark->item_key,
		mark->level == ANSWER_NA     ? _("n/a")
		: mark->level == ANSWER_NONE ? ""
					     : level,
		place);
	command_print_clean(mark->comment);
	putchar('\n');
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
	return true;
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
