/* Hears one long recording in parts on several threads, and decides in order. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scan/parts.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

#define BLOCK_FRAMES 32768
#define PARTS_A_THREAD 3 /* or more: who is done early takes another */

/* A part on its way from being heard to its turn. */
struct slot {
	/* Whoever hears or decides it. */
	struct hearing *hearing; /* kept for the next part in the slot; NULL before the first */
	int64_t n_frames;        /* of the call up to its end; 0 where it lies beyond */
	/* Under the work's lock. */
	bool heard;
};

/* What the threads share. */
struct work {
	/* Set before they start, then only read. */
	const struct parts *parts;
	struct pcm_format format;
	int n_slots;
	/* Belongs to the thread that has set `deciding`. */
	int64_t n_frames;
	/* Under lock. */
	pthread_mutex_t lock;
	pthread_cond_t room;
	struct slot slots[PARTS_MAX_THREADS + 1]; /* a ring; of part i: i % n_slots */
	int64_t next_part;  /* to be heard */
	int64_t n_decided;  /* parts that the analysis has */
	bool deciding;
	bool ended;         /* the call ends in a part that was heard */
	const char *warning;
	bool failed;
	struct err err; /* the first */
};

int64_t parts_choose_hops(const struct media_info *info, int n_threads)
{
	int64_t n_hops = info->n_frames * 100 / info->format.rate_hz;
	int64_t part_hops = n_hops / (n_threads * PARTS_A_THREAD);
	if (n_threads < 2 || !info->quick_seek || n_hops < 2 * PARTS_MIN_HOPS)
		return 0;
	if (part_hops < PARTS_MIN_HOPS)
		part_hops = PARTS_MIN_HOPS;
	if (part_hops > PARTS_MAX_HOPS / info->format.channels)
		part_hops = PARTS_MAX_HOPS / info->format.channels;
	return part_hops - part_hops % HEARING_STEP_HOPS;
}

static struct slot *slot_of(struct work *work, int64_t part)
{
	return &work->slots[part % work->n_slots];
}

static bool is_cancelled(const struct work *work)
{
	return __atomic_load_n(work->parts->cancelled, __ATOMIC_RELAXED);
}

/* Reads on to frame `to`; *at is where it stands. */
static bool hear_on(const struct work *work, struct media *media, struct hearing *hearing, int64_t *at,
	int64_t to, struct err *err)
{
	int16_t *block = mem_alloc(BLOCK_FRAMES * 2 * sizeof *block);
	int64_t n = 1;
	while (n > 0 && *at < to) {
		n = media_read(media, block, to - *at < BLOCK_FRAMES ? to - *at : BLOCK_FRAMES, err);
		if (n > 0 && is_cancelled(work)) {
			err_set(err, ERR_CANCELLED, _("the scan was stopped"));
			n = -1;
		}
		if (n <= 0)
			break;
		hearing_push(hearing, block, n);
		*at += n;
	}
	free(block);
	return n >= 0;
}

/* Hears a part from its first frame to where nothing more counts for it. */
static bool hear_part(const struct work *work, struct media *media, int64_t part, struct slot *slot,
	bool *ends, struct err *err)
{
	int64_t part_hops = work->parts->part_hops, first_hop = part * part_hops;
	int64_t from = hearing_first_frame(&work->format, first_hop), at = from;
	int64_t to = hearing_last_frame(&work->format, first_hop + part_hops);
	if (!media_seek(media, at, err))
		return false;
	if (!slot->hearing)
		slot->hearing = hearing_new(&work->format, first_hop);
	hearing_restart(slot->hearing, first_hop);
	hearing_reserve(slot->hearing, part_hops + 2 * HEARING_STEP_HOPS);
	if (!hear_on(work, media, slot->hearing, &at, to, err))
		return false;
	int64_t end = (first_hop + part_hops) * work->format.rate_hz / 100;
	if (at < to)
		hearing_finish(slot->hearing);
	*ends = at <= end; /* else what is left belongs to the next part */
	/* What begins beyond the end has nothing to read, and nobody knows how far beyond. */
	slot->n_frames = at == from ? 0 : at < end ? at : end;
	return true;
}

