/* Tests of the bridge: a speaker here, a line to a callmark elsewhere, and how they end. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "far_end.h"
#include "relay/bridge.h"
#include "testing.h"

#define S INT64_C(1000000000)

struct scene {
	struct bridge bridge;
	struct far_end speaker, line;
	int64_t now_ns;
};

static void turn(struct scene *scene)
{
	bridge_service(&scene->bridge, scene->now_ns);
}

static void begin_with(struct scene *scene, const struct wire_setup *own)
{
	*scene = (struct scene){.now_ns = 100 * S};
	int speaker_fd = far_end_open(&scene->speaker);
	int line_fd = far_end_open(&scene->line);
	bridge_init(&scene->bridge, speaker_fd, line_fd, own, scene->now_ns);
	far_end_say_hello(&scene->speaker, WIRE_VERSION_MIN, WIRE_VERSION_MAX);
	turn(scene);
	far_end_expect(&scene->line, WIRE_HELLO);
}

static void begin(struct scene *scene)
{
	const struct wire_setup own = {.latency_ms = 50};
	begin_with(scene, &own);
	far_end_say_hello(&scene->line, WIRE_VERSION_MIN, WIRE_VERSION_MAX);
	turn(scene);
	far_end_expect(&scene->speaker, WIRE_HELLO);
}

static void end(struct scene *scene, enum bridge_state state)
{
	assert_int_equal(scene->bridge.state, state);
	bridge_release(&scene->bridge);
	far_end_close(&scene->speaker);
	far_end_close(&scene->line);
}

static struct wire_setup setup_that_comes(struct scene *scene, const struct wire_setup *theirs)
{
	far_end_say(&scene->line, &(struct wire_message){WIRE_SETUP, .setup = *theirs});
	turn(scene);
	return far_end_expect(&scene->speaker, WIRE_SETUP).setup;
}

static void the_device_is_the_one_wanted_here(void **state)
{
	(void)state;
	struct scene scene;
	const struct wire_setup own = {.rate_hz = 44100, .latency_ms = 80, .device = "head"};
	begin_with(&scene, &own);
	far_end_say_hello(&scene.line, WIRE_VERSION_MIN, WIRE_VERSION_MAX);
	turn(&scene);
	far_end_expect(&scene.speaker, WIRE_HELLO);
	struct wire_setup came = setup_that_comes(&scene, &(struct wire_setup){.latency_ms = 20});
	assert_int_equal(came.rate_hz, 44100);
	assert_int_equal(came.latency_ms, 80);
	assert_string_equal(came.device, "head");
	assert_false(came.silent);
	/* Chosen on the screen. */
	came = setup_that_comes(
		&scene, &(struct wire_setup){.silent = true, .latency_ms = 20, .device = "usb"});
	assert_string_equal(came.device, "usb");
	assert_true(came.silent);
	end(&scene, BRIDGE_JOINED);
}

/* It lies under the table here. */
static void the_foot_pedal_is_the_one_wanted_here(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	const struct wire_message theirs = {WIRE_PEDALS, .pedals = {false, "auto", "f1=play"}};
	far_end_say(&scene.line, &theirs);
	turn(&scene);
	assert_string_equal(far_end_expect(&scene.speaker, WIRE_PEDALS).pedals.device, "auto");
	const struct wire_pedals own = {true, "foot", "f8=play"};
	bridge_set_pedals(&scene.bridge, &own);
	far_end_say(&scene.line, &theirs);
	turn(&scene);
	struct wire_pedals came = far_end_expect(&scene.speaker, WIRE_PEDALS).pedals;
	assert_string_equal(came.device, "foot");
	assert_string_equal(came.keys, "f8=play");
	assert_true(came.grab);
	end(&scene, BRIDGE_CALLING);
}

static void it_tells_how_things_stand(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	assert_int_equal(scene.bridge.state, BRIDGE_CALLING);
	far_end_say(
		&scene.line, &(struct wire_message){WIRE_NOTICE, .notice = {WIRE_NOTICE_WAITING}});
	turn(&scene);
	assert_int_equal(scene.bridge.state, BRIDGE_WAITING);
	far_end_expect(&scene.speaker, WIRE_NOTICE);
	setup_that_comes(&scene, &(struct wire_setup){.latency_ms = 20});
	unsigned n_news = scene.bridge.n_news;
	far_end_say(
		&scene.speaker, &(struct wire_message){WIRE_DEVICE,
					.device = {WIRE_DEVICE_OPEN, WIRE_OK, 48000, 0, "x", ""}});
	turn(&scene);
	assert_int_equal(scene.bridge.n_news, n_news + 1);
	assert_string_equal(scene.bridge.device.name, "x");
	assert_string_equal(far_end_expect(&scene.line, WIRE_DEVICE).device.name, "x");
	end(&scene, BRIDGE_JOINED);
}

static void other_versions_are_told_apart(void **state)
{
	(void)state;
	struct scene scene;
	begin_with(&scene, &(struct wire_setup){.latency_ms = 50});
	far_end_say_hello(&scene.line, WIRE_VERSION_MAX + 1, WIRE_VERSION_MAX + 3);
	turn(&scene);
	assert_int_equal(scene.bridge.theirs.version_max, WIRE_VERSION_MAX + 3);
	end(&scene, BRIDGE_VERSION);
}

