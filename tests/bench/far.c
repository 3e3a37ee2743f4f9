/* Playing over a line: the end with the screen, and the end with the hands, the ears and a recorder. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <pty.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "player/player.h"
#include "sound/content.h"

/* The screen says on its standard output, one line each: "P time frame playing output delay", what is
 * drawn, every 20 ms, and "K verb frame", what it takes for audible when a key was pressed. The hands
 * type "verb frame" into it, and log as tests/sound/driver does; a P ends with the time that it
 * was under way, and "M time frame" is a key, when it was pressed and what came of it. Both ends are
 * on one machine: their clock is the same. */

#define MS INT64_C(1000000)
#define DRAW_NS (20 * MS)
#define PATIENCE_NS (30000 * MS)
#define RECORDER_FD 9 /* parec's messages */
#define MAX_KEYS 256

extern char **environ;

/* Text that comes in pieces. */
struct lines {
	char text[8192];
	size_t n;
};

/* False at the end of it. */
static bool lines_read(struct lines *lines, int fd)
{
	ssize_t n = read(fd, lines->text + lines->n, sizeof lines->text - 1 - lines->n);
	if (n < 0 && errno == EINTR)
		return true;
	lines->n += n > 0 ? (size_t)n : 0;
	lines->text[lines->n] = '\0';
	return n > 0;
}

/* The next whole line; parec ends those that it overwrites with a carriage return. */
static bool lines_next(struct lines *lines, char *line, size_t size)
{
	size_t n = strcspn(lines->text, "\r\n");
	if (n == lines->n)
		return false;
	snprintf(line, size, "%.*s", (int)n, lines->text);
	lines->n -= n + 1;
	memmove(lines->text, lines->text + n + 1, lines->n + 1);
	return true;
}

/* The screen. */

static bool obey(struct player *player, const char *line, const struct player_state *state)
{
	char verb[16] = "";
	int64_t frame = 0;
	sscanf(line, "%15s %" SCNd64, verb, &frame);
	printf("K %s %" PRId64 "\n", verb, state->frame - state->n_lead);
	if (strcmp(verb, "play") == 0)
		player_play(player);
	else if (strcmp(verb, "pause") == 0)
		player_pause(player);
	else if (strcmp(verb, "seek") == 0)
		player_seek(player, frame);
	return strcmp(verb, "quit") != 0;
}

static void draw(struct player *player)
{
	struct player_state state;
	int64_t now_ns = clock_mono_ns();
	player_get_state(player, now_ns, &state);
	printf("P %" PRId64 " %" PRId64 " %d %d %d\n", now_ns, state.frame, state.playing,
		state.output == PLAYER_DEVICE, state.delay_ms);
}

static bool serve_screen(struct player *player, struct lines *typed, int64_t *draw_ns)
{
	struct pollfd fds[4] = {{0, POLLIN, 0}};
	size_t n = 1 + player_get_fds(player, fds + 1, 3);
	int64_t left_ns = *draw_ns - clock_mono_ns();
	poll(fds, n, left_ns > 0 ? (int)(left_ns / MS) + 1 : 0);
	player_service(player, clock_mono_ns());
	if (fds[0].revents && !lines_read(typed, 0))
		return false;
	char line[64];
	while (lines_next(typed, line, sizeof line)) {
		struct player_state state;
		player_get_state(player, clock_mono_ns(), &state);
		if (!obey(player, line, &state))
			return false;
	}
	if (clock_mono_ns() >= *draw_ns) {
		*draw_ns = clock_mono_ns() + DRAW_NS;
		draw(player);
	}
	return true;
}

static int run_screen(void)
{
	struct player_options options = {
		.speaker_path = "/nowhere", .remote = true, .audio_rate_hz = CONTENT_RATE_HZ};
	struct player *player = player_new(&options);
	struct lines typed = {0};
	int64_t draw_ns = 0;
	setvbuf(stdout, NULL, _IOLBF, 0);
	player_set_source(player, content_new(1, noise_at));
	while (serve_screen(player, &typed, &draw_ns))
		;
	player_free(player);
	return 0;
}

/* The hands. */

struct hands {
	int to_fd, from_fd; /* of the screen */
	struct lines said, recorder;
	bool recording, has_device;
	int delay_ms;
	int64_t pressed_ns[MAX_KEYS];
	size_t n_pressed, n_answered;
	uint32_t seed;
};

