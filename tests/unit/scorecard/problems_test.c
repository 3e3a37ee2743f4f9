/* Tests of scorecard's reader: broken cards, and the exact message of each. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "scorecard/card.h"
#include "support.h"
#include "testing.h"

#define HEAD                                                                                       \
	"card: test\n"                                                                             \
	"version: 1\n"                                                                             \
	"title: Test\n"
/* Items begin in line 8. */
#define ITEMS                                                                                      \
	HEAD "sections:\n"                                                                         \
	     "  - section: s\n"                                                                    \
	     "    title: S\n"                                                                      \
	     "    items:\n"
#define ITEM                                                                                       \
	ITEMS "      - item: a\n"                                                                  \
	      "        title: A\n"

struct broken {
	const char *text;
	const char *problems; /* "line:column: text\n" each */
};

/* clang-format off */
static const struct broken broken_cards[] = {
	/* not a card at all */
	{"",
		"1:1: the file is empty; expected a card, starting with 'card: NAME'\n"},
	{"# only a remark\n\n",
		"1:1: the file is empty; expected a card, starting with 'card: NAME'\n"},
	{"Dear all,\n",
		"1:1: expected keys with values here, such as 'card: ...'\n"},
	{"- card: test\n",
		"1:1: expected keys with values here, such as 'card: ...'\n"},
	{"card: t\xe9st\n",
		"1:8: byte 0xe9 is not UTF-8; save the file as UTF-8\n"},
	{"card: test\ntitle: \xff\xfe\n",
		"2:8: byte 0xff is not UTF-8; save the file as UTF-8\n"},
	{"card: test\ntitle: a\x1b[31mb\n",
		"2:9: control character U+001B; remove it\n"},
	{"card: test\ntitle: \"a\\0b\"\n",
		"2:8: a control character in this text; remove it\n"},

	/* YAML */
	{HEAD "sections: [\n",
		"5:1: expected a value here; a bracket before it may not be closed\n"},
	{"card: test\nversion: 1\ntitle: \"Test\nsections:\n",
		"3:8: this quotation mark is never closed\n"},
	{"card: test\ntitle: Opening: greeting\n",
		"2:15: a ':' too many here, or a plain ': ' missing above; put a text with ': ' in it in quotes\n"},
	{"card: test\nversion: 1\n title: Test\n",
		"3:7: a ':' too many here, or a plain ': ' missing above; put a text with ': ' in it in quotes\n"},
	{"card: test\n\ttitle: Test\n",
		"2:1: a tab cannot indent; use spaces\n"},
	{"card: test\ntitle: @home\n",
		"2:8: a value cannot start with this character; indent with spaces, and put such a text in quotes\n"},
	{"card: test\nversion 1\ntitle: Test\n",
		"2:1: expected a plain ':' and a space after this key; check the indentation\n"},
	{"card: test\ntitle: 'Don't'\n",
		"2:13: expected a key and ':'; check the indentation, and the quotes before it\n"},
	{"card: test\ntitle: \"C:\\dir\"\n",
		"2:11: unknown character after '\\'; put the text in single quotes instead\n"},
	{"card: test\ntitle: {en: \"a\" b}\n",
		"2:17: expected ',' or '}'; put a text with , : { } in it in quotes\n"},
	{"card: test\nauthor: - me\n",
		"2:9: a list cannot start here; start it on a line of its own\n"},
	{"card: test\nsections:\n  - section: a\n title: b\n",
		"4:2: expected a key and ':'; check the indentation, and the quotes before it\n"},
	{"card: &x test\nversion: 1\ntitle: *x\n",
		"1:7: anchors are not used in cards; put a text that starts with '&' in quotes\n"
		"3:8: aliases are not used in cards; put a text that starts with '*' in quotes\n"},
	{"card: !!str test\n",
		"1:7: tags are not used in cards; put a text that starts with '!' in quotes\n"},
	{"card： test\nversion: 1\n",
		"2:8: a ':' too many here, or a plain ': ' missing above; put a text with ': ' in it in quotes\n"},
	{"card: test\ntitle: {en: A， zh: 甲}\n",
		"2:18: expected ',' or '}'; put a text with , : { } in it in quotes\n"},
	{"card: test\n---\ncard: other\n",
		"2:1: a second document; a file holds one card, remove the '---'\n"},
	{"card: [[[[[[[[[[[test]]]]]]]]]]]\n",
		"1:16: nested too deeply for a card; check brackets and dashes\n"},

	/* keys */
	{ITEM "        met: 5\n        titel: B\n",
		"11:9: unknown key 'titel'; did you mean 'title'?\n"},
	{ITEM "        met: 5\n        guide: B\n",
		"11:9: unknown key 'guide'; did you mean 'guideline'?\n"},
	{ITEM "        met: 5\n        colour: red\n",
		"11:9: unknown key 'colour'; known here: item, title, scale, met, exceeded, off, yes, no, points, step, choices, na, weight, bonus, effect, when, incident, required, comment-required-when, evidence, guideline, reasons\n"},
	{ITEM "        met: 5\n        met: 6\n",
		"11:9: 'met' is given twice; it is already in line 10\n"},
	{ITEM "        met: 5\n        ? [a, b]\n        : c\n",
		"11:11: a key must be a plain word\n"},
	{ITEM,
		"8:9: 'met' is missing; expected points such as 5 or 2.5\n"},
	{ITEMS "      - title: A\n        met: 5\n",
		"8:9: 'item' is missing; expected a short name of a-z 0-9 . _ -, at most 31 of them\n"},
	{HEAD,
		"1:1: 'sections' is missing; expected a list, each entry starting with '- section: NAME'\n"},

	/* values */
	{ITEM "        met: -5\n",
		"10:14: 'met' is '-5'; points cannot be negative\n"},
	{ITEM "        met: 2.125\n",
		"10:14: 'met' is '2.125'; at most two decimals\n"},
	{ITEM "        met: ten\n",
		"10:14: 'met' is 'ten'; expected points such as 5 or 2.5\n"},
	{ITEM "        met: 2,5\n",
		"10:14: 'met' is '2,5'; expected points such as 5 or 2.5\n"},
	{ITEM "        met: 5.x\n",
		"10:14: 'met' is '5.x'; expected points such as 5 or 2.5\n"},
	{ITEM "        met: 5.\n",
		"10:14: 'met' is '5.'; expected points such as 5 or 2.5\n"},
	{ITEM "        met: 100000000000000000000\n",
		"10:14: 'met' is '100000000000000000000'; points go up to 1000\n"},
	{ITEM "        met: -5王王王王王王王王王王王王王王王王王王王王王王王王\n",
		"10:14: 'met' is '-5王王王王王王王王王王王王王王王王王...'; points cannot be negative\n"},
	{ITEM "        met: １０\n",
		"10:14: 'met' is '１０'; expected points such as 5 or 2.5\n"},
	{ITEM "        met: 1000.01\n",
		"10:14: 'met' is '1000.01'; points go up to 1000\n"},
	{ITEM "        met:\n",
		"10:13: 'met' is empty; expected points such as 5 or 2.5\n"},
	{ITEM "        met: [5]\n",
		"10:14: 'met' is a list; expected points such as 5 or 2.5\n"},
	{ITEM "        met: {en: 5}\n",
		"10:14: 'met' has keys of its own; expected points such as 5 or 2.5\n"},
	{ITEM "        met: 5\n        exceeded: 4\n",
		"11:9: 'exceeded' gives fewer points than 'met'; expected as many or more\n"},
	{ITEM "        met: 5\n        na: maybe\n",
		"11:13: 'na' is 'maybe'; expected yes or no\n"},
	{ITEM "        met: 5\n        comment-required-when: sometimes\n",
		"11:32: 'comment-required-when' is 'sometimes'; expected some of: not-met, exceeded, any\n"},
	{ITEM "        met: 5\n        evidence: [gaps.silence, gaps]\n",
		"11:34: 'evidence' is 'gaps'; expected some of: gaps.silence, gaps.hold, overtalk, rings, phrases.LIST\n"},
	{ITEM "        met: 5\n        evidence: []\n",
		"11:19: 'evidence' is empty; expected some of: gaps.silence, gaps.hold, overtalk, rings, phrases.LIST\n"},
	{ITEM "        met: 5\n        guideline: {en: Yes, sure, zh: Z}\n",
		"11:30: unknown key 'sure'; put a text with a comma in it in quotes\n"},
	{ITEM "        met: 5\n        guideline: {fr: Oui}\n",
		"11:21: unknown language 'fr'; expected en or zh\n"},
	{ITEM "        met: 5\n        guideline: {}\n",
		"11:20: 'guideline' is empty; expected a text, or {en: ..., zh: ...}\n"},
	{ITEM "        met: 5\n        guideline: '  '\n",
		"11:20: 'guideline' is blank; expected a text, or {en: ..., zh: ...}\n"},
	{ITEM "        met: 5\n        guideline: [a]\n",
		"11:20: 'guideline' is a list; expected a text, or {en: ..., zh: ...}\n"},
	{ITEMS "      - item: First Item\n        title: A\n        met: 5\n",
		"8:15: 'item' is 'First Item'; expected a short name of a-z 0-9 . _ -, at most 31 of them\n"},
	{ITEMS "      - item: a234567890123456789012345678901b\n        title: A\n        met: 5\n",
		"8:15: 'item' is 'a234567890123456789012345678901b'; expected a short name of a-z 0-9 . _ -, at most 31 of them\n"},
	{"card: test\nversion: 0\ntitle: Test\ndate: 1.11.2026\nchannel: phone\nsections: none\n",
		"2:10: 'version' is '0'; expected a whole number from 1 to 999999\n"
		"4:7: 'date' is '1.11.2026'; expected a date such as 2026-11-01\n"
		"5:10: 'channel' is 'phone'; expected some of: call, chat, dial-test\n"
		"6:11: 'sections' is 'none'; expected a list, each entry starting with '- section: NAME'\n"},
	{"card: test\nversion: 1\ntitle: Test\ndate: 2026/11/01\nsections: []\n",
		"4:7: 'date' is '2026/11/01'; expected a date such as 2026-11-01\n"
		"5:11: 'sections' is empty; expected a list, each entry starting with '- section: NAME'\n"},
	{"card: test\nversion: 1.5\ntitle: Test\ndate: 2026-13-01\nchannel: []\nsections: []\n",
		"2:10: 'version' is '1.5'; expected a whole number from 1 to 999999\n"
		"4:7: 'date' is '2026-13-01'; expected a date such as 2026-11-01\n"
		"5:10: 'channel' is empty; expected some of: call, chat, dial-test\n"
		"6:11: 'sections' is empty; expected a list, each entry starting with '- section: NAME'\n"},

	/* lists */
	{ITEM "        met: 5\n      - item: a\n        title: B\n        met: 5\n",
		"11:9: item 'a' is there already, in line 8; each name once\n"},
	{ITEM "        met: 5\n  - section: s\n    title: T\n    items:\n"
		"      - {item: b, title: B, met: 1}\n",
		"11:5: section 's' is there already; each name once\n"},
	{ITEMS "      - a\n",
		"8:9: expected keys with values here, such as 'item: ...'\n"},
	{HEAD "sections:\n  - section: s\n    title: S\n    items:\n",
		"7:11: 'items' is empty; expected a list, each entry starting with '- item: NAME'\n"},
	{ITEM "        met: 5\n        reasons:\n          X1: Wrong\n          n1: Wrong\n",
		"12:11: 'X1' is no reason code; expected N1 to N99 for not met, E1 to E99 for exceeded\n"
		"13:11: 'n1' is no reason code; expected N1 to N99 for not met, E1 to E99 for exceeded\n"},
	{ITEM "        met: 5\n        reasons:\n          N1: Wrong\n          N1: Wrong\n",
		"13:11: reason 'N1' is given twice\n"},
	{ITEM "        met: 5\n        reasons:\n          N1:\n          N2: [a]\n",
		"12:14: 'N1' is empty; expected a text, or {en: ..., zh: ...}\n"
		"13:15: 'N2' is a list; expected a text, or {en: ..., zh: ...}\n"},
	{ITEM "        met: 5\n        reasons:\n          N1: Wrong\n          E1: Great\n",
		"11:9: reason 'E1' is for exceeded, but the item has no 'exceeded'; add its points, or remove the reason\n"},
	{ITEM "        met: 5\n        reasons: [N1, N2]\n",
		"11:18: 'reasons' is a list; expected lines such as 'N1: TEXT' or 'E1: TEXT'\n"},

	/* scales */
	{ITEM "        scale: stars\n        yes: 5\n",
		"10:16: 'scale' is 'stars'; expected one of: tenet, occurrence, yes-no, points, choice\n"},
	{ITEM "        scale: yes-no\n        met: 5\n",
		"8:9: 'yes' is missing; expected points such as 5 or 2.5\n"
		"11:9: 'met' is not for an item of scale yes-no\n"},
	{ITEM "        scale: occurrence\n        off: 1\n",
		"5:5: 'points' is missing; occurrence items need points that they take from\n"},
	{HEAD "sections:\n  - section: s\n    title: S\n    points: 10\n    items:\n"
		"      - {item: a, title: A, met: 10}\n",
		"5:5: section 's' has points but no occurrence item; give the points to its items\n"},
	{ITEM "        scale: points\n        points: 5\n        step: 2\n",
		"12:9: the points are not a multiple of the step; expected steps that end at them\n"},
	{ITEM "        scale: points\n        points: 5\n        step: 0\n",
		"12:9: the points are not a multiple of the step; expected steps that end at them\n"},
	{ITEM "        scale: points\n        points: 9\n",
		"11:9: the number of marks from 0 to 'points' is 10; expected 2 to 9\n"},
	{ITEM "        scale: points\n        points: 0\n",
		"11:9: the number of marks from 0 to 'points' is 1; expected 2 to 9\n"},
	{ITEM "        scale: choice\n        choices:\n"
		"          - {choice: x, title: X, points: 1}\n",
		"11:9: there is only one choice; expected 2 to 9\n"},
	{ITEM "        scale: choice\n        choices:\n"
		"          - {choice: x, title: X, points: 1}\n"
		"          - {choice: x, title: Y, points: 2}\n",
		"13:13: choice 'x' is there already; each name once\n"},
	{ITEM "        scale: choice\n        choices:\n"
		"          - {choice: a, title: X, points: 1}\n"
		"          - {choice: b, title: X, points: 1}\n"
		"          - {choice: c, title: X, points: 1}\n"
		"          - {choice: d, title: X, points: 1}\n"
		"          - {choice: e, title: X, points: 1}\n"
		"          - {choice: f, title: X, points: 1}\n"
		"          - {choice: g, title: X, points: 1}\n"
		"          - {choice: h, title: X, points: 1}\n"
		"          - {choice: i, title: X, points: 1}\n"
		"          - {choice: j, title: X, points: 1}\n",
		"21:13: too many entries in 'choices'; at most 9\n"},
	{ITEM "        scale: choice\n        choices: []\n",
		"11:18: 'choices' is empty; expected a list of 2 to 9, each entry starting with '- choice: NAME'\n"},
	{HEAD "pass: 11\nsections:\n  - section: s\n    title: S\n    items:\n"
		"      - {item: a, title: A, met: 10}\n",
		"4:1: 'pass' is more than the card's total; nobody could pass\n"},
};
/* clang-format on */

