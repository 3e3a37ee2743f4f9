/* Keeps the rings full: cache to chain to ring, one small piece at a time under the lock. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/producer.h"

#include <stdlib.h>

#include "base/mem.h"

/* What a ring holds before the callback is sent to it: more than a crossfade, and as much as the
 * player wants to know of ahead. Made within a millisecond or two. */
#define OFFER_MS 200

void producer_init(struct producer *producer, struct mixer *mixer)
{
	*producer = (struct producer){.mixer = mixer, .speed_percent = 100};
	sem_init(&producer->wake, 0, 0);
	pthread_mutex_init(&producer->lock, NULL);
}

static void release_output(struct producer *producer)
{
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
	sem_post(&producer->wake);
	if (producer->has_thread)
		pthread_join(producer->thread, NULL);
	release_output(producer);
	cache_release(&producer->cache);
	pthread_mutex_destroy(&producer->lock);
	sem_destroy(&producer->wake);
}

/* Lock-free; one pending wake is enough. */
void producer_wake(struct producer *producer)
{
	int n_pending = 0;
	sem_getvalue(&producer->wake, &n_pending);
	if (n_pending == 0)
		sem_post(&producer->wake);
}

static void set_target(struct producer *producer, uint32_t epoch, int64_t frame)
{
	producer->epoch = epoch;
	producer->target = frame < producer->n_frames ? frame : producer->n_frames;
	producer->is_new = true;
	producer->is_respeeded = false;
	cache_move(&producer->cache, producer->target);
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

/* The chain begins at start_frame, with a run-up of what is cached before it. */
static void start_chain(struct producer *producer, int64_t start_frame)
{
	int64_t from = start_frame - chain_run_up(&producer->chain, producer->speed_percent);
	if (from < producer->cache.from)
		from = producer->cache.from;
	chain_start(&producer->chain, from, start_frame, producer->speed_percent);
	producer->next_frame = from;
	producer->finished = false;
}

/* If the chain runs out, or has run out, at an end that is none now, it goes back to it. */
void producer_set_length(struct producer *producer, int64_t n_frames)
{
	pthread_mutex_lock(&producer->lock);
	int64_t old_end = producer->n_frames;
	bool ran_out = producer->has_output && !producer->is_new && producer->next_frame >= old_end;
	producer->n_frames = n_frames;
	if (producer->target > n_frames)
		producer->target = n_frames;
	if (ran_out && n_frames > old_end) {
		int64_t next = (chain_next_q8(&producer->chain) + 255) / 256;
		start_chain(producer, next < old_end ? next : old_end);
		atomic_store(&producer->ring->finished, false);
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

void producer_put(
	struct producer *producer, int64_t start_frame, const int16_t *frames, int64_t n_frames)
{
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content)
		cache_put(&producer->cache, cursor_of(producer), start_frame, frames, n_frames);
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

void producer_set_speed(struct producer *producer, int speed_percent)
{
	pthread_mutex_lock(&producer->lock);
	bool changes = producer->speed_percent != speed_percent;
	producer->speed_percent = speed_percent;
	if (changes && producer->has_output && !producer->is_new)
		producer->is_respeeded = true;
	pthread_mutex_unlock(&producer->lock);
	producer_wake(producer);
}

static uint32_t cut_to_u32(int64_t n)
{
	return n < 0 ? 0 : n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

struct producer_need producer_get_need(struct producer *producer)
{
	struct producer_need need = {0};
	pthread_mutex_lock(&producer->lock);
	if (producer->has_content) {
		int64_t cursor = cursor_of(producer);
		int64_t end = cache_window_end(&producer->cache, cursor);
		if (end > producer->n_frames)
			end = producer->n_frames;
		need.want_frame = producer->cache.to;
		need.n_want = cut_to_u32(end - producer->cache.to);
		need.n_ahead = cut_to_u32(producer->cache.to - cursor);
	}
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
	start_chain(producer, producer->target);
	ring_clear(producer->ring, producer->epoch, chain_next_q8(&producer->chain),
		producer->speed_percent, false);
	producer->is_new = false;
	return true;
}

/* From where the callback is now; if it has not come to the latest target yet, from that. */
static bool start_respeeded(struct producer *producer)
{
	struct ring *ring = mixer_take_idle(producer->mixer);
	if (!ring)
		return false;
	struct ring *playing = mixer_get_other(producer->mixer);
	bool joins = playing->epoch == producer->epoch;
	int64_t frame = joins ? ring_position_q8(playing) / 256 : producer->target;
	producer->ring = ring;
	start_chain(producer, frame);
	ring_clear(ring, producer->epoch, chain_next_q8(&producer->chain), producer->speed_percent,
		joins);
	producer->is_respeeded = false;
	return true;
}

/* What is to be filled is ready to be. */
static bool get_ready(struct producer *producer)
{
	if (producer->is_new)
		return start_on_target(producer);
	return !producer->is_respeeded || start_respeeded(producer);
}

static void offer_ring(struct producer *producer)
{
	if (!producer->mixer->handed)
		mixer_offer(producer->mixer);
}

/* What lies beyond the end is the filter running out. */
static void write_ring(struct producer *producer, size_t n_out)
{
	int64_t end_q8 = producer->n_frames * 256;
	while (n_out > 0 && producer->positions_q8[n_out - 1] >= end_q8)
		n_out--;
	int64_t next_q8 = chain_next_q8(&producer->chain);
	if (next_q8 > end_q8)
		next_q8 = end_q8;
	ring_write(producer->ring, producer->frames, producer->positions_q8, n_out, next_q8);
}

/* The next frames of the content, silence after its end; 0 if they have not come. */
static int64_t read_content(struct producer *producer, int16_t *frames)
{
	int64_t n_left = producer->n_frames - producer->next_frame;
	int64_t n_max = (int64_t)chain_max_in(&producer->chain);
	if (n_left > 0)
		return cache_get(&producer->cache, producer->next_frame, frames,
			n_left < n_max ? n_left : n_max);
	return chain_next_q8(&producer->chain) < producer->n_frames * 256 ? n_max : 0;
}

static bool fill_ring(struct producer *producer)
{
	if (producer->finished || ring_space(producer->ring) < chain_max_out(&producer->chain))
		return false;
	int16_t content[2 * CHAIN_STEP] = {0};
	int64_t n_in = read_content(producer, content);
	if (n_in > 0) {
		size_t n_out = chain_feed(&producer->chain, content, (size_t)n_in, producer->frames,
			producer->positions_q8);
		producer->next_frame += n_in;
		write_ring(producer, n_out);
	} else if (producer->next_frame >= producer->n_frames) {
		producer->finished = true;
		atomic_store(&producer->ring->finished, true);
	}
	size_t n_enough = (size_t)producer->chain.out_rate_hz * OFFER_MS / 1000;
	if (n_in == 0 || atomic_load(&producer->ring->n_written) >= n_enough)
		offer_ring(producer);
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
		while (sem_wait(&producer->wake) != 0)
			; /* interrupted */
		while (producer_step(producer))
			;
	}
	return NULL;
}

bool producer_start(struct producer *producer)
{
	producer->has_thread = pthread_create(&producer->thread, NULL, run_producer, producer) == 0;
	return producer->has_thread;
}
