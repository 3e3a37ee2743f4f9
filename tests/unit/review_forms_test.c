/* Tests of what stands beside the items of a review: flags, contact, notes, incidents, submitting. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "fixture.h"
#include "review_card.h"
#include "review_desk.h"
#include "testing.h"

static int set_up(void **state)
{
	return desk_set_up_with(state, every_card);
}

static void answer_all(struct desk *desk)
{
	for (size_t i = 0; i <= ITEM_HOLD; i++) {
		review_set_cursor(desk->review, i);
		review_do(desk->review, ACTION_LEVEL_2);
	}
}

static void flags_are_raised_and_lowered(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_RED_FLAGS);
	assert_int_equal(desk_look(desk).lower, LOWER_FLAGS);
	assert_int_equal(desk_look(desk).n_choices, 2);
	assert_true(review_pick(desk->review, 0));
	desk_expect_message(desk, "Red flag raised");
	struct review_snapshot now = desk_look(desk);
	assert_true(now.flags[0].raised);
	assert_int_equal(now.flags[0].effect, SNAPSHOT_FAIL);
	assert_int_equal(now.flags[0].evidence_ms, 30000);
	assert_true(now.flags[0].comment_missing);
	assert_string_equal(now.flags[0].incident, "a: bad-attitude");
	assert_int_equal(now.n_raised, 1);
	assert_int_equal(now.n_answered, 2); /* the two that are counted: a flag is no answer */
	assert_int_equal(now.outcome, SNAPSHOT_FAILS);
	assert_string_equal(now.outcome_word, "fails: Rude");
	review_set_flag_comment(desk->review, 0, "shouts");
	desk_expect_message(desk, "Comment of red flag Rude saved");
	desk_reopen(desk);
	now = desk_look(desk);
	assert_true(now.flags[0].raised);
	assert_string_equal(now.flags[0].comment, "shouts");
	review_do(desk->review, ACTION_UNDO);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Red flag is as it was before: Rude");
	assert_false(desk_look(desk).flags[0].raised);
	review_do(desk->review, ACTION_REDO);
	review_do(desk->review, ACTION_RED_FLAGS);
	assert_true(review_pick(desk->review, 0));
	desk_expect_message(desk, "Red flag lowered");
	assert_int_equal(desk_look(desk).flags[0].evidence_ms, -1);
	assert_false(review_pick(desk->review, 2));
}

static void fields_take_what_fits(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_CONTACT);
	assert_int_equal(desk_look(desk).lower, LOWER_CONTACT);
	assert_true(desk_look(desk).fields[0].missing);
	assert_int_equal(desk_look(desk).n_fields_missing, 1);
	assert_true(review_set_field(desk->review, 0, " wang42 "));
	desk_expect_message(desk, "Agent saved");
	assert_false(review_set_field(desk->review, 1, "tomorrow"));
	desk_expect_message(desk, "cannot stand in Date");
	assert_true(review_set_field(desk->review, 1, "2026-11-01"));
	assert_true(review_set_field(desk->review, 2, "Returns"));
	assert_false(review_set_field(desk->review, 3, "x"));
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_string_equal(now.fields[0].value, "wang42");
	assert_string_equal(now.fields[1].value, "2026-11-01");
	assert_string_equal(now.fields[2].value, "r");
	assert_string_equal(now.fields[2].shown, "Returns");
	assert_int_equal(now.n_fields_missing, 0);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Queue is as it was before");
	assert_string_equal(desk_look(desk).fields[2].value, "");
	assert_true(review_set_field(desk->review, 0, ""));
	assert_true(desk_look(desk).fields[0].missing);
}

static void notes_are_made_changed_deleted(void **state)
{
	struct desk *desk = *state;
	review_add_note(desk->review, 61000, "asks twice");
	desk_expect_message(desk, "Note at 1:01 saved");
	review_add_note(desk->review, 5000, " good opening ");
	review_add_note(desk->review, 7000, "   "); /* none */
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_notes, 2);
	assert_int_equal(now.notes[0].at_ms, 5000);
	assert_string_equal(now.notes[0].text, "good opening");
	assert_int_equal(now.note_cursor, 2); /* the playhead is before the first */
	review_change_note(desk->review, now.notes[1].n, "asks three times");
	assert_string_equal(desk_look(desk).notes[1].text, "asks three times");
	review_change_note(desk->review, desk_look(desk).notes[0].n, "");
	desk_expect_message(desk, "Note deleted");
	assert_int_equal(desk_look(desk).n_notes, 1);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Note at 0:05 is as it was before");
	assert_int_equal(desk_look(desk).n_notes, 2);
	review_do(desk->review, ACTION_REDO);
	desk_expect_message(desk, "Note at 0:05 redone");
	assert_int_equal(desk_look(desk).n_notes, 1);
}

