/* Every option, one row each, and the file that sets them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "config/settings.h"

#include <errno.h>
#include <ini.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/pedal.h"

static const char *const graph_words[] = {"auto", "braille", "block", "ascii", NULL};
static const char *const ambiguous_words[] = {"auto", "narrow", "wide", NULL};
static const char *const language_words[] = {"en", "zh_CN", NULL};
static const char *const color_words[] = {"auto", "always", "never", NULL};
static const char *const remote_words[] = {"auto", "yes", "no", NULL};
static const char *const remote_sound_words[] = {"auto", "exact", "opus", NULL};
static const char *const side_words[] = {"left", "right", NULL};

#define AT(field) offsetof(struct config, field)

static const struct option_row options[] = {
	{"database", OPTION_TEXT, AT(database), 0, 0, NULL, "",
		N_("the database with all reviews; empty: callmark.db in the data folder")},
	{"reviewer", OPTION_TEXT, AT(reviewer), 0, 0, NULL, "",
		N_("the name shown for you; who you are is always the login")},
	{"lang", OPTION_TEXT, AT(language), 0, 0, language_words, "",
		N_("language of the program, en or zh_CN; empty: that of the locale")},
	{"card", OPTION_TEXT, AT(card), 0, 0, NULL, "tenets",
		N_("the scorecard of new reviews")},
	{"audio", OPTION_FLAG, AT(audio), 0, 0, NULL, "yes",
		N_("whether anything is heard; without sound, time goes on all the same")},
	{"audio-device", OPTION_TEXT, AT(audio_device), 0, 0, NULL, "",
		N_("part of the name of the sound device; empty: the default")},
	{"audio-rate", OPTION_NUMBER, AT(audio_rate_hz), 0, 192000, NULL, "0",
		N_("sample rate asked of the device, Hz; 0: 48000, else 44100, else the recording's")},
	{"audio-latency", OPTION_NUMBER, AT(audio_latency_ms), 10, 500, NULL, "50",
		N_("latency asked of the device, ms")},
	{"audio-remote", OPTION_CHOICE, AT(audio_remote), 0, 0, remote_words, "auto",
		N_("whether sound comes from a speaker that is attached with callmark speaker HOST; "
		   "auto: when logged in over ssh")},
	{"remote-sound", OPTION_CHOICE, AT(remote_sound), 0, 0, remote_sound_words, "auto",
		N_("how sound goes over the line to a speaker: exactly as recorded, or as Opus, which "
		   "needs far less of it; auto: exactly, but as Opus once the line has shown to be "
		   "too thin")},
	{"pedal", OPTION_TEXT, AT(pedal), 0, 127, NULL, "auto",
		N_("the foot pedal that is read where the sound is: off, its path, part of its "
		   "name; auto: one that is known as a pedal and types nothing")},
	{"pedal-keys", OPTION_PEDAL_KEYS, AT(pedal_keys), 0, 255, NULL,
		"f7=back f8=play f9=forward 256=back 257=play 258=forward",
		N_("what the keys of the foot pedal do while they are down: play, back or forward")},
	{"pedal-grab", OPTION_FLAG, AT(pedal_grab), 0, 0, NULL, "yes",
		N_("whether a foot pedal that is chosen by path or name types nothing besides")},
	{"remote-program", OPTION_TEXT, AT(remote_program), 0, 0, NULL, "callmark",
		N_("how callmark is called on the host of callmark connect and callmark speaker")},
	{"resume-back", OPTION_NUMBER, AT(resume_back_ms), 0, 10000, NULL, "2000",
		N_("how far playback goes back when it resumes, ms")},
	{"evidence-lag", OPTION_NUMBER, AT(evidence_lag_ms), 0, 10000, NULL, "1500",
		N_("taken off the playhead for the time of a mark made while playing, ms")},
	{"skip-front", OPTION_NUMBER, AT(skip_front_ms), 0, 10000, NULL, "500",
		N_("how much of a gap is played before the rest is skipped, ms")},
	{"skip-behind", OPTION_NUMBER, AT(skip_behind_ms), 0, 10000, NULL, "500",
		N_("how much of a skipped gap is played at its end, ms")},
	{"level-match", OPTION_FLAG, AT(level_match), 0, 0, NULL, "no",
		N_("whether the quieter party of a stereo recording is made as loud as the other")},
	{"autoplay", OPTION_FLAG, AT(autoplay), 0, 0, NULL, "yes",
		N_("whether a call plays when it is opened")},
	{"gap-play", OPTION_FLAG, AT(gap_play), 0, 0, NULL, "no",
		N_("whether g and G play from there when playback was paused")},
	{"raw-rate", OPTION_NUMBER, AT(raw_rate_hz), 1000, 768000, NULL, "8000",
		N_("sample rate of recordings without a header, Hz")},
	{"agent-channel", OPTION_CHOICE, AT(agent_channel), 0, 0, side_words, "left",
		N_("the agent's channel in a stereo recording")},
	{"silence-floor", OPTION_NUMBER, AT(silence_floor_db), -120, 0, NULL, "0",
		N_("what is weaker than this is silence, dB full scale, such as -40; 0: what is silence is "
		   "told from the line itself, which does not depend on the level")},
	{"gap-thresholds", OPTION_LIMITS, AT(limits), 0, 0, NULL, "3,15,60",
		N_("the limits of the three classes of gaps, seconds")},
	{"overtalk-grace", OPTION_NUMBER, AT(overtalk_grace_ms), 0, 60000, NULL, "1000",
		N_("how long both parties may talk at once before it counts as overtalk, ms")},
	{"mouse", OPTION_FLAG, AT(mouse), 0, 0, NULL, "no",
		N_("whether clicks on the timeline and the lists, and the wheel, do something")},
	{"cache", OPTION_FLAG, AT(cache), 0, 0, NULL, "yes",
		N_("whether what the analysis found is kept, so that no recording is analysed twice")},
	{"graph", OPTION_CHOICE, AT(graph), 0, 0, graph_words, "auto",
		N_("characters the timeline is drawn with")},
	{"ambiguous", OPTION_CHOICE, AT(ambiguous), 0, 0, ambiguous_words, "auto",
		N_("how wide the terminal draws characters of ambiguous width")},
	{"color", OPTION_CHOICE, AT(color), 0, 0, color_words, "auto", N_("colours")},
	{0},
};

const struct option_row *config_get_options(void)
{
	return options;
}

static void *field_of(struct config *config, const struct option_row *row)
{
	return (char *)config + row->offset;
}

static bool set_number(int *field, const struct option_row *row, const char *value, struct err *err)
{
	char *end;
	errno = 0;
	long number = strtol(value, &end, 10);
	if (end == value || *end || errno || number < row->min || number > row->max)
		return err_set(err, ERR_USAGE, _("option '%s': '%s' is not a number from %d to %d"),
			row->name, value, row->min, row->max);
	*field = (int)number;
	return true;
}

static bool set_choice(int *field, const struct option_row *row, const char *value, struct err *err)
{
	struct str known = {0};
	for (int i = 0; row->words[i]; i++) {
		if (strcmp(value, row->words[i]) == 0) {
			*field = i;
			str_release(&known);
			return true;
		}
		str_addf(&known, "%s%s", i ? ", " : "", row->words[i]);
	}
	err_set(err, ERR_USAGE, _("option '%s': '%s' is none of %s"), row->name, value,
		str_get(&known));
	str_release(&known);
	return false;
}

static bool check_text(const struct option_row *row, const char *value, struct err *err)
{
	if (!row->max || strlen(value) <= (size_t)row->max)
		return true;
	return err_set(err, ERR_USAGE, _("option '%s' takes %d bytes at most"), row->name,
		row->max);
}

static bool set_text(char **field, const struct option_row *row, const char *value, struct err *err)
{
	int chosen;
	if (!check_text(row, value, err))
		return false;
	if (*value && row->words && !set_choice(&chosen, row, value, err))
		return false;
	free(*field);
	*field = mem_dup(value);
	return true;
}

static bool set_flag(bool *field, const struct option_row *row, const char *value, struct err *err)
{
	bool yes = strcmp(value, "yes") == 0;
	if (!yes && strcmp(value, "no") != 0)
		return err_set(err, ERR_USAGE, _("option '%s': '%s' is neither yes nor no"), row->name,
			value);
	*field = yes;
	return true;
}

static bool set_pedal_keys(
	char **field, const struct option_row *row, const char *value, struct err *err)
{
	struct pedal_keys keys;
	if (!check_text(row, value, err))
		return false;
	if (!pedal_keys_parse(value, &keys))
		return err_set(err, ERR_USAGE,
			_("option '%s': '%s' is not a list of keys like f7=back f8=play "
			  "258=forward"),
			row->name, value);
	free(*field);
	*field = mem_dup(value);
	return true;
}

static bool set_row(struct config *config, const struct option_row *row, const char *value,
	struct err *err)
{
	void *field = field_of(config, row);
	switch (row->type) {
	case OPTION_TEXT:
		return set_text(field, row, value, err);
	case OPTION_FLAG:
		return set_flag(field, row, value, err);
	case OPTION_NUMBER:
		return set_number(field, row, value, err);
	case OPTION_CHOICE:
		return set_choice(field, row, value, err);
	case OPTION_LIMITS:
		if (gap_limits_parse(value, field))
			return true;
		return err_set(err, ERR_USAGE,
			_("option '%s': '%s' is not three ascending numbers of seconds, like 3,15,60"),
			row->name, value);
	case OPTION_PEDAL_KEYS:
		return set_pedal_keys(field, row, value, err);
	}
	return false;
}

void config_init(struct config *config)
{
	*config = (struct config){0};
	struct err err;
	for (const struct option_row *row = options; row->name; row++)
		if (!set_row(config, row, row->preset, &err))
			abort(); /* a preset that its own row refuses */
}

