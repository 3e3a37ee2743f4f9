/* The inside of callmark doctor, shared by its files only. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_DOCTOR_PARTS_H
#define COMMAND_DOCTOR_PARTS_H

#include <stdbool.h>

#include "command/command.h"

enum fact_state {
	FACT_FINE,
	FACT_NOTE,  /* works, but a person may want it otherwise */
	FACT_WRONG, /* does not work: the exit status says so */
};

struct doctor {
	const struct config *config;
	enum command_output output;
	const char *last_check; /* its name stands on its first line only */
	bool is_wrong;
};

/* One fact of a check: "sound", "device", the bare value for programs, the state, what to do about
 * it (NULL: nothing), and a line for people. Names are words of the interface, never translated. */
struct doctor_fact {
	const char *check;
	const char *name;
	const char *value;
	enum fact_state state;
	const char *advice;
};
void doctor_tell(struct doctor *doctor, const struct doctor_fact *fact, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 3, 4)));

/* One that is fine: check, name, value and line. */
void doctor_say(struct doctor *doctor, const char *check, const char *name, const char *value,
	const char *fmt, ...) __attribute__((nonnull, format(printf, 5, 6)));

void doctor_check_sound(struct doctor *doctor, bool tone) __attribute__((nonnull));
void doctor_check_pedal(struct doctor *doctor) __attribute__((nonnull));
void doctor_check_database(struct doctor *doctor) __attribute__((nonnull));
void doctor_check_terminal(struct doctor *doctor, const struct command_context *context)
	__attribute__((nonnull));

#endif
