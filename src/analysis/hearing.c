/* All channels of a call, or of a part of it, heard: frames in, hops out. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/hearing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/listen.h"
#include "base/mem.h"

struct hearing {
	int rate_hz, channels;
	struct listener *listeners[2];
	struct hop *hops[2];
	int64_t n_hops, n_room; /* of each channel */
};

struct hearing *hearing_new(const struct pcm_format *format, int64_t first_hop)
{
	_Static_assert(HEARING_STEP_HOPS % LISTEN_LOOK_HOPS == 0, "parts begin with a look");
	struct hearing *hearing = mem_zalloc(1, sizeof *hearing);
	hearing->rate_hz = format->rate_hz;
	hearing->channels = format->channels;
	hearing_restart(hearing, first_hop);
	return hearing;
}

void hearing_restart(struct hearing *hearing, int64_t first_hop)
{
	hearing->n_hops = 0;
	for (int c = 0; c < hearing->channels; c++) {
		listener_free(hearing->listeners[c]);
		hearing->listeners[c] = listener_new(hearing->rate_hz, first_hop);
	}
}

void hearing_free(struct hearing *hearing)
{
	if (!hearing)
		return;
	for (int c = 0; c < hearing->channels; c++) {
		listener_free(hearing->listeners[c]);
		free(hearing->hops[c]);
	}
	free(hearing);
}

int64_t hearing_first_frame(const struct pcm_format *format, int64_t first_hop)
{
	return listener_first_frame(format->rate_hz, first_hop);
}

int64_t hearing_last_frame(const struct pcm_format *format, int64_t last_hop)
{
	return (last_hop + LISTEN_AFTER_HOPS) * format->rate_hz / 100;
}

void hearing_reserve(struct hearing *hearing, int64_t n_hops)
{
	if (n_hops <= hearing->n_room)
		return;
	hearing->n_room = n_hops;
	for (int c = 0; c < hearing->channels; c++)
		hearing->hops[c] = mem_resize(hearing->hops[c], (size_t)n_hops, sizeof *hearing->hops[c]);
}

/* Takes what the listeners have ready; true if there was something. */
static bool take(struct hearing *hearing)
{
	int n = 0;
	if (hearing->n_hops + LISTEN_LOOK_HOPS > hearing->n_room)
		hearing_reserve(hearing, 2 * hearing->n_room + HEARING_STEP_HOPS);
	for (int c = 0; c < hearing->channels; c++)
		n = listener_take(hearing->listeners[c], hearing->hops[c] + hearing->n_hops);
	hearing->n_hops += n; /* all have heard as much */
	return n > 0;
}

void hearing_push(struct hearing *hearing, const int16_t *frames, int64_t n_frames)
{
	for (int64_t n = 0; n_frames > 0; n_frames -= n, frames += n * hearing->channels) {
		for (int c = 0; c < hearing->channels; c++)
			n = listener_hear(hearing->listeners[c], frames + c, hearing->channels, n_frames);
		take(hearing);
	}
}

void hearing_finish(struct hearing *hearing)
{
	for (int c = 0; c < hearing->channels; c++)
		listener_finish(hearing->listeners[c]);
	while (take(hearing))
		;
}

int64_t hearing_get(const struct hearing *hearing, const struct hop *hops[2])
{
	for (int c = 0; c < 2; c++)
		hops[c] = hearing->hops[c];
	return hearing->n_hops;
}

void hearing_drop(struct hearing *hearing, int64_t n_hops)
{
	hearing->n_hops -= n_hops;
	for (int c = 0; c < hearing->channels && hearing->n_hops > 0; c++)
		memmove(hearing->hops[c], hearing->hops[c] + n_hops,
			(size_t)hearing->n_hops * sizeof *hearing->hops[c]);
}
