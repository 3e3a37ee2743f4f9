/* The edit line: what it is opened for, and what becomes of its text. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "base/utf8.h"

#define KEY_CONTROL_C 3
#define KEY_TAB 9
#define KEY_ENTER 13
#define KEY_ESCAPE 27

static void drop_choices(struct app *app)
{
	app->choices[0] = '\0';
	app->n_choices_shown = 0;
}

/* The most used comes first with Up. */
static void recall_comments(struct app *app)
{
	const char *const *comments;
	size_t n = app->line == LINE_COMMENT ?
		review_get_item_comments(app->review, app->line_index, &comments) :
		review_get_flag_comments(app->review, app->line_index, &comments);
	while (n > 0)
		recall_add(&app->canned, comments[--n]);
}

void app_open_line(struct app *app, enum app_line line, const char *text)
{
	app->line = line;
	drop_choices(app);
	lineedit_init(&app->edit, text);
	recall_rewind(&app->commands);
	recall_rewind(&app->searches);
	recall_release(&app->canned);
	if (line == LINE_COMMENT || line == LINE_FLAG_COMMENT)
		recall_comments(app);
}

/* ---- recordings ---- */

/* What a person types for a path: "~/" as in a shell, and the blanks that come with pasting. */
static char *path_of_line(const char *text)
{
	struct str path = {0};
	size_t n_text = strlen(text);
	const char *home = getenv("HOME");
	while (n_text && text[n_text - 1] == ' ')
		n_text--;
	if (home && n_text && text[0] == '~' && (n_text == 1 || text[1] == '/')) {
		str_add(&path, home);
		text++;
		n_text--;
	}
	str_addn(&path, text, n_text);
	return str_take(&path);
}

static void list_added(struct app *app, const char *path)
{
	struct err err;
	struct calls_row first;
	const char *const paths[] = {path};
	if (!app_list(app, paths, 1, &err)) {
		app_say(app, TONE_ERROR, "%s", err.text);
		return;
	}
	calls_get_row(app->calls, 0, &first);
	if (calls_count(app->calls) == 1 && first.problem) {
		app_say(app, TONE_ERROR, "%s", first.problem);
		return;
	}
	app->screen = SCREEN_CALLS;
	app->from_list = true;
}

static void add_recordings(struct app *app, const char *text)
{
	char *path = path_of_line(text);
	if (*path)
		list_added(app, path);
	free(path);
}

/* ---- what a finished line does ---- */

static void go_to(struct app *app, const char *text)
{
	int64_t ms;
	if (timefmt_parse(text, &ms))
		review_go_to(app->review, ms);
	else if (*text)
		app_say(app, TONE_WARNING, _("'%s' is no time; like 75, 4:43 or 1:02:03"), text);
}

static void finish(struct app *app)
{
	enum app_line line = app->line;
	char text[LINEEDIT_MAX + 1]; /* the line may be opened anew for what comes next */
	memcpy(text, app->edit.text, sizeof text);
	app->line = LINE_NONE;
	switch (line) {
	case LINE_NONE:
		break;
	case LINE_COMMENT:
		review_set_item_comment(app->review, app->line_index, text);
		break;
	case LINE_ADD:
		add_recordings(app, text);
		break;
	case LINE_COMMAND:
		recall_add(&app->commands, text);
		app_run_command(app, text);
		break;
	case LINE_SEARCH:
		recall_add(&app->searches, text);
		str_copy(app->search, sizeof app->search, text);
		app_search(app, 1);
		break;
	case LINE_GOTO:
		go_to(app, text);
		break;
	case LINE_NOTE:
		app_finish_note(app, text);
		break;
	case LINE_FIELD:
		app_finish_field(app, text);
		break;
	case LINE_FLAG_COMMENT:
		review_set_flag_comment(app->review, app->line_index, text);
		break;
	case LINE_INCIDENT:
		app_finish_incident_line(app, text);
		break;
	}
}

/* ---- keys ---- */

static struct recall *history_of(struct app *app)
{
	switch (app->line) {
	case LINE_COMMAND:
		return &app->commands;
	case LINE_SEARCH:
		return &app->searches;
	case LINE_COMMENT:
	case LINE_FLAG_COMMENT:
		return &app->canned;
	case LINE_NONE:
	case LINE_ADD:
	case LINE_GOTO:
	case LINE_NOTE:
	case LINE_FIELD:
	case LINE_INCIDENT:
		break;
	}
	return NULL;
}

