/* Tests of scorecard/score: worked examples, every scale, and what holds for any card. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/score.h"

#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "testing.h"

#define MAX_ANSWERS 64

/* ---- the worked examples ---- */

/* Marks every item of a card met, or exceeded where it can be. Returns how many. */
static size_t mark_all(const struct card *card, bool exceed, struct answer answers[MAX_ANSWERS])
{
	for (size_t i = 0; i < card->n_items; i++)
		answers[i] = answer_of(
			card->items[i].key, exceed && card->items[i].n_levels == 3 ? 3 : 2);
	return card->n_items;
}

static void mark(struct answer *answers, size_t n, const char *key, int level)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(answers[i].item_key, key) == 0)
			answers[i].level = level;
}

static void scores(
	const struct card *card, const struct answer *answers, size_t n, const char *expected)
{
	struct score score;
	char text[24];
	score_compute(card, answers, n, &score);
	assert_true(score.has_score);
	score_format(score.score_centi, false, text);
	assert_string_equal(text, expected);
}

static void tenets_all_met_is_90(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	struct answer answers[MAX_ANSWERS];
	size_t n = mark_all(card, false, answers);
	scores(card, answers, n, "90.00");
	card_free(card);
}

static void tenets_all_exceeded_is_100(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	struct answer answers[MAX_ANSWERS];
	size_t n = mark_all(card, true, answers);
	scores(card, answers, n, "100.00");
	card_free(card);
}

static void tenets_one_off_one_up_is_88(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	struct answer answers[MAX_ANSWERS];
	size_t n = mark_all(card, false, answers);
	mark(answers, n, "2.2", 1);
	mark(answers, n, "3.1", 3);
	scores(card, answers, n, "88.00");
	card_free(card);
}

static void tenets_with_na_is_scaled(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	struct answer answers[MAX_ANSWERS];
	size_t n = mark_all(card, false, answers);
	mark(answers, n, "5.2", ANSWER_NA);
	scores(card, answers, n, "89.80");
	struct score score;
	score_compute(card, answers, n, &score);
	assert_int_equal(score.got_centi, 8800);
	assert_int_equal(score.open_centi, 9800);
	assert_int_equal(score.n_na, 1);
	assert_true(score.complete);
	card_free(card);
}

/* ---- every scale ---- */

static const char fillers[] =
	"card: wording\nversion: 1\ntitle: Wording\n"
	"total: 100\n"
	"sections:\n"
	"  - section: professional\n"
	"    title: Professional level\n"
	"    points: 30\n"
	"    items:\n"
	"      - {item: random, title: Answered at random, scale: occurrence, off: 2}\n"
	"  - section: attitude\n"
	"    title: Attitude\n"
	"    points: 40\n"
	"    items:\n"
	"      - {item: shirks, title: Shirks, scale: occurrence, off: 2, na: yes}\n"
	"  - section: wording\n"
	"    title: Wording\n"
	"    points: 30\n"
	"    items:\n"
	"      - {item: filler, title: Filler words, scale: occurrence, off: 1}\n"
	"      - {item: taboo, title: Taboo words, scale: occurrence, off: 1}\n"
	"      - {item: opening, title: No polite opening, scale: occurrence, off: 0.5}\n";

static struct answer occurrences_of(const char *key, int n)
{
	struct answer answer = answer_of(key, ANSWER_NONE);
	answer.n_occurrences = n;
	return answer;
}

static void section_never_falls_below_zero(void **state)
{
	(void)state;
	struct card *card = parse_good(fillers);
	const struct answer answers[] = {occurrences_of("filler", 3), occurrences_of("opening", 1),
		occurrences_of("taboo", 31)};
	scores(card, answers, 3, "70.00");
	scores(card, answers, 2, "96.50");
	scores(card, answers, 0, "100.00");
	card_free(card);
}

static void section_without_applicable_items_leaves(void **state)
{
	(void)state;
	struct card *card = parse_good(fillers);
	const struct answer answers[] = {
		answer_of("shirks", ANSWER_NA), occurrences_of("filler", 6)};
	scores(card, answers, 2, "90.00"); /* 54 of 60 */
	card_free(card);
}

static const char mixed[] =
	"card: mixed\nversion: 1\ntitle: Mixed\n"
	"sections:\n"
	"  - section: all\n"
	"    title: All\n"
	"    items:\n"
	"      - {item: polite, title: Polite, scale: yes-no, yes: 5, na: yes}\n"
	"      - {item: interrupts, title: Interrupts, scale: yes-no, yes: 0, no: 5}\n"
	"      - {item: pace, title: Pace, scale: points, points: 2, step: 0.5}\n"
	"      - item: outcome\n"
	"        title: Outcome\n"
	"        scale: choice\n"
	"        required: no\n"
	"        choices:\n"
	"          - {choice: solved, title: Solved, points: 8}\n"
	"          - {choice: half, title: Half solved, points: 3}\n"
	"          - {choice: none, title: Not solved, points: 0}\n";

