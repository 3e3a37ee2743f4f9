/* Tests of writing whole texts: what is left when the program is ended meanwhile. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "command/output.h"
#include "fixture.h"
#include "testing.h"

#define N_BYTES 1000000 /* more than a pipe holds: the writer waits within the file */

static int set_up(void **state)
{
	*state = fixture_folder();
	return 0;
}

static int tear_down(void **state)
{
	fixture_remove(*state);
	return 0;
}

static pid_t start_writer(const char *path)
{
	struct err err;
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	char *text = mem_alloc(N_BYTES);
	memset(text, 'x', N_BYTES);
	_exit(output_replace(path, text, N_BYTES, &err) ? 0 : 1);
}

static size_t read_whole(int fd)
{
	char block[4096];
	ssize_t n;
	size_t n_bytes = 0;
	while ((n = read(fd, block, sizeof block)) > 0)
		n_bytes += (size_t)n;
	return n_bytes;
}

/* The file is a pipe here, so that the signal surely comes while it is written. */
static void a_signal_waits_until_the_file_is_whole(void **state)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	char *path = fixture_path(*state, "labels"), *part = fixture_path(*state, "labels.part");
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		int status = 0;
		assert_int_equal(mkfifo(part, 0600), 0);
		pid_t pid = start_writer(path);
		int fd = open(part, O_RDONLY);
		assert_true(fd >= 0);
		assert_int_equal(kill(pid, signals[i]), 0);
		assert_int_equal(read_whole(fd), N_BYTES);
		close(fd);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		assert_int_equal(access(part, F_OK), -1);
		assert_int_equal(access(path, F_OK), 0);
		unlink(path);
	}
	free(path);
	free(part);
}

static void what_cannot_be_written_leaves_nothing(void **state)
{
	struct err err;
	char *path = fixture_path(*state, "labels"), *part = fixture_path(*state, "labels.part");
	assert_int_equal(mkdir(path, 0700), 0); /* no file goes in its place */
	assert_false(output_replace(path, "text", 4, &err));
	assert_non_null(strstr(err.text, path));
	assert_int_equal(access(part, F_OK), -1);
	free(path);
	free(part);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_signal_waits_until_the_file_is_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_written_leaves_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
