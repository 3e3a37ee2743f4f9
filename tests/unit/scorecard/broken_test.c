/* Tests of scorecard's reader: broken fields, flags, bands, weights, conditions, and catalogues. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "scorecard/incidents.h"
#include "support.h"
#include "testing.h"

#define HEAD                                                                                       \
	"card: test\n"                                                                             \
	"version: 1\n"                                                                             \
	"title: Test\n"
/* What every card needs, in one line. */
#define REST "sections: [{section: s, title: S, items: [{item: a, title: A, met: 5}]}]\n"
/* Items begin in line 8. */
#define ITEMS                                                                                      \
	HEAD "sections:\n"                                                                         \
	     "  - section: s\n"                                                                    \
	     "    title: S\n"                                                                      \
	     "    items:\n"

struct broken {
	const char *text;
	const char *problems; /* "line:column: text\n" each */
};

/* clang-format off */
static const struct broken broken_cards[] = {
	/* policies */
	{HEAD "na-policy: half\nuntouched: full\n" REST,
		"4:12: 'na-policy' is 'half'; expected one of: proportional, equal, as-pass, zero\n"
		"5:12: 'untouched' is 'full'; expected one of: left-out, met\n"},
	{HEAD "na_policy: zero\n" REST,
		"4:1: unknown key 'na_policy'; did you mean 'na-policy'?\n"},

	{HEAD "author: {cn: x}\n" REST,
		"4:9: 'author' has keys of its own; expected a text\n"},
	{ITEMS "      - {item: a, title: {cn: A, en: A}, met: 5, an: yes}\n",
		"8:27: unknown language 'cn'; expected en or zh\n"
		"8:50: unknown key 'an'; did you mean 'na'?\n"},

	/* contact fields */
	{HEAD "fields:\n  - {field: a, title: A, type: number}\n" REST,
		"5:32: 'type' is 'number'; expected one of: text, choice, date, duration\n"},
	{HEAD "fields:\n  - {field: a, title: A, type: choice}\n" REST,
		"5:5: 'options' is missing; expected a list, each entry starting with '- option: NAME'\n"},
	{HEAD "fields:\n  - {field: a, title: A, options: [{option: x, title: X}]}\n" REST,
		"5:26: 'options' are for a field of type choice\n"},
	{HEAD "fields:\n  - {field: a, title: A}\n  - {field: a, title: B}\n" REST,
		"6:5: field 'a' is there already; each name once\n"},
	{HEAD "fields:\n  - field: a\n    title: A\n    type: choice\n    options:\n"
		"      - {option: x, title: X}\n      - {option: x}\n" REST,
		"10:9: 'title' is missing; expected a text, or {en: ..., zh: ...}\n"
		"10:9: option 'x' is there already; each name once\n"},
	{HEAD "fields: contact\n" REST,
		"4:9: 'fields' is 'contact'; expected a list, each entry starting with '- field: NAME'\n"},
	{HEAD "fields:\n  - {field: a, title: A, required: always}\n" REST,
		"5:36: 'required' is 'always'; expected yes or no\n"},

	/* red flags */
	{HEAD "flags:\n  - {flag: f, title: F}\n" REST,
		"5:5: 'effect' is missing; expected one of: report, fail, zero\n"},
	{HEAD "flags:\n  - {flag: f, title: F, effect: section}\n" REST,
		"5:33: 'effect' is 'section'; expected one of: report, fail, zero\n"},
	{HEAD "flags:\n  - {flag: f, title: F, effect: fail}\n  - {flag: f, title: G, effect: zero}\n" REST,
		"6:5: flag 'f' is there already, in line 5; each name once\n"},
	{HEAD "flags:\n  - {flag: a, title: F, effect: fail}\n" REST,
		"6:43: item 'a' has the name of a flag, in line 5; each name once\n"},
	{HEAD "flags:\n  - {flag: f, title: F, effect: fail, incident: a}\n" REST,
		"5:49: expected keys with values here, such as 'class: ...'\n"},
	{HEAD "flags:\n  - {flag: f, title: F, effect: fail, incident: {category: x}}\n" REST,
		"5:49: 'class' is missing; expected a short name of a-z 0-9 . _ -, at most 31 of them\n"},
	{HEAD "flags:\n  - {flag: f, title: F, effect: fail, points: 5}\n" REST,
		"5:39: unknown key 'points'; known here: flag, title, effect, comment-required, incident, guideline\n"},

	/* bands */
	{HEAD "bands:\n  - {band: x, title: X, from: 1}\n  - {band: x, title: Y, from: 1}\n" REST,
		"6:5: band 'x' is there already; each name once\n"
		"6:5: band 'x' begins at the same score; expected another 'from'\n"},
	{HEAD "bands:\n  - {band: x, title: X, from: 6}\n" REST,
		"5:5: band 'x' begins above the card's total; nobody could get there\n"},
	{HEAD "bands:\n  - {band: x, title: X, from: most}\n" REST,
		"5:31: 'from' is 'most'; expected points such as 5 or 2.5\n"},

	/* weights */
	{HEAD "sections:\n"
		"  - {section: s, title: S, weight: 60, items: [{item: a, title: A, met: 5}]}\n"
		"  - {section: t, title: T, items: [{item: b, title: B, met: 5}]}\n",
		"6:5: section 't' has no weight, but others have; expected a 'weight' in each section, or in none\n"},
	{ITEMS "      - {item: a, title: A, met: 5, weight: 2}\n      - {item: b, title: B, met: 5}\n",
		"9:9: item 'b' has no weight, but others of its section have; expected a 'weight' for each of them, or for none\n"},
	{ITEMS "      - {item: a, title: A, met: 0, weight: 2}\n",
		"8:9: item 'a' has a weight, but no answer of it has points; expected points to weigh\n"},
	{ITEMS "      - {item: a, title: A, met: 5, weight: 2, bonus: all}\n",
		"8:9: item 'a' is a bonus and has a weight; expected one of them\n"},
	{ITEMS "      - {item: a, title: A, met: 5, weight: heavy}\n",
		"8:45: 'weight' is 'heavy'; expected points such as 5 or 2.5\n"},
	{HEAD "sections:\n  - section: s\n    title: S\n    points: 10\n    items:\n"
		"      - {item: a, title: A, scale: occurrence, off: 1, weight: 2, bonus: all}\n",
		"9:56: 'weight' is not for an item of scale occurrence\n"
		"9:67: 'bonus' is not for an item of scale occurrence\n"},

	/* bonus and effects */
	{ITEMS "      - {item: a, title: A, met: 5, bonus: exceeded}\n",
		"8:9: the bonus of item 'a' is what exceeded gives more; 'exceeded' is missing\n"},
	{ITEMS "      - {item: a, title: A, met: 5, bonus: 3}\n",
		"8:44: 'bonus' is '3'; expected one of: all, exceeded\n"},
	{ITEMS "      - {item: a, title: A, met: 5, effect: report}\n",
		"8:45: 'effect' is 'report'; expected one of: section, fail, zero\n"},
	{HEAD "pass: 11\nsections: [{section: s, title: S, items: [{item: a, title: A, met: 5}, "
		"{item: b, title: B, met: 5, bonus: all}]}]\n",
		"4:1: 'pass' is more than the card's total; nobody could pass\n"},

	/* reasons with points */
	{ITEMS "      - item: a\n        title: A\n        met: 5\n        exceeded: 6\n        reasons:\n"
		"          N1: {points: 2}\n          E1: {en: Great, points: 2}\n          N2: {en: Late, fr: Tard}\n",
		"13:15: reason 'N1' has points but no text; expected 'en' or 'zh' beside them\n"
		"14:27: reason 'E1' is for exceeded; only reasons for not met have points\n"
		"15:26: unknown language 'fr'; expected en or zh\n"},
	{ITEMS "      - item: a\n        title: A\n        scale: yes-no\n        yes: 5\n        reasons:\n"
		"          N1: {en: Late, points: 2}\n",
		"13:26: 'points' is not for an item of scale yes-no\n"},
	{ITEMS "      - item: a\n        title: A\n        met: 5\n        reasons:\n          N1: {}\n",
		"12:15: 'N1' is empty; expected a text, or {en: ..., zh: ...}\n"},

	/* conditions */
	{ITEMS "      - {item: a, title: A, met: 5, when: {item: b, is: met}}\n",
		"8:50: there is no item 'b' in this card; expected the name of another item\n"},
	{ITEMS "      - {item: a, title: A, met: 5}\n"
		"      - {item: b, title: B, met: 5, when: {item: a, is: [met, exceeded, na]}}\n",
		"9:63: 'exceeded' is no answer of item 'a'; expected some of: not-met, met\n"
		"9:73: 'na' is no answer of item 'a'; expected some of: not-met, met\n"},
	{ITEMS "      - {item: a, title: A, scale: yes-no, yes: 5, na: yes}\n"
		"      - {item: b, title: B, met: 5, when: {item: a, is: met}}\n",
		"9:57: 'met' is no answer of item 'a'; expected some of: no, yes, na\n"},
	{ITEMS "      - {item: a, title: A, met: 5, when: {item: a, is: met}}\n",
		"8:50: item 'a' depends on itself; conditions cannot go in a circle\n"},
	{ITEMS "      - {item: a, title: A, met: 5, when: {item: b, is: met}}\n"
		"      - {item: b, title: B, met: 5, when: {item: c, is: met}}\n"
		"      - {item: c, title: C, met: 5, when: {item: b, is: met}}\n",
		"9:50: item 'b' depends on itself; conditions cannot go in a circle\n"
		"10:50: item 'c' depends on itself; conditions cannot go in a circle\n"},
	{ITEMS "      - {item: a, title: A, met: 5, when: b}\n",
		"8:43: expected keys with values here, such as 'item: ...'\n"},
	{ITEMS "      - {item: a, title: A, met: 5}\n      - {item: b, title: B, met: 5, when: {item: a}}\n"
		"      - {item: c, title: C, met: 5, when: {item: a, is: []}}\n",
		"9:43: 'is' is missing; expected an answer of that item such as not-met, or a list of them\n"
		"10:57: 'is' is empty; expected an answer of that item such as not-met, or a list of them\n"},
	{ITEMS "      - {item: a, title: A, met: 5, when: {item: [b], is: {x: y}}}\n",
		"8:50: 'item' is a list; expected a short name of a-z 0-9 . _ -, at most 31 of them\n"
		"8:59: 'is' has keys of its own; expected an answer of that item such as not-met, or a list of them\n"},

	/* evidence */
	{ITEMS "      - {item: a, title: A, met: 5, evidence: [rings, phrases., gap.hold]}\n",
		"8:55: 'evidence' is 'phrases.'; expected some of: gaps.silence, gaps.hold, overtalk, rings, phrases.LIST\n"
		"8:65: 'evidence' is 'gap.hold'; expected some of: gaps.silence, gaps.hold, overtalk, rings, phrases.LIST\n"},
};