static void heed_screen(struct hands *hands, const char *line, int64_t now_ns)
{
	int64_t drawn_ns, frame;
	int playing, has_device;
	char verb[16];
	if (sscanf(line, "P %" SCNd64 " %" SCNd64 " %d %d %d", &drawn_ns, &frame, &playing,
		    &has_device, &hands->delay_ms) == 5) {
		hands->has_device = has_device;
		printf("P %" PRId64 " %" PRId64 " %" PRId64 "\n", now_ns, frame, now_ns - drawn_ns);
	} else if (sscanf(line, "K %15s %" SCNd64, verb, &frame) == 2 &&
		   hands->n_answered < hands->n_pressed) {
		int64_t pressed_ns = hands->pressed_ns[hands->n_answered++];
		if (strcmp(verb, "mark") == 0)
			printf("M %" PRId64 " %" PRId64 "\n", pressed_ns, frame);
	}
}

static void heed_recorder(struct hands *hands, const char *line, int64_t now_ns)
{
	double seconds;
	if (sscanf(line, "Time: %lf sec", &seconds) != 1)
		return;
	hands->recording = true;
	printf("T %" PRId64 " %.0f\n", now_ns, seconds * 1e6);
}

static bool serve_hands(struct hands *hands)
{
	char line[256];
	struct pollfd fds[] = {{hands->from_fd, POLLIN, 0}, {RECORDER_FD, POLLIN, 0}};
	poll(fds, 2, 5);
	int64_t now_ns = clock_mono_ns();
	if (fds[0].revents && !lines_read(&hands->said, hands->from_fd))
		return false;
	while (lines_next(&hands->said, line, sizeof line))
		heed_screen(hands, line, now_ns);
	if (hands->said.n == sizeof hands->said.text - 1)
		hands->said.n = 0; /* a picture has no lines */
	if (fds[1].revents && !lines_read(&hands->recorder, RECORDER_FD))
		return false;
	while (lines_next(&hands->recorder, line, sizeof line))
		heed_recorder(hands, line, now_ns);
	return true;
}

static void serve_for(struct hands *hands, int64_t ms)
{
	int64_t end_ns = clock_mono_ns() + ms * MS;
	while (clock_mono_ns() < end_ns && serve_hands(hands))
		;
}

static void type(struct hands *hands, const char *verb, int64_t frame)
{
	char line[64];
	int64_t now_ns = clock_mono_ns();
	int n = snprintf(line, sizeof line, "%s %" PRId64 "\n", verb, frame);
	if (strcmp(verb, "mark") != 0 && strcmp(verb, "quit") != 0)
		printf("C %" PRId64 " %s %" PRId64 " 0\n", now_ns, verb, frame);
	if (hands->n_pressed < MAX_KEYS)
		hands->pressed_ns[hands->n_pressed++] = now_ns;
	if (write(hands->to_fd, line, (size_t)n) != n)
		fprintf(stderr, "# the screen is gone\n");
}

static int64_t random_below(struct hands *hands, int64_t n)
{
	hands->seed = hands->seed * 1664525 + 1013904223;
	return (hands->seed >> 8) % n;
}

/* Jumps, and now and then a pause and a mark. way_ms: there and back, so that each is heard. */
static void work(struct hands *hands, int n_jumps, int way_ms)
{
	type(hands, "play", 0);
	serve_for(hands, 1000 + 2 * way_ms);
	for (int i = 0; i < n_jumps; i++) {
		if (i % 4 == 1) {
			type(hands, "pause", 0);
			serve_for(hands, 300 + 2 * way_ms);
			type(hands, "play", 0);
			serve_for(hands, 600 + way_ms);
		}
		if (i % 4 == 3) {
			type(hands, "mark", 0);
			serve_for(hands, 100);
		}
		type(hands, "seek", random_below(hands, CONTENT_FRAMES - 40000));
		serve_for(hands, 600 + random_below(hands, 200) + 2 * way_ms);
	}
	type(hands, "seek", CONTENT_FRAMES - 4000);
	serve_for(hands, 2000 + 2 * way_ms);
}

static bool start(struct hands *hands, char **command)
{
	int to[2], from[2];
	pid_t pid;
	posix_spawn_file_actions_t actions;
	if (pipe(to) < 0 || pipe(from) < 0)
		return false;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, to[0], 0);
	posix_spawn_file_actions_adddup2(&actions, from[1], 1);
	posix_spawn_file_actions_addclose(&actions, RECORDER_FD);
	posix_spawn_file_actions_addclose(&actions, to[1]);
	posix_spawn_file_actions_addclose(&actions, from[0]);
	bool ok = posix_spawnp(&pid, command[0], &actions, NULL, command, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	close(to[0]);
	close(from[1]);
	hands->to_fd = to[1];
	hands->from_fd = from[0];
	return ok;
}

