/* Gaps under hard conditions: one call of each, built from the sample's speech. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "hard_score.h"
#include "testing.h"

#define SEED 1

static void gaps_are_found_under_hard_conditions(void **state)
{
	(void)state;
	struct hard_bank *bank = hard_bank_new();
	struct hard_score score = {0};
	for (const struct hard_condition *condition = hard_conditions(); condition->name; condition++) {
		struct hard_call call;
		if (condition->beyond)
			continue;
		hard_call_init(&call, bank, condition, SEED);
		hard_score_call(&score, &call);
		hard_call_release(&call);
	}
	hard_bank_free(bank);
	/* A condition has four gaps; the loudest babble still hides its own. */
	assert_true(score.n_truth > 100);
	assert_true(score.n_hit >= 0.96 * score.n_truth);
	assert_true(score.n_right >= 0.96 * score.n_found);
	assert_true(score.n_kind >= 0.96 * score.n_pairs);
	assert_true(score.n_class >= 0.96 * score.n_pairs);
	int n_wide = 0;
	for (int i = 0; i < score.n_edges; i++)
		n_wide += score.edge_s[i] > 0.05;
	assert_true(n_wide <= 0.05 * score.n_edges);
}

static void the_same_seed_gives_the_same_call(void **state)
{
	(void)state;
	struct hard_bank *bank = hard_bank_new();
	struct hard_call a, b;
	hard_call_init(&a, bank, hard_conditions(), SEED);
	hard_call_init(&b, bank, hard_conditions(), SEED);
	assert_int_equal(a.n_frames, b.n_frames);
	assert_memory_equal(a.frames, b.frames, (size_t)a.n_frames * sizeof *a.frames);
	hard_call_release(&b);
	hard_call_init(&b, bank, hard_conditions(), SEED + 1);
	assert_int_not_equal(a.n_frames, b.n_frames);
	hard_call_release(&a);
	hard_call_release(&b);
	hard_bank_free(bank);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_are_found_under_hard_conditions),
		cmocka_unit_test(the_same_seed_gives_the_same_call),
	};
	return cmocka_run_group_tests_name("hard", tests, NULL, NULL);
}
