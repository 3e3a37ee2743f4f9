/* Tests of scorecard/score: flags, items that fail a review, pass mark, bands, conditions, fields.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/score.h"

#include <string.h>

#include "support.h"
#include "testing.h"

static const char form[] = "card: form\nversion: 1\ntitle: Form\ntotal: 100\npass: 80\n"
			   "bands:\n"
			   "  - {band: weak, title: Weak, from: 0}\n"
			   "  - {band: good, title: {en: Good, zh: 良好}, from: 90}\n"
			   "  - {band: fair, title: Fair, from: 60}\n"
			   "fields:\n"
			   "  - {field: contact, title: Contact id, required: yes}\n"
			   "  - {field: day, title: Day, type: date}\n"
			   "  - {field: wait, title: Waiting time, type: duration}\n"
			   "  - field: queue\n"
			   "    title: Queue\n"
			   "    type: choice\n"
			   "    options:\n"
			   "      - {option: sales, title: {en: Sales, zh: 售前}}\n"
			   "      - {option: after, title: After-sales}\n"
			   "flags:\n"
			   "  - {flag: broken-off, title: Broken off, effect: report}\n"
			   "  - flag: rude\n"
			   "    title: Rude\n"
			   "    effect: fail\n"
			   "    comment-required: yes\n"
			   "    incident: {class: a, category: bad-attitude}\n"
			   "  - {flag: fraud, title: Fraud, effect: zero, incident: {class: a}}\n"
			   "sections:\n"
			   "  - section: one\n"
			   "    title: One\n"
			   "    items:\n"
			   "      - {item: a, title: A, met: 5, effect: section, na: yes}\n"
			   "      - {item: b, title: B, met: 45, exceeded: 50, bonus: exceeded}\n"
			   "  - section: two\n"
			   "    title: Two\n"
			   "    points: 10\n"
			   "    items:\n"
			   "      - {item: c, title: C, scale: yes-no, yes: 40, effect: fail}\n"
			   "      - {item: d, title: D, scale: occurrence, off: 1, effect: zero}\n";

static struct score score_of(const struct card *card, const struct answer *answers, size_t n)
{
	struct score score;
	score_compute(card, answers, n, &score);
	return score;
}

/* All met, and what the test changes; a flag's level is added at the end. */
static struct score score_with(const struct card *card, const char *key, int level)
{
	struct answer answers[4] = {answer_of("a", 2), answer_of("b", 2), answer_of("c", 2)};
	size_t n = 3;
	while (n > 0 && strcmp(answers[n - 1].item_key, key) != 0)
		n--;
	answers[n > 0 ? n - 1 : 3] = answer_of(key, level);
	if (strcmp(key, "d") == 0)
		answers[3].n_occurrences = 1;
	return score_of(card, answers, 4);
}

/* Nothing counted yet is "none". */
static void items_may_depend_on_what_is_counted(void **state)
{
	(void)state;
	struct card *card = parse_good(
		"card: c\nversion: 1\ntitle: T\nsections:\n"
		"  - section: one\n"
		"    title: One\n"
		"    points: 10\n"
		"    items:\n"
		"      - {item: filler, title: F, scale: occurrence, off: 1, na: yes}\n"
		"      - {item: praise, title: P, scale: occurrence, off: 1, when: {item: filler, is: none}}\n"
		"      - {item: advice, title: A, scale: occurrence, off: 1, when: {item: filler, is: some}}\n");
	const struct card_item *praise = &card->items[1], *advice = &card->items[2];
	struct answer filler = answer_of("filler", ANSWER_NONE);
	assert_true(card_item_applies(card, praise, NULL, 0));
	assert_false(card_item_applies(card, advice, NULL, 0));
	assert_true(card_item_applies(card, praise, &filler, 1));
	assert_false(card_item_applies(card, advice, &filler, 1));
	filler.n_occurrences = 1;
	assert_false(card_item_applies(card, praise, &filler, 1));
	assert_true(card_item_applies(card, advice, &filler, 1));
	filler.level = ANSWER_NA;
	assert_false(card_item_applies(card, praise, &filler, 1));
	assert_false(card_item_applies(card, advice, &filler, 1));
	card_free(card);
}

