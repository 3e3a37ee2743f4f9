/* Keeps the rings full: cache to chain to ring, one small piece at a time under the lock. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/producer.h"

#include <poll.h>
#include <stdlib.h>

#include "base/mem.h"
#include "speaker/producer_parts.h"

/* What a ring holds before the callback is sent to it: more than a crossfade, and as much as the
 * player wants to know of ahead. Made within a millisecond or two. */
#define OFFER_MS 200
#define NEAR_MS 50 /* a new ring is made and taken in less */

void producer_init(struct producer *producer, struct mixer *mixer)
{
	*producer = (struct producer){.mixer = mixer, .speed_percent = 100};
	producer->route.stop_frame = ROUTE_NO_STOP;
	seams_reset(&producer->seams, 0);
	producer->wake = (struct wake){-1, -1};
	pthread_mutex_init(&producer->lock, NULL);
}

static void release_output(struct producer *producer)
{
	if (producer->has_output)
		mem_wipe(producer->frames, chain_room(&producer->chain) *
						   (size_t)producer->chain.in.channels *
						   sizeof *producer->frames);
	chain_release(&producer->chain);
	free(producer->frames);
	free(producer->positions_q8);
	producer->frames = NULL;
	producer->positions_q8 = NULL;
	producer->has_output = false;
}

void producer_release(struct producer *producer)
{
	pthread_mutex_lock(&producer->lock);
	producer->leaving = true;
	pthread_mutex_unlock(&producer->lock);
	wake_ring(&producer->wake);
	if (producer->has_thread)
		pthread_join(producer->thread, NULL);
	release_output(producer);
	cache_release(&producer->cache);
	route_release(&producer->route);
	pthread_mutex_destroy(&producer->lock);
	wake_close(&producer->wake);
}

void producer_wake(struct producer *producer)
{
	wake_ring(&producer->wake);
}

static void set_target(struct producer *producer, uint32_t epoch, int64_t frame)
{
	producer->target = frame < producer->n_frames ? frame : producer->n_frames;
	if (epoch != producer->epoch)
		seams_reset(&producer->seams, producer->target);
	else
		seams_restart(&producer->seams, producer->target);
	producer->epoch = epoch;
	producer->route.stop_frame =
		epoch == producer->stop_epoch ? producer->stop_frame : ROUTE_NO_STOP;
	producer->is_new = true;
	producer->is_changed = false;
}

