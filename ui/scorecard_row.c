/* A row of the scorecard: where its columns stand, and an item in it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/scorecard_row.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "ui/pane_parts.h"

enum { N_POINTS = 4, N_EVIDENCE = 5, LEAST_MARK = 8, LEAST_TITLE = 16, MOST_MORE_NOTE = 15 };

/* Keys that are words would be cut, and say nothing that the titles do not; "!" keeps its place. */
static int widest_key(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = 2;
	if (snapshot->keys_are_words)
		return 1;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++) {
		int n = canvas_width(canvas, snapshot->items[i].key);
		widest = n > widest ? n : widest;
	}
	return widest;
}

static int widest_mark(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = LEAST_MARK;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++)
		for (size_t k = 0; k < snapshot->items[i].n_levels; k++) {
			int n = canvas_width(canvas, snapshot->items[i].levels[k].name);
			widest = n > widest ? n : widest;
		}
	return widest < 14 ? widest : 14;
}

static int widest_title(const struct canvas *canvas, const struct review_snapshot *snapshot)
{
	int widest = LEAST_TITLE;
	for (size_t i = 0; i < snapshot->n_snapshot_items; i++) {
		int n = canvas_width(canvas, snapshot->items[i].title);
		widest = n > widest ? n : widest;
	}
	return widest;
}

/* The long hint of a recording over an hour has its times one wider; nothing else moves. */
static int evidence_columns(const struct review_snapshot *snapshot)
{
	return snapshot->duration_ms >= 3600000 ? N_EVIDENCE + 2 : N_EVIDENCE;
}

/* Moves all that stands between title and note by n columns to the right. */
static void move_right(struct row_columns *at, int n)
{
	at->n_title += n;
	at->points += n;
	at->mark += n;
	at->evidence += n;
	at->note += n;
	at->n_note -= n;
}

struct row_columns scorecard_lay_out(
	const struct canvas *canvas, int n_columns, const struct review_snapshot *snapshot)
{
	struct row_columns at = {.key = widest_key(canvas, snapshot)};
	int n_evidence = evidence_columns(snapshot);
	at.n_mark = widest_mark(canvas, snapshot);
	at.n_note = n_columns > 80   ? 15 + (n_columns - 80) / 3
		    : n_columns < 72 ? 15 - (72 - n_columns) / 2
				     : 15;
	at.title = 1 + at.key + 1;
	at.note = n_columns - 1 - at.n_note;
	at.evidence = at.note - 1 - n_evidence;
	at.mark = at.evidence - 1 - at.n_mark;
	at.points = at.mark - 1 - N_POINTS;
	at.n_title = at.points - 1 - at.title;
	int lacking = widest_title(canvas, snapshot) - at.n_title;
	if (lacking < 0) /* the note gets what no title needs */
		move_right(&at, lacking < -MOST_MORE_NOTE ? -MOST_MORE_NOTE : lacking);
	/* Where it is narrow the note gives way to the title. */
	lacking = LEAST_TITLE - at.n_title;
	if (lacking > 0) {
		int n_note = at.n_note > lacking ? at.n_note - lacking : 0;
		move_right(&at, lacking);
		at.n_note = n_note;
	}
	return at;
}

/* ---- one row ---- */

static bool is_answered(const struct snapshot_item *item)
{
	return item->is_occurrence ? item->n_occurrences > 0 : item->level != ANSWER_NONE;
}

static enum style mark_style(const struct snapshot_item *item)
{
	if (item->saving || item->level == ANSWER_NA)
		return STYLE_DIM;
	if (item->not_met || item->is_occurrence)
		return STYLE_NOT_MET;
	return item->exceeds ? STYLE_EXCEEDS : STYLE_MET;
}

static void add_mark(struct str *word, const struct snapshot_item *item)
{
	if (item->is_occurrence)
		str_addf(word, ngettext("%d time", "%d times", (unsigned long)item->n_occurrences),
			item->n_occurrences);
	else if (item->level == ANSWER_NA)
		str_add(word, _("n/a"));
	else if (item->level >= 1 && (size_t)item->level <= item->n_levels)
		str_add(word, item->levels[item->level - 1].name);
}

/* The keys that mark this item: "1 2 3 0". */
#define KEYS_SIZE 24
static const char *make_keys(const struct snapshot_item *item, char keys[KEYS_SIZE])
{
	size_t n = 0;
	if (item->is_occurrence)
		keys[n++] = (char)action_get_row(ACTION_DEDUCT)->keys[0].code;
	for (size_t i = 0; i < item->n_levels && i < 9; i++) {
		keys[n++] = (char)('1' + i);
		keys[n++] = ' ';
	}
	if (item->na_allowed)
		keys[n++] = '0';
	keys[n] = '\0';
	return keys;
}

static void draw_mark(struct canvas *canvas, int row, int column, const struct row_columns *at,
	const struct snapshot_item *item, bool is_current)
{
	char keys[KEYS_SIZE];
	struct str word = {0};
	add_mark(&word, item);
	if (is_answered(item))
		canvas_text_cut(canvas, row, column + at->mark, at->n_mark, mark_style(item),
			str_get(&word));
	else if (is_current && item->applies)
		canvas_text(canvas, row, column + at->mark, at->note - 1 - at->mark, STYLE_PLAIN,
			make_keys(item, keys));
	else
		canvas_text(canvas, row, column + at->mark, 1, STYLE_DIM,
			!item->applies ? "-" : canvas_has_lines(canvas) ? "·" : ".");
	str_release(&word);
}

static void draw_time(struct canvas *canvas, int row, int column, int n_columns, int64_t ms)
{
	char text[TIMEFMT_SIZE];
	if (ms >= 0)
		canvas_text(
			canvas, row, column, n_columns, STYLE_LINK, timefmt_clock(ms, text));
}