static void n_goes_through_notes_and_marks(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_NEXT_HIT);
	desk_expect_message(desk, "No further note or mark");
	review_add_note(desk->review, 20000, "first");
	review_add_note(desk->review, 22000, "second");
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_LEVEL_2); /* at 0:30 */
	review_do(desk->review, ACTION_START);
	review_do(desk->review, ACTION_NEXT_HIT);
	assert_int_equal(desk_look(desk).playhead_ms, 17000);
	desk_expect_message(desk, "first");
	review_do(desk->review, ACTION_NEXT_HIT);
	assert_int_equal(desk_look(desk).playhead_ms, 19000);
	desk_expect_message(desk, "second");
	review_do(desk->review, ACTION_NEXT_HIT);
	assert_int_equal(desk_look(desk).playhead_ms, 27000);
	review_do(desk->review, ACTION_PREVIOUS_HIT);
	assert_int_equal(desk_look(desk).playhead_ms, 19000);
	review_do(desk->review, ACTION_PREVIOUS_HIT);
	review_do(desk->review, ACTION_PREVIOUS_HIT);
	desk_expect_message(desk, "No note or mark before this");
}

static void incidents_are_suggested_and_kept(void **state)
{
	struct desk *desk = *state;
	struct store_incident incident;
	static char said[] = "as I said", cause[] = "answers late";
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_LEVEL_1);
	assert_string_equal(desk_look(desk).items[ITEM_TONE].incident, "b: attitude");
	review_set_cursor(desk->review, ITEM_TONE);
	review_do(desk->review, ACTION_START);
	review_draft_incident(desk->review, &incident);
	assert_string_equal(incident.class, "b");
	assert_string_equal(incident.category, "attitude");
	assert_int_equal(incident.start_ms, 30000); /* of the mark */
	incident.texts[INCIDENT_SAID] = said;
	review_put_incident(desk->review, &incident);
	desk_expect_message(desk, "Incident 1 saved");
	assert_string_equal(desk_look(desk).items[ITEM_TONE].incident, "");
	desk_reopen(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_incidents, 1);
	assert_string_equal(now.incidents[0].title, "b: attitude");
	assert_string_equal(now.incidents[0].texts[INCIDENT_SAID], "as I said");
	assert_string_equal(now.incidents[0].texts[INCIDENT_FOLLOW_UP], "");
	incident.n = 1;
	incident.end_ms = 31000;
	incident.texts[INCIDENT_PROBLEM] = cause;
	review_put_incident(desk->review, &incident);
	assert_int_equal(desk_look(desk).incidents[0].end_ms, 31000);
	review_put_incident(desk->review, &incident); /* as it is already */
	desk_expect_message(desk, "Incident 1 saved");
	review_remove_incident(desk->review, 1);
	assert_int_equal(desk_look(desk).n_incidents, 0);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Incident 1 is as it was before");
	assert_string_equal(desk_look(desk).incidents[0].texts[INCIDENT_PROBLEM], "answers late");
}

static void an_impossible_incident_is_not_kept(void **state)
{
	struct desk *desk = *state;
	struct store_incident incident;
	review_draft_incident(desk->review, &incident); /* nothing suggests a class */
	review_put_incident(desk->review, &incident);
	desk_expect_message(desk, "Not saved: ");
	assert_int_equal(desk_look(desk).n_incidents, 0);
}

static size_t count_missing(const struct review_snapshot *now, enum snapshot_missing_kind kind)
{
	size_t n = 0;
	for (size_t i = 0; i < now->n_missing; i++)
		n += now->missing[i].kind == kind;
	return n;
}

