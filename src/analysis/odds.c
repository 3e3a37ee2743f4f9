/* What was measured of some seconds of sound, weighed: is it music or speech? */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/odds.h"

#define N_VIEWS 6
#define OFFSET (-0.77f)
#define FARTHEST 3 /* units from the middle; beyond nothing was fitted */

/* A measure counts by how many units it lies off the middle between speech and music. */
static const struct {
	float middle, unit;
} scale[ODDS_N_MEASURES] = {
	[ODDS_STEADY] = {0.25f, 0.15f},
	[ODDS_SPREAD_DB] = {6.0f, 2.0f},
	[ODDS_MOVE_DB] = {4.0f, 1.5f},
	[ODDS_TILT_DB] = {3.0f, 1.5f},
	[ODDS_VOICED] = {0.6f, 0.15f},
	[ODDS_PURE] = {0.5f, 0.15f},
};

/* Fitted: how each view weighs the measures, where it is undecided, and what it counts. */
static const struct {
	float of[ODDS_N_MEASURES];
	float offset, counts;
} views[N_VIEWS] = {
	{{0.68f, 0.25f, -0.85f, -0.85f, 0.25f, -0.18f}, -0.64f, 3.30f},
	{{0.56f, -0.46f, -0.04f, 1.00f, -0.31f, -0.42f}, -0.65f, 2.91f},
	{{0.24f, -0.27f, -0.15f, 0.08f, -1.07f, 0.34f}, 1.14f, 2.53f},
	{{1.01f, 0.49f, -0.47f, 0.55f, 0.16f, -0.39f}, 1.61f, 3.07f},
	{{0.20f, -0.84f, 0.05f, 0.20f, -0.92f, 0.67f}, 0.39f, 2.95f},
	{{1.03f, -0.01f, -0.10f, 0.62f, -0.19f, 0.50f}, 0.29f, 3.00f},
};

static float within(float value, float most)
{
	if (value > most)
		return most;
	return value < -most ? -most : value;
}

float odds_of_music(const float measure[ODDS_N_MEASURES])
{
	float off[ODDS_N_MEASURES], odds = OFFSET;
	for (int i = 0; i < ODDS_N_MEASURES; i++)
		off[i] = within((measure[i] - scale[i].middle) / scale[i].unit, FARTHEST);
	for (int v = 0; v < N_VIEWS; v++) {
		float sum = views[v].offset;
		for (int i = 0; i < ODDS_N_MEASURES; i++)
			sum += views[v].of[i] * off[i];
		odds += views[v].counts * sum / (1 + (sum < 0 ? -sum : sum));
	}
	return odds;
}
