/* The gap list: every gap of the call, what it asks of the agent, and where it is evidence. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/pane_parts.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "ui/timeline.h"

#define FOOTER_ROWS 2

/* Columns of a row, from the pane's left edge; numbers and times are right-aligned. */
struct columns {
	int number;
	int start;
	int n_start;
	int length;
	int kind;
	int before; /* 0: who speaks is not known, or there is no room */
	int after;
	int standard;
	int n_standard;
	int used;
	int n_used;
};

enum { N_NUMBER = 3, N_LENGTH = 7, N_KIND = 10, N_PARTY = 8, MOST_STANDARD = 44 };

static bool knows_parties(const struct review_snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->n_gap_rows; i++)
		if (snapshot->gaps[i].event.before || snapshot->gaps[i].event.after ||
			snapshot->gaps[i].event.place != PLACE_MIDDLE)
			return true;
	return false;
}

static struct columns lay_out(int n_columns, const struct review_snapshot *snapshot)
{
	struct columns at = {.n_start = snapshot->duration_ms >= 3600000 ? 9 : 7};
	at.start = at.number + N_NUMBER + 1;
	at.length = at.start + at.n_start + 1;
	at.kind = at.length + N_LENGTH + 1;
	at.standard = at.kind + N_KIND + 1;
	if (n_columns >= 76 && knows_parties(snapshot)) {
		at.before = at.standard;
		at.after = at.before + N_PARTY + 1;
		at.standard = at.after + N_PARTY + 1;
	}
	at.n_used = n_columns >= 100 ? 16 : n_columns >= 76 ? 8 : 7;
	at.n_standard = n_columns - 2 - at.n_used - at.standard;
	if (at.n_standard > MOST_STANDARD)
		at.n_standard = MOST_STANDARD;
	at.used = at.standard + at.n_standard + 1;
	return at;
}

/* ---- words ---- */

static const char *event_name(const struct event *event)
{
	if (event->kind != EVENT_HOLD)
		return _("silence");
	switch ((int)event->subtype) {
	case SUBTYPE_MUSIC:
		return _("hold music");
	case SUBTYPE_ANNOUNCE:
		return _("hold voice");
	case SUBTYPE_BEEP:
		return _("hold beep");
	case SUBTYPE_DIGITAL:
		return _("hold mute");
	}
	return _("hold");
}

/* A star tells that the reviewer says so. */
static void add_kind(struct str *text, const struct snapshot_gap *gap)
{
	if (gap->ignored)
		str_add(text, _("ignored"));
	else
		str_addf(text, "%s%s", event_name(&gap->event), gap->changed ? "*" : "");
}

static void add_limit(struct str *text, int64_t over_ms)
{
	if (over_ms >= 60000 && over_ms % 60000 == 0)
		str_addf(text, _("over %d min"), (int)(over_ms / 60000));
	else
		str_addf(text, _("over %g s"), (double)over_ms / 1000);
}

static void add_word(struct str *text, bool *is_first, const char *word)
{
	str_addf(text, "%s%s", *is_first ? _(": ") : _(", "), word);
	*is_first = false;
}

/* "over 1 min: announce, check-in, return", or only the last of these to be asked. */
static void add_standard(struct str *text, const struct snapshot_gap *gap,
	const struct gap_limits *limits, bool only_one)
{
	const struct check_points *asked = &gap->asked;
	bool is_first = true;
	add_limit(text, limits->over_ms[gap->class - 1]);
	if (asked->answer && !(only_one && asked->n_check_ins))
		add_word(text, &is_first, _("answer"));
	if (asked->announce && !(only_one && (asked->thanks || asked->n_check_ins)))
		add_word(text, &is_first, _("announce"));
	if (asked->n_check_ins == 1)
		add_word(text, &is_first, _("check-in"));
	else if (asked->n_check_ins > 1) {
		char word[48];
		snprintf(word, sizeof word, _("check-in x%d"), asked->n_check_ins);
		add_word(text, &is_first, word);
	}
	if (asked->thanks && !(only_one && asked->n_check_ins))
		add_word(text, &is_first, _("return"));
}

/* ---- one row ---- */

