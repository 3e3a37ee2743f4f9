/* Tests of marks of every kind in a review: reasons, counts, evidence, conditions, proposals. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fixture.h"
#include "review/review_parts.h"
#include "review_card.h"
#include "review_desk.h"
#include "testing.h"

static int set_up(void **state)
{
	return desk_set_up_with(state, every_card);
}

static void fail_on_line(void *context, const char *line)
{
	(void)context;
	fail_msg("%s", line);
}

static void go_to(struct desk *desk, size_t item)
{
	review_set_cursor(desk->review, item);
}

static void reasons_are_chosen_by_letter(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_1);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_REASONS);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.lower, LOWER_REASONS);
	assert_int_equal(now.n_choices, 2); /* for not met only */
	assert_string_equal(now.choices[0].code, "N1");
	assert_string_equal(now.choices[0].text, "cold");
	assert_true(review_pick(desk->review, 1));
	assert_true(review_pick(desk->review, 0));
	desk_expect_message(desk, "Reasons of item tone saved");
	assert_string_equal(desk_look(desk).items[ITEM_TONE].reasons, "N1 N2");
	assert_false(review_pick(desk->review, 2));
	assert_true(review_pick(desk->review, 0));
	desk_reopen(desk);
	assert_string_equal(desk_look(desk).items[ITEM_TONE].reasons, "N2");
	review_do(desk->review, ACTION_UNDO);
	assert_string_equal(desk_look(desk).items[ITEM_TONE].reasons, "N1 N2");
	desk_expect_message(desk, "Reasons of item tone are as they were before");
}

/* The rings of a call are told, but how many are too many is for a person to say. */
static void rings_are_a_hint_and_propose_nothing(void **state)
{
	struct desk *desk = *state;
	static const struct event ring = {.kind = EVENT_TONE, .subtype = SUBTYPE_RINGBACK,
		.start_ms = 0, .end_ms = 9000, .detail = 3};
	desk_wait_for_analysis(desk);
	free(desk->review->found);
	desk->review->found = mem_zalloc(1, sizeof ring);
	desk->review->found[0] = ring;
	desk->review->n_found = 1;
	review_count_events(desk->review);
	struct review_snapshot now = desk_look(desk);
	assert_string_equal(now.items[ITEM_TONE].hint, "3 rings");
	assert_int_equal(now.items[ITEM_TONE].proposed, ANSWER_NONE);
	assert_string_equal(now.items[ITEM_HOLD].hint, "");
}

static void reasons_go_with_their_answer(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_1);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_REASONS);
	review_pick(desk->review, 0);
	review_do(desk->review, ACTION_BACK);
	review_do(desk->review, ACTION_LEVEL_3);
	go_to(desk, ITEM_TONE);
	assert_string_equal(desk_look(desk).items[ITEM_TONE].reasons, "");
	review_do(desk->review, ACTION_UNDO);
	assert_string_equal(desk_look(desk).items[ITEM_TONE].reasons, "N1");
	assert_int_equal(desk_look(desk).items[ITEM_TONE].level, 1);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_LEVEL_2);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_REASONS);
	desk_expect_message(desk, "1 or 3 first");
	assert_int_equal(desk_look(desk).lower, LOWER_SCORECARD);
}

static void a_reason_answers_an_empty_item(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_REASONS);
	assert_int_equal(desk_look(desk).n_choices, 3);
	review_pick(desk->review, 0);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[ITEM_TONE].level, 3);
	assert_int_equal(now.items[ITEM_TONE].evidence_ms, 5000);
	assert_string_equal(now.items[ITEM_TONE].reasons, "E1");
	review_do(desk->review, ACTION_UNDO);
	now = desk_look(desk);
	assert_int_equal(now.items[ITEM_TONE].level, ANSWER_NONE);
	assert_string_equal(now.items[ITEM_TONE].reasons, "");
}

static void d_counts_and_x_takes_back(void **state)
{
	struct desk *desk = *state;
	go_to(desk, ITEM_FILLERS);
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_DEDUCT);
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_DEDUCT);
	desk_expect_message(desk, "2 counted, the last at 0:10, saved");
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.cursor, ITEM_FILLERS);
	assert_true(now.items[ITEM_FILLERS].is_occurrence);
	assert_int_equal(now.items[ITEM_FILLERS].n_occurrences, 2);
	assert_string_equal(now.items[ITEM_FILLERS].off, "-0.5");
	assert_int_equal(now.items[ITEM_FILLERS].n_times, 2);
	assert_int_equal(now.items[ITEM_FILLERS].times[1].start_ms, 10000);
	assert_string_equal(now.sections[1].score, "9/10");
	review_do(desk->review, ACTION_CLEAR);
	desk_reopen(desk);
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].n_occurrences, 1);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Count of item fillers is as it was before");
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].n_occurrences, 2);
}

