/* The list of calls to review: what is known of each, and the scan that finds it out. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "calls/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "calls/collect.h"
#include "scan/cached.h"
#include "store/seen.h"

#define JOBS_AT_ONCE 4    /* asked of the scan; more would only wait there */
#define RECALLS_AT_ONCE 32 /* results read from the cache between two frames */

struct entry {
	uint64_t job;
	bool asked;    /* scanned, being scanned, or recalled */
	bool scanned;
	bool is_stale; /* the counts are those of other limits, or of an earlier look at the review */
	bool hashed;
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE];
	int64_t duration_ms;
	int n_gaps[N_GAP_CLASSES];
	char *problem;
	struct event *events; /* what was found, where there is no cache to read it from again */
	size_t n_events;
	bool state_known;
	struct store_review review;
	struct contact contact;
};

struct calls {
	struct calls_options options;
	struct collection collection;
	struct entry *entries; /* one a call */
	size_t next;           /* where scanning goes on */
	size_t sight;          /* the first row in sight, and how many */
	size_t n_sight;
	size_t n_asked;
	size_t n_scanned;
	size_t jobs[JOBS_AT_ONCE]; /* the calls that the scan has */
	size_t n_jobs;
	bool started;
	/* what calls_get_analysis last handed out */
	size_t shown; /* n_calls: nothing */
	struct envelope envelope;
	struct event *events;
	size_t n_events;
};

struct calls *calls_new(const char *const *paths, size_t n_paths, const struct calls_options *options,
	struct err *err)
{
	struct calls *calls = mem_zalloc(1, sizeof *calls);
	calls->options = *options;
	if (!collect_paths(&calls->collection, paths, n_paths, err)) {
		calls_free(calls);
		return NULL;
	}
	calls->shown = calls->collection.n_calls;
	calls->entries = mem_zalloc(calls->collection.n_calls, sizeof *calls->entries);
	for (size_t i = 0; i < calls->collection.n_calls; i++)
		calls->entries[i].duration_ms = -1;
	return calls;
}

void calls_free(struct calls *calls)
{
	if (!calls)
		return;
	for (size_t i = 0; calls->entries && i < calls->collection.n_calls; i++) {
		if (calls->entries[i].job)
			scan_forget(calls->options.scan, calls->entries[i].job);
		free(calls->entries[i].problem);
		free(calls->entries[i].events);
		contact_release(&calls->entries[i].contact);
	}
	free(calls->entries);
	collect_release(&calls->collection);
	envelope_release(&calls->envelope);
	free(calls->events);
	free(calls);
}

size_t calls_count(const struct calls *calls)
{
	return calls->collection.n_calls;
}

size_t calls_count_scanned(const struct calls *calls)
{
	return calls->n_scanned;
}

void calls_refresh(struct calls *calls, size_t i)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct entry *entry = &calls->entries[i];
	char call_id[ID_SIZE];
	struct err err;
	entry->state_known = true;
	entry->is_stale = entry->scanned;
	entry->review = (struct store_review){.state = REVIEW_NONE, .score_centi = -1};
	contact_release(&entry->contact);
	/* What cannot be read shows as not reviewed; opening the call says why. */
	if (!calls->options.store ||
		!store_find_call(calls->options.store, call->legs, call->n_legs, call_id, &err))
		return;
	if (!store_find_review(calls->options.store, call_id, &entry->review, &err))
		entry->review = (struct store_review){.state = REVIEW_NONE, .score_centi = -1};
	if (!store_get_contact(calls->options.store, call_id, &entry->contact, &err))
		contact_release(&entry->contact);
}

void calls_refresh_all(struct calls *calls)
{
	calls->shown = calls->collection.n_calls;
	for (size_t i = 0; i < calls->collection.n_calls; i++)
		calls->entries[i].state_known = false;
}

/* ---- what is found out ---- */

static void forget_shown(struct calls *calls)
{
	envelope_release(&calls->envelope);
	free(calls->events);
	calls->events = NULL;
	calls->n_events = 0;
	calls->shown = calls->collection.n_calls;
}

