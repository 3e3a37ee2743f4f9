/* The median of the latest measures. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/median.h"

void median_init(struct median *median, size_t size)
{
	median->size = size;
	median->n_added = 0;
}

void median_add(struct median *median, int64_t value)
{
	median->values[median->n_added++ % median->size] = value;
}

static size_t sort(const struct median *median, int64_t *sorted)
{
	size_t n = median->n_added < median->size ? median->n_added : median->size;
	for (size_t i = 0; i < n; i++) {
		size_t at = i;
		for (; at > 0 && sorted[at - 1] > median->values[i]; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = median->values[i];
	}
	return n;
}

int64_t median_get(const struct median *median)
{
	int64_t sorted[MEDIAN_MAX];
	size_t n = sort(median, sorted);
	return n ? sorted[n / 2] : 0;
}

int64_t median_get_spread(const struct median *median)
{
	int64_t sorted[MEDIAN_MAX];
	size_t n = sort(median, sorted);
	return n ? sorted[n - 1 - n / 4] - sorted[n / 4] : 0;
}
