/* Waves in dots: how loud each party is over time. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#define FLOOR_DB (-50.0)
#define TOP_DB (-10.0)
#define LOUD_DB (-13.0)   /* where the loud moments of a channel are brought to */
#define MOST_GAIN_DB 24.0 /* more would turn the noise of a silent channel into a wave */
#define LEAST_GAIN_DB (-10.0)

enum { DOT_ROWS = 4 }; /* of a cell */

/* The dots of one half column, from the lowest row up. */
static const uint8_t left_up[DOT_ROWS] = {0x40, 0x04, 0x02, 0x01};
static const uint8_t right_up[DOT_ROWS] = {0x80, 0x20, 0x10, 0x08};

static double find_gain_db(const struct envelope *envelope, int channel)
{
	uint8_t loudness = envelope_loudness(envelope, channel);
	double gain_db = loudness ? LOUD_DB - envelope_db(loudness) : 0;
	return gain_db > MOST_GAIN_DB    ? MOST_GAIN_DB
	       : gain_db < LEAST_GAIN_DB ? LEAST_GAIN_DB
					 : gain_db;
}

struct waves timeline_measure(const struct envelope *envelope, int agent_channel)
{
	struct waves waves = {envelope, envelope->channels < 2 ? 0 : agent_channel, {0}};
	for (int c = 0; c < envelope->channels && c < 2; c++)
		waves.gain_db[c] = find_gain_db(envelope, c);
	return waves;
}

/* How high the wave is in half a column, in dots out of n_max. */
static int count_dots(
	const struct waves *waves, int channel, const struct axis *axis, int half, int n_max)
{
	int64_t from = axis_half_ms(axis, half) / ENVELOPE_HOP_MS;
	int64_t to = axis_half_ms(axis, half + 1) / ENVELOPE_HOP_MS;
	uint8_t level = envelope_max(waves->envelope, channel, from, to > from ? to : from + 1);
	if (level == 0)
		return 0;
	double part =
		(envelope_db(level) + waves->gain_db[channel] - FLOOR_DB) / (TOP_DB - FLOOR_DB);
	int n = part <= 0 ? 0 : (int)(part * n_max + 0.5);
	return n > n_max ? n_max : n;
}

/* A bar of dots that grows from row base, upwards or downwards, over n_rows rows. */
static void draw_bar(struct canvas *canvas, int base, int n_rows, int column, bool up,
	const int n_dots[2], enum style style)
{
	for (int k = 0; k < n_rows; k++) {
		uint8_t dots = 0;
		for (int i = 0; i < DOT_ROWS; i++) {
			int from_base = k * DOT_ROWS + i, place = up ? i : DOT_ROWS - 1 - i;
			if (from_base < n_dots[0])
				dots |= left_up[place];
			if (from_base < n_dots[1])
				dots |= right_up[place];
		}
		canvas_dots(canvas, up ? base - k : base + k, column, dots, style);
	}
}

static void draw_wave(struct canvas *canvas, int base, int n_rows, const struct axis *axis,
	const struct waves *waves, int channel, bool up, enum style style)
{
	int n_max = n_rows * DOT_ROWS;
	for (int i = 0; i < axis->columns; i++) {
		int n_dots[2] = {count_dots(waves, channel, axis, 2 * i, n_max),
			count_dots(waves, channel, axis, 2 * i + 1, n_max)};
		draw_bar(canvas, base, n_rows, axis->column + i, up, n_dots, style);
	}
}

void timeline_draw_detail(struct canvas *canvas, int row, int n_rows, const struct axis *axis,
	const struct waves *waves)
{
	int agent = waves->agent_channel, middle = row + n_rows;
	if (waves->envelope->channels < 2) {
		draw_wave(canvas, row + 2 * n_rows - 1, 2 * n_rows, axis, waves, 0, true,
			STYLE_MIXED);
		return;
	}
	draw_wave(canvas, middle - 1, n_rows, axis, waves, agent, true, STYLE_AGENT);
	draw_wave(canvas, middle, n_rows, axis, waves, !agent, false, STYLE_CUSTOMER);
}

/* The two parties in one cell: two rows of dots each, away from the middle. */
static uint8_t overview_dots(const struct waves *waves, const struct axis *axis, int column)
{
	int agent = waves->agent_channel;
	uint8_t dots = 0;
	for (int side = 0; side < 2; side++) {
		const uint8_t *up = side ? right_up : left_up;
		int n_agent = count_dots(waves, agent, axis, 2 * column + side, 2);
		int n_customer = count_dots(waves, !agent, axis, 2 * column + side, 2);
		for (int i = 0; i < n_agent; i++)
			dots |= up[2 + i];
		for (int i = 0; i < n_customer; i++)
			dots |= up[1 - i];
	}
	return dots;
}

/* Without dots: a letter for who is louder. */
static void draw_letter(struct canvas *canvas, int row, int column, uint8_t dots)
{
	int n_agent = 0, n_customer = 0;
	for (int i = 0; i < 2; i++) {
		n_agent += !!(dots & left_up[2 + i]) + !!(dots & right_up[2 + i]);
		n_customer += !!(dots & left_up[i]) + !!(dots & right_up[i]);
	}
	if (n_agent || n_customer)
		canvas_text(canvas, row, column, 1, STYLE_MIXED, n_agent >= n_customer ? "a" : "c");
}

void timeline_draw_overview(
	struct canvas *canvas, int row, const struct axis *axis, const struct waves *waves)
{
	if (waves->envelope->channels < 2) {
		draw_wave(canvas, row, 1, axis, waves, 0, true, STYLE_MIXED);
		return;
	}
	for (int i = 0; i < axis->columns; i++) {
		uint8_t dots = overview_dots(waves, axis, i);
		if (canvas->graphics == GRAPHICS_ASCII)
			draw_letter(canvas, row, axis->column + i, dots);
		else
			canvas_dots(canvas, row, axis->column + i, dots, STYLE_MIXED);
	}
}
