/* From the content's frames to the device's. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/chain.h"

#include <speex/speex_resampler.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Flat to 3.4 kHz from 8 to 48 kHz, images below -107 dB. */
#define QUALITY 5

/* Frames of the device's rate that n of the content's rate become at most. */
static size_t resampled(const struct chain *chain, size_t n)
{
	return (size_t)((int64_t)n * chain->out_rate_hz / chain->in.rate_hz) + 2;
}

static size_t max_of(size_t a, size_t b)
{
	return a > b ? a : b;
}

void chain_init(struct chain *chain, struct pcm_format in, int out_rate_hz)
{
	*chain = (struct chain){.in = in, .out_rate_hz = out_rate_hz, .speed_percent = 100};
	if (in.rate_hz != out_rate_hz) {
		int code;
		chain->resampler = speex_resampler_init((spx_uint32_t)in.channels,
			(spx_uint32_t)in.rate_hz, (spx_uint32_t)out_rate_hz, QUALITY, &code);
		if (!chain->resampler)
			abort(); /* out of memory: rates and channels are valid */
	}
	size_t channels = (size_t)in.channels;
	chain->stretched = mem_zalloc(stretch_max_out(in) * channels, sizeof *chain->stretched);
	chain->made = mem_zalloc(chain_room(chain) * channels, sizeof *chain->made);
}

void chain_release(struct chain *chain)
{
	if (chain->resampler)
		speex_resampler_destroy(chain->resampler);
	stretch_release(&chain->stretch);
	size_t n_bytes = (size_t)chain->in.channels * sizeof *chain->made;
	if (chain->made) {
		mem_wipe(chain->stretched, stretch_max_out(chain->in) * n_bytes);
		mem_wipe(chain->made, chain_room(chain) * n_bytes);
	}
	free(chain->stretched);
	free(chain->made);
	*chain = (struct chain){0};
}

static bool stretches(const struct chain *chain)
{
	return chain->speed_percent != 100;
}

int64_t chain_run_up(const struct chain *chain, int speed_percent)
{
	int64_t n = 0;
	if (chain->resampler)
		n = 2 * (int64_t)speex_resampler_get_input_latency(chain->resampler);
	if (speed_percent == 100)
		return n;
	return n * speed_percent / 100 + stretch_latency(chain->in);
}

size_t chain_max_in(const struct chain *chain)
{
	return stretches(chain) ? stretch_max_in(chain->in) : CHAIN_STEP;
}

size_t chain_max_out(const struct chain *chain)
{
	return resampled(chain, stretches(chain) ? stretch_max_out(chain->in) : CHAIN_STEP);
}

size_t chain_room(const struct chain *chain)
{
	return resampled(chain, max_of(stretch_max_out(chain->in), CHAIN_STEP));
}

void chain_start(struct chain *chain, int64_t from_frame, int64_t start_frame, int speed_percent)
{
	chain->speed_percent = speed_percent;
	chain->base_frame = from_frame;
	chain->n_made = 0;
	chain->is_there = false;
	chain->start_q8 = chain->latest_q8 = start_frame * 256;
	if (stretches(chain))
		stretch_start(&chain->stretch, chain->in, speed_percent, from_frame);
	if (chain->resampler) {
		speex_resampler_reset_mem(chain->resampler);
		speex_resampler_skip_zeros(chain->resampler);
	}
}

/* Source position x 256 of the n-th frame that comes out, without rounding errors adding up. */
static int64_t position_q8(const struct chain *chain, int64_t n)
{
	int64_t seconds = n / chain->out_rate_hz, rest = n % chain->out_rate_hz;
	int64_t n_q8 = seconds * chain->in.rate_hz * 256 +
		       rest * chain->in.rate_hz * 256 / chain->out_rate_hz;
	if (stretches(chain))
		return stretch_position_q8(&chain->stretch, n_q8);
	return chain->base_frame * 256 + n_q8;
}

int64_t chain_next_q8(const struct chain *chain)
{
	int64_t next_q8 = position_q8(chain, chain->n_made);
	return next_q8 > chain->latest_q8 ? next_q8 : chain->latest_q8;
}

static size_t resample(struct chain *chain, const int16_t *in, size_t n_in)
{
	spx_uint32_t n_taken = (spx_uint32_t)n_in, n_out = (spx_uint32_t)chain_max_out(chain);
	if (!chain->resampler) {
		memcpy(chain->made, in, n_in * (size_t)chain->in.channels * sizeof *in);
		return n_in;
	}
	speex_resampler_process_interleaved_int(
		chain->resampler, in, &n_taken, chain->made, &n_out);
	return n_out;
}

size_t chain_feed(
	struct chain *chain, const int16_t *in, size_t n_in, int16_t *frames, int64_t *positions_q8)
{
	size_t n_kept = 0, channels = (size_t)chain->in.channels;
	if (stretches(chain)) {
		n_in = stretch_feed(&chain->stretch, in, n_in, chain->stretched);
		in = chain->stretched;
	}
	size_t n_made = resample(chain, in, n_in);
	for (size_t i = 0; i < n_made; i++, chain->n_made++) {
		int64_t at_q8 = position_q8(chain, chain->n_made);
		/* Places waver: what comes behind the first one belongs to it. */
		chain->is_there = chain->is_there || at_q8 >= chain->start_q8;
		if (!chain->is_there)
			continue;
		if (at_q8 > chain->latest_q8)
			chain->latest_q8 = at_q8;
		memcpy(frames + n_kept * channels, chain->made + i * channels,
			channels * sizeof *frames);
		positions_q8[n_kept++] = chain->latest_q8;
	}
	return n_kept;
}
