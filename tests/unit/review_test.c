/* Tests of a review without a screen: actions in, snapshots out, on the sample call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calls/calls.h"
#include "base/clock.h"
#include "fixture.h"
#include "review/card_rows.h"
#include "review_desk.h"
#include "testing.h"

#define MS INT64_C(1000000)

static void mark_all(struct desk *desk)
{
	for (int i = 0; i < N_ITEMS; i++)
		review_do(desk->review, ACTION_LEVEL_2);
}

static void a_fresh_review_is_empty(void **state)
{
	struct review_snapshot now = desk_look(*state);
	assert_int_equal(now.n_snapshot_items, N_ITEMS);
	assert_int_equal(now.n_answered, 0);
	assert_int_equal(now.cursor, 0);
	assert_false(now.playing || now.final);
	assert_int_equal(now.playhead_ms, 0);
	assert_in_range(now.duration_ms, 95000, 135000);
}

static void one_key_is_one_saved_mark(void **state)
{
	struct desk *desk = *state;
	assert_true(review_do(desk->review, ACTION_FORWARD_5S));
	assert_true(review_do(desk->review, ACTION_LEVEL_1));
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[0].level, 1);
	assert_true(now.items[0].not_met);
	assert_int_equal(now.items[0].evidence_ms, 5000);
	assert_false(now.items[0].saving);
	assert_int_equal(now.cursor, 1);
	assert_non_null(strstr(now.message, "saved"));
	assert_int_equal(review_count_unsaved(desk->review), 0);
}

static void marks_item_and_place_survive(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_LEVEL_2);
	review_set_comment(desk->review, "问候语 \xe2\x80\x93 good");
	review_do(desk->review, ACTION_ITEM_DOWN);
	review_do(desk->review, ACTION_ZOOM_IN);
	int zoom = desk_look(desk).zoom_ms_per_column;
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[0].level, 2);
	assert_int_equal(now.items[0].evidence_ms, 30000);
	assert_string_equal(now.items[1].comment, "问候语 \xe2\x80\x93 good");
	assert_int_equal(now.cursor, 2);
	assert_int_equal(now.playhead_ms, 30000);
	assert_int_equal(now.zoom_ms_per_column, zoom);
}

static void keys_without_meaning_here_change_nothing(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_9);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_answered, 0);
	assert_int_equal(now.cursor, 0);
	assert_int_equal(now.tone, TONE_WARNING);
	assert_false(review_do(desk->review, ACTION_SUBMIT_YES));
	assert_false(review_do(desk->review, ACTION_BACK));
}

static void a_call_only_looked_into_stays_new(void **state)
{
	struct desk *desk = *state;
	desk_reopen(desk);
	assert_string_equal(desk_look(desk).state_word, "new");
	assert_string_equal(desk_look(desk).score, "");
	review_do(desk->review, ACTION_FORWARD_1S);
	desk_reopen(desk);
	assert_string_equal(desk_look(desk).state_word, "draft");
}

static void zooming_out_ends_with_the_whole_call(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 20; i++)
		review_do(desk->review, ACTION_ZOOM_OUT);
	int whole = desk_look(desk).zoom_ms_per_column;
	assert_in_range(whole * 56, desk_look(desk).duration_ms, 2 * desk_look(desk).duration_ms);
	review_do(desk->review, ACTION_ZOOM_IN);
	assert_true(desk_look(desk).zoom_ms_per_column < whole);
}

static void undo_and_redo_go_through_everything(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_1);
	review_do(desk->review, ACTION_LEVEL_2);
	review_set_comment(desk->review, "why");
	review_do(desk->review, ACTION_UNDO);
	assert_string_equal(desk_look(desk).items[2].comment, "");
	review_do(desk->review, ACTION_UNDO);
	assert_int_equal(desk_look(desk).items[1].level, ANSWER_NONE);
	assert_int_equal(desk_look(desk).cursor, 1);
	desk_reopen(desk);
	review_do(desk->review, ACTION_UNDO);
	assert_int_equal(desk_look(desk).n_answered, 0);
	review_do(desk->review, ACTION_UNDO);
	assert_non_null(strstr(desk_look(desk).message, "undo"));
	for (int i = 0; i < 3; i++)
		review_do(desk->review, ACTION_REDO);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[0].level, 1);
	assert_int_equal(now.items[1].level, 2);
	assert_string_equal(now.items[2].comment, "why");
}

static void clearing_empties_the_item(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	review_do(desk->review, ACTION_ITEM_UP);
	review_do(desk->review, ACTION_CLEAR);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[0].level, ANSWER_NONE);
	assert_int_equal(now.items[0].evidence_ms, -1);
	assert_int_equal(now.cursor, 0);
}

static void empty_items_are_found_in_both_directions(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	review_do(desk->review, ACTION_LEVEL_2);
	review_do(desk->review, ACTION_ITEM_UP);
	review_do(desk->review, ACTION_ITEM_UP);
	review_do(desk->review, ACTION_NEXT_EMPTY);
	assert_int_equal(desk_look(desk).cursor, 2);
	review_do(desk->review, ACTION_PREVIOUS_EMPTY);
	assert_int_equal(desk_look(desk).cursor, N_ITEMS - 1);
	review_do(desk->review, ACTION_NEXT_EMPTY);
	assert_int_equal(desk_look(desk).cursor, 2);
}

static void submitting_wants_every_item(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	review_do(desk->review, ACTION_SUBMIT);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.lower, LOWER_SUBMIT);
	assert_int_equal(now.n_empty_items, N_ITEMS - 1);
	assert_false(now.may_submit);
	review_do(desk->review, ACTION_SUBMIT_YES);
	assert_false(review_is_submitted(desk->review));
	review_do(desk->review, ACTION_NEXT_EMPTY);
	now = desk_look(desk);
	assert_int_equal(now.lower, LOWER_SCORECARD);
	assert_int_equal(now.cursor, 1);
}

static void a_submitted_review_is_fixed(void **state)
{
	struct desk *desk = *state;
	mark_all(desk);
	review_do(desk->review, ACTION_SUBMIT);
	assert_true(desk_look(desk).may_submit);
	review_do(desk->review, ACTION_SUBMIT_YES);
	assert_true(review_is_submitted(desk->review));
	review_do(desk->review, ACTION_LEVEL_1);
	struct review_snapshot now = desk_look(desk);
	assert_true(now.final);
	assert_int_equal(now.items[now.cursor].level, 2);
	assert_int_equal(now.tone, TONE_WARNING);
	desk_reopen(desk);
	assert_true(desk_look(desk).final);
	assert_int_equal(desk_look(desk).n_answered, N_ITEMS);
}

static void gaps_are_found_and_jumped_to(void **state)
{
	struct desk *desk = *state;
	desk_wait_for_analysis(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_gaps, N_GAPS);
	assert_int_equal(now.channels, 2);
	int64_t last_ms = -1;
	for (int i = 0; i < N_GAPS; i++) {
		review_do(desk->review, ACTION_NEXT_GAP);
		now = desk_look(desk);
		assert_true(now.playhead_ms > last_ms);
		assert_int_equal(now.gap_number, i + 1);
		last_ms = now.playhead_ms;
	}
	review_do(desk->review, ACTION_NEXT_GAP);
	assert_int_equal(desk_look(desk).playhead_ms, last_ms);
	review_do(desk->review, ACTION_PREVIOUS_GAP);
	assert_int_equal(desk_look(desk).gap_number, N_GAPS - 1);
	review_do(desk->review, ACTION_GAP_LIMIT);
	assert_int_equal(desk_look(desk).n_gaps, N_GAPS - 1);
}

static void what_was_found_is_there_at_once_next_time(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	desk_wait_for_analysis(desk);
	int64_t n_hops = desk_look(desk).envelope->n_hops;
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_false(now.analysing);
	assert_int_equal(now.n_gaps, N_GAPS);
	assert_int_equal(now.envelope->n_hops, n_hops);
}

static void a_moved_recording_keeps_its_marks(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	desk_wait_for_analysis(desk);
	char *moved = fixture_path(desk->folder, "renamed.opus");
	assert_int_equal(rename(desk->path, moved), 0);
	free(desk->path);
	desk->path = moved;
	desk_reopen(desk);
	desk_wait_for_analysis(desk);
	assert_int_equal(desk_look(desk).items[0].level, 2);
}

/* As the list of calls does before one is opened. */
static void expect_title(struct desk *desk, const char *agent, const char *queue)
{
	const struct review_snapshot snapshot = desk_look(desk);
	assert_string_equal(snapshot.agent, agent);
	assert_string_equal(snapshot.queue, queue);
	assert_string_equal(contact_get(snapshot.contact, CONTACT_AGENT), agent);
}

