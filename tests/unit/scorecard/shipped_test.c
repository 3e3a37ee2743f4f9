/* Tests of the cards that come along: the facts of tenets, both languages, room on the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "scorecard/card.h"
#include "scorecard/incidents.h"
#include "scorecard/score.h"
#include "support.h"
#include "testing.h"

struct expected_item {
	const char *key;
	int met;
	int exceeded; /* 0: cannot be */
	int n_not_met_reasons;
	int n_exceeded_reasons;
};

static const struct expected_item tenets[] = {
	{"1.1", 10, 0, 7, 0},
	{"2.1", 8, 0, 4, 0},
	{"2.2", 5, 0, 2, 0},
	{"2.3", 5, 0, 2, 0},
	{"3.1", 7, 10, 8, 2},
	{"3.2", 7, 10, 6, 2},
	{"3.3", 6, 8, 4, 1},
	{"3.4", 6, 8, 7, 4},
	{"4.1", 8, 0, 7, 0},
	{"4.2", 2, 0, 4, 0},
	{"5.1", 20, 0, 11, 0},
	{"5.2", 2, 0, 5, 0},
	{"5.3", 4, 0, 2, 0},
};

static void tenets_has_the_points_and_reasons(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	assert_int_equal(card->n_items, sizeof tenets / sizeof *tenets);
	assert_int_equal(card->n_sections, 5);
	for (size_t i = 0; i < card->n_items; i++) {
		const struct card_item *item = &card->items[i];
		const struct expected_item *expected = &tenets[i];
		int n_reasons[2] = {0, 0};
		for (size_t r = 0; r < item->n_reasons; r++)
			n_reasons[item->reasons[r].exceeded]++;
		assert_string_equal(item->key, expected->key);
		assert_int_equal(card_item_met_centi(item), expected->met * 100);
		assert_int_equal(item->n_levels, expected->exceeded ? 3 : 2);
		assert_int_equal(card_item_max_centi(item),
			(expected->exceeded ? expected->exceeded : expected->met) * 100);
		assert_int_equal(n_reasons[0], expected->n_not_met_reasons);
		assert_int_equal(n_reasons[1], expected->n_exceeded_reasons);
	}
	assert_int_equal(card->total_centi, 10000);
	card_free(card);
}

/* Codes run N1, N2, ... and E1, E2, ... without a gap. */
static void reason_codes_run_on(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	for (size_t i = 0; i < card->n_items; i++) {
		int last[2] = {0, 0};
		for (size_t r = 0; r < card->items[i].n_reasons; r++) {
			const struct card_reason *reason = &card->items[i].reasons[r];
			char code[16];
			snprintf(code, sizeof code, "%c%d", reason->exceeded ? 'E' : 'N',
				++last[reason->exceeded]);
			assert_string_equal(reason->code, code);
		}
	}
	card_free(card);
}

static void tenets_names_its_evidence(void **state)
{
	(void)state;
	struct card *card = load_shipped("tenets.yaml");
	const struct card_item *silence = card_find_item(card, "2.2");
	assert_int_equal(silence->n_evidence, 2);
	assert_string_equal(silence->evidence[0], "gaps.silence");
	assert_string_equal(silence->evidence[1], "gaps.hold");
	assert_string_equal(card_find_item(card, "3.4")->evidence[0], "overtalk");
	assert_true(card_find_item(card, "5.2")->na_allowed);
	card_free(card);
}

static bool has_han(const char *text)
{
	uint32_t cp;
	size_t n_text = strlen(text);
	for (size_t at = 0; at < n_text;) {
		at += utf8_decode(text + at, n_text - at, &cp);
		if (cp >= 0x4e00 && cp <= 0x9fff)
			return true;
	}
	return false;
}

