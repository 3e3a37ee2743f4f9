/* Hears one long recording in parts on several threads, and decides in order. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scan/parts.h"

#include <pthread.h>
#include <stdlib.h>

#include "analysis/packed.h"
#include "base/i18n.h"
#include "base/mem.h"

#define BLOCK_FRAMES 8192

/* A part on its way from being heard to its turn. */
struct slot {
	/* Whoever hears or decides it. */
	int64_t first_hop, n_wanted; /* of the call */
	struct packed *packed[2]; /* its hops of each channel; kept for the next part in the slot */
	int64_t n_hops, n_room;
	int64_t n_frames; /* of the call up to its end; 0 where it lies beyond */
	/* Under the work's lock. */
	bool heard;
};

/* What the threads share. */
struct work {
	/* Set before they start, then only read. */
	const struct parts *parts;
	struct pcm_format format;
	int64_t n_hops; /* of the call, as far as known */
	bool quick_read;
	int n_slots;
	/* Belongs to the thread that has set `deciding`. */
	int64_t n_frames;
	/* Under lock. */
	pthread_mutex_t lock;
	pthread_cond_t room;
	struct slot slots[PARTS_MAX_THREADS + 1]; /* a ring; of part i: i % n_slots */
	int64_t next_part;  /* to be heard */
	int64_t next_hop;   /* which it begins with */
	int64_t n_decided;  /* parts that the analysis has */
	bool deciding;
	bool ended;         /* the call ends in a part that was heard */
	const char *warning;
	bool failed;
	struct err err; /* the first */
};

static int64_t call_hops(const struct media_info *info)
{
	return info->n_frames * 100 / info->format.rate_hz;
}

bool parts_pay(const struct media_info *info, int n_threads)
{
	return n_threads > 1 && info->quick_seek && call_hops(info) >= 2 * PARTS_MIN_HOPS;
}

/* Hops of the next part. Under lock. */
static int64_t choose_hops(const struct work *work)
{
	const struct parts *parts = work->parts;
	int64_t part_hops = (work->n_hops - work->next_hop) / (parts->n_threads + 1);
	int64_t most = (work->quick_read ? PARTS_QUICK_HOPS : PARTS_MAX_HOPS) / work->format.channels;
	if (parts->part_hops > 0)
		return parts->part_hops;
	part_hops = part_hops < PARTS_MIN_HOPS ? PARTS_MIN_HOPS : part_hops;
	part_hops = part_hops > most ? most : part_hops;
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

/* Takes what was heard, in whole packs but at the end. */
static void pack(struct slot *slot, struct hearing *hearing, int channels, bool ended)
{
	const struct hop *hops[2];
	int64_t n = hearing_get(hearing, hops);
	if (!ended)
		n -= n % PACKED_HOPS;
	int64_t n_left = slot->n_wanted - slot->n_hops, n_kept = n < n_left ? n : n_left;
	for (int c = 0; c < channels; c++)
		packed_put(slot->packed[c] + slot->n_hops / PACKED_HOPS, hops[c], n_kept);
	slot->n_hops += n_kept;
	hearing_drop(hearing, n);
}

/* Reads on to frame `to`; *at is where it stands. */
static bool hear_on(const struct work *work, struct media *media, struct hearing *hearing, struct slot *slot,
	int64_t *at, int64_t to, struct err *err)
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
		pack(slot, hearing, work->format.channels, false);
		*at += n;
	}
	free(block);
	return n >= 0;
}

static void make_room(struct slot *slot, int channels)
{
	slot->n_hops = 0;
	if (slot->n_wanted <= slot->n_room)
		return;
	slot->n_room = slot->n_wanted;
	for (int c = 0; c < channels; c++)
		slot->packed[c] = mem_resize(slot->packed[c],
			(size_t)(slot->n_room + PACKED_HOPS - 1) / PACKED_HOPS, sizeof *slot->packed[c]);
}

/* Hears a part from its first frame to where nothing more counts for it. */
static bool hear_part(const struct work *work, struct media *media, struct hearing *hearing, struct slot *slot,
	bool *ends, struct err *err)
{
	int64_t last_hop = slot->first_hop + slot->n_wanted;
	int64_t from = hearing_first_frame(&work->format, slot->first_hop), at = from;
	int64_t to = hearing_last_frame(&work->format, last_hop);
	if (!media_seek(media, at, err))
		return false;
	make_room(slot, work->format.channels);
	hearing_restart(hearing, slot->first_hop);
	if (!hear_on(work, media, hearing, slot, &at, to, err))
		return false;
	int64_t end = last_hop * work->format.rate_hz / 100;
	if (at < to)
		hearing_finish(hearing);
	pack(slot, hearing, work->format.channels, true);
	*ends = at <= end; /* else what is left belongs to the next part */
	/* What begins beyond the end has nothing to read, and nobody knows how far beyond. */
	slot->n_frames = at == from ? 0 : at < end ? at : end;
	return true;
}

/* Gives the analysis what was heard of a part. */
static void decide(struct work *work, struct slot *slot, const char *warning)
{
	const struct parts *parts = work->parts;
	struct hop hops[2][HEARING_STEP_HOPS];
	const struct hop *const both[2] = {hops[0], hops[1]};
	if (slot->n_frames > work->n_frames)
		work->n_frames = slot->n_frames;
	for (int64_t done = 0; done < slot->n_hops; done += HEARING_STEP_HOPS) {
		int64_t n = slot->n_hops - done < HEARING_STEP_HOPS ? slot->n_hops - done : HEARING_STEP_HOPS;
		for (int c = 0; c < work->format.channels; c++)
			packed_get(slot->packed[c] + done / PACKED_HOPS, hops[c], n);
		analysis_add(parts->analysis, both, n, work->n_frames);
	}
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

/* The next part to hear, taken once there is room for it; NULL: there is none. Under lock. */
static struct slot *find_part(struct work *work)
{
	while (!work->ended && !work->failed && work->next_part >= work->n_decided + work->n_slots)
		pthread_cond_wait(&work->room, &work->lock);
	if (work->ended || work->failed)
		return NULL;
	struct slot *slot = slot_of(work, work->next_part++);
	slot->first_hop = work->next_hop;
	slot->n_wanted = choose_hops(work);
	work->next_hop += slot->n_wanted;
	return slot;
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

/* False once something failed. */
static bool hear_next(struct work *work, struct media *media, struct hearing *hearing, struct slot *slot)
{
	struct err err;
	bool ends = false;
	if (!hear_part(work, media, hearing, slot, &ends, &err)) {
		fail(work, &err);
		return false;
	}
	pthread_mutex_lock(&work->lock);
	slot->heard = true;
	work->ended |= ends;
	if (!work->warning)
		work->warning = media_get_info(media)->warning;
	decide_next(work);
	pthread_mutex_unlock(&work->lock);
	return true;
}

static struct slot *take_part(struct work *work)
{
	pthread_mutex_lock(&work->lock);
	struct slot *slot = find_part(work);
	pthread_mutex_unlock(&work->lock);
	return slot;
}

static void hear_parts(struct work *work, struct media *media)
{
	struct hearing *hearing = hearing_new(&work->format, 0);
	struct slot *slot;
	while ((slot = take_part(work)) && hear_next(work, media, hearing, slot))
		;
	hearing_free(hearing);
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
		for (int c = 0; c < 2; c++)
			free(work->slots[i].packed[c]);
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
	work->n_hops = call_hops(media_get_info(parts->media));
	work->quick_read = media_get_info(parts->media)->quick_read;
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
