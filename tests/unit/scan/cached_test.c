/* Tests of the word under which results are kept: unlike wherever answers may be unlike. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "scan/cached.h"
#include "testing.h"

static char wav[] = "/calls/a.wav", other[] = "/else/b.flac", ulaw[] = "a.ulaw", raw[] = "a.raw";

static void make_word(char *path, char *second, char word[SCAN_WORD_SIZE])
{
	const struct call_leg legs[] = {{.path = path}, {.path = second}};
	scan_options_word(
		legs, second ? 2 : 1, &analysis_options_default, &media_options_default, word);
}

static void names_of_files_with_a_header_do_not_matter(void **state)
{
	(void)state;
	char a[SCAN_WORD_SIZE], b[SCAN_WORD_SIZE];
	make_word(wav, NULL, a);
	make_word(other, NULL, b);
	assert_string_equal(a, b);
}

/* The same bytes are unlike sounds. */
static void names_of_files_without_one_do(void **state)
{
	(void)state;
	char a[SCAN_WORD_SIZE], b[SCAN_WORD_SIZE], c[SCAN_WORD_SIZE];
	make_word(ulaw, raw, a);
	make_word(raw, ulaw, b);
	make_word(wav, ulaw, c);
	assert_string_not_equal(a, b);
	assert_string_not_equal(a, c);
	assert_string_not_equal(b, c);
}

static void options_matter(void **state)
{
	(void)state;
	const struct call_leg leg = {.path = wav};
	char plain[SCAN_WORD_SIZE], changed[SCAN_WORD_SIZE];
	struct analysis_options analysis = analysis_options_default;
	struct media_options media = media_options_default;
	scan_options_word(&leg, 1, &analysis, &media, plain);
	media.raw_rate_hz = 16000;
	scan_options_word(&leg, 1, &analysis, &media, changed);
	assert_string_not_equal(plain, changed);
	media = media_options_default;
	analysis.fixed_floor_db = -42.25;
	scan_options_word(&leg, 1, &analysis, &media, changed);
	assert_string_not_equal(plain, changed);
	analysis = analysis_options_default;
	analysis.agent_channel = 1;
	scan_options_word(&leg, 1, &analysis, &media, changed);
	assert_string_not_equal(plain, changed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_files_with_a_header_do_not_matter),
		cmocka_unit_test(names_of_files_without_one_do),
		cmocka_unit_test(options_matter),
	};
	return cmocka_run_group_tests_name("scan cached", tests, NULL, NULL);
}