/* Gives the analysis what was heard of a part. */
static void decide(struct work *work, struct slot *slot, const char *warning)
{
	const struct parts *parts = work->parts;
	const struct hop *hops[2];
	int64_t n_hops = hearing_get(slot->hearing, hops);
	if (n_hops > parts->part_hops)
		n_hops = parts->part_hops;
	if (slot->n_frames > work->n_frames)
		work->n_frames = slot->n_frames;
	analysis_add(parts->analysis, (const struct hop *const *)hops, n_hops, work->n_frames);
	parts->tell(parts->context, work->n_frames, warning);
}

/* Decides all that is next in order, unless another thread does. Under lock, which it lets go of. */
static void decide_next(struct work *work)
{
	struct slot *slot;
	if (work->deciding)
		return;
	work->deciding = true;
	while (!work->failed && (slot = slot_of(work, work->n_decided))->heard) {
		const char *warning = work->warning;
		pthread_mutex_unlock(&work->lock);
		decide(work, slot, warning);
		pthread_mutex_lock(&work->lock);
		slot->heard = false;
		work->n_decided++;
		pthread_cond_broadcast(&work->room);
	}
	work->deciding = false;
}

/* The next part to hear, once there is room for it; -1: there is none. Under lock. */
static int64_t take_part(struct work *work)
{
	while (!work->ended && !work->failed && work->next_part >= work->n_decided + work->n_slots)
		pthread_cond_wait(&work->room, &work->lock);
	return work->ended || work->failed ? -1 : work->next_part++;
}

static void fail(struct work *work, const struct err *err)
{
	pthread_mutex_lock(&work->lock);
	if (!work->failed)
		work->err = *err;
	work->failed = true;
	pthread_cond_broadcast(&work->room);
	pthread_mutex_unlock(&work->lock);
}

static void hear_parts(struct work *work, struct media *media)
{
	struct err err;
	int64_t part;
	pthread_mutex_lock(&work->lock);
	while ((part = take_part(work)) >= 0) {
		struct slot *slot = slot_of(work, part);
		bool ends = false;
		pthread_mutex_unlock(&work->lock);
		if (!hear_part(work, media, part, slot, &ends, &err)) {
			fail(work, &err);
			return;
		}
		pthread_mutex_lock(&work->lock);
		slot->heard = true;
		work->ended |= ends;
		if (!work->warning)
			work->warning = media_get_info(media)->warning;
		decide_next(work);
	}
	pthread_mutex_unlock(&work->lock);
}

static void *help(void *data)
{
	struct work *work = data;
	const struct parts *parts = work->parts;
	struct err err;
	struct media *media = media_open(parts->legs, parts->n_legs, parts->options, &err);
	if (media)
		hear_parts(work, media);
	else
		fail(work, &err);
	media_free(media);
	return NULL;
}

static void release(struct work *work)
{
	for (int i = 0; i < work->n_slots; i++)
		hearing_free(work->slots[i].hearing);
	pthread_cond_destroy(&work->room);
	pthread_mutex_destroy(&work->lock);
}

bool parts_hear(const struct parts *parts, int64_t *n_frames, struct err *err)
{
	int n_threads = parts->n_threads < PARTS_MAX_THREADS ? parts->n_threads : PARTS_MAX_THREADS;
	pthread_t helpers[PARTS_MAX_THREADS];
	int n_helpers = 0;
	struct work *work = mem_zalloc(1, sizeof *work);
	work->parts = parts;
	work->format = media_get_info(parts->media)->format;
	work->n_slots = n_threads + 1;
	pthread_mutex_init(&work->lock, NULL);
	pthread_cond_init(&work->room, NULL);
	/* Fewer threads than wanted do the same work, later. */
	while (n_helpers < n_threads - 1 && pthread_create(&helpers[n_helpers], NULL, help, work) == 0)
		n_helpers++;
	hear_parts(work, parts->media);
	for (int i = 0; i < n_helpers; i++)
		pthread_join(helpers[i], NULL);
	bool done = !work->failed;
	if (!done)
		*err = work->err;
	*n_frames = work->n_frames;
	release(work);
	free(work);
	return done;
}
