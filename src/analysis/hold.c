/* What fills a gap: silence, a hold and of what sort, or the tones of the exchange. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/hold.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/tones.h"

static bool is_within(const struct span *span, int64_t start, int64_t end)
{
	return span->start >= start && span->end <= end;
}

static bool is_ring(const struct span *tone)
{
	int64_t n_hops = tone->end - tone->start;
	return tone->tone_hz >= HOLD_RING_LOW_HZ && tone->tone_hz <= HOLD_RING_HIGH_HZ &&
		n_hops >= HOLD_RING_MIN_HOPS && n_hops <= HOLD_RING_MAX_HOPS;
}

static bool is_busy_beat(const struct span *tone)
{
	int64_t n_hops = tone->end - tone->start;
	return tone->tone_hz >= HOLD_RING_LOW_HZ && tone->tone_hz <= HOLD_BUSY_HIGH_HZ &&
		n_hops >= HOLD_BUSY_MIN_HOPS && n_hops <= HOLD_BUSY_MAX_HOPS;
}

/* Beats as long as the pauses between them, or the other way round within a third. */
static struct signal busy_signal(const struct spans *tones, int64_t start, int64_t end)
{
	struct signal signal = {.subtype = SUBTYPE_NONE};
	int n_beats = 0;
	for (size_t i = 0; i < tones->n; i++) {
		const struct span *tone = &tones->items[i];
		if (!is_within(tone, start, end) || !is_busy_beat(tone))
			continue;
		int64_t pause = tone->start - signal.end, length = tone->end - tone->start;
		if (n_beats == 0 || 2 * pause < length || pause > 2 * length) {
			if (n_beats >= HOLD_BUSY_BEATS)
				break;
			signal.start = tone->start;
			n_beats = 0;
		}
		signal.end = tone->end;
		n_beats++;
	}
	if (n_beats >= HOLD_BUSY_BEATS)
		signal.subtype = SUBTYPE_BUSY;
	return signal;
}

/* Whether the tone is one half of a double ring: alone it is a beep. */
static bool has_twin(const struct spans *tones, size_t i)
{
	const struct span *tone = &tones->items[i];
	bool before = i > 0 && is_ring(tone - 1) && tone->start - tone[-1].end <= HOLD_DOUBLE_HOPS;
	return before || (i + 1 < tones->n && is_ring(tone + 1) &&
		tone[1].start - tone->end <= HOLD_DOUBLE_HOPS);
}

static struct signal ring_signal(const struct spans *tones, int64_t start, int64_t end)
{
	struct signal signal = {.subtype = SUBTYPE_NONE};
	for (size_t i = 0; i < tones->n; i++) {
		const struct span *tone = &tones->items[i];
		if (!is_within(tone, start, end) || !is_ring(tone))
			continue;
		if (tone->end - tone->start < HOLD_RING_SINGLE_HOPS && !has_twin(tones, i))
			continue;
		if (signal.n_rings > 0 && tone->start - signal.end > HOLD_RING_PAUSE_HOPS)
			break;
		if (signal.n_rings == 0)
			signal.start = tone->start;
		if (signal.n_rings == 0 || tone->start - signal.end > HOLD_DOUBLE_HOPS)
			signal.n_rings++;
		signal.end = tone->end;
		signal.subtype = SUBTYPE_RINGBACK;
	}
	return signal;
}

static bool is_fax_call(const struct span *tone)
{
	int64_t n_hops = tone->end - tone->start;
	return fabsf(tone->tone_hz - HOLD_FAX_CALL_HZ) <= HOLD_FAX_CALL_OFF_HZ &&
		n_hops >= HOLD_FAX_CALL_MIN_HOPS && n_hops <= HOLD_FAX_CALL_MAX_HOPS;
}

static bool is_fax_answer(const struct span *tone)
{
	int64_t n_hops = tone->end - tone->start;
	return fabsf(tone->tone_hz - HOLD_FAX_ANSWER_HZ) <= HOLD_FAX_ANSWER_OFF_HZ &&
		n_hops >= HOLD_FAX_ANSWER_MIN_HOPS && n_hops <= HOLD_FAX_ANSWER_MAX_HOPS;
}

