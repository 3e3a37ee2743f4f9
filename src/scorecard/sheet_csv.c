/* Between comma-separated values and a table, with the words that people put above their columns. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "scorecard/problems.h"
#include "scorecard/reader.h"
#include "scorecard/schema.h"
#include "scorecard/sheet_parts.h"

/* ---- names of columns ---- */

struct alias {
	const char *word;
	const char *column;
};

static const struct alias aliases[] = {
	{"category", "section"}, {"group", "section"}, {"section name", "section title"},
	{"criterion", "title"}, {"question", "title"}, {"name", "title"},
	{"description", "guideline"}, {"max", "met"}, {"score", "met"}, {"max score", "met"},
	{"deduction", "off"}, {"type", "scale"},
	{"大项", "section"}, {"类别", "section"}, {"分类", "section"}, {"模块", "section"},
	{"一级指标", "section"}, {"编号", "item"}, {"序号", "item"}, {"标题", "title"},
	{"项目", "title"}, {"评分项", "title"}, {"评分项目", "title"}, {"考核项", "title"},
	{"考核项目", "title"}, {"二级指标", "title"}, {"指标", "title"}, {"分值", "met"},
	{"满分", "met"}, {"分数", "met"}, {"达标分", "met"}, {"超出分", "exceeded"},
	{"扣分", "off"}, {"每次扣分", "off"}, {"说明", "guideline"}, {"标准", "guideline"},
	{"评分标准", "guideline"}, {"评价标准", "guideline"}, {"要求", "guideline"},
	{"权重", "weight"}, {"不适用", "na"}, {"必填", "required"},
};

static const char *trim(const char *text, struct str *out)
{
	static const char blanks[] = " \t\r\n";
	text += strspn(text, blanks);
	size_t n_bytes = strlen(text);
	while (n_bytes > 0 && strchr(blanks, text[n_bytes - 1]))
		n_bytes--;
	str_clear(out);
	str_addn(out, text, n_bytes);
	return str_get(out);
}

static bool is_known(const char *name)
{
	static const char *const extra[] = {
		"section title", "section points", "section weight", "reason"};
	for (size_t i = 0; i < sizeof extra / sizeof *extra; i++)
		if (strcmp(name, extra[i]) == 0)
			return true;
	struct str plain = {0};
	str_add(&plain, name);
	bool is_zh = str_ends(name, SHEET_ZH);
	if (is_zh)
		plain.text[plain.n_bytes - strlen(SHEET_ZH)] = '\0';
	bool found = false;
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++) {
		const struct card_schema_row *row = card_schema_find(kind->name, str_get(&plain));
		found |= row && !sheet_listed_by(kind->name, row->name) &&
			 (!is_zh || row->read == reader_read_text);
	}
	str_release(&plain);
	return found;
}

bool sheet_is_number(const char *name)
{
	const char *key = str_starts(name, "section ") ? name + strlen("section ") : name;
	for (const struct sheet_kind *kind = sheet_kinds; kind->name; kind++) {
		const struct card_schema_row *row = card_schema_find(kind->name, key);
		if (row && (row->read == reader_read_points || row->read == reader_read_version))
			return true;
	}
	return false;
}

/* The column that a heading means; NULL if none. Borrowed from *word, or static. */
static const char *column_of(const char *heading, struct str *word)
{
	trim(heading, word);
	for (char *c = word->text; c && *c; c++)
		*c = *c == '_' ? ' ' : str_lower(*c);
	if (is_known(str_get(word)))
		return str_get(word);
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (strcmp(str_get(word), aliases[i].word) == 0)
			return aliases[i].column;
	return NULL;
}

static void read_headings(struct sheet *sheet, const struct csv_record *record, int *columns,
	struct card_problems *problems)
{
	struct str word = {0};
	char quote[CARD_QUOTE_SIZE];
	for (size_t i = 0; i < record->n_fields; i++) {
		columns[i] = -1;
		const char *text = trim(csv_skip_apostrophe(record->fields[i]), &word);
		if (!*text || *text == '#')
			continue;
		const char *column = column_of(record->fields[i], &word);
		if (!column)
			card_problems_add(problems, record->line, (int)i + 1,
				_("unknown column '%s'; callmark-card(5) tells the names, and '#' in "
				  "front of one leaves the column out"),
				card_quote(record->fields[i], strlen(record->fields[i]), quote));
		else if (sheet_find_column(sheet, column) >= 0)
			card_problems_add(problems, record->line, (int)i + 1,
				_("'%s' is there twice; remove or rename one of the columns"),
				column);
		else {
			columns[i] = (int)sheet_need_column(sheet, column);
			sheet->columns[columns[i]].field = (int)i + 1;
		}
	}
	str_release(&word);
}

