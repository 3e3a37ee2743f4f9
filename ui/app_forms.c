/* Panes that are filled in: lists with letters, the form of the contact, notes, folded sections. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/str.h"

#define TODAY_SIZE 16
#define LEAD_MS 3000 /* a note is played from this much before */
#define SAME_NOTE_MS 1000 /* a note this near is meant, not a new one */

/* True if nothing can be written any more: it is said. */
static bool say_submitted(struct app *app, const struct review_snapshot *snapshot)
{
	if (snapshot->final)
		app_say(app, TONE_WARNING, _("This review is submitted; for 10 minutes :reopen takes it back"));
	return snapshot->final;
}

/* ---- lists with letters ---- */

/* A red flag that wants its reason asks for it at once. */
static void ask_flag_comment(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (snapshot.lower == LOWER_FLAGS && app->picked < snapshot.n_flags &&
		snapshot.flags[app->picked].raised && snapshot.flags[app->picked].comment_missing)
		app_open_flag_comment(app, app->picked);
}

void app_pick(struct app *app, size_t line)
{
	if (app->choosing) {
		app_choose_incident(app, line);
		return;
	}
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (line >= snapshot.n_choices) {
		app_say(app, TONE_PLAIN, _("No line has that letter"));
		return;
	}
	app->picked = line;
	if (review_pick(app->review, line))
		ask_flag_comment(app);
}

void app_open_flag_comment(struct app *app, size_t flag)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (say_submitted(app, &snapshot) || flag >= snapshot.n_flags)
		return;
	app->line_index = flag;
	app_open_line(app, LINE_FLAG_COMMENT, snapshot.flags[flag].comment);
}

/* In the submit pane c leads to the first comment that is missing, of whatever kind. */
bool app_open_missing_comment(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	for (size_t i = 0; i < snapshot.n_missing; i++) {
		if (snapshot.missing[i].kind == MISSING_COMMENT)
			return false;
		if (snapshot.missing[i].kind == MISSING_FLAG_COMMENT) {
			app_open_flag_comment(app, snapshot.missing[i].index);
			return true;
		}
	}
	return false;
}

void app_do_pick(struct app *app, enum action action)
{
	enum snapshot_pane lower = review_get_lower(app->review);
	if (action == ACTION_UNPICK && lower == LOWER_FAULTS)
		review_unpick(app->review, app->picked);
	else if (action == ACTION_UNPICK)
		app_say(app, TONE_PLAIN, _("The letter itself takes back what it chose"));
	else if (lower == LOWER_FLAGS)
		app_open_flag_comment(app, app->picked);
	else
		app_say(app, TONE_PLAIN, _("Only red flags are commented here"));
}

/* ---- the form of the contact ---- */

/* What was imported for a field, by its key or title; of a choice only what is one of its options. */
static const char *imported_value(
	const struct contact *contact, const struct snapshot_field *field)
{
	enum contact_fact fact = contact_guess(field->key);
	if (fact == N_CONTACT_FACTS)
		fact = contact_guess(field->title);
	/* The date that a form asks for is that of the review. */
	if (fact == N_CONTACT_FACTS || fact == CONTACT_DATE)
		return "";
	if (field->n_options == 0)
		return contact_show(contact, fact);
	for (size_t i = 0; i < field->n_options; i++)
		if (strcmp(field->options[i].title, contact_get(contact, fact)) == 0)
			return field->options[i].title;
	return "";
}

/* What most likely stands in a field of this key; Enter takes it. */
static const char *proposed_value(struct app *app, const char *key, char today[TODAY_SIZE])
{
	if (strcmp(key, "reviewer") == 0 || strcmp(key, "tester") == 0)
		return app_get_person(app);
	if (strcmp(key, "date") != 0)
		return "";
	time_t now = time(NULL);
	struct tm parts;
	localtime_r(&now, &parts);
	strftime(today, TODAY_SIZE, "%Y-%m-%d", &parts);
	return today;
}