/* Files the desk's recording with its content, an agent and a queue. */
static void import_call(struct desk *desk)
{
	struct contact contact = {0};
	struct call_leg leg = {.path = desk->path};
	uint8_t hash[1][HASH_SIZE];
	struct store_import import = {.name = "imported", .legs = &leg, .n_legs = 1,
		.hash = (const uint8_t(*)[HASH_SIZE])hash, .contact = &contact};
	assert_true(media_stat(&leg, &desk->err));
	assert_true(media_hash(desk->path, hash[0], NULL, &desk->err));
	assert_true(contact_set(&contact, CONTACT_AGENT, "Li Na", &desk->err));
	assert_true(contact_set(&contact, CONTACT_QUEUE, "Returns", &desk->err));
	assert_true(store_import(desk->store, &import, 1, &desk->err));
	contact_release(&contact);
}

static void what_was_imported_is_in_the_title(void **state)
{
	struct desk *desk = *state;
	expect_title(desk, "", "");
	import_call(desk);
	desk_reopen(desk);
	expect_title(desk, "Li Na", "Returns");
	review_do(desk->review, ACTION_LEVEL_2);
	desk_reopen(desk);
	expect_title(desk, "Li Na", "Returns");
}

static void a_moved_recording_keeps_what_was_imported(void **state)
{
	struct desk *desk = *state;
	char *moved = fixture_path(desk->folder, "renamed.opus");
	import_call(desk);
	assert_int_equal(rename(desk->path, moved), 0);
	free(desk->path);
	desk->path = moved;
	desk_reopen(desk);
	desk_wait_for_analysis(desk);
	expect_title(desk, "Li Na", "Returns");
}

