/* Plays noise through the player with pauses and jumps, and logs what it says is heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "noise.h"
#include "player/player.h"

/* The log, one line each: "C time command frame", "P time frame" what is claimed to be heard, and
 * "T time position" the recorder's word for where in its recording the sound of that time is.
 * Times are CLOCK_MONOTONIC ns, the position is in microseconds. */

#define MS INT64_C(1000000)
#define SAMPLE_EVERY_NS (5 * MS)
#define PATIENCE_NS (20000 * MS)
#define CALM_NS (500 * MS)
#define HELD_UP_NS (20 * MS)
#define RECORDER_FD 9 /* parec's messages */

struct driver {
	struct player *player;
	char line[512]; /* of the recorder's, as far as it has come */
	size_t n_line;
	bool recording;
	int64_t sample_ns;
	uint32_t seed;
};

struct noise {
	struct pcm_source source;
	int64_t frame;
};

static int64_t noise_read(
	struct pcm_source *source, int16_t *frames, int64_t n_max, struct err *err)
{
	(void)err;
	struct noise *noise = (struct noise *)source;
	int64_t n = 0;
	while (n < n_max && noise->frame < source->n_frames)
		frames[n++] = noise_at(noise->frame++);
	return n;
}

static bool noise_seek(struct pcm_source *source, int64_t frame, struct err *err)
{
	(void)err;
	((struct noise *)source)->frame = frame < source->n_frames ? frame : source->n_frames;
	return true;
}

static void noise_free(struct pcm_source *source)
{
	free(source);
}

static struct pcm_source *noise_new(void)
{
	struct noise *noise = mem_zalloc(1, sizeof *noise);
	noise->source = (struct pcm_source){
		{NOISE_RATE_HZ, 1}, NOISE_FRAMES, noise_read, noise_seek, noise_free, NULL};
	return &noise->source;
}

static void take_line(struct driver *driver)
{
	double seconds;
	driver->line[driver->n_line] = '\0';
	driver->n_line = 0;
	if (sscanf(driver->line, "Time: %lf sec", &seconds) != 1)
		return;
	driver->recording = true;
	printf("T %" PRId64 " %.0f\n", clock_mono_ns(), seconds * 1e6);
}

/* parec ends the lines that it overwrites with a carriage return. */
static void read_recorder(struct driver *driver)
{
	char bytes[256];
	ssize_t n = read(RECORDER_FD, bytes, sizeof bytes);
	for (ssize_t i = 0; i < n; i++) {
		if (bytes[i] == '\r' || bytes[i] == '\n')
			take_line(driver);
		else if (driver->n_line < sizeof driver->line - 1)
			driver->line[driver->n_line++] = bytes[i];
	}
}

static void log_place(struct driver *driver)
{
	struct player_state state;
	int64_t now_ns = clock_mono_ns();
	player_get_state(driver->player, now_ns, &state);
	printf("P %" PRId64 " %" PRId64 "\n", now_ns, state.frame);
}

/* One round of a main loop: serves what there is, no longer than until the next sample. */
static void serve(struct driver *driver)
{
	struct pollfd fds[5] = {{RECORDER_FD, POLLIN, 0}};
	size_t n = 1 + player_get_fds(driver->player, fds + 1, 4);
	int64_t due_ns = player_get_deadline_ns(driver->player);
	if (due_ns > driver->sample_ns)
		due_ns = driver->sample_ns;
	int64_t left_ns = due_ns - clock_mono_ns();
	poll(fds, n, left_ns > 0 ? (int)((left_ns + MS - 1) / MS) : 0);
	if (fds[0].revents)
		read_recorder(driver);
	int64_t now_ns = clock_mono_ns();
	player_service(driver->player, now_ns);
	if (now_ns < driver->sample_ns)
		return;
	driver->sample_ns = now_ns + SAMPLE_EVERY_NS;
	log_place(driver);
}

