/* Tests of scorecard/phrases: what a list becomes, broken lists, and the lists that come along. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/phrases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "testing.h"

static struct phrases *parse(const char *text, size_t n_text)
{
	struct card_problems problems = {0};
	struct phrases *list = phrases_parse(text, n_text, &problems);
	for (size_t i = 0; i < problems.n_problems; i++)
		print_error("%d: %s\n", problems.problems[i].line, problems.problems[i].text);
	card_problems_release(&problems);
	assert_non_null(list);
	return list;
}

static struct phrases *parse_text(const char *text)
{
	return parse(text, strlen(text));
}

static struct phrases *load(const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "phrases/%s", name);
	struct str text = read_data_file(path);
	struct phrases *list = parse(str_get(&text), text.n_bytes);
	str_release(&text);
	return list;
}

static void a_list_keeps_what_the_file_says(void **state)
{
	(void)state;
	static const char text[] = "\xef\xbb\xbf# a remark\r\n"
				   "title-en: Taboo\r\n"
				   "title-zh: 禁忌用语\r\n"
				   "speaker: any\n"
				   "incident: a bad-attitude\n"
				   "\n"
				   "  calm down => let me see: what I can do\n"
				   "!shut up\n"
				   "=嗯\n"
				   "!=315 =>  我来处理\t\n"
				   "Note: capitals are no key";
	struct phrases *list = parse(text, sizeof text - 1);
	assert_string_equal(list->title.in[CARD_EN], "Taboo");
	assert_string_equal(list->title.in[CARD_ZH], "禁忌用语");
	assert_int_equal(list->speaker, PHRASES_ANY);
	assert_string_equal(list->incident.class_key, "a");
	assert_string_equal(list->incident.category_key, "bad-attitude");
	assert_int_equal(list->n_phrases, 5);
	assert_string_equal(list->phrases[0].text, "calm down");
	assert_string_equal(list->phrases[0].replacement, "let me see: what I can do");
	assert_false(list->phrases[0].severe);
	assert_int_equal(list->phrases[0].line, 7);
	assert_true(list->phrases[1].severe);
	assert_null(list->phrases[1].replacement);
	assert_true(list->phrases[2].whole_word);
	assert_false(list->phrases[2].severe);
	assert_true(list->phrases[3].severe && list->phrases[3].whole_word);
	assert_string_equal(list->phrases[3].text, "315");
	assert_string_equal(list->phrases[3].replacement, "我来处理");
	phrases_free(list);
	phrases_free(NULL);
}

static void a_whole_list_can_be_severe_or_empty(void **state)
{
	(void)state;
	struct phrases *list = parse_text("title-en: T\nsevere: yes\na\nb\n");
	assert_true(list->phrases[0].severe && list->phrases[1].severe);
	assert_int_equal(list->speaker, PHRASES_AGENT);
	assert_string_equal(list->incident.class_key, "");
	phrases_free(list);
	list = parse_text("title-en: T\n");
	assert_int_equal(list->n_phrases, 0);
	phrases_free(list);
}

static const struct {
	const char *text;
	const char *problems;
} broken[] = {
	{"", "1: the list has no title; expected 'title-en: TEXT' or 'title-zh: TEXT' above the "
	     "phrases\n"},
	{"title-en:\n", "1: the title is empty\n"},
	{"title-en: T\nspeakr: any\n",
		"2: unknown key 'speakr'; known here: title-en, title-zh, speaker, incident, "
		"severe\n"},
	{"title-en: T\nspeaker: both\nsevere: very\nincident: a\n",
		"2: 'speaker' is 'both'; expected one of: agent, customer, any\n"
		"3: expected yes or no after 'severe:'\n"
		"4: expected a class and a category after 'incident:', such as 'a image'\n"},
	{"title-en: T\nhello\nspeaker: any\n",
		"3: 'speaker:' stands after a phrase; expected it above all phrases\n"},
	{"title-en: T\nhello\n!\nhello => \n=> better\n",
		"3: there is no phrase in this line; expected PHRASE, or PHRASE => BETTER\n"
		"4: phrase 'hello' is there already, in line 2\n"
		"4: nothing stands after '=>'; expected what is better said\n"
		"5: there is no phrase in this line; expected PHRASE, or PHRASE => BETTER\n"},
	{"title-en: T\n\xff\n", "2: byte 0xff is not UTF-8; save the file as UTF-8\n"},
};

static void broken_lists_say_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct card_problems problems = {0};
		struct str list = {0};
		assert_null(phrases_parse(broken[i].text, strlen(broken[i].text), &problems));
		for (size_t n = 0; n < problems.n_problems; n++)
			str_addf(&list, "%d: %s\n", problems.problems[n].line,
				problems.problems[n].text);
		assert_string_equal(str_get(&list), broken[i].problems);
		card_problems_release(&problems);
		str_release(&list);
	}
}

static void limits_are_kept(void **state)
{
	(void)state;
	struct str text = {0};
	struct card_problems problems = {0};
	str_add(&text, "title-en: T\n");
	for (int i = 0; i < 201; i++)
		str_addc(&text, 'a');
	assert_null(phrases_parse(str_get(&text), text.n_bytes, &problems));
	assert_string_equal(problems.problems[0].text, "the phrase is too long; at most 200 bytes");
	card_problems_release(&problems);
	str_release(&text);
}

/* NAME.en.txt stands beside each NAME.zh.txt. */
static void lists_that_come_along_are_right(void **state)
{
	(void)state;
	char path[1024];
	snprintf(path, sizeof path, "%s/phrases", getenv("CALLMARK_DATADIR"));
	DIR *folder = opendir(path);
	int n_chinese = 0, n_english = 0;
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));) {
		if (!str_ends(entry->d_name, ".txt"))
			continue;
		struct phrases *list = load(entry->d_name);
		assert_true(list->title.in[CARD_EN] && list->title.in[CARD_ZH]);
		n_chinese += str_ends(entry->d_name, ".zh.txt");
		n_english += str_ends(entry->d_name, ".en.txt");
		phrases_free(list);
	}
	closedir(folder);
	assert_int_equal(n_chinese, 12);
	assert_int_equal(n_english, 12);
}