/* Brings events to what the reviewer of the call says of them; returns how many are left. */
static size_t apply_changes(
	struct calls *calls, struct entry *entry, struct event *events, size_t n_events)
{
	struct gap_change *changes;
	size_t n_changes;
	struct err err;
	if (!entry->state_known || entry->review.state == REVIEW_NONE ||
		!store_get_gap_changes(
			calls->options.store, entry->review.id, &changes, &n_changes, &err))
		return n_events;
	struct event *counted = mem_zalloc(n_events, sizeof *counted);
	n_events = gap_changes_apply(events, n_events, changes, n_changes, counted);
	memcpy(events, counted, n_events * sizeof *events);
	free(counted);
	free(changes);
	return n_events;
}

static void count_row(struct calls *calls, struct entry *entry, const struct event *events,
	size_t n_events, int64_t duration_ms)
{
	event_count_gaps(events, n_events, &calls->options.limits, entry->n_gaps);
	entry->duration_ms = duration_ms;
	entry->scanned = true;
	/* What the reviewer says of them comes when the row is asked for. */
	entry->is_stale = entry->state_known && entry->review.state != REVIEW_NONE;
	calls->n_scanned++;
}

static void make_word(const struct calls *calls, size_t i, char word[SCAN_WORD_SIZE])
{
	const struct collected_call *call = &calls->collection.calls[i];
	scan_options_word(call->legs, call->n_legs, &calls->options.analysis, &calls->options.media,
		word);
}

/* The hashes of a call's files, if they look as they did when they were hashed. */
static bool recall_hashes(struct calls *calls, size_t i, const char *word)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct entry *entry = &calls->entries[i];
	struct err err;
	struct store_seen seen;
	entry->hashed = store_get_hashes(calls->options.store, call->legs, call->n_legs, entry->hash,
		&err);
	if (entry->hashed || !store_get_seen(calls->options.store, call->legs, call->n_legs,
				     word, &seen, &err))
		return entry->hashed;
	memcpy(entry->hash, seen.hash, sizeof entry->hash);
	entry->hashed = true;
	return true;
}

/* Whether an earlier scan of this very content is at hand. */
static bool recall(struct calls *calls, size_t i)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct entry *entry = &calls->entries[i];
	struct event *events;
	size_t n_events;
	int64_t duration_ms;
	struct err err;
	char word[SCAN_WORD_SIZE];
	make_word(calls, i, word);
	if (!calls->options.store || !recall_hashes(calls, i, word))
		return false;
	if (!store_get_analysis(calls->options.store, call->n_legs, entry->hash, ANALYSIS_VERSION,
		    word, &events, &n_events, NULL, &duration_ms, &err))
		return false;
	count_row(calls, entry, events, n_events, duration_ms);
	free(events);
	return true;
}

/* A copy of what was found in a call that was scanned; the caller frees *events. */
static bool read_events(struct calls *calls, size_t i, struct event **events, size_t *n_events)
{
	const struct entry *entry = &calls->entries[i];
	char word[SCAN_WORD_SIZE];
	int64_t duration_ms;
	struct err err;
	make_word(calls, i, word);
	if (entry->events) {
		*events = mem_zalloc(entry->n_events, sizeof **events);
		memcpy(*events, entry->events, entry->n_events * sizeof **events);
		*n_events = entry->n_events;
		return true;
	}
	return calls->options.store && entry->hashed &&
		store_get_analysis(calls->options.store, calls->collection.calls[i].n_legs,
			entry->hash, ANALYSIS_VERSION, word, events, n_events, NULL, &duration_ms,
			&err);
}

/* Counts a row again; where nothing can be read any more the old counts stay. */
static void recount(struct calls *calls, size_t i)
{
	struct entry *entry = &calls->entries[i];
	struct event *events;
	size_t n_events;
	entry->is_stale = false;
	if (!read_events(calls, i, &events, &n_events))
		return;
	n_events = apply_changes(calls, entry, events, n_events);
	event_count_gaps(events, n_events, &calls->options.limits, entry->n_gaps);
	free(events);
}

