/* Tests of cards as tables: there and back, what people's spreadsheets look like, what is wrong. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "scorecard/score.h"
#include "scorecard/sheet.h"
#include "support.h"
#include "testing.h"

static void same_sheet(const struct sheet *a, const struct sheet *b)
{
	assert_int_equal(a->n_columns, b->n_columns);
	assert_int_equal(a->n_rows, b->n_rows);
	for (size_t j = 0; j < a->n_columns; j++)
		assert_string_equal(a->columns[j].name, b->columns[j].name);
	for (size_t i = 0; i < a->n_rows; i++)
		for (size_t j = 0; j < a->n_columns; j++)
			assert_string_equal(a->rows[i].cells[j], b->rows[i].cells[j]);
}

/* The card of a CSV text, NULL if the text is no table; the origin of each line is checked. */
static struct card *import(const char *csv, struct card_problems *problems, struct sheet *sheet,
	struct sheet_file *file)
{
	if (!sheet_read_csv(sheet, csv, strlen(csv), problems))
		return NULL;
	sheet_write_file(sheet, "imported", "Imported", file);
	size_t n_lines = 0;
	for (const char *c = str_get(&file->text); *c; c++)
		n_lines += *c == '\n';
	assert_int_equal(file->n_origins, n_lines);
	return card_parse(str_get(&file->text), file->text.n_bytes, problems);
}

static void goes_there_and_back(const char *name)
{
	struct card *card = load_shipped(name);
	struct sheet sheet = {0}, read = {0}, again = {0};
	struct sheet_file file = {0};
	struct card_problems problems = {0};
	struct str csv = {0};
	sheet_fill(&sheet, card);
	sheet_add_csv(&sheet, &csv);
	struct card *back = import(str_get(&csv), &problems, &read, &file);
	if (!back)
		print_message("%s:%d: %s\n", name, problems.problems->line, problems.problems->text);
	assert_non_null(back);
	same_sheet(&sheet, &read);
	sheet_fill(&again, back);
	same_sheet(&sheet, &again);
	assert_int_equal(back->n_items, card->n_items);
	assert_int_equal(back->total_centi, card->total_centi);
	card_free(back);
	card_free(card);
	card_problems_release(&problems);
	sheet_file_release(&file);
	sheet_release(&again);
	sheet_release(&read);
	sheet_release(&sheet);
	str_release(&csv);
}

