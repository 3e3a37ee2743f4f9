/* Recording an incident: class and category by letter, when, and what there is to say of it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/catalogue.h"

#define LEAD_MS 3000 /* it is played from this much before */

/* The lines that are asked for, in this order: what was heard first, what others decide last. Escape
 * leaves the rest for later. */
static const enum incident_text asked[] = {INCIDENT_SAID, INCIDENT_PROBLEM, INCIDENT_DIAGNOSIS,
	INCIDENT_SEVERITY, INCIDENT_FOLLOW_UP, INCIDENT_CONFIRMED};
#define N_ASKED (sizeof asked / sizeof *asked)

/* ---- the kinds ---- */

static bool need_catalogue(struct app *app)
{
	struct err err;
	if (!app->catalogue)
		app->catalogue = catalogue_load(&err);
	if (!app->catalogue)
		app_say(app, TONE_ERROR, "%s", err.text);
	return app->catalogue != NULL;
}

static const struct incident_class *chosen_class(const struct app *app)
{
	return incidents_find_class(app->catalogue, app->incident.class);
}

static size_t count_kinds(const struct app *app)
{
	return app->choosing == CHOOSING_CLASS ? app->catalogue->n_classes :
						 chosen_class(app)->n_categories;
}

/* What there is to choose from now, as a list with letters. */
const struct pick_list *app_get_kinds(struct app *app)
{
	struct kinds *kinds = &app->kinds;
	bool is_class = app->choosing == CHOOSING_CLASS;
	if (!app->choosing)
		return NULL;
	kinds->list = (struct pick_list){.title = _("Incident: which class?"), .right = "",
		.empty = "", .is_cut = true, .choices = kinds->choices,
		.n_choices = count_kinds(app)};
	if (!is_class)
		kinds->list.title = _("Incident: what was it?");
	if (kinds->list.n_choices > ACTION_N_LETTERS)
		kinds->list.n_choices = ACTION_N_LETTERS;
	for (size_t i = 0; i < kinds->list.n_choices; i++) {
		const struct card_text *title = is_class ? &app->catalogue->classes[i].title :
							   &chosen_class(app)->categories[i].title;
		const struct card_text *text =
			is_class ? title : &chosen_class(app)->categories[i].definition;
		str_copy(kinds->texts[i], sizeof kinds->texts[i],
			card_text_get(title, app->language));
		if (!is_class && *card_text_get(text, app->language)) {
			struct str line = {0};
			str_addf(&line, _("%s: %s"), kinds->texts[i],
				card_text_get(text, app->language));
			str_copy(kinds->texts[i], sizeof kinds->texts[i], str_get(&line));
			str_release(&line);
		}
		kinds->choices[i] =
			(struct snapshot_choice){.code = "", .text = kinds->texts[i], .off = ""};
	}
	return &kinds->list;
}

/* ---- filing ---- */

static void free_texts(struct app *app)
{
	for (int i = 0; i < N_INCIDENT_TEXTS; i++) {
		free(app->incident.texts[i]);
		app->incident.texts[i] = NULL;
	}
}

/* The incident under the cursor, as one to be changed. */
static bool take_current(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (app->view.incident >= snapshot.n_incidents)
		return false;
	const struct snapshot_incident *incident = &snapshot.incidents[app->view.incident];
	free_texts(app);
	app->incident = (struct store_incident){.n = incident->n,
		.start_ms = incident->start_ms, .end_ms = incident->end_ms};
	str_copy(app->incident.class, ITEM_KEY_SIZE, incident->class_key);
	str_copy(app->incident.category, ITEM_KEY_SIZE, incident->category_key);
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		app->incident.texts[i] = mem_dup(incident->texts[i]);
	return true;
}

/* A new one stands last; the cursor goes to it. */
static void file(struct app *app)
{
	struct review_snapshot snapshot;
	bool is_new = app->incident.n == 0;
	review_put_incident(app->review, &app->incident);
	review_snapshot(app->review, &snapshot);
	if (is_new && snapshot.n_incidents) {
		app->view.incident = snapshot.n_incidents - 1;
		app->incident.n = snapshot.incidents[app->view.incident].n;
	}
}

