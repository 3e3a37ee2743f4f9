/* What analysis found in the recording of a review: asked for, taken in, remembered. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "review/review_parts.h"
#include "scan/cached.h"
#include "store/seen.h"

/* The files turn out to hold a call that is known under other names. */
static void recognise(struct review *review)
{
	struct err err;
	char same_id[ID_SIZE] = "";
	struct store *store = review->options.store;
	if (review->has_row) {
		if (!store_identify_call(store, review->call_id, review->legs, review->n_legs,
			    review->hash, same_id, &err) ||
			!same_id[0])
			return;
		if (contact_is_empty(&review->contact))
			review_load_contact(review, same_id);
		struct store_review former;
		if (store_find_review(store, same_id, &former, &err))
			review_say(review, TONE_WARNING,
				_("This recording was reviewed before under another name"));
		return;
	}
	if (!store_find_content(store, review->n_legs, review->hash, same_id, &err))
		return;
	memcpy(review->call_id, same_id, sizeof same_id);
	if (!store_is_readonly(store) &&
		!store_see_call(store, same_id, review->legs, review->n_legs, &err))
		review_say(review, TONE_WARNING, "%s", err.text);
	if (!review_load(review, &err))
		review_say(review, TONE_ERROR, "%s", err.text);
	else if (review->has_row)
		review_say(review, TONE_PLAIN, _("Moved recording recognised; its marks are back"));
}

static void make_word(const struct review *review, char word[SCAN_WORD_SIZE])
{
	scan_options_word(review->legs, review->n_legs, &review->options.analysis,
		&review->options.media, word);
}

/* The hashes of the files, if they look as they did when they were last listed or analysed. */
static void recall_hashes(struct review *review, const char *word)
{
	struct err err;
	struct store_seen seen;
	struct store *store = review->options.store;
	review->hashed = store_get_hashes(store, review->legs, review->n_legs, review->hash, &err);
	if (review->hashed ||
		!store_get_seen(store, review->legs, review->n_legs, word, &seen, &err))
		return;
	memcpy(review->hash, seen.hash, sizeof review->hash);
	review->hashed = true;
	recognise(review);
}

void review_recall_analysis(struct review *review)
{
	struct err err;
	int64_t duration_ms;
	char word[SCAN_WORD_SIZE];
	make_word(review, word);
	recall_hashes(review, word);
	review->analysed = review->hashed &&
		store_get_analysis(review->options.store, review->n_legs, review->hash,
			ANALYSIS_VERSION, word, &review->found, &review->n_found,
			&review->envelope, &duration_ms, &err);
	review_count_events(review);
}

void review_ask_analysis(struct review *review)
{
	struct scan_request request = {
		.legs = review->legs,
		.n_legs = review->n_legs,
		.media = review->options.media,
		.analysis = review->options.analysis,
		.urgent = true,
		.hash = !review->hashed,
		.n_threads = SCAN_ALL_THREADS,
	};
	review->job = scan_submit(review->options.scan, &request);
}

static void remember(struct review *review)
{
	struct err err;
	char word[SCAN_WORD_SIZE];
	make_word(review, word);
	/* A cache that cannot be written costs another listen, nothing more. */
	bool kept = store_put_analysis(review->options.store, review->n_legs, review->hash,
		ANALYSIS_VERSION, word, review->found, review->n_found, &review->envelope,
		review_duration_ms(review), &err);
	(void)kept;
}

static void take_hash(struct review *review)
{
	memcpy(review->hash, review->progress.hash, sizeof review->hash);
	review->hashed = true;
	recognise(review);
}

static void take_findings(struct review *review)
{
	struct event *events;
	size_t n_events;
	if (scan_read_events(review->options.scan, review->job, &events, &n_events)) {
		free(review->found);
		review->found = events;
		review->n_found = n_events;
		review_count_events(review);
	}
	if (!scan_read_envelope(review->options.scan, review->job, &review->envelope))
		return; /* nothing is known yet */
}

bool review_take_analysis(struct review *review)
{
	struct scan_status status;
	if (!review->job || !scan_get_status(review->options.scan, review->job, &status))
		return false;
	const struct scan_status *old = &review->progress;
	if (status.state == old->state && status.hashed == old->hashed &&
		status.n_frames_done == old->n_frames_done)
		return false;
	review->progress = status;
	if (status.state == SCAN_FAILED)
		review_say(review, TONE_ERROR, "%s", status.err.text);
	if (status.state == SCAN_RUNNING || status.state == SCAN_DONE)
		take_findings(review);
	if (status.hashed && !review->hashed)
		take_hash(review);
	if (status.state == SCAN_DONE) {
		review->analysed = true;
		review_set_levels(review);
		if (review->hashed)
			remember(review);
	}
	if (status.state == SCAN_DONE || status.state == SCAN_FAILED) {
		scan_forget(review->options.scan, review->job);
		review->job = 0;
	}
	return true;
}
