/* The transport line: where playback is, and how. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"

#define SPACE 3      /* columns between two parts */
#define MOST_KEPT 12 /* columns that the other parts leave to what is wrong with the sound */

/* Parts from left to right, as far as there is room. */
struct part_line {
	struct canvas *canvas;
	int row;
	int column;
	int kept; /* columns for the last part */
};

/* The last one may be cut; the others are whole or left out. */
static void add_part(struct part_line *line, enum style style, const char *text, bool may_cut)
{
	int room = line->canvas->columns - 1 - line->column;
	if (!may_cut && canvas_width(line->canvas, text) > room - line->kept)
		return;
	int used = canvas_text_cut(line->canvas, line->row, line->column, room, style, text);
	if (used)
		line->column += used + SPACE;
}

/* The tenths are plain: they are written ten times a second, and a change of attributes would cost
 * eight times what they do. */
static void add_position(struct part_line *line, const struct review_snapshot *snapshot)
{
	char at[TIMEFMT_SIZE], total[TIMEFMT_SIZE], text[2 * TIMEFMT_SIZE + 8];
	int room = line->canvas->columns - 1 - line->column;
	timefmt_clock(snapshot->playhead_ms, at);
	snprintf(text, sizeof text, "%s %s.", snapshot->playing ? " >" : "||", at);
	int used = canvas_text(line->canvas, line->row, line->column, room, STYLE_HEADING, text);
	snprintf(text, sizeof text, "%d", (int)(snapshot->playhead_ms / 100 % 10));
	used += canvas_text(
		line->canvas, line->row, line->column + used, room - used, STYLE_PLAIN, text);
	timefmt_clock(snapshot->duration_ms, total);
	snprintf(text, sizeof text, " / %s", total);
	line->column += used;
	add_part(line, STYLE_HEADING, text, true);
}

/* What is wrong with the sound, or "". */
static const char *sound_text(const struct review_snapshot *snapshot)
{
	if (snapshot->sound_problem[0])
		return snapshot->sound_problem;
	if (snapshot->sound_starting)
		return _("starting sound");
	return snapshot->silent ? _("no sound") : "";
}

static void add_remote(struct part_line *line, const struct review_snapshot *snapshot)
{
	char text[64];
	if (!snapshot->remote)
		return;
	/* The time to the speaker at the other end of an ssh connection and back. */
	snprintf(text, sizeof text,
		snapshot->is_opus ? _("remote %d ms opus") : _("remote %d ms"), snapshot->delay_ms);
	add_part(line, STYLE_HEADING, text, false);
}

static void add_gaps(struct part_line *line, const struct review_snapshot *snapshot)
{
	char limit[LIMIT_SIZE], text[128];
	if (snapshot->gap_from == GAP_NONE || snapshot->gap_from >= N_GAP_CLASSES)
		return;
	pane_limit_name(snapshot->limits.over_ms[snapshot->gap_from - 1], limit);
	/* Gaps longer than a limit: the one at the playhead, of how many. */
	snprintf(text, sizeof text, _("gaps >%s  %d/%d"), limit, snapshot->gap_number,
		snapshot->n_gaps);
	add_part(line, STYLE_HEADING, text, false);
}

static void add_loop(struct part_line *line, const struct review_snapshot *snapshot)
{
	char from[TIMEFMT_SIZE], to[TIMEFMT_SIZE] = "", text[96];
	if (snapshot->loop_in_ms < 0)
		return;
	timefmt_clock(snapshot->loop_in_ms, from);
	if (snapshot->loop_out_ms >= 0)
		timefmt_clock(snapshot->loop_out_ms, to);
	/* Start and end of the passage that is repeated; the end is empty until it is set. */
	snprintf(text, sizeof text, _("loop %s-%s"), from, to);
	add_part(line, STYLE_HEADING, text, false);
}

