/* Tests of what a listener's hands do to a review: on a clock of its own, to the millisecond. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "review_desk.h"
#include "testing.h"

#define NS_PER_MS INT64_C(1000000)

static int64_t at_ms(struct desk *desk)
{
	return desk_look(desk).playhead_ms;
}

/* ---- a key that is held ---- */

static void a_held_key_moves_thirty_times_a_second(void **state)
{
	struct desk *desk = *state;
	struct player_state sound;
	review_do(desk->review, ACTION_PLAY);
	review_do(desk->review, ACTION_FORWARD_1S);
	assert_int_equal(at_ms(desk), 1000);
	for (int i = 2; i <= 31; i++) {
		desk_pass(desk, 33);
		review_do(desk->review, ACTION_FORWARD_1S);
		assert_in_range(at_ms(desk), i * 1000, i * 1000 + 33);
		assert_true(desk_look(desk).playing);
	}
	/* Nothing is heard meanwhile; what was heard before is the first of the keys. */
	player_get_state(desk->player, desk_now_ns(), &sound);
	assert_false(sound.playing);
	assert_int_equal(desk_look(desk).n_cover, 1);
	assert_int_equal(desk_look(desk).cover[0].end_ms, 1033);
	/* Let go: it plays on from there. */
	int64_t let_go_ms = at_ms(desk);
	assert_true(review_get_deadline_ns(desk->review) <= desk_now_ns() + 150 * NS_PER_MS);
	desk_pass(desk, 150);
	player_get_state(desk->player, desk_now_ns(), &sound);
	assert_true(sound.playing);
	assert_int_equal(at_ms(desk), let_go_ms);
	desk_pass(desk, 500);
	assert_int_equal(at_ms(desk), let_go_ms + 500);
}

static void another_key_ends_the_move_at_once(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 6; i++) {
		review_do(desk->review, ACTION_FORWARD_5S);
		desk_pass(desk, 33);
	}
	review_do(desk->review, ACTION_LEVEL_1);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, 30000);
	review_do(desk->review, ACTION_BACK_30S);
	assert_int_equal(at_ms(desk), 0);
}

static void a_held_key_stops_at_both_ends(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 20; i++) {
		review_do(desk->review, ACTION_FORWARD_30S);
		desk_pass(desk, 33);
	}
	assert_int_equal(at_ms(desk), desk_look(desk).duration_ms);
	for (int i = 0; i < 40; i++) {
		review_do(desk->review, ACTION_BACK_30S);
		desk_pass(desk, 33);
	}
	assert_int_equal(at_ms(desk), 0);
}

static void what_a_held_key_led_to_is_kept(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 4; i++)
		review_do(desk->review, ACTION_FORWARD_5S);
	desk_reopen(desk);
	assert_int_equal(at_ms(desk), 20000);
}

/* ---- the time of a key ---- */

static void a_mark_is_where_the_key_was_pressed(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 5000);
	int64_t pressed_ns = desk_now_ns();
	desk_pass(desk, 400); /* a slow disk, for instance */
	review_do_at(desk->review, ACTION_LEVEL_2, pressed_ns);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, 33500);
	/* Pressed before a jump, but done after it: the place of the jump. */
	pressed_ns = desk_now_ns();
	desk_pass(desk, 200);
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do_at(desk->review, ACTION_LEVEL_2, pressed_ns);
	assert_int_equal(desk_look(desk).items[1].evidence_ms, 65600 - 1500);
}

/* ---- what was heard ---- */

static void only_what_was_played_is_heard(void **state)
{
	struct desk *desk = *state;
	int64_t total_ms = desk_look(desk).duration_ms;
	assert_int_equal(desk_look(desk).unheard_ms, total_ms);
	assert_int_equal(desk_look(desk).unheard_percent, 100);
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 4000);
	review_do(desk->review, ACTION_PAUSE);
	desk_pass(desk, 4000);
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_FASTER);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 4000);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_cover, 2);
	assert_int_equal(now.cover[0].start_ms, 30000);
	assert_int_equal(now.cover[0].end_ms, 34000);
	assert_int_equal(now.cover[1].start_ms, 64000);
	assert_int_equal(now.cover[1].end_ms, 69000);
	assert_int_equal(now.unheard_ms, total_ms - 9000);
	assert_int_equal(now.unheard_percent, (now.unheard_ms * 100 + total_ms - 1) / total_ms);
}

