/* Tests of scorecard/score: weights, N/A policies, bonus, and sums that need every digit. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/score.h"

#include <stdio.h>
#include <string.h>

#include "scorecard/fraction.h"
#include "support.h"
#include "testing.h"

#define MAX_ANSWERS 64

/* Marks "a=2 b=na c=1": item and level, "c*3" counts occurrences, "a=1/3": reasons as bits. */
static size_t read_marks(const char *marks, struct answer answers[MAX_ANSWERS])
{
	size_t n = 0;
	for (const char *p = marks; *p; p += strspn(p, " ")) {
		size_t n_key = strcspn(p, "=*");
		struct answer answer = {0};
		memcpy(answer.item_key, p, n_key);
		bool counts = p[n_key] == '*';
		p += n_key + 1;
		if (counts)
			answer.n_occurrences = *p - '0';
		else
			answer.level = *p == 'n' ? ANSWER_NA : *p - '0';
		p++;
		if (*p == '/') {
			answer.reasons = (uint64_t)(p[1] - '0');
			p += 2;
		}
		answers[n++] = answer;
	}
	return n;
}

static struct score score_of(const struct card *card, const char *marks)
{
	struct answer answers[MAX_ANSWERS];
	struct score score;
	score_compute(card, answers, read_marks(marks, answers), &score);
	return score;
}

static void scores(const struct card *card, const char *marks, const char *expected)
{
	struct score score = score_of(card, marks);
	char text[24];
	assert_true(score.has_score);
	score_format(score.score_centi, false, text);
	assert_string_equal(text, expected);
}

/* A card of one section, or with the items' lines as they are; head holds keys of the card. */
static struct card *card_with(const char *head, const char *items)
{
	struct str text = {0};
	str_addf(&text,
		"card: a\nversion: 1\ntitle: A\n%s"
		"sections:\n  - section: s\n    title: S\n    items:\n%s",
		head, items);
	struct card *card = parse_good(str_get(&text));
	str_release(&text);
	return card;
}

/* ---- others' published arithmetic ---- */

#define OF_TEN(key, weight)                                                                        \
	"      - {item: " key ", title: T, scale: points, points: 10, step: 5, weight: " weight    \
	", na: yes}\n"

static void weights_40_20_20_20_with_10_5_5_0_are_60(void **state)
{
	(void)state;
	struct card *card = card_with(
		"", OF_TEN("a", "40") OF_TEN("b", "20") OF_TEN("c", "20") OF_TEN("d", "20"));
	assert_int_equal(card->total_centi, 10000);
	scores(card, "a=3 b=2 c=2 d=1", "60.00");
	scores(card, "a=3 b=2 c=2 d=n", "75.00");
	card_free(card);
}

#define SECTION_OF_TEN(key, weight)                                                                \
	"  - section: " key "\n    title: S\n    weight: " weight "\n    items:\n"                 \
	"      - {item: " key ", title: T, scale: points, points: 10, step: 5, na: yes}\n"

static void sections_of_these_weights_are_60_too(void **state)
{
	(void)state;
	struct card *card = parse_good("card: a\nversion: 1\ntitle: A\nsections:\n" SECTION_OF_TEN(
		"a", "40") SECTION_OF_TEN("b", "20") SECTION_OF_TEN("c", "20")
			SECTION_OF_TEN("d", "20"));
	assert_int_equal(card->total_centi, 10000);
	scores(card, "a=3 b=2 c=2 d=1", "60.00");
	scores(card, "a=3 b=2 c=2 d=n", "75.00");
	struct score score = score_of(card, "a=3 b=2 c=2 d=n");
	assert_int_equal(score.sections[0].percent_centi, 10000);
	assert_int_equal(score.sections[1].percent_centi, 5000);
	assert_false(score.sections[3].has_score);
	card_free(card);
}

static void one_of_two_of_40_and_one_of_20_are_60(void **state)
{
	(void)state;
	struct card *card =
		card_with("", "      - {item: a, title: T, scale: yes-no, yes: 1, weight: 40}\n"
			      "      - {item: b, title: T, scale: yes-no, yes: 1, weight: 40}\n"
			      "      - {item: c, title: T, scale: yes-no, yes: 1, weight: 20}\n");
	scores(card, "a=2 b=1 c=2", "60.00");
	card_free(card);
}

#define PASSED(key, weight)                                                                        \
	"      - {item: " key ", title: T, scale: yes-no, yes: 1, weight: " weight ", na: yes}\n"

