/* Tests of the gap list of a review, on the sample call: 16 s and 4 s of silence, a hold of 63 s. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "review_desk.h"
#include "testing.h"

/* The list open, the cursor on its first row. */
static struct desk *open_list(void **state)
{
	struct desk *desk = *state;
	desk_wait_for_analysis(desk);
	assert_true(review_do(desk->review, ACTION_GAP_LIST));
	return desk;
}

static void tab_opens_and_closes_the_list(void **state)
{
	struct desk *desk = *state;
	assert_true(review_do(desk->review, ACTION_PANE));
	assert_int_equal(desk_look(desk).lower, LOWER_GAPS);
	assert_true(review_do(desk->review, ACTION_PANE));
	assert_int_equal(desk_look(desk).lower, LOWER_SCORECARD);
	review_do(desk->review, ACTION_GAP_LIST);
	review_do(desk->review, ACTION_GAP_LIST);
	assert_int_equal(desk_look(desk).lower, LOWER_GAPS);
	assert_true(review_do(desk->review, ACTION_BACK));
	assert_int_equal(desk_look(desk).lower, LOWER_SCORECARD);
}

static void every_gap_is_a_row(void **state)
{
	struct review_snapshot now = desk_look(open_list(state));
	assert_int_equal(now.n_gap_rows, N_GAPS);
	assert_int_equal(now.gap_cursor, 0);
	assert_int_equal(now.gaps[0].class, GAP_OVER15);
	assert_int_equal(now.gaps[1].class, GAP_OVER3);
	assert_int_equal(now.gaps[2].class, GAP_OVER60);
	assert_int_equal(now.gaps[2].event.kind, EVENT_HOLD);
	assert_int_equal(now.gaps[2].number, 3);
	assert_true(now.gaps[2].asked.announce && now.gaps[2].asked.thanks);
	assert_int_equal(now.gaps[2].asked.n_check_ins, 1);
	assert_false(now.gaps[0].asked.announce || now.gaps[0].asked.thanks);
}

static void the_limit_shortens_the_list(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_LIMIT);
	assert_int_equal(desk_look(desk).n_gap_rows, 2);
	review_do(desk->review, ACTION_GAP_LIMIT);
	assert_int_equal(desk_look(desk).n_gap_rows, 1);
	assert_int_equal(desk_look(desk).gaps[0].event.kind, EVENT_HOLD);
}

static void the_cursor_moves_within_the_list(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_UP);
	assert_int_equal(desk_look(desk).gap_cursor, 0);
	for (size_t i = 0; i < 5; i++) {
		review_do(desk->review, ACTION_GAP_DOWN);
		assert_int_equal(desk_look(desk).gap_cursor, i < N_GAPS - 2 ? i + 1 : N_GAPS - 1);
	}
	review_do(desk->review, ACTION_GAP_UP);
	assert_int_equal(desk_look(desk).gap_cursor, N_GAPS - 2);
}

static void the_cursor_comes_along_with_the_playhead(void **state)
{
	struct desk *desk = open_list(state);
	for (size_t i = 0; i < N_GAPS; i++) {
		review_do(desk->review, ACTION_NEXT_GAP);
		assert_int_equal(desk_look(desk).gap_cursor, i);
	}
	review_do(desk->review, ACTION_PANE);
	review_do(desk->review, ACTION_PANE);
	assert_int_equal(desk_look(desk).gap_cursor, N_GAPS - 1);
}

static void a_gap_is_played_from_before_it(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_DOWN);
	int64_t start_ms = desk_look(desk).gaps[1].event.start_ms;
	review_do(desk->review, ACTION_GAP_PLAY);
	assert_true(desk_look(desk).playing);
	assert_in_range(desk_look(desk).playhead_ms, start_ms - 3000, start_ms - 2000);
	review_do(desk->review, ACTION_PAUSE);
}

