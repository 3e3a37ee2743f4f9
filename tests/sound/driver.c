/* Plays through the player with all that a listener does, and logs what it says is heard. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "content.h"
#include "player/player.h"
#include "watch.h"

/* The log, one line each: "C time command frame frame", "P time frame" what is claimed to be heard, and
 * "T time position" the recorder's word for where in its recording the sound of that time is.
 * Times are CLOCK_MONOTONIC ns, the position is in microseconds. */

#define MS INT64_C(1000000)
#define SAMPLE_EVERY_NS (5 * MS)
#define PATIENCE_NS (20000 * MS)
#define CALM_NS (500 * MS)
#define HELD_UP_NS (20 * MS)
#define LOOK_EVERY_NS (10 * MS)
#define REST_NS (1500 * MS) /* so long what was held up may still do harm: a device is opened anew */
#define MAX_REST_NS (3 * REST_NS)
#define SETTLE_MS 300 /* longer than from a command to its sound */
#define RECORDER_FD 9 /* parec's messages */

struct driver {
	struct player *player;
	char line[512]; /* of the recorder's, as far as it has come */
	size_t n_line;
	bool recording;
	bool is_alone; /* nobody records */
	int64_t sample_ns;
	uint32_t seed;
	/* of steps */
	struct watch watch;
	const char *pids;   /* of the recorder and the server */
	int64_t look_ns, served_ns;
	int64_t trouble_ns; /* when the machine did not keep up last */
};

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

static bool is_on_device(const struct driver *driver)
{
	struct player_state state;
	player_get_state(driver->player, clock_mono_ns(), &state);
	return state.output == PLAYER_DEVICE;
}

