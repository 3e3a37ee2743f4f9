/* What is typed behind ":": commands, options, and every action by its name. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "command/cards.h"
#include "ui/search.h"

/* ---- options ---- */

static void apply_limits(struct app *app)
{
	if (app->calls)
		calls_set_limits(app->calls, &app->config->limits);
	if (app->review)
		review_set_limits(app->review, &app->config->limits);
}

static void apply_grace(struct app *app)
{
	if (app->review)
		review_set_grace(app->review, app->config->overtalk_grace_ms);
}

static void apply_listening(struct app *app)
{
	const struct review_options options = app_review_options(app, false);
	if (app->review)
		review_set_listening(app->review, &options);
}

/* Without sound being wanted, what the clock passes counts as heard. */
static void apply_audio(struct app *app)
{
	app_set_output(app);
	apply_listening(app);
}

static void apply_mouse(struct app *app)
{
	term_set_mouse(app->term, app->config->mouse);
}

static const struct {
	const char *name;
	void (*apply)(struct app *app); /* NULL: the next use reads it */
} settable[] = {
	{"audio", apply_audio},
	{"audio-device", app_set_output},
	{"audio-latency", app_set_output},
	{"autoplay", NULL},
	{"evidence-lag", apply_listening},
	{"gap-play", apply_listening},
	{"gap-thresholds", apply_limits},
	{"overtalk-grace", apply_grace},
	{"pedal", app_set_pedal},
	{"pedal-grab", app_set_pedal},
	{"pedal-keys", app_set_pedal},
	{"level-match", apply_listening},
	{"resume-back", apply_listening},
	{"mouse", apply_mouse},
	{"remote-sound", app_set_output},
	{"reviewer", NULL},
	{"skip-behind", apply_listening},
	{"skip-front", apply_listening},
};
#define N_SETTABLE (sizeof settable / sizeof *settable)

static size_t find_settable(const char *name)
{
	size_t i = 0;
	while (i < N_SETTABLE && strcmp(settable[i].name, name) != 0)
		i++;
	return i;
}

bool app_can_set(const char *option)
{
	return find_settable(option) < N_SETTABLE;
}

static const struct option_row *find_option(const char *name)
{
	const struct option_row *row = config_get_options();
	while (row->name && strcmp(row->name, name) != 0)
		row++;
	return row->name ? row : NULL;
}

static void set_option(struct app *app, const char *name, const char *value)
{
	struct err err;
	const struct option_row *row = find_option(name);
	if (!row)
		app_say(app, TONE_WARNING, _("there is no option '%s'; Tab lists them"), name);
	else if (!app_can_set(name))
		app_say(app, TONE_WARNING,
			_("option '%s' is read at the start only; it belongs in callmark.conf"),
			name);
	else if (!value && row->type != OPTION_FLAG)
		app_say(app, TONE_WARNING, _("option '%s' wants a value, like %s=%s"), name, name,
			*row->preset ? row->preset : "...");
	else if (!config_set(app->config, name, value ? value : "yes", &err))
		app_say(app, TONE_WARNING, "%s", err.text);
	else {
		if (settable[find_settable(name)].apply)
			settable[find_settable(name)].apply(app);
		app_say(app, TONE_GOOD, "%s=%s", name, value ? value : "yes");
	}
}

static void run_set(struct app *app, const char *rest)
{
	char name[64];
	const char *equals = strchr(rest, '=');
	struct str text = {0};
	if (!*rest) {
		app_say(app, TONE_WARNING, _("set what? OPTION=VALUE; Tab lists the options"));
		return;
	}
	str_addn(&text, rest, equals ? (size_t)(equals - rest) : strlen(rest));
	str_copy(name, sizeof name, str_get(&text));
	set_option(app, name, equals ? equals + 1 : NULL);
	str_release(&text);
}

/* ---- the other commands ---- */

static void run_goto(struct app *app, const char *rest)
{
	int64_t ms;
	if (!app->review)
		app_say(app, TONE_WARNING, _("no call is open to go to a time of"));
	else if (!timefmt_parse(rest, &ms))
		app_say(app, TONE_WARNING, _("'%s' is no time; like 75, 4:43 or 1:02:03"), rest);
	else
		review_go_to(app->review, ms);
}