static void a_gap_becomes_the_evidence_of_a_marked_item(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_1);
	review_do(desk->review, ACTION_ITEM_UP);
	open_list(state);
	review_do(desk->review, ACTION_GAP_DOWN);
	int64_t start_ms = desk_look(desk).gaps[1].event.start_ms;
	review_do(desk->review, ACTION_GAP_MARK);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.lower, LOWER_SCORECARD);
	assert_int_equal(now.items[0].evidence_ms, start_ms);
	assert_int_equal(now.items[0].level, 1);
	review_do(desk->review, ACTION_PANE);
	now = desk_look(desk);
	assert_string_equal(now.gaps[1].items, now.items[0].key);
	assert_string_equal(now.gaps[0].items, "");
	review_do(desk->review, ACTION_UNDO);
	assert_string_equal(desk_look(desk).gaps[1].items, "");
}

static void evidence_chosen_beforehand_is_kept_by_the_mark(void **state)
{
	struct desk *desk = open_list(state);
	int64_t start_ms = desk_look(desk).gaps[0].event.start_ms;
	review_do(desk->review, ACTION_GAP_MARK);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, start_ms);
	desk_reopen(desk);
	review_do(desk->review, ACTION_START);
	review_do(desk->review, ACTION_LEVEL_2);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, start_ms);
	review_do(desk->review, ACTION_ITEM_UP);
	review_do(desk->review, ACTION_CLEAR);
	assert_int_equal(desk_look(desk).items[0].evidence_ms, -1);
}

static void nothing_is_marked_behind_the_list(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_LEVEL_1);
	review_do(desk->review, ACTION_NA);
	review_do(desk->review, ACTION_CLEAR);
	assert_int_equal(desk_look(desk).n_answered, 0);
	assert_int_equal(desk_look(desk).cursor, 0);
	assert_non_null(strstr(desk_look(desk).message, "Tab"));
	review_do(desk->review, ACTION_NEXT_EMPTY);
	assert_int_equal(desk_look(desk).lower, LOWER_SCORECARD);
}

static void keys_of_the_list_do_nothing_elsewhere(void **state)
{
	struct desk *desk = *state;
	assert_false(review_do(desk->review, ACTION_GAP_PLAY));
	assert_false(review_do(desk->review, ACTION_GAP_MARK));
	assert_false(desk_look(desk).playing);
}

static void before_anything_is_found_the_list_is_empty(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_PANE);
	assert_int_equal(desk_look(desk).n_gap_rows, 0);
	review_do(desk->review, ACTION_GAP_DOWN);
	review_do(desk->review, ACTION_GAP_MARK);
	assert_non_null(strstr(desk_look(desk).message, "no gap"));
	assert_int_equal(desk_look(desk).lower, LOWER_GAPS);
}

/* ---- what the reviewer says of a gap ---- */

static void a_silence_is_called_a_hold(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_HOLD);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.gaps[0].event.kind, EVENT_HOLD);
	assert_int_equal(now.gaps[0].found.kind, EVENT_SILENCE);
	assert_true(now.gaps[0].changed);
	assert_true(now.gaps[0].asked.announce);
	assert_non_null(strstr(now.message, "is hold, saved"));
	assert_int_equal(now.n_gaps, N_GAPS);
	/* What the detector said is no change. */
	review_do(desk->review, ACTION_GAP_SILENCE);
	assert_false(desk_look(desk).gaps[0].changed);
	assert_non_null(strstr(desk_look(desk).message, "as it was found"));
	review_do(desk->review, ACTION_GAP_SILENCE);
	assert_non_null(strstr(desk_look(desk).message, "already"));
}

static bool has_event_at(const struct review_snapshot *now, int64_t start_ms)
{
	for (size_t i = 0; i < now->n_events; i++)
		if (event_is_gap(&now->events[i]) && now->events[i].start_ms == start_ms)
			return true;
	return false;
}

static void an_ignored_gap_does_not_count_but_is_listed(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_DOWN);
	int64_t start_ms = desk_look(desk).gaps[1].event.start_ms;
	review_do(desk->review, ACTION_GAP_IGNORE);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_gaps, N_GAPS - 1);
	assert_int_equal(now.n_gap_rows, N_GAPS);
	assert_true(now.gaps[1].ignored);
	assert_int_equal(now.gaps[1].number, 0);
	assert_int_equal(now.gaps[2].number, 2);
	assert_int_equal(now.gap_cursor, 1);
	assert_false(has_event_at(&now, start_ms));
	review_do(desk->review, ACTION_GAP_IGNORE);
	now = desk_look(desk);
	assert_false(now.gaps[1].ignored);
	assert_true(has_event_at(&now, start_ms));
}

