/* Tests of scorecard/card: what a good file becomes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scorecard/incidents.h"
#include "scorecard/schema.h"
#include "support.h"
#include "testing.h"

static const char whole[] =
	"card: whole\n"
	"version: 12\n"
	"title: {en: Whole, zh: 全表}\n"
	"channel: [chat, dial-test]\n"
	"author: 王小明\n"
	"date: 2026-11-01\n"
	"total: 50\n"
	"pass: 40.5\n"
	"sections:\n"
	"  - section: one\n"
	"    title: One\n"
	"    items:\n"
	"      - item: 1.1\n"
	"        title: {zh: 开头语}\n"
	"        met: 7\n"
	"        exceeded: 10\n"
	"        na: yes\n"
	"        comment-required-when: [not-met, exceeded]\n"
	"        evidence: [gaps.silence, overtalk]\n"
	"        guideline: >-\n"
	"          Greets,\n"
	"          gives a name.\n"
	"        reasons:\n"
	"          N1: Missing\n"
	"          E10: {en: Warm, zh: 热情}\n"
	"      - item: 1.2\n"
	"        title: \"Polite: yes\"\n"
	"        scale: yes-no\n"
	"        yes: 2.5\n"
	"        required: no\n"
	"        comment-required-when: any\n"
	"        evidence: gaps.hold\n"
	"  - section: two\n"
	"    title: Two\n"
	"    points: 30\n"
	"    items:\n"
	"      - {item: 2.1, title: Fillers, scale: occurrence, off: 0.5}\n"
	"      - {item: 2.2, title: Pace, scale: points, points: 1, step: 0.5}\n";

static void card_keeps_what_the_file_says(void **state)
{
	(void)state;
	struct card *card = parse_good(whole);
	assert_string_equal(card->id, "whole");
	assert_int_equal(card->version, 12);
	assert_string_equal(card_text_get(&card->title, CARD_ZH), "全表");
	assert_int_equal(card->channels, CHANNEL_CHAT | CHANNEL_DIAL_TEST);
	assert_string_equal(card->author, "王小明");
	assert_string_equal(card->date, "2026-11-01");
	assert_int_equal(card->total_centi, 5000);
	assert_int_equal(card->pass_centi, 4050);
	assert_int_equal(card->n_text, sizeof whole - 1);
	assert_string_equal(card->text, whole);
	assert_int_equal(card->n_sections, 2);
	assert_int_equal(card->sections[0].cap_centi, -1);
	assert_int_equal(card->sections[1].cap_centi, 3000);
	assert_int_equal(card->sections[1].first_item, 2);
	assert_int_equal(card->sections[1].n_items, 2);
	card_free(card);
}

static void tenet_item_keeps_what_the_file_says(void **state)
{
	(void)state;
	struct card *card = parse_good(whole);
	const struct card_item *item = card_find_item(card, "1.1");
	assert_non_null(item);
	assert_int_equal(item->scale, SCALE_TENET);
	assert_int_equal(item->line, 13);
	assert_true(item->na_allowed);
	assert_true(item->required);
	assert_int_equal(item->n_levels, 3);
	assert_string_equal(item->levels[0].key, "not-met");
	assert_string_equal(item->levels[1].key, "met");
	assert_string_equal(item->levels[2].key, "exceeded");
	assert_int_equal(card_item_max_centi(item), 1000);
	assert_int_equal(card_item_met_centi(item), 700);
	assert_string_equal(card_text_get(&item->title, CARD_EN), "开头语");
	assert_string_equal(card_text_get(&item->guideline, CARD_ZH), "Greets, gives a name.");
	assert_int_equal(item->n_reasons, 2);
	assert_string_equal(item->reasons[1].code, "E10");
	assert_true(item->reasons[1].exceeded);
	assert_false(item->reasons[0].exceeded);
	assert_string_equal(card_text_get(&item->reasons[1].text, CARD_ZH), "热情");
	assert_int_equal(item->n_evidence, 2);
	assert_string_equal(item->evidence[1], "overtalk");
	card_free(card);
}

static void other_scales_make_their_levels(void **state)
{
	(void)state;
	struct card *card = parse_good(whole);
	const struct card_item *polite = card_find_item(card, "1.2");
	assert_string_equal(polite->levels[0].key, "no");
	assert_string_equal(polite->levels[1].key, "yes");
	assert_int_equal(polite->levels[1].points_centi, 250);
	assert_false(polite->required);
	assert_false(polite->na_allowed);
	assert_int_equal(polite->section, 0);
	const struct card_item *fillers = card_find_item(card, "2.1");
	assert_int_equal(fillers->n_levels, 0);
	assert_int_equal(fillers->off_centi, 50);
	assert_int_equal(card_item_max_centi(fillers), 0);
	assert_int_equal(card_item_met_centi(polite), 250);
	const struct card_item *pace = card_find_item(card, "2.2");
	assert_int_equal(pace->n_levels, 3);
	assert_string_equal(card_text_get(&pace->levels[1].name, CARD_EN), "0.5");
	assert_int_equal(pace->section, 1);
	card_free(card);
}

static void defaults_are_those_of_the_manual(void **state)
{
	(void)state;
	struct card *card = parse_good("card: small\nversion: 1\ntitle: Small\nsections:\n"
				       "  - section: s\n    title: S\n    items:\n"
				       "      - {item: a, title: A, met: 4, exceeded: 5}\n"
				       "      - {item: b, title: B, scale: yes-no, yes: 2}\n");
	assert_int_equal(card->total_centi, 700);
	assert_int_equal(card->pass_centi, -1);
	assert_int_equal(card->channels, CHANNEL_CALL);
	assert_null(card->author);
	assert_null(card->date);
	assert_true(card->items[0].required);
	assert_false(card->items[0].na_allowed);
	assert_int_equal(card->items[0].comment_rule, COMMENT_OPTIONAL);
	assert_string_equal(card_text_get(&card->items[0].guideline, CARD_EN), "");
	assert_string_equal(card_text_get(&card->title, CARD_ZH), "Small");
	assert_null(card_find_item(card, "c"));
	card_free(card);
	card_free(NULL);
}

static void comments_are_asked_for_by_rule(void **state)
{
	(void)state;
	struct card *card = parse_good(whole);
	const struct card_item *some = card_find_item(card, "1.1"),
			       *any = card_find_item(card, "1.2");
	const struct card_item *none = card_find_item(card, "2.2");
	assert_true(card_needs_comment(some, 1));
	assert_false(card_needs_comment(some, 2));
	assert_true(card_needs_comment(some, 3));
	assert_false(card_needs_comment(some, ANSWER_NA));
	assert_false(card_needs_comment(some, ANSWER_NONE));
	assert_true(card_needs_comment(any, 1));
	assert_true(card_needs_comment(any, 2));
	assert_true(card_needs_comment(any, ANSWER_NA));
	assert_false(card_needs_comment(any, ANSWER_NONE));
	assert_false(card_needs_comment(none, 1));
	card_free(card);
}

static void lowest_level_is_not_met(void **state)
{
	(void)state;
	struct card *card = parse_good(whole);
	const struct card_item *tenet = card_find_item(card, "1.1"),
			       *pace = card_find_item(card, "2.2");
	assert_true(card_level_is_not_met(tenet, 1));
	assert_false(card_level_is_not_met(tenet, 2));
	assert_true(card_level_is_exceeded(tenet, 3));
	assert_false(card_level_is_exceeded(tenet, 2));
	assert_false(card_level_is_not_met(tenet, ANSWER_NA));
	assert_false(card_level_is_not_met(tenet, 4));
	assert_true(card_level_is_not_met(pace, 1));
	assert_false(card_level_is_not_met(pace, 2));
	assert_false(card_level_is_exceeded(pace, 3));
	card_free(card);
}

static void language_follows_the_locale(void **state)
{
	(void)state;
	assert_int_equal(card_language_of("zh_CN.UTF-8"), CARD_ZH);
	assert_int_equal(card_language_of("zh"), CARD_ZH);
	assert_int_equal(card_language_of("zh_CN:en"), CARD_ZH);
	assert_int_equal(card_language_of("en_US.UTF-8"), CARD_EN);
	assert_int_equal(card_language_of("C"), CARD_EN);
	assert_int_equal(card_language_of(""), CARD_EN);
}

static void files_of_other_systems_are_read(void **state)
{
	(void)state;
	/* A byte order mark and lines that end as on Windows. */
	struct card *card = parse_good("\xef\xbb\xbf"
				       "card: a\r\nversion: 1\r\ntitle: A\r\nsections:\r\n"
				       "  - section: s\r\n    title: S\r\n    items:\r\n"
				       "      - {item: a, title: A, met: 4}\r\n");
	assert_string_equal(card->id, "a");
	assert_string_equal(card_text_get(&card->title, CARD_EN), "A");
	card_free(card);
}

