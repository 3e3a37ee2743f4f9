/* What was heard of one channel, hop by hop, as far back as the stages look. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/ear.h"

#include <stdlib.h>

#include "base/mem.h"

struct ear *ear_new(void)
{
	struct ear *ear = mem_zalloc(1, sizeof *ear);
	ear->hops = mem_zalloc(EAR_MEMORY_HOPS, sizeof *ear->hops);
	return ear;
}

void ear_free(struct ear *ear)
{
	if (!ear)
		return;
	free(ear->hops);
	free(ear);
}

void ear_hear(struct ear *ear, const struct hop *hops, int n_hops)
{
	for (int i = 0; i < n_hops; i++)
		ear->hops[ear->n_ready++ & (EAR_MEMORY_HOPS - 1)] = hops[i];
}