/* Both languages are there, each in its own writing. */
static void is_bilingual(const struct card_text *text)
{
	const char *en = text->in[CARD_EN], *zh = text->in[CARD_ZH];
	assert_non_null(en);
	assert_non_null(zh);
	assert_false(has_han(en));
	assert_true(has_han(zh));
	assert_null(strchr(en, '\n'));
	assert_null(strchr(zh, '\n'));
}

static int count_sentences(const char *text, const char *stop)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, stop)); p += strlen(stop))
		n++;
	return n;
}

static void title_is_fit_for_the_screen(const struct card_text *title)
{
	is_bilingual(title);
	assert_true(utf8_width(title->in[CARD_EN]) <= 35);
	assert_true(utf8_width(title->in[CARD_ZH]) <= 24);
}

static void item_is_fit_for_the_screen(const struct card_item *item)
{
	title_is_fit_for_the_screen(&item->title);
	is_bilingual(&item->guideline);
	assert_in_range(count_sentences(item->guideline.in[CARD_ZH], "。"), 1, 4);
	for (size_t i = 0; i < item->n_reasons; i++)
		is_bilingual(&item->reasons[i].text);
	for (size_t i = 0; item->scale == SCALE_CHOICE && i < item->n_levels; i++)
		title_is_fit_for_the_screen(&item->levels[i].name);
}

static void header_is_bilingual(const struct card *card)
{
	is_bilingual(&card->title);
	for (size_t i = 0; i < card->n_sections; i++)
		title_is_fit_for_the_screen(&card->sections[i].title);
	for (size_t i = 0; i < card->n_fields; i++) {
		title_is_fit_for_the_screen(&card->fields[i].title);
		for (size_t o = 0; o < card->fields[i].n_options; o++)
			is_bilingual(&card->fields[i].options[o].title);
	}
	for (size_t i = 0; i < card->n_flags; i++) {
		title_is_fit_for_the_screen(&card->flags[i].title);
		is_bilingual(&card->flags[i].guideline);
	}
}

/* Every file of the folder, whatever is added to it. */
static void for_each_card(void (*check)(const struct card *card))
{
	char path[1024];
	snprintf(path, sizeof path, "%s/cards", getenv("CALLMARK_DATADIR"));
	DIR *folder = opendir(path);
	int n = 0;
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));) {
		if (!str_ends(entry->d_name, ".yaml"))
			continue;
		struct card *card = load_shipped(entry->d_name);
		snprintf(path, sizeof path, "%s.yaml", card->id);
		assert_string_equal(entry->d_name, path);
		check(card);
		card_free(card);
		n++;
	}
	closedir(folder);
	assert_in_range(n, 6, 100);
}

static void is_bilingual_and_short(const struct card *card)
{
	header_is_bilingual(card);
	for (size_t i = 0; i < card->n_items; i++)
		item_is_fit_for_the_screen(&card->items[i]);
}

static void cards_are_bilingual_and_short(void **state)
{
	(void)state;
	for_each_card(is_bilingual_and_short);
}

static void is_of_a_hundred(const struct card *card)
{
	assert_int_equal(card->total_centi, 10000);
}

static void cards_are_of_a_hundred_points(void **state)
{
	(void)state;
	for_each_card(is_of_a_hundred);
}

static void short_has_five_items_of_a_hundred_points(void **state)
{
	(void)state;
	struct card *card = load_shipped("short.yaml");
	assert_string_equal(card->id, "short");
	assert_int_equal(card->n_items, 5);
	assert_int_equal(card->total_centi, 10000);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(card->items[i].comment_rule, COMMENT_OPTIONAL);
	card_free(card);
}

/* ---- action-review ---- */

static void score_card(const struct card *card, const struct answer *answers, size_t n,
	const char *expected, struct score *score)
{
	char text[24];
	score_compute(card, answers, n, score);
	score_format(score->score_centi, false, text);
	assert_string_equal(text, expected);
}

