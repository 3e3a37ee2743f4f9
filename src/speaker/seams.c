/* Where the sound jumps in the content. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/seams.h"

#include <stddef.h>

static const struct seam *latest(const struct seams *seams)
{
	return &seams->ring[(seams->n_added - 1) % N_SEAMS];
}

static void add(struct seams *seams, struct seam seam)
{
	seams->ring[seams->n_added++ % N_SEAMS] = seam;
}

void seams_reset(struct seams *seams, int64_t frame)
{
	seams->n_added = 0;
	add(seams, (struct seam){.line = frame, .frame = frame});
}

void seams_restart(struct seams *seams, int64_t frame)
{
	struct seam seam = *latest(seams);
	seam.line = seam.frame = frame;
	seams->n_added = 0;
	add(seams, seam);
}

void seams_add(struct seams *seams, int64_t line, int64_t from_frame, int64_t to_frame)
{
	uint32_t number = latest(seams)->number + 1;
	add(seams, (struct seam){line, to_frame, number, from_frame, to_frame});
}

struct place seams_find(const struct seams *seams, int64_t line)
{
	unsigned n = seams->n_added < N_SEAMS ? seams->n_added : N_SEAMS;
	const struct seam *seam = NULL, *next = NULL;
	for (unsigned back = 1; back <= n; back++) {
		next = seam;
		seam = &seams->ring[(seams->n_added - back) % N_SEAMS];
		if (seam->line <= line)
			break;
		if (back == n)
			next = seam;
	}
	return (struct place){.frame = seam->frame + line - seam->line,
		.n_left = next ? next->line - line : INT64_MAX,
		.number = seam->number,
		.from_frame = seam->from_frame,
		.to_frame = seam->to_frame};
}

void seams_cut(struct seams *seams, int64_t line)
{
	uint32_t number = latest(seams)->number;
	while (seams->n_added > 1 && latest(seams)->line > line)
		seams->n_added--;
	if (latest(seams)->number == number)
		return;
	int64_t frame = seams_find(seams, line).frame;
	add(seams, (struct seam){line, frame, number + 1, frame, frame});
}