static void submitting_names_what_is_missing(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_RED_FLAGS);
	review_pick(desk->review, 0);
	review_do(desk->review, ACTION_FAULTS);
	review_pick(desk->review, 1);
	review_do(desk->review, ACTION_SUBMIT);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(count_missing(&now, MISSING_ANSWER), 2); /* the third is not asked */
	assert_int_equal(count_missing(&now, MISSING_COMMENT), 1);
	assert_int_equal(count_missing(&now, MISSING_FIELD), 1);
	assert_int_equal(count_missing(&now, MISSING_FLAG_COMMENT), 1);
	assert_int_equal(count_missing(&now, MISSING_FLAG_CONFIRM), 1);
	assert_int_equal(now.n_missing, 6);
	assert_false(now.may_submit);
	review_do(desk->review, ACTION_SUBMIT_YES);
	desk_expect_message(desk, "something required is missing");
	answer_all(desk);
	review_set_cursor(desk->review, ITEM_TABOO);
	review_set_comment(desk->review, "twice");
	review_set_flag_comment(desk->review, 0, "shouts");
	review_set_field(desk->review, 0, "wang");
	review_do(desk->review, ACTION_SUBMIT_YES);
	desk_expect_message(desk, "! confirms the red flags");
	assert_int_equal(desk_look(desk).n_missing, 1);
	review_do(desk->review, ACTION_RED_FLAGS);
	assert_int_equal(desk_look(desk).lower, LOWER_SUBMIT);
	assert_true(desk_look(desk).may_submit);
	review_do(desk->review, ACTION_SUBMIT_YES);
	assert_true(review_is_submitted(desk->review));
	review_add_note(desk->review, 1, "late");
	desk_expect_message(desk, "This review is submitted");
	assert_int_equal(desk_look(desk).n_notes, 0);
}

/* What another program locks waits, the beginning of the review too, and is not lost. */
static void the_first_change_of_a_call_waits(void **state)
{
	struct desk *desk = *state;
	sqlite3 *other;
	char *path = fixture_path(desk->folder, "db");
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	review_do(desk->review, ACTION_LEVEL_2);
	review_add_note(desk->review, 1000, "kept");
	struct review_snapshot now = desk_look(desk);
	assert_non_null(strstr(now.message, "Saving..."));
	assert_int_equal(now.items[ITEM_TONE].level, 2);
	assert_true(now.items[ITEM_TONE].saving && now.notes[0].saving);
	assert_int_equal(review_count_unsaved(desk->review), 2);
	sqlite3_close(other);
	review_service(desk->review, clock_mono_ns() + INT64_C(1000000000));
	now = desk_look(desk);
	assert_false(now.items[ITEM_TONE].saving || now.notes[0].saving);
	assert_int_equal(review_count_unsaved(desk->review), 0);
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).items[ITEM_TONE].level, 2);
	assert_string_equal(desk_look(desk).notes[0].text, "kept");
	free(path);
}

static void a_lost_database_is_said_loudly(void **state)
{
	struct desk *desk = *state;
	char *path = fixture_path(desk->folder, "db"), *aside = fixture_path(desk->folder, "aside");
	review_do(desk->review, ACTION_LEVEL_2);
	assert_int_equal(rename(path, aside), 0);
	review_do(desk->review, ACTION_LEVEL_2);
	struct review_snapshot now = desk_look(desk);
	assert_non_null(strstr(now.message, "NOT SAVED"));
	assert_int_equal(now.tone, TONE_ERROR);
	assert_true(now.items[ITEM_HOLD].saving);
	assert_int_equal(rename(aside, path), 0);
	review_service(desk->review, clock_mono_ns() + INT64_C(1000000000));
	desk_expect_message(desk, "Item hold met");
	free(path);
	free(aside);
}

#define forms_test(function) cmocka_unit_test_setup_teardown(function, set_up, desk_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		forms_test(flags_are_raised_and_lowered),
		forms_test(fields_take_what_fits),
		forms_test(notes_are_made_changed_deleted),
		forms_test(n_goes_through_notes_and_marks),
		forms_test(incidents_are_suggested_and_kept),
		forms_test(an_impossible_incident_is_not_kept),
		forms_test(submitting_names_what_is_missing),
		forms_test(the_first_change_of_a_call_waits),
		forms_test(a_lost_database_is_said_loudly),
	};
	return cmocka_run_group_tests_name("review forms", tests, NULL, NULL);
}