/* ---- the note at the end of a row ---- */

/* What the detector found; where that is too long, without the word in front. */
static void add_hint(
	const struct canvas *canvas, int room, const struct snapshot_item *item, struct str *text)
{
	str_addf(text, _("hint: %s"), item->hint);
	if (canvas_width(canvas, str_get(text)) <= room)
		return;
	str_clear(text);
	str_add(text, item->hint);
}

/* What the gap rules propose, with the key that accepts it. */
static void add_proposal(const struct snapshot_item *item, struct str *text)
{
	char key[KEY_NAME_SIZE];
	str_addf(text, "%s %s", pane_key_name(ACTION_ACCEPT, key),
		item->levels[item->proposed - 1].name);
	if (item->proposal[0])
		str_addf(text, _(": %s"), item->proposal);
}

/* Reasons, and how many more times there are than the one shown. */
static void add_reasons(const struct snapshot_item *item, struct str *text)
{
	if (item->n_times > 1)
		str_addf(text, "+%zu ", item->n_times - 1);
	if (item->reasons[0])
		str_addf(text, "%s ", item->reasons);
}

/* What else there is to say: why it is not asked, a comment that is missing, a comment, the incident that
 * the mark suggests, a proposal, a hint. */
static enum style add_note(
	const struct canvas *canvas, int room, const struct snapshot_item *item, struct str *text)
{
	char key[KEY_NAME_SIZE];
	if (!item->applies)
		str_add(text, item->condition);
	else if (item->saving)
		str_add(text, _("saving"));
	else if (item->comment_missing)
		str_add(text, _("needs a comment"));
	else if (item->comment[0])
		str_add(text, item->comment);
	else if (item->incident[0])
		str_addf(text, "%s %s", pane_key_name(ACTION_INCIDENTS, key), item->incident);
	else if (item->proposed >= 1 && (size_t)item->proposed <= item->n_levels)
		add_proposal(item, text);
	else if (item->hint[0])
		add_hint(canvas, room, item, text);
	if (!item->applies || item->saving)
		return STYLE_DIM;
	if (item->comment_missing)
		return STYLE_WARNING;
	bool is_told = item->comment[0] || (is_answered(item) && !item->incident[0]);
	return is_told ? STYLE_DIM : STYLE_HINT;
}

/* Where a note may begin that is too long for its column: behind the mark's dot or keys. */
static int least_note(const struct row_columns *at, const struct snapshot_item *item, bool is_current)
{
	char keys[KEYS_SIZE];
	if (is_answered(item) || item->evidence_ms >= 0)
		return at->note;
	int n_mark = is_current && item->applies ? (int)strlen(make_keys(item, keys)) : 1;
	int least = at->mark + n_mark + 2;
	return least < at->note ? least : at->note;
}

static void draw_note(struct canvas *canvas, int row, int left, const struct row_columns *at,
	const struct snapshot_item *item, bool is_current)
{
	struct str reasons = {0}, text = {0};
	int column = at->note, end = at->note + at->n_note;
	if (item->applies)
		add_reasons(item, &reasons);
	column += canvas_text_cut(
		canvas, row, left + column, at->n_note, STYLE_PLAIN, str_get(&reasons));
	enum style style = add_note(canvas, end - column, item, &text);
	int lacking = canvas_width(canvas, str_get(&text)) - (end - column);
	int most = column - least_note(at, item, is_current);
	if (lacking > 0 && column == at->note)
		column -= lacking < most ? lacking : most;
	canvas_text_cut(canvas, row, left + column, end - column, style, str_get(&text));
	str_release(&reasons);
	str_release(&text);
}

void scorecard_draw_item(struct canvas *canvas, int row, struct rect rect,
	const struct row_columns *at, const struct snapshot_item *item, bool is_current)
{
	int left = rect.column;
	struct rect line = {row, left + 1, 1, rect.columns - 2};
	if (at->key > 1)
		canvas_text_right(canvas, row, left + 1, at->key, STYLE_DIM, item->key);
	canvas_text_cut(canvas, row, left + at->title, at->n_title, STYLE_PLAIN, item->title);
	canvas_text_right(canvas, row, left + at->points, N_POINTS, STYLE_DIM,
		item->is_occurrence ? item->off : item->points);
	draw_mark(canvas, row, left, at, item, is_current);
	draw_time(canvas, row, left + at->evidence, at->note - 1 - at->evidence, item->evidence_ms);
	draw_note(canvas, row, left, at, item, is_current);
	if (!item->applies)
		canvas_restyle(canvas, line, STYLE_DIM);
	if (is_current)
		canvas_restyle(canvas, line, STYLE_CURSOR);
}

void scorecard_draw_flag(struct canvas *canvas, int row, struct rect rect,
	const struct row_columns *at, const struct snapshot_flag *flag)
{
	int left = rect.column;
	const char *note = flag->saving ? _("saving") :
		flag->comment_missing	? _("needs a comment") :
					  flag->comment;
	canvas_text_right(canvas, row, left + 1, at->key, STYLE_ERROR, "!");
	canvas_text_cut(canvas, row, left + at->title, at->n_title, STYLE_ERROR, flag->title);
	canvas_text_cut(canvas, row, left + at->mark, at->n_mark, STYLE_ERROR, _("raised"));
	draw_time(canvas, row, left + at->evidence, at->note - 1 - at->evidence, flag->evidence_ms);
	canvas_text_cut(canvas, row, left + at->note, at->n_note,
		flag->comment_missing ? STYLE_WARNING : STYLE_DIM, note);
}