static void action_review_is_a_share_of_what_applies(void **state)
{
	(void)state;
	struct card *card = load_shipped("action-review.yaml");
	struct answer answers[20];
	struct score score;
	score_card(card, NULL, 0, "100.00", &score); /* untouched */
	assert_int_equal(card->n_items, 19);
	for (size_t i = 0; i < 19; i++)
		answers[i] = answer_of(card->items[i].key, i < 2 ? 1 : i < 10 ? 3 : 2);
	score_card(card, answers, 19, "89.47", &score);
	assert_int_equal(score.n_not_met, 2);
	assert_int_equal(score.n_exceeded, 8);
	assert_int_equal(score.n_met, 9);
	assert_int_equal(score.outcome, OUTCOME_NONE);
	answers[19] = answer_of("survey", 1);
	score_card(card, answers, 20, "89.47", &score);
	assert_int_equal(score.outcome, OUTCOME_FAIL);
	assert_string_equal(score.cause_key, "survey");
	card_free(card);
}

static void action_review_asks_for_comments_and_contact(void **state)
{
	(void)state;
	struct card *card = load_shipped("action-review.yaml");
	assert_int_equal(card->n_flags, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(card->flags[i].effect, EFFECT_FAIL);
		assert_true(card->flags[i].comment_required);
	}
	assert_int_equal(card->n_fields, 6);
	for (size_t i = 0; i < 6; i++)
		assert_true(card->fields[i].required);
	for (size_t i = 0; i < 19; i++) {
		assert_true(card_needs_comment(&card->items[i], 1));
		assert_false(card_needs_comment(&card->items[i], 2));
		assert_true(card_needs_comment(&card->items[i], 3));
		assert_true(card->items[i].na_allowed);
	}
	card_free(card);
}

/* ---- deductions-100 ---- */

static struct answer occurrences_of(const char *key, int n)
{
	struct answer answer = answer_of(key, ANSWER_NONE);
	answer.n_occurrences = n;
	return answer;
}

static void deductions_take_off_per_fault(void **state)
{
	(void)state;
	static const int off_centi[] = {
		200, 200, 200, 200, 200, 200, 200, 200, 100, 100, 50, 50, 100};
	struct card *card = load_shipped("deductions-100.yaml");
	struct score score;
	const struct answer answers[] = {
		occurrences_of("w1", 3), occurrences_of("w3", 1), occurrences_of("w2", 31)};
	assert_int_equal(card->n_items, 13);
	for (size_t i = 0; i < 13; i++)
		assert_int_equal(card->items[i].off_centi, off_centi[i]);
	assert_int_equal(card->sections[0].cap_centi, 3000);
	assert_int_equal(card->sections[1].cap_centi, 4000);
	assert_int_equal(card->sections[2].cap_centi, 3000);
	score_card(card, NULL, 0, "100.00", &score);
	score_card(card, answers, 2, "96.50", &score);
	score_card(card, answers, 3, "70.00", &score);
	assert_int_equal(score.sections[2].got_centi, 0);
	card_free(card);
}

/* ---- dial-test and presales ---- */

static void dial_test_asks_for_the_follow_up_only_after_one(void **state)
{
	(void)state;
	struct card *card = load_shipped("dial-test.yaml");
	const struct card_item *in_time = card_find_item(card, "in-time");
	struct answer solved = answer_of("solved", 2);
	assert_int_equal(card->channels, CHANNEL_DIAL_TEST);
	assert_true(card_item_applies(card, in_time, &solved, 1));
	solved.level = 1;
	assert_false(card_item_applies(card, in_time, &solved, 1));
	assert_string_equal(card_find_item(card, "rings")->evidence[0], "rings");
	assert_int_equal(card_find_item(card, "solved")->n_levels, 3);
	assert_int_equal(card_find_item(card, "knowledge")->scale, SCALE_POINTS);
	card_free(card);
}