void calls_get_row(struct calls *calls, size_t i, struct calls_row *row)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct entry *entry = &calls->entries[i];
	if (!entry->state_known)
		calls_refresh(calls, i);
	if (entry->is_stale)
		recount(calls, i);
	*row = (struct calls_row){
		.name = call->name,
		.legs = call->legs,
		.n_legs = call->n_legs,
		.duration_ms = entry->duration_ms,
		.scanned = entry->scanned,
		.state = entry->review.state,
		.n_answered = entry->review.n_marks,
		.score_centi = entry->review.score_centi,
		.final_ms = entry->review.final_ms,
		.contact = &entry->contact,
		.problem = call->problem ? call->problem : entry->problem,
	};
	memcpy(row->n_gaps, entry->n_gaps, sizeof row->n_gaps);
}

static void ask(struct calls *calls, size_t i)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct scan_request request = {
		.legs = call->legs,
		.n_legs = call->n_legs,
		.media = calls->options.media,
		.analysis = calls->options.analysis,
		.undrawn = true,
		.hash = !calls->entries[i].hashed,
	};
	calls->entries[i].job = scan_submit(calls->options.scan, &request);
	calls->jobs[calls->n_jobs++] = i;
}

/* The next row that nothing was asked of: one in sight, or else any; there must be one. */
static size_t next_row(struct calls *calls)
{
	size_t n_calls = calls->collection.n_calls;
	for (size_t i = calls->sight; i < n_calls && i < calls->sight + calls->n_sight; i++)
		if (!calls->entries[i].asked)
			return i;
	while (calls->entries[calls->next].asked)
		calls->next = (calls->next + 1) % n_calls;
	return calls->next;
}

static bool ask_more(struct calls *calls)
{
	bool news = false;
	for (int n_recalls = 0; calls->n_asked < calls->collection.n_calls &&
		calls->n_jobs < JOBS_AT_ONCE && n_recalls < RECALLS_AT_ONCE;) {
		size_t i = next_row(calls);
		calls->entries[i].asked = true;
		calls->n_asked++;
		if (calls->collection.calls[i].problem) {
			calls->n_scanned++;
		} else if (recall(calls, i)) {
			n_recalls++;
			news = true;
		} else {
			ask(calls, i);
		}
	}
	return news;
}

void calls_set_sight(struct calls *calls, size_t first, size_t n_rows)
{
	calls->sight = first;
	calls->n_sight = n_rows;
}

void calls_set_limits(struct calls *calls, const struct gap_limits *limits)
{
	calls->options.limits = *limits;
	for (size_t i = 0; i < calls->collection.n_calls; i++)
		calls->entries[i].is_stale = calls->entries[i].scanned;
}

bool calls_is_busy(const struct calls *calls)
{
	return calls->started && calls->n_asked < calls->collection.n_calls &&
		calls->n_jobs < JOBS_AT_ONCE;
}

void calls_start(struct calls *calls, size_t first)
{
	if (!calls->options.scan)
		return;
	calls->started = true;
	calls->next = first < calls->collection.n_calls ? first : 0;
	ask_more(calls);
}

static void keep_seen(
	struct calls *calls, size_t i, const char *word, const struct scan_status *status)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct store_seen seen = {
		.rate_hz = status->format.rate_hz, .channels = status->format.channels};
	struct err err;
	memcpy(seen.hash, calls->entries[i].hash, sizeof seen.hash);
	str_copy(seen.warning, sizeof seen.warning, status->warning);
	bool kept = store_put_seen(
		calls->options.store, call->legs, call->n_legs, word, &seen, &err);
	(void)kept;
}