static void shipped_lists_hold_the_phrases(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t n;
		enum phrases_speaker speaker;
		const char *incident;
	} lists[] = {
		{"taboo.zh.txt", 47, PHRASES_AGENT, "bad-attitude"},
		{"fillers.zh.txt", 4, PHRASES_AGENT, ""},
		{"diversion.zh.txt", 19, PHRASES_AGENT, "diversion"},
		{"sensitive.zh.txt", 18, PHRASES_ANY, "sensitive"},
		{"retort.zh.txt", 4, PHRASES_AGENT, "bad-attitude"},
		{"rhetorical.zh.txt", 2, PHRASES_AGENT, ""},
		{"thanks-reply.zh.txt", 2, PHRASES_AGENT, ""},
		{"hold-before.zh.txt", 4, PHRASES_AGENT, ""},
		{"hold-return.zh.txt", 6, PHRASES_AGENT, ""},
		{"hold-checkin.zh.txt", 6, PHRASES_AGENT, ""},
		{"abbreviations.txt", 0, PHRASES_AGENT, ""},
	};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct phrases *list = load(lists[i].name);
		assert_int_equal(list->n_phrases, lists[i].n);
		assert_int_equal(list->speaker, lists[i].speaker);
		assert_string_equal(list->incident.category_key, lists[i].incident);
		phrases_free(list);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_keeps_what_the_file_says),
		cmocka_unit_test(a_whole_list_can_be_severe_or_empty),
		cmocka_unit_test(broken_lists_say_what_is_wrong),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(lists_that_come_along_are_right),
		cmocka_unit_test(shipped_lists_hold_the_phrases),
	};
	return cmocka_run_group_tests_name("phrases", tests, NULL, NULL);
}