void config_release(struct config *config)
{
	for (const struct option_row *row = options; row->name; row++)
		if (row->type == OPTION_TEXT || row->type == OPTION_PEDAL_KEYS)
			free(*(char **)field_of(config, row));
	*config = (struct config){0};
}

bool config_set(struct config *config, const char *name, const char *value, struct err *err)
{
	for (const struct option_row *row = options; row->name; row++)
		if (strcmp(row->name, name) == 0)
			return set_row(config, row, value, err);
	return err_set(err, ERR_USAGE, _("there is no option '%s'"), name);
}

bool config_is_remote(const struct config *config)
{
	const char *connection = getenv("SSH_CONNECTION");
	if (config->audio_remote != REMOTE_AUTO)
		return config->audio_remote == REMOTE_YES;
	return connection && *connection;
}

struct reading {
	FILE *file;
	struct config *config;
	struct err *err;
	int line;
	int wrong_line; /* which *err is about; 0: none yet */
};

static int refuse_line(struct reading *reading)
{
	reading->wrong_line = reading->line;
	return 0;
}

static int take_line(void *context, const char *section, const char *name, const char *value)
{
	struct reading *reading = context;
	if (*section)
		err_set(reading->err, ERR_FORMAT, _("there are no sections here, but '[%s]'"), section);
	else if (config_set(reading->config, name, value, reading->err))
		return 1;
	return refuse_line(reading);
}