static void talk(struct scene *scene, const char *text)
{
	assert_int_equal(write(scene->line.fd, text, strlen(text)), strlen(text));
	turn(scene);
}

static void what_a_shell_prints_before_the_relay_is_passed_over(void **state)
{
	(void)state;
	struct scene scene;
	begin_with(&scene, &(struct wire_setup){.latency_ms = 50});
	talk(&scene, "Welcome to qa7! You have mail.\n");
	talk(&scene, "\014\n\014"); /* as a message of ours might begin */
	assert_int_equal(scene.bridge.state, BRIDGE_CALLING);
	far_end_say_hello(&scene.line, WIRE_VERSION_MIN, WIRE_VERSION_MAX);
	turn(&scene);
	far_end_expect(&scene.speaker, WIRE_HELLO);
	setup_that_comes(&scene, &(struct wire_setup){.latency_ms = 20});
	end(&scene, BRIDGE_JOINED);
}

static void a_shell_that_only_talks_is_no_relay(void **state)
{
	(void)state;
	struct scene scene;
	begin_with(&scene, &(struct wire_setup){.latency_ms = 50});
	talk(&scene, "1) mail  2) games  Your choice: ");
	for (int i = 0; i < 10; i++) {
		scene.now_ns += 2 * S;
		far_end_say(&scene.speaker, &(struct wire_message){WIRE_PONG, .pong = {1, 2}});
		turn(&scene);
	}
	end(&scene, BRIDGE_LINE_FOREIGN);
}

static void what_gives_back_our_words_is_no_relay(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	far_end_say(&scene.line, &(struct wire_message){.type = WIRE_STATUS});
	turn(&scene);
	end(&scene, BRIDGE_LINE_FOREIGN);
}

static void a_shell_that_talks_without_end_is_no_relay(void **state)
{
	(void)state;
	struct scene scene;
	char text[8192];
	memset(text, 'y', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	begin_with(&scene, &(struct wire_setup){.latency_ms = 50});
	for (int i = 0; i < 10; i++)
		talk(&scene, text);
	end(&scene, BRIDGE_LINE_FOREIGN);
}

static void a_newer_speaker_takes_over(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	far_end_say(
		&scene.line, &(struct wire_message){WIRE_NOTICE, .notice = {WIRE_NOTICE_REPLACED}});
	far_end_close(&scene.line);
	turn(&scene);
	end(&scene, BRIDGE_REPLACED);
}

static void a_cut_line_is_noticed(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	far_end_close(&scene.line);
	turn(&scene);
	end(&scene, BRIDGE_LINE_ENDED);
}

static void a_silent_line_is_noticed(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	for (int i = 0; i < 4; i++) {
		scene.now_ns += S;
		far_end_say(&scene.speaker, &(struct wire_message){.type = WIRE_STATUS});
		turn(&scene);
		assert_int_equal(scene.bridge.state, BRIDGE_CALLING);
	}
	scene.now_ns += S;
	far_end_say(&scene.speaker, &(struct wire_message){.type = WIRE_STATUS});
	turn(&scene);
	end(&scene, BRIDGE_LINE_SILENT);
}

/* ssh may be asking for a password. */
static void a_line_that_has_not_begun_may_take_its_time(void **state)
{
	(void)state;
	struct scene scene;
	begin_with(&scene, &(struct wire_setup){.latency_ms = 50});
	for (int i = 0; i < 60; i++) {
		scene.now_ns += S;
		far_end_say(&scene.speaker, &(struct wire_message){.type = WIRE_STATUS});
		turn(&scene);
	}
	end(&scene, BRIDGE_CALLING);
}

static void a_speaker_that_hangs_is_noticed(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	scene.now_ns += 3 * S;
	far_end_say_bare(&scene.line, WIRE_PLAY);
	turn(&scene);
	end(&scene, BRIDGE_SPEAKER_SILENT);
}

static void a_speaker_that_ends_is_noticed(void **state)
{
	(void)state;
	struct scene scene;
	begin(&scene);
	far_end_close(&scene.speaker);
	turn(&scene);
	end(&scene, BRIDGE_SPEAKER_ENDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_device_is_the_one_wanted_here),
		cmocka_unit_test(the_foot_pedal_is_the_one_wanted_here),
		cmocka_unit_test(it_tells_how_things_stand),
		cmocka_unit_test(other_versions_are_told_apart),
		cmocka_unit_test(what_a_shell_prints_before_the_relay_is_passed_over),
		cmocka_unit_test(a_shell_that_only_talks_is_no_relay),
		cmocka_unit_test(what_gives_back_our_words_is_no_relay),
		cmocka_unit_test(a_shell_that_talks_without_end_is_no_relay),
		cmocka_unit_test(a_newer_speaker_takes_over),
		cmocka_unit_test(a_cut_line_is_noticed),
		cmocka_unit_test(a_silent_line_is_noticed),
		cmocka_unit_test(a_line_that_has_not_begun_may_take_its_time),
		cmocka_unit_test(a_speaker_that_hangs_is_noticed),
		cmocka_unit_test(a_speaker_that_ends_is_noticed),
	};
	return cmocka_run_group_tests_name("relay bridge", tests, NULL, NULL);
}