static void a_silent_clock_is_not_heard(void **state)
{
	struct desk *desk = *state;
	desk->options.silence_counts = false;
	desk_reopen(desk);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 4000);
	assert_int_equal(at_ms(desk), 4000);
	assert_int_equal(desk_look(desk).n_cover, 0);
}

static void played_to_its_end_all_is_heard(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, (int)desk_look(desk).duration_ms + 1000);
	struct review_snapshot now = desk_look(desk);
	assert_false(now.playing);
	assert_int_equal(now.unheard_ms, 0);
	assert_int_equal(now.unheard_percent, 0);
}

static void what_was_heard_twice_counts_once(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 6000);
	review_do(desk->review, ACTION_REPLAY);
	desk_pass(desk, 3000);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_cover, 1);
	assert_int_equal(now.cover[0].end_ms, 6000);
}

/* ---- loops ---- */

static void a_loop_turns_at_its_end(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_LOOP);
	assert_int_equal(desk_look(desk).loop_in_ms, 5000);
	assert_int_equal(desk_look(desk).loop_out_ms, -1);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 2000);
	review_do(desk->review, ACTION_LOOP);
	assert_int_equal(desk_look(desk).loop_out_ms, 7000);
	assert_int_equal(at_ms(desk), 5000);
	desk_pass(desk, 2500);
	assert_int_equal(at_ms(desk), 5500);
	desk_pass(desk, 4000);
	assert_int_equal(at_ms(desk), 5500);
	assert_int_equal(desk_look(desk).n_cover, 1);
	/* Who goes behind the loop stays there. */
	review_do(desk->review, ACTION_FORWARD_30S);
	desk_pass(desk, 2500);
	assert_int_equal(at_ms(desk), 38000);
	review_do(desk->review, ACTION_LOOP);
	assert_int_equal(desk_look(desk).loop_in_ms, -1);
	review_do(desk->review, ACTION_START);
	desk_pass(desk, 8000);
	assert_int_equal(at_ms(desk), 8000);
}

static void a_loop_is_evidence_that_ends_with_it(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_LOOP);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 4000);
	review_do(desk->review, ACTION_LOOP);
	review_do(desk->review, ACTION_EVIDENCE_NOW);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, 30000);
	review_do(desk->review, ACTION_LOOP); /* off */
	desk_reopen(desk);
	review_do(desk->review, ACTION_EVIDENCE);
	assert_int_equal(at_ms(desk), 27000);
	desk_pass(desk, 6500);
	assert_true(desk_look(desk).playing);
	desk_pass(desk, 1000);
	assert_false(desk_look(desk).playing);
	assert_int_equal(at_ms(desk), 34000);
	/* It can be played on from there. */
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 1000);
	assert_int_equal(at_ms(desk), 35000);
}

/* ---- gaps that are skipped ---- */

static const struct cover_range *first_skip(struct desk *desk)
{
	desk_wait_for_analysis(desk);
	review_do(desk->review, ACTION_SKIP_GAPS);
	struct review_snapshot now = desk_look(desk);
	assert_true(now.skips_gaps);
	assert_int_equal(now.n_skips, N_GAPS);
	return &now.skips[0];
}