static void other_limits_leave_the_cursor_where_it_is(void **state)
{
	struct desk *desk = open_list(state);
	const struct gap_limits lower = {{2000, 10000, 45000}};
	review_do(desk->review, ACTION_GAP_DOWN);
	review_do(desk->review, ACTION_GAP_DOWN);
	struct review_snapshot now = desk_look(desk);
	int64_t start_ms = now.gaps[now.gap_cursor].event.start_ms;
	review_set_limits(desk->review, &lower);
	now = desk_look(desk);
	assert_int_equal(now.gaps[now.gap_cursor].event.start_ms, start_ms);
}

/* The hint of the item about silence and hold. */
static const char *hint_of(const struct review_snapshot *now)
{
	for (size_t i = 0; i < now->n_snapshot_items; i++)
		if (strstr(now->items[i].hint, "gap"))
			return now->items[i].hint;
	return "";
}

static void hints_follow(void **state)
{
	struct desk *desk = open_list(state);
	struct review_snapshot now = desk_look(desk);
	assert_string_equal(hint_of(&now), "2 gaps, hold 1:03");
	review_do(desk->review, ACTION_GAP_IGNORE);
	now = desk_look(desk);
	assert_string_equal(hint_of(&now), "1 gap, hold 1:03");
}

static void gaps_are_undone_like_marks(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_IGNORE);
	review_do(desk->review, ACTION_GAP_HOLD);
	desk_reopen(desk);
	review_do(desk->review, ACTION_PANE);
	assert_int_equal(desk_look(desk).gaps[0].event.kind, EVENT_HOLD);
	review_do(desk->review, ACTION_UNDO);
	assert_true(desk_look(desk).gaps[0].ignored);
	assert_non_null(strstr(desk_look(desk).message, "as it was before"));
	desk_reopen(desk);
	review_do(desk->review, ACTION_PANE);
	assert_int_equal(desk_look(desk).n_gaps, N_GAPS - 1);
	review_do(desk->review, ACTION_UNDO);
	assert_false(desk_look(desk).gaps[0].changed);
	review_do(desk->review, ACTION_UNDO);
	assert_non_null(strstr(desk_look(desk).message, "Nothing to undo"));
	review_do(desk->review, ACTION_REDO);
	review_do(desk->review, ACTION_REDO);
	assert_int_equal(desk_look(desk).gaps[0].event.kind, EVENT_HOLD);
}

static void the_detectors_answer_stays_in_the_cache(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_GAP_HOLD);
	desk_reopen(desk);
	assert_false(desk_look(desk).analysing);
	review_do(desk->review, ACTION_PANE);
	assert_int_equal(desk_look(desk).gaps[0].found.kind, EVENT_SILENCE);
	review_do(desk->review, ACTION_GAP_SILENCE);
	assert_false(desk_look(desk).gaps[0].changed);
}

/* The id of the desk's review. */
static struct store_review stored_review(struct desk *desk)
{
	struct store_review review;
	struct call_leg leg = {.path = desk->path};
	char call_id[ID_SIZE];
	assert_true(media_stat(&leg, &desk->err));
	assert_true(store_find_call(desk->store, &leg, 1, call_id, &desk->err));
	assert_true(store_find_review(desk->store, call_id, &review, &desk->err));
	return review;
}