static void all_met_passes(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	struct score score = score_with(card, "none", 1);
	assert_int_equal(score.score_centi, 10000);
	assert_int_equal(score.raw_centi, 10000);
	assert_int_equal(score.outcome, OUTCOME_PASS);
	assert_int_equal(score.causes, 0);
	assert_string_equal(score.cause_key, "");
	assert_string_equal(card->bands[score.band].key, "good");
	card_free(card);
}

static void below_the_pass_mark_fails(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	struct score score = score_with(card, "b", 1);
	assert_int_equal(score.score_centi, 5500);
	assert_int_equal(score.outcome, OUTCOME_FAIL);
	assert_int_equal(score.causes, CAUSE_PASS_MARK);
	assert_string_equal(score.cause_key, "");
	assert_string_equal(card->bands[score.band].key, "weak");
	card_free(card);
}

static void a_flag_does_what_its_effect_says(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	struct score reported = score_with(card, "broken-off", 1);
	assert_int_equal(reported.outcome, OUTCOME_PASS);
	assert_int_equal(reported.n_flags, 1);
	struct score failed = score_with(card, "rude", 1);
	assert_int_equal(failed.outcome, OUTCOME_FAIL);
	assert_int_equal(failed.causes, CAUSE_FLAG);
	assert_string_equal(failed.cause_key, "rude");
	assert_int_equal(failed.score_centi, 10000);
	struct score zeroed = score_with(card, "fraud", 1);
	assert_int_equal(zeroed.outcome, OUTCOME_ZERO);
	assert_int_equal(zeroed.score_centi, 0);
	assert_int_equal(zeroed.raw_centi, 10000);
	assert_int_equal(zeroed.causes, CAUSE_FLAG | CAUSE_PASS_MARK);
	assert_string_equal(card->bands[zeroed.band].key, "weak");
	struct score lowered = score_with(card, "fraud", ANSWER_NONE);
	assert_int_equal(lowered.n_flags, 0);
	assert_int_equal(lowered.outcome, OUTCOME_PASS);
	card_free(card);
}

static void an_item_can_zero_its_section(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	const struct answer answers[] = {answer_of("a", 1), answer_of("b", 3), answer_of("c", 2)};
	struct score score = score_of(card, answers, 3);
	assert_int_equal(score.raw_centi, 10000);  /* 95 of 100, and 5 on top */
	assert_int_equal(score.score_centi, 5000); /* the section's bonus went with it */
	assert_true(score.sections[0].is_zeroed);
	assert_false(score.sections[1].is_zeroed);
	assert_int_equal(score.sections[0].percent_centi, 9000);
	assert_int_equal(score.sections[0].got_centi, 4500);
	assert_int_equal(score.bonus_centi, 500);
	assert_int_equal(score.outcome, OUTCOME_FAIL);
	assert_int_equal(score.causes, CAUSE_PASS_MARK);
	assert_false(score_with(card, "a", ANSWER_NA).sections[0].is_zeroed);
	card_free(card);
}

static void an_item_can_fail_or_zero_the_review(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	struct score failed = score_with(card, "c", 1);
	assert_int_equal(failed.outcome, OUTCOME_FAIL);
	assert_int_equal(failed.causes, CAUSE_ITEM | CAUSE_PASS_MARK);
	assert_string_equal(failed.cause_key, "c");
	assert_int_equal(failed.score_centi, 6000);
	assert_string_equal(card->bands[failed.band].key, "fair");
	struct score zeroed = score_with(card, "d", ANSWER_NONE);
	assert_int_equal(zeroed.outcome, OUTCOME_ZERO);
	assert_int_equal(zeroed.raw_centi, 9900);
	assert_int_equal(zeroed.score_centi, 0);
	card_free(card);
}

