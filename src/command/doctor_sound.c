/* callmark doctor: whether anything would be heard, on which device, and how late. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/doctor_parts.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "config/paths.h"
#include "player/player.h"
#include "relay/place.h"

#define WAIT_NS INT64_C(6000000000) /* a hung sound server is given up before */
#define LIST_NS INT64_C(2000000000)
#define LISTEN_NS INT64_C(700000000) /* until the latency is measured, and a tone has ended */
#define MAX_FDS 8

/* ---- something to play: silence opens the device as a call does ---- */

#define SILENCE_HZ 8000
#define SILENCE_FRAMES (60 * SILENCE_HZ)

struct silence {
	struct pcm_source source;
	int64_t at_frame;
};

static int64_t read_silence(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	struct silence *silence = (struct silence *)source;
	int64_t n_left = SILENCE_FRAMES - silence->at_frame;
	int64_t n_frames = n_max < n_left ? n_max : n_left;
	(void)err;
	memset(frames, 0, (size_t)n_frames * sizeof *frames);
	silence->at_frame += n_frames;
	return n_frames;
}

static bool seek_silence(struct pcm_source *source, int64_t frame, struct err *err)
{
	struct silence *silence = (struct silence *)source;
	(void)err;
	silence->at_frame = frame < SILENCE_FRAMES ? frame : SILENCE_FRAMES;
	return true;
}

static void free_silence(struct pcm_source *source)
{
	free(source);
}

static struct pcm_source *make_silence(void)
{
	struct silence *silence = mem_zalloc(1, sizeof *silence);
	silence->source = (struct pcm_source){
		.format = {SILENCE_HZ, 1},
		.n_frames = SILENCE_FRAMES,
		.read = read_silence,
		.seek = seek_silence,
		.free = free_silence,
	};
	return &silence->source;
}

/* ---- waiting ---- */

static void serve(struct player *player, int64_t until_ns)
{
	struct pollfd fds[MAX_FDS];
	int64_t now_ns = clock_mono_ns(), due_ns = player_get_deadline_ns(player);
	size_t n = player_get_fds(player, fds, MAX_FDS);
	if (due_ns > until_ns)
		due_ns = until_ns;
	int64_t wait_ms = due_ns > now_ns ? (due_ns - now_ns) / 1000000 + 1 : 0;
	poll(fds, n, (int)(wait_ms < 100 ? wait_ms : 100));
	player_service(player, clock_mono_ns());
}

static bool is_settled(const struct player_state *state)
{
	return state->output == PLAYER_SILENT ||
	       (state->output == PLAYER_DEVICE && state->latency_ms > 0);
}

/* Until it is known whether the device works. */
static struct player_state await_device(struct player *player)
{
	struct player_state state;
	int64_t until_ns = clock_mono_ns() + WAIT_NS;
	do {
		serve(player, until_ns);
		player_get_state(player, clock_mono_ns(), &state);
	} while (!is_settled(&state) && clock_mono_ns() < until_ns);
	return state;
}

static void let_pass(struct player *player, int64_t time_ns)
{
	int64_t until_ns = clock_mono_ns() + time_ns;
	while (clock_mono_ns() < until_ns)
		serve(player, until_ns);
}

/* ---- telling ---- */

static void tell_device(struct doctor *doctor, const struct player_state *state)
{
	char number[24];
	if (state->output != PLAYER_DEVICE) {
		const char *problem =
			state->problem[0] ? state->problem : _("the sound system does not answer");
		doctor_tell(doctor,
			&(struct doctor_fact){"sound", "device", "", FACT_WRONG,
				_("Calls can be reviewed all the same: time goes on without sound. "
				  "audio-device in callmark.conf chooses another device.")},
			"%s", problem);
		return;
	}
	doctor_say(doctor, "sound", "device", state->device,
		doctor->config->audio_device[0] ? _("%s, as chosen by audio-device")
						: _("%s, the default of the system"),
		state->device);
	snprintf(number, sizeof number, "%d", state->output_rate_hz);
	doctor_say(doctor, "sound", "rate-hz", number, _("%d Hz"), state->output_rate_hz);
	snprintf(number, sizeof number, "%d", state->latency_ms);
	doctor_say(doctor, "sound", "latency-ms", number,
		_("heard %d ms after it is handed over, asked for %d ms"), state->latency_ms,
		doctor->config->audio_latency_ms);
}

static void tell_devices(struct doctor *doctor, struct player *player)
{
	const struct player_device *devices;
	size_t n = 0;
	int64_t until_ns = clock_mono_ns() + LIST_NS;
	player_ask_devices(player);
	while (!player_get_devices(player, &devices, &n)) {
		if (clock_mono_ns() >= until_ns)
			return;
		serve(player, until_ns);
	}
	for (size_t i = 0; i < n; i++)
		doctor_say(doctor, "devices", devices[i].system, devices[i].name,
			devices[i].is_default ? _("%s (%s), the default") : "%s (%s)",
			devices[i].name, devices[i].system);
	if (n == 0)
		doctor_tell(doctor,
			&(struct doctor_fact){"devices", "none", "", FACT_NOTE,
				_("A sound server (PulseAudio, PipeWire) or a sound card has to be "
				  "there.")},
			"%s", _("none is found"));
}