#define CATALOGUE "catalogue: c\nversion: 1\ntitle: T\nclasses:\n"
#define CASES "cases: [{problem: P, diagnosis: D}]"
#define CATEGORY(key) "{category: " key ", title: T, definition: D, scenarios: [S], " CASES "}"

static const struct broken broken_catalogues[] = {
	{"", "1:1: the file is empty; expected a catalogue, starting with 'catalogue: NAME'\n"},
	{"card: a\nversion: 1\ntitle: T\n",
		"1:1: unknown key 'card'; known here: catalogue, version, title, classes\n"
		"1:1: 'catalogue' is missing; expected a short name of a-z 0-9 . _ -, at most 31 of them\n"
		"1:1: 'classes' is missing; expected a list, each entry starting with '- class: NAME'\n"},
	{CATALOGUE "  - {class: a, title: A, categories: [" CATEGORY("x") "]}\n"
		"  - {class: a, title: A, categories: [" CATEGORY("x") "]}\n",
		"6:5: class 'a' is there already; each name once\n"},
	{CATALOGUE "  - class: a\n    title: A\n    categories:\n      - " CATEGORY("x") "\n      - "
		CATEGORY("x") "\n",
		"9:9: category 'x' is there already, in line 8; each name once in a class\n"},
	{CATALOGUE "  - {class: a, title: A, categories: []}\n",
		"5:38: 'categories' is empty; expected a list, each entry starting with '- category: NAME'\n"},
	{CATALOGUE "  - class: a\n    title: A\n    categories:\n      - category: x\n        title: X\n",
		"8:9: 'definition' is missing; expected a text, or {en: ..., zh: ...}\n"
		"8:9: 'scenarios' is missing; expected a list of texts, each a text, or {en: ..., zh: ...}\n"
		"8:9: 'cases' is missing; expected a list, each entry starting with '- problem: TEXT'\n"},
	{CATALOGUE "  - class: a\n    title: A\n    categories:\n      - category: x\n        title: X\n"
		"        definition: D\n        scenarios: [[S], {en: S}, '']\n        cases: [{problem: P}]\n",
		"11:21: 'scenarios' is a list; expected a list of texts, each a text, or {en: ..., zh: ...}\n"
		"11:35: 'scenarios' is empty; expected a list of texts, each a text, or {en: ..., zh: ...}\n"
		"12:17: 'diagnosis' is missing; expected a text, or {en: ..., zh: ...}\n"},
	{"catalogue: c\n\tversion: 1\n", "2:1: a tab cannot indent; use spaces\n"},
};
/* clang-format on */

