/* Tests of the choice between exact sound and Opus: what makes a line too thin, and what does not. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "player/coding.h"
#include "testing.h"
#include "wire/opus.h"
#include "wire/wire.h"

#define MS INT64_C(1000000)
#define PLAYED_HZ 8000
#define ALL_ENCODINGS 7

/* A line over which 16-bit content of 8 kHz goes: 16,000 bytes a second are played. */
struct course {
	struct coding coding;
	struct flow flow;
	int64_t now_ns;
};

static void begin(struct course *course)
{
	*course = (struct course){.now_ns = 7 * MS};
	flow_init(&course->flow);
	coding_connect(&course->coding, true);
	coding_heed_codecs(&course->coding, ALL_ENCODINGS);
}

/* So long the speaker takes so many bytes a second, and more waits to be sent. */
static void run(struct course *course, int n_ms, int64_t bytes_per_s)
{
	for (int at_ms = 0; at_ms < n_ms; at_ms += 100) {
		course->now_ns += 100 * MS;
		course->flow.n_taken_bytes += bytes_per_s / 10;
		coding_measure(&course->coding, &course->flow, true, PLAYED_HZ, course->now_ns);
		coding_add_block(&course->coding, 100, 200);
	}
}

static void make_thin(struct course *course)
{
	begin(course);
	run(course, 200, 8000);
	coding_run_dry(&course->coding);
	run(course, 3500, 8000);
	assert_true(course->coding.is_thin);
}

static void a_line_is_thin_when_it_runs_dry_for_three_seconds(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	run(&course, 200, 8000);
	coding_run_dry(&course.coding);
	run(&course, 2500, 8000);
	assert_false(course.coding.is_thin);
	run(&course, 1000, 8000);
	assert_true(course.coding.is_thin);
}

/* Nobody listens, or there is enough ahead for as long as it takes. */
static void it_is_not_while_nothing_runs_dry(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	run(&course, 20000, 8000);
	assert_false(course.coding.is_thin);
	coding_run_dry(&course.coding);
	run(&course, 1000, 8000);
	assert_true(course.coding.is_thin);
}

static void a_line_that_takes_enough_is_not(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	for (int i = 0; i < 10; i++) {
		coding_run_dry(&course.coding);
		run(&course, 1000, 16500);
	}
	assert_false(course.coding.is_thin);
}

static void one_that_stalls_is_not(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	for (int i = 0; i < 10; i++) {
		run(&course, 2000, 30000);
		coding_run_dry(&course.coding);
		run(&course, 1900, 0);
	}
	assert_false(course.coding.is_thin);
}

/* What was taken while the player itself stood still is not known. */
static void one_that_is_not_looked_at_is_not(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	coding_run_dry(&course.coding);
	for (int i = 0; i < 10; i++) {
		run(&course, 900, 8000);
		course.now_ns += 1500 * MS;
		coding_pass_over(&course.coding);
	}
	assert_false(course.coding.is_thin);
	run(&course, 3500, 8000);
	assert_true(course.coding.is_thin);
}

static void a_window_that_grows_says_nothing_of_the_line(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	for (int i = 0; i < 20; i++) {
		coding_run_dry(&course.coding);
		course.flow.window_bytes += 1600;
		run(&course, 500, 8000);
	}
	assert_false(course.coding.is_thin);
}

/* Twice as fast is twice as much. */
static void speed_counts(void **state)
{
	(void)state;
	struct course course;
	begin(&course);
	run(&course, 100, 20000);
	coding_run_dry(&course.coding);
	for (int i = 0; i < 35; i++) {
		course.now_ns += 100 * MS;
		course.flow.n_taken_bytes += 2000;
		coding_measure(&course.coding, &course.flow, true, 2 * PLAYED_HZ, course.now_ns);
		coding_add_block(&course.coding, 100, 200);
	}
	assert_true(course.coding.is_thin);
}