/* Whether the machine has kept up since the last round, ourselves too. */
static void look(struct driver *driver, int64_t now_ns)
{
	if (now_ns - driver->served_ns > HELD_UP_NS || !is_on_device(driver))
		driver->trouble_ns = now_ns;
	driver->served_ns = now_ns;
	if (now_ns < driver->look_ns)
		return;
	driver->look_ns = now_ns + LOOK_EVERY_NS;
	if (watch_look(&driver->watch))
		driver->trouble_ns = now_ns;
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
	if (driver->pids)
		look(driver, now_ns);
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
	return (driver->recording || driver->is_alone) && is_on_device(driver);
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

static void say(const char *command, int64_t frame, int64_t other)
{
	printf("C %" PRId64 " %s %" PRId64 " %" PRId64 "\n", clock_mono_ns(), command, frame, other);
}

static void play(struct driver *driver)
{
	say("play", 0, 0);
	player_play(driver->player);
}

static void halt(struct driver *driver)
{
	say("pause", 0, 0);
	player_pause(driver->player);
}

static void seek(struct driver *driver, int64_t frame)
{
	say("seek", frame, 0);
	player_seek(driver->player, frame);
}

static void speed(struct driver *driver, int percent)
{
	say("speed", percent, 0);
	player_set_speed(driver->player, percent);
}

static int64_t random_below(struct driver *driver, int64_t n)
{
	driver->seed = driver->seed * 1664525 + 1013904223;
	return (driver->seed >> 8) % n;
}

static void change_leg(struct driver *driver)
{
	player_set_leg(driver->player, (enum player_leg)random_below(driver, 3));
}

static void seek_somewhere(struct driver *driver)
{
	seek(driver, random_below(driver, CONTENT_FRAMES - 20000));
}

/* From shortly before it, a loop for a few rounds. */
static void loop_somewhere(struct driver *driver)
{
	int64_t in = 4000 + random_below(driver, CONTENT_FRAMES - 30000);
	int64_t out = in + 700 + random_below(driver, 2000);
	say("loop", out, in);
	player_set_loop(driver->player, in, out);
	seek(driver, in - random_below(driver, 1000));
	serve_for(driver, 900);
	player_set_loop(driver->player, 0, 0);
	serve_for(driver, 250);
}

/* Far: what is behind it has not been read yet. */
static void skip_somewhere(struct driver *driver)
{
	int64_t start = 4000 + random_below(driver, CONTENT_FRAMES / 2);
	struct route_span skip = {start, start + 1000 + random_below(driver, CONTENT_FRAMES / 3)};
	say("skip", skip.start_frame, skip.end_frame);
	player_set_skips(driver->player, &skip, 1);
	seek(driver, start - 1600);
	serve_for(driver, 500);
	player_set_skips(driver->player, NULL, 0);
	serve_for(driver, 50);
}

static void pause_somewhere(struct driver *driver, bool seeks)
{
	halt(driver);
	serve_for(driver, 150 + random_below(driver, 50));
	if (seeks) {
		seek_somewhere(driver);
		serve_for(driver, 50);
	}
	play(driver);
	serve_for(driver, 150 + random_below(driver, 100));
}

static void do_something(struct driver *driver, int i)
{
	if (i % 4 == 1)
		pause_somewhere(driver, i % 8 == 5);
	if (i % 8 == 3)
		loop_somewhere(driver);
	if (i % 8 == 7)
		skip_somewhere(driver);
	change_leg(driver);
	seek_somewhere(driver);
	serve_for(driver, 80 + random_below(driver, 100));
	change_leg(driver);
	serve_for(driver, 70);
}

/* At 1x: everything that keeps the samples as they are. */
static void run_exact(struct driver *driver, const char *number)
{
	int n_seeks = atoi(number);
	play(driver);
	serve_for(driver, 700);
	for (int i = 0; i < n_seeks; i++)
		do_something(driver, i);
	seek(driver, CONTENT_FRAMES - 4000);
}

/* Until nothing has been held up for a while; does not wait for ever. */
static bool wait_for_rest(struct driver *driver)
{
	int64_t end_ns = clock_mono_ns() + MAX_REST_NS;
	watch_begin(&driver->watch, driver->pids);
	while (clock_mono_ns() - driver->trouble_ns < REST_NS && clock_mono_ns() < end_ns)
		serve(driver);
	return clock_mono_ns() < end_ns;
}

static void play_to_end(struct driver *driver)
{
	seek(driver, CONTENT_FRAMES - 4000);
	wait_until(driver, has_ended);
}

/* The same each time it is run. It begins while something plays, and ends when all of it is heard. */
static void run_step(struct driver *driver, int number)
{
	bool rested = wait_for_rest(driver);
	int64_t start_ns = clock_mono_ns();
	driver->seed = (uint32_t)number + 7;
	player_set_leg(driver->player, PLAYER_BOTH);
	player_seek(driver->player, number * 1000);
	player_play(driver->player);
	serve_for(driver, SETTLE_MS);
	say("step", number, 0);
	if (number == CONTENT_LAST_STEP)
		play_to_end(driver);
	else
		do_something(driver, number);
	serve_for(driver, SETTLE_MS);
	say("done", number, !rested || driver->trouble_ns >= start_ns);
}

/* The steps of a list like "0 3 7", each by itself. */
static void run_steps(struct driver *driver, const char *numbers)
{
	driver->pids = getenv("WATCHED") ? getenv("WATCHED") : "";
	driver->served_ns = clock_mono_ns();
	for (const char *at = numbers; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL)
		run_step(driver, atoi(at));
}

/* At every speed in turn. */
static void run_speeds(struct driver *driver, const char *number)
{
	int n_seeks = atoi(number);
	static const int speeds[] = {100, 50, 75, 125, 150, 200, 250, 300};
	play(driver);
	for (int i = 0; i < n_seeks; i++) {
		speed(driver, speeds[i % 8]);
		seek(driver, random_below(driver, 4) * CONTENT_RATE_HZ + 500);
		serve_for(driver, 3000);
	}
	speed(driver, 100);
	seek(driver, CONTENT_FRAMES - 4000);
}

/* All of it, as fast as hands are, and faster. */
static void run_all(struct driver *driver, const char *number)
{
	int n_seeks = atoi(number);
	play(driver);
	for (int i = 0; i < n_seeks; i++) {
		do_something(driver, i);
		if (i % 3 == 0)
			speed(driver, 50 + 25 * (int)random_below(driver, 11));
		if (i % 5 == 0)
			for (int k = 0; k < 15; k++) {
				seek_somewhere(driver);
				serve_for(driver, random_below(driver, 40));
			}
	}
	speed(driver, 100);
	seek(driver, CONTENT_FRAMES - 4000);
}

static void say_state(const struct player_state *state)
{
	static const char *const outputs[] = {"starting", "device", "silent"};
	printf("S %" PRId64 " %s %" PRId64 " %u %s\n", clock_mono_ns() / MS, outputs[state->output],
		state->frame * 1000 / CONTENT_RATE_HZ, state->n_restarts, state->problem);
	fflush(stdout);
}

/* Only plays, for so many seconds, and says each change: time in ms, output, place in ms, restarts of
 * the speaker, problem. A place that stands or goes on is one, too. */
static void run_watch(struct driver *driver, const char *number)
{
	int n_seconds = atoi(number);
	struct player_state said = {.output = PLAYER_STARTING};
	bool moved = true;
	player_set_loop(driver->player, 0, CONTENT_FRAMES);
	play(driver);
	for (int i = 0; i < n_seconds * 10; i++) {
		struct player_state before, now;
		player_get_state(driver->player, clock_mono_ns(), &before);
		serve_for(driver, 100);
		player_get_state(driver->player, clock_mono_ns(), &now);
		bool moves = now.frame != before.frame;
		if (moves != moved || now.output != said.output ||
			strcmp(now.problem, said.problem) != 0)
			say_state(&now);
		moved = moves;
		said = now;
	}
	say_state(&said);
	player_set_loop(driver->player, 0, 0);
	seek(driver, CONTENT_FRAMES);
}

static const struct script {
	const char *name;
	int16_t (*sample_at)(int64_t frame);
	void (*run)(struct driver *driver, const char *wanted);
} scripts[] = {
	{"noise", noise_at, run_exact},
	{"steps", noise_at, run_steps},
	{"bursts", burst_at, run_speeds},
	{"tone", tone_at, run_all},
	{"watch", tone_at, run_watch},
};

static const struct script *find_script(const char *name)
{
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (strcmp(scripts[i].name, name) == 0)
			return &scripts[i];
	return NULL;
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
	const struct script *script = argc == 5 ? find_script(argv[1]) : NULL;
	if (!script || !speaker) {
		fprintf(stderr, "usage: CALLMARK_SPEAKER=PROGRAM driver noise|bursts|tone|watch|steps AUDIO-RATE "
				"SEEKS|STEPS LOG\n");
		return 2;
	}
	struct player_options options = {
		.speaker_path = speaker, .audio_rate_hz = atoi(argv[2]), .log_path = argv[4]};
	struct driver driver = {.player = player_new(&options), .seed = 7};
	driver.is_alone = script->run == run_watch;
	player_set_source(driver.player, content_new(2, script->sample_at));
	int status = 0;
	if (wait_until(&driver, is_ready)) {
		wait_for_calm(&driver);
		script->run(&driver, argv[3]);
		if (script->run != run_steps && !wait_until(&driver, has_ended))
			status = explain(&driver);
		serve_for(&driver, 150);
	} else {
		status = explain(&driver);
	}
	player_free(driver.player);
	return status;
}