void producer_open(
	struct producer *producer, struct pcm_format format, int64_t n_frames, uint32_t epoch)
{
	pthread_mutex_lock(&producer->lock);
	struct pcm_format old = producer->cache.format;
	if (old.rate_hz != format.rate_hz || old.channels != format.channels)
		release_output(producer);
	cache_release(&producer->cache);
	cache_init(&producer->cache, format);
	route_release(&producer->route);
	producer->epoch = producer->stop_epoch = 0;
	producer->has_content = true;
	producer->n_frames = n_frames;
	set_target(producer, epoch, 0);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

void producer_close(struct producer *producer)
{
	pthread_mutex_lock(&producer->lock);
	cache_release(&producer->cache);
	producer->has_content = false;
	pthread_mutex_unlock(&producer->lock);
}

/* The chain begins at a frame, which has this place, with a run-up of what is cached before it. */
static void start_chain(struct producer *producer, int64_t line, int64_t frame)
{
	int64_t n_before = cache_count_before(&producer->cache, frame,
		chain_run_up(&producer->chain, producer->speed_percent));
	chain_start(&producer->chain, line - n_before, line, producer->speed_percent);
	producer->stretch_frame = producer->next_frame = frame - n_before;
	producer->next_line = line - n_before;
	producer->turn = route_next(&producer->route, frame, producer->n_frames);
	producer->finished = false;
}

/* If the chain runs out, or has run out, at an end that is none now, it goes back to it. */
void producer_set_length(struct producer *producer, int64_t n_frames)
{
	pthread_mutex_lock(&producer->lock);
	bool runs = producer->has_output && !producer->is_new;
	bool ran_out = runs && producer->turn.ends && producer->next_frame >= producer->n_frames;
	bool grows = n_frames > producer->n_frames;
	producer->n_frames = n_frames;
	if (producer->target > n_frames)
		producer->target = n_frames;
	if (ran_out && grows) {
		int64_t line = (chain_next_q8(&producer->chain) + 255) / 256, end = producer_end_line(producer);
		line = line < end ? line : end;
		start_chain(producer, line, seams_find(&producer->seams, line).frame);
		atomic_store(&producer->ring->finished, false);
	} else if (runs && !ran_out) {
		producer->turn = route_next(&producer->route, producer->next_frame, n_frames);
	}
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

/* Where it reads next: the cache's cursor. */
static int64_t cursor_of(const struct producer *producer)
{
	bool idle = producer->is_new || !producer->has_output;
	return idle ? producer->target : producer->next_frame;
}

static void make_plan(const struct producer *producer, struct plan *plan)
{
	plan_make(plan, &producer->route, cursor_of(producer), producer->n_frames,
		producer->cache.n_ahead, producer_fade_frames(producer));
}

void producer_put(
	struct producer *producer, int64_t start_frame, const int16_t *frames, int64_t n_frames)
{
	struct plan plan;
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content) {
		make_plan(producer, &plan);
		cache_put(&producer->cache, &plan, cursor_of(producer), start_frame, frames,
			n_frames);
	}
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

void producer_seek(struct producer *producer, uint32_t epoch, int64_t frame)
{
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content)
		set_target(producer, epoch, frame);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

/* What plays already goes on in the new way; under the lock. */
static void note_change(struct producer *producer)
{
	if (producer->has_output && !producer->is_new)
		producer->is_changed = true;
}

void producer_set_speed(struct producer *producer, int speed_percent)
{
	pthread_mutex_lock(&producer->lock);
	bool changes = producer->speed_percent != speed_percent;
	producer->speed_percent = speed_percent;
	if (changes)
		note_change(producer);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

static int64_t min_turn_frames(const struct producer *producer)
{
	return (int64_t)producer->cache.format.rate_hz * ROUTE_MIN_MS / 1000;
}

void producer_set_skips(
	struct producer *producer, const struct route_span *skips, size_t n_skips)
{
	pthread_mutex_lock(&producer->lock);
	route_set_skips(&producer->route, skips, n_skips, min_turn_frames(producer));
	note_change(producer);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

void producer_set_loop(struct producer *producer, struct route_span loop)
{
	pthread_mutex_lock(&producer->lock);
	route_set_loop(&producer->route, loop, min_turn_frames(producer));
	note_change(producer);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

void producer_set_stop(struct producer *producer, uint32_t epoch, int64_t frame)
{
	pthread_mutex_lock(&producer->lock);
	producer->stop_epoch = epoch;
	producer->stop_frame = frame;
	pthread_mutex_unlock(&producer->lock);
}

/* A ring that ran out at the stop waits for the next: who plays on before that is there has not come
 * to the end. */
static void pass_stop(struct producer *producer)
{
	note_change(producer);
	for (int i = 0; producer->is_changed && i < 2; i++)
		atomic_store(&producer->mixer->rings[i].finished, false);
	producer->route.stop_frame = ROUTE_NO_STOP;
}

void producer_forget_stop(struct producer *producer)
{
	pthread_mutex_lock(&producer->lock);
	producer->stop_frame = ROUTE_NO_STOP;
	if (producer->route.stop_frame != ROUTE_NO_STOP)
		pass_stop(producer);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

struct place producer_find_place(struct producer *producer, int64_t line)
{
	pthread_mutex_lock(&producer->lock);
	struct place place = seams_find(&producer->seams, line);
	pthread_mutex_unlock(&producer->lock);
	return place;
}

int64_t producer_find_end(struct producer *producer, const struct ring *ring, int64_t n_max)
{
	int64_t end = -1;
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content && producer->has_output && producer->ring == ring &&
		!producer->is_new && !producer->is_changed) {
		int64_t n = producer->turn.at_frame - producer->next_frame;
		n = n < n_max ? n : n_max;
		end = producer->next_line;
		if (n > 0)
			end += cache_count_from(&producer->cache, producer->next_frame, n);
	}
	pthread_mutex_unlock(&producer->lock);
	return end;
}

static uint32_t cut_to_u32(int64_t n)
{
	return n < 0 ? 0 : n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

/* The first that is missing of what is played next. */
static struct producer_need find_need(const struct producer *producer)
{
	struct plan plan;
	struct producer_need need = {.want_frame = cursor_of(producer)};
	int64_t n_ahead = 0;
	make_plan(producer, &plan);
	for (size_t i = 0; i < plan.n_stretches; i++) {
		struct route_span stretch = plan.stretches[i];
		int64_t n = stretch.end_frame - stretch.start_frame;
		int64_t n_there = cache_count_from(&producer->cache, stretch.start_frame, n);
		n_ahead += n_there;
		need.want_frame = stretch.start_frame + n_there;
		need.n_want = cut_to_u32(n - n_there);
		if (n_there < n)
			break;
	}
	need.n_ahead = cut_to_u32(n_ahead);
	return need;
}

struct producer_need producer_get_need(struct producer *producer)
{
	struct producer_need need = {0};
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content)
		need = find_need(producer);
	pthread_mutex_unlock(&producer->lock);
	return need;
}

void producer_attach(
	struct producer *producer, struct pcm_format output, int64_t usual_delay_ns, int64_t frame)
{
	pthread_mutex_lock(&producer->lock);
	release_output(producer);
	struct pcm_format content = producer->cache.format;
	mixer_reset(
		producer->mixer, output.rate_hz, content.channels, output.channels, usual_delay_ns);
	chain_init(&producer->chain, content, output.rate_hz);
	size_t n_out = chain_room(&producer->chain);
	producer->frames = mem_zalloc(n_out * (size_t)content.channels, sizeof *producer->frames);
	producer->positions_q8 = mem_zalloc(n_out, sizeof *producer->positions_q8);
	producer->has_output = true;
	set_target(producer, producer->epoch, frame);
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

void producer_detach(struct producer *producer)
{
	pthread_mutex_lock(&producer->lock);
	producer->target = cursor_of(producer);
	release_output(producer);
	pthread_mutex_unlock(&producer->lock);
}

static bool start_on_target(struct producer *producer)
{
	producer->ring = mixer_take_idle(producer->mixer);
	if (!producer->ring)
		return false;
	start_chain(producer, producer->target, producer->target);
	ring_clear(producer->ring, producer->epoch, chain_next_q8(&producer->chain),
		producer->speed_percent, false);
	producer->is_new = false;
	return true;
}

/* From a place on in another way. A jump that is so near that the callback makes it before it comes
 * to the new ring is made in that too. */
static void start_anew(struct producer *producer, int64_t line)
{
	struct place place = seams_find(&producer->seams, line);
	bool jumps = place.n_left < (int64_t)producer->cache.format.rate_hz * NEAR_MS / 1000;
	struct route_turn near = {0};
	if (jumps) {
		near.at_frame = place.frame + place.n_left;
		near.to_frame = seams_find(&producer->seams, line + place.n_left).frame;
	}
	seams_cut(&producer->seams, line);
	start_chain(producer, line, place.frame);
	if (jumps)
		producer->turn = near;
}

/* From where the callback is now; if it has not come to the latest target yet, from that. */
static bool start_changed(struct producer *producer)
{
	struct ring *ring = mixer_take_idle(producer->mixer);
	if (!ring)
		return false;
	struct ring *playing = mixer_get_other(producer->mixer);
	bool joins = playing->epoch == producer->epoch;
	int64_t line = joins ? ring_position_q8(playing) / 256 : producer->target;
	producer->ring = ring;
	start_anew(producer, line);
	ring_clear(ring, producer->epoch, chain_next_q8(&producer->chain), producer->speed_percent,
		joins);
	producer->is_changed = false;
	return true;
}

/* What is to be filled is ready to be. */
static bool get_ready(struct producer *producer)
{
	if (producer->is_new)
		return start_on_target(producer);
	return !producer->is_changed || start_changed(producer);
}

/* What lies beyond the end is the filter running out. */
static void write_ring(struct producer *producer, size_t n_out)
{
	int64_t end = producer_end_line(producer), next_q8 = chain_next_q8(&producer->chain);
	if (end < INT64_MAX) {
		while (n_out > 0 && producer->positions_q8[n_out - 1] >= end * 256)
			n_out--;
		next_q8 = next_q8 < end * 256 ? next_q8 : end * 256;
	}
	ring_write(producer->ring, producer->frames, producer->positions_q8, n_out, next_q8);
}

static bool fill_ring(struct producer *producer)
{
	if (producer->finished || ring_space(producer->ring) < chain_max_out(&producer->chain))
		return false;
	int16_t content[2 * CHAIN_STEP] = {0};
	producer_advance(producer, 0); /* it may stand at a turn */
	int64_t n_in = producer_read(producer, content);
	if (n_in > 0) {
		size_t n_out = chain_feed(&producer->chain, content, (size_t)n_in, producer->frames,
			producer->positions_q8);
		mem_wipe(content, sizeof content);
		producer_advance(producer, n_in);
		write_ring(producer, n_out);
	} else if (producer->turn.ends && producer->next_frame >= producer->turn.at_frame) {
		producer->finished = true;
		atomic_store(&producer->ring->is_cut, producer->turn.at_frame < producer->n_frames);
		atomic_store(&producer->ring->finished, true);
	}
	size_t n_enough = (size_t)producer->chain.out_rate_hz * OFFER_MS / 1000;
	bool enough = n_in == 0 || atomic_load(&producer->ring->n_written) >= n_enough;
	if (enough && !producer->mixer->handed)
		mixer_offer(producer->mixer);
	return n_in > 0;
}

bool producer_step(struct producer *producer)
{
	bool worked = false;
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content && producer->has_output)
		worked = get_ready(producer) && fill_ring(producer);
	pthread_mutex_unlock(&producer->lock);
	return worked;
}

static bool is_leaving(struct producer *producer)
{
	pthread_mutex_lock(&producer->lock);
	bool leaving = producer->leaving;
	pthread_mutex_unlock(&producer->lock);
	return leaving;
}

static void *run_producer(void *context)
{
	struct producer *producer = context;
	while (!is_leaving(producer)) {
		struct pollfd ready = {.fd = producer->wake.read_fd, .events = POLLIN};
		poll(&ready, 1, -1);
		wake_clear(&producer->wake);
		while (producer_step(producer))
			;
	}
	return NULL;
}

bool producer_start(struct producer *producer)
{
	producer->has_thread =
		wake_open(&producer->wake) &&
		pthread_create(&producer->thread, NULL, run_producer, producer) == 0;
	return producer->has_thread;
}
