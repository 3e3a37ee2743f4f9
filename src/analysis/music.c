/* How much like music one channel sounds over some seconds. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc vectorises the sums from here on */
#endif
#include "config.h"
#include "analysis/music.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "analysis/lanes.h"
#include "analysis/level.h"
#include "analysis/odds.h"
#include "model/envelope.h"

static int whole_of(float value, float unit)
{
	const int lift = 16384; /* so that nothing is negative */
	return (int)(value * unit + ((float)lift + 0.5f)) - lift;
}

/* Of 0 and more. */
static int16_t part_of(float value)
{
	return (int16_t)(value * MUSIC_ONE + 0.5f);
}

static void store(struct music_memory *memory, int at, const struct hop *hop)
{
	float tilt_db = hop->edge_db - hop->level_db, steady = hop->view.steady;
	tilt_db = tilt_db < -MUSIC_TILT_CUT_DB ? -MUSIC_TILT_CUT_DB : tilt_db;
	tilt_db = tilt_db > MUSIC_TILT_CUT_DB ? MUSIC_TILT_CUT_DB : tilt_db;
	memory->byte[at] = envelope_byte(hop->level_db);
	memory->level[at] = (int16_t)whole_of(hop->level_db, MUSIC_DB);
	memory->tilt[at] = (int16_t)whole_of(tilt_db, MUSIC_DB);
	memory->steady[at] = part_of(steady > 0 ? steady : 0);
	memory->voicing[at] = part_of(hop->view.voicing);
	memory->purity[at] = part_of(hop->view.purity);
	memory->is_level[at] = memory->n_none == 0 || memory->n_none > MUSIC_HOLE_HOPS ? -1 : 0;
}

static void copy(struct music_memory *memory, int to, int from)
{
	memory->byte[to] = memory->byte[from];
	memory->level[to] = memory->level[from];
	memory->tilt[to] = memory->tilt[from];
	memory->steady[to] = memory->steady[from];
	memory->voicing[to] = memory->voicing[from];
	memory->purity[to] = memory->purity[from];
	memory->is_level[to] = memory->is_level[from];
}

void music_hear(struct music_memory *memory, const struct hop *hop)
{
	int at = (int)(memory->n_hops++ & (MUSIC_RING_HOPS - 1));
	memory->n_none = hop->level_db > LEVEL_NONE_DB ? 0 : memory->n_none + 1;
	store(memory, at, hop);
	if (at < MUSIC_WINDOW_HOPS)
		copy(memory, MUSIC_RING_HOPS + at, at);
}

/* A window of it, and the level under which a hop is a dip. */
struct window {
	const uint8_t *byte;
	const int16_t *level, *tilt, *steady, *voicing, *purity, *is_level;
	int n;
	int high; /* the level that a tenth of the hops exceed */
	int limit;
};

static struct window window_of(const struct music_memory *memory, int64_t from, int64_t to)
{
	int at = (int)(from & (MUSIC_RING_HOPS - 1));
	return (struct window){
		.byte = memory->byte + at,
		.level = memory->level + at,
		.tilt = memory->tilt + at,
		.steady = memory->steady + at,
		.voicing = memory->voicing + at,
		.purity = memory->purity + at,
		.is_level = memory->is_level + at,
		.n = (int)(to - from),
	};
}

typedef uint8_t bytes_of_16 __attribute__((vector_size(16)));
typedef uint8_t bytes_of_32 __attribute__((vector_size(32)));

/* How many levels are `least` or more. */
LANES_BODY int count_from(const struct window *window, uint8_t least, bool wide)
{
	_Static_assert(MUSIC_WINDOW_HOPS / 16 <= 255, "a byte counts a column");
	bytes_of_32 count_32 = {0}, of_32;
	bytes_of_16 count_16 = {0}, of_16;
	int n = 0, i = 0;
	for (; wide && i + 32 <= window->n; i += 32) {
		memcpy(&of_32, window->byte + i, sizeof of_32);
		count_32 -= (bytes_of_32)(of_32 >= least);
	}
	for (; i + 16 <= window->n; i += 16) {
		memcpy(&of_16, window->byte + i, sizeof of_16);
		count_16 -= (bytes_of_16)(of_16 >= least);
	}
	for (int k = 0; k < 32 && wide; k++)
		n += count_32[k];
	for (int k = 0; k < 16; k++)
		n += count_16[k];
	for (; i < window->n; i++)
		n += window->byte[i] >= least;
	return n;
}

/* The highest level which so many hops reach; 0 is reached by all. */
LANES_BODY uint8_t level_reached_by(const struct window *window, int n_hops, bool wide)
{
	int level = 0;
	for (int step = 128; step > 0; step /= 2)
		if (count_from(window, (uint8_t)(level + step), wide) >= n_hops)
			level += step;
	return (uint8_t)level;
}

/* Whether the softest hops are hum: nearly all of it is low. */
LANES_BODY bool has_hum(const struct window *window, float low_db)
{
	const int16_t *restrict level = window->level, *restrict tilts = window->tilt;
	const int16_t most = (int16_t)whole_of(low_db + MUSIC_ABOVE_DB, MUSIC_DB);
	const int16_t none = (int16_t)(LEVEL_NONE_DB * MUSIC_DB);
	int32_t tilt = 0, n = 0;
	for (int i = 0; i < window->n; i++) {
		int16_t is_soft = (int16_t)(-(level[i] <= most) & -(level[i] > none));
		tilt -= tilts[i] * is_soft;
		n += is_soft * is_soft;
	}
	return n > 0 && (float)tilt < MUSIC_HUM_BED_DB * MUSIC_DB * (float)n;
}

