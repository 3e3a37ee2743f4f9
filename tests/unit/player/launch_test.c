/* Tests of starting a real program as speaker, and of its end. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "fake_source.h"
#include "player/conn.h"
#include "player/launch.h"
#include "testing.h"

/* Static because cmocka's tests share them; made once by set_up. */
static char folder[] = "/tmp/callmark-launch-XXXXXX";
static char log_path[64];
static char probe_path[512];

static int set_up(void **state)
{
	(void)state;
	const char *build = getenv("builddir");
	snprintf(probe_path, sizeof probe_path, "%s/tests/unit/player_probe", build ? build : ".");
	if (!mkdtemp(folder))
		return -1;
	snprintf(log_path, sizeof log_path, "%s/log", folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(log_path);
	return rmdir(folder);
}

/* The log is a FIFO here: what the program says can be waited for, and its end too. */
static int open_log(void)
{
	unlink(log_path);
	assert_int_equal(mkfifo(log_path, 0600), 0);
	int fd = open(log_path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	assert_true(fd >= 0);
	return fd;
}

/* One line; false at the end of all who could write one. */
static bool read_line(int log_fd, char *text, size_t n_room)
{
	size_t n_read = 0;
	do {
		struct pollfd ready = {.fd = log_fd, .events = POLLIN};
		assert_int_equal(poll(&ready, 1, 20000), 1);
		ssize_t n = read(log_fd, text + n_read, n_room - 1 - n_read);
		if (n <= 0)
			return false;
		n_read += (size_t)n;
		text[n_read] = '\0';
	} while (!strchr(text, '\n'));
	return true;
}

static void the_program_starts_clean(void **state)
{
	(void)state;
	struct err err;
	struct conn conn;
	int fd;
	pid_t pid;
	int log_fd = open_log();
	int leaked =
		fcntl(STDERR_FILENO, F_DUPFD, 50); /* of somebody who forgot to say close-on-exec */
	sigset_t some, former;
	sigemptyset(&some);
	sigaddset(&some, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &some, &former);
	signal(SIGUSR2, SIG_IGN);
	assert_true(launch_program(probe_path, log_path, &fd, &pid, &err));
	pthread_sigmask(SIG_SETMASK, &former, NULL);
	signal(SIGUSR2, SIG_DFL);
	conn_open(&conn, fd, pid);
	char text[200], expected[200];
	assert_true(read_line(log_fd, text, sizeof text));
	snprintf(expected, sizeof expected, "fds 3 signals 0 leader 1 socket 1 pid %d\n", (int)pid);
	assert_string_equal(text, expected);
	conn_close(&conn, 1);
	assert_false(read_line(log_fd, text, sizeof text)); /* ended */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);   /* reaped */
	close(leaked);
	close(log_fd);
}

static void a_missing_program_is_named(void **state)
{
	(void)state;
	struct err err;
	int fd;
	pid_t pid;
	assert_false(launch_program("/nowhere/callmark-speaker", NULL, &fd, &pid, &err));
	assert_string_equal(
		err.text, "cannot start '/nowhere/callmark-speaker': No such file or directory");
}

static struct player_state await_silent(struct player *player)
{
	struct player_state now;
	struct pollfd fd;
	assert_int_equal(player_get_fds(player, &fd, 1), 1);
	for (;;) {
		player_service(player, clock_mono_ns());
		player_get_state(player, clock_mono_ns(), &now);
		if (now.output == PLAYER_SILENT)
			return now;
		assert_int_equal(poll(&fd, 1, 20000), 1);
	}
}

static void without_the_program_time_goes_on(void **state)
{
	(void)state;
	struct player_options options = {.speaker_path = "/nowhere/callmark-speaker"};
	struct player *player = player_new(&options);
	player_set_source(player, &fake_source_new(8000, 1, 8000000)->source);
	struct player_state now = await_silent(player);
	assert_non_null(strstr(now.problem, "/nowhere/callmark-speaker"));
	int64_t before_ns = clock_mono_ns();
	player_play(player);
	int64_t after_ns = clock_mono_ns();
	player_get_state(player, after_ns + INT64_C(10000000000), &now);
	assert_true(now.playing);
	int64_t most = 80000 + (after_ns - before_ns) / 125000 + 1;
	assert_in_range(now.frame, 80000, most);
	player_free(player);
}

static void a_program_that_ends_at_once_gives_way(void **state)
{
	(void)state;
	struct player_options options = {.speaker_path = "/bin/false"};
	struct player *player = player_new(&options);
	player_set_source(player, &fake_source_new(8000, 1, 8000000)->source);
	struct player_state now = await_silent(player);
	assert_string_not_equal(now.problem, "");
	assert_int_equal(now.n_restarts, 2);
	player_free(player);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void a_deaf_program_does_not_outlive_the_player(void **state)
{
	(void)state;
	int log_fd = open_log();
	struct player_options options = {.speaker_path = probe_path, .log_path = log_path};
	struct player *player = player_new(&options);
	player_set_source(player, &fake_source_new(8000, 1, 8000000)->source);
	char text[200];
	assert_true(read_line(log_fd, text, sizeof text));
	player_free(player);
	assert_false(read_line(log_fd, text, sizeof text)); /* ended */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);   /* reaped */
	close(log_fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_starts_clean),
		cmocka_unit_test(a_missing_program_is_named),
		cmocka_unit_test(without_the_program_time_goes_on),
		cmocka_unit_test(a_program_that_ends_at_once_gives_way),
		cmocka_unit_test(a_deaf_program_does_not_outlive_the_player),
	};
	return cmocka_run_group_tests_name("player launch", tests, set_up, tear_down);
}