static void draw_standard(struct canvas *canvas, int row, int column, int room,
	const struct snapshot_gap *gap, const struct gap_limits *limits)
{
	struct str text = {0};
	add_standard(&text, gap, limits, false);
	if (canvas_width(canvas, str_get(&text)) > room) {
		str_clear(&text);
		add_standard(&text, gap, limits, true);
	}
	canvas_text_cut(canvas, row, column, room, STYLE_PLAIN, str_get(&text));
	str_release(&text);
}

/* "item 2.2", or only the keys where that is too long. */
static void draw_items(struct canvas *canvas, int row, int column, int room, const char *items)
{
	struct str text = {0};
	if (!items[0])
		return;
	str_addf(&text, _("item %s"), items);
	bool fits = canvas_width(canvas, str_get(&text)) <= room;
	canvas_text_cut(canvas, row, column, room, STYLE_AGENT, fits ? str_get(&text) : items);
	str_release(&text);
}

static void draw_kind(struct canvas *canvas, int row, int column, const struct snapshot_gap *gap)
{
	struct str text = {0};
	add_kind(&text, gap);
	canvas_text_cut(canvas, row, column, N_KIND,
		gap->event.kind == EVENT_HOLD ? STYLE_HOLD : STYLE_PLAIN, str_get(&text));
	str_release(&text);
}

static void draw_gap(struct canvas *canvas, int row, struct rect rect, const struct columns *at,
	const struct snapshot_gap *gap, const struct gap_limits *limits)
{
	char text[TIMEFMT_SIZE] = "-";
	const struct event *event = &gap->event;
	int left = rect.column;
	if (!gap->ignored)
		snprintf(text, sizeof text, "%d", gap->number);
	canvas_text_right(canvas, row, left + at->number, N_NUMBER, STYLE_DIM, text);
	canvas_text_right(canvas, row, left + at->start, at->n_start, STYLE_LINK,
		timefmt_tenths(event->start_ms, text));
	canvas_text_right(canvas, row, left + at->length, N_LENGTH, timeline_class_style(gap->class),
		timefmt_tenths(event->end_ms - event->start_ms, text));
	draw_kind(canvas, row, left + at->kind, gap);
	if (at->before) {
		canvas_text_cut(canvas, row, left + at->before, N_PARTY, STYLE_PLAIN,
			event->place == PLACE_START ? _("start") : pane_party_name(event->before));
		canvas_text_cut(canvas, row, left + at->after, N_PARTY, STYLE_PLAIN,
			event->place == PLACE_END ? _("end") : pane_party_name(event->after));
	}
	if (!gap->ignored)
		draw_standard(canvas, row, left + at->standard, at->n_standard, gap, limits);
	draw_items(canvas, row, left + at->used, at->n_used, gap->items);
}

static void draw_names(struct canvas *canvas, int row, struct rect rect, const struct columns *at)
{
	int left = rect.column;
	canvas_text_right(canvas, row, left + at->number, N_NUMBER, STYLE_DIM, "#");
	canvas_text_right(canvas, row, left + at->start, at->n_start, STYLE_DIM, _("Start"));
	canvas_text_right(canvas, row, left + at->length, N_LENGTH, STYLE_DIM, _("Length"));
	canvas_text_cut(canvas, row, left + at->kind, N_KIND, STYLE_DIM, _("Kind"));
	if (at->before) {
		canvas_text_cut(canvas, row, left + at->before, N_PARTY, STYLE_DIM, _("Before"));
		canvas_text_cut(canvas, row, left + at->after, N_PARTY, STYLE_DIM, _("After"));
	}
	canvas_text_cut(
		canvas, row, left + at->standard, at->n_standard, STYLE_DIM, _("Standard"));
	canvas_text_cut(canvas, row, left + at->used, at->n_used, STYLE_DIM, _("Used in"));
}

/* ---- heading and footer ---- */

struct tally {
	int n;
	int64_t total_ms;
	int64_t longest_ms;
};

static void count(struct tally *tally, const struct event *event)
{
	int64_t length_ms = event->end_ms - event->start_ms;
	tally->n++;
	tally->total_ms += length_ms;
	if (length_ms > tally->longest_ms)
		tally->longest_ms = length_ms;
}

