/* Tests of scorecard/score on 10,000 random cards and sequences of marks. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "testing.h"

#define N_CARDS 10000
#define MAX_ANSWERS 32
#define N_STEPS 12 /* marks of a sequence */

/* ---- a card ---- */

struct maker {
	struct str text;
	uint32_t seed;
	int n_items;
	const char *answers[MAX_ANSWERS]; /* one that each item can have, for conditions */
};

static bool chance(struct maker *maker, uint32_t one_in)
{
	return random_below(&maker->seed, one_in) == 0;
}

static unsigned pick(struct maker *maker, unsigned from, unsigned to)
{
	return from + random_below(&maker->seed, to - from + 1);
}

/* The keys of a scale; its name for one answer is kept. */
static void add_scale(struct maker *maker, bool is_weighed)
{
	unsigned points = pick(maker, 1, 30), more = points + pick(maker, 0, 9);
	const char **answer = &maker->answers[maker->n_items];
	unsigned scale = pick(maker, 0, is_weighed ? 4 : 5);
	*answer = scale < 3 ? "not-met" : scale == 3 ? "yes" : scale == 4 ? "0" : "some";
	if (scale == 0)
		str_addf(&maker->text, ", met: %u.%02u", points, pick(maker, 0, 99));
	else if (scale == 1)
		str_addf(&maker->text, ", met: %u, exceeded: %u%s", points, more,
			chance(maker, 2) ? ", bonus: exceeded" : "");
	else if (scale == 2)
		str_addf(&maker->text,
			", met: %u, reasons: {N1: A, N2: {en: B, points: %u}, N3: {en: C, points: "
			"1.5}}",
			more, points / 2);
	else if (scale == 3)
		str_addf(&maker->text, ", scale: yes-no, yes: %u.5", points);
	else if (scale == 4)
		str_addf(&maker->text, ", scale: points, points: %u, step: %u", 4 * points, points);
	else
		str_addf(&maker->text, ", scale: occurrence, off: %u.5", points % 3);
}

static void add_item(struct maker *maker, bool is_weighed)
{
	static const char *const effects[] = {"section", "fail", "zero"};
	int n = maker->n_items;
	str_addf(&maker->text, "      - {item: i%d, title: T, na: yes", n);
	add_scale(maker, is_weighed);
	if (is_weighed)
		str_addf(&maker->text, ", weight: %u.%02u", pick(maker, 0, 50), pick(maker, 1, 99));
	else if (chance(maker, 12) && strcmp(maker->answers[n], "yes") == 0)
		str_add(&maker->text, ", bonus: all");
	if (chance(maker, 15))
		str_addf(&maker->text, ", effect: %s", effects[pick(maker, 0, 2)]);
	if (n > 0 && chance(maker, 6)) {
		unsigned other = pick(maker, 0, (unsigned)n - 1);
		str_addf(&maker->text, ", when: {item: i%u, is: [%s, na]}", other,
			maker->answers[other]);
	}
	str_add(&maker->text, "}\n");
	maker->n_items++;
}

static void add_sections(struct maker *maker)
{
	unsigned n_sections = pick(maker, 1, 4);
	bool by_section = chance(maker, 2);
	str_add(&maker->text, "sections:\n");
	for (unsigned s = 0; s < n_sections; s++) {
		bool is_weighed = chance(maker, 3);
		str_addf(&maker->text, "  - section: s%u\n    title: S\n", s);
		if (by_section)
			str_addf(&maker->text, "    weight: %u.%u\n", pick(maker, 0, 60),
				pick(maker, 1, 9));
		size_t at = maker->text.n_bytes;
		str_add(&maker->text, "    items:\n");
		for (unsigned i = pick(maker, 1, 5); i > 0; i--)
			add_item(maker, is_weighed);
		if (strstr(maker->text.text + at, "occurrence"))
			str_addf(&maker->text, "    points: %u\n", pick(maker, 1, 40));
	}
}

static struct card *make_card(uint32_t seed)
{
	static const char *const policies[] = {"proportional", "equal", "as-pass", "zero"};
	struct maker maker = {.seed = seed};
	str_add(&maker.text, "card: r\nversion: 1\ntitle: R\n"
			     "flags: [{flag: f, title: F, effect: fail}, "
			     "{flag: z, title: Z, effect: zero}]\n"
			     "bands:\n  - {band: low, title: L, from: 0}\n");
	if (chance(&maker, 2))
		str_addf(&maker.text, "  - {band: high, title: H, from: 50}\ntotal: %u\npass: %u\n",
			pick(&maker, 50, 200), pick(&maker, 0, 50));
	str_addf(&maker.text, "na-policy: %s\n", policies[pick(&maker, 0, 3)]);
	if (chance(&maker, 3))
		str_add(&maker.text, "untouched: met\n");
	add_sections(&maker);
	struct card *card = parse_good(str_get(&maker.text));
	str_release(&maker.text);
	return card;
}

