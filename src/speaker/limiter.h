/* Holds down what would be too loud, in time and without a click. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_LIMITER_H
#define SPEAKER_LIMITER_H

#include <stdint.h>

/* It is shown each frame some time before that sounds: until then the gain has come down evenly; it
 * stays for a while and rises slowly. Callback only. */
struct limiter {
	float gain;   /* 1: it does nothing */
	float target; /* it must come down to this */
	float slope;  /* in each frame */
	float rise, slow_rise, fast_rise;
	int hold;     /* frames until it may rise */
	int n_hold;
	int n_ahead;  /* how long before it sounds a frame is to be shown */
};

void limiter_reset(struct limiter *limiter, int rate_hz) __attribute__((nonnull));
/* A frame whose largest sample is that large sounds with the n_until-th step from now on, 1 or
 * more. */
void limiter_see(struct limiter *limiter, int64_t peak, int n_until) __attribute__((nonnull));
/* Nothing will be too loud from here on: it rises within 5 ms. */
void limiter_let_go(struct limiter *limiter) __attribute__((nonnull));
/* The gain of the next frame. */
float limiter_step(struct limiter *limiter) __attribute__((nonnull));

#endif