static void what_is_counted_has_no_levels(void **state)
{
	struct desk *desk = *state;
	go_to(desk, ITEM_FILLERS);
	review_do(desk->review, ACTION_LEVEL_1);
	desk_expect_message(desk, "d takes one off");
	review_do(desk->review, ACTION_NA);
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].level, ANSWER_NA);
	go_to(desk, ITEM_FILLERS);
	review_do(desk->review, ACTION_DEDUCT); /* then it is applicable */
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].level, ANSWER_NONE);
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].n_occurrences, 1);
	review_do(desk->review, ACTION_UNDO);
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].level, ANSWER_NA);
	assert_int_equal(desk_look(desk).items[ITEM_FILLERS].n_occurrences, 0);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_DEDUCT);
	desk_expect_message(desk, "is not counted");
}

static void faults_are_counted_by_letter(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_FAULTS);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.lower, LOWER_FAULTS);
	assert_int_equal(now.n_choices, 2);
	assert_string_equal(now.choices[1].text, "Taboo");
	assert_string_equal(now.choices[1].off, "-2");
	assert_true(review_pick(desk->review, 1));
	assert_true(review_pick(desk->review, 1));
	assert_int_equal(desk_look(desk).choices[1].n, 2);
	assert_int_equal(desk_look(desk).cursor, ITEM_TABOO);
	assert_true(review_unpick(desk->review, 1));
	assert_int_equal(desk_look(desk).choices[1].n, 1);
	assert_false(review_pick(desk->review, 2));
	assert_false(review_unpick(desk->review, 0));
	review_do(desk->review, ACTION_BACK);
	assert_int_equal(desk_look(desk).lower, LOWER_SCORECARD);
}

static void a_mark_has_several_evidences(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_EVIDENCE_ADD);
	desk_expect_message(desk, "has 2 pieces of evidence");
	review_do(desk->review, ACTION_FORWARD_30S);
	review_do(desk->review, ACTION_EVIDENCE_ADD);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[ITEM_TONE].n_times, 3);
	review_do(desk->review, ACTION_EVIDENCE); /* after the last the first */
	review_do(desk->review, ACTION_PAUSE);
	assert_int_equal(desk_look(desk).items[ITEM_TONE].next_time, 1);
	review_do(desk->review, ACTION_EVIDENCE);
	review_do(desk->review, ACTION_PAUSE);
	assert_in_range(desk_look(desk).playhead_ms, 27000, 28000);
	review_do(desk->review, ACTION_START);
	review_do(desk->review, ACTION_FORWARD_5S);
	review_do(desk->review, ACTION_EVIDENCE_NOW); /* moves the one that was played */
	desk_reopen(desk);
	now = desk_look(desk);
	assert_int_equal(now.items[ITEM_TONE].n_times, 3);
	assert_int_equal(now.items[ITEM_TONE].times[0].start_ms, 0);
	assert_int_equal(now.items[ITEM_TONE].times[1].start_ms, 5000);
	assert_int_equal(now.items[ITEM_TONE].times[2].start_ms, 60000);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_CLEAR);
	assert_int_equal(desk_look(desk).items[ITEM_TONE].n_times, 0);
	review_do(desk->review, ACTION_UNDO);
	assert_int_equal(desk_look(desk).items[ITEM_TONE].n_times, 3);
}