static void counts_stand_by_section(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	const struct answer answers[] = {answer_of("a", ANSWER_NA), answer_of("b", 3)};
	struct score score = score_of(card, answers, 2);
	assert_int_equal(score.sections[0].counts.n_na, 1);
	assert_int_equal(score.sections[0].counts.n_exceeded, 1);
	assert_int_equal(score.sections[1].counts.n_items, 2);
	assert_int_equal(score.sections[1].counts.n_answered, 1);
	assert_int_equal(score.n_answered, 3);
	assert_int_equal(score.n_items, 4);
	assert_int_equal(score.sections[1].got_centi, 1000);
	card_free(card);
}

static void without_pass_mark_there_is_nothing_to_say(void **state)
{
	(void)state;
	struct card *card = load_shipped("short.yaml");
	const struct answer answers[] = {answer_of("1", 2)};
	assert_int_equal(score_of(card, answers, 1).outcome, OUTCOME_NONE);
	assert_int_equal(score_of(card, answers, 1).band, -1);
	assert_int_equal(score_of(card, NULL, 0).outcome, OUTCOME_NONE);
	card_free(card);
}

static void a_flag_fails_what_has_no_score_too(void **state)
{
	(void)state;
	struct card *card = parse_good("card: a\nversion: 1\ntitle: A\n"
				       "flags: [{flag: f, title: F, effect: zero}]\n"
				       "sections:\n  - section: s\n    title: S\n    items:\n"
				       "      - {item: a, title: A, met: 1, na: yes}\n");
	const struct answer answers[] = {answer_of("a", ANSWER_NA), answer_of("f", 1)};
	struct score score = score_of(card, answers, 2);
	assert_false(score.has_score);
	assert_int_equal(score.outcome, OUTCOME_ZERO);
	assert_int_equal(score.band, -1);
	card_free(card);
}

/* ---- what the card keeps ---- */

static void flags_and_bands_are_kept(void **state)
{
	(void)state;
	struct card *card = parse_good(form);
	const struct card_flag *rude = card_find_flag(card, "rude");
	assert_int_equal(card->n_flags, 3);
	assert_int_equal(rude->effect, EFFECT_FAIL);
	assert_true(rude->comment_required);
	assert_string_equal(rude->incident.class_key, "a");
	assert_string_equal(rude->incident.category_key, "bad-attitude");
	assert_string_equal(card_find_flag(card, "fraud")->incident.category_key, "");
	assert_string_equal(card_find_flag(card, "broken-off")->incident.class_key, "");
	assert_null(card_find_flag(card, "a"));
	assert_string_equal(card_text_get(&card->bands[0].title, CARD_ZH), "良好");
	assert_string_equal(card->bands[2].key, "weak");
	assert_int_equal(card_band_of(card, 8999), 1);
	assert_int_equal(card_band_of(card, 9000), 0);
	assert_int_equal(card_band_of(card, -1), -1);
	card_free(card);
}

