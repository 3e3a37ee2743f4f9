/* What is typed about sound: what is heard and where, another device, another latency. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/app_parts.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"

/* Names of devices as one list, the system's own choice first said to be so. */
static void add_devices(struct str *text, const struct player_device *devices, size_t n_devices)
{
	for (size_t i = 0; i < n_devices; i++) {
		str_add(text, i ? ", " : "");
		str_addf(text, devices[i].is_default ? _("%s (default)") : "%s", devices[i].name);
	}
}

/* How the sound gets to a speaker at the other end of a line, and why. */
static const char *coding_text(enum player_coding coding)
{
	switch (coding) {
	case PLAYER_EXACT:
		break;
	case PLAYER_EXACT_HERE:
		return _("the line carries it exactly: this callmark was built without Opus");
	case PLAYER_EXACT_THERE:
		return _("the line carries it exactly: the speaker there has no Opus");
	case PLAYER_EXACT_RATE:
		return _("the line carries it exactly: Opus has no such sample rate as the recording");
	case PLAYER_OPUS_WANTED:
		return _("the line carries it as Opus, by the option remote-sound");
	case PLAYER_OPUS_THIN:
		return _("the line carries it as Opus: it is too thin for the exact sound");
	}
	return _("the line carries it exactly");
}

/* What else there is to say, each behind a semicolon. */
static void add_pedal(struct app *app, struct str *text)
{
	struct str pedal = {0};
	app_describe_pedal(app, &pedal);
	if (pedal.n_bytes)
		str_addf(text, "; %s", str_get(&pedal));
	str_release(&pedal);
}

static void describe_device(struct app *app, const struct player_state *state, struct str *text)
{
	str_addf(text, _("sound: %s, %d Hz, %d ms behind"), state->device, state->output_rate_hz,
		state->latency_ms);
	add_pedal(app, text);
	const struct player_device *devices;
	size_t n_devices = 0;
	struct str others = {0};
	if (player_get_devices(app->player, &devices, &n_devices))
		add_devices(&others, devices, n_devices);
	if (state->remote)
		str_addf(text, "; %s", coding_text(state->coding));
	if (others.n_bytes) {
		str_add(text, "; ");
		str_addf(text, _("devices: %s"), str_get(&others));
	}
	str_release(&others);
}

static void say_sound(struct app *app)
{
	struct player_state state;
	struct str text = {0};
	enum snapshot_tone tone = TONE_PLAIN;
	player_get_state(app->player, clock_mono_ns(), &state);
	if (state.output == PLAYER_DEVICE) {
		describe_device(app, &state, &text);
		tone = TONE_GOOD;
	} else if (state.problem[0]) {
		str_addf(&text, _("no sound: %s"), state.problem);
		tone = TONE_WARNING;
	} else if (state.silent_wanted) {
		str_add(&text, _("no sound: it is off; time goes on without it"));
	} else {
		str_add(&text, _("sound starts with the first call that is played"));
	}
	if (state.output != PLAYER_DEVICE)
		add_pedal(app, &text);
	app_say(app, tone, "%s", str_get(&text));
	str_release(&text);
}

void app_tell_audio(struct app *app)
{
	if (app->config->audio)
		player_ask_devices(app->player);
	app->awaits_devices = app->config->audio;
	say_sound(app);
}

void app_take_devices(struct app *app)
{
	const struct player_device *devices;
	size_t n_devices;
	if (!app->awaits_devices || !player_get_devices(app->player, &devices, &n_devices))
		return;
	app->awaits_devices = false;
	say_sound(app);
}

enum player_sound app_remote_sound(const struct config *config)
{
	switch ((enum config_remote_sound)config->remote_sound) {
	case REMOTE_SOUND_AUTO:
		break;
	case REMOTE_SOUND_EXACT:
		return PLAYER_SOUND_EXACT;
	case REMOTE_SOUND_OPUS:
		return PLAYER_SOUND_OPUS;
	}
	return PLAYER_SOUND_AUTO;
}

void app_set_output(struct app *app)
{
	player_set_sound(app->player, app_remote_sound(app->config));
	player_set_output(app->player, !app->config->audio, app->config->audio_device,
		app->config->audio_latency_ms);
}
