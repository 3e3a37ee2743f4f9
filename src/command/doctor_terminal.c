/* callmark doctor: the terminal, and whether this is a login over ssh. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/doctor_parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"

#define LEAST_ROWS 16 /* of the screens */
#define LEAST_COLUMNS 60

static void tell_width(struct doctor *doctor, const struct command_terminal *terminal)
{
	struct doctor_fact fact = {"terminal", "ambiguous-columns", "", FACT_NOTE, NULL};
	if (terminal->ambiguous_columns == 1) {
		fact.value = "1";
		fact.state = FACT_FINE;
		doctor_tell(doctor, &fact, "%s", _("characters of ambiguous width are narrow"));
	} else if (terminal->ambiguous_columns == 2) {
		fact.value = "2";
		fact.state = FACT_FINE;
		doctor_tell(doctor, &fact, "%s",
			_("characters of ambiguous width are wide: lines are drawn with - and |"));
	} else {
		fact.advice =
			_("ambiguous = narrow in callmark.conf draws lines, if they look right.");
		doctor_tell(doctor, &fact, "%s",
			_("it does not say how wide it draws characters: lines are drawn with - "
			  "and |"));
	}
}

static void tell_size(struct doctor *doctor, const struct command_terminal *terminal)
{
	char size[32];
	bool is_small = terminal->rows < LEAST_ROWS || terminal->columns < LEAST_COLUMNS;
	snprintf(size, sizeof size, "%dx%d", terminal->columns, terminal->rows);
	doctor_tell(doctor,
		&(struct doctor_fact){"terminal", "size", size, is_small ? FACT_NOTE : FACT_FINE,
			is_small ? _("The screens want 60 columns and 16 rows.") : NULL},
		_("%d columns, %d rows"), terminal->columns, terminal->rows);
}

static void tell_terminal(struct doctor *doctor, const struct command_terminal *terminal)
{
	char number[16];
	if (terminal->problem[0]) {
		doctor_tell(doctor,
			&(struct doctor_fact){"terminal", "type", terminal->name, FACT_WRONG, NULL},
			"%s", terminal->problem);
		return;
	}
	snprintf(number, sizeof number, "%d", terminal->n_colors);
	doctor_say(doctor, "terminal", "type", terminal->name, "%s", terminal->name);
	if (terminal->n_colors)
		doctor_say(
			doctor, "terminal", "colors", number, _("%d colours"), terminal->n_colors);
	else
		doctor_say(doctor, "terminal", "colors", number, "%s",
			_("no colours: bold, underline and reverse say the same"));
	tell_size(doctor, terminal);
	tell_width(doctor, terminal);
}

void doctor_check_terminal(struct doctor *doctor, const struct command_context *context)
{
	struct command_terminal terminal = {0};
	if (context->describe_terminal)
		context->describe_terminal(context->config, &terminal);
	if (terminal.is_there)
		tell_terminal(doctor, &terminal);
	else
		doctor_tell(doctor,
			&(struct doctor_fact){"terminal", "type", terminal.name, FACT_NOTE, NULL},
			"%s", _("standard output is no terminal, so nothing can be said of it"));
}