/* ---- the lines ---- */

static void ask_line(struct app *app, size_t which)
{
	app->line_index = which;
	const char *text = app->incident.texts[asked[which]];
	app_open_line(app, LINE_INCIDENT, text ? text : "");
}

bool app_is_last_incident_line(const struct app *app)
{
	return app->line_index + 1 >= N_ASKED;
}

void app_finish_incident_line(struct app *app, const char *text)
{
	size_t which = app->line_index;
	free(app->incident.texts[asked[which]]);
	app->incident.texts[asked[which]] = mem_dup(text);
	file(app);
	if (!app_is_last_incident_line(app))
		ask_line(app, which + 1);
}

const char *app_get_incident_prompt(const struct app *app)
{
	return pane_incident_text_name(asked[app->line_index]);
}

/* ---- keys ---- */

static void begin_choosing(struct app *app)
{
	if (need_catalogue(app) && app->catalogue->n_classes) {
		app->choosing = CHOOSING_CLASS;
		app->view.first_text = 0;
	}
}

void app_choose_incident(struct app *app, size_t line)
{
	if (line >= count_kinds(app)) {
		app_say(app, TONE_PLAIN, _("No line has that letter"));
		return;
	}
	if (app->choosing == CHOOSING_CLASS) {
		str_copy(app->incident.class, ITEM_KEY_SIZE, app->catalogue->classes[line].key);
		app->choosing = CHOOSING_CATEGORY;
		app->view.first_text = 0;
		return;
	}
	str_copy(app->incident.category, ITEM_KEY_SIZE, chosen_class(app)->categories[line].key);
	app->choosing = CHOOSING_NOTHING;
	bool is_new = app->incident.n == 0;
	file(app);
	if (is_new)
		ask_line(app, 0);
}

/* What the item under the cursor suggests is taken without asking. */
static void add(struct app *app)
{
	struct review_snapshot snapshot;
	review_snapshot(app->review, &snapshot);
	if (snapshot.final) {
		app_say(app, TONE_WARNING, _("This review is submitted; for 10 minutes :reopen takes it back"));
		return;
	}
	free_texts(app);
	review_draft_incident(app->review, &app->incident);
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		app->incident.texts[i] = NULL;
	if (!app->incident.class[0]) {
		begin_choosing(app);
		return;
	}
	file(app);
	ask_line(app, 0);
}

static void set_time(struct app *app, bool is_start)
{
	int64_t now_ms = review_get_moment_ms(app->review);
	struct store_incident *incident = &app->incident;
	if (is_start)
		incident->start_ms = now_ms;
	else
		incident->end_ms = now_ms;
	if (incident->end_ms >= 0 && incident->end_ms <= incident->start_ms) {
		if (!is_start) {
			app_say(app, TONE_WARNING, _("An incident ends after it begins"));
			return;
		}
		incident->end_ms = -1;
	}
	file(app);
}

static void play(struct app *app)
{
	int64_t start_ms = app->incident.start_ms - LEAD_MS;
	if (review_go_to(app->review, start_ms > 0 ? start_ms : 0))
		review_do(app->review, ACTION_PLAY);
}

void app_do_incident(struct app *app, enum action action)
{
	if (action == ACTION_INCIDENT_ADD) {
		add(app);
		return;
	}
	if (!take_current(app)) {
		app_say(app, TONE_PLAIN, _("No incident is recorded; a records one"));
		return;
	}
	if (action == ACTION_INCIDENT_EDIT)
		ask_line(app, 0);
	else if (action == ACTION_INCIDENT_KIND)
		begin_choosing(app);
	else if (action == ACTION_INCIDENT_PLAY)
		play(app);
	else if (action == ACTION_INCIDENT_REMOVE)
		review_remove_incident(app->review, app->incident.n);
	else
		set_time(app, action == ACTION_INCIDENT_START);
}

void app_free_incident(struct app *app)
{
	free_texts(app);
	app->choosing = CHOOSING_NOTHING;
}
