/* The reviewing side of playback: content out ahead of the ear, the audible position back. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/player.h"

#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "player/feeder.h"
#include "player/launch.h"
#include "player/shared.h"
#include "relay/peer.h"
#include "wire/opus.h"

#define PRESET_LATENCY_MS 50
#define MAX_MATCH_DB 18

struct player {
	struct player_launcher launcher;
	struct wire_setup setup;
	bool silent; /* no speaker is wanted */
	bool has_source;
	char *speaker_path;
	char *log_path; /* or NULL */
	struct shared *shared;
	struct feeder *feeder; /* NULL before the first source, and with the silent clock */
	struct player_device *devices; /* as last asked for */
};

static bool start_program(void *context, int *fd, pid_t *pid, struct err *err)
{
	const struct player *player = context;
	return launch_program(player->speaker_path, player->log_path, fd, pid, err);
}

static int64_t real_time_ns(void *context)
{
	(void)context;
	return clock_mono_ns();
}

static int64_t time_ns(const struct player *player)
{
	return player->launcher.now_ns(player->launcher.context);
}

static void set_setup(struct player *player, const char *device, int latency_ms)
{
	player->setup.latency_ms = (uint32_t)(latency_ms ? latency_ms : PRESET_LATENCY_MS);
	str_copy(player->setup.device, sizeof player->setup.device, device);
}

struct player *player_new_with(
	const struct player_options *options, const struct player_launcher *launcher)
{
	struct player *player = mem_zalloc(1, sizeof *player);
	player->launcher = *launcher;
	player->silent = options->silent;
	player->speaker_path = mem_dup(options->speaker_path);
	player->log_path = options->log_path ? mem_dup(options->log_path) : NULL;
	player->setup.rate_hz = (uint32_t)options->audio_rate_hz;
	set_setup(player, options->device ? options->device : "", options->latency_ms);
	player->shared = shared_new(options->silent, launcher->is_own != NULL);
	shared_set_sound(player->shared, options->remote_sound);
	if (options->pedal)
		player_set_pedal(player, options->pedal,
			options->pedal_keys ? options->pedal_keys : "", options->pedal_grab);
	return player;
}

struct player *player_new(const struct player_options *options)
{
	struct player_launcher launcher = {
		start_program, real_time_ns, NULL, options->remote ? peer_is_own : NULL};
	struct player *player = player_new_with(options, &launcher);
	player->launcher.context = player;
	return player;
}

void player_free(struct player *player)
{
	if (!player)
		return;
	if (player->feeder && !feeder_free(player->feeder))
		return; /* a thread still stands in it; the program is about to end */
	shared_free(player->shared);
	free(player->speaker_path);
	free(player->log_path);
	free(player->devices);
	free(player);
}

/* Without a thread there is the silent clock still. */
static void start_feeder(struct player *player)
{
	struct err err;
	player->feeder = feeder_new(player->shared, &player->launcher, &player->setup, &err);
	if (!player->feeder)
		shared_lose_speaker(player->shared, err.text, time_ns(player));
}

static void want_feeder(struct player *player)
{
	if (!player->silent && !player->feeder)
		start_feeder(player);
}

void player_set_source(struct player *player, struct pcm_source *source)
{
	shared_set_source(player->shared, source);
	player->has_source = source;
	if (source)
		want_feeder(player);
}

void player_play(struct player *player)
{
	shared_play(player->shared, time_ns(player));
}

void player_pause(struct player *player)
{
	shared_pause(player->shared, time_ns(player));
}

void player_seek(struct player *player, int64_t frame)
{
	shared_seek(player->shared, frame, time_ns(player));
}

void player_set_speed(struct player *player, int percent)
{
	shared_set_speed(player->shared, percent, time_ns(player));
}

void player_set_leg(struct player *player, enum player_leg leg)
{
	shared_set_leg(player->shared, leg);
}

void player_set_volume(struct player *player, int percent)
{
	shared_set_volume(player->shared, percent);
}

void player_set_levels(struct player *player, int first_percent, int second_percent)
{
	shared_set_levels(player->shared, (int[]){first_percent, second_percent});
}

void player_match_levels(double first_db, double second_db, int percent[2])
{
	double lift_db = fabs(first_db - second_db);
	percent[0] = percent[1] = 100;
	if (isnan(lift_db))
		return;
	if (lift_db > MAX_MATCH_DB)
		lift_db = MAX_MATCH_DB;
	percent[first_db > second_db] = (int)lround(100 * pow(10, lift_db / 20));
}

void player_set_skips(struct player *player, const struct route_span *spans, size_t n_spans)
{
	shared_set_skips(player->shared, spans, n_spans, time_ns(player));
}

void player_set_loop(struct player *player, int64_t in_frame, int64_t out_frame)
{
	shared_set_loop(player->shared, (struct route_span){in_frame, out_frame}, time_ns(player));
}

void player_play_span(struct player *player, int64_t start_frame, int64_t end_frame)
{
	shared_play_span(
		player->shared, (struct route_span){start_frame, end_frame}, time_ns(player));
}

size_t player_take_heard(
	struct player *player, int64_t now_ns, struct route_span *spans, size_t n_max)
{
	return shared_take_heard(player->shared, now_ns, spans, n_max);
}

/* A speaker that runs goes silent itself; none is started for silence. */
void player_set_output(struct player *player, bool silent, const char *device, int latency_ms)
{
	set_setup(player, device, latency_ms);
	player->setup.silent = silent;
	player->silent = silent && !player->feeder;
	shared_set_output(player->shared, &player->setup);
	if (player->has_source)
		want_feeder(player);
}

void player_set_sound(struct player *player, enum player_sound wanted)
{
	shared_set_sound(player->shared, wanted);
}

const char *player_get_opus(void)
{
	return wire_opus_name();
}

void player_play_tone(struct player *player)
{
	shared_play_tone(player->shared);
	want_feeder(player);
}

void player_ask_devices(struct player *player)
{
	shared_ask_devices(player->shared);
	player->setup.silent = player->silent;
	if (!player->feeder)
		start_feeder(player);
}

bool player_get_devices(struct player *player, const struct player_device **devices, size_t *n)
{
	free(player->devices);
	bool there = shared_get_devices(player->shared, &player->devices, n);
	*devices = player->devices;
	return there;
}

void player_set_pedal(struct player *player, const char *device, const char *keys, bool grab)
{
	struct wire_pedals pedals = {.grab = grab};
	str_copy(pedals.device, sizeof pedals.device, device);
	str_copy(pedals.keys, sizeof pedals.keys, keys);
	shared_want_pedals(player->shared, &pedals);
}

void player_get_pedal(const struct player *player, struct player_pedal *pedal)
{
	shared_get_pedal(player->shared, pedal);
}

bool player_take_press(struct player *player, struct player_press *press)
{
	return shared_take_press(player->shared, press);
}

void player_get_state(const struct player *player, int64_t now_ns, struct player_state *state)
{
	shared_get_state(player->shared, now_ns, state);
}

size_t player_get_fds(const struct player *player, struct pollfd *fds, size_t n_max)
{
	if (!n_max)
		return 0;
	fds[0] = (struct pollfd){.fd = shared_get_changed_fd(player->shared), .events = POLLIN};
	return 1;
}

int64_t player_get_deadline_ns(const struct player *player)
{
	return shared_get_deadline_ns(player->shared);
}

bool player_service(struct player *player, int64_t now_ns)
{
	return shared_service(player->shared, now_ns);
}