/* ---- marks ---- */

struct sheet {
	struct answer answers[MAX_ANSWERS];
	size_t n;
};

static void make_sheet(const struct card *card, struct sheet *sheet)
{
	sheet->n = card->n_items + card->n_flags;
	for (size_t i = 0; i < card->n_items; i++)
		sheet->answers[i] = answer_of(card->items[i].key, ANSWER_NONE);
	for (size_t i = 0; i < card->n_flags; i++)
		sheet->answers[card->n_items + i] = answer_of(card->flags[i].key, ANSWER_NONE);
}

static void mark_at_random(const struct card *card, struct sheet *sheet, uint32_t *seed)
{
	size_t i = random_below(seed, (uint32_t)sheet->n);
	struct answer *answer = &sheet->answers[i];
	if (i >= card->n_items) {
		answer->level = random_below(seed, 6) == 0;
		return;
	}
	const struct card_item *item = &card->items[i];
	answer->level = (int)random_below(seed, (uint32_t)item->n_levels + 2) - 1;
	answer->reasons = random_below(seed, 8);
	if (item->scale == SCALE_OCCURRENCE)
		answer->n_occurrences = (int)random_below(seed, 20);
}

static void shuffle(struct sheet *sheet, uint32_t *seed)
{
	for (size_t i = sheet->n; i > 1; i--) {
		size_t other = random_below(seed, (uint32_t)i);
		struct answer kept = sheet->answers[i - 1];
		sheet->answers[i - 1] = sheet->answers[other];
		sheet->answers[other] = kept;
	}
}

static struct score score_of(const struct card *card, const struct sheet *sheet)
{
	struct score score;
	score_compute(card, sheet->answers, sheet->n, &score);
	return score;
}

/* ---- the same, said another way: by hand, and in floating point ---- */

struct part {
	long double weight; /* 0: leaves and takes its weight with it */
	long double share;  /* 0..1 of it */
	long double gone;   /* weight that is N/A */
	bool counts;
	bool is_filled;
};

static struct part join(const struct part *parts, size_t n, bool equally)
{
	struct part sum = {0};
	size_t n_there = 0;
	for (size_t i = 0; i < n; i++) {
		n_there += parts[i].weight > 0;
		sum.weight += parts[i].weight;
		sum.gone += parts[i].gone;
		sum.counts |= parts[i].weight > 0 && parts[i].counts;
	}
	long double extra = equally && n_there ? sum.gone / (long double)n_there : 0;
	for (size_t i = 0; i < n; i++)
		if (parts[i].weight > 0)
			sum.share += (parts[i].weight + extra) * parts[i].share;
	if (n_there)
		sum.share /= sum.weight + extra * (long double)n_there;
	return sum;
}

static bool asked(const struct card *card, size_t i, const struct sheet *sheet)
{
	const struct card_condition *when = &card->items[i].condition;
	if (!when->is_set)
		return true;
	const struct answer *other = &sheet->answers[when->item];
	unsigned bit = other->level == ANSWER_NA ? 1 : 1u << other->level;
	if (card->items[when->item].scale == SCALE_OCCURRENCE && other->level != ANSWER_NA)
		bit = other->n_occurrences > 0 ? 4 : 2;
	else if (other->level == ANSWER_NONE)
		bit = 0;
	return (bit & when->levels) && asked(card, when->item, sheet);
}

static long double points_of(const struct card_item *item, const struct answer *answer)
{
	if (answer->level != 1 || item->n_reasons == 0 || !(answer->reasons & 6) ||
		answer->reasons & 1)
		return (long double)item->levels[answer->level - 1].points_centi;
	long double left = (long double)item->levels[1].points_centi;
	for (size_t r = 1; r < 3; r++)
		left -= answer->reasons >> r & 1 ? (long double)item->reasons[r].off_centi : 0;
	return left > 0 ? left : 0;
}

static struct part filled(const struct card *card, long double weight, long double pass)
{
	struct part part = {.weight = weight};
	if (card->na_policy == NA_AS_PASS)
		part.share = pass;
	else if (card->na_policy != NA_ZERO)
		part = (struct part){.gone = weight};
	return part;
}