static void list_and_scan(struct desk *desk)
{
	const char *const paths[] = {desk->path};
	const struct calls_options options = {.store = desk->store,
		.scan = desk->scan,
		.limits = gap_limits_default,
		.media = media_options_default,
		.analysis = analysis_options_default};
	struct calls *calls = calls_new(paths, 1, &options, &desk->err);
	assert_non_null(calls);
	calls_start(calls, 0);
	while (calls_count_scanned(calls) < 1) {
		struct pollfd news = {.fd = scan_get_fd(desk->scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, 60000), 1);
		scan_drain(desk->scan);
		calls_service(calls);
	}
	calls_free(calls);
}

static void what_the_list_found_is_there_at_once(void **state)
{
	struct desk *desk = *state;
	review_close(desk->review);
	desk->review = NULL;
	list_and_scan(desk);
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_false(now.analysing);
	assert_int_equal(now.n_gaps, N_GAPS);
}

static void a_moved_recording_that_was_listed_is_known_at_once(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	desk_wait_for_analysis(desk);
	review_close(desk->review);
	desk->review = NULL;
	char *moved = fixture_path(desk->folder, "renamed.opus");
	assert_int_equal(rename(desk->path, moved), 0);
	free(desk->path);
	desk->path = moved;
	list_and_scan(desk);
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).items[0].level, 2);
}

/* As callmark score leaves it: a review without a place. */
static void file_review(struct desk *desk, const char *text)
{
	struct card_problems problems = {0};
	struct card_rows rows;
	uint8_t hash[1][HASH_SIZE];
	char call_id[ID_SIZE], review_id[ID_SIZE];
	struct call_leg leg = {.path = "/elsewhere/call.opus"};
	struct card *card = card_parse(text, strlen(text), &problems);
	assert_non_null(card);
	assert_true(media_hash(desk->path, hash[0], NULL, &desk->err));
	card_rows_make(&rows, card);
	const struct store_start start = {.call_id = "", .name = "call", .legs = &leg, .n_legs = 1,
		.hash = (const uint8_t(*)[HASH_SIZE])hash, .card_id = card->id,
		.card_version = card->version, .card_text = card->text, .n_card_text = card->n_text,
		.item_keys = rows.keys, .n_items = rows.n_keys, .levels = rows.levels,
		.n_levels = rows.n_levels};
	assert_true(store_submit_start(desk->store, &start, call_id, review_id) > 0);
	card_rows_release(&rows);
	card_free(card);
}

static void the_cursor_stays_on_the_card_of_a_review_that_is_recognised(void **state)
{
	struct desk *desk = *state;
	for (int i = 1; i < N_ITEMS; i++)
		review_do(desk->review, ACTION_ITEM_DOWN);
	assert_int_equal(desk_look(desk).cursor, N_ITEMS - 1);
	file_review(desk, "card: one\nversion: 1\ntitle: One\nsections:\n  - section: a\n    title: A\n"
			  "    items: [{item: one, title: One, met: 5}]\n");
	desk_wait_for_analysis(desk);
	struct review_snapshot snapshot = desk_look(desk);
	assert_int_equal(snapshot.n_snapshot_items, 1);
	assert_int_equal(snapshot.cursor, 0);
}

