/* Hops in less than half the memory, for those that wait. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/packed.h"

#include "analysis/level.h"

#define CHUNK_HOPS (LEVELS_MOST / PACKED_HOPS * PACKED_HOPS)

void packed_put(struct packed *packed, const struct hop *hops, int64_t n_hops)
{
	for (int64_t i = 0; i < n_hops; i++) {
		struct packed *to = &packed[i / PACKED_HOPS];
		to->power[i % PACKED_HOPS] = hops[i].power;
		to->edge_power[i % PACKED_HOPS] = hops[i].edge_power;
		to->view = hops[i].view;
	}
}

static void get_chunk(const struct packed *packed, struct hop *hops, int n_hops)
{
	struct levels levels = {0};
	for (int i = 0; i < n_hops; i++) {
		levels.rms_power[i] = packed[i / PACKED_HOPS].power[i % PACKED_HOPS];
		levels.edge_power[i] = packed[i / PACKED_HOPS].edge_power[i % PACKED_HOPS];
	}
	level_tell(&levels, 0, n_hops);
	for (int i = 0; i < n_hops; i++)
		hops[i] = (struct hop){.level_db = levels.rms_db[i], .edge_db = levels.edge_db[i],
			.power = levels.rms_power[i], .edge_power = levels.edge_power[i],
			.view = packed[i / PACKED_HOPS].view};
}

void packed_get(const struct packed *packed, struct hop *hops, int64_t n_hops)
{
	for (int64_t done = 0; done < n_hops; done += CHUNK_HOPS) {
		int64_t n = n_hops - done < CHUNK_HOPS ? n_hops - done : CHUNK_HOPS;
		get_chunk(packed + done / PACKED_HOPS, hops + done, (int)n);
	}
}