static struct tally count_rows(const struct review_snapshot *snapshot, bool holds, bool silences)
{
	struct tally tally = {0};
	for (size_t i = 0; i < snapshot->n_gap_rows; i++) {
		const struct event *event = &snapshot->gaps[i].event;
		if (snapshot->gaps[i].ignored)
			continue;
		if (event->kind == EVENT_HOLD ? holds : silences)
			count(&tally, event);
	}
	return tally;
}

static int percent_of(const struct tally *tally, const struct review_snapshot *snapshot)
{
	int64_t whole_ms = snapshot->duration_ms;
	return whole_ms > 0 ? (int)((tally->total_ms * 100 + whole_ms / 2) / whole_ms) : 0;
}

static void draw_heading(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	char total[TIMEFMT_SIZE], whole[TIMEFMT_SIZE];
	struct str title = {0}, right = {0};
	struct tally all = count_rows(snapshot, true, true);
	int64_t over_ms = snapshot->limits.over_ms[snapshot->gap_from - 1];
	if (over_ms >= 60000 && over_ms % 60000 == 0)
		str_addf(&title, _("Gaps over %d min"), (int)(over_ms / 60000));
	else
		str_addf(&title, _("Gaps over %g s"), (double)over_ms / 1000);
	timefmt_clock(all.total_ms, total);
	timefmt_clock(snapshot->duration_ms, whole);
	str_addf(&right,
		ngettext("%d gap   %s of %s   %d%%", "%d gaps   %s of %s   %d%%", (unsigned long)all.n),
		all.n, total, whole, percent_of(&all, snapshot));
	pane_draw_heading(
		canvas, rect.row, rect.column, rect.columns, str_get(&title), str_get(&right));
	str_release(&title);
	str_release(&right);
}

/* How many of a kind, and how long together and at most: "Hold 2   1:32   longest 1:15   18%". */
static void add_tally(struct str *line, const struct review_snapshot *snapshot, bool holds)
{
	char total[TIMEFMT_SIZE], longest[TIMEFMT_SIZE];
	struct tally tally = count_rows(snapshot, holds, !holds);
	if (tally.n == 0)
		return;
	str_add(line, line->n_bytes ? "     " : "");
	timefmt_clock(tally.total_ms, total);
	timefmt_clock(tally.longest_ms, longest);
	str_addf(line, holds ? _("hold %d: %s, longest %s, %d%%") : _("silence %d: %s, longest %s, %d%%"),
		tally.n, total, longest, percent_of(&tally, snapshot));
}

static void add_due(struct str *line, const char *format, int64_t ms)
{
	char at[TIMEFMT_SIZE];
	str_add(line, "   ");
	/* The formats are this file's own, translated. */
	str_addf(line, format, timefmt_clock(ms, at));
}

/* Where nothing is due at a moment of its own: the rule that the gap is measured by. */
static void add_rule(struct str *line, const struct event *gap, const struct gap_limits *limits)
{
	double reply_s = (double)limits->over_ms[0] / 1000;
	str_add(line, "   ");
	if (gap->kind != EVENT_SILENCE || gap->place != PLACE_MIDDLE)
		str_add(line, _("nothing is asked of the agent"));
	else if (gap->before == PARTY_NONE)
		str_addf(line, _("a reply within %g s is asked; mono does not tell who was waiting"),
			reply_s);
	else
		str_addf(line, _("a reply within %g s is asked; the customer was not waiting for one"),
			reply_s);
}

/* What the gap under the cursor asks of the agent, and when. */
static void add_asked(
	struct str *line, const struct snapshot_gap *gap, const struct gap_limits *limits)
{
	const struct check_points *asked = &gap->asked;
	if (asked->answer)
		add_due(line, _("answer by %s"), gap->event.start_ms + limits->over_ms[0]);
	if (asked->announce)
		add_due(line, _("announce before %s"), gap->event.start_ms);
	for (int i = 1; i <= asked->n_check_ins && i <= 3; i++)
		add_due(line, _("check in at %s"), gap->event.start_ms + i * asked->every_ms);
	if (asked->n_check_ins > 3)
		str_add(line, "   ...");
	if (asked->thanks)
		add_due(line, _("thank for waiting at %s"), gap->event.end_ms);
	if (!asked->answer && !asked->announce && !asked->n_check_ins && !asked->thanks)
		add_rule(line, &gap->event, limits);
}