static void schema_explains_every_key(void **state)
{
	(void)state;
	const char *where = "";
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++) {
		assert_true(*row->type && *row->help && row->read);
		assert_true(*card_schema_expected(row));
		assert_ptr_equal(card_schema_find(row->where, row->name), row);
		/* Rows of one place stand together. */
		if (strcmp(row->where, where) != 0)
			assert_ptr_equal(card_schema_first(row->where), row);
		where = row->where;
	}
}

static void words_are_near_or_far(void **state)
{
	(void)state;
	assert_int_equal(card_word_distance("title", "title"), 0);
	assert_int_equal(card_word_distance("titel", "title"), 1);
	assert_int_equal(card_word_distance("", "met"), 3);
	assert_int_equal(card_word_distance("evidenz", "evidence"), 2);
	assert_string_equal(card_schema_nearest("item", "guidline"), "guideline");
	assert_string_equal(card_schema_nearest("card", "verson"), "version");
	assert_string_equal(card_schema_nearest("item", "comment"), "comment-required-when");
	assert_string_equal(card_schema_nearest("item", "an"), "na");
	assert_null(card_schema_nearest("item", "colour"));
	assert_null(card_schema_nearest("text", "fr"));
	assert_null(card_schema_nearest("item", ""));
}

/* The lines between the next .RS and .RE, without roff's escapes. False at the end. */
static bool read_example(FILE *page, struct str *example)
{
	char line[1024];
	bool inside = false;
	str_clear(example);
	while (fgets(line, sizeof line, page)) {
		if (strcmp(line, ".RE\n") == 0)
			return true;
		for (const char *p = line; inside && *p; p++)
			if (*p != '\\')
				str_addc(example, *p);
		inside = inside || strcmp(line, ".RS\n") == 0;
	}
	return false;
}

