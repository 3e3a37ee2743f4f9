/* What the mouse does, where it is wanted: a click goes there, the wheel moves the cursor. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#define FIRST_CALL_ROW 2 /* of the call list */

static void click_review(struct app *app, int row, int column)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	struct screen_hit hit =
		screen_find_review(&app->canvas, &app->view, &snapshot, row, column);
	if (hit.kind == HIT_TIME)
		review_go_to(app->review, hit.ms);
	else if (hit.kind == HIT_ITEM)
		review_set_cursor(app->review, hit.item);
}

/* The row under the cursor opens at a second click. */
static void click_calls(struct app *app, int row)
{
	size_t call = app->first_row + (size_t)(row - FIRST_CALL_ROW);
	if (row < FIRST_CALL_ROW || call >= calls_count(app->calls) || row >= app->canvas.rows - 2)
		return;
	if (call == app->call)
		app_do(app, ACTION_OPEN);
	else
		app->call = call;
}

static enum action wheel_action(const struct app *app, bool up)
{
	if (app->help || app->screen == SCREEN_CALLS)
		return up ? ACTION_LIST_UP : ACTION_LIST_DOWN;
	if (app->screen != SCREEN_REVIEW)
		return ACTION_NONE;
	switch (app_get_place(app) & ~(unsigned)IN_REVIEW) {
	case IN_GAPS:
		return up ? ACTION_GAP_UP : ACTION_GAP_DOWN;
	case IN_CONTACT:
	case IN_INCIDENTS:
	case IN_NOTES:
		return up ? ACTION_ROW_UP : ACTION_ROW_DOWN;
	case IN_PICK:
	case IN_GUIDELINE:
		return up ? ACTION_PAGE_UP : ACTION_PAGE_DOWN;
	case IN_SUBMIT:
		return ACTION_NONE;
	}
	return up ? ACTION_ITEM_UP : ACTION_ITEM_DOWN;
}

bool app_take_mouse(struct app *app, struct key key)
{
	bool is_wheel = key.code == KEY_CODE_WHEEL_UP || key.code == KEY_CODE_WHEEL_DOWN;
	if (!is_wheel && key.code != KEY_CODE_CLICK)
		return false;
	if (!app->config->mouse || app->line != LINE_NONE)
		return true;
	enum action action = is_wheel ? wheel_action(app, key.code == KEY_CODE_WHEEL_UP) : ACTION_NONE;
	if (action != ACTION_NONE)
		app_do(app, action);
	else if (!is_wheel && !app->help && app->screen == SCREEN_REVIEW)
		click_review(app, key.row - 1, key.column - 1);
	else if (!is_wheel && !app->help && app->screen == SCREEN_CALLS)
		click_calls(app, key.row - 1);
	return true;
}