/* Imported under another name: that it is the same call is known with its hash. */
static void what_is_known_of_a_call_comes_with_its_hash(void **state)
{
	struct desk *desk = *state;
	uint8_t hash[1][HASH_SIZE];
	struct contact contact = {0};
	struct call_leg leg = {.path = "/elsewhere/call.opus"};
	review_do(desk->review, ACTION_LEVEL_2);
	assert_true(media_hash(desk->path, hash[0], NULL, &desk->err));
	assert_true(contact_set(&contact, CONTACT_AGENT, "Li Na", &desk->err));
	struct store_import known = {.name = "call",
		.legs = &leg,
		.n_legs = 1,
		.hash = (const uint8_t(*)[HASH_SIZE])hash,
		.contact = &contact};
	assert_true(store_import(desk->store, &known, 1, &desk->err));
	assert_true(contact_is_empty(desk_look(desk).contact));
	desk_wait_for_analysis(desk);
	assert_string_equal(contact_get(desk_look(desk).contact, CONTACT_AGENT), "Li Na");
	assert_int_equal(desk_look(desk).items[0].level, 2);
	contact_release(&contact);
}

static void pausing_resumes_a_little_earlier(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_PLAY_PAUSE);
	assert_true(desk_look(desk).playing);
	review_do(desk->review, ACTION_PLAY_PAUSE);
	int64_t paused_ms = desk_look(desk).playhead_ms;
	assert_false(desk_look(desk).playing);
	assert_true(paused_ms >= 30000);
	review_do(desk->review, ACTION_PLAY_PAUSE);
	assert_true(desk_look(desk).playhead_ms < paused_ms - 1000);
	review_do(desk->review, ACTION_PAUSE);
	review_do(desk->review, ACTION_PAUSE);
	assert_false(desk_look(desk).playing);
}

static void evidence_lags_only_while_playing(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_PLAY);
	review_do(desk->review, ACTION_LEVEL_2);
	int64_t evidence_ms = desk_look(desk).items[0].evidence_ms;
	assert_in_range(evidence_ms, 28500, 29500);
	review_do(desk->review, ACTION_ITEM_UP);
	review_do(desk->review, ACTION_EVIDENCE);
	assert_in_range(desk_look(desk).playhead_ms, evidence_ms - 3000, evidence_ms - 2000);
}

static void volume_goes_in_steps_between_its_ends(void **state)
{
	struct desk *desk = *state;
	assert_int_equal(desk_look(desk).volume_percent, 100);
	review_do(desk->review, ACTION_QUIETER);
	review_do(desk->review, ACTION_QUIETER);
	assert_int_equal(desk_look(desk).volume_percent, 80);
	for (int i = 0; i < 20; i++)
		review_do(desk->review, ACTION_QUIETER);
	assert_int_equal(desk_look(desk).volume_percent, 0);
	for (int i = 0; i < 30; i++)
		review_do(desk->review, ACTION_LOUDER);
	assert_int_equal(desk_look(desk).volume_percent, 200);
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).volume_percent, 200);
}

static void legs_are_heard_in_turn(void **state)
{
	struct desk *desk = *state;
	static const enum snapshot_hear turns[] = {HEAR_AGENT, HEAR_CUSTOMER, HEAR_BOTH};
	assert_int_equal(desk_look(desk).leg, HEAR_BOTH);
	for (size_t i = 0; i < 3; i++) {
		review_do(desk->review, ACTION_LEG);
		assert_int_equal(desk_look(desk).leg, turns[i]);
	}
	static const int16_t silence[8000];
	free(desk->path);
	desk->path = fixture_path(desk->folder, "mono.wav");
	fixture_write_wav(desk->path, 8000, 1, silence, 8000);
	desk_reopen(desk);
	review_do(desk->review, ACTION_LEG);
	assert_int_equal(desk_look(desk).leg, HEAR_BOTH);
	assert_non_null(strstr(desk_look(desk).message, "one channel"));
}

/* Whichever it is in a stereo recording. */
static void the_agent_is_the_first_of_two_legs(void **state)
{
	struct desk *desk = *state;
	static const int16_t silence[8000];
	char *agent = fixture_path(desk->folder, "x_agent.wav");
	char *customer = fixture_path(desk->folder, "x_customer.wav");
	fixture_write_wav(agent, 8000, 1, silence, 8000);
	fixture_write_wav(customer, 8000, 1, silence, 8000);
	const struct call_leg legs[] = {
		{.path = agent, .role = LEG_AGENT}, {.path = customer, .role = LEG_CUSTOMER}};
	struct review_options options = {.store = desk->store,
		.scan = desk->scan,
		.player = desk->player,
		.card = desk->card,
		.limits = gap_limits_default,
		.media = media_options_default,
		.analysis = analysis_options_default};
	options.analysis.agent_channel = 1;
	review_close(desk->review);
	desk->review = review_open("x", legs, 2, &options, &desk->err);
	assert_non_null(desk->review);
	assert_int_equal(desk_look(desk).agent_channel, 0);
	free(agent);
	free(customer);
}