static char *list_problems(const char *text, size_t n_text)
{
	struct card_problems problems = {0};
	struct str list = {0};
	struct card *card = card_parse(text, n_text, &problems);
	for (size_t i = 0; i < problems.n_problems; i++)
		str_addf(&list, "%d:%d: %s\n", problems.problems[i].line,
			problems.problems[i].column, problems.problems[i].text);
	assert_true(!card == (problems.n_problems > 0));
	card_problems_release(&problems);
	card_free(card);
	return str_take(&list);
}

static void each_broken_card_says_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken_cards / sizeof *broken_cards; i++) {
		const struct broken *broken = &broken_cards[i];
		char *list = list_problems(broken->text, strlen(broken->text));
		assert_string_equal(list, broken->problems);
		free(list);
	}
}

static void every_problem_of_a_file_is_found(void **state)
{
	(void)state;
	static const char text[] = ITEM "        met: -1\n"
					"        na: perhaps\n"
					"        met: 7\n"
					"      - item: b\n"
					"        title: []\n"
					"        exceeded: 3\n";
	char *list = list_problems(text, sizeof text - 1);
	assert_string_equal(list,
		"10:14: 'met' is '-1'; points cannot be negative\n"
		"11:13: 'na' is 'perhaps'; expected yes or no\n"
		"12:9: 'met' is given twice; it is already in line 10\n"
		"13:9: 'met' is missing; expected points such as 5 or 2.5\n"
		"14:16: 'title' is a list; expected a text, or {en: ..., zh: ...}\n");
	free(list);
}