static void conditions_open_and_close_items(void **state)
{
	struct desk *desk = *state;
	struct review_snapshot now = desk_look(desk);
	assert_false(now.items[ITEM_APOLOGY].applies);
	assert_false(now.items[ITEM_APOLOGY].required);
	assert_string_equal(now.items[ITEM_APOLOGY].condition, "if tone is not met");
	assert_string_equal(now.items[ITEM_TONE].condition, "");
	review_do(desk->review, ACTION_LEVEL_2);
	assert_int_equal(desk_look(desk).cursor, ITEM_HOLD); /* passed over */
	go_to(desk, ITEM_APOLOGY);
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "Item apology is not asked: only if tone is not met");
	assert_int_equal(desk_look(desk).items[ITEM_APOLOGY].level, ANSWER_NONE);
	go_to(desk, ITEM_TONE);
	review_do(desk->review, ACTION_LEVEL_1);
	now = desk_look(desk);
	assert_true(now.items[ITEM_APOLOGY].applies);
	assert_int_equal(now.cursor, ITEM_APOLOGY);
	review_do(desk->review, ACTION_LEVEL_2);
	assert_int_equal(desk_look(desk).items[ITEM_APOLOGY].level, 2);
	review_do(desk->review, ACTION_NEXT_EMPTY);
	assert_int_equal(desk_look(desk).cursor, ITEM_HOLD);
}

static void gaps_propose_and_a_person_accepts(void **state)
{
	struct desk *desk = *state;
	desk_wait_for_analysis(desk);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.items[ITEM_HOLD].proposed, 1);
	assert_non_null(strstr(now.items[ITEM_HOLD].proposal, "gap"));
	assert_int_equal(now.items[ITEM_HOLD].level, ANSWER_NONE); /* only a hint */
	assert_int_equal(now.items[ITEM_TONE].proposed, ANSWER_NONE);
	review_do(desk->review, ACTION_ACCEPT);
	desk_expect_message(desk, "Nothing is proposed for item tone");
	go_to(desk, ITEM_HOLD);
	review_do(desk->review, ACTION_ACCEPT);
	now = desk_look(desk);
	assert_int_equal(now.items[ITEM_HOLD].level, 1);
	assert_int_equal(now.items[ITEM_HOLD].proposed, ANSWER_NONE);
	assert_int_equal(now.items[ITEM_HOLD].n_times, 1);
	assert_true(now.items[ITEM_HOLD].times[0].end_ms -
			    now.items[ITEM_HOLD].times[0].start_ms > 60000); /* the longest */
}

static void gaps_that_are_ignored_propose_nothing(void **state)
{
	struct desk *desk = *state;
	desk_wait_for_analysis(desk);
	review_do(desk->review, ACTION_GAP_LIST);
	for (size_t i = 0; i < desk_look(desk).n_gap_rows; i++) {
		review_do(desk->review, ACTION_GAP_IGNORE);
		review_do(desk->review, ACTION_GAP_DOWN);
	}
	review_do(desk->review, ACTION_BACK);
	assert_int_equal(desk_look(desk).n_gaps, 0);
	assert_int_equal(desk_look(desk).items[ITEM_HOLD].proposed, 2);
	assert_string_equal(desk_look(desk).items[ITEM_HOLD].proposal, "no gap found");
}

static void figures_are_live(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_1);
	review_do(desk->review, ACTION_LEVEL_2);
	review_do(desk->review, ACTION_LEVEL_2);
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.n_not_met, 1);
	assert_int_equal(now.n_met, 4); /* what is counted and has nothing is met */
	assert_string_equal(now.not_met_sections, "Talk");
	assert_int_equal(now.n_sections, 2);
	assert_int_equal(now.sections[0].n_not_met, 1);
	assert_int_equal(now.sections[0].n_applying, 3);
	assert_string_equal(now.sections[0].score, "20/40");
	assert_int_equal(now.outcome, SNAPSHOT_PASSES);
	assert_string_equal(now.outcome_word, "passes");
	assert_string_equal(now.score_now, "30.00");
	assert_string_equal(now.score_raw, "");
}

static void messages_name_what_was_saved_and_undone(void **state)
{
	struct desk *desk = *state;
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "Item tone met at 0:00 saved");
	go_to(desk, ITEM_TONE);
	review_set_comment(desk->review, "kind ");
	desk_expect_message(desk, "Comment of item tone saved");
	review_set_comment(desk->review, "kind");
	desk_expect_message(desk, "Comment of item tone saved"); /* it was so already */
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Comment of item tone is as it was before.  ^R redoes");
	review_do(desk->review, ACTION_REDO);
	desk_expect_message(desk, "Comment of item tone redone.  u undoes");
	review_do(desk->review, ACTION_EVIDENCE_NOW);
	desk_expect_message(desk, "Evidence of item tone saved");
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "Item tone met at 0:00 saved");
}

