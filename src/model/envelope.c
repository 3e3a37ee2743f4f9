/* How loud each channel is over time, quick to draw at any zoom. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/envelope.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define FAN 4 /* entries of a step under one entry of the next */

static void step_reserve(struct envelope_step *step, int channels, int64_t n)
{
	if (n <= step->n_room)
		return;
	int64_t n_room = step->n_room ? step->n_room : 64;
	while (n_room < n)
		n_room *= 2;
	for (int c = 0; c < channels; c++)
		step->level[c] = mem_resize(step->level[c], (size_t)n_room, 1);
	step->n_room = n_room;
}

static uint8_t max_of(const uint8_t *level, int64_t from, int64_t to)
{
	uint8_t max = 0;
	for (int64_t i = from; i < to; i++)
		if (level[i] > max)
			max = level[i];
	return max;
}

/* Brings step k + 1 up to date where step k has grown from entry from on. */
static void step_refresh(struct envelope *envelope, int k, int64_t from)
{
	struct envelope_step *below = &envelope->steps[k], *above = &envelope->steps[k + 1];
	int64_t n = (below->n + FAN - 1) / FAN;
	step_reserve(above, envelope->channels, n);
	for (int c = 0; c < envelope->channels; c++)
		for (int64_t i = from / FAN; i < n; i++) {
			int64_t end = (i + 1) * FAN < below->n ? (i + 1) * FAN : below->n;
			above->level[c][i] = max_of(below->level[c], i * FAN, end);
		}
	above->n = n;
}

void envelope_add(struct envelope *envelope, const uint8_t *const level[2], int64_t n_hops)
{
	if (n_hops <= 0)
		return;
	struct envelope_step *ground = &envelope->steps[0];
	int64_t from = ground->n;
	step_reserve(ground, envelope->channels, from + n_hops);
	for (int c = 0; c < envelope->channels; c++)
		memcpy(ground->level[c] + from, level[c], (size_t)n_hops);
	ground->n = envelope->n_hops = from + n_hops;
	if (envelope->flat)
		return;
	for (int k = 0; envelope->steps[k].n > 1 && k + 1 < ENVELOPE_MAX_LEVELS; k++, from /= FAN)
		step_refresh(envelope, k, from);
}

uint8_t envelope_max(const struct envelope *envelope, int channel, int64_t from, int64_t to)
{
	if (from < 0)
		from = 0;
	if (to > envelope->n_hops)
		to = envelope->n_hops;
	if (channel < 0 || channel >= envelope->channels || from >= to)
		return 0;
	if (envelope->flat)
		return max_of(envelope->steps[0].level[channel], from, to);
	uint8_t max = 0, part;
	/* Ragged ends are taken from each step, the middle from the step above. */
	for (int k = 0; from < to; k++) {
		const uint8_t *level = envelope->steps[k].level[channel];
		int64_t head = (from + FAN - 1) / FAN * FAN, tail = to / FAN * FAN;
		if (head >= tail) {
			part = max_of(level, from, to);
			return part > max ? part : max;
		}
		part = max_of(level, from, head);
		max = part > max ? part : max;
		part = max_of(level, tail, to);
		max = part > max ? part : max;
		from = head / FAN;
		to = tail / FAN;
	}
	return max;
}

uint8_t envelope_loudness(const struct envelope *envelope, int channel)
{
	const struct envelope_step *step = &envelope->steps[2];
	if (step->n == 0)
		step = &envelope->steps[0];
	if (channel < 0 || channel >= envelope->channels || step->n == 0)
		return 0;
	int64_t count[256] = {0}, n_sounding = 0, seen = 0;
	for (int64_t i = 0; i < step->n; i++)
		count[step->level[channel][i]]++;
	n_sounding = step->n - count[0];
	for (int level = 255; level > 0; level--) {
		seen += count[level];
		if (seen * 20 > n_sounding)
			return (uint8_t)level;
	}
	return 0;
}

void envelope_copy(struct envelope *dst, const struct envelope *src)
{
	if (dst->channels != src->channels)
		envelope_release(dst);
	dst->channels = src->channels;
	dst->flat = src->flat;
	dst->n_hops = src->n_hops;
	for (int k = 0; k < ENVELOPE_MAX_LEVELS; k++) {
		const struct envelope_step *from = &src->steps[k];
		struct envelope_step *to = &dst->steps[k];
		step_reserve(to, src->channels, from->n);
		for (int c = 0; c < src->channels; c++)
			if (from->n)
				memcpy(to->level[c], from->level[c], (size_t)from->n);
		to->n = from->n;
	}
}

void envelope_release(struct envelope *envelope)
{
	for (int k = 0; k < ENVELOPE_MAX_LEVELS; k++)
		for (int c = 0; c < 2; c++)
			free(envelope->steps[k].level[c]);
	*envelope = (struct envelope){.channels = envelope->channels, .flat = envelope->flat};
}
