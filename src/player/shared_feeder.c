/* The feeder's side of what it shares with the main thread: wishes out, reports in. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/shared_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

int shared_get_wake_fd(const struct shared *shared)
{
	return shared->wake.read_fd;
}

/* What has to be handed over whole. */
static void take_news(struct shared *shared, struct shared_wish *wish)
{
	const struct route *route = &shared->head.route;
	wish->new_source = shared->new_source;
	wish->source = shared->source;
	wish->new_skips = shared->new_skips;
	wish->new_loop = shared->new_loop;
	if (shared->new_skips && route->n_skips) {
		wish->skips = mem_alloc(route->n_skips * sizeof *wish->skips);
		memcpy(wish->skips, route->skips, route->n_skips * sizeof *wish->skips);
		wish->n_skips = route->n_skips;
	}
	wish->loop = route->loop;
	wish->stop_frame = route->stop_frame;
	wish->setup = shared->setup;
	shared->new_source = shared->new_skips = shared->new_loop = false;
	shared->source = NULL;
}

void shared_take_wish(struct shared *shared, int64_t now_ns, struct shared_wish *wish)
{
	wake_clear(&shared->wake);
	shared_enter(shared);
	*wish = (struct shared_wish){
		.quit = shared->quit,
		.serial = shared->serial,
		.frame = playhead_get_frame(&shared->head, now_ns),
		.speed_percent = shared->head.speed_percent,
		.leg = shared->leg,
		.volume_percent = shared->volume_percent,
		.n_setups = shared->n_setups,
		.n_tones = shared->n_tones,
		.n_lists = shared->n_lists,
		.n_asked = shared->n_asked + shared->n_tones,
		.sound = shared->sound,
		.n_pedals = shared->n_pedals,
		.pedals = shared->wanted_pedals,
	};
	wish->playing = shared->head.playing;
	memcpy(wish->level_percent, shared->level_percent, sizeof wish->level_percent);
	take_news(shared, wish);
	shared_leave(shared);
}

void shared_add_run(struct shared *shared, uint32_t serial, const struct playhead_run *run)
{
	shared_enter(shared);
	bool was_local = shared->head.local;
	if (serial == shared->serial && !shared->silent)
		playhead_add_run(&shared->head, run);
	bool took_over = was_local && !shared->head.local;
	if (took_over)
		shared->local_problem[0] = '\0';
	shared_leave(shared);
	if (took_over)
		wake_ring(&shared->changed);
}

void shared_expect(struct shared *shared, uint32_t serial, int64_t at_ns, int64_t sure_ns)
{
	shared_enter(shared);
	struct playhead *head = &shared->head;
	int64_t n_per_s = (int64_t)head->rate_hz * head->speed_percent / 100;
	if (serial == shared->serial)
		playhead_expect(head, at_ns, sure_ns / 1000000 * n_per_s / 1000);
	shared_leave(shared);
}

void shared_add_stop(struct shared *shared, uint32_t serial, const struct wire_stopped *stopped)
{
	shared_enter(shared);
	if (serial == shared->serial)
		playhead_add_stop(&shared->head, stopped->frame, stopped->at_ns);
	line_settle(&shared->line);
	shared_leave_and_tell(shared);
}

void shared_add_end(struct shared *shared, uint32_t serial, const struct wire_stopped *ended)
{
	shared_enter(shared);
	if (serial == shared->serial)
		playhead_add_end(&shared->head, ended->frame);
	shared_leave_and_tell(shared);
}

void shared_set_length(struct shared *shared, uint32_t serial, int64_t n_frames, int64_t now_ns)
{
	shared_enter(shared);
	if (serial >= shared->source_serial)
		playhead_set_length(&shared->head, n_frames, now_ns);
	shared_leave_and_tell(shared);
}

