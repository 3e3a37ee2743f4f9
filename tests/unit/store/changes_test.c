/* Tests of changes: marks, undo and redo, submit and reopen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "desk.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static void marks_are_kept(void **state)
{
	DESK;
	struct store_ack ack;
	struct store_change change = {.item_key = "2",
		.set_level = true,
		.level = 3,
		.level_key = "more",
		.set_evidence = true,
		.evidence_ms = 5000,
		.evidence_end_ms = 6000,
		.set_comment = true,
		.comment = "王 said \"no\"",
		.score_centi = 250};
	desk_now_ms += 5;
	assert_string_equal(desk_do(desk, &change, &ack), "2");
	assert_int_equal(ack.saved_ms, desk_now_ms);
	desk_mark(desk, "1", ANSWER_NA);
	desk_assert_marks(desk, "1=-1;2=3 @5000-6000 '王 said \"no\"';");
	desk_reopen(desk);
	desk_assert_marks(desk, "1=-1;2=3 @5000-6000 '王 said \"no\"';");
	assert_int_equal(desk->review.n_marks, 2);
	assert_int_equal(desk->review.state, REVIEW_DRAFT);
	desk_assert_sound(desk);
}

static void evidence_may_be_a_moment(void **state)
{
	DESK;
	struct store_ack ack;
	struct store_change change = {.item_key = "2",
		.set_evidence = true,
		.evidence_ms = 0,
		.evidence_end_ms = -1,
		.score_centi = -1};
	desk_do(desk, &change, &ack);
	desk_assert_marks(desk, "2=0 @0;");
	change.evidence_ms = -1;
	desk_do(desk, &change, &ack);
	desk_assert_marks(desk, "");
	desk_assert_sound(desk);
}

static void impossible_marks_are_refused(void **state)
{
	DESK;
	struct store_change change = {.item_key = "1", .set_level = true, .level = 4};
	desk_refused(desk, &change, ERR_USAGE);
	change.level = 2;
	strcpy(change.level_key, "more");
	desk_refused(desk, &change, ERR_USAGE);
	change = (struct store_change){.item_key = "9.9", .set_comment = true, .comment = "x"};
	desk_refused(desk, &change, ERR_CONFLICT);
	change = (struct store_change){
		.item_key = "1", .set_evidence = true, .evidence_ms = 9, .evidence_end_ms = 9};
	desk_refused(desk, &change, ERR_USAGE);
	desk_assert_marks(desk, "");
	desk_assert_sound(desk);
}

static void a_change_is_whole_or_not_at_all(void **state)
{
	DESK;
	struct store_change change = {.item_key = "1",
		.set_level = true,
		.level = 2,
		.set_evidence = true,
		.evidence_ms = 9,
		.evidence_end_ms = 8};
	desk_refused(desk, &change, ERR_USAGE);
	desk_assert_marks(desk, "");
}

static void the_same_again_is_no_command(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	desk_mark(desk, "1", 2);
	assert_true(desk_undo(desk));
	desk_assert_marks(desk, "");
	assert_false(desk_undo(desk));
}

static void undo_takes_back_a_key_whole(void **state)
{
	DESK;
	struct store_ack ack;
	struct store_change change = {.item_key = "3",
		.set_level = true,
		.level = 1,
		.set_evidence = true,
		.evidence_ms = 1500,
		.evidence_end_ms = -1,
		.score_centi = 0};
	desk_mark(desk, "1", 2);
	desk_do(desk, &change, &ack);
	assert_string_equal(desk_do(desk, &(struct store_change){.kind = CHANGE_UNDO}, &ack), "3");
	desk_assert_marks(desk, "1=2;");
	desk_reopen(desk);
	assert_string_equal(desk_do(desk, &(struct store_change){.kind = CHANGE_REDO}, &ack), "3");
	desk_assert_marks(desk, "1=2;3=1 @1500;");
	desk_assert_sound(desk);
}

static void a_new_change_ends_redo(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	desk_mark(desk, "2", 2);
	assert_true(desk_undo(desk));
	desk_mark(desk, "3", 2);
	assert_false(desk_redo(desk));
	assert_true(desk_undo(desk));
	assert_true(desk_undo(desk));
	desk_assert_marks(desk, "");
	assert_true(desk_redo(desk));
	assert_true(desk_redo(desk));
	assert_false(desk_redo(desk));
	desk_assert_marks(desk, "1=2;3=2;");
}

static void undo_and_redo_take_turns(void **state)
{
	DESK;
	for (int i = 0; i < 3; i++)
		desk_mark(desk, (const char *[]){"1", "2", "3"}[i], 2);
	assert_true(desk_undo(desk) && desk_undo(desk) && desk_redo(desk));
	desk_assert_marks(desk, "1=2;2=2;");
	assert_true(desk_undo(desk) && desk_undo(desk));
	assert_false(desk_undo(desk));
	assert_true(desk_redo(desk) && desk_redo(desk) && desk_redo(desk));
	assert_false(desk_redo(desk));
	desk_assert_marks(desk, "1=2;2=2;3=2;");
	desk_assert_sound(desk);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void random_mark(struct store_change *change, char comment[16], uint32_t *seed)
{
	static const char *const reasons[] = {"", "N1", "N3 N1", "N2 N3"};
	change->item_key[0] = (char)('1' + next_random(seed) % N_ITEMS);
	change->set_level = next_random(seed) % 2;
	change->level = (int)(next_random(seed) % 5) - 1;
	change->set_evidence = next_random(seed) % 2;
	change->evidence_n = (int)(next_random(seed) % 5) - 2;
	change->evidence_ms = (int64_t)(next_random(seed) % 4) - 1;
	change->evidence_end_ms = next_random(seed) % 2 ? 100 : -1;
	change->set_comment = next_random(seed) % 3 == 0;
	snprintf(comment, 16, "%u", next_random(seed) % 3);
	change->comment = next_random(seed) % 3 ? comment : "";
	change->set_reasons = next_random(seed) % 3 == 0;
	change->reasons = reasons[next_random(seed) % 4];
	change->occurrence = (enum occurrence_step)(next_random(seed) % 4);
	change->occurrence_ms = next_random(seed) % 100;
}

static void random_incident(struct store_change *change, char said[16], uint32_t *seed)
{
	change->incident = (struct store_incident){.n = (int)(next_random(seed) % 3),
		.class = "A",
		.category = "rude",
		.start_ms = next_random(seed) % 3,
		.end_ms = -1,
		.texts = {said}};
	change->remove = next_random(seed) % 3 == 0;
	snprintf(said, 16, "said %u", next_random(seed) % 3);
}

static void random_edit(struct desk *desk, uint32_t *seed)
{
	static const enum change_kind kinds[] = {
		CHANGE_MARK, CHANGE_MARK, CHANGE_MARK, CHANGE_FIELD, CHANGE_NOTE, CHANGE_INCIDENT};
	struct store_ack ack;
	char text[16];
	struct store_change change = {
		.score_centi = next_random(seed) % 9000, .kind = kinds[next_random(seed) % 6]};
	if (change.kind == CHANGE_MARK) {
		random_mark(&change, text, seed);
	} else if (change.kind == CHANGE_INCIDENT) {
		random_incident(&change, text, seed);
	} else {
		change.item_key[0] = (char)('f' + next_random(seed) % 2);
		change.note_n = (int)(next_random(seed) % 3);
		change.note_ms = next_random(seed) % 3;
		snprintf(text, sizeof text, "%u", next_random(seed) % 3);
		change.text = next_random(seed) % 3 ? text : "";
	}
	desk_do(desk, &change, &ack);
}

#define MAX_DEPTH 512

/* The states that undo leads back through, kept by the test in the plain way. */
struct model {
	char *marks[MAX_DEPTH];
	int n; /* the state now is marks[n - 1] */
	int n_redo;
};

