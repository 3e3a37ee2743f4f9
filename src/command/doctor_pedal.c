/* callmark doctor: the foot pedals that are seen, and whether they can be read. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/doctor_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "model/pedal.h"
#include "pedal/evdev.h"
#include "pedal/find.h"

#define MAX_FOUND 16
#define RULE_SIZE 320
#define LABEL_SIZE 200

static bool is_auto(const struct doctor *doctor)
{
	return strcmp(doctor->config->pedal, PEDAL_AUTO) == 0;
}

static const char *label_of(const struct pedal_found *found, char label[LABEL_SIZE])
{
	if (found->name[0])
		snprintf(label, LABEL_SIZE, "%s (%s)", found->name, found->path);
	else
		str_copy(label, LABEL_SIZE, found->path);
	return label;
}

/* The rule lets the person who sits at the machine read it, and nobody else. */
static void make_rule(const struct pedal_found *found, char rule[RULE_SIZE])
{
	if (found->vendor || found->product)
		snprintf(rule, RULE_SIZE,
			"SUBSYSTEM==\"input\", KERNEL==\"event*\", ATTRS{id/vendor}==\"%04x\", "
			"ATTRS{id/product}==\"%04x\", TAG+=\"uaccess\"",
			found->vendor, found->product);
	else
		snprintf(rule, RULE_SIZE,
			"SUBSYSTEM==\"input\", KERNEL==\"event*\", ATTRS{name}==\"%s\", TAG+=\"uaccess\"",
			found->name[0] ? found->name : "...");
}

static void tell_refused(struct doctor *doctor, const struct pedal_found *found)
{
	char rule[RULE_SIZE], advice[RULE_SIZE + 200], label[LABEL_SIZE];
	make_rule(found, rule);
	snprintf(advice, sizeof advice,
		_("As root write this line into /etc/udev/rules.d/70-pedal.rules, then call "
		  "udevadm trigger: %s"),
		rule);
	doctor_tell(doctor,
		&(struct doctor_fact){"pedal", "device", found->path,
			is_auto(doctor) ? FACT_NOTE : FACT_WRONG, advice},
		_("%s: you may not read it"), label_of(found, label));
}

/* Whether any of its keys that count has a meaning; those that type do not, of a pedal that was not
 * named. */
static bool has_any_key(const struct doctor *doctor, const struct evdev *evdev)
{
	struct pedal_keys keys;
	if (!pedal_keys_parse(doctor->config->pedal_keys, &keys))
		return false;
	for (size_t i = 0; i < keys.n_keys; i++)
		if ((!is_auto(doctor) || keys.keys[i].code >= EVDEV_FIRST_BUTTON) &&
			evdev_has(evdev, keys.keys[i].code))
			return true;
	return false;
}

static void tell_unfit(struct doctor *doctor, const struct pedal_found *found)
{
	char label[LABEL_SIZE];
	if (is_auto(doctor))
		doctor_tell(doctor,
			&(struct doctor_fact){"pedal", "device", found->path, FACT_FINE,
				_("With its name as the option pedal it can play while it is held, "
				  "and types nothing.")},
			_("%s: it works by what it types"), label_of(found, label));
	else
		doctor_tell(doctor,
			&(struct doctor_fact){"pedal", "device", found->path, FACT_NOTE,
				_("evtest tells the numbers of its keys, for the option "
				  "pedal-keys.")},
			_("%s: it has none of the keys of pedal-keys"), label_of(found, label));
}

static void tell_readable(
	struct doctor *doctor, const struct pedal_found *found, const struct evdev *evdev)
{
	char label[LABEL_SIZE];
	bool is_free = is_auto(doctor) || !doctor->config->pedal_grab || evdev_grab(evdev);
	if (!has_any_key(doctor, evdev))
		tell_unfit(doctor, found);
	else if (is_free)
		doctor_say(doctor, "pedal", "device", found->path, _("%s: it can be read"),
			label_of(found, label));
	else
		doctor_tell(doctor,
			&(struct doctor_fact){"pedal", "device", found->path, FACT_NOTE, NULL},
			_("%s: another program has taken it, perhaps a callmark that runs"),
			label_of(found, label));
}

static void tell_absent(struct doctor *doctor)
{
	doctor_tell(doctor,
		&(struct doctor_fact){"pedal", "device", doctor->config->pedal, FACT_NOTE, NULL},
		_("'%s', the option pedal, is not plugged in"), doctor->config->pedal);
}

/* It is let go at the end: a key that is held then stays whose it was. */
static void look_at(struct doctor *doctor, const struct pedal_found *found)
{
	struct evdev evdev;
	switch (evdev_open(&evdev, found->path)) {
	case PEDAL_READ:
		tell_readable(doctor, found, &evdev);
		break;
	case PEDAL_REFUSED:
		tell_refused(doctor, found);
		break;
	case PEDAL_UNFIT:
		doctor_tell(doctor,
			&(struct doctor_fact){"pedal", "device", found->path, FACT_WRONG, NULL},
			_("%s is no input device"), found->path);
		break;
	case PEDAL_NONE:
	case PEDAL_OFF:
	case PEDAL_TAKEN:
	case PEDAL_UNAVAILABLE:
		tell_absent(doctor);
		break;
	}
	evdev_close(&evdev);
}

static void look_for(struct doctor *doctor)
{
	const struct pedal_places places = PEDAL_PLACES_DEFAULT;
	struct pedal_found found[MAX_FOUND];
	size_t n = pedal_find(&places, doctor->config->pedal, found, MAX_FOUND);
	for (size_t i = 0; i < n; i++)
		look_at(doctor, &found[i]);
	if (n == 0 && is_auto(doctor))
		doctor_say(doctor, "pedal", "none", "", "%s", _("none is seen"));
	else if (n == 0)
		tell_absent(doctor);
}

static void look_up(struct doctor *doctor)
{
	const struct pedal_places places = PEDAL_PLACES_DEFAULT;
	struct pedal_found found = pedal_look_up(&places, doctor->config->pedal);
	look_at(doctor, &found);
}

void doctor_check_pedal(struct doctor *doctor)
{
	const char *wanted = doctor->config->pedal;
	if (!*wanted || strcmp(wanted, PEDAL_OFF_WORD) == 0)
		doctor_say(doctor, "pedal", "off", "", "%s", _("off, by the option pedal"));
	else if (!evdev_is_available())
		doctor_say(doctor, "pedal", "none", "", "%s",
			_("foot pedals are not read on this system, only what they type counts"));
	else if (config_is_remote(doctor->config))
		doctor_say(doctor, "pedal", "remote", "", "%s",
			_("it is read where the speaker is: call callmark doctor there"));
	else if (*wanted != '/')
		look_for(doctor);
	else
		look_up(doctor);
}
