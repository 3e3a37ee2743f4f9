/* What keys do on each screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/cards.h"
#include "config/paths.h"

bool app_may_quit(struct app *app)
{
	struct err err;
	size_t n = store_count_pending(app->store, &err);
	if (n == 0 || app->quit_warned)
		return true;
	app->quit_warned = true;
	app_say(app, TONE_ERROR,
		ngettext("%zu mark is not saved yet (%s); q again leaves without it",
			"%zu marks are not saved yet (%s); q again leaves without them", n),
		n, review_unsaved_reason(&err));
	return false;
}

#define KEY_CONTROL_C 3
#define KEY_ENTER 13
#define KEY_ESCAPE 27

/* ---- the edit line ---- */

static void open_line(struct app *app, enum app_line line, const char *text)
{
	app->line = line;
	lineedit_init(&app->edit, text);
}

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

static void finish_line(struct app *app)
{
	enum app_line line = app->line;
	app->line = LINE_NONE;
	if (line == LINE_COMMENT)
		review_set_comment(app->review, app->edit.text);
	else if (line == LINE_ADD)
		add_recordings(app, app->edit.text);
}

static void take_line_key(struct app *app, struct key key)
{
	if (app->pasting) {
		lineedit_paste(&app->edit, key.code);
		return;
	}
	app->message[0] = '\0';
	if (lineedit_key(&app->edit, key))
		return;
	if (key.code == KEY_ENTER)
		finish_line(app);
	else if (key.code == KEY_ESCAPE || key.code == KEY_CONTROL_C)
		app->line = LINE_NONE;
}

static void open_comment(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (snapshot.n_snapshot_items && !snapshot.final)
		open_line(app, LINE_COMMENT, snapshot.items[snapshot.cursor].comment);
}

/* ---- the review screen ---- */

static void leave_review(struct app *app)
{
	if (app->from_list || app->from_first) {
		app_close_review(app);
		app->screen = app->from_list ? SCREEN_CALLS : SCREEN_FIRST;
	} else if (app_may_quit(app)) {
		app->quit = true;
	}
}

/* Rows that cannot be opened are stepped over; at the end of the list it stays and says so. */
static void step_call(struct app *app, int step)
{
	size_t n = calls_count(app->calls);
	for (size_t i = app->call + (size_t)step; i < n; i += (size_t)step)
		if (app_open_call(app, i, true))
			return;
	app_say(app, TONE_PLAIN,
		step > 0 ? _("This is the last call of the list") :
			   _("This is the first call of the list"));
}

static void do_review(struct app *app, enum action action)
{
	bool done = review_do_at(app->review, action, app->pressed_ns);
	if (action == ACTION_COMMENT)
		open_comment(app);
	else if (action == ACTION_NEXT_CALL || action == ACTION_PREVIOUS_CALL)
		step_call(app, action == ACTION_NEXT_CALL ? 1 : -1);
	else if (action == ACTION_BACK && !done)
		leave_review(app);
}

/* ---- the call list ---- */

static void move_row(struct app *app, int64_t by)
{
	int64_t n = (int64_t)calls_count(app->calls), to = (int64_t)app->call + by;
	app->call = (size_t)(to < 0 ? 0 : to >= n ? n - 1 : to);
}

static void reopen(struct app *app)
{
	struct err err;
	if (calls_reopen(app->calls, app->call, &err))
		app_say(app, TONE_GOOD, _("Back to draft; Enter opens it"));
	else
		app_say(app, TONE_WARNING, "%s", err.text);
}

static void move_list(struct app *app, enum action action)
{
	int64_t n = (int64_t)calls_count(app->calls);
	int64_t page = app->canvas.rows > 10 ? app->canvas.rows - 10 : 1;
	if (action == ACTION_LIST_DOWN)
		move_row(app, 1);
	else if (action == ACTION_LIST_UP)
		move_row(app, -1);
	else if (action == ACTION_PAGE_DOWN)
		move_row(app, page);
	else if (action == ACTION_PAGE_UP)
		move_row(app, -page);
	else if (action == ACTION_LIST_START)
		move_row(app, -n);
	else if (action == ACTION_LIST_END)
		move_row(app, n);
}

static void do_calls(struct app *app, enum action action)
{
	move_list(app, action);
	if (action == ACTION_OPEN)
		app_open_call(app, app->call, true);
	else if (action == ACTION_REOPEN)
		reopen(app);
	else if (action == ACTION_BACK && app_may_quit(app))
		app->quit = true;
}

/* ---- the first screen ---- */

