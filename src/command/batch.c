/* Analyses many calls on several cores, and hands the results out in the order of the list. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/batch.h"

#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "scan/cached.h"
#include "scan/scan.h"
#include "store/seen.h"

/* How far results may run ahead of the call whose turn it is: by calls, and by the events that wait
 * in memory (some 15 MB). */
#define MAX_AHEAD 1024
#define MAX_WAITING_EVENTS 200000
#define TELL_MS 200

/* A call from its start to its turn. */
struct slot {
	uint64_t job; /* 0: none, or no more */
	bool finished;
	bool looked_up; /* the cache was asked for its content */
	int64_t n_bytes;
	int64_t n_bytes_done;
	char *problem;
	char word[SCAN_WORD_SIZE]; /* under which its result is kept */
	struct store_seen seen;    /* hash (once hashed), format and warning */
	int64_t duration_ms;
	struct event *events;
	size_t n_events;
};

struct batch {
	const struct batch_options *options;
	struct scan *scan;
	struct slot slots[MAX_AHEAD]; /* of call i: i % MAX_AHEAD; for first..next */
	size_t first;                 /* the call whose turn it is */
	size_t next;                  /* the next to start */
	int n_running;
	size_t n_waiting_events;
	int64_t n_bytes;
	int64_t n_bytes_taken;
};

static struct slot *slot_of(struct batch *batch, size_t i)
{
	return &batch->slots[i % MAX_AHEAD];
}

static int64_t bytes_of(const struct collected_call *call)
{
	int64_t n_bytes = 0;
	for (size_t k = 0; k < call->n_legs; k++)
		n_bytes += call->legs[k].n_bytes;
	return n_bytes;
}

static void finish(struct batch *batch, struct slot *slot)
{
	if (slot->job) {
		scan_forget(batch->scan, slot->job);
		batch->n_running--;
	}
	slot->job = 0;
	slot->finished = true;
	batch->n_waiting_events += slot->n_events;
}

/* ---- the cache ---- */

/* Fills the slot with what is kept of its content. */
static bool recall(struct batch *batch, const struct collected_call *call, struct slot *slot)
{
	struct err err;
	return store_get_analysis(batch->options->cache, call->n_legs, slot->seen.hash,
		ANALYSIS_VERSION, slot->word, &slot->events, &slot->n_events, NULL,
		&slot->duration_ms, &err);
}

/* Whether the files are as they were when they were last listed, and their result is kept. */
static bool recall_seen(struct batch *batch, const struct collected_call *call, struct slot *slot)
{
	struct err err;
	return batch->options->cache &&
	       store_get_seen(batch->options->cache, call->legs, call->n_legs, slot->word,
		       &slot->seen, &err) &&
	       recall(batch, call, slot);
}

/* A cache that cannot be written costs another scan, nothing more. */
static void keep_seen(
	struct batch *batch, const struct collected_call *call, const struct slot *slot)
{
	struct err ignored;
	bool kept = collect_is_unchanged(call) &&
		    store_put_seen(batch->options->cache, call->legs, call->n_legs, slot->word,
			    &slot->seen, &ignored);
	(void)kept;
}

/* A file that changed while it was read may have the hash of one state and the events of another.
 */
static void keep(struct batch *batch, const struct collected_call *call, const struct slot *slot)
{
	struct err err;
	struct envelope envelope = {0};
	if (batch->options->cache && collect_is_unchanged(call) &&
		scan_take_envelope(batch->scan, slot->job, &envelope) &&
		store_put_analysis(batch->options->cache, call->n_legs, slot->seen.hash,
			ANALYSIS_VERSION, slot->word, slot->events, slot->n_events, &envelope,
			slot->duration_ms, &err))
		keep_seen(batch, call, slot);
	envelope_release(&envelope);
}

/* ---- the scan ---- */

static void start(struct batch *batch, const struct collected_call *call, struct slot *slot)
{
	*slot = (struct slot){.n_bytes = bytes_of(call)};
	scan_options_word(call->legs, call->n_legs, &batch->options->analysis,
		&batch->options->media, slot->word);
	if (call->problem) {
		slot->problem = mem_dup(call->problem);
		finish(batch, slot);
	} else if (recall_seen(batch, call, slot)) {
		finish(batch, slot);
	} else {
		const struct scan_request request = {
			.legs = call->legs,
			.n_legs = call->n_legs,
			.media = batch->options->media,
			.analysis = batch->options->analysis,
			.hash = batch->options->cache != NULL,
			.hash_first = true,
			.undrawn = true,
			/* Fewer calls than workers: each call keeps several busy. */
			.n_threads = (int)((size_t)batch->options->n_workers / batch->options->n_calls),
		};
		slot->job = scan_submit(batch->scan, &request);
		batch->n_running++;
	}
}