#define HEAD "card: a\nversion: 1\ntitle: A\n"
#define SECTION "sections:\n- section: s\n  title: S\n  items:\n"

static void add_indented(struct str *text, const char *lines)
{
	for (size_t n; *lines; lines += n) {
		n = strcspn(lines, "\n") + 1;
		str_add(text, "  ");
		str_addn(text, lines, n);
	}
}

/* Reads an example as what it is a part of. */
static void example_is_right(const char *example)
{
	struct str text = {0};
	struct card_problems problems = {0};
	if (str_starts(example, "catalogue:")) {
		struct incident_catalogue *catalogue =
			incidents_parse(example, strlen(example), &problems);
		assert_non_null(catalogue);
		incidents_free(catalogue);
		return;
	}
	if (!str_starts(example, "#"))
		str_add(&text, HEAD);
	bool is_items = str_starts(example, "- ");
	if (is_items)
		str_add(&text, SECTION);
	else if (!strstr(example, "sections:"))
		str_add(&text, SECTION "  - {item: a, title: A, met: 100}\n");
	if (is_items)
		add_indented(&text, example);
	else
		str_add(&text, example);
	card_free(parse_good(str_get(&text)));
	str_release(&text);
}

static FILE *open_manual(void)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/man/callmark-card.5.in", getenv("srcdir"));
	FILE *page = fopen(path, "r");
	assert_non_null(page);
	return page;
}

static void examples_of_the_manual_are_right(void **state)
{
	(void)state;
	struct str example = {0};
	FILE *page = open_manual();
	int n = 0;
	for (; read_example(page, &example); n++)
		if (!str_starts(str_get(&example), "title:"))
			example_is_right(str_get(&example));
	assert_int_equal(n, 15);
	fclose(page);
	str_release(&example);
}

/* Every key of the schema stands in an example. */
static void the_manual_has_an_example_of_each_key(void **state)
{
	(void)state;
	struct str all = {0}, example = {0}, key = {0};
	FILE *page = open_manual();
	while (read_example(page, &example))
		str_add(&all, str_get(&example));
	for (const struct card_schema_row *row = card_get_schema(); row->name; row++) {
		str_clear(&key);
		str_addf(&key, "%s:", row->name);
		if (!strstr(str_get(&all), str_get(&key)))
			print_error("no example of '%s'\n", row->name);
		assert_non_null(strstr(str_get(&all), str_get(&key)));
	}
	fclose(page);
	str_release(&all);
	str_release(&example);
	str_release(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(card_keeps_what_the_file_says),
		cmocka_unit_test(tenet_item_keeps_what_the_file_says),
		cmocka_unit_test(other_scales_make_their_levels),
		cmocka_unit_test(defaults_are_those_of_the_manual),
		cmocka_unit_test(comments_are_asked_for_by_rule),
		cmocka_unit_test(lowest_level_is_not_met),
		cmocka_unit_test(language_follows_the_locale),
		cmocka_unit_test(files_of_other_systems_are_read),
		cmocka_unit_test(schema_explains_every_key),
		cmocka_unit_test(words_are_near_or_far),
		cmocka_unit_test(examples_of_the_manual_are_right),
		cmocka_unit_test(the_manual_has_an_example_of_each_key),
	};
	return cmocka_run_group_tests_name("card", tests, NULL, NULL);
}
