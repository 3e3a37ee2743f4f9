/* callmark score: marks from scripts, saved as those of the screen are. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/card_words.h"
#include "command/cards.h"
#include "command/database.h"
#include "command/kept.h"
#include "command/score_steps.h"
#include "media/media.h"
#include "review/card_rows.h"

const struct command_option score_option_rows[] = {
	[SCORE_SET] = {"set", N_("ITEM=ANSWER[@TIME]"),
		N_("an answer, by number or name (none empties it), and its evidence; may be given often")},
	[SCORE_REASON] = {"reason", N_("ITEM=N1,N2"),
		N_("all reasons of an answer; may be given often")},
	[SCORE_COMMENT] = {"comment", N_("ITEM=TEXT"), N_("a comment; may be given often")},
	[SCORE_FIELD] = {"field", N_("FIELD=TEXT"), N_("a contact field; may be given often")},
	[SCORE_SUBMIT] = {"submit", NULL,
		N_("submit the review, red flags confirmed; only if nothing is missing")},
	{0},
};

struct scoring {
	struct store *store;
	const struct calls_row *row;
	char call_id[ID_SIZE];
	struct store_review review;
	bool has_review;
	struct card *card;
	struct score_desk desk;
};

/* ---- reading ---- */

/* The review there is, with its own card; else what a new one begins with. */
static bool find_review(
	struct scoring *scoring, const struct command_context *context, struct err *err)
{
	bool has_call = kept_find_call(scoring->store, scoring->row, scoring->call_id, err);
	if (!has_call && err->code != ERR_NOT_FOUND)
		return false;
	if (!has_call)
		scoring->call_id[0] = '\0';
	scoring->has_review = has_call && store_find_review(scoring->store, scoring->call_id,
						  &scoring->review, err);
	if (has_call && !scoring->has_review && err->code != ERR_NOT_FOUND)
		return false;
	if (scoring->has_review && scoring->review.state == REVIEW_FINAL)
		return err_set(err, ERR_CONFLICT,
			_("'%s' is submitted; u in the call list reopens it for 10 minutes"),
			scoring->row->name);
	scoring->card = scoring->has_review
				? kept_card(scoring->store, scoring->review.card_row, err)
				: cards_load(context->config->card, err);
	return scoring->card != NULL;
}

static bool read_desk(struct scoring *scoring, struct err *err)
{
	struct store_mark *marks = NULL;
	struct store_field *fields = NULL;
	size_t n_marks = 0, n_fields = 0;
	bool read = !scoring->has_review ||
		    (store_get_marks(scoring->store, scoring->review.id, &marks, &n_marks, err) &&
			    store_get_fields(
				    scoring->store, scoring->review.id, &fields, &n_fields, err));
	score_desk_init(&scoring->desk, scoring->card, marks, n_marks, fields, n_fields);
	scoring->desk.language = cards_language();
	store_free_marks(marks, n_marks);
	store_free_fields(fields, n_fields);
	return read;
}

static bool read_steps(
	struct scoring *scoring, const struct command_context *context, struct err *err)
{
	scoring->desk.duration_ms = kept_duration_ms(context->config, scoring->row);
	for (size_t i = 0; i < context->n_given; i++)
		if (!score_desk_add(&scoring->desk, context->given[i].option,
			    context->given[i].value, err))
			return false;
	return true;
}

/* ---- saving ---- */

/* Whether all that was handed to the store is in the database. */
static bool take_acks(struct store *store, struct err *err)
{
	struct store_ack ack;
	bool saved = true;
	store_flush(store);
	while (store_next_ack(store, &ack))
		if (!ack.saved && saved) {
			*err = ack.err;
			saved = false;
		}
	return saved && store_count_pending(store, err) == 0;
}

static bool start_review(struct scoring *scoring, struct err *err)
{
	struct card_rows rows;
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE];
	char call_id[ID_SIZE];
	const struct calls_row *row = scoring->row;
	const struct card *card = scoring->card;
	if (scoring->has_review)
		return true;
	for (size_t i = 0; i < row->n_legs; i++)
		if (!media_hash(row->legs[i].path, hash[i], NULL, err))
			return false;
	card_rows_make(&rows, card);
	const struct store_start start = {.call_id = scoring->call_id,
		.name = row->name,
		.legs = row->legs,
		.n_legs = row->n_legs,
		.hash = (const uint8_t(*)[HASH_SIZE])hash,
		.card_id = card->id,
		.card_version = card->version,
		.card_text = card->text,
		.n_card_text = card->n_text,
		.item_keys = rows.keys,
		.n_items = rows.n_keys,
		.levels = rows.levels,
		.n_levels = rows.n_levels};
	uint64_t ticket =
		store_submit_start(scoring->store, &start, call_id, scoring->review.id);
	card_rows_release(&rows);
	return ticket && take_acks(scoring->store, err);
}