static void note_status(struct slot *slot, const struct scan_status *status)
{
	memcpy(slot->seen.hash, status->hash, sizeof slot->seen.hash);
	slot->seen.rate_hz = status->format.rate_hz;
	slot->seen.channels = status->format.channels;
	str_copy(slot->seen.warning, sizeof slot->seen.warning, status->warning);
	if (status->n_frames_total > 0)
		slot->n_bytes_done =
			(int64_t)((double)slot->n_bytes * (double)status->n_frames_done /
				  (double)status->n_frames_total);
}

/* The content of a file never seen under this name may have been analysed under another. */
static void look_up(struct batch *batch, const struct collected_call *call, struct slot *slot)
{
	slot->looked_up = true;
	if (!batch->options->cache || !recall(batch, call, slot))
		return;
	keep_seen(batch, call, slot);
	finish(batch, slot);
}

static void service(struct batch *batch, const struct collected_call *call, struct slot *slot)
{
	struct scan_status status;
	if (!slot->job || !scan_get_status(batch->scan, slot->job, &status))
		return;
	note_status(slot, &status);
	if (status.state == SCAN_FAILED) {
		slot->problem = mem_dup(status.err.text);
		finish(batch, slot);
	} else if (status.state == SCAN_DONE) {
		if (!scan_read_events(batch->scan, slot->job, &slot->events, &slot->n_events))
			return;
		slot->duration_ms = pcm_frames_to_ms(status.n_frames_done, status.format.rate_hz);
		keep(batch, call, slot);
		finish(batch, slot);
	} else if (status.hashed && status.format.rate_hz && !slot->looked_up) {
		look_up(batch, call, slot);
	}
}

/* ---- the order ---- */

static bool hand_out(struct batch *batch)
{
	const struct batch_options *options = batch->options;
	bool more = true;
	while (more && batch->first < batch->next && slot_of(batch, batch->first)->finished) {
		struct slot *slot = slot_of(batch, batch->first);
		const struct batch_result result = {
			.problem = slot->problem,
			.warning = slot->seen.warning,
			.rate_hz = slot->seen.rate_hz,
			.channels = slot->seen.channels,
			.duration_ms = slot->duration_ms,
			.events = slot->events,
			.n_events = slot->n_events,
		};
		more = options->take(options->context, &options->calls[batch->first], &result);
		batch->first++;
		batch->n_bytes_taken += slot->n_bytes;
		batch->n_waiting_events -= slot->n_events;
		free(slot->problem);
		free(slot->events);
		*slot = (struct slot){0};
	}
	return more;
}

static void tell(struct batch *batch)
{
	const struct batch_options *options = batch->options;
	int64_t n_bytes = batch->n_bytes_taken;
	for (size_t i = batch->first; i < batch->next; i++) {
		const struct slot *slot = slot_of(batch, i);
		n_bytes += slot->finished ? slot->n_bytes : slot->n_bytes_done;
	}
	options->tell(options->context, batch->first,
		batch->n_bytes ? (double)n_bytes / (double)batch->n_bytes : 1);
}

static bool start_more(struct batch *batch)
{
	const struct batch_options *options = batch->options;
	/* One waits for each that runs, so that no worker does. */
	while (batch->next < options->n_calls && batch->next - batch->first < MAX_AHEAD &&
		batch->n_running < 2 * options->n_workers &&
		batch->n_waiting_events < MAX_WAITING_EVENTS) {
		size_t i = batch->next++;
		start(batch, &options->calls[i], slot_of(batch, i));
		if (!hand_out(batch))
			return false;
	}
	return true;
}

static void run(struct batch *batch)
{
	struct pollfd news = {.fd = scan_get_fd(batch->scan), .events = POLLIN};
	while (start_more(batch) && batch->n_running > 0) {
		tell(batch);
		poll(&news, 1, TELL_MS);
		scan_drain(batch->scan);
		for (size_t i = batch->first; i < batch->next; i++)
			service(batch, &batch->options->calls[i], slot_of(batch, i));
		if (!hand_out(batch))
			return;
	}
}

bool batch_run(const struct batch_options *options, struct err *err)
{
	struct scan *scan = scan_new(options->n_workers, err);
	if (!scan)
		return false;
	struct batch *batch = mem_zalloc(1, sizeof *batch);
	batch->options = options;
	batch->scan = scan;
	for (size_t i = 0; i < options->n_calls; i++)
		batch->n_bytes += bytes_of(&options->calls[i]);
	run(batch);
	for (size_t i = batch->first; i < batch->next; i++) {
		free(slot_of(batch, i)->problem);
		free(slot_of(batch, i)->events);
	}
	free(batch);
	scan_free(scan);
	return true;
}

int batch_count_cores(void)
{
#ifdef HAVE_SCHED_GETAFFINITY
	cpu_set_t cores;
	int n = sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
#else
	int n = (int)sysconf(_SC_NPROCESSORS_ONLN);
#endif
	return n > 0 ? n : 1;
}