static void other_scales_count_their_points(void **state)
{
	(void)state;
	struct card *card = parse_good(mixed);
	assert_int_equal(card->total_centi, 2000);
	const struct answer answers[] = {answer_of("polite", 2), answer_of("interrupts", 2),
		answer_of("pace", 4), answer_of("outcome", 2)};
	scores(card, answers, 4, "9.50"); /* 5 + 0 + 1.5 + 3 of 20 */
	struct score score;
	score_compute(card, answers, 4, &score);
	assert_int_equal(score.n_not_met, 1);
	assert_int_equal(score.n_met, 3);
	card_free(card);
}

static void empty_items_are_not_there(void **state)
{
	(void)state;
	struct card *card = parse_good(mixed);
	const struct answer answers[] = {answer_of("polite", 2), answer_of("interrupts", 2)};
	struct score score;
	score_compute(card, answers, 2, &score);
	assert_int_equal(score.got_centi, 500);
	assert_int_equal(score.open_centi, 1000);
	assert_int_equal(score.score_centi, 1000);
	assert_int_equal(score.n_items, 4);
	assert_int_equal(score.n_answered, 2);
	assert_false(score.complete);
	card_free(card);
}

static void only_required_items_complete(void **state)
{
	(void)state;
	struct card *card = parse_good(mixed);
	const struct answer answers[] = {
		answer_of("polite", 1), answer_of("interrupts", 1), answer_of("pace", 1)};
	struct score score;
	score_compute(card, answers, 3, &score);
	assert_true(score.complete);
	score_compute(card, answers, 2, &score);
	assert_false(score.complete);
	card_free(card);
}

static void impossible_answers_count_as_empty(void **state)
{
	(void)state;
	struct card *card = parse_good(mixed);
	const struct answer answers[] = {answer_of("polite", 3), answer_of("pace", 9),
		answer_of("interrupts", ANSWER_NA), answer_of("unknown", 1),
		answer_of("outcome", -2)};
	struct score score;
	score_compute(card, answers, 5, &score);
	assert_int_equal(score.n_answered, 0);
	assert_false(score.has_score);
	card_free(card);
}

static void nothing_answered_is_no_score(void **state)
{
	(void)state;
	struct card *card = load_shipped("short.yaml");
	struct score score;
	score_compute(card, NULL, 0, &score);
	assert_false(score.has_score);
	assert_false(score.complete);
	assert_int_equal(score.n_items, 5);
	card_free(card);
}

static void halves_round_up(void **state)
{
	(void)state;
	/* 1 of 3 scaled to 0.03 would be 0.01; 1 of 8 to 0.20 is 0.025, so 0.03. */
	struct card *card = parse_good("card: half\nversion: 1\ntitle: Half\ntotal: 0.20\n"
				       "sections:\n"
				       "  - section: s\n"
				       "    title: S\n"
				       "    items:\n"
				       "      - {item: a, title: A, met: 1}\n"
				       "      - {item: b, title: B, met: 7}\n");
	const struct answer answers[] = {answer_of("a", 2), answer_of("b", 1)};
	scores(card, answers, 2, "0.03");
	const struct answer rest[] = {answer_of("a", 1), answer_of("b", 2)};
	scores(card, rest, 2, "0.18"); /* 0.175 */
	card_free(card);
}

static void scores_are_written(void **state)
{
	(void)state;
	static const struct {
		int64_t centi;
		bool brief;
		const char *text;
	} cases[] = {
		{8800, false, "88.00"},
		{8800, true, "88"},
		{8850, true, "88.5"},
		{8980, false, "89.80"},
		{8947, true, "89.47"},
		{5, true, "0.05"},
		{0, true, "0"},
		{0, false, "0.00"},
		{-50, true, "-0.5"},
		{INT64_MIN, false, "-92233720368547758.08"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[24];
		score_format(cases[i].centi, cases[i].brief, text);
		assert_string_equal(text, cases[i].text);
	}
}

/* ---- what holds for any card and any answers ---- */

static void add_random_item(struct str *text, uint32_t *seed, int number)
{
	const char *na = random_below(seed, 2) ? "yes" : "no";
	str_addf(text, "      - {item: i%d, title: T, na: %s, ", number, na);
	unsigned points = 1 + random_below(seed, 40);
	switch (random_below(seed, 4)) {
	case 0:
		str_addf(text, "met: %u}\n", points);
		break;
	case 1:
		str_addf(text, "met: %u, exceeded: %u.%02u}\n", points,
			points + random_below(seed, 10), random_below(seed, 100));
		break;
	case 2:
		str_addf(text, "scale: yes-no, yes: %u.%u}\n", points, random_below(seed, 10));
		break;
	default:
		str_addf(text, "scale: points, points: %u, step: %u}\n", 4 * points, points);
	}
}

static struct card *make_random_card(uint32_t *seed)
{
	struct str text = {0};
	str_add(&text, "card: random\nversion: 1\ntitle: R\nsections:\n");
	int number = 0;
	unsigned n_sections = 1 + random_below(seed, 4);
	for (unsigned s = 0; s < n_sections; s++) {
		str_addf(&text, "  - section: s%u\n    title: S\n", s);
		bool takes = random_below(seed, 3) == 0;
		if (takes)
			str_addf(&text, "    points: %u\n", random_below(seed, 40));
		str_add(&text, "    items:\n");
		if (takes)
			str_addf(&text,
				"      - {item: i%d, title: T, scale: occurrence, off: 0.5, "
				"na: yes}\n",
				number++);
		for (unsigned i = random_below(seed, 6) + !takes; i > 0; i--)
			add_random_item(&text, seed, number++);
	}
	struct card *card = parse_good(str_get(&text));
	str_release(&text);
	return card;
}

static size_t answer_at_random(const struct card *card, uint32_t *seed, struct answer *answers)
{
	for (size_t i = 0; i < card->n_items; i++) {
		int n_levels = (int)card->items[i].n_levels;
		int level = (int)random_below(seed, (uint32_t)n_levels + 2) - 1;
		answers[i] = answer_of(card->items[i].key, level);
		if (card->items[i].scale == SCALE_OCCURRENCE)
			answers[i].n_occurrences = (int)random_below(seed, 60);
	}
	return card->n_items;
}

static void shuffle(struct answer *answers, size_t n, uint32_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t other = random_below(seed, (uint32_t)i);
		struct answer kept = answers[i - 1];
		answers[i - 1] = answers[other];
		answers[other] = kept;
	}
}