static void presales_weighs_all_alike(void **state)
{
	(void)state;
	struct card *card = load_shipped("presales.yaml");
	struct answer answers[12];
	struct score score;
	assert_int_equal(card->n_items, 12);
	assert_int_equal(card->n_sections, 3);
	for (size_t i = 0; i < 12; i++) {
		assert_int_equal(card_item_weight_centi(&card->items[i]), 100);
		answers[i] = answer_of(card->items[i].key, i == 7 ? 1 : 2);
	}
	score_card(card, answers, 12, "91.67", &score);
	card_free(card);
}

/* ---- incidents ---- */

static struct incident_catalogue *load_incidents(void)
{
	struct card_problems problems = {0};
	struct str text = read_data_file("incidents/incidents.yaml");
	struct incident_catalogue *catalogue =
		incidents_parse(str_get(&text), text.n_bytes, &problems);
	for (size_t i = 0; i < problems.n_problems; i++)
		print_error("%d: %s\n", problems.problems[i].line, problems.problems[i].text);
	assert_non_null(catalogue);
	card_problems_release(&problems);
	str_release(&text);
	return catalogue;
}

static void incident_names_are_in_the_catalogue(const struct card *card)
{
	struct incident_catalogue *catalogue = load_incidents();
	for (size_t i = 0; i < card->n_items + card->n_flags; i++) {
		const struct card_incident *incident =
			i < card->n_items ? &card->items[i].incident
					  : &card->flags[i - card->n_items].incident;
		if (*incident->class_key)
			assert_non_null(incidents_find(
				catalogue, incident->class_key, incident->category_key));
	}
	incidents_free(catalogue);
}

static void proposed_incidents_are_in_the_catalogue(void **state)
{
	(void)state;
	for_each_card(incident_names_are_in_the_catalogue);
}

static void category_is_bilingual(const struct incident_category *category)
{
	title_is_fit_for_the_screen(&category->title);
	is_bilingual(&category->definition);
	assert_in_range(category->n_scenarios, 1, 10);
	for (size_t i = 0; i < category->n_scenarios; i++)
		is_bilingual(&category->scenarios[i]);
	for (size_t i = 0; i < category->n_cases; i++) {
		is_bilingual(&category->cases[i].problem);
		is_bilingual(&category->cases[i].diagnosis);
	}
}

static void catalogue_has_three_classes_with_cases(void **state)
{
	(void)state;
	static const char *const two_cases[] = {"bad-attitude", "image", "diversion", "sensitive"};
	static const size_t n_categories[] = {8, 5, 4};
	struct incident_catalogue *catalogue = load_incidents();
	assert_int_equal(catalogue->n_classes, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct incident_class *class = &catalogue->classes[i];
		is_bilingual(&class->title);
		assert_int_equal(class->n_categories, n_categories[i]);
		for (size_t n = 0; n < class->n_categories; n++) {
			category_is_bilingual(&class->categories[n]);
			assert_in_range(class->categories[n].n_cases, 1, 2);
		}
	}
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(incidents_find(catalogue, "a", two_cases[i])->n_cases, 2);
	incidents_free(catalogue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tenets_has_the_points_and_reasons),
		cmocka_unit_test(reason_codes_run_on),
		cmocka_unit_test(tenets_names_its_evidence),
		cmocka_unit_test(cards_are_bilingual_and_short),
		cmocka_unit_test(short_has_five_items_of_a_hundred_points),
		cmocka_unit_test(cards_are_of_a_hundred_points),
		cmocka_unit_test(action_review_is_a_share_of_what_applies),
		cmocka_unit_test(action_review_asks_for_comments_and_contact),
		cmocka_unit_test(deductions_take_off_per_fault),
		cmocka_unit_test(dial_test_asks_for_the_follow_up_only_after_one),
		cmocka_unit_test(presales_weighs_all_alike),
		cmocka_unit_test(proposed_incidents_are_in_the_catalogue),
		cmocka_unit_test(catalogue_has_three_classes_with_cases),
	};
	return cmocka_run_group_tests_name("shipped cards", tests, NULL, NULL);
}
