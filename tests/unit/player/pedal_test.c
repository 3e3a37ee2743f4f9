/* Tests of the foot pedal as the player knows it: asked for, told, let go. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "fake_source.h"
#include "player/pedals.h"
#include "stage.h"
#include "testing.h"

#define PATIENCE_MS 20000
#define KEYS "f8=play"

static void expect_wish(struct stage *stage, const char *device)
{
	struct wire_pedals pedals = stage_expect(stage, WIRE_PEDALS).pedals;
	assert_string_equal(pedals.device, device);
	assert_string_equal(pedals.keys, KEYS);
	assert_true(pedals.grab);
}

static void set_with_pedal(struct stage *stage)
{
	stage_set(stage, false);
	player_set_pedal(stage->player, "auto", KEYS, true);
	player_set_source(stage->player, &fake_source_new(8000, 1, 80000)->source);
	stage_accept(stage);
	stage_greet(stage);
	expect_wish(stage, "auto");
	stage_expect(stage, WIRE_OPEN);
	stage_expect(stage, WIRE_SEEK);
}

static void say_held(struct stage *stage, unsigned roles, int64_t at_ns)
{
	stage_say(stage, &(struct wire_message){WIRE_HELD, .held = {roles, at_ns, stage->now_ns}});
}

static struct player_press await_press(struct stage *stage)
{
	struct player_press press;
	for (;;) {
		player_service(stage->player, stage->now_ns);
		if (player_take_press(stage->player, &press))
			return press;
		struct pollfd fd;
		assert_int_equal(player_get_fds(stage->player, &fd, 1), 1);
		assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
	}
}

static void what_is_held_comes_in_order(void **state)
{
	(void)state;
	struct stage stage;
	set_with_pedal(&stage);
	say_held(&stage, PEDAL_PLAY, START_NS + 5);
	say_held(&stage, 0, START_NS + 9);
	say_held(&stage, PEDAL_BACK, START_NS + 10);
	struct player_press press = await_press(&stage);
	assert_int_equal(press.roles, PEDAL_PLAY);
	assert_int_equal(press.at_ns, START_NS + 5);
	assert_int_equal(await_press(&stage).roles, 0);
	assert_int_equal(await_press(&stage).roles, PEDAL_BACK);
	assert_false(player_take_press(stage.player, &press));
	stage_strike(&stage);
}

static void the_pedal_that_is_read_is_known(void **state)
{
	(void)state;
	struct stage stage;
	struct player_pedal pedal;
	set_with_pedal(&stage);
	player_get_pedal(stage.player, &pedal);
	assert_int_equal(pedal.state, PEDAL_OFF);
	stage_say(&stage, &(struct wire_message){WIRE_PEDAL,
				  .pedal = {PEDAL_REFUSED, "Foot", "/dev/input/event9"}});
	stage_sync(&stage);
	player_get_pedal(stage.player, &pedal);
	assert_int_equal(pedal.state, PEDAL_REFUSED);
	assert_string_equal(pedal.name, "Foot");
	assert_string_equal(pedal.path, "/dev/input/event9");
	stage_strike(&stage);
}

static void a_speaker_that_dies_lets_go(void **state)
{
	(void)state;
	struct stage stage;
	struct player_pedal pedal;
	set_with_pedal(&stage);
	stage_say(&stage, &(struct wire_message){WIRE_PEDAL, .pedal = {PEDAL_READ, "Foot", "x"}});
	say_held(&stage, PEDAL_PLAY, START_NS);
	assert_int_equal(await_press(&stage).roles, PEDAL_PLAY);
	shutdown(stage.fd, SHUT_RDWR);
	assert_int_equal(await_press(&stage).roles, 0);
	player_get_pedal(stage.player, &pedal);
	assert_int_equal(pedal.state, PEDAL_OFF);
	/* The next one is asked for it anew. */
	stage.now_ns += S;
	player_play(stage.player);
	stage_accept(&stage);
	stage_greet(&stage);
	expect_wish(&stage, "auto");
	stage_strike(&stage);
}

static void another_wish_is_told_at_once(void **state)
{
	(void)state;
	struct stage stage;
	set_with_pedal(&stage);
	player_set_pedal(stage.player, "/dev/input/event4", KEYS, true);
	expect_wish(&stage, "/dev/input/event4");
	stage_strike(&stage);
}

/* One of version 2 would skip it; it is not even asked. */
static void an_older_speaker_hears_nothing_of_pedals(void **state)
{
	(void)state;
	struct stage stage;
	stage_set(&stage, false);
	player_set_pedal(stage.player, "auto", KEYS, true);
	player_set_source(stage.player, &fake_source_new(8000, 1, 80000)->source);
	stage_accept(&stage);
	stage_expect(&stage, WIRE_HELLO);
	stage_say(&stage, &(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, 1, 2}});
	stage_expect(&stage, WIRE_SETUP);
	stage_expect(&stage, WIRE_OPEN);
	stage_expect(&stage, WIRE_SEEK);
	player_set_pedal(stage.player, "off", KEYS, true);
	player_set_speed(stage.player, 150);
	stage_expect(&stage, WIRE_SPEED);
	stage_strike(&stage);
}

static void of_too_many_presses_the_last_counts(void **state)
{
	(void)state;
	struct pedals pedals = {0};
	struct player_press press = {0};
	size_t n = 0;
	for (int i = 0; i < 100; i++)
		pedals_add(&pedals, i % 2 ? 0 : PEDAL_PLAY, i);
	pedals_add(&pedals, PEDAL_BACK, 100);
	while (pedals_take(&pedals, &press))
		n++;
	assert_int_equal(n, PEDALS_MAX);
	assert_int_equal(press.roles, PEDAL_BACK);
	assert_int_equal(press.at_ns, 100);
	pedals_add(&pedals, PEDAL_BACK, 101); /* as it is already */
	assert_false(pedals_take(&pedals, &press));
	pedals_lose(&pedals, 102);
	pedals_lose(&pedals, 103);
	assert_true(pedals_take(&pedals, &press));
	assert_int_equal(press.roles, 0);
	assert_false(pedals_take(&pedals, &press));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_held_comes_in_order),
		cmocka_unit_test(the_pedal_that_is_read_is_known),
		cmocka_unit_test(a_speaker_that_dies_lets_go),
		cmocka_unit_test(another_wish_is_told_at_once),
		cmocka_unit_test(an_older_speaker_hears_nothing_of_pedals),
		cmocka_unit_test(of_too_many_presses_the_last_counts),
	};
	return cmocka_run_group_tests_name("player_pedal", tests, NULL, NULL);
}