/* 30 of 40/30/30 is gone: the first item alone shows what it is worth then. */
static void a_missing_weight_is_split_equally_or_proportionally(void **state)
{
	(void)state;
	static const char items[] = PASSED("a", "40") PASSED("b", "30") PASSED("c", "30");
	struct card *equal = card_with("na-policy: equal\n", items);
	struct card *proportional = card_with("na-policy: proportional\n", items);
	scores(equal, "a=2 b=1 c=n", "55.00");
	scores(equal, "a=1 b=2 c=n", "45.00");
	scores(proportional, "a=2 b=1 c=n", "57.14");
	scores(proportional, "a=1 b=2 c=n", "42.86");
	card_free(equal);
	card_free(proportional);
}

static void a_missing_section_is_split_like_a_missing_item(void **state)
{
	(void)state;
	struct card *card = parse_good("card: a\nversion: 1\ntitle: A\nna-policy: equal\n"
				       "sections:\n" SECTION_OF_TEN("a", "40")
					       SECTION_OF_TEN("b", "30") SECTION_OF_TEN("c", "30"));
	scores(card, "a=3 b=1 c=n", "55.00");
	scores(card, "a=1 b=3 c=n", "45.00");
	card_free(card);
}

/* ---- N/A policies ---- */

static void na_counts_as_pass_or_zero(void **state)
{
	(void)state;
	static const char items[] = PASSED("a", "40") PASSED("b", "30") PASSED("c", "30");
	struct card *pass = card_with("na-policy: as-pass\n", items);
	struct card *zero = card_with("na-policy: zero\n", items);
	scores(pass, "a=1 b=2 c=n", "60.00");
	scores(zero, "a=1 b=2 c=n", "30.00");
	assert_int_equal(score_of(pass, "a=1 b=2 c=n").n_na, 1);
	/* Nothing but N/A is no score, whatever the policy. */
	assert_false(score_of(pass, "a=n b=n c=n").has_score);
	assert_false(score_of(zero, "a=n b=n c=n").has_score);
	card_free(pass);
	card_free(zero);
}

static void as_pass_is_met_and_not_exceeded(void **state)
{
	(void)state;
	struct card *card = card_with("na-policy: as-pass\n",
		"      - {item: a, title: T, met: 7, exceeded: 10, na: yes}\n"
		"      - {item: b, title: T, met: 10}\n");
	scores(card, "a=n b=2", "17.00");
	card_free(card);
}

static void occurrences_that_are_na_follow_the_policy(void **state)
{
	(void)state;
	static const char *const policies[] = {"proportional", "equal", "as-pass", "zero"};
	static const char *const expected[] = {"50.00", "50.00", "75.00", "25.00"};
	for (int i = 0; i < 4; i++) {
		char text[512];
		snprintf(text, sizeof text,
			"card: a\nversion: 1\ntitle: A\nna-policy: %s\ntotal: 100\n"
			"sections:\n  - section: s\n    title: S\n    points: 10\n    items:\n"
			"      - {item: a, title: T, scale: occurrence, off: 1, na: yes}\n"
			"      - {item: b, title: T, scale: points, points: 10, step: 5}\n",
			policies[i]);
		struct card *card = parse_good(text);
		scores(card, "a=n b=2", expected[i]);
		card_free(card);
	}
}

/* ---- bonus, untouched, reasons ---- */

static void bonus_comes_on_top(void **state)
{
	(void)state;
	struct card *card = card_with("total: 100\n",
		"      - {item: a, title: T, met: 5, exceeded: 8, bonus: exceeded, na: yes}\n"
		"      - {item: b, title: T, met: 5, na: yes}\n"
		"      - {item: c, title: T, scale: yes-no, yes: 2.5, bonus: all}\n");
	assert_int_equal(card->bonus_centi, 550);
	scores(card, "a=2 b=2 c=1", "100.00");
	scores(card, "a=3 b=2 c=2", "105.50");
	scores(card, "a=3 b=1 c=2", "55.50");
	scores(card, "a=n b=1 c=2", "2.50");
	assert_int_equal(score_of(card, "a=3 b=2 c=2").bonus_centi, 550);
	assert_int_equal(score_of(card, "a=3 b=2 c=2").open_centi, 1000);
	/* A bonus alone is no score. */
	assert_false(score_of(card, "a=n b=n c=2").has_score);
	card_free(card);
}

static void an_untouched_form_can_show_the_full_score(void **state)
{
	(void)state;
	struct card *card = card_with("untouched: met\ntotal: 100\n",
		"      - {item: a, title: T, met: 1, exceeded: 1, na: yes}\n"
		"      - {item: b, title: T, met: 1, exceeded: 1, na: yes}\n"
		"      - {item: c, title: T, met: 1, exceeded: 1, na: yes}\n");
	scores(card, "", "100.00");
	scores(card, "a=1", "66.67");
	scores(card, "a=1 b=n", "50.00");
	struct score score = score_of(card, "a=1");
	assert_false(score.complete);
	assert_int_equal(score.n_answered, 1);
	card_free(card);
}

