/* Why nothing is heard, in words. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/problem.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

static const char *text_of(enum wire_problem problem)
{
	switch (problem) {
	case WIRE_OK:
	case WIRE_PROBLEM_WANTED:
	case WIRE_PROBLEM_NO_SUCH:
		break;
	case WIRE_PROBLEM_INIT:
		return _("the sound system did not start");
	case WIRE_PROBLEM_NO_DEVICE:
		return _("there is no sound device");
	case WIRE_PROBLEM_OPEN:
		return _("the sound device did not open");
	case WIRE_PROBLEM_LOST:
		return _("the sound device went away, trying again");
	case WIRE_PROBLEM_FREE_RUNNING:
		return _("the sound device runs too fast, nothing listens to it");
	case WIRE_PROBLEM_STALLED:
		return _("the sound device takes no sound, trying again");
	}
	return "";
}

void problem_of_device(
	const struct wire_device *device, const char *wanted_device, char text[PROBLEM_SIZE])
{
	if (device->problem == WIRE_PROBLEM_NO_SUCH)
		snprintf(text, PROBLEM_SIZE, _("no sound device has '%s' in its name"),
			wanted_device);
	else
		str_copy(text, PROBLEM_SIZE, text_of(device->problem));
	utf8_cut(text);
}
