/* Tests of tables as spreadsheets save them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "base/csv.h"
#include "testing.h"

/* Every record in brackets, its fields separated by bars. */
static void reads_as(const char *text, const char *expected)
{
	struct csv_reader reader;
	struct csv_record record = {0};
	struct str got = {0};
	csv_start(&reader, text, strlen(text));
	while (csv_next(&reader, &record) == CSV_RECORD) {
		str_addf(&got, "[%d:", record.line);
		for (size_t i = 0; i < record.n_fields; i++)
			str_addf(&got, "%s%s", i ? "|" : "", record.fields[i]);
		str_add(&got, "]");
	}
	assert_string_equal(str_get(&got), expected);
	csv_record_release(&record);
	str_release(&got);
}

static void reads_records(void **state)
{
	(void)state;
	reads_as("a,b\r\nc,d\r\n", "[1:a|b][2:c|d]");
	reads_as("a,,b,", "[1:a||b|]");
	reads_as("\xef\xbb\xbf\"x\"\ny", "[1:x][2:y]");
	reads_as("\n\r\na\n\nb\n", "[3:a][5:b]");
	reads_as("", "");
}

static void reads_quotes(void **state)
{
	(void)state;
	reads_as("\"a,b\",\"c \"\"d\"\"\"\nnext,\n", "[1:a,b|c \"d\"][2:next|]");
	reads_as("\"two\r\nlines\",x\ny,z", "[1:two\nlines|x][3:y|z]");
	reads_as("5\" phone,x", "[1:5\" phone|x]");
}

static void finds_the_separator(void **state)
{
	(void)state;
	reads_as("a;b;c,d\n1,5;2;3\n", "[1:a|b|c,d][2:1,5|2|3]");
	reads_as("a\tb\n1,5\t2\n", "[1:a|b][2:1,5|2]");
	reads_as("\"a;;;\",b\n", "[1:a;;;|b]");
	reads_as("\n\r\n1,5;2;3\n", "[3:1,5|2|3]");
	reads_as("sep=;\r\n1,5;2,5\n", "[2:1,5|2,5]");
	reads_as("\xef\xbb\xbfsep=\t\na,b,c\td", "[2:a,b,c|d]");
	reads_as("sep=;x\na;b;c\n", "[1:sep=|x][2:a|b|c]");
	reads_as("sep=;", "");
}

static void an_open_quote_is_named(void **state)
{
	(void)state;
	struct csv_reader reader;
	struct csv_record record = {0};
	const char *text = "a,b\nc,\"d\ne,f\n";
	csv_start(&reader, text, strlen(text));
	assert_int_equal(csv_next(&reader, &record), CSV_RECORD);
	assert_int_equal(csv_next(&reader, &record), CSV_OPEN_QUOTE);
	assert_int_equal(record.line, 2);
	assert_int_equal(csv_next(&reader, &record), CSV_END);
	csv_record_release(&record);
}

static void a_record_has_its_bounds(void **state)
{
	(void)state;
	char text[2 * CSV_MAX_FIELDS + 2];
	struct csv_reader reader;
	struct csv_record record = {0};
	memset(text, ',', sizeof text);
	csv_start(&reader, text, CSV_MAX_FIELDS - 1);
	assert_int_equal(csv_next(&reader, &record), CSV_RECORD);
	assert_int_equal(record.n_fields, CSV_MAX_FIELDS);
	csv_start(&reader, text, CSV_MAX_FIELDS);
	assert_int_equal(csv_next(&reader, &record), CSV_TOO_WIDE);
	csv_record_release(&record);
}

static void writes_what_it_reads(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"plain", "a,b", "say \"no\"", "two\nlines", "=1+1", "-5", "", "@home", "'=kept"};
	struct str out = {0};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (i)
			str_addc(&out, ',');
		csv_add_text(&out, texts[i]);
	}
	assert_non_null(strstr(str_get(&out), "\"'=1+1\""));
	struct csv_reader reader;
	struct csv_record record = {0};
	csv_start(&reader, str_get(&out), out.n_bytes);
	assert_int_equal(csv_next(&reader, &record), CSV_RECORD);
	assert_int_equal(record.n_fields, sizeof texts / sizeof *texts);
	for (size_t i = 0; i + 1 < record.n_fields; i++)
		assert_string_equal(csv_skip_apostrophe(record.fields[i]), texts[i]);
	csv_record_release(&record);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_records),
		cmocka_unit_test(reads_quotes),
		cmocka_unit_test(finds_the_separator),
		cmocka_unit_test(an_open_quote_is_named),
		cmocka_unit_test(a_record_has_its_bounds),
		cmocka_unit_test(writes_what_it_reads),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
