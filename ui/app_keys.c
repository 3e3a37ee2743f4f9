/* What keys do on each screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdlib.h>

#include "action/keymap.h"
#include "base/i18n.h"
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

#define KEY_ENTER 13
#define KEY_ESCAPE 27

/* ---- the review screen ---- */

static void open_item_comment(struct app *app, size_t item)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (snapshot.final) {
		app_say(app, TONE_WARNING, _("This review is submitted; for 10 minutes :reopen takes it back"));
	} else if (item < snapshot.n_snapshot_items) {
		app->line_index = item;
		app_open_line(app, LINE_COMMENT, snapshot.items[item].comment);
	} else if (snapshot.n_snapshot_items) {
		app_say(app, TONE_PLAIN, _("Nothing is marked yet; c comments on the item"));
	}
}

static void open_comment(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	open_item_comment(app, snapshot.cursor);
}

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

static bool open_review_line(struct app *app, enum action action)
{
	if (action == ACTION_COMMENT)
		open_comment(app);
	else if (action == ACTION_COMMENT_MARK)
		open_item_comment(app, review_find_due_comment(app->review));
	else if (action == ACTION_GOTO)
		app_open_line(app, LINE_GOTO, "");
	else if (action == ACTION_SEARCH)
		app_open_line(app, LINE_SEARCH, "");
	else if (action == ACTION_NOTE)
		app_open_note(app);
	else
		return false;
	return true;
}

/* A page of what is longer than its pane; the drawing cuts it to what there is. */
static void scroll_text(struct app *app, int step)
{
	int page = app->canvas.rows / 3;
	app->view.first_text += step * (page > 1 ? page : 1);
}

/* What the panes and the screen do themselves; false if the review is to do it. */
static bool do_pane(struct app *app, enum action action)
{
	unsigned where = action_get_row(action)->where;
	if (action == ACTION_PICK && app->letter >= 0)
		app_pick(app, (size_t)app->letter);
	else if (action == ACTION_PAGE_DOWN || action == ACTION_PAGE_UP)
		scroll_text(app, action == ACTION_PAGE_DOWN ? 1 : -1);
	else if (app->choosing && action == ACTION_BACK)
		app_free_incident(app);
	else if (action == ACTION_FOLD)
		app_fold(app);
	else if (action == ACTION_UNPICK || action == ACTION_FLAG_COMMENT)
		app_do_pick(app, action);
	else if (where == IN_INCIDENTS)
		app_do_incident(app, action);
	else if (where == IN_CONTACT || action == ACTION_ROW_DOWN || action == ACTION_ROW_UP)
		app_do_form(app, action);
	else if (where == IN_NOTES)
		app_do_note(app, action);
	else if ((action == ACTION_NEXT_HIT || action == ACTION_PREVIOUS_HIT) && app->search[0])
		app_search(app, action == ACTION_NEXT_HIT ? 1 : -1);
	else
		return action == ACTION_PICK;
	return true;
}

/* Where the cursor is; only looked for while something is folded. */
static size_t cursor_of(struct app *app)
{
	struct review_snapshot snapshot;
	if (!app->view.folded)
		return 0;
	review_snapshot(app->review, &snapshot);
	return snapshot.cursor;
}