/* The cursor has gone on: which comment is due is known without it. */
static void the_comment_of_the_last_mark_is_due(void **state)
{
	struct desk *desk = *state;
	size_t n = desk_look(desk).n_snapshot_items;
	assert_int_equal(review_find_due_comment(desk->review), n);
	go_to(desk, ITEM_TABOO);
	review_do(desk->review, ACTION_DEDUCT);
	desk_expect_message(desk, "Item taboo: 1 counted, saved; a comment is needed: C.  u undoes");
	go_to(desk, ITEM_HOLD);
	review_do(desk->review, ACTION_LEVEL_1);
	assert_int_equal(review_find_due_comment(desk->review), ITEM_TABOO);
	size_t cursor = desk_look(desk).cursor;
	review_set_item_comment(desk->review, ITEM_TABOO, "swore");
	desk_expect_message(desk, "Comment of item taboo saved");
	struct review_snapshot now = desk_look(desk);
	assert_int_equal(now.cursor, cursor);
	assert_string_equal(now.items[ITEM_TABOO].comment, "swore");
	/* none needs one: that of the last mark */
	assert_int_equal(review_find_due_comment(desk->review), ITEM_HOLD);
	go_to(desk, ITEM_HOLD);
	review_do(desk->review, ACTION_CLEAR);
	assert_int_equal(review_find_due_comment(desk->review), ITEM_TABOO);
	desk_reopen(desk);
	assert_int_equal(review_find_due_comment(desk->review), n);
}

/* Keys that are too long for a column are not what a person knows the items by. */
static void items_with_words_for_keys_go_by_their_titles(void **state)
{
	static const char text[] = "card: words\nversion: 1\ntitle: Words\nsections:\n"
				   "  - section: s\n    title: S\n    items:\n"
				   "      - {item: understanding, title: Understands, met: 10}\n"
				   "      - {item: solved, title: Solves it, met: 10,\n"
				   "         when: {item: understanding, is: met}}\n";
	assert_int_equal(desk_set_up_with(state, text), 0);
	struct desk *desk = *state;
	struct review_snapshot now = desk_look(desk);
	assert_true(now.keys_are_words);
	assert_string_equal(now.items[1].name, "Solves it");
	assert_string_equal(now.items[1].condition, "if Understands is met");
	review_do(desk->review, ACTION_LEVEL_1);
	desk_expect_message(desk, "Item Understands not met at 0:00 saved");
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Item Understands is as it was before");
}

static void comments_written_before_are_offered(void **state)
{
	struct desk *desk = *state;
	const char *const *comments;
	review_do(desk->review, ACTION_LEVEL_2);
	go_to(desk, ITEM_TONE);
	assert_int_equal(review_get_comments(desk->review, &comments), 0);
	review_set_comment(desk->review, "kind");
	assert_int_equal(review_get_comments(desk->review, &comments), 1);
	assert_string_equal(comments[0], "kind");
	go_to(desk, ITEM_HOLD);
	assert_int_equal(review_get_comments(desk->review, &comments), 0);
	assert_int_equal(review_get_flag_comments(desk->review, 0, &comments), 0);
}

static void comments_may_come_from_a_file(void **state)
{
	struct desk *desk = *state;
	static const char text[] = "# of mine\n\ntone=2: warm voice\ntone: kind\r\n"
				   "tone=1: cold\nhold: other\ntone=0: none\n";
	const char *const *comments;
	char *path = fixture_path(desk->folder, "every.txt");
	fixture_write(path, text, sizeof text - 1);
	desk->options.comments_folder = desk->folder;
	desk_reopen(desk);
	review_do(desk->review, ACTION_LEVEL_2);
	go_to(desk, ITEM_TONE);
	assert_int_equal(review_get_comments(desk->review, &comments), 2);
	assert_string_equal(comments[0], "warm voice");
	assert_string_equal(comments[1], "kind");
	review_set_comment(desk->review, "kind"); /* what is used comes first, and once */
	assert_int_equal(review_get_comments(desk->review, &comments), 2);
	assert_string_equal(comments[0], "kind");
	fixture_write(path, "tone: fine\ntone=x: bad\n", 24);
	assert_int_equal(review_get_comments(desk->review, &comments), 2);
	desk_expect_message(desk, "line 2: expected");
	free(path);
}

static int set_up_untouched(void **state)
{
	return desk_set_up_with(state,
		"card: u\nversion: 1\ntitle: U\ntotal: 100\nuntouched: met\n"
		"sections:\n  - section: s\n    title: S\n    items:\n"
		"      - {item: a, title: A, met: 1}\n      - {item: b, title: B, met: 1}\n"
		"      - {item: c, title: C, met: 1}\n");
}