/* What playback leaves out. */
static void add_skipping(struct part_line *line, const struct review_snapshot *snapshot)
{
	/* Both in one, so that both have room beside the rest on 80 columns. */
	if (snapshot->only_unheard && snapshot->skips_gaps)
		add_part(line, STYLE_HEADING, _("unheard, skips gaps"), false);
	else if (snapshot->only_unheard)
		add_part(line, STYLE_HEADING, _("plays the unheard"), false);
	else if (snapshot->skips_gaps)
		add_part(line, STYLE_HEADING, _("skips gaps"), false);
}

static void add_analysis(struct part_line *line, const struct review_snapshot *snapshot)
{
	char text[64];
	if (!snapshot->analysing)
		return;
	snprintf(text, sizeof text, _("analysing %d%%"), snapshot->analysed_percent);
	add_part(line, STYLE_DIM, text, false);
}

static const char *leg_name(enum snapshot_hear leg)
{
	switch (leg) {
	case HEAR_BOTH:
		break;
	case HEAR_AGENT:
		return _("agent");
	case HEAR_CUSTOMER:
		return _("customer");
	}
	return _("both");
}

static void add_level(struct part_line *line, const char *name, int percent)
{
	char text[64];
	/* A party, and its level in percent. */
	snprintf(text, sizeof text, _("%s %d%%"), name, percent);
	add_part(line, STYLE_HEADING, text, false);
}

/* Whom one hears; with the levels of the parties where they are not as recorded. */
static void add_leg(struct part_line *line, const struct review_snapshot *snapshot)
{
	const int *percent = snapshot->level_percent;
	bool heard[2] = {snapshot->leg != HEAR_CUSTOMER, snapshot->leg != HEAR_AGENT};
	bool levels = (heard[0] && percent[0] != 100) || (heard[1] && percent[1] != 100);
	if (!levels || snapshot->leg == HEAR_BOTH)
		add_part(line, STYLE_HEADING, leg_name(snapshot->leg), false);
	for (int i = 0; i < 2; i++)
		if (heard[i] && percent[i] != 100)
			add_level(line, leg_name(i ? HEAR_CUSTOMER : HEAR_AGENT), percent[i]);
	if (snapshot->matches_levels)
		add_part(line, STYLE_HEADING, _("levels matched"), false);
}

/* Whom one hears, and how loud where it is not as recorded. */
static void add_hearing(struct part_line *line, const struct review_snapshot *snapshot)
{
	char text[64];
	if (snapshot->channels > 1)
		add_leg(line, snapshot);
	else if (snapshot->channels == 1)
		add_part(line, STYLE_HEADING, _("mono"), false);
	if (snapshot->volume_percent == 100)
		return;
	/* The volume in percent. */
	snprintf(text, sizeof text, _("vol %d"), snapshot->volume_percent);
	add_part(line, STYLE_HEADING, text, false);
}

void pane_draw_transport(struct canvas *canvas, int row, const struct review_snapshot *snapshot)
{
	struct part_line line = {canvas, row, 1, 0};
	char speed[32];
	int percent = snapshot->speed_percent;
	if (percent % 100 == 0)
		snprintf(speed, sizeof speed, "%dx", percent / 100);
	else if (percent % 10 == 0)
		snprintf(speed, sizeof speed, "%d.%dx", percent / 100, percent / 10 % 10);
	else
		snprintf(speed, sizeof speed, "%d.%02dx", percent / 100, percent % 100);
	int n_sound = canvas_width(canvas, sound_text(snapshot));
	if (n_sound)
		line.kept = SPACE + (n_sound < MOST_KEPT ? n_sound : MOST_KEPT);
	add_position(&line, snapshot);
	add_part(&line, STYLE_HEADING, speed, false);
	add_hearing(&line, snapshot);
	add_gaps(&line, snapshot);
	add_skipping(&line, snapshot);
	add_loop(&line, snapshot);
	add_remote(&line, snapshot);
	add_analysis(&line, snapshot);
	add_part(&line, snapshot->sound_starting ? STYLE_DIM : STYLE_WARNING, sound_text(snapshot),
		true);
}