static struct part part_of_item(const struct card *card, size_t i, const struct sheet *sheet)
{
	const struct card_item *item = &card->items[i];
	const struct answer *answer = &sheet->answers[i];
	long double most = (long double)card_item_base_centi(item);
	long double weight = (long double)card_item_weight_centi(item);
	if (!asked(card, i, sheet) || item->scale == SCALE_OCCURRENCE || most == 0)
		return (struct part){0};
	long double met = (long double)card_item_met_centi(item) / most;
	if (answer->level == ANSWER_NA)
		return filled(card, weight, met);
	if (answer->level == ANSWER_NONE)
		return card->untouched == UNTOUCHED_MET
			       ? (struct part){.weight = weight, .share = met, .counts = true}
			       : (struct part){0};
	return (struct part){.weight = weight,
		.share = fminl(points_of(item, answer) / most, 1),
		.counts = true};
}

static struct part part_of_pool(
	const struct card *card, const struct card_section *section, const struct sheet *sheet)
{
	long double cap = (long double)section->cap_centi, off = 0;
	int n_there = 0, n_na = 0;
	for (size_t i = section->first_item; i < section->first_item + section->n_items; i++) {
		if (card->items[i].scale != SCALE_OCCURRENCE || !asked(card, i, sheet))
			continue;
		if (sheet->answers[i].level == ANSWER_NA) {
			n_na++;
			continue;
		}
		n_there++;
		off += (long double)card->items[i].off_centi * sheet->answers[i].n_occurrences;
	}
	if (n_there)
		return (struct part){
			.weight = cap, .share = fmaxl(1 - off / cap, 0), .counts = true};
	return n_na ? filled(card, cap, 1) : (struct part){0};
}

/* The share of the total that the marks come to, without bonus and effects; -1: no score. */
static long double share_by_hand(const struct card *card, const struct sheet *sheet)
{
	struct part parts[2 * MAX_ANSWERS], sections[8];
	bool by_section = card->sections[0].weight_centi >= 0;
	bool equally = card->na_policy == NA_EQUAL;
	size_t n = 0;
	for (size_t s = 0; s < card->n_sections; s++) {
		const struct card_section *section = &card->sections[s];
		size_t first = n;
		for (size_t i = 0; i < section->n_items; i++)
			parts[n++] = part_of_item(card, section->first_item + i, sheet);
		parts[n++] = part_of_pool(card, section, sheet);
		sections[s] = join(parts + first, n - first, equally);
		long double weight = (long double)section->weight_centi;
		sections[s].gone = sections[s].weight > 0 || sections[s].gone <= 0 ? 0 : weight;
		sections[s].weight = sections[s].weight > 0 ? weight : 0;
	}
	struct part whole =
		by_section ? join(sections, card->n_sections, equally) : join(parts, n, equally);
	return whole.counts ? whole.share : -1;
}

/* ---- what holds ---- */

static void bounds_hold(const struct card *card, const struct score *score)
{
	int64_t most_centi = card->total_centi + card->bonus_centi;
	assert_true(score->score_centi >= 0 && score->score_centi <= most_centi);
	assert_true(score->raw_centi >= 0 && score->raw_centi <= most_centi);
	assert_true(score->score_centi <= score->raw_centi);
	assert_true(score->got_centi >= 0 && score->got_centi <= score->open_centi);
	assert_int_equal(score->n_answered,
		score->n_met + score->n_not_met + score->n_exceeded + score->n_na);
	assert_true(score->n_answered <= score->n_items);
	for (size_t i = 0; i < card->n_sections; i++)
		assert_in_range(score->sections[i].percent_centi, 0, 10000);
	assert_true(!score->has_score || score->band >= 0);
	assert_true((score->outcome >= OUTCOME_FAIL) == (score->causes != 0));
	assert_true(score->outcome != OUTCOME_ZERO || score->score_centi == 0);
}

static void hand_agrees(
	const struct card *card, const struct sheet *sheet, const struct score *score)
{
	long double share = share_by_hand(card, sheet);
	assert_int_equal(score->has_score, share >= 0);
	if (!score->has_score)
		return;
	long double by_hand = share * (long double)card->total_centi;
	long double exact = (long double)(score->raw_centi - score->bonus_centi);
	assert_true(fabsl(by_hand - exact) <= 0.5L + 1e-9L);
}