/* Up, Down and Tab: lines typed before, or the choices of a field. */
static void step_line(struct app *app, int step)
{
	struct recall *recall = history_of(app);
	const char *line = app->line == LINE_FIELD ? app_get_option(app, -step) :
		recall				   ? recall_step(recall, step, app->edit.text) :
						     NULL;
	if (line)
		lineedit_init(&app->edit, line);
}

void app_line_key(struct app *app, struct key key)
{
	if (app->pasting) {
		lineedit_paste(&app->edit, key.code);
		return;
	}
	app_clear_message(app);
	if (key.code != KEY_TAB)
		drop_choices(app);
	/* A command line that is emptied further is left, as in vi. */
	bool is_over = app->line == LINE_COMMAND && !app->edit.n_bytes && key.code == 127;
	if (key.code == KEY_ESCAPE || key.code == KEY_CONTROL_C || is_over)
		app->line = LINE_NONE;
	else if (key.code == KEY_ENTER)
		finish(app);
	else if (key.code == KEY_CODE_UP || key.code == KEY_CODE_DOWN)
		step_line(app, key.code == KEY_CODE_UP ? -1 : 1);
	else if (key.code == KEY_TAB && app->line == LINE_COMMAND)
		app_complete(app);
	else if (key.code == KEY_TAB)
		step_line(app, -1);
	else
		lineedit_key(&app->edit, key);
}

/* ---- how it looks ---- */

/* What the text is for. Whose comment it is must be said: after a mark the cursor has gone on. */
static void add_subject(struct app *app, char *prompt, size_t n_prompt)
{
	struct review_snapshot snapshot;
	char at[TIMEFMT_SIZE];
	review_snapshot(app->review, &snapshot);
	if (app->line == LINE_COMMENT && app->line_index < snapshot.n_snapshot_items)
		snprintf(prompt, n_prompt, _("Comment on %s: "),
			snapshot.items[app->line_index].name);
	else if (app->line == LINE_FLAG_COMMENT && app->line_index < snapshot.n_flags)
		snprintf(prompt, n_prompt, _("Reason for red flag %c: "),
			ACTION_LETTERS[app->line_index % ACTION_N_LETTERS]);
	else if (app->line == LINE_FIELD && app->view.field < snapshot.n_fields)
		snprintf(prompt, n_prompt, _("%.100s: "), snapshot.fields[app->view.field].title);
	else if (app->line == LINE_NOTE)
		snprintf(prompt, n_prompt, _("Note at %s: "), timefmt_clock(app->line_ms, at));
	else if (app->line == LINE_INCIDENT)
		snprintf(prompt, n_prompt, _("%s: "), app_get_incident_prompt(app));
	utf8_cut(prompt);
}

static const char *enter_of(struct app *app)
{
	switch (app->line) {
	case LINE_COMMAND:
		return _("do it");
	case LINE_SEARCH:
		return _("search");
	case LINE_GOTO:
		return _("go there");
	case LINE_ADD:
		return _("add");
	case LINE_NONE:
	case LINE_COMMENT:
	case LINE_NOTE:
	case LINE_FIELD:
	case LINE_FLAG_COMMENT:
	case LINE_INCIDENT:
		break;
	}
	return app_asks_on(app) ? _("save, go on") : _("save");
}

struct edit_line app_get_line(struct app *app, char *prompt, size_t n_prompt)
{
	const struct recall *recall = history_of(app);
	struct edit_line line = {.text = app->edit.text, .cursor = app->edit.cursor,
		.bad = app->edit.is_full, .choices = app->choices + app->n_choices_shown,
		.prompt = prompt, .enter = enter_of(app), .has_earlier = recall && recall->n_lines,
		.completes = app->line == LINE_COMMAND};
	prompt[0] = '\0';
	switch (app->line) {
	case LINE_NONE:
		line.prompt = NULL;
		break;
	case LINE_ADD:
		str_copy(prompt, n_prompt, _("File or folder: "));
		break;
	case LINE_COMMAND:
		str_copy(prompt, n_prompt, ":");
		break;
	case LINE_SEARCH:
		str_copy(prompt, n_prompt, "/");
		break;
	case LINE_GOTO:
		str_copy(prompt, n_prompt, _("Go to: "));
		break;
	case LINE_FIELD:
		line.has_earlier = app_get_option(app, 1) != NULL;
		add_subject(app, prompt, n_prompt);
		break;
	case LINE_COMMENT:
	case LINE_FLAG_COMMENT:
	case LINE_NOTE:
	case LINE_INCIDENT:
		add_subject(app, prompt, n_prompt);
		break;
	}
	return line;
}