static void shipped_cards_go_there_and_back(void **state)
{
	(void)state;
	static const char *const names[] = {"action-review.yaml", "deductions-100.yaml",
		"dial-test.yaml", "presales.yaml", "short.yaml", "tenets.yaml"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		goes_there_and_back(names[i]);
}

static struct card *import_good(const char *csv)
{
	struct sheet sheet = {0};
	struct sheet_file file = {0};
	struct card_problems problems = {0};
	struct card *card = import(csv, &problems, &sheet, &file);
	if (!card)
		print_message("%d:%d: %s\n%s\n", problems.problems->line, problems.problems->column,
			problems.problems->text, str_get(&file.text));
	assert_non_null(card);
	card_problems_release(&problems);
	sheet_file_release(&file);
	sheet_release(&sheet);
	return card;
}

static void every_construct_goes_there_and_back(void **state)
{
	(void)state;
	struct card *card = import_good(
		"card,version,title,pass,na-policy,band,from,flag,effect,section,item,scale,met,yes,"
		"when,choice,points,reason,title zh\n"
		"all,3,All,15,equal,,,,,,,,,,,,,,全部\n"
		",,Good,,,good,12,,,,,,,,,,,,\n"
		",,Leak,,,,,leak,fail,,,,,,,,,,泄密\n"
		",,One,,,,,,,one,,,,,,,,,\n"
		",,Asked,,,,,,,,1.1,,10,,,,,,\n"
		",,late,,,,,,,,,,,,,,2.5,N1,晚\n"
		",,early,,,,,,,,,,,,,,,N2,\n"
		",,Done,,,,,,,,1.2,yes-no,,5,\"{item: 1.1, is: met}\",,,,\n"
		",,How,,,,,,,,1.3,choice,,,,,,,\n"
		",,Well,,,,,,,,,,,,,well,4,,\n"
		",,Badly,,,,,,,,,,,,,badly,0,,\n");
	assert_string_equal(card->id, "all");
	assert_int_equal(card->version, 3);
	assert_int_equal(card->na_policy, NA_EQUAL);
	assert_int_equal(card->pass_centi, 1500);
	assert_int_equal(card->bands[0].from_centi, 1200);
	assert_int_equal(card->flags[0].effect, EFFECT_FAIL);
	assert_string_equal(card->flags[0].title.in[CARD_ZH], "泄密");
	assert_int_equal(card->items[0].reasons[0].off_centi, 250);
	assert_string_equal(card->items[0].reasons[1].text.in[CARD_EN], "early");
	assert_true(card->items[1].condition.is_set);
	assert_string_equal(card->items[2].levels[1].key, "badly");
	card_free(card);
}

static void a_plain_chinese_sheet_is_a_card(void **state)
{
	(void)state;
	struct card *card = import_good("\xef\xbb\xbf大项;项目;分值;说明;#备注;不适用\r\n"
					"服务用语;开头语;5分;先问好，报姓名;x;否\r\n"
					";结束语;5;\"先致谢;再见\";;是\r\n"
					"解决问题;答复准确;20.0;;;\r\n");
	assert_int_equal(card->n_sections, 2);
	assert_int_equal(card->n_items, 3);
	assert_string_equal(card_text_get(&card->sections[0].title, CARD_ZH), "服务用语");
	assert_string_equal(card->items[1].key, "1.2");
	assert_string_equal(card->items[2].key, "2.1");
	assert_int_equal(card_item_met_centi(&card->items[2]), 2000);
	assert_true(card->items[1].na_allowed);
	assert_string_equal(card_text_get(&card->items[1].guideline, CARD_ZH), "先致谢;再见");
	assert_int_equal(card->total_centi, 3000);
	card_free(card);
}

static void deductions_are_guessed(void **state)
{
	(void)state;
	struct card *card = import_good("section,section points,title,off\n"
					"Wording,30,Filler words,1\n"
					"Wording,,No greeting,0.5\n");
	assert_int_equal(card->n_sections, 1);
	assert_int_equal(card->sections[0].cap_centi, 3000);
	assert_int_equal(card->items[1].scale, SCALE_OCCURRENCE);
	assert_int_equal(card->items[1].off_centi, 50);
	card_free(card);
}

static void texts_stay_texts(void **state)
{
	(void)state;
	struct card *card = import_good("title,met,guideline\n"
					"\"'=SUM(A1)\",5,\"{not: a mapping}\"\n"
					"- dash: \"\"x\"\" # y,5,\"two\nlines\"\n");
	assert_string_equal(card->items[0].title.in[CARD_EN], "=SUM(A1)");
	assert_string_equal(card->items[0].guideline.in[CARD_EN], "{not: a mapping}");
	assert_string_equal(card->items[1].title.in[CARD_EN], "- dash: \"\"x\"\" # y");
	assert_string_equal(card->items[1].guideline.in[CARD_EN], "two lines");
	card_free(card);
}

/* A comma makes no list of a name: what is wrong with it is told of the whole. */
static void a_name_with_a_comma_is_one_name(void **state)
{
	(void)state;
	struct sheet sheet = {0};
	struct sheet_file file = {0};
	struct card_problems problems = {0};
	assert_null(import("item,title,met\n\"a, b\",One,5\n", &problems, &sheet, &file));
	assert_non_null(strstr(problems.problems[0].text, "'a, b'"));
	card_problems_release(&problems);
	sheet_file_release(&file);
	sheet_release(&sheet);
}

static void says_at(const char *csv, int line, int column, const char *text)
{
	struct sheet sheet = {0};
	struct card_problems problems = {0};
	assert_false(sheet_read_csv(&sheet, csv, strlen(csv), &problems));
	assert_int_equal(problems.problems[0].line, line);
	assert_int_equal(problems.problems[0].column, column);
	if (!strstr(problems.problems[0].text, text))
		fail_msg("'%s' is not in '%s'", text, problems.problems[0].text);
	card_problems_release(&problems);
	sheet_release(&sheet);
}

static void broken_tables_are_told(void **state)
{
	(void)state;
	says_at("title,mett\nx,5\n", 1, 2, "'mett'");
	says_at("title,met,title\nx,5,y\n", 1, 3, "twice");
	says_at("title,met\nx,5,6\n", 2, 3, "heading");
	says_at("title,met\nx,\"5\n", 2, 2, "never closed");
	says_at("", 1, 1, "empty");
	says_at("title,met\n", 1, 1, "empty");
	says_at("title,met,guideline\nx,5,\n,,only this\n", 3, 3, "names nothing");
	says_at("section,title,met\na,x,5\nTotal,,5\n", 3, 3, "'met' means nothing");
	says_at("item,title,met,reason\n,late,,N1\n", 2, 4, "no item above");
	says_at("item,title,met,reason\n1,x,5,\n2,late,,N1\n", 3, 1, "below item '1'");
	says_at("item,title,scale,points,choice,reason\n1,x,choice,,,\n,a,,1,a,\n,b,,,,N1\n,c,,0,c,\n", 5,
		5, "together");
	says_at("card,version,title\na,1,A\nb,1,B\n", 3, 1, "second");
}

/* What card_parse finds wrong in the file is found in the table. */
static void problems_have_their_cell(void **state)
{
	(void)state;
	struct sheet sheet = {0};
	struct sheet_file file = {0};
	struct card_problems problems = {0};
	assert_null(import("title,met,na\nOne,5,\nTwo,many,\nThree,5,maybe\n", &problems, &sheet, &file));
	assert_int_equal(problems.n_problems, 2);
	const struct sheet_origin *first = &file.origins[problems.problems[0].line - 1];
	const struct sheet_origin *second = &file.origins[problems.problems[1].line - 1];
	assert_int_equal(sheet.rows[first->row].line, 3);
	assert_string_equal(sheet.columns[first->column].name, "met");
	assert_int_equal(sheet.rows[second->row].line, 4);
	assert_string_equal(sheet.columns[second->column].name, "na");
	card_problems_release(&problems);
	sheet_file_release(&file);
	sheet_release(&sheet);
}

/* A row with a name alone is the heading of what is below it. */
static void a_heading_begins_a_section(void **state)
{
	(void)state;
	struct card *card = import_good("大项,项目,分值\n服务用语,,\n,开头语,5\n解决问题,,\n,答复,10\n");
	assert_int_equal(card->n_sections, 2);
	assert_string_equal(card_text_get(&card->sections[1].title, CARD_ZH), "解决问题");
	assert_int_equal(card->sections[1].n_items, 1);
	card_free(card);
}

/* Whatever a cell holds, what is wrong with it is told at that cell. */
static void a_cell_spoils_no_other(void **state)
{
	(void)state;
	static const char *const cells[] = {"{item: 1", "[a, b", "{a: b} c", "}", "a, b]", "{a: b # c}",
		"a,\nb,\nc, d, e f", "\"\"", "{'a: b}", "x\xc2\x80y", "{a: \xe2\x80\xa8}",
		"{a: \xc2\x80}", "a,\xc2\x80", "&a", "*a, b"};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct sheet sheet = {0};
		struct sheet_file file = {0};
		struct card_problems problems = {0};
		struct str csv = {0};
		str_add(&csv, "item,title,met,when\n1,One,5,\n2,Two,5,");
		csv_add_text(&csv, cells[i]);
		str_add(&csv, "\n3,Three,5,\n");
		struct card *card = import(str_get(&csv), &problems, &sheet, &file);
		if (card)
			fail_msg("'%s' is taken", cells[i]);
		const struct sheet_origin *origin =
			&file.origins[problems.problems[0].line - 1];
		if (origin->row != 1 || strcmp(sheet.columns[origin->column].name, "when") != 0)
			fail_msg("'%s' is told elsewhere: %s", cells[i], problems.problems[0].text);
		card_problems_release(&problems);
		sheet_file_release(&file);
		sheet_release(&sheet);
		str_release(&csv);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_cards_go_there_and_back),
		cmocka_unit_test(every_construct_goes_there_and_back),
		cmocka_unit_test(a_plain_chinese_sheet_is_a_card),
		cmocka_unit_test(deductions_are_guessed),
		cmocka_unit_test(texts_stay_texts),
		cmocka_unit_test(a_name_with_a_comma_is_one_name),
		cmocka_unit_test(a_heading_begins_a_section),
		cmocka_unit_test(a_cell_spoils_no_other),
		cmocka_unit_test(broken_tables_are_told),
		cmocka_unit_test(problems_have_their_cell),
	};
	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