static void fields_take_what_their_type_says(void **state)
{
	(void)state;
	static const struct {
		const char *field;
		const char *value;
		bool is_good;
	} cases[] = {
		{"contact", "anything 客户", true},
		{"contact", "", false},
		{"day", "2026-11-22", true},
		{"day", "22.11.2026", false},
		{"day", "2026-02-29", false},
		{"day", "2028-02-29", true},
		{"day", "2026-00-01", false},
		{"wait", "1:30", true},
		{"wait", "0:05", true},
		{"wait", "1:02:03", true},
		{"wait", "90", false},
		{"wait", "1:60", false},
		{"wait", "1:2", false},
		{"wait", "100:02:03", false},
		{"wait", "1:02:", false},
		{"wait", "1:02:03:04", false},
		{"queue", "sales", true},
		{"queue", "Sales", false},
	};
	struct card *card = parse_good(form);
	assert_int_equal(card->n_fields, 4);
	assert_true(card->fields[0].required);
	assert_false(card->fields[1].required);
	assert_string_equal(card_text_get(&card->fields[3].options[0].title, CARD_ZH), "售前");
	assert_null(card_find_field(card, "a"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct card_field *field = card_find_field(card, cases[i].field);
		assert_int_equal(card_field_accepts(field, cases[i].value), cases[i].is_good);
	}
	card_free(card);
}

/* ---- conditions ---- */

static const char chain[] =
	"card: chain\nversion: 1\ntitle: Chain\n"
	"sections:\n  - section: s\n    title: S\n    points: 10\n    items:\n"
	"      - {item: thanked, title: T, met: 10, when: {item: held, is: [yes, na]}}\n"
	"      - {item: held, title: T, scale: yes-no, yes: 0, no: 10, na: yes}\n"
	"      - {item: warm, title: T, met: 5, when: {item: thanked, is: met}}\n"
	"      - {item: filler, title: T, scale: occurrence, off: 1}\n"
	"      - {item: excuse, title: T, met: 5, when: {item: filler, is: some}}\n";

static bool applies(
	const struct card *card, const char *key, const struct answer *answers, size_t n)
{
	return card_item_applies(card, card_find_item(card, key), answers, n);
}

static void items_open_and_close_by_other_answers(void **state)
{
	(void)state;
	struct card *card = parse_good(chain);
	const struct answer no = answer_of("held", 1), yes = answer_of("held", 2);
	const struct answer na = answer_of("held", ANSWER_NA);
	assert_false(applies(card, "thanked", NULL, 0));
	assert_false(applies(card, "thanked", &no, 1));
	assert_true(applies(card, "thanked", &yes, 1));
	assert_true(applies(card, "thanked", &na, 1));
	assert_true(applies(card, "held", NULL, 0));
	const struct answer both[] = {yes, answer_of("thanked", 2)};
	const struct answer closed[] = {no, answer_of("thanked", 2)};
	assert_true(applies(card, "warm", both, 2));
	assert_false(applies(card, "warm", closed, 2));
	struct answer filler = answer_of("filler", ANSWER_NONE);
	assert_false(applies(card, "excuse", &filler, 1));
	filler.n_occurrences = 2;
	assert_true(applies(card, "excuse", &filler, 1));
	card_free(card);
}

static void closed_items_are_not_asked_and_not_counted(void **state)
{
	(void)state;
	struct card *card = parse_good(chain);
	const struct answer answers[] = {
		answer_of("held", 1), answer_of("thanked", 1), answer_of("warm", 1)};
	struct score score = score_of(card, answers, 3);
	assert_true(score.complete);
	assert_int_equal(score.n_items, 2);
	assert_int_equal(score.open_centi, 2000);
	assert_int_equal(score.got_centi, 2000);
	assert_int_equal(score.n_not_met, 0);
	const struct answer open[] = {answer_of("held", 2), answer_of("thanked", 1)};
	score = score_of(card, open, 2);
	assert_int_equal(score.n_items, 3);
	assert_int_equal(score.open_centi, 3000);
	assert_int_equal(score.got_centi, 1000);
	card_free(card);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_may_depend_on_what_is_counted),
		cmocka_unit_test(all_met_passes),
		cmocka_unit_test(below_the_pass_mark_fails),
		cmocka_unit_test(a_flag_does_what_its_effect_says),
		cmocka_unit_test(an_item_can_zero_its_section),
		cmocka_unit_test(an_item_can_fail_or_zero_the_review),
		cmocka_unit_test(counts_stand_by_section),
		cmocka_unit_test(without_pass_mark_there_is_nothing_to_say),
		cmocka_unit_test(a_flag_fails_what_has_no_score_too),
		cmocka_unit_test(flags_and_bands_are_kept),
		cmocka_unit_test(fields_take_what_their_type_says),
		cmocka_unit_test(items_open_and_close_by_other_answers),
		cmocka_unit_test(closed_items_are_not_asked_and_not_counted),
	};
	return cmocka_run_group_tests_name("outcome", tests, NULL, NULL);
}
