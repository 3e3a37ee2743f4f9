/* Times to columns, and the line of round times above a wave. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/timeline.h"

#include <string.h>

#include "base/timefmt.h"

#define LEAST_COLUMNS 9 /* between two times of the scale */

int axis_column(const struct axis *axis, int64_t ms)
{
	int64_t offset = (ms - axis->start_ms) * axis->columns;
	int64_t column = offset / axis->span_ms - (offset % axis->span_ms < 0);
	/* Far away is far away: the value must fit whatever the recording's length. */
	if (column < -1)
		column = -1;
	if (column > axis->columns)
		column = axis->columns;
	return axis->column + (int)column;
}

int64_t axis_half_ms(const struct axis *axis, int half)
{
	return axis->start_ms + half * axis->span_ms / (2 * axis->columns);
}

static int64_t choose_step_ms(const struct axis *axis)
{
	static const int64_t steps_s[] = {
		1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200};
	char last[TIMEFMT_SIZE];
	timefmt_clock(axis->start_ms + axis->span_ms, last);
	int64_t least = (int64_t)strlen(last) + 3;
	if (least < LEAST_COLUMNS)
		least = LEAST_COLUMNS;
	for (size_t i = 0; i < sizeof steps_s / sizeof *steps_s; i++)
		if (steps_s[i] * 1000 * axis->columns >= least * axis->span_ms)
			return steps_s[i] * 1000;
	return axis->span_ms;
}

void timeline_draw_scale(struct canvas *canvas, int row, const struct axis *axis)
{
	int64_t step_ms = choose_step_ms(axis);
	int64_t first_ms = (axis->start_ms + step_ms - 1) / step_ms * step_ms;
	for (int64_t ms = first_ms; ms < axis->start_ms + axis->span_ms; ms += step_ms) {
		char text[TIMEFMT_SIZE];
		int column = axis_column(axis, ms), room = axis->column + axis->columns - column;
		if ((int)strlen(timefmt_clock(ms, text)) <= room)
			canvas_text(canvas, row, column, room, STYLE_DIM, text);
	}
}