static void problems_end_at_a_hundred(void **state)
{
	(void)state;
	struct str text = {0};
	str_add(&text, ITEMS);
	for (int i = 0; i < 299; i++)
		str_addf(&text, "      - {item: i%d, title: T, met: x, na: y}\n", i);
	struct card_problems problems = {0};
	assert_null(card_parse(str_get(&text), text.n_bytes, &problems));
	assert_int_equal(problems.n_problems, 100);
	assert_int_equal(problems.problems[0].line, 8);
	card_problems_release(&problems);
	str_release(&text);
}

/* Expects exactly one problem. */
static void is_refused(const struct str *text, const char *problem)
{
	char *list = list_problems(str_get(text), text->n_bytes);
	assert_string_equal(list, problem);
	free(list);
}

static void limits_are_kept(void **state)
{
	(void)state;
	struct str text = {0};
	str_add(&text, ITEMS);
	for (int i = 0; i < 301; i++)
		str_addf(&text, "      - {item: i%d, title: T, met: 1}\n", i);
	is_refused(&text, "308:9: too many entries in 'items'; at most 300\n");
	str_clear(&text);

	str_add(&text, HEAD "sections: [");
	for (int i = 0; i < 30000; i++)
		str_add(&text, "a,");
	str_add(&text, "]\n");
	is_refused(&text, "4:39990: too many entries for a card\n");
	str_clear(&text);

	str_add(&text, ITEM "        met: 1\n        reasons:\n");
	for (int i = 1; i <= 65; i++)
		str_addf(&text, "          N%d: No\n", i);
	is_refused(&text, "76:11: too many reasons; at most 64\n");
	str_clear(&text);

	str_add(&text, HEAD "author: ");
	for (int i = 0; i < 4001; i++)
		str_addc(&text, 'a');
	str_add(&text, "\nsections:\n  - section: s\n    title: S\n    items:\n"
		       "      - {item: a, title: A, met: 1}\n");
	is_refused(&text, "4:9: 'author' is too long; at most 4000 bytes\n");
	str_clear(&text);

	for (int i = 0; i < 1024 * 1024 + 1; i++)
		str_addc(&text, '#');
	is_refused(&text, "1:1: the file is too large for a card; at most 1 MiB\n");
	str_release(&text);
}