static void scores_are_equal(const struct score *a, const struct score *b)
{
	assert_int_equal(a->has_score, b->has_score);
	assert_int_equal(a->score_centi, b->score_centi);
	assert_int_equal(a->raw_centi, b->raw_centi);
	assert_int_equal(a->bonus_centi, b->bonus_centi);
	assert_int_equal(a->got_centi, b->got_centi);
	assert_int_equal(a->open_centi, b->open_centi);
	assert_int_equal(a->outcome, b->outcome);
	assert_int_equal(a->causes, b->causes);
	assert_string_equal(a->cause_key, b->cause_key);
	assert_int_equal(a->band, b->band);
	assert_int_equal(a->complete, b->complete);
	assert_int_equal(a->n_flags, b->n_flags);
	assert_int_equal(a->n_items, b->n_items);
	assert_int_equal(a->n_not_met, b->n_not_met);
	assert_int_equal(a->n_met, b->n_met);
	assert_int_equal(a->n_exceeded, b->n_exceeded);
	assert_int_equal(a->n_na, b->n_na);
	for (int i = 0; i < CARD_MAX_SECTIONS; i++)
		assert_int_equal(a->sections[i].percent_centi, b->sections[i].percent_centi);
}

/* Marks one after another, looked at after each, then taken back one by one. */
static void a_sequence_holds(const struct card *card, uint32_t *seed)
{
	struct sheet sheets[N_STEPS + 1];
	struct score scores[N_STEPS + 1];
	make_sheet(card, &sheets[0]);
	scores[0] = score_of(card, &sheets[0]);
	for (int step = 1; step <= N_STEPS; step++) {
		sheets[step] = sheets[step - 1];
		mark_at_random(card, &sheets[step], seed);
		scores[step] = score_of(card, &sheets[step]);
		bounds_hold(card, &scores[step]);
		hand_agrees(card, &sheets[step], &scores[step]);
	}
	struct sheet now = sheets[N_STEPS];
	for (int step = N_STEPS; step >= 0; step--) {
		now = sheets[step];
		shuffle(&now, seed);
		struct score again = score_of(card, &now);
		scores_are_equal(&again, &scores[step]);
	}
}

static void any_sequence_of_marks_holds(void **state)
{
	(void)state;
	uint32_t seed = 20261122;
	for (uint32_t run = 1; run <= N_CARDS; run++) {
		struct card *card = make_card(run * 2654435761u);
		a_sequence_holds(card, &seed);
		card_free(card);
	}
}

/* The stored text of a card and the same marks give the same score for ever. */
static void a_stored_card_scores_the_same(void **state)
{
	(void)state;
	uint32_t seed = 4711;
	for (uint32_t run = 1; run <= 1000; run++) {
		struct card *card = make_card(run * 40503u);
		struct card *stored = parse_good(card->text);
		struct sheet sheet;
		make_sheet(card, &sheet);
		for (int step = 0; step < N_STEPS; step++)
			mark_at_random(card, &sheet, &seed);
		struct score before = score_of(card, &sheet), after = score_of(stored, &sheet);
		scores_are_equal(&before, &after);
		card_free(card);
		card_free(stored);
	}
}

/* The best answer, of what is no bonus. */
static int best_level(const struct card_item *item)
{
	int best = 1;
	for (size_t i = 0; i < item->n_levels; i++)
		if (item->levels[i].points_centi > item->levels[best - 1].points_centi)
			best = (int)i + 1;
	return item->bonus == BONUS_EXCEEDED ? 2 : best;
}

static bool can_only_be_met(const struct card *card)
{
	for (size_t i = 0; i < card->n_items; i++)
		if (card->items[i].n_levels == 3 && card->items[i].bonus != BONUS_EXCEEDED)
			return false;
	return true;
}

static void all_pass_stays_full(const struct card *card, uint32_t *seed)
{
	struct sheet sheet;
	make_sheet(card, &sheet);
	for (size_t i = 0; i < card->n_items; i++) {
		const struct card_item *item = &card->items[i];
		if (item->bonus == BONUS_ALL)
			continue;
		sheet.answers[i].level = item->n_levels ? best_level(item) : ANSWER_NONE;
		if (random_below(seed, 3) == 0)
			sheet.answers[i].level = ANSWER_NA;
	}
	struct score score = score_of(card, &sheet);
	bool is_full = score.raw_centi - score.bonus_centi == card->total_centi;
	bool fills_up = card->na_policy != NA_ZERO &&
			(card->na_policy != NA_AS_PASS || can_only_be_met(card));
	assert_true(!score.has_score || !fills_up || is_full);
	assert_true(card->na_policy != NA_ZERO || score.raw_centi <= card->total_centi);
}

static void all_pass_is_full_whatever_is_na(void **state)
{
	(void)state;
	uint32_t seed = 99;
	for (uint32_t run = 1; run <= 3000; run++) {
		struct card *card = make_card(run * 7919u);
		all_pass_stays_full(card, &seed);
		card_free(card);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_sequence_of_marks_holds),
		cmocka_unit_test(a_stored_card_scores_the_same),
		cmocka_unit_test(all_pass_is_full_whatever_is_na),
	};
	return cmocka_run_group_tests_name("random cards", tests, NULL, NULL);
}