/* The library would go on behind a wrong line, cut a long one in two, and take an indented one for more
 * of the value before it. */
static char *next_line(char *line, int n_room, void *context)
{
	struct reading *reading = context;
	if (reading->wrong_line || !fgets(line, n_room, reading->file))
		return NULL;
	reading->line++;
	size_t n_bytes = strlen(line), n_indent = strspn(line, " \t");
	if (n_bytes + 1 == (size_t)n_room && line[n_bytes - 1] != '\n' && !feof(reading->file) &&
		ungetc(getc(reading->file), reading->file) != EOF) {
		err_set(reading->err, ERR_FORMAT, _("the line is longer than %d bytes"), n_room - 2);
		refuse_line(reading);
		return NULL;
	}
	return memmove(line, line + n_indent, n_bytes - n_indent + 1);
}

static bool read_lines(struct reading *reading, const char *path)
{
	int line = ini_parse_stream(next_line, reading, take_line, reading);
	if (line > 0 && (!reading->wrong_line || line < reading->wrong_line)) {
		err_set(reading->err, ERR_FORMAT, _("expected 'name = value'"));
		reading->wrong_line = line;
	}
	return !reading->wrong_line || err_at(reading->err, path, reading->wrong_line, 0);
}

bool config_read_file(struct config *config, const char *path, struct err *err)
{
	char why[128];
	struct reading reading = {.file = fopen(path, "re"), .config = config, .err = err};
	if (!reading.file && errno == ENOENT)
		return true;
	if (!reading.file)
		return err_set(err, ERR_IO, _("cannot open '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
	bool is_read = read_lines(&reading, path);
	if (is_read && ferror(reading.file))
		is_read = err_set(err, ERR_IO, _("cannot read '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
	fclose(reading.file);
	return is_read;
}
