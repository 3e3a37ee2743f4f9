/* Brings the state of the program onto the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "config/paths.h"

#define PROMPT_SIZE 160

const char *app_get_person(const struct app *app)
{
	return app->config->reviewer[0] ? app->config->reviewer : paths_login();
}

static const char *card_title(const struct app *app)
{
	return card_text_get(&app->card->title, app->language);
}

static void draw_review(struct app *app)
{
	struct review_snapshot snapshot;
	char prompt[PROMPT_SIZE];
	app->view.line = app_get_line(app, prompt, sizeof prompt);
	review_snapshot(app->review, &snapshot);
	if (app->message[0]) {
		snapshot.message = app->message;
		snapshot.tone = app->tone;
	}
	app->view.pick = app_get_kinds(app);
	screen_draw_review(&app->canvas, &app->view, &snapshot);
	app->view.line.prompt = NULL;
}

static void get_row(void *context, size_t i, struct calls_row *row)
{
	struct app *app = context;
	calls_get_row(app->calls, i, row);
}

static void draw_calls(struct app *app)
{
	char prompt[PROMPT_SIZE];
	struct calls_view view = {
		.n_rows = calls_count(app->calls),
		.cursor = app->call,
		.first = app->first_row,
		.n_scanned = calls_count_scanned(app->calls),
		.person = app_get_person(app),
		.card_title = card_title(app),
		.message = app->message,
		.tone = app->tone,
		.line = app_get_line(app, prompt, sizeof prompt),
		.limits = app->config->limits,
		.agent_channel = app->config->agent_channel,
		.get_row = get_row,
		.context = app,
	};
	if (!calls_get_analysis(
		    app->calls, app->call, &view.envelope, &view.events, &view.n_events))
		view.envelope = NULL;
	screen_draw_calls(&app->canvas, &view);
	app->first_row = view.first;
	calls_set_sight(app->calls, view.first, (size_t)app->canvas.rows);
}

/* The home folder as "~": shorter, and nobody's name on a shared screen. */
static void add_short_path(struct str *text, const char *path)
{
	const char *home = getenv("HOME");
	if (home && *home && str_starts(path, home) && path[strlen(home)] == '/')
		str_addf(text, "~%s", path + strlen(home));
	else
		str_add(text, path);
}

static void draw_first(struct app *app)
{
	struct str data = {0};
	char prompt[PROMPT_SIZE];
	add_short_path(&data, app->database);
	const char *device = app->config->audio_device;
	const struct first_view view = {
		.version = PACKAGE_VERSION,
		.sound = !app->config->audio ? _("off") : *device ? device : _("default output"),
		.data = str_get(&data),
		.person = app_get_person(app),
		.card_title = card_title(app),
		.message = app->message,
		.tone = app->tone,
		.line = app_get_line(app, prompt, sizeof prompt),
	};
	screen_draw_first(&app->canvas, &view);
	str_release(&data);
}

/* The keys of an open pane and of the review; of the gap list where none is open. */
static unsigned help_place(const struct app *app)
{
	unsigned place = app_get_screen_place(app);
	return place == IN_REVIEW ? IN_REVIEW | IN_GAPS : place;
}

void app_draw(struct app *app)
{
	term_fit_canvas(app->term, &app->canvas);
	canvas_clear(&app->canvas);
	if (app->help)
		screen_draw_help(&app->canvas, help_place(app), &app->help_first);
	else if (app->screen == SCREEN_REVIEW)
		draw_review(app);
	else if (app->screen == SCREEN_CALLS)
		draw_calls(app);
	else
		draw_first(app);
	term_show(app->term, &app->canvas);
}