static void a_change_is_known_when_its_gap_is_found_elsewhere(void **state)
{
	struct desk *desk = open_list(state);
	struct gap_change *changes, filed = {0, 0, CHOICE_IGNORE};
	size_t n_changes;
	struct store_ack ack;
	const struct event gap = desk_look(desk).gaps[1].found;
	review_do(desk->review, ACTION_GAP_HOLD); /* of the first; makes the review */
	review_do(desk->review, ACTION_UNDO);
	struct store_review review = stored_review(desk);
	/* As another version of the analyser would have had it. */
	filed.start_ms = gap.start_ms - 400;
	filed.end_ms = gap.end_ms + 300;
	struct store_change change = {.kind = CHANGE_GAP, .gap = filed, .score_centi = -1};
	assert_int_not_equal(store_submit(desk->store, review.id, &change), 0);
	assert_true(store_next_ack(desk->store, &ack) && ack.saved);
	desk_reopen(desk);
	review_do(desk->review, ACTION_PANE);
	assert_true(desk_look(desk).gaps[1].ignored);
	assert_false(desk_look(desk).gaps[0].changed || desk_look(desk).gaps[2].changed);
	/* Changed once more, it stays filed where it is. */
	review_do(desk->review, ACTION_GAP_DOWN);
	review_do(desk->review, ACTION_GAP_HOLD);
	assert_int_equal(desk_look(desk).gaps[1].event.kind, EVENT_HOLD);
	assert_true(store_get_gap_changes(desk->store, review.id, &changes, &n_changes, &desk->err));
	assert_int_equal(n_changes, 1);
	assert_int_equal(changes[0].start_ms, filed.start_ms);
	assert_int_equal(changes[0].choice, CHOICE_HOLD);
	free(changes);
	review_do(desk->review, ACTION_UNDO);
	assert_true(desk_look(desk).gaps[1].ignored);
	assert_int_equal(desk_look(desk).gap_cursor, 1);
}

static void a_submitted_review_keeps_its_gaps(void **state)
{
	struct desk *desk = open_list(state);
	review_do(desk->review, ACTION_PANE);
	for (int i = 0; i < N_ITEMS; i++)
		review_do(desk->review, ACTION_LEVEL_2);
	review_do(desk->review, ACTION_SUBMIT);
	review_do(desk->review, ACTION_SUBMIT_YES);
	review_do(desk->review, ACTION_PANE);
	review_do(desk->review, ACTION_GAP_IGNORE);
	struct review_snapshot now = desk_look(desk);
	assert_false(now.gaps[0].ignored);
	assert_int_equal(now.n_gaps, N_GAPS);
	assert_int_equal(now.tone, TONE_WARNING);
	review_do(desk->review, ACTION_GAP_MARK);
	assert_int_equal(desk_look(desk).lower, LOWER_GAPS);
}

static void figures_are_known_with_the_gaps(void **state)
{
	struct desk *desk = *state;
	assert_string_equal(desk_look(desk).figures, "");
	desk_wait_for_analysis(desk);
	const char *figures = desk_look(desk).figures;
	assert_non_null(strstr(figures, "The agent has 64 % of the talk, the longest turn 0:05 at 0:43"));
	assert_non_null(strstr(figures, "\nThe agent answers after "));
	assert_null(strstr(figures, "Overtalk"));
	review_set_grace(desk->review, 0);
	assert_non_null(strstr(desk_look(desk).figures, "The agent has "));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)
	const struct CMUnitTest tests[] = {
		CASE(tab_opens_and_closes_the_list),
		CASE(every_gap_is_a_row),
		CASE(figures_are_known_with_the_gaps),
		CASE(the_limit_shortens_the_list),
		CASE(the_cursor_moves_within_the_list),
		CASE(the_cursor_comes_along_with_the_playhead),
		CASE(a_gap_is_played_from_before_it),
		CASE(a_gap_becomes_the_evidence_of_a_marked_item),
		CASE(evidence_chosen_beforehand_is_kept_by_the_mark),
		CASE(nothing_is_marked_behind_the_list),
		CASE(keys_of_the_list_do_nothing_elsewhere),
		CASE(before_anything_is_found_the_list_is_empty),
		CASE(a_silence_is_called_a_hold),
		CASE(an_ignored_gap_does_not_count_but_is_listed),
		CASE(other_limits_leave_the_cursor_where_it_is),
		CASE(hints_follow),
		CASE(gaps_are_undone_like_marks),
		CASE(the_detectors_answer_stays_in_the_cache),
		CASE(a_change_is_known_when_its_gap_is_found_elsewhere),
		CASE(a_submitted_review_keeps_its_gaps),
	};
#undef CASE
	return cmocka_run_group_tests_name("review gaps", tests, NULL, NULL);
}