static void deep_nesting_takes_no_time(void **state)
{
	(void)state;
	static const char *const openers[] = {"[", "{a: ", "- ", "? ", "[{"};
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
		struct str text = {0};
		while (text.n_bytes < 1000000)
			str_add(&text, openers[i]);
		char *list = list_problems(str_get(&text), text.n_bytes);
		assert_non_null(strstr(list, "nested too deeply"));
		free(list);
		str_release(&text);
	}
}

static void messages_hold_only_clean_text(void **state)
{
	(void)state;
	static const char text[] = ITEM "        met: \"5\xe2\x80\xae\"\n"
					"        x\xe2\x80\x8by: 1\n";
	char *list = list_problems(text, sizeof text - 1);
	assert_non_null(strstr(list, "'met' is '5\xef\xbf\xbd'"));
	assert_non_null(strstr(list, "'x\xef\xbf\xbdy'"));
	assert_null(strstr(list, "\xe2\x80"));
	free(list);
}

/* ---- any bytes at all ---- */

static const char *const tokens[] = {"\n", ": ", "- ", "{", "}", "[", "]", "'", "\"", "&a ", "*a ",
	"!t ", "|\n", ">-\n", "---\n", "...\n", "? ", "#", "%TAG", "\t", "\xff", "\x00", "王", "  ",
	"-1", "0.001", "\xef\xbb\xbf", "<<: ", "\r", "\\"};