static void do_review(struct app *app, enum action action)
{
	enum snapshot_pane lower = review_get_lower(app->review);
	size_t from = cursor_of(app);
	if (app_guard_mark(app, action) || do_pane(app, action) ||
		(action == ACTION_COMMENT && lower == LOWER_SUBMIT &&
			app_open_missing_comment(app)))
		return;
	bool done = review_do_at(app->review, action, app->pressed_ns);
	app_step_folded(app, action, from);
	if (review_get_lower(app->review) != lower)
		app_free_incident(app);
	if (review_get_lower(app->review) != lower || action == ACTION_ITEM_DOWN ||
		action == ACTION_ITEM_UP)
		app->view.first_text = 0;
	if (open_review_line(app, action))
		return;
	if (action == ACTION_CONTACT || action == ACTION_INCIDENTS || action == ACTION_NOTES)
		app_enter_form(app);
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

static void say_reopened(struct app *app, bool reopened, const struct err *err)
{
	if (reopened)
		app_say(app, TONE_GOOD, app->review ? _("Back to draft") :
						      _("Back to draft; Enter opens it"));
	else
		app_say(app, TONE_WARNING, "%s", err->text);
}

/* The open review is closed for it: what the list does to the database is not the review's. */
static void reopen_from_review(struct app *app, size_t call)
{
	struct err err;
	size_t open = app->call;
	if (review_count_unsaved(app->review) > 0) {
		app_say(app, TONE_WARNING, _("marks are still being saved; try again then"));
		return;
	}
	app_close_review(app);
	bool reopened = calls_reopen(app->calls, call, &err);
	if (!app_open_call(app, reopened ? call : open, false))
		app->screen = SCREEN_CALLS;
	say_reopened(app, reopened, &err);
}

void app_reopen(struct app *app)
{
	struct review_snapshot snapshot;
	struct err err;
	if (app->screen == SCREEN_FIRST) {
		app_say(app, TONE_WARNING, _("no call is open"));
	} else if (app->screen == SCREEN_CALLS) {
		bool reopened = calls_reopen(app->calls, app->call, &err);
		say_reopened(app, reopened, &err);
	} else {
		review_snapshot(app->review, &snapshot);
		bool is_former = !snapshot.final && app->has_submitted;
		reopen_from_review(app, is_former ? app->call_submitted : app->call);
	}
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
		app_reopen(app);
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
		app_open_line(app, LINE_ADD, "");
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
	else if (action == ACTION_COMMAND)
		app_open_line(app, LINE_COMMAND, "");
	else if (action == ACTION_HELP && !app->help)
		app->help = true, app->help_first = 0;
	else
		return false;
	return true;
}

unsigned app_get_screen_place(const struct app *app)
{
	switch (app->screen) {
	case SCREEN_FIRST:
		return IN_FIRST;
	case SCREEN_CALLS:
		return IN_CALLS;
	case SCREEN_REVIEW:
		break;
	}
	return IN_REVIEW |
		(app->choosing ? IN_PICK : pane_get_place(review_get_lower(app->review)));
}

unsigned app_get_place(const struct app *app)
{
	return app->help ? IN_HELP : app_get_screen_place(app);
}

/* An open pane's keys come before those of the screen. */
static enum action look_up(struct app *app, struct key key)
{
	unsigned place = app_get_place(app), pane = place & ~(unsigned)IN_REVIEW;
	enum action action = pane ? keymap_lookup(pane, key) : ACTION_NONE;
	return action != ACTION_NONE ? action : keymap_lookup(place, key);
}

void app_do(struct app *app, enum action action)
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

/* Silence would leave a person wondering. Escape closes what is open, and here nothing is. */
static void say_unknown(struct app *app, struct key key)
{
	char name[KEY_NAME_SIZE], help[KEY_NAME_SIZE];
	key_name(key, name);
	if (name[0] && key.code != KEY_ESCAPE && !app->help)
		app_say(app, TONE_PLAIN, _("%s is not a key here; %s shows the keys"), name,
			key_name(keymap_get(ACTION_HELP)[0], help));
}

/* A pedal may type function keys (callmark(1)), and a foot is free while the hands write: those that
 * play and move do so then too, and behind the help. */
static bool take_foot_key(struct app *app, struct key key)
{
	bool is_function = key.code >= KEY_CODE_F1 && key.code <= KEY_CODE_F12;
	if (!is_function || app->pasting || app->screen != SCREEN_REVIEW ||
		(app->line == LINE_NONE && !app->help))
		return false;
	enum action action = keymap_lookup(IN_REVIEW, key);
	if (action_get_row(action)->group != GROUP_LISTEN)
		return false;
	review_do_at(app->review, action, app->pressed_ns);
	return true;
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
	if (app_take_mouse(app, key) || take_foot_key(app, key))
		return;
	if (app->line != LINE_NONE) {
		app_line_key(app, key);
		return;
	}
	if (app->pasting)
		return;
	app_clear_message(app);
	if (take_menu_key(app, &key))
		return;
	enum action action = look_up(app, key);
	app->letter = action_find_letter(action_get_row(action), key);
	if (action != ACTION_BACK)
		app->quit_warned = false;
	if (action != ACTION_NONE)
		app_do(app, action);
	else
		say_unknown(app, key);
}