static void speed_goes_in_steps_and_back(void **state)
{
	struct desk *desk = *state;
	static const int faster[] = {125, 150, 175, 200, 250, 300, 300};
	static const int slower[] = {250, 200, 175, 150, 125, 100, 75, 50, 50};
	for (size_t i = 0; i < sizeof faster / sizeof *faster; i++) {
		review_do(desk->review, ACTION_FASTER);
		assert_int_equal(desk_look(desk).speed_percent, faster[i]);
	}
	for (size_t i = 0; i < sizeof slower / sizeof *slower; i++) {
		review_do(desk->review, ACTION_SLOWER);
		assert_int_equal(desk_look(desk).speed_percent, slower[i]);
	}
	review_do(desk->review, ACTION_NORMAL_SPEED);
	assert_int_equal(desk_look(desk).speed_percent, 100);
	review_do(desk->review, ACTION_NORMAL_SPEED);
	assert_int_equal(desk_look(desk).speed_percent, 50);
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).speed_percent, 50);
}

/* At 3x the hand is late by three times as much of the call. */
static void evidence_lags_by_the_speed(void **state)
{
	struct desk *desk = *state;
	for (int i = 0; i < 6; i++)
		review_do(desk->review, ACTION_FASTER);
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_PLAY);
	review_do(desk->review, ACTION_LEVEL_2);
	assert_in_range(desk_look(desk).items[0].evidence_ms, 25500, 28000);
}

static void a_loop_does_not_run_backwards(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_LOOP);
	review_do(desk->review, ACTION_START);
	review_do(desk->review, ACTION_LOOP);
	assert_int_equal(desk_look(desk).loop_in_ms, -1);
	assert_string_not_equal(desk_look(desk).message, "");
}

static void a_replay_is_slower_and_then_over(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_FASTER);
	review_do(desk->review, ACTION_REPLAY);
	struct review_snapshot now = desk_look(desk);
	assert_true(now.playing);
	assert_int_equal(now.speed_percent, 75);
	assert_in_range(now.playhead_ms, 25000, 26000);
	assert_true(review_service(desk->review, clock_mono_ns() + 7000 * MS));
	now = desk_look(desk);
	assert_true(now.playing);
	assert_int_equal(now.speed_percent, 125);
	assert_true(now.playhead_ms >= 30000);
	/* A jump ends it too. */
	review_do(desk->review, ACTION_REPLAY);
	assert_int_equal(desk_look(desk).speed_percent, 75);
	review_do(desk->review, ACTION_START);
	assert_int_equal(desk_look(desk).speed_percent, 125);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(a_fresh_review_is_empty),
		CASE(one_key_is_one_saved_mark),
		CASE(marks_item_and_place_survive),
		CASE(keys_without_meaning_here_change_nothing),
		CASE(a_call_only_looked_into_stays_new),
		CASE(zooming_out_ends_with_the_whole_call),
		CASE(undo_and_redo_go_through_everything),
		CASE(clearing_empties_the_item),
		CASE(empty_items_are_found_in_both_directions),
		CASE(submitting_wants_every_item),
		CASE(a_submitted_review_is_fixed),
		CASE(gaps_are_found_and_jumped_to),
		CASE(what_was_found_is_there_at_once_next_time),
		CASE(a_moved_recording_keeps_its_marks),
		CASE(what_was_imported_is_in_the_title),
		CASE(a_moved_recording_keeps_what_was_imported),
		CASE(what_the_list_found_is_there_at_once),
		CASE(a_moved_recording_that_was_listed_is_known_at_once),
		CASE(the_cursor_stays_on_the_card_of_a_review_that_is_recognised),
		CASE(what_is_known_of_a_call_comes_with_its_hash),
		CASE(pausing_resumes_a_little_earlier),
		CASE(evidence_lags_only_while_playing),
		CASE(speed_goes_in_steps_and_back),
		CASE(evidence_lags_by_the_speed),
		CASE(a_loop_does_not_run_backwards),
		CASE(a_replay_is_slower_and_then_over),
		CASE(volume_goes_in_steps_between_its_ends),
		CASE(legs_are_heard_in_turn),
		CASE(the_agent_is_the_first_of_two_legs),
	};
#undef CASE
	return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