/* A cache that cannot be written costs another scan, nothing more; false if it was not. */
static bool keep(struct calls *calls, size_t i, const struct scan_status *status,
	const struct event *events, size_t n_events)
{
	const struct collected_call *call = &calls->collection.calls[i];
	struct entry *entry = &calls->entries[i];
	struct envelope envelope = {0};
	char word[SCAN_WORD_SIZE];
	struct err err;
	make_word(calls, i, word);
	if (!calls->options.store || !entry->hashed || !collect_is_unchanged(call))
		return false;
	bool kept = scan_take_envelope(calls->options.scan, entry->job, &envelope) &&
		store_put_analysis(calls->options.store, call->n_legs, entry->hash,
			ANALYSIS_VERSION, word, events, n_events, &envelope, entry->duration_ms,
			&err);
	envelope_release(&envelope);
	if (kept)
		keep_seen(calls, i, word, status);
	if (kept && calls->shown == i)
		forget_shown(calls);
	return kept;
}

static void take_done(struct calls *calls, size_t i, const struct scan_status *status)
{
	struct entry *entry = &calls->entries[i];
	struct event *events;
	size_t n_events;
	if (status->hashed) {
		memcpy(entry->hash, status->hash, sizeof entry->hash);
		entry->hashed = true;
	}
	if (!scan_read_events(calls->options.scan, entry->job, &events, &n_events))
		return;
	count_row(calls, entry, events, n_events,
		pcm_frames_to_ms(status->n_frames_done, status->format.rate_hz));
	if (keep(calls, i, status, events, n_events)) {
		free(events);
		return;
	}
	entry->events = events;
	entry->n_events = n_events;
}

static bool service_entry(struct calls *calls, size_t i)
{
	struct entry *entry = &calls->entries[i];
	struct scan_status status;
	if (!scan_get_status(calls->options.scan, entry->job, &status))
		return false;
	if (status.state != SCAN_DONE && status.state != SCAN_FAILED)
		return false;
	if (status.state == SCAN_DONE) {
		take_done(calls, i, &status);
	} else {
		entry->problem = mem_dup(status.err.text);
		calls->n_scanned++;
	}
	scan_forget(calls->options.scan, entry->job);
	entry->job = 0;
	return true;
}

bool calls_service(struct calls *calls)
{
	bool news = false;
	if (!calls->started)
		return false;
	size_t n_left = 0;
	for (size_t k = 0; k < calls->n_jobs; k++) {
		size_t i = calls->jobs[k];
		if (service_entry(calls, i))
			news = true;
		else
			calls->jobs[n_left++] = i;
	}
	calls->n_jobs = n_left;
	return ask_more(calls) || news;
}

bool calls_get_analysis(struct calls *calls, size_t i, const struct envelope **envelope,
	const struct event **events, size_t *n_events)
{
	struct entry *entry = &calls->entries[i];
	struct err err;
	int64_t duration_ms;
	char word[SCAN_WORD_SIZE];
	if (calls->shown != i) {
		forget_shown(calls);
		make_word(calls, i, word);
		if (!entry->scanned || !entry->hashed || !calls->options.store ||
			!store_get_analysis(calls->options.store,
				calls->collection.calls[i].n_legs, entry->hash, ANALYSIS_VERSION,
				word, &calls->events, &calls->n_events, &calls->envelope,
				&duration_ms, &err))
			return false;
		calls->shown = i;
		calls->n_events = apply_changes(calls, entry, calls->events, calls->n_events);
	}
	*envelope = &calls->envelope;
	*events = calls->events;
	*n_events = calls->n_events;
	return true;
}

bool calls_reopen(struct calls *calls, size_t i, struct err *err)
{
	struct store_change change = {.kind = CHANGE_REOPEN, .score_centi = -1};
	struct store_ack ack;
	calls_refresh(calls, i);
	const struct store_review *review = &calls->entries[i].review;
	if (!calls->options.store || review->state != REVIEW_FINAL)
		return err_set(err, ERR_USAGE, _("this call has no submitted review"));
	uint64_t ticket = store_submit(calls->options.store, review->id, &change);
	bool answered = false, saved = false;
	while (store_next_ack(calls->options.store, &ack))
		if (ack.ticket == ticket) {
			answered = true;
			saved = ack.saved;
			*err = ack.err;
		}
	calls_refresh_all(calls);
	if (!answered && store_count_pending(calls->options.store, err) > 0)
		return err_prefix(err, "%s", _("saving"));
	return saved;
}