/* The sample comes with a short card of its own: a finished review within the first minute. */
static void open_sample(struct app *app)
{
	struct err err;
	char *sample = paths_shipped("sample/sample-call.opus");
	const char *const paths[] = {sample};
	if (!app->sample_card)
		app->sample_card = cards_load("short", &err);
	if (!app->sample_card || !app_list(app, paths, 1, &err)) {
		app_say(app, TONE_ERROR, "%s", err.text);
	} else {
		app->is_sample = true;
		app_open_call(app, 0, true);
	}
	free(sample);
}

static void do_first(struct app *app, enum action action)
{
	if (action == ACTION_SAMPLE)
		open_sample(app);
	else if (action == ACTION_ADD)
		open_line(app, LINE_ADD, "");
	else if (action == ACTION_CARD)
		app_next_card(app);
	else if (action == ACTION_BACK && app_may_quit(app))
		app->quit = true;
}

/* ---- help, and what works everywhere ---- */

static void do_help(struct app *app, enum action action)
{
	int page = app->canvas.rows > 6 ? app->canvas.rows - 6 : 1;
	if (action == ACTION_LIST_DOWN)
		app->help_first++;
	else if (action == ACTION_LIST_UP)
		app->help_first--;
	else if (action == ACTION_PAGE_DOWN)
		app->help_first += page;
	else if (action == ACTION_PAGE_UP)
		app->help_first -= page;
	else if (action == ACTION_LIST_START)
		app->help_first = 0;
	else if (action == ACTION_LIST_END)
		app->help_first = 10000; /* cut by the drawing to what there is */
	else if (action == ACTION_BACK || action == ACTION_HELP)
		app->help = false;
	else if (action == ACTION_PAUSE && app->review)
		review_do(app->review, action);
}

static bool do_everywhere(struct app *app, enum action action)
{
	if (action == ACTION_REDRAW)
		term_redraw(app->term);
	else if (action == ACTION_SUSPEND)
		app_suspend(app);
	else if (action == ACTION_HELP && !app->help)
		app->help = true, app->help_first = 0;
	else
		return false;
	return true;
}

/* The open pane of the review screen, whose keys come before the screen's own; 0 for none. */
static unsigned open_pane(const struct app *app)
{
	enum snapshot_pane lower = review_get_lower(app->review);
	return lower == LOWER_SUBMIT ? IN_SUBMIT : lower == LOWER_GAPS ? IN_GAPS : 0;
}

static enum action look_up(struct app *app, struct key key)
{
	enum action action = ACTION_NONE;
	if (app->help)
		return keymap_lookup(IN_HELP, key);
	if (app->screen == SCREEN_FIRST)
		return keymap_lookup(IN_FIRST, key);
	if (app->screen == SCREEN_CALLS)
		return keymap_lookup(IN_CALLS, key);
	unsigned pane = open_pane(app);
	if (pane)
		action = keymap_lookup(pane, key);
	return action != ACTION_NONE ? action : keymap_lookup(IN_REVIEW, key);
}

static void do_action(struct app *app, enum action action)
{
	if (do_everywhere(app, action))
		return;
	if (app->help)
		do_help(app, action);
	else if (app->screen == SCREEN_REVIEW)
		do_review(app, action);
	else if (app->screen == SCREEN_CALLS)
		do_calls(app, action);
	else
		do_first(app, action);
}

/* Pasted text never runs as keys: it opens the comment line, or goes into the line that is open. */
static void take_paste(struct app *app, struct key key)
{
	app->pasting = key.code == KEY_CODE_PASTE_START;
	if (app->pasting && app->line == LINE_NONE && app->screen == SCREEN_REVIEW && !app->help)
		open_comment(app);
}

/* M waits for a letter, which then is another key than the letter alone; true if it does. */
static bool take_menu_key(struct app *app, struct key *key)
{
	if (app->after_menu)
		key->modifiers |= KEY_MENU;
	app->after_menu = !app->after_menu && key->code == 'M' && !key->modifiers &&
		app->screen == SCREEN_REVIEW && !app->help;
	if (app->after_menu)
		app_say(app, TONE_PLAIN, _("M  g gap list"));
	return app->after_menu;
}

void app_take_key(struct app *app, struct key key)
{
	/* Enter typed before the terminal was set up comes as a line feed. */
	if (key.code == '\n' && !app->pasting)
		key.code = KEY_ENTER;
	if (key.code == KEY_CODE_PASTE_START || key.code == KEY_CODE_PASTE_END) {
		take_paste(app, key);
		return;
	}
	if (app->line != LINE_NONE) {
		take_line_key(app, key);
		return;
	}
	if (app->pasting)
		return;
	app->message[0] = '\0';
	if (take_menu_key(app, &key))
		return;
	enum action action = look_up(app, key);
	if (action != ACTION_BACK)
		app->quit_warned = false;
	if (action != ACTION_NONE)
		do_action(app, action);
}
