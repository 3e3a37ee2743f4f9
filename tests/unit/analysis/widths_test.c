/* Tests that the width of the machine's vectors does not change an answer. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "testing.h"

static void every_width_gives_the_same_to_the_last_bit(void **state)
{
	(void)state;
	char *mine = NULL, line[128];
	size_t n_mine = 0;
	FILE *out = open_memstream(&mine, &n_mine);
	answers_write(out);
	fclose(out);
	FILE *narrow = popen("tests/unit/analysis/narrow", "r");
	assert_non_null(narrow);
	const char *rest = mine;
	int n_lines = 0;
	for (; fgets(line, sizeof line, narrow); n_lines++) {
		char *end = strchr(rest, '\n');
		assert_non_null(end);
		*end = '\0';
		line[strcspn(line, "\n")] = '\0';
		assert_string_equal(line, rest);
		rest = end + 1;
	}
	assert_int_equal(pclose(narrow), 0);
	assert_string_equal(rest, "");
	assert_int_equal(n_lines, 6 * 35);
	free(mine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_width_gives_the_same_to_the_last_bit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
