/* What is listed and what is open; and the work that waits until the first paint. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/cards.h"
#include "command/catalogue.h"
#include "command/recording_options.h"
#include "config/paths.h"

/* Each takes some questions to the database. */
#define MOST_LOOKED_AT 2000

size_t app_find_due_call(const struct app *app, size_t from)
{
	size_t n = calls_count(app->calls);
	for (size_t i = from; i < n && i - from < MOST_LOOKED_AT; i++) {
		struct calls_row row;
		calls_get_row(app->calls, i, &row);
		if (!row.problem && row.state != REVIEW_FINAL)
			return i;
	}
	return n;
}

bool app_list(struct app *app, const char *const *paths, size_t n_paths, struct err *err)
{
	const struct calls_options options = {
		.store = app->store,
		.scan = app->scan,
		.limits = app->config->limits,
		.media = recording_media_options(app->config),
		.analysis = recording_analysis_options(app->config),
	};
	struct calls *calls = calls_new(paths, n_paths, &options, err);
	if (!calls)
		return false;
	calls_free(app->calls);
	app->calls = calls;
	app->call = app_find_due_call(app, 0);
	if (app->call == calls_count(calls))
		app->call = 0;
	app->first_row = 0;
	app->from_list = calls_count(calls) > 1;
	app->is_sample = app->has_submitted = false;
	return true;
}

/* The sample is no call of anybody's. */
static bool is_listed(const struct store_call *call, const char *samples)
{
	if (!call->paths[0] || str_starts(call->paths[0], samples))
		return false;
	for (int i = 0; i < CALL_MAX_LEGS; i++)
		if (call->paths[i] && access(call->paths[i], R_OK) != 0)
			return false;
	return true;
}

bool app_list_known(struct app *app, struct err *err)
{
	struct store_call *calls;
	size_t n_calls, n_paths = 0;
	if (!store_get_calls(app->store, &calls, &n_calls, err))
		return false;
	char *shipped = paths_shipped("sample"), *samples = realpath(shipped, NULL);
	const char **paths = mem_zalloc(n_calls + 1, CALL_MAX_LEGS * sizeof *paths);
	for (size_t i = 0; i < n_calls; i++) {
		bool listed = is_listed(&calls[i], samples ? samples : shipped);
		for (int k = 0; listed && k < CALL_MAX_LEGS && calls[i].paths[k]; k++)
			paths[n_paths++] = calls[i].paths[k];
	}
	bool ok = n_paths ? app_list(app, paths, n_paths, err)
			  : err_set(err, ERR_NOT_FOUND, _("there are no calls yet"));
	free(paths);
	free(shipped);
	free(samples);
	store_free_calls(calls, n_calls);
	return ok;
}

/* The open review's card, where nothing else has it. */
static void drop_review_card(struct app *app)
{
	if (app->review_card != app->card && app->review_card != app->sample_card)
		card_free(app->review_card);
	app->review_card = NULL;
}

void app_close_review(struct app *app)
{
	if (!app->review)
		return;
	review_close(app->review);
	app->review = NULL;
	drop_review_card(app);
	app_free_incident(app);
	app->view = (struct review_view){0};
	/* All of them: what was still being saved may have been of an earlier one. */
	calls_refresh_all(app->calls);
}

struct review_options app_review_options(const struct app *app, bool autoplay)
{
	return (struct review_options){
		.store = app->store,
		.player = app->player,
		.scan = app->scan,
		.card = app->is_sample ? app->sample_card : app->card,
		.catalogue = app->catalogue,
		.comments_folder = app->comments_folder,
		.language = app->language,
		.limits = app->config->limits,
		.overtalk_grace_ms = app->config->overtalk_grace_ms,
		.media = recording_media_options(app->config),
		.analysis = recording_analysis_options(app->config),
		.resume_back_ms = app->config->resume_back_ms,
		.evidence_lag_ms = app->config->evidence_lag_ms,
		.skip_front_ms = app->config->skip_front_ms,
		.skip_behind_ms = app->config->skip_behind_ms,
		.level_match = app->config->level_match,
		.autoplay = autoplay && app->config->autoplay,
		.gap_play = app->config->gap_play,
		.silence_counts = !app->config->audio,
	};
}

bool app_open_call(struct app *app, size_t i, bool autoplay)
{
	struct calls_row row;
	struct err err;
	calls_get_row(app->calls, i, &row);
	if (!app->catalogue)
		app->catalogue = catalogue_load(&err); /* why not is said where it is needed */
	const struct review_options options = app_review_options(app, autoplay);
	if (row.problem) {
		app_say(app, TONE_ERROR, "%s", row.problem);
		return false;
	}
	struct review *review = review_open(row.name, row.legs, row.n_legs, &options, &err);
	if (!review) {
		app_say(app, TONE_ERROR, "%s", err.text);
		return false;
	}
	app_close_review(app);
	app->review = review;
	app->review_card = app->is_sample ? app->sample_card : app->card;
	app->review_started = false;
	app->call = i;
	app->screen = SCREEN_REVIEW;
	return true;
}

void app_start_work(struct app *app)
{
	if (app->review && !app->review_started) {
		review_start(app->review);
		app->review_started = true;
	}
	if (app->screen == SCREEN_CALLS && calls_count_scanned(app->calls) == 0)
		calls_start(app->calls, app->call);
}

void app_use_card(struct app *app, struct card *card)
{
	const char *title = card_text_get(&card->title, app->language);
	bool taken = app->review && review_set_card(app->review, card);
	if (taken) {
		drop_review_card(app);
		app->review_card = card;
		app->view = (struct review_view){0};
	}
	if (app->card != app->review_card)
		card_free(app->card);
	app->card = card;
	app_say(app, TONE_GOOD,
		taken	      ? _("this review and new ones get %s") :
		app->review ? _("new reviews get %s; this one is begun and keeps its own") :
			      _("new reviews get %s"),
		title);
}

void app_next_card(struct app *app)
{
	struct err err;
	char *name = cards_next(app->card->id);
	struct card *card = name ? cards_load(name, &err) : NULL;
	if (card) {
		card_free(app->card);
		app->card = card;
		app->message[0] = '\0';
	} else {
		app_say(app, TONE_ERROR, "%s", name ? err.text : _("no scorecards were found"));
	}
	free(name);
}