static void change_at_random(struct str *text, uint32_t *seed)
{
	struct str changed = {0};
	size_t at = random_below(seed, (uint32_t)text->n_bytes + 1);
	size_t n_rest = text->n_bytes - at;
	size_t n_gone = random_below(seed, 20) < n_rest ? random_below(seed, 20) : 0;
	n_gone = n_gone < n_rest ? n_gone : n_rest;
	str_addn(&changed, str_get(text), at);
	switch (random_below(seed, 4)) {
	case 0: /* another byte */
		str_addc(&changed, (char)random_below(seed, 256));
		n_gone = n_rest > 0;
		break;
	case 1: /* a piece of YAML */
		str_add(&changed, tokens[random_below(seed, sizeof tokens / sizeof *tokens)]);
		n_gone = 0;
		break;
	case 2: /* a piece of itself */
		str_addn(&changed, str_get(text), random_below(seed, (uint32_t)at + 1));
		break;
	default: /* a piece less */
		break;
	}
	str_addn(&changed, str_get(text) + at + n_gone, n_rest - n_gone);
	str_release(text);
	*text = changed;
}

static size_t line_start(const struct str *text, size_t at)
{
	while (at > 0 && str_get(text)[at - 1] != '\n')
		at--;
	return at;
}

/* Puts one line of the file, whole, before another, or takes one out: what YAML often accepts. */
static void move_a_line(struct str *text, uint32_t *seed)
{
	struct str changed = {0};
	const char *bytes = str_get(text);
	size_t from = line_start(text, random_below(seed, (uint32_t)text->n_bytes));
	size_t to = line_start(text, random_below(seed, (uint32_t)text->n_bytes));
	size_t n_line = strcspn(bytes + from, "\n");
	str_addn(&changed, bytes, to);
	if (random_below(seed, 2)) {
		str_addn(&changed, bytes + from, n_line);
		str_addc(&changed, '\n');
	} else {
		to += strcspn(bytes + to, "\n");
	}
	str_addn(&changed, bytes + to, text->n_bytes - to);
	str_release(text);
	*text = changed;
}

