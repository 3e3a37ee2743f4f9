/* Waves in dots: how loud each party is over time. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#define FLOOR_DB (-50.0)
#define TOP_DB (-10.0)
#define LOUD_DB (-13.0)    /* where the loud moments of a channel are brought to */
#define MOST_GAIN_DB 24.0  /* more would turn the noise of a silent channel into a wave */
#define LEAST_GAIN_DB (-10.0)

enum { DOT_ROWS = 4 }; /* of a cell */

/* The dots of one half column, from the lowest row up. */
static const uint8_t left_up[DOT_ROWS] = {0x40, 0x04, 0x02, 0x01};
static const uint8_t right_up[DOT_ROWS] = {0x80, 0x20, 0x10, 0x08};

struct wave {
	const struct envelope *envelope;
	int channel;
	double gain_db;
};

static struct wave make_wave(const struct envelope *envelope, int channel)
{
	struct wave wave = {envelope, channel, 0};
	uint8_t loudness = envelope_loudness(envelope, channel);
	wave.gain_db = loudness ? LOUD_DB - envelope_db(loudness) : 0;
	if (wave.gain_db > MOST_GAIN_DB)
		wave.gain_db = MOST_GAIN_DB;
	if (wave.gain_db < LEAST_GAIN_DB)
		wave.gain_db = LEAST_GAIN_DB;
	return wave;
}

/* How high the wave is in half a column, in dots out of n_max. */
static int count_dots(const struct wave *wave, const struct axis *axis, int half, int n_max)
{
	int64_t from = axis_half_ms(axis, half) / ENVELOPE_HOP_MS;
	int64_t to = axis_half_ms(axis, half + 1) / ENVELOPE_HOP_MS;
	uint8_t level = envelope_max(wave->envelope, wave->channel, from, to > from ? to : from + 1);
	if (level == 0)
		return 0;
	double part = (envelope_db(level) + wave->gain_db - FLOOR_DB) / (TOP_DB - FLOOR_DB);
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
	const struct wave *wave, bool up, enum style style)
{
	for (int i = 0; i < axis->columns; i++) {
		int n_dots[2] = {count_dots(wave, axis, 2 * i, n_rows * DOT_ROWS),
			count_dots(wave, axis, 2 * i + 1, n_rows * DOT_ROWS)};
		draw_bar(canvas, base, n_rows, axis->column + i, up, n_dots, style);
	}
}

void timeline_draw_detail(struct canvas *canvas, int row, int n_rows, const struct axis *axis,
	const struct envelope *envelope, int agent_channel)
{
	if (envelope->channels < 2) {
		struct wave all = make_wave(envelope, 0);
		draw_wave(canvas, row + 2 * n_rows - 1, 2 * n_rows, axis, &all, true, STYLE_MIXED);
		return;
	}
	struct wave agent = make_wave(envelope, agent_channel);
	struct wave customer = make_wave(envelope, !agent_channel);
	draw_wave(canvas, row + n_rows - 1, n_rows, axis, &agent, true, STYLE_AGENT);
	draw_wave(canvas, row + n_rows, n_rows, axis, &customer, false, STYLE_CUSTOMER);
}

/* The two parties in one cell: two rows of dots each, away from the middle. */
static uint8_t overview_dots(
	const struct wave *agent, const struct wave *customer, const struct axis *axis, int column)
{
	uint8_t dots = 0;
	for (int side = 0; side < 2; side++) {
		const uint8_t *up = side ? right_up : left_up;
		int n_agent = count_dots(agent, axis, 2 * column + side, 2);
		int n_customer = count_dots(customer, axis, 2 * column + side, 2);
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

void timeline_draw_overview(struct canvas *canvas, int row, const struct axis *axis,
	const struct envelope *envelope, int agent_channel)
{
	struct wave agent = make_wave(envelope, envelope->channels < 2 ? 0 : agent_channel);
	if (envelope->channels < 2) {
		draw_wave(canvas, row, 1, axis, &agent, true, STYLE_MIXED);
		return;
	}
	struct wave customer = make_wave(envelope, !agent_channel);
	for (int i = 0; i < axis->columns; i++) {
		uint8_t dots = overview_dots(&agent, &customer, axis, i);
		if (canvas->graphics == GRAPHICS_ASCII)
			draw_letter(canvas, row, axis->column + i, dots);
		else
			canvas_dots(canvas, row, axis->column + i, dots, STYLE_MIXED);
	}
}