static void an_untouched_form_can_show_its_full_score(void **state)
{
	struct desk *desk = *state;
	assert_string_equal(desk_look(desk).score, "100");
	review_do(desk->review, ACTION_LEVEL_1);
	assert_string_equal(desk_look(desk).score, "66.67");
	assert_int_equal(desk_look(desk).n_answered, 1);
	assert_false(desk_look(desk).may_submit);
}

static struct card *parse_other_card(void)
{
	static const char other_card[] = "card: other\nversion: 1\ntitle: Other\nsections:\n"
					 "  - section: all\n    title: All\n    items:\n"
					 "      - {item: only, title: Only, met: 10}\n";
	struct card_problems problems = {0};
	struct card *other = card_parse(other_card, strlen(other_card), &problems);
	assert_non_null(other);
	return other;
}

static void a_review_that_is_not_begun_takes_another_card(void **state)
{
	struct desk *desk = *state;
	struct card *other = parse_other_card();
	review_set_cursor(desk->review, ITEM_HOLD);
	assert_true(review_set_card(desk->review, other));
	assert_int_equal(desk_look(desk).n_snapshot_items, 1);
	assert_int_equal(desk_look(desk).n_flags, 0);
	review_do(desk->review, ACTION_LEVEL_2);
	desk_expect_message(desk, "Item only met");
	assert_false(review_set_card(desk->review, desk->card));
	desk_expect_message(desk, "keeps its scorecard, Other");
	assert_int_equal(desk_look(desk).items[0].level, 2);
	desk_reopen(desk);
	assert_string_equal(desk_look(desk).items[0].key, "only");
	card_free(other);
}

/* A draft that is there for its place only, in this sitting or from one before. */
static void a_review_that_was_only_heard_takes_another_card(void **state)
{
	struct desk *desk = *state;
	struct card *other = parse_other_card();
	review_do(desk->review, ACTION_FORWARD_30S);
	review_save_place(desk->review);
	desk_reopen(desk);
	assert_string_equal(desk_look(desk).state_word, "draft");
	assert_true(review_set_card(desk->review, other));
	assert_int_equal(desk_look(desk).n_snapshot_items, 1);
	review_do(desk->review, ACTION_UNDO);
	desk_expect_message(desk, "Nothing to undo");
	desk_reopen(desk);
	assert_string_equal(desk_look(desk).items[0].key, "only");
	assert_int_equal(desk_look(desk).playhead_ms, 30000);
	assert_true(review_set_card(desk->review, desk->card));
	review_add_note(desk->review, 0, "hm");
	assert_false(review_set_card(desk->review, other));
	desk_expect_message(desk, "keeps its scorecard, Every");
	assert_int_equal(store_check(desk->store, fail_on_line, NULL, &desk->err), 0);
	card_free(other);
}

#define marks_test(function) cmocka_unit_test_setup_teardown(function, set_up, desk_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		marks_test(the_comment_of_the_last_mark_is_due),
		cmocka_unit_test_teardown(items_with_words_for_keys_go_by_their_titles,
			desk_tear_down),
		marks_test(reasons_are_chosen_by_letter),
		marks_test(rings_are_a_hint_and_propose_nothing),
		marks_test(reasons_go_with_their_answer),
		marks_test(a_reason_answers_an_empty_item),
		marks_test(d_counts_and_x_takes_back),
		marks_test(what_is_counted_has_no_levels),
		marks_test(faults_are_counted_by_letter),
		marks_test(a_mark_has_several_evidences),
		marks_test(conditions_open_and_close_items),
		marks_test(gaps_propose_and_a_person_accepts),
		marks_test(gaps_that_are_ignored_propose_nothing),
		marks_test(figures_are_live),
		marks_test(messages_name_what_was_saved_and_undone),
		marks_test(comments_written_before_are_offered),
		marks_test(comments_may_come_from_a_file),
		cmocka_unit_test_setup_teardown(an_untouched_form_can_show_its_full_score,
			set_up_untouched, desk_tear_down),
		marks_test(a_review_that_is_not_begun_takes_another_card),
		marks_test(a_review_that_was_only_heard_takes_another_card),
	};
	return cmocka_run_group_tests_name("review marks", tests, NULL, NULL);
}
