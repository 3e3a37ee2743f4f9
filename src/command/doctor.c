/* callmark doctor: what is used here and why, and what to do where something is wrong. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/doctor.h"

#include <dirent.h>
#include <jansson.h>
#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/cards.h"
#include "command/doctor_parts.h"
#include "config/paths.h"
#include "media/media.h"
#include "player/player.h"
#include "store/store.h"

enum {
	DOCTOR_TONE,
};

const struct command_option doctor_option_rows[] = {
	[DOCTOR_TONE] = {"tone", NULL, N_("play a tone on the sound device")},
	{0},
};

/* ---- telling ---- */

static const char *state_word(enum fact_state state)
{
	switch (state) {
	case FACT_FINE:
		break;
	case FACT_NOTE:
		return "note";
	case FACT_WRONG:
		return "wrong";
	}
	return "fine";
}

/* Bytes that are no UTF-8 come out of names of devices and paths; JSON knows none. */
static json_t *clean_text(const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	json_t *json = json_string(str_get(&clean));
	str_release(&clean);
	return json;
}

static void print_json(const struct doctor_fact *fact)
{
	json_t *object = json_object();
	json_object_set_new(object, "check", json_string(fact->check));
	json_object_set_new(object, "name", json_string(fact->name));
	json_object_set_new(object, "value", clean_text(fact->value));
	json_object_set_new(object, "state", json_string(state_word(fact->state)));
	json_object_set_new(
		object, "advice", fact->advice ? clean_text(fact->advice) : json_null());
	char *line = json_dumps(object, JSON_COMPACT);
	puts(line);
	free(line);
	json_decref(object);
}

static void print_line(struct doctor *doctor, const struct doctor_fact *fact, const char *text)
{
	static const char signs[] = {' ', '-', '!'};
	bool is_new = !doctor->last_check || strcmp(doctor->last_check, fact->check) != 0;
	doctor->last_check = fact->check;
	printf("%c %-9s ", signs[fact->state], is_new ? fact->check : "");
	command_print_clean(text);
	putchar('\n');
	if (!fact->advice)
		return;
	printf("  %-9s   ", "");
	command_print_clean(fact->advice);
	putchar('\n');
}

static void tell(struct doctor *doctor, const struct doctor_fact *fact, const char *fmt, va_list ap)
{
	char text[600];
	doctor->is_wrong |= fact->state == FACT_WRONG;
	vsnprintf(text, sizeof text, fmt, ap);
	if (doctor->output == OUTPUT_JSON)
		print_json(fact);
	else
		print_line(doctor, fact, text);
}

void doctor_tell(struct doctor *doctor, const struct doctor_fact *fact, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	tell(doctor, fact, fmt, ap);
	va_end(ap);
}

void doctor_say(struct doctor *doctor, const char *check, const char *name, const char *value,
	const char *fmt, ...)
{
	const struct doctor_fact fact = {check, name, value, FACT_FINE, NULL};
	va_list ap;
	va_start(ap, fmt);
	tell(doctor, &fact, fmt, ap);
	va_end(ap);
}

/* ---- what needs no file of its own ---- */

static void check_program(struct doctor *doctor)
{
	struct utsname system;
	doctor_say(doctor, "program", "version", PACKAGE_VERSION, "%s", PACKAGE_STRING);
	const char *library = media_library();
	doctor_say(doctor, "program", "decoder", library, "%s", library);
	doctor_say(doctor, "program", "sqlite", store_sqlite_version(), "SQLite %s",
		store_sqlite_version());
	const char *opus = player_get_opus();
	doctor_say(doctor, "program", "opus", opus ? opus : "", "%s",
		opus ? opus : _("without Opus for sound over thin lines"));
	if (uname(&system) == 0)
		doctor_say(doctor, "program", "system", system.release, "%s %s, %s", system.sysname,
			system.release, system.machine);
}

static void check_locale(struct doctor *doctor)
{
	const char *locale = setlocale(LC_CTYPE, NULL), *codeset = nl_langinfo(CODESET);
	bool is_utf8 = strcmp(codeset, "UTF-8") == 0;
	doctor_tell(doctor,
		&(struct doctor_fact){"locale", "codeset", codeset, is_utf8 ? FACT_FINE : FACT_NOTE,
			is_utf8 ? NULL
				: _("Without UTF-8 only ASCII is shown: LANG=C.UTF-8 is always "
				    "there.")},
		"%s, %s", locale, codeset);
	/* Name your language here. */
	doctor_say(doctor, "locale", "language", cards_language() == CARD_ZH ? "zh_CN" : "en", "%s",
		_("English"));
}

static void check_config(struct doctor *doctor)
{
	char *path = paths_user(FOLDER_CONFIG, "callmark.conf");
	bool is_there = access(path, R_OK) == 0;
	doctor_say(doctor, "settings", "file", path,
		is_there ? "%s" : _("none; %s is where it would be"), path);
	free(path);
}

static int is_card(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(entry->d_name, ".yaml");
}

static void tell_problem(void *context, const char *line)
{
	struct doctor *doctor = context;
	doctor_tell(doctor,
		&(struct doctor_fact){"cards", "problem", line, FACT_WRONG,
			_("callmark card check FILE tells all problems of a scorecard.")},
		"%s", line);
}

static int count_cards(struct doctor *doctor, const char *folder)
{
	struct dirent **entries;
	int n_good = 0, n_entries = scandir(folder, &entries, is_card, alphasort);
	for (int i = 0; i < n_entries; i++) {
		struct str path = {0};
		str_addf(&path, "%s/%s", folder, entries[i]->d_name);
		struct card *card = cards_read_telling(str_get(&path), tell_problem, doctor);
		n_good += card != NULL;
		card_free(card);
		str_release(&path);
		free(entries[i]);
	}
	if (n_entries >= 0)
		free(entries);
	return n_good;
}

static void check_cards(struct doctor *doctor)
{
	char *own = paths_user(FOLDER_CONFIG, "cards"), *shipped = paths_shipped("cards");
	char number[24];
	int n_own = count_cards(doctor, own), n_shipped = count_cards(doctor, shipped);
	snprintf(number, sizeof number, "%d", n_own);
	doctor_say(doctor, "cards", "own", number, _("%d in %s"), n_own, own);
	snprintf(number, sizeof number, "%d", n_shipped);
	doctor_tell(doctor,
		&(struct doctor_fact){"cards", "shipped", number,
			n_own + n_shipped ? FACT_FINE : FACT_WRONG,
			n_own + n_shipped
				? NULL
				: _("callmark is not installed whole: install it again, or "
				    "set CALLMARK_DATADIR.")},
		_("%d in %s"), n_shipped, shipped);
	free(own);
	free(shipped);
}

int command_doctor(const struct command_context *context, int n_arguments, char **arguments)
{
	struct doctor doctor = {.config = context->config, .output = context->output};
	(void)arguments;
	if (n_arguments > 0) {
		command_complain(_("doctor: takes no arguments"));
		return EXIT_USAGE;
	}
	check_program(&doctor);
	check_locale(&doctor);
	doctor_check_terminal(&doctor, context);
	check_config(&doctor);
	doctor_check_database(&doctor);
	check_cards(&doctor);
	doctor_check_sound(&doctor, context->values[DOCTOR_TONE] != NULL);
	doctor_check_pedal(&doctor);
	return doctor.is_wrong ? EXIT_CHECK : EXIT_DONE;
}
