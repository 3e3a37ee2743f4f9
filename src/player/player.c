/* The reviewing side of playback: content out ahead of the ear, the audible position back. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/player.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "player/feeder.h"
#include "player/launch.h"
#include "player/shared.h"

#define PRESET_LATENCY_MS 50

struct player {
	struct player_launcher launcher;
	struct wire_setup setup;
	bool silent;
	char *speaker_path;
	char *log_path; /* or NULL */
	struct shared *shared;
	struct feeder *feeder; /* NULL before the first source, and with the silent clock */
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

struct player *player_new_with(
	const struct player_options *options, const struct player_launcher *launcher)
{
	struct player *player = mem_zalloc(1, sizeof *player);
	player->launcher = *launcher;
	player->silent = options->silent;
	player->speaker_path = mem_dup(options->speaker_path);
	player->log_path = options->log_path ? mem_dup(options->log_path) : NULL;
	player->setup.rate_hz = (uint32_t)options->audio_rate_hz;
	player->setup.latency_ms =
		(uint32_t)(options->latency_ms ? options->latency_ms : PRESET_LATENCY_MS);
	str_copy(player->setup.device, sizeof player->setup.device,
		options->device ? options->device : "");
	player->shared = shared_new(options->silent);
	return player;
}

struct player *player_new(const struct player_options *options)
{
	struct player_launcher launcher = {start_program, real_time_ns, NULL};
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

void player_set_source(struct player *player, struct pcm_source *source)
{
	shared_set_source(player->shared, source);
	if (source && !player->silent && !player->feeder)
		start_feeder(player);
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