static void a_skipped_gap_keeps_its_ends(void **state)
{
	struct desk *desk = *state;
	const struct cover_range skip = *first_skip(desk);
	struct review_snapshot now = desk_look(desk);
	const struct event *gap = now.events;
	while (event_gap_class(gap, &now.limits) == GAP_NONE)
		gap++;
	assert_int_equal(skip.start_ms, gap->start_ms + 500);
	assert_int_equal(skip.end_ms, gap->end_ms - 500);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, (int)skip.start_ms - 100);
	desk_pass(desk, 200);
	assert_in_range(at_ms(desk), skip.end_ms + 80, skip.end_ms + 120);
	/* It is a kind of its own, not heard and not unheard. */
	now = desk_look(desk);
	assert_int_equal(now.n_cover, 3);
	assert_int_equal(now.cover[1].kind, COVER_SKIPPED);
	assert_in_range(
		now.skipped_ms, skip.end_ms - skip.start_ms - 60, skip.end_ms - skip.start_ms);
	assert_in_range(
		now.unheard_ms, now.duration_ms - at_ms(desk) - 60, now.duration_ms - at_ms(desk));
	review_do(desk->review, ACTION_SKIP_GAPS);
	assert_int_equal(desk_look(desk).n_skips, 0);
}

static void who_skips_inside_a_gap_is_taken_out_of_it(void **state)
{
	struct desk *desk = *state;
	const struct cover_range skip = *first_skip(desk);
	review_do(desk->review, ACTION_SKIP_GAPS);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, (int)skip.start_ms + 700);
	review_do(desk->review, ACTION_SKIP_GAPS);
	assert_int_equal(at_ms(desk), skip.end_ms);
	assert_true(desk_look(desk).playing);
	assert_int_equal(desk_look(desk).skipped_ms, skip.end_ms - skip.start_ms - 700);
	/* Who goes into one on purpose hears it. */
	review_do(desk->review, ACTION_BACK_1S);
	desk_pass(desk, 300);
	assert_int_equal(at_ms(desk), skip.end_ms - 700);
}

/* What is heard again is what was heard, not the gap. */
static void going_back_by_itself_leaves_the_gap_out_too(void **state)
{
	struct desk *desk = *state;
	const struct cover_range skip = *first_skip(desk);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, (int)skip.start_ms);
	desk_pass(desk, 700);
	assert_in_range(at_ms(desk), skip.end_ms + 650, skip.end_ms + 750);
	int64_t played_ms = at_ms(desk) - skip.end_ms;
	review_do(desk->review, ACTION_PAUSE);
	review_do(desk->review, ACTION_PLAY);
	assert_int_equal(at_ms(desk), skip.start_ms - (2000 - played_ms));
	desk_pass(desk, 2700);
	played_ms = at_ms(desk) - skip.end_ms;
	review_do(desk->review, ACTION_REPLAY);
	assert_int_equal(at_ms(desk), skip.start_ms - (5000 - played_ms));
}

static void only_gaps_over_the_limit_are_skipped(void **state)
{
	struct desk *desk = *state;
	first_skip(desk);
	review_do(desk->review, ACTION_GAP_LIMIT);
	assert_int_equal(desk_look(desk).n_skips, N_GAPS - 1);
}

/* ---- what was not heard ---- */

static void p_plays_what_was_not_heard(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 10000); /* 5 to 15 s */
	review_do(desk->review, ACTION_FORWARD_30S);
	desk_pass(desk, 10000); /* 45 to 55 s */
	review_do(desk->review, ACTION_START);
	review_do(desk->review, ACTION_PAUSE);
	review_do(desk->review, ACTION_UNHEARD);
	assert_int_equal(at_ms(desk), 0);
	assert_true(desk_look(desk).playing && desk_look(desk).only_unheard);
	desk_pass(desk, 6000);
	assert_in_range(at_ms(desk), 15950, 16050);
	desk_pass(desk, 30000);
	assert_in_range(at_ms(desk), 55950, 56050);
	/* Again p: the rest of this part later. */
	review_do(desk->review, ACTION_UNHEARD);
	assert_int_equal(desk_look(desk).playing, true);
	int64_t end_ms = desk_look(desk).duration_ms;
	desk_pass(desk, (int)end_ms);
	desk_pass(desk, 100);
	desk_pass(desk, (int)end_ms);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.unheard_ms, 0);
	assert_false(now.playing || now.only_unheard);
	assert_non_null(strstr(now.message, "heard"));
	review_do(desk->review, ACTION_UNHEARD);
	assert_false(desk_look(desk).playing);
}

