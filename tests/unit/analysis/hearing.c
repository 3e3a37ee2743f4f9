/* What the analysis makes of a sound, for its tests. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "hearing.h"

#include <math.h>
#include <stdlib.h>

#include "testing.h"

#define SLIP_MS 30

struct analysis *hear_with(struct sound *sound, const struct analysis_options *options)
{
	struct pcm_format format = {sound->rate_hz, sound->channels};
	int16_t *frames = sound_frames(sound);
	struct analysis *analysis = analysis_new(&format, options);
	analysis_push(analysis, frames, sound->n_frames);
	analysis_finish(analysis);
	free(frames);
	sound_free(sound);
	return analysis;
}

struct analysis *hear(struct sound *sound)
{
	return hear_with(sound, &analysis_options_default);
}

const struct event *nth_event(const struct analysis *analysis, enum event_kind kind, int n,
	int64_t min_ms)
{
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events);
	for (size_t i = 0; i < n_events; i++)
		if (events[i].kind == kind && events[i].end_ms - events[i].start_ms >= min_ms && n-- == 0)
			return &events[i];
	return NULL;
}

int count_events(const struct analysis *analysis, enum event_kind kind, int64_t min_ms)
{
	int n = 0;
	while (nth_event(analysis, kind, n, min_ms))
		n++;
	return n;
}

static const struct event *nth_gap(const struct analysis *analysis, int n)
{
	size_t n_events;
	const struct event *events = analysis_get_events(analysis, &n_events);
	for (size_t i = 0; i < n_events; i++)
		if (event_is_gap(&events[i]) && events[i].end_ms - events[i].start_ms >= 1000 && n-- == 0)
			return &events[i];
	return NULL;
}

void assert_gap(const struct analysis *analysis, int n, enum event_kind kind, double start, double end)
{
	const struct event *gap = nth_gap(analysis, n);
	if (!gap)
		fail_msg("gap %d of %.2f..%.2f s is not there", n, start, end);
	if (gap->kind != kind || llabs(gap->start_ms - llround(start * 1000)) > SLIP_MS ||
		llabs(gap->end_ms - llround(end * 1000)) > SLIP_MS)
		fail_msg("gap %d is %s %s %.2f..%.2f s and not %s %.2f..%.2f s", n,
			event_kind_word(gap->kind), event_subtype_word(gap->subtype),
			(double)gap->start_ms / 1000, (double)gap->end_ms / 1000, event_kind_word(kind), start, end);
}

void assert_n_gaps(const struct analysis *analysis, int n)
{
	if (nth_gap(analysis, n))
		fail_msg("there is a gap too many, at %.2f s", (double)nth_gap(analysis, n)->start_ms / 1000);
	if (n > 0 && !nth_gap(analysis, n - 1))
		fail_msg("there are fewer than %d gaps", n);
}