static void bounds_hold(const struct card *card, const struct score *score)
{
	assert_in_range(score->score_centi, 0, card->total_centi);
	assert_in_range(score->got_centi, 0, score->open_centi);
	assert_int_equal(score->n_items, card->n_items);
	assert_int_equal(score->n_answered,
		score->n_met + score->n_not_met + score->n_exceeded + score->n_na);
	assert_true(score->has_score || score->open_centi == 0);
}

static void scores_are_equal(const struct score *a, const struct score *b)
{
	assert_int_equal(a->has_score, b->has_score);
	assert_int_equal(a->score_centi, b->score_centi);
	assert_int_equal(a->got_centi, b->got_centi);
	assert_int_equal(a->open_centi, b->open_centi);
	assert_int_equal(a->complete, b->complete);
	assert_int_equal(a->n_not_met, b->n_not_met);
	assert_int_equal(a->n_met, b->n_met);
	assert_int_equal(a->n_exceeded, b->n_exceeded);
	assert_int_equal(a->n_na, b->n_na);
}

static void any_score_is_within_bounds_in_any_order(void **state)
{
	(void)state;
	uint32_t seed = 20261101;
	for (int run = 0; run < 2000; run++) {
		struct card *card = make_random_card(&seed);
		struct answer answers[MAX_ANSWERS];
		struct score score, again;
		size_t n = answer_at_random(card, &seed, answers);
		score_compute(card, answers, n, &score);
		bounds_hold(card, &score);
		shuffle(answers, n, &seed);
		score_compute(card, answers, n, &again);
		scores_are_equal(&score, &again);
		card_free(card);
	}
}

static void all_na_is_no_score(void **state)
{
	(void)state;
	uint32_t seed = 7;
	for (int run = 0; run < 500; run++) {
		struct card *card = make_random_card(&seed);
		struct answer answers[MAX_ANSWERS];
		for (size_t i = 0; i < card->n_items; i++) {
			card->items[i].na_allowed = true;
			answers[i] = answer_of(card->items[i].key, ANSWER_NA);
		}
		struct score score;
		score_compute(card, answers, card->n_items, &score);
		assert_false(score.has_score);
		assert_true(score.complete);
		card_free(card);
	}
}

static void a_better_mark_never_scores_less(void **state)
{
	(void)state;
	uint32_t seed = 99;
	for (int run = 0; run < 1000; run++) {
		struct card *card = make_random_card(&seed);
		struct answer answers[MAX_ANSWERS];
		struct score before, after;
		size_t n = answer_at_random(card, &seed, answers);
		score_compute(card, answers, n, &before);
		size_t i = random_below(&seed, (uint32_t)n);
		if (answers[i].level >= 1 && (size_t)answers[i].level < card->items[i].n_levels)
			answers[i].level++;
		answers[i].n_occurrences /= 2;
		score_compute(card, answers, n, &after);
		assert_true(after.score_centi >= before.score_centi);
		card_free(card);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tenets_all_met_is_90),
		cmocka_unit_test(tenets_all_exceeded_is_100),
		cmocka_unit_test(tenets_one_off_one_up_is_88),
		cmocka_unit_test(tenets_with_na_is_scaled),
		cmocka_unit_test(section_never_falls_below_zero),
		cmocka_unit_test(section_without_applicable_items_leaves),
		cmocka_unit_test(other_scales_count_their_points),
		cmocka_unit_test(empty_items_are_not_there),
		cmocka_unit_test(only_required_items_complete),
		cmocka_unit_test(impossible_answers_count_as_empty),
		cmocka_unit_test(nothing_answered_is_no_score),
		cmocka_unit_test(halves_round_up),
		cmocka_unit_test(scores_are_written),
		cmocka_unit_test(any_score_is_within_bounds_in_any_order),
		cmocka_unit_test(all_na_is_no_score),
		cmocka_unit_test(a_better_mark_never_scores_less),
	};
	return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