static void going_elsewhere_plays_everything_again(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, 10000);
	review_do(desk->review, ACTION_UNHEARD);
	desk_pass(desk, 3000);
	/* A pause is none, though it resumes a little earlier. */
	review_do(desk->review, ACTION_PAUSE);
	review_do(desk->review, ACTION_PLAY);
	assert_true(desk_look(desk).only_unheard);
	review_do(desk->review, ACTION_START);
	assert_false(desk_look(desk).only_unheard);
	desk_pass(desk, 6000);
	assert_int_equal(at_ms(desk), 6000);
}

/* ---- what is remembered ---- */

static void what_was_heard_is_kept_with_the_review(void **state)
{
	struct desk *desk = *state;
	const struct cover_range skip = *first_skip(desk);
	review_do(desk->review, ACTION_PLAY);
	desk_pass(desk, (int)skip.start_ms + 5000);
	struct review_snapshot before = desk_look(desk);
	assert_int_equal(before.n_cover, 3);
	int64_t unheard_ms = before.unheard_ms, skipped_ms = before.skipped_ms;
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_cover, 3);
	assert_int_equal(now.unheard_ms, unheard_ms);
	assert_int_equal(now.skipped_ms, skipped_ms);
}

static void the_person_listens_as_the_last_time(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 3; i++)
		review_do(desk->review, ACTION_FASTER); /* 1.75x */
	review_do(desk->review, ACTION_NORMAL_SPEED);
	review_do(desk->review, ACTION_QUIETER);
	review_do(desk->review, ACTION_LEG);
	review_do(desk->review, ACTION_LOUDER);
	review_do(desk->review, ACTION_SKIP_GAPS);
	desk_restart(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.speed_percent, 100);
	assert_int_equal(now.volume_percent, 90);
	assert_int_equal(now.leg, HEAR_AGENT);
	assert_int_equal(now.level_percent[0], 110);
	assert_int_equal(now.level_percent[1], 100);
	assert_true(now.skips_gaps);
	review_do(desk->review, ACTION_NORMAL_SPEED);
	assert_int_equal(desk_look(desk).speed_percent, 175);
}

/* Slower for a moment is no habit. */
static void a_replay_is_not_remembered(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FASTER);
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_REPLAY);
	assert_int_equal(desk_look(desk).speed_percent, 75);
	desk_restart(desk);
	assert_int_equal(desk_look(desk).speed_percent, 125);
}

/* ---- how loud ---- */

static void plus_and_minus_act_on_what_is_heard(void **state)
{
	struct desk *desk = *state;
	struct player_state sound;
	review_do(desk->review, ACTION_LOUDER); /* both: the volume */
	review_do(desk->review, ACTION_LEG);
	review_do(desk->review, ACTION_QUIETER); /* the agent */
	review_do(desk->review, ACTION_LEG);
	for (int i = 0; i < 12; i++)
		review_do(desk->review, ACTION_LOUDER); /* the customer: 110 to 200, 250, 300 */
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.volume_percent, 110);
	assert_int_equal(now.level_percent[0], 90);
	assert_int_equal(now.level_percent[1], 300);
	player_get_state(desk->player, desk_now_ns(), &sound);
	assert_int_equal(sound.level_percent[0], 90);
	assert_int_equal(sound.level_percent[1], 300);
}