static void run_audio(struct app *app, const char *rest)
{
	(void)rest;
	app_tell_audio(app);
}

static void run_card(struct app *app, const char *rest)
{
	struct err err;
	if (!*rest) {
		app_say(app, TONE_PLAIN, _("new reviews get %s; Tab lists the others"),
			card_text_get(&app->card->title, app->language));
		return;
	}
	struct card *card = cards_load(rest, &err);
	if (!card) {
		app_say(app, TONE_ERROR, "%s", err.text);
		return;
	}
	app_use_card(app, card);
}

static void run_quit(struct app *app, const char *rest)
{
	(void)rest;
	if (app_may_quit(app))
		app->quit = true;
}

static void run_reopen(struct app *app, const char *rest)
{
	(void)rest;
	app_reopen(app);
}

const struct app_command *app_get_commands(void)
{
	static const struct app_command commands[] = {
		{"audio", false, run_audio},
		{"card", true, run_card},
		{"goto", true, run_goto},
		{"q", false, run_quit},
		{"quit", false, run_quit},
		{"reopen", false, run_reopen},
		{"set", true, run_set},
		{0},
	};
	return commands;
}

static void run_action(struct app *app, const char *name)
{
	enum action action = action_find(name);
	unsigned place = app_get_place(app);
	if (action == ACTION_NONE)
		app_say(app, TONE_WARNING, _("there is no command '%s'; Tab lists them"), name);
	else if (!(action_get_row(action)->where & place))
		app_say(app, TONE_WARNING, _("'%s' does nothing on this screen"), name);
	else
		app_do(app, action);
}

/* "4:43" alone is a time to go to. */
static bool run_time(struct app *app, const char *text)
{
	int64_t ms;
	bool is_time = app->review && timefmt_parse(text, &ms);
	if (is_time)
		review_go_to(app->review, ms);
	return is_time;
}

void app_run_command(struct app *app, const char *text)
{
	char name[64];
	struct str word = {0};
	text += strspn(text, " ");
	size_t n_name = strcspn(text, " ");
	str_addn(&word, text, n_name);
	str_copy(name, sizeof name, str_get(&word));
	str_clear(&word);
	text += n_name + strspn(text + n_name, " ");
	str_add(&word, text);
	while (word.n_bytes && word.text[word.n_bytes - 1] == ' ')
		word.text[--word.n_bytes] = '\0';
	const struct app_command *command = app_get_commands();
	while (command->name && strcmp(command->name, name) != 0)
		command++;
	if (command->name)
		command->run(app, str_get(&word));
	else if (*name && !run_time(app, name))
		run_action(app, name);
	str_release(&word);
}

/* ---- searching ---- */

/* Where it was found; the title is in sight anyhow. */
static const char *hit_format(enum search_place place)
{
	switch (place) {
	case SEARCH_NOWHERE:
	case SEARCH_TITLE:
		break;
	case SEARCH_GUIDELINE:
		return _("%zu of %zu: in the guideline of %s (i shows it)");
	case SEARCH_COMMENT:
		return _("%zu of %zu: in the comment on %s");
	case SEARCH_REASON:
		return _("%zu of %zu: in the reasons of %s (R shows them)");
	}
	return _("%zu of %zu: %s");
}

void app_search(struct app *app, int step)
{
	struct review_snapshot snapshot;
	if (!app->search[0]) {
		app_say(app, TONE_PLAIN, _("Nothing was searched for yet; / searches"));
		return;
	}
	review_snapshot(app->review, &snapshot);
	struct search_hit hit = search_card(&snapshot, app->search, snapshot.cursor, step);
	if (hit.n_hits == 0) {
		app_say(app, TONE_WARNING, _("'%s' is not in this scorecard"), app->search);
		return;
	}
	app->view.folded &= ~((uint64_t)1 << (snapshot.items[hit.item].section_index & 63));
	app_say(app, TONE_PLAIN, hit_format(hit.place), hit.number, hit.n_hits,
		snapshot.items[hit.item].name);
	review_set_cursor(app->review, hit.item);
}
