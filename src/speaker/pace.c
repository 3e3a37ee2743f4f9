/* When a frame is heard, from what the device's calls say. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/pace.h"

#include <stddef.h>

void pace_reset(struct pace *pace)
{
	pace->n_added = 0;
}

/* The second earliest; while there are few, the earliest. */
static int64_t early_offset(const struct pace *pace)
{
	size_t n = pace->n_added < N_PACE ? pace->n_added : N_PACE;
	int64_t first = INT64_MAX, second = INT64_MAX;
	for (size_t i = 0; i < n; i++) {
		int64_t offset_ns = pace->offsets_ns[i];
		if (offset_ns < first) {
			second = first;
			first = offset_ns;
		} else if (offset_ns < second) {
			second = offset_ns;
		}
	}
	return n == N_PACE ? second : first;
}

int64_t pace_add(struct pace *pace, int64_t n, int rate_hz, int64_t heard_ns)
{
	int64_t n_ns = n / rate_hz * 1000000000 + n % rate_hz * 1000000000 / rate_hz;
	pace->offsets_ns[pace->n_added++ % N_PACE] = heard_ns - n_ns;
	return early_offset(pace) + n_ns;
}
