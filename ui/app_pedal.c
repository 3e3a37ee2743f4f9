/* A foot pedal: what is held down of it becomes actions, as keys do. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"

#define FIRST_REPEAT_NS 300000000 /* until a key that is held goes on and on */
#define REPEAT_NS 80000000        /* in time to be taken as one key that is held */

/* Also behind the help and while a text is written: a foot is free then. */
static void act(struct app *app, enum action action, int64_t at_ns)
{
	if (app->review && app->review_started)
		review_do_at(app->review, action, at_ns);
}

/* Back and forward at once stand still. */
static enum action move_of(unsigned roles)
{
	switch (roles & (PEDAL_BACK | PEDAL_FORWARD)) {
	case PEDAL_BACK:
		return ACTION_BACK_1S;
	case PEDAL_FORWARD:
		return ACTION_FORWARD_1S;
	}
	return ACTION_NONE;
}

static void take_press(struct app *app, const struct player_press *press)
{
	unsigned changed = app->pedal_roles ^ press->roles;
	enum action move = move_of(press->roles);
	app->pedal_roles = press->roles;
	if (changed & PEDAL_PLAY)
		act(app, press->roles & PEDAL_PLAY ? ACTION_PLAY : ACTION_PAUSE, press->at_ns);
	if (!(changed & ~(unsigned)PEDAL_PLAY))
		return;
	app->pedal_due_ns = CLOCK_NEVER;
	if (move == ACTION_NONE)
		return;
	act(app, move, press->at_ns);
	app->pedal_due_ns = clock_mono_ns() + FIRST_REPEAT_NS;
}

bool app_take_pedal(struct app *app)
{
	struct player_press press;
	bool any = false;
	while (player_take_press(app->player, &press)) {
		take_press(app, &press);
		any = true;
	}
	int64_t now_ns = clock_mono_ns();
	if (now_ns < app->pedal_due_ns)
		return any;
	act(app, move_of(app->pedal_roles), now_ns);
	app->pedal_due_ns = now_ns + REPEAT_NS;
	return true;
}

void app_set_pedal(struct app *app)
{
	const struct config *config = app->config;
	player_set_pedal(app->player, config->pedal, config->pedal_keys, config->pedal_grab);
}

void app_describe_pedal(struct app *app, struct str *text)
{
	struct player_pedal pedal;
	player_get_pedal(app->player, &pedal);
	bool is_auto = strcmp(app->config->pedal, "auto") == 0;
	const char *called = pedal.name[0] ? pedal.name : pedal.path;
	switch (pedal.state) {
	case PEDAL_OFF:
		break;
	case PEDAL_READ:
		str_addf(text, _("pedal: %s"), called);
		break;
	case PEDAL_NONE:
		if (!is_auto)
			str_add(text, _("pedal: it is not plugged in"));
		break;
	case PEDAL_REFUSED:
		str_addf(text,
			_("pedal: %s may not be read, it needs a udev rule with TAG+=\"uaccess\" "
			  "(callmark doctor says which)"),
			called);
		break;
	case PEDAL_TAKEN:
		str_addf(text, _("pedal: another program has taken %s"), called);
		break;
	case PEDAL_UNFIT:
		str_addf(text, _("pedal: %s has none of the keys of pedal-keys"), called);
		break;
	case PEDAL_UNAVAILABLE:
		if (!is_auto)
			str_add(text, _("pedal: on this system they are not read"));
		break;
	}
}
