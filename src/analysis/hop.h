/* What is known of a hop of 10 ms of one channel. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_HOP_H
#define ANALYSIS_HOP_H

#include "analysis/voice.h"

/* Hop i starts at frame floor(i * rate / 100). */
struct hop {
	float level_db;   /* RMS with DC removed; level.h */
	float edge_db;    /* RMS of the difference: hardly hears hum */
	float power;      /* of level_db and edge_db, before the logarithm */
	float edge_power;
	struct voice_view view; /* of three hops */
};

#endif