static struct signal fax_signal(const struct spans *tones, int64_t start, int64_t end)
{
	struct signal signal = {.subtype = SUBTYPE_NONE};
	int64_t last_start = 0;
	int n_calls = 0;
	for (size_t i = 0; i < tones->n; i++) {
		const struct span *tone = &tones->items[i];
		if (!is_within(tone, start, end))
			continue;
		if (is_fax_answer(tone) && n_calls < HOLD_FAX_CALLS)
			return (struct signal){.start = tone->start, .end = tone->end, .subtype = SUBTYPE_FAX};
		if (!is_fax_call(tone))
			continue;
		int64_t period = tone->start - last_start;
		if (n_calls == 0 || period < HOLD_FAX_PERIOD_MIN_HOPS || period > HOLD_FAX_PERIOD_MAX_HOPS) {
			if (n_calls >= HOLD_FAX_CALLS)
				break;
			signal.start = tone->start;
			n_calls = 0;
		}
		last_start = tone->start;
		signal.end = tone->end;
		n_calls++;
	}
	if (n_calls >= HOLD_FAX_CALLS)
		signal.subtype = SUBTYPE_FAX;
	return signal;
}

struct signal hold_signal(const struct spans *tones, int64_t start, int64_t end)
{
	struct signal busy = busy_signal(tones, start, end), fax = fax_signal(tones, start, end);
	struct signal first = busy.subtype == SUBTYPE_BUSY ? busy : ring_signal(tones, start, end);
	if (fax.subtype == SUBTYPE_FAX && (first.subtype == SUBTYPE_NONE || fax.start < first.start))
		return fax;
	return first;
}

struct signal hold_keys(const struct spans *tones, int64_t start, int64_t end)
{
	struct signal signal = {.start = start, .end = start, .subtype = SUBTYPE_NONE};
	bool any = false;
	for (size_t i = 0; i < tones->n; i++) {
		const struct span *tone = &tones->items[i];
		if (!is_within(tone, start, end) || !tones_key(tone->pair_hz))
			continue;
		if (!any || tone->start - signal.end > HOLD_KEYS_PAUSE_HOPS) {
			if (signal.end - signal.start >= HOLD_KEYS_MIN_HOPS)
				break;
			signal.start = tone->start;
		}
		signal.end = tone->end;
		any = true;
	}
	if (signal.end - signal.start >= HOLD_KEYS_MIN_HOPS)
		signal.subtype = SUBTYPE_DTMF;
	return signal;
}

/* The next tone of the same frequency that may be a beep, from index i on; n if there is none. */
static size_t next_beep(const struct spans *tones, size_t i, int64_t end, float hz)
{
	for (; i < tones->n; i++) {
		const struct span *tone = &tones->items[i];
		if (tone->end <= end && tone->end - tone->start <= HOLD_BEEP_MAX_HOPS &&
			fabsf(tone->tone_hz - hz) < HOLD_SAME_HZ)
			return i;
	}
	return tones->n;
}

/* How many beeps follow one another at an even pace, beginning with the i-th tone. */
static int count_beeps(const struct spans *tones, size_t i, int64_t end)
{
	float hz = tones->items[i].tone_hz;
	int64_t period = 0;
	int n = 1;
	for (size_t k; (k = next_beep(tones, i + 1, end, hz)) < tones->n; i = k, n++) {
		int64_t step = tones->items[k].start - tones->items[i].start;
		if (step < HOLD_BEEP_PERIOD_HOPS)
			return 1;
		if (period && llabs(step - period) > llround(HOLD_BEEP_EVEN * (double)period))
			return n;
		period = step;
	}
	return n;
}

bool hold_beeps(const struct spans *tones, int64_t start, int64_t end)
{
	for (size_t i = 0; i < tones->n; i++) {
		const struct span *tone = &tones->items[i];
		if (!is_within(tone, start, end) || tone->end - tone->start > HOLD_BEEP_MAX_HOPS)
			continue;
		if (count_beeps(tones, i, end) >= 2)
			return true;
	}
	return false;
}