static char *list_problems(const struct card_problems *problems)
{
	struct str list = {0};
	for (size_t i = 0; i < problems->n_problems; i++)
		str_addf(&list, "%d:%d: %s\n", problems->problems[i].line,
			problems->problems[i].column, problems->problems[i].text);
	return str_take(&list);
}

static void says(const struct card_problems *problems, const char *expected)
{
	char *list = list_problems(problems);
	assert_string_equal(list, expected);
	free(list);
}

static void each_broken_card_says_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken_cards / sizeof *broken_cards; i++) {
		struct card_problems problems = {0};
		const char *text = broken_cards[i].text;
		assert_null(card_parse(text, strlen(text), &problems));
		says(&problems, broken_cards[i].problems);
		card_problems_release(&problems);
	}
}

static void each_broken_catalogue_says_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken_catalogues / sizeof *broken_catalogues; i++) {
		struct card_problems problems = {0};
		const char *text = broken_catalogues[i].text;
		assert_null(incidents_parse(text, strlen(text), &problems));
		says(&problems, broken_catalogues[i].problems);
		card_problems_release(&problems);
	}
}

static void the_lines_that_surround_these_are_right(void **state)
{
	(void)state;
	struct card_problems problems = {0};
	static const char catalogue[] = CATALOGUE "  - {class: a, title: A, categories: [" CATEGORY(
		"x") "]}\n"
		     "  - {class: b, title: B, categories: [" CATEGORY("x") "]}\n";
	card_free(parse_good(HEAD REST));
	struct incident_catalogue *read =
		incidents_parse(catalogue, sizeof catalogue - 1, &problems);
	assert_non_null(read);
	assert_ptr_not_equal(incidents_find(read, "a", "x"), incidents_find(read, "b", "x"));
	assert_null(incidents_find(read, "a", "y"));
	assert_null(incidents_find(read, "c", "x"));
	incidents_free(read);
	incidents_free(NULL);
}

static void a_letter_is_left_for_each_flag_and_field(void **state)
{
	(void)state;
	struct str text = {0};
	struct card_problems problems = {0};
	str_add(&text, HEAD "flags:\n");
	for (int i = 0; i < 27; i++)
		str_addf(&text, "  - {flag: f%d, title: F, effect: fail}\n", i);
	str_add(&text, "fields:\n");
	for (int i = 0; i < 27; i++)
		str_addf(&text, "  - {field: f%d, title: F}\n", i);
	str_add(&text, REST);
	assert_null(card_parse(str_get(&text), text.n_bytes, &problems));
	says(&problems, "31:5: too many entries in 'flags'; at most 26\n"
			"59:5: too many entries in 'fields'; at most 26\n");
	card_problems_release(&problems);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_broken_card_says_what_is_wrong),
		cmocka_unit_test(each_broken_catalogue_says_what_is_wrong),
		cmocka_unit_test(the_lines_that_surround_these_are_right),
		cmocka_unit_test(a_letter_is_left_for_each_flag_and_field),
	};
	return cmocka_run_group_tests_name("broken cards", tests, NULL, NULL);
}