void shared_set_device(struct shared *shared, const struct wire_device *device, const char *problem)
{
	shared_enter(shared);
	if (device->state == WIRE_DEVICE_OPEN)
		shared->output = PLAYER_DEVICE;
	else if (device->state == WIRE_DEVICE_SILENT)
		shared->output = PLAYER_SILENT;
	if (device->state == WIRE_DEVICE_OPEN) {
		shared->output_rate_hz = (int)device->rate_hz;
		shared->latency_ms = (int)((device->latency_us + 500) / 1000);
		str_copy(shared->device, sizeof shared->device, device->name);
	}
	/* An attempt is no cure yet. */
	if (device->state != WIRE_DEVICE_OPENING)
		str_copy(shared->device_problem, sizeof shared->device_problem, problem);
	if (device->state == WIRE_DEVICE_OPEN || device->state == WIRE_DEVICE_SILENT)
		playhead_leave_local(&shared->head);
	shared_leave_and_tell(shared);
}

void shared_set_devices(
	struct shared *shared, struct player_device *devices, size_t n, unsigned n_lists)
{
	shared_enter(shared);
	free(shared->devices);
	shared->devices = devices;
	shared->n_devices = n;
	shared->n_listed = n_lists;
	shared_leave_and_tell(shared);
}

void shared_set_pedal(struct shared *shared, const struct wire_pedal *said)
{
	shared_enter(shared);
	struct player_pedal *pedal = &shared->pedals.pedal;
	pedal->state = said->state;
	str_copy(pedal->name, sizeof pedal->name, said->name);
	str_copy(pedal->path, sizeof pedal->path, said->path);
	shared_leave_and_tell(shared);
}

void shared_add_press(struct shared *shared, unsigned roles, int64_t at_ns)
{
	shared_enter(shared);
	pedals_add(&shared->pedals, roles, at_ns);
	shared_leave_and_tell(shared);
}

void shared_set_read_problem(struct shared *shared, uint32_t serial, const char *problem)
{
	shared_enter(shared);
	if (serial >= shared->source_serial)
		str_copy(shared->read_problem, sizeof shared->read_problem, problem);
	shared_leave_and_tell(shared);
}

void shared_set_process(struct shared *shared, pid_t pid)
{
	shared_enter(shared);
	shared->pid = pid;
	shared_leave(shared);
}

void shared_count_restart(struct shared *shared)
{
	shared_enter(shared);
	shared->n_restarts++;
	shared_leave_and_tell(shared);
}

void shared_lose_speaker(struct shared *shared, const char *problem, int64_t now_ns)
{
	shared_enter(shared);
	shared->output = PLAYER_STARTING;
	shared->device_problem[0] = '\0';
	playhead_freeze(&shared->head, now_ns);
	pedals_lose(&shared->pedals, now_ns);
	if (problem) {
		playhead_go_local(&shared->head, now_ns);
		str_copy(shared->local_problem, sizeof shared->local_problem, problem);
	}
	shared_leave_and_tell(shared);
}

void shared_lose_line(struct shared *shared, const char *problem, int64_t now_ns)
{
	shared_enter(shared);
	playhead_fall_back(&shared->head, line_get_drawn_ns(&shared->line, now_ns));
	line_lose(&shared->line, problem);
	pedals_lose(&shared->pedals, now_ns);
	shared->output = PLAYER_STARTING;
	shared->device_problem[0] = '\0';
	shared_leave_and_tell(shared);
}

void shared_meet_line(struct shared *shared)
{
	shared_enter(shared);
	line_meet(&shared->line);
	shared_leave_and_tell(shared);
}

void shared_set_coding(struct shared *shared, enum player_coding coding)
{
	shared_enter(shared);
	shared->coding = coding;
	shared_leave_and_tell(shared);
}

void shared_set_distance(struct shared *shared, const struct line_distance *distance)
{
	shared_enter(shared);
	bool differs = line_set_distance(&shared->line, distance);
	shared_leave(shared);
	if (differs)
		wake_ring(&shared->changed);
}

void shared_say_gone(struct shared *shared)
{
	shared_enter(shared);
	shared->gone = true;
	shared_leave_and_tell(shared);
}