static void matched_levels_lift_the_quieter_party(void **state)
{
	struct desk *desk = *state;
	struct player_state sound;
	static int16_t frames[2 * 8000 * 4];
	for (int i = 0; i < 8000 * 4; i++) {
		int16_t wave = i / 10 % 2 ? 8000 : -8000;
		frames[2 * i] = wave;
		frames[2 * i + 1] = wave / 4;
	}
	free(desk->path);
	desk->path = fixture_path(desk->folder, "uneven.wav");
	fixture_write_wav(desk->path, 8000, 2, frames, 8000 * 4);
	desk->options.level_match = true;
	desk_reopen(desk);
	desk_wait_for_analysis(desk);
	player_get_state(desk->player, desk_now_ns(), &sound);
	assert_int_equal(sound.level_percent[0], 100);
	assert_in_range(sound.level_percent[1], 350, 450);
	assert_true(desk_look(desk).matches_levels);
	assert_int_equal(desk_look(desk).level_percent[1], 100);
}

/* ---- playing by itself ---- */

static void a_call_plays_when_it_is_opened_if_wanted(void **state)
{
	struct desk *desk = *state;
	assert_false(desk_look(desk).playing);
	desk->options.autoplay = true;
	desk_reopen(desk);
	assert_true(desk_look(desk).playing);
}

static void the_next_gap_plays_if_wanted(void **state)
{
	struct desk *desk = *state;
	desk_wait_for_analysis(desk);
	review_do(desk->review, ACTION_NEXT_GAP);
	assert_false(desk_look(desk).playing);
	desk->options.gap_play = true;
	desk_reopen(desk);
	review_do(desk->review, ACTION_PREVIOUS_GAP);
	review_do(desk->review, ACTION_NEXT_GAP);
	assert_true(desk_look(desk).playing);
}

static void play_and_pause_do_so_once(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	for (int i = 0; i < 3; i++) {
		review_do(desk->review, ACTION_PLAY);
		desk_pass(desk, 1000);
		assert_int_equal(at_ms(desk), 31000 + i * 1000);
	}
	for (int i = 0; i < 3; i++) {
		review_do(desk->review, ACTION_PAUSE);
		desk_pass(desk, 1000);
		assert_int_equal(at_ms(desk), 33000);
	}
	/* 2 s earlier, but not after a jump. */
	review_do(desk->review, ACTION_PLAY);
	assert_int_equal(at_ms(desk), 31000);
	review_do(desk->review, ACTION_PAUSE);
	review_do(desk->review, ACTION_BACK_5S);
	review_do(desk->review, ACTION_PLAY);
	assert_int_equal(at_ms(desk), 26000);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, desk_set_up_clocked, desk_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(a_held_key_moves_thirty_times_a_second),
		CASE(another_key_ends_the_move_at_once),
		CASE(a_held_key_stops_at_both_ends),
		CASE(what_a_held_key_led_to_is_kept),
		CASE(a_mark_is_where_the_key_was_pressed),
		CASE(only_what_was_played_is_heard),
		CASE(a_silent_clock_is_not_heard),
		CASE(played_to_its_end_all_is_heard),
		CASE(what_was_heard_twice_counts_once),
		CASE(a_loop_turns_at_its_end),
		CASE(a_loop_is_evidence_that_ends_with_it),
		CASE(a_skipped_gap_keeps_its_ends),
		CASE(who_skips_inside_a_gap_is_taken_out_of_it),
		CASE(going_back_by_itself_leaves_the_gap_out_too),
		CASE(only_gaps_over_the_limit_are_skipped),
		CASE(p_plays_what_was_not_heard),
		CASE(going_elsewhere_plays_everything_again),
		CASE(what_was_heard_is_kept_with_the_review),
		CASE(the_person_listens_as_the_last_time),
		CASE(a_replay_is_not_remembered),
		CASE(plus_and_minus_act_on_what_is_heard),
		CASE(matched_levels_lift_the_quieter_party),
		CASE(a_call_plays_when_it_is_opened_if_wanted),
		CASE(the_next_gap_plays_if_wanted),
		CASE(play_and_pause_do_so_once),
	};
#undef CASE
	return cmocka_run_group_tests_name("listening", tests, NULL, NULL);
}