static void model_push(struct model *model, char *marks)
{
	if (strcmp(model->marks[model->n - 1], marks) == 0) {
		free(marks); /* nothing changed: no command */
		return;
	}
	for (; model->n_redo > 0; model->n_redo--)
		free(model->marks[model->n + model->n_redo - 1]);
	model->marks[model->n++] = marks;
}

static void random_step(struct desk *desk, struct model *model, uint32_t *seed)
{
	switch (next_random(seed) % 5) {
	case 0:
	case 1:
		assert_int_equal(desk_undo(desk), model->n > 1);
		model->n_redo += model->n > 1;
		model->n -= model->n > 1;
		break;
	case 2:
		assert_int_equal(desk_redo(desk), model->n_redo > 0);
		model->n += model->n_redo > 0;
		model->n_redo -= model->n_redo > 0;
		break;
	default:
		random_edit(desk, seed);
		model_push(model, desk_marks(desk));
	}
}

static void random_walks_go_back_and_forth(void **state)
{
	DESK;
	struct model model = {.n = 1};
	uint32_t seed = 20261122;
	model.marks[0] = desk_marks(desk);
	for (int i = 0; i < 900; i++) {
		random_step(desk, &model, &seed);
		desk_assert_marks(desk, model.marks[model.n - 1]);
		if (i % 97 == 0)
			desk_reopen(desk);
	}
	int n = model.n, n_undone = 0;
	char *last = desk_marks(desk);
	for (; desk_undo(desk); n_undone++)
		;
	assert_int_equal(n_undone, n - 1);
	desk_assert_marks(desk, "");
	for (; n_undone > 0; n_undone--)
		assert_true(desk_redo(desk));
	desk_assert_marks(desk, last);
	desk_assert_sound(desk);
	free(last);
	for (int i = 0; i < model.n + model.n_redo; i++)
		free(model.marks[i]);
}