void app_open_field(struct app *app, size_t field)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (say_submitted(app, &snapshot) || field >= snapshot.n_fields)
		return;
	const struct snapshot_field *open = &snapshot.fields[field];
	const char *imported = imported_value(snapshot.contact, open);
	char today[TODAY_SIZE];
	app->view.field = field;
	app_open_line(app, LINE_FIELD,
		open->value[0] ? open->shown
		: *imported    ? imported
			       : proposed_value(app, open->key, today));
}

/* The first field that is asked for and empty; else the first. */
void app_enter_form(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	app->view.field = app->view.incident = app->view.note = 0;
	app->view.first_text = 0;
	if (snapshot.lower != LOWER_CONTACT)
		return;
	while (app->view.field < snapshot.n_fields && !snapshot.fields[app->view.field].missing)
		app->view.field++;
	if (app->view.field >= snapshot.n_fields)
		app->view.field = 0;
	else
		app_open_field(app, app->view.field);
}

/* The next field that is missing; n_fields if none is. */
static size_t next_field(const struct review_snapshot *snapshot, size_t field)
{
	do
		field++;
	while (field < snapshot->n_fields && !snapshot->fields[field].missing);
	return field;
}

bool app_asks_on(struct app *app)
{
	struct review_snapshot snapshot;
	if (app->line == LINE_INCIDENT)
		return !app_is_last_incident_line(app);
	if (app->line != LINE_FIELD)
		return false;
	review_snapshot(app->review, &snapshot);
	return next_field(&snapshot, app->view.field) < snapshot.n_fields;
}

/* Goes on to the next field that is missing, so that a form is filled by typing and Enter. */
void app_finish_field(struct app *app, const char *text)
{
	struct review_snapshot snapshot;
	size_t field = app->view.field;
	if (!review_set_field(app->review, field, text)) {
		/* The line stays to be put right, and the last line says why. */
		app_open_line(app, LINE_FIELD, text);
		review_snapshot(app->review, &snapshot);
		str_copy(app->choices, sizeof app->choices, snapshot.message);
		return;
	}
	review_snapshot(app->review, &snapshot);
	app_open_field(app, next_field(&snapshot, field));
}

const char *app_get_option(struct app *app, int step)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	const struct snapshot_field *field = &snapshot.fields[app->view.field];
	size_t n = field->n_options, at = step > 0 ? n - 1 : 0;
	for (size_t i = 0; i < n; i++)
		if (strcmp(field->options[i].title, app->edit.text) == 0)
			at = i;
	return n ? field->options[(at + (step > 0 ? 1 : n - 1)) % n].title : NULL;
}

static void move_row(size_t *row, size_t n_rows, int step)
{
	if (step > 0 && *row + 1 < n_rows)
		++*row;
	else if (step < 0 && *row > 0)
		--*row;
}

void app_do_form(struct app *app, enum action action)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	bool is_contact = snapshot.lower == LOWER_CONTACT;
	int step = action == ACTION_ROW_DOWN ? 1 : action == ACTION_ROW_UP ? -1 : 0;
	if (is_contact)
		move_row(&app->view.field, snapshot.n_fields, step);
	else if (snapshot.lower == LOWER_NOTES)
		move_row(&app->view.note, snapshot.n_notes, step);
	else
		move_row(&app->view.incident, snapshot.n_incidents, step);
	if (action == ACTION_FIELD_EDIT)
		app_open_field(app, app->view.field);
	else if (action == ACTION_FIELD_CLEAR && app->view.field < snapshot.n_fields)
		review_set_field(app->review, app->view.field, "");
}

/* ---- notes ---- */

/* The note that a moment is about, if there is one already; NULL if there is none. */
static const struct snapshot_note *find_note(const struct review_snapshot *snapshot, int64_t at_ms)
{
	for (size_t i = 0; i < snapshot->n_notes; i++) {
		int64_t from_ms = snapshot->notes[i].at_ms - at_ms;
		if (from_ms >= -SAME_NOTE_MS && from_ms <= SAME_NOTE_MS)
			return &snapshot->notes[i];
	}
	return NULL;
}

void app_open_note(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (say_submitted(app, &snapshot))
		return;
	app->line_ms = review_get_moment_ms(app->review);
	const struct snapshot_note *note = find_note(&snapshot, app->line_ms);
	app->line_index = note ? (size_t)note->n : 0;
	if (note)
		app->line_ms = note->at_ms;
	app_open_line(app, LINE_NOTE, note ? note->text : "");
}

