/* Which frame is heard at a moment. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/timeline.h"

void timeline_reset(struct timeline *timeline, int64_t start_frame)
{
	timeline->start_frame = start_frame;
	timeline->n_added = 0;
}

void timeline_add(struct timeline *timeline, const struct note *note)
{
	timeline->runs[timeline->n_added++ % N_TIMELINE_RUNS] = *note;
}

static int64_t frame_in(const struct note *run, int64_t now_ns, int out_rate_hz, int in_rate_hz)
{
	int64_t passed_ns = now_ns - run->at_ns;
	int64_t n_ns = run->n_out * 1000000000 / out_rate_hz;
	if (passed_ns > n_ns)
		passed_ns = n_ns;
	return run->frame_q8 / 256 + passed_ns * in_rate_hz / 1000000000 * run->speed_percent / 100;
}

int64_t timeline_at(
	const struct timeline *timeline, int64_t now_ns, int out_rate_hz, int in_rate_hz)
{
	unsigned n = timeline->n_added < N_TIMELINE_RUNS ? timeline->n_added : N_TIMELINE_RUNS;
	for (unsigned back = 1; back <= n; back++) {
		const struct note *run =
			&timeline->runs[(timeline->n_added - back) % N_TIMELINE_RUNS];
		if (run->at_ns <= now_ns)
			return frame_in(run, now_ns, out_rate_hz, in_rate_hz);
	}
	return timeline->start_frame;
}