static void final_reviews_are_frozen(void **state)
{
	DESK;
	struct store_ack ack;
	struct err err = {0};
	struct store_change submit = {.kind = CHANGE_SUBMIT, .score_centi = 8800};
	desk_mark(desk, "1", 2);
	assert_string_equal(desk_do(desk, &submit, &ack), "");
	desk_refused(desk, &submit, ERR_CONFLICT);
	desk_refused(desk, &(struct store_change){.item_key = "1", .set_level = true, .level = 1},
		ERR_CONFLICT);
	desk_refused(desk, &(struct store_change){.kind = CHANGE_UNDO}, ERR_CONFLICT);
	assert_true(store_put_score(desk->store, desk->review.id, 1, &err)); /* without effect */
	assert_int_equal(desk_sql(desk, "UPDATE mark SET level_key = 'no', rev = rev + 1"),
		SQLITE_CONSTRAINT);
	assert_int_equal(
		desk_sql(desk, "UPDATE review SET final_score_centi = 1"), SQLITE_CONSTRAINT);
	assert_int_equal(desk_sql(desk, "UPDATE review SET final_ms = 1"), SQLITE_CONSTRAINT);
	desk_reopen(desk);
	assert_int_equal(desk->review.state, REVIEW_FINAL);
	assert_int_equal(desk->review.score_centi, 8800);
	assert_int_equal(desk->review.final_ms, desk_now_ms);
	desk_assert_marks(desk, "1=2;");
	desk_assert_sound(desk);
}

