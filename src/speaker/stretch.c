/* Faster or slower with the pitch kept. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/stretch.h"

#include <sonic.h>
#include <stdlib.h>

#define FEED_PER_SECOND 1000 /* portions: the error of an anchor is at most one */
#define MAX_IN_PER_SECOND 50 /* calls of stretch_feed at least */
#define MAX_IN 256

static int max_period(struct pcm_format format)
{
	return format.rate_hz / SONIC_MIN_PITCH;
}

int64_t stretch_latency(struct pcm_format format)
{
	return 2 * max_period(format);
}

size_t stretch_max_in(struct pcm_format format)
{
	int n = format.rate_hz / MAX_IN_PER_SECOND;
	return (size_t)(n < MAX_IN ? n : MAX_IN);
}

/* At half speed all that is fed and all that was held back comes out twice, and a last piece may
 * be three periods long. */
size_t stretch_max_out(struct pcm_format format)
{
	return 2 * (stretch_max_in(format) + (size_t)stretch_latency(format)) +
	       3 * (size_t)max_period(format);
}

void stretch_release(struct stretch *stretch)
{
	if (stretch->sonic)
		sonicDestroyStream(stretch->sonic);
	*stretch = (struct stretch){0};
}

void stretch_start(
	struct stretch *stretch, struct pcm_format format, int speed_percent, int64_t from_frame)
{
	stretch_release(stretch);
	stretch->sonic = sonicCreateStream(format.rate_hz, format.channels);
	if (!stretch->sonic)
		abort(); /* out of memory */
	sonicSetSpeed(stretch->sonic, (float)speed_percent / 100);
	stretch->format = format;
	stretch->speed_percent = speed_percent;
	stretch->fed_frame = from_frame;
	stretch->anchors[0] = (struct stretch_anchor){0, from_frame};
	stretch->n_anchors = 1;
}

static void add_anchor(struct stretch *stretch, size_t n_portion)
{
	int64_t frame =
		stretch->fed_frame - stretch_latency(stretch->format) - (int64_t)n_portion / 2;
	const struct stretch_anchor *last =
		&stretch->anchors[(stretch->n_anchors - 1) % N_STRETCH_ANCHORS];
	if (frame > last->frame)
		stretch->anchors[stretch->n_anchors++ % N_STRETCH_ANCHORS] =
			(struct stretch_anchor){stretch->n_made, frame};
}

/* sonic takes its input as not const, and leaves it alone. */
static size_t feed_portion(struct stretch *stretch, int16_t *in, size_t n_in, int16_t *out)
{
	int n_room = (int)stretch_max_out(stretch->format);
	if (!sonicWriteShortToStream(stretch->sonic, in, (int)n_in))
		abort(); /* out of memory */
	stretch->fed_frame += (int64_t)n_in;
	int n_out = sonicReadShortFromStream(stretch->sonic, out, n_room);
	if (n_out <= 0)
		return 0;
	add_anchor(stretch, n_in);
	stretch->n_made += n_out;
	return (size_t)n_out;
}

size_t stretch_feed(struct stretch *stretch, const int16_t *in, size_t n_in, int16_t *out)
{
	size_t channels = (size_t)stretch->format.channels, n_out = 0;
	size_t n_portion = (size_t)stretch->format.rate_hz / FEED_PER_SECOND;
	for (size_t i = 0; i < n_in; i += n_portion) {
		size_t n = n_in - i < n_portion ? n_in - i : n_portion;
		n_out += feed_portion(
			stretch, (int16_t *)in + i * channels, n, out + n_out * channels);
	}
	return n_out;
}

/* Between two anchors evenly, after the last at the speed. */
int64_t stretch_position_q8(const struct stretch *stretch, int64_t made_q8)
{
	unsigned n = stretch->n_anchors, n_kept = n < N_STRETCH_ANCHORS ? n : N_STRETCH_ANCHORS;
	const struct stretch_anchor *anchor = NULL, *next = NULL;
	for (unsigned back = 1; back <= n_kept; back++) {
		next = anchor;
		anchor = &stretch->anchors[(n - back) % N_STRETCH_ANCHORS];
		if (anchor->n_made * 256 <= made_q8)
			break;
	}
	int64_t passed_q8 = made_q8 - anchor->n_made * 256;
	if (!next)
		return anchor->frame * 256 + passed_q8 * stretch->speed_percent / 100;
	return anchor->frame * 256 +
	       passed_q8 * (next->frame - anchor->frame) / (next->n_made - anchor->n_made);
}
