/* Holds down what would be too loud. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/limiter.h"

#define AHEAD_MS 2
#define HOLD_MS 50
#define RISE_MS 200
#define LET_GO_MS 5

void limiter_reset(struct limiter *limiter, int rate_hz)
{
	*limiter = (struct limiter){.gain = 1,
		.target = 1,
		.slow_rise = 1000.0f / (float)(RISE_MS * rate_hz),
		.fast_rise = 1000.0f / (float)(LET_GO_MS * rate_hz),
		.n_hold = rate_hz * HOLD_MS / 1000,
		.n_ahead = rate_hz * AHEAD_MS / 1000};
}

void limiter_see(struct limiter *limiter, int64_t peak, int n_until)
{
	if (peak <= INT16_MAX)
		return;
	float wanted = (float)INT16_MAX / (float)peak;
	float slope = (limiter->gain - wanted) / (float)n_until;
	limiter->hold = n_until + limiter->n_hold;
	limiter->rise = limiter->slow_rise;
	if (wanted < limiter->target)
		limiter->target = wanted;
	if (slope > limiter->slope)
		limiter->slope = slope;
}

void limiter_let_go(struct limiter *limiter)
{
	limiter->hold = 0;
	limiter->rise = limiter->fast_rise;
}

static float higher(float a, float b)
{
	return a > b ? a : b;
}

float limiter_step(struct limiter *limiter)
{
	if (limiter->hold > 0) {
		limiter->hold--;
	} else {
		limiter->target = 1;
		limiter->slope = 0;
	}
	float gain = limiter->gain;
	if (gain > limiter->target)
		limiter->gain = higher(gain - limiter->slope, limiter->target);
	else if (limiter->hold == 0 && gain < 1)
		limiter->gain = gain + limiter->rise < 1 ? gain + limiter->rise : 1;
	return limiter->gain;
}