static void problems_are_sound(const struct card_problems *problems, size_t n_lines)
{
	for (size_t i = 0; i < problems->n_problems; i++) {
		const struct card_problem *problem = &problems->problems[i];
		assert_true(utf8_is_valid(problem->text, strlen(problem->text)));
		assert_in_range(problem->line, 1, n_lines + 1);
		assert_true(problem->column >= 1 && *problem->text);
		assert_true(i == 0 || problem->line >= problem[-1].line);
	}
}

static void mutate(const char *name, uint32_t seed, int n_runs)
{
	struct str original = read_card_file(name);
	int n_good = 0;
	for (int run = 0; run < n_runs; run++) {
		struct str text = {0};
		str_addn(&text, str_get(&original), original.n_bytes);
		if (run % 2)
			move_a_line(&text, &seed);
		else
			for (uint32_t i = 1 + random_below(&seed, 4); i > 0; i--)
				change_at_random(&text, &seed);
		struct card_problems problems = {0};
		struct card *card = card_parse(str_get(&text), text.n_bytes, &problems);
		assert_true(!card == (problems.n_problems > 0));
		problems_are_sound(&problems, text.n_bytes);
		n_good += card != NULL;
		card_free(card);
		card_problems_release(&problems);
		str_release(&text);
	}
	/* Some changes hit a text or a remark, most break something. */
	assert_in_range(n_good, 1, n_runs - 1);
	str_release(&original);
}

static void changed_cards_are_read_or_refused(void **state)
{
	(void)state;
	mutate("short.yaml", 20261122, 3000);
	mutate("tenets.yaml", 4711, 200);
}

static void every_beginning_of_a_card_is_read_or_refused(void **state)
{
	(void)state;
	struct str text = read_card_file("short.yaml");
	for (size_t n = 0; n < text.n_bytes; n += 3) {
		char *copy = malloc(n ? n : 1); /* so that a byte too far is seen */
		memcpy(copy, str_get(&text), n);
		free(list_problems(copy, n));
		free(copy);
	}
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_broken_card_says_what_is_wrong),
		cmocka_unit_test(every_problem_of_a_file_is_found),
		cmocka_unit_test(problems_end_at_a_hundred),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(deep_nesting_takes_no_time),
		cmocka_unit_test(messages_hold_only_clean_text),
		cmocka_unit_test(changed_cards_are_read_or_refused),
		cmocka_unit_test(every_beginning_of_a_card_is_read_or_refused),
	};
	return cmocka_run_group_tests_name("card problems", tests, NULL, NULL);
}
