/* Tests of what helps with typing: completion, lines typed before, searching the card. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "canned.h"
#include "fixture.h"
#include "testing.h"
#include "ui/completion.h"
#include "ui/recall.h"
#include "ui/search.h"

static void complete(const char *typed, const char *common, const char *choices)
{
	static const char *const words[] = {"next-gap", "next-empty", "note", "set ", ""};
	struct completion found = {.typed = typed};
	for (int i = 0; i < 5; i++)
		completion_add(&found, words[i]);
	assert_string_equal(str_get(&found.common), common);
	assert_string_equal(str_get(&found.choices), choices);
	completion_release(&found);
}

static void words_are_completed_as_far_as_they_agree(void **state)
{
	(void)state;
	complete("n", "n", "next-gap  next-empty  note");
	complete("ne", "next-", "next-gap  next-empty");
	complete("next-g", "next-gap", "next-gap");
	complete("s", "set ", "set ");
	complete("x", "", "");
	complete("", "", "next-gap  next-empty  note  set   ");
}

static void lines_come_back_and_go(void **state)
{
	(void)state;
	struct recall recall = {0};
	assert_null(recall_step(&recall, -1, "typed"));
	recall_add(&recall, "one");
	recall_add(&recall, "");
	recall_add(&recall, "two");
	recall_add(&recall, "two");
	assert_int_equal(recall.n_lines, 2);
	assert_string_equal(recall_step(&recall, -1, "typed"), "two");
	assert_string_equal(recall_step(&recall, -1, "two"), "one");
	assert_null(recall_step(&recall, -1, "one"));
	assert_string_equal(recall_step(&recall, 1, "one"), "two");
	assert_string_equal(recall_step(&recall, 1, "two"), "typed");
	assert_null(recall_step(&recall, 1, "typed"));
	recall_release(&recall);
}

static void the_oldest_lines_are_forgotten(void **state)
{
	(void)state;
	struct recall recall = {0};
	char line[8] = "a";
	for (int i = 0; i < RECALL_MAX + 20; i++) {
		line[0] = (char)('a' + i % 26);
		recall_add(&recall, line);
	}
	assert_int_equal(recall.n_lines, RECALL_MAX);
	assert_string_equal(recall.lines[RECALL_MAX - 1], line);
	recall_release(&recall);
}

static void lines_are_kept_in_a_file(void **state)
{
	(void)state;
	char *folder = fixture_folder(), *path = fixture_path(folder, "state/history");
	struct recall recall = {0}, again = {0};
	recall_read(&again, path);
	assert_int_equal(again.n_lines, 0);
	recall_add(&recall, "set autoplay=no");
	recall_add(&recall, "\xe5\xbc\xa0");
	recall_write(&recall, path);
	recall_read(&again, path);
	assert_int_equal(again.n_lines, 2);
	assert_string_equal(again.lines[1], "\xe5\xbc\xa0");
	recall_release(&again);
	fixture_write(path, "good\n\xff\xfe\nlast", 12);
	recall_read(&again, path);
	assert_int_equal(again.n_lines, 2);
	assert_string_equal(again.lines[1], "last");
	recall_release(&again);
	recall_release(&recall);
	free(path);
	fixture_remove(folder);
}

static void expect_hit(const struct canned *canned, const char *wanted, size_t from, int step,
	size_t item, enum search_place place, size_t n_hits)
{
	struct search_hit hit = search_card(&canned->snapshot, wanted, from, step);
	assert_int_equal(hit.n_hits, n_hits);
	if (n_hits == 0)
		return;
	assert_int_equal(hit.item, item);
	assert_int_equal(hit.place, place);
}

static void a_card_is_searched_round_its_end(void **state)
{
	(void)state;
	struct canned canned;
	canned_make(&canned, CANNED_EN, 2);
	expect_hit(&canned, "HOLD", 0, 1, 4, SEARCH_TITLE, 3);
	expect_hit(&canned, "hold", 4, 1, 5, SEARCH_TITLE, 3);
	expect_hit(&canned, "hold", 6, 1, 4, SEARCH_TITLE, 3);
	expect_hit(&canned, "hold", 4, -1, 6, SEARCH_TITLE, 3);
	expect_hit(&canned, "asks for more time", 0, 1, 6, SEARCH_GUIDELINE, 1);
	expect_hit(&canned, "late", 5, 1, 5, SEARCH_COMMENT, 1);
	expect_hit(&canned, "12", 0, 1, 11, SEARCH_TITLE, 1);
	expect_hit(&canned, "nowhere", 3, 1, 0, SEARCH_NOWHERE, 0);
	assert_int_equal(search_card(&canned.snapshot, "hold", 4, 1).number, 2);
	canned_release(&canned);
	canned_make(&canned, CANNED_ZH, 2);
	expect_hit(&canned, "回访客户", 0, 1, 6, SEARCH_TITLE, 1);
	canned_release(&canned);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_completed_as_far_as_they_agree),
		cmocka_unit_test(lines_come_back_and_go),
		cmocka_unit_test(the_oldest_lines_are_forgotten),
		cmocka_unit_test(lines_are_kept_in_a_file),
		cmocka_unit_test(a_card_is_searched_round_its_end),
	};
	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