static int run_hands(int n_jumps, int way_ms, char **command)
{
	struct hands hands = {.seed = 7};
	int64_t end_ns = clock_mono_ns() + PATIENCE_NS;
	if (!start(&hands, command))
		return 1;
	while (!(hands.recording && hands.has_device) && clock_mono_ns() < end_ns &&
		serve_hands(&hands))
		;
	if (!hands.has_device) {
		fprintf(stderr, "# no speaker came\n");
		return 1;
	}
	serve_for(&hands, 1500);
	work(&hands, n_jumps, way_ms);
	fprintf(stderr, "# round trip as shown: %d ms\n", hands.delay_ms);
	type(&hands, "quit", 0);
	return 0;
}

/* The same with the real program, on a terminal of its own. */

static void type_keys(struct hands *hands, const char *keys)
{
	if (write(hands->to_fd, keys, strlen(keys)) < 0)
		fprintf(stderr, "# the screen is gone\n");
}

static void press_space(struct hands *hands, const char *verb)
{
	printf("C %" PRId64 " %s 0 0\n", clock_mono_ns(), verb);
	type_keys(hands, " ");
}

static void go_to(struct hands *hands, int64_t second)
{
	char keys[32];
	snprintf(keys, sizeof keys, ":goto 0:%02d\r", (int)second);
	printf("C %" PRId64 " seek %" PRId64 " 0\n", clock_mono_ns(), second * CONTENT_RATE_HZ);
	type_keys(hands, keys);
}

static void work_keys(struct hands *hands, int n_jumps, int way_ms)
{
	press_space(hands, "play");
	serve_for(hands, 1000 + 2 * way_ms);
	for (int i = 0; i < n_jumps; i++) {
		if (i % 3 == 1) {
			press_space(hands, "pause");
			serve_for(hands, 400 + 2 * way_ms);
			press_space(hands, "play");
			serve_for(hands, 600 + way_ms);
		}
		go_to(hands, random_below(hands, 15));
		serve_for(hands, 700 + random_below(hands, 300) + 2 * way_ms);
	}
	go_to(hands, 19);
	serve_for(hands, 2500 + 2 * way_ms);
	type_keys(hands, "q");
	serve_for(hands, 1000 + 2 * way_ms);
}

static int run_keys(int n_jumps, int way_ms, char **command)
{
	struct hands hands = {.seed = 7};
	struct winsize size = {.ws_row = 40, .ws_col = 120};
	pid_t pid = forkpty(&hands.to_fd, NULL, NULL, &size);
	if (pid == 0) {
		close(RECORDER_FD);
		execvp(command[0], command);
		_exit(127);
	}
	if (pid < 0)
		return 1;
	hands.from_fd = hands.to_fd;
	serve_for(&hands, 6000 + 20 * way_ms);
	work_keys(&hands, n_jumps, way_ms);
	return 0;
}

static void put_number(FILE *file, uint32_t number, int n_bytes)
{
	for (; n_bytes > 0; n_bytes--, number >>= 8)
		fputc((int)(number & 255), file);
}

/* The noise as a WAV file. */
static int write_file(const char *path)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		return 1;
	fputs("RIFF", file);
	put_number(file, 36 + 2 * CONTENT_FRAMES, 4);
	fputs("WAVEfmt ", file);
	put_number(file, 16, 4);
	put_number(file, 1 << 16 | 1, 4); /* PCM, one channel */
	put_number(file, CONTENT_RATE_HZ, 4);
	put_number(file, 2 * CONTENT_RATE_HZ, 4);
	put_number(file, 16 << 16 | 2, 4);
	fputs("data", file);
	put_number(file, 2 * CONTENT_FRAMES, 4);
	for (int64_t i = 0; i < CONTENT_FRAMES; i++)
		put_number(file, (uint16_t)noise_at(i), 2);
	return fclose(file) ? 1 : 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "screen") == 0)
		return run_screen();
	if (argc > 4 && strcmp(argv[1], "hands") == 0)
		return run_hands(atoi(argv[2]), atoi(argv[3]), argv + 4);
	if (argc > 4 && strcmp(argv[1], "keys") == 0)
		return run_keys(atoi(argv[2]), atoi(argv[3]), argv + 4);
	if (argc == 3 && strcmp(argv[1], "file") == 0)
		return write_file(argv[2]);
	fprintf(stderr, "usage: far screen | far hands|keys JUMPS ROUND-TRIP-MS COMMAND... | "
			"far file PATH\n");
	return 2;
}