static bool save_steps(struct scoring *scoring, struct err *err)
{
	for (size_t i = 0; i < scoring->desk.n_steps; i++) {
		const struct score_step *step = &scoring->desk.steps[i];
		uint64_t ticket =
			store_submit(scoring->store, scoring->review.id, &step->change);
		if (!ticket || !take_acks(scoring->store, err))
			return false;
		command_print_clean(step->said);
		putchar('\n');
	}
	return true;
}

/* What is missing is told on stdout; the marks stay saved. */
static int submit(struct scoring *scoring)
{
	struct err err;
	struct str missing = {0}, score = {0};
	const struct store_change change = {
		.kind = CHANGE_SUBMIT, .score_centi = score_desk_centi(&scoring->desk)};
	size_t n_missing = score_desk_find_missing(&scoring->desk, &missing);
	int status = EXIT_DONE;
	if (n_missing > 0) {
		fputs(str_get(&missing), stdout);
		command_complain(ngettext("not submitted: %zu thing is missing",
					 "not submitted: %zu things are missing",
					 (unsigned long)n_missing), n_missing);
		status = EXIT_CHECK;
	} else if (!store_submit(scoring->store, scoring->review.id, &change) ||
		   !take_acks(scoring->store, &err)) {
		command_complain("%s", err.text);
		status = EXIT_FAILED;
	} else {
		if (change.score_centi >= 0)
			card_words_add_centi(&score, change.score_centi);
		printf(_("submitted  %s\n"), str_get(&score));
	}
	str_release(&missing);
	str_release(&score);
	return status;
}

/* ---- the command ---- */

static int fail(const struct err *err)
{
	command_complain("%s", err->text);
	return err->code == ERR_USAGE	      ? EXIT_USAGE
	       : err->code == ERR_NOT_FOUND ? EXIT_NOTHING
					    : EXIT_FAILED;
}

/* Nothing is saved unless all that is asked for can be. */
static int score_call(struct scoring *scoring, const struct command_context *context)
{
	struct err err;
	int status;
	if (scoring->row->problem) {
		command_complain("%s", scoring->row->problem);
		return EXIT_FAILED;
	}
	if (!find_review(scoring, context, &err))
		return fail(&err);
	if (!read_desk(scoring, &err) || !read_steps(scoring, context, &err) ||
		!start_review(scoring, &err) || !save_steps(scoring, &err))
		status = fail(&err);
	else
		status = context->values[SCORE_SUBMIT] ? submit(scoring) : EXIT_DONE;
	score_desk_release(&scoring->desk);
	card_free(scoring->card);
	return status;
}

static int score_calls(const struct command_context *context, struct store *store,
	struct calls *calls)
{
	struct calls_row row;
	struct scoring scoring = {.store = store, .row = &row};
	if (calls_count(calls) != 1) {
		command_complain(_("score: %zu recordings; one at a time"), calls_count(calls));
		return EXIT_USAGE;
	}
	if (store_is_readonly(store)) {
		command_complain(_("the database can only be read; another --db can be given"));
		return EXIT_FAILED;
	}
	calls_get_row(calls, 0, &row);
	return score_call(&scoring, context);
}

int command_score(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	struct calls_options options = {.limits = context->config->limits};
	if (n_arguments == 0 || (context->n_given == 0 && !context->values[SCORE_SUBMIT])) {
		command_complain(_("expected: callmark score CALL --set 2.2=1@4:43"));
		return EXIT_USAGE;
	}
	struct calls *calls =
		calls_new((const char *const *)arguments, (size_t)n_arguments, &options, &err);
	struct store *store = calls ? database_open(context->config, &err) : NULL;
	int status = store ? score_calls(context, store, calls) : fail(&err);
	calls_free(calls);
	store_close(store);
	return status;
}