LANES_BODY void find_limit(struct window *window, float floor_db, bool wide)
{
	int tenth = window->n / 10 + 1;
	float high_db = (float)envelope_db(level_reached_by(window, tenth, wide));
	float low_db = (float)envelope_db(level_reached_by(window, window->n - tenth + 1, wide));
	float limit_db = high_db - MUSIC_LOUD_DB, most_db = floor_db + MUSIC_ABOVE_DB;
	limit_db = most_db > limit_db ? most_db : limit_db;
	most_db = low_db + MUSIC_HUM_ABOVE_DB;
	if (most_db > limit_db && has_hum(window, low_db))
		limit_db = most_db;
	window->high = whole_of(high_db, MUSIC_DB);
	window->limit = whole_of(limit_db, MUSIC_DB);
}

/* Mean change of the level over MUSIC_MOVE_HOPS. Digital silence is a hole. */
LANES_BODY float level_move_db(const struct window *window)
{
	const int16_t *restrict level = window->level, *restrict later = window->level + MUSIC_MOVE_HOPS;
	const int16_t none = (int16_t)(LEVEL_NONE_DB * MUSIC_DB);
	int32_t sum = 0, n = 1;
	for (int i = 0; i < window->n - MUSIC_MOVE_HOPS; i++) {
		int16_t move = (int16_t)(later[i] - level[i]);
		int16_t size = (int16_t)(move < 0 ? -move : move);
		int16_t is_move = (int16_t)(-(level[i] > none) & -(later[i] > none));
		sum -= size * is_move;
		n += is_move * is_move;
	}
	return (float)sum / (MUSIC_DB * (float)n);
}

/* Of values, in some unit. */
struct moments {
	int32_t n, sum, square;
};

static float mean(const struct moments *moments, float unit)
{
	return moments->n > 0 ? (float)moments->sum / ((float)moments->n * unit) : 0;
}

static float spread(const struct moments *moments, float unit)
{
	if (moments->n == 0)
		return 0;
	double middle = (double)moments->sum / moments->n;
	double square = (double)moments->square / moments->n - middle * middle;
	return square > 0 ? sqrtf((float)square) / unit : 0;
}

/* Levels above that of a dip which counts; a hop that is a dip has that. */
LANES_BODY struct moments hear_level(const struct window *window)
{
	const int16_t *restrict level = window->level, *restrict is_level = window->is_level;
	const int16_t least = (int16_t)(window->high - (int)MUSIC_LOUD_DB * MUSIC_DB);
	const int16_t limit = (int16_t)window->limit;
	int32_t n = 0, sum = 0, square = 0;
	for (int i = 0; i < window->n; i++) {
		int16_t above = (int16_t)((int16_t)(level[i] - least) & -(level[i] > limit) & is_level[i]);
		n += is_level[i] * is_level[i];
		sum -= above * is_level[i];
		square += above * above;
	}
	return (struct moments){n, sum, square};
}

/* What its loud hops are made of. */
struct heard {
	struct moments steady, voicing, purity, tilt;
};

LANES_BODY void hear(const struct window *window, struct heard *heard)
{
	const int16_t *restrict level = window->level, *restrict tilts = window->tilt;
	const int16_t *restrict steady = window->steady, *restrict voicing = window->voicing;
	const int16_t *restrict purity = window->purity;
	const int16_t limit = (int16_t)window->limit, pure = (int16_t)(MUSIC_PURE * MUSIC_ONE);
	int32_t n = 0, steady_sum = 0, voicing_sum = 0, purity_sum = 0, tilt_sum = 0, square = 0;
	for (int i = 0; i < window->n; i++) {
		int16_t is_loud = (int16_t)(-(level[i] > limit) & -(purity[i] < pure));
		int16_t tilt = (int16_t)(tilts[i] & is_loud);
		n += is_loud * is_loud;
		steady_sum -= steady[i] * is_loud;
		voicing_sum -= voicing[i] * is_loud;
		purity_sum -= purity[i] * is_loud;
		tilt_sum -= tilt * is_loud;
		square += tilt * tilt;
	}
	heard->steady = (struct moments){.n = n, .sum = steady_sum};
	heard->voicing = (struct moments){.n = n, .sum = voicing_sum};
	heard->purity = (struct moments){.n = n, .sum = purity_sum};
	heard->tilt = (struct moments){n, tilt_sum, square};
}

LANES_BODY float likeness(struct window *window, float floor_db, bool wide)
{
	struct heard heard;
	find_limit(window, floor_db, wide);
	hear(window, &heard);
	if (heard.steady.n < MUSIC_MIN_HOPS || mean(&heard.tilt, MUSIC_DB) < MUSIC_HUM_DB)
		return MUSIC_NONE;
	struct moments level = hear_level(window);
	const float measure[ODDS_N_MEASURES] = {
		[ODDS_STEADY] = mean(&heard.steady, MUSIC_ONE),
		[ODDS_SPREAD_DB] = spread(&level, MUSIC_DB),
		[ODDS_MOVE_DB] = level_move_db(window),
		[ODDS_TILT_DB] = spread(&heard.tilt, MUSIC_DB),
		[ODDS_VOICED] = mean(&heard.voicing, MUSIC_ONE),
		[ODDS_PURE] = mean(&heard.purity, MUSIC_ONE),
	};
	return odds_of_music(measure);
}

LANES_AVX2 static float likeness_wide(struct window *window, float floor_db)
{
	return likeness(window, floor_db, true);
}

float music_likeness(const struct music_memory *memory, int64_t from, int64_t to, float floor_db)
{
	struct window window = window_of(memory, from, to);
	return LANES_WIDE() ? likeness_wide(&window, floor_db) : likeness(&window, floor_db, false);
}