static void serve_for(struct driver *driver, int64_t ms)
{
	int64_t end_ns = clock_mono_ns() + ms * MS;
	while (clock_mono_ns() < end_ns)
		serve(driver);
}

/* Half a second in which nothing held us up: the server needs a moment to know its own delay, and a
 * busy machine one to come to rest. Does not wait for ever. */
static void wait_for_calm(struct driver *driver)
{
	int64_t start_ns = clock_mono_ns(), calm_ns = start_ns, last_ns = start_ns;
	while (last_ns - calm_ns < CALM_NS && last_ns - start_ns < PATIENCE_NS) {
		serve(driver);
		int64_t now_ns = clock_mono_ns();
		if (now_ns - last_ns > HELD_UP_NS)
			calm_ns = now_ns;
		last_ns = now_ns;
	}
}

static bool is_ready(struct driver *driver)
{
	struct player_state state;
	player_get_state(driver->player, clock_mono_ns(), &state);
	return driver->recording && state.output == PLAYER_DEVICE;
}

static bool has_ended(struct driver *driver)
{
	struct player_state state;
	player_get_state(driver->player, clock_mono_ns(), &state);
	return state.ended;
}

static bool wait_until(struct driver *driver, bool (*is_so)(struct driver *driver))
{
	int64_t end_ns = clock_mono_ns() + PATIENCE_NS;
	while (!is_so(driver) && clock_mono_ns() < end_ns)
		serve(driver);
	return is_so(driver);
}

static void say(const char *command, int64_t frame)
{
	printf("C %" PRId64 " %s %" PRId64 "\n", clock_mono_ns(), command, frame);
}

static void play(struct driver *driver)
{
	say("play", 0);
	player_play(driver->player);
}

static void halt(struct driver *driver)
{
	say("pause", 0);
	player_pause(driver->player);
}

static void seek(struct driver *driver, int64_t frame)
{
	say("seek", frame);
	player_seek(driver->player, frame);
}

static int64_t random_below(struct driver *driver, int64_t n)
{
	driver->seed = driver->seed * 1664525 + 1013904223;
	return (driver->seed >> 8) % n;
}

static void run_script(struct driver *driver, int n_seeks)
{
	wait_for_calm(driver);
	play(driver);
	serve_for(driver, 700);
	for (int i = 0; i < n_seeks; i++) {
		if (i % 4 == 1) {
			halt(driver);
			serve_for(driver, 150 + random_below(driver, 50));
			if (i % 8 == 5) {
				seek(driver, random_below(driver, NOISE_FRAMES - 20000));
				serve_for(driver, 50);
			}
			play(driver);
			serve_for(driver, 150 + random_below(driver, 100));
		}
		seek(driver, random_below(driver, NOISE_FRAMES - 20000));
		serve_for(driver, 150 + random_below(driver, 100));
	}
	seek(driver, NOISE_FRAMES - 4000);
}

static int explain(const struct driver *driver)
{
	struct player_state state;
	player_get_state(driver->player, clock_mono_ns(), &state);
	fprintf(stderr, "# recorder runs: %d, output: %d, problem: %s\n", driver->recording,
		state.output, state.problem);
	return 1;
}

int main(int argc, char **argv)
{
	const char *speaker = getenv("CALLMARK_SPEAKER");
	if (argc != 4 || !speaker) {
		fprintf(stderr, "usage: CALLMARK_SPEAKER=PROGRAM driver AUDIO-RATE SEEKS LOG\n");
		return 2;
	}
	struct player_options options = {
		.speaker_path = speaker, .audio_rate_hz = atoi(argv[1]), .log_path = argv[3]};
	struct driver driver = {.player = player_new(&options), .seed = 7};
	player_set_source(driver.player, noise_new());
	int status = 0;
	if (wait_until(&driver, is_ready)) {
		run_script(&driver, atoi(argv[2]));
		if (!wait_until(&driver, has_ended))
			status = explain(&driver);
		serve_for(&driver, 150);
	} else {
		status = explain(&driver);
	}
	player_free(driver.player);
	return status;
}