static void it_can_become_wide_once(void **state)
{
	(void)state;
	struct course course;
	make_thin(&course);
	run(&course, 4000, 19000); /* enough, but not by a fourth */
	assert_true(course.coding.is_thin);
	run(&course, 2500, 21000);
	assert_false(course.coding.is_thin);
	coding_run_dry(&course.coding);
	run(&course, 4500, 8000);
	assert_true(course.coding.is_thin);
	run(&course, 9000, 90000);
	assert_true(course.coding.is_thin);
}

/* Half a minute of Opus is over the line sooner than a slice takes. */
static void a_fast_line_shows_it_in_a_short_while(void **state)
{
	(void)state;
	struct course course;
	make_thin(&course);
	run(&course, 400, 200000);
	course.now_ns += 100 * MS;
	coding_measure(&course.coding, &course.flow, false, PLAYED_HZ, course.now_ns);
	assert_false(course.coding.is_thin);
}

static void what_is_known_holds_for_the_next_speaker(void **state)
{
	(void)state;
	struct course course;
	make_thin(&course);
	coding_connect(&course.coding, true);
	assert_true(course.coding.is_thin);
	/* It is not known yet what that decodes. */
	assert_true(coding_must_wait(&course.coding, PLAYER_SOUND_AUTO));
	assert_false(coding_must_wait(&course.coding, PLAYER_SOUND_EXACT));
	assert_int_equal(coding_choose(&course.coding, PLAYER_SOUND_AUTO, 8000), PLAYER_EXACT);
	coding_heed_codecs(&course.coding, ALL_ENCODINGS);
	assert_false(coding_must_wait(&course.coding, PLAYER_SOUND_AUTO));
	/* An older one never says it. */
	coding_connect(&course.coding, false);
	assert_false(coding_must_wait(&course.coding, PLAYER_SOUND_AUTO));
}

static void the_choice_says_why(void **state)
{
	(void)state;
	struct course course;
	bool is_built = wire_opus_name() != NULL;
	begin(&course);
	const struct coding *wide = &course.coding;
	assert_int_equal(coding_choose(wide, PLAYER_SOUND_AUTO, 8000), PLAYER_EXACT);
	assert_int_equal(coding_choose(wide, PLAYER_SOUND_EXACT, 8000), PLAYER_EXACT);
	assert_int_equal(coding_choose(wide, PLAYER_SOUND_OPUS, 8000),
		is_built ? PLAYER_OPUS_WANTED : PLAYER_EXACT_HERE);
	assert_int_equal(coding_choose(wide, PLAYER_SOUND_OPUS, 44100),
		is_built ? PLAYER_EXACT_RATE : PLAYER_EXACT_HERE);
	struct course thin;
	make_thin(&thin);
	assert_int_equal(coding_choose(&thin.coding, PLAYER_SOUND_EXACT, 8000), PLAYER_EXACT);
	assert_int_equal(coding_choose(&thin.coding, PLAYER_SOUND_AUTO, 8000),
		is_built ? PLAYER_OPUS_THIN : PLAYER_EXACT_HERE);
	coding_connect(&thin.coding, false);
	assert_int_equal(coding_choose(&thin.coding, PLAYER_SOUND_AUTO, 8000),
		is_built ? PLAYER_EXACT_THERE : PLAYER_EXACT_HERE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_thin_when_it_runs_dry_for_three_seconds),
		cmocka_unit_test(it_is_not_while_nothing_runs_dry),
		cmocka_unit_test(a_line_that_takes_enough_is_not),
		cmocka_unit_test(one_that_stalls_is_not),
		cmocka_unit_test(one_that_is_not_looked_at_is_not),
		cmocka_unit_test(a_window_that_grows_says_nothing_of_the_line),
		cmocka_unit_test(speed_counts),
		cmocka_unit_test(it_can_become_wide_once),
		cmocka_unit_test(a_fast_line_shows_it_in_a_short_while),
		cmocka_unit_test(what_is_known_holds_for_the_next_speaker),
		cmocka_unit_test(the_choice_says_why),
	};
	return cmocka_run_group_tests_name("coding", tests, NULL, NULL);
}