static void reasons_with_points_take_only_these(void **state)
{
	(void)state;
	struct card *card = card_with("",
		"      - item: a\n        title: T\n        met: 20\n        exceeded: 22\n"
		"        reasons:\n"
		"          N1: {en: Incomplete, points: 5}\n"
		"          N2: {en: Late, zh: 晚, points: 18.5}\n"
		"          N3: Wrong\n"
		"          E1: Great\n");
	assert_int_equal(card->items[0].reasons[1].off_centi, 1850);
	assert_int_equal(card->items[0].reasons[2].off_centi, -1);
	scores(card, "a=1", "0.00");
	scores(card, "a=1/1", "15.00");
	scores(card, "a=1/2", "1.50");
	scores(card, "a=1/3", "0.00");
	scores(card, "a=1/5", "0.00");  /* N3 takes all */
	scores(card, "a=1/9", "15.00"); /* a reason for exceeded says nothing here */
	scores(card, "a=2/1", "20.00");
	assert_int_equal(score_of(card, "a=1/1").n_not_met, 1);
	card_free(card);
}

/* ---- every digit ---- */

/* Weights and points whose fractions have no small common bottom; the sum is 1/2 all the same. */
static void many_odd_fractions_add_up_exactly(void **state)
{
	(void)state;
	struct str text = {0};
	str_add(&text, "card: a\nversion: 1\ntitle: A\nna-policy: equal\ntotal: 0.01\nsections:\n");
	for (int s = 0; s < 50; s++) {
		str_addf(&text, "  - section: s%d\n    title: S\n    weight: %d.%02d\n    items:\n",
			s, 999 - s, (s * 37) % 100);
		for (int i = 0; i < 6; i++)
			str_addf(&text,
				"      - {item: i%d, title: T, scale: points, points: %d.%02d, "
				"step: %d.%02d, weight: %d.%02d, na: yes}\n",
				s * 6 + i, 2 * (200 + s * 6 + i) + 1, 98, 200 + s * 6 + i, 99,
				900 + i, (s * 11 + i) % 100);
	}
	struct card *card = parse_good(str_get(&text));
	struct answer answers[CARD_MAX_ITEMS];
	struct score score;
	for (size_t i = 0; i < card->n_items; i++)
		answers[i] = answer_of(card->items[i].key, i % 6 == 5 ? ANSWER_NA : 2);
	score_compute(card, answers, card->n_items, &score);
	assert_int_equal(score.score_centi, 1); /* 0.005: half up */
	answers[299] = answer_of(card->items[299].key, 1);
	score_compute(card, answers, card->n_items, &score);
	assert_int_equal(score.score_centi, 0);
	card_free(card);
	str_release(&text);
}

static void fractions_of_the_largest_size_fit(void **state)
{
	(void)state;
	struct fraction sum;
	fraction_init(&sum);
	/* 350 terms of 1/350 each, of unequal large bottoms. */
	for (uint64_t i = 0; i < FRACTION_MAX_TERMS; i++) {
		uint64_t most = 99999 - i, rest = 12250000000 - 13 * i;
		const struct fraction_factor factors[] = {
			{most, most + 1}, {most + 1, most}, {rest, rest * 350}, {1, 1}};
		fraction_add(&sum, factors, 4);
	}
	assert_int_equal(fraction_round(&sum, 10000, 1), 10000);
	assert_int_equal(fraction_round(&sum, 1, 2), 1);
	assert_int_equal(fraction_round(&sum, 1, 3), 0);
	assert_in_range(sum.bottom.n_words, 1, FRACTION_WORDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_40_20_20_20_with_10_5_5_0_are_60),
		cmocka_unit_test(sections_of_these_weights_are_60_too),
		cmocka_unit_test(one_of_two_of_40_and_one_of_20_are_60),
		cmocka_unit_test(a_missing_weight_is_split_equally_or_proportionally),
		cmocka_unit_test(a_missing_section_is_split_like_a_missing_item),
		cmocka_unit_test(na_counts_as_pass_or_zero),
		cmocka_unit_test(as_pass_is_met_and_not_exceeded),
		cmocka_unit_test(occurrences_that_are_na_follow_the_policy),
		cmocka_unit_test(bonus_comes_on_top),
		cmocka_unit_test(an_untouched_form_can_show_the_full_score),
		cmocka_unit_test(reasons_with_points_take_only_these),
		cmocka_unit_test(many_odd_fractions_add_up_exactly),
		cmocka_unit_test(fractions_of_the_largest_size_fit),
	};
	return cmocka_run_group_tests_name("weights", tests, NULL, NULL);
}