/* ---- cells ---- */

/* Answers and points as they stand in Chinese sheets: 是, 否, 5分. */
static void set_cell(struct sheet *sheet, size_t row, size_t column, const char *text)
{
	const struct card_schema_row *key = card_schema_find("item", sheet->columns[column].name);
	struct str points = {0};
	if (key && key->read == reader_read_yes_no)
		text = strcmp(text, "是") == 0 ? "yes" : strcmp(text, "否") == 0 ? "no" : text;
	if (key && key->read == reader_read_points && str_ends(text, "分")) {
		str_addn(&points, text, strlen(text) - strlen("分"));
		text = str_get(&points);
	}
	sheet_set(sheet, row, column, text);
	str_release(&points);
}

static void read_row(struct sheet *sheet, const struct csv_record *record, const int *columns,
	size_t n_headings, struct card_problems *problems)
{
	struct str text = {0};
	char quote[CARD_QUOTE_SIZE];
	int row = -1;
	for (size_t i = 0; i < record->n_fields; i++) {
		if (!*trim(csv_skip_apostrophe(record->fields[i]), &text))
			continue;
		if (i >= n_headings) {
			card_problems_add(problems, record->line, (int)i + 1,
				_("there is no heading above '%s'; are there too many separators?"),
				card_quote(str_get(&text), text.n_bytes, quote));
			break;
		}
		if (columns[i] < 0)
			continue;
		if (row < 0)
			row = (int)sheet_add_row(sheet, record->line);
		set_cell(sheet, (size_t)row, (size_t)columns[i], str_get(&text));
	}
	str_release(&text);
}

/* Where no column says how an item is marked, its points tell. */
static void guess_scales(struct sheet *sheet)
{
	if (sheet_find_column(sheet, "scale") >= 0)
		return;
	int off = sheet_find_column(sheet, "off"), yes = sheet_find_column(sheet, "yes");
	if (off < 0 && yes < 0)
		return;
	size_t scale = sheet_need_column(sheet, "scale");
	for (size_t i = 0; i < sheet->n_rows; i++)
		if (off >= 0 && *sheet->rows[i].cells[off])
			sheet_set(sheet, i, scale, "occurrence");
		else if (yes >= 0 && *sheet->rows[i].cells[yes])
			sheet_set(sheet, i, scale, "yes-no");
}

static void tell_broken(
	enum csv_result result, const struct csv_record *record, struct card_problems *problems)
{
	if (result == CSV_OPEN_QUOTE)
		card_problems_add(problems, record->line, (int)record->n_fields + 1,
			_("a quote opens here and is never closed"));
	if (result == CSV_TOO_WIDE)
		card_problems_add(problems, record->line, CSV_MAX_FIELDS,
			_("more than %d fields; is this a table?"), CSV_MAX_FIELDS);
}

bool sheet_read_csv(
	struct sheet *sheet, const char *text, size_t n_text, struct card_problems *problems)
{
	struct csv_reader reader;
	struct csv_record record = {0};
	int columns[CSV_MAX_FIELDS];
	csv_start(&reader, text, n_text);
	enum csv_result result = csv_next(&reader, &record);
	size_t n_headings = record.n_fields;
	if (result == CSV_RECORD)
		read_headings(sheet, &record, columns, problems);
	while (result == CSV_RECORD && (result = csv_next(&reader, &record)) == CSV_RECORD)
		read_row(sheet, &record, columns, n_headings, problems);
	tell_broken(result, &record, problems);
	if (result == CSV_END && sheet->n_rows == 0 && problems->n_problems == 0)
		card_problems_add(problems, 1, 1,
			_("the table is empty; expected a row of headings, and a row for each item"));
	if (problems->n_problems == 0)
		sheet_check(sheet, problems);
	guess_scales(sheet);
	csv_record_release(&record);
	return problems->n_problems == 0;
}

/* ---- writing ---- */

void sheet_add_csv(const struct sheet *sheet, struct str *out)
{
	for (size_t i = 0; i < sheet->n_columns; i++) {
		str_add(out, i ? "," : "");
		csv_add_text(out, sheet->columns[i].name);
	}
	str_add(out, "\r\n");
	for (size_t i = 0; i < sheet->n_rows; i++) {
		for (size_t j = 0; j < sheet->n_columns; j++) {
			str_add(out, j ? "," : "");
			if (*sheet->rows[i].cells[j])
				csv_add_text(out, sheet->rows[i].cells[j]);
		}
		str_add(out, "\r\n");
	}
}
