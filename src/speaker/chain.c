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

void chain_init(struct chain *chain, struct pcm_format in, int out_rate_hz)
{
	*chain = (struct chain){.in = in, .out_rate_hz = out_rate_hz};
	if (in.rate_hz != out_rate_hz) {
		int code;
		chain->resampler = speex_resampler_init((spx_uint32_t)in.channels,
			(spx_uint32_t)in.rate_hz, (spx_uint32_t)out_rate_hz, QUALITY, &code);
		if (!chain->resampler)
			abort(); /* out of memory: rates and channels are valid */
	}
	chain->made = mem_zalloc(chain_max_out(chain) * (size_t)in.channels, sizeof *chain->made);
}

void chain_release(struct chain *chain)
{
	if (chain->resampler)
		speex_resampler_destroy(chain->resampler);
	free(chain->made);
	*chain = (struct chain){0};
}

int64_t chain_run_up(const struct chain *chain)
{
	if (!chain->resampler)
		return 0;
	return 2 * (int64_t)speex_resampler_get_input_latency(chain->resampler);
}

size_t chain_max_out(const struct chain *chain)
{
	return (size_t)((int64_t)CHAIN_STEP * chain->out_rate_hz / chain->in.rate_hz) + 2;
}

void chain_start(struct chain *chain, int64_t from_frame, int64_t start_frame)
{
	chain->base_frame = from_frame;
	chain->n_made = 0;
	int64_t n_in = start_frame - from_frame;
	chain->n_drop = (n_in * chain->out_rate_hz + chain->in.rate_hz - 1) / chain->in.rate_hz;
	if (chain->resampler) {
		speex_resampler_reset_mem(chain->resampler);
		speex_resampler_skip_zeros(chain->resampler);
	}
}

/* Source position x 256 of the n-th frame that comes out, without rounding errors adding up. */
static int64_t position_q8(const struct chain *chain, int64_t n)
{
	int64_t seconds = n / chain->out_rate_hz, rest = n % chain->out_rate_hz;
	return (chain->base_frame + seconds * chain->in.rate_hz) * 256 +
	       rest * chain->in.rate_hz * 256 / chain->out_rate_hz;
}

int64_t chain_next_q8(const struct chain *chain)
{
	return position_q8(chain, chain->n_made > chain->n_drop ? chain->n_made : chain->n_drop);
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
	size_t n_made = resample(chain, in, n_in), n_kept = 0;
	size_t channels = (size_t)chain->in.channels;
	for (size_t i = 0; i < n_made; i++, chain->n_made++) {
		if (chain->n_made < chain->n_drop)
			continue;
		memcpy(frames + n_kept * channels, chain->made + i * channels,
			channels * sizeof *frames);
		positions_q8[n_kept++] = position_q8(chain, chain->n_made);
	}
	return n_kept;
}