void app_do_note(struct app *app, enum action action)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (app->view.note >= snapshot.n_notes) {
		app_say(app, TONE_PLAIN, _("No note is left; a leaves one"));
		return;
	}
	const struct snapshot_note *note = &snapshot.notes[app->view.note];
	int64_t at_ms = note->at_ms;
	if (action == ACTION_NOTE_PLAY) {
		if (review_go_to(app->review, at_ms > LEAD_MS ? at_ms - LEAD_MS : 0))
			review_do(app->review, ACTION_PLAY);
	} else if (snapshot.final) {
		app_say(app, TONE_WARNING, _("This review is submitted; for 10 minutes :reopen takes it back"));
	} else if (action == ACTION_NOTE_REMOVE) {
		review_change_note(app->review, note->n, "");
	} else {
		app->line_index = (size_t)note->n;
		app->line_ms = at_ms;
		app_open_line(app, LINE_NOTE, note->text);
	}
}

/* A note that is emptied is deleted. */
void app_finish_note(struct app *app, const char *text)
{
	if (app->line_index)
		review_change_note(app->review, (int)app->line_index, text);
	else
		review_add_note(app->review, app->line_ms, text);
}

/* ---- folded sections ---- */

static bool is_folded(const struct app *app, const struct review_snapshot *snapshot, size_t item)
{
	return item < snapshot->n_snapshot_items &&
		pane_is_folded(&app->view, &snapshot->items[item]);
}

void app_fold(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (snapshot.cursor >= snapshot.n_snapshot_items)
		return;
	size_t section = snapshot.items[snapshot.cursor].section_index;
	if (section >= snapshot.n_sections || section >= 64)
		return;
	app->view.folded ^= (uint64_t)1 << section;
	review_set_cursor(app->review, snapshot.sections[section].first_item);
}

static bool is_mark(enum action action)
{
	return (action >= ACTION_LEVEL_1 && action <= ACTION_LEVEL_9) || action == ACTION_NA ||
		action == ACTION_CLEAR || action == ACTION_DEDUCT || action == ACTION_ACCEPT;
}

static bool is_in_sight(const struct app *app)
{
	enum snapshot_pane lower = review_get_lower(app->review);
	return !app->choosing && (lower == LOWER_SCORECARD || lower == LOWER_GUIDELINE ||
					 lower == LOWER_GAPS);
}

bool app_guard_mark(struct app *app, enum action action)
{
	struct review_snapshot snapshot;
	if (is_mark(action) && !is_in_sight(app)) {
		app_say(app, TONE_PLAIN, _("Marks are given in the scorecard: q leads there"));
		return true;
	}
	if (!app->view.folded ||
		!(is_mark(action) || action == ACTION_COMMENT || action == ACTION_REASONS))
		return false;
	review_snapshot(app->review, &snapshot);
	if (!is_folded(app, &snapshot, snapshot.cursor))
		return false;
	app_fold(app);
	app_say(app, TONE_PLAIN, _("The section was folded; it is open now"));
	return true;
}

/* Moves over a folded section as over one line; all else that leads into one opens it. */
void app_step_folded(struct app *app, enum action action, size_t from)
{
	struct review_snapshot snapshot;
	if (!app->view.folded)
		return;
	review_snapshot(app->review, &snapshot);
	size_t now = snapshot.cursor;
	if (now == from || !is_folded(app, &snapshot, now))
		return;
	const struct snapshot_section *section =
		&snapshot.sections[snapshot.items[now].section_index];
	bool was_in_it = from >= section->first_item &&
		from < section->first_item + section->n_items;
	size_t behind = section->first_item + section->n_items;
	if (action == ACTION_ITEM_DOWN && was_in_it)
		review_set_cursor(app->review,
			behind < snapshot.n_snapshot_items ? behind : section->first_item);
	else if (action == ACTION_ITEM_DOWN || action == ACTION_ITEM_UP)
		review_set_cursor(app->review, section->first_item);
	else
		app->view.folded &= ~((uint64_t)1 << snapshot.items[now].section_index);
}
