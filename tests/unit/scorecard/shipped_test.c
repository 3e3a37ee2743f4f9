/* Tests of the cards that come along: the facts of tenets, both languages, room on the screen. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scorecard/card.h"
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

static void item_is_fit_for_the_screen(const struct card_item *item)
{
	is_bilingual(&item->title);
	is_bilingual(&item->guideline);
	assert_true(utf8_width(item->title.in[CARD_EN]) <= 35);
	assert_true(utf8_width(item->title.in[CARD_ZH]) <= 24);
	assert_in_range(count_sentences(item->guideline.in[CARD_ZH], "。"), 1, 4);
	for (size_t i = 0; i < item->n_reasons; i++)
		is_bilingual(&item->reasons[i].text);
}

static void cards_are_bilingual_and_short(void **state)
{
	(void)state;
	static const char *const names[] = {"short.yaml", "tenets.yaml"};
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		struct card *card = load_shipped(names[n]);
		is_bilingual(&card->title);
		for (size_t i = 0; i < card->n_sections; i++)
			is_bilingual(&card->sections[i].title);
		for (size_t i = 0; i < card->n_items; i++)
			item_is_fit_for_the_screen(&card->items[i]);
		card_free(card);
	}
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tenets_has_the_points_and_reasons),
		cmocka_unit_test(reason_codes_run_on),
		cmocka_unit_test(tenets_names_its_evidence),
		cmocka_unit_test(cards_are_bilingual_and_short),
		cmocka_unit_test(short_has_five_items_of_a_hundred_points),
	};
	return cmocka_run_group_tests_name("shipped cards", tests, NULL, NULL);
}
