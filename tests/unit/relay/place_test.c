/* Tests of where callmark and its relay meet: the user's own folder and socket, and nobody else's.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "fixture.h"
#include "relay/listener.h"
#include "relay/peer.h"
#include "relay/place.h"
#include "testing.h"

/* One home a test: the run-time folder, and a temporary one beside it. */
struct ground {
	char *home, *runtime, *temporary;
	char *folder; /* that of callmark in the run-time folder */
};

static int set_up(void **state)
{
	struct ground *ground = mem_zalloc(1, sizeof *ground);
	ground->home = fixture_folder();
	ground->runtime = fixture_path(ground->home, "runtime");
	ground->temporary = fixture_path(ground->home, "tmp");
	ground->folder = fixture_path(ground->runtime, "callmark");
	mkdir(ground->runtime, 0700);
	mkdir(ground->temporary, 0700);
	setenv("XDG_RUNTIME_DIR", ground->runtime, 1);
	setenv("TMPDIR", ground->temporary, 1);
	*state = ground;
	return 0;
}

static int tear_down(void **state)
{
	struct ground *ground = *state;
	fixture_remove(ground->home);
	free(ground->runtime);
	free(ground->temporary);
	free(ground->folder);
	free(ground);
	return 0;
}

static unsigned mode_of(const char *folder, const char *name)
{
	struct stat status;
	char *path = fixture_path(folder, name);
	assert_int_equal(lstat(path, &status), 0);
	free(path);
	return status.st_mode & 07777;
}

static bool nobody(int fd)
{
	(void)fd;
	return false;
}

static void only_the_user_can_open_what_is_made(void **state)
{
	struct ground *ground = *state;
	struct listener listener;
	struct err err;
	assert_true(listener_open(&listener, peer_is_own, &err));
	assert_int_equal(mode_of(ground->runtime, "callmark"), 0700);
	assert_int_equal(mode_of(ground->folder, "speaker"), 0600);
	assert_int_equal(mode_of(ground->folder, "lock"), 0600);
	listener_close(&listener);
	char *path = fixture_path(ground->folder, "speaker");
	assert_int_equal(access(path, F_OK), -1);
	free(path);
}

static void one_who_connects_is_met(void **state)
{
	(void)state;
	struct listener listener;
	struct err err;
	int there, here;
	char byte = 0;
	assert_false(place_connect(&there, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_true(listener_open(&listener, peer_is_own, &err));
	assert_false(listener_accept(&listener, &here));
	assert_true(place_connect(&there, &err));
	assert_true(listener_accept(&listener, &here));
	assert_int_equal(write(there, "x", 1), 1);
	assert_int_equal(read(here, &byte, 1), 1);
	assert_int_equal(byte, 'x');
	close(there);
	close(here);
	listener_close(&listener);
}

static void another_user_is_sent_away(void **state)
{
	(void)state;
	struct listener listener;
	struct err err;
	int there, here;
	char byte;
	assert_true(listener_open(&listener, nobody, &err));
	assert_true(place_connect(&there, &err));
	assert_false(listener_accept(&listener, &here));
	struct pollfd ended = {.fd = there, .events = POLLIN};
	assert_int_equal(poll(&ended, 1, 20000), 1);
	assert_int_equal(read(there, &byte, 1), 0);
	close(there);
	listener_close(&listener);
}

static void a_second_callmark_leaves_the_first_alone(void **state)
{
	(void)state;
	struct listener first, second;
	struct err err;
	int there, here;
	assert_true(listener_open(&first, peer_is_own, &err));
	assert_false(listener_open(&second, peer_is_own, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_true(place_connect(&there, &err));
	assert_true(listener_accept(&first, &here));
	close(there);
	close(here);
	listener_close(&first);
	assert_true(listener_open(&second, peer_is_own, &err));
	listener_close(&second);
}

/* As if it had been killed: the socket stays, the lock does not. */
static void leave_stale(struct ground *ground)
{
	struct sockaddr_un address;
	struct err err;
	assert_true(place_prepare(ground->folder, &err));
	assert_true(place_address(ground->folder, &address, &err));
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
	close(fd);
}

static void what_a_killed_one_left_is_no_obstacle(void **state)
{
	struct ground *ground = *state;
	struct listener listener;
	struct err err;
	int there;
	leave_stale(ground);
	assert_false(place_connect(&there, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_true(listener_open(&listener, peer_is_own, &err));
	assert_true(place_connect(&there, &err));
	close(there);
	listener_close(&listener);
}

static void a_folder_open_to_others_is_refused(void **state)
{
	struct ground *ground = *state;
	struct err err;
	int there;
	mkdir(ground->folder, 0700);
	chmod(ground->folder, 0755);
	assert_false(place_prepare(ground->folder, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, ground->folder));
	assert_false(place_connect(&there, &err));
	assert_int_equal(err.code, ERR_USAGE);
}

/* In a folder that all can write to, others are there first. */
static void what_others_put_elsewhere_does_not_matter(void **state)
{
	struct ground *ground = *state;
	struct err err;
	int there;
	char name[64];
	snprintf(name, sizeof name, "callmark-%lu", (unsigned long)geteuid());
	char *folder = fixture_path(ground->temporary, name);
	mkdir(folder, 0777);
	chmod(folder, 0777);
	assert_false(place_connect(&there, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	free(folder);
}

static void a_link_is_no_folder(void **state)
{
	struct ground *ground = *state;
	struct err err;
	assert_int_equal(symlink(ground->temporary, ground->folder), 0);
	assert_false(place_prepare(ground->folder, &err));
	unlink(ground->folder);
	assert_true(place_prepare(ground->folder, &err));
}

static void a_folder_that_others_can_rename_is_refused(void **state)
{
	struct ground *ground = *state;
	struct err err;
	chmod(ground->runtime, 0777);
	assert_false(place_prepare(ground->folder, &err));
	assert_int_equal(err.code, ERR_USAGE);
	chmod(ground->runtime, 01777);
	assert_true(place_prepare(ground->folder, &err));
}

static void without_a_runtime_folder_there_is_the_temporary_one(void **state)
{
	struct ground *ground = *state;
	struct listener listener;
	struct err err;
	int there;
	char name[64];
	rmdir(ground->runtime);
	snprintf(name, sizeof name, "callmark-%lu", (unsigned long)geteuid());
	assert_true(listener_open(&listener, peer_is_own, &err));
	assert_int_equal(mode_of(ground->temporary, name), 0700);
	assert_true(place_connect(&there, &err));
	close(there);
	listener_close(&listener);
}

static void a_name_too_long_is_told(void **state)
{
	(void)state;
	struct sockaddr_un address;
	struct err err;
	char deep[200];
	memset(deep, 'x', sizeof deep);
	deep[0] = '/';
	deep[sizeof deep - 1] = '\0';
	assert_false(place_address(deep, &address, &err));
	assert_non_null(strstr(err.text, "too long"));
}

#define ON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON(only_the_user_can_open_what_is_made),
		ON(one_who_connects_is_met),
		ON(another_user_is_sent_away),
		ON(a_second_callmark_leaves_the_first_alone),
		ON(what_a_killed_one_left_is_no_obstacle),
		ON(a_folder_open_to_others_is_refused),
		ON(what_others_put_elsewhere_does_not_matter),
		ON(a_link_is_no_folder),
		ON(a_folder_that_others_can_rename_is_refused),
		ON(without_a_runtime_folder_there_is_the_temporary_one),
		ON(a_name_too_long_is_told),
	};
	return cmocka_run_group_tests_name("relay place", tests, NULL, NULL);
}