static void add_gap(
	struct str *line, const struct snapshot_gap *gap, const struct gap_limits *limits)
{
	char at[TIMEFMT_SIZE];
	if (gap->ignored) {
		str_addf(line, _("Gap at %s"), timefmt_clock(gap->event.start_ms, at));
		str_addf(line, _("   you ignore it, found was %s"), event_name(&gap->found));
		return;
	}
	str_addf(line, _("Gap %d"), gap->number);
	if (gap->changed)
		str_addf(line, _("   you say %s, found was %s"), event_name(&gap->event),
			event_name(&gap->found));
	add_asked(line, gap, limits);
}

static void draw_footer(
	struct canvas *canvas, struct rect rect, const struct review_snapshot *snapshot)
{
	struct str line = {0};
	int most = rect.rows - FOOTER_ROWS, below = (int)snapshot->n_gap_rows + 3;
	int row = rect.row + (below < most ? below : most);
	add_tally(&line, snapshot, false);
	add_tally(&line, snapshot, true);
	canvas_text_cut(canvas, row, rect.column + 1, rect.columns - 2, STYLE_DIM, str_get(&line));
	str_clear(&line);
	if (snapshot->gap_cursor < snapshot->n_gap_rows)
		add_gap(&line, &snapshot->gaps[snapshot->gap_cursor], &snapshot->limits);
	canvas_text_cut(
		canvas, row + 1, rect.column + 1, rect.columns - 2, STYLE_PLAIN, str_get(&line));
	str_release(&line);
}

/* ---- the list ---- */

/* Moves the list as little as shows the cursor. */
static int scroll(int first, int n_rows, const struct review_snapshot *snapshot)
{
	int cursor = (int)snapshot->gap_cursor, n = (int)snapshot->n_gap_rows;
	if (first > n - n_rows)
		first = n - n_rows;
	if (first > cursor)
		first = cursor;
	if (first < cursor - (n_rows - 1))
		first = cursor - (n_rows - 1);
	return first < 0 ? 0 : first;
}

static void draw_rows(
	struct canvas *canvas, struct rect rect, int first, const struct review_snapshot *snapshot)
{
	struct columns at = lay_out(rect.columns, snapshot);
	draw_names(canvas, rect.row, rect, &at);
	for (int i = 1; i < rect.rows && (size_t)(first + i - 1) < snapshot->n_gap_rows; i++) {
		size_t gap = (size_t)(first + i - 1);
		int row = rect.row + i;
		draw_gap(canvas, row, rect, &at, &snapshot->gaps[gap], &snapshot->limits);
		bool is_current = gap == snapshot->gap_cursor;
		if (is_current || snapshot->gaps[gap].ignored)
			canvas_restyle(canvas,
				(struct rect){row, rect.column + 1, 1, rect.columns - 2},
				is_current ? STYLE_CURSOR : STYLE_DIM);
	}
}

void pane_draw_gap_list(struct canvas *canvas, struct rect rect, int *first,
	const struct review_snapshot *snapshot)
{
	bool has_footer = rect.rows >= 8 && snapshot->n_gap_rows > 0;
	struct rect list = {rect.row + 1, rect.column,
		rect.rows - 1 - (has_footer ? FOOTER_ROWS : 0), rect.columns};
	draw_heading(canvas, rect, snapshot);
	if (list.rows < 2)
		return;
	if (snapshot->n_gap_rows == 0) {
		canvas_text_cut(canvas, list.row, list.column + 1, list.columns - 2, STYLE_DIM,
			snapshot->analysing ? _("still listening") : _("no gaps"));
		return;
	}
	*first = scroll(*first, list.rows - 1, snapshot);
	draw_rows(canvas, list, *first, snapshot);
	if (has_footer)
		draw_footer(canvas, rect, snapshot);
}