static void reopening_has_its_time(void **state)
{
	DESK;
	struct store_ack ack;
	const struct store_change submit = {.kind = CHANGE_SUBMIT, .score_centi = 700},
				  reopen = {.kind = CHANGE_REOPEN};
	desk_mark(desk, "1", 2);
	desk_refused(desk, &reopen, ERR_CONFLICT);
	desk_do(desk, &submit, &ack);
	desk_now_ms += 10 * 60 * 1000;
	desk_do(desk, &reopen, &ack);
	desk_assert_sound(desk);
	assert_false(desk_undo(desk)); /* not past the submit */
	desk_mark(desk, "1", 3);
	assert_true(desk_undo(desk));
	assert_false(desk_undo(desk));
	desk_assert_marks(desk, "1=2;");
	desk_do(desk, &submit, &ack);
	desk_now_ms += 10 * 60 * 1000 + 1;
	desk_refused(desk, &reopen, ERR_CONFLICT);
	desk_assert_sound(desk);
}

static void nothing_scored_can_be_submitted(void **state)
{
	DESK;
	struct store_ack ack;
	desk_do(desk, &(struct store_change){.kind = CHANGE_SUBMIT, .score_centi = -1}, &ack);
	desk_reopen(desk);
	assert_int_equal(desk->review.score_centi, -1);
	desk_do(desk, &(struct store_change){.kind = CHANGE_REOPEN}, &ack);
	desk_assert_sound(desk);
}

static void what_another_program_changed_must_be_read_first(void **state)
{
	DESK;
	struct err err;
	struct store_ack ack;
	struct store_change mark = {.item_key = "1", .set_level = true, .level = 1};
	struct store *other = desk_try(desk, false, &err);
	assert_non_null(other);
	assert_true(store_follow(desk->store, desk->review.id, &err));
	desk_mark(desk, "1", 2);
	desk_mark(desk, "2", 2);
	assert_true(store_submit(other, desk->review.id, &mark) > 0);
	assert_true(store_next_ack(other, &ack) && ack.saved);
	desk_refused(desk, &mark, ERR_CONFLICT);
	desk_refused(desk, &(struct store_change){.kind = CHANGE_UNDO}, ERR_CONFLICT);
	desk_refused(desk, &(struct store_change){.kind = CHANGE_SUBMIT}, ERR_CONFLICT);
	desk_assert_marks(desk, "1=1;2=2;");
	assert_true(store_follow(desk->store, desk->review.id, &err));
	desk_mark(desk, "1", 3);
	assert_true(store_submit(other, desk->review.id, &mark) > 0); /* it follows nothing */
	assert_true(store_next_ack(other, &ack) && ack.saved);
	assert_true(store_follow(desk->store, "", &err));
	desk_mark(desk, "3", 1);
	store_close(other);
	desk_assert_sound(desk);
}

static void others_reviews_are_not_touched(void **state)
{
	DESK;
	struct err err = {0};
	struct store_ack ack;
	struct store_options options = {
		.path = desk->path, .person = "bob", .wall_ms = desk_wall_ms};
	struct store *other = store_open(&options, &err);
	struct store_change change = {.item_key = "1", .set_level = true, .level = 1};
	struct store_review review;
	assert_non_null(other);
	assert_int_not_equal(store_submit(other, desk->review.id, &change), 0);
	assert_true(store_next_ack(other, &ack));
	assert_false(ack.saved);
	assert_int_equal(ack.err.code, ERR_USAGE);
	assert_false(store_find_review(other, desk->call_id, &review, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	store_close(other);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(marks_are_kept),
		desk_test(evidence_may_be_a_moment),
		desk_test(impossible_marks_are_refused),
		desk_test(a_change_is_whole_or_not_at_all),
		desk_test(the_same_again_is_no_command),
		desk_test(undo_takes_back_a_key_whole),
		desk_test(a_new_change_ends_redo),
		desk_test(undo_and_redo_take_turns),
		desk_test(random_walks_go_back_and_forth),
		desk_test(final_reviews_are_frozen),
		desk_test(reopening_has_its_time),
		desk_test(nothing_scored_can_be_submitted),
		desk_test(what_another_program_changed_must_be_read_first),
		desk_test(others_reviews_are_not_touched),
	};
	return cmocka_run_group_tests_name("store changes", tests, NULL, NULL);
}