static void play_tone(
	struct doctor *doctor, struct player *player, const struct player_state *state)
{
	bool is_heard = state->output == PLAYER_DEVICE;
	if (is_heard) {
		player_play_tone(player);
		let_pass(player, LISTEN_NS + (int64_t)state->latency_ms * 1000000);
	}
	doctor_tell(doctor,
		&(struct doctor_fact){"sound", "tone", is_heard ? "played" : "",
			is_heard ? FACT_FINE : FACT_WRONG,
			is_heard ? _("If it was not heard, look at the volume of the system and of "
				     "the device.")
				 : NULL},
		"%s",
		is_heard ? _("a tone of half a second was played") : _("no tone can be played"));
}

static void try_device(struct doctor *doctor, bool tone)
{
	const struct player_options options = {
		.speaker_path = paths_speaker(),
		.audio_rate_hz = doctor->config->audio_rate_hz,
		.latency_ms = doctor->config->audio_latency_ms,
		.device = doctor->config->audio_device,
	};
	struct player *player = player_new(&options);
	player_set_source(player, make_silence());
	player_play(player);
	struct player_state state = await_device(player);
	tell_device(doctor, &state);
	if (tone)
		play_tone(doctor, player, &state);
	tell_devices(doctor, player);
	player_free(player);
}

/* ---- over a line ---- */

/* Where a speaker finds the callmark that runs here. To connect would push aside one that is
 * attached. */
static void tell_folder(struct doctor *doctor, const char *folder)
{
	struct err err = {0};
	struct sockaddr_un address;
	bool is_safe = place_check(folder, &err);
	if (!is_safe && err.code != ERR_NOT_FOUND)
		doctor_tell(doctor,
			&(struct doctor_fact){"sound", "folder", folder, FACT_WRONG, NULL}, "%s",
			err.text);
	else if (is_safe && place_address(folder, &address, &err) &&
		 access(address.sun_path, F_OK) == 0)
		doctor_say(doctor, "sound", "folder", folder,
			_("a callmark that runs here takes speakers in %s"), folder);
	else
		doctor_say(doctor, "sound", "folder", folder,
			_("no callmark runs here that takes speakers in %s"), folder);
}

static const char *coding_text(const struct config *config)
{
	if (config->remote_sound == REMOTE_SOUND_EXACT)
		return _("over a line exactly as recorded, by the option remote-sound");
	if (!player_get_opus())
		return _("over a line exactly as recorded: built without Opus");
	if (config->remote_sound == REMOTE_SOUND_OPUS)
		return _("over a line as Opus, by the option remote-sound");
	return _("over a line exactly as recorded; as Opus once the line has shown to be too thin");
}

/* How it goes at present is what the screen of the callmark that runs says. */
static void tell_coding(struct doctor *doctor)
{
	static const char *const values[] = {"auto", "exact", "opus"};
	const struct config *config = doctor->config;
	bool is_missing = config->remote_sound == REMOTE_SOUND_OPUS && !player_get_opus();
	doctor_tell(doctor,
		&(struct doctor_fact){"sound", "coding", values[config->remote_sound],
			is_missing ? FACT_NOTE : FACT_FINE,
			is_missing ? _("A callmark that was built where libopus is has it.") : NULL},
		"%s", coding_text(config));
}

static void tell_remote(struct doctor *doctor)
{
	char *folders[PLACE_MAX];
	size_t n_folders = place_list(folders);
	doctor_tell(doctor,
		&(struct doctor_fact){"sound", "device", "", FACT_NOTE,
			_("callmark connect HOST, run where you sit, brings screen and sound "
			  "there.")},
		"%s",
		doctor->config->audio_remote == REMOTE_YES
			? _("from a speaker that attaches, by the option audio-remote")
			: _("logged in over ssh: the sound device of this machine is not used"));
	tell_coding(doctor);
	for (size_t i = 0; i < n_folders; i++) {
		tell_folder(doctor, folders[i]);
		free(folders[i]);
	}
}

void doctor_check_sound(struct doctor *doctor, bool tone)
{
	if (!doctor->config->audio)
		doctor_tell(doctor,
			&(struct doctor_fact){"sound", "device", "", FACT_NOTE,
				_("audio = yes in callmark.conf turns it on.")},
			"%s", _("off, by the option audio: time goes on without sound"));
	else if (config_is_remote(doctor->config))
		tell_remote(doctor);
	else
		try_device(doctor, tone);
}
